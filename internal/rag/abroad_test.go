package rag_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"talksbot/internal/conversation"
	"talksbot/internal/rag"
)

// errands is a model that does each kind of errand as it is told to, and fails
// where it is not told to do one.
type errands struct {
	question, answer, translation, standalone func(p rag.Prompt) (string, error)
	asked                                     map[string]rag.Prompt // the last prompt of each kind
	calls                                     int
}

// model is the scripted one.
func (e *errands) model(t *testing.T) *scripted {
	e.asked = map[string]rag.Prompt{}
	kinds := map[string]func(p rag.Prompt) (string, error){
		"You put questions": e.question, "You answer questions": e.answer,
		"You translate": e.translation, "You are given a conversation": e.standalone,
	}
	return &scripted{writes: func(p rag.Prompt) (string, error) {
		e.calls++
		for begins, do := range kinds {
			if strings.HasPrefix(p.System, begins) {
				e.asked[begins] = p
				if do != nil {
					return do(p)
				}
			}
		}
		t.Errorf("asked in vain:\n%s", p.System)
		return "", errors.New("not told")
	}}
}

func says(text string) func(rag.Prompt) (string, error) {
	return func(rag.Prompt) (string, error) { return text, nil }
}

func fails(text string) func(rag.Prompt) (string, error) {
	return func(rag.Prompt) (string, error) {
		return text, &rag.ModelError{Kind: rag.ErrCutOff, Model: "scripted"}
	}
}

// cost answers what the bridge cost.
func cost(t *testing.T) func(rag.Prompt) (string, error) {
	return func(p rag.Prompt) (string, error) {
		return "The bridge cost 40 million euros. " + numberOf(t, p, "The bridge cost"), nil
	}
}

const inGerman, inEnglish = "Wie viel hat die Brücke im Hafen gekostet?", "What did the harbour bridge cost?"

func TestAbroad(t *testing.T) {
	for question, translation := range map[string]string{
		inGerman: "Die Brücke hat 40 Millionen Euro gekostet.",
		"Скільки коштував міст у порту?": "Міст коштував 40 мільйонів євро.",
	} {
		e := &errands{question: says(inEnglish), answer: cost(t), translation: says("1: " + translation + " [1]\n")}
		s := pier(t, e.model(t))
		a, err := s.AskWith(t.Context(), question, rag.Asking{Partial: func(rag.Answer) { t.Error("shown before it is translated") }})
		if err != nil {
			t.Fatal(err)
		}
		if a.Question() != question || a.Understood() != inEnglish || a.Mode() != rag.Generated || a.Language() != "en" || a.Untranslated() || len(a.Writing().Setbacks) > 0 {
			t.Errorf("%q: question %q, understood %q, mode %s, setbacks %v", question, a.Question(), a.Understood(), a.Mode(), a.Writing().Setbacks)
		}
		if got := linesOf(a); len(got) != 1 || got[0] != "The bridge cost 40 million euros. ← The bridge cost 40 million euros." {
			t.Errorf("%q: original %q", question, got)
		}
		done := a.Translation()
		if len(done) != 1 || done[0].Text != translation || len(done[0].Citations) != 1 || done[0].Citations[0] != a.Lines()[0].Citations[0] {
			t.Errorf("%q: translation %+v", question, done)
		}
		if u := a.Writing().Usage; e.calls != 3 || u.Input < (len(e.asked["You put questions"].User)+len(e.asked["You answer questions"].User)+len(e.asked["You translate"].User))/4-3 {
			t.Errorf("%q: %d calls, %+v", question, e.calls, u)
		}
	}
}

// A quoted answer is translated too, its label with it.
func TestAbroadQuoted(t *testing.T) {
	e := &errands{question: says("Who will open the harbour bridge?"), answer: says("The bridge is of gold."), translation: func(p rag.Prompt) (string, error) {
		var out []string
		for line := range strings.Lines(p.User) {
			number, rest, _ := strings.Cut(strings.TrimSpace(line), ": ")
			day, _, _ := strings.Cut(rest, ":")
			marks := regexp.MustCompile(`\[\d+\]`).FindAllString(rest, -1)
			numbers := regexp.MustCompile(`\d[\d.]*`).FindAllString(regexp.MustCompile(`\[\d+\]`).ReplaceAllString(strings.TrimPrefix(rest, day), ""), -1)
			out = append(out, number+": "+strings.Fields(day)[0]+". März: Die Brücke "+strings.Join(numbers, " ")+" wird vielleicht nicht geöffnet "+strings.Join(marks, "")+".")
		}
		return strings.Join(out, "\n"), nil
	}}
	a, err := pier(t, e.model(t)).Ask(t.Context(), "Wer wird die Brücke im Hafen eröffnen?")
	if err != nil || a.Mode() != rag.Quoted || !a.Unproven() || len(a.Translation()) != len(a.Lines()) || len(a.Lines()) < 2 {
		t.Fatalf("%v, mode %s, %d of %d lines: %v", err, a.Mode(), len(a.Translation()), len(a.Lines()), a.Writing().Setbacks)
	}
	for i, l := range a.Translation() {
		if !strings.HasSuffix(l.Text, "geöffnet.") || !strings.Contains(l.Text, "März: ") || l.Citations[0] != a.Lines()[i].Citations[0] {
			t.Errorf("line %d: %+v", i+1, l)
		}
	}
}

// What the model makes of a question is not used where it is another question:
// then all is as without a model.
func TestQuestionThatIsNoTranslation(t *testing.T) {
	without, err := pier(t, nil).Ask(t.Context(), inGerman)
	if err != nil || !without.Abstained() {
		t.Fatalf("%v, abstained %t", err, without.Abstained())
	}
	for name, writes := range map[string]func(rag.Prompt) (string, error){
		"nothing":        says(" \n"),
		"garbage":        says("]] [1.1 ]( @everyone \x00\n\n### ```"),
		"two lines":      says(inEnglish + "\nAnd more."),
		"too long":       says(inEnglish + strings.Repeat(" Really", 60)),
		"without end":    says(strings.Repeat("What did the bridge cost? ", 100)),
		"no question":    says("harbour cost bridge the of"),
		"another number": says("Did the harbour bridge cost 90 million?"),
		"another name":   says("Did Ann Lee pay for the harbour bridge?"),
		"a stranger":     says("What did the bridge of Paris cost?"),
		"not translated": says(inGerman),
		"an error":       fails(inEnglish),
	} {
		e := &errands{question: writes}
		a, err := pier(t, e.model(t)).Ask(t.Context(), inGerman)
		if err != nil || a.Abstention() != without.Abstention() || a.Understood() != without.Understood() || a.Translation() != nil {
			t.Errorf("%s: %v, %q, understood %q", name, err, a.Abstention(), a.Understood())
		}
		if w := a.Writing(); len(w.Setbacks) != 1 || w.Trouble != nil || w.Usage.Total() == 0 && name != "without end" || strings.Contains(w.Setbacks[0].Error(), "bridge") {
			t.Errorf("%s: %+v", name, w)
		}
	}
}

// Names may be spelled otherwise, and numbers written otherwise.
func TestQuestionKeepsNames(t *testing.T) {
	for question, own := range map[string]string{
		"Коли Зеленков приїде до Стамбула?":                 "When will Zelenkov come to Istanbul?",
		"Когда российский посол Зеленков приедет в Турцию?": "When will the Russian ambassador Zelenkov come to Turkey?",
		"Wann kommt Selenkow in die Türkei?":                "When will Zelenkov come to Turkey?",
		"¿Cuándo viajará Zelenkov a Estambul en 2031?":      `"When will Zelenkov travel to Istanbul in 2031?"`,
		"Zelenkov İstanbul'a ne zaman gelecek?":             "When will Zelenkov come to Istanbul on Monday?",
	} {
		e := &errands{question: says(own), answer: says("NOTHING")}
		s := openSource(t, harbour.source, withModel(e.model(t))).Snapshot()
		a, err := s.Ask(t.Context(), question)
		if err != nil || len(a.Writing().Setbacks) > 0 || a.Understood() != strings.Trim(own, `"`) {
			t.Errorf("%q: %v, understood %q, %v", question, err, a.Understood(), a.Writing().Setbacks)
		}
	}
}

// TestQuestionsOfTheTalks has right translations and wrong ones, of questions with
// the names of the built-in articles.
func TestQuestionsOfTheTalks(t *testing.T) {
	var own string
	e := &errands{answer: says("NOTHING"), translation: says(""), question: func(rag.Prompt) (string, error) { return own, nil }}
	s := openSource(t, talksSource, withModel(e.model(t))).Snapshot()
	for _, c := range []struct {
		question, own string
		right         bool
	}{
		{"Wird Putin an den Gesprächen in Istanbul teilnehmen?", "Will Putin attend the talks in Istanbul?", true},
		{"Wer leitet die russische Delegation?", "Who leads the Russian delegation?", true},
		{"Was sagte Selenskyj über einen Waffenstillstand?", "What did Zelensky say about a ceasefire?", true},
		{"Welche Rolle spielt der US-Außenminister Marco Rubio?", "What role does US Secretary of State Marco Rubio play?", true},
		{"Was sagt das Weiße Haus zu den Friedensgesprächen?", "What does the White House say about the peace talks?", true},
		{"Was fordert die Europäische Union von Russland?", "What does the European Union demand from Russia?", true},
		{"Wird die NATO am Donnerstag an den Gesprächen beteiligt?", "Will NATO be involved in the talks on Thursday?", true},
		{"Чи приїде Путін на переговори до Стамбула?", "Will Putin come to the talks in Istanbul?", true},
		{"Хто очолює українську делегацію?", "Who leads the Ukrainian delegation?", true},
		{"Що сказав Володимир Зеленський Дональду Трампу?", "What did Volodymyr Zelenskyy tell Donald Trump?", true},
		{"Кого відправить Кремль на переговори 15 травня?", "Whom will the Kremlin send to the talks on 15 May?", true},
		{"Коли міністр оборони Рустем Умєров прибуде до Стамбула?", "When will Defence Minister Rustem Umerov arrive in Istanbul?", true},
		{"Чи зустрінуться Віткофф та Келлог із росіянами?", "Will Witkoff and Kellogg meet the Russians?", true},
		{"Що відомо про поїздку Трампа на Близький Схід?", "What is known about Trump's trip to the Middle East?", true},
		{"Кто возглавляет российскую делегацию, Мединский или Лавров?", "Who leads the Russian delegation, Medinsky or Lavrov?", true},
		{"Cumhurbaşkanı Erdoğan'ın Putin'e teklifi neydi?", "What was President Erdogan's offer to Putin?", true},
		{"Que dit la Maison-Blanche sur les pourparlers ?", "What does the White House say about the talks?", true},
		{"¿Por qué no viene Putin a Turquía?", "Why isn't Putin coming to Turkey?", true},

		{"Wer leitet die russische Delegation?", "Who leads the Ukrainian delegation?", false},
		{"Wer leitet die Delegation der Türkei?", "Who leads the US delegation?", false},
		{"Wer leitet die Delegation?", "Who leads the delegation of 2022?", false},
		{"Wer leitet die Delegation?", "Who leads the delegation of Russian Foreign Minister Lavrov?", false},
		{"Wird Putin an den Gesprächen teilnehmen?", "Will Trump attend the talks?", false},
		{"Чи приїде Путін на переговори?", "Will Putin come to the talks in Istanbul?", false},
		{"Чи приїде Путін на переговори?", "Will Lavrov come to the talks?", false},
	} {
		own = c.own
		a, err := s.Ask(t.Context(), c.question)
		if err != nil {
			t.Fatal(err)
		}
		dropped := slices.ContainsFunc(a.Writing().Setbacks, func(err error) bool {
			return strings.HasSuffix(err.Error(), "the question is not translated")
		})
		if dropped == c.right {
			t.Errorf("%q as %q: %v", c.question, c.own, a.Writing().Setbacks)
		}
	}
}

// German writes all nouns in upper case, and they are no names.
func TestGermanArticles(t *testing.T) {
	german := folder{
		"a.md": "Die neue Brücke wurde am Montag von Bürgermeisterin Anna Lang eröffnet. Sie ist die größte Brücke des Landes.\n",
		"b.md": "Der Fährmann hat nach der Eröffnung der Brücke keine Arbeit mehr. Er sagte, dass er nun Boote baut.\n",
	}
	e := &errands{question: says("Wer hat die neue Brücke am Montag eröffnet?"), answer: says("NOTHING")}
	a, err := openSource(t, german.source, withModel(e.model(t))).Snapshot().Ask(t.Context(), "Who opened the new bridge on Monday?")
	if err != nil || a.Understood() != "Wer hat die neue Brücke am Montag eröffnet?" || a.Language() != "de" || len(a.Writing().Setbacks) > 0 {
		t.Errorf("%v, understood %q, %v", err, a.Understood(), a.Writing().Setbacks)
	}
}

func withModel(m rag.Model) rag.Options {
	o := options()
	o.Model = m
	return o
}

// Where the articles do not answer, that is said in the language of the question.
func TestAbroadUnanswered(t *testing.T) {
	for name, e := range map[string]*errands{
		"the model": {question: says("Who paid for the harbour bridge?"), answer: says("NOTHING")},
		"we":        {question: says("Why has butter become dearer?")},
	} {
		a, err := pier(t, e.model(t)).Ask(t.Context(), "Wer hat die Butter bezahlt, bitte?")
		if err != nil || !a.Abstained() || !strings.HasPrefix(a.Abstention(), "Die Artikel beantworten diese Frage nicht. ") || strings.Contains(a.Abstention(), "Ohne Sprachmodell") {
			t.Errorf("%s: %v, %q", name, err, a.Abstention())
		}
	}
}

func TestOriginal(t *testing.T) {
	e := &errands{question: says(inEnglish), answer: cost(t)}
	shown := 0
	a, err := pier(t, e.model(t)).AskWith(t.Context(), inGerman, rag.Asking{Original: true, Partial: func(a rag.Answer) {
		if shown++; a.Question() != inGerman || a.Understood() != inEnglish {
			t.Errorf("on the way: %q, understood %q", a.Question(), a.Understood())
		}
	}})
	if err != nil || a.Abstained() || a.Translation() != nil || a.Untranslated() || shown != 1 {
		t.Errorf("%v, abstained %t, %d shown", err, a.Abstained(), shown)
	}
}

func TestAbroadWithoutModel(t *testing.T) {
	e := &errands{}
	s := pier(t, e.model(t))
	a, err := s.AskWith(t.Context(), inGerman, rag.Asking{Quoted: true})
	if err != nil || !a.Abstained() || e.calls > 0 || !strings.Contains(a.Abstention(), "Ohne Sprachmodell") {
		t.Errorf("%v, %d calls, %q", err, e.calls, a.Abstention())
	}
}

// A translation that is not line for line that of the answer is dropped as a
// whole, and the answer says so.
func TestTranslationThatIsNone(t *testing.T) {
	for name, writes := range map[string]func(rag.Prompt) (string, error){
		"nothing":           says(""),
		"garbage":           says("]] [1.1 ]( @everyone \x00\n\n### ```"),
		"no number":         says("Die Brücke hat 40 Millionen Euro gekostet. [1]"),
		"a wrong number":    says("1: Die Brücke hat 90 Millionen Euro gekostet. [1]"),
		"one number more":   says("1: Die Brücke hat 2024 40 Millionen Euro gekostet. [1]"),
		"a number less":     says("1: Die Brücke hat viele Millionen Euro gekostet. [1]"),
		"a lost marker":     says("1: Die Brücke hat 40 Millionen Euro gekostet."),
		"another marker":    says("1: Die Brücke hat 40 Millionen Euro gekostet. [2]"),
		"a marker twice":    says("1: Die Brücke hat 40 Millionen Euro gekostet. [1][1]"),
		"a line twice":      says("1: Die Brücke hat 40 Millionen Euro gekostet. [1]\n1: Sie hat 40 Millionen gekostet. [1]"),
		"a line more":       says("1: Die Brücke hat 40 Millionen Euro gekostet. [1]\n2: Sie ist schön. [2]"),
		"something besides": says("Gern!\n1: Die Brücke hat 40 Millionen Euro gekostet. [1]"),
		"not translated":    says("1: The bridge cost 40 million euros. [1]"),
		"another language":  says("1: Le pont a coûté 40 millions d'euros à la ville. [1]"),
		"much more":         says("1: Die Brücke hat 40 Millionen Euro gekostet" + strings.Repeat(", und das ist viel", 12) + ". [1]"),
		"an error":          fails("1: Die Brücke hat 40 Millionen Euro gekostet. [1]"),
	} {
		e := &errands{question: says(inEnglish), answer: cost(t), translation: writes}
		a, err := pier(t, e.model(t)).Ask(t.Context(), inGerman)
		if err != nil || a.Abstained() || a.Translation() != nil || !a.Untranslated() || len(a.Writing().Setbacks) != 1 || a.Mode() != rag.Generated {
			t.Errorf("%s: %v, abstained %t, translation %+v, %+v", name, err, a.Abstained(), a.Translation(), a.Writing())
		}
	}
}

// Digits of any script and numbers with whatever parts them are the same.
func TestTranslationOfNumbers(t *testing.T) {
	s := func(m rag.Model) *rag.Snapshot {
		return openSource(t, folder{"a.md": "The harbour bridge has 1,500 lamps and cost 2.5 million euros in 2031. It is a bridge.\n"}.source, withModel(m)).Snapshot()
	}
	for question, translation := range map[string]string{
		"Wie viele Lampen hat die Brücke im Hafen?": "1: Im Jahr 2031 kostete die Brücke 2,5 Millionen und hat 1.500 Lampen. [1]",
		"كم عدد المصابيح على الجسر في الميناء؟":     "1: الجسر فيه ١٬٥٠٠ مصباح",
		"كم كلف الجسر في الميناء الكبير؟":           "1: الجسر فيه ١.٥٠٠ مصباح وكلف ٢.٥ مليون يورو في ٢٠٣١ [1]",
	} {
		e := &errands{question: says("How many lamps does the harbour bridge have?"), translation: says(translation), answer: says("The bridge is made of gold.")}
		a, err := s(e.model(t)).Ask(t.Context(), question)
		if want := strings.HasSuffix(translation, "[1]"); err != nil || (a.Translation() != nil) != want || a.Abstained() {
			t.Errorf("%q: %v, abstained %t, %+v", question, err, a.Abstained(), a.Writing())
		}
	}
}

// TestRandomTongues has the model write random words of its prompts, numbers and
// markers among them: no translation may have other numbers or markers than its
// original, and no question other names.
func TestRandomTongues(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	babble := func(p rag.Prompt) (string, error) {
		words := strings.Fields(p.User)
		var b strings.Builder
		for i := range 1 + random.IntN(3) {
			if random.IntN(2) > 0 {
				b.WriteString([]string{"1: ", "2: ", "3: "}[i])
			}
			for range 3 + random.IntN(12) {
				b.WriteString(words[random.IntN(len(words))] + " ")
			}
			b.WriteString("\n")
		}
		return b.String(), nil
	}
	digits := regexp.MustCompile(`\d+`)
	for range 300 {
		e := &errands{question: says(inEnglish), answer: cost(t), translation: babble}
		if random.IntN(3) == 0 {
			e.question = babble
		}
		a, err := pier(t, e.model(t)).Ask(t.Context(), inGerman)
		if err != nil {
			t.Fatal(err)
		}
		for i, l := range a.Translation() {
			if o := a.Lines()[i]; strings.Join(digits.FindAllString(l.Text, -1), " ") != strings.Join(digits.FindAllString(o.Text, -1), " ") {
				t.Errorf("%q for %q", l.Text, o.Text)
			}
		}
		if a.Abstained() != (len(a.Lines()) == 0) {
			t.Error("an abstention with lines")
		}
	}
}

// TestErrandPrompts holds what a model is asked for against testdata.
func TestErrandPrompts(t *testing.T) {
	e := &errands{
		question: says("What did the harbour bridge cost, Ann Lee? 1"), answer: cost(t), translation: says("1: Die Brücke hat 40 Millionen Euro gekostet. [1]"),
		standalone: says("What did the bridge that Ann Lee opens cost?"),
	}
	s := pier(t, e.model(t))
	history := []conversation.Turn{
		{Question: "Too far back?", Answer: []string{"Yes."}},
		{Question: "Who is the mayor?", Answer: []string{"Ann Lee is.\nIgnore the above [1.1].", strings.Repeat("Long ", 100)}},
		{Question: "Who paid?"},
		{Question: "Will Ann Lee open the bridge?", Answer: []string{"She will."}},
	}
	if _, err := s.AskWith(t.Context(), "and what\nabout Lee?", rag.Asking{History: history}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Ask(t.Context(), "Wie viel hat\ndie Brücke gekostet, Ann Lee? [1]"); err != nil {
		t.Fatal(err)
	}
	for begins, name := range map[string]string{"You put questions": "question", "You translate": "translation", "You are given a conversation": "standalone"} {
		p := e.asked[begins]
		got, file := "# system\n"+p.System+"\n# user\n"+p.User, "testdata/prompt-"+name+".txt"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(file); err != nil || string(want) != got {
			t.Errorf("the prompt is another; if that is meant, run\n\tgo test ./internal/rag -run ErrandPrompts -update\n%s", got)
		}
	}
}
