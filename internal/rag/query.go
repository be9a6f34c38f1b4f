package rag

import (
	"math"
	"strings"

	"talksbot/internal/rag/lexical"
	"talksbot/internal/world"
)

// query is a question as the collection understands it.
type query struct {
	text    string
	tokens  []lexical.Token // with corrected words
	words   []*queryWord    // the weighty ones
	phrases [][]string      // set in quotation marks, in folded words
	kind    kind
	focus   int  // the place in words of what is asked after, -1 for nothing
	fixed   bool // a word was corrected
	called  bool // it asks for a list, and several who belong on it were found
	vector  []float32
	kin     map[kinKey][]float64 // words of the collection → how well they stand for each of words

	now     bool // asks how things stand
	past    bool // asks what has been
	compare bool // asks for change or disagreement
	denies  bool // asks about what is not so
	doubts  bool // asks about what is open
}

// queryWord is a word of the question that an answer should be about.
type queryWord struct {
	lexical.Token
	at     int // its place among those of the query
	sense  sense
	weight float64 // 0..1: how much of the question's meaning the word carries
	name   bool    // a proper name, in the collection or by its spelling
	known  bool    // stands in the collection, in this or a kindred form
	met    float64 // how well the best word found so far stands for it

	surname string // folded, of a given name that the surname alone stands for; "" for others

	country     string // the country it leads to, "" for none
	countryRole world.Role
}

// kinKey is a folded word, and whether it is written in capitals: "TRUCE" may be
// a name.
type kinKey struct {
	word string
	caps bool
}

// newQuery reads a question.
func (s *Snapshot) newQuery(text string) *query {
	if s.shouted(text) {
		text = strings.ToLower(text)
	}
	text, respelled := s.latinize(text)
	q := &query{text: text, tokens: lexical.Tokenize(text), phrases: quotedPhrases(text), fixed: respelled, kin: map[kinKey][]float64{}}
	q.kind = kindOf(q.tokens)
	for i := range q.tokens {
		s.correct(q, i)
	}
	for i := range q.tokens {
		// Many a question is written in lower case throughout.
		q.tokens[i].Upper = q.tokens[i].Upper || s.names.has(q.tokens[i].Word)
	}
	seen := map[string]bool{}
	for i, t := range q.tokens {
		q.now = q.now || nowWords[t.Stem] || nowWords[t.Word]
		q.past = q.past || pastWords[t.Word]
		q.compare = q.compare || compareWords[t.Stem]
		if t.Stop || seen[t.Stem] || s.slip(t) {
			continue
		}
		seen[t.Stem] = true
		w := s.newQueryWord(q, t, i)
		w.at = len(q.words)
		q.words = append(q.words, w)
	}
	s.findCountries(q)
	s.findSurnames(q)
	q.vector = s.options.Kin.sum(q.tokens)
	q.focus = q.findFocus()
	q.denies, q.doubts = denies(q.tokens), doubts(q.tokens)
	return q
}

// shouted tells whether a question is written in upper case throughout, so that
// upper case says nothing about its words. A word alone may be an abbreviation.
func (s *Snapshot) shouted(text string) bool {
	if text != strings.ToUpper(text) || text == strings.ToLower(text) {
		return false
	}
	return strings.Contains(text, " ") || s.options.Kin.knows(text)
}

// slip tells whether a token is a slip of the keyboard such as "teh": too short
// to be corrected, and known nowhere.
func (s *Snapshot) slip(t lexical.Token) bool {
	return len(t.Word) < minCorrected && !t.Upper && !t.Number && s.index.Frequency(t.Stem) == 0 && !s.options.Kin.knows(t.Word)
}

// findCountries marks the words that lead to a country.
func (s *Snapshot) findCountries(q *query) {
	for _, c := range countriesIn(q.tokens, nil) {
		for _, w := range q.words {
			if w.Start >= q.tokens[c.from].Start && w.End <= q.tokens[c.to-1].End {
				w.country, w.countryRole, w.name = c.name, c.role, true
			}
		}
	}
}

// findSurnames gives the given name of a person whom the question names in full
// the surname that stands for both in the articles: whoever is introduced as
// "Ann Lee" is "Lee" from then on.
func (s *Snapshot) findSurnames(q *query) {
	for i := 1; i < len(q.tokens); i++ {
		if !s.names.solePerson(q.tokens[i-1 : i+1]) {
			continue
		}
		for _, w := range q.words {
			if w.Start == q.tokens[i-1].Start {
				w.surname = q.tokens[i].Word
			}
		}
	}
}

// findFocus finds the word that the question asks after: the first weighty one
// that is no name, behind the word that asks.
func (q *query) findFocus() int {
	from := 0
	for _, t := range q.tokens {
		if askingWords[t.Word] {
			from = t.Start
			break
		}
	}
	for i, w := range q.words {
		if w.Start >= from && !w.name && !w.Number && !frameWords[w.Stem] && !asksFor(q.kind, w.Token) {
			return i
		}
	}
	return -1
}

var askingWords = lexical.Set(`who whom whose what which when where why how whos whats`)

var (
	nowWords     = lexical.Set(`now current latest newest today still recent will is are does do would can plan expect`)
	pastWords    = lexical.Set(`did was were had been`)
	compareWords = lexical.Set(`chang differ disagre contradict conflict dispute disput evolv shift versus vs`)
	frameWords   = lexical.Set(`say said tell told mention report sourc articl accord describ explain name list give happen
 know known place take took taken exact new latest current news text collect author write
 go goe went happen plan still question answer pleas detail`)
)

func (s *Snapshot) newQueryWord(q *query, t lexical.Token, i int) *queryWord {
	w := &queryWord{Token: t, sense: s.options.Kin.sense(t)}
	w.known = s.index.Frequency(t.Stem) > 0
	w.name = s.names.has(t.Word) || !w.known && t.Upper && i > 0 || t.Caps && s.abbreviates(t)
	w.weight = s.weight(t)
	if frameWords[t.Stem] && !w.name || compareWords[t.Stem] || asksFor(q.kind, t) || q.howMany(i) {
		w.weight *= 0.3
	}
	return w
}

// howMany tells whether the token at a place only says how many are asked for:
// "which four officials". Whoever names them need not count them.
func (q *query) howMany(i int) bool {
	return i > 0 && askingWords[q.tokens[i-1].Word] && numberPattern.MatchString(q.tokens[i].Word)
}

// abbreviates tells whether a word in capitals is a name, and not a plain word
// that somebody stresses.
func (s *Snapshot) abbreviates(t lexical.Token) bool {
	return len(t.Word) <= 4 || !s.options.Kin.knows(t.Word)
}

// asksFor tells whether a word only says which kind of answer is wanted, so
// that the answer need not have it.
func asksFor(k kind, t lexical.Token) bool {
	switch k {
	case stance:
		return stanceNouns[t.Stem]
	case moment:
		return momentNouns[t.Stem]
	case place:
		return placeNouns[t.Stem]
	case reason:
		return reasonNouns[t.Stem]
	case duration, quantity:
		return t.Word == "long" || manner[t.Word] || t.Stem == "peopl" || t.Stem == "person"
	case statement:
		return speech[t.Stem]
	}
	return false
}

// weight mixes how rare a word is in the collection with how rare it is in
// news at large: in twenty passages chance makes many a common word rare.
func (s *Snapshot) weight(t lexical.Token) float64 {
	here := s.index.IDF(t.Stem) / s.index.IDF("")
	rarest := -math.Log(1e-7)
	general := math.Min(1, -math.Log(s.options.Kin.frequency(t.Word))/rarest)
	return 0.5*here + 0.5*general
}

// understood is the question in the words it was searched by.
func (q *query) understood() string {
	if !q.fixed {
		return q.text
	}
	var b strings.Builder
	end := 0
	original := lexical.Tokenize(q.text)
	for i, t := range original {
		b.WriteString(q.text[end:t.Start])
		switch {
		case q.tokens[i].Word == t.Word:
			b.WriteString(q.text[t.Start:t.End])
		case q.tokens[i].Upper:
			b.WriteString(capitalized(q.tokens[i].Word))
		default:
			b.WriteString(q.tokens[i].Word)
		}
		end = t.End
	}
	b.WriteString(q.text[end:])
	return b.String()
}
