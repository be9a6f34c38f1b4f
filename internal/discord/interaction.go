package discord

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/commands"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// onInteraction takes an interaction; everything else happens beside the gateway.
func (b *Bot) onInteraction(i *discordgo.Interaction) {
	came := time.Now()
	if i == nil || i.ID == "" || !b.begin(i.ID) {
		return
	}
	calm := b.answers.hurry()
	go func() {
		defer b.end()
		defer calm()
		e := &exchange{bot: b, i: i, came: came, calm: calm, log: b.log.With("id", i.ID, "kind", i.Type.String(), "guild", i.GuildID, "channel", i.ChannelID)}
		ctx, cancel := context.WithTimeout(b.life, toAnswer)
		defer cancel()
		err := guarded(e.log, func() error { return e.handle(ctx) })
		if err != nil {
			_ = guarded(e.log, func() error { e.fail(ctx, err); return nil })
			return
		}
		e.log.Log(ctx, e.level(), "answered", "after_ms", time.Since(came).Milliseconds())
	}()
}

// handle tells apart what a person has done.
func (e *exchange) handle(ctx context.Context) error {
	var ok bool
	if e.person, ok = personOf(e.i); !ok {
		return fmt.Errorf("an interaction of nobody")
	}
	e.log = e.log.With("user", e.person.id)
	switch data := e.i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		e.log = e.log.With("command", data.Name)
		switch {
		case e.i.Type == discordgo.InteractionApplicationCommandAutocomplete:
			return e.complete(ctx, data)
		case data.CommandType == discordgo.MessageApplicationCommand:
			return e.onMessage(ctx, data)
		}
		return e.command(ctx, data)
	case discordgo.MessageComponentInteractionData:
		return e.component(ctx, data)
	case discordgo.ModalSubmitInteractionData:
		return e.submitted(ctx, data)
	}
	return fmt.Errorf("an interaction of an unknown kind, %d", e.i.Type)
}

// command runs a slash command.
func (e *exchange) command(ctx context.Context, data discordgo.ApplicationCommandInteractionData) error {
	switch data.Name {
	case helpName:
		return e.show(ctx, e.bot.help(e.person, e.plain()), true)
	case corpusName:
		return e.corpus(ctx, data)
	}
	c, err := commands.Of(e.bot.library.Snapshot()).Find(data.Name)
	if err != nil {
		return err // of an earlier version of the program, or of the collection
	}
	options := readOptions(data.Options)
	asOf, err := readDate(options.text(asOfOption))
	if err != nil {
		return err
	}
	private := lists(c)
	if p, ok := options[privateOption]; ok {
		private = p.BoolValue()
	}
	return e.run(ctx, question{command: c, text: options.request(c), asOf: asOf}, private)
}

// request is what stands after a command's name: the text that it takes, or its
// options as they are written in a terminal.
func (o given) request(c commands.Command) string {
	if c.Topic == nil {
		return o.text(takesOption(c))
	}
	var parts []string
	for _, option := range c.Options {
		if value := o.text(option.Name); value != "" {
			parts = append(parts, option.Name+":"+value)
		}
	}
	return strings.Join(parts, " ")
}

// given is what was given with a command, by name.
type given map[string]*discordgo.ApplicationCommandInteractionDataOption

func readOptions(all []*discordgo.ApplicationCommandInteractionDataOption) given {
	o := given{}
	for _, one := range all {
		if one != nil {
			o[one.Name] = one
		}
	}
	return o
}

// text is the option's text, "" where it is not given.
func (o given) text(name string) string {
	if one, ok := o[name]; ok {
		if s, ok := one.Value.(string); ok {
			return strings.TrimSpace(s)
		}
	}
	return ""
}

// readDate reads an as_of.
func readDate(text string) (corpus.Date, error) {
	if text == "" {
		return corpus.Date{}, nil
	}
	d, err := corpus.ParseDate(text)
	if err != nil {
		return d, mistake(err.Error())
	}
	return d, nil
}

// run answers a question: acknowledged at once, worked out when there is room,
// and shown.
func (e *exchange) run(ctx context.Context, q question, private bool) error {
	if err := e.admit(ctx); err != nil {
		return err
	}
	if err := e.defers(ctx, private); err != nil {
		return err
	}
	q.guild = e.person.guild
	place := func(ctx context.Context, m message) error { return e.bot.rest.edit(ctx, e.i, m) }
	o := occasion{asker: e.person.id, private: private, plain: e.plain(), unfiled: e.lacks(discordgo.PermissionAttachFiles)}
	ms, err := e.bot.messages(ctx, e.log, q, o, place)
	if err != nil {
		return err
	}
	return e.show(ctx, ms, private)
}

// admit refuses who may not ask here, or not yet.
func (e *exchange) admit(ctx context.Context) error {
	e.person.parent = e.bot.parentOf(ctx, e.person.channel)
	if why := e.bot.settings.Access.refusal(e.person); why != "" {
		return mistake(why)
	}
	if wait := e.bot.quotas.take(e.person, time.Now()); wait > 0 {
		return mistake(tooMany(time.Now(), wait))
	}
	return nil
}

// tooMany says when somebody may ask again, in Discord's own relative time.
func tooMany(now time.Time, wait time.Duration) string {
	return fmt.Sprintf("That is too many questions for now: ask again <t:%d:R>.", now.Add(wait+time.Second).Unix())
}

// plain tells whether embeds are not allowed where the interaction was used.
func (e *exchange) plain() bool { return e.lacks(discordgo.PermissionEmbedLinks) }

// lacks tells whether the bot is known not to have a permission there.
func (e *exchange) lacks(permission int64) bool {
	p := e.i.AppPermissions
	return p != 0 && p&(permission|discordgo.PermissionAdministrator) == 0
}

// of completes an occasion with what the bot knows of itself.
func (b *Bot) of(s *rag.Snapshot, o occasion) occasion {
	o.snapshot, o.read = s, s.ReadAt()
	o.now, o.stale = time.Now(), b.settings.StaleAfter
	return o
}

// help lists what can be asked; to admins also what they alone may do.
func (b *Bot) help(p person, plain bool) []message {
	own := []commands.Command{{Name: helpName, Summary: "This list"}}
	if b.settings.Admins.include(p) {
		own = append(own,
			commands.Command{Name: corpusName + " " + reloadName, Summary: reloadSummary},
			commands.Command{Name: corpusName + " " + statusName, Summary: statusSummary})
	}
	s := b.library.Snapshot()
	return helpMessage(commands.Of(s), own, b.of(s, occasion{asker: p.id, private: true, plain: plain}))
}

// parentOf is the channel that a thread hangs on, "" where it is no thread. It is
// looked up only where a rule names channels, and not for long: the question is
// not acknowledged yet.
func (b *Bot) parentOf(ctx context.Context, channel string) string {
	a := b.settings.Access
	if len(a.AllowedChannels)+len(a.DeniedChannels) == 0 {
		return ""
	}
	c, err := b.state.Channel(channel)
	if err != nil {
		ctx, cancel := context.WithTimeout(ctx, toAcknowledge/2)
		defer cancel()
		if c, err = b.rest.channel(ctx, channel); err != nil {
			b.log.Warn("a channel cannot be looked up", "channel", channel, "error", err)
			return ""
		}
	}
	if !c.IsThread() {
		return ""
	}
	return c.ParentID
}

// onMessage makes the text of a message the question, or the claim. The reply is
// for the person alone, who may share an answer.
func (e *exchange) onMessage(ctx context.Context, data discordgo.ApplicationCommandInteractionData) error {
	var target *discordgo.Message
	if data.Resolved != nil {
		target = data.Resolved.Messages[data.TargetID]
	}
	if target == nil || readable(target) == "" {
		return mistake("That message has no text that I could look up.")
	}
	c, err := commands.Find(onMessages[data.Name])
	if err != nil {
		return err
	}
	return e.run(ctx, brief(question{command: c, text: readable(target)}), true)
}

// complete suggests what an option may be; an empty list means that nothing is
// suggested.
func (e *exchange) complete(ctx context.Context, data discordgo.ApplicationCommandInteractionData) error {
	choices := []choice{}
	for _, o := range data.Options {
		if o != nil && o.Focused {
			typed, _ := o.Value.(string)
			choices = append(choices, completions(data.Name, o.Name, typed, e.bot.library.Snapshot())...)
		}
	}
	return e.respond(ctx, discordgo.InteractionApplicationCommandAutocompleteResult, struct {
		Choices []choice `json:"choices"`
	}{choices}, done)
}
