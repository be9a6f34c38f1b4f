package lexical

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strings"
)

// Field is a part of a document that is weighted on its own.
type Field int

// The fields of a document.
const (
	Body    Field = iota
	Heading       // of the section the passage stands in
	Title         // of the article
	Source        // the publisher, and the date in words
	numFields
)

// Document is what is indexed of a passage.
type Document struct {
	ID     string
	Fields [numFields]string
}

// Params are the numbers of the ranking.
type Params struct {
	K1      float64            // saturation of a term's frequency; above 0, usually 1.2
	B       float64            // how much long documents are held back, 0..1
	Weights [numFields]float64 // of each field beside the body, which has 1
	Bigram  float64            // weight of two words side by side, beside 1 for a word
}

// DefaultParams are the usual K1 and B, and weights found on development sets.
func DefaultParams() Params {
	return Params{K1: 1.2, B: 0.75, Weights: [numFields]float64{1, 0.5, 1.2, 0.3}, Bigram: 0.3}
}

// Index is an inverted index in memory. It is built once and then read by any
// number of readers.
type Index struct {
	params Params
	ids    []string
	norms  [][numFields]float64 // of each document: what long fields are held back by

	forms  []form
	tokens []place  // of the bodies, one after the other
	bodies []uint32 // where the tokens of each body begin, and where the last end

	stems map[string]uint32 // the number of each stem
	words postings          // by stem
	pairs pairs
}

// place is a token of a body, as little as it takes: there are a hundred times
// as many tokens as forms.
type place struct {
	start uint32 // in the body, in bytes
	form  uint32
}

// NewIndex indexes the documents. They are known by their place in the slice
// from then on.
func NewIndex(docs []Document, p Params) *Index { return newBuilder(docs, p).build() }

// Len is the number of documents.
func (x *Index) Len() int { return len(x.ids) }

// Tokens are the tokens of a document's body, in order. They are made anew at
// each call.
func (x *Index) Tokens(doc int) []Token {
	places := x.tokens[x.bodies[doc]:x.bodies[doc+1]]
	tokens := make([]Token, len(places))
	for i, p := range places {
		tokens[i] = x.forms[p.form].token(int(p.start), i == 0)
	}
	return tokens
}

// Documents are those that have the stem in one of the fields, in order.
func (x *Index) Documents(stem string, fields ...Field) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, p := range x.postings(stem) {
			if slices.ContainsFunc(fields, func(f Field) bool { return p.tf[f] > 0 }) && !yield(int(p.doc)) {
				return
			}
		}
	}
}

// Frequency is the number of documents in which the stem stands, or the two
// stems with a space between them.
func (x *Index) Frequency(stem string) int { return len(x.postings(stem)) }

// IDF is the inverse document frequency of a stem, log(1 + (N-n+½)/(n+½)): about
// 0 for one that stands everywhere, highest for one that stands nowhere.
func (x *Index) IDF(stem string) float64 { return x.idf(x.Frequency(stem)) }

func (x *Index) idf(n int) float64 {
	return math.Log(1 + (float64(len(x.ids))-float64(n)+0.5)/(float64(n)+0.5))
}

// Term is a stem, or two with a space between them, and its weight in a query.
type Term struct {
	Text   string
	Weight float64
}

// postings are the documents in which a term stands, in order.
func (x *Index) postings(term string) []posting {
	first, second, two := strings.Cut(term, " ")
	a, ok := x.stems[first]
	if !ok {
		return nil
	}
	if !two {
		return x.words.of(a)
	}
	b, ok := x.stems[second]
	if !ok {
		return nil
	}
	return x.pairs.of(a, b)
}

// Scored is a document found.
type Scored struct {
	Doc   int
	Score float64 // above 0; comparable within one query only
}

// Rank finds up to k documents, best first, ties by ID. It is BM25F (Robertson
// and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond",
// section 3.6): frequencies are summed over the fields, each with its weight and
// by its own length, before they are saturated. With one field it is BM25.
func (x *Index) Rank(query []Term, k int) []Scored {
	scores := make([]float64, len(x.ids))
	for _, q := range query {
		list := x.postings(q.Text)
		weight := q.Weight * x.idf(len(list))
		for _, p := range list {
			if tf := x.frequency(p); tf > 0 {
				scores[p.doc] += weight * tf * (x.params.K1 + 1) / (tf + x.params.K1)
			}
		}
	}
	return x.best(scores, k)
}

// frequency is a term's frequency over all fields of a document.
func (x *Index) frequency(p posting) float64 {
	var tf float64
	norm := &x.norms[p.doc]
	for f := range p.tf {
		if p.tf[f] != 0 {
			tf += x.params.Weights[f] * float64(p.tf[f]) / norm[f]
		}
	}
	return tf
}

// best are the k greatest scores. Of all others it keeps no more than k at a
// time.
func (x *Index) best(scores []float64, k int) []Scored {
	if k = min(k, len(scores)); k <= 0 {
		return nil
	}
	var found []Scored
	least := 0.0 // a score below it is not among the best
	for doc, s := range scores {
		if s <= 0 || s < least {
			continue
		}
		found = append(found, Scored{doc, s})
		if len(found) >= 2*k {
			found = x.sorted(found)[:k]
			least = found[k-1].Score
		}
	}
	return x.sorted(found)[:min(k, len(found))]
}

func (x *Index) sorted(found []Scored) []Scored {
	slices.SortFunc(found, func(a, b Scored) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(x.ids[a.Doc], x.ids[b.Doc]))
	})
	return found
}

// Terms are the terms of a text: its stems without function words, and every
// two words side by side of which one is not a function word.
func (x *Index) Terms(tokens []Token) []Term {
	var terms []Term
	for i, t := range tokens {
		if !t.Stop {
			terms = append(terms, Term{t.Stem, 1})
		}
		if i > 0 && !(t.Stop && tokens[i-1].Stop) {
			terms = append(terms, Term{tokens[i-1].Stem + " " + t.Stem, x.params.Bigram})
		}
	}
	return terms
}
