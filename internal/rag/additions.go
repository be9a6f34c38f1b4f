package rag

import (
	"slices"
	"strings"

	"talksbot/internal/language"
	"talksbot/internal/nearest"
	"talksbot/internal/rag/lexical"
	"talksbot/internal/world"
)

// adds tells whether a text has a name or a number that stands in none of the
// sources, in whatever language and spelling: whoever puts a question into other
// words may not put another question.
func (s *Snapshot) adds(text string, sources ...string) bool {
	known := guises{all: map[string]bool{}}
	for _, source := range sources {
		known.read(source)
	}
	for _, n := range numbersIn(text) {
		if !known.all[numeral+n] {
			return true
		}
	}
	tokens := lexical.Tokenize(text)
	in, _ := language.Detect(text)
	for i := range tokens {
		if s.nameIn(text, tokens, i, in) && !known.have(text, tokens, i) {
			return true
		}
	}
	return false
}

// nameIn tells whether a token is a name, or a part of one: by upper case, but for
// the words that have it and name nobody, or because the articles have that name.
// German writes all nouns so, and English what stands before an office ("Defence
// Minister"); there a name is one of a person or a country.
func (s *Snapshot) nameIn(text string, tokens []lexical.Token, i int, in language.Language) bool {
	t := tokens[i]
	if t.Number || s.ordinary(t) {
		return false
	}
	name, _ := s.nameAt(text, tokens, i, in)
	if in == language.German || i+1 < len(tokens) && isOffice(tokens[i+1]) {
		_, role, ok := world.Find(name)
		return name != "" && (ok && role <= world.Demonym || s.namesPerson(name))
	}
	return name != "" || t.Upper && i > 0
}

// namesPerson tells whether the collection knows a name as that of a person.
func (s *Snapshot) namesPerson(name string) bool {
	tokens := lexical.Tokenize(name)
	return slices.ContainsFunc(s.names.byWord[tokens[len(tokens)-1].Word], (*Name).Person)
}

// ordinary tells whether a word names nobody though it may be in upper case: what
// the articles write in lower case, offices ("Secretary of State"), and the days.
func (s *Snapshot) ordinary(t lexical.Token) bool {
	w := s.names.words[t.Word]
	inLower := w != nil && w.lower > 0 && !w.isName()
	return t.Stop || inLower || isOffice(t) || t.Word == "state" || institutions[t.Stem] || calendar[t.Word] ||
		language.English.Has(t.Word) && !w.isName()
}

// guises are the ways in which the names and numbers of texts may be written
// elsewhere.
type guises struct {
	all   map[string]bool
	names []string // likely spellings of words in upper case
}

// What stands before a guise that is no word.
const (
	numeral   = "#" // digits
	ofCountry = "@" // the name of a country, for all that is called after it
)

func (g *guises) read(text string) {
	for _, n := range numbersIn(text) {
		g.all[numeral+n] = true
	}
	tokens := lexical.Tokenize(text)
	for i, t := range tokens {
		for n := 1; n <= min(language.MaxWords(), len(tokens)-i); n++ {
			for _, guise := range guisesOf(text, tokens[i:i+n]) {
				g.all[guise] = true
			}
		}
		if t.Upper {
			g.names = append(g.names, spellingsOf(text, t)...)
		}
	}
}

// have tells whether the name that token i is a part of is among the guises, or
// differs from one by a letter or two.
func (g *guises) have(text string, tokens []lexical.Token, i int) bool {
	for from := max(0, i-language.MaxWords()+1); from <= i; from++ {
		for to := i + 1; to <= min(len(tokens), from+language.MaxWords()); to++ {
			if slices.ContainsFunc(guisesOf(text, tokens[from:to]), func(x string) bool { return g.all[x] }) {
				return true
			}
		}
	}
	for _, spelling := range spellingsOf(text, tokens[i]) {
		if slices.ContainsFunc(g.names, func(name string) bool { return nearly(spelling, name) }) {
			return true
		}
	}
	return false
}

// nearly tells whether two spellings may be one name.
func nearly(a, b string) bool {
	return len(a) >= 4 && near(a, b) && nearest.Distance(a, b) <= min(allowed(a), allowed(b))
}

// guisesOf are those of a phrase: of a word alone its stem and how it is spelled
// elsewhere, and of several what they are called together.
func guisesOf(text string, phrase []lexical.Token) []string {
	raw := text[phrase[0].Start:phrase[len(phrase)-1].End]
	var all []string
	if len(phrase) == 1 {
		all = append(spellingsOf(text, phrase[0]), phrase[0].Word, phrase[0].Stem)
	}
	for _, name := range append(language.InEnglish(raw), raw) {
		if c, role, ok := world.Find(name); ok && role <= world.Demonym {
			all = append(all, ofCountry+c.Name)
		}
		if name != raw {
			all = append(all, strings.Fields(lexical.Fold(name))...)
		}
	}
	return all
}

// spellingsOf are the likeliest spellings of a word in English.
func spellingsOf(text string, t lexical.Token) []string {
	spellings := language.Transliterate(text[t.Start:t.End])
	return append([]string{t.Word}, spellings[:min(likeliest, len(spellings))]...)
}
