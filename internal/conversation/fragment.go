package conversation

import "strings"

// piece is a phrase that is to take a place in the last question.
type piece struct {
	text       string // names as the articles write them, without a possessive ending
	words      []string
	before     string // the preposition before it
	possessive bool
	role       pieceRole
	kind       Kind
	country    name   // where the piece is a country's name or people
	one        bool   // "the second one"
	named      []name // the names in it
}

type pieceRole int

const (
	aThing pieceRole = iota
	aName
	aDate
)

// fragment understands a message without a verb: "and Trump?", "what about a
// ceasefire?", "on Friday?". With no words that take up what was said before,
// it must be a name, or a time, and a question.
func (t *talk) fragment(m *text, l lead) string {
	p, ok := t.pieceOf(m)
	if !ok {
		return ""
	}
	strict := l.words == 0
	if strict && (p.role == aThing || len(m.tokens) > 4 || !strings.HasSuffix(strings.TrimSpace(m.raw), "?")) {
		return ""
	}
	return t.place(p, l)
}

// pieceOf reads a message as one phrase.
func (t *talk) pieceOf(m *text) (piece, bool) {
	s := span{0, len(m.tokens)}
	for s.from < s.to && softBefore[m.word(s.from)] {
		s.from++
	}
	for s.from < s.to && softAfter[m.word(s.to-1)] {
		s.to--
	}
	var p piece
	if prepositions[m.word(s.from)] {
		p.before = m.word(s.from)
		s.from++
	}
	if s.empty() || s.to-s.from > 8 || !m.nounPhrase(s) {
		return p, false
	}
	for i := s.from; i < s.to; i++ {
		p.words = append(p.words, m.word(i))
	}
	for _, n := range m.names {
		if n.overlaps(s) {
			p.named = append(p.named, n)
		}
	}
	p.possessive = m.possessive(s.to - 1)
	p.text = m.spelled(s)
	t.sort(m, s, &p)
	return p, true
}

var (
	softBefore = set(`maybe perhaps only even especially not`)
	softAfter  = set(`too then either instead though please also again`)
)

// nounPhrase tells whether a range has no verb and nobody who acts.
func (m *text) nounPhrase(s span) bool {
	for i := s.from; i < s.to; i++ {
		w := m.word(i)
		switch {
		case !m.dateAt(i).empty() || m.nameAt(i) != nil:
			continue
		case auxiliaries[w] || asking[w] || pronouns[w] && !determiners[w] || w == "if" || w == "because" || w == "that" || w == "be":
			return false
		case i > s.from && m.nameAt(i-1) != nil && m.nameAt(i) == nil && !m.possessive(i-1) && isVerb(w, past, thirdPerson):
			return false
		}
	}
	return !(s.to-s.from == 1 && (adverbs[m.word(s.from)] || m.tokens[s.from].Stop && m.nameAt(s.from) == nil && m.dateAt(s.from).empty()))
}

// spelled is a phrase with its names as the articles write them, in lower case
// at the beginning where that is no name, and without a possessive ending.
func (m *text) spelled(s span) string {
	var parts []string
	for i := s.from; i < s.to; i++ {
		if n := m.nameAt(i); n != nil && n.from == i && n.to <= s.to {
			text := n.text
			if m.possessive(n.to - 1) {
				text = possessiveOf(text)
			}
			parts = append(parts, text)
			i = n.to - 1
			continue
		}
		w := m.cut(span{i, i + 1})
		if weekdays[m.word(i)] || months[m.word(i)] {
			w = titled(w)
		} else if i == 0 && !m.tokens[i].Caps {
			w = strings.ToLower(w)
		}
		parts = append(parts, w)
	}
	return bare(strings.Join(parts, " "))
}

// sort tells what sort of thing a piece is.
func (t *talk) sort(m *text, s span, p *piece) {
	inner := s
	for inner.to-inner.from > 1 && determiners[m.word(inner.from)] && m.dateAt(inner.from).empty() {
		inner.from++
	}
	last := m.word(s.to - 1)
	n := m.nameAt(inner.from)
	switch {
	case m.dateAt(inner.from).to == s.to:
		p.role = aDate
		if p.before == "" {
			p.before = m.beforeDate(m.dateAt(inner.from))
		}
	case last == "one" || last == "ones":
		p.one = true
		p.role = aThing
	case n != nil && n.to == s.to && n.from == inner.from:
		p.role, p.kind = aName, n.kind
		if n.kind == Country {
			p.country = *n
		}
	case m.joinedNames(inner):
		p.role, p.kind = aName, n.kind
	case roles[last]:
		p.role, p.kind = aName, Person
	case groups[last]:
		p.role, p.kind = aName, Unsure
	case m.nameAt(s.to-1) != nil && m.nameAt(s.to-1).kind != Country: // President Lee
		p.role, p.kind = aName, m.nameAt(s.to-1).kind
	}
}

// joinedNames is true for "Lee and Marsh".
func (m *text) joinedNames(s span) bool {
	return m.nameAt(s.from) != nil && m.onlyNames(s) && m.nameAt(s.to-1) != nil
}
