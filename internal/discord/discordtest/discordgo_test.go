package discordtest_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

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

var askCommand = []*discordgo.ApplicationCommand{{
	Name: "ask", Description: "Ask a question",
	Options: []*discordgo.ApplicationCommandOption{{
		Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "What you want to know", Required: true,
	}},
}}

func TestDiscordgoAnswers(t *testing.T) {
	s := discordtest.New(t)
	guild := s.Guild("Newsroom")
	talks := guild.Channel("talks")
	ana := guild.Member("ana", 0)

	bot := open(t, s, func(b *discordgo.Session, i *discordgo.InteractionCreate) {
		err := b.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseDeferredChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral},
		})
		if err != nil {
			t.Error(err)
		}
		text := "Nobody will. " + i.ApplicationCommandData().Options[0].StringValue()
		if _, err := b.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Content: &text}); err != nil {
			t.Error(err)
		}
	})
	if _, err := bot.ApplicationCommandBulkOverwrite(s.AppID(), "", askCommand); err != nil {
		t.Fatal(err)
	}
	s.AwaitCommands("ask")
	ask := ana.Slash(talks, "ask", discordtest.Args{"question": "Who will attend?"})
	m := ask.Message(t.Context())
	if m.OnlyFor != ana || m.Content != "Nobody will. Who will attend?" {
		t.Errorf("only for %v: %s", m.OnlyFor, m)
	}
	s.Drop()
	time.Sleep(10 * time.Millisecond)
	again := ana.Slash(talks, "ask", discordtest.Args{"question": "Who else?"})
	if m := again.Message(t.Context()); m.Content != "Nobody will. Who else?" {
		t.Errorf("after a resume: %s", m)
	}
	t.Log("\n" + s.Transcript())
}
