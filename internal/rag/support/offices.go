package support

import (
	"slices"
	"strings"
)

// offices finds a title that the evidence gives to somebody else.
func (c *comparison) offices() {
	for n := range c.claim.names {
		title := c.claim.title(n)
		if len(title) == 0 || !c.titled(n, title) {
			continue
		}
		c.fault(Role, c.claim.names[n].from, 0.3, true)
	}
}

// appositions finds what the claim says that somebody is and the evidence says of
// another: "the top seed, Lee".
func (c *comparison) appositions() {
	for n, it := range c.items {
		if it.kind != wordItem {
			continue
		}
		who := c.claim.whoIs(it.at)
		if who < 0 {
			continue
		}
		i := c.carrier(c.chosen, it.clause)
		e := c.evidence[i].Sentence
		for _, m := range c.matches[i][n] {
			if next := m.at + 1; m.value >= surely && next < len(e.words) && (e.gaps[next] <= comma && e.definite(m.at) || e.labels(m.at)) && e.words[next].name >= 0 &&
				!same(c.k, c.claim, c.claim.names[who], e, e.names[e.words[next].name]) {
				c.fault(Role, it.at, 0.35, true)
			}
		}
	}
}

// labels tells whether a word says what the one behind it is: "Publisher: Ann Lee".
func (s *Sentence) labels(i int) bool {
	return i+1 < len(s.words) && (i == 0 || s.gaps[i] == stop) && strings.HasPrefix(s.Text[s.words[i].End:], ": ")
}

// whoIs is the name of which a sentence says that it is the noun at a place: "Lee is the
// top seed"; -1 for none.
func (s *Sentence) whoIs(i int) int {
	for j := i - 1; j > 0 && s.gaps[j+1] < comma; j-- {
		switch w := &s.words[j]; {
		case w.Word == "is" || w.Word == "was":
			if n := s.words[j-1].name; n >= 0 && (s.names[n].from == 0 || !prepositions[s.words[s.names[n].from-1].Word]) {
				return n
			}
			return -1
		case w.Stop && !determiners[w.Word], w.name >= 0:
			return -1
		}
	}
	return -1
}

// titled tells whether the evidence gives a title to another, and another title,
// or none, to the name of the claim.
func (c *comparison) titled(claimed int, title []string) bool {
	other, own := false, false
	for _, i := range c.chosen {
		e := c.evidence[i].Sentence
		for m := range e.names {
			have := e.title(m)
			if same(c.k, c.claim, c.claim.names[claimed], e, e.names[m]) {
				own = true
				if contains(have, title) {
					return false
				}
			} else if len(have) > 0 && contains(have, title) {
				other = true
			}
		}
	}
	return other && own
}

func contains(all, some []string) bool {
	for _, s := range some {
		if !slices.Contains(all, s) {
			return false
		}
	}
	return true
}

// title are the stems of the office that stands before a name, or behind it in
// apposition or as what it is: "the prime minister, Ann Lee", "Lee is the mayor".
func (s *Sentence) title(n int) []string {
	var title []string
	from := s.names[n].from
	for i := from - 1; i >= 0 && i >= from-5 && s.gaps[i+1] <= comma && titles[s.words[i].Stem]; i-- {
		title = append(title, s.words[i].Stem)
	}
	if len(title) > 0 {
		return title
	}
	to := s.names[n].to
	for to < len(s.words) && s.gaps[to] <= comma && (s.words[to].Word == "is" || s.words[to].Word == "was" || determiners[s.words[to].Word]) {
		to++
	}
	if to == s.names[n].to && (to >= len(s.words) || s.gaps[to] != comma) {
		return nil
	}
	for i := to; i < len(s.words) && s.gaps[i] < comma || i == to && i < len(s.words); i++ {
		if s.words[i].name >= 0 {
			if len(title) > 0 {
				break
			}
			continue
		}
		if !titles[s.words[i].Stem] {
			break
		}
		title = append(title, s.words[i].Stem)
	}
	return title
}
