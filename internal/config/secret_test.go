package config

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// variables is an environment.
func variables(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestDiscordToken(t *testing.T) {
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("from.a-file_1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for want, env := range map[string]func(string) string{
		"abc.DEF":       variables("DISCORD_TOKEN", " abc.DEF\n"),
		"abc":           variables("DISCORD_TOKEN", "Bot abc"),
		"first":         variables("DISCORD_TOKEN", "first", "DISCORD_TOKEN_FILE", file),
		"from.a-file_1": variables("DISCORD_TOKEN_FILE", file),
	} {
		if got, err := DiscordToken(env); err != nil || got.Reveal() != want {
			t.Errorf("%q, %v; want %q", got.Reveal(), err, want)
		}
	}
	for want, env := range map[string]func(string) string{
		"there is no token: set DISCORD_TOKEN": variables(),
		"holds no token":                       variables("DISCORD_TOKEN", "two words"),
		"cannot be read":                       variables("DISCORD_TOKEN_FILE", file+".gone"),
	} {
		if _, err := DiscordToken(env); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "two words") {
			t.Errorf("%v; want %q", err, want)
		}
	}
}

func TestSecretIsNeverPrinted(t *testing.T) {
	s := Secret{"hunter2"}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "token", s, "in", struct{ S Secret }{s})
	data, _ := json.Marshal(map[string]any{"token": s})
	for _, text := range []string{log.String(), string(data), fmt.Sprintf("%v %+v %#v %s %q %x", s, struct{ S Secret }{s}, s, s, s, s)} {
		if strings.Contains(text, "hunter2") || strings.Contains(text, fmt.Sprintf("%x", "hunter2")) {
			t.Errorf("the secret is in %q", text)
		}
	}
}

func TestAddress(t *testing.T) {
	d := Discord{APIBase: "http://configured"}
	for want, env := range map[string]func(string) string{
		"http://configured":     variables(),
		"http://127.0.0.1:3920": variables("DISCORD_API_BASE", "http://127.0.0.1:3920"),
	} {
		if got, err := d.Address(env); err != nil || got != want {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
	for _, bad := range []string{"127.0.0.1", "ws://x", "http://user:hunter2@x", "http://", "http://x?token=hunter2", "\x00"} {
		if _, err := d.Address(variables("DISCORD_API_BASE", bad)); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
