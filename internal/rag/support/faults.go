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
	if c.claim.shape.personal {
		c.fault(Form, 0, 0.4, false)
	}
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
			distance := math.Abs(float64(m.at - at))
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
		if turned && t.Stem == w.Stem && (w.denied && t.mode >= intended && c.evidence[p.sentence].negativeBeside(p.to) || c.moved(p)) {
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
			if !t.denied || t.name >= 0 && !t.undone || c.matched(i, j) {
				continue
			}
			for clause := 0; clause <= c.claim.lastClause(); clause++ {
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

var negatives = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`skip miss absent absenc away refus declin reject fail avoid deni without out unlik dismiss oppos veto
 boycott abstain lack neither nor none nobodi only withdraw cancel wrong fals`) {
		m[w] = true
	}
	return m
}()

// certainty finds words that the claim is surer of than its source.
func (c *comparison) certainty() {
	for n, it := range c.items {
		if it.kind == wordItem && !c.claim.words[it.at].weak && c.claim.happens(it.at) && !c.claim.hedged(it.clause) && c.surer(n) {
			c.fault(Certainty, it.at, 0.4, false)
		}
	}
	c.condition()
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
		if !e.happens(p.to) && !(t.mode >= intended && strings.HasSuffix(t.Word, "ing")) {
			continue
		}
		if t.Stem == c.claim.words[p.at].Stem {
			own = append(own, p)
		} else {
			kin = append(kin, p)
		}
	}
	if len(own) > 0 {
		return own
	}
	return kin
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
		case filling[w.Word] && !w.Stop:
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
	e := c.evidence[c.chosen[0]].Sentence
	if !e.conditional() {
		return
	}
	if c.claim.unconditional() {
		c.fault(Certainty, 0, 0.15, true)
		return
	}
	for n, it := range c.items {
		if w := &c.claim.words[it.at]; it.kind == wordItem && c.have[n] >= 0.7 && w.mode == coming && c.value(c.chosen[0], n) >= 0.7 {
			c.fault(Certainty, it.at, 0.5, false)
		}
	}
}
