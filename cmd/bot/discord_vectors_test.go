package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"talksbot/internal/discord/discordtest"
	"talksbot/internal/rag/langchaingo/modeltest"
)

// TestDiscordEmbedderDown starts while the provider of the vectors is down, reloads,
// and lets it come back: questions are answered all the time, and admins see it.
func TestDiscordEmbedderDown(t *testing.T) {
	t.Parallel()
	var down atomic.Bool
	down.Store(true)
	server := modeltest.OpenAI(t, nil)
	server.OnEmbed(func(r modeltest.Request, w *modeltest.Writer) {
		if down.Load() {
			w.Fail(401, "no such key")
			return
		}
		modeltest.Letters(r, w)
	})
	a := newAdmins(t)
	s := serveOn(t, a.d, "[embeddings]\nprovider = 'openai'\nmodel = 'letters'\nbase_url = '"+server.BaseURL()+"'\n[discord]\n"+a.settings["guilds"], pair())
	a.d.AwaitCommands("corpus")
	ctx := t.Context()
	admin := func(what string) *discordtest.Message {
		return a.manager.Slash(a.home, "corpus "+what, nil).Await(ctx, func(m *discordtest.Message) bool {
			return !strings.Contains(m.String(), "Reading") && !strings.Contains(m.String(), "Indexing")
		})
	}
	ask := func(question, want string) {
		t.Helper()
		m := a.member.Slash(a.home, "ask", discordtest.Args{"question": question}).Message(ctx)
		if !strings.Contains(m.String(), want) {
			t.Errorf("%s\n%s", question, m)
		}
	}
	ask("What did the bridge cost?", "40 million")
	if m := admin("status"); !strings.Contains(m.String(), "the articles are searched with the vectors that are built in") || strings.Contains(m.String(), "key-of-a-test") {
		t.Errorf("status:\n%s", m)
	}
	awaitIn(t, s.log, "the vectors cannot be had yet")

	// An article that is taken back is gone, whatever is down.
	if err := os.Remove(filepath.Join(s.folder, "bridge-opens.md")); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(s.folder, "ferry.md"), "---\ntitle: The ferry\npublished: 2024-03-09\n---\n\nFerryman Joe Dune stops the ferry at noon.\n")
	if m := admin("reload"); !strings.Contains(m.String(), "The collection is read anew") || !strings.Contains(m.String(), "asked for again by themselves") {
		t.Errorf("reload:\n%s", m)
	}
	ask("Who stops the ferry?", "Joe Dune")

	down.Store(false)
	awaitIn(t, s.log, "the vectors are there now")
	if m := admin("status"); strings.Contains(m.String(), "built in") {
		t.Errorf("status:\n%s", m)
	}
	ask("Who stops the ferry?", "Joe Dune")

	// A reload has vectors made of what is new alone.
	made := len(server.Embedded())
	writeFile(t, filepath.Join(s.folder, "tram.md"), "---\ntitle: The tram\npublished: 2024-03-10\n---\n\nTram driver Kit Moor rings the bell.\n")
	if m := admin("reload"); !strings.Contains(m.String(), "Added (1):** tram") {
		t.Errorf("reload:\n%s", m)
	}
	if fresh := server.Embedded()[made:]; len(fresh) != 1 || !strings.Contains(fresh[0], "Kit Moor") {
		t.Errorf("vectors were made of %q", fresh)
	}
}

// TestDiscordTokensOfToday has admins see what the language model has used up.
func TestDiscordTokensOfToday(t *testing.T) {
	t.Parallel()
	goOn := make(chan struct{})
	close(goOn)
	server := modeltest.OpenAI(t, bridgeCost(goOn))
	for limit, wants := range map[string][]string{
		"":                                 {"this server: 1050 used, without limit", "away: 1050 used"},
		"[quota]\ntokens_per_day = 1500\n": {"this server: 1050 of 1500 used, 450 left", "away: 1050 of 1500 used"},
	} {
		a := newAdmins(t)
		serveOn(t, a.d, withModel(server.BaseURL(), limit+"[discord]\n"+a.settings["guilds"]), pair())
		a.d.AwaitCommands("corpus")
		for who, where := range map[*discordtest.Person]*discordtest.Channel{a.member: a.home, a.stranger: a.away} {
			who.Slash(where, "ask", discordtest.Args{"question": "What did the bridge cost?"}).Await(t.Context(), func(m *discordtest.Message) bool { return len(m.Components) > 0 })
		}
		m := a.manager.Slash(a.home, "corpus status", nil).Message(t.Context())
		for _, want := range append(wants, "2 answers written, 0 quoted", "first sentences were there after") {
			if !strings.Contains(m.String(), want) {
				t.Errorf("%q is not in\n%s", want, m)
			}
		}
	}
	a := newAdmins(t)
	serveOn(t, a.d, "[discord]\n"+a.settings["guilds"], pair())
	a.d.AwaitCommands("corpus")
	if m := a.manager.Slash(a.home, "corpus status", nil).Message(t.Context()); strings.Contains(m.String(), "tokens") {
		t.Errorf("without a language model:\n%s", m)
	}
}
