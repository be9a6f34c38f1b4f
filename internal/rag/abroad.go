package rag

import (
	"context"
	"errors"
	"strings"

	"talksbot/internal/conversation"
	"talksbot/internal/language"
)

// abroad answers a question in a language that the articles are not in: a model
// puts it into theirs, there it is answered and verified as any other, and what
// came of that is put into the language of the question. Without a model, or
// without a translation of the question that can be used, it is an abstention.
func (s *Snapshot) abroad(ctx context.Context, m meant, asked language.Language, a Asking) (draft, Writing, error) {
	question := m.question
	if s.options.Model == nil || a.Quoted || m.names != nil {
		d, err := s.foreign(ctx, m, asked)
		return d, Writing{}, err
	}
	own, w, err := question, Writing{}, error(nil)
	if !m.own {
		own, w, err = s.inOwnTongue(ctx, question, asked)
	}
	if stopped(ctx, err) {
		return draft{}, w, err
	}
	if err != nil {
		w.setback(err, "the question is not translated")
		d, err := s.foreign(ctx, m, asked)
		return d, w, err
	}
	if !a.Original {
		a.Partial = nil // it would show sentences that are still to be translated
	}
	d, written, err := s.selected(ctx, own, a)
	w = w.then(written)
	if err != nil {
		return draft{}, w, err
	}
	d.understood, d.question = d.asked(), question
	switch {
	case len(d.lines) == 0:
		d.abstention = s.noAnswer(asked, s.namesIn(question, asked))
	case !a.Original:
		err = s.translate(ctx, &d, asked, &w)
	}
	return d, w, err
}

// inOwnTongue has the model put a question into the collection's language. What it
// writes may name and count only what the question does.
func (s *Snapshot) inOwnTongue(ctx context.Context, question string, asked language.Language) (string, Writing, error) {
	view := struct {
		To, From, Names, Question string
		Most                      int
	}{
		s.tongues.main.Name(language.English), asked.Name(language.English),
		strings.Join(s.namesIn(question, asked), ", "), oneLine(question), conversation.MaxQuestion,
	}
	text, usage, err := s.errand(ctx, "question", view, longestQuestion)
	w := Writing{Usage: usage}
	if err != nil {
		return "", w, err
	}
	own, ok := oneQuestion(text)
	if !ok {
		return "", w, s.unusable("the translation of a question is no single line")
	}
	if in, sure := language.Detect(own); sure && !s.tongues.has(in) {
		return "", w, s.unusable("the translation of a question is in a language that the articles are not in")
	}
	if !asksToo(own, question) {
		return "", w, s.unusable("the translation of a question is no question")
	}
	if s.adds(strings.Join(s.namesIn(question, asked), ", "), own) {
		return "", w, s.unusable("the translation of a question lacks a name or a number of it")
	}
	if s.adds(own, question) {
		return "", w, s.unusable("the translation of a question has a name or a number that the question does not have")
	}
	return own, w, nil
}

// stopped tells whether an error is that of the context: then nobody waits for
// what could be done instead.
func stopped(ctx context.Context, err error) bool {
	return err != nil && ctx.Err() != nil && errors.Is(err, ctx.Err())
}
