package discord

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	builtin "talksbot/corpus"
	"talksbot/internal/commands"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/rag/chromem"
	"talksbot/internal/wordvec"
)

var update = flag.Bool("update", false, "write the golden files anew")

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// options are those that the program is run with; they are dear to make.
var options = sync.OnceValue(func() rag.Options {
	model := must(wordvec.Open())
	return rag.Options{
		Embedder: model, EmbedderID: model.ID(), Vectors: chromem.Build,
		Kin: must(rag.NewKin(model)), Settings: rag.DefaultSettings(),
	}
})

// talks is the Snapshot of the built-in articles.
var talks = sync.OnceValue(func() *rag.Snapshot { return snapshotOf(builtin.Files) })

func snapshotOf(files fs.FS) *rag.Snapshot {
	source := func() (*corpus.Collection, error) { return corpus.Load(files, "test") }
	return must(rag.Open(context.Background(), source, options())).Snapshot()
}

// folder is the Snapshot of made-up files.
func folder(files map[string]string) *rag.Snapshot {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return snapshotOf(m)
}

const asker = "80351110224678912345" // the longest there is

var look = renderer{newSigner("a token")}

// on is an occasion a week after the talks.
func on(s *rag.Snapshot) occasion {
	return occasion{asker: asker, snapshot: s, now: time.Date(2025, 5, 22, 12, 0, 0, 0, time.UTC)}
}

// perform runs a command on a snapshot.
func perform(t testing.TB, s *rag.Snapshot, name string, r commands.Request) commands.Reply {
	t.Helper()
	c := must(commands.Find(name))
	return must(c.Run(t.Context(), s, r))
}

func date(s string) corpus.Date { return must(corpus.ParseDate(s)) }

// golden compares messages with a file, and checks them against Discord's rules.
func golden(t *testing.T, name string, messages ...message) {
	t.Helper()
	for i, m := range messages {
		for _, f := range faults(m) {
			t.Errorf("message %d: %s", i+1, f)
		}
	}
	file, got := filepath.Join("testdata", name+".golden"), dump(messages)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v: run the test with -update", err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// dump is messages as people read them.
func dump(messages []message) string {
	var b strings.Builder
	for i, m := range messages {
		fmt.Fprintf(&b, "===== message %d", i+1)
		if m.Flags&discordgo.MessageFlagsSuppressEmbeds != 0 {
			b.WriteString(", without previews")
		}
		b.WriteString("\n" + lineIf("", m.Content))
		for _, e := range m.Embeds {
			fmt.Fprintf(&b, "----- embed #%06x\n", e.Color)
			if e.Author != nil {
				b.WriteString(lineIf("author: ", e.Author.Name))
			}
			b.WriteString(lineIf("title: ", e.Title) + lineIf("url: ", e.URL) + lineIf("", e.Description))
			for _, f := range e.Fields {
				b.WriteString("field: " + f.Name + "\n" + f.Value + "\n")
			}
			if e.Footer != nil {
				b.WriteString(lineIf("footer: ", e.Footer.Text))
			}
		}
		for _, row := range m.Components {
			b.WriteString("----- " + strings.Join(dumpRow(row), "  ") + "\n")
		}
	}
	return strings.NewReplacer("\u200b", "‹zwsp›", "\u202e", "‹rlo›").Replace(b.String())
}

func lineIf(lead, text string) string {
	if text == "" {
		return ""
	}
	return lead + text + "\n"
}

func dumpRow(row discordgo.MessageComponent) []string {
	var parts []string
	for _, c := range inRow(row) {
		switch c := c.(type) {
		case discordgo.Button:
			parts = append(parts, fmt.Sprintf("[%s]", c.Label))
		case discordgo.SelectMenu:
			parts = append(parts, fmt.Sprintf("menu %q", c.Placeholder))
			for _, o := range c.Options {
				parts = append(parts, fmt.Sprintf("\n      %s | %s | %s", o.Label, o.Description, o.Value))
			}
		case discordgo.TextInput:
			parts = append(parts, fmt.Sprintf("input %q (%s), %d to %d", c.Label, c.Placeholder, c.MinLength, c.MaxLength))
		}
	}
	return parts
}

// faults are the rules of Discord, and ours, that a message breaks.
func faults(m message) []string {
	var all []string
	fault := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	most := func(what, text string, limit int) {
		if n := length(text); n > limit {
			fault("%s has %d characters, the limit is %d", what, n, limit)
		}
	}
	most("the content", m.Content, maxContent)
	if m.Embeds == nil || m.Components == nil || m.Content == "" && len(m.Embeds) == 0 || len(m.Embeds) > maxEmbeds {
		fault("%d embeds, %d rows, %d characters", len(m.Embeds), len(m.Components), len(m.Content))
	}
	if strings.Contains(m.Content, "://") && m.Flags&discordgo.MessageFlagsSuppressEmbeds == 0 {
		fault("previews are open")
	}
	texts, total := []string{m.Content}, 0
	for _, e := range m.Embeds {
		total += weight(e)
		most("a title", e.Title, maxTitle)
		most("a description", e.Description, maxDescription)
		if e.Title == "" && e.Description == "" || strings.TrimSpace(e.Description) != e.Description {
			fault("the embed %q %q", e.Title, e.Description)
		}
		if e.Author != nil {
			most("an author", e.Author.Name, maxTitle)
		}
		if e.Footer != nil {
			most("a footer", e.Footer.Text, maxFooter)
		}
		if e.URL != "" && address(e.URL) != e.URL {
			fault("the URL %q", e.URL)
		}
		texts = append(texts, e.Title, e.Description)
		if len(e.Fields) > maxFields {
			fault("%d fields", len(e.Fields))
		}
		for _, f := range e.Fields {
			most("the name of a field", f.Name, maxFieldName)
			most("a field", f.Value, maxFieldValue)
			if strings.TrimSpace(f.Name) == "" || strings.TrimSpace(f.Value) == "" {
				fault("the field %q %q", f.Name, f.Value)
			}
			texts = append(texts, f.Name, f.Value)
		}
	}
	if total > maxEmbedTotal {
		fault("the embeds have %d characters", total)
	}
	for _, text := range texts {
		for _, f := range markdownFaults(text) {
			fault("%s in %q", f, text)
		}
	}
	return append(all, componentFaults(m.Components)...)
}

var (
	pings       = regexp.MustCompile(`(?i)@(everyone|here|[!&]?\d)`)
	backslashed = regexp.MustCompile(`\\.`)
	inAngles    = regexp.MustCompile(`<[^<>\s]*>`)
	invite      = regexp.MustCompile(`(?i)discord(app)?\.\w`)
	masked      = regexp.MustCompile(`\]\(`)
	goodLink    = regexp.MustCompile(`^\]\(<https?://[^<>()\s]+>\)`)
	linkText    = regexp.MustCompile(`\[[^\[\]\n]*$`)
)

// markdownFaults are places where a text does what only ours may do.
func markdownFaults(text string) []string {
	var all []string
	if m := pings.FindString(text); m != "" {
		all = append(all, "the mention "+m)
	}
	if bare := backslashed.ReplaceAllString(text, ""); strings.Count(bare, "`")%2 != 0 || strings.Contains(bare, "```") {
		all = append(all, "an open code span")
	}
	links := masked.FindAllStringIndex(text, -1)
	for _, at := range links {
		if !goodLink.MatchString(text[at[0]:]) || !linkText.MatchString(text[:at[0]]) {
			all = append(all, "the broken link "+text[at[0]:min(len(text), at[0]+40)])
		}
	}
	if strings.Contains(inAngles.ReplaceAllString(text, ""), "://") {
		all = append(all, "an open link")
	}
	if m := invite.FindString(inAngles.ReplaceAllString(text, "")); m != "" {
		all = append(all, "the invitation "+m)
	}
	if strings.ContainsAny(text, "\u202a\u202b\u202d\u202e\u2066\u2067\u2068") {
		all = append(all, "a turned direction")
	}
	return all
}

func componentFaults(rows []discordgo.MessageComponent) []string {
	var all []string
	fault := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	if len(rows) > 5 {
		fault("%d rows", len(rows))
	}
	ids, values := map[string]bool{}, map[string]bool{}
	id := func(customID string) {
		if _, err := look.signer.control(customID); err != nil || ids[customID] || len(customID) > maxCustomID {
			fault("the custom_id %q: %v", customID, err)
		}
		ids[customID] = true
	}
	for _, row := range rows {
		if n := len(inRow(row)); n == 0 || n > 5 {
			fault("%d components in a row", n)
		}
		for _, c := range inRow(row) {
			switch c := c.(type) {
			case discordgo.Button:
				id(c.CustomID)
				if c.Label == "" || length(c.Label) > maxLabel {
					fault("the label %q", c.Label)
				}
			case discordgo.SelectMenu:
				id(c.CustomID)
				if len(c.Options) == 0 || len(c.Options) > maxOptions || length(c.Placeholder) > 150 {
					fault("a menu of %d options, %q", len(c.Options), c.Placeholder)
				}
				for _, o := range c.Options {
					if o.Label == "" || o.Description == "" || length(o.Label) > maxOption || length(o.Description) > maxOption || len(o.Value) > maxOption || values[o.Value] {
						fault("the option %+v", o)
					}
					values[o.Value] = true
				}
			}
		}
	}
	return all
}

// sent is a message as Discord gives it back.
func sent(t testing.TB, m message) *discordgo.Message {
	t.Helper()
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), `"allowed_mentions":{"parse":[]`) {
		t.Errorf("mentions are allowed: %s", text)
	}
	var got discordgo.Message
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	return &got
}
