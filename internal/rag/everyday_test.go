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

var townNews = folder{
	"bridge.md": article("2024-03-04", "New river bridge opens in Harbourtown", "The new road bridge over the Teal in Harbourtown opened to traffic on Monday morning. Mayor Ann Lee cut the ribbon in front of some 300 residents.\n\n"+
		"The bridge cost 42 million euros, about five million more than planned. The regional government paid two thirds of the bill, and the town borrowed the rest.\n\n"+
		"Work began in April 2022 and was delayed twice by high water. The span is 310 metres long and carries two lanes and a footway. Engineer Bo Marsh said that the old ferry would stop running at the end of March.\n"),
	"ferries.md": article("2024-03-02", "Coast line orders two electric ferries", "The shipping company Sable Lines has ordered two electric ferries for its route along the coast. The ships will be built at the Marlow yard and are to sail from spring 2027.\n\n"+
		"Each ferry can take 400 passengers and 60 cars. A charge for one crossing takes eleven minutes. The order is worth 95 million euros, half of it a loan from the state bank.\n"),
	"wind.md": article("2024-02-27", "Court stops wind farm at Cape Sable", "The administrative court has stopped the building of 22 wind turbines at Cape Sable. The judges found that the authorities had not counted sea eagles properly.\n\n"+
		"The operator Galewind will appeal, its lawyer Dora Finn said on Friday. It has already spent 18 million euros on roads and foundations.\n\n"+
		"The conservation group Free Coast, which had sued, spoke of a victory for nature. The energy minister called the ruling a setback.\n"),
}

// Where a time, a number or a place is asked for, a sentence without one does not
// ride along with one that has it. Not every "when" asks for a time.
func TestOnlyWhatIsAsked(t *testing.T) {
	s := serve(t, townNews)
	for question, want := range map[string]string{
		"What did the bridge cost?":                                   "The bridge cost 42 million euros, about five million more than planned.",
		"Where will the ferries be built?":                            "The ships will be built at the Marlow yard and are to sail from spring 2027.",
		"Were residents at the bridge when the mayor cut the ribbon?": "Mayor Ann Lee cut the ribbon in front of some 300 residents.",
		"How tall are the wind turbines?":                             "", // 22 of them is no height
	} {
		if got := strings.Join(quoted(ask(t, s, question)), "\n"); got != want {
			t.Errorf("%s: %q", question, got)
		}
	}
}

// Whatever is told of somebody does not answer what nobody tells.
func TestNothingButTheName(t *testing.T) {
	for _, question := range []string{"Where was Ann Lee born?", "Who is the captain of Harbourtown?"} {
		if a := ask(t, serve(t, townNews), question); !a.Abstained() {
			t.Errorf("%s: %q", question, quoted(a))
		}
	}
}

// What answers may be in another form of the verb, in a length rather than a time,
// or behind a paragraph's end.
func TestAnswersInOtherForms(t *testing.T) {
	s := serve(t, townNews)
	for question, want := range map[string]string{
		"How long is the bridge?":            "The span is 310 metres long and carries two lanes and a footway.",
		"When did work on the bridge begin?": "Work began in April 2022 and was delayed twice by high water.",
		"How much has Galewind spent?":       "It has already spent 18 million euros on roads and foundations.",
	} {
		if got := quoted(ask(t, s, question)); len(got) == 0 || got[0] != want {
			t.Errorf("%s: %q", question, got)
		}
	}
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

// Where people are asked for, what merely speaks of the same thing does not ride
// along.
func TestOthersDoNotRideAlong(t *testing.T) {
	s := serve(t, folder{
		"bridge.md": article("2024-03-01", "The harbour bridge opens on Friday", "Mayor Ann Lee will open the harbour bridge on Friday. The bridge cost 50 million euros. Engineer Bo Marsh said that the bridge is safe."),
	})
	if got := quoted(ask(t, s, "Who said that the bridge is safe?")); len(got) != 1 || !strings.Contains(got[0], "Bo Marsh") {
		t.Errorf("%q", got)
	}
}

// Who has the chair of something leads it.
func TestChairLeads(t *testing.T) {
	s := serve(t, folder{
		"union.md": article("2024-03-01", "Dockers to vote", "The chairwoman of the dockers' union, Ann Brisco, spoke on Friday. Dockers applauded."),
		"plan.md":  article("2024-03-04", "Dockers to vote", "The port has a plan for the nights. Transport Minister Tom Hale will not attend. Prime Minister Bo Marsh appealed to both sides."),
	})
	got := strings.Join(quoted(ask(t, s, "Who leads the dockers' union?")), " ")
	if !strings.Contains(got, "Ann Brisco") {
		t.Errorf("%q", got)
	}
}
