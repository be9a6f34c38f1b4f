package rag

import (
	"context"
	"strings"
	"unicode/utf8"

	"talksbot/internal/conversation"
	"talksbot/internal/language"
)

// What a model is shown of a conversation.
const (
	shownTurns  = 3
	shownAnswer = 400 // bytes of each answer
)

// meant is what a message of a conversation asks.
type meant struct {
	question string            // needs no turn before it
	tongue   language.Language // of the message, where its lead tells it and it is not the articles'; "" else
	own      bool              // the question is in the language of the articles all the same
	names    []string          // all that is understood are these names; nil else
}

// standalone makes a question that needs no earlier turn of a message: by the
// model where there is one, and by the rules of the package conversation where
// there is none, or where it fails. It is asked only where those rules see that
// the message needs a turn before it, or where one in another language does.
func (s *Snapshot) standalone(ctx context.Context, message string, a Asking) (meant, Writing, error) {
	if len(a.History) == 0 || conversation.TooLong(message) {
		return meant{question: message}, Writing{}, nil
	}
	ruled := meant{question: message}
	lead, foreign := s.leads(message, a.History)
	if foreign {
		ruled = s.ruledAbroad(message, lead, a)
	} else {
		ruled.question, _ = conversation.Standalone(a.History, message, s)
	}
	if s.options.Model == nil || a.Quoted || !foreign && !conversation.Leans(message, s) {
		return ruled, Writing{}, nil
	}
	made, w, err := s.madeStandalone(ctx, message, a.History, ruled.tongue != "")
	if stopped(ctx, err) {
		return meant{}, w, err
	}
	if err != nil {
		w.setback(err, "what is asked was understood by rule")
		return ruled, w, nil
	}
	in, sure := language.Detect(made)
	return meant{question: made, tongue: ruled.tongue, own: sure && s.tongues.has(in)}, w, nil
}

// madeStandalone has the model do it. What it writes may name and count only what
// the conversation does. To a message in a foreign language it may be in that of the
// articles: small models write no other.
func (s *Snapshot) madeStandalone(ctx context.Context, message string, history []conversation.Turn, foreign bool) (string, Writing, error) {
	view := struct {
		Turns   []shownTurn
		Message string
		Most    int
	}{s.turnsOf(history), oneLine(message), conversation.MaxQuestion}
	text, usage, err := s.errand(ctx, "standalone", view, longestQuestion)
	w := Writing{Usage: usage}
	if err != nil {
		return "", w, err
	}
	made, ok := oneQuestion(text)
	if !ok {
		return "", w, s.unusable("a question made of a message is no single line")
	}
	if !asksToo(made, message) {
		return "", w, s.unusable("a question made of a message is no question")
	}
	if other := foreign && otherTongue(made, strings.Join(said(history), "\n")); !other && !drawn(made, append(said(history), message)) {
		return "", w, s.unusable("a question made of a message is about other things than the conversation")
	}
	if in, _ := language.Detect(made); otherTongue(made, message) && !(foreign && s.tongues.has(in)) {
		return "", w, s.unusable("a question made of a message is in another language")
	}
	if s.adds(made, append(said(history), message)...) {
		return "", w, s.unusable("a question made of a message has a name or a number that the conversation does not have")
	}
	return made, w, nil
}

// otherTongue tells whether two texts are surely in different languages.
func otherTongue(a, b string) bool {
	in, sure := language.Detect(a)
	other, also := language.Detect(b)
	return sure && also && in != other
}

// said are the texts of a conversation.
func said(history []conversation.Turn) []string {
	var texts []string
	for _, t := range history {
		texts = append(append(texts, t.Question, t.Asked), t.Answer...)
	}
	return texts
}

// shownTurn is a turn as a model sees it.
type shownTurn struct{ Question, Answer string }

// turnsOf are the last turns, each with the beginning of its answer. A question of
// which only the names were understood is shown as it was written.
func (s *Snapshot) turnsOf(history []conversation.Turn) []shownTurn {
	var turns []shownTurn
	for _, t := range history[max(0, len(history)-shownTurns):] {
		question := t.Question
		if s.byNames(t) {
			question = t.Asked
		}
		turns = append(turns, shownTurn{oneLine(question), oneLine(beginningOf(strings.Join(t.Answer, " "), shownAnswer))})
	}
	return turns
}

// beginningOf are the first bytes of a text, and no part of a character.
func beginningOf(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most] + "…"
}
