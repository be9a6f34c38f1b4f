package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"talksbot/internal/discord/discordtest"
)

// town is a guild with a channel, a member who asks, and the program on it.
type town struct {
	*station
	guild *discordtest.Guild
	talks *discordtest.Channel
	ana   *discordtest.Person
}

func newTown(t *testing.T, settings string, options ...discordtest.Option) *town {
	t.Helper()
	return townOf(t, settings, pair(), options...)
}

// townOf is a town with other articles.
func townOf(t *testing.T, settings string, articles map[string]string, options ...discordtest.Option) *town {
	t.Helper()
	d := newDiscord(t, options...)
	g := d.Guild("news")
	w := &town{guild: g, talks: g.Channel("talks"), ana: g.Member("ana", 0)}
	w.station = serveOn(t, d, settings, articles)
	return w
}

// ask is /ask, and the answer to it.
func (w *town) ask(question string, more discordtest.Args) *discordtest.Message {
	w.t.Helper()
	args := discordtest.Args{"question": question}
	for name, value := range more {
		args[name] = value
	}
	return w.ana.Slash(w.talks, "ask", args).Message(w.t.Context())
}

// undisturbed fails where a message of the bot notifies somebody or shows the
// preview of a link.
func undisturbed(t *testing.T, messages ...*discordtest.Message) {
	t.Helper()
	for _, m := range messages {
		if !m.Pings.None() {
			t.Errorf("pings %s:\n%s", m.Pings, m)
		}
		if p := m.Previews(); len(p) > 0 {
			t.Errorf("previews of %q:\n%s", p, m)
		}
	}
}

func TestDiscordAsOf(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	w.ask("Will Ann Lee open the bridge?", discordtest.Args{"as_of": "2024-03-02"})
	w.ask("Will Ann Lee open the bridge?", discordtest.Args{"as_of": "next week"})
	w.ask("Will Ann Lee open the bridge?", discordtest.Args{"as_of": "2020-01-01"})
	w.ana.Autocomplete(w.talks, "ask", "as_of", "03-0", discordtest.Args{"question": "x"}).Choices(t.Context())
	w.compareTranscript("as-of")
}

func TestDiscordLists(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	ctx := t.Context()
	w.ana.Slash(w.talks, "search", discordtest.Args{"query": "ferry"}).Message(ctx)
	w.ana.Slash(w.talks, "search", discordtest.Args{"query": "zeppelin"}).Message(ctx)
	w.ana.Slash(w.talks, "sources", nil).Message(ctx)
	w.ana.Slash(w.talks, "names", discordtest.Args{"private": false}).Message(ctx)
	w.ana.Autocomplete(w.talks, "show", "article", "WAIT").Choices(ctx)
	w.ana.Slash(w.talks, "show", discordtest.Args{"article": "bridge-waits"}).Message(ctx)
	w.ana.Slash(w.talks, "show", discordtest.Args{"article": "bridge-open"}).Message(ctx)
	w.ana.Slash(w.talks, "help", nil).Message(ctx)
	w.Mask(`just now|\d+ (seconds?|minutes?) ago`, "just now")
	w.compareTranscript("lists")
}

func TestDiscordMention(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	ctx := t.Context()
	w.Slow(intoChannel, 500*time.Millisecond) // an answer at once needs no typing
	asked := w.ana.Mention(w.talks, "What did the bridge cost?")
	answer := w.talks.AnswerTo(ctx, asked)
	undisturbed(t, answer)
	for end := time.Now().Add(10 * time.Second); len(w.talks.Typing()) == 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("typing was not shown")
		}
	}
	w.Mend()
	// A reply to the answer asks on, without a mention of its own.
	on := w.talks.AnswerTo(ctx, w.ana.Reply(answer, "who said that it is safe?", true))
	w.talks.AnswerTo(ctx, w.ana.Reply(on, "why?", true))

	thread := w.talks.Thread("bridge")
	thread.AnswerTo(ctx, w.ana.Mention(thread, "When does the ferry run?"))
	dms := w.ana.DMs()
	dms.AnswerTo(ctx, w.ana.DM("When does the ferry run?"))
	w.talks.AnswerTo(ctx, w.ana.Mention(w.talks, ""))
	w.compareTranscript("mention")
}

// TestDiscordWithheld replies to messages whose text Discord does not show to
// the bot.
func TestDiscordWithheld(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	ctx := t.Context()
	ben := w.guild.Member("ben", 0)
	said := ben.Say(w.talks, "I hear Ann Lee wants to open the bridge.")
	reply := func(text string) *discordtest.Message {
		return w.talks.AnswerTo(ctx, w.ana.Reply(said, w.BotPing()+text, false))
	}
	reply("")                          // cannot be known
	reply(" why?")                     // leans on it
	reply(" When does the ferry run?") // does not
	// What mentions the bot may be read, so the next of the chain is known.
	asks := ben.Mention(w.talks, "Will Ann Lee open the bridge?")
	w.talks.AnswerTo(ctx, asks)
	w.talks.AnswerTo(ctx, w.ana.Reply(asks, w.BotPing()+" and Bo Marsh?", false))
	w.talks.AnswerTo(ctx, w.ana.Reply(asks, w.BotPing(), false))
	// Nor does it show replies to slash answers, unless they name the bot: people
	// who talk about an answer are left alone.
	answer := w.ask("Will Ann Lee open the bridge?", nil)
	w.ana.Reply(answer, "and Bo Marsh?", true)

	w.talks.AnswerTo(ctx, w.ana.Reply(answer, w.BotPing()+" and Bo Marsh?", true))
	w.compareTranscript("withheld")
}

func TestDiscordAskAboutThis(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	ctx := t.Context()
	ben := w.guild.Member("ben", 0)
	w.ana.MessageCommand("Ask about this", ben.Say(w.talks, w.ana.Ping()+" What did the bridge cost?")).Message(ctx)
	w.ana.MessageCommand("Ask about this", ben.Post(w.talks, discordtest.Post{Embeds: []discordtest.Embed{{Title: "a picture"}}})).Message(ctx)
	w.compareTranscript("ask-about-this")
}

func TestDiscordControls(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	ctx := t.Context()
	answer := w.ask("What did the bridge cost?", discordtest.Args{"private": true})
	shared := w.ana.Press(answer, "Share").Message(ctx)
	undisturbed(t, shared)
	if shared.OnlyFor != nil {
		t.Error("what is shared is still private")
	}

	form := w.ana.Press(shared, "Ask a follow-up").Modal(ctx)
	on := w.ana.Submit(form, map[string]string{"Your question": "who said that it is safe?"}).Message(ctx)
	w.ana.Submit(w.ana.Press(on, "Ask a follow-up").Modal(ctx), map[string]string{"Your question": "why?"}).Message(ctx)
	w.ana.Press(on, "Again").Message(ctx)

	ben, mod := w.guild.Member("ben", 0), w.guild.Member("mod", discordtest.ManageMessages)
	ben.Press(shared, "Delete").Message(ctx)
	ben.Choose(shared, "", shared.Components[0].Components[0].Options[0].Value).Message(ctx) // anybody may look
	mod.Press(shared, "Delete").AwaitDeleted(ctx)
	w.ana.Press(on, "Delete").AwaitDeleted(ctx)
	w.compareTranscript("controls")
}

// TestDiscordFollowUpOfNothing asks on from a message that cannot be read any
// more: it may have been private, so the answer is.
func TestDiscordFollowUpOfNothing(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	ctx := t.Context()
	form := w.ana.Press(w.ask("What did the bridge cost?", nil), "Ask a follow-up").Modal(ctx)
	m := w.ana.ForgeSubmit(w.ana.Say(w.talks, "nothing"), form.CustomID, "When does the ferry run?").Message(ctx)
	if m.OnlyFor != w.ana || !strings.Contains(m.String(), "until midnight") || !strings.Contains(m.String(), "I cannot read the answer") {
		t.Error(m)
	}
}

// TestDiscordLongChain replies to the last of many messages: ten are looked back.
func TestDiscordLongChain(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	ben := w.guild.Member("ben", 0)
	last := ben.Say(w.talks, "first")
	for range 14 {
		last = ben.Reply(last, "and on", false)
	}
	w.talks.AnswerTo(t.Context(), w.ana.Reply(last, w.BotPing()+" When does the ferry run?", false))
	if n := w.Count("GET /channels/{channel_id}/messages/{message_id}"); n != 9 { // the first comes with the reply to it
		t.Errorf("%d messages were read, besides the one replied to", n)
	}
}

// TestDiscordNotAsked: what nobody has asked is not answered.
func TestDiscordNotAsked(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	dms := w.ana.DMs()
	author := `"author": {"id": "` + w.ana.ID + `", "username": "ana"}`
	w.Emit("MESSAGE_CREATE", `{"id": "11", "type": 6, "channel_id": "`+dms.ID+`", "content": "", `+author+`}`)               // ana has pinned a message
	w.Emit("INTERACTION_CREATE", `{"id": "12", "type": 4, "token": "x", "data": {"type": 1, "name": "ask", "options": []}}`) // of nobody
	awaitIn(t, w.log, "an interaction of nobody")
	dms.AnswerTo(t.Context(), w.ana.DM("When does the ferry run?"))
	w.stop()
	if n := len(dms.Messages()); n != 2 {
		t.Errorf("%d messages, want the question and its answer", n)
	}
	if n := w.Count("POST " + callback); n > 0 {
		t.Errorf("autocompletion was answered with a message")
	}
}

// TestDiscordRestart presses what hangs under an answer of another process, whose
// collection was another.
func TestDiscordRestart(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	ctx := t.Context()
	answer := w.ask("What did the bridge cost?", nil)
	if code := w.stop(); code != done {
		t.Fatalf("exit code %d:\n%s", code, w.log)
	}
	articles := pair()
	articles["bridge-opens.md"] = strings.Replace(articles["bridge-opens.md"], "40 million", "50 million", 1)
	delete(articles, "bridge-waits.md")
	w.station = start(t, w.Server, "", articles)
	w.AwaitReady(1)

	option := answer.Components[0].Components[0].Options
	w.ana.Choose(answer, "", option[0].Value).Message(ctx)
	w.ana.Press(answer, "Again").Message(ctx)
	w.ana.Submit(w.ana.Press(answer, "Ask a follow-up").Modal(ctx), map[string]string{"Your question": "who said that it is safe?"}).Message(ctx)
	w.ana.Press(answer, "Delete").AwaitDeleted(ctx)
	w.compareTranscript("restart")
}

// TestDiscordPlain asks where embeds are not allowed.
func TestDiscordPlain(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	ctx := t.Context()
	w.talks.Deny(discordtest.EmbedLinks)
	answer := w.ask("Who will open the bridge?", nil)
	undisturbed(t, answer)
	asked := w.ana.Mention(w.talks, "Who will open the bridge?")
	undisturbed(t, w.talks.AnswerTo(ctx, asked))
	w.ana.Submit(w.ana.Press(answer, "Ask a follow-up").Modal(ctx), map[string]string{"Your question": "why?"}).Message(ctx)
	w.ask("What is the population of Brazil?", nil)
	w.compareTranscript("plain")
}

// TestDiscordLong asks for as much as an answer may hold, of articles with long
// sentences.
func TestDiscordLong(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	talks, ana := g.Channel("talks"), g.Member("ana", 0)
	articles := map[string]string{}
	for _, name := range []string{"a", "b", "c"} {
		articles[name+".md"] = "---\ntitle: Ferry " + name + "\npublished: 2024-03-01\nurl: https://news.example/" + name + "\n---\n\n" +
			"The ferry stops " + strings.Repeat("_after_ the long storm in harbour "+name+" ", 60) + ". "
	}
	s := serveOn(t, d, "[answer]\nmax_characters = 4000", articles)
	i := ana.Slash(talks, "ask", discordtest.Args{"question": "Why does the ferry stop?"})
	undisturbed(t, append(i.FollowUps(), i.Message(t.Context()))...)
	if strings.Contains(s.log.String(), `"level":"ERROR"`) {
		t.Error(s.log)
	}
	s.compareTranscript("long")
}

// TestDiscordFailure tells a person that something went wrong, with a reference
// that stands in the log.
func TestDiscordFailure(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	w.Refuse("PATCH", "/webhooks/", 400, 50035, "Invalid Form Body", 1)
	told := w.ask("What did the bridge cost?", nil)
	w.Refuse("POST", "/channels/{channel_id}/messages", 400, 50035, "Invalid Form Body", 1)
	again := w.talks.AnswerTo(t.Context(), w.ana.Mention(w.talks, "What did the bridge cost?"))
	for _, m := range []*discordtest.Message{told, again} {
		reference := regexp.MustCompile(`reference ([A-Z2-7]{8})\.$`).FindStringSubmatch(m.Content)
		if reference == nil || !strings.Contains(w.log.String(), reference[1]) {
			t.Errorf("no reference that stands in the log: %q\n%s", m.Content, w.log)
		}
	}
}

// TestDiscordCollection serves the articles of the program, to see what people
// see of them.
func TestDiscordCollection(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	talks, ana := g.Channel("talks"), g.Member("ana", 0)
	s := start(t, d, "[corpus]\ndir = "+quoted(t, "../../corpus"), nil)
	d.AwaitReady(1)
	d.AwaitCommands("ask")
	answer := ana.Slash(talks, "ask", discordtest.Args{"question": "What is Russia's position on a ceasefire?"}).Message(t.Context())
	undisturbed(t, answer)
	ana.Submit(ana.Press(answer, "Ask a follow-up").Modal(t.Context()), map[string]string{"Your question": "and Ukraine's?"}).Message(t.Context())
	s.Mask(`revision [0-9a-f]{12}`, "revision …") // changes with every article
	s.compareTranscript("collection")
}

// quoted is a path as TOML takes it literally.
func quoted(t *testing.T, path string) string {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return "'" + path + "'"
}

// TestDiscordAtLength makes a question of a message that is longer than one may
// be, and shares an answer that takes several messages.
func TestDiscordAtLength(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	talks, ana := g.Channel("talks"), g.Member("ana", 0)
	articles := map[string]string{}
	for n := range 12 {
		name := string(rune('a' + n))
		articles[name+".md"] = fmt.Sprintf("---\ntitle: %s\npublished: 2024-03-%02d\n---\n\nThe ferry to harbour %[1]s stops in a storm of force %[2]d.\n",
			strings.Repeat(name, 200), n+1)
	}
	s := serveOn(t, d, "", articles)
	ctx := t.Context()
	long := ana.Say(talks, "Why does the ferry stop? "+strings.Repeat("I have waited for an hour and more. ", 30))
	answer := ana.MessageCommand("Ask about this", long).Message(ctx)
	if !strings.Contains(answer.String(), "looked for its beginning alone") {
		t.Errorf("a long message is asked without a word:\n%s", answer)
	}
	shown := ana.Slash(talks, "search", discordtest.Args{"query": "ferry storm"}).Message(ctx)
	undisturbed(t, answer, shown)
	if strings.Contains(s.log.String(), `"level":"ERROR"`) {
		t.Error(s.log)
	}
}

// TestDiscordLacking asks on a server that acknowledges interactions and knows
// no way to answer them later.
func TestDiscordLacking(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	ctx := t.Context()
	w.Refuse("", "/webhooks/", 404, 10015, "Unknown Webhook", 1000)
	w.ana.Slash(w.talks, "ask", discordtest.Args{"question": "What did the bridge cost?"})
	answer := w.talks.Await(ctx, func(m *discordtest.Message) bool { return discordtest.FromBot(m) && len(m.Embeds) > 0 })
	w.ana.Slash(w.talks, "ask", discordtest.Args{"question": "When does the ferry run?", "private": true})
	w.ana.DMs().Await(ctx, discordtest.FromBot)
	w.ana.Choose(answer, "", answer.Components[0].Components[0].Options[0].Value).Message(ctx)
	w.ana.Press(answer, "Delete")
	answer.Await(ctx, func(m *discordtest.Message) bool { return m.Deleted })
}

func TestDiscordCheck(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	ctx := t.Context()
	ben := w.guild.Member("ben", 0)
	claims := ben.Say(w.talks, "The bridge cost 40 million euros. The bridge cost 90 million euros. Zebras graze on the bridge.")
	undisturbed(t, w.ana.MessageCommand("Check this claim", claims).Message(ctx),
		w.ana.Slash(w.talks, "check", discordtest.Args{"claim": "Ann Lee will open the bridge.", "as_of": "2024-03-02"}).Message(ctx))
	w.compareTranscript("check")
}

// TestDiscordRole mentions the role that Discord has made for the bot, which people
// are offered beside the bot itself.
func TestDiscordRole(t *testing.T) {
	t.Parallel()
	w := newTown(t, "", discordtest.RoleShows())
	ctx := t.Context()
	role := w.guild.AppRole().Ping()
	w.talks.AnswerTo(ctx, w.ana.Say(w.talks, role+" When does the ferry run?"))
	w.talks.AnswerTo(ctx, w.ana.Say(w.talks, role+" /help"))
	// In a guild that the bot joins later.
	later := w.Guild("later")
	lobby, ben := later.Channel("lobby"), later.Member("ben", 0)
	lobby.AnswerTo(ctx, ben.Say(lobby, "When does the ferry run? "+later.AppRole().Ping()))
	// The roles of others do not call the bot.
	w.ana.Say(w.talks, w.guild.Role("readers", 0).Ping()+" When does the ferry run?")
	w.ana.Say(w.talks, later.AppRole().Ping()+" is not of this server")
	w.compareTranscript("role")
}

// Discord may not show the bot what people write to its role.
func TestDiscordRoleUnread(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	m := w.talks.AnswerTo(t.Context(), w.ana.Say(w.talks, w.guild.AppRole().Ping()+" When does the ferry run?"))
	if !strings.Contains(m.Content, "since you mentioned my role. Mention me instead") {
		t.Errorf("the answer is %s", m)
	}
}
