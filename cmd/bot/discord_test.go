package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"talksbot/internal/discord/discordtest"
)

// station is the program under `bot serve`, with the Discord that it talks to.
type station struct {
	*discordtest.Server
	t      *testing.T
	cancel context.CancelFunc
	code   chan int
	log    *buffer
	folder string // of its articles, "" for those built in
}

// serveOn starts the program and waits until it is connected and its commands
// are registered. Settings are lines of a configuration.
func serveOn(t *testing.T, d *discordtest.Server, settings string, articles map[string]string) *station {
	t.Helper()
	s := start(t, d, settings, articles)
	d.AwaitReady(1)
	d.AwaitCommands("ask", "help")
	return s
}

// start starts the program, which may fail.
func start(t *testing.T, d *discordtest.Server, settings string, articles map[string]string) *station {
	t.Helper()
	return startIn(t, d, map[string]string{"DISCORD_TOKEN": d.Token(), "DISCORD_API_BASE": d.URL(),
		"OPENAI_API_KEY": "key-of-a-test", "XDG_CACHE_HOME": t.TempDir()}, settings, articles)
}

// startIn starts the program in an environment.
func startIn(t *testing.T, d *discordtest.Server, env map[string]string, settings string, articles map[string]string) *station {
	t.Helper()
	s := &station{Server: d, t: t, code: make(chan int, 1), log: &buffer{}}
	config := filepath.Join(t.TempDir(), "config.toml")
	writeFile(t, config, settings)
	args := []string{"serve", "--verbose", "--config", config}
	if articles != nil {
		s.folder = t.TempDir()
		for name, text := range articles {
			writeFile(t, filepath.Join(s.folder, name), text)
		}
		args = append(args, "--corpus", s.folder)
	}
	ctx, cancel := context.WithCancel(t.Context())
	s.cancel = cancel
	p := &program{ctx: ctx, stdin: strings.NewReader(""), stdout: s.log, stderr: s.log, env: func(name string) string { return env[name] }}
	go func() { s.code <- p.run(args) }()
	t.Cleanup(func() {
		s.stop()
		holdsNoSecrets(t, s.log.String(), d.Token(), env["DISCORD_TOKEN"])
	})
	return s
}

// holdsNoSecrets checks a log: no token of a bot is in it, and none of the
// fake's interactions.
func holdsNoSecrets(t *testing.T, log string, tokens ...string) {
	t.Helper()
	for _, token := range append(tokens, "token-of-") {
		if token != "" && strings.Contains(log, token) {
			t.Errorf("a secret, %s, is in the log:\n%s", token, log)
		}
	}
}

// stop ends the program as SIGTERM does, and gives its exit code.
func (s *station) stop() int {
	s.cancel()
	return s.await(30 * time.Second)
}

// await waits for the program to end by itself.
func (s *station) await(most time.Duration) int {
	s.t.Helper()
	select {
	case code := <-s.code:
		s.code <- code
		return code
	case <-time.After(most):
		s.t.Errorf("the program did not end; its log:\n%s", s.log)
		return -1
	}
}

// write writes a file, and the folders above it.
func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// buffer is a log that may be read while it is written.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// compareTranscript holds what was said against testdata/discord/NAME.golden.
func (s *station) compareTranscript(name string) {
	s.t.Helper()
	s.Mask(`<t:\d+:(\w)>`, "<t:…:$1>")
	path := filepath.Join("testdata", "discord", name+".golden")
	got := s.Transcript()
	if *update {
		writeFile(s.t, path, got)
		return
	}
	want, err := os.ReadFile(path)
	if err != nil || string(want) != got {
		s.t.Errorf("%s: what was said is not as expected; if that is meant, run\n\tgo test ./cmd/bot -run %s -update\n%s", path, s.t.Name(), got)
	}
}

// pair are two short articles that disagree.
func pair() map[string]string {
	return map[string]string{
		"bridge-opens.md": `---
title: "The harbour bridge opens on Friday"
publisher: "The Harbour News"
published: 2024-03-01
url: "https://news.example/bridge"
---

Mayor Ann Lee will open the harbour bridge on Friday. The bridge cost 40 million euros. Engineer Bo Marsh said that the bridge is safe.
`,
		"bridge-waits.md": `---
title: "The harbour bridge stays shut"
publisher: "The Evening Post"
published: 2024-03-05
---

Mayor Ann Lee will not open the harbour bridge this week. Engineer Bo Marsh said that the bridge is not safe. The ferry runs until midnight.
`,
	}
}

func TestDiscordAsk(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	ctx := t.Context()

	asked := w.ana.Slash(w.talks, "ask", discordtest.Args{"question": "Who will open the harbour bridge?"})
	if ack, err := asked.Ack(ctx); err != nil || ack.Type != discordtest.AckDeferred || ack.Ephemeral {
		t.Errorf("acknowledged with %+v, %v", ack, err)
	}
	answer := asked.Message(ctx)
	w.ana.Choose(answer, "", answer.Components[0].Components[0].Options[0].Label).Message(ctx)
	w.ana.Slash(w.talks, "ask", discordtest.Args{"question": "What is the population of Brazil?", "private": true}).Message(ctx)
	w.compareTranscript("ask")
}
