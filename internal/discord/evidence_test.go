package discord

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/commands"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

const harbour = "---\ntitle: The bridge opens\npublisher: The Harbour News\npublished: 2025-05-13\nurl: https://news.example/bridge\n---\n\n"

const opening = "Mayor Ann Lee opened the bridge on Friday. It had *cost* 30 million [3].\n\nThe ferry stops on Saturday. Nobody will miss it, said the mayor. The crew will.\n"

// chosenFrom shows the evidence of the first citation of an answer, from a
// snapshot that may be another than the one that answered.
func chosenFrom(t *testing.T, s, now *rag.Snapshot, question string, plain bool) message {
	t.Helper()
	o := on(s)
	o.plain = plain
	m := sent(t, look.messages(perform(t, s, "ask", commands.Request{Text: question}), o)[0])
	choices := optionsOf(m)
	if len(choices) == 0 {
		t.Fatalf("%q is not answered: %s", question, m.Content)
	}
	return look.evidence(now, choices[0].Value, m)
}

func TestEvidence(t *testing.T) {
	s := folder(map[string]string{"bridge.md": harbour + opening})
	golden(t, "evidence", chosenFrom(t, s, s, "What did the bridge cost?", false))
	golden(t, "evidence-plain", chosenFrom(t, s, s, "When does the ferry stop?", true))
	golden(t, "evidence-talks", chosenFrom(t, talks(), talks(), "Who will attend the talks?", false))
}

func TestEvidenceAfterChange(t *testing.T) {
	s := folder(map[string]string{"bridge.md": harbour + opening})
	for name, text := range map[string]string{
		"other":   harbour + opening, // beside another article
		"moved":   harbour + "A correction was added. " + opening,
		"changed": harbour + strings.ReplaceAll(opening, "Saturday", "Sunday"),
	} {
		now := folder(map[string]string{"bridge.md": text, "more.md": "The tunnel is closed. It is wet.\n"})
		golden(t, "evidence-"+name, chosenFrom(t, s, now, "When does the ferry stop?", false))
		if name == "changed" {
			golden(t, "evidence-changed-plain", chosenFrom(t, s, now, "When does the ferry stop?", true))
		}
	}
	gone := folder(map[string]string{"more.md": "The tunnel is closed. It is wet.\n"})
	golden(t, "evidence-gone", chosenFrom(t, s, gone, "When does the ferry stop?", false))
}

// However much stands above it, the quote is shown.
func TestEvidenceUnderMuch(t *testing.T) {
	s := folder(map[string]string{"bridge.md": fmt.Sprintf("---\ntitle: %q\npublisher: %q\npublished: 2025-05-13T18:00:00+03:00\npublished_inferred: true\nurl: https://news.example/%s\n---\n\n## %s\n\n%s",
		strings.Repeat("*Title* ", 300), strings.Repeat("_", 300), strings.Repeat("x", 650), strings.Repeat("<Heading> ", 20),
		strings.ReplaceAll(opening, "stops on", strings.Repeat("*stops* ", 30)+"on"))})
	other := folder(map[string]string{"bridge.md": harbour + "The tunnel is closed. It is wet.\n"})
	for _, plain := range []bool{false, true} {
		for _, now := range []*rag.Snapshot{s, other} {
			m := chosenFrom(t, s, now, "When does the ferry stop?", plain)
			for _, f := range faults(m) {
				t.Error(f)
			}
			if text := dump([]message{m}); !strings.Contains(text, "**The ferry \\*stops\\*") || strings.Contains(text, "part 1") {
				t.Errorf("no quote: %s", text)
			}
		}
	}
}

// Whatever a value says, nothing but a passage is shown.
func TestEvidenceOfNothing(t *testing.T) {
	o := on(talks())
	m := sent(t, look.messages(perform(t, talks(), "ask", commands.Request{Text: "Who will attend the talks?"}), o)[0])
	a := talks().Articles()[0]
	for _, value := range []string{
		"", "1", "1.2.3.4.5", "....", "-1.a.b.-4.zz", "zzzzzzzzzzzzz.a.b.1.2",
		ref{1, shortHash(a.ID), shortHash(a.Text), corpus.Span{Start: 0, End: 5}}.String(), // front matter
		ref{1, shortHash(a.ID), shortHash(a.Text), corpus.Span{Start: 5, End: 1 << 30}}.String(),
		ref{99, shortHash(a.ID), "x", corpus.Span{Start: 5, End: 6}}.String(),
	} {
		for _, from := range []*discordgo.Message{m, {Content: "x"}, nil} {
			got := look.evidence(talks(), value, from)
			for _, f := range faults(got) {
				t.Errorf("%q: %s", value, f)
			}
			if text := dump([]message{got}); strings.Contains(text, "published:") {
				t.Errorf("%q shows %s", value, text)
			}
		}
	}
}

// A passage that is too long loses sentences that are not of the quote.
func TestExcerpt(t *testing.T) {
	s := folder(map[string]string{"bridge.md": harbour + opening})
	p := s.Passages(s.Articles()[0])[0]
	for room, want := range map[int][]string{
		900: {"Mayor Ann Lee opened the bridge on Friday. It had \\*cost\\* 30 million \\[3\\].", "The ferry stops on Saturday. **Nobody will miss it, said the mayor.** The crew will."},
		120: {"… The ferry stops on Saturday. **Nobody will miss it, said the mayor.** The crew will."},
		70:  {"… **Nobody will miss it, said the mayor.** The crew will."},
		50:  {"… **Nobody will miss it, said the mayor.** …"},
		20:  {"**Nobody will…**"},
	} {
		got := excerpt(&p, p.Sentences[3], room)
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("in %d units: %q", room, got)
		}
	}
}

// A quote need not be of whole sentences, and bold type needs no space.
func TestEmphasised(t *testing.T) {
	a := &corpus.Article{Text: "An un*believ*able\nstory.", Blocks: []corpus.Block{{Span: corpus.Span{End: 24}}}}
	for quote, want := range map[corpus.Span]string{
		{Start: 5, End: 13}:  "An un**\\*believ\\***able story.",
		{Start: 3, End: 17}:  "An **un\\*believ\\*able** story.",
		{Start: 0, End: 24}:  "**An un\\*believ\\*able story.**",
		{Start: 17, End: 18}: "An un\\*believ\\*able story.", // white space
	} {
		if got := emphasised(a, a.Blocks[0].Span, quote); got != want {
			t.Errorf("%v: %q, want %q", quote, got, want)
		}
	}
}
