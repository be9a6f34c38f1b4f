package main

import (
	"bufio"
	"encoding/json"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"talksbot/internal/discord/discordtest"
)

// newDiscord is a fake Discord that waits long: other tests run beside, and machines
// differ.
func newDiscord(t *testing.T, options ...discordtest.Option) *discordtest.Server {
	t.Helper()
	options = append(options, discordtest.WithPatience(time.Minute))
	if underRace {
		// The race detector makes everything ten times as slow; Discord's three
		// seconds are kept to without it.
		options = append([]discordtest.Option{discordtest.WithLimits(30*time.Second, 15*time.Minute)}, options...)
	}
	return discordtest.New(t, options...)
}

// process is the program as a process of its own, for what signals do to it.
type process struct {
	t      *testing.T
	cmd    *exec.Cmd
	log    *buffer
	folder string // of its articles
	ended  chan struct{}
}

// launch starts the program as a process and waits until it is connected and its
// commands are registered.
func launch(t *testing.T, d *discordtest.Server, settings string, articles map[string]string) *process {
	t.Helper()
	p := &process{t: t, log: &buffer{}, folder: t.TempDir(), ended: make(chan struct{})}
	for name, text := range articles {
		writeFile(t, filepath.Join(p.folder, name), text)
	}
	config := filepath.Join(t.TempDir(), "config.toml")
	writeFile(t, config, settings)
	p.cmd = exec.Command("bot", "serve", "--config", config, "--corpus", p.folder)
	p.cmd.Env = append(os.Environ(), "DISCORD_TOKEN="+d.Token(), "DISCORD_API_BASE="+d.URL())
	p.cmd.Stderr = p.log
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _ = p.cmd.Wait(); close(p.ended) }()
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill()
		<-p.ended
		holdsNoSecrets(t, p.log.String(), d.Token())
	})
	d.AwaitReady(1)
	d.AwaitCommands("ask", "help")
	return p
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// code waits for the process to end.
func (p *process) code() int {
	p.t.Helper()
	select {
	case <-p.ended:
		return p.cmd.ProcessState.ExitCode()
	case <-time.After(30 * time.Second):
		p.t.Fatalf("the process did not end; its log:\n%s", p.log)
		return -1
	}
}

// awaitIn waits until a log says something.
func awaitIn(t *testing.T, log *buffer, text string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !strings.Contains(log.String(), text); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("the log never says %q:\n%s", text, log)
		}
	}
}

// entries are the lines of a log, which are JSON from the first connection on.
func entries(t *testing.T, log string) []map[string]any {
	t.Helper()
	var all []map[string]any
	for lines := bufio.NewScanner(strings.NewReader(log)); lines.Scan(); {
		if !strings.HasPrefix(lines.Text(), "{") {
			continue // what reading the articles says
		}
		var e map[string]any
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatalf("%s: %v", lines.Text(), err)
		}
		all = append(all, e)
	}
	return all
}

const (
	editOfAnswer = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
	followUp     = "/webhooks/{webhook_id}/{webhook_token}"
	callback     = "/interactions/{interaction_id}/{interaction_token}/callback"
	intoChannel  = "/channels/{channel_id}/messages"
)

// everyone has no quota.
const everyone = "[quota]\nuser_per_minute = 0\nguild_per_minute = 0\n"

func TestDiscordWrongToken(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	s := startIn(t, d, map[string]string{"DISCORD_TOKEN": "a.wrong.token", "DISCORD_API_BASE": d.URL()}, "", pair())
	if code := s.await(20 * time.Second); code != misuse {
		t.Errorf("exit %d, want %d", code, misuse)
	}
	if !strings.Contains(s.log.String(), "bot: Discord does not accept the token: copy it anew") {
		t.Errorf("the log does not say what is wrong:\n%s", s.log)
	}
	if n := d.Count("GET /gateway/bot") + d.Count("GET /gateway"); n > 0 {
		t.Errorf("the gateway was asked for %d times", n)
	}
	if v := d.Violations(); len(v) != 1 || !strings.Contains(v[0], "401") {
		t.Errorf("broken rules: %q", v)
	}
}

func TestDiscordWithoutToken(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	s := startIn(t, d, map[string]string{"DISCORD_API_BASE": d.URL()}, "", pair())
	if code := s.await(20 * time.Second); code != misuse || !strings.Contains(s.log.String(), "set DISCORD_TOKEN") {
		t.Errorf("exit %d:\n%s", code, s.log)
	}
}

// TestDiscordTokenFile takes the token from a file, and the address of the server
// from the configuration.
func TestDiscordTokenFile(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	file := filepath.Join(t.TempDir(), "token")
	writeFile(t, file, d.Token()+"\n")
	startIn(t, d, map[string]string{"DISCORD_TOKEN_FILE": file}, "[discord]\napi_base = \""+d.URL()+"\"\n", pair())
	d.AwaitReady(1)
}

func TestDiscordLog(t *testing.T) {
	t.Parallel()
	w := newTown(t, everyone)
	ctx := t.Context()

	const told = "zanzibar" // and nothing else is
	slash := w.ana.Slash(w.talks, "ask", discordtest.Args{"question": "Who sails to " + told + "?"})
	slash.Message(ctx)
	said := w.ana.Mention(w.talks, "Who sails to "+told+"?")
	w.talks.AnswerTo(ctx, said)
	w.ana.Slash(w.talks, "ask", discordtest.Args{"question": told, "as_of": told}).Message(ctx)
	w.ana.Slash(w.talks, "show", discordtest.Args{"article": told}).Message(ctx)
	w.stop()

	ids := map[any]int{}
	for _, e := range entries(t, w.log.String()) {
		ids[e["id"]]++
		text, _ := json.Marshal(e)
		if e["level"] != "DEBUG" && strings.Contains(strings.ToLower(string(text)), told) {
			t.Errorf("what people write is in the log: %s", text)
		}
	}
	for _, id := range []string{slash.ID, said.ID} {
		if ids[id] == 0 {
			t.Errorf("no line of the log has the id %s:\n%s", id, w.log)
		}
	}
}

func TestLogOnATerminal(t *testing.T) {
	t.Parallel()
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no terminal can be made:", err)
	}
	defer terminal.Close()
	if h, ok := (serveCmd{}).logger(terminal).Handler().(*slog.TextHandler); !ok {
		t.Errorf("on a terminal the log is written by %T", h)
	}
	for level, c := range map[slog.Level]serveCmd{slog.LevelWarn: {Quiet: true}, slog.LevelInfo: {}, slog.LevelDebug: {Verbose: true}} {
		h := c.logger(&buffer{}).Handler()
		if _, ok := h.(*slog.JSONHandler); !ok || !h.Enabled(t.Context(), level) || h.Enabled(t.Context(), level-1) {
			t.Errorf("%+v: %T, or not from %s on", c, h, level)
		}
	}
}

// TestDiscordStops ends the program while it answers.
func TestDiscordStops(t *testing.T) {
	t.Parallel()
	for _, how := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(how.String(), func(t *testing.T) {
			t.Parallel()
			d := newDiscord(t)
			g := d.Guild("news")
			talks := g.Channel("talks")
			ana, ben := g.Member("ana", 0), g.Member("ben", 0)
			p := launch(t, d, "", pair())
			ctx := t.Context()

			d.Slow(callback, 2500*time.Millisecond) // so that the answer comes after the signal
			asked := ana.Slash(talks, "ask", discordtest.Args{"question": "Who will open the harbour bridge?"})
			if _, err := asked.Ack(ctx); err != nil {
				t.Fatal(err)
			}
			p.signal(how)
			awaitIn(t, p.log, "letting answers finish")
			late := ben.Slash(talks, "ask", discordtest.Args{"question": "Who will open the harbour bridge?"})
			if m := asked.Message(ctx); !strings.Contains(m.String(), "Ann Lee") {
				t.Errorf("the answer under way is %s", m)
			}
			if code := p.code(); code != done || strings.Contains(p.log.String(), "cut off") {
				t.Errorf("exit %d:\n%s", code, p.log)
			}
			if n := d.Count("POST " + callback); n != 1 {
				t.Errorf("%d acknowledged, one of them asked after the signal", n)
			}
			if _, err := late.Ack(ctx); err == nil {
				t.Error("what was asked after the signal was taken")
			}
			d.Violations() // that one was never acknowledged
		})
	}
}

// TestDiscordCutsOff ends the program while an answer takes longer than ten
// seconds.
func TestDiscordCutsOff(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")

	w.RateLimit("PATCH", editOfAnswer, 1, time.Hour, false)
	asked := w.ana.Slash(w.talks, "ask", discordtest.Args{"question": "Who will open the harbour bridge?"})
	for w.Count("PATCH "+editOfAnswer) == 0 {
		time.Sleep(5 * time.Millisecond)
	}
	if code := w.stop(); code != done {
		t.Errorf("exit %d", code)
	}
	if m := asked.Message(t.Context()); !strings.Contains(m.Content, "restarted") {
		t.Errorf("whose answer was cut off reads %s", m)
	}
	cut := slices.ContainsFunc(entries(t, w.log.String()), func(e map[string]any) bool {
		return e["msg"] == "answers were cut off" && e["count"] == 1.0
	})
	if !cut {
		t.Errorf("the log does not say what was cut off:\n%s", w.log)
	}
}

// TestDiscordWatchdog has the gateway hang in the ways that discordgo does not
// leave by itself.
func TestDiscordWatchdog(t *testing.T) {
	t.Parallel()
	for name, hang := range map[string]func(*discordtest.Server){
		"op 7 comes first": func(d *discordtest.Server) { d.ReconnectFirst(); d.Drop() },
		"no Hello":         func(d *discordtest.Server) { d.WithholdHello(true); d.Drop() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDiscord(t, discordtest.WithHeartbeat(600*time.Millisecond))
			s := serveOn(t, d, "[discord]\npatience_seconds = 1\n", pair())
			hang(d)
			code := s.await(30 * time.Second)
			if code != failed || !strings.Contains(s.log.String(), "bot: the connection to Discord hangs") {
				t.Errorf("exit %d:\n%s", code, s.log)
			}
		})
	}
}

// TestDiscordWatchdogLetsAnswersFinish: the gateway hangs, the API does not.
func TestDiscordWatchdogLetsAnswersFinish(t *testing.T) {
	t.Parallel()
	d := newDiscord(t, discordtest.WithHeartbeat(600*time.Millisecond))
	g := d.Guild("news")
	talks := g.Channel("talks")
	ana := g.Member("ana", 0)
	s := serveOn(t, d, "[discord]\npatience_seconds = 1\n", pair())
	d.RateLimit("PATCH", editOfAnswer, 1, 5*time.Second, false)
	asked := ana.Slash(talks, "ask", discordtest.Args{"question": "Who will open the harbour bridge?"})
	if _, err := asked.Ack(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.ReconnectFirst()
	d.Drop()
	if code := s.await(30 * time.Second); code != failed {
		t.Errorf("exit %d", code)
	}
	if m := asked.Message(t.Context()); !strings.Contains(m.String(), "Ann Lee") {
		t.Errorf("the answer under way is %s", m)
	}
}

// TestDiscordPanic makes a handler panic: of an option's type it relies on
// Discord.
func TestDiscordPanic(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	ctx := t.Context()
	m := w.ana.ForgeCommand(w.talks, map[string]any{
		"id": "1", "name": "ask", "type": 1, "options": []any{
			map[string]any{"name": "question", "type": 3, "value": "Who will open the harbour bridge?"},
			map[string]any{"name": "private", "type": 3, "value": "yes"},
		},
	}).Message(ctx)
	if !strings.Contains(m.Content, "reference") || m.OnlyFor != w.ana {
		t.Errorf("after a panic the person reads %s", m)
	}
	if log := w.log.String(); !strings.Contains(log, `"msg":"panic"`) || !strings.Contains(log, "interaction.go:") {
		t.Errorf("the panic is not in the log with its stack:\n%s", log)
	}
	w.ana.Slash(w.talks, "ask", discordtest.Args{"question": "Who will open the harbour bridge?"}).Message(ctx)
}

// TestDiscordWithoutRoutes runs on servers that lack a route: the question is
// answered all the same, and the log says once what is missing.
func TestDiscordWithoutRoutes(t *testing.T) {
	t.Parallel()
	for route, said := range map[string]string{
		"GET /users/@me": "whose the token is",
		"GET /applications/{application_id}/commands": "which commands are registered",
		"POST /channels/{channel_id}/typing":          "typing cannot be shown",
		"GET /gateway/bot":                            "",
		"GET /gateway":                                "",
	} {
		t.Run(route, func(t *testing.T) {
			t.Parallel()
			d := newDiscord(t, discordtest.Without(route))
			g := d.Guild("news")
			talks := g.Channel("talks")
			ana := g.Member("ana", 0)
			s := serveOn(t, d, everyone, pair())
			for range 2 {
				ana.Slash(talks, "ask", discordtest.Args{"question": "Who will open the harbour bridge?"}).Message(t.Context())
				talks.AnswerTo(t.Context(), ana.Mention(talks, "Who will open the harbour bridge?"))
			}
			s.stop()
			var warnings []any
			for _, e := range entries(t, s.log.String()) {
				if e["level"] == "WARN" || e["level"] == "ERROR" {
					warnings = append(warnings, e["msg"])
				}
			}
			switch {
			case said == "" && len(warnings) > 0:
				t.Errorf("warnings: %q", warnings)
			case said != "" && (len(warnings) != 1 || !strings.Contains(warnings[0].(string), said)):
				t.Errorf("warnings: %q; want one that says %q", warnings, said)
			}
		})
	}
}
