package discord

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"talksbot/internal/commands"
	"talksbot/internal/conversation"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// question is what is to be answered, wherever it comes from.
type question struct {
	command commands.Command
	text    string
	asOf    corpus.Date
	history []conversation.Turn
	notes   []string // to be shown beside the answer
	guild   string   // whose budget counts

	at    place  // of a grouped answer, to be shown in place of its beginning
	group string // the key of a group that is to be shown whole; "" for none
}

// elsewhere tells whether another place of an answer than its beginning is wanted.
func (q question) elsewhere() bool { return q.at != (place{}) || q.group != "" }

// brief takes the beginning of a question that is longer than one may be.
func brief(q question) question {
	if most := room(q.command); length(q.text) > most {
		q.text = strings.TrimSuffix(label(q.text, most), "…")
		q.notes = append(q.notes, fmt.Sprintf("That is long: I looked for its beginning alone, which is %d characters.", most))
	}
	return q
}

// messages are the answer to a question, ready to be sent. While a model writes
// it, place is given what is verified so far.
func (b *Bot) messages(ctx context.Context, log *slog.Logger, q question, o occasion, place func(context.Context, message) error) ([]message, error) {
	o.asOf, o.at, o.group = q.asOf, q.at, q.group
	l := &live{log: log, place: place, look: func(a rag.Answer) message {
		return b.renderer.underWay(a, b.of(b.library.Snapshot(), o))
	}}
	r := commands.Request{Text: q.text, AsOf: q.asOf, History: q.history}
	r.Asking.Partial = func(a rag.Answer) { l.set(ctx, a) }
	defer l.end() // also after a panic
	r.Asking.Quoted = b.budget != nil && b.budget.Left(q.guild) <= 0
	reply, s, err := b.replyTo(ctx, log, q, r)
	if err != nil {
		return nil, err
	}
	if a, _ := reply.Answer(); r.Asking.Quoted && writes(reply.Body) && a.Mode() == rag.Quoted {
		q.notes = append(q.notes, "Quoted: what a language model may cost here today is used up.")
	}
	reply.Notes = append(q.notes, reply.Notes...)
	ms := b.renderer.messages(reply, b.of(s, o))
	if f, ok := b.pictureOf(ctx, log, reply.Body, o); ok {
		ms[0] = ms[0].with(f)
	}
	return ms, nil
}

// writes tells whether a language model takes part in a reply, if there is one.
func writes(b commands.Body) bool {
	switch b := b.(type) {
	case commands.Answered:
		return true
	case commands.Grouped:
		return rag.ReadsAlong(b.Topic)
	}
	return false
}

// count notes what a language model has cost, and why its text is no answer.
func (b *Bot) count(log *slog.Logger, guild string, a rag.Answer) {
	w := a.Writing()
	if w.Trouble != nil {
		log.Warn("the answer is made of quotes", "error", w.Trouble)
	}
	for _, setback := range w.Setbacks {
		log.Warn("done without the language model", "error", setback)
	}
	if w.Usage.Total() > 0 || w.Trouble != nil {
		b.wrote.add(a)
	}
	if n := w.Usage.Total(); n > 0 {
		if b.budget != nil {
			b.budget.Take(guild, n)
		}
		log.Info("written", "tokens_read", w.Usage.Input, "tokens_written", w.Usage.Output,
			"first_sentence_ms", w.First.Milliseconds(), "dropped", w.Dropped, "mode", a.Mode())
	}
}

// replyTo answers a question. Where another page of an answer is wanted, it is the
// answer that was given before, as far as it still is of the collection that is
// live: made anew it would be the same, but where a language model has a part in it.
func (b *Bot) replyTo(ctx context.Context, log *slog.Logger, q question, r commands.Request) (commands.Reply, *rag.Snapshot, error) {
	key := q.command.Name + "\x00" + q.text + "\x00" + q.asOf.String()
	if known, ok := b.grouped.Get(key); ok && q.elsewhere() && known.of == b.library.Snapshot() {
		return known.Reply, known.of, nil
	}
	given, s, err := b.answer(ctx, q.command, r)
	if a, ok := given.Answer(); ok && err == nil {
		b.count(log, q.guild, a)
	}
	if _, ok := given.Body.(commands.Grouped); ok && err == nil {
		b.grouped.Add(key, reply{given, s})
	}
	return given, s, err
}

// answer runs a command once there is room for it, on the collection as it is
// then.
func (b *Bot) answer(ctx context.Context, c commands.Command, r commands.Request) (commands.Reply, *rag.Snapshot, error) {
	if err := b.answers.enter(ctx); err != nil {
		return commands.Reply{}, nil, err
	}
	defer b.answers.leave()
	if r.Limit == 0 {
		r.Limit = b.settings.Results
	}
	s := b.library.Snapshot()
	reply, err := c.Run(ctx, s, r)
	return reply, s, err
}
