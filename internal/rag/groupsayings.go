package rag

import (
	"cmp"
	"slices"
	"strings"

	"talksbot/internal/rag/lexical"
)

// sayings are what a sentence speaks of: of each token its key, "" for those
// that tell nothing.
type sayings struct {
	tokens []lexical.Token
	keys   []string
	names  []string
	ties   []string
	weight []float64 // of each key
}

// sayingsOf reads a sentence. Who only says it does not count, nor the verb of
// speech.
func (s *Snapshot) sayingsOf(text string, tokens []lexical.Token) *sayings {
	r := &sayings{tokens: tokens, keys: make([]string, len(tokens)), weight: make([]float64, len(tokens))}
	for i, t := range tokens {
		if !t.Stop && !t.Number && !speech[t.Stem] && !calendar[t.Word] && numerals[t.Word] == 0 && multiples[t.Word] == 0 {
			r.keys[i], r.weight[i] = t.Stem, s.index.IDF(t.Stem)
		}
	}
	mentions := s.names.mentions(text, tokens)
	name := func(from, to int, key string, isCountry bool) {
		for i := from; i < to; i++ {
			r.keys[i] = ""
		}
		if key != "" {
			r.keys[from], r.weight[from] = key, s.index.IDF(tokens[to-1].Stem)
			r.names = append(r.names, key)
			if !isCountry {
				r.ties = append(r.ties, key)
			}
		}
	}
	for _, m := range mentions {
		if calendar[tokens[m.To-1].Word] {
			continue
		}
		key, e := "@"+phrase(tokens[m.From:m.To]), s.names.entity(tokens[m.From:m.To])
		if e != nil {
			key = "@" + cmp.Or(e.Country, e.Name)
			if e.Kind == Person {
				key = "@" + e.Name
			}
		}
		if r.speaks(m.Office, m.To) {
			key = ""
		}
		name(m.Office, m.To, key, e != nil && e.Country != "" && e.Kind != Person)
	}
	for _, c := range countriesIn(tokens, mentions) {
		key := "@" + c.name
		if r.speaks(c.from, c.to) {
			key = ""
		}
		name(c.from, c.to, key, true)
	}
	return r
}

// speaks tells whether tokens are who says what the sentence tells.
func (r *sayings) speaks(from, to int) bool {
	if to < len(r.tokens) && speech[r.tokens[to].Stem] && !r.tokens[to].Upper {
		return true
	}
	return from > 0 && (speech[r.tokens[from-1].Stem] || from > 1 && r.tokens[from-1].Word == "to" && r.tokens[from-2].Word == "according")
}

// told tells whether a day is that on which something was said.
func (r *sayings) told(from, to int) bool {
	for i := max(0, from-5); i < min(len(r.tokens), to+3); i++ {
		if speech[r.tokens[i].Stem] {
			return true
		}
	}
	return false
}

// nearMost is how many words to each side of a number count as beside it. What
// happens on a day stands right beside it.
const (
	nearMost = 3
	nearDay  = 1
)

// measure is an amount with what the sentence says of it.
func (r *sayings) measure(a amount, q quote) *measure {
	m := &measure{amount: a, quote: q, names: slices.Clone(r.names), ties: slices.Clone(r.ties), heavy: map[string]float64{}}
	add := func(i int) {
		key, w := r.keys[i], r.weight[i]
		if key == "" || m.heavy[key] > 0 || strings.Contains(" "+a.unit+" ", " "+key+" ") {
			return
		}
		m.heavy[key] = w
		m.total += w
		m.keys = append(m.keys, key)
	}
	for i, t := range r.tokens {
		if i >= a.from && i < a.to {
			continue
		}
		add(i)
		if t.Number && isYear(t.Word) {
			m.years = append(m.years, t.Word)
		}
	}
	most := nearMost
	if a.unit == dayUnit {
		most = nearDay
	}
	beside := func(i, step int) {
		for n := 0; i >= 0 && i < len(r.keys) && n < most; i += step {
			if r.keys[i] != "" {
				m.near = append(m.near, r.keys[i])
				n++
			}
		}
	}
	beside(a.from-1, -1)
	beside(a.to, 1)
	return m
}
