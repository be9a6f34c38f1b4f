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

func TestKeys(t *testing.T) {
	env := variables("OPENAI_API_KEY", " sk-1\n", "ANTHROPIC_API_KEY", "ant-1", "GROQ_API_KEY", "gsk-1", "BAD", "two words")
	for _, c := range []struct{ provider, base, variable, want string }{
		{OpenAI, "", "", "sk-1"},
		{OpenAI, "https://api.groq.com/openai/v1", "GROQ_API_KEY", "gsk-1"},
		{OpenAI, "http://127.0.0.1:8000/v1", "", "sk-1"},
		{Anthropic, "", "", "ant-1"},
		{Ollama, "", "", ""},
		{Ollama, "", "GROQ_API_KEY", "gsk-1"},
		{None, "", "", ""},
	} {
		l := LLM{Provider: c.provider, BaseURL: c.base, APIKeyEnv: c.variable}
		if got, err := l.Key(env); err != nil || got.Reveal() != c.want {
			t.Errorf("%+v: %q, %v", c, got.Reveal(), err)
		}
		e := Embeddings{Provider: c.provider, BaseURL: c.base, APIKeyEnv: c.variable}
		if got, err := e.Key(env); err != nil || got.Reveal() != c.want {
			t.Errorf("%+v: %q, %v", c, got.Reveal(), err)
		}
	}
	if got, err := (LLM{Provider: OpenAI, BaseURL: "http://127.0.0.1:8000/v1"}).Key(variables()); err != nil || got.Reveal() != "" {
		t.Errorf("a server of one's own needs no key: %q, %v", got.Reveal(), err)
	}
	for want, l := range map[string]LLM{
		"set the variable OPENAI_API_KEY to it":    {Provider: OpenAI},
		"set the variable ANTHROPIC_API_KEY to it": {Provider: Anthropic, BaseURL: "http://127.0.0.1:8000/v1"},
		"set the variable GROQ_API_KEY to it":      {Provider: OpenAI, BaseURL: "http://127.0.0.1:8000/v1", APIKeyEnv: "GROQ_API_KEY"},
	} {
		if _, err := l.Key(variables()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v", l, err)
		}
	}
	if _, err := (LLM{Provider: OpenAI, APIKeyEnv: "BAD"}).Key(env); err == nil || strings.Contains(err.Error(), "two") {
		t.Errorf("two words: %v", err)
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
