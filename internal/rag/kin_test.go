package rag_test

import (
	"strings"
	"testing"
)

// TestKindredWords asks with one word for a sentence that has another. Three
// other sentences have neither, nor any other word of the question.
func TestKindredWords(t *testing.T) {
	for _, c := range []struct{ question, sentence string }{
		{"Is there a truce?", "Both armies observe a ceasefire since Monday."},
		{"Who asked for an armistice?", "General Tom Kim requested a ceasefire on Monday."},
		{"What did the tribunal rule?", "The court decided that the levy is lawful."},
		{"Who attended the conference?", "Tom Kim took part in the summit of the guilds."},
		{"Which adviser spoke?", "Her aide Tom Kim told nobody of it."},
		{"When does the vote begin?", "The ballot starts on Monday at noon."},
		{"How many soldiers were injured?", "Nine troops were wounded near the gate."},
		{"Was the meeting delayed?", "The talks were postponed until Monday."},
		{"Who refused the offer?", "Tom Kim rejected the proposal on Monday."},
		{"What is the cost?", "The price is nine crowns a loaf."},
		{"Who was detained?", "Police arrested Tom Kim on Monday."},
		{"Who purchased the mill?", "Tom Kim bought the mill on Monday."},
	} {
		s := serve(t, folder{
			"right.md":  article("2024-03-01", "First", c.sentence),
			"ferry.md":  article("2024-03-02", "Second", "The ferry stopped beneath the cliff. Gulls circled."),
			"garden.md": article("2024-03-03", "Third", "Roses bloom in the garden. A bee hums."),
			"soup.md":   article("2024-03-04", "Fourth", "The soup needs salt and an onion. Stir it twice."),
		})
		hits := must(s.Search(t.Context(), c.question, 4))
		if len(hits) == 0 || hits[0].Passage.Article.ID != "right" {
			t.Errorf("%q does not find %q", c.question, c.sentence)
		}
		if a := ask(t, s, c.question); !a.Abstained() && !strings.Contains(whole(a), c.sentence) {
			t.Errorf("%q is answered with %s", c.question, whole(a))
		}
	}
}

// One country is not another, however alike their articles are; its people,
// capital and seat of government are.
func TestNamesAreNotMatchedByMeaning(t *testing.T) {
	s := serve(t, folder{
		"france.md":  article("2024-03-01", "Paris", "France banned the import of salt in March. The ban holds for a year."),
		"germany.md": article("2024-03-02", "Berlin", "Germany sold nine ships to a bank in May. The bank paid at once."),
	})
	for question, want := range map[string]string{
		"What did Germany ban?":           "",
		"What did Sweden ban?":            "",
		"What did France ban?":            "France banned",
		"What did the French ban?":        "France banned",
		"How many ships did Norway sell?": "",
	} {
		a := ask(t, s, question)
		if want == "" && !a.Abstained() || !strings.Contains(whole(a), want) {
			t.Errorf("%q: %s, want %q", question, whole(a), want)
		}
	}
	if a := ask(t, s, "What did Sweden ban?"); !strings.Contains(a.Abstention(), "does not mention Sweden") {
		t.Errorf("got %s", whole(a))
	}
}
