package rag

import (
	"slices"
	"strings"

	"talksbot/internal/rag/lexical"
)

// mistaken tells whether what looks like an answer is none: somebody's words are
// asked for who says nothing, or a thing of one country, where only those of
// others do what is asked.
func (s *Snapshot) mistaken(q *query, found []*evidence) bool {
	return s.silent(q, found) || s.foreignOnly(q, found)
}

// silent tells whether a question asks what somebody said, and no sentence lets
// him speak.
func (s *Snapshot) silent(q *query, found []*evidence) bool {
	if q.kind != statement || !q.asksWhatSaid() {
		return false
	}
	return !slices.ContainsFunc(found, func(e *evidence) bool { return s.speaks(q, e) })
}

// asksWhatSaid tells whether a question has the form "what did Lee say", and
// not "what did Lee's lawyer say" nor "what was said".
func (q *query) asksWhatSaid() bool {
	holder := q.holder()
	if holder == nil || len(q.tokens) < 3 || q.tokens[0].Word != "what" || !auxiliaries[q.tokens[1].Word] {
		return false
	}
	return holder.Start == q.tokens[2].Start && !slices.ContainsFunc(q.words, func(w *queryWord) bool {
		return w.name && possessive(q.text, w.Token)
	})
}

// titles is how many tokens an office before a name may have.
const titles = 8

// speaks tells whether a sentence has the first name of the question before a
// verb of speech, soon after one, or behind "according to". Where it begins
// with a pronoun, the name may stand in the sentence before.
func (s *Snapshot) speaks(q *query, e *evidence) bool {
	holder := q.holder()
	named := e.beginsWithPronoun() && e.around[slices.Index(q.words, holder)] > 0
	for i, t := range e.tokens {
		if named && says(t) {
			return true
		}
		if s.namedAt(q, holder, e, i) == 0 {
			continue
		}
		named = true
		for _, before := range e.tokens[max(0, i-titles):i] {
			if says(before) || before.Word == "according" {
				return true
			}
		}
	}
	return false
}

// says tells whether a word is a verb of speech, and not the State of a title.
func says(t lexical.Token) bool { return speech[t.Stem] && !t.Upper }

// foreignOnly tells whether a question asks about a thing of a country ("the
// Norwegian team"), and wherever it does what is asked, it is that of another.
func (s *Snapshot) foreignOnly(q *query, found []*evidence) bool {
	for i, w := range q.words {
		if w.country == "" || i+1 == len(q.words) || q.focus < 0 || q.focus == i+1 || !q.adjoin(w, q.words[i+1]) {
			continue
		}
		others := false
		for _, e := range found {
			if e.hits[i+1] < 0.8 || e.hits[q.focus] < 0.8 {
				continue
			}
			if !s.othersOnly(q, q.words[i+1], w.country, e) {
				return false
			}
			others = true
		}
		return others
	}
	return false
}

// adjoin tells whether a word of the question is a common noun right behind a
// country.
func (q *query) adjoin(w, noun *queryWord) bool {
	return !noun.name && !noun.Number && strings.TrimSpace(q.text[w.End:noun.Start]) == ""
}

// othersOnly tells whether a sentence has a noun as that of another country than
// the one given, each time it has it.
func (s *Snapshot) othersOnly(q *query, noun *queryWord, country string, e *evidence) bool {
	for i, t := range e.tokens {
		if t.Stop || t.Upper || s.kinship(q, noun, t) < 0.8 {
			continue
		}
		if owner := e.countryBefore(i); owner == "" || owner == country {
			return false
		}
	}
	return true
}

// countryBefore is the country that stands right before a token, or one word
// away from it, "" for none.
func (e *evidence) countryBefore(at int) string {
	for _, c := range e.countries {
		if c.to == at || c.to == at-1 {
			return c.name
		}
	}
	return ""
}
