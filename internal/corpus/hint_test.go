package corpus

import (
	"testing"
	"testing/fstest"
)

func TestHints(t *testing.T) {
	for text, want := range map[string]string{
		"---\ndate: 2024-02-03\n---\n":                          `a.md:2: the article has no date, for "date" is no key that is read: write published: 2024-02-03`,
		"---\r\ntitle: A b\r\nPublised: 3 May\r\n---\r\n":       `a.md:3: the article has no date, for "Publised" is no key that is read: write published: 2025-05-13`,
		"---\npublished_at: 2024-02-03T10:00:00Z\n---\n":        `a.md:2: the article has no date, for "published_at" is no key that is read: write published: 2024-02-03T10:00:00Z`,
		"---\ndate: 2024-02-03\npublished: 2024-02-04\n---\n":   "",
		"---\npublished: \nauthor: A\ntags: [date]\n---\n":      "",
		"---\npublisher: Radio 4\ndate: [1, 2]\n---\n":          "",
		"title: A b\npublished: 2024-02-03\n\n":                 "a.md:1: the article has no date, and what looks like front matter is read as its text: put a line of --- above it and one below",
		"\ufeffTitle: A b\nDate: 3 May\n\n":                     "a.md:1: the article has no date, and what looks like front matter is read as its text: put a line of --- above it and one below",
		"+++\ntitle = \"A b\"\ndate = 2024-02-03\n+++\n\n":      "a.md:1: the article has no date, and what looks like front matter is read as its text: write --- for +++, and key: value below",
		"Title: how the mediators lost\n\n":                     "",
		"Date: it was a day of dates.\nThe mediators left.\n\n": "",
		"": "",
	} {
		c, err := Load(fstest.MapFS{"a.md": {Data: []byte(text + prosePara)}}, "here")
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		got := ""
		for _, hint := range c.Hints {
			got += hint.String()
		}
		if got != want || len(c.Articles) != 1 || len(c.Problems) != 0 {
			t.Errorf("%q: %d articles, problems %v, and\n%s\nwant\n%s", text, len(c.Articles), c.Problems, got, want)
		}
	}
}
