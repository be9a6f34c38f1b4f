package main

import (
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// maxWidth is the widest a line gets, in columns: longer ones are hard to read.
const maxWidth = 100

// page lays out replies for people. Styles are empty where the output is no
// terminal, or NO_COLOR is set.
type page struct {
	width  int // in columns
	strong lipgloss.Style
	dim    lipgloss.Style
	marker lipgloss.Style
	none   lipgloss.Style // of an answer that there is none
}

func newPage(w io.Writer) page {
	r := lipgloss.NewRenderer(w)
	return page{
		width:  width(w),
		strong: r.NewStyle().Bold(true),
		dim:    r.NewStyle().Faint(true),
		marker: r.NewStyle().Foreground(lipgloss.ANSIColor(6)),
		none:   r.NewStyle().Foreground(lipgloss.ANSIColor(3)),
	}
}

// width is that of the terminal within sensible limits. Where there is none it is
// what COLUMNS says, as for other programs, or 80.
func width(w io.Writer) int {
	columns := 0
	if f, ok := w.(*os.File); ok {
		columns, _, _ = term.GetSize(f.Fd())
	}
	if columns <= 0 {
		columns, _ = strconv.Atoi(os.Getenv("COLUMNS"))
	}
	if columns <= 0 {
		return 80
	}
	return min(maxWidth, max(20, columns))
}

// stuck is a space at which a line is not broken. No text has one of its own,
// for clean makes it a common one.
const stuck = "\u00a0"

// hang wraps a text to the page, the first line after the lead and the others
// below its beginning.
func (p page) hang(lead, text string) string {
	indent := ansi.StringWidth(lead)
	if indent > p.width/2 { // many markers: they go with the text
		lead, text, indent = "", lead+text, 0
	}
	text = ansi.Wrap(text, p.width-indent, "")
	text = strings.ReplaceAll(text, stuck, " ")
	return lead + strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", indent)) + "\n"
}
