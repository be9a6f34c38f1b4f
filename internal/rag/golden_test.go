package rag_test

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"talksbot/internal/rag"
)

// golden is a question of testdata/questions.txt.
type golden struct {
	line       int
	question   string
	facts      []*regexp.Regexp // each must be in a quote of one of the articles
	articles   []string         // those that may carry the answer
	unanswered bool             // the articles do not answer it
}

// goldenReader reads questions in the form that testdata/questions.txt
// describes.
type goldenReader struct {
	known func(article string) bool
	open  *golden // the entry that is not yet ended
	read  []golden
	seen  map[string]int // question → its line
}

// parseGolden reads questions. Every mistake is an error with its line.
func parseGolden(text string, known func(article string) bool) ([]golden, error) {
	r := goldenReader{known: known, seen: map[string]int{}}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if err := r.line(i+1, strings.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	if err := r.end(); err != nil {
		return nil, fmt.Errorf("line %d: %w", len(lines), err)
	}
	return r.read, nil
}

func (r *goldenReader) line(n int, line string) error {
	mark, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch {
	case line == "":
		return r.end()
	case strings.HasPrefix(line, "#"):
		return nil
	case !slices.Contains([]string{"?", "=", "@", "!"}, mark):
		return errors.New("begins with none of # ? = @ !")
	case rest == "":
		return fmt.Errorf("nothing stands after %s", mark)
	case mark == "?":
		return r.question(n, rest)
	case r.open == nil:
		return errors.New("no question before it")
	case mark == "=":
		return r.fact(rest)
	case mark == "@":
		return r.articles(rest)
	case rest != "none" || r.open.unanswered:
		return errors.New("want \"! none\", once")
	}
	r.open.unanswered = true
	return nil
}

func (r *goldenReader) question(n int, text string) error {
	if r.open != nil {
		return errors.New("no blank line before the question")
	}
	if first := r.seen[text]; first > 0 {
		return fmt.Errorf("the question stands in line %d already", first)
	}
	r.seen[text] = n
	r.open = &golden{line: n, question: text}
	return nil
}

func (r *goldenReader) fact(pattern string) error {
	fact, err := regexp.Compile("(?is)" + pattern)
	r.open.facts = append(r.open.facts, fact)
	return err
}

func (r *goldenReader) articles(ids string) error {
	if len(r.open.articles) > 0 {
		return errors.New("a second line of articles")
	}
	r.open.articles = strings.Fields(ids)
	for _, id := range r.open.articles {
		if !r.known(id) {
			return fmt.Errorf("no article %s", id)
		}
	}
	return nil
}

// end ends an entry, if one is open.
func (r *goldenReader) end() error {
	g := r.open
	switch r.open = nil; {
	case g == nil:
		return nil
	case g.unanswered && (len(g.facts) > 0 || len(g.articles) > 0):
		return fmt.Errorf("the question of line %d is unanswerable, and has facts or articles", g.line)
	case !g.unanswered && len(g.facts) == 0:
		return fmt.Errorf("the question of line %d has no fact: add a line with =, or \"! none\"", g.line)
	case !g.unanswered && len(g.articles) == 0:
		return fmt.Errorf("the question of line %d has no article: add a line with @", g.line)
	}
	r.read = append(r.read, *g)
	return nil
}

func TestParseGolden(t *testing.T) {
	known := func(id string) bool { return id == "a" || id == "b" }
	good, err := parseGolden("# note\n? Who?\n= x|y\n= z\n@ a b\n\n# more\n\n? Why?\n! none", known)
	if err != nil || len(good) != 2 || len(good[0].facts) != 2 || len(good[0].articles) != 2 || !good[1].unanswered {
		t.Errorf("got %+v, %v", good, err)
	}
	for text, want := range map[string]string{
		"? Who?\n= x\n":                      "line 3: the question of line 1 has no article",
		"? Who?\n@ a\n":                      "line 3: the question of line 1 has no fact",
		"? Who?":                             "line 1: the question of line 1 has no fact",
		"\n= x\n":                            "line 2: no question",
		"? Who?\n= x\n@ a\n? Why?\n! none\n": "line 4: no blank line",
		"? Who?\n= x(\n@ a\n":                "line 2: error parsing regexp",
		"? Who?\n= x\n@ c\n":                 "line 3: no article c",
		"? Who?\n= x\n@ a\n@ b\n":            "line 4: a second line",
		"? Who?\n! no\n":                     "line 2: want \"! none\"",
		"? Who?\n! none\n= x\n":              "line 4: the question of line 1 is unanswerable",
		"? Who?\nnote\n":                     "line 2: begins with none of",
		"?\n":                                "line 1: nothing stands after ?",
		"? Who?\n! none\n\n? Who?\n! none\n": "line 4: the question stands in line 1",
		"? Who?\n=x\n@ a\n":                  "line 2: begins with none of",
	} {
		if _, err := parseGolden(text, known); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

// goldens are the questions of testdata/questions.txt.
func goldens(t testing.TB, s *rag.Snapshot) []golden {
	t.Helper()
	text, err := os.ReadFile("testdata/questions.txt")
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, a := range s.Articles() {
		ids[a.ID] = true
	}
	all, err := parseGolden(string(text), func(id string) bool { return ids[id] })
	if err != nil {
		t.Fatalf("testdata/questions.txt: %v", err)
	}
	return all
}
