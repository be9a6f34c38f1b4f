package conversation

import (
	"slices"
	"strings"

	"talksbot/internal/rag/lexical"
)

// stands is what a pronoun can stand for.
type stands int

const (
	forMan stands = iota + 1
	forWoman
	forMany
	forIt
)

var standing = map[string]stands{
	"he": forMan, "him": forMan, "his": forMan, "she": forWoman, "her": forWoman, "hers": forWoman,
	"they": forMany, "them": forMany, "their": forMany, "theirs": forMany, "it": forIt, "its": forIt,
}

// resolve puts names for the pronouns of a message that point to earlier turns.
func (t *talk) resolve(m *text) (*text, bool) {
	changed := false
	owner := slices.ContainsFunc(m.tokens, func(t lexical.Token) bool { return t.Word == "its" })
	for i := 0; i < len(m.tokens); i++ {
		kind, ok := t.points(m, i)
		if !ok {
			continue
		}
		by := ""
		if m.word(i) == "there" {
			by = t.where()
		} else {
			back := depth
			if demonstratives[m.word(i)] {
				back = 1
			}
			by = t.antecedent(kind, owner, t.acts(m, i), back)
		}
		if by == "" {
			continue
		}
		if t.owns(m, i) {
			by = possessiveOf(by)
		}
		before := len(m.tokens)
		m = t.read(upperIfFirst(m.replaced(span{i, i + 1}, by), i))
		i += len(m.tokens) - before
		changed = true
	}
	return m, changed
}

// acts tells whether the verb behind a pronoun is one of people.
func (t *talk) acts(m *text, i int) bool {
	for k := i + 1; k < min(i+3, len(m.tokens)); k++ {
		if verb, _ := verbForm(m.word(k)); speaking[verb] || acting[verb] {
			return true
		}
	}
	return false
}

var acting = set(`agree meet sign refuse decide promise hope fear vote accept reject offer pay sell buy discuss negotiate disagree want`)

var demonstratives = set(`that this those these`)

func upperIfFirst(s string, i int) string {
	if i == 0 {
		return upperFirst(s)
	}
	return s
}

// points tells what a word of a message stands for, where it points out of it.
func (t *talk) points(m *text, i int) (stands, bool) {
	w := m.word(i)
	switch {
	case w == "there":
		last := i == len(m.tokens)-1
		return 0, last && i > 0 && !being[m.word(i-1)]
	case w == "that" || w == "this":
		return forIt, t.demonstrative(m, i) && !t.within(m, i, forIt)
	case w == "those" || w == "these":
		return forMany, i == len(m.tokens)-1 && i > 0 && !t.within(m, i, forMany)
	case w == "it" && idle(m, i):
		return 0, false
	}
	kind := standing[w]
	return kind, kind != 0 && !t.within(m, i, kind)
}

// demonstrative tells whether "that" is a pronoun: at the end, or behind the
// auxiliary that the question begins with and before no noun.
func (t *talk) demonstrative(m *text, i int) bool {
	if i == 0 {
		return false
	}
	if i == len(m.tokens)-1 {
		return !telling[m.word(i-1)]
	}
	next := m.word(i + 1)
	return auxiliaries[m.word(i-1)] && i <= 3 && (isVerb(next, base, past, gerund) || prepositions[next] || auxiliaries[next])
}

// idle tells whether "it" stands for nothing: "is it true that", "is it raining".
func idle(m *text, i int) bool {
	if weather[m.word(i+1)] {
		return true
	}
	for k := i + 1; k < len(m.tokens) && k <= i+4; k++ {
		switch w := m.word(k); {
		case w == "that" || w == "whether" || w == "if":
			return k < len(m.tokens)-1
		case w == "to" && !isVerb(m.word(k-1), base, past, gerund):
			return true
		case w == "who":
			return true
		}
	}
	return false
}

var weather = set(`rain raining rained snow snowing sunny cold warm hot late early possible likely`)

// within tells whether something in the message itself, before the pronoun, may
// be what it stands for.
func (t *talk) within(m *text, i int, kind stands) bool {
	q := t.take(&text{raw: m.raw, tokens: m.tokens, names: m.names})
	for _, n := range m.names {
		if n.from < i && (kind == forMany && n.kind != Person || kind != forMany && !(kind == forIt && n.kind == Person)) {
			return true
		}
	}
	if kind == forMany && len(m.names) > 1 && m.names[1].from < i {
		return true
	}
	for _, th := range q.things() {
		if th.to > i || th.holds(i) {
			continue
		}
		last := m.word(th.to - 1)
		switch person := roles[last] || groups[last]; {
		case kind == forMany && plural(last), kind == forIt && !plural(last) && !person,
			(kind == forMan || kind == forWoman) && person:
			return true
		}
	}
	return false
}

// owns tells whether the pronoun at i is a possessive one.
func (t *talk) owns(m *text, i int) bool {
	switch m.word(i) {
	case "his", "its", "their", "theirs", "hers":
		return true
	case "her":
		next := m.word(i + 1)
		return next != "" && !m.tokens[i+1].Stop && m.dateAt(i+1).empty()
	}
	return false
}

// antecedent finds what a pronoun stands for, in the latest turn that has it.
func (t *talk) antecedent(kind stands, owner, acts bool, back int) string {
	for k := len(t.turns) - 1; k >= max(0, len(t.turns)-back); k-- {
		by := ""
		switch kind {
		case forMany:
			by = t.turns[k].group(acts)
		case forIt:
			if by = t.turns[k].object(owner); back < depth {
				by = t.turns[k].question.noun() // "that" is no country
			}
		default:
			by = t.person(t.turns[k], kind)
		}
		if by != "" {
			return by
		}
	}
	return ""
}

// person is the human being that a turn was about: of a question that asked who,
// the one in the answer, else the one in the question.
func (t *talk) person(e *earlier, kind stands) string {
	q := e.question
	var candidates []string
	if n := e.answered(); n != nil && q.asksWho() && !q.introduces() {
		candidates = append(candidates, n.text)
	}
	for _, kind := range []Kind{Person, Unsure} {
		for _, n := range q.names {
			if n.kind == kind && q.subject.overlaps(n.span) && !q.possessive(n.to-1) {
				candidates = append(candidates, n.text)
			}
		}
		for _, n := range q.names {
			if n.kind == kind {
				candidates = append(candidates, n.text)
			}
		}
	}
	for _, s := range q.slots() {
		if s.role == aName && s.named == nil && s.kind == Person {
			candidates = append(candidates, q.cut(s.span))
		}
	}
	for _, m := range e.answer {
		for _, n := range m.names {
			if n.kind == Person {
				candidates = append(candidates, n.text)
			}
		}
	}
	for _, c := range candidates {
		if !t.other(c, kind) {
			return c
		}
	}
	return ""
}

// asksWho tells whether the question asks for a person.
func (q *question) asksWho() bool {
	w := q.asks()
	return w == "who" || w == "whom" || (w == "which" || w == "what") && roles[q.word(q.ask.to-1)]
}

// introduces is true for "Who is Ann Lee?"
func (q *question) introduces() bool {
	n := q.nameAt(q.subject.from)
	return q.is(being) && n != nil && n.span == q.subject
}

// other tells whether the turns speak of somebody as a man where a woman is
// meant, or the other way round.
func (t *talk) other(name string, kind stands) bool {
	his, hers := 0, 0
	last := strings.ToLower(lastWord(name))
	for _, e := range t.turns {
		for _, m := range e.answer {
			for _, n := range m.names {
				if strings.ToLower(lastWord(n.text)) != last {
					continue
				}
				if n.from > 0 && womanly[m.word(n.from-1)] {
					hers += 2
				}
				if n.from > 0 && manly[m.word(n.from-1)] {
					his += 2
				}
				for i := n.to; i < len(m.tokens) && (m.nameAt(i) == nil || m.nameAt(i).kind != Person); i++ {
					if s := standing[m.word(i)]; s == forMan {
						his++
						break
					} else if s == forWoman {
						hers++
						break
					}
				}
			}
		}
	}
	return kind == forMan && hers > his || kind == forWoman && his > hers
}

var (
	womanly = set(`ms mrs miss lady dame queen princess chairwoman spokeswoman congresswoman actress baroness sister mother wife daughter`)
	manly   = set(`mr sir lord king prince chairman spokesman congressman actor baron brother father husband son`)
)

// group is who or what "they" are, who act where a verb such as "say" tells so: names joined by "and", a country or an
// organisation, or a noun in the plural.
func (e *earlier) group(acts bool) string {
	q := e.question
	if s := q.pair(); s != "" {
		return s
	}
	for _, subject := range []bool{true, false} {
		for _, s := range q.slots() {
			if s.subject != subject {
				continue
			}
			switch {
			case s.named != nil && (s.kind == Country || s.kind == Thing) && !q.adjective(s) && s.before != "in" && s.before != "at":
				return q.country(s.named)
			case s.named == nil && (plural(q.word(s.to-1)) && !acts || groups[q.word(s.to-1)]) && s.role != aDate:
				return q.cut(s.span)
			}
		}
	}
	for _, m := range e.answer {
		if s := m.pair(); s != "" {
			return s
		}
	}
	var people []string
	for _, n := range q.names {
		if n.kind == Person {
			people = append(people, n.text)
		}
	}
	if len(people) == 0 {
		if q.asksWho() {
			if n := e.answered(); n != nil {
				return n.text
			}
		}
		for _, n := range q.names {
			return q.country(&n)
		}
		return ""
	}
	return strings.Join(people[:min(2, len(people))], " and ")
}

// country is a name as a subject: of a people, the country.
func (m *text) country(n *name) string {
	if n.kind == Country && n.role > 1 && !plural(strings.ToLower(lastWord(n.text))) {
		return n.country
	}
	if n.from > 0 && m.word(n.from-1) == "the" {
		return "the " + n.text
	}
	return n.text
}

// pair is "X and Y", for two names side by side.
func (m *text) pair() string {
	for i := 0; i+1 < len(m.names); i++ {
		a, b := m.names[i], m.names[i+1]
		if b.from == a.to+1 && m.word(a.to) == "and" && (a.kind == Person) == (b.kind == Person) && !m.possessive(a.to-1) && !m.possessive(b.to-1) &&
			a.role != 2 && b.role != 2 {
			return m.country(&a) + " and " + b.text
		}
	}
	return ""
}

// object is what "it" is: a noun in the singular, or an organisation or a
// country, which come first for what owns something.
func (e *earlier) object(owner bool) string {
	noun, named := e.question.noun(), e.question.body()
	if noun == "" || owner && named != "" {
		return named
	}
	return noun
}

// noun is the last noun in the singular, with what belongs to it.
func (q *question) noun() string {
	slots := q.slots()
	for i := len(slots) - 1; i >= 0; i-- {
		s := slots[i]
		if s.role == aThing && !plural(q.word(s.to-1)) && !q.tokens[s.to-1].Number && !q.adverbial(s) {
			return q.cut(s.span)
		}
	}
	return ""
}

// body is the first organisation or country.
func (q *question) body() string {
	for _, s := range q.slots() {
		switch {
		case s.named != nil && s.kind != Person && !q.adjective(s):
			return q.country(s.named)
		case s.named == nil && s.role == aName && groups[q.word(s.to-1)] && !plural(q.word(s.to-1)):
			return q.cut(s.span)
		}
	}
	return ""
}

// adverbial tells whether a phrase only says where or when: "in the morning".
func (q *question) adverbial(s slot) bool {
	return (s.before == "in" || s.before == "at" || s.before == "during") && units[q.word(s.to-1)]
}

// where is what "there" stands for: "in Ankara", "at the talks".
func (t *talk) where() string {
	for k := len(t.turns) - 1; k >= 0; k-- {
		q := t.turns[k].question
		for _, m := range append([]*text{q.text}, t.turns[k].answer...) {
			for _, n := range m.names {
				if p := m.word(n.from - 1); n.kind != Person && (p == "in" || p == "at" || p == "to") {
					return "in " + n.text
				}
			}
		}
		for _, th := range q.things() {
			if plural(q.word(th.to-1)) || th.before == "at" || th.before == "to" {
				return "at " + q.cut(th.span)
			}
		}
	}
	return ""
}

// answerPerson is the one whom the last answer names for "who".
func (t *talk) answerPerson() *name { return t.last.answered() }

// answered is the person of the answer who fits the question best: not one whom
// the question names, and one next to a word of the question.
func (e *earlier) answered() *name {
	var best *name
	bestScore := -1
	for at, m := range e.answer {
		for i := range m.names {
			n := &m.names[i]
			if n.kind != Person || e.question.mentions(n) {
				continue
			}
			score := 3 * (len(e.answer) - at)
			for k := n.from - 2; k < n.to+3; k++ {
				if k >= 0 && k < len(m.tokens) && !n.holds(k) && e.question.hasStem(m, k) {
					score += 2
				}
			}
			if n.to < len(m.tokens) && e.question.hasStem(m, n.to) {
				score += 2
			}
			if score > bestScore {
				best, bestScore = n, score
			}
		}
	}
	return best
}

func (q *question) mentions(n *name) bool {
	for _, own := range q.names {
		if strings.EqualFold(lastWord(own.text), lastWord(n.text)) {
			return true
		}
	}
	return false
}

// hasStem tells whether a token of another text is a weighty word of the
// question, in whatever form.
func (q *question) hasStem(m *text, i int) bool {
	t := m.tokens[i]
	verb, _ := verbForm(t.Word)
	for _, own := range q.tokens {
		if t.Stop || own.Stop {
			continue
		}
		if v, _ := verbForm(own.Word); own.Stem == t.Stem || verb != "" && v == verb {
			return true
		}
	}
	return false
}
