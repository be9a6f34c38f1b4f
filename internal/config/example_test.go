package config

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestExampleFile holds config.example.toml against the code: it has every
// setting, each explained and with its default, and no other.
func TestExampleFile(t *testing.T) {
	data, err := os.ReadFile("../../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	got, err := parse("config.example.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Default(), got); diff != "" {
		t.Errorf("not the defaults (-code +file):\n%s", diff)
	}
	var c Config
	for _, s := range settings(&c) {
		section, key, _ := strings.Cut(s.key, ".")
		explained := regexp.MustCompile(fmt.Sprintf(`(?m)^\[%s\]\n(?:[^\[\n].*\n)*# .+\n%s = `, section, key))
		if !explained.Match(data) {
			t.Errorf("%s is not there with a line of explanation", s.key)
		}
	}
}

// server is a commented example of a server, up to the next empty comment.
var server = regexp.MustCompile(`(?m)^# ([\w.]+)[^=\n]*\n((?:# \w+ = .+\n)+)`)

// TestExampleServers reads each commented example as a configuration.
func TestExampleServers(t *testing.T) {
	data, err := os.ReadFile("../../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	bases := map[string]string{}
	for _, m := range server.FindAllStringSubmatch(string(data), -1) {
		lines := strings.ReplaceAll(m[2], "# ", "")
		got, err := parse(m[1], []byte("[llm]\nprovider = \"openai\"\n"+lines))
		if err != nil || got.LLM.BaseURL == "" || got.LLM.Model == "" {
			t.Errorf("%s: %+v, %v", m[1], got.LLM, err)
		}
		bases[m[1]] = got.LLM.BaseURL
	}
	want := map[string]string{
		"Gemini":     "https://generativelanguage.googleapis.com/v1beta/openai",
		"Mistral":    "https://api.mistral.ai/v1",
		"Groq":       "https://api.groq.com/openai/v1",
		"OpenRouter": "https://openrouter.ai/api/v1",
		"vLLM":       "http://127.0.0.1:8000/v1",
		"llama.cpp":  "http://127.0.0.1:8080/v1",
	}
	if diff := cmp.Diff(want, bases); diff != "" {
		t.Error(diff)
	}
}
