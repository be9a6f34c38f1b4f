package rag_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWhatDiffers has two articles of two days that say one thing in two ways,
// and whether that is a difference.
func TestWhatDiffers(t *testing.T) {
	set := ownTopics(t)
	for _, c := range []struct{ about, a, b, want string }{
		{"one number, two values", "The flood in Brisk killed 11 people.", "The flood in Brisk killed 14 people, Ann Lee said.", "number changed"},
		{"digits and words", "Eleven people were killed by the flood in Brisk.", "The flood in Brisk killed 11 people.", ""},
		{"at least", "The flood in Brisk killed at least 11 people.", "The flood in Brisk killed 14 people.", ""},
		{"more than, and fewer", "The flood in Brisk killed more than 20 people.", "The flood in Brisk killed 14 people.", "number changed"},
		{"about", "The flood in Brisk killed about 15 people.", "The flood in Brisk killed 14 people.", ""},
		{"rounded", "The damage of the flood in Brisk is 1.51 million euros.", "The damage of the flood in Brisk is 1.5 million euros.", ""},
		{"another place", "The flood in Brisk killed 11 people.", "The flood in Tolmin killed 14 people.", ""},
		{"another unit", "The flood in Brisk killed 11 people.", "The flood in Brisk killed 14 cows.", ""},
		{"another thing", "The flood in Brisk killed 11 people.", "In Brisk, 14 people watched the match.", ""},
		{"another year", "In 2019 the flood in Brisk killed 11 people.", "In 2021 the flood in Brisk killed 14 people.", ""},
		{"two of a unit", "The flood in Brisk killed 11 people.", "The flood in Brisk killed 14 people and hurt 20 people.", ""},
		{"a day", "The new bridge of Brisk will be opened on 1 April.", "The new bridge of Brisk will be opened on 8 April.", "day changed"},
		{"the day of another thing", "On Sunday, Ann Lee offered talks in Brisk without conditions.", "Ann Lee had offered talks without conditions, to be held on 9 March in Brisk.", ""},
		{"the day it was said", "The new bridge of Brisk will be opened soon, Ann Lee said on Monday.", "The new bridge of Brisk will be opened soon, Ann Lee said on Tuesday.", ""},
		{"somebody's day", "Ann Lee will come to the talks on Friday.", "Ann Lee will come to the talks on Saturday.", "day changed"},
		{"a name", "Minister Aleksandr Berg praised Ann Lee.", "Minister Alexander Berg praised Ann Lee.", "name called differently"},
		{"a name by its consonants", "Minister Volodymyr Berg praised Ann Lee.", "Minister Vladimir Berg praised Ann Lee.", "name called differently"},
		{"two people", "Minister Tanya Berg praised Ann Lee.", "Minister Tony Berg praised Ann Lee.", ""},
		{"an initial", "Minister A. Berg praised Ann Lee.", "Minister Alexander Berg praised Ann Lee.", ""},
		{"an office", "Foreign Minister Alexander Berg praised Ann Lee.", "Finance Minister Alexander Berg praised Ann Lee.", "office changed"},
		{"a limit", "Former President Alexander Berg praised Ann Lee.", "President Alexander Berg praised Ann Lee.", "office changed"},
		{"two offices side by side", "Party leader Alexander Berg praised Ann Lee.", "President Alexander Berg praised Ann Lee.", ""},
	} {
		s := serve(t, folder{
			"a.md": "---\ntitle: News of the valley\npublished: 2025-03-03\n---\n\n" + c.a + " The people of Brisk and Tolmin talked of nothing else. Mayor Ann Lee of Brisk was calm.\n",
			"b.md": "---\ntitle: More of the valley\npublished: 2025-03-04\n---\n\n" + c.b + " In Brisk and in Tolmin it rained. Mayor Ann Lee of Brisk slept.\n",
			"c.md": "---\ntitle: Sport\npublished: 2025-03-02\n---\n\nIn Oslo a match was played. Everybody cheered when Eva Holm won it.\n",
		})
		var got []string
		for _, g := range group(t, s, set, "disagreements", nil).Groups {
			if g.About == "number" || g.About == "day" || g.About == "name" || g.About == "office" {
				got = append(got, g.About+" "+g.Stance)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, want %q\n  %s\n  %s", c.about, got, c.want, c.a, c.b)
		}
	}
}

// TestListsDiffer has two articles that name who comes for a side: who names fewer
// denies nothing.
func TestListsDiffer(t *testing.T) {
	set := ownTopics(t)
	for _, c := range []struct{ newer, older, oldest, want string }{
		{"Eva Holm and Tom Berg", "Eva Holm, Tom Berg and Ida Moe", "", ""},
		{"Eva Holm, Tom Berg and Ida Moe", "Eva Holm and Tom Berg", "", ""},
		{"Eva Holm and Tom Berg", "Tom Berg and Eva Holm", "", ""},
		{"Eva Holm and Ida Moe", "Eva Holm and Tom Berg", "", "4 3"},
		{"Eva Holm and Tom Berg", "Eva Holm, Tom Berg and Ida Moe", "Ida Moe and Jan Lie", "4 2"},
		{"Eva Holm and Tom Berg", "Ida Moe and Jan Lie", "Eva Holm and Tom Berg", "4 3 2"},
	} {
		files := folder{"people.md": article("2025-02-01", "People", "In Norway live Minister Eva Holm, Minister Tom Berg, Minister Ida Moe and Minister Jan Lie. The summit in Oslo is far.")}
		for i, names := range []string{c.newer, c.older, c.oldest} {
			if names != "" {
				files[fmt.Sprintf("%d.md", i)] = article(fmt.Sprintf("2025-03-0%d", 4-i), fmt.Sprintf("The summit, part %d", i), fmt.Sprintf("The Norwegian delegation at the summit includes %s. In hall %d it rained all day.", names, i))
			}
		}
		got := []string{}
		for _, g := range group(t, serve(t, files), set, "disagreements", nil).Groups {
			if g.About != "delegations" {
				continue
			}
			for _, p := range g.Points {
				got = append(got, p.Published().Time().Format("2"))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s, then %s, then %s: %q, want %q", c.oldest, c.older, c.newer, got, c.want)
		}
	}
}

// TestDifferencesOfOne has somebody of whom several articles say different things:
// they stand together, each once.
func TestDifferencesOfOne(t *testing.T) {
	seen := map[string]bool{}
	for _, g := range group(t, talks(), ownTopics(t), "disagreements", nil).Groups {
		if key := g.Name + ", " + g.About; seen[key] {
			t.Errorf("%s stands there twice", key)
		} else {
			seen[key] = true
		}
		told := map[string]bool{}
		for i, p := range g.Points {
			if told[p.Quote()] || i > 0 && p.Published().After(g.Points[i-1].Published()) {
				t.Errorf("%s, %s: point %d is told twice or is newer than the one before it: %s", g.Name, g.About, i+1, p.Quote())
			}
			told[p.Quote()] = true
		}
	}
	if !seen["Donald Trump, who-attends"] {
		t.Errorf("%v", seen)
	}
}

// TestDifferencesOfStrike holds all that is told to differ to what a reader finds.
func TestDifferencesOfStrike(t *testing.T) {
	s, set := collection(t, "strike")
	var got []string
	for _, g := range group(t, s, set, "disagreements", nil).Groups {
		got = append(got, fmt.Sprintf("%s, %s: %s", g.Name, g.About, g.Stance))
	}
	want := []string{
		"4.5 percent or 5 percent, number: changed",
		"Crane Union, offer: changed",
		"Dockers' League, offer: changed",
		"Edda Kron, who-attends: changed",
		"Hanno Velt, who-attends: changed",
		"Pavel Brandt, who-attends: changed",
		"Pilots' Guild, offer: changed",
		"Tove Rask, who-attends: changed",
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
