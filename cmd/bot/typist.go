package main

import (
	"errors"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/peterh/liner"

	"talksbot/internal/commands"
)

// typist is whoever writes the lines of a conversation.
type typist interface {
	line() (string, error) // io.EOF at the end, errCleared after Ctrl-C
	interactive() bool     // a person at a terminal
	failure() error        // what a line that failed comes to in the end
	close()
}

// errCleared means that the line was given up.
var errCleared = errors.New("the line was cleared")

// typist is a person where both ends are the terminal, and a script else.
// The table gives the commands that a line may be.
func (p *program) typist(keep bool, table func() commands.List) typist {
	if in, ok := p.stdin.(*os.File); !ok || in != os.Stdin || !term.IsTerminal(in.Fd()) {
		return script{p, p.input()}
	}
	if out, ok := p.stdout.(*os.File); !ok || out != os.Stdout || !term.IsTerminal(out.Fd()) {
		return script{p, p.input()}
	}
	return newPerson(p, keep, table)
}

// script reads standard input.
type script struct {
	p     *program
	lines <-chan line
}

func (s script) line() (string, error) {
	select {
	case l := <-s.lines:
		return l.text, l.err
	case <-s.p.ctx.Done():
		return "", s.p.ctx.Err()
	}
}

func (script) interactive() bool { return false }
func (script) failure() error    { return errLinesFailed }
func (script) close()            {}

// person types at the terminal.
type person struct {
	p       *program
	editor  *liner.State
	history *history // nil where none is kept
}

func newPerson(p *program, keep bool, table func() commands.List) *person {
	t := &person{p: p, editor: liner.NewLiner()}
	t.editor.SetCtrlCAborts(true)
	t.editor.SetMultiLineMode(true)
	t.editor.SetBeep(false)
	t.editor.SetCompleter(func(start string) []string { return completions(table(), start) })
	t.editor.SetTabCompletionStyle(liner.TabPrints)
	if keep {
		t.history = openHistory()
		for _, l := range t.history.lines() {
			t.editor.AppendHistory(l)
		}
	}
	p.note(`Ask, then ask on: "why?". /help helps, Ctrl-D ends.`)
	return t
}

// line reads a line beside the waiting for a signal, which would else leave the
// terminal as the editor needs it.
func (t *person) line() (string, error) {
	typed := make(chan line, 1)
	go func() {
		text, err := t.editor.Prompt("> ")
		typed <- line{text, err}
	}()
	select {
	case l := <-typed:
		return t.typed(l)
	case <-t.p.ctx.Done():
		return "", t.p.ctx.Err()
	}
}

func (t *person) typed(l line) (string, error) {
	switch {
	case errors.Is(l.err, liner.ErrPromptAborted):
		return "", errCleared
	case l.err == io.EOF:
		_, _ = io.WriteString(t.p.stdout, "\n") // the shell's prompt goes below
		return "", io.EOF
	case l.err != nil:
		return "", l.err
	}
	if text := strings.TrimSpace(l.text); text != "" {
		t.editor.AppendHistory(text)
		t.history.add(text)
	}
	return l.text, nil
}

func (*person) interactive() bool { return true }
func (*person) failure() error    { return nil }

func (t *person) close() { _ = t.editor.Close() }

// completions are the commands that a line may become.
func completions(table commands.List, start string) []string {
	var found []string
	names := make([]string, 0, 8)
	for _, c := range table {
		name := "/" + c.Name
		if c.Takes != "" || len(c.Options) > 0 {
			name += " "
		}
		names = append(names, name)
	}
	for _, c := range ownCommands {
		names = append(names, c.name)
	}
	for _, name := range names {
		if start != "" && strings.HasPrefix(name, strings.ToLower(start)) {
			found = append(found, name)
		}
	}
	return found
}
