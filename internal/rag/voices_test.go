package rag_test

import (
	"fmt"
	"strings"
	"testing"
)

// Articles about several towns of one name: six populations and one repeated.
func townsOfOneName() folder {
	f := folder{}
	for i, people := range []string{"1,120", "2,230", "3,340", "4,450", "5,560", "6,670", "6,670"} {
		f[fmt.Sprintf("town%d.md", i)] = article("2024-03-01", fmt.Sprintf("Gazetteer, page %d", i),
			fmt.Sprintf("Longmarsh lies in the valley of river number %d. The population of Longmarsh was %s at the census. Its market is held on the old square.", i, people))
	}
	return f
}

// Where articles give different answers, each is shown, and none twice.
func TestEveryArticleIsHeard(t *testing.T) {
	shown := strings.Join(quoted(ask(t, serve(t, townsOfOneName()), "What is the population of Longmarsh?")), "\n")
	for _, people := range []string{"1,120", "2,230", "3,340", "4,450", "5,560", "6,670"} {
		if n := strings.Count(shown, people); n != 1 {
			t.Errorf("%s stands %d times in\n%s", people, n, shown)
		}
	}
}

// What a question quotes is a name, though it be made of common words alone.
func TestQuotedPhrase(t *testing.T) {
	s := serve(t, folder{
		"other.md": article("2024-03-01", "Records", "The artist of the album Bright Shore is Ann Lee. It was a success."),
		"asked.md": article("2024-03-01", "Records", "The album I'm Not There was recorded by Bo Marsh. It was no success."),
	})
	got := strings.Join(quoted(ask(t, s, `Who is the artist of the album "I'm Not There"?`)), "\n")
	if !strings.Contains(got, "Bo Marsh") || strings.Contains(got, "Ann Lee") {
		t.Errorf("%q", got)
	}
}

// Where a question names an article by its title, others that only touch on the
// matter are not heard; a title that says more than the question shuts none out.
func TestNamedByItsTitle(t *testing.T) {
	for title, also := range map[string]bool{"Sable Lighthouse": false, "Harbour board sells boats to pay debts": true} {
		s := serve(t, folder{
			"it.md":    article("2024-03-01", title, "The Sable Lighthouse guards the reef at Sable. The keepers painted the Sable Lighthouse red in 1911."),
			"other.md": article("2024-03-01", "Ferries", "The ferry passed the Sable Lighthouse in 1912. Painted boats lie near the lighthouse, red and green."),
		})
		got := strings.Join(quoted(ask(t, s, "When was the Sable Lighthouse painted red?")), "\n")
		if !strings.Contains(got, "1911") || strings.Contains(got, "ferry") != also {
			t.Errorf("%s: %q", title, got)
		}
	}
}

// An article that the question names by its title comes first, though its sentences
// do not repeat the title; one that says the contrary is heard beside it.
func TestTitleComesFirst(t *testing.T) {
	s := serve(t, folder{
		"it.md":    article("2024-03-01", "Sable Anthem", "Ann Lee wrote it in a night. The refrain praises a keeper who never sleeps."),
		"other.md": article("2024-03-01", "Ferries", "The refrain of the ferry anthem praises the captain. The captain never sleeps."),
	})
	if got := quoted(ask(t, s, "Whom does the refrain of the Sable Anthem praise?")); len(got) == 0 || !strings.HasPrefix(got[0], "The refrain praises a keeper") {
		t.Errorf("%q", got)
	}
	both := serve(t, folder{
		"opens.md": article("2024-03-01", "The bridge opens", "Mayor Ann Lee will open the harbour bridge on Friday."),
		"waits.md": article("2024-03-05", "Mayor in Oslo", "Mayor Ann Lee refused to open the harbour bridge this week."),
	})
	if got := strings.Join(quoted(ask(t, both, "Who will open the harbour bridge?")), "\n"); !strings.Contains(got, "refused") || !strings.Contains(got, "on Friday") {
		t.Errorf("%q", got)
	}
}

// Among articles about unrelated matters, a question that one alone has much of
// is trusted more than one that two have as much of.
func TestAloneAmongUnrelated(t *testing.T) {
	f := folder{
		"a.md": article("2024-03-01", "Notes", "The Marlow Bridge was opened by engineers. It spans the Teal."),
		"b.md": article("2024-03-01", "More notes", "Ann Lee bakes bread in Osterby. Her oven is old."),
		"c.md": article("2024-03-01", "Other notes", "Bo Marsh paints boats in Harlow. He sells them in spring."),
	}
	const question = "What traffic does the Marlow Bridge carry?"
	one := ask(t, serve(t, f), question).Confidence()
	f["c.md"] = article("2024-03-01", "Other notes", "Bo Marsh passes the Marlow Bridge in Harlow. He sells them in spring.")
	if two := ask(t, serve(t, f), question).Confidence(); one <= two {
		t.Errorf("%.2f alone, %.2f beside another", one, two)
	}
}
