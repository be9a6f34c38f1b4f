package rag

import (
	"cmp"
	"slices"
	"strings"

	"talksbot/internal/days"
	"talksbot/internal/rag/lexical"
)

// measure is a number with what it counts, or a day, and what the sentence says
// of it.
type measure struct {
	amount
	text  string // as it stands there
	day   string // of a day; "" of a number
	quote quote
	keys  []string           // what the sentence speaks of: stems, and names by whose they are; in order
	near  []string           // those beside it
	names []string           // the names among the keys
	ties  []string           // of these, those of no country
	heavy map[string]float64 // how much each key tells
	total float64
	years []string // beside it
	on    string   // the day that the sentence names beside a number; "" for none
}

// dayUnit is what days count as.
const dayUnit = "\x00day"

// How alike two sentences must be to speak of one thing: the share of what the
// shorter tells that both have, and the number of words.
const (
	oneSubject    = 0.5
	sameMeasured  = 0.6
	sameDated     = 0.75
	wordsInCommon = 3
	blockKeys     = 6
	blockMost     = 48
)

// numberDifferences are the numbers and days that articles give differently for
// one thing, the newest first.
func (s *Snapshot) numberDifferences() []difference {
	all := s.measures()
	seen := map[[2]quote]bool{}
	said := map[string]bool{}
	var out []difference
	for _, pair := range s.contradictions(all) {
		a, b := all[pair[0]], all[pair[1]]
		if newestFirst(a.quote.article.Published, b.quote.article.Published) > 0 {
			a, b = b, a
		}
		quotes, values := [2]quote{a.quote, b.quote}, a.text+" or "+b.text
		if seen[quotes] || said[values] {
			continue
		}
		seen[quotes], said[values] = true, true
		out = append(out, difference{
			name: values, about: a.about(), how: howFar(a.quote.article, b.quote.article),
			newer: foundPoint{quotes: []quote{a.quote}, date: a.day}, older: foundPoint{quotes: []quote{b.quote}, date: b.day},
		})
	}
	slices.SortStableFunc(out, func(a, b difference) int { return byNewest(a.newer, b.newer) })
	return out
}

// contradictions are the pairs of which both cannot be so.
func (s *Snapshot) contradictions(all []*measure) [][2]int {
	related := s.relatives()
	values := map[int]map[string]bool{} // of those that no name ties to one thing
	var pairs [][2]int
	for _, pair := range pairsOf(all) {
		a, b := all[pair[0]], all[pair[1]]
		if !a.contradicts(b) {
			continue
		}
		tied := shareOne(a.ties, b.ties)
		if !tied {
			addValue(values, pair[0], b.text)
			addValue(values, pair[1], a.text)
		}
		if (tied || a.dated() && b.dated()) && related.articles(a.quote.article, b.quote.article) {
			pairs = append(pairs, pair)
		}
	}
	return slices.DeleteFunc(pairs, func(pair [2]int) bool {
		return max(len(values[pair[0]]), len(values[pair[1]])) > mostValues
	})
}

func addValue(values map[int]map[string]bool, of int, value string) {
	if values[of] == nil {
		values[of] = map[string]bool{}
	}
	values[of][value] = true
}

// mostValues is how many other values there may be for what is the same by its
// words alone: where there are more, these are many things of one kind.
const mostValues = 2

// pairsOf are the places of those that may speak of one thing: they count the
// same, and share one of the words that tell most.
func pairsOf(all []*measure) [][2]int {
	blocks := map[string][]int{}
	for i, m := range all {
		keys := slices.Clone(m.keys)
		slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(m.heavy[b], m.heavy[a]) })
		for _, k := range keys[:min(len(keys), blockKeys)] {
			blocks[m.unit+"\x00"+k] = append(blocks[m.unit+"\x00"+k], i)
		}
	}
	seen := map[[2]int]bool{}
	var pairs [][2]int
	for _, block := range blocks {
		if len(block) > blockMost {
			continue // a word that many have tells nothing apart
		}
		for n, i := range block {
			for _, j := range block[:n] {
				if pair := [2]int{j, i}; !seen[pair] && all[i].quote.article != all[j].quote.article {
					seen[pair] = true
					pairs = append(pairs, pair)
				}
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return pairs
}

// contradicts tells whether two measures are of one thing, and cannot both be
// so.
func (m *measure) contradicts(o *measure) bool {
	if m.day != "" && m.day == o.day || m.day == "" && !m.differs(o.amount) || m.on != "" && o.on != "" && m.on != o.on {
		return false
	}
	if alien(m.names, o.names) || alien(m.years, o.years) || !shareOne(m.near, o.near) {
		return false
	}
	n, both := 0, 0.0
	for _, k := range m.keys {
		if w, ok := o.heavy[k]; ok {
			n++
			both += w
		}
	}
	least := oneSubject
	switch {
	case m.day != "":
		least = sameDated
	case m.measured:
		least = sameMeasured
	}
	return n >= wordsInCommon && both >= least*min(m.total, o.total)
}

// alien tells whether each of two has a name that the other has not.
func alien(a, b []string) bool { return !subset(a, b) && !subset(b, a) }

func subset(a, b []string) bool {
	return !slices.ContainsFunc(a, func(x string) bool { return !slices.Contains(b, x) })
}

func shareOne(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// dated tells whether its article has a date. Of others, only names tell whether
// they speak of one thing.
func (m *measure) dated() bool { return !m.quote.article.Published.IsZero() }

func (m *measure) about() string {
	if m.day != "" {
		return aboutDay
	}
	return "number"
}

// measures are those of all articles, the oldest article first.
func (s *Snapshot) measures() []*measure {
	named := map[quote][]days.Mention{}
	for _, e := range s.ground.events() {
		named[e.quote] = append(named[e.quote], e.Mention)
	}
	var all []*measure
	for doc := range s.passages {
		p := &s.passages[doc]
		text, tokens := p.Article.Quote(p.Span), s.index.Tokens(doc)
		for _, span := range p.Sentences {
			from, to := firstToken(tokens, span.Start-p.Start), firstToken(tokens, span.End-p.Start)
			q := quote{p.Article, span}
			all = append(all, s.measuresOf(q, text, tokens[from:to], span.Start-p.Start, named[q])...)
		}
	}
	return all
}

// measuresOf are those of one sentence, which begins at a byte of the text and
// names some times.
func (s *Snapshot) measuresOf(q quote, text string, tokens []lexical.Token, start int, named []days.Mention) []*measure {
	var amounts []amount
	for i := 0; i < len(tokens); i++ {
		if n, ok := amountAt(text, tokens, i); ok {
			amounts = append(amounts, n)
			i = n.to - 1
		}
	}
	if len(amounts) == 0 && len(named) != 1 {
		return nil
	}
	var out []*measure
	var r *sayings
	for _, n := range amounts {
		if countsAgain(amounts, n) {
			continue
		}
		if slices.ContainsFunc(named, func(d days.Mention) bool {
			return tokens[n.from].Start < start+d.End && start+d.Start < tokens[n.to-1].End
		}) {
			continue
		}
		if r == nil {
			r = s.sayingsOf(text, tokens)
		}
		m := r.measure(n, q)
		m.text = strings.Join(strings.Fields(text[tokens[n.from].Start:tokens[n.to-1].End]), " ")
		if len(named) == 1 {
			m.on = named[0].Key()
		}
		out = append(out, m)
	}
	if len(named) == 1 && named[0].Unit == days.Day {
		from, to := firstToken(tokens, start+named[0].Start), firstToken(tokens, start+named[0].End)
		if r == nil {
			r = s.sayingsOf(text, tokens)
		}
		if from < to && !r.told(from, to) {
			m := r.measure(amount{from: from, to: to, unit: dayUnit, measured: true}, q)
			m.day, m.text = named[0].Key(), named[0].String()
			out = append(out, m)
		}
	}
	return out
}

// countsAgain tells whether a sentence has more than one amount of a unit: it is
// hard to tell which is of what.
func countsAgain(all []amount, a amount) bool {
	return slices.ContainsFunc(all, func(o amount) bool { return o.unit == a.unit && o.from != a.from })
}
