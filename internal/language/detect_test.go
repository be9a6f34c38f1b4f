package language

import (
	"os"
	"strings"
	"testing"
)

// unsure stands in the tables for text of which Detect tells nothing.
const unsure Language = "?"

// sections reads a file of lines under [headings].
func sections(t *testing.T, path string) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	all, heading := map[string][]string{}, ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			heading = strings.Trim(line, "[]")
		default:
			all[heading] = append(all[heading], line)
		}
	}
	return all
}

func detect(text string) Language {
	if l, ok := Detect(text); ok {
		return l
	}
	return unsure
}

func TestDetect(t *testing.T) {
	questions := sections(t, "testdata/questions.txt")
	for want, asked := range questions {
		for _, question := range asked {
			if got := detect(question); got != Language(want) {
				t.Errorf("%q is taken for %s, not %s", question, got, want)
			}
		}
	}
	for _, l := range []Language{English, Ukrainian, Russian, Turkish, German, French, Spanish} {
		if n := len(questions[string(l)]); n < 15 {
			t.Errorf("%d questions in %s: at least 15 are asked for", n, l)
		}
	}
}

// The entries of the lists have to be what scan makes of a text, or they never
// meet a word of one.
func TestWords(t *testing.T) {
	files, err := wordFiles.ReadDir("words")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := wordFiles.ReadFile("words/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range strings.Fields(string(text)) {
			if entry == "#" {
				break
			}
			text := strings.TrimPrefix(entry, "-")
			switch {
			case strings.HasPrefix(text, "'"):
				text = "Putin" + text
			case strings.HasSuffix(text, "'"):
				text += "Anna"
			}
			found := false
			for _, w := range scan(text) {
				found = found || w.text == fold(strings.TrimPrefix(entry, "-"))
			}
			if !found {
				t.Errorf("%s: %q is no word as texts have them", f.Name(), entry)
			}
		}
	}
}

func TestName(t *testing.T) {
	tests := []struct {
		l, in Language
		want  string
	}{
		{English, Ukrainian, "англійська"}, {English, Russian, "английский"}, {English, Turkish, "İngilizce"},
		{English, German, "Englisch"}, {Turkish, French, "turc"}, {German, Spanish, "alemán"},
		{Spanish, English, "Spanish"}, {English, Polish, "English"}, {Serbian, English, "Serbian"},
	}
	for _, test := range tests {
		if got := test.l.Name(test.in); got != test.want {
			t.Errorf("%s in %s is %q, not %q", test.l, test.in, got, test.want)
		}
	}
}

func FuzzDetect(f *testing.F) {
	for _, seed := range []string{"Коли Путін приїде?", "l'", "''", "\xff", "ʼмʼя", "İ", "e\u0301 ́", "普京"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l, ok := Detect(text)
		if ok == (l == "") {
			t.Errorf("Detect(%q) is %q, %t", text, l, ok)
		}
		if again, _ := Detect(text); again != l {
			t.Errorf("Detect(%q) is %q, then %q", text, l, again)
		}
	})
}
