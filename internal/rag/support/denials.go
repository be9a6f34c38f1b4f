package support

import (
	"slices"
)

// denials finds words that one side denies and the other does not, and words
// that are opposites.
func (c *comparison) denials() {
	for n, it := range c.items {
		if it.kind > nameItem {
			continue
		}
		if c.denied(n) {
			c.fault(Denial, it.at, 0.15, true)
		}
	}
	c.denialsAlone()
	c.refusals()
}

// denied tells whether the evidence has the word, or its opposite, the other way
// round where it speaks of the same, and nowhere as the claim has it.
func (c *comparison) denied(item int) bool {
	w := &c.claim.words[c.items[item].at]
	with, against := 0.0, 0.0
	for _, p := range c.pairs(item, contrary) {
		t := &c.evidence[p.sentence].words[p.to]
		turned := w.denied != t.denied
		if t.Stem != w.Stem && opposed(w.Stem, t.Stem) {
			if !c.converse(p) {
				turned = !turned
			}
		} else if p.value < 0.6 {
			continue
		}
		if turned && t.Stem == w.Stem && (w.denied && t.mode >= intended && (c.claim.past(p.at) || c.evidence[p.sentence].negativeBeside(p.to)) || c.moved(p)) {
			continue
		}
		if c.claim.verbal(p.at) && !c.evidence[p.sentence].verbal(p.to) {
			p.context *= 0.6 // "his coming" does not say that he comes
		}
		if turned {
			against = max(against, p.context)
		} else {
			with = max(with, p.context)
		}
	}
	return against > 0 && against > with
}

// moved tells whether both sides deny, but another word of the clause: "expects no
// costs", "does not expect costs".
func (c *comparison) moved(p pair) bool {
	return c.claim.deniesAround(p.at) && c.evidence[p.sentence].deniesAround(p.to)
}

// negativeBeside tells whether another word of a sentence denies or rejects.
func (s *Sentence) negativeBeside(i int) bool {
	return slices.ContainsFunc(s.words, func(w word) bool {
		return w.Stem != s.words[i].Stem && (w.denied || negatives[w.Stem])
	})
}

// deniesAround tells whether a word close to another in its clause is denied, or it
// is itself.
func (s *Sentence) deniesAround(i int) bool {
	for j := max(0, i-4); j <= min(i+4, len(s.words)-1); j++ {
		if s.words[j].denied && s.words[j].clause == s.words[i].clause {
			return true
		}
	}
	return false
}

// converse tells whether two verbs that are opposites say the same with parts
// exchanged: who beats somebody is whom they lose to.
func (c *comparison) converse(p pair) bool {
	e := c.evidence[p.sentence].Sentence
	doer, done := c.claim.doer(p.at), c.claim.done(p.at)
	return doer.known() && !c.meet(doer, e, e.doer(p.to)) && c.meet(done, e, e.doer(p.to))
}

// denialsAlone finds a denial whose word the other side does not have at all:
// "will not attend" against "will be there".
func (c *comparison) denialsAlone() {
	for _, i := range c.chosen {
		e := c.evidence[i].Sentence
		for j := range e.words {
			t := &e.words[j]
			if !t.denied || !t.undone && !e.verbal(j) || c.matched(i, j) {
				continue
			}
			for clause := 0; clause <= c.claim.lastClause(); clause++ {
				if by := e.doer(j); by.known() && !c.meet(c.claim.all(), e, by) {
					continue // somebody else is denied something
				}
				if c.claim.negative(clause) || c.clauseShare(clause, i, t.clause) < 0.6 || c.elsewhere(clause, i, t.clause) {
					continue
				}
				c.fault(Denial, c.claim.firstOf(clause), 0.4, true)
			}
		}
	}
}

// elsewhere tells whether another clause has as much of a clause of the claim.
func (c *comparison) elsewhere(clause, sentence, of int) bool {
	here := c.clauseShare(clause, sentence, of)
	for _, i := range c.chosen {
		for o := 0; o <= c.evidence[i].lastClause(); o++ {
			if _, relative := c.evidence[i].heads[o]; !relative && (i != sentence || o != of) && c.clauseShare(clause, i, o) >= here-0.1 {
				return true
			}
		}
	}
	return false
}

// refusals finds a claim whose source goes on that it was refused: "showed interest
// in coming, but declined".
func (c *comparison) refusals() {
	for clause, last := 0, c.claim.lastClause(); clause <= last; clause++ {
		own := c.carrier(c.chosen, clause)
		at := c.claim.firstOf(clause)
		if at < 0 || c.claim.negative(clause) {
			continue
		}
		if i := c.evidence[own].refusal(); i >= 0 && !c.matched(own, i) && c.clauseIn(own, clause) >= 0.6 {
			c.fault(Denial, at, 0.4, true)
		}
	}
}

// refusal is the place of a word that refuses what the sentence told before, and
// names nothing itself; -1 where there is none.
func (s *Sentence) refusal() int {
	for i := 1; i < len(s.words); i++ {
		w := s.words[i].Word
		ends := i+1 >= len(s.words) || s.gaps[i+1] >= comma || s.words[i+1].Word == "as" || s.words[i+1].Word == "too"
		if (w == "declined" || w == "refused") && ends && s.words[i].clause > 0 {
			return i
		}
	}
	return -1
}

// negative tells whether a clause denies something, in whatever words.
func (s *Sentence) negative(clause int) bool {
	for i, w := range s.words {
		if w.clause == clause && (w.denied || negatives[w.Stem] || plainDenial(w.Word) || w.Word == "no" || i > 0 && w.Word == "without") {
			return true
		}
	}
	return false
}

var negatives = readStems(`skip miss absent absence away refuse decline reject fail avoid deny without out unlikely dismiss oppose veto
 boycott abstain lack neither nor none nobody only withdraw cancel wrong false`)
