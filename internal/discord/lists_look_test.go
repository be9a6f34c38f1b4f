package discord

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"talksbot/internal/commands"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/topics"
)

func TestSearch(t *testing.T) {
	forms(t, "search", perform(t, talks(), "search", commands.Request{Text: "ceasefire", Limit: 3}), on(talks()))
	golden(t, "search-nothing", look.messages(commands.Reply{Body: commands.Found{Query: "zyx"}}, on(talks()))...)
}

func TestSources(t *testing.T) {
	o := on(talks())
	o.read = o.now.Add(-time.Hour)
	forms(t, "sources", perform(t, talks(), "sources", commands.Request{}), o)
}

// A long list is one message, of the newest articles.
func TestManySources(t *testing.T) {
	files := map[string]string{}
	for i := range 300 {
		day := ""
		if i%10 > 0 {
			day = fmt.Sprintf("published: %s\n", time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
		}
		files[fmt.Sprintf("a%03d.md", i)] = fmt.Sprintf("---\ntitle: Ferry number %d\n%surl: https://news.example/ferry/%d\n---\n\nFerry %d sails to the island.\n", i, day, i, i)
	}
	s := folder(files)
	forms(t, "many-sources", perform(t, s, "sources", commands.Request{}), on(s))
	for n := 0; n < 300; n += 7 {
		for _, plain := range []bool{false, true} {
			o := on(s)
			o.plain = plain
			if m := look.messages(commands.Reply{Body: commands.Listed{Articles: s.Articles()[n:]}}, o); len(m) != 1 {
				t.Errorf("%d articles take %d messages", 300-n, len(m))
			}
		}
	}
}

func TestShow(t *testing.T) {
	forms(t, "show", perform(t, talks(), "show", commands.Request{Text: "putin-absence-undermines-prospects"}), on(talks()))
}

// Of an article as long as a book, the beginning is shown.
func TestShowBook(t *testing.T) {
	name := "book" + strings.Repeat("_*", 60)
	s := folder(map[string]string{name + ".md": "# Book\n\n" + strings.Repeat("The ferry sails to the island, and nobody is on it. ", 2000)})
	o := on(s)
	o.plain = true
	for i, m := range look.messages(perform(t, s, "show", commands.Request{Text: name}), o) {
		for _, f := range faults(m) {
			t.Errorf("message %d: %s", i+1, f)
		}
	}
	messages := look.messages(perform(t, s, "show", commands.Request{Text: name}), on(s))
	last := messages[len(messages)-1]
	foot := last.Embeds[len(last.Embeds)-1].Footer.Text
	if len(messages) != maxMessages || !strings.Contains(foot, "part 5 of 22, the others are left out") {
		t.Errorf("%d messages, the last ends with %q", len(messages), foot)
	}
}

func TestNames(t *testing.T) {
	forms(t, "names", perform(t, talks(), "names", commands.Request{}), on(talks()))
}

func TestHelp(t *testing.T) {
	own := []commands.Command{{Name: "corpus reload", Summary: "Read the collection anew"}}
	golden(t, "help", helpMessage(commands.Table(), own, on(talks()))...)
	o := on(talks())
	o.plain = true
	golden(t, "help-plain", helpMessage(commands.Table(), own, o)...)
}

// Notes stand below what they are about.
func TestNotes(t *testing.T) {
	s := folder(map[string]string{
		"bridge.md": "---\ntitle: Bridge\npublished: 2025-05-10\n---\n\nThe bridge opened on Friday. It is long.\n",
		"ferry.md":  "The ferry stops on Saturday. It is late.\n",
	})
	o := on(s)
	o.asOf = date("2025-05-12")
	forms(t, "notes", perform(t, s, "ask", commands.Request{Text: "When did the bridge open?", AsOf: o.asOf}), o)
}

func TestReload(t *testing.T) {
	r := rag.Report{Revision: "0123456789ab", Added: []string{"bridge_opens", "ferry"}, Changed: []string{"talks"}, Kept: []string{"harbour"}}
	for i := range 13 {
		r.Removed = append(r.Removed, fmt.Sprintf("old-%d", i))
		r.Problems = append(r.Problems, corpus.Problem{Path: fmt.Sprintf("news/n%d.md", i), Line: 1, What: "the front matter is not closed", Mend: "end it with a line of ---"})
	}
	golden(t, "reload", reportMessage(r, topics.Changes{Added: []string{"ferry"}, Changed: []string{"who-opens"}}, nil, registration{}, on(talks()))...)
	golden(t, "reload-same", reportMessage(rag.Report{}, topics.Changes{}, nil, registration{}, on(talks()))...)
	failed := reportMessage(rag.Report{Problems: r.Problems[:1]}, topics.Changes{}, errors.New("the folder corpus cannot be read (permission denied): check its permissions"), registration{}, on(talks()))
	golden(t, "reload-failed", failed...)
	again := time.Date(2025, 5, 22, 12, 0, 2, 0, time.UTC)
	unregistered := registration{troubles: []trouble{{"", "Discord takes 100 commands and there are 101: take some out of commands.toml, then reload", again}, {"123", "a *reason*", again}}}
	golden(t, "reload-unregistered", reportMessage(rag.Report{}, topics.Changes{}, nil, unregistered, on(talks()))...)
	golden(t, "reload-registering", reportMessage(rag.Report{}, topics.Changes{}, nil, registration{underWay: true}, on(talks()))...)
}

func TestStatus(t *testing.T) {
	o := on(talks())
	o.read, o.stale = o.now.Add(-time.Hour), 24*time.Hour
	golden(t, "status", statusMessage(talks(), o, registration{}, running{since: o.now.Add(-50 * time.Hour), guilds: 3, underWay: 1})...)
}

func TestNotice(t *testing.T) {
	golden(t, "notice", notice(`there is no command "/*x*" @everyone https://discord.gg/x`), notice(strings.Repeat("a long sentence ", 300)))
}

func TestModal(t *testing.T) {
	c := control{action: followUp, asker: asker, asOf: date("2025-05-13T18:00:00+03:00"), revision: "0123456789ab"}
	m := look.modal(c)
	if got, err := look.signer.control(m.CustomID); err != nil || got.action != c.action || len(m.CustomID) > maxCustomID {
		t.Errorf("%q means %+v, %v", m.CustomID, got, err)
	}
	row := strings.Join(dumpRow(m.Components[0]), "")
	if m.Title != "Ask a follow-up" || row != `input "Your question" (`+placeholder+"), 1 to 500" {
		t.Errorf("%q: %s", m.Title, row)
	}
}
