package rag_test

import (
	"strings"
	"testing"

	"talksbot/internal/conversation"
	"talksbot/internal/language"
	"talksbot/internal/rag"
)

// inOtherTongues are follow-ups that say "why?" and "and Marsh?", by language.
func inOtherTongues() map[language.Language][2]string {
	return map[language.Language][2]string{
		language.Ukrainian: {"А чому?", "А Марш?"},
		language.Russian:   {"А почему?", "И Марш?"},
		language.Turkish:   {"Peki neden?", "Peki ya Marsh?"},
		language.German:    {"Und warum?", "Und Marsh?"},
		language.French:    {"Et pourquoi ?", "Et Marsh ?"},
		language.Spanish:   {"¿Y por qué?", "¿Y Marsh?"},
	}
}

// Without a model, a follow-up in another language is understood by the rules for
// English where the turn before it was, and by its names where that was.
func TestLeadsByRule(t *testing.T) {
	s := pier(t, nil)
	for in, messages := range inOtherTongues() {
		for i, want := range []string{ruled(t, "why?"), ruled(t, "and Marsh?")} {
			a, err := s.AskWith(t.Context(), messages[i], rag.Asking{History: aboutLee})
			if err != nil || want == "" || a.Understood() != want || a.Question() != messages[i] {
				t.Errorf("%s: %v, %q understood as %q; want %q", in, err, messages[i], a.Understood(), want)
			}
		}
		foreign := []conversation.Turn{{Question: "Ann Lee", Asked: "Wird Ann Lee die Brücke im Hafen eröffnen?"}}
		for i, want := range []string{"Ann Lee", "Marsh"} {
			a, err := s.AskWith(t.Context(), messages[i], rag.Asking{History: foreign})
			if err != nil || !a.Abstained() || a.Understood() != want || strings.HasPrefix(a.Abstention(), "The ") {
				t.Errorf("%s: %v, %q understood as %q; want %q: %s", in, err, messages[i], a.Understood(), want, a.Abstention())
			}
		}
	}
}

// The words of English stay English, and a whole question is no follow-up.
func TestNoLeads(t *testing.T) {
	s := pier(t, nil)
	for _, message := range []string{"why?", "and Marsh?", "since when?", "Who is Bo Marsh?", "y?", "et cetera?", "Warum wird die Brücke im Hafen nicht eröffnet?"} {
		alone, err := s.Ask(t.Context(), message)
		after, errAfter := s.AskWith(t.Context(), message, rag.Asking{History: aboutLee})
		want, leans := conversation.Standalone(aboutLee, message, s)
		if !leans {
			want = alone.Understood()
		}
		if err != nil || errAfter != nil || after.Understood() != want {
			t.Errorf("%q: %v, %v, understood as %q; want %q", message, err, errAfter, after.Understood(), want)
		}
	}
}

// With a model it makes the question, in either language; what comes of it is put
// into that of the message. Where it fails, the rules do.
func TestLeadsWithModel(t *testing.T) {
	german := says("1: Die Brücke hat 40 Millionen Euro gekostet. [1]")
	for name, c := range map[string]struct {
		standalone, question func(rag.Prompt) (string, error)
		understood           string
	}{
		"in German":  {says(inGerman), says(inEnglish), inEnglish},
		"in English": {says(inEnglish), nil, inEnglish},
		"fails":      {fails(""), nil, ruled(t, "why?")},
	} {
		e := &errands{standalone: c.standalone, question: c.question, answer: cost(t), translation: german}
		a, err := pier(t, e.model(t)).AskWith(t.Context(), "Und warum?", rag.Asking{History: aboutLee})
		if err != nil || a.Understood() != c.understood || len(a.Translation()) != 1 {
			t.Errorf("%s: %v, understood as %q, translated %v: %v", name, err, a.Understood(), a.Translation(), a.Writing().Setbacks)
		}
	}
	foreign := []conversation.Turn{{Question: "Ann, Lee", Asked: "Wird Ann Lee die Brücke im Hafen eröffnen?"}}
	e := &errands{standalone: says(inGerman), question: says(inEnglish), answer: cost(t), translation: german}
	if a, err := pier(t, e.model(t)).AskWith(t.Context(), "Und warum?", rag.Asking{History: foreign}); err != nil || len(a.Translation()) != 1 ||
		!strings.Contains(e.asked["You are given a conversation"].User, "Wird Ann Lee die Brücke im Hafen eröffnen?") {
		t.Errorf("after a question that was not understood: %v, %v\n%s", err, a.Writing().Setbacks, e.asked["You are given a conversation"].User)
	}
	e = &errands{standalone: says("NO"), answer: cost(t)}
	if a, err := pier(t, e.model(t)).AskWith(t.Context(), "Und warum?", rag.Asking{History: aboutLee, Quoted: true}); err != nil || e.calls > 0 || a.Understood() != ruled(t, "why?") {
		t.Errorf("where it may cost nothing: %v, asked %d times, %q", err, e.calls, a.Understood())
	}
}
