package discord

import (
	"context"
	"strings"
	"sync"
	"testing"

	builtin "talksbot/corpus"
	"talksbot/internal/commands"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/topics"
)

// withTopics is the Snapshot of the built-in articles with their commands.
var withTopics = sync.OnceValue(func() *rag.Snapshot {
	o := options()
	o.Topics = func() (*topics.Set, error) {
		return topics.Parse(topics.FileName, must(builtin.Files.ReadFile(topics.FileName)), commands.Reserved(helpName, corpusName))
	}
	source := func() (*corpus.Collection, error) { return corpus.Load(builtin.Files, "test") }
	return must(rag.Open(context.Background(), source, o)).Snapshot()
})

func TestSpoken(t *testing.T) {
	s := withTopics()
	for text, want := range map[string]struct {
		command, text, asOf string
	}{
		"/who-attends":                           {"who-attends", "", ""},
		"who-attends":                            {"who-attends", "", ""},
		"Who-Attends?":                           {"who-attends", "", ""},
		"/who-attends Trump":                     {"who-attends", "Trump", ""},
		"who-attends Trump":                      {"who-attends", "Trump", ""},
		"who-attends as_of:2025-05-13":           {"who-attends", "as_of:2025-05-13", ""},
		"who-attends person: Trump":              {"who-attends", "person: Trump", ""},
		"wer-kommt":                              {"who-attends", "", ""},
		"/хто-приїде":                            {"who-attends", "", ""},
		"</who-attends:80351110224678912>":       {"who-attends", "", ""},
		"</who-attends:80351110224678912> Trump": {"who-attends", "Trump", ""},
		"timeline":                               {"timeline", "", ""},
		"timeline 2025-05-13":                    {"timeline", "2025-05-13", ""},
		"delegations Russia":                     {"delegations", "Russia", ""},
		"who-said":                               {"who-said", "", ""},
		"sources":                                {"sources", "", ""},
		"sources as_of:2025-05-13":               {"sources", "", "2025-05-13"},
		"/sources as_of:2025-05-13":              {"sources", "", "2025-05-13"},
		"/search ferry as_of:2025-05-13":         {"search", "ferry", "2025-05-13"},
		"/ask Who comes? as_of: 2025-05-13":      {"ask", "Who comes?", "2025-05-13"},
		"/check as_of:2025-05-13 Trump comes":    {"check", "Trump comes", "2025-05-13"},
		"help":                                   {"help", "", ""},
		"/help":                                  {"help", "", ""},
	} {
		q, ok, err := spoken(text, s)
		if !ok || err != nil || q.command.Name != want.command || q.text != want.text || q.asOf.String() != want.asOf {
			t.Errorf("%q: /%s %q as of %s, %t, %v", text, q.command.Name, q.text, q.asOf, ok, err)
		}
	}
}

// Questions may begin with the names of commands.
func TestSpokenQuestions(t *testing.T) {
	s := withTopics()
	for _, text := range []string{
		"", "Who attends?", "who attends", "Timeline of the talks?", "delegations of both sides", "Delegations from Russia: who leads them?",
		"who-attends is what I want to know, so who does?", "sources say that Putin comes: is that so?", "show me what Trump said", "check whether Trump comes",
		"ask Trump what he wants", "names of the envoys?", "search for peace: who wants it?", "help me: who comes?", "disagreements about the ceasefire", "ceasefire-position of Russia",
		"what is 1/2 of it?", "timeline: what happened on Friday?", "well-known names?",
	} {
		if q, ok, err := spoken(text, s); ok || err != nil {
			t.Errorf("%q is taken for /%s %q, %v", text, q.command.Name, q.text, err)
		}
	}
}

func TestSpokenMistakes(t *testing.T) {
	s := withTopics()
	for text, want := range map[string]string{
		"/weather":                  "there are /ask, /check, /search, /sources, /show, /names, /who-attends",
		"/who-atends":               "did you mean /who-attends?",
		"who-atends":                "did you mean /who-attends?",
		"/":                         "there are /ask",
		"/corpus reload":            "works as a slash command alone",
		"/sources as_of:yesterday":  `"yesterday" is not a date: write it as 2025-05-13`,
		"/weather in Istanbul":      ", /help",
		"</weather:80351110224678>": "there are /ask",
	} {
		if _, _, err := spoken(text, s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q in it", text, err, want)
		}
	}
}

// Whatever people write to the bot, it does not bring it down.
func FuzzSpoken(f *testing.F) {
	for _, text := range []string{"/who-attends as_of:2025-05-13", "timeline: x", "</a b:1>", "who-said :", "as_of:", "/ask as_of:2025-05-13T18:00Z x"} {
		f.Add(text)
	}
	s := withTopics()
	f.Fuzz(func(t *testing.T, text string) {
		q, ok, err := spoken(text, s)
		if ok && err == nil && q.command.Name == "" {
			t.Errorf("%q is a command without a name", text)
		}
		if q.asOf != (corpus.Date{}) && q.asOf.IsZero() {
			t.Errorf("%q: a date that is none", text)
		}
	})
}
