package picture_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	builtin "talksbot/corpus"
	"talksbot/internal/commands"
	"talksbot/internal/corpus"
	"talksbot/internal/picture"
	"talksbot/internal/rag"
	"talksbot/internal/rag/chromem"
	"talksbot/internal/topics"
	"talksbot/internal/wordvec"
)

var update = flag.Bool("update", false, "write the golden files anew")

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// compare holds what a picture shows against testdata/NAME.json.
func compare(t *testing.T, name string, got picture.Picture) {
	t.Helper()
	path := filepath.Join("testdata", name+".json")
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(got); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(must(os.ReadFile(path))), b.String()); diff != "" {
		t.Errorf("%s; if that is meant, run\n\tgo test ./internal/picture -update\n(-want +got)\n%s", path, diff)
	}
}

// shown is the picture of an answer, which must have one.
func shown(t *testing.T, g commands.Grouped) picture.Picture {
	t.Helper()
	p, ok := picture.Of(g)
	if !ok {
		t.Fatal("there is no picture")
	}
	return p
}

// of runs a topic command on a folder.
func of(t *testing.T, source func() (*corpus.Collection, error), file []byte, request string) commands.Grouped {
	t.Helper()
	model := must(wordvec.Open())
	s := must(rag.Open(t.Context(), source, rag.Options{
		Embedder: model, EmbedderID: model.ID(), Vectors: chromem.Build, Kin: must(rag.NewKin(model)), Settings: rag.DefaultSettings(),
		Topics: func() (*topics.Set, error) { return topics.Parse(topics.FileName, file, nil) },
	})).Snapshot()
	c, rest, err := commands.Of(s).Parse(request)
	if err != nil {
		t.Fatal(err)
	}
	return must(c.Run(t.Context(), s, commands.Request{Text: rest})).Body.(commands.Grouped)
}

// Pictures of the built-in articles, and of others about something else.
func TestCollections(t *testing.T) {
	own := func() (*corpus.Collection, error) { return corpus.Load(builtin.Files, "test") }
	file := must(builtin.Files.ReadFile(topics.FileName))
	for name, request := range map[string]string{
		"who-attends":       "/who-attends",
		"who-attends-as-of": "/who-attends as_of:2025-05-13",
		"timeline":          "/timeline",
		"timeline-from":     "/timeline from:2025-05-14",
	} {
		compare(t, name, shown(t, of(t, own, file, request)))
	}
	folder := os.DirFS("../rag/testdata/transfer")
	other := func() (*corpus.Collection, error) { return corpus.Load(folder, "test") }
	file = must(os.ReadFile("../rag/testdata/transfer/commands.toml"))
	for _, name := range []string{"transfer", "medical"} {
		compare(t, name, shown(t, of(t, other, file, "/"+name)))
	}
	if p, ok := picture.Of(of(t, other, file, "/transfer club:Rovers")); ok {
		t.Errorf("a club alone: %+v", p)
	}
}

// said is something that an article of a day says of somebody; "" for no date.
type said struct{ day, stance, text string }

// answer is what articles say, by whom or which day it is about.
type answer struct{ commands.Grouped }

// newAnswer is an answer to a command that wants a picture.
func newAnswer(gather topics.Gather) *answer {
	c := &topics.Command{Name: "who-comes", Gather: gather, Picture: true, Stances: []topics.Stance{
		{Name: "comes", Mark: "✅"}, {Name: "stays away", Mark: "❌"}, {Name: "undecided", Mark: "❔", Hedges: []string{"may"}},
	}}
	return &answer{commands.Grouped{Topic: c}}
}

// add adds a group; the newest is said first.
func (a *answer) add(name, date string, all ...said) *rag.Grouping {
	g := rag.Grouping{Name: name, Date: date, Sources: len(all)}
	for _, s := range all {
		article := &corpus.Article{Text: s.text}
		if s.day != "" {
			article.Published = must(corpus.ParseDate(s.day))
		}
		c := rag.Citation{N: 1, Article: article, Span: corpus.Span{End: len(s.text)}}
		g.Points = append(g.Points, rag.Point{Citations: []rag.Citation{c}, Stance: s.stance})
	}
	if len(all) > 0 {
		g.Stance = all[0].stance
	}
	a.Groups = append(a.Groups, g)
	return &a.Groups[len(a.Groups)-1]
}

// A large collection over years: the newest days have columns, the others share
// one, and who has no row is counted.
func TestManyPeopleOverYears(t *testing.T) {
	a := newAnswer(topics.Stances)
	stances := []string{"comes", "stays away", "undecided"}
	for i := range 19 {
		var all []said
		for n := range 1 + i%4 {
			all = append(all, said{fmt.Sprintf("%d-0%d-1%d", 2024-n*(1+i%3), 1+i%5, i%7), stances[(i+n)%3], "They speak."})
		}
		g := a.add([]string{"Ann Lee", "Олександра Коваленко-Мельниченко", "Şükrü Gökçeoğlu", "Maximilian Freiherr von und zu Guttenberg-Hohenstein"}[i%4]+strings.Repeat("I", i/4), "", all...)
		g.Disputed = i%5 == 0
	}
	p := shown(t, a.Grouped)
	compare(t, "many", p)
	if b := p.Board; len(b.Days) > 4 || len(b.Rows)+b.More != 19 || !b.Days[0].Before {
		t.Errorf("%d days, %d rows, %d more", len(b.Days), len(b.Rows), b.More)
	}
}

// The newest day says what the answer says; a day before, what most articles say,
// and that they differ.
func TestDifferingSources(t *testing.T) {
	a := newAnswer(topics.Stances)
	g := a.add("Ann Lee", "", said{"2024-03-03", "comes", "x"}, said{"2024-03-03", "undecided", "x"},
		said{"2024-03-02", "stays away", "x"}, said{"2024-03-02", "comes", "x"}, said{"2024-03-02", "stays away", "x"},
		said{"2024-03-01", "comes", "x"}, said{"2024-03-01", "stays away", "x"}, said{"", "comes", "x"})
	g.Stance, g.Disputed = "undecided", true
	a.add("Bob Day", "", said{"2024-03-01", "comes", "x"}, said{"2024-03-01", "of two minds", "x"})
	a.add("Undated", "", said{"", "comes", "x"})
	b := shown(t, a.Grouped).Board
	cell := func(stance int, disputed bool) picture.Cell { return picture.Cell{Stance: stance, Disputed: disputed} }
	none := cell(picture.None, false)
	want := []picture.Row{
		{Name: "Ann Lee", Cells: []picture.Cell{cell(2, true), cell(1, true), cell(2, true)}},
		{Name: "Bob Day", Cells: []picture.Cell{cell(0, false), none, none}},
	}
	if diff := cmp.Diff(want, b.Rows); diff != "" || b.More != 1 {
		t.Errorf("%d more, -want +got\n%s", b.More, diff)
	}
}

// A timeline over years has the newest days; of each the newest source, its first
// quote that is short enough, else the beginning of the shortest.
func TestTimelineOverYears(t *testing.T) {
	a := newAnswer(topics.Dates)
	long := strings.TrimSpace(strings.Repeat("a long sentence that goes on, ", 8))
	for i, date := range []string{"2019", "2019-04", "2020-W53", "2021-01-09/2021-01-10", "2021-02-01", "2021-03-20", "2022-01-01", "2024-02-29"} {
		a.add(fmt.Sprintf("day %d, %s", i, date), date, said{"2024-03-02", "", long + "?"}, said{"2024-03-02", "", "Short \u202eenough\u200b."},
			said{"2024-03-02", "", "Yes."}, said{"2024-03-01", "", "No."})
	}
	a.add("only long", "2024-03-02", said{"2024-03-02", "", long + ", or more?"}, said{"2024-03-02", "", long}, said{"2024-03-01", "", "No."})
	a.add("undated", "none", said{"", "", "Yes."})
	compare(t, "timeline-years", shown(t, a.Grouped))
}

func TestNoPicture(t *testing.T) {
	one := newAnswer(topics.Stances)
	one.add("Ann Lee", "", said{"2024-03-01", "comes", "x"}, said{"2024-02-01", "undecided", "x"})
	undated := newAnswer(topics.Stances)
	undated.add("Ann Lee", "", said{"", "comes", "x"})
	undated.add("Bob Day", "", said{"", "comes", "x"})
	day := newAnswer(topics.Dates)
	day.add("1 March 2024", "2024-03-01", said{"2024-03-01", "", "x"})
	unwanted := newAnswer(topics.Dates)
	unwanted.add("1 March 2024", "2024-03-01", said{"2024-03-01", "", "x"})
	unwanted.add("2 March 2024", "2024-03-02", said{"2024-03-01", "", "x"})
	unwanted.Topic.Picture = false
	for name, g := range map[string]commands.Grouped{
		"one person": one.Grouped, "no dates": undated.Grouped, "one day": day.Grouped, "not wanted": unwanted.Grouped,
		"nothing": newAnswer(topics.Stances).Grouped, "no command": {},
	} {
		if p, ok := picture.Of(g); ok {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

// However much there is, the words in place of the picture fit, and say how much
// is left out.
func TestAltFits(t *testing.T) {
	for n := 2; n < 40; n += 3 {
		a := newAnswer(topics.Stances)
		d := newAnswer(topics.Dates)
		for i := range n {
			a.add(strings.Repeat("Long Name 🎉 ", n)+fmt.Sprint(i), "", said{"2024-03-02", "comes", "x"}, said{"2024-03-01", "undecided", "x"})
			d.add(strings.Repeat("a day ", n), "2024-03-01", said{"2024-03-02", "", strings.Repeat("word ", 10*n)})
		}
		for _, g := range []commands.Grouped{a.Grouped, d.Grouped} {
			p := shown(t, g)
			if units := len(utf16.Encode([]rune(p.Alt))); units > picture.MaxAlt || units == 0 {
				t.Errorf("%d groups: %d units: %s", n, units, p.Alt)
			}
			if n > 12 && !strings.Contains(p.Alt, "more") && !strings.Contains(p.Alt, "earlier") {
				t.Errorf("%d groups, but %s", n, p.Alt)
			}
		}
	}
}

// Whatever an article says, the picture shows a beginning of it.
func FuzzQuote(f *testing.F) {
	f.Add("Russia's leader will not come, he said.")
	f.Add(strings.Repeat("ї", 300))
	f.Add("a \u202e b\xff\u0301")
	f.Fuzz(func(t *testing.T, text string) {
		a := newAnswer(topics.Dates)
		a.add("1 March 2024", "2024-03-01", said{"2024-03-01", "", text})
		a.add("2 March 2024", "2024-W09", said{"2024-03-01", "", "x"})
		p := shown(t, a.Grouped)
		quote, cut := strings.CutSuffix(p.Timeline.Events[0].Quote, "…")
		if n := len([]rune(quote)); n > 130 {
			t.Errorf("%d characters", n)
		}
		if !strings.HasPrefix(bare(text), bare(quote)) || !cut && bare(text) != bare(quote) {
			t.Errorf("%q of %q", quote, text)
		}
	})
}

// bare is a text without what a picture leaves out or composes.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, norm.NFC.String(text))
}
