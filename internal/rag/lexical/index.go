package lexical

import (
	"math"
	"sort"
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
	params   Params
	ids      []string
	tokens   [][]Token // of the body
	lengths  [][numFields]int
	mean     [numFields]float64
	postings map[string][]posting
}

// posting says how often a term stands in each field of a document.
type posting struct {
	doc int32
	tf  [numFields]uint16
}

// NewIndex indexes the documents. They are known by their place in the slice
// from then on.
func NewIndex(docs []Document, p Params) *Index {
	x := &Index{params: p, postings: map[string][]posting{}}
	for i, d := range docs {
		x.ids = append(x.ids, d.ID)
		x.tokens = append(x.tokens, Tokenize(d.Fields[Body]))
		x.lengths = append(x.lengths, [numFields]int{})
		x.add(int32(i), Body, x.tokens[i])
		for f := Heading; f < numFields; f++ {
			x.add(int32(i), f, Tokenize(d.Fields[f]))
		}
	}
	x.measure()
	return x
}

func (x *Index) add(doc int32, f Field, tokens []Token) {
	previous := ""
	for _, t := range tokens {
		x.lengths[doc][f]++
		x.count(t.Stem, doc, f)
		if previous != "" {
			x.count(previous+" "+t.Stem, doc, f)
		}
		previous = t.Stem
	}
}

func (x *Index) count(term string, doc int32, f Field) {
	list := x.postings[term]
	if n := len(list); n == 0 || list[n-1].doc != doc {
		list = append(list, posting{doc: doc})
	}
	if tf := &list[len(list)-1].tf[f]; *tf < math.MaxUint16 {
		*tf++
	}
	x.postings[term] = list
}

func (x *Index) measure() {
	for _, l := range x.lengths {
		for f := range l {
			x.mean[f] += float64(l[f])
		}
	}
	for f := range x.mean {
		x.mean[f] = max(1, x.mean[f]/float64(max(1, len(x.ids))))
	}
}

// Len is the number of documents.
func (x *Index) Len() int { return len(x.ids) }

// Tokens are the tokens of a document's body, in order. Do not change them.
func (x *Index) Tokens(doc int) []Token { return x.tokens[doc] }

// Frequency is the number of documents in which the stem stands.
func (x *Index) Frequency(stem string) int { return len(x.postings[stem]) }

// IDF is the inverse document frequency of a stem, log(1 + (N-n+½)/(n+½)): about
// 0 for one that stands everywhere, highest for one that stands nowhere.
func (x *Index) IDF(stem string) float64 { return x.idf(len(x.postings[stem])) }

func (x *Index) idf(n int) float64 {
	return math.Log(1 + (float64(len(x.ids))-float64(n)+0.5)/(float64(n)+0.5))
}

// Term is a stem, or two with a space between them, and its weight in a query.
type Term struct {
	Text   string
	Weight float64
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
		list := x.postings[q.Text]
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
	for f := range p.tf {
		if p.tf[f] == 0 {
			continue
		}
		long := float64(x.lengths[p.doc][f]) / x.mean[f]
		tf += x.params.Weights[f] * float64(p.tf[f]) / (1 - x.params.B + x.params.B*long)
	}
	return tf
}

func (x *Index) best(scores []float64, k int) []Scored {
	var found []Scored
	for doc, s := range scores {
		if s > 0 {
			found = append(found, Scored{doc, s})
		}
	}
	sort.Slice(found, func(i, j int) bool {
		if found[i].Score != found[j].Score {
			return found[i].Score > found[j].Score
		}
		return x.ids[found[i].Doc] < x.ids[found[j].Doc]
	})
	return found[:min(max(k, 0), len(found))]
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
