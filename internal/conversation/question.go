package conversation

import (
	"slices"

	"talksbot/internal/rag/lexical"
)

// question is a question, taken apart. "When will the talks begin in Ankara?"
// has the asking words "When", the auxiliary "will", the subject "the talks",
// the verb "begin" and the rest "begin in Ankara".
type question struct {
	*text
	ask     span // the words that ask; empty in a question for yes or no
	aux     int  // the auxiliary, -1 for none
	subject span // empty where the asking words are the subject
	rest    span // what comes behind subject and auxiliary
	verb    int  // the main verb, -1 for none but a form of "be"
}

// parse takes a question apart.
func (t *talk) parse(s string) *question {
	m := t.read(expand(s))
	if l := leadOf(m); l.words > 0 {
		m = t.read(m.raw[m.startOf(l.words):])
	}
	return t.take(m)
}

func (t *talk) take(m *text) *question {
	q := &question{text: m, aux: -1, verb: -1}
	q.ask = m.askingWords()
	at := q.ask.to
	if auxiliaries[m.word(at)] {
		q.aux = at
		at++
	}
	if q.aux >= 0 && (q.ask.empty() || !q.fills(at)) {
		q.subject = span{at, q.subjectEnd(at)}
		at = q.subject.to
	}
	q.rest = span{at, len(m.tokens)}
	for adverbs[m.word(at)] {
		at++
	}
	if at < len(m.tokens) && (q.aux >= 0 && !q.is(being) || q.aux < 0 && !q.ask.empty() || isVerb(m.word(at), past, gerund)) {
		q.verb = at
	}
	return q
}

// is tells whether the auxiliary is one of a set.
func (q *question) is(kind map[string]bool) bool { return kind[q.word(q.aux)] }

// yesNo tells whether the question asks for yes or no.
func (q *question) yesNo() bool { return q.ask.empty() && q.aux >= 0 }

// weighty tells whether the question has a word that is about something.
func (q *question) weighty() bool {
	return slices.ContainsFunc(q.tokens, func(t lexical.Token) bool { return !t.Stop && !leadWords[t.Word] })
}

// gap tells whether the asking words are the subject: "Who will attend?"
func (q *question) gap() bool { return !q.ask.empty() && q.subject.empty() }

// asks gives the word that asks: "which" in "On which day".
func (q *question) asks() string {
	for i := q.ask.from; i < q.ask.to; i++ {
		if asking[q.word(i)] {
			return q.word(i)
		}
	}
	return ""
}

// alone tells whether the asking words are that one word.
func (q *question) alone(word string) bool { return q.ask.to == 1 && q.word(0) == word }

var measures = set(`many much long often far old big large high tall deep fast soon few`)

// askingWords finds the words that ask at the beginning of a text.
func (m *text) askingWords() span {
	i := 0
	if prepositions[m.word(0)] && asking[m.word(1)] {
		i = 1
	}
	word := m.word(i)
	if !asking[word] {
		return span{}
	}
	i++
	noun := false
	switch word {
	case "how":
		if measures[m.word(i)] {
			noun = m.word(i) == "many" || m.word(i) == "much"
			i++
		}
	case "which", "whose":
		noun = true
	case "what":
		noun = !isVerb(m.word(i), past, thirdPerson) && m.word(i) != "about" && !prepositions[m.word(i)]
	}
	if word == "how" && noun && m.word(i) == "of" { // "How much of the land is …"
		for k := i + 2; k < min(i+7, len(m.tokens)); k++ {
			if auxiliaries[m.word(k)] {
				return span{0, k}
			}
		}
	}
	for k := 0; noun && k < 4 && i < len(m.tokens); k++ {
		w := m.word(i)
		if auxiliaries[w] || prepositions[w] || determiners[w] || pronouns[w] || k > 0 && (isVerb(w, base, past, thirdPerson) || m.nameAt(i) != nil) {
			break
		}
		i++
	}
	for m.word(i) == "else" || m.word(i) == "exactly" {
		i++
	}
	return span{0, i}
}

func isVerb(word string, forms ...form) bool {
	_, is := verbForm(word)
	for _, f := range forms {
		if is == f {
			return true
		}
	}
	return word == "be" || word == "been"
}

// fills tells whether the asking words are the subject, with no other behind
// the auxiliary at at-1.
func (q *question) fills(at int) bool {
	switch q.asks() {
	case "when", "where", "why", "whom":
		return false
	case "how":
		if !measures[q.word(1)] {
			return false
		}
	}
	if prepositions[q.word(0)] || q.is(doing) {
		return false
	}
	for adverbs[q.word(at)] {
		at++
	}
	w := q.word(at)
	switch {
	case w == "" || prepositions[w]:
		return true
	case q.nameAt(at) != nil || determiners[w] || pronouns[w]:
		return false
	case q.is(being):
		return isVerb(w, past, gerund)
	}
	return isVerb(w, base, past) || q.asks() == "who"
}

// subjectEnd finds where the subject that begins at i ends.
func (q *question) subjectEnd(i int) int {
	n := len(q.tokens)
	if pronouns[q.word(i)] && !determiners[q.word(i)] && q.nameAt(i) == nil {
		return i + 1
	}
	content, open := 0, true // open: a noun has to come yet
	j := i
	for ; j < n; j++ {
		w := q.word(j)
		if name := q.nameAt(j); name != nil {
			j = name.to - 1
			content++
			open = q.possessive(j) || name.kind == Country && name.role > 1 && !q.ends(j+1)
			if !open && !conjunctions[q.word(j+1)] {
				j++
				break
			}
			continue
		}
		if conjunctions[w] && content > 0 && (q.nameAt(j+1) != nil || determiners[q.word(j+1)]) {
			open = true
			continue
		}
		if w == "of" {
			open = true
			continue
		}
		if determiners[w] && (j == i || open) {
			if content == 0 || open {
				continue
			}
		}
		if far := q.verbBeyond(j); content > 0 && prepositions[w] && far > 0 {
			return far
		}
		if q.ends(j) || !open && q.predicate(w) {
			break
		}
		content++
		open = false
	}
	last := q.word(j - 1)
	unfinished := j == n || prepositions[q.word(j)] || determiners[q.word(j)] || !q.dateAt(j).empty()
	if unfinished && content > 1 && q.nameAt(j-1) == nil && !roles[last] && !groups[last] && (!q.is(being) || q.ask.empty() && j == n) {
		j-- // the last word is a verb, or what the subject is said to be
	}
	return max(j, i)
}

// verbBeyond finds the verb behind a preposition and its noun that belong to the
// subject: "Did voters in Spain elect …"; 0 for none.
func (q *question) verbBeyond(i int) int {
	if q.is(being) {
		return 0
	}
	for k := i + 2; k < min(i+5, len(q.tokens)); k++ {
		before := q.word(k - 1)
		if q.ends(k) || q.nameAt(k) == nil && q.predicate(q.word(k)) {
			if prepositions[before] || determiners[before] || q.ends(k) && !determiners[q.word(k)] {
				return 0
			}
			if !q.ends(k) {
				return k
			}
		}
	}
	return 0
}

var conjunctions = set(`and or`)

// ends tells whether a subject cannot go on with the token.
func (q *question) ends(i int) bool {
	w := q.word(i)
	if q.nameAt(i) != nil {
		return false
	}
	return w == "" || prepositions[w] && w != "of" || auxiliaries[w] || adverbs[w] || asking[w] || pronouns[w] || w == "be" || w == "been" ||
		determiners[w] || conjunctions[w] || !q.dateAt(i).empty()
}

// predicate tells whether a word has the form that the auxiliary asks for.
func (q *question) predicate(w string) bool {
	switch {
	case q.is(being):
		return isVerb(w, past, gerund)
	case q.is(having):
		return isVerb(w, past, base)
	}
	return isVerb(w, base)
}

// negative tells whether the question has a "not" of its own.
func (q *question) negative() bool {
	for i := range q.tokens {
		if w := q.word(i); w == "not" || i == q.aux && (len(w) > 2 && w[len(w)-2:] == "nt" || len(w) > 3 && w[len(w)-3:] == "n't") {
			return true
		}
	}
	return false
}

// asked puts other asking words before the question, "" for those of a question
// for yes or no. Where its own asked for the subject or the object, the
// stand-in takes that place.
func (q *question) asked(ask, standIn string) string {
	subject, rest := q.cut(q.subject), q.cut(q.rest)
	switch {
	case q.ask.empty() && q.aux < 0:
		return asQuestion(ask, q.lowerFirst(span{0, len(q.tokens)}))
	case q.gap() && q.aux < 0:
		verb, f := verbForm(q.word(q.verb))
		if verb == "" {
			return ""
		}
		before := q.cut(span{q.ask.to, q.verb})
		helper := agreed(helperFor(f), many(standIn))
		if f == base && !many(standIn) {
			helper = "does"
		}
		return asQuestion(ask, helper, standIn, before, verb, q.cut(span{q.verb + 1, len(q.tokens)}))
	case q.gap():
		return asQuestion(ask, q.helper(many(standIn)), standIn, rest)
	case q.object() && q.is(being) && q.verb < 0:
		return asQuestion(ask, q.helper(false), standIn, subject, rest)
	case q.object() && q.verb >= 0:
		return asQuestion(ask, q.helperAsIs(), subject, q.cut(span{q.subject.to, q.verb + 1}), standIn, q.cut(span{q.verb + 1, len(q.tokens)}))
	}
	return asQuestion(ask, q.helperAsIs(), subject, rest)
}

// object tells whether the asking words stand for an object of the verb, or for
// what the subject is.
func (q *question) object() bool {
	w := q.asks()
	return !q.gap() && !prepositions[q.word(0)] && (w == "who" || w == "whom" || w == "what" || w == "which" || w == "whose" || w == "how" && measures[q.word(1)] && !adjunct[q.word(1)])
}

// adjunct are measures of time and the like: "how long" is no object.
var adjunct = set(`long often far soon old big large high tall deep fast`)

// helper is the auxiliary in lower case, for a subject in the singular or plural.
func (q *question) helper(many bool) string { return agreed(q.helperAsIs(), many) }

func (q *question) helperAsIs() string { return q.lowerFirst(span{q.aux, q.aux + 1}) }

// statement turns a question for yes or no round: "Putin will attend".
func (q *question) statement() string {
	subject, rest := q.cut(q.subject), q.cut(q.rest)
	if subject == "" {
		return ""
	}
	if q.is(doing) && !q.negative() && q.verb >= 0 {
		verb := inflected(q.word(q.verb), q.word(q.aux))
		return phrase(subject, q.cut(span{q.subject.to, q.verb}), verb, q.cut(span{q.verb + 1, len(q.tokens)}))
	}
	return phrase(subject, q.helperAsIs(), rest)
}

// clause is the question within a sentence: "whether Putin will attend", "who
// will attend", "when the talks will begin".
func (q *question) clause() string {
	switch {
	case q.yesNo():
		if s := q.statement(); s != "" {
			return phrase("whether", s)
		}
		return ""
	case q.ask.empty():
		return q.lowerFirst(span{0, len(q.tokens)})
	case q.gap():
		return q.lowerFirst(span{0, len(q.tokens)})
	case q.is(being) && q.verb < 0:
		return phrase(q.lowerFirst(q.ask), q.cut(q.subject), q.helperAsIs(), q.cut(q.rest))
	}
	return phrase(q.lowerFirst(q.ask), q.statement())
}

// many tells whether a phrase is in the plural.
func many(s string) bool {
	m := &text{raw: s}
	m.tokens = tokens(s)
	for i := range m.tokens {
		switch {
		case m.word(i) == "and":
			return true
		case prepositions[m.word(i)] && i > 0:
			return plural(m.word(i - 1))
		}
	}
	last := len(m.tokens) - 1
	if last < 0 {
		return false
	}
	w := m.word(last)
	return w == "they" || w == "these" || w == "those" || w == "we" || (!m.tokens[last].Upper || m.word(0) == "the") && plural(w)
}
