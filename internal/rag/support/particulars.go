package support

import (
	"slices"
)

// names finds names that the evidence does not have.
func (c *comparison) names() {
	for n, it := range c.items {
		if it.kind != nameItem || c.have[n] >= 0.6 || c.attribute(n) && !c.misnamed(n) {
			continue
		}
		c.fault(Name, it.at, 0.3, c.hasOther(n))
	}
}

// misnamed tells whether the evidence has the surname of a full name of the claim, but
// only with another given name before it.
func (c *comparison) misnamed(item int) bool {
	n := c.claim.names[c.items[item].of]
	if n.to-n.from < 2 || n.country != "" {
		return false
	}
	other := false
	for _, i := range c.chosen {
		e := c.evidence[i].Sentence
		for _, m := range e.names {
			if !c.lastIs(n, e, m) {
				continue
			}
			if m.to-m.from < 2 || c.nameLike(n, e, m) >= partOfName {
				return false
			}
			other = true
		}
	}
	return other
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
		case c.ofOthers(n, a):
			c.fault(Amount, it.at, 0.35, true)
		case c.have[n] < 0.8 && c.countsElse(a):
			c.fault(Amount, it.at, 0.3, true)
		case c.bounded(a):
			c.fault(Amount, it.at, 0.35, true)
		}
	}
}

// ofOthers tells whether the sentence that carries the clause of a number has another
// number of the same things, and only another sentence the claim's.
func (c *comparison) ofOthers(item int, a amount) bool {
	own := c.carrier(c.chosen, c.items[item].clause)
	if c.value(own, item) > 0 {
		return false
	}
	return slices.ContainsFunc(c.evidence[own].amounts, func(b amount) bool {
		return !b.ordinal && !a.ordinal && b.times == a.times && (b.unit == a.unit || b.unit == "" && b.to-b.from > 1) &&
			!slices.ContainsFunc(c.claim.amounts, func(d amount) bool { return equal(d, b) })
	})
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
