package rag_test

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"talksbot/internal/rag"
)

// searchFaults are the ways in which hits break what is promised of a search.
func searchFaults(s *rag.Snapshot, hits []rag.Hit, k int) []string {
	var all []string
	if len(hits) > max(0, k) {
		all = append(all, "more hits than asked for")
	}
	seen := map[string]bool{}
	for _, h := range hits {
		if !(h.Score >= 0 && h.Score <= 1) {
			all = append(all, "a score outside 0..1")
		}
		if seen[h.Passage.ID] {
			all = append(all, h.Passage.ID+" is found twice")
		}
		seen[h.Passage.ID] = true
		if !slices.Contains(s.Articles(), h.Passage.Article) {
			all = append(all, "a passage of no article of the snapshot")
		}
	}
	if !slices.IsSortedFunc(hits, func(a, b rag.Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Passage.ID, b.Passage.ID))
	}) {
		all = append(all, "not best first, ties by ID")
	}
	return all
}

func TestSearch(t *testing.T) {
	s := talks()
	questions := append(salads(s, 60, 4), "Who will attend the talks?", "ceasefire", "truce", "Medinsky", "", "?", "zzyzx")
	for _, q := range questions {
		most, err := s.Search(t.Context(), q, 1000)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range []int{-1, 0, 1, 5, 1000} {
			hits, err := s.Search(t.Context(), q, k)
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range searchFaults(s, hits, k) {
				t.Errorf("%q, %d hits: %s", q, k, fault)
			}
			if want := most[:min(max(k, 0), len(most))]; !slices.Equal(hits, want) {
				t.Errorf("%q: the first %d hits are not the first of many", q, k)
			}
		}
	}
}

func TestEqualScoresByID(t *testing.T) {
	f := folder{}
	for _, name := range strings.Fields("f b e a d c") {
		f[name+".md"] = article("", "Bridge", bridge)
	}
	s := serve(t, f)
	for range 5 {
		var got []string
		for _, h := range must(s.Search(t.Context(), "Who cut the ribbon?", 10)) {
			got = append(got, h.Passage.ID)
		}
		if strings.Join(got, " ") != "a#1 b#1 c#1 d#1 e#1 f#1" {
			t.Fatalf("got %q", got)
		}
	}
}

// An article is found by its title and its publisher, which no passage has.
func TestSearchByTitle(t *testing.T) {
	s := serve(t, folder{
		"a.md": article("2024-03-01", "Zeppelin accident", "Nobody was hurt. The crew walked home."),
		"b.md": "---\ntitle: Weather\npublisher: The Harbour Gazette\n---\n\nIt will rain. The wind comes from the east.\n",
		"c.md": article("2024-03-01", "Soup", "Salt is dear. Onions are cheap."),
	})
	for query, want := range map[string]string{"zeppelin": "a", "Harbour Gazette": "b", "soup": "c"} {
		hits := must(s.Search(t.Context(), query, 1))
		if len(hits) != 1 || hits[0].Passage.Article.ID != want {
			t.Errorf("%q finds %v, want %s", query, hits, want)
		}
	}
}

func TestAskMany(t *testing.T) {
	t.Parallel()
	s := serve(t, with(calendar, traps))
	questions := salads(s, 30, 8)
	want := make([]string, len(questions))
	for i, q := range questions {
		want[i] = whole(ask(t, s, q))
	}
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			for i, q := range questions {
				if got := whole(must(s.Ask(t.Context(), q))); got != want[i] {
					t.Errorf("%q: %q, alone %q", q, got, want[i])
				}
			}
		})
	}
	all.Wait()
}

// badParts are an embedder and a vector index in one, whose results a test
// chooses.
type badParts struct {
	documents func(texts []string) ([][]float32, error)
	query     func(text string) ([]float32, error)
	nearest   func(k int) ([]rag.Neighbour, error)
}

func (b badParts) EmbedDocuments(_ context.Context, texts []string) ([][]float32, error) {
	if b.documents == nil {
		return model().EmbedDocuments(context.Background(), texts)
	}
	return b.documents(texts)
}

func (b badParts) EmbedQuery(_ context.Context, text string) ([]float32, error) {
	if b.query == nil {
		return model().EmbedQuery(context.Background(), text)
	}
	return b.query(text)
}

func (b badParts) Nearest(_ context.Context, _ []float32, k int) ([]rag.Neighbour, error) {
	return b.nearest(k)
}

func (b badParts) options() rag.Options {
	o := options()
	o.Embedder = b
	if b.nearest != nil {
		o.Vectors = func(context.Context, []string, [][]float32) (rag.VectorIndex, error) { return b, nil }
	}
	return o
}

var errBroken = errors.New("the service is down")

// What fails while a question is answered is an error of that question.
func TestErrorsOfParts(t *testing.T) {
	for name, parts := range map[string]badParts{
		"index":    {nearest: func(int) ([]rag.Neighbour, error) { return nil, errBroken }},
		"embedder": {query: func(string) ([]float32, error) { return nil, errBroken }},
	} {
		s := openSource(t, calendar.source, parts.options()).Snapshot()
		if a, err := s.Ask(t.Context(), "Who cut the ribbon?"); !errors.Is(err, errBroken) || len(a.Lines()) > 0 {
			t.Errorf("%s: Ask gives %s, error %v", name, whole(a), err)
		}
		if _, err := s.Search(t.Context(), "ribbon", 3); !errors.Is(err, errBroken) {
			t.Errorf("%s: Search gives the error %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := serve(t, calendar).Ask(ctx, "Who cut the ribbon?"); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled context: %v", err)
	}
}

// What fails while a collection is read keeps it from being served.
func TestErrorsOfBuilding(t *testing.T) {
	short := func(texts []string) ([][]float32, error) { return make([][]float32, len(texts)-1), nil }
	for name, parts := range map[string]badParts{
		"an error":        {documents: func([]string) ([][]float32, error) { return nil, errBroken }},
		"too few vectors": {documents: short},
		"too many":        {documents: func(texts []string) ([][]float32, error) { return make([][]float32, len(texts)+1), nil }},
		"two lengths": {documents: func(texts []string) ([][]float32, error) {
			return vectors(len(texts), func(i int) []float32 { return []float32{1, 2}[:1+i%2] }), nil
		}},
	} {
		l, err := rag.Open(t.Context(), calendar.source, parts.options())
		if err == nil || l != nil || !strings.Contains(err.Error(), "vectors of the collection could not be made") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	o := options()
	o.Vectors = func(context.Context, []string, [][]float32) (rag.VectorIndex, error) { return nil, errBroken }
	if _, err := rag.Open(t.Context(), calendar.source, o); !errors.Is(err, errBroken) {
		t.Errorf("an index that cannot be built: %v", err)
	}
}

func vectors(n int, of func(i int) []float32) [][]float32 {
	all := make([][]float32, n)
	for i := range all {
		all[i] = of(i)
	}
	return all
}

// Vectors without a direction are left out: the words still find their passage.
func TestUselessVectors(t *testing.T) {
	t.Parallel()
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	many := folder{"bridge.md": calendar["bridge.md"]}
	for name, text := range diary(60) {
		many[name] = text
	}
	for name, useless := range map[string][]float32{
		"nil": nil, "empty": {}, "zero": {0, 0, 0}, "no number": {nan, 1, 2}, "infinite": {inf, 1, 2}, "huge": {3e38, 3e38, 3e38},
	} {
		for _, f := range []folder{calendar, many} {
			for _, all := range []bool{true, false} {
				parts := badParts{
					documents: func(texts []string) ([][]float32, error) {
						return vectors(len(texts), func(i int) []float32 {
							if all || i == 0 {
								return useless
							}
							return []float32{1, float32(i), 2}
						}), nil
					},
					query: func(text string) ([]float32, error) {
						if strings.Contains(text, "cut") {
							return useless, nil
						}
						return []float32{1, 2, 3}, nil
					},
				}
				s := openSource(t, f.source, parts.options()).Snapshot()
				for _, q := range []string{"Who cut the ribbon?", "Which ribbon has the mayor?"} {
					hits, err := s.Search(t.Context(), q, 3)
					if err != nil || len(hits) == 0 || hits[0].Passage.Article.ID != "bridge" {
						t.Errorf("%s vectors (all: %v) of %d articles, %q: %v, error %v", name, all, len(f), q, hits, err)
					}
					for _, fault := range searchFaults(s, hits, 3) {
						t.Errorf("%s vectors (all: %v), %q: %s", name, all, q, fault)
					}
					ask(t, s, q)
				}
			}
		}
	}
}

// An index that gives strange similarities does not spoil the scores.
func TestStrangeSimilarities(t *testing.T) {
	for name, similarity := range map[string]float64{"no number": math.NaN(), "far below": -7, "far above": 9} {
		parts := badParts{nearest: func(int) ([]rag.Neighbour, error) {
			return []rag.Neighbour{{ID: "ferry#1", Similarity: similarity}, {ID: "bridge#1", Similarity: 0.5}}, nil
		}}
		s := openSource(t, calendar.source, parts.options()).Snapshot()
		hits, err := s.Search(t.Context(), "Who cut the ribbon?", 5)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range searchFaults(s, hits, 5) {
			t.Errorf("%s: %s", name, fault)
		}
		ask(t, s, "Who cut the ribbon?")
	}
}
