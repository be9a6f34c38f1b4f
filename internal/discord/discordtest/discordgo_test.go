package discordtest_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/discord/discordtest"
)

// The library that the bot is built on must be able to talk to the fake.

// rewritten sends requests for discord.com to the fake.
type rewritten struct{ to *url.URL }

func (r rewritten) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.URL.Scheme, req.URL.Host = r.to.Scheme, r.to.Host
	return http.DefaultTransport.RoundTrip(req)
}

func open(t *testing.T, s *discordtest.Server, handler func(*discordgo.Session, *discordgo.InteractionCreate)) *discordgo.Session {
	t.Helper()
	bot, err := discordgo.New("Bot " + s.Token())
	if err != nil {
		t.Fatal(err)
	}
	to, err := url.Parse(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	bot.Client = &http.Client{Transport: rewritten{to}}
	bot.Identify.Intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	bot.AddHandler(handler)
	if err := bot.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bot.Close() })
	s.AwaitReady(1)
	return bot
}

func text(s string) *string { return &s }

// handle answers each kind of interaction as a bot would with the library.
func handle(t *testing.T) func(*discordgo.Session, *discordgo.InteractionCreate) {
	respond := func(b *discordgo.Session, i *discordgo.InteractionCreate, kind discordgo.InteractionResponseType, d *discordgo.InteractionResponseData) {
		if err := b.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: kind, Data: d}); err != nil {
			t.Error(err)
		}
	}
	return func(b *discordgo.Session, i *discordgo.InteractionCreate) {
		switch i.Type {
		case discordgo.InteractionApplicationCommandAutocomplete:
			respond(b, i, discordgo.InteractionApplicationCommandAutocompleteResult, &discordgo.InteractionResponseData{})
		case discordgo.InteractionModalSubmit:
			respond(b, i, discordgo.InteractionResponseUpdateMessage, &discordgo.InteractionResponseData{Content: "changed", Flags: discordgo.MessageFlagsSuppressEmbeds})
		case discordgo.InteractionMessageComponent:
			if len(i.MessageComponentData().Values) > 0 {
				respond(b, i, discordgo.InteractionResponseDeferredMessageUpdate, nil)
				return
			}
			respond(b, i, discordgo.InteractionResponseModal, &discordgo.InteractionResponseData{CustomID: "form", Title: "Form", Components: []discordgo.MessageComponent{
				discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.TextInput{CustomID: "q", Label: "Question", Style: discordgo.TextInputShort, Required: true}}},
			}})
		case discordgo.InteractionApplicationCommand:
			respond(b, i, discordgo.InteractionResponseDeferredChannelMessageWithSource, &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral})
			answer(t, b, i)
		}
	}
}

// answer edits a deferred answer, and follows it up.
func answer(t *testing.T, b *discordgo.Session, i *discordgo.InteractionCreate) {
	_, err := b.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{
		Content:         text("Nobody will."),
		Embeds:          &[]*discordgo.MessageEmbed{{Title: "Title", Fields: []*discordgo.MessageEmbedField{{Name: "n", Value: "v"}}}},
		AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
		Components: &[]discordgo.MessageComponent{
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{
				discordgo.Button{Label: "More", CustomID: "more", Style: discordgo.PrimaryButton},
				discordgo.Button{Emoji: &discordgo.ComponentEmoji{Name: "🗑"}, CustomID: "delete", Style: discordgo.DangerButton},
				discordgo.Button{Label: "Page", URL: "https://news.example", Style: discordgo.LinkButton},
			}},
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{
				discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: "pick", Placeholder: "Pick", Options: []discordgo.SelectMenuOption{{Label: "One", Value: "1"}}},
			}},
		},
	})
	if err != nil {
		t.Error(err)
	}
	if _, err := b.FollowupMessageCreate(i.Interaction, true, &discordgo.WebhookParams{Content: "More.", Flags: discordgo.MessageFlagsEphemeral}); err != nil {
		t.Error(err)
	}
}

var commands = []*discordgo.ApplicationCommand{
	{
		Name: "ask", Description: "Ask a question", NameLocalizations: &map[discordgo.Locale]string{discordgo.Ukrainian: "запитати"},
		Contexts: &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM},
		Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "What you want to know", Required: true, MaxLength: 300},
			{Type: discordgo.ApplicationCommandOptionString, Name: "source", Description: "An article", Autocomplete: true},
		},
	},
	{Name: "admin", Description: "For administrators", DefaultMemberPermissions: new(int64), Options: []*discordgo.ApplicationCommandOption{
		{Type: discordgo.ApplicationCommandOptionSubCommand, Name: "reload", Description: "Read again"},
	}},
	{Name: "Check this claim", Type: discordgo.MessageApplicationCommand},
}

func TestDiscordgoSpeaksToIt(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	guild := s.Guild("Newsroom")
	talks := guild.Channel("talks")
	ana := guild.Member("ana", 0)
	bot := open(t, s, handle(t))
	if _, err := bot.ApplicationCommandBulkOverwrite(s.AppID(), "", commands); err != nil {
		t.Fatal(err)
	}
	s.AwaitCommands("ask", "admin", "Check this claim")

	ask := ana.Slash(talks, "ask", discordtest.Args{"question": "Who will attend?"})
	m := ask.Message(t.Context())
	if m.OnlyFor != ana || m.Content != "Nobody will." || !m.Pings.None() || ask.FollowUp(t.Context(), 0).Content != "More." {
		t.Errorf("only for %v: %s", m.OnlyFor, m)
	}
	if c := ana.Autocomplete(talks, "ask", "source", "x").Choices(t.Context()); len(c) != 0 {
		t.Errorf("%v", c)
	}
	if ack, err := ana.Choose(m, "Pick", "One").Ack(t.Context()); err != nil || ack.Type != discordtest.AckDeferredUpdate {
		t.Errorf("%+v, %v", ack, err)
	}
	modal := ana.Press(m, "More").Modal(t.Context())
	if m := ana.Submit(modal, map[string]string{"Question": "And?"}).Message(t.Context()); m.Content != "changed" {
		t.Errorf("%s", m)
	}
	ana.MessageCommand("Check this claim", ana.Say(talks, "It is so.")).Message(t.Context())

	s.Drop()
	s.AwaitGateway("a resume", func(c discordtest.GatewayCounts) bool { return c.Resumes == 1 && c.Live == 1 })
	ana.Slash(talks, "ask", discordtest.Args{"question": "Who else?"}).Message(t.Context())
	s.Reconnect()
	s.AwaitGateway("another resume", func(c discordtest.GatewayCounts) bool { return c.Resumes == 2 && c.Live == 1 })
	s.InvalidSession(false)
	s.AwaitGateway("a new session", func(c discordtest.GatewayCounts) bool { return c.Identifies == 2 && c.Live == 1 })
	ana.Slash(talks, "ask", discordtest.Args{"question": "Who now?"}).Message(t.Context())
}

func TestDiscordgoWritesMessages(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	talks := s.Guild("Newsroom").Channel("talks")
	ana := talks.Guild.Member("ana", 0)
	bot := open(t, s, handle(t))
	bot.AddHandler(func(b *discordgo.Session, m *discordgo.MessageCreate) {
		if m.Author.Bot {
			return
		}
		if err := b.ChannelTyping(m.ChannelID); err != nil {
			t.Error(err)
		}
		sent, err := b.ChannelMessageSendComplex(m.ChannelID, &discordgo.MessageSend{
			Content: "Wait …", Reference: m.Reference(), Flags: discordgo.MessageFlagsSuppressEmbeds,
			AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
		})
		if err != nil {
			t.Error(err)
			return
		}
		edit := discordgo.NewMessageEdit(m.ChannelID, sent.ID).SetContent("You said: " + m.Content).SetEmbeds([]*discordgo.MessageEmbed{{Title: "T"}})
		if _, err := b.ChannelMessageEditComplex(edit); err != nil {
			t.Error(err)
		}
	})
	for _, asked := range []*discordtest.Message{ana.Mention(talks, "hello"), ana.DM("hello")} {
		got := asked.Channel.Await(t.Context(), func(m *discordtest.Message) bool { return m.ByBot && !m.Edited.IsZero() })
		if got.ReplyTo != asked.ID || got.Content != "You said: "+asked.Content || !got.Pings.None() || len(asked.Channel.Typing()) != 1 {
			t.Errorf("%s", got)
		}
	}
	list, err := bot.ChannelMessages(talks.ID, 10, "", "", "")
	if err != nil || len(list) != 2 {
		t.Errorf("%v, %v", list, err)
	}
	if err := bot.ChannelMessageDelete(talks.ID, list[0].ID); err != nil {
		t.Error(err)
	}
}
