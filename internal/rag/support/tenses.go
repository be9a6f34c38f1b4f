package support

import (
	"slices"
	"strings"
)

// tenses finds what the claim tells of the future and the evidence as done: "will be
// modernized" against "had been modernized".
func (c *comparison) tenses() {
	for n, it := range c.items {
		w := &c.claim.words[it.at]
		if it.kind != wordItem || w.mode != coming || w.weak || w.denied || !c.claim.verbal(it.at) || c.claim.hedged(it.clause) {
			continue
		}
		pairs := c.pairs(n, 0.95)
		done := func(p pair) bool {
			e := c.evidence[p.sentence].Sentence
			return e.words[p.to].mode == plainly && e.completed(p.to)
		}
		if len(pairs) > 0 && !slices.ContainsFunc(pairs, func(p pair) bool { return !done(p) }) {
			c.fault(Certainty, it.at, 0.4, true)
		}
	}
}

// completed tells whether a verb is told as done before the time of telling: "has
// been sold", "was sold".
func (s *Sentence) completed(i int) bool {
	if w := s.words[i].Word; !strings.HasSuffix(w, "ed") && !irregularPast(w) {
		return false
	}
	for j := i - 1; j >= max(0, i-3) && s.gaps[j+1] < comma; j-- {
		switch w := s.words[j].Word; {
		case w == "had" || w == "has" || w == "have" || w == "was" || w == "were":
			return true
		case w != "been" && !isAdverb(w):
			return false
		}
	}
	return false
}
