package support

import (
	"math"
	"slices"
	"strings"

	"talksbot/internal/world"
)

// item is a word, a name, an amount or a day of a claim that its evidence must
// have.
type item struct {
	kind   itemKind
	at     int // its first word in the claim
	of     int // its place among the claim's names, amounts or days
	clause int
	weight float64
}

type itemKind int

const (
	wordItem itemKind = iota
	nameItem
	amountItem
	dayItem
)

// match is a place of a sentence that stands for an item.
type match struct {
	at    int // the word
	value float64
}

// Weights of the items of a claim. A rare word says more of what is claimed than
// a common one (inverse frequency, as in Arora, Liang and Ma 2017), and a claim
// hangs on its names, amounts and days.
const (
	leastWeight = 0.5
	lightWeight = 0.25
	heavyWeight = 1.2
)

// itemsOf lists what a claim consists of.
func itemsOf(k Knowledge, c *Sentence) []item {
	var items []item
	for i := range c.words {
		w := &c.words[i]
		if !w.weighty() {
			continue
		}
		switch {
		case w.name >= 0:
			if c.names[w.name].from == i {
				items = append(items, item{nameItem, i, w.name, w.clause, heavyWeight})
			}
		case w.weak:
			items = append(items, item{wordItem, i, i, w.clause, lightWeight})
		default:
			least := leastWeight
			if vague[w.Stem] || c.aims(i) {
				least = lightWeight
			}
			rare := math.Min(1, -math.Log(k.Frequency(w.Word)+1e-9)/14)
			items = append(items, item{wordItem, i, i, w.clause, least + (1-leastWeight)*rare})
		}
	}
	for n, a := range c.amounts {
		items = append(items, item{amountItem, a.from, n, c.words[a.from].clause, heavyWeight})
	}
	for n, d := range c.days {
		items = append(items, item{dayItem, d.from, n, c.words[d.from].clause, heavyWeight})
	}
	return items
}

// finder looks for the items of one claim in sentences.
type finder struct {
	k     Knowledge
	claim *Sentence
	items []item
	likes []map[string]float64 // for each item that is a word: folded word → how well it stands for it
}

func newFinder(k Knowledge, claim *Sentence) *finder {
	f := &finder{k: k, claim: claim, items: itemsOf(k, claim)}
	f.likes = make([]map[string]float64, len(f.items))
	return f
}

// find gives the places of a sentence that stand for each item, the best first.
func (f *finder) find(e *Sentence) [][]match {
	found := make([][]match, len(f.items))
	for n := range f.items {
		switch it := &f.items[n]; it.kind {
		case wordItem:
			found[n] = f.findWord(n, e)
		case nameItem:
			found[n] = f.findName(it, e)
		case amountItem:
			found[n] = f.findAmount(it, e)
		case dayItem:
			found[n] = f.findDay(it, e)
		}
		raiseBest(found[n])
	}
	return found
}

// raiseBest puts the best match first and leaves the others in their order.
func raiseBest(all []match) {
	best := 0
	for i := range all {
		if all[i].value > all[best].value {
			best = i
		}
	}
	if best > 0 {
		m := all[best]
		copy(all[1:best+1], all[:best])
		all[0] = m
	}
}

// leastLike is how well a word must stand for one of the claim to count at all.
const leastLike = 0.35

func (f *finder) findWord(n int, e *Sentence) []match {
	var found []match
	w := &f.claim.words[f.items[n].at]
	for i := range e.words {
		if t := &e.words[i]; !t.Stop && !t.taken {
			if x := f.like(n, w, t); x >= leastLike {
				found = append(found, match{i, x})
			}
		}
	}
	return f.withoutQualifiers(n, e, found)
}

// withoutQualifiers leaves out what means the same as a word of the claim where it
// only says more of the word's opposite: "closed to the public" is not open.
func (f *finder) withoutQualifiers(n int, e *Sentence, found []match) []match {
	w := &f.claim.words[f.items[n].at]
	for _, m := range found {
		t := &e.words[m.at]
		if t.Stem == w.Stem || !opposed(w.Stem, t.Stem) {
			continue
		}
		return slices.DeleteFunc(found, func(o match) bool {
			return e.words[o.at].Stem != w.Stem && !opposed(w.Stem, e.words[o.at].Stem) && o.at > m.at && o.at <= m.at+3 && prepositions[e.words[m.at+1].Word]
		})
	}
	return found
}

// like is how well a word of the evidence stands for one of the claim. A name
// stands for a word where the two are one; meaning does not count there.
func (f *finder) like(n int, w, t *word) float64 {
	if w.Stem == t.Stem || w.Word == t.Word {
		return 1
	}
	if x, ok := f.likes[n][t.Word]; ok {
		return x
	}
	x := 0.0
	switch {
	case w.Number || t.Number:
	case t.name >= 0:
		if strings.HasPrefix(t.Word, w.Stem) && len(w.Stem) >= 4 || f.k.OneName(w.Word, t.Word) {
			x = 0.8
		}
	case opposed(w.Stem, t.Stem):
		x = contrary
	case rivals(w.Word, t.Word):
	case allied(w.Stem, t.Stem) || synonymous(w.Stem, t.Stem):
		x = math.Max(0.75, f.k.Like(w.Token, t.Token))
	case speech[w.Stem] && speech[t.Stem]:
		x = math.Max(sameSpeech, f.k.Like(w.Token, t.Token))
	case len(w.Word) >= 4 && len(t.Word) >= len(w.Word)+3 && strings.HasSuffix(t.Word, w.Word):
		x = math.Max(aKind, f.k.Like(w.Token, t.Token)) // "shipyard" is a yard
	case w.Stem == "peopl" && f.k.Kind(t.Stem, "person") || !w.weak && !t.weak && !speech[t.Stem] && f.k.Kind(t.Stem, w.Stem):
		x = math.Max(aKind, f.k.Like(w.Token, t.Token))
	default:
		if x = f.k.Like(w.Token, t.Token); x < surely {
			x *= unsure
		}
	}
	if f.likes[n] == nil {
		f.likes[n] = map[string]float64{}
	}
	f.likes[n][t.Word] = x
	return x
}

// What is a little alike is mostly something else of the same topic: below surely,
// a likeness counts for a part of it.
const (
	surely = 0.7
	unsure = 0.7
)

// sameSpeech is what one verb of speech covers of another.
const sameSpeech = 0.6

// aKind is what a word covers of one for the kind that it is of.
const aKind = 0.7

// contrary is what the opposite of a word covers of it: the matter is the same.
const contrary = 0.5

// How well a name stands for another.
const (
	sameName    = 1.0
	sameCountry = 0.85 // Russia, Moscow, Russian
	partOfName  = 0.9
)

func (f *finder) findName(it *item, e *Sentence) []match {
	var found []match
	n := f.claim.names[it.of]
	for _, m := range e.names {
		if x := f.nameLike(n, e, m); x > 0 {
			found = append(found, match{m.from, x})
		}
	}
	if len(found) > 0 {
		return found
	}
	// What one text writes as a name may be a common word in the other.
	for i := range e.words {
		if e.words[i].name < 0 && !e.words[i].Stop {
			for _, w := range f.claim.nameWords(n) {
				if w.Stem == e.words[i].Stem || w.Word == e.words[i].Word || f.k.OneName(w.Word, e.words[i].Word) {
					found = append(found, match{i, sameName})
				}
			}
		}
	}
	return found
}

// nameLike is how well a name of the evidence stands for one of the claim: the
// share of its words that are there, where the last is.
func (f *finder) nameLike(n name, e *Sentence, m name) float64 {
	if n.country != "" && n.country == m.country {
		switch {
		case f.claim.phrase(n.from, n.to) == e.phrase(m.from, m.to):
			return sameName
		case n.role == world.Capital && m.role < world.Capital && within[f.claim.prepBefore(n.from)]:
			return 0.3 // what is in a country need not be in its capital
		}
		return sameCountry
	}
	if f.claim.shortFor(n, e, m) || e.shortFor(m, f.claim, n) {
		return sameName
	}
	if n.country != "" && m.country == "" && e.within(m, n.country) {
		return sameCountry // "the UK Singles Chart" is British
	}
	have, all := 0, 0
	for _, w := range f.claim.words[n.from:n.to] {
		if w.Stop {
			continue
		}
		all++
		for _, t := range e.words[m.from:m.to] {
			if w.Stem == t.Stem || w.Word == t.Word || f.k.OneName(w.Word, t.Word) {
				have++
				break
			}
		}
	}
	switch {
	case have == all:
		return sameName
	case have == 0:
		return 0
	case m.to-m.from == 1 && have == 1 && f.lastIs(n, e, m):
		return partOfName // the claim has the full name, the evidence the surname
	}
	return 0.45 * float64(have) / float64(all)
}

// lastIs tells whether the last word of a name of the claim is that of one of
// the evidence.
func (f *finder) lastIs(n name, e *Sentence, m name) bool {
	w, t := f.claim.words[n.to-1], e.words[m.to-1]
	return w.Stem == t.Stem || f.k.OneName(w.Word, t.Word)
}

var within = readWords(`in at to near from`)

func (f *finder) findAmount(it *item, e *Sentence) []match {
	var found []match
	a := f.claim.amounts[it.of]
	for _, b := range e.amounts {
		if equal(a, b) {
			x := 1.0
			switch {
			case units[a.unit] && units[b.unit] && a.unit != b.unit:
				x = 0.3 // two weeks are not two months
			case !f.sameUnit(a, b):
				x = 0.6
			}
			found = append(found, match{b.from, x})
		}
	}
	if len(found) == 0 && a.value >= 2 && a.value <= 3 && !a.ordinal && a.from > 0 && f.claim.words[a.from-1].Word == "the" && len(e.names) >= int(a.value) {
		return []match{{e.names[0].from, 0.8}} // "the two" are those spoken of
	}
	if len(found) == 0 && !a.ordinal && a.value >= 2 && a.value <= 9 && !units[a.unit] {
		for n := range e.names { // "two envoys", where the evidence names both
			if row := e.row(n); len(row) == int(a.value) && (n == 0 || len(e.row(n-1)) <= len(row)) {
				found = append(found, match{e.names[n].from, 0.8})
			}
		}
	}
	return found
}

// sameUnit tells whether two amounts may count the same.
func (f *finder) sameUnit(a, b amount) bool {
	return a.unit == "" || b.unit == "" || a.unit == b.unit || a.unit != "%" && b.unit != "%" && !units[a.unit] && !units[b.unit]
}

// excepted is what a day covers of itself where the evidence leaves it out: "every day
// except Monday".
const excepted = 0.3

func (f *finder) findDay(it *item, e *Sentence) []match {
	var found []match
	d := f.claim.days[it.of]
	for _, b := range e.days {
		if compare(d, f.claim.Published, b, e.Published) == agree && !(d.date > 0 && b.date == 0 && b.weekday == 0) {
			x := 1.0
			if e.words[b.from].denied && !f.claim.words[d.from].denied {
				x = excepted
			}
			found = append(found, match{b.from, x})
		}
	}
	return found
}
