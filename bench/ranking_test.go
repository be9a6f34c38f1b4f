package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/simple"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search/query"

	"talksbot/internal/rag/lexical"
)

// How bleve's BM25 is not ours, as its source has it (v2.6.1):
//
//   - idf is ours: log(1 + (N-n+½)/(n+½)).
//   - K1 and B are ours, 1.2 and 0.75, and cannot be set. The constant factor of
//     the numerator is K1, not K1+1.
//   - The length of a field is kept as 1/√length in 32 bits, not quantised.
//   - The frequency of a term is its square root. Where no word stands twice in
//     a passage that is the same.
//   - The mean length is not that of the passages but the number of different
//     words of the collection, shared out among the passages and rounded up. It
//     is smaller, so long passages are held back more. With m for it and M for
//     the true mean, our formula gives bleve's with K1·(1-B) = 0.3 and
//     K1·B = 0.9·M/m.
//   - A query of several words multiplies every word's score by its idf once
//     more, and the sum by the share of the words found. The score of a word
//     asked for alone is plain BM25, so the sum of those is what a query of
//     several words is compared with.
//
// With these translated, order and scores must be the same. Without, the order
// must be much the same.

const (
	bleveK1 = 1.2
	bleveB  = 0.75
)

// random is a collection of made words with one field.
type random struct {
	docs    []lexical.Document
	words   []string
	mean    float64 // length of a passage
	queries [][]string
}

func newRandom(r *rand.Rand, repeating bool) *random {
	c := &random{}
	for n := 50 + r.IntN(300); len(c.words) < n; {
		c.words = append(c.words, madeWord(len(c.words)))
	}
	for i := range 100 + r.IntN(400) {
		var body []string
		for n := 5 + r.IntN(36); len(body) < n; {
			x := r.Float64()
			w := c.words[int(x*x*float64(len(c.words)))]
			if repeating || !slices.Contains(body, w) {
				body = append(body, w)
			}
		}
		c.mean += float64(len(body))
		d := lexical.Document{ID: fmt.Sprintf("d%03d", i)}
		d.Fields[lexical.Body] = strings.Join(body, " ")
		c.docs = append(c.docs, d)
	}
	c.mean /= float64(len(c.docs))
	for range 20 {
		q := make([]string, 1+r.IntN(5))
		for i := range q {
			q[i] = c.words[r.IntN(len(c.words))]
		}
		slices.Sort(q)
		c.queries = append(c.queries, slices.Compact(q))
	}
	return c
}

// madeWord gives each number a word of its own that no stemmer changes and that
// is no function word: "zobodofo".
func madeWord(n int) string {
	word := "zo"
	for range 3 {
		word += string("bdfgklmnpr"[n%10]) + "o"
		n /= 10
	}
	return word
}

// different is how many different words the passages have.
func (c *random) different() int {
	seen := map[string]bool{}
	for _, d := range c.docs {
		for _, w := range strings.Fields(d.Fields[lexical.Body]) {
			seen[w] = true
		}
	}
	return len(seen)
}

// ours ranks with the index of the program, by the body alone and without pairs.
func (c *random) ours(k1, b float64) func(q []string) map[string]float64 {
	p := lexical.Params{K1: k1, B: b}
	p.Weights[lexical.Body] = 1
	x := lexical.NewIndex(c.docs, p)
	return func(q []string) map[string]float64 {
		scores := map[string]float64{}
		for _, s := range x.Rank(x.Terms(lexical.Tokenize(strings.Join(q, " "))), len(c.docs)) {
			scores[c.docs[s.Doc].ID] = s.Score / (k1 + 1)
		}
		return scores
	}
}

func (c *random) bleve(t *testing.T) bleve.Index {
	t.Helper()
	x, err := bleve.NewUsing("", bleveMapping(simple.Name, false), scorch.Name, scorch.Name, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	batch := x.NewBatch()
	for _, d := range c.docs {
		if err := batch.Index(d.ID, map[string]string{"body": d.Fields[lexical.Body]}); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Batch(batch); err != nil {
		t.Fatal(err)
	}
	return x
}

// found is what a query of bleve finds, with the scores.
func (c *random) found(t *testing.T, x bleve.Index, q query.Query) map[string]float64 {
	t.Helper()
	result, err := x.Search(bleve.NewSearchRequestOptions(q, len(c.docs), 0, false))
	if err != nil {
		t.Fatal(err)
	}
	scores := map[string]float64{}
	for _, h := range result.Hits {
		scores[h.ID] = h.Score
	}
	return scores
}

// plain is the sum of bleve's BM25 of the words, each asked for alone.
func (c *random) plain(t *testing.T, x bleve.Index, q []string) map[string]float64 {
	t.Helper()
	sum := map[string]float64{}
	for _, w := range q {
		term := bleve.NewTermQuery(w)
		term.SetField("body")
		for id, s := range c.found(t, x, term) {
			sum[id] += s
		}
	}
	return sum
}

// The same formula with the same numbers gives the same scores, so the same
// order.
func TestRankIsBleveBM25(t *testing.T) {
	for seed := range uint64(10) {
		c := newRandom(rand.New(rand.NewPCG(seed, 1)), false)
		x := c.bleve(t)
		m := math.Ceil(float64(c.different()) / float64(len(c.docs)))
		spread := bleveK1 * bleveB * c.mean / m
		k1 := bleveK1*(1-bleveB) + spread
		ours := c.ours(k1, spread/k1)
		for _, q := range c.queries {
			got, want := ours(q), c.plain(t, x, q)
			if len(got) != len(want) {
				t.Fatalf("seed %d, %v: %d passages found, bleve finds %d", seed, q, len(got), len(want))
			}
			for id := range want {
				if math.Abs(got[id]-want[id]/bleveK1) > 1e-5*want[id] {
					t.Fatalf("seed %d, %v: %s has %v, bleve gives %v", seed, q, id, got[id], want[id]/bleveK1)
				}
			}
		}
	}
}

// With our numbers and with repeated words the order is much the same: the
// rank correlation is high, both with the sum of bleve's words and with its
// own query of several.
func TestRankIsLikeBleve(t *testing.T) {
	for seed := range uint64(10) {
		c := newRandom(rand.New(rand.NewPCG(seed, 2)), true)
		x := c.bleve(t)
		ours := c.ours(1.2, 0.75)
		var sums, queries float64
		for _, q := range c.queries {
			match := bleve.NewMatchQuery(strings.Join(q, " "))
			match.SetField("body")
			got := ours(q)
			sums += spearman(got, c.plain(t, x, q)) / float64(len(c.queries))
			queries += spearman(got, c.found(t, x, match)) / float64(len(c.queries))
		}
		t.Logf("seed %d: %d passages, rank correlation %.3f with the sum, %.3f with the query", seed, len(c.docs), sums, queries)
		if sums < 0.85 || queries < 0.92 {
			t.Errorf("seed %d: rank correlation %.3f with the sum, %.3f with the query", seed, sums, queries)
		}
	}
}

// spearman is the rank correlation of two sets of scores, -1..1.
func spearman(a, b map[string]float64) float64 {
	ra, rb := ranks(a), ranks(b)
	mean := float64(len(a)-1) / 2
	var ab, aa, bb float64
	for id := range a {
		ab += (ra[id] - mean) * (rb[id] - mean)
		aa += (ra[id] - mean) * (ra[id] - mean)
		bb += (rb[id] - mean) * (rb[id] - mean)
	}
	if aa*bb == 0 {
		return 1
	}
	return ab / math.Sqrt(aa*bb)
}

// ranks gives each its place by score, equals the mean of theirs.
func ranks(scores map[string]float64) map[string]float64 {
	ids := []string{}
	for id := range scores {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(x, y string) int {
		switch {
		case scores[x] > scores[y]:
			return -1
		case scores[x] < scores[y]:
			return 1
		}
		return strings.Compare(x, y)
	})
	out := map[string]float64{}
	for i := 0; i < len(ids); {
		j := i
		for j < len(ids) && math.Abs(scores[ids[j]]-scores[ids[i]]) <= 1e-9*scores[ids[i]] {
			j++
		}
		for _, id := range ids[i:j] {
			out[id] = float64(i+j-1) / 2
		}
		i = j
	}
	return out
}
