package support

import "slices"

// firstTime tells whether a sentence says that something had not been so before: "the
// first in 22 years", "the worst since 2021", "for the first time".
func (s *Sentence) firstTime() bool {
	return slices.ContainsFunc(s.words, func(w word) bool { return w.Word == "first" || superlative(w.Word) || w.Word == "record" })
}

// superlative tells whether a word has the form of a superlative.
func superlative(word string) bool {
	return len(word) > 5 && word[len(word)-3:] == "est" && !notSuperlative[word]
}

var notSuperlative = readWords(`forest interest request protest arrest harvest invest contest modest honest suggest guest budapest midwest northwest southwest`)

// notBefore tells whether a clause denies that something had been so before: "had not
// won for 22 years", "no such operation before".
func (s *Sentence) notBefore(clause int) bool {
	denies, since := false, false
	for i, w := range s.words {
		if w.clause != clause && !(w.Word == "since" || w.Word == "before" || w.Word == "until") {
			continue
		}
		denies = denies || w.clause == clause && (plainDenial(w.Word) || w.Word == "no" || w.Word == "nobody" || w.Word == "none")
		since = since || eras[w.Word] || w.Word == "for" && s.countsTime(i)
	}
	return denies && since
}

var eras = readWords(`before since previously until earlier ever yet never`)

// countsTime tells whether a word stands before a number of years or the like.
func (s *Sentence) countsTime(i int) bool {
	return slices.ContainsFunc(s.amounts, func(a amount) bool { return a.from > i && a.from <= i+3 && spans[a.unit] }) ||
		i+1 < len(s.words) && spans[s.words[i+1].Stem]
}

var spans = readStems(`year month week day decade century hour minute season`)

// newThen tells whether a clause of the claim denies that something had been so before,
// where a sentence chosen for it says that it was the first: neither denies what
// the other says.
func (c *comparison) newThen(clause int) bool {
	return c.claim.notBefore(clause) && slices.ContainsFunc(c.chosen, func(i int) bool { return c.evidence[i].firstTime() })
}

// scopes finds a "first" or "highest" of something else: "the first in the world",
// where the evidence has the first in a country.
func (c *comparison) scopes() {
	for n, it := range c.items {
		prep := c.claim.prepBefore(it.at)
		if c.have[n] >= contrary || ever[c.claim.words[it.at].Word] || prep != "in" && prep != "of" || !c.claim.firstBefore(it.at) {
			continue
		}
		e := c.evidence[c.carrier(c.chosen, it.clause)].Sentence
		if e.firstTime() {
			c.fault(Word, it.at, 0.4, true)
		}
	}
}

// ever words of "the first in history" leave the scope open.
var ever = readWords(`history record time memory`)

// again finds what the claim says to have been so before, where the evidence says that
// it was the first time.
func (c *comparison) again() {
	last := len(c.claim.words) - 1
	if last < 0 || c.claim.words[last].Word != "before" || c.claim.negative(c.claim.words[last].clause) || c.claim.notBefore(0) {
		return
	}
	if e := c.evidence[c.carrier(c.chosen, 0)].Sentence; e.hasStem("first") {
		c.fault(Denial, last, 0.4, true)
	}
}

// firstBefore tells whether a "first" or a superlative stands before a word of one
// clause.
func (s *Sentence) firstBefore(i int) bool {
	for j := i - 1; j >= max(0, i-7) && s.words[j].clause == s.words[i].clause; j-- {
		if s.words[j].Word == "first" || superlative(s.words[j].Word) {
			return true
		}
	}
	return false
}
