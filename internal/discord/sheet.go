package discord

import (
	"fmt"
	"strings"
)

// The colours of embeds. What they tell is also said in words.
const (
	blue  = 0x2b6cb0 // an answer
	grey  = 0x8a919c // no answer, and what stands beside one
	green = 0x2f855a // done
	amber = 0xd69e2e // look here
)

// sheet is what a reply says, in Markdown line by line, before it takes the form
// of embeds or of plain text.
type sheet struct {
	sections []section
	foot     string // what it is and of which revision; no Markdown
	whole    bool   // nothing is left out, however many messages it takes
}

// section is a part of a sheet that looks like one thing: an embed, or some
// paragraphs.
type section struct {
	mark   string // says what it is, no Markdown; "" for an answer
	title  string // foreign text; "" for none
	asked  bool   // the title is what a person wrote
	link   string // of the title, checked; "" for none
	colour int
	lines  []line
}

// line is one line of Markdown.
type line struct {
	runs  []run
	gap   bool // an empty line stands before it
	stick bool // it stays with the line behind it
	veil  bool // it is a spoiler: a click shows it
}

// run is a part of a line, one of the two.
type run struct {
	ours   string // Markdown, never cut
	theirs string // of an article: escaped when it is shown, cut where it is too long
}

// ours is a line of Markdown that is short enough never to be cut.
func ours(markdown string) line { return line{runs: []run{{ours: markdown}}} }

// small is a line that is less important than the others.
func small(format string, args ...any) line { return ours("-# " + fmt.Sprintf(format, args...)) }

func (l line) apart() line      { l.gap = true; return l }
func (l line) sticky() line     { l.stick = true; return l }
func (l line) of(r ...run) line { l.runs = append(l.runs, r...); return l }

func (l line) String() string {
	var b strings.Builder
	for _, r := range l.runs {
		b.WriteString(r.ours + shown(r.theirs))
	}
	return l.veiled(b.String())
}

// veil is what stands around a spoiler. Of a foreign text two such signs are
// escaped.
const veil = "||"

// veiled is a text of the line, or a piece of it, behind its veil.
func (l line) veiled(text string) string {
	if !l.veil {
		return text
	}
	return veil + text + veil
}

// maxMessages is how many messages a reply may take that is no answer: a channel
// is not flooded.
const maxMessages = 5

// most is how many of the messages that a sheet takes are sent.
func (s sheet) most(messages int) int {
	if s.whole {
		return messages
	}
	return min(messages, maxMessages)
}

// footOf is the foot of a message, with the part of the reply that it is.
func (s sheet) footOf(i, of int) string { return s.foot + part(i, s.most(of), of) }

func part(i, sent, of int) string {
	switch {
	case of == 1:
		return ""
	case i == sent-1 && sent < of:
		return fmt.Sprintf(" · part %d of %d, the others are left out", i+1, of)
	}
	return fmt.Sprintf(" · part %d of %d", i+1, of)
}

// render lays out a sheet in the form that the occasion allows.
func (s sheet) render(plain bool) []message {
	if plain {
		return s.texts()
	}
	return s.embeds()
}

// held is how many of some lines, from the first on, one message holds.
func held(lines []line, plain bool) int {
	room := listEmbeds
	if plain {
		room = listText
	}
	for i, l := range lines {
		if room -= length(l.String()) + len("\n"); room < 0 {
			return i
		}
	}
	return len(lines)
}
