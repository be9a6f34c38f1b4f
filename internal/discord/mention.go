package discord

import (
	"context"
	"log/slog"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/commands"
	"talksbot/internal/conversation"
)

// onMessage takes a message that is for the bot: one in a direct message, or one
// that mentions it or its role, as a reply that pings does too.
func (b *Bot) onMessage(m *discordgo.Message) {
	self := b.self.Load()
	if m == nil || self == nil || m.Author == nil || m.Author.Bot || m.WebhookID != "" || m.Author.ID == self.ID {
		return
	}
	if m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply {
		return // Discord says that somebody has pinned a message, or the like
	}
	if m.GuildID != "" && !names(m, self.ID) && !b.roles.in(m) || !b.begin(m.ID) {
		return
	}
	came := time.Now()
	go func() {
		defer b.end()
		log := b.log.With("id", m.ID, "kind", "message", "guild", m.GuildID, "channel", m.ChannelID, "user", m.Author.ID)
		ctx, cancel := context.WithTimeout(b.life, 2*time.Minute)
		defer cancel()
		c := &call{bot: b, m: m, person: writerOf(m), log: log}
		if err := guarded(log, func() error { return c.handle(ctx) }); err != nil {
			_ = guarded(log, func() error { c.fail(ctx, err); return nil })
			return
		}
		log.Info("answered", "after_ms", time.Since(came).Milliseconds())
	}()
}

// names tells whether a message names somebody. Not every server lists whom
// it names, so its text counts as well.
func names(m *discordgo.Message, id string) bool {
	return slices.ContainsFunc(m.Mentions, func(u *discordgo.User) bool { return u != nil && u.ID == id }) ||
		strings.Contains(m.Content, "<@"+id+">") || strings.Contains(m.Content, "<@!"+id+">")
}

// call is a message to the bot while it is answered.
type call struct {
	bot    *Bot
	m      *discordgo.Message
	person person
	log    *slog.Logger
	placed string // the ID of the reply, once there is one
}

func (c *call) handle(ctx context.Context) error {
	b := c.bot
	c.person.parent = b.parentOf(ctx, c.person.channel)
	if why := b.settings.Access.refusal(c.person); why != "" {
		c.log.Info("refused", "reason", why)
		return c.refuse(ctx, why, why, "🚫")
	}
	if wait := b.quotas.take(c.person, time.Now()); wait > 0 {
		c.log.Info("refused", "reason", "quota")
		return c.refuse(ctx, "quota", tooMany(time.Now(), wait), "⏳")
	}
	quiet := c.showTyping(ctx)
	defer quiet()
	q, err := c.question(ctx)
	if err != nil {
		return err
	}
	o := occasion{asker: c.person.id}
	o.plain = b.lacks(c.person.channel, discordgo.PermissionEmbedLinks)
	o.unfiled = b.lacks(c.person.channel, discordgo.PermissionAttachFiles)
	if q.command.Name == helpName {
		return c.show(ctx, b.help(c.person, o.plain))
	}
	return c.answer(ctx, q, o)
}

// answer answers in the channel; without embeds and files where Discord turns out
// not to allow them.
func (c *call) answer(ctx context.Context, q question, o occasion) error {
	q.guild = c.person.guild
	ms, err := c.bot.messages(ctx, c.log, q, o, func(ctx context.Context, m message) error {
		return c.show(ctx, []message{m})
	})
	if err != nil {
		return err
	}
	err = c.show(ctx, ms)
	if len(ms[0].files) > 0 && unwanted(err) {
		c.log.Warn("without its picture, since Discord refuses the message with it", "error", err)
		ms[0] = ms[0].without()
		err = c.show(ctx, ms)
	}
	if code := codeOf(err); !o.plain && (code == codeMissingPermissions || code == codeEmptyMessage) {
		c.log.Info("without embeds, since Discord refuses them here", "error", err)
		o.plain, o.unfiled = true, true
		return c.answer(ctx, q, o)
	}
	return err
}

// question is what the message asks: a command, or a question with the turns of the
// chain of replies that it ends.
func (c *call) question(ctx context.Context) (question, error) {
	if c.m.Content == "" && c.m.GuildID != "" && !names(c.m, c.bot.self.Load().ID) {
		return question{}, mistake("Discord does not show me what you wrote, since you mentioned my role. Mention me instead: of the two that Discord offers, I am the one with a picture.")
	}
	q, ok, err := spoken(readable(c.m), c.bot.library.Snapshot())
	switch {
	case err != nil:
		return q, err
	case ok && q.command.Name != askName:
		return brief(q), nil
	case !ok:
		if q, err = plainQuestion(readable(c.m)); err != nil {
			return q, err
		}
	}
	ch := c.bot.chain(ctx, c.m)
	q.history = ch.turns
	if q.text == "" {
		q.text = ch.said // "@bot", in reply to a message that asks
	}
	leans := q.text == "" || len(q.history) == 0 && conversation.Leans(q.text, c.bot.library.Snapshot())
	switch {
	case ch.withheld && leans && q.text == "":
		return q, mistake("Discord does not show me the message you replied to. Use Apps → " + askAboutName + " on it, or write the question here.")
	case ch.withheld && leans:
		q.notes = append(q.notes, "Discord does not show me the message you replied to, so I took the question as it stands. Apps → "+askAboutName+" on that message lets me read it.")
	case q.text == "":
		return q, mistake("Ask me something: mention me with a question, such as \"what happened on Friday?\", or use /help.")
	}
	return brief(q), nil
}

// plainQuestion is a question as it was written.
func plainQuestion(text string) (question, error) {
	ask, err := commands.Find(askName)
	if err != nil {
		return question{}, err
	}
	return asOfWithin(question{command: ask, text: text})
}

// mention is a person, role or channel in the text of a message.
var mention = regexp.MustCompile(`<(@[!&]?|#)[0-9]+>`)

// readable is the text of a message without those it is addressed to: the
// articles know nobody of this server.
func readable(m *discordgo.Message) string {
	return strings.Join(strings.Fields(mention.ReplaceAllString(m.Content, " ")), " ")
}

// showTyping shows that the bot is writing, until the function that it returns is
// called.
func (c *call) showTyping(ctx context.Context) (quiet func()) {
	ctx, cancel := context.WithCancel(ctx)
	if c.bot.untyped.Load() {
		return cancel
	}
	go func() {
		for {
			err := c.bot.rest.typing(ctx, c.m.ChannelID)
			lacks := statusOf(err) == http.StatusNotFound && codeOf(err) == 0
			switch {
			case err == nil || ctx.Err() != nil:
			case lacks && c.bot.untyped.Swap(true):
				return // which was said before
			default:
				c.log.Warn("typing cannot be shown", "error", err)
				return
			}
			if !wait(ctx, 8*time.Second) { // Discord shows it for ten
				return
			}
		}
	}()
	return cancel
}

// show replies in the channel, the first message to the question and the others
// after it.
func (c *call) show(ctx context.Context, ms []message) error {
	for n, m := range ms {
		no := false
		if n == 0 && c.placed != "" {
			if err := c.bot.rest.amend(ctx, c.m.ChannelID, c.placed, m); err != nil {
				return err
			}
			continue
		}
		if n == 0 {
			m.Reference = &discordgo.MessageReference{MessageID: c.m.ID, ChannelID: c.m.ChannelID, GuildID: c.m.GuildID, FailIfNotExists: &no}
		}
		// Asked a second time after a failure, Discord gives the first message back.
		id, err := c.bot.rest.send(ctx, c.m.ChannelID, m.once(c.m.ID, n))
		if err != nil {
			return err
		}
		if n == 0 {
			c.placed = id
		}
	}
	return nil
}

// refuse tells the person why there is no answer: in words once in a while, else by
// a sign under their message.
func (c *call) refuse(ctx context.Context, reason, sentence, sign string) error {
	switch c.bot.notices.take(c.person.id, reason, time.Now()) {
	case byWords:
		return c.whisper(ctx, sentence, sign)
	case bySign:
		return c.mark(ctx, sign)
	}
	return nil
}

// mark puts a sign under the person's message, where the bot may.
func (c *call) mark(ctx context.Context, sign string) error {
	if c.bot.lacks(c.m.ChannelID, discordgo.PermissionAddReactions) {
		return nil // silence has to do
	}
	err := c.bot.rest.react(ctx, c.m.ChannelID, c.m.ID, sign)
	if status := statusOf(err); status == http.StatusForbidden || status == http.StatusNotFound {
		c.log.Info("a sign cannot be put under the message", "error", err)
		return nil // or the person would be told of a failure, for all to see
	}
	return err
}

// whisper tells the person alone, and which channel it is about. Where they take
// no direct messages, a sign under their message has to do.
func (c *call) whisper(ctx context.Context, sentence, sign string) error {
	m := notice(sentence)
	if c.person.guild == "" {
		return c.show(ctx, []message{m})
	}
	m.Content += " (You asked in <#" + c.m.ChannelID + ">.)"
	err := c.bot.rest.whisper(ctx, c.person.id, m.once(c.m.ID, 0))
	if err != nil {
		c.log.Info("the person takes no direct messages", "error", err)
		return c.mark(ctx, sign)
	}
	return nil
}

// fail tells the person what to do, and the log what went wrong.
func (c *call) fail(ctx context.Context, err error) {
	sentence := c.bot.sentence(c.log, err)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), toAcknowledge)
	defer cancel()
	if err := c.show(ctx, []message{notice(sentence)}); err != nil {
		c.log.Error("the person could not be told", "error", err)
	}
}

// lacks tells whether the bot is known not to have a permission in a channel.
func (b *Bot) lacks(channel string, permission int64) bool {
	have, err := b.state.UserChannelPermissions(b.self.Load().ID, channel)
	return err == nil && have&(permission|discordgo.PermissionAdministrator) == 0
}
