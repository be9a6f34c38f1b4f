package support

import (
	"slices"
	"strings"

	"talksbot/internal/rag/lexical"
)

// denials finds words that one side denies and the other does not, and words
// that are opposites.
func (c *comparison) denials() {
	for n, it := range c.items {
		if it.kind > nameItem || c.over(it.clause) || c.newThen(it.clause) || c.claim.aims(it.at) {
			continue
		}
		if c.denied(n) {
			c.fault(Denial, it.at, 0.15, true)
		}
	}
	c.denialsAlone()
	c.deniesAlone()
	c.refusals()
}

// deniesAlone finds a denial of the claim whose word the evidence does not have at all,
// where it has the rest of the clause and denies nothing: "is not considered an honour"
// against "is an honour".
func (c *comparison) deniesAlone() {
	for n, it := range c.items {
		w := &c.claim.words[it.at]
		if it.kind != wordItem || !w.denied || !w.undone || !vague[w.Stem] || c.claim.past(it.at) || c.have[n] >= contrary {
			continue
		}
		own := c.carrier(c.chosen, it.clause)
		e := c.evidence[own].Sentence
		rest := func(m int) bool { return m != n && c.items[m].clause == it.clause }
		if !slices.ContainsFunc(e.words, func(t word) bool { return t.denied || negatives[t.Stem] || privative(t.Word) }) && c.part(own, rest) >= 0.7 {
			c.fault(Denial, it.at, 0.4, true)
		}
	}
}

// privative tells whether a word has a prefix that denies: "undisclosed".
func privative(word string) bool {
	return len(word) > 6 && (strings.HasPrefix(word, "un") || strings.HasPrefix(word, "in") || strings.HasPrefix(word, "non") || strings.HasPrefix(word, "dis"))
}

// over tells whether a clause says that something is "no longer" so, and the sentence
// that carries it that it ended.
func (c *comparison) over(clause int) bool {
	longer := false
	for i, w := range c.claim.words {
		longer = longer || w.clause == clause && i > 0 && w.Word == "longer" && c.claim.words[i-1].Word == "no"
	}
	return longer && slices.ContainsFunc(c.evidence[c.carrier(c.chosen, clause)].words, func(w word) bool { return endings[w.Stem] })
}

var endings = readStems(`lose quit leave stop end close expire retire resign abandon`)

// aims tells whether a word says no more than that something is intended: "plans to".
func (s *Sentence) aims(i int) bool {
	return intents[s.words[i].Stem] && sides[s.words[i].Stem] == nil && i+1 < len(s.words) && s.words[i+1].Word == "to"
}

// denied tells whether the evidence has the word, or its opposite, the other way
// round where it speaks of the same, and nowhere as the claim has it.
func (c *comparison) denied(item int) bool {
	w := &c.claim.words[c.items[item].at]
	with, against := 0.0, 0.0
	pairs := c.pairs(item, contrary)
	carrier := c.carrier(c.chosen, c.items[item].clause)
	own := slices.ContainsFunc(pairs, func(p pair) bool { return c.evidence[p.sentence].words[p.to].Stem == w.Stem })
	for _, p := range pairs {
		t := &c.evidence[p.sentence].words[p.to]
		turned := w.denied != t.denied
		if turned && w.denied && !c.evidence[p.sentence].verbal(p.to) && c.evidence[p.sentence].hasStem(withdrawn) {
			continue // "did not play", "the player withdrew"
		}
		if t.Stem != w.Stem && opposed(w.Stem, t.Stem) {
			if vague[w.Stem] {
				continue
			}
			if !c.converse(p) {
				turned = !turned
			}
		} else if p.value < 0.6 || p.value == aKind && t.Stem != w.Stem {
			continue // a kind of it denied is not all of it denied
		}
		if turned && t.Stem == w.Stem && (w.denied && t.mode >= intended && (c.claim.past(p.at) || c.evidence[p.sentence].negativeBeside(p.to)) || c.moved(p)) {
			continue
		}
		if c.sameObject(p) {
			p.context += 0.4
		}
		if t.Stem != w.Stem && (own || p.sentence != carrier) {
			p.context *= 0.75
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

// sameObject tells whether two verbs stand before the same word, and nobody else is
// known to do the one than the other.
func (c *comparison) sameObject(p pair) bool {
	e := c.evidence[p.sentence].Sentence
	by := c.claim.doer(p.at)
	return (!by.known() || c.meet(by, e, e.doer(p.to))) && c.sideFit(e, c.claim.rightOf(p.at), e.rightOf(p.to)) >= equalWord
}

// annulled finds what the evidence says to be called off, where the claim has nothing of
// the kind: "has cancelled the concerts".
func (c *comparison) annulled() {
	for n, it := range c.items {
		if it.kind != wordItem || c.claim.negative(it.clause) || c.claim.ends(it.clause) {
			continue
		}
		i := c.carrier(c.chosen, it.clause)
		e := c.evidence[i].Sentence
		for _, m := range c.matches[i][n] {
			if m.value >= surely && e.annulledAt(m.at) {
				c.fault(Denial, it.at, 0.4, true)
			}
		}
	}
}

// annulledAt tells whether a word is the object of a verb that says it will not be.
func (s *Sentence) annulledAt(i int) bool {
	for j := i - 1; j >= max(0, i-4) && s.gaps[j+1] < comma; j-- {
		w := &s.words[j]
		if annulling[w.Stem] {
			return s.verbal(j) && !w.denied && w.mode == plainly
		}
		if w.Stop && !determiners[w.Word] && !w.tail {
			return false
		}
	}
	return false
}

// ends tells whether a clause says that something ends or is called off.
func (s *Sentence) ends(clause int) bool {
	return slices.ContainsFunc(s.words, func(w word) bool { return w.clause == clause && (annulling[w.Stem] || endings[w.Stem]) })
}

var annulling = readStems(`cancel scrap abandon annul shelve abort`)

// withdrawn is the stem of the verb for not doing what one was to do.
var withdrawn = lexical.NewStemmer().Stem("withdraw")

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
			if !t.denied || !t.undone && !e.verbal(j) || c.matched(i, j) || j > 0 && (e.words[j-1].Word == "and" || e.words[j-1].Word == "but") {
				continue
			}
			for clause := 0; clause <= c.claim.lastClause(); clause++ {
				if by := e.doer(j); by.known() && !c.meet(c.claim.all(), e, by) {
					continue // somebody else is denied something
				}
				if i != c.carrier(c.chosen, clause) || c.claim.negative(clause) || c.newThen(clause) || c.clauseShare(clause, i, t.clause) < 0.6 || c.elsewhere(clause, i, t.clause) {
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
		if i := c.evidence[own].refusal(); i >= 0 && !c.othersRefuse(own, i) && !c.matched(own, i) && c.clauseIn(own, clause) >= 0.6 {
			c.fault(Denial, at, 0.4, true)
		}
	}
}

// othersRefuse tells whether a word of a sentence has a subject that the claim does not
// have: "but 30 people refused".
func (c *comparison) othersRefuse(sentence, at int) bool {
	noun := c.evidence[sentence].subject(at).noun
	return noun != "" && !c.claim.hasStem(noun)
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
