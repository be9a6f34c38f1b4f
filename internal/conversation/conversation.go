package conversation

import (
	"strings"
	"unicode/utf8"
)

// Turn is one question that was answered earlier.
type Turn struct {
	Question string   // as it was understood, so that it needs no turn before it
	Asked    string   // as it was written; "" where that is the same
	Answer   []string // the sentences of the answer; none for an abstention
}

// Names is what a collection of articles knows about names.
type Names interface {
	// KnownName finds a name, or a part of one, by its folded words
	// ("ann lee", "lee"). It gives the name as the articles write it.
	KnownName(words string) (spelling string, kind Kind, ok bool)
}

// Kind tells what sort of thing a name is the name of.
type Kind int

// The kinds.
const (
	Unsure  Kind = iota // a name of anything
	Person              // one human being
	Thing               // anything but one: a place, an organisation
	Country             // with its people, its capital and its government
)

// MaxQuestion is the length in characters above which no question is made up.
const MaxQuestion = 400

// TooLong tells whether a question has more characters than MaxQuestion.
func TooLong(question string) bool { return utf8.RuneCountInString(question) > MaxQuestion }

// depth is how many turns back a pronoun may point.
const depth = 3

// Standalone makes a question that needs no earlier turn of a message, the
// turns given oldest first. It gives the message itself, and false, where it is
// one already, or where nothing tells what it means.
func Standalone(turns []Turn, message string, names Names) (string, bool) {
	if len(turns) == 0 || TooLong(message) || !utf8.ValidString(message) {
		return message, false
	}
	t := &talk{names: names}
	for _, turn := range turns[max(0, len(turns)-depth):] {
		if q := t.parse(turn.Question); len(q.tokens) > 0 && !TooLong(turn.Question) {
			t.turns = append(t.turns, &earlier{question: q, answer: t.answer(turn.Answer)})
		}
	}
	if len(t.turns) == 0 {
		return message, false
	}
	t.last = t.turns[len(t.turns)-1]
	for k := len(t.turns) - 1; k >= 0; k-- { // the last one that is about something
		if t.turns[k].question.weighty() {
			t.last = t.turns[k]
			break
		}
	}
	made := t.understand(message)
	if len(tokens(made)) == 0 || TooLong(made) || !utf8.ValidString(made) || same(made, message) {
		return message, false
	}
	return made, true
}

// anyTurns stand for whatever may have been asked before: about a person, and
// about a thing and several people.
var anyTurns = [][]Turn{
	{{Question: "Will Ann Lee discuss the budget on Monday?"}},
	{{Question: "Will the ministers discuss the budget on Monday?"}},
}

// withAnn knows the person of anyTurns beside the names of a collection.
type withAnn struct{ Names }

// KnownName knows one name more.
func (w withAnn) KnownName(words string) (string, Kind, bool) {
	if words == "ann lee" {
		return "Ann Lee", Person, true
	}
	return w.Names.KnownName(words)
}

// Leans tells whether a message needs an earlier turn to be understood, such as
// "why?" or "and Trump?": whether it would become another question after one.
func Leans(message string, names Names) bool {
	for _, turns := range anyTurns {
		if _, leans := Standalone(turns, message, withAnn{names}); leans {
			return true
		}
	}
	return false
}

// same tells whether two texts are the same question.
func same(a, b string) bool {
	plain := func(s string) string {
		return strings.ToLower(strings.Join(strings.Fields(strings.TrimRight(s, "?!. ")), " "))
	}
	return plain(a) == plain(b)
}

// talk is a conversation while a message is being understood.
type talk struct {
	names Names
	turns []*earlier // oldest first, at least one
	last  *earlier
}

// earlier is a turn, read.
type earlier struct {
	question *question
	answer   []*text // its sentences
}

// maxSentences is how much of an answer is looked at.
const maxSentences = 4

func (t *talk) answer(sentences []string) []*text {
	var read []*text
	for _, s := range sentences[:min(len(sentences), maxSentences)] {
		read = append(read, t.read(s))
	}
	return read
}

// understand tries the rules in turn; "" where none applies.
func (t *talk) understand(message string) string {
	m := t.read(expand(message))
	lead := leadOf(m)
	if lead.words > 0 {
		m = t.read(m.raw[m.startOf(lead.words):])
	}
	if len(m.tokens) == 0 {
		return ""
	}
	if made, is := t.short(m, lead); is {
		return made
	}
	if made := t.elliptical(t.sameSubject(m)); made != "" {
		return made
	}
	if m, resolved := t.resolve(m); resolved || lead.words > 0 {
		if made := t.fragment(m, lead); made != "" {
			return made
		}
		switch {
		case resolved && lead.about:
			return asQuestion("what about", m.raw)
		case resolved, lead.words > 0 && !lead.about && asks(m):
			return asQuestion(m.raw)
		}
		return ""
	}
	return t.fragment(m, lead)
}

// lead is how a message takes up what was said: "and …", "what about …".
type lead struct {
	words int
	about bool // "what about …", "how about …"
}

var (
	leadWords  = set(`and but so ok okay well then also now or yes no hmm hm oh ah thanks`)
	aboutLeads = [][]string{{"what", "about"}, {"how", "about"}, {"what", "of"}, {"same", "for"}, {"same", "question", "for"}}
)

func leadOf(m *text) lead {
	var l lead
	for l.words < len(m.tokens) && leadWords[m.word(l.words)] && (m.word(l.words) != "now" || l.words > 0) {
		l.words++
	}
	for _, words := range aboutLeads {
		if m.hasAt(l.words, words...) {
			return lead{l.words + len(words), true}
		}
	}
	if l.words == len(m.tokens) { // "so?", "and then?"
		return lead{}
	}
	return l
}

// asks tells whether a text has the form of a question.
func asks(m *text) bool {
	return auxiliaries[m.word(0)] || asking[m.word(0)] || prepositions[m.word(0)] && asking[m.word(1)]
}

// asQuestion joins the parts that are not empty into a question.
func asQuestion(parts ...string) string {
	return upperFirst(strings.TrimRight(phrase(parts...), " ?!.,;:")) + "?"
}

// phrase joins the parts that are not empty.
func phrase(parts ...string) string {
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}
