package support

import (
	"math"
	"slices"
)

// days finds dates that the evidence does not have, or not of what is claimed.
func (c *comparison) days() {
	for n, it := range c.items {
		if it.kind != dayItem {
			continue
		}
		d := c.claim.days[it.of]
		if c.have[n] > 0 {
			if c.have[n] <= excepted {
				c.fault(Day, it.at, 0.3, true)
			} else if c.have[n] <= fromElsewhere {
				c.fault(Apart, it.at, 0.5, false)
			}
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

// fromDays is the same for days: "from Monday to Friday".
func (c *comparison) fromDays() {
	for _, it := range c.items {
		if it.kind != dayItem || c.claim.prepBefore(it.at) != "from" {
			continue
		}
		e := c.evidence[c.carrier(c.chosen, it.clause)].Sentence
		for _, b := range e.days {
			if e.prepBefore(b.from) == "from" && compare(c.claim.days[it.of], c.claim.Published, b, e.Published) == collide && c.claim.gives(b, e) {
				c.fault(Day, it.at, 0.3, true)
			}
		}
	}
}
