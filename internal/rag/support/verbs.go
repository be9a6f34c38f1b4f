package support

import (
	"strings"
)

// verbal tells whether a word stands where verbs do: behind a helping word, in the
// past, or between a name and what follows a verb.
func (s *Sentence) verbal(i int) bool {
	w := &s.words[i]
	if w.name >= 0 || w.Stop || w.Number || w.Upper && i > 0 {
		return false
	}
	if i > 0 && s.gaps[i] < comma && (w.done || s.helped(i) || subjects[s.words[i-1].Word]) && !determiners[s.words[i-1].Word] {
		return true
	}
	if i > 0 && determiners[s.words[i-1].Word] {
		return false
	}
	if s.perfect(i) {
		return true
	}
	if strings.HasSuffix(w.Word, "ed") || irregularPast(w.Word) {
		if i > 0 && s.gaps[i] == space && s.nounLike(i-1) {
			return true // "geologists asked hikers"
		}
		return i+1 >= len(s.words) || s.gaps[i+1] >= comma || s.words[i+1].Stop || s.words[i+1].Upper || s.words[i+1].Number ||
			i > 0 && s.words[i-1].name >= 0 || isAdverb(s.words[i+1].Word)
	}
	if strings.HasSuffix(w.Word, "s") && i > 0 && s.words[i-1].name >= 0 && !s.possessive(i-1) && i+1 < len(s.words) {
		next := &s.words[i+1]
		return determiners[next.Word] || next.Number || next.name >= 0 || next.Word == "that" || next.Word == "to"
	}
	return false
}

// nounLike tells whether a word may be a noun before its verb: no small word, no number,
// no adverb.
func (s *Sentence) nounLike(i int) bool {
	w := &s.words[i]
	return !w.Stop && !w.Number && !w.taken && !isAdverb(w.Word) && !adjectival(w.Word) && strings.HasSuffix(w.Word, "s")
}

// helped tells whether a helping verb stands before a word, adverbs between.
func (s *Sentence) helped(i int) bool {
	for j := i - 1; j >= 0 && s.gaps[j+1] < comma; j-- {
		w := s.words[j].Word
		if auxiliaries[w] {
			return true
		}
		if !helpers[w] && !isAdverb(w) {
			return false
		}
	}
	return false
}

// perfect tells whether "has" or the like stands before a word, adverbs between.
func (s *Sentence) perfect(i int) bool {
	for j := i - 1; j >= max(0, i-3) && (s.words[j].Stop || isAdverb(s.words[j].Word)) && !determiners[s.words[j].Word] && !prepositions[s.words[j].Word] || j >= max(0, i-3) && s.words[j].Word == "since"; j-- {
		if perfects[s.words[j].Word] {
			return strings.HasSuffix(s.words[i].Word, "ed") || irregularPast(s.words[i].Word)
		}
	}
	return false
}

var subjects = readWords(`he she it they who which we i that`)

// happens tells whether a word is a verb, or the noun that makes one with a verb
// that says little: "make a debut".
func (s *Sentence) happens(i int) bool {
	if s.verbal(i) {
		return true
	}
	for j := i - 1; j >= max(0, i-3) && s.words[j].clause == s.words[i].clause; j-- {
		switch w := &s.words[j]; {
		case filling[w.Word] && !w.Stop, beings[w.Word]:
			return true
		case !determiners[w.Word] && w.Word != "a" && w.Word != "an":
			return false
		}
	}
	return false
}

// past tells whether a word is told as done: "has signed", "did sign".
func (s *Sentence) past(i int) bool {
	for j := i - 1; j >= max(0, i-2); j-- {
		if perfects[s.words[j].Word] {
			return true
		}
	}
	return false
}

// passed tells the same, the passive included: "was signed".
func (s *Sentence) passed(i int) bool {
	if s.past(i) {
		return true
	}
	for j := i - 1; j >= max(0, i-2); j-- {
		if w := s.words[j].Word; w == "was" || w == "were" {
			return strings.HasSuffix(s.words[i].Word, "ed")
		}
	}
	return false
}

var perfects = map[string]bool{"has": true, "have": true, "had": true, "did": true}
