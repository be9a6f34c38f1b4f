package conversation

import "strings"

// short understands questions that have hardly a word of their own. It tells
// whether the message is one, for which no other rule is to be tried.
func (t *talk) short(m *text, l lead) (made string, is bool) {
	if l.about {
		return "", false
	}
	made = t.shortOf(m)
	if made == unknown {
		return "", false
	}
	return made, true
}

// unknown is what shortOf gives for a message that is not short.
const unknown = "?"

func (t *talk) shortOf(m *text) string {
	q := t.last.question
	said := strings.TrimSpace(plainWords(m))
	switch {
	case whyWords[said]:
		return t.why(false)
	case said == "why not":
		return t.why(true)
	case whoSaid[said]:
		return with("who said that", t.claim())
	case stillWords[said]:
		return with("is it still true that", t.claim())
	case trueWords[said]:
		return with("is it true that", t.claim())
	case meaning[said] != "":
		return with(meaning[said], t.claim())
	case changeWords[said]:
		return t.change()
	case nextWords[said]:
		return with("what happened next with", q.matter())
	case moreWords[said]:
		return t.more(said)
	case said == "who" || said == "who else" || said == "who exactly":
		return t.who(said)
	case said == "how many" || said == "how much" || said == "how many exactly" || said == "how much exactly":
		return t.howMany(strings.TrimSuffix(said, " exactly"))
	case thatWhen[said] != "":
		return t.with(thatWhen[said])
	case bareAsk(m):
		return t.with(lower(m.raw))
	}
	return unknown
}

// with is a question of two parts, "" where the second is missing.
func with(ask, what string) string {
	if what == "" {
		return ""
	}
	return asQuestion(ask, what)
}

// plainWords are the words of a message, without those that only soften it.
func plainWords(m *text) string {
	var words []string
	for i := range m.tokens {
		if w := m.word(i); !soft[w] || i == 0 {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}

func lower(s string) string { return strings.ToLower(strings.Trim(s, " ?!.,;:…")) }

// list makes a set of the lines of a text.
func list(lines string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.SplitSeq(lines, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out[line] = true
		}
	}
	return out
}

var (
	soft     = set(`please though exactly actually really anyway too either`)
	whyWords = list(`why
		how come
		how so
		why so
		what for
		why is that
		why is this
		why was that
		why that
		for what reason
		what is the reason
		what was the reason
		what is the reason for that
		the reason`)
	whoSaid = list(`who said that
		who said so
		who said this
		who said it
		who says that
		who says so
		who says
		says who
		who claims that
		who claimed that
		who reported that
		who confirmed that
		according to whom
		according to who`)
	trueWords = list(`is that true
		is this true
		is it true
		is that right
		is that correct
		is that so
		is that confirmed
		is that certain
		true
		really
		are you sure
		sure`)
	stillWords = list(`is that still true
		is that still so
		is that still the case
		is this still true
		still
		is it still true`)
	changeWords = list(`did that change
		did it change
		did this change
		did anything change
		has that changed
		has it changed
		has this changed
		has anything changed
		has that changed since
		has it changed since
		has anything changed since
		has that changed since then
		how has that changed
		how has it changed
		how did that change
		how did it change
		what changed
		what has changed
		any change
		any changes`)
	nextWords = list(`then
		and then
		what then
		then what
		what next
		what happened next
		what happened then
		what happened after
		what happened after that
		what happened afterwards
		what came next
		and after that
		after that
		afterwards`)
	moreWords = list(`what else
		anything else
		something else
		more
		tell me more
		go on
		any more
		more details
		what more
		more please`)
	thatWhen = map[string]string{
		"when was that": "when", "when is that": "when", "when was this": "when", "when will that be": "when", "when did that happen": "when",
		"when will that happen": "when", "when was it": "when", "when did it happen": "when", "when will it happen": "when",
		"where was that": "where", "where is that": "where", "where did that happen": "where", "where will that be": "where",
		"where will that happen": "where", "where was it": "where", "where did it happen": "where", "how did that happen": "how",
	}
	meaning = map[string]string{
		"what does that mean": "what does it mean that", "what does it mean": "what does it mean that", "what does this mean": "what does it mean that", "meaning": "what does it mean that",
		"why is that important": "why is it important that", "why does that matter": "why does it matter that",
		"why does it matter": "why does it matter that", "why is this important": "why is it important that",
	}
)

// bareAsk is true for asking words alone: "since when", "in which city", "where
// to". A noun makes the difference between those and "What hope?".
func bareAsk(m *text) bool {
	s := m.askingWords()
	word := m.word(0)
	if prepositions[word] {
		word = m.word(1)
	}
	switch n := len(m.tokens); {
	case s.empty() || n > 5 || m.raw[m.tokens[0].Start:] == "":
		return false
	case word == "what" && s.to == 1 && m.word(0) == "what", word == "which" && s.to == 1:
		return false
	case (word == "which" || word == "what" || word == "whose") && m.word(0) == word:
		return false // "which city" may ask for what was not spoken of
	case s.to == n:
		return true
	case s.to == n-1:
		return prepositions[m.word(n-1)] || soft[m.word(n-1)] || m.word(n-1) == "else" || m.word(n-1) == "then"
	}
	return false
}

// with asks the last question with other asking words.
func (t *talk) with(ask string) string {
	q := t.last.question
	if words := tokens(ask); len(words) > 1 && prepositions[words[len(words)-1].Word] {
		// "where to": the preposition goes to the end.
		return asQuestion(strings.TrimSuffix(q.asked(words[0].Word, t.standIn()), "?"), words[len(words)-1].Word)
	}
	if q.ask.empty() && q.aux < 0 {
		return ""
	}
	return q.asked(ask, t.standIn())
}

// standIn is what the words that asked in the last question stand for.
func (t *talk) standIn() string {
	q := t.last.question
	switch w := q.asks(); {
	case w == "who" || w == "whom":
		if n := t.answerPerson(); n != nil {
			return n.text
		}
		if q.is(having) || q.is(being) || q.aux < 0 {
			return "somebody"
		}
		return "anybody"
	case w == "which" || w == "how" || w == "what" && q.ask.to > 1:
		for i := q.ask.to - 1; i > 0; i-- {
			if !asking[q.word(i)] && !measures[q.word(i)] && q.word(i) != "else" && q.word(i) != "exactly" {
				from := i
				for from > 0 && !asking[q.word(from-1)] && !measures[q.word(from-1)] && !prepositions[q.word(from-1)] {
					from--
				}
				noun := q.cut(span{from, i + 1})
				if plural(q.word(i)) || q.nameAt(i) != nil || determiners[q.word(from)] {
					return noun
				}
				return "the " + noun
			}
		}
	}
	return "that"
}

// why asks for the reason of what the last question asked about: "Why will
// Putin not attend?", where the answer was no.
func (t *talk) why(not bool) string {
	q := t.last.question
	if q.ask.empty() && q.aux < 0 {
		return asQuestion("why", q.lowerFirst(span{0, len(q.tokens)}))
	}
	if q.yesNo() && !q.negative() && (not || t.answeredNo()) {
		return asQuestion("why", q.helperAsIs(), q.cut(q.subject), "not", q.cut(q.rest))
	}
	return q.asked("why", t.standIn())
}

var denying = set(`not no never neither nor none cannot unlikely refuse refused refuses refusing reject rejected rejects decline declined
 declines deny denied denies doubt doubtful won't doesn't didn't isn't aren't wasn't weren't hasn't haven't can't couldn't wouldn't`)

// answeredNo tells whether a sentence of the answer denies something right
// behind the subject of the question.
func (t *talk) answeredNo() bool {
	q := t.last.question
	if q.subject.empty() {
		return false
	}
	const near = 6
	subject := q.word(q.subject.to - 1)
	for _, m := range t.last.answer {
		for i, from := 0, -near-1; i < len(m.tokens); i++ {
			if m.word(i) == subject {
				from = i
			}
			if denying[m.word(i)] && i-from <= near {
				return true
			}
		}
	}
	return false
}

// change asks how what was asked about has changed.
func (t *talk) change() string {
	q := t.last.question
	if q.alone("what") && q.is(being) && q.verb < 0 && !q.subject.empty() {
		what := phrase(q.cut(q.subject), q.cut(q.about()))
		return asQuestion("how", agreed("has", many(what)), what, "changed")
	}
	if c := q.clause(); c != "" {
		return asQuestion("what has changed about", c)
	}
	return ""
}

// more asks for what the answer did not say.
func (t *talk) more(said string) string {
	q := t.last.question
	if q.is(being) && q.verb < 0 && !q.subject.empty() {
		return with("what else is said about", q.matter())
	}
	if q.alone("what") || said != "what else" && (q.alone("who") || q.alone("where")) {
		return asQuestion(q.cut(q.ask), "else", q.cut(span{q.ask.to, len(q.tokens)}))
	}
	return with("what else is said about", q.matter())
}

// who asks for the people in the subject's place.
func (t *talk) who(ask string) string {
	q := t.last.question
	switch {
	case q.alone("who"):
		if ask == "who else" {
			return t.more(ask)
		}
		return q.raw
	case q.gap() && q.aux >= 0:
		return asQuestion(ask, q.helperAsIs(), q.cut(q.rest))
	case q.gap():
		return asQuestion(ask, q.cut(q.rest))
	case q.aux >= 0 && !q.object() && !q.rest.empty() && q.agent(q.subject):
		return asQuestion(ask, q.helper(false), q.cut(q.rest))
	}
	return ""
}

// agent tells whether a subject can be somebody.
func (q *question) agent(s span) bool {
	last := q.word(s.to - 1)
	return q.nameAt(s.to-1) != nil || pronouns[last] || roles[last] || groups[last] || someone[last]
}

var someone = set(`someone somebody anyone anybody everyone everybody nobody`)

// howMany asks for the number of what was asked about, if that is many.
func (t *talk) howMany(ask string) string {
	q := t.last.question
	if q.aux < 0 && !q.gap() {
		return ""
	}
	if ask == "how many" {
		for _, th := range q.things() {
			from := th.from
			for determiners[q.word(from)] {
				from++
			}
			if from >= th.to || !plural(q.word(th.to-1)) || th.before != "" || th.from > th.to-1 {
				continue
			}
			noun := q.cut(span{from, th.to})
			if th.subject {
				return asQuestion(ask, strings.TrimPrefix(q.statement(), q.cut(span{th.from, from})))
			}
			if !q.gap() && q.aux >= 0 {
				rest := phrase(q.cut(span{q.rest.from, th.from}), q.cut(span{th.to, len(q.tokens)}))
				return asQuestion(ask, noun, q.helperAsIs(), q.cut(q.subject), rest)
			}
		}
	}
	if q.gap() {
		if noun := t.standIn(); q.ask.to > 1 && noun != "that" && ask == "how many" {
			return asQuestion(ask, strings.TrimPrefix(noun, "the "), q.cut(span{q.ask.to, len(q.tokens)}))
		}
		return asQuestion(ask, q.cut(span{q.ask.to, len(q.tokens)}))
	}
	return asQuestion(ask, q.helperAsIs(), q.cut(q.subject), q.cut(q.rest))
}

// maxClaim is how much of a sentence is taken up, in bytes.
const maxClaim = 130

// claim is what was said last, as it stands behind "that": the first sentence of
// the answer, or what the question asked about.
func (t *talk) claim() string {
	q := t.last.question
	if len(t.last.answer) > 0 {
		if c := t.claimOf(t.last.answer[0]); c != "" {
			return c
		}
	}
	if q.yesNo() {
		return q.statement()
	}
	return ""
}

// claimOf is the beginning of a sentence, up to the end of one of its clauses.
// Of "He said that …" it is what was said.
func (t *talk) claimOf(m *text) string {
	from := 0
	for i := 1; i < len(m.tokens)-3; i++ {
		if m.word(i) == "that" && telling[m.word(i-1)] {
			from = i + 1
			break
		}
	}
	to, end := from, from
	for end < len(m.tokens) && m.tokens[end].End-m.tokens[from].Start <= maxClaim {
		end++
		if end == len(m.tokens) || end-from > 4 && m.comma(end) {
			to = end
		}
		if end < len(m.tokens) && to == end && strings.ContainsAny(m.raw[m.tokens[end-1].End:m.tokens[end].Start], ":;") {
			break // what follows explains it
		}
	}
	if to == from {
		to = end // no mark between: as many words as there is room for
	}
	if to-from < 2 {
		return ""
	}
	return phrase(strings.Map(unquoted, m.lowerFirst(span{from, to})))
}

// unquoted drops marks that would open something and not close it.
func unquoted(r rune) rune {
	if strings.ContainsRune(`“”"()[]`, r) {
		return -1
	}
	return r
}

var telling = set(`said says say saying told claimed claims warned argued insisted insists stressed declared announced stated added
 suggested confirmed explained reported believes thinks argues warns states maintains`)
