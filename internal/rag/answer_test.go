package rag_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"talksbot/internal/rag"
)

// TestEveryAnswer checks what is promised of all answers on golden questions, on
// random ones, and in a narrow space.
func TestEveryAnswer(t *testing.T) {
	t.Parallel()
	s := talks()
	for i, g := range goldens(t, s) {
		if i%3 == 0 {
			ask(t, s, g.question)
		}
	}
	answered := 0
	for _, q := range salads(s, 70, 1) {
		if !ask(t, s, q).Abstained() {
			answered++
		}
	}
	if answered < 10 {
		t.Errorf("%d of the random questions are answered: too few to show anything", answered)
	}
}

// Answers keep to any limit, a single sentence apart.
func TestMaxCharacters(t *testing.T) {
	t.Parallel()
	for _, limit := range []int{1, 250, 600} {
		o := options()
		o.Settings.MaxCharacters, o.Settings.MinConfidence = limit, 0
		s := openSource(t, talksSource, o).Snapshot()
		for _, q := range append(salads(s, 10, uint64(limit)), "Who will attend the talks?", "What is Ukraine's position on a ceasefire?", "Which law bans negotiations?") {
			a, err := s.Ask(t.Context(), q)
			if err != nil {
				t.Fatalf("%q: %v", q, err)
			}
			for _, fault := range faults(s, q, a, limit) {
				t.Errorf("limit %d, %q: %s", limit, q, fault)
			}
		}
	}
}

// The same question has the same answer, in this snapshot and in another one of
// the same articles.
func TestSameQuestionSameAnswer(t *testing.T) {
	t.Parallel()
	twin := openSource(t, talksSource, options()).Snapshot()
	for _, q := range []string{
		"Who will attend the talks?",
		"what did podoliak say abuot prime minster mishustin",
		"Kremlinological prognostications of Istanbulites", // words that nobody has, only their like
	} {
		sameAnswer(t, talks(), talks(), q, 4)
		sameAnswer(t, talks(), twin, q, 2)
	}
	s, twin := serve(t, with(calendar, traps)), serve(t, with(calendar, traps))
	for _, q := range append(salads(s, 10, 9), "Who steered the zepelin?", "Which harbourless ribbonmaker danced?") {
		sameAnswer(t, s, s, q, 20)
		sameAnswer(t, s, twin, q, 2)
	}
}

// sameAnswer asks one snapshot once and another one some times.
func sameAnswer(t *testing.T, s, twin *rag.Snapshot, question string, times int) {
	t.Helper()
	first, hits := ask(t, s, question), must(s.Search(t.Context(), question, 50))
	for range times {
		again, found := must(twin.Ask(t.Context(), question)), must(twin.Search(t.Context(), question, 50))
		if whole(again) != whole(first) || again.Confidence() != first.Confidence() || again.Understood() != first.Understood() {
			t.Errorf("%q: %q (%v), at first %q (%v)", question, whole(again), again.Confidence(), whole(first), first.Confidence())
		}
		if s == twin && !reflect.DeepEqual(again, first) {
			t.Errorf("%q: two answers differ in what is not shown", question)
		}
		if d := difference(hits, found); d != "" {
			t.Errorf("%q: the search finds %s", question, d)
		}
	}
}

func difference(a, b []rag.Hit) string {
	if len(a) != len(b) {
		return "another number of passages"
	}
	for i := range a {
		if a[i].Passage.ID != b[i].Passage.ID || a[i].Score != b[i].Score {
			return fmt.Sprintf("%s (%v), at first %s (%v)", b[i].Passage.ID, b[i].Score, a[i].Passage.ID, a[i].Score)
		}
	}
	return ""
}

// lee has sentences that begin with a pronoun, one after the other.
const lee = "Ann Lee opened the bridge in Harbourtown. She praised the bridge builders. " +
	"She paid the road workers. She named the tunnel after her mother. It is long. Nobody else spoke at the bridge."

func TestPronounIsShownWithWhatItMeans(t *testing.T) {
	s := serve(t, folder{"bridge.md": article("2024-03-01", "Opening", lee), "ferry.md": article("2024-03-02", "Ferry stops", ferry)})
	a := ask(t, s, "Who praised the builders?")
	if !strings.Contains(whole(a), "Ann Lee opened the bridge in Harbourtown. She praised the bridge builders.") {
		t.Errorf("got %s", whole(a))
	}
}

// Quotes that were made longer by the sentence before them may overlap.
func TestNoSentenceTwice(t *testing.T) {
	s := serve(t, folder{
		"a.md": article("2024-03-01", "Opening", lee),
		"b.md": article("2024-03-02", "Ferry stops", ferry),
	})
	for _, q := range salads(s, 400, 2) {
		ask(t, s, q)
	}
}

func TestSameThingOnce(t *testing.T) {
	s := serve(t, folder{
		"a.md": article("2024-03-01", "News", "Mayor Ann Lee opened the new bridge on Friday. The sun shone. People sang."),
		"b.md": article("2024-03-02", "More news", "The new bridge was opened on Friday by Mayor Ann Lee. It rained later. People danced."),
	})
	a := ask(t, s, "Who opened the new bridge?")
	if n := strings.Count(whole(a), "Ann Lee"); n != 1 {
		t.Errorf("Ann Lee opens the bridge %d times: %s", n, whole(a))
	}
}

// quake has an article for each date, which all give another number.
func quake(dates ...string) folder {
	f := folder{}
	for i, date := range dates {
		f[fmt.Sprintf("n%d.md", i)] = article(date, "Quake", fmt.Sprintf("The earthquake kills %d people in Harbourtown. Rescue teams search the ruins. The road is closed.", 10*(i+1)))
	}
	return f
}

// Articles that disagree are all shown, each with its day: newest first where
// the question is about now, oldest first where it is about change, and undated
// ones last.
func TestDisagreement(t *testing.T) {
	for _, dates := range [][]string{
		{"2024-03-01", "", "2024-03-03"}, {"2024-03-03", "", "2024-03-01"}, {"", "2024-03-01", "2024-03-03"},
		{"", "2024-03-03", "2024-03-01"}, {"2024-03-01", "2024-03-03", ""}, {"2024-03-03", "2024-03-01", ""},
	} {
		o := options()
		o.Settings.MinConfidence = 0.2
		s := openSource(t, quake(dates...).source, o).Snapshot()
		for question, want := range map[string][]string{
			"How many people does the earthquake kill now?":                   {"3 March", "1 March", ""},
			"Do the articles differ on how many people the earthquake kills?": {"1 March", "3 March", ""},
		} {
			var got []string
			for _, l := range ask(t, s, question).Lines() {
				got = append(got, l.Label)
				if day := l.Citations[0].Article.Published; !day.IsZero() && !strings.HasPrefix(day.Day(), l.Label+" ") {
					t.Errorf("%q is the label of an article of %s", l.Label, day.Day())
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("articles of %q, %q: labels -want +got\n%s", dates, question, diff)
			}
		}
	}
}

func TestLabelsOfSeveralYears(t *testing.T) {
	s := serve(t, quake("2023-03-01", "2024-03-01"))
	a := ask(t, s, "How many people does the earthquake kill now?")
	if len(a.Lines()) != 2 || a.Lines()[0].Label != "Mar 2024" || a.Lines()[1].Label != "Mar 2023" {
		t.Errorf("got %s", whole(a))
	}
}

// Answers of one day need no label.
func TestNoLabelForOneDay(t *testing.T) {
	s := serve(t, quake("2024-03-01", "2024-03-01T18:00:00Z"))
	for _, l := range ask(t, s, "How many people does the earthquake kill?").Lines() {
		if l.Label != "" {
			t.Errorf("label %q", l.Label)
		}
	}
}

func TestUnderstood(t *testing.T) {
	s := serve(t, calendar)
	for question, want := range map[string]string{
		"Who cut the ribon?":              "Who cut the ribbon?",
		"Where did the zepelin land?":     "Where did the zeppelin land?",
		"who is otto krumm":               "who is otto Krum",
		"Who cut the ribbon?":             "",
		"What did Macron say about Lee?":  "", // spelled right, though no article has it
		"Which film did the mayor watch?": "",
		"":                                "",
	} {
		if got := ask(t, s, question).Understood(); got != want {
			t.Errorf("%q is understood as %q, want %q", question, got, want)
		}
	}
}

func TestUnknownNamesAreNamed(t *testing.T) {
	s := serve(t, calendar)
	for question, want := range map[string]string{
		"What did Emmanuel Macron say about the ribbon?": "It does not mention Emmanuel Macron.",
		"Did Merkel or Obama meet Ann Lee?":              "It does not mention Merkel or Obama.",
		"What does NATO think of the ferry?":             "It does not mention NATO.",
		"How do I boil an egg?":                          "The collection does not answer this. It holds 4 articles",
	} {
		a := ask(t, s, question)
		if !strings.Contains(a.Abstention(), want) {
			t.Errorf("%q: %s, want %q", question, whole(a), want)
		}
	}
}
