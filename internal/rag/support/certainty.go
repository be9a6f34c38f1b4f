package support

import (
	"slices"
	"strings"
)

// certainty finds words that the claim is surer of than its source.
func (c *comparison) certainty() {
	for n, it := range c.items {
		if it.kind == wordItem && !c.claim.words[it.at].weak && c.claim.happens(it.at) && (!c.claim.hedged(it.clause) && !c.claim.ifSo(it.clause) || c.bolder(n)) && c.surer(n) && !c.newThen(it.clause) {
			c.fault(Certainty, it.at, 0.4, false)
		}
	}
	c.plans()
	c.thoughts()
	c.condition()
}

// bolder tells whether the claim says of a word that it will be so, where all the
// evidence that has the word says that it may: a condition excuses nothing then.
func (c *comparison) bolder(item int) bool {
	w := &c.claim.words[c.items[item].at]
	clause := c.items[item].clause
	own := c.carrier(c.chosen, clause)
	pairs := slices.DeleteFunc(c.pairs(item, 0.95), func(p pair) bool { return p.sentence != own })
	return w.mode == coming && !c.claim.hedged(clause) && len(pairs) > 0 && !slices.ContainsFunc(pairs, func(p pair) bool {
		return c.evidence[p.sentence].words[p.to].mode != possible
	})
}

// surer tells whether every place that has the word, where the evidence speaks of
// the same, hedges it more than the claim does.
func (c *comparison) surer(item int) bool {
	at := c.items[item].at
	w := &c.claim.words[at]
	pairs := c.asserted(item)
	most := 0.0
	for _, p := range pairs {
		most = max(most, p.context)
	}
	for _, p := range pairs {
		t := &c.evidence[p.sentence].words[p.to]
		if w.denied { // "could not" is as sure as "did not"; and denials are another matter
			return false
		}
		if p.context >= most-0.3 && !overclaims(w.mode, t.mode, c.claim.passed(at)) {
			return false
		}
	}
	return len(pairs) > 0
}

// asserted are the words of the evidence that say that something happens, as the
// claim does; its own forms where there are any. A noun is sure of nothing.
func (c *comparison) asserted(item int) []pair {
	var own, kin []pair
	carrier := c.carrier(c.chosen, c.items[item].clause)
	for _, p := range c.pairs(item, 0.7) {
		e := c.evidence[p.sentence].Sentence
		t := &e.words[p.to]
		w := &c.claim.words[p.at]
		switch {
		case !e.happens(p.to) && (t.mode < intended || e.nominal(p.to)):
		case t.Stem == w.Stem:
			own = append(own, p)
		case p.sentence != carrier:
		case p.value >= sameVerb || allied(w.Stem, t.Stem):
			kin = append(kin, p)
		}
	}
	if len(own) > 0 {
		return own
	}
	return kin
}

// nominal tells whether a word stands where nouns do: behind a determiner, a
// preposition, a number or a possessive.
func (s *Sentence) nominal(i int) bool {
	if i == 0 {
		return false
	}
	if i+1 < len(s.words) && s.words[i+1].Word == "of" || i > 1 && determiners[s.words[i-2].Word] && !s.words[i-1].Stop && !s.verbal(i) {
		return true
	}
	w := &s.words[i-1]
	return determiners[w.Word] || w.Word == "a" || w.Word == "an" || prepositions[w.Word] && w.Word != "to" || w.Number || s.possessive(i-1)
}

// hedged tells whether a clause of a claim, or one beside it, leaves something open.
func (s *Sentence) hedged(clause int) bool {
	for _, w := range s.words {
		if d := w.clause - clause; d >= -1 && d <= 1 && (w.mode == possible || openings[w.Stem]) {
			return true
		}
	}
	return false
}

// ifSo tells whether a clause of a claim, or one beside it, is a condition.
func (s *Sentence) ifSo(clause int) bool {
	return slices.ContainsFunc(s.words, func(w word) bool { return w.mode == ifSo && w.clause >= clause-1 && w.clause <= clause+1 })
}

var openings = readStems(`possible possibility fear hope want expect plan intend aim chance risk consider uncertain unclear propose perhaps probably
 speculate speculation rumor rumour prospect`)

// overclaims tells whether a claim in one mode says more than a source in another.
func overclaims(claim, source mode, past bool) bool {
	switch {
	case source >= intended:
		return claim < intended
	case source == coming:
		return claim == plainly && past
	}
	return false
}

// condition finds a condition that the claim leaves out, or turns.
func (c *comparison) condition() {
	if c.claim.conditional() {
		return
	}
	for clause, last := 0, c.claim.lastClause(); clause <= last; clause++ {
		own := c.carrier(c.chosen, clause)
		if !c.evidence[own].conditional() {
			continue
		}
		if c.claim.unconditional() {
			c.fault(Certainty, max(0, c.claim.firstOf(clause)), 0.15, true)
		}
		for n, it := range c.items {
			if w := &c.claim.words[it.at]; it.clause == clause && it.kind == wordItem && w.mode == coming && c.value(own, n) >= 0.7 {
				c.fault(Certainty, it.at, 0.4, false)
			}
		}
	}
}

// thoughts finds things that the claim tells as done where the evidence only weighs
// them: "filed a lawsuit" against "is considering a lawsuit".
func (c *comparison) thoughts() {
	for n, it := range c.items {
		if it.kind != wordItem || c.claim.happens(it.at) || c.claim.words[it.at].mode > plainly || c.claim.hedged(it.clause) || c.claim.ifSo(it.clause) || !c.claim.toldAsDone(it.clause) {
			continue
		}
		pairs := c.pairs(n, 0.9)
		if len(pairs) > 0 && !slices.ContainsFunc(pairs, func(p pair) bool {
			return c.evidence[p.sentence].words[p.to].mode != possible
		}) {
			c.fault(Certainty, it.at, 0.4, false)
		}
	}
}

// toldAsDone tells whether a clause has a verb in the past.
func (s *Sentence) toldAsDone(clause int) bool {
	for i, w := range s.words {
		if w.clause == clause && s.verbal(i) && (s.past(i) || strings.HasSuffix(w.Word, "ed") || irregularPast(w.Word)) {
			return true
		}
	}
	return false
}

// plans finds what is told as done where the evidence has a plan of it alone, put
// off or refused: "has released" against "postponed the release".
func (c *comparison) plans() {
	for n, it := range c.items {
		if it.kind != wordItem || !c.claim.verbal(it.at) || c.claim.words[it.at].denied || adjectival(c.claim.words[it.at].Word) || c.newThen(it.clause) {
			continue
		}
		pairs := c.pairs(n, 0.75)
		idle := func(p pair) bool {
			e := c.evidence[p.sentence].Sentence
			noun := c.claim.past(it.at) && e.nominal(p.to) && !e.possessive(p.to-1) && !e.realized(p.to)
			return e.ideaOf(p.to) || c.claim.past(it.at) && e.planned(p.to) || noun
		}
		if len(pairs) > 0 && !slices.ContainsFunc(pairs, func(p pair) bool { return !idle(p) }) {
			c.fault(Certainty, it.at, 0.4, true)
		}
	}
}

// realized tells whether a noun stands behind a word by which it has taken place: "after
// months of talks".
func (s *Sentence) realized(i int) bool {
	for j := i - 1; j >= max(0, i-5) && s.gaps[j+1] < comma; j-- {
		if held[s.words[j].Word] {
			return true
		}
	}
	return false
}

var held = readWords(`after during following since amid`)

// adjectival tells whether a word has an ending of adjectives rather than of verbs.
func adjectival(word string) bool {
	for _, ending := range [...]string{"able", "ible", "ful", "ous", "ive", "ic", "al"} {
		if len(word) > len(ending)+3 && strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

// ideaOf tells whether a verb stands behind a noun and a preposition, as what is only
// thought of: "interest in attending", "the idea of selling".
func (s *Sentence) ideaOf(i int) bool {
	if i < 2 || !strings.HasSuffix(s.words[i].Word, "ing") {
		return false
	}
	prep := s.words[i-1].Word
	return (prep == "in" || prep == "of" || prep == "about" || prep == "to") && ideas[s.words[i-2].Stem]
}

var ideas = readStems(`interest idea possibility chance prospect hope thought open talk risk danger point willing plan intention option`)

// planned tells whether a verb before a noun says that it has not happened.
func (s *Sentence) planned(i int) bool {
	if !s.nominal(i) {
		return false
	}
	for j := i - 1; j >= max(0, i-3); j-- {
		if unrealized[s.words[j].Stem] {
			return true
		}
	}
	return false
}

var unrealized = readStems(`postpone delay cancel plan demand propose reject refuse oppose prevent block threaten promise announce suspend discuss need require await lack`)
