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
	case p.word(p.subject.from) == "there":
		return ""
	}
	rest := q.predicateFor(p)
	if rest == "" {
		return ""
	}
	return asQuestion(p.cut(span{0, p.aux + 1}), p.spelled(p.subject), rest)
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
	if q.aux < 0 {
		from = q.verb
	}
	verb, f := verbForm(q.word(q.verb))
	sameSort := q.is(being) == p.is(being) && q.is(having) == p.is(having) && q.aux >= 0
	if sameSort || verb == "" && q.aux >= 0 {
		return phrase(q.cut(span{from, len(q.tokens)}))
	}
	if f == 0 || p.is(being) || p.is(having) {
		return ""
	}
	return phrase(q.cut(span{from, q.verb}), verb, q.cut(span{q.verb + 1, len(q.tokens)}))
}
