package support

import (
	"slices"
)

// apart finds names whose clause is carried by a sentence that does not have
// them, and has nothing to do with the one that has.
func (c *comparison) apart() {
	for n, it := range c.items {
		if it.kind != nameItem || c.have[n] < 0.6 {
			continue
		}
		others := func(m int) bool { return m != n && c.items[m].clause == it.clause }
		here, anywhere := 0.0, 0.0
		for _, i := range c.chosen {
			anywhere = max(anywhere, c.part(i, others))
			if c.near(i, n) {
				here = max(here, c.linkedPart(i, others))
			}
		}
		if anywhere > 0 && here < 0.7*anywhere && !c.attribute(n) {
			c.fault(Apart, it.at, 0.4, false)
		}
	}
}

// linkedPart is part, with the one noun or name that a sentence may go on from: "It"
// stands for no more.
func (c *comparison) linkedPart(sentence int, of func(item int) bool) float64 {
	have, all, borrowed := 0.0, 0.0, 0.0
	for n, it := range c.items {
		if !of(n) {
			continue
		}
		own := c.value(sentence, n)
		if own == contrary {
			own = 1 // its opposite is about the same
		}
		all += it.weight
		have += it.weight * own
		if it.kind > nameItem || c.claim.verbal(it.at) {
			continue
		}
		for _, i := range c.chosen {
			if i < sentence && c.linked(i, sentence) {
				borrowed = max(borrowed, it.weight*(c.value(i, n)-own))
			}
		}
	}
	if all == 0 {
		return 0
	}
	return (have + borrowed) / all
}

// attribute tells whether a name stands with one that the sentence has which carries
// the clause: "Lee of Ruritania", so that Lee may be called Ruritanian elsewhere.
func (c *comparison) attribute(item int) bool {
	carrier := c.evidence[c.carrier(c.chosen, c.items[item].clause)].Sentence
	for _, i := range c.chosen {
		e := c.evidence[i].Sentence
		for m := range e.names {
			if !same(c.k, c.claim, c.claim.names[c.items[item].of], e, e.names[m]) {
				continue
			}
			for o := range e.names {
				if o != m && e.names[o].country == "" && e.together(min(o, m), max(o, m)) && slices.ContainsFunc(carrier.names, func(n name) bool { return same(c.k, e, e.names[o], carrier, n) }) {
					return true
				}
			}
		}
	}
	return false
}

// together tells whether nothing but "of" and titles stands between two names.
func (s *Sentence) together(a, b int) bool {
	if b != a+1 {
		return false
	}
	of := false
	for i := s.names[a].to; i < s.names[b].from; i++ {
		of = of || s.words[i].Word == "of"
		if s.gaps[i] > comma || s.words[i].Word != "of" && s.words[i].Word != "the" && !titles[s.words[i].Stem] {
			return false
		}
	}
	return of || s.names[b].from > s.names[a].to
}

// near tells whether a sentence has an item, or one beside it that it may go on
// from.
func (c *comparison) near(sentence, item int) bool {
	if c.value(sentence, item) >= 0.6 {
		return true
	}
	for _, i := range c.chosen {
		if i != sentence && c.beside(i, sentence) && i < sentence && c.value(i, item) >= 0.6 && c.evidence[sentence].refers() {
			return true
		}
	}
	return false
}

// refers tells whether a sentence leans on what stands before it.
func (s *Sentence) refers() bool {
	if s.brief() {
		return true
	}
	for i, w := range s.words {
		if pronouns[w.Word] || i == 0 && w.Word == "the" && (len(s.names) == 0 || s.names[0].from > 3) {
			return true
		}
	}
	return false
}

// brief tells whether a sentence says so little that it goes on with the one before:
// "Nobody was hurt."
func (s *Sentence) brief() bool {
	weighty := 0
	for i := range s.words {
		if s.words[i].name >= 0 {
			return false
		}
		if s.words[i].weighty() {
			weighty++
		}
	}
	return weighty < 3
}

var pronouns = readWords(`he she it they him her them his its their this that these those such both`)
