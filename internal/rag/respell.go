package rag

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"talksbot/internal/language"
	"talksbot/internal/nearest"
	"talksbot/internal/rag/lexical"
	"talksbot/internal/world"
)

// leastName is how many letters a name has at least that is found by how it is
// spelled.
const leastName = 3

// namesIn gives the names and numbers of the collection that a question in
// another language has, each once, as the articles spell them.
func (s *Snapshot) namesIn(question string, asked language.Language) []string {
	var found []string
	tokens := lexical.Tokenize(question)
	for i := 0; i < len(tokens); {
		name, n := s.nameAt(question, tokens, i, asked)
		if name != "" && !slices.Contains(found, name) {
			found = append(found, name)
		}
		i += n
	}
	return found
}

// nameAt finds the name or number that begins with token i, and how many tokens
// it takes: 1 where there is none.
func (s *Snapshot) nameAt(question string, tokens []lexical.Token, i int, asked language.Language) (string, int) {
	t := tokens[i]
	if t.Number {
		if s.index.Frequency(t.Stem) == 0 {
			return "", 1
		}
		return question[t.Start:t.End], 1
	}
	for n := min(language.MaxWords(), len(tokens)-i); n > 1; n-- {
		for _, name := range language.InEnglish(question[t.Start:tokens[i+n-1].End]) {
			if name = s.spelled(name); name != "" {
				return name, n
			}
		}
	}
	word := question[t.Start:t.End]
	if asked.Has(word) && (i == 0 || !t.Upper) {
		return "", 1
	}
	return s.respell(word, t.Upper && i > 0), 1
}

// latinize puts the collection's names in the place of those that a question
// has in Cyrillic letters, and tells whether there were any.
func (s *Snapshot) latinize(question string) (string, bool) {
	if strings.IndexFunc(question, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) < 0 {
		return question, false
	}
	var b strings.Builder
	end := 0
	for _, t := range lexical.Tokenize(question) {
		first, _ := utf8.DecodeRuneInString(t.Word)
		if !unicode.Is(unicode.Cyrillic, first) || s.index.Frequency(t.Stem) > 0 {
			continue
		}
		if name := s.respell(question[t.Start:t.End], t.Upper); name != "" {
			b.WriteString(question[end:t.Start] + name)
			end = t.End
		}
	}
	return b.String() + question[end:], end > 0
}

// respell is the collection's spelling of a name, "" where it has none. One
// that is surely a name may differ in a letter or two.
func (s *Snapshot) respell(word string, surely bool) string {
	spellings := language.Transliterate(word)
	for _, spelling := range spellings {
		if name := s.spelled(spelling); name != "" {
			return name
		}
	}
	if surely {
		return s.nearName(spellings)
	}
	return ""
}

// spelled is a name as the articles write it, "" where they do not have it. A
// country has it under each of its names.
func (s *Snapshot) spelled(name string) string {
	if written := s.written(name); written != "" {
		return written
	}
	c, role, ok := world.Find(name)
	if !ok || role > world.Demonym {
		return ""
	}
	for _, alias := range slices.Concat([]string{c.Name}, c.Aliases, c.Demonyms) {
		if written := s.written(alias); written != "" {
			return written
		}
	}
	return ""
}

// written is a name as the articles write it, without regard to case.
func (s *Snapshot) written(name string) string {
	tokens := lexical.Tokenize(name)
	if len(tokens) == 0 {
		return ""
	}
	for _, t := range tokens {
		if t.Caps && s.index.Frequency(t.Stem) > 0 {
			continue
		}
		if len(t.Word) < leastName || t.Stop || !s.names.has(t.Word) {
			return ""
		}
	}
	if e := s.names.named(tokens); e != nil {
		return e.Text
	}
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = s.names.spelling(t.Word)
		if t.Caps {
			words[i] = name[t.Start:t.End]
		}
	}
	return strings.Join(words, " ")
}

// likeliest is how many spellings are looked at for names that are near.
const likeliest = 6

// nearName is the name of the collection that differs least from one of the
// spellings, "" where none is near.
func (s *Snapshot) nearName(spellings []string) string {
	best, bestDistance := "", 3
	for _, spelling := range spellings[:min(likeliest, len(spellings))] {
		for w, stat := range s.names.words {
			if len(spelling) < 4 || !near(spelling, w) || !stat.isName() {
				continue
			}
			d := nearest.Distance(spelling, w)
			if d <= allowed(spelling) && (d < bestDistance || d == bestDistance && s.oftener(w, best)) {
				best, bestDistance = w, d
			}
		}
	}
	return s.spelled(best)
}
