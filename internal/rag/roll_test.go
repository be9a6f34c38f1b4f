package rag_test

import (
	"os"
	"strings"
	"testing"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// listed is a question for many.
type listed struct {
	question string
	want     string // words that must be in the answer, one for each of those asked for
	also     string // words that may be, though they are not asked for
}

// lists are questions about the collections in testdata/lists, and about the
// built-in articles ("").
var lists = map[string][]listed{
	"": {
		{"Who will attend the talks in Istanbul?", "Medinsky Fomin Rubio Witkoff Kellogg Putin Zelensky", "Trump"},
		{"Who are the members of the Russian delegation?", "Medinsky Kostyukov Galuzin Fomin", ""},
		{"Who will be in the delegations at the Istanbul talks?", "Medinsky Kostyukov Galuzin Fomin Rubio Witkoff Kellogg", "Zelensky Trump"},
		{"Which officials will represent the United States in Istanbul?", "Rubio Witkoff Kellogg", "Trump"},
		{"List everyone who will not attend the talks.", "Putin Trump Zelensky", ""},
		{"Name the people who took part in the Moscow strategy meeting.", "led Belousov Lavrov", ""},
		{"Which advisers are mentioned?", "Powell Medinsky Ushakov Podolyak", ""},
		{"Which countries support a 30-day ceasefire?", "Russia Ukraine", ""},
	},
	"football": {
		{"Which players have signed for Harbour City?", "Horvat Aalto Prado Teixeira", ""},
		{"Who left Harbour City this summer?", "Ridley Carrow Faure Nyström", "Prado"},
		{"Which players are injured?", "Aalto Osei Prado", ""},
		{"List all clubs that made offers for Okafor.", "Rovers Olav", ""},
	},
	"merger": {
		{"Who opposes the merger?", "Calloway Dole", ""},
		{"Who supports the merger?", "Halden Sutter", ""},
		{"Which countries are examining the merger?", "Germany Japan Canada", ""},
		{"Which countries have approved the merger?", "Brazil India", ""},
	},
	"flood": {
		{"Which countries sent rescue teams?", "Italy Poland Turkey Austria Slovenia", ""},
		{"Who visited the flooded valley?", "Marek Kolar Horak Riedl", ""},
		{"Which towns were flooded?", "Aldova Brisk Tolmin Lom Sever", ""},
	},
	"space": {
		{"Which countries build the lunar station?", "Japan Italy Canada", ""},
		{"Which countries have joined the program?", "Norway Korea", "India"},
		{"Which ministers are named?", "Clarke Amsler", ""},
		{"List the companies that will deliver supplies.", "Starhaul Lunex", ""},
	},
}

// A list has everybody who is asked for, from any article, and no sentence that
// names nobody new.
func TestLists(t *testing.T) {
	t.Parallel()
	for collection, questions := range lists {
		s := talks()
		if collection != "" {
			s = openSource(t, func() (*corpus.Collection, error) {
				return corpus.Load(os.DirFS("testdata/lists/"+collection), collection)
			}, options()).Snapshot()
		}
		for _, l := range questions {
			checkList(t, l, ask(t, s, l.question))
		}
	}
}

func checkList(t *testing.T, l listed, a rag.Answer) {
	t.Helper()
	shown := ""
	for _, quote := range quoted(a) {
		if !addsName(strings.Fields(l.want+" "+l.also), quote, shown) {
			t.Errorf("%s: names nobody new: %q", l.question, quote)
		}
		shown += quote + "\n"
	}
	for _, name := range strings.Fields(l.want) {
		if !strings.Contains(shown, name) {
			t.Errorf("%s: lacks %s:\n%s", l.question, name, shown)
		}
	}
	if n := length(a); n > 750 {
		t.Errorf("%s: %d bytes", l.question, n)
	}
}

func addsName(names []string, quote, shown string) bool {
	for _, name := range names {
		if strings.Contains(quote, name) && !strings.Contains(shown, name) {
			return true
		}
	}
	return false
}

// twoFairs name one of two visitors in two spellings.
var twoFairs = folder{
	"first.md":  article("2024-03-01", "Fair opens", "Oleksandr Marchenko and Ingrid Solberg attended the spring fair in Oslo. Marchenko said that the spring fair was fine."),
	"second.md": article("2024-03-02", "Fair closes", "On the last day Aleksandr Marchenko attended the spring fair in Oslo once more. Farmer Nils Berg attended the spring fair in Oslo with forty sheep. According to the mayor, Anna Holm, many attended the spring fair."),
}

// Whoever is spelled in two ways is gathered once, and whoever only reports is
// not gathered.
func TestListNamesEachOnce(t *testing.T) {
	all := strings.Join(quoted(ask(t, serve(t, twoFairs), "Who attended the spring fair in Oslo?")), "\n")
	for _, want := range []string{"Oleksandr Marchenko and Ingrid Solberg", "Nils Berg"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not shown in %q", want, all)
		}
	}
	for _, unwanted := range []string{"Aleksandr", "Anna Holm"} {
		if strings.Contains(all, unwanted) {
			t.Errorf("%q is shown in %q", unwanted, all)
		}
	}
}

// A question for one person is no question for a list: the best sentence comes
// first, however many others another one names.
func TestOneIsNoList(t *testing.T) {
	s := serve(t, folder{
		"plan.md":  article("2024-03-01", "Plan for a bridge", "Mayor Ann Lee proposed the new bridge in a speech in January. The bridge has two lanes."),
		"visit.md": article("2024-03-02", "Guests at the bridge", "Bo Berg, Carl Dahl, Eva Falk and Gro Holm saw the plan for the new bridge in March. The guests were pleased."),
	})
	a := ask(t, s, "Who proposed the new bridge?")
	if a.Abstained() || !strings.Contains(quoted(a)[0], "Ann Lee proposed") {
		t.Errorf("abstained %v, %q", a.Abstained(), quoted(a))
	}
	if list := quoted(ask(t, s, "Who saw the plan for the new bridge?")); len(list) == 0 || !strings.Contains(list[0], "Gro Holm") {
		t.Errorf("%q", list)
	}
}
