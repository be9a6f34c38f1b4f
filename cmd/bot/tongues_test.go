package main

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"talksbot/internal/discord/discordtest"
	"talksbot/internal/rag/langchaingo/modeltest"
)

// foreign is a question that is not in English, and what a model makes of the
// answer to it.
type foreign struct{ question, translation, original string }

func foreigners() map[string]foreign {
	original := "The harbour bridge cost 40 million euros."
	return map[string]foreign{
		"German":    {"Wie viel hat die Brücke im Hafen gekostet?", "Die Hafenbrücke hat 40 Millionen Euro gekostet.", original},
		"Ukrainian": {"Скільки коштував міст у порту?", "Портовий міст коштував 40 мільйонів євро.", original},
	}
}

// interpreter is a model that translates a question, writes the answer and
// translates that, with what it is told to write of the translation. A message of
// a conversation it makes a question about the bridge.
func interpreter(translation string) modeltest.Script {
	return func(r modeltest.Request, w *modeltest.Writer) {
		switch {
		case strings.HasPrefix(r.System, "You put questions"):
			w.Text("What did the harbour bridge cost?")
		case strings.HasPrefix(r.System, "You translate"):
			w.Text(translation)
		case strings.HasPrefix(r.System, "You are given a conversation"):
			w.Text("Why does the harbour bridge stay shut?")
		default:
			number := regexp.MustCompile(`(\[\d+\.\d+\]) The bridge cost`).FindStringSubmatch(r.User)[1]
			w.Text("The harbour bridge cost 40 million euros. " + number)
		}
		w.Usage(100, 10)
		w.Stop("stop")
		w.End()
	}
}

// typed runs the program on the articles of pair, with the model at an address.
func typed(t *testing.T, base, stdin string, args ...string) (stdout, stderr string) {
	t.Helper()
	config, folder := filepath.Join(t.TempDir(), "config.toml"), t.TempDir()
	writeFile(t, config, withModel(base, ""))
	for name, text := range pair() {
		writeFile(t, filepath.Join(folder, name), text)
	}
	env := map[string]string{"OPENAI_API_KEY": "key-of-a-test", "XDG_CACHE_HOME": t.TempDir()}
	var out, errs strings.Builder
	p := &program{ctx: t.Context(), stdin: strings.NewReader(stdin), stdout: &out, stderr: &errs, env: func(name string) string { return env[name] }}
	args = append([]string{args[0], "--config", config, "--corpus", folder}, args[1:]...)
	if code := p.run(args); code != done {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	return out.String(), errs.String()
}

func TestTongues(t *testing.T) {
	t.Parallel()
	for name, f := range foreigners() {
		server := modeltest.OpenAI(t, interpreter("1: "+f.translation+" [1]"))
		page, said := typed(t, server.BaseURL(), "", "ask", "-v", f.question)
		for _, want := range []string{
			"Understood as: What did the harbour bridge cost?\n", "Translated from English by a language model; the checked original: --original\n",
			"• " + f.translation + " [1]\n", "the sentences of the original; each was checked",
		} {
			if !strings.Contains(strings.Join(strings.Fields(page), " "), strings.TrimSpace(want)) {
				t.Errorf("%s: %q is not in\n%s", name, want, page)
			}
		}
		if strings.Contains(page, f.original) || !strings.Contains(said, "the model read 300 tokens and wrote 30;") {
			t.Errorf("%s:\n%s%s", name, page, said)
		}

		page, _ = typed(t, server.BaseURL(), "", "ask", "--original", f.question)
		if !strings.Contains(page, "• "+f.original+" [1]\n") || strings.Contains(page, f.translation) || strings.Contains(page, "Translated") {
			t.Errorf("%s: the original:\n%s", name, page)
		}

		line, _ := typed(t, server.BaseURL(), "", "ask", "--json", f.question)
		var got map[string]any
		if err := json.Unmarshal([]byte(line), &got); err != nil || got["answer"] != f.original+" [1]" || got["translation"] != f.translation+" [1]" || got["question"] != f.question {
			t.Errorf("%s: %v, %s", name, err, line)
		}
	}
}

// TestTonguesDropped has the model lose a marker.
func TestTonguesDropped(t *testing.T) {
	t.Parallel()
	f := foreigners()["German"]
	server := modeltest.OpenAI(t, interpreter("1: "+f.translation))
	page, said := typed(t, server.BaseURL(), "", "ask", f.question)
	if !strings.Contains(page, "• "+f.original+" [1]\n") || !strings.Contains(page, "In English: the language model's translation cannot be used") || !strings.Contains(said, "the answer is not translated") {
		t.Errorf("%s%s", page, said)
	}
	line, _ := typed(t, server.BaseURL(), "", "ask", "--json", f.question)
	if strings.Contains(line, `"translation"`) {
		t.Error(line)
	}
}

// TestChatStandalone has the model say what a message means, and not where it
// leans on nothing.
func TestChatStandalone(t *testing.T) {
	t.Parallel()
	server := modeltest.OpenAI(t, interpreter(""))
	page, _ := typed(t, server.BaseURL(), "What did the harbour bridge cost?\nWho is Bo Marsh?\nwhy?\n", "chat")
	made := 0
	for _, r := range server.Requests() {
		if strings.HasPrefix(r.System, "You are given a conversation") {
			made++
		}
	}
	if made != 1 || !strings.Contains(page, "Understood as: Why does the harbour bridge stay shut?\n") {
		t.Errorf("asked %d times:\n%s", made, page)
	}
}

func TestDiscordTongues(t *testing.T) {
	t.Parallel()
	for name, f := range foreigners() {
		server := modeltest.OpenAI(t, interpreter("1: "+f.translation+" [1]"))
		w := newTown(t, withModel(server.BaseURL(), ""))
		shown := func(m *discordtest.Message) {
			t.Helper()
			for _, want := range []string{
				f.question, "Understood as: What did the harbour bridge cost?", "Translated from English by a language model",
				f.translation + " [1]", "||" + f.original + " [1]||", "A translation. Its original: Written by a language model",
			} {
				if !strings.Contains(m.String(), want) {
					t.Errorf("%s: %q is not in\n%s", name, want, m)
				}
			}
		}
		answer := w.ask(f.question, nil)
		shown(answer)
		shown(w.ana.Press(answer, "Again").Message(t.Context()))
		w.ana.Choose(answer, "", answer.Components[0].Components[0].Options[0].Value).Message(t.Context())
		if !strings.Contains(w.log.String(), `"tokens_read":300`) {
			t.Errorf("%s: the tokens are not in the log:\n%s", name, w.log)
		}
		if strings.Contains(w.log.String(), "harbour bridge") {
			t.Errorf("%s: what was asked is in the log", name)
		}
	}
}
