package conversation

// elliptical understands a question whose verb is the last one's: "does
// Ukraine?", "why won't he?".
func (t *talk) elliptical(m *text) string {
	p, q := t.take(m), t.last.question
	switch {
	case p.aux < 0 || p.subject.empty() || !p.rest.empty():
		return ""
	case p.is(being) && !p.ask.empty() && p.asks() != "why":
		return "" // "Where is Lee?" lacks nothing
	case p.ask.to > 1 || p.object():
		return ""
	case !p.agent(p.subject) || p.word(p.subject.from) == "there" || demonstratives[p.word(p.subject.from)]:
		return ""
	}
	rest := q.predicateFor(p)
	if rest == "" {
		return ""
	}
	return asQuestion(p.cut(span{0, p.aux + 1}), p.spelled(p.subject), rest)
}

// sameSubject puts the subject of the last question in the place of a pronoun
// that is all that follows an auxiliary: "will it?"
func (t *talk) sameSubject(m *text) *text {
	p, q := t.take(m), t.last.question
	last := q.word(q.subject.to - 1)
	if s := standing[p.word(p.subject.from)]; p.aux < 0 || !p.rest.empty() || p.subject.to-p.subject.from != 1 || s == 0 ||
		q.subject.empty() || pronouns[last] || s == forIt && (plural(last) || roles[last]) || (s == forMan || s == forWoman) && !q.human() {
		return m
	}
	return t.read(m.replaced(p.subject, q.cut(q.subject)))
}

// human tells whether the subject may be a man or a woman.
func (q *question) human() bool {
	n := q.nameAt(q.subject.to - 1)
	return n != nil && n.kind <= Person || roles[q.word(q.subject.to-1)]
}

// predicateFor is what is said of the subject in the last question, in the form
// that another question's auxiliary asks for.
func (q *question) predicateFor(p *question) string {
	if q.verb < 0 {
		if q.is(being) && p.is(being) && q.ask.empty() {
			return q.cut(q.rest)
		}
		return ""
	}
	from := q.rest.from
	for adverbs[q.word(from)] {
		from++
	}
	if q.aux < 0 {
		from = q.verb
	}
	verb, f := verbForm(q.word(q.verb))
	sameSort := q.is(being) == p.is(being) && q.is(having) == p.is(having) && q.aux >= 0
	if sameSort || verb == "" && q.aux >= 0 {
		return phrase(q.cut(span{from, len(q.tokens)}))
	}
	passive := q.is(being) && f == past // what is held does not hold
	if f == 0 || passive || p.is(being) || p.is(having) {
		return ""
	}
	return phrase(verb, q.cut(span{q.verb + 1, len(q.tokens)}))
}
