package support

import (
	"slices"
	"strings"

	"talksbot/internal/rag/lexical"
)

// findDenials marks the words that a sentence denies. What is denied is the word
// behind the one that denies, not all that follows in the clause: "will not
// attend the talks" does not deny the talks. This is the narrow reading of scope
// of Chapman et al. 2001, "A simple algorithm for identifying negated findings"
// (NegEx), whose windows are cut at conjunctions as clauses are here.
func (s *Sentence) findDenials() {
	for i := range s.words {
		switch w := &s.words[i]; {
		case w.tail:
		case s.exception(i) > 0:
			s.denyList(i + s.exception(i))
		case plainDenial(w.Word), w.Word == "no" && i+1 < len(s.words) && s.words[i+1].Word == "longer":
			s.denyNext(i+1, strings.HasSuffix(w.Word, "n't") || w.Word == "cannot" || i > 0 && auxiliaries[s.words[i-1].Word])
		case w.Word == "too" && i+2 < len(s.words) && s.words[i+2].Word == "to":
			s.denyTooMuch(i + 3)
		case w.Word == "yet" && i > 0 && perfects[s.words[i-1].Word] && i+1 < len(s.words) && s.words[i+1].Word == "to":
			s.denyNext(i+2, true) // "has yet to turn a profit"
		case w.Word == "nothing", w.Word == "nobody" && i > 0 && !s.words[i-1].Stop && s.gaps[i] == space && !s.excepts(i):
			s.denyNothing(i)
		case w.Word == "against" && i+1 < len(s.words) && strings.HasSuffix(s.words[i+1].Word, "ing"):
			s.denyNext(i+1, true) // "advised against going"
		case wholeDenials[w.Word]:
			s.denyWhole(i)
		case w.Word == "no" && i+1 < len(s.words) && s.words[i+1].Word == "one":
			s.denyWhole(i + 1)
		case w.Word == "no" && s.comparesNone(i):
		case nounDenials[w.Word], lackStems[w.Stem] && i+1 < len(s.words) && s.words[i+1].Word == "of":
			s.denyPhrase(i + 1)
		case verbDenials[w.Stem] && !w.denied:
			s.denyVerb(i + 1)
			if w.Word == "deny" || w.Word == "denied" || w.Word == "denies" {
				s.denyTold(i + 1)
				if i+1 < len(s.words) && guilt[s.words[i+1].Stem] {
					s.words[i+1].denied = true // "denied responsibility"
				}
			}
		}
	}
}

func plainDenial(word string) bool {
	return word == "not" || word == "never" || word == "cannot" || strings.HasSuffix(word, "n't")
}

var (
	wholeDenials = lexical.Set(`neither nor nobody none`)
	nounDenials  = lexical.Set(`no without zero lacking lacks lack lacked`)
	lackStems    = readStems(`lack absence`)
	verbDenials  = readStems(`refuse decline fail deny reject rule avoid unlikely unable unwilling impossible prevent ban bar stop block forbid prohibit exclude inability`)
	filling      = lexical.Set(`become remain stay take make have hold give reach play turn get go any a an the be been to yet so far longer such`)
)

// denyNext denies the next weighty word of the clause, and the one behind it
// where the first says little: "not take part". Behind a helping verb it is what
// happens that is denied: "will not be at the talks".
func (s *Sentence) denyNext(i int, verb bool) {
	for from := i; i < len(s.words) && i < from+6 && s.sameClause(from, i); i++ {
		w := &s.words[i]
		if w.Word == "only" {
			return // "not the only one"
		}
		if w.Stop || isAdverb(w.Word) {
			continue
		}
		w.denied, w.undone = !w.denied, verb
		if !filling[w.Word] && !(intents[w.Stem] && i+1 < len(s.words) && s.words[i+1].Word == "to") {
			return
		}
	}
}

// sameClause tells whether no clause, and no part between commas, ends between
// two words.
func (s *Sentence) sameClause(from, i int) bool {
	if from >= len(s.words) || s.words[i].clause != s.words[max(0, from-1)].clause {
		return false
	}
	return i == from || s.gaps[i] < comma
}

// denyTooMuch denies what it is "too early to" do, and what that is about: "to speak of
// success".
func (s *Sentence) denyTooMuch(i int) {
	for from, n := i, 0; i < len(s.words) && n < 2 && s.sameClause(from, i); i++ {
		if w := &s.words[i]; !w.Stop && !isAdverb(w.Word) {
			w.denied, w.undone = true, n == 0
			n++
		}
	}
}

// denyNothing denies the verb of "nothing": "found nothing", "nothing indicates".
func (s *Sentence) denyNothing(i int) {
	if i > 0 && !s.words[i-1].Stop && s.gaps[i] == space {
		s.words[i-1].denied, s.words[i-1].undone = true, true
		return
	}
	s.denyNext(i+1, true)
}

// comparesNone tells whether "no" says that something is the most: "No trophy is older
// than the Cup."
func (s *Sentence) comparesNone(i int) bool {
	than := slices.IndexFunc(s.words[i:], func(w word) bool { return w.Word == "than" })
	return than > 2 && !s.words[i+1].Stop && (strings.HasSuffix(s.words[i+than-1].Word, "er") || s.words[i+than-2].Word == "more")
}

// exception is how many words say at a place that what follows is left out of what is
// said before: "every day except for Monday"; 0 for none.
func (s *Sentence) exception(i int) int {
	next := func(n int) string {
		if i+n < len(s.words) {
			return s.words[i+n].Word
		}
		return ""
	}
	w := s.words[i].Word
	if i == 0 || !leavingOut[w] || s.negative(s.words[i-1].clause) {
		return 0
	}
	switch {
	case w == "except" && (next(1) == "for" || next(1) == "from"), w == "other" && next(1) == "than" && i > 1 && s.words[i-1].Word != "no":
		return 2
	case w == "except" && !s.opensClause(i+1), w == "excluding":
		return 1
	}
	return 0
}

var leavingOut = readWords(`except excluding other`)

// opensClause tells whether a word begins a clause: "except that", "except when".
func (s *Sentence) opensClause(i int) bool {
	return i < len(s.words) && (conjunctions[s.words[i].Word] || prepositions[s.words[i].Word])
}

// denyList denies names and days in a row.
func (s *Sentence) denyList(i int) {
	for ; i < len(s.words); i++ {
		switch w := &s.words[i]; {
		case w.name >= 0 || w.taken:
			w.denied = true
		case w.Word == "and" || w.Word == "or" || determiners[w.Word] || titles[w.Stem]:
		default:
			return
		}
	}
}

// excepts tells whether "nobody" has an exception: "nobody other than Lee".
func (s *Sentence) excepts(i int) bool {
	for j := i + 1; j < min(i+6, len(s.words)); j++ {
		if excepting[s.words[j].Word] {
			return true
		}
	}
	return false
}

var excepting = readWords(`other than except but besides`)

// denyWhole denies the names behind "neither" and the verb of its clause.
func (s *Sentence) denyWhole(i int) {
	verb := false
	for j := i + 1; j < len(s.words) && s.words[j].clause == s.words[i].clause && j < i+14; j++ {
		w := &s.words[j]
		switch {
		case auxiliaries[w.Word]:
			verb = true
		case w.Word == "nor":
			return // it denies what follows
		case w.Stop || isAdverb(w.Word):
		case w.name >= 0:
			w.denied = true
		case verb:
			w.denied = true
			return
		}
	}
}

// denyPhrase denies a noun with what describes it: "without any preconditions".
func (s *Sentence) denyPhrase(i int) {
	denied := false
	for from := i; i < min(from+5, len(s.words)) && s.sameClause(from, i); i++ {
		w := &s.words[i]
		if i > from && s.words[i-1].name >= 0 && w.name < 0 && !s.rowGoesOn(i) {
			return // "without Lee a deal is not likely"
		}
		if filling[w.Word] || w.Word == "other" || (w.Word == "of" || w.Word == "both") && !denied || titles[w.Stem] && s.nameNext(i) {
			continue
		}
		if s.rowGoesOn(i) {
			continue // "without Lee and Kim"
		}
		if w.Stop {
			return
		}
		w.denied, denied = !w.denied, true
	}
}

// rowGoesOn tells whether a word joins two names.
func (s *Sentence) rowGoesOn(i int) bool {
	return i > 0 && s.words[i].Word == "and" && s.words[i-1].name >= 0 && s.nameNext(i)
}

// nameNext tells whether a name stands behind a word, titles between.
func (s *Sentence) nameNext(i int) bool {
	for i++; i < len(s.words) && s.gaps[i] == space; i++ {
		if s.words[i].name >= 0 {
			return true
		}
		if !titles[s.words[i].Stem] {
			return false
		}
	}
	return false
}

// denyVerb denies what a verb such as "refuse" is followed by: "to attend",
// "attending", "out a meeting". A plain object is left alone: who rejects a plan
// does not deny that there is one.
func (s *Sentence) denyVerb(i int) {
	for from := i; i < min(from+5, len(s.words)) && s.sameClause(from, i); i++ {
		w := &s.words[i]
		if w.Stop || isAdverb(w.Word) {
			continue
		}
		if w.name >= 0 {
			continue // "prevented Lee from attending"
		}
		if s.words[i-1].Word == "to" || s.words[i-1].Word == "from" || s.words[i-1].Word == "out" || i == from && strings.HasSuffix(w.Word, "ing") {
			w.denied = !w.denied
		}
		return
	}
}

// denyTold denies what somebody denies to have been so: "denied that it had paid".
func (s *Sentence) denyTold(i int) {
	for from := i; i < min(from+12, len(s.words)) && s.gaps[i] < comma && s.words[i].Word != "and" && s.words[i].Word != "but"; i++ {
		if w := &s.words[i]; !w.Stop && w.name < 0 && s.helped(i) && !isAdverb(w.Word) {
			w.denied = !w.denied
			return
		}
	}
}

// guilt are the stems of what is denied to be so, rather than to be right.
var guilt = readStems(`responsibility involvement wrongdoing guilt knowledge complicity liability`)

func isAdverb(word string) bool { return strings.HasSuffix(word, "ly") && len(word) > 4 }

var auxiliaries = lexical.Set(`is are was were am be been being will would shall should can could may might must do does did has have had
 isn't aren't wasn't weren't won't wouldn't can't cannot couldn't don't doesn't didn't hasn't haven't hadn't shouldn't to`)
