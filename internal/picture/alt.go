package picture

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// MaxAlt is how long the text in place of a picture may be, in UTF-16 code units
// as Discord's clients count.
const MaxAlt = 1024

// words are the picture in words, as many as fit: first all of it, then shorter,
// at last the beginning with the number of what is left out.
func (p Picture) words() string {
	head := p.Title
	if p.AsOf != "" {
		head += " (" + p.AsOf + ")"
	}
	head = beginningOf(head, MaxAlt/4)
	var forms [][]string
	switch {
	case p.Board != nil:
		forms = [][]string{p.Board.lines(Row.history), p.Board.lines(Row.newest)}
	default:
		for most := mostQuote; most >= 40; most -= 10 {
			forms = append(forms, p.Timeline.lines(most))
		}
	}
	for _, lines := range forms {
		if text := head + "\n" + strings.Join(lines, "\n"); units(text) <= MaxAlt {
			return strings.TrimSpace(text)
		}
	}
	return shortened(head, forms[len(forms)-1])
}

// shortened drops lines from behind the first and before the last, which says how
// much has no place in the picture.
func shortened(head string, lines []string) string {
	for n := len(lines) - 1; n > 0; n-- {
		text := fmt.Sprintf("%s\n%s\n… and %d more lines", head, strings.Join(lines[:n], "\n"), len(lines)-n)
		if units(text) <= MaxAlt {
			return text
		}
	}
	return head
}

func units(text string) int { return len(utf16.Encode([]rune(text))) }

// lines say where each one stands.
func (b *Board) lines(row func(Row, *Board) string) []string {
	var lines []string
	for _, r := range b.Rows {
		lines = append(lines, r.Name+": "+row(r, b))
	}
	if b.More > 0 {
		lines = append(lines, More(b.More))
	}
	return lines
}

// More says how many have no row.
func More(n int) string { return fmt.Sprintf("and %d more", n) }

// history is all that a row shows: "13 May 2025 undecided; 15 May attending". The
// year stands where it is another than the day's before.
func (r Row) history(b *Board) string {
	var parts []string
	year := ""
	for i, c := range r.Cells {
		if c.Stance == None {
			continue
		}
		d := b.Days[i]
		when := d.Name
		if d.Year != year {
			when += " " + d.Year
		}
		if d.Before {
			when = "before " + when
		}
		year = d.Year
		parts = append(parts, when+" "+b.said(c))
	}
	return strings.Join(parts, "; ")
}

// newest is where somebody stands by the newest day alone.
func (r Row) newest(b *Board) string {
	for i := len(r.Cells) - 1; i >= 0; i-- {
		if r.Cells[i].Stance != None {
			return b.said(r.Cells[i])
		}
	}
	return ""
}

// said is a cell in words.
func (b *Board) said(c Cell) string {
	if c.Disputed {
		return b.Stances[c.Stance].Name + ", " + Disputed
	}
	return b.Stances[c.Stance].Name
}

// Disputed says in a word that sources differ.
const Disputed = "disputed"

// lines say what happens when, with so many characters of each quote.
func (t *Timeline) lines(most int) []string {
	var lines []string
	if t.Earlier > 0 {
		lines = append(lines, Earlier(t.Earlier))
	}
	for _, e := range t.Events {
		lines = append(lines, fmt.Sprintf("%s: “%s”%s", e.Name, beginningOf(e.Quote, most), e.source()))
	}
	return lines
}

// source says when a quote was published, in brackets.
func (e Event) source() string {
	if e.Said == "" {
		return " (no date)"
	}
	return " (published " + e.Said + ")"
}

// Earlier says how many days have no place.
func Earlier(n int) string {
	if n == 1 {
		return "1 earlier date"
	}
	return fmt.Sprintf("%d earlier dates", n)
}
