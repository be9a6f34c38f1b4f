package main

import (
	"net/http"
	"strings"
	"testing"

	"talksbot/internal/discord/discordtest"
)

// pictured are articles of two days about two people, with a command that has a
// picture.
func pictured() map[string]string {
	return map[string]string{
		"commands.toml": strings.Replace(bridgeCommands, "group = \"person\"\n", "group = \"person\"\npicture = true\n", 1),
		"friday.md":     "---\ntitle: The bridge\npublished: 2024-03-01\n---\n\nMayor Ann Lee will open the bridge. Engineer Tom Berg keeps it shut.\n",
		"monday.md":     "---\ntitle: The bridge again\npublished: 2024-03-04\n---\n\nEngineer Tom Berg will open the bridge with the mayor.\n",
	}
}

// Beside an answer that compares people stands a picture, in whatever form the
// answer comes; where there is nothing to compare, or files are not allowed, the
// answer comes without.
func TestDiscordPictures(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	talks, text, bare := g.Channel("talks"), g.Channel("text"), g.Channel("bare")
	text.Deny(discordtest.EmbedLinks)
	bare.Deny(discordtest.AttachFiles)
	ana := g.Member("ana", 0)
	s := serveOn(t, d, everyone, pictured())
	ctx := t.Context()
	d.AwaitCommands("who-opens")

	answer := ana.Slash(talks, "who-opens", nil).Message(ctx)
	ana.Choose(answer, "", answer.Components[0].Components[0].Options[0].Label).Message(ctx)
	ana.Slash(talks, "who-opens", discordtest.Args{"person": "Tom Berg"}).Message(ctx)
	ana.Slash(text, "who-opens", nil).Message(ctx)
	ana.Slash(bare, "who-opens", nil).Message(ctx)
	private := ana.Slash(talks, "who-opens", discordtest.Args{"private": true}).Message(ctx)
	ana.Press(private, "Share").Message(ctx)
	ana.Press(answer, "Again").Message(ctx)
	talks.AnswerTo(ctx, ana.Mention(talks, "/who-opens"))
	bare.AnswerTo(ctx, ana.Mention(bare, "/who-opens"))

	s.compareTranscript("pictures")
}

// The pictures of the built-in articles, as people get them.
func TestDiscordPicturesOfTheCollection(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	talks := g.Channel("talks")
	ana := g.Member("ana", 0)
	serveOn(t, d, everyone, nil)
	d.AwaitCommands("who-attends", "timeline")
	for _, c := range []struct {
		name, alt string
		args      discordtest.Args
	}{
		{"who-attends", "Vladimir Putin: 13 May 2025 not attending; 14 May not attending; 15 May not attending", nil},
		{"who-attends", "Yuri Ushakov: 13 May 2025 undecided", discordtest.Args{"as_of": "2025-05-13"}},
		{"timeline", "12 May 2025: “On Monday, Trump hinted that he might join the Istanbul talks in person.”", nil},
	} {
		m := ana.Slash(talks, c.name, c.args).Message(t.Context())
		if len(m.Attachments) != 1 || m.Attachments[0].Width != 800 || !strings.Contains(m.Attachments[0].Description, c.alt) {
			t.Errorf("/%s: %+v", c.name, m.Attachments)
		}
	}
}

// A picture that gets lost, is refused or cannot be drawn costs nobody the answer.
func TestDiscordPictureFaults(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	talks := g.Channel("talks")
	ana := g.Member("ana", discordtest.ManageGuild)
	s := serveOn(t, d, `discord.admin_guilds = ["`+g.ID+`"]`, pictured())
	ctx := t.Context()
	d.AwaitCommands("who-opens")
	files := func() int {
		t.Helper()
		m := ana.Slash(talks, "who-opens", nil).Message(ctx)
		if !strings.Contains(m.String(), "Ann Lee") {
			t.Errorf("the answer is %s", m)
		}
		return len(m.Attachments)
	}

	for _, status := range []int{http.StatusRequestEntityTooLarge, http.StatusForbidden} {
		d.Refuse("PATCH", "/messages/@original", status, 40005, "Request entity too large", 1)
		if n := files(); n != 0 || !strings.Contains(s.log.String(), "without its picture, since Discord refuses") {
			t.Errorf("refused with %d, the answer has %d files; log:\n%s", status, n, s.log)
		}
	}
	d.Refuse("POST", "/channels/{channel_id}/messages", http.StatusRequestEntityTooLarge, 40005, "Request entity too large", 1)
	if m := talks.AnswerTo(ctx, ana.Mention(talks, "/who-opens")); len(m.Attachments) != 0 || len(m.Embeds) != 1 {
		t.Errorf("refused in the channel, the answer is %s", m)
	}
	writeFile(t, s.folder+"/commands.toml", strings.ReplaceAll(pictured()["commands.toml"], "keeps shut", "ხიდი"))
	ana.Slash(talks, "corpus reload", nil).Await(ctx, func(m *discordtest.Message) bool {
		return len(m.Embeds) > 0 && m.Embeds[0].Footer != nil && strings.HasPrefix(m.Embeds[0].Footer.Text, "Reload")
	})
	if n := files(); n != 0 || !strings.Contains(s.log.String(), "without its picture, which cannot be drawn") {
		t.Errorf("undrawable, the answer has %d files; log:\n%s", n, s.log)
	}
}

// An answer that is sent twice, since nobody heard that it had arrived, has its
// picture once.
func TestDiscordPictureTwice(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	talks := g.Channel("talks")
	s := serveOn(t, d, everyone, pictured())
	d.AwaitCommands("who-opens")
	d.LoseAnswer("PATCH", "/messages/@original", 1)
	m := g.Member("ana", 0).Slash(talks, "who-opens", nil).Message(t.Context())
	s.stop() // once what is under way is done
	if sent := len(d.Requests("PATCH", "/messages/@original")); sent != 2 {
		t.Errorf("sent %d times", sent)
	}
	if n := len(m.Now().Attachments); n != 1 {
		t.Errorf("the answer has %d files", n)
	}
}

// A server that takes no answer later gets the picture with a message of its own,
// and where it takes no files, the message alone.
func TestDiscordPictureAside(t *testing.T) {
	t.Parallel()
	const later = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/"
	d := newDiscord(t, discordtest.Without(later+"@original"), discordtest.Without(later+"{message_id}"))
	g := d.Guild("news")
	talks := g.Channel("talks")
	ana := g.Member("ana", 0)
	serveOn(t, d, everyone, pictured())
	d.AwaitCommands("who-opens")
	for _, want := range []int{1, 0} {
		ana.Slash(talks, "who-opens", nil)
		m := talks.Await(t.Context(), func(m *discordtest.Message) bool {
			return discordtest.FromBot(m) && strings.Contains(m.String(), "Ann Lee") && len(m.Attachments) == want
		})
		if m.From != nil {
			t.Errorf("it is an answer to the interaction: %s", m)
		}
		d.Refuse("POST", "/channels/{channel_id}/messages", http.StatusForbidden, 50013, "Missing Permissions", 1)
	}
}
