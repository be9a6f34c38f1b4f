package rag_test

import (
	"strings"
	"testing"

	"talksbot/internal/rag"
)

var twoBridges = folder{
	"first.md":  article("2024-03-01", "Bridge opens", "Mayor Ann Lee opened the bridge in Harbourtown on Friday. She praised the bridge builders. The bridge is closed to lorries."),
	"second.md": article("2024-03-02", "Bridge opened", "Mayor Ann Lee opened the bridge in Harbourtown on Friday. She did not praise the bridge builders. The bridge is closed to lorries."),
}

// People shout and slip, and mean what everybody else means.
func TestCareless(t *testing.T) {
	s := serve(t, twoBridges)
	for _, question := range []string{"Who opened the bridge?", "WHO OPENED THE BRIDGE", "Who opened teh bridge?", "who opend the brigde"} {
		if a := ask(t, s, question); !strings.Contains(strings.Join(quoted(a), " "), "Ann Lee opened the bridge") {
			t.Errorf("%s: abstained %v, %q", question, a.Abstained(), quoted(a))
		}
	}
}

// A sentence and its denial are a disagreement, not a repetition.
func TestDenialIsDisagreement(t *testing.T) {
	all := strings.Join(quoted(ask(t, serve(t, twoBridges), "Whom did Ann Lee praise at the opening of the bridge?")), " ")
	for _, want := range []string{"She praised the bridge builders.", "She did not praise the bridge builders."} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not shown in %q", want, all)
		}
	}
}

// Of two articles with the same sentence, the newer one says how things stand.
func TestNewestOfTwins(t *testing.T) {
	a := ask(t, serve(t, twoBridges), "Is the bridge closed to lorries now?")
	if a.Abstained() || a.Citations()[0].Article.ID != "second" {
		t.Errorf("abstained %v, citations %v", a.Abstained(), a.Citations())
	}
}

// What an abstention repeats of the question is short, however long that is.
func TestAbstentionIsShort(t *testing.T) {
	a := ask(t, serve(t, twoBridges), strings.Repeat("Did Xander Quux meet Yolanda Zzyzx or ", 40)+strings.Repeat("W", 500)+"?")
	if !a.Abstained() || len(a.Abstention()) > 400 {
		t.Errorf("%d bytes: %s", len(a.Abstention()), a.Abstention())
	}
}

// The limit holds with the sentence that explains a pronoun, too.
func TestMaxCharactersWithPronoun(t *testing.T) {
	o := options()
	o.Settings.MaxCharacters = 60
	s := openSource(t, twoBridges.source, o).Snapshot()
	a, err := s.Ask(t.Context(), "Did Ann Lee praise the bridge builders?")
	if err != nil {
		t.Fatal(err)
	}
	if n := length(a); n > 60 {
		t.Errorf("the quotes have %d bytes: %q", n, quoted(a))
	}
}

func length(a rag.Answer) int {
	n := 0
	for _, c := range a.Citations() {
		n += c.End - c.Start
	}
	return n
}

// Whoever is introduced in full is called by the surname from then on, unless
// two people have it.
func TestSurnameStandsForFullName(t *testing.T) {
	f := folder{
		"first.md":  article("2024-03-01", "Dockers", "The union's leader, Ann Brisco, spoke to the dockers on Friday. The harbour was closed."),
		"second.md": article("2024-03-04", "Dockers", "Brisco said that the night shift must end. The harbour was open, and Ann Lee baked bread for the dockers."),
	}
	const question, answer = "What did Ann Brisco say?", "the night shift must end"
	if got := quoted(ask(t, serve(t, f), question)); !strings.Contains(strings.Join(got, " "), answer) {
		t.Errorf("%q", got)
	}
	one := ask(t, serve(t, f), question).Confidence()
	f["third.md"] = article("2024-03-05", "Cranes", "The cranes at the quay stood still. Their foreman, Tom Brisco, kept the keys.")
	if two := ask(t, serve(t, f), question).Confidence(); two >= one {
		t.Errorf("%.2f where one has the name, %.2f where two have", one, two)
	}
}
