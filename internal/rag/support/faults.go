package support

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
	c.compared()
	c.directions()
	c.fromDays()
	c.subjects()
	c.deeds()
	c.offices()
	c.appositions()
	c.tenses()
	c.quantifiers()
	c.ranks()
	c.slots()
	c.exclusives()
	c.added()
	c.annulled()
	c.scopes()
	c.again()
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
		if f := &c.found[i]; f.Kind == k || f.Claimed == claimed && unsaidWord(k) && unsaidWord(f.Kind) { // one of a kind counts, the gravest
			if factor < f.Factor {
				f.Factor, f.Claimed, f.Sentence = factor, claimed, shows
			}
			f.Contrary = f.Contrary || contrary
			return
		}
	}
	c.found = append(c.found, Fault{k, claimed, factor, contrary, shows})
}

// unsaidWord tells whether a fault is that the evidence has no word of the claim.
func unsaidWord(k Kind) bool { return k == Word || k == Deed }

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

// part is the share of some items that a sentence has.
func (c *comparison) part(sentence int, of func(item int) bool) float64 {
	have, all := 0.0, 0.0
	for n, it := range c.items {
		if of(n) {
			all += it.weight
			have += it.weight * c.value(sentence, n)
		}
	}
	if all == 0 {
		return 0
	}
	return have / all
}

// plain tells whether an item is no name and no word that says little.
func (c *comparison) plain(n int) bool {
	return c.items[n].kind != nameItem && !c.claim.words[c.items[n].at].weak
}

// clauseIn is the share of a clause of the claim that a sentence has.
func (c *comparison) clauseIn(sentence, clause int) float64 {
	return c.part(sentence, func(n int) bool { return c.items[n].clause == clause })
}

// meet tells whether two parts have a name in common.
func (c *comparison) meet(p part, e *Sentence, q part) bool {
	for _, m := range p.names {
		for _, n := range q.names {
			if same(c.k, c.claim, c.claim.names[m], e, e.names[n]) {
				return true
			}
		}
	}
	return false
}

func (s *Sentence) all() part {
	p := part{names: make([]int, len(s.names))}
	for i := range p.names {
		p.names[i] = i
	}
	return p
}
