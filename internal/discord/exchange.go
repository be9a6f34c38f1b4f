package discord

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/commands"
	"talksbot/internal/rag"
)

// exchange is one interaction while it is answered. Discord wants the first
// answer within 3 s and any other within 15 min.
type exchange struct {
	bot    *Bot
	i      *discordgo.Interaction
	person person
	log    *slog.Logger
	came   time.Time
	state  stage
	calm   func() // the first answer is given
}

// stage tells what Discord has been told so far.
type stage int

const (
	nothing  stage = iota
	deferred       // a message is to come, whose place is there
	updating       // the message with the component is to change
	done
)

// The times that Discord gives, with something left for the way.
const (
	toAcknowledge = 2800 * time.Millisecond
	toAnswer      = 14 * time.Minute
	toConfirm     = 8 * time.Second // an acknowledgement; whether it came too late, Discord says
)

// defers says that an answer is to come. Whether others see it is decided now.
func (e *exchange) defers(ctx context.Context, private bool) error {
	return e.respond(ctx, discordgo.InteractionResponseDeferredChannelMessageWithSource, flagsOf(private), deferred)
}

// updates says that the message under which a button was pressed is to change.
func (e *exchange) updates(ctx context.Context) error {
	return e.respond(ctx, discordgo.InteractionResponseDeferredMessageUpdate, nil, updating)
}

// respond is the first answer. Where Discord does not say in time that it has it,
// it mostly does, and what follows will tell.
func (e *exchange) respond(ctx context.Context, kind discordgo.InteractionResponseType, data any, then stage) error {
	ctx, cancel := context.WithTimeout(ctx, toConfirm)
	defer cancel()
	err := e.bot.rest.respond(ctx, e.i, callback{Type: kind, Data: data})
	e.calm()
	switch {
	case err != nil && (!unheard(err) || e.bot.life.Err() != nil):
		return err
	case err != nil:
		e.log.Warn("Discord does not confirm the acknowledgement", "error", err)
	}
	e.state = then
	e.log.Log(ctx, e.level(), "acknowledged", "after_ms", time.Since(e.came).Milliseconds())
	return nil
}

// level is how loud an exchange is in the log: suggestions come with every key that
// somebody presses.
func (e *exchange) level() slog.Level {
	if e.i.Type == discordgo.InteractionApplicationCommandAutocomplete {
		return slog.LevelDebug
	}
	return slog.LevelInfo
}

// flags are what a deferral says of the message to come.
type flags struct {
	Flags discordgo.MessageFlags `json:"flags"`
}

func flagsOf(private bool) *flags {
	if !private {
		return nil
	}
	return &flags{discordgo.MessageFlagsEphemeral}
}

// show sends an answer, in as many messages as it takes.
func (e *exchange) show(ctx context.Context, ms []message, private bool) error {
	for n, m := range ms {
		if private {
			m.Flags |= discordgo.MessageFlagsEphemeral
		}
		err := e.send(m, func(m message) error { return e.place(ctx, m, n) })
		switch {
		case e.state == done && unheard(err) && ctx.Err() == nil:
			e.log.Warn("a message may be missing", "error", err)
			err = nil
		case lacking(err):
			e.log.Warn("the server does not take an answer later, so it goes as a message of its own", "error", err)
			err = e.send(m.once(e.i.ID, n), func(m message) error { return e.aside(ctx, m, private) })
		}
		if err != nil {
			return err
		}
		e.state = done
	}
	return nil
}

// send sends a message, a second time without its files where Discord does not want
// it with them.
func (e *exchange) send(m message, by func(message) error) error {
	err := by(m)
	if len(m.files) == 0 || !unwanted(err) {
		return err
	}
	e.log.Warn("without its picture, since Discord refuses the message with it", "error", err)
	return by(m.without())
}

// place puts the nth message of an answer where the state of the exchange says.
func (e *exchange) place(ctx context.Context, m message, n int) error {
	switch {
	case e.state == nothing:
		return e.respond(ctx, discordgo.InteractionResponseChannelMessageWithSource, m, done)
	case n == 0 && e.state == deferred:
		m.Flags &^= discordgo.MessageFlagsEphemeral // decided at the deferral
		return e.bot.rest.edit(ctx, e.i, m)
	}
	return e.bot.rest.add(ctx, e.i, m)
}

// aside sends a message past the interaction, for servers that acknowledge one
// and know no way to answer it later.
func (e *exchange) aside(ctx context.Context, m message, private bool) error {
	m.Flags &^= discordgo.MessageFlagsEphemeral
	if private {
		return e.bot.rest.whisper(ctx, e.person.id, m)
	}
	_, err := e.bot.rest.send(ctx, e.person.channel, m)
	return err
}

// tell says a sentence to the person alone, as far as Discord allows it.
func (e *exchange) tell(ctx context.Context, sentence string) error {
	return e.show(ctx, []message{notice(sentence)}, true)
}

// fail tells the person what to do, and the log what went wrong.
func (e *exchange) fail(ctx context.Context, err error) {
	sentence := e.bot.sentence(e.log, err)
	if e.i.Type == discordgo.InteractionApplicationCommandAutocomplete {
		return // which takes choices and nothing else
	}
	// The time of the context may be what has run out.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), toAcknowledge)
	defer cancel()
	if e.state == nothing && (codeOf(err) == codeUnknownInteraction || time.Since(e.came) > toAcknowledge) {
		return // Discord has told the person already
	}
	e.came = time.Now() // for a first answer that comes only now
	if err := e.tell(ctx, sentence); err != nil {
		e.log.Error("the person could not be told", "error", err)
	}
}

// sentence is what a person is told of an error: what they can mend, or that
// it is our fault, with a reference that stands in the log.
func (b *Bot) sentence(log *slog.Logger, err error) string {
	var usage commands.UsageError
	var early rag.TooEarlyError
	var mine mistake
	switch {
	case errors.As(err, &usage), errors.As(err, &early), errors.As(err, &mine):
		log.Info("refused")
		log.Debug("refused", "reason", err) // which may repeat what was asked
		return asSentence(err.Error())
	case b.life.Err() != nil:
		log.Warn("cut off: the program ends", "error", err)
		return "I am being restarted and could not finish. Ask again in a minute."
	}
	reference := rand.Text()[:8]
	log.Error("failed", "reference", reference, "error", err)
	return "Something went wrong on my side. Try again in a minute; if it stays so, give an admin the reference " + reference + "."
}

// mistake is a sentence for the person: what they did cannot be done.
type mistake string

func (m mistake) Error() string { return string(m) }

// asSentence begins a message of the terminal with a capital and ends it with a
// full stop.
func asSentence(s string) string {
	if s == "" {
		return s
	}
	if c := s[0]; c >= 'a' && c <= 'z' {
		s = string(c-'a'+'A') + s[1:]
	}
	for _, end := range []string{".", "?", "!", "…"} {
		if strings.HasSuffix(s, end) {
			return s
		}
	}
	return s + "."
}
