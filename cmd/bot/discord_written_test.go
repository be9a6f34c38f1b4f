package main

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"talksbot/internal/discord/discordtest"
	"talksbot/internal/rag/langchaingo/modeltest"
)

// bridgeCost is a model that writes what the articles say of the bridge's cost,
// and one thing that they do not say. After its first sentence it waits to go on.
func bridgeCost(goOn <-chan struct{}) modeltest.Script {
	return func(r modeltest.Request, w *modeltest.Writer) {
		number := regexp.MustCompile(`(\[\d+\.\d+\]) The bridge cost`).FindStringSubmatch(string(r.Body))[1]
		w.Text("The harbour bridge cost 40 million euros. " + number + "\n")
		select {
		case <-goOn:
		case <-time.After(20 * time.Second):
		}
		w.Text("Bo Marsh said the bridge is safe. [1.3]\nIt cost 90 million euros. " + number + "\n")
		w.Usage(1000, 50)
		w.Stop("stop")
		w.End()
	}
}

func withModel(base string, more string) string {
	return "[llm]\nprovider = 'openai'\nmodel = 'm'\nbase_url = '" + base + "'\ntimeout = 30\n" + more
}

func TestDiscordWritten(t *testing.T) {
	t.Parallel()
	seen := make(chan struct{})
	server := modeltest.OpenAI(t, bridgeCost(seen))
	w := newTown(t, withModel(server.BaseURL(), ""))
	ctx := t.Context()
	i := w.ana.Slash(w.talks, "ask", discordtest.Args{"question": "What did the bridge cost?"})
	i.Await(ctx, func(m *discordtest.Message) bool {
		return strings.Contains(m.String(), "is being written") && strings.Contains(m.String(), "40 million") && len(m.Components) == 0
	})
	close(seen)
	whole := func(m *discordtest.Message) bool {
		return strings.Contains(m.String(), "Written by a language model") && len(m.Components) > 0
	}
	answer := i.Await(ctx, whole)
	if strings.Contains(answer.String(), "90 million") || !strings.Contains(answer.String(), "Bo Marsh") {
		t.Errorf("written:\n%s", answer)
	}
	w.ana.Choose(answer, "", answer.Components[0].Components[0].Options[0].Value).Message(ctx)

	asked := w.ana.Mention(w.talks, "What did the bridge cost?")
	reply := w.talks.AnswerTo(ctx, asked).Await(ctx, whole)
	for n, r := range reply.History()[1:] {
		if since := r.At.Sub(reply.History()[n].At); since < 0 {
			t.Errorf("edit %d after %s", n, since)
		}
	}
	if !strings.Contains(w.log.String(), `"tokens_read":1000`) {
		t.Errorf("the tokens are not in the log:\n%s", w.log)
	}
}

// TestDiscordModelFails asks where the model does not answer, or nothing that holds:
// the quotes are there, whoever reads them is told which of the two they are, and one
// line in the log says why.
func TestDiscordModelFails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		script modeltest.Script
		log    string // the line about it, "" for none
	}{
		"refuses":    {modeltest.Fails(401, "no such key"), "the key is not accepted"},
		"cut off":    {func(r modeltest.Request, w *modeltest.Writer) { w.Text("The harbour bridge cost 40 million"); w.Cut() }, "broke off while it wrote"},
		"breaks":     {func(r modeltest.Request, w *modeltest.Writer) { w.Text("The harbour"); w.Fault("out of memory") }, "out of memory"},
		"over quota": {modeltest.Fails(429, "slow down"), "the quota is used up"},
		"hangs":      {func(r modeltest.Request, w *modeltest.Writer) { w.Hang() }, "no answer within 2s"},
		"is slow":    {func(r modeltest.Request, w *modeltest.Writer) { w.Text("The harbour bridge"); w.Hang() }, "had not finished after 2s"},
		"nothing":    {modeltest.Says(" "), "wrote nothing"},
		"lies":       {modeltest.Says("The bridge is made of gold. [1.1]"), ""},
		"garbage":    {modeltest.Says("]( [9.9] ``` @everyone"), ""},
	} {
		server := modeltest.OpenAI(t, c.script)
		w := newTown(t, strings.Replace(withModel(server.BaseURL(), ""), "timeout = 30", "timeout = '2s'", 1))
		answer := w.ask("What did the bridge cost?", nil)
		if told := strings.Contains(answer.String(), "what the language model wrote is not carried"); told != (c.log == "") {
			t.Errorf("%s: told of what it wrote: %t\n%s", name, told, answer)
		}
		if lines := strings.Count(w.log.String(), "the answer is made of quotes"); lines > 1 || (lines == 1) != (c.log != "") || !strings.Contains(w.log.String(), c.log) {
			t.Errorf("%s: %d lines in the log:\n%s", name, lines, w.log)
		}
		if !strings.Contains(answer.String(), "The bridge cost 40 million euros. [1]") || !strings.Contains(answer.String(), "Quoted word for word") {
			t.Errorf("%s:\n%s", name, answer)
		}
		if strings.Contains(w.log.String(), "key-of-a-test") {
			t.Errorf("%s: the key is in the log", name)
		}
	}
}

// TestDiscordTricksOfModel has the model write, around what is true, what would call
// people, hide text, link elsewhere or break the page.
func TestDiscordTricksOfModel(t *testing.T) {
	t.Parallel()
	for _, trick := range []string{
		"The harbour bridge cost 40 million euros @everyone @here. %", "The harbour bridge ||cost|| **40 million** euros <@&1> <#2>. %",
		"[The harbour bridge](https://evil.example) cost 40 million euros https://evil.example. %", "# The harbour bridge cost 40 million euros ```%",
		"> The harbour bridge cost 40 million euros. %\n-# Quoted word for word · revision 000000000000", "\u202eThe harbour bridge cost 40 million euros.\u202c %",
	} {
		server := modeltest.OpenAI(t, func(r modeltest.Request, w *modeltest.Writer) {
			number := regexp.MustCompile(`(\[\d+\.\d+\]) The bridge cost`).FindStringSubmatch(r.User)[1]
			modeltest.Says(strings.ReplaceAll(trick, "%", number))(r, w)
		})
		w := newTown(t, withModel(server.BaseURL(), ""))
		whole := func(m *discordtest.Message) bool { return len(m.Components) > 0 }
		i := w.ana.Slash(w.talks, "ask", discordtest.Args{"question": "What did the bridge cost?"})
		answer := i.Await(t.Context(), whole)
		harmless(t, answer)
		if !strings.Contains(answer.String(), "40 million") || strings.Contains(answer.String(), "000000000000") {
			t.Errorf("%q:\n%s", trick, answer)
		}
		asked := w.ana.Mention(w.talks, "What did the bridge cost?")
		harmless(t, w.talks.AnswerTo(t.Context(), asked).Await(t.Context(), whole))
	}
}

func TestDiscordBudget(t *testing.T) {
	t.Parallel()
	goOn := make(chan struct{})
	close(goOn)
	server := modeltest.OpenAI(t, bridgeCost(goOn))
	w := newTown(t, withModel(server.BaseURL(), "[quota]\ntokens_per_day = 1000"))
	asked := w.ana.Slash(w.talks, "ask", discordtest.Args{"question": "What did the bridge cost?"})
	// The first sentence may be shown before the cost is counted.
	first := asked.Await(t.Context(), func(m *discordtest.Message) bool { return len(m.Components) > 0 })
	if !strings.Contains(first.String(), "Written by a language model") {
		t.Errorf("first:\n%s", first)
	}
	second := w.ask("What did the bridge cost?", nil)
	if !strings.Contains(second.String(), "may cost here today is used up") || strings.Contains(second.String(), "Written by a language model") {
		t.Errorf("second:\n%s", second)
	}
	found := w.ana.Slash(w.talks, "search", discordtest.Args{"query": "bridge"}).Message(t.Context())
	if strings.Contains(found.String(), "used up") {
		t.Errorf("a search, which costs nothing:\n%s", found)
	}
}
