package picture

import (
	"cmp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"talksbot/internal/commands"
	"talksbot/internal/topics"
)

// Picture is what a picture shows. One of Board and Timeline is there.
type Picture struct {
	Title    string    // the question
	AsOf     string    // "As of 13 May 2025", "" where nothing limits the answer
	Board    *Board    `json:",omitempty"`
	Timeline *Timeline `json:",omitempty"`
	Alt      string    // the same in words, at most MaxAlt characters
}

// Of is the picture of an answer. There is none, and false, where the command
// wants none, and where there is nothing to compare: a picture of one person or
// one day would say less than the line of text that it stands beside.
func Of(g commands.Grouped) (Picture, bool) {
	if g.Topic == nil || !g.Topic.Picture {
		return Picture{}, false
	}
	p := Picture{Title: tidy(cmp.Or(g.Answer.Understood(), g.Answer.Question()))}
	if d := g.Answer.AsOf(); !d.IsZero() {
		p.AsOf = "As of " + d.Day()
	}
	switch g.Topic.Gather {
	case topics.Stances:
		p.Board = boardOf(g.Groups, g.Topic.Stances)
	case topics.Dates:
		p.Timeline = timelineOf(g.Groups, g.More)
	}
	if p.Board == nil && p.Timeline == nil {
		return Picture{}, false
	}
	p.Alt = p.words()
	return p, true
}

// tidy is foreign text on one line, composed, and without what is not seen: it
// would have no glyph.
func tidy(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFC.String(text))
	return strings.Join(strings.Fields(text), " ")
}

// Texts are all foreign texts that are drawn.
func (p Picture) Texts() []string {
	all := []string{p.Title}
	if b := p.Board; b != nil {
		for _, r := range b.Rows {
			all = append(all, r.Name)
		}
		for _, k := range b.Stances {
			all = append(all, k.Name)
		}
	}
	if t := p.Timeline; t != nil {
		for _, e := range t.Events {
			all = append(all, e.Quote)
		}
	}
	return all
}
