package conversation

// thing is a phrase around a common noun: "the Russian delegation".
type thing struct {
	span
	before  string // the preposition before it
	subject bool
}

// things finds the phrases around common nouns, in order. What asks, the verb
// and what is a name or a time and nothing else is left out.
func (q *question) things() []thing {
	var found []thing
	before := ""
	for i := q.ask.to; i < len(q.tokens); {
		w := q.word(i)
		end := q.thingEnd(i)
		switch {
		case prepositions[w]:
			before = w
			i++
			continue
		case i == q.verb || i == q.aux || end == i || before == "to" && isVerb(w, base):
			i++
		default:
			s := span{i, end}
			if !q.onlyNames(s) && !q.adjectival(s) {
				found = append(found, thing{span: s, before: before, subject: q.subject.overlaps(s)})
			}
			i = end
		}
		before = ""
	}
	return found
}

// thingEnd is where the phrase that begins at i ends, i for none.
func (q *question) thingEnd(i int) int {
	j := i
	for ; j < len(q.tokens); j++ {
		w := q.word(j)
		if j == q.verb || j == q.aux || !q.dateAt(j).empty() || prepositions[w] && w != "of" || auxiliaries[w] ||
			adverbs[w] && !determiners[w] || asking[w] || conjunctions[w] || pronouns[w] && !determiners[w] || q.subject.to == j && q.subject.holds(i) {
			break
		}
		if determiners[w] && j > i && q.word(j-1) != "of" || w == "of" && j == i {
			break
		}
		if q.tokens[j].Stop && w != "of" && !determiners[w] || j > i && q.comma(j) {
			break
		}
	}
	if j > i && (q.word(j-1) == "of" || determiners[q.word(j-1)]) {
		j--
	}
	return j
}

// adjectival tells whether a range is one word behind a form of "be", which says
// what something is like: "Is the merger legal?"
func (q *question) adjectival(s span) bool {
	if s.to-s.from > 1 || plural(q.word(s.from)) {
		return false
	}
	before := q.word(s.from - 1)
	return before == "be" || before == "been" || q.is(being) && q.verb < 0 && s.from == q.rest.from
}

// comma tells whether a mark that parts phrases stands before a token.
func (m *text) comma(i int) bool {
	for _, r := range m.raw[m.tokens[i-1].End:m.tokens[i].Start] {
		if r == ',' || r == ';' || r == ':' || r == '(' || r == ')' {
			return true
		}
	}
	return false
}

// onlyNames tells whether a phrase is names and articles alone.
func (m *text) onlyNames(s span) bool {
	for i := s.from; i < s.to; i++ {
		if m.nameAt(i) == nil && !determiners[m.word(i)] && !conjunctions[m.word(i)] {
			return false
		}
	}
	return true
}

// matter says in a phrase what a question is about, "" for nothing.
func (q *question) matter() string {
	if q.is(being) && q.verb < 0 && !q.subject.empty() && !pronouns[q.word(q.subject.from)] {
		return phrase(q.cut(q.subject), q.cut(q.about()))
	}
	var parts []string
	if !q.subject.empty() && !pronouns[q.word(q.subject.from)] {
		parts = append(parts, q.cut(q.subject))
	}
	things := q.things()
	for i := len(things) - 1; i >= 0; i-- {
		if !things[i].subject {
			parts = append(parts, q.cut(things[i].span))
			break
		}
	}
	if len(parts) == 0 && len(q.names) > 0 {
		parts = append(parts, q.names[0].text)
	}
	if len(parts) == 2 {
		return parts[0] + " and " + parts[1]
	}
	return phrase(parts...)
}

// about is the rest of a question where it goes on with a preposition, as in
// "What is the position on a ceasefire?"
func (q *question) about() span {
	if prepositions[q.word(q.rest.from)] {
		return q.rest
	}
	return span{}
}
