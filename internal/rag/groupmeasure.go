package rag

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"talksbot/internal/corpus"
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
// one thing.
func (s *Snapshot) numberDifferences() []difference {
	all, related := s.measures(), s.relatives()
	var pairs [][2]int
	values := map[int]map[string]bool{} // of those that no name ties to one thing
	for _, pair := range pairsOf(all) {
		a, b := all[pair[0]], all[pair[1]]
		if !a.contradicts(b) {
			continue
		}
		if !shareOne(a.ties, b.ties) {
			addValue(values, pair[0], b.text)
			addValue(values, pair[1], a.text)
		}
		if (shareOne(a.ties, b.ties) || a.dated() && b.dated()) && related.articles(a.quote.article, b.quote.article) {
			pairs = append(pairs, pair)
		}
	}
	told, said := map[[2]quote]bool{}, map[string]bool{}
	var out []difference
	for _, pair := range pairs {
		a, b := all[pair[0]], all[pair[1]]
		if max(len(values[pair[0]]), len(values[pair[1]])) > mostValues || told[[2]quote{a.quote, b.quote}] || len(out) >= mostGroups {
			continue
		}
		told[[2]quote{a.quote, b.quote}] = true
		if said[a.text+"\x00"+b.text] || said[b.text+"\x00"+a.text] {
			continue
		}
		said[a.text+"\x00"+b.text] = true
		if newestFirst(a.quote.article.Published, b.quote.article.Published) > 0 {
			a, b = b, a
		}
		out = append(out, difference{
			name: a.text + " or " + b.text, about: a.about(), how: howFar(a.quote.article, b.quote.article),
			newer: foundPoint{quotes: []quote{a.quote}, date: a.day}, older: foundPoint{quotes: []quote{b.quote}, date: b.day},
		})
	}
	return out
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

// relatives tells which articles are about one matter, by the names in them.
type relatives struct {
	*Snapshot
	byArticle map[string][]int          // the places of an article's names, in order
	leading   map[*corpus.Article][]int // those that it has most often, of articles asked about
}

// How many of the names of the article that has fewer another must have.
const (
	relatedShare = 0.3
	relatedNames = 2
	leadingNames = 2 // of these another must have one
	// wideNames is in how large a part of the articles a name may be to relate
	// two of them, in collections that are not small.
	wideNames   = 0.1
	smallEnough = 30
)

func (s *Snapshot) relatives() relatives {
	r := relatives{s, map[string][]int{}, map[*corpus.Article][]int{}}
	for i, e := range s.names.entities {
		if n := len(s.articles); n > smallEnough && float64(len(e.Articles)) > wideNames*float64(n) {
			continue
		}
		for _, id := range e.Articles {
			r.byArticle[id] = append(r.byArticle[id], i)
		}
	}
	return r
}

// articles tells whether two articles share enough names, and those that either
// has most often.
func (r relatives) articles(a, b *corpus.Article) bool {
	x, y, shared := r.byArticle[a.ID], r.byArticle[b.ID], 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			i, j, shared = i+1, j+1, shared+1
		case x[i] < y[j]:
			i++
		default:
			j++
		}
	}
	return shared >= relatedNames && float64(shared) >= relatedShare*float64(min(len(x), len(y))) &&
		r.leads(a, b) && r.leads(b, a)
}

// leads tells whether one of the names that an article has most often is in
// another.
func (r relatives) leads(a, b *corpus.Article) bool {
	leading := r.leadingOf(a)
	return len(leading) == 0 || slices.ContainsFunc(leading, func(i int) bool { return slices.Contains(r.entities()[i].Articles, b.ID) })
}

func (r relatives) entities() []Entity { return r.Snapshot.names.entities }

// leadingOf are the names, countries apart, that an article has most often.
func (r relatives) leadingOf(a *corpus.Article) []int {
	if all, ok := r.leading[a]; ok {
		return all
	}
	counts := map[int]int{}
	for _, p := range r.of[a] {
		tokens := r.index.Tokens(r.byName[p.ID])
		for _, m := range r.Snapshot.names.mentions(a.Quote(p.Span), tokens) {
			if i, ok := r.Snapshot.names.entityAt[phrase(tokens[m.From:m.To])]; ok && r.entities()[i].Country == "" {
				counts[i]++
			}
		}
	}
	all := slices.SortedFunc(maps.Keys(counts), func(i, j int) int { return cmp.Or(cmp.Compare(counts[j], counts[i]), cmp.Compare(i, j)) })
	all = all[:min(len(all), leadingNames)]
	r.leading[a] = all
	return all
}

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
		return "day"
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
