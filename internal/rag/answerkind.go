package rag

import (
	"iter"
	"math"
	"regexp"
	"slices"
	"strings"

	"talksbot/internal/rag/lexical"
)

// kindOfAnswer tells how far a sentence holds what the question asks for, 0..1.
func (s *Snapshot) kindOfAnswer(q *query, e *evidence) float64 {
	text := e.text()
	switch q.kind {
	case person:
		return s.namesPeople(q, e) * (0.4 + 0.6*math.Min(1, 2*q.focusIn(e)))
	case definition:
		return s.saysWhat(q, e)
	case moment:
		return dated(q, text)
	case place:
		return s.namesPlace(q, e)
	case quantity:
		return s.counts(q, e)
	case duration:
		return yes(durationPattern.MatchString(text))
	case reason:
		return yes(reasonPattern.MatchString(text))
	case stance:
		return q.onTopic(e) * (0.2*yes(stancePattern.MatchString(text)) + 0.8*s.holderDoes(q, e, stances))
	case outcome:
		return yes(outcomePattern.MatchString(text))
	case statement:
		return q.onTopic(e) * (0.3*yes(statementPattern.MatchString(text)) + 0.7*s.holderDoes(q, e, speech))
	}
	return 0
}

// dated tells whether a sentence names a time; where the question is not about
// the past, one that speaks of a plan is better.
func dated(q *query, text string) float64 {
	if !momentPattern.MatchString(text) {
		return 0
	}
	if q.past || planPattern.MatchString(text) {
		return 1
	}
	return 0.7
}

const numberWords = `one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|half|third|quarter|percent|several|few|many|twice|most`

var (
	momentPattern    = regexp.MustCompile(`(?i)\b(mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|january|february|march|april|june|july|august|september|october|november|december|(jan|feb|aug|sept|oct|nov|dec)\.|in may|may \d|\d may|today|tomorrow|yesterday|tonight|(1[5-9]|20)\d\d|\d{1,2}:\d\d|\d+ ?(a|p)\.?m\b|(last|next|this|earlier this) (week|weekend|month|year|night)|weekend|(days|weeks|months|years) (ago|later|earlier))\b`)
	planPattern      = regexp.MustCompile(`(?i)\b(will|scheduled?|plan(s|ned)?|due|set|expected|tentatively|upcoming|nears|ahead|originally|to (take place|be held|begin|start))\b`)
	durationPattern  = regexp.MustCompile(`(?i)\b(\d+|` + numberWords + `|a|an)[ -](\w+ )?(second|minute|hour|day|week|month|year|decade|centur|met(er|re)|kilomet|km\b|miles?\b|feet\b|foot\b|yards?\b)`) // "how long" asks for a length, too
	placePattern     = regexp.MustCompile(`\b(in|at|to|from|near|into|across|outside|around|toward|towards)\s+(the\s+)?\p{Lu}`)
	numberPattern    = regexp.MustCompile(`(?i)^(` + numberWords + `)$`)
	yearPattern      = regexp.MustCompile(`^(1[5-9]|20)\d\d$`)
	reasonPattern    = regexp.MustCompile(`(?i)\b(because|since|due to|owing to|as a result|after|amid|citing|cited|reason|so that|in order to|to avoid|therefore|given|prompt\w*|led to|caused?|over (the|its|their|his|her)|pending|request\w*|blam\w*|following|would (only|not)|in response)\b`)
	stancePattern    = regexp.MustCompile(`(?i)\b(want\w*|demand\w*|insist\w*|support\w*|back(s|ed|ing)?|oppos\w*|reject\w*|refus\w*|call(s|ed|ing)? (for|on)|urg(e|es|ed|ing)|propos\w*|seek\w*|sought|agree[sd]?|accept\w*|condition\w*|precondition\w*|red line|ready|willing\w*|declin\w*|must|should|press(es|ed|ing)?|push(es|ed|ing)?|advocat\w*|criticiz\w*|criticis\w*|warn\w*|ultimatum\w*|respon\w*|favou?r\w*|position|stance)\b`)
	outcomePattern   = regexp.MustCompile(`(?i)\b(end(ed|s)?|fail(ed|s|ure)?|collaps\w+|broke|reach(ed|es)?|agree[ds]?|agreements?|deals?|result(ed|s)?|conclu\w+|sign(ed|s)?|decid\w+|led to|fell|won|lost|killed|approv\w+|reject\w+|postpon\w+|cancel\w+|adopt\w+|outcome|produced|yield\w*|without)\b`)
	statementPattern = regexp.MustCompile(`(?i)[“"]|\b(said|says?|told|tells|stated|added|warned|argued|claimed|insisted|declared|announced|confirmed|stressed|suggested|explained|denied|accused|called|urged|according to|noted|replied|hinted|vowed)\b`)
)

// onTopic is how far a sentence has what a position or a statement is about: a
// demand for something else is none. 0.1..1.
func (q *query) onTopic(e *evidence) float64 { return 0.1 + 0.9*math.Pow(q.focusIn(e), 2) }

// reach is how many tokens after its subject a verb is looked for.
const reach = 5

// holderDoes is how well a sentence has the first name of the question followed
// by one of the verbs, as a subject is by what it does.
func (s *Snapshot) holderDoes(q *query, e *evidence, verbs map[string]bool) float64 {
	holder := q.holder()
	if holder == nil {
		return 0
	}
	best := 0.0
	text := e.passage.Article.Quote(e.passage.Span)
	for i, t := range e.tokens {
		if !verbs[t.Stem] && !verbs[t.Word] {
			continue
		}
		for j := max(0, i-reach); j < i; j++ {
			if !possessive(text, e.tokens[j]) {
				best = math.Max(best, s.namedAt(q, holder, e, j))
			}
		}
	}
	return best
}

// stances are the stems of verbs that say what somebody wants.
var stances = lexical.Set(`want demand insist support back oppos reject refus call urg propos seek sought agre accept requir
 readi will must should declin press push advoc critic criticiz warn respond respons favor condit offer maintain say said call`)

// namesPeople grows with the people named whom the question does not name. A
// name that may be a person's counts less; one with the office that the
// question asks for is the answer.
func (s *Snapshot) namesPeople(q *query, e *evidence) float64 {
	n := 0.0
	for m, name := range s.candidates(q, e) {
		switch {
		case s.holdsOffice(q, e, m):
			return 1
		case name.Person():
			n++
		case name.person == 0:
			n += 0.3
		}
	}
	return 0.8 * (1 - math.Pow(0.5, n))
}

// holdsOffice tells whether the question asks for the holder of an office and
// the mention is of one: "defence minister", but not "deputy defence minister".
func (s *Snapshot) holdsOffice(q *query, e *evidence, m mention) bool {
	asked := 0
	for _, w := range q.words {
		if isOffice(w.Token) {
			asked++
		}
	}
	if asked == 0 || m.Office == m.From {
		return false
	}
	for _, t := range e.tokens[m.Office:m.From] {
		if isOffice(t) {
			if !q.hasKin(t) {
				return false
			}
			asked--
		}
	}
	return asked <= 0
}

// people are the people of a sentence whom the question does not name, by their
// last names.
func (s *Snapshot) people(q *query, e *evidence) []string {
	var people []string
	for _, name := range s.candidates(q, e) {
		if name.Person() {
			people = append(people, name.last())
		}
	}
	return people
}

// candidates are the names of a sentence that may answer who: those that are not
// in the question, and not of somebody who only reports.
func (s *Snapshot) candidates(q *query, e *evidence) iter.Seq2[mention, *Name] {
	return func(yield func(mention, *Name) bool) {
		for _, m := range e.names {
			name := s.names.named(e.tokens[m.From:m.To])
			if name == nil || q.has(name.last()) || q.onlyTells(e, m) {
				continue
			}
			if !yield(m, name) {
				return
			}
		}
	}
}

// onlyTells tells whether a mention is of somebody who reports what the sentence
// says ("Lee has confirmed that …"), where the question does not ask who did.
func (q *query) onlyTells(e *evidence, m mention) bool {
	if slices.ContainsFunc(q.tokens, func(t lexical.Token) bool { return speech[t.Stem] }) {
		return false
	}
	if m.From > 1 && e.tokens[m.From-1].Word == "to" && e.tokens[m.From-2].Word == "according" {
		return true
	}
	for i := m.To; i < min(m.To+3, len(e.tokens)); i++ {
		if speech[e.tokens[i].Stem] {
			return true
		}
		if !e.tokens[i].Stop {
			break
		}
	}
	return false
}

func (n *Name) last() string { return n.Words[len(n.Words)-1] }

// has tells whether the question has a folded word, or a form of it.
func (q *query) has(word string) bool {
	for _, t := range q.tokens {
		if t.Word == word || !t.Stop && kindred(t.Word, word) {
			return true
		}
	}
	return false
}

// saysWhat is 1 where the sentence says who or what the question's name is: an
// office before it, or "is a" or a comma after it.
func (s *Snapshot) saysWhat(q *query, e *evidence) float64 {
	text := e.text()
	best := 0.0
	for _, m := range e.names {
		if !q.has(e.tokens[m.To-1].Word) {
			continue
		}
		if m.Office < m.From {
			return 1
		}
		end := e.tokens[m.To-1].End - (e.span.Start - e.passage.Start)
		after := strings.TrimLeft(text[end:min(len(text), end+20)], "’'”\") ")
		switch {
		case definingPattern.MatchString(after):
			best = math.Max(best, 1)
		case strings.HasPrefix(after, ",") || strings.HasPrefix(after, "("):
			best = math.Max(best, 0.8)
		case m.From > 0 && e.tokens[m.From-1].Stem != "" && !e.tokens[m.From-1].Stop && !speech[e.tokens[m.From-1].Stem]:
			best = math.Max(best, 0.3)
		}
	}
	if best == 0 && definingPattern.MatchString(text) {
		best = 0.4
	}
	return best
}

var definingPattern = regexp.MustCompile(`\b(is|was|are|were) (an?|the|one|also)\b`)

// namesPlace is 1 where a name that is not in the question follows a word of
// place.
func (s *Snapshot) namesPlace(q *query, e *evidence) float64 {
	for _, m := range e.names {
		before := ""
		for i := m.From - 1; i >= 0 && i >= m.From-2 && before == ""; i-- {
			if places[e.tokens[i].Word] {
				before = e.tokens[i].Word
			}
		}
		if before != "" && !q.has(e.tokens[m.To-1].Word) {
			return 1
		}
	}
	return 0.5 * yes(placePattern.MatchString(e.text()))
}

// How many tokens from a number its noun may stand: "1,637 people", "people: 1,637",
// and what is measured, "the population of the old town was 1,637".
const (
	nounBefore    = 3
	measureBefore = 9
	nounAfter     = 4
)

// counts is 1 where a number stands close to a word of the question, and less
// where there is a number at all. A year alone is none.
func (s *Snapshot) counts(q *query, e *evidence) float64 {
	best := 0.0
	measured := q.measures()
	for i, t := range e.tokens {
		if !isNumber(t) {
			continue
		}
		best = math.Max(best, 0.3)
		if measured && !slices.ContainsFunc(e.tokens[i+1:min(i+3, len(e.tokens))], func(t lexical.Token) bool { return units[t.Stem] }) {
			continue // 22 turbines do not say how tall they are
		}
		for j := max(0, i-measureBefore); j <= min(i+nounAfter, len(e.tokens)-1); j++ {
			if (j >= i-nounBefore || quantityNouns[e.tokens[j].Stem]) && s.counted(q, e.tokens[j]) {
				return 1
			}
		}
	}
	return best
}

// measures tells whether a question asks for what has a unit: "how tall".
func (q *query) measures() bool {
	for i, t := range q.tokens {
		if t.Word == "how" {
			return measuring[wordAt(q.tokens, i+1)]
		}
	}
	return false
}

var (
	measuring = lexical.Set(`tall deep fast old far`)
	units     = lexical.Set(`metr meter kilometr kilomet km mile foot feet inch yard centimetr centimet cm knot mph kph storey stori year month week day old hour minut`)
)

// How nearly a word must mean the same as one of the question for a number beside
// it to be the answer: lives lost are near to a population and do not measure it.
const (
	isNoun    = 0.5
	isMeasure = 0.7
)

// counted tells whether a token stands for a word of the question that is
// neither name nor number.
func (s *Snapshot) counted(q *query, t lexical.Token) bool {
	return !t.Stop && slices.ContainsFunc(q.words, func(w *queryWord) bool {
		least := isNoun
		if quantityNouns[w.Stem] {
			least = isMeasure
		}
		return !w.name && !w.Number && s.kinship(q, w, t) > least
	})
}

func isNumber(t lexical.Token) bool {
	if t.Number {
		return !yearPattern.MatchString(t.Word)
	}
	return numberPattern.MatchString(t.Word)
}
