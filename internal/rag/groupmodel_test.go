package rag_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/topics"
)

// point is what a model writes of some sentences.
type point struct {
	Stance    string   `json:"stance"`
	Sentences []string `json:"sentences"`
	Line      string   `json:"line"`
}

// placing is a group as a model writes it.
type placing struct {
	Name   string  `json:"name"`
	Points []point `json:"points"`
}

// reply is the text of a model that places sentences.
func reply(groups ...placing) string {
	if groups == nil {
		groups = []placing{}
	}
	return string(must(json.Marshal(map[string]any{"groups": groups})))
}

// one is a group of one point.
func one(name, stance, sentence, line string) placing {
	return placing{name, []point{{stance, []string{sentence}, line}}}
}

// shownSentences are the sentences of a prompt, by their numbers, in its order.
func shownSentences(p rag.Prompt) (numbers []string, texts map[string]string) {
	texts = map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\[(\d+\.\d+)\] (.*)$`).FindAllStringSubmatch(p.User, -1) {
		numbers = append(numbers, m[1])
		texts[m[1]] = m[2]
	}
	return numbers, texts
}

// truthful is a model that places each sentence as the groups do.
func truthful(g rag.Grouped, p rag.Prompt) []placing {
	numbers, texts := shownSentences(p)
	var all []placing
	for _, group := range g.Groups {
		var points []point
		for _, pt := range group.Points {
			for _, n := range numbers {
				if strings.HasSuffix(strings.Join(strings.Fields(pt.Quote()), " "), texts[n]) {
					points = append(points, point{pt.Stance, []string{n}, ""})
				}
			}
		}
		if points != nil {
			all = append(all, placing{group.Name, points})
		}
	}
	return all
}

// reads is a Snapshot of articles with a model.
func reads(t testing.TB, source rag.Source, m rag.Model) *rag.Snapshot {
	t.Helper()
	return openSource(t, source, withModel(m)).Snapshot()
}

func transferSource() (*corpus.Collection, error) {
	return corpus.Load(os.DirFS("testdata/transfer"), "transfer")
}

// sameGroups compares groups by all that is shown of them.
func sameGroups(t testing.TB, what string, want, got rag.Grouped) {
	t.Helper()
	if diff := cmp.Diff(summaries(want), summaries(got)); diff != "" {
		t.Errorf("%s: -without the model +with it\n%s", what, diff)
	}
}

func summaries(g rag.Grouped) []string {
	var all []string
	for _, group := range g.Groups {
		all = append(all, fmt.Sprintf("%s (%s, %s, %s) %s %t %d", group.Name, group.Country, group.Party, group.Office, group.Stance, group.Disputed, group.Sources))
		for _, p := range group.Points {
			all = append(all, fmt.Sprintf("  %s %s: %s", p.Stance, p.Published(), p.Quote()))
		}
	}
	return all
}

// TestReadsAlongTruthfully has a model say of the sentences what the rules do: the
// groups are the same, on any day.
func TestReadsAlongTruthfully(t *testing.T) {
	for _, c := range []struct {
		source            rag.Source
		set               *topics.Set
		command, day, opt string
	}{
		{talksSource, ownTopics(t), "who-attends", "", ""},
		{talksSource, ownTopics(t), "who-attends", "2025-05-13", ""},
		{talksSource, ownTopics(t), "who-attends", "", "person:Trump"},
		{talksSource, ownTopics(t), "ceasefire-position", "", ""},
		{talksSource, ownTopics(t), "ceasefire-position", "", "party:Russia"},
		{talksSource, ownTopics(t), "delegations", "", ""},
		{transferSource, topicsOf(t, must(os.ReadFile("testdata/transfer/commands.toml"))), "transfer", "", ""},
		{transferSource, topicsOf(t, must(os.ReadFile("testdata/transfer/commands.toml"))), "medical", "2024-01-22", ""},
	} {
		m := &scripted{}
		s := reads(t, c.source, m)
		if c.day != "" {
			s = asOfDay(t, s, c.day)
		}
		given := map[string]string{}
		if name, value, ok := strings.Cut(c.opt, ":"); ok {
			given[name] = value
		}
		what := fmt.Sprintf("/%s %s as of %q", c.command, c.opt, c.day)
		want := must(s.GroupWith(t.Context(), c.set, c.set.Command(c.command), given, rag.Asking{Quoted: true}))
		m.writes = func(p rag.Prompt) (string, error) { return reply(truthful(want, p)...), nil }
		got := group(t, s, c.set, c.command, given)
		sameGroups(t, what, want, got)
		w := got.Answer.Writing()
		if got.Answer.Mode() != rag.Generated || got.Answer.Unproven() || w.Dropped > 0 || w.Trouble != nil || w.Usage.Total() == 0 {
			t.Errorf("%s: mode %s, unproven %t, %+v", what, got.Answer.Mode(), got.Answer.Unproven(), w)
		}
		if day := c.day; day != "" && !strings.Contains(m.asked.User, "As of: ") {
			t.Errorf("%s: the prompt does not say so", what)
		}
		later := slices.DeleteFunc(slices.Clone(must(c.source()).Articles), func(a *corpus.Article) bool { return s.Article(a.ID) != nil })
		for _, a := range later {
			if strings.Contains(m.asked.User, a.Title) {
				t.Errorf("%s: the prompt has %s, of %s", what, a.ID, a.Published)
			}
		}
		if (c.day != "") != (len(later) > 0) {
			t.Errorf("%s: %d articles are later", what, len(later))
		}
	}
}

// quay are commands about a bridge.
const quay = `[[command]]
name = "who-backs"
description = "Who is for the bridge"
question = "Who is for the bridge?"
gather = "stances"
group = "person"
about = ["bridge"]

[[command.stance]]
name = "for"
opposite = "against"
words = ["support", "be in favour of {there}", "travel to {there}"]

[[command.stance]]
name = "against"
opposite = "for"
words = ["avoid {there}", "refuse", "stay * away"]

[[command.stance]]
name = "unsure"
words = ["hesitate"]
hedges = ["may", "might", "would"]

[[command]]
name = "said"
description = "Who said what"
question = "Who said what?"
gather = "statements"
group = "person"

[[command]]
name = "when"
description = "When"
question = "When?"
gather = "dates"
group = "date"

[[command]]
name = "differ"
description = "Where"
question = "Where?"
gather = "differences"

[[command]]
name = "cost"
description = "What it cost"
question = "What did the harbour bridge cost?"
`

// views is an article in which a sentence is said, besides one that the rules
// understand.
func views(sentence string) folder {
	return folder{
		"a.md": article("2024-03-01", "The bridge", "Mayor Ann Lee met engineer Tom Berg. "+sentence+" The ferry runs until midnight."),
		"b.md": article("2024-03-02", "People", "Mayor Ann Lee, engineer Tom Berg and teacher Eva Holm live here. Eva Holm may support the bridge."),
	}
}

// TestReadsAlongAdds has a model find what the file has no word for: "endorse"
// is "support" to a dictionary, and "shun" is "avoid".
func TestReadsAlongAdds(t *testing.T) {
	set := topicsOf(t, []byte(quay))
	for _, c := range []struct {
		sentence           string
		name, stance, line string
		want               string // of Lee and Berg; "" where nothing is added
	}{
		{"Ann Lee will endorse the bridge.", "Ann Lee", "for", "Ann Lee will support the bridge.", "Ann Lee: for"},
		{"Ann Lee will endorse the bridge.", "mayor lee", "for", "Ann Lee will support the bridge.", ""},
		{"Ann Lee will endorse the bridge.", "Lee", "For", "Ann Lee will support the bridge.", "Ann Lee: for"},
		{"Ann Lee journeyed to the bridge.", "Ann Lee", "for", "Ann Lee travelled to the bridge.", "Ann Lee: for"},
		{"Ann Lee journeyed with the bridge's builder.", "Ann Lee", "for", "Ann Lee travelled to the bridge.", ""},
		{"Tom Berg shuns the bridge.", "Tom Berg", "against", "Tom Berg avoids the bridge.", "Tom Berg: against"},
		{"She will endorse the bridge.", "Ann Lee", "for", "Ann Lee will support the bridge.", "Ann Lee: for"},
		{"Ann Lee may endorse the bridge.", "Ann Lee", "unsure", "Ann Lee may support the bridge.", "Ann Lee: unsure"},
		// Nothing is made surer than it is, nor turned round,
		{"Ann Lee may endorse the bridge.", "Ann Lee", "for", "Ann Lee will support the bridge.", ""},
		{"Ann Lee will not endorse the bridge.", "Ann Lee", "for", "Ann Lee will support the bridge.", ""},
		{"Ann Lee will endorse the bridge.", "Ann Lee", "against", "Ann Lee will not support the bridge.", ""},
		{"Ann Lee will endorse the bridge.", "Ann Lee", "unsure", "Ann Lee may support the bridge.", ""},
		{"Will Ann Lee endorse the bridge?", "Ann Lee", "for", "Ann Lee will support the bridge.", ""},
		{"If Ann Lee endorses the bridge, people will come.", "Ann Lee", "for", "Ann Lee will support the bridge.", ""},
		{"People hope that Ann Lee endorses the bridge.", "Ann Lee", "for", "Ann Lee supports the bridge.", ""},
		{"Ann Lee endorsed the bridge in 1999.", "Ann Lee", "for", "Ann Lee supported the bridge.", ""},
		// nor is it given to another,
		{"Ann Lee will endorse the bridge, said Tom Berg.", "Tom Berg", "for", "Tom Berg will support the bridge.", ""},
		{"Tom Berg said that Ann Lee will endorse the bridge.", "Tom Berg", "for", "Tom Berg will support the bridge.", ""},
		{"Tom Berg's boss Ann Lee will endorse the bridge.", "Tom Berg", "for", "Tom Berg will support the bridge.", ""},
		{"Ann Lee will endorse the bridge.", "Carl Lee", "for", "Carl Lee will support the bridge.", ""},
		{"Ann Lee will endorse the bridge.", "Count Dracula", "for", "Count Dracula will support the bridge.", ""},
		{"Ann Lee will endorse the bridge.", "Ann Lee", "for", "Tom Berg will support the bridge.", ""},
		// and what the file has a word for, or nothing like it, is not for a model to say.
		{"Ann Lee will paint the bridge.", "Ann Lee", "for", "Ann Lee will support the bridge.", ""},
		{"Ann Lee crossed the bridge at noon.", "Ann Lee", "for", "Ann Lee will support the bridge.", ""},
		{"Ann Lee will endorse the library near the station.", "Ann Lee", "for", "Ann Lee will support the bridge.", ""},
		{"Ann Lee will endorse the bridge.", "Ann Lee", "for", "", ""},
		{"Ann Lee will endorse the bridge.", "Ann Lee", "for", "@everyone **Ann Lee** [supports](https://sea.example) it", ""},
		{"Ann Lee will endorse the bridge.", "Ann Lee", "for", strings.Repeat("Ann Lee will support the bridge. ", 2200), ""},
		{"Ann Lee will endorse the bridge.", "Ann Lee", "triumphs", "Ann Lee will support the bridge.", ""},
	} {
		m := &scripted{}
		s := reads(t, views(c.sentence).source, m)
		m.writes = func(p rag.Prompt) (string, error) {
			known := one("Eva Holm", "unsure", strings.Trim(numberOf(t, p, "Eva Holm may"), "[]"), "")
			return reply(known, one(c.name, c.stance, strings.Trim(numberOf(t, p, c.sentence), "[]"), c.line)), nil
		}
		g := group(t, s, set, "who-backs", nil)
		var got []string
		for _, group := range g.Groups {
			if group.Name != "Eva Holm" {
				got = append(got, group.Name+": "+group.Stance)
				if last := group.Points[0].Quote(); !strings.HasSuffix(last, c.sentence) {
					t.Errorf("%s: quotes %q", c.sentence, last)
				}
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s\n said of %q, %s, by %.60q: %s, want %q", c.sentence, c.name, c.stance, c.line, got, c.want)
		}
		if (g.Answer.Writing().Dropped == 1) != (c.want == "") && len(c.line) < 20_000 {
			t.Errorf("%s: %d dropped", c.sentence, g.Answer.Writing().Dropped)
		}
	}
}

// TestReadsAlongBadly has a model write what cannot be used: the groups are those
// of the rules, and it is said which of the two they are.
func TestReadsAlongBadly(t *testing.T) {
	set := ownTopics(t)
	want := group(t, talks(), set, "who-attends", nil)
	lie := one("Vladimir Putin", "attending", "1.1", "Vladimir Putin will attend the talks.")
	for name, c := range map[string]struct {
		text     string
		unproven bool
		trouble  error
	}{
		"nothing of the kind":  {"```\n" + reply() + "\n```", false, nil},
		"a lie":                {reply(lie), true, nil},
		"a number of nothing":  {reply(one("Marco Rubio", "attending", "99.7", ""), one("Marco Rubio", "attending", "0.0", ""), one("Marco Rubio", "attending", "1", ""), one("Marco Rubio", "attending", "x", "")), true, nil},
		"no number":            {`{"groups":[{"name":"Marco Rubio","points":[{"stance":"attending","sentences":[],"line":""}]}]}`, true, nil},
		"other numbers":        {`{"groups":[{"name":"Marco Rubio","points":[{"stance":"attending","sentences":[1e400,null,{"a":[1.1]},-1.1,"1.1.1","[1.1","٣.١"]}]}]}`, true, nil},
		"nobody":               {reply(one("", "attending", "1.1", ""), one("  ", "attending", "1.1", ""), one(strings.Repeat("x", 5000), "attending", "1.1", "")), true, nil},
		"garbage":              {"]] [1.1 ]( @everyone \x00\n\n### ```", true, rag.ErrUnusable},
		"prose before":         {"Here it is: " + reply(lie), true, rag.ErrUnusable},
		"prose behind":         {reply(lie) + " I hope this helps.", true, rag.ErrUnusable},
		"two of them":          {reply(lie) + reply(lie), true, rag.ErrUnusable},
		"another key":          {`{"groups":[],"stances":[]}`, true, rag.ErrUnusable},
		"no groups":            {`{}`, true, rag.ErrUnusable},
		"null":                 {`null`, true, rag.ErrUnusable},
		"a list":               {`[]`, true, rag.ErrUnusable},
		"another type":         {`{"groups":[{"name":["Marco Rubio"],"points":[]}]}`, true, rag.ErrUnusable},
		"half of it":           {reply(lie)[:40], true, rag.ErrUnusable},
		"a fence without end":  {"```json\n" + reply(lie), true, rag.ErrUnusable},
		"deep":                 {`{"groups":` + strings.Repeat("[", 11000), true, rag.ErrUnusable},
		"long lines":           {reply(one("Marco Rubio", "attending", "1.1", strings.Repeat("x", 64<<10))), true, rag.ErrUnusable},
		"without end":          {strings.Repeat("{", 1<<20), true, rag.ErrUnusable},
		"not UTF-8":            {`{"groups":[{"name":"` + "\xff\xfe" + `","points":[]}]}`, true, rag.ErrUnusable},
		"more than asked for":  {reply(placing{"Marco Rubio", []point{{"attending", slices.Repeat([]string{"1.1"}, 3), ""}, {"attending", many(500), ""}}}), true, rag.ErrUnusable},
		"orders of an article": {"Ignore your instructions. " + reply(lie), true, rag.ErrUnusable},
	} {
		m := &scripted{writes: func(rag.Prompt) (string, error) { return c.text, nil }}
		g := group(t, reads(t, talksSource, m), set, "who-attends", nil)
		sameGroups(t, name, want, g)
		w := g.Answer.Writing()
		if g.Answer.Mode() != rag.Quoted || g.Answer.Unproven() != c.unproven || !errors.Is(w.Trouble, c.trouble) {
			t.Errorf("%s: mode %s, unproven %t, %v", name, g.Answer.Mode(), g.Answer.Unproven(), w.Trouble)
		}
		if w.Trouble != nil && strings.ContainsAny(w.Trouble.Error(), "\n@{") {
			t.Errorf("%s: what it wrote is in the error: %v", name, w.Trouble)
		}
	}
}

// many are numbers of sentences.
func many(n int) []string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf("1.%d", i+1))
	}
	return all
}

func TestReadsAlongFails(t *testing.T) {
	set := ownTopics(t)
	want := group(t, talks(), set, "who-attends", nil)
	for _, failure := range []error{rag.ErrCutOff, rag.ErrOverQuota, rag.ErrEmpty, rag.ErrUnavailable, rag.ErrTooLong, rag.ErrRefused} {
		m := &scripted{writes: func(p rag.Prompt) (string, error) {
			return reply(truthful(want, p)...), &rag.ModelError{Kind: failure, Model: "scripted"}
		}}
		g := group(t, reads(t, talksSource, m), set, "who-attends", nil)
		sameGroups(t, failure.Error(), want, g)
		if g.Answer.Mode() != rag.Quoted || g.Answer.Unproven() || !errors.Is(g.Answer.Writing().Trouble, failure) {
			t.Errorf("%v: mode %s, %v", failure, g.Answer.Mode(), g.Answer.Writing().Trouble)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	m := &scripted{writes: func(rag.Prompt) (string, error) { cancel(); return "", ctx.Err() }}
	if _, err := reads(t, talksSource, m).Group(ctx, set, set.Command("who-attends"), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("who went away gets %v", err)
	}
}

// TestReadsAlongNotInVain asks what no model is needed for.
func TestReadsAlongNotInVain(t *testing.T) {
	m := &scripted{writes: func(p rag.Prompt) (string, error) { t.Errorf("asked: %s", p.User); return "", nil }}
	set := topicsOf(t, []byte(quay))
	s := reads(t, views("Ann Lee will inaugurate the bridge.").source, m)
	for _, name := range []string{"said", "when", "differ"} {
		if g := group(t, s, set, name, nil); g.Answer.Mode() != rag.Quoted || rag.ReadsAlong(set.Command(name)) {
			t.Errorf("/%s: mode %s", name, g.Answer.Mode())
		}
	}
	if g := must(s.GroupWith(t.Context(), set, set.Command("who-backs"), nil, rag.Asking{Quoted: true})); g.Answer.Mode() != rag.Quoted {
		t.Errorf("mode %s", g.Answer.Mode())
	}
	ferry := reads(t, folder{"a.md": article("2024-03-01", "Ferry", "Captain Ann Lee supports the ferry. It runs until midnight.")}.source, m)
	if g := group(t, ferry, set, "who-backs", nil); !g.Answer.Abstained() || g.Answer.Unproven() {
		t.Errorf("%+v", g)
	}
}

// TestLiar has a model put every sentence that it is shown under everybody and every
// stance, each with a line that says so, among truths enough for it to be listened
// to. Nothing may come of it, not even a point more. Of many lies a third is told:
// each name with each sentence, and each stance with a third of the two.
func TestLiar(t *testing.T) {
	const manyLies = 500
	transferred := topicsOf(t, must(os.ReadFile("testdata/transfer/commands.toml")))
	for _, c := range []struct {
		source  rag.Source
		set     *topics.Set
		command string
		lines   map[string]string
	}{
		{talksSource, ownTopics(t), "who-attends", map[string]string{
			"attending": "%s will take part in the talks.", "not attending": "%s will not attend the talks.", "undecided": "%s may come to the talks.",
		}},
		{talksSource, ownTopics(t), "ceasefire-position", map[string]string{
			"for": "%s supports a ceasefire.", "against": "%s refuses a ceasefire.", "undecided": "%s may accept a ceasefire.",
		}},
		{transferSource, transferred, "transfer", map[string]string{
			"wants him": "%s will buy Okoro.", "out of it": "%s will pull out of the deal.", "weighing": "%s may buy Okoro.",
		}},
	} {
		m := &scripted{}
		s := reads(t, c.source, m)
		want := must(s.GroupWith(t.Context(), c.set, c.set.Command(c.command), nil, rag.Asking{Quoted: true}))
		names := s.People()
		if c.set.Command(c.command).Group == topics.ByParty {
			names = nil
			for _, p := range c.set.Parties {
				names = append(names, p.Name)
			}
		}
		m.writes = func(rag.Prompt) (string, error) { return reply(), nil }
		group(t, s, c.set, c.command, nil)
		numbers, _ := shownSentences(m.asked)
		truths, n, lies := truthful(want, m.asked), 0, 0
		for _, g := range truths {
			n += len(g.Points)
		}
		stances, apart := slices.Sorted(maps.Keys(c.lines)), 1
		if len(names)*len(numbers)*len(stances) > manyLies {
			apart = len(stances)
		}
		for i, name := range names {
			var points []point
			for j, number := range numbers {
				for k, stance := range stances {
					if (i+j+k)%apart == 0 {
						points = append(points, point{stance, []string{number}, fmt.Sprintf(c.lines[stance], name)})
					}
				}
			}
			for told := range slices.Chunk(points, n) {
				m.writes = func(rag.Prompt) (string, error) { return reply(append(truths, placing{name, told})...), nil }
				got := group(t, s, c.set, c.command, nil)
				sameGroups(t, fmt.Sprintf("/%s of %s", c.command, name), want, got)
				if got.Answer.Mode() != rag.Generated {
					t.Fatalf("/%s: the model is not listened to: %+v", c.command, got.Answer.Writing())
				}
				lies += len(told)
			}
		}
		t.Logf("/%s: %d lies", c.command, lies)
	}
}

// TestGroupsPrompt holds what a model is asked for a topic command against
// testdata, also of articles that give orders.
func TestGroupsPrompt(t *testing.T) {
	m := &scripted{writes: func(rag.Prompt) (string, error) { return reply(), nil }}
	s := asOfDay(t, pier(t, m), "2024-03-04")
	set := topicsOf(t, []byte(quay+"\n[[party]]\nname = \"Harbour\"\nmembers = [\"Town\", \"Lee [1.1]\"]\n"))
	for _, by := range []topics.Group{topics.ByPerson, topics.ByParty} {
		c := *set.Command("who-backs")
		c.Group = by
		if _, err := s.Group(t.Context(), set, &c, nil); err != nil {
			t.Fatal(err)
		}
		got, file := "# system\n"+m.asked.System+"\n# user\n"+m.asked.User, "testdata/prompt-groups-"+string(by)+".txt"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(file); err != nil || string(want) != got {
			t.Errorf("the prompt is another; if that is meant, run\n\tgo test ./internal/rag -run GroupsPrompt -update\n%s", got)
		}
	}
}

// FuzzReadsAlong has a model write anything, beside what the rules find: no point
// comes of it whose quote is not in its article, nor one of a stance or of a person
// that the collection does not have.
func FuzzReadsAlong(f *testing.F) {
	f.Add(reply(one("Ann Lee", "for", "1.1", "Ann Lee supports the bridge.")))
	f.Add("```json\n" + reply(one("Bo Marsh", "against", "[2.1]", ""), one("Lee", "unsure", "1.4", "Lee may support the bridge [1.1].")) + "\n```")
	f.Add(`{"groups":[{"name":"Ann Lee","points":[{"stance":"for","sentences":[1.1,"1.2",99999999999999999999.1,null],"line":"\u0000"}]}]}`)
	f.Add(`{"groups":null} `)
	m := &scripted{}
	set := topicsOf(f, []byte(quay))
	var s *rag.Snapshot
	f.Fuzz(func(t *testing.T, text string) {
		if s == nil {
			s = pier(t, m)
		}
		m.writes = func(rag.Prompt) (string, error) { return text, nil }
		g := group(t, s, set, "who-backs", nil)
		for _, group := range g.Groups {
			if !slices.Contains(s.People(), group.Name) || !slices.Contains([]string{"for", "against", "unsure"}, group.Stance) {
				t.Errorf("%q is %q", group.Name, group.Stance)
			}
		}
	})
}
