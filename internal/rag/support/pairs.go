package support

import (
	"slices"
)

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

func (s *Sentence) hasStem(stem string) bool {
	return slices.ContainsFunc(s.words, func(w word) bool { return w.Stem == stem })
}
