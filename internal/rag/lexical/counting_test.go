package lexical

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// randomDocuments use few words, so that many stand in several fields, several
// times and side by side.
func randomDocuments(r *rand.Rand, n int) []Document {
	words := strings.Fields("the talks talk Istanbul U.S. US us 30 attends attending a ceasefire Kyiv's Zelensky")
	docs := make([]Document, n)
	for i := range docs {
		docs[i].ID = fmt.Sprintf("d%02d", (i*7)%n)
		for f := range docs[i].Fields {
			for range r.IntN(12) {
				docs[i].Fields[f] += words[r.IntN(len(words))] + " "
			}
		}
	}
	return docs
}

// counted is a field with its terms counted one by one.
type counted struct {
	terms  map[string]int
	length float64
}

func count(text string) counted {
	c := counted{terms: map[string]int{}}
	tokens := Tokenize(text)
	for i, t := range tokens {
		c.length++
		c.terms[t.Stem]++
		if i > 0 {
			c.terms[tokens[i-1].Stem+" "+t.Stem]++
		}
	}
	return c
}

// byCounting scores all documents from the definition of BM25F.
func byCounting(docs []Document, query []Term, p Params) []float64 {
	fields := make([][numFields]counted, len(docs))
	var mean [numFields]float64
	for i, d := range docs {
		for f := range d.Fields {
			fields[i][f] = count(d.Fields[f])
			mean[f] += fields[i][f].length / float64(len(docs))
		}
	}
	scores := make([]float64, len(docs))
	for _, q := range query {
		frequencies, n := make([]float64, len(docs)), 0.0
		for i := range docs {
			for f, c := range fields[i] {
				frequencies[i] += p.Weights[f] * float64(c.terms[q.Text]) / (1 - p.B + p.B*c.length/max(1, mean[f]))
			}
			if frequencies[i] > 0 {
				n++
			}
		}
		idf := math.Log(1 + (float64(len(docs))-n+0.5)/(n+0.5))
		for i, tf := range frequencies {
			scores[i] += q.Weight * idf * tf * (p.K1 + 1) / (tf + p.K1)
		}
	}
	return scores
}

func TestRankByCounting(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 20 {
		docs := randomDocuments(r, 1+r.IntN(60))
		x := NewIndex(docs, DefaultParams())
		query := x.Terms(Tokenize("Who attends the ceasefire talks in Istanbul, the US or Zelensky?"))
		want := byCounting(docs, query, DefaultParams())
		all := x.Rank(query, len(docs))
		for i, s := range all {
			if math.Abs(s.Score-want[s.Doc]) > 1e-9 {
				t.Fatalf("document %d has %v, want %v", s.Doc, s.Score, want[s.Doc])
			}
			if i > 0 && (s.Score > all[i-1].Score || s.Score == all[i-1].Score && docs[s.Doc].ID < docs[all[i-1].Doc].ID) {
				t.Fatalf("place %d is out of order: %v", i, all)
			}
			want[s.Doc] = 0
		}
		if missing := slices.Max(want); missing > 0 {
			t.Fatalf("a document with score %v is missing", missing)
		}
		for k := range len(all) + 2 {
			if got := x.Rank(query, k); len(got) != min(k, len(all)) || len(got) > 0 && !slices.Equal(got, all[:len(got)]) {
				t.Fatalf("the best %d are not the first of all", k)
			}
		}
	}
}

func TestTokensOfBodies(t *testing.T) {
	docs := randomDocuments(rand.New(rand.NewPCG(2, 2)), 30)
	docs[3].Fields[Body] = ""
	x := NewIndex(docs, DefaultParams())
	for i, d := range docs {
		want := Tokenize(d.Fields[Body])
		if got := x.Tokens(i); len(got) != len(want) || len(got) > 0 && !slices.Equal(got, want) {
			t.Errorf("tokens of %q are %v, want %v", d.Fields[Body], got, want)
		}
	}
}

func TestEmptyIndex(t *testing.T) {
	x := NewIndex(nil, DefaultParams())
	if got := x.Rank(x.Terms(Tokenize("any talks")), 3); len(got) != 0 || x.Frequency("talk") != 0 {
		t.Errorf("an empty index found %v", got)
	}
}

func TestTokenize(t *testing.T) {
	for text, want := range map[string]string{
		"U.S. talks":                  "us/usa talks/talk",
		"The U.S. and us.":            "the/the us/usa and/and us/us",
		"a 30-day truce, 1,500.5 men": "a/a 30/30 day/day truce/truce 1,500.5/1,500.5 men/men",
		"Zelenskyy’s Türkiye":         "zelenskyy/zelenskyy turkiye/turkiy",
		"J. D. Vance. End.":           "j/j d/d vance/vanc end/end",
		"":                            "",
	} {
		var got []string
		for _, token := range Tokenize(text) {
			got = append(got, token.Word+"/"+token.Stem)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q gives %q, want %q", text, strings.Join(got, " "), want)
		}
	}
}
