package rag

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"talksbot/internal/conversation"
	"talksbot/internal/rag/lexical"
)

// The errands of a model beside the answer are short texts: a question put into
// other words, an answer put into another language. Nothing carries them as
// sentences of articles carry an answer, so each has guards of its own, and is
// done without where they are not kept.

// errand has a model write a short text: what the template of that name asks for.
// It is an error where that is longer than most bytes.
func (s *Snapshot) errand(ctx context.Context, name string, view any, most int) (string, Usage, error) {
	return s.longErrand(ctx, name, view, 0, most)
}

// longErrand is an errand whose text may have so many tokens, 0 for as many as an
// answer.
func (s *Snapshot) longErrand(ctx context.Context, name string, view any, tokens, most int) (string, Usage, error) {
	prompt, err := promptOf(name, view)
	if err != nil {
		return "", Usage{}, err
	}
	prompt.MaxTokens = tokens
	var text strings.Builder
	usage, err := s.options.Model.Write(ctx, prompt, func(piece string) error {
		if text.Len()+len(piece) > most {
			return s.unusable("it writes more than it was asked for")
		}
		text.WriteString(piece)
		return nil
	})
	return strings.TrimSpace(text.String()), usage, err
}

// unusable is a text of the model that does not keep to a guard. What it wrote is
// not in the error, for that goes to a log.
func (s *Snapshot) unusable(what string) error {
	return &ModelError{Kind: ErrUnusable, Model: s.options.Model.ID(), What: what}
}

// setback notes an errand in vain, with what is done instead.
func (w *Writing) setback(err error, instead string) {
	w.Setbacks = append(w.Setbacks, fmt.Errorf("%w; %s", err, instead))
}

// add counts the tokens of a call.
func (w *Writing) add(u Usage) {
	w.Usage.Input += u.Input
	w.Usage.Output += u.Output
}

// then is what came of two things that a model was asked for, the second of which
// is the answer.
func (w Writing) then(next Writing) Writing {
	next.add(w.Usage)
	next.Setbacks = append(w.Setbacks[:len(w.Setbacks):len(w.Setbacks)], next.Setbacks...)
	return next
}

// slack is how much a text may have over what it was asked to be, before it is no
// longer listened to: white space, quotation marks.
const slack = 200

// longestQuestion is how many bytes are listened to where a model is to write a
// question of conversation.MaxQuestion characters.
const longestQuestion = utf8.UTFMax*conversation.MaxQuestion + slack

// oneQuestion is a question that a model wrote, without the quotation marks around
// it; false where it is none, longer than one may be, or more than a line.
func oneQuestion(text string) (string, bool) {
	for _, marks := range [][2]string{{`"`, `"`}, {"“", "”"}, {"«", "»"}, {"„", "“"}} {
		if inner, ok := strings.CutPrefix(text, marks[0]); ok && strings.HasSuffix(inner, marks[1]) {
			text = strings.TrimSpace(strings.TrimSuffix(inner, marks[1]))
		}
	}
	return text, text != "" && !conversation.TooLong(text) && !strings.ContainsAny(text, "\r\n\x00")
}

// asksToo tells whether a text asks where the one that it is made of does.
func asksToo(made, of string) bool {
	asks := func(text string) bool { return strings.ContainsAny(text, "?？؟;") }
	return asks(made) || !asks(of)
}

// drawn tells whether at least half of what a text says stands in the sources.
func drawn(text string, sources []string) bool {
	known := map[string]bool{}
	for _, source := range sources {
		for _, t := range lexical.Tokenize(source) {
			known[t.Stem] = true
		}
	}
	weighty, from := weightyOf(lexical.Tokenize(text)), 0
	for _, t := range weighty {
		if known[t.Stem] {
			from++
		}
	}
	return 2*from >= len(weighty)
}
