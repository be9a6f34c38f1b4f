package conversation

import (
	"strings"

	"talksbot/internal/world"
)

// slot is a place of the last question that a piece may take.
type slot struct {
	span
	role       pieceRole
	kind       Kind
	named      *name
	before     string
	possessive bool
	subject    bool
}

// slots are the places of a question, in order.
func (q *question) slots() []slot {
	var found []slot
	add := func(s slot) {
		if s.from > 0 && prepositions[q.word(s.from-1)] && s.before == "" {
			s.before = q.word(s.from - 1)
		}
		s.subject = q.subject.overlaps(s.span)
		found = append(found, s)
	}
	for i := range q.names {
		n := &q.names[i]
		s := n.span
		if w := q.word(s.from - 1); w == "the" || w == "a" || w == "an" {
			s.from--
		}
		if n.kind == Country && n.role == world.Demonym && q.thingWith(s) {
			s = n.span
		}
		add(slot{span: s, role: aName, kind: n.kind, named: n, possessive: q.possessive(n.to - 1)})
	}
	for _, d := range q.dates() {
		add(slot{span: d, role: aDate})
	}
	for _, th := range q.things() {
		s := slot{span: th.span, role: aThing, before: th.before}
		switch last := q.word(th.to - 1); {
		case roles[last]:
			s.role, s.kind = aName, Person
		case groups[last]:
			s.role, s.kind = aName, Unsure
		}
		if q.verb < 0 && th.subject && th.from == q.subject.from && !q.about().empty() {
			continue // "the position on …": what it is on is meant
		}
		add(s)
	}
	return found
}

// thingWith tells whether a name stands within a longer phrase.
func (q *question) thingWith(s span) bool {
	for _, th := range q.things() {
		if th.overlaps(s) && th.to > s.to {
			return true
		}
	}
	return false
}

// fit is how well a piece fits a slot; below good it does not.
func (q *question) fit(p piece, s slot) int {
	fit := 0
	switch {
	case p.role == aThing && s.role == aName && matters[s.before] && !s.subject:
		fit = 8 // "about Lee", "about sanctions"
	case p.role != s.role:
		return 0
	case p.role == aName && p.kind == s.kind:
		fit = 10
	case p.role == aName && (p.kind == Unsure || s.kind == Unsure):
		fit = 7
	case p.role == aName:
		fit = 6
	case p.role == aDate:
		fit = 10
	default:
		fit = 8
	}
	if p.role != aDate && p.before != "" && p.before != s.before {
		fit -= 4
		if s.subject {
			fit -= 4
		}
	}
	if p.before != "" && p.before == s.before {
		fit += 6
	}
	switch {
	case p.possessive && s.possessive:
		fit += 5
	case p.possessive:
		fit -= 3
	}
	if p.role == aThing && q.shares(p, s) {
		fit += 6
	}
	if p.role == aName && s.subject {
		fit += 2
	}
	if p.kind == Country && s.kind == Country && s.named.role == world.Demonym && p.country.role != world.Demonym {
		fit -= 3 // a country for "Russian", if there is nothing better
	}
	return fit
}

// matters are the prepositions before what is spoken of.
var matters = set(`about on regarding concerning over`)

// good is the fit from which on a piece takes a slot.
const good = 5

// shares tells whether a piece and a slot have a weighty word in common.
func (q *question) shares(p piece, s slot) bool {
	for i := s.from; i < s.to; i++ {
		for _, w := range p.words {
			if w == q.word(i) && !q.tokens[i].Stop {
				return true
			}
		}
	}
	return false
}

// place puts a piece into the last question.
func (t *talk) place(p piece, l lead) string {
	q := t.last.question
	slots := q.slots()
	best, bestFit := -1, good-1
	mine := -1 // the slot that has the piece already
	for i, s := range slots {
		if p.role == aName && s.role == aName && q.holdsSame(p, s) {
			mine = i
			continue
		}
		if p.one && (s.role != aThing && s.kind != Unsure || s.to-s.from < 2) {
			continue
		}
		f := q.fit(p, s)
		if p.one {
			f = good + i
		}
		if f > bestFit || f == bestFit && p.role == aThing && f >= good {
			best, bestFit = i, f
		}
	}
	if who := t.inPlaceOfWho(p); who != "" && bestFit < 9 && mine < 0 && !(p.kind == Country && best >= 0) {
		return who
	}
	switch {
	case best >= 0 && mine >= 0:
		return q.swapped(slots[mine], slots[best])
	case mine >= 0:
		return asQuestion(q.raw)
	case best >= 0 && p.role == aThing && l.about && p.before == "" && q.unlikely(slots[best]):
		return t.says(p)
	case best >= 0:
		return q.filled(slots[best], p)
	}
	return t.added(p, l)
}

// unlikely tells whether a thing would be put where a verb was said of another:
// "What about a ceasefire?" is no question of attending one.
func (q *question) unlikely(s slot) bool { return q.verb >= 0 && s.before == "" && !s.subject }

// says asks what the subject of the last question says about a thing.
func (t *talk) says(p piece) string {
	q := t.last.question
	if len(p.named) > 0 {
		return ""
	}
	if q.subject.empty() || q.nameAt(q.subject.to-1) == nil && !roles[q.word(q.subject.to-1)] && !groups[q.word(q.subject.to-1)] {
		return ""
	}
	helper := "does"
	if many(q.cut(q.subject)) {
		helper = "do"
	}
	return asQuestion("what", helper, q.cut(q.subject), "say about", p.text)
}

// holdsSame tells whether a slot has the piece in it.
func (q *question) holdsSame(p piece, s slot) bool {
	if s.named == nil {
		return strings.EqualFold(p.text, bare(q.cut(s.span)))
	}
	if p.kind == Country && s.named.kind == Country && p.country.country == s.named.country {
		return true
	}
	return strings.EqualFold(p.text, s.named.text) || strings.EqualFold(lastWord(p.text), lastWord(s.named.text)) && p.kind != Country
}

// swapped is the question with two names in each other's places.
func (q *question) swapped(a, b slot) string {
	if a.from > b.from {
		a, b = b, a
	}
	in := func(s slot, by slot) string {
		text := bare(q.cut(by.span))
		if s.possessive {
			text = possessiveOf(text)
		}
		return text
	}
	m := q.text
	text := m.replaced(b.span, in(b, a))
	return asQuestion(text[:q.tokens[a.from].Start], in(a, b), text[q.tokens[a.to-1].End:])
}

// filled is the question with the piece in a slot, in the form that the slot
// has: "Russia's", "the Russian delegation".
func (q *question) filled(s slot, p piece) string {
	by := p.text
	switch {
	case p.one:
		head := q.word(s.to - 1)
		by = strings.TrimSuffix(strings.TrimSuffix(by, " ones"), " one") + " " + head
	case p.role == aDate:
		if s.from > 0 && q.word(s.from-1) == s.before && s.before != "" {
			s.from--
		}
		by = phrase(p.before, by)
	case s.possessive:
		by = possessiveOf(q.asCountry(p))
	case s.named != nil && s.named.kind == Country && s.named.role == world.Demonym && q.adjective(s):
		by = q.asAdjective(&s, p)
	case p.before != "" && s.before != "" && p.before != s.before:
		by = p.before + " " + by
		s.from--
	case p.people():
	case p.kind == Country && p.country.role == world.Demonym && s.role == aName && !many(by):
		by = q.asCountry(p)
	}
	text := q.replaced(s.span, by)
	if s.subject && q.aux >= 0 && q.subject.from == s.from && q.subject.to == s.to {
		helper := q.cut(span{q.aux, q.aux + 1})
		at := q.tokens[q.aux].Start
		text = text[:at] + agreed(helper, many(by) || p.people()) + text[at+len(helper):]
	}
	return asQuestion(text)
}

// adjective tells whether a name in a slot stands before a noun.
func (q *question) adjective(s slot) bool {
	return s.to < len(q.tokens) && q.joined(s.to) && !q.ends(s.to) && s.to != q.verb
}

// people is true for "the British".
func (p piece) people() bool {
	return p.kind == Country && p.country.role == world.Demonym && p.words[0] == "the"
}

// asCountry is the country's name where the piece is its people.
func (q *question) asCountry(p piece) string {
	if p.kind == Country && p.country.role == world.Demonym {
		return withArticle(p.country.country)
	}
	return p.text
}

// withArticle puts "the" before the names of countries that are common nouns.
func withArticle(country string) string {
	for _, w := range strings.Fields(country) {
		if articled[w] {
			return "the " + country
		}
	}
	return country
}

var articled = set(`United Union Republic Islands Kingdom States Emirates Netherlands Philippines`)

// asAdjective is the piece before a noun: "Ukrainian", or "Lee's" without an
// article before it.
func (q *question) asAdjective(s *slot, p piece) string {
	if p.kind == Country {
		if c, _, ok := world.Find(p.country.country); ok && len(c.Demonyms) > 0 {
			return c.Demonyms[0]
		}
	}
	if w := q.word(s.from - 1); w == "the" || w == "a" || w == "an" {
		s.from--
	}
	return possessiveOf(p.text)
}

// inPlaceOfWho answers "and Lee?" after "Who will attend?": "Will Lee attend?"
func (t *talk) inPlaceOfWho(p piece) string {
	q := t.last.question
	if p.role != aName || p.before != "" || p.possessive || !q.gap() || p.kind == Country && q.aux < 0 {
		return ""
	}
	if w := q.asks(); w != "who" && !(w == "which" && (roles[q.word(q.ask.to-1)] || groups[q.word(q.ask.to-1)])) {
		return ""
	}
	return q.asked("", p.text)
}

// added is the question with the piece at its end, where that makes sense.
func (t *talk) added(p piece, l lead) string {
	q := t.last.question
	whole := strings.TrimRight(q.raw, " ?!.")
	in := p.before
	if in == "" {
		in = "in"
	}
	switch {
	case p.possessive || p.one:
		return ""
	case p.role == aDate && q.alone("when") && q.aux >= 0:
		return asQuestion(strings.TrimSuffix(q.asked("", ""), "?"), p.before, p.text)
	case p.role == aDate:
		return asQuestion(whole, p.before, p.text)
	case p.role == aName && q.alone("where") && q.aux >= 0 && p.kind != Person && (in == "in" || in == "at"):
		return asQuestion(strings.TrimSuffix(q.asked("", ""), "?"), in, p.text)
	case p.before != "":
		return asQuestion(whole, p.before, p.text)
	case p.role == aName && p.kind == Country && p.country.role != world.Demonym:
		return asQuestion(whole, "in", p.text)
	case p.role == aThing && q.speaks():
		return asQuestion(whole, "about", p.text)
	case p.role == aThing && l.about:
		return t.says(p)
	}
	if what := q.matter(); what != "" && p.role == aName {
		return asQuestion("what is said about", p.text, "and", what)
	}
	return ""
}

// speaks tells whether the question asks what somebody says or thinks.
func (q *question) speaks() bool {
	verb, _ := verbForm(q.word(q.verb))
	return speaking[verb] && q.asks() == "what"
}

var speaking = set(`say think want tell believe demand suggest propose know argue claim warn explain`)
