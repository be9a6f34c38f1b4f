package support

import "slices"

// extent is how much of a group a word says.
type extent int

const (
	unsaid extent = iota
	none
	few
	some
	many
	most
	all
)

// extents are the words that say so before a noun.
var extents = map[string]extent{
	"no": none, "none": none, "neither": none,
	"few": few, "some": some, "several": some, "many": many, "numerous": many,
	"most": most, "majority": most,
	"all": all, "every": all, "each": all, "both": all, "entire": all, "whole": all,
}

// quantifiers finds "some" where the evidence has "all", and the like.
func (c *comparison) quantifiers() {
	for n, it := range c.items {
		if it.kind != wordItem {
			continue
		}
		claimed := c.claim.extentOf(it.at)
		if claimed == unsaid {
			continue
		}
		found, seen := false, false
		own := c.carrier(c.chosen, it.clause)
		for _, p := range c.pairs(n, 0.75) {
			if p.sentence != own {
				continue
			}
			seen = true
			x := c.evidence[p.sentence].extentOf(p.to)
			if x == unsaid || x == none || claimed == none || near(x, claimed) { // denials are another matter
				found = true
				break
			}
		}
		if !found && seen {
			c.fault(Amount, it.at, 0.4, true)
		}
	}
}

// near tells whether two extents may be one: "some" and "many", not "some" and "all".
func near(a, b extent) bool {
	return a == b || a == some && b == many || a == many && b == some || a == few && b == some || a == some && b == few
}

// extentOf is what stands before a noun within its phrase: "all the old mines".
func (s *Sentence) extentOf(i int) extent {
	for j := i - 1; j >= max(0, i-4) && s.gaps[j+1] < comma; j-- {
		w := &s.words[j]
		if x, ok := extents[w.Word]; ok && !(x < many && s.counted(j+1)) && !(w.Word == "most" && j > 0 && s.words[j-1].Word == "the") {
			if j+2 < len(s.words) && s.words[j+1].Word == "but" {
				return most // "all but three"
			}
			return x
		}
		if w.Stop && w.Word != "of" && !determiners[w.Word] {
			return unsaid
		}
	}
	return unsaid
}

// counted tells whether a number begins at a word: "some 300".
func (s *Sentence) counted(i int) bool {
	return slices.ContainsFunc(s.amounts, func(a amount) bool { return a.from == i })
}

// ranks finds the best or worst of a claim that is the second best in the evidence, and
// the other way round.
func (c *comparison) ranks() {
	for n, it := range c.items {
		if it.kind != wordItem || !superlative(c.claim.words[it.at].Word) {
			continue
		}
		claimed := c.claim.ranked(it.at)
		if pairs := c.pairs(n, 0.95); len(pairs) > 0 && !slices.ContainsFunc(pairs, func(p pair) bool {
			return c.evidence[p.sentence].ranked(p.to) == claimed
		}) {
			c.fault(Amount, it.at, 0.35, true)
		}
	}
}

// ranked is the word before a superlative that counts down: "second", "third"; "" for
// none.
func (s *Sentence) ranked(i int) string {
	if i == 0 {
		return ""
	}
	w := s.words[i-1].Word
	if _, ok := ordinals[w]; ok || w == "second" {
		return w
	}
	return ""
}
