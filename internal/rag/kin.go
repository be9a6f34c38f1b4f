package rag

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"

	"talksbot/internal/rag/lexical"
	"talksbot/internal/wordnet"
	"talksbot/internal/wordvec"
)

// Kin tells how nearly two words mean the same. It is made once for a program
// and may be used by many at once.
type Kin struct {
	vectors *wordvec.Model
	stems   map[string]uint32 // stem of a related word → its number
	related map[stemPair]wordnet.Relation
	scenes  map[string][]int // stem → the scenes it belongs to

	kinds func() map[string][]string // stem → those it names kinds of, read when first asked for
}

// stemPair are the numbers of two stems, the lower one first.
type stemPair struct{ a, b uint32 }

func pairOf(a, b uint32) stemPair { return stemPair{min(a, b), max(a, b)} }

// NewKin joins word vectors, which know what is spoken of together, with the
// relations of WordNet, which knows what means the same.
func NewKin(vectors *wordvec.Model) (*Kin, error) {
	k := &Kin{
		vectors: vectors, stems: make(map[string]uint32, 16000),
		related: make(map[stemPair]wordnet.Relation, 50000), scenes: map[string][]int{},
	}
	k.kinds = sync.OnceValue(readKinds)
	err := k.readRelations()
	stemmer := lexical.NewStemmer()
	for i, line := range strings.Split(strings.TrimSpace(scenes), "\n") {
		for word := range strings.FieldsSeq(line) {
			stem := stemmer.Stem(word)
			k.scenes[stem] = append(k.scenes[stem], i)
		}
	}
	return k, err
}

func (k *Kin) readRelations() error {
	stemmer := lexical.NewStemmer()
	numbers := make(map[string]uint32, 17000) // word → the number of its stem
	number := func(word string) uint32 {
		n, ok := numbers[word]
		if ok {
			return n
		}
		stem := stemmer.Stem(word)
		n, ok = k.stems[stem]
		if !ok {
			n = uint32(len(k.stems))
			k.stems[stem] = n
		}
		numbers[word] = n
		return n
	}
	last, lastNumber := "", uint32(0) // one word's pairs come together
	return wordnet.Each(func(a, b string, r wordnet.Relation) {
		if a != last {
			last, lastNumber = a, number(a)
		}
		p := pairOf(lastNumber, number(b))
		k.related[p] = max(k.related[p], r)
	})
}

// sense is what is known of a word alone.
type sense struct {
	vector  []float32 // nil for a word that is not in the table
	number  uint32    // of its stem
	related bool      // whether WordNet relates the stem to any
}

func (k *Kin) sense(t lexical.Token) sense {
	number, ok := k.stems[t.Stem]
	return sense{k.vectors.Known(t.Word), number, ok}
}

// relation is that of two words, 0 for none.
func (k *Kin) relation(a, b sense) wordnet.Relation {
	if !a.related || !b.related {
		return 0
	}
	return k.related[pairOf(a.number, b.number)]
}

// scenes.txt has a scene a line: words with which people speak of one kind of
// event or thing, such as coming to a meeting, and which neither look alike nor
// mean the same.
//
//go:embed scenes.txt
var scenes string

// sceneShare is what two words of one scene are worth.
const sceneShare = 0.5

func (k *Kin) oneScene(a, b string) bool {
	for _, i := range k.scenes[a] {
		if slices.Contains(k.scenes[b], i) {
			return true
		}
	}
	return false
}

// minLike is the cosine below which word vectors say nothing.
const minLike = 0.42

// minRoot is the cosine below which words that look alike are taken for
// strangers: "attend" and "attention".
const minRoot = 0.2

// strength is what a relation is worth where the vectors neither confirm nor
// deny it.
var strength = [...]float64{0, 0.4, 0.55, 0.75}

// like is how nearly two words mean the same, 0..1, and 1 for forms of one
// word. The vectors keep WordNet's relations to the topics of news: "talk" is
// less a lecture than a dialogue.
func (k *Kin) like(a, b lexical.Token) float64 { return k.alike(a, k.sense(a), b, k.sense(b)) }

// alike is like for words whose senses were looked up before.
func (k *Kin) alike(a lexical.Token, ofA sense, b lexical.Token, ofB sense) float64 {
	if a.Base() == b.Base() {
		return 1
	}
	known := ofA.vector != nil && ofB.vector != nil
	cosine, best := 0.0, 0.0
	if known {
		cosine = wordvec.Cosine(ofA.vector, ofB.vector)
	}
	if known && cosine > minLike {
		best = 0.9 * (cosine - 0.25) / 0.75
	}
	if r := k.relation(ofA, ofB); r > 0 {
		trust := 0.8
		if known {
			trust = math.Min(1, math.Max(0.3, 0.65+cosine))
		}
		best = math.Max(best, strength[r]*trust)
	}
	if best < sceneShare && k.oneScene(a.Stem, b.Stem) {
		best = sceneShare
	}
	if best < 0.8 && oneRoot(a.Stem, b.Stem) && (!known || cosine > minRoot) {
		best = 0.8
	}
	return best
}

// oneRoot tells whether two stems are likely of one root: "invad", "invas".
func oneRoot(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n >= 4 && float64(n) >= 0.7*float64(max(len(a), len(b)))
}

// frequency is the share of news at large that a word makes up, 0..1.
func (k *Kin) frequency(word string) float64 { return k.vectors.Frequency(word) }

// knows tells whether a word is spelled as some news writes it.
func (k *Kin) knows(word string) bool { return k.vectors.Has(strings.ToLower(word)) }

// sum is the weighted sum of the vectors of the known words, whose direction is
// what they are about.
func (k *Kin) sum(tokens []lexical.Token) []float32 {
	sum := make([]float32, k.vectors.Dims())
	for _, t := range tokens {
		if !t.Stop {
			k.vectors.Add(sum, t.Word)
		}
	}
	return sum
}

// givenNames are common given names; what is like them in news is one, too.
var givenNames = strings.Fields(`john mary peter anna david michael maria james robert thomas paul daniel laura mark
 sergei ahmed carlos pierre hans olga elena andrew linda kevin`)

// likeGiven is the mean cosine to those above which a word passes for a given name.
const likeGiven = 0.15

// givenName guesses whether a folded word is a given name.
func (k *Kin) givenName(word string) bool {
	var sum float64
	for _, g := range givenNames {
		if g == word {
			return true
		}
		like, ok := k.vectors.Similarity(word, g)
		if !ok {
			return false
		}
		sum += like
	}
	return sum/float64(len(givenNames)) >= likeGiven
}
