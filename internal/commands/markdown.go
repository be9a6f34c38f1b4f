package commands

import (
	"fmt"
	"regexp"
	"strings"

	"talksbot/internal/rag"
)

// Markdown is an answer in Discord's Markdown, a statement a line: its label
// and a colon where it has one, and its quotes, each with the marker [n] of its
// citation behind it. The sources are not listed. Everything that comes from an
// article is escaped, so it shows as it stands there and does nothing: it sets
// no type, mentions nobody and looks like no marker.
func Markdown(a rag.Answer) string {
	if a.Abstained() {
		return Escape(a.Abstention())
	}
	return statements(a.Lines())
}

// Translation is the translation of an answer in the same form, "" where there is
// none.
func Translation(a rag.Answer) string { return statements(a.Translation()) }

func statements(of []rag.Line) string {
	var lines []string
	for _, l := range of {
		var parts []string
		if l.Text != "" {
			parts = append(parts, Escape(l.Text))
		}
		for _, c := range l.Citations {
			part := fmt.Sprintf("[%d]", c.N)
			if l.Text == "" {
				part = Escape(c.Quote()) + " " + part
			}
			parts = append(parts, part)
		}
		line := strings.Join(parts, " ")
		if l.Label != "" {
			line = Escape(l.Label) + ": " + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

var (
	// opening is what has a meaning at the beginning of a line: headings,
	// quotations, lists. The last character is the one to be escaped.
	opening = regexp.MustCompile(`^(?:[-#>+]|[0-9]+[.)])`)

	// mention is what would call people. The spaces of no width keep the
	// escaping reversible for a text that has some of its own.
	mention = regexp.MustCompile(`(?i)@(\x{200b}*(?:everyone|here|[!&]?[0-9]))`)
)

// Escape is the text on one line, with nothing in it that Discord would take
// for Markdown or a mention. A mention is broken by a space of no width, for
// Discord looks for it before it looks at backslashes.
func Escape(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	text = backslashed(text)
	if m := opening.FindString(text); m != "" {
		text = m[:len(m)-1] + `\` + text[len(m)-1:]
	}
	if !strings.Contains(text, "@") { // most have none, and looking closer is slow
		return text
	}
	return mention.ReplaceAllString(text, "@\u200b$1")
}

var (
	escaped = regexp.MustCompile(`\\(.)`)
	broken  = regexp.MustCompile(`(?i)@\x{200b}(\x{200b}*(?:everyone|here|[!&]?[0-9]))`)
)

// Unescape gives back the text that Escape was given, but for its white space.
func Unescape(text string) string {
	return escaped.ReplaceAllString(broken.ReplaceAllString(text, "@$1"), "$1")
}

// special are characters with a meaning wherever they stand, paired those that
// have one only beside another of the same.
const (
	special = "\\*_`[]<"
	paired  = "~|"
)

// backslashed puts a backslash before all that has a meaning wherever it stands.
// Whole answers are laid out by it, and cut where they still fit when it is done,
// so it looks at each byte once.
func backslashed(text string) string {
	if !strings.ContainsAny(text, special+paired) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 16)
	for i := range len(text) {
		c := text[i]
		twice := i > 0 && text[i-1] == c || i+1 < len(text) && text[i+1] == c
		if strings.IndexByte(special, c) >= 0 || twice && strings.IndexByte(paired, c) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}
