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

// standalone makes a question that needs no earlier turn of a message: by the
// model where there is one, and by the rules of the package conversation where
// there is none, or where it fails. It is asked only where those rules see that
// the message needs a turn before it.
func (s *Snapshot) standalone(ctx context.Context, message string, a Asking) (string, Writing, error) {
	ruled, _ := conversation.Standalone(a.History, message, s)
	if s.options.Model == nil || a.Quoted || len(a.History) == 0 || conversation.TooLong(message) || !conversation.Leans(message, s) {
		return ruled, Writing{}, nil
	}
	made, w, err := s.madeStandalone(ctx, message, a.History)
	if stopped(ctx, err) {
		return "", w, err
	}
	if err != nil {
		w.setback(err, "what is asked was understood by rule")
		return ruled, w, nil
	}
	return made, w, nil
}

// madeStandalone has the model do it. What it writes may name and count only what
// the conversation does.
func (s *Snapshot) madeStandalone(ctx context.Context, message string, history []conversation.Turn) (string, Writing, error) {
	view := struct {
		Turns   []shownTurn
		Message string
		Most    int
	}{turnsOf(history), oneLine(message), conversation.MaxQuestion}
	text, usage, err := s.errand(ctx, "standalone", view, longestQuestion)
	w := Writing{Usage: usage}
	if err != nil {
		return "", w, err
	}
	made, ok := oneQuestion(text)
	if !ok {
		return "", w, s.unusable("a question made of a message is no single line")
	}
	if otherTongue(made, message) {
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
		texts = append(append(texts, t.Question), t.Answer...)
	}
	return texts
}

// shownTurn is a turn as a model sees it.
type shownTurn struct{ Question, Answer string }

// turnsOf are the last turns, each with the beginning of its answer.
func turnsOf(history []conversation.Turn) []shownTurn {
	var turns []shownTurn
	for _, t := range history[max(0, len(history)-shownTurns):] {
		turns = append(turns, shownTurn{oneLine(t.Question), oneLine(beginningOf(strings.Join(t.Answer, " "), shownAnswer))})
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
