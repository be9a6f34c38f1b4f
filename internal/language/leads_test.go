package language

import (
	"strings"
	"testing"
)

func TestLeads(t *testing.T) {
	for _, c := range []struct {
		in       Language
		messages string // parted by |
		english  string
		rest     string
		plain    bool
	}{
		{German, "Und warum?|warum|Wieso?|Aber weshalb?", "why", "", true},
		{German, "Warum nicht?|Aber weshalb nicht?", "why not", "", true},
		{German, "Seit wann?|und seit wann", "since when", "", true},
		{German, "Und Trump?|Aber der Trump?", "and", "Trump", true},
		{German, "Was ist mit Trump?|Und wie steht es mit Trump", "what about", "Trump", true},
		{German, "Stimmt das?|Ist das wahr?", "is that true", "", true},
		{Ukrainian, "А чому?|Чому?|але чому", "why", "", true},
		{Ukrainian, "А Трамп?|І Трамп", "and", "Трамп", true},
		{Ukrainian, "Відколи?", "since when", "", true},
		{Russian, "А Трамп?", "and", "Трамп", true},
		{Russian, "А почему?|ПОЧЕМУ", "why", "", true},
		{Russian, "С каких пор?|а с какого времени", "since when", "", true},
		{Russian, "Кто ещё?|И кто еще?", "who else", "", true},
		{French, "Et Trump ?", "and", "Trump", false},
		{French, "Et pourquoi ?|Mais pourquoi?", "why", "", true},
		{French, "Depuis quand ?", "since when", "", true},
		{French, "Et l'Ukraine ?|Et l’Ukraine", "and", "Ukraine", false},
		{French, "Qu'en est-il de Trump ?", "what about", "Trump", true},
		{Spanish, "¿Y Trump?", "and", "Trump", true},
		{Spanish, "y Trump", "and", "Trump", false},
		{Spanish, "¿Por qué?|¿Y por que?", "why", "", true},
		{Spanish, "¿Desde cuándo?", "since when", "", true},
		{Turkish, "Peki ya Trump?|Peki Trump", "and", "Trump", true},
		{Turkish, "Neden?|Peki neden?", "why", "", true},
		{Turkish, "Ne zamandan beri?", "since when", "", true},
		{Turkish, "Bunu kim söyledi?", "who said that", "", true},
	} {
		for message := range strings.SplitSeq(c.messages, "|") {
			got, ok := c.in.Leads(message)
			want := Lead{c.in, c.english, c.rest, c.plain}
			if !ok || got != want {
				t.Errorf("%s %q: %+v, %t; want %+v", c.in, message, got, ok, want)
			}
		}
	}
}

// What is no short message that leans, or in another language, is left alone.
func TestNoLead(t *testing.T) {
	for _, l := range []Language{Ukrainian, Russian, Turkish, German, French, Spanish, English, Italian} {
		for _, message := range []string{
			"", "?", "Why?", "and Trump?", "Trump", "What about Rubio?",
			"Und der russische Präsident kommt am Freitag nach Istanbul?", "Wer nimmt teil?", "Who attends?",
		} {
			if got, ok := l.Leads(message); ok {
				t.Errorf("%s %q: %+v", l, message, got)
			}
		}
	}
	if got, ok := Russian.Leads("А чиї це?"); ok {
		t.Errorf("Ukrainian is not Russian: %+v", got)
	}
}

// FuzzLeads has no text break it, and its rest stands in the text.
func FuzzLeads(f *testing.F) {
	for _, s := range []string{"Et l'Ukraine ?", "¿Y \xff", "а і\u0301 м'я", "Und\x00Trump", "peki ya Trump'ın"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, message string) {
		for _, l := range []Language{Ukrainian, Russian, Turkish, German, French, Spanish} {
			if lead, ok := l.Leads(message); ok && lead.English == "" {
				t.Errorf("%q: %+v", message, lead)
			}
		}
	})
}
