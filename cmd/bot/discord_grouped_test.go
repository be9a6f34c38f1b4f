package main

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"talksbot/internal/discord/discordtest"
)

// onTheTalks serves the articles of the program, with their own commands.
func onTheTalks(t *testing.T, d *discordtest.Server, settings string) *station {
	t.Helper()
	return onArticles(t, d, "[corpus]\ndir = "+quoted(t, "../../corpus")+"\n"+settings, nil)
}

// onArticles serves articles to which the commands of the talks belong.
func onArticles(t *testing.T, d *discordtest.Server, settings string, articles map[string]string) *station {
	t.Helper()
	s := start(t, d, settings, articles)
	d.AwaitReady(1)
	d.AwaitCommands("who-attends", "disagreements")
	s.Mask(`revision [0-9a-f]{12}`, "revision …") // changes with every article
	return s
}

// TestDiscordTopicTranscripts shows what a member of a server sees of each topic
// command of the built-in articles.
func TestDiscordTopicTranscripts(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	talks, ana := g.Channel("talks"), g.Member("ana", 0)
	s := onTheTalks(t, d, everyone)
	for _, c := range []struct {
		name string
		args discordtest.Args
	}{
		{"who-attends", nil},
		{"who-attends", discordtest.Args{"person": "Trump"}},
		{"who-attends", discordtest.Args{"as_of": "2025-05-13"}},
		{"who-attends", discordtest.Args{"person": "Medinsky", "as_of": "2025-05-13"}},
		{"ceasefire-position", nil},
		{"ceasefire-position", discordtest.Args{"party": "Russia"}},
		{"timeline", nil},
		{"timeline", discordtest.Args{"from": "2025-05-11", "to": "2025-05-16"}},
		{"who-said", discordtest.Args{"person": "Zelensky"}},
		{"delegations", nil},
		{"delegations", discordtest.Args{"country": "Russia"}},
		{"disagreements", nil},
		{"who-attends", discordtest.Args{"as_of": "next week"}},
		{"who-attends", discordtest.Args{"as_of": "13.05.2025"}},
		{"who-attends", discordtest.Args{"as_of": "2025-05-13 18:00"}},
		{"disagreements", discordtest.Args{"as_of": "2020-01-01"}},
		{"timeline", discordtest.Args{"from": "yesterday"}},
		{"timeline", discordtest.Args{"from": "2025-05-16", "to": "2025-05-11"}},
	} {
		i := ana.Slash(talks, c.name, c.args)
		undisturbed(t, append(i.FollowUps(), i.Message(t.Context()))...)
	}
	s.compareTranscript("topic-commands")
}

// TestDiscordPages turns the pages of a long answer, opens all of a group, shares
// it, and goes on after a restart.
func TestDiscordPages(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	talks, ana, ben := g.Channel("talks"), g.Member("ana", 0), g.Member("ben", 0)
	articles := talksAnd(t, "diary.md", diary())
	s := onArticles(t, d, "", articles)
	ctx := t.Context()
	first := ana.Slash(talks, "timeline", nil).Message(ctx)
	second := ben.Press(first, "Page 2 of 2 ▶").Message(ctx)
	if second.OnlyFor != ben {
		t.Error("a page that ben turns is shown to all")
	}
	ben.Choose(second, "Evidence: choose a source", second.Components[0].Components[0].Options[0].Label).Message(ctx)
	ben.Press(ben.Press(second, "Share").Message(ctx), "◀ Page 1 of 2").Message(ctx)

	all := ana.Slash(talks, "who-attends", nil).Message(ctx)
	putin := ana.Choose(all, "All quotes of one: choose", "Vladimir Putin").Message(ctx)
	undisturbed(t, second, putin, ana.Press(putin, "Share").Message(ctx))
	if code := s.stop(); code != done {
		t.Fatalf("exit code %d:\n%s", code, s.log)
	}
	s = onArticles(t, d, "", articles)
	ana.Press(first, "Page 2 of 2 ▶").Message(ctx)
	ana.Choose(all, "All quotes of one: choose", "Donald Trump").Message(ctx)
	ana.Submit(ana.Press(putin, "Ask a follow-up").Modal(ctx), map[string]string{"Your question": "why?"}).Message(ctx)
	s.compareTranscript("pages")
}

// talksAnd are the built-in articles and one more.
func talksAnd(t *testing.T, name, text string) map[string]string {
	t.Helper()
	articles := map[string]string{name: text}
	folder := os.DirFS("../../corpus")
	for _, pattern := range []string{"*.md", "*.toml"} {
		names, err := fs.Glob(folder, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(folder, name)
			if err != nil {
				t.Fatal(err)
			}
			articles[name] = string(data)
		}
	}
	return articles
}

// diary is an article with something for each day of a month.
func diary() string {
	var b strings.Builder
	b.WriteString("---\ntitle: The diary of a harbour\npublished: 2025-05-01\npublisher: The Harbour News\n---\n\n")
	for day := range 28 {
		fmt.Fprintf(&b, "On %d April 2025 the harbour master counted %d ships. ", day+1, 3*day+20)
	}
	return b.String() + "\n"
}

// multitude are articles in which as many people attend as an answer may have,
// with long names, of whom much is said at length.
func multitude() map[string]string {
	articles := map[string]string{"commands.toml": strings.ReplaceAll(bridgeCommands, `words = ["open"]`, `words = ["open"]
lists = ["opened by"]`)}
	for n := range 20 {
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: The bridge of the town number %d, and everybody who has to do with it\npublished: 202%d-03-%02d\npublisher: The Post of Town %d\nurl: https://news.example/%s\n---\n\n", n, n%3+3, n+1, n, strings.Repeat("bridge-", 40))
		for i := range 10 {
			who := fmt.Sprintf("Maximilian%c Featherstonehaugh%c", 'a'+i, 'a'+n)
			fmt.Fprintf(&b, "%s will open the bridge of the town%s. %s keeps the bridge shut in winter. ", who, strings.Repeat(", which _nobody_ `there` knows to be @everyone's", 4), who)
		}
		articles[fmt.Sprintf("town-%d.md", n)] = b.String() + "\n"
	}
	return articles
}

// TestDiscordMultitude reaches everybody in an answer by its pages, and all that is
// said of them by the menus.
func TestDiscordMultitude(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	talks, ana := g.Channel("talks"), g.Member("ana", 0)
	s := start(t, d, "[quota]\nuser_burst = 500\nguild_burst = 500", multitude())
	d.AwaitReady(1)
	d.AwaitCommands("who-opens")
	ctx := t.Context()
	page := ana.Slash(talks, "who-opens", nil).Message(ctx)
	_, of, ok := strings.Cut(regexp.MustCompile(`Page 1 of \d+`).FindString(page.Embeds[0].Description), "of ")
	if !ok {
		t.Fatalf("one page alone:\n%s", page)
	}
	people, last := map[string]bool{}, false
	for n := 2; !last; n++ {
		undisturbed(t, page)
		for _, f := range page.Embeds[0].Fields {
			if name, _, ok := strings.Cut(f.Name, " · "); ok {
				people[name] = true
			}
		}
		if last = fmt.Sprint(n-1) == of; !last {
			page = ana.Press(page, fmt.Sprintf("Page %d of %s ▶", n, of)).Message(ctx)
		}
	}
	if len(people) != 60 {
		t.Errorf("%d people are reached", len(people))
	}
	if strings.Contains(s.log.String(), `"level":"ERROR"`) {
		t.Error(s.log)
	}
}

// TestDiscordSpoken writes commands into messages that mention the bot.
func TestDiscordSpoken(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	talks, ana := g.Channel("talks"), g.Member("ana", 0)
	s := onTheTalks(t, d, "[quota]\nuser_burst = 50")
	ctx := t.Context()
	answer := talks.AnswerTo(ctx, ana.Mention(talks, "/who-attends person:Lavrov"))
	undisturbed(t, answer)
	ana.Press(answer, "Again").Message(ctx)
	for _, text := range []string{
		"who-attends person:Lavrov as_of:2025-05-13", "wer-kommt Lavrov", "Who attends?", "who-said", "who-atends", "/weather", "/corpus reload",
		"who-attends as_of:soon", "who-attends as_of:2020-01-01", "Is Lavrov coming? as_of:2025-05-13", "/help",
	} {
		undisturbed(t, talks.AnswerTo(ctx, ana.Mention(talks, text)))
	}
	dms := ana.DMs()
	dms.AnswerTo(ctx, ana.DM("/delegations country:Ukraine"))
	// A reply with a command is the command, whatever it replies to.
	talks.AnswerTo(ctx, ana.Reply(answer, s.BotPing()+" /who-attends Ushakov", true))
	s.compareTranscript("spoken")
}
