package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"talksbot/internal/discord/discordtest"
	"talksbot/internal/rag/langchaingo/modeltest"
)

// sorts is the text of a model that places the sentences as the groups of an answer
// do, with numbers for those that it was shown.
func sorts(g jsonAnswer, prompt string) string {
	type point struct {
		Stance    string   `json:"stance"`
		Sentences []string `json:"sentences"`
		Line      string   `json:"line"`
	}
	type group struct {
		Name   string  `json:"name"`
		Points []point `json:"points"`
	}
	var all struct {
		Groups []group `json:"groups"`
	}
	for _, found := range g.Groups {
		placed := group{Name: found.Name}
		for _, p := range found.Points {
			if n := numbered("«"+strings.Join(strings.Fields(p.Text), " ")+"»", prompt); n != "none" {
				placed.Points = append(placed.Points, point{p.Stance, []string{n}, ""})
			}
		}
		all.Groups = append(all.Groups, placed)
	}
	text, err := json.Marshal(all)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// grouping runs a topic command on a folder, with the model that a configuration
// names.
func grouping(t *testing.T, config, folder, command string) (jsonAnswer, string) {
	t.Helper()
	out, said := runOn(t, config, folder, command, "")
	var a jsonAnswer
	if err := json.Unmarshal([]byte(out), &a); err != nil {
		t.Fatal(err)
	}
	return a, said
}

// runOn runs the program on a folder.
func runOn(t *testing.T, config, folder, request, stdin string) (stdout, stderr string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	writeFile(t, path, config)
	env := map[string]string{"OPENAI_API_KEY": "key-of-a-test", "ANTHROPIC_API_KEY": "key-of-a-test", "XDG_CACHE_HOME": t.TempDir()}
	var out, errs strings.Builder
	p := &program{ctx: t.Context(), stdin: strings.NewReader(stdin), stdout: &out, stderr: &errs, env: func(name string) string { return env[name] }}
	if code := p.run([]string{"ask", "--json", "--config", path, "--corpus", folder, request}); code != done {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	return out.String(), errs.String()
}

// indented is an answer as text, to be compared.
func indented(a jsonAnswer) string {
	text, err := json.MarshalIndent(a, "", " ")
	if err != nil {
		panic(err)
	}
	return string(text)
}

// servers are those of models in each form, with their word for a text that has
// reached its limit.
func servers() map[string]struct {
	start func(testing.TB, modeltest.Script) *modeltest.Server
	limit string
} {
	return map[string]struct {
		start func(testing.TB, modeltest.Script) *modeltest.Server
		limit string
	}{"openai": {modeltest.OpenAI, "length"}, "anthropic": {modeltest.Anthropic, "max_tokens"}, "ollama": {modeltest.Ollama, "length"}}
}

// asks is the configuration of a model at an address, which has that long to answer.
func asks(provider, base, timeout string) string {
	return fmt.Sprintf("[llm]\nprovider = %q\nmodel = \"m\"\nbase_url = %q\ntimeout = %q\n", provider, base, timeout)
}

const otherTopics = "../../internal/rag/testdata/transfer"

// TestTopicsModel sorts two collections with a model of each provider that tells the
// truth: the answer is that of the rules.
func TestTopicsModel(t *testing.T) {
	t.Parallel()
	for folder, command := range map[string]string{"../../corpus": "/who-attends", otherTopics: "/transfer"} {
		want, _ := grouping(t, "", folder, command)
		for provider, server := range servers() {
			s := server.start(t, func(r modeltest.Request, w *modeltest.Writer) { modeltest.Says(sorts(want, r.User))(r, w) })
			got, said := grouping(t, asks(provider, s.BaseURL(), "1m"), folder, command)
			if got.Mode != "generated" || said != "" {
				t.Errorf("%s, %s: mode %s, %s", provider, command, got.Mode, said)
			}
			got.Mode = want.Mode
			if diff := cmp.Diff(indented(want), indented(got)); diff != "" {
				t.Errorf("%s, %s: -without +with the model\n%s", provider, command, diff)
			}
		}
	}
}

// TestTopicsModelFails has the models fail in every way: the answer is that of the
// rules, and one line says why.
func TestTopicsModelFails(t *testing.T) {
	t.Parallel()
	want, _ := grouping(t, "", otherTopics, "/transfer")
	for provider, server := range servers() {
		for name, script := range map[string]modeltest.Script{
			"is cut off": func(r modeltest.Request, w *modeltest.Writer) { w.Text(sorts(want, r.User)[:60]); w.Cut() },
			"ends early": func(r modeltest.Request, w *modeltest.Writer) { modeltest.Says(sorts(want, r.User)[:60])(r, w) },
			"stops at its limit": func(r modeltest.Request, w *modeltest.Writer) {
				w.Text(sorts(want, r.User))
				w.Stop(server.limit)
				w.End()
			},
			"breaks with an error": func(r modeltest.Request, w *modeltest.Writer) {
				w.Text(sorts(want, r.User))
				w.Fault("overloaded")
			},
			"hangs":   func(_ modeltest.Request, w *modeltest.Writer) { w.Text(`{"groups":[`); w.Hang() },
			"refuses": modeltest.Fails(401, "no such key"),
			"writes without end": func(_ modeltest.Request, w *modeltest.Writer) {
				for range 2000 {
					w.Text(`{"groups":[{"name":"` + strings.Repeat("Rovers want him. ", 20))
				}
			},
		} {
			timeout := "1m"
			if name == "hangs" {
				timeout = "1s"
			}
			got, said := grouping(t, asks(provider, server.start(t, script).BaseURL(), timeout), otherTopics, "/transfer")
			if diff := cmp.Diff(indented(want), indented(got)); diff != "" {
				t.Errorf("%s, a model that %s: -without +with it\n%s", provider, name, diff)
			}
			if strings.Count(said, "\n") != 1 || !strings.Contains(said, "; the answer is made of quotes") || strings.Contains(said, "key-of-a-test") {
				t.Errorf("%s, a model that %s: %s", provider, name, said)
			}
		}
	}
}

// TestTopicsModelBreaker has a model fail again and again: then it is left alone, and
// the answers are those of the rules at once.
func TestTopicsModelBreaker(t *testing.T) {
	t.Parallel()
	server := modeltest.OpenAI(t, func(_ modeltest.Request, w *modeltest.Writer) { w.Text(`{"groups"`); w.Cut() })
	want, _ := runOn(t, "", otherTopics, "/transfer", "")
	out, said := runOn(t, asks("openai", server.BaseURL(), "1m"), otherTopics, "-", strings.Repeat("/transfer\n", 6))
	if diff := cmp.Diff(strings.Repeat(want, 6), out); diff != "" {
		t.Errorf("-without +with the model\n%s", diff)
	}
	if n := strings.Count(said, "not asked: it failed 3 times in a row"); n != 3 {
		t.Errorf("%d times not asked, of 6, after %d requests:\n%s", n, len(server.Requests()), said)
	}
}

// shutting is a model that sorts who opens the bridge of a town, with lies beside
// where it is told to lie.
func shutting(lies string) modeltest.Script {
	return func(r modeltest.Request, w *modeltest.Writer) {
		modeltest.Says(numbered(`{"groups":[{"name":"Ann Lee","points":[{"stance":"opens","sentences":["«Mayor Ann Lee will open»"],"line":""}`+
			`,{"stance":"keeps shut","sentences":["«Mayor Ann Lee will not open»"],"line":""}]}`+lies+`]}`, r.User))(r, w)
	}
}

// TestDiscordTopicsModel has a model sort, lie, hang and cost too much: who asks gets
// the groups in any case, and is told which of the two they are.
func TestDiscordTopicsModel(t *testing.T) {
	t.Parallel()
	const sorted, quoted = "Quoted word for word, sorted with the help of a language model · revision", "Quoted word for word · revision"
	articles := pair()
	articles["commands.toml"] = bridgeCommands
	plain := townOf(t, "", articles).opens()
	for name, c := range map[string]struct {
		script     modeltest.Script
		more       string
		foot, says string
	}{
		"sorts":   {shutting(""), "", sorted, ""},
		"lies":    {shutting(`,{"name":"Bo Marsh","points":[{"stance":"opens","sentences":["1.1","1.2","1.3"],"line":"@everyone **Bo Marsh** opens [it](https://sea.example)"}]}`), "", quoted, "Quoted: what the language model wrote is not carried by the articles"},
		"garbage": {modeltest.Says("]( [9.9] ``` @everyone"), "", quoted, "Quoted: what the language model wrote is not carried by the articles"},
		"refuses": {modeltest.Fails(401, "no such key"), "", quoted, ""},
		"hangs":   {func(_ modeltest.Request, w *modeltest.Writer) { w.Text(`{"groups"`); w.Hang() }, "timeout = 1\n", quoted, ""},
	} {
		server := modeltest.OpenAI(t, c.script)
		w := townOf(t, "[llm]\nprovider = 'openai'\nmodel = 'm'\nbase_url = '"+server.BaseURL()+"'\n"+c.more, articles)
		answer := w.opens()
		text := answer.String()
		if !strings.Contains(text, c.foot) || !strings.Contains(text, c.says) {
			t.Errorf("%s:\n%s", name, text)
		}
		if strings.Contains(text, "everyone") || strings.Contains(text, "sea.example") {
			t.Errorf("%s: what the model wrote is shown:\n%s", name, text)
		}
		if diff := cmp.Diff(plain.Embeds[0].Fields, answer.Embeds[0].Fields); diff != "" {
			t.Errorf("%s: -without +with the model\n%s", name, diff)
		}
		if len(server.Requests()) != 1 {
			t.Errorf("%s: the model was asked %d times", name, len(server.Requests()))
		}
	}
}

// TestDiscordTopicsBudget has a topic command use up what a model may cost.
func TestDiscordTopicsBudget(t *testing.T) {
	t.Parallel()
	server := modeltest.OpenAI(t, shutting(""))
	articles := pair()
	articles["commands.toml"] = bridgeCommands + "\n[[command]]\nname = \"cost\"\ndescription = \"What it cost\"\nquestion = \"What did the bridge cost?\"\n"
	w := townOf(t, withModel(server.BaseURL(), "[quota]\ntokens_per_day = 50"), articles)
	if first := w.opens(); !strings.Contains(first.String(), "sorted with the help") || strings.Contains(first.String(), "used up") {
		t.Errorf("first:\n%s", first)
	}
	if !strings.Contains(w.log.String(), `"tokens_read":`) {
		t.Errorf("the tokens are not in the log:\n%s", w.log)
	}
	second := w.opens()
	if !strings.Contains(second.String(), "may cost here today is used up") || strings.Contains(second.String(), "sorted with the help") {
		t.Errorf("second:\n%s", second)
	}
	third := w.ana.Slash(w.talks, "cost", nil).Message(t.Context())
	if !strings.Contains(third.String(), "40 million euros. [1]") || !strings.Contains(third.String(), "used up") {
		t.Errorf("a command that asks a question:\n%s", third)
	}
	if len(server.Requests()) != 1 {
		t.Errorf("the model was asked %d times", len(server.Requests()))
	}
	// An answer is read back whether or not a model has sorted it.
	again := w.ana.Press(second, "Again").Message(t.Context())
	if !strings.Contains(again.String(), "Ann Lee") {
		t.Errorf("again:\n%s", again)
	}
}

// TestDiscordTopicsPages wants to see all of a group that a model has helped to sort:
// it is asked once, and its tokens count once.
func TestDiscordTopicsPages(t *testing.T) {
	t.Parallel()
	articles := map[string]string{}
	paths, err := filepath.Glob("../../corpus/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		articles[filepath.Base(path)] = string(text)
	}
	server := modeltest.OpenAI(t, func(r modeltest.Request, w *modeltest.Writer) {
		modeltest.Says(numbered(`{"groups":[{"name":"Vladimir Putin","points":[{"stance":"not attending","sentences":["«Kremlin spokesperson Dmitry Peskov has confirmed»"],"line":""}]}]}`, r.User))(r, w)
	})
	w := townOf(t, withModel(server.BaseURL(), ""), articles)
	first := w.ana.Slash(w.talks, "who-attends", nil).Message(t.Context())
	second := w.ana.Choose(first, "All quotes of one: choose", "Vladimir Putin").Message(t.Context())
	for _, m := range []*discordtest.Message{first, second} {
		if !strings.Contains(m.String(), "sorted with the help of a language model") {
			t.Errorf("a page:\n%s", m)
		}
	}
	if n := strings.Count(w.log.String(), `"tokens_read"`); n != 1 || len(server.Requests()) != 1 {
		t.Errorf("asked %d times, counted %d times", len(server.Requests()), n)
	}
}

// opens asks who opens the bridge.
func (w *town) opens() *discordtest.Message {
	return w.ana.Slash(w.talks, "who-opens", nil).Message(w.t.Context())
}
