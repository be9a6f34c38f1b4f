package corpus

import (
	"fmt"
	"regexp"
	"strings"

	"talksbot/internal/nearest"
)

// hintFor is what the person who put an article there probably did not mean: it
// has no date, and its file holds one, at a place where none is read. The article
// is served all the same.
func hintFor(a *Article) *Problem {
	if !a.Published.IsZero() || pageEnding(a.Path) {
		return nil
	}
	block, _, state := frontMatterBlock(a.Text)
	hint := unfenced(a.Text)
	if state == blockClosed {
		hint = otherKey(block)
	}
	if hint != nil {
		hint.Path = a.Path
	}
	return hint
}

// otherKey finds a date under another key than that which is read.
func otherKey(block string) *Problem {
	entries, _ := parseMapping(block)
	for _, e := range entries {
		key := strings.ToLower(e.key)
		meant := key == "date" || nearest.Word(key, []string{"published"}) != ""
		if !meant || readKey(e.key) || !e.scalar || !strings.ContainsAny(e.value, "0123456789") {
			continue
		}
		value := "2025-05-13"
		if date, err := ParseDate(e.value); err == nil {
			value = date.String()
		}
		return &Problem{Line: e.line, What: fmt.Sprintf("the article has no date, for %.40q is no key that is read", e.key), Mend: "write published: " + value}
	}
	return nil
}

// keyLine is a line that might stand in front matter.
var keyLine = regexp.MustCompile(`(?i)^(?:title|publisher|published|published_inferred|url|date)\s*[:=]\s*\S`)

// unfenced finds front matter that nothing sets off from the article.
func unfenced(text string) *Problem {
	first, next := cutLine(strings.TrimPrefix(text, byteOrderMark), 0)
	second, _ := cutLine(strings.TrimPrefix(text, byteOrderMark), next)
	mend := "put a line of --- above it and one below"
	switch {
	case keyLine.MatchString(first) && keyLine.MatchString(second):
	case first == "+++" && keyLine.MatchString(second):
		mend = "write --- for +++, and key: value below"
	default:
		return nil
	}
	return &Problem{Line: 1, What: "the article has no date, and what looks like front matter is read as its text", Mend: mend}
}
