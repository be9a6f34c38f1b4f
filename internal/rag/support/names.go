package support

import (
	"strings"

	"talksbot/internal/rag/lexical"
	"talksbot/internal/world"
)

// name is a run of words that name somebody or something.
type name struct {
	from, to int
	country  string // that it leads to, "" for none
	role     world.Role
}

// findNames finds the runs of words in upper case. The first word of a sentence
// is in upper case anyhow: it is a name where it is known as one, leads to a
// country, stands within a longer one, or is no word of the dictionary.
func (s *Sentence) findNames(k Knowledge) {
	for i := 0; i < len(s.words); {
		if to := s.country(k, i); to > i {
			s.addName(i, to)
			i = to
			continue
		}
		if !s.beginsName(k, i) {
			i++
			continue
		}
		to := i + 1
		for to < len(s.words) && s.goesOn(k, to) {
			to++
		}
		s.addName(i, to)
		i = to
	}
}

// country is the end of the longest phrase in lower case at a place that leads to
// a country, and the place itself where there is none. Many a claim is written
// without upper case; a common word alone leads nowhere then: "turkey", "us".
func (s *Sentence) country(k Knowledge, i int) int {
	if s.words[i].Upper || s.words[i].taken || !world.Begins(s.words[i].Word) {
		return i
	}
	for to := min(len(s.words), i+world.MaxWords()); to > i; to-- {
		_, role, ok := world.Find(s.phrase(i, to))
		if ok && role <= world.Capital && (to > i+1 || s.theUS(i) || !k.Common(s.words[i].Token)) {
			return to
		}
	}
	return i
}

func (s *Sentence) addName(from, to int) {
	n := name{from: from, to: to}
	if c, role, ok := world.Find(s.phrase(from, to)); ok && (s.words[from].Word != "us" || s.words[from].Caps || s.theUS(from)) {
		n.country, n.role = c.Name, role
	}
	for i := from; i < to; i++ {
		s.words[i].name = len(s.names)
	}
	s.names = append(s.names, n)
}

func (s *Sentence) beginsName(k Knowledge, i int) bool {
	w := &s.words[i]
	if w.taken || w.Stop || w.Number || titles[w.Stem] {
		return false
	}
	if !w.Upper {
		return k.Name(w.Word) && !k.Common(w.Token)
	}
	if i > 0 && s.gaps[i] != stop || w.Caps && len(s.words) > 1 {
		return true
	}
	switch {
	case s.isCountry(i) || k.Name(w.Word) || len(w.Word) > 3 && k.Kind(w.Stem, province):
		return true
	case i+1 < len(s.words) && s.words[i+1].Upper && !s.words[i+1].Stop && s.gaps[i+1] == space && !s.possessive(i):
		return !k.Common(w.Token)
	}
	return !k.Common(w.Token) && !s.looksDerived(i) && !compares(k, w.Token)
}

// province is the stem of the word of which dictionaries say that states are a kind.
var province = lexical.NewStemmer().Stem("province")

// compares tells whether a word is the comparative of one in the dictionary: "weaker".
func compares(k Knowledge, t lexical.Token) bool {
	base, ok := strings.CutSuffix(t.Word, "er")
	if !ok || len(base) < 3 {
		return false
	}
	t.Word, t.Stem = base, base
	return k.Common(t)
}

// WrittenAsName calls f for the words of a sentence that it writes as names: in
// upper case, and not because the sentence begins or is a headline.
func WrittenAsName(tokens []lexical.Token, f func(word string)) {
	upper, weighty := 0, 0
	for _, t := range tokens {
		if !t.Stop && !t.Number {
			weighty++
			if t.Upper {
				upper++
			}
		}
	}
	if weighty > 3 && upper*4 > weighty*3 {
		return
	}
	for _, t := range tokens {
		if t.Upper && !t.First && !t.Stop && !titles[t.Stem] {
			f(t.Word)
		}
	}
}

// isCountry tells whether the word alone leads to a country.
func (s *Sentence) isCountry(i int) bool {
	_, _, ok := world.Find(s.words[i].Word)
	return ok && (s.words[i].Word != "us" || s.words[i].Caps)
}

// looksDerived tells whether a word has an ending of English words rather than
// of names: "Reportedly", "Postponement", "Negotiators".
func (s *Sentence) looksDerived(i int) bool {
	word := s.words[i].Word
	for _, ending := range [...]string{"ly", "tion", "tions", "ment", "ments", "ing", "ness", "tors", "ters", "ists", "ies"} {
		if len(word) > len(ending)+3 && word[len(word)-len(ending):] == ending {
			return true
		}
	}
	return false
}

// goesOn tells whether the word goes on with the name before it.
func (s *Sentence) goesOn(k Knowledge, i int) bool {
	last, w := &s.words[i-1], &s.words[i]
	if s.possessive(i-1) || w.taken {
		return false
	}
	if between := s.Text[last.End:w.Start]; between != " " && between != "-" && !(between == ". " && last.End-last.Start <= 2) {
		return false
	}
	if particles[w.Word] && !w.Upper {
		return i+1 < len(s.words) && s.words[i+1].Upper && !s.words[i+1].taken && s.gaps[i+1] == space && w.Word != "of"
	}
	if w.Upper && !w.Stop && !w.Number && !titles[w.Stem] {
		// "European Commission" is one name, "Russian President" is none: the
		// title was cut off above, and a country before it stays alone.
		return true
	}
	return false
}

// particles stand in lower case within names.
var particles = lexical.Set(`de da di du del la le von van der den bin ibn al el ul of`)

// titles are the stems of what stands before people's names in upper case. They
// are words like others.
var titles = readStems(`president minister secretary chancellor premier senator governor mayor general colonel
 captain major lieutenant king queen prince princess pope bishop judge justice chairman chairwoman chair chief director
 ambassador envoy spokesman spokeswoman spokesperson adviser advisor aide coach manager ceo founder dr mr mrs ms
 miss professor prof sir lord lady commissioner deputy prime foreign defense finance interior vice special
 state former`)

// within tells whether a part of a longer name leads to a country.
func (s *Sentence) within(n name, country string) bool {
	for i := n.from; i < n.to; i++ {
		if !world.Begins(s.words[i].Word) || s.words[i].Word == "us" && !s.words[i].Caps {
			continue
		}
		for to := min(n.to, i+world.MaxWords()); to > i; to-- {
			if c, role, ok := world.Find(s.phrase(i, to)); ok && role <= world.Capital {
				if c.Name == country {
					return true
				}
				break
			}
		}
	}
	return false
}

// nameWords are the words of a name that tell it from others.
func (s *Sentence) nameWords(n name) []word {
	words := s.words[n.from:n.to]
	if len(words) > 1 && n.country == "" {
		return words[len(words)-1:] // a surname stands for the whole name
	}
	return words
}

// shortFor tells whether a name is the initials of another: "ECB", "European Central
// Bank".
func (s *Sentence) shortFor(n name, t *Sentence, m name) bool {
	if n.to-n.from != 1 || !s.words[n.from].Caps || m.to-m.from < 2 {
		return false
	}
	short, at := s.words[n.from].Word, 0
	for _, w := range t.words[m.from:m.to] {
		if w.Stop {
			continue
		}
		if at >= len(short) || w.Word[0] != short[at] {
			return false
		}
		at++
	}
	return at == len(short)
}

// same tells whether two names may be of one: a surname and the full name it
// ends, spellings, or words that lead to one country.
func same(k Knowledge, s *Sentence, a name, t *Sentence, b name) bool {
	if a.country != "" && a.country == b.country || s.shortFor(a, t, b) || t.shortFor(b, s, a) {
		return true
	}
	if a.country != "" && b.country == "" && t.within(b, a.country) || b.country != "" && a.country == "" && s.within(a, b.country) {
		return true
	}
	if a.to-a.from > 1 && b.to-b.from > 1 && a.country == "" && b.country == "" {
		// Of two full names the last word of one must be in the other: Ann Lee is not Ann Kim.
		return shareWord(k, s.words[a.to-1:a.to], t.words[b.from:b.to]) || shareWord(k, s.words[a.from:a.to], t.words[b.to-1:b.to])
	}
	return shareWord(k, s.words[a.from:a.to], t.words[b.from:b.to])
}

// shareWord tells whether a word of one name may be one of another.
func shareWord(k Knowledge, a, b []word) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Stop || y.Stop {
				continue
			}
			if x.Stem == y.Stem || x.Word == y.Word || k.OneName(x.Word, y.Word) {
				return true
			}
		}
	}
	return false
}
