package support

import (
	"slices"

	"talksbot/internal/world"
)

// deeds finds what somebody is claimed to do that the evidence has no word for. It
// is graver where the claim tells it as done, and where the evidence has the word
// for others.
func (c *comparison) deeds() {
	for n, it := range c.items {
		if it.kind != wordItem || c.claim.words[it.at].weak || vague[c.claim.words[it.at].Stem] && !c.claim.past(it.at) || !c.claim.verbal(it.at) || c.newThen(it.clause) {
			continue
		}
		own := c.value(c.carrier(c.chosen, it.clause), n)
		switch by := c.claim.doer(it.at); {
		case by.known() && c.have[n] < 0.75 && !attitudes[c.claim.words[it.at].Stem] && c.othersDo(n, by):
			c.fault(Deed, it.at, 0.45, true) // others do that, whom the claim names does something like it
		case c.have[n] > fromElsewhere || own >= 0.4:
		case c.have[n] >= 0.4 && by.known() && !attitudes[c.claim.words[it.at].Stem]:
			c.fault(Deed, it.at, 0.4, false) // whom the claim names is not in the sentence with the verb
		case c.claim.past(it.at) && !carrying[c.claim.words[it.at].Stem]:
			c.fault(Deed, it.at, 0.5, false)
		case c.have[n] >= 0.4 && by.noun != "" && !c.evidence[c.carrier(c.chosen, it.clause)].hasStem(by.noun):
			c.fault(Deed, it.at, 0.5, false)
		case c.have[n] >= 0.4:
		case by.known() && !openings[c.claim.words[it.at].Stem] && (c.claim.hedged(it.clause) || c.claim.ifSo(it.clause)):
			c.fault(Deed, it.at, 0.85, false)
		case by.known():
			c.fault(Deed, it.at, 0.7, false)
		case c.claim.passive(it.at) && !c.claim.words[it.at].denied && c.claim.subject(it.at).noun != "" && !carrying[c.claim.words[it.at].Stem]:
			c.fault(Deed, it.at, 0.55, false)
		}
	}
}

// carrying are verbs that say little of what happens beside their noun: "the sentence was
// handed down".
var carrying = readStems(`bring hand put set hold lay lodge file run carry place pass give take make do leave`)

// attitudes are verbs that others say as well: who presses for something wants it.
var attitudes = readStems(`want wish need like think see call`)

// othersDo tells whether a sentence has the verb and as much of the rest of its
// clause as the one that carries it, but not whom the claim names.
func (c *comparison) othersDo(item int, by part) bool {
	clause := c.items[item].clause
	rest := func(n int) bool {
		return n != item && c.items[n].clause == clause && !(c.items[n].kind == nameItem && slices.Contains(by.names, c.items[n].of))
	}
	here := c.part(c.carrier(c.chosen, clause), rest)
	for i := range c.evidence {
		e := c.evidence[i].Sentence
		if c.value(i, item) >= 0.9 && c.part(i, rest) >= here-0.3 && !c.meet(by, e, e.all()) {
			return true
		}
	}
	return false
}

// subjects finds a verb whose clause names others in the evidence, where whom the
// claim names stands in another clause of the same sentence: "Shares of A rose,
// while those of B fell."
func (c *comparison) subjects() {
	for n, it := range c.items {
		if it.kind != wordItem || !c.claim.verbal(it.at) || speech[c.claim.words[it.at].Stem] {
			continue
		}
		pairs := c.verbs(n)
		if len(pairs) > 0 && !slices.ContainsFunc(pairs, func(p pair) bool { return !c.amongOthers(it.clause, p) }) {
			c.fault(Role, it.at, 0.35, true)
		}
	}
}

// amongOthers tells whether the clause of a verb in the evidence begins with a name,
// and has none of those of the claim's clause, which stand in other clauses.
func (c *comparison) amongOthers(clause int, p pair) bool {
	e := c.evidence[p.sentence].Sentence
	of := e.words[p.to].clause
	first := e.firstOf(of)
	if relatives[e.words[first].Word] || pronouns[e.words[first].Word] || e.words[first].Word == "that" {
		return false
	}
	own, others, away := false, false, false
	for _, m := range e.names {
		claimed := false
		for _, n := range c.claim.names {
			claimed = claimed || c.claim.words[n.from].clause == clause && !c.claim.tells(n) && same(c.k, c.claim, n, e, m)
		}
		switch here := e.words[m.from].clause == of; {
		case here && claimed:
			own = true
		case here && m.from < p.to:
			others = true
		case claimed:
			away = true
		}
	}
	return others && away && !own
}

// directions finds names behind a preposition that says where something is or comes
// from, where the evidence has another name behind it, and the claim's elsewhere: "from
// A to B" is not "from B to A", and what is signed in A for a road to B is not signed
// in B.
func (c *comparison) directions() {
	for n, it := range c.items {
		prep := c.claim.prepBefore(it.at)
		if it.kind != nameItem || !origins[prep] && !places[prep] {
			continue
		}
		i := c.carrier(c.chosen, it.clause)
		e := c.evidence[i].Sentence
		other, own, away, rival := false, false, false, false
		for m := range e.names {
			switch {
			case c.within(it.of, e, m):
				// "The Ellis Morning Post" is not in Ellis.
			case same(c.k, c.claim, c.claim.names[it.of], e, e.names[m]):
				away = away || e.prepOf(m) != ""
				own = own || e.prepOf(m) == prep || places[prep] && e.prepOf(m) == "" || e.describes(m) || e.possessive(e.names[m].to-1)
			case e.prepOf(m) != prep:
			case places[prep]:
				other = other || e.names[m].country == "" || e.names[m].role >= world.Capital || c.claim.names[it.of].country != ""
			default:
				other = other || slices.ContainsFunc(c.claim.names, func(o name) bool { return same(c.k, c.claim, o, e, e.names[m]) })
				rival = true
			}
		}
		other = other || away && rival && prep == "from"
		if other && !own && (c.value(i, n) > 0 || origins[prep]) {
			c.fault(Role, it.at, 0.35, true)
		}
	}
}

// within tells whether a name of the claim of one word only begins a long one of a sentence,
// which is another's.
func (c *comparison) within(claimed int, e *Sentence, found int) bool {
	n, m := c.claim.names[claimed], e.names[found]
	return n.to-n.from == 1 && m.to-m.from > 2 && n.country == "" && m.country == "" && c.claim.words[n.from].Stem == e.words[m.from].Stem
}

// prepOf is the preposition before a name, or before the row that it stands in.
func (s *Sentence) prepOf(n int) string {
	row := s.joined(n)
	return s.prepBefore(s.names[row[len(row)-1]].from)
}

var places = readWords(`in at`)

var origins = readWords(`from by under against`)
