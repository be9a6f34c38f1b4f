package support

import (
	"slices"
	"strings"
)

// rivals tells whether two words are different members of one set, such as the
// seasons: what is one of them is not the other.
func rivals(a, b string) bool {
	i, ok := exclusive[a]
	if !ok {
		return false
	}
	j, ok := exclusive[b]
	return ok && i.set == j.set && i.member != j.member
}

// exclusives finds words in whose stead the evidence has another of their set.
func (c *comparison) exclusives() {
	for n, it := range c.items {
		w := &c.claim.words[it.at]
		if _, ok := exclusive[w.Word]; !ok || it.kind != wordItem || c.have[n] > contrary {
			continue
		}
		e := c.evidence[c.carrier(c.chosen, it.clause)].Sentence
		if slices.ContainsFunc(e.words, func(t word) bool { return rivals(w.Word, t.Word) }) {
			c.fault(Word, it.at, 0.4, true)
		}
	}
}

// member is a place in a set whose members exclude each other.
type member struct{ set, member int }

var exclusive = readExclusive(`
spring springtime, summer, autumn fall, winter wintertime
morning dawn sunrise daybreak, noon midday lunchtime, afternoon, evening dusk sunset, night midnight overnight nighttime
double doubled doubles doubling twofold, triple tripled triples tripling threefold, quadruple quadrupled fourfold, halve halved halves halving
dozens, hundreds, thousands, millions, billions
daily, weekly, monthly, quarterly, yearly annually annual
gold golden, silver, bronze
red, blue, green, yellow, black, white, orange, purple, brown, grey gray, pink
left, right
upper, lower
son sons, daughter daughters
father, mother
brother brothers, sister sisters
husband, wife
uncle, aunt
boy boys, girl girls
king, queen
hydrogen, diesel, petrol gasoline, kerosene, coal, gas methane, oil, uranium
minute minutes, hour hours, day days, week weeks, month months, year years, decade decades, century centuries
northern north, southern south, eastern east, western west
metre metres meter meters, kilometre kilometres kilometer kilometers, mile miles, centimetre centimetres
postpone postpones postponed postponing delay delays delayed, cancel cancels cancelled canceled cancelling scrap scraps scrapped
heart, kidney, liver, lung, brain
`)

func readExclusive(text string) map[string]member {
	out := map[string]member{}
	for n, line := range strings.Split(strings.TrimSpace(text), "\n") {
		for m, words := range strings.Split(line, ",") {
			for word := range strings.FieldsSeq(words) {
				if _, ok := out[word]; !ok {
					out[word] = member{n, m}
				}
			}
		}
	}
	return out
}
