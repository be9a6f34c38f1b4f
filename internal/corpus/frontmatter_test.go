package corpus

import (
	"strings"
	"testing"
)

const prosePara = "The mediators met again on Monday. They agreed on little.\n"

func TestFrontMatter(t *testing.T) {
	const full = "---\ntitle: \"Talks: day two\"\npublisher: Harbour Times\npublished: 2025-05-13\npublished_inferred: true\nurl: https://example.org/a\n---\n"
	for _, test := range []struct {
		name, text string
		want       Article
		published  string
	}{
		{"full", full + prosePara, Article{Title: "Talks: day two", Publisher: "Harbour Times", URL: "https://example.org/a", Inferred: true}, "2025-05-13"},
		{"byte order mark", byteOrderMark + full + prosePara, Article{Title: "Talks: day two", Publisher: "Harbour Times", URL: "https://example.org/a", Inferred: true}, "2025-05-13"},
		{"CRLF", strings.ReplaceAll(full+prosePara, "\n", "\r\n"), Article{Title: "Talks: day two", Publisher: "Harbour Times", URL: "https://example.org/a", Inferred: true}, "2025-05-13"},
		{"closed by dots", "---\ntitle: A b\n...\n" + prosePara, Article{Title: "A b"}, ""},
		{"empty block", "---\n---\n" + prosePara, Article{Title: "Talks day"}, ""},
		{"comment only", "---\n# nothing yet\n---\n" + prosePara, Article{Title: "Talks day"}, ""},
		{"unknown keys", "---\ntags: [a, b]\nauthor:\n  name: C\ntitle: A b\n---\n" + prosePara, Article{Title: "A b"}, ""},
		{"numbers", "---\ntitle: 1984\npublisher: 3.10\n---\n" + prosePara, Article{Title: "1984", Publisher: "3.10"}, ""},
		{"date and time unquoted", "---\npublished: 2025-05-15T07:00:00+03:00\n---\n" + prosePara, Article{Title: "Talks day"}, "2025-05-15T07:00:00+03:00"},
		{"nulls", "---\ntitle:\npublished: null\nurl: ~\n---\n" + prosePara, Article{Title: "Talks day"}, ""},
		{"folded title", "---\ntitle: >\n  Talks\n  resume\n---\n" + prosePara, Article{Title: "Talks resume"}, ""},
		{"control characters", "---\ntitle: \"A \\x1b[31mred\\tline\"\n---\n" + prosePara, Article{Title: "A [31mred line"}, ""},
		{"single key", "---\ntitle: A b\n---\n" + prosePara, Article{Title: "A b"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, problem := newArticle("talks-day.md", test.text)
			if problem != nil {
				t.Fatal(problem)
			}
			got := []string{a.Title, a.Publisher, a.URL, a.Published.String()}
			want := []string{test.want.Title, test.want.Publisher, test.want.URL, test.published}
			if strings.Join(got, "|") != strings.Join(want, "|") || a.Inferred != test.want.Inferred {
				t.Errorf("got %q %t, want %q %t", got, a.Inferred, want, test.want.Inferred)
			}
			if a.Text != test.text {
				t.Error("the text was changed")
			}
			if len(a.Blocks) != 1 || a.Quote(a.Blocks[0].Span) != strings.TrimSpace(prosePara) {
				t.Errorf("blocks %+v", a.Blocks)
			}
		})
	}
}

func TestFrontMatterProblems(t *testing.T) {
	for _, test := range []struct {
		name, text string
		line       int
		what, mend string // parts of
	}{
		{"unclosed", "---\ntitle: A b\n\n" + prosePara, 1, "not closed", "a line of ---"},
		{"only the opening", "---", 1, "not closed", "---"},
		{"colon in a value", "---\npublisher: P\ntitle: Talks: day two\n---\n" + prosePara, 3, "not valid YAML", "in quotes"},
		{"not a mapping", "---\njust words\n---\n" + prosePara, 2, "no keys", "title:"},
		{"a list", "---\n- a\n- b\n---\n" + prosePara, 2, "no keys", "title:"},
		{"title is a list", "---\nurl: u\ntitle: [a, b]\n---\n" + prosePara, 3, "title is a list", "one value"},
		{"title is a mapping", "---\ntitle:\n  en: A\n---\n" + prosePara, 2, "title is a list or a mapping", "one value"},
		{"impossible date", "---\ntitle: A b\n\npublished: 2025-02-30\n---\n" + prosePara, 4, `published: "2025-02-30" is not a date`, "write it as"},
		{"no zone", "---\npublished: 2025-05-13 18:00\n---\n" + prosePara, 2, "no zone", "write it as 2025-05-13T18:00+03:00"},
		{"date with a colon", "---\npublished: \"day: 4\"\n---\n" + prosePara, 2, `"day: 4" is not a date`, "write it as"},
		{"inferred is a word", "---\npublished_inferred: perhaps\n---\n" + prosePara, 2, "published_inferred", "true or false"},
		{"key twice", "---\ntitle: A\ntitle: B\n---\n" + prosePara, 3, "not valid YAML", ""},
		{"nothing behind it", "---\ntitle: A b\n---\n", 0, "no text", "put the article's text in"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, problem := newArticle("x.md", test.text)
			if problem == nil {
				t.Fatalf("no problem, article %+v", a)
			}
			if problem.Line != test.line || !strings.Contains(problem.What, test.what) || !strings.Contains(problem.Mend, test.mend) {
				t.Errorf("got %s, want line %d, %q, %q", problem, test.line, test.what, test.mend)
			}
			if problem.Path != "x.md" || strings.Contains(problem.String(), "\n") {
				t.Errorf("the problem is %q", problem.String())
			}
		})
	}
}

func FuzzFrontMatter(f *testing.F) {
	for _, seed := range []string{
		"---\ntitle: A\n---\n" + prosePara, byteOrderMark + "---\r\npublished: 2025-05-13\r\n...\r\nText.",
		"---\n? [a\n---\nx", "---\n&a title: *a\n---\nx", "---\n<<: {}\n---\nx", "---\ntitle: !!binary |\n ---\n---\n",
		"---\ntitle: >-\n\n\t\n---\nText here.", "---\n- title: [\n---\n", "---\n\"\n---\nx",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if notText("x.md", []byte(text)) != nil {
			return
		}
		a, problem := newArticle("x.md", text)
		if (a == nil) == (problem == nil) {
			t.Fatalf("article %v, problem %v", a, problem)
		}
		if problem != nil {
			if problem.Line > strings.Count(text, "\n")+1 || strings.Contains(problem.String(), "\n") {
				t.Errorf("problem %q", problem)
			}
			return
		}
		checkArticle(t, a)
	})
}
