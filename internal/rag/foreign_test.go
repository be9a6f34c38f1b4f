package rag_test

import (
	"os"
	"strings"
	"testing"
)

var harbour = folder{
	"talks.md": "Talks about the bridge began in Istanbul on Monday. Russian envoy Anton Zelenkov met Mayor Ann Lee of Ankara.\n\n" +
		"On Tuesday Zelenkov said that Turkey and Russia had agreed on 2031 as the year in which the bridge opens.\n",
	"ferry.md": "The ferry to Istanbul stopped on Friday, and Mayor Lee asked why. In Turkey the ferry had been popular.\n",
}

func TestAskInAnotherLanguage(t *testing.T) {
	tests := []struct{ question, understood, text string }{
		{"Коли Зеленков приїде до Стамбула?", "Zelenkov, Istanbul", "Мова статей — англійська."},
		{"Хто відкриє міст у 2031 році?", "2031", "У статтях згадано: 2031."},
		{"Когда Зеленкова ждут в Турции?", "Zelenkov, Turkey", "Язык статей — английский."},
		{"Зеленкав приедет в Анкару?", "Ankara", "В статьях упоминаются: Ankara."}, // the first word may be any
		{"Когда приедет Зеленкав?", "Zelenkov", "В статьях упоминаются: Zelenkov."},
		{"Zelenkov İstanbul'a ne zaman gelecek?", "Zelenkov, Istanbul", "Makalelerin dili İngilizce."},
		{"Wann kommt Selenkow in die Türkei?", "Zelenkov, Turkey", "Die Artikel sind auf Englisch."},
		{"Quand Zelenkov viendra-t-il à Istanbul ?", "Zelenkov, Istanbul", "Les articles sont en anglais."},
		{"¿Cuándo viajará Zelenkov a Estambul?", "Zelenkov, Istanbul", "Los artículos están en inglés."},
		{"Kiedy Zelenkov przyjedzie do Turcji?", "Zelenkov, Turkey", "The articles are in English."},

		{"Чому здорожчало масло?", "", "Жодного імені, назви чи числа із запитання в статтях немає."},
		{"Почему подорожало масло?", "", "Ни одного имени, названия или числа из вопроса в статьях нет."},
		{"Tereyağı neden pahalandı?", "", "Sorudaki adların ve sayıların hiçbiri makalelerde geçmiyor."},
		{"Warum ist die Butter teurer geworden?", "", "Kein Name und keine Zahl aus der Frage kommt in den Artikeln vor."},
		{"Pourquoi le beurre est-il plus cher ?", "", "Aucun nom ni aucun nombre de la question ne figure dans les articles."},
		{"¿Por qué es más cara la mantequilla?", "", "Ningún nombre ni número de la pregunta aparece en los artículos."},
	}
	s := serve(t, harbour)
	for _, test := range tests {
		a, err := s.Ask(t.Context(), test.question)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case !a.Abstained() || !strings.Contains(a.Abstention(), test.text) || strings.ContainsAny(a.Abstention(), "{}"):
			t.Errorf("%q: %q lacks %q", test.question, a.Abstention(), test.text)
		case a.Understood() != test.understood:
			t.Errorf("%q is understood as %q, not %q", test.question, a.Understood(), test.understood)
		case a.Confidence() > 0.1:
			t.Errorf("%q: the confidence is %.2f", test.question, a.Confidence())
		}
	}
}

func TestCyrillicNames(t *testing.T) {
	s := serve(t, harbour)
	for question, understood := range map[string]string{
		"Whom did Зеленков meet in Стамбул?": "Whom did Zelenkov meet in Istanbul?",
		"зеленкова стамбул":                  "Zelenkov Istanbul",
		"Whom did Zelenkov meet?":            "",
		"What did Іваненко say?":             "",
	} {
		a, err := s.Ask(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		if a.Understood() != understood {
			t.Errorf("%q is understood as %q, not %q", question, a.Understood(), understood)
		}
	}
}

// A question in a language of the collection is looked up by its words.
func TestOtherCollections(t *testing.T) {
	german := folder{
		"a.md": "Die neue Brücke wurde am Montag von Bürgermeisterin Anna Lang eröffnet. Sie ist die größte des Landes.\n",
		"b.md": "Der Fährmann hat nach der Eröffnung der Brücke keine Arbeit mehr. Er sagte, dass er nun Boote baut.\n",
	}
	mixed := folder{"c.md": "The bridge was opened on Monday by Mayor Ann Lee, who said that it is the largest one.\n"}
	for name, text := range german {
		mixed[name] = text
	}
	tests := []struct {
		articles folder
		question string
		foreign  string
	}{
		{german, "Wer hat die Brücke eröffnet?", ""},
		{german, "Who opened the bridge for Anna Lang?", "The articles are in German."},
		{german, "Хто такий Ланг?", "Мова статей — німецька."},
		{mixed, "Wer hat die Brücke eröffnet?", ""},
		{mixed, "Who opened the bridge?", ""},
		{mixed, "¿Quién abrió el puente?", "Los artículos están en alemán."},
	}
	for _, test := range tests {
		a, err := serve(t, test.articles).Ask(t.Context(), test.question)
		if err != nil {
			t.Fatal(err)
		}
		if isForeign := strings.Contains(a.Abstention(), test.foreign); test.foreign != "" && !isForeign {
			t.Errorf("%q: %q lacks %q", test.question, a.Abstention(), test.foreign)
		}
		if isForeign := strings.Contains(a.Abstention(), "odel"); test.foreign == "" && isForeign {
			t.Errorf("%q is not looked up: %s", test.question, a.Abstention())
		}
	}
}

// Each language of foreign.txt has each text, with its places to fill in.
func TestForeignTexts(t *testing.T) {
	text, err := os.ReadFile("foreign.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []string{"en", "uk", "ru", "tr", "de", "fr", "es"} {
		_, section, ok := strings.Cut(string(text), "["+l+"]\n")
		if !ok {
			t.Errorf("%s is missing", l)
		}
		section, _, _ = strings.Cut(section, "[")
		for key, place := range map[string]string{"language": "{language}", "found": "{found}", "none": "", "advice": "", "unanswered": ""} {
			_, line, ok := strings.Cut("\n"+section, "\n"+key+": ")
			line, _, _ = strings.Cut(line, "\n")
			if !ok || !strings.Contains(line, place) || !strings.HasSuffix(line, ".") {
				t.Errorf("%s: %s is %q", l, key, line)
			}
		}
	}
}
