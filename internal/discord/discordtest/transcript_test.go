package discordtest

import (
	"flag"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/" + name
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

var card = map[string]any{
	"content": "Here you are, <t:1747300000:R>:",
	"embeds": []any{map[string]any{
		"author": map[string]any{"name": "talksbot"}, "title": "Who will attend?", "url": "https://news.example/a",
		"description": "• Russia will be represented by Fomin. [1]\n• Putin will not attend. [2]",
		"fields":      []any{map[string]any{"name": "Sources", "value": "[1] The Guardian\n[2] Kyiv Post"}, map[string]any{"name": "Confidence", "value": "high", "inline": true}},
		"footer":      map[string]any{"text": "5 articles"}, "timestamp": "2025-05-15T10:00:00Z",
	}},
	"components": []any{
		map[string]any{"type": 1, "components": []any{
			map[string]any{"type": 2, "style": 1, "label": "Ask on", "custom_id": "follow:1"},
			map[string]any{"type": 2, "style": 2, "label": "Earlier", "custom_id": "back:1", "disabled": true},
			map[string]any{"type": 2, "style": 5, "label": "Kyiv Post", "url": "https://news.example/b"},
			map[string]any{"type": 2, "style": 4, "emoji": map[string]any{"name": "🗑"}, "custom_id": "delete:1"},
		}},
		map[string]any{"type": 1, "components": []any{map[string]any{"type": 3, "custom_id": "evidence:1", "placeholder": "Evidence", "options": []any{
			map[string]any{"label": "[1]", "value": "1", "description": "The Guardian"}, map[string]any{"label": "[2]", "value": "2", "default": true},
		}}}},
	},
}

func TestTranscript(t *testing.T) {
	t.Parallel()
	w := newsroom(t, Bucket("POST "+messagesOf, 100, time.Second))
	w.Mask(`in [0-9]+ ms`, "in … ms")

	i, e := w.ask("Who will attend?")
	w.bot.respond(e, AckDeferred, nil).want(t, 204, 0)
	w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": "Reading …"}).want(t, 200, 0)
	w.bot.call("PATCH", w.bot.answerPath(e), card).want(t, 200, 0)
	m := i.Message(t.Context())

	w.ben.Choose(m, "Evidence", "[1]")
	w.bot.respond(w.bot.event("INTERACTION_CREATE"), AckMessage, map[string]any{"content": "> Russia will be represented\nfound in 12 ms", "flags": 64}).want(t, 204, 0)
	press := w.ana.Press(m, "Ask on")
	w.bot.respond(w.bot.event("INTERACTION_CREATE"), AckModal, form(input("label", "Question", "placeholder", "And who …?"))).want(t, 204, 0)
	w.ana.Submit(press.Modal(t.Context()), map[string]string{"Question": "And who else?"})
	w.bot.respond(w.bot.event("INTERACTION_CREATE"), AckUpdate, map[string]any{"content": "Nobody else.", "embeds": []any{}, "components": []any{}}).want(t, 204, 0)
	w.ana.Autocomplete(w.talks, "ask", "source", "ky", Args{"question": "Who?"})
	w.bot.respond(w.bot.event("INTERACTION_CREATE"), AckChoices, map[string]any{"choices": choices(2)}).want(t, 204, 0)

	said := w.ben.Mention(w.talks, "is it true, "+w.ana.Ping()+"?\nreally?")
	w.bot.call("POST", w.path(w.talks), map[string]any{"content": "@everyone No. Ask with </ask:123> in " + w.talks.Ping(), "message_reference": map[string]any{"message_id": said.ID}}).want(t, 200, 0)
	w.ben.Edit(said, "is it?")
	w.ana.MessageCommand("Check this claim", said)
	e = w.bot.event("INTERACTION_CREATE")
	w.bot.respond(e, AckMessage, map[string]any{"content": "No.", "flags": 64}).want(t, 204, 0)
	w.bot.call("POST", w.bot.followPath(e), map[string]any{"content": "Indeed not."}).want(t, 200, 0)
	w.bot.call("DELETE", w.bot.answerPath(e), nil).want(t, 204, 0)
	w.ana.DM("Hello?")
	w.bot.call("POST", w.path(w.ana.DMs()), map[string]any{"content": "Hello."}).want(t, 200, 0)
	w.bot.call("POST", w.path(w.guild.Channel("news")), map[string]any{"content": "I am back."}).want(t, 200, 0)
	w.ben.Delete(said)
	golden(t, "transcript.txt", w.Transcript())
}

func TestTranscriptOfNoAnswer(t *testing.T) {
	t.Parallel()
	w := newsroom(t, WithLimits(10*time.Millisecond, time.Minute))
	w.ask("Who?")
	time.Sleep(20 * time.Millisecond)
	golden(t, "silence.txt", w.Transcript())
	w.Violations()
}

func TestTranscriptOfTheNewerLayout(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	_, e := w.ask("Who?")
	w.bot.respond(e, AckMessage, map[string]any{"flags": 1 << 15, "components": []any{map[string]any{"type": 17, "components": []any{
		map[string]any{"type": 10, "content": "# Who?\nNobody."}, map[string]any{"type": 14},
		map[string]any{"type": 9, "components": []any{map[string]any{"type": 10, "content": "A source"}}, "accessory": press("a")},
		map[string]any{"type": 1, "components": []any{press("b")}},
	}}}}).want(t, 204, 0)
	golden(t, "layout.txt", w.Transcript())
}
