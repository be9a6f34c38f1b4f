package discord

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	builtin "talksbot/corpus"
	"talksbot/internal/commands"
	"talksbot/internal/rag"
	"talksbot/internal/topics"
)

// grouped runs a topic command on the built-in articles.
func grouped(t testing.TB, name string, given map[string]string) commands.Reply {
	t.Helper()
	set := must(topics.Parse(topics.FileName, must(builtin.Files.ReadFile(topics.FileName)), nil))
	g := must(talks().Group(t.Context(), set, set.Command(name), given))
	g.Answer = g.Answer.AskedAs("/" + name)
	return commands.Reply{Body: commands.Grouped{Grouped: g, Topic: set.Command(name)}}
}

func TestGrouped(t *testing.T) {
	forms(t, "who-attends", grouped(t, "who-attends", nil), on(talks()))
	forms(t, "ceasefire-russia", grouped(t, "ceasefire-position", map[string]string{"party": "Russia"}), on(talks()))
}

// What an answer has no room for is told on each page.
func TestGroupedUnshown(t *testing.T) {
	g := grouped(t, "timeline", nil).Body.(commands.Grouped)
	g.More = 12
	want := fmt.Sprintf("-# The newest %d; there are 12 earlier", len(g.Groups))
	for _, plain := range []bool{false, true} {
		o := on(talks())
		o.plain = plain
		m := look.messages(commands.Reply{Body: g}, o)[0]
		text := m.Content
		for _, e := range m.Embeds {
			text += e.Description
		}
		if !strings.Contains(text, want) {
			t.Errorf("plain %v: %s", plain, text)
		}
	}
}

// Whatever there is to show, Discord's limits hold, and what is left out is told.
func TestGroupedLimits(t *testing.T) {
	for _, name := range []string{"who-attends", "ceasefire-position", "timeline", "delegations", "disagreements"} {
		r := grouped(t, name, nil)
		g := r.Body.(commands.Grouped)
		for range 3 {
			for i := range g.Groups {
				g.Groups[i].Name += strings.Repeat(" and 🟢 another", 20)
			}
			for _, plain := range []bool{false, true} {
				o := on(talks())
				o.plain = plain
				for i, m := range look.messages(commands.Reply{Body: g, Notes: []string{strings.Repeat("note ", 300)}}, o) {
					for _, f := range faults(m) {
						t.Errorf("/%s, message %d: %s", name, i+1, f)
					}
				}
			}
			g.Groups = append(g.Groups, g.Groups...)
		}
	}
}

// crowd is /who-attends of a collection in which very many people with long names
// say a lot.
func crowd(t testing.TB, people int) commands.Grouped {
	t.Helper()
	set := must(topics.Parse(topics.FileName, must(builtin.Files.ReadFile(topics.FileName)), nil))
	files := map[string]string{}
	for n := range 40 {
		name := strings.Repeat(string(rune('A'+n%26))+"bc ", 20) + "Smith" + strings.Repeat("x", n)
		files[fmt.Sprintf("a%d.md", n)] = fmt.Sprintf("---\ntitle: %s\npublished: 202%d-03-01\nurl: https://news.example/%s\n---\n\n"+
			"Ann Lee%s will attend the talks in Istanbul, %s.\n", strings.Repeat("A very long title ", 10), n%4, strings.Repeat("x", 300), name, strings.Repeat("which is _not_ `known` @everyone ", 12))
	}
	s := folder(files)
	g := must(s.Group(t.Context(), set, set.Command("who-attends"), nil))
	g.Answer = g.Answer.AskedAs("/who-attends")
	if len(g.Groups) == 0 {
		t.Fatal("nobody attends")
	}
	var points []rag.Point
	for _, group := range g.Groups {
		points = append(points, group.Points...)
	}
	one := g.Groups[0]
	g.Groups = nil
	for n := range people {
		one.Name = fmt.Sprintf("%s the %d", strings.Repeat("Somebody 🟢 ", n%30), n)
		one.Points = nil
		for i := range 1 + n%12 {
			p := points[(n+i)%len(points)]
			if n%5 == 0 && i == 3 {
				p.Stance = "not attending"
			}
			if n%7 == 0 && i == 1 {
				p.Citations = nil
				for _, q := range points[:min(len(points), 30)] { // many have it word for word
					p.Citations = append(p.Citations, q.Citations...)
				}
			}
			one.Points = append(one.Points, p)
		}
		g.Groups = append(g.Groups, one)
	}
	return commands.Grouped{Grouped: g, Topic: set.Command("who-attends")}
}

// reader turns all pages of an answer, and opens all that they leave out.
type reader struct {
	t       *testing.T
	g       commands.Grouped
	o       occasion
	every   int // of the menus' options, this one is opened
	anew    int // of the pages, this one is laid out anew, as Discord's button does it
	pages   int
	markers map[string]map[int]bool // by the group that they were seen with; each is in the page's menu
}

var marker = regexp.MustCompile(`\[(\d+)\]`)

// read reads all pages of the answer, or of a group of it.
func (r *reader) read(group string) {
	b := r.book(place{}, group)
	for {
		r.page(b)
		for i, option := range b.options(b.page()) {
			if i%r.every == 0 {
				r.read(option.Value)
			}
		}
		if b.at.page++; b.at.page == len(b.pages) {
			return
		}
		if r.pages%r.anew == 0 {
			b = r.book(b.at, "")
		}
	}
}

func (r *reader) book(at place, group string) *book {
	o := r.o
	o.at, o.group = at, group
	return bookOf(r.g, nil, o)
}

func (r *reader) page(b *book) {
	r.pages++
	ms := look.open(b, control{asker: asker, asOf: date("2025-05-13"), revision: "0123456789ab"}, r.o)
	for i, m := range ms {
		for _, f := range faults(m) {
			r.t.Errorf("page %+v, message %d: %s", b.at, i+1, f)
		}
	}
	all := dump(ms)
	for _, l := range b.page().leaves {
		name := b.groups[l.group].Name
		if r.markers[name] == nil {
			r.markers[name] = map[int]bool{}
		}
		for _, found := range marker.FindAllStringSubmatch(l.name+strings.Join(l.lines, "\n"), -1) {
			if !strings.Contains(all, "\n      "+found[0]+" ") {
				r.t.Errorf("page %+v: %s is not in the menu", b.at, found[0])
			}
			r.markers[name][must(strconv.Atoi(found[1]))] = true
		}
	}
}

// However many people there are, and whatever they are called: each of them and
// all that is said of them is reached by turning pages and choosing from menus.
func TestGroupedReachesAll(t *testing.T) {
	for _, people := range []int{1, 40} {
		for _, plain := range []bool{false, true} {
			r := &reader{t: t, g: crowd(t, people), o: on(talks()), every: 1, anew: 1, markers: map[string]map[int]bool{}}
			r.o.plain = plain
			r.read("")
			for _, group := range r.g.Groups {
				for _, p := range group.Points {
					if !r.markers[group.Name][p.Citations[0].N] {
						t.Fatalf("of %d people, plain %t: %s [%d] is nowhere", people, plain, group.Name, p.Citations[0].N)
					}
				}
			}
		}
	}
}

// Hundreds of people are on as many pages as they take.
func TestGroupedReachesHundreds(t *testing.T) {
	t.Parallel()
	r := &reader{t: t, g: crowd(t, 200), o: on(talks()), every: 60, anew: 20, markers: map[string]map[int]bool{}}
	r.read("")
	if len(r.markers) != 200 {
		t.Errorf("%d of 200 people are reached", len(r.markers))
	}
}

// BenchmarkGroupedPage is what the press of a button costs where there are
// hundreds of people, and the choice of one of them from a menu.
func BenchmarkGroupedPage(b *testing.B) {
	g, o := crowd(b, 200), on(talks())
	b.Run("last", func(b *testing.B) {
		o := o
		o.at = place{page: len(g.Groups)} // as far as there are pages
		for b.Loop() {
			look.grouped(g, nil, o)
		}
	})
	b.Run("chosen", func(b *testing.B) {
		o := o
		o.group = keys(g.Groups)[len(g.Groups)-1]
		for b.Loop() {
			look.grouped(g, nil, o)
		}
	})
}

// The definitions of a collection's commands keep Discord's limits.
func TestTopicDefinitions(t *testing.T) {
	set := must(topics.Parse(topics.FileName, must(builtin.Files.ReadFile(topics.FileName)), commands.Reserved("help", "corpus")))
	all := definitions(append(commands.List(commands.Table()), commands.Topics(set)...))
	names := map[string]bool{}
	for _, d := range all {
		names[d.Name] = true
		if len(d.Options) > maxOptions || length(d.Description) > maxOption {
			t.Errorf("%s has %d options and a description of %d", d.Name, len(d.Options), length(d.Description))
		}
	}
	for _, name := range []string{"ask", "who-attends", "disagreements", "help"} {
		if !names[name] {
			t.Errorf("%s is not defined", name)
		}
	}
	if same := sameDefinitions(definitions(commands.Table()), all); same {
		t.Error("the collection's commands make no difference")
	}
}

// The evidence of a grouped answer is found again after its articles have changed:
// the fields hold the quotes.
func TestGroupedEvidenceOfChanged(t *testing.T) {
	files := map[string]string{}
	for _, a := range talks().Articles() {
		files[a.ID+".md"] = a.Text + "\n\nA sentence was added.\n"
	}
	changed := folder(files)
	for _, plain := range []bool{false, true} {
		o := on(talks())
		o.plain = plain
		m := sent(t, look.messages(grouped(t, "who-attends", map[string]string{"person": "Trump"}), o)[0])
		for _, option := range optionsOf(m) {
			text := dump([]message{look.evidence(changed, option.Value, m)})
			if !strings.Contains(text, "What it quoted still stands there") {
				t.Errorf("plain %t, %s: %s", plain, option.Label, text)
			}
		}
	}
}
