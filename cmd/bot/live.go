package main

import (
	"io"

	"talksbot/internal/commands"
	"talksbot/internal/rag"
)

// liveAnswer prints an answer while a language model writes it: each sentence as
// soon as it is verified.
type liveAnswer struct {
	page  page
	w     io.Writer
	shown int // lines
	err   error
}

// show prints the lines that are new.
func (l *liveAnswer) show(a rag.Answer) {
	if l.shown == 0 {
		l.print(l.page.head(a))
	}
	for _, line := range a.Lines()[l.shown:] {
		l.print(l.page.hang("• ", l.page.statement(line)))
		l.shown++
	}
}

// finish completes what was printed, and tells whether that is the answer. Where
// another one stands in its place, the lines before it are taken back in words.
func (l *liveAnswer) finish(b commands.Body) bool {
	answered, ok := b.(commands.Answered)
	if l.shown == 0 || !ok {
		return false
	}
	if a := answered.Answer; a.Mode() == rag.Generated && len(a.Lines()) == l.shown {
		l.print(l.page.proof(a))
		return true
	}
	l.print("\n" + l.page.hang("", l.page.none.Render("The language model did not come to an answer that holds. In place of the above:")) + "\n")
	return false
}

func (l *liveAnswer) print(text string) {
	if _, err := io.WriteString(l.w, text); l.err == nil {
		l.err = err
	}
}
