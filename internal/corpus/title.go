package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	titleMax  = 150 // characters of the longest line that is taken for a title
	titleDeep = 25  // units from the top among which a title is looked for
)

// findTitle is the title that stands in the text, or "": the line that stands
// more than once near the top, else the first line where it looks like a
// title, else the end of the menu. A line that is all there is, is no title.
func (p *page) findTitle() string {
	if s := p.repeated(); s != "" {
		return s
	}
	first := p.next(0)
	if first < len(p.units) && p.next(first+1) < len(p.units) && p.titleLike(p.units[first]) {
		return p.label(p.units[first])
	}
	return p.crumb
}

// repeated is the first line near the top that looks like a title and stands
// there again, or "".
func (p *page) repeated() string {
	near := p.units[:min(len(p.units), titleDeep)]
	for i, u := range near {
		if !p.titleLike(u) || wordCount(p.label(u)) < 3 {
			continue
		}
		s := p.label(u)
		if sameLine(s, p.crumb) {
			return s
		}
		for _, other := range near[i+1:] {
			if other.kind != skipped && sameLine(s, p.label(other)) {
				return s
			}
		}
	}
	return ""
}

// titleLike tells whether a unit looks like a title.
func (p *page) titleLike(u unit) bool {
	if u.kind != prose && u.kind != heading {
		return false
	}
	s := p.label(u)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "“\"‘'"))
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, closers))
	if utf8.RuneCountInString(s) > titleMax || unicode.IsLower(first) || !wordy(s) {
		return false
	}
	return u.kind == heading || wordCount(s) >= 2 && !strings.ContainsRune(".…:;,", last)
}

// dropTitle passes over the lines that only repeat the title.
func (p *page) dropTitle(title string) {
	if title == "" {
		return
	}
	for i, u := range p.units {
		if u.kind < skipped && u.kind != code && u.Len() <= 4*titleMax && sameLine(title, p.label(u)) {
			p.drop(i)
		}
	}
}

// titleOfName makes a title of a file's name: "talks-resume" is "Talks resume".
func titleOfName(id string) string {
	words := strings.FieldsFunc(id, func(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) })
	title := strings.Join(words, " ")
	if title == "" {
		return id
	}
	r, n := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(r)) + title[n:]
}
