package lexical_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"talksbot/internal/rag/lexical"
)

// fieldNames are the fields in their order.
var fieldNames = []lexical.Field{lexical.Body, lexical.Heading, lexical.Title, lexical.Source}

func doc(id, body string) lexical.Document {
	d := lexical.Document{ID: id}
	d.Fields[lexical.Body] = body
	return d
}

func bodies(texts ...string) []lexical.Document {
	docs := make([]lexical.Document, len(texts))
	for i, text := range texts {
		docs[i] = doc(fmt.Sprintf("d%d", i), text)
	}
	return docs
}

func words(texts ...string) []lexical.Term {
	var terms []lexical.Term
	for _, t := range texts {
		terms = append(terms, lexical.Term{Text: t, Weight: 1})
	}
	return terms
}

// TestBM25ByHand is worked out by hand. Three documents of 4, 2 and 3 words, so
// the mean length is 3; k1 = 1.2, b = 0.75.
//
//	idf(t)    = ln(1 + (N - n + 0.5) / (n + 0.5))
//	score     = idf · tf' · (k1 + 1) / (tf' + k1)
//	tf'       = tf / (1 - b + b · length / mean)
//
// "truce" stands twice in d0 and once in d2: N = 3, n = 2.
//
//	idf       = ln(1 + 1.5/2.5)           = 0.470004
//	d0: tf'   = 2 / (0.25 + 0.75 · 4/3)   = 1.6
//	    score = 0.470004 · 1.6 · 2.2/2.8  = 0.590862
//	d2: tf'   = 1 / (0.25 + 0.75 · 3/3)   = 1
//	    score = 0.470004 · 1 · 2.2/2.2    = 0.470004
func TestBM25ByHand(t *testing.T) {
	x := lexical.NewIndex(bodies("truce holds truce breaks", "nobody came", "a truce again"), lexical.DefaultParams())
	got := x.Rank(words("truce"), 10)
	want := []lexical.Scored{{Doc: 0, Score: 0.590862}, {Doc: 2, Score: 0.470004}}
	if diff := gocmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-5)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if x.Len() != 3 || x.Frequency("truce") != 2 || math.Abs(x.IDF("truce")-0.470004) > 1e-6 {
		t.Errorf("%d documents, frequency %d, idf %v", x.Len(), x.Frequency("truce"), x.IDF("truce"))
	}
}

// naive scores a document by the formula of BM25F as it stands in the paper,
// from the texts alone.
func naive(docs []lexical.Document, p lexical.Params, query []lexical.Term, at int) float64 {
	var mean [4]float64
	for _, d := range docs {
		for _, f := range fieldNames {
			mean[f] += float64(len(strings.Fields(d.Fields[f]))) / float64(len(docs))
		}
	}
	frequency := func(d lexical.Document, term string) (tf float64) {
		for _, f := range fieldNames {
			own := strings.Fields(d.Fields[f])
			n := 0
			for i, w := range own {
				if w == term || i > 0 && own[i-1]+" "+w == term {
					n++
				}
			}
			tf += p.Weights[f] * float64(n) / (1 - p.B + p.B*float64(len(own))/max(1, mean[f]))
		}
		return tf
	}
	score := 0.0
	for _, q := range query {
		n := 0.0
		for _, d := range docs {
			if frequency(d, q.Text) > 0 {
				n++
			}
		}
		tf := frequency(docs[at], q.Text)
		score += q.Weight * math.Log(1+(float64(len(docs))-n+0.5)/(n+0.5)) * tf * (p.K1 + 1) / (tf + p.K1)
	}
	return score
}

// vocabulary are words that are their own stems.
var vocabulary = strings.Fields("truce war plan talk bridg ferri mayor ribbon port storm tower crew boat sea lamp keeper")

func randomText(r *rand.Rand, most int) string {
	text := make([]string, r.IntN(most+1))
	for i := range text {
		text[i] = vocabulary[int(math.Abs(r.NormFloat64())*5)%len(vocabulary)]
	}
	return strings.Join(text, " ")
}

func TestRankAgainstNaive(t *testing.T) {
	for _, w := range vocabulary {
		if lexical.NewStemmer().Stem(w) != w {
			t.Fatalf("%s is not its own stem", w)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 30 {
		docs := make([]lexical.Document, 1+r.IntN(25))
		for i := range docs {
			docs[i].ID = fmt.Sprintf("d%02d", i)
			for _, f := range fieldNames {
				docs[i].Fields[f] = randomText(r, 12)
			}
		}
		p := lexical.Params{K1: 0.5 + r.Float64(), B: r.Float64(), Weights: [4]float64{1, r.Float64(), r.Float64() * 2, r.Float64()}, Bigram: r.Float64()}
		query := lexical.NewIndex(nil, p).Terms(lexical.Tokenize(vocabulary[r.IntN(len(vocabulary))] + " " + vocabulary[r.IntN(len(vocabulary))] + " " + vocabulary[0]))
		var want []lexical.Scored
		for i := range docs {
			if s := naive(docs, p, query, i); s > 0 {
				want = append(want, lexical.Scored{Doc: i, Score: s})
			}
		}
		slices.SortFunc(want, func(a, b lexical.Scored) int {
			return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Doc, b.Doc))
		})
		got := lexical.NewIndex(docs, p).Rank(query, len(docs))
		if diff := gocmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
			t.Fatalf("round %d: -naive +index\n%s", round, diff)
		}
	}
}

func TestFieldWeights(t *testing.T) {
	var docs []lexical.Document
	for i, f := range fieldNames {
		d := doc(fmt.Sprintf("d%d", i), "")
		for _, g := range fieldNames {
			d.Fields[g] = "nothing else"
		}
		d.Fields[f] = "truce here"
		docs = append(docs, d)
	}
	order := func(weights [4]float64) []int {
		p := lexical.DefaultParams()
		p.Weights = weights
		var got []int
		for _, s := range lexical.NewIndex(docs, p).Rank(words("truce"), 10) {
			got = append(got, s.Doc)
		}
		return got
	}
	for _, c := range []struct {
		weights [4]float64
		want    []int
	}{
		{[4]float64{1, 0.5, 1.2, 0.3}, []int{2, 0, 1, 3}},
		{[4]float64{1, 2, 3, 4}, []int{3, 2, 1, 0}},
		{[4]float64{1, 0, 0, 0}, []int{0}},
		{[4]float64{1, 1, 1, 1}, []int{0, 1, 2, 3}},
		{[4]float64{0, 0, 0, 0}, nil},
	} {
		if diff := gocmp.Diff(c.want, order(c.weights)); diff != "" {
			t.Errorf("weights %v: %s", c.weights, diff)
		}
	}
}

func TestRankTiesAndBounds(t *testing.T) {
	docs := []lexical.Document{doc("c", "truce"), doc("a", "truce"), doc("b", "truce"), doc("d", "war")}
	x := lexical.NewIndex(docs, lexical.DefaultParams())
	for k, want := range map[int][]int{-1: nil, 0: nil, 1: {1}, 2: {1, 2}, 3: {1, 2, 0}, 4: {1, 2, 0}, math.MaxInt: {1, 2, 0}} {
		var got []int
		for _, s := range x.Rank(words("truce"), k) {
			got = append(got, s.Doc)
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("k = %d: %s", k, diff)
		}
	}
	for _, query := range [][]lexical.Term{nil, words("nobody"), words("")} {
		if got := x.Rank(query, 5); len(got) > 0 {
			t.Errorf("query %v: %v", query, got)
		}
	}
	if got := lexical.NewIndex(nil, lexical.DefaultParams()).Rank(words("truce"), 5); len(got) > 0 {
		t.Errorf("an empty index: %v", got)
	}
}

func TestTerms(t *testing.T) {
	p := lexical.DefaultParams()
	x := lexical.NewIndex(nil, p)
	got := x.Terms(lexical.Tokenize("the talks of the day in Istanbul"))
	want := []lexical.Term{
		{Text: "the talk", Weight: p.Bigram}, {Text: "talk", Weight: 1}, {Text: "talk of", Weight: p.Bigram},
		{Text: "the day", Weight: p.Bigram}, {Text: "day", Weight: 1}, {Text: "day in", Weight: p.Bigram},
		{Text: "in istanbul", Weight: p.Bigram}, {Text: "istanbul", Weight: 1},
	}
	byText := cmpopts.SortSlices(func(a, b lexical.Term) bool { return a.Text < b.Text })
	if diff := gocmp.Diff(want, got, byText); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// Words side by side count for more than the same words apart.
func TestBigrams(t *testing.T) {
	x := lexical.NewIndex(bodies("peace was far when talks began", "peace talks began when far away"), lexical.DefaultParams())
	got := x.Rank(x.Terms(lexical.Tokenize("peace talks")), 2)
	if len(got) != 2 || got[0].Doc != 1 || got[0].Score <= got[1].Score {
		t.Errorf("got %v", got)
	}
}

func TestTokensOfDocument(t *testing.T) {
	text := "Peace talks in Türkiye."
	x := lexical.NewIndex(bodies(text), lexical.DefaultParams())
	if diff := gocmp.Diff(lexical.Tokenize(text), x.Tokens(0)); diff != "" {
		t.Error(diff)
	}
}

func TestReadersAtOnce(t *testing.T) {
	x := lexical.NewIndex(generated(300), lexical.DefaultParams())
	query := x.Terms(lexical.Tokenize("plan talks at the port"))
	want := x.Rank(query, 20)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				if got := x.Rank(query, 20); !slices.Equal(got, want) {
					t.Errorf("got %v, want %v", got, want)
				}
				x.Terms(x.Tokens(3))
				x.IDF("talk")
			}
		})
	}
	all.Wait()
}

// generated are passages of some eighty words, of which a few are frequent and
// most are rare.
func generated(n int) []lexical.Document {
	r := rand.New(rand.NewPCG(3, 4))
	zipf := rand.NewZipf(r, 1.2, 5, 20_000)
	docs := make([]lexical.Document, n)
	for i := range docs {
		var b strings.Builder
		for range 80 {
			if k := int(zipf.Uint64()); k < len(vocabulary) {
				b.WriteString(vocabulary[k] + " ")
			} else {
				fmt.Fprintf(&b, "word%dly ", k)
			}
		}
		docs[i] = doc(fmt.Sprintf("p%05d", i), b.String())
		docs[i].Fields[lexical.Title] = "Plan talks at the port"
	}
	return docs
}

func BenchmarkNewIndex(b *testing.B) {
	docs := generated(10_000)
	for b.Loop() {
		lexical.NewIndex(docs, lexical.DefaultParams())
	}
}

func BenchmarkRank(b *testing.B) {
	x := lexical.NewIndex(generated(10_000), lexical.DefaultParams())
	query := x.Terms(lexical.Tokenize("Which keeper saw the boat in the storm after word3000ly?"))
	for b.Loop() {
		x.Rank(query, 100)
	}
}
