package discord

import (
	"fmt"
	"strings"
	"testing"

	builtin "talksbot/corpus"
	"talksbot/internal/commands"
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

// A marker in a field is one of the menu's.
func TestGroupedMarkers(t *testing.T) {
	r := grouped(t, "who-attends", nil)
	text := dump(look.messages(r, on(talks())))
	for _, c := range r.Body.(commands.Grouped).Answer.Citations()[:10] {
		if !strings.Contains(text, fmt.Sprintf("[%d]", c.N)) {
			t.Errorf("[%d] is nowhere", c.N)
		}
	}
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
