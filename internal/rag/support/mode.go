package support

import (
	"strings"

	"talksbot/internal/rag/lexical"
)

// mode is how sure a sentence is of something, the surest first.
type mode int

const (
	plainly  mode = iota
	coming        // will, would
	intended      // is expected, plans, hopes
	possible      // may, is likely, perhaps
	ifSo          // only if, unless
)

// findModes marks what is not simply so. As with denials, it is the word behind
// the one that hedges; a condition hedges its whole clause. The classes are those
// of Saurí and Pustejovsky 2009, "FactBank: a corpus annotated with event
// factuality" (certain, probable, possible), with what is intended between.
func (s *Sentence) findModes() {
	for i := range s.words {
		w := &s.words[i]
		switch {
		case futures[w.Word]:
			s.hedgeNext(i+1, coming)
		case w.Word == "may" && w.Upper && i > 0, w.taken:
		case maybes[w.Word]:
			s.hedgeNext(i+1, possible)
		case intents[w.Stem]:
			s.hedgeAim(i)
		case beings[w.Word] && i+1 < len(s.words) && s.uncertain(i+1):
			s.hedgeBefore(i, possible)
			if beings[w.Word] && i+2 < len(s.words) && s.words[i+2].Word == "to" {
				s.hedgeNext(i+3, possible)
			}
		case (beings[w.Word] || obliged[w.Word]) && i+1 < len(s.words) && s.words[i+1].Word == "to":
			s.hedgeNext(i+2, intended)
		case conditions[w.Word]:
			s.hedgeClause(i, ifSo)
		case w.Word == "whether":
			s.hedgeClause(i, possible)
		}
	}
}

var (
	futures = lexical.Set(`will would shall won't wouldn't`)
	maybes  = lexical.Set(`may might could possibly perhaps maybe probably likely unlikely potentially seemingly apparently`)
	intents = readStems(`expect plan intend aim hope want seek propose consider offer ready prepare appear seem wish try attempt threaten
 schedule hint suggest mull weigh likely unlikely agree pledge vow promise`)
	obliged    = lexical.Set(`has have yet set due remains`) // before "to"
	conditions = lexical.Set(`if unless`)
)

// uncertain tells whether a word says that something may be: "were likely", "is still
// possible".
func (s *Sentence) uncertain(i int) bool {
	for i+1 < len(s.words) && (isAdverb(s.words[i].Word) && !maybes[s.words[i].Word] || s.words[i].Word == "very" || s.words[i].Word == "still") {
		i++
	}
	return perhaps[s.words[i].Word]
}

var perhaps = readWords(`likely possible probable conceivable expected feared`)

// hedgeBefore hedges the subject of "is likely".
func (s *Sentence) hedgeBefore(i int, m mode) {
	for j := i - 1; j >= max(0, i-8) && s.words[j].clause == s.words[i].clause && s.gaps[j+1] < comma && !speech[s.words[j].Stem]; j-- {
		if w := &s.words[j]; w.Stop && !prepositions[w.Word] && !determiners[w.Word] {
			return
		}
		s.words[j].mode = max(s.words[j].mode, m)
	}
}

// hedgeNext hedges the next weighty word, and the one behind it where the first
// says little.
func (s *Sentence) hedgeNext(i int, m mode) {
	for from := i; i < len(s.words) && i < from+6 && s.sameClause(from, i); i++ {
		w := &s.words[i]
		if w.Stop && !futures[w.Word] || isAdverb(w.Word) || intents[w.Stem] && m < possible {
			continue
		}
		w.mode = max(w.mode, m)
		if !filling[w.Word] {
			return
		}
	}
}

// hedgeAim hedges what somebody intends "to" do, or is expected "in".
func (s *Sentence) hedgeAim(i int) {
	m := intended
	if suppositions[s.words[i].Stem] {
		m = possible
	}
	for j := i + 1; j < min(i+4, len(s.words)) && s.sameClause(i+1, j); j++ {
		if s.words[j].Word == "to" || s.words[j].Word == "in" || s.words[j].Word == "at" || s.words[j].Word == "that" {
			s.hedgeNext(j+1, m)
			return
		}
		if j == i+1 && strings.HasSuffix(s.words[j].Word, "ing") {
			s.hedgeNext(j, m) // "considered leaving"
			return
		}
		if !s.words[j].Stop && !isAdverb(s.words[j].Word) {
			if weighed[s.words[i].Stem] && !s.nominal(i) {
				s.hedgePhrase(j, m) // "is considering a lawsuit"
			}
			return
		}
	}
}

var weighed = readStems(`consider mull weigh threaten`)

// hedgePhrase hedges a noun with what describes it.
func (s *Sentence) hedgePhrase(i int, m mode) {
	for from := i; i < min(from+4, len(s.words)) && s.sameClause(from, i) && !s.words[i].Stop; i++ {
		s.words[i].mode = max(s.words[i].mode, m)
	}
}

var suppositions = readStems(`appear seem hint suggest consider mull weigh likely unlikely threaten try attempt`)

func (s *Sentence) hedgeClause(i int, m mode) {
	for j := i + 1; j < len(s.words) && s.words[j].clause == s.words[i].clause && s.gaps[j] < comma; j++ {
		s.words[j].mode = max(s.words[j].mode, m)
	}
}

// conditional tells whether a sentence says that something holds on a condition
// alone, and unconditional whether it says that it holds in any case.
func (s *Sentence) conditional() bool {
	for i, w := range s.words {
		switch {
		case w.Word == "if" && i > 0 && s.words[i-1].Word == "only", w.Word == "unless",
			w.Word == "provided" && i+1 < len(s.words) && s.words[i+1].Word == "that",
			w.Stem == "condit" && i > 0 && !w.denied:
			return true
		case w.Word == "if" && !s.after(i, evens):
			return true
		}
	}
	return false
}

func (s *Sentence) unconditional() bool {
	for i, w := range s.words {
		switch {
		case w.Word == "regardless", w.Word == "unconditionally",
			w.Word == "if" && s.after(i, evens),
			w.Word == "whether" && s.hasAfter(i, "or", "not"):
			return true
		}
	}
	return false
}

var evens = lexical.Set(`even as`)

// hasAfter tells whether two words stand side by side behind a place.
func (s *Sentence) hasAfter(i int, first, second string) bool {
	for j := i + 1; j+1 < len(s.words); j++ {
		if s.words[j].Word == first && s.words[j+1].Word == second {
			return true
		}
	}
	return false
}
