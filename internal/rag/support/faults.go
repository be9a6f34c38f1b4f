package support

import (
	"math"
	"slices"
	"strings"
)

// faults are what stands against the claim in the sentences chosen.
func (w *weigher) faults(chosen []int, have []float64) []Fault {
	c := &comparison{weigher: w, chosen: chosen, have: have}
	c.form()
	c.names()
	c.amounts()
	c.scores()
	c.measures()
	c.days()
	c.denials()
	c.certainty()
	c.speakers()
	c.roles()
	c.directions()
	c.fromDays()
	c.replaced()
	c.subjects()
	c.deeds()
	c.offices()
	c.apart()
	return c.found
}

// comparison compares a claim with the sentences chosen for it.
type comparison struct {
	*weigher
	chosen []int
	have   []float64 // for each item, how well the sentences chosen have it
	found  []Fault
}

func (c *comparison) fault(k Kind, at int, factor float64, contrary bool) {
	w := &c.claim.words[at]
	claimed := c.claim.Text[w.Start:w.End]
	shows := c.carrier(c.chosen, w.clause)
	for i := range c.found {
		if f := &c.found[i]; f.Kind == k { // one of a kind counts, the gravest
			if factor < f.Factor {
				f.Factor, f.Claimed, f.Sentence = factor, claimed, shows
			}
			f.Contrary = f.Contrary || contrary
			return
		}
	}
	c.found = append(c.found, Fault{k, claimed, factor, contrary, shows})
}

// form finds what no source can carry.
func (c *comparison) form() {
	if c.claim.shape.asks {
		c.fault(Form, 0, 0.35, false)
	}
	if c.scanty() {
		c.fault(Form, 0, 0.45, false)
	}
	if c.claim.shape.personal {
		c.fault(Form, 0, 0.4, false)
	}
}

// scanty tells whether a claim has one word alone that can be looked for: that it
// stands somewhere says nothing.
func (c *comparison) scanty() bool {
	n := 0
	for _, it := range c.items {
		if it.weight > lightWeight {
			n++
		}
	}
	return n < 2
}

// names finds names that the evidence does not have.
func (c *comparison) names() {
	for n, it := range c.items {
		if it.kind != nameItem || c.have[n] >= 0.6 || c.attribute(n) {
			continue
		}
		c.fault(Name, it.at, 0.3, c.hasOther(n))
	}
}

// hasOther tells whether the first of the chosen sentences has a name that the
// claim does not have, which may stand in the place of the one claimed.
func (c *comparison) hasOther(item int) bool {
	e := c.evidence[c.chosen[0]].Sentence
	for _, m := range e.names {
		if !slices.ContainsFunc(c.claim.names, func(n name) bool { return same(c.k, c.claim, n, e, m) }) {
			return true
		}
	}
	return false
}

// amounts finds numbers that the evidence does not have, or not of these things.
func (c *comparison) amounts() {
	for n, it := range c.items {
		if it.kind != amountItem {
			continue
		}
		a := c.claim.amounts[it.of]
		switch {
		case c.have[n] < 0.5:
			c.fault(Amount, it.at, 0.25, c.countsElse(a))
		case c.have[n] <= fromElsewhere:
			c.fault(Apart, it.at, 0.4, false)
		case c.have[n] < 0.8 && c.countsElse(a):
			c.fault(Amount, it.at, 0.3, true)
		case c.bounded(a):
			c.fault(Amount, it.at, 0.35, true)
		}
	}
}

// countsElse tells whether the evidence has another number of the same things.
func (c *comparison) countsElse(a amount) bool {
	for _, i := range c.chosen {
		for _, b := range c.evidence[i].amounts {
			if !equal(a, b) && (a.unit == b.unit && a.unit != "" || a.unit == "" || b.unit == "") {
				return true
			}
		}
	}
	return false
}

// bounded tells whether the evidence has the number with the opposite bound, and
// never without: "more than 20" is not "less than 20".
func (c *comparison) bounded(a amount) bool {
	opposite := false
	for _, i := range c.chosen {
		for _, b := range c.evidence[i].amounts {
			if !equal(a, b) {
				continue
			}
			if a.bound*b.bound >= 0 {
				return false
			}
			opposite = true
		}
	}
	return opposite
}

// scores finds two numbers that have changed places: "3 to 1", "1 to 3".
func (c *comparison) scores() {
	for n := 1; n < len(c.claim.amounts); n++ {
		a, b := c.claim.amounts[n-1], c.claim.amounts[n]
		if equal(a, b) || b.from-a.to > 2 || !c.turnedScore(a, b) {
			continue
		}
		c.fault(Amount, a.from, 0.3, true)
	}
}

func (c *comparison) turnedScore(a, b amount) bool {
	for _, i := range c.chosen {
		all := c.evidence[i].amounts
		for n := 1; n < len(all); n++ {
			if equal(all[n-1], b) && equal(all[n], a) && all[n].from-all[n-1].to <= 2 {
				return true
			}
		}
	}
	return false
}

// measures finds "less than" something that the evidence has more than.
func (c *comparison) measures() {
	for i := range c.claim.words {
		side, than := c.claim.measure(i)
		if side == 0 {
			continue
		}
		for _, n := range c.chosen {
			e := c.evidence[n].Sentence
			for j := range e.words {
				if other, what := e.measure(j); other == -side && what == than {
					c.fault(Denial, i, 0.25, true)
				}
			}
		}
	}
}

// measure reads "more than planned": above 0 for more, below for less, and the stem
// of what it is compared with.
func (s *Sentence) measure(i int) (int, string) {
	side := 0
	switch w := s.words[i].Word; {
	case more[w]:
		side = 1
	case less[w]:
		side = -1
	default:
		return 0, ""
	}
	for j := i + 1; j < min(i+4, len(s.words)); j++ {
		if s.words[j].Word == "than" && j+1 < len(s.words) && !s.words[j+1].Number {
			return side, s.words[j+1].Stem
		}
	}
	return 0, ""
}

// days finds dates that the evidence does not have, or not of what is claimed.
func (c *comparison) days() {
	for n, it := range c.items {
		if it.kind != dayItem {
			continue
		}
		d := c.claim.days[it.of]
		if c.have[n] > 0 {
			if c.onOther(n, d) {
				c.fault(Day, it.at, 0.3, true)
			}
			continue
		}
		switch {
		case c.collides(d):
			c.fault(Day, it.at, 0.25, true)
		case c.published(d):
		default:
			c.fault(Day, it.at, 0.4, false)
		}
	}
}

// collides tells whether the evidence has a date that cannot be the claim's.
func (c *comparison) collides(d day) bool {
	for _, i := range c.chosen {
		e := c.evidence[i]
		for _, b := range e.days {
			if compare(d, c.claim.Published, b, e.Published) == collide {
				return true
			}
		}
	}
	return false
}

// published tells whether the claim's date is that of the article.
func (c *comparison) published(d day) bool {
	p := c.evidence[c.chosen[0]].Published
	if p.IsZero() {
		return false
	}
	own := day{year: p.Year(), month: int(p.Month()), date: p.Day()}
	return compare(d, p, own, p) == agree
}

// onOther tells whether a sentence has another date much closer to what is
// claimed of the day than the day itself.
func (c *comparison) onOther(item int, d day) bool {
	with, without := 0.0, 0.0
	for _, i := range c.chosen {
		e := c.evidence[i].Sentence
		for _, b := range e.days {
			near := c.closeness(c.items[item].clause, i, b.from)
			switch compare(d, c.claim.Published, b, e.Published) {
			case agree:
				with = max(with, near)
			case collide:
				if !c.claim.gives(b, e) { // another date of the claim is no rival
					without = max(without, near)
				}
			}
		}
	}
	return without > 1.5*with
}

// gives tells whether a date of another sentence is one of this one's, too.
func (s *Sentence) gives(b day, e *Sentence) bool {
	return slices.ContainsFunc(s.days, func(d day) bool { return compare(d, s.Published, b, e.Published) == agree })
}

// closeness is how much of a clause of the claim stands around a word of a
// sentence: each of its items counts less the more words lie between.
func (c *comparison) closeness(clause, sentence, at int) float64 {
	sum := 0.0
	for n, it := range c.items {
		if it.clause != clause || it.kind > nameItem {
			continue
		}
		best := 0.0
		for _, m := range c.matches[sentence][n] {
			distance := c.evidence[sentence].distance(m.at, at)
			best = max(best, m.value*math.Exp(-distance/6))
		}
		sum += it.weight * best
	}
	return sum
}

// clauseShare is the part of a clause of the claim, its amounts and days aside,
// that a clause of a sentence has.
func (c *comparison) clauseShare(clause, sentence, of int) float64 {
	have, all := 0.0, 0.0
	e := c.evidence[sentence].Sentence
	for n, it := range c.items {
		if it.clause != clause || it.kind > nameItem {
			continue
		}
		all += it.weight
		best := 0.0
		for _, m := range c.matches[sentence][n] {
			if e.in(m.at, of) {
				best = max(best, m.value)
			}
		}
		have += it.weight * best
	}
	if all == 0 {
		return 0
	}
	return have / all
}

// context is how well a clause of a sentence fits one of the claim: its share of it,
// and more where it has the names too.
func (c *comparison) context(clause, sentence, of int) float64 {
	names, all := 0.0, 0.0
	for n, it := range c.items {
		if it.clause != clause || it.kind != nameItem {
			continue
		}
		all++
		for _, m := range c.matches[sentence][n] {
			if c.evidence[sentence].in(m.at, of) {
				names++
				break
			}
		}
	}
	return c.clauseShare(clause, sentence, of) + 0.3*names/max(1, all)
}

// distance is how many words lie between two words; a comma counts as several.
func (s *Sentence) distance(a, b int) float64 {
	a, b = min(a, b), max(a, b)
	d := b - a
	for i := a + 1; i <= b; i++ {
		if s.gaps[i] >= comma {
			d += 6
		}
	}
	return float64(d)
}

// pair is a word of the claim and one of the evidence that stands for it.
type pair struct {
	at       int // in the claim
	sentence int // of the evidence
	to       int // in the sentence
	value    float64
	context  float64 // the share of the word's clause that the other's clause has
}

// pairs are the words of the evidence chosen that stand for one of the claim,
// those least alike left out.
func (c *comparison) pairs(item int, least float64) []pair {
	var all []pair
	it := c.items[item]
	for _, i := range c.chosen {
		for _, m := range c.matches[i][item] {
			if m.value >= least {
				clause := c.evidence[i].words[m.at].clause
				all = append(all, pair{it.at, i, m.at, m.value, c.context(it.clause, i, clause)})
			}
		}
	}
	return all
}

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

// clauseIn is the share of a clause of the claim that a sentence has.
func (c *comparison) clauseIn(sentence, clause int) float64 {
	return c.part(sentence, func(n int) bool { return c.items[n].clause == clause })
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

// matched tells whether a word of a sentence stands for one of the claim.
func (c *comparison) matched(sentence, at int) bool {
	for _, found := range c.matches[sentence] {
		for _, m := range found {
			if m.at == at && m.value >= contrary {
				return true
			}
		}
	}
	return false
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

func (s *Sentence) lastClause() int {
	last := -1
	for i := range s.words {
		last = max(last, s.words[i].clause)
	}
	return last
}

func (s *Sentence) firstOf(clause int) int {
	return slices.IndexFunc(s.words, func(w word) bool { return w.clause == clause })
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

// certainty finds words that the claim is surer of than its source.
func (c *comparison) certainty() {
	for n, it := range c.items {
		if it.kind == wordItem && !c.claim.words[it.at].weak && c.claim.happens(it.at) && !c.claim.hedged(it.clause) && c.surer(n) {
			c.fault(Certainty, it.at, 0.4, false)
		}
	}
	c.plans()
	c.condition()
}

// plans finds what is told as done where the evidence has a plan of it alone, put
// off or refused: "has released" against "postponed the release".
func (c *comparison) plans() {
	for n, it := range c.items {
		if it.kind != wordItem || !c.claim.verbal(it.at) {
			continue
		}
		pairs := c.pairs(n, 0.75)
		idle := func(p pair) bool {
			e := c.evidence[p.sentence].Sentence
			noun := c.claim.past(it.at) && e.nominal(p.to) && !e.possessive(p.to-1)
			return e.ideaOf(p.to) || c.claim.past(it.at) && e.planned(p.to) || noun
		}
		if len(pairs) > 0 && !slices.ContainsFunc(pairs, func(p pair) bool { return !idle(p) }) {
			c.fault(Certainty, it.at, 0.4, true)
		}
	}
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

var unrealized = readStems(`postpone delay cancel plan demand propose reject refuse oppose prevent block threaten promise announce suspend discuss`)

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
		if p.context >= most-0.3 && !overclaims(w.mode, t.mode, c.claim.past(at)) {
			return false
		}
	}
	return len(pairs) > 0
}

// asserted are the words of the evidence that say that something happens, as the
// claim does; its own forms where there are any. A noun is sure of nothing.
func (c *comparison) asserted(item int) []pair {
	var own, kin []pair
	for _, p := range c.pairs(item, 0.7) {
		e := c.evidence[p.sentence].Sentence
		t := &e.words[p.to]
		w := &c.claim.words[p.at]
		switch {
		case !e.happens(p.to) && (t.mode < intended || e.nominal(p.to)):
		case t.Stem == w.Stem:
			own = append(own, p)
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
		if d := w.clause - clause; d >= -1 && d <= 1 && (w.mode == possible || w.mode == ifSo || openings[w.Stem]) {
			return true
		}
	}
	return false
}

var openings = readStems(`possible possibility fear hope want expect plan intend aim chance risk consider uncertain unclear propose perhaps probably`)

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

// past tells whether a word is told as done: "has signed", "did sign".
func (s *Sentence) past(i int) bool {
	for j := i - 1; j >= max(0, i-2); j-- {
		if perfects[s.words[j].Word] {
			return true
		}
	}
	return false
}

var perfects = map[string]bool{"has": true, "have": true, "had": true, "did": true}

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
