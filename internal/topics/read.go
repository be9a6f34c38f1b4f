package topics

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"talksbot/internal/nearest"
)

// Parse reads a file. The path is what the file is called in mistakes, and
// reserved are the names of commands that the program has of its own. The error
// is of type Mistakes.
func Parse(path string, data []byte, reserved []string) (*Set, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	r := &reader{path: path, reserved: reserved, set: &Set{}}
	r.parser.Reset(data)
	if !utf8.Valid(data) {
		return nil, Mistakes{{Path: path, Line: badLine(data), What: "this is not UTF-8: save the file as UTF-8"}}
	}
	r.read()
	if m := malformed(path, data); m != nil && !r.said(m.Line) {
		// What follows is not read, so what is missing may stand there.
		r.mistakes = append(r.mistakes, *m)
		return nil, r.mistakes.sorted()
	}
	return r.finish()
}

// badLine is the first line that is not UTF-8.
func badLine(data []byte) int {
	n := 1
	for line := range bytes.Lines(data) {
		if !utf8.Valid(line) {
			break
		}
		n++
	}
	return n
}

// malformed finds what makes the text no TOML at all, nil if it is TOML.
func malformed(path string, data []byte) *Mistake {
	var ignored map[string]any
	err := toml.Unmarshal(data, &ignored)
	if err == nil {
		return nil
	}
	m := &Mistake{Path: path, Line: 1, What: `this is not TOML: write each key as key = value, text in "quotes", and each command below a line [[command]]`}
	var where *toml.DecodeError
	if errors.As(err, &where) {
		m.Line, _ = where.Position()
		if key := where.Key(); len(key) > 0 {
			m.What = fmt.Sprintf("%s stands here a second time: keep one of the two", strings.Join(key, "."))
		}
	}
	return m
}

// reader walks through a file. The decoder of the library stops at the first
// wrong value and forgets where keys stood; this one goes on.
type reader struct {
	path      string
	reserved  []string
	parser    unstable.Parser
	set       *Set
	questions []question
	keys      []key // of the table that is being read; none in one that nobody knows
	table     string
	begun     bool // a table has begun
	notes     notes
	mistakes  Mistakes
}

// said tells whether a mistake on that line is known: [party] beside [[party]] is
// one, and need not be told as a second one.
func (r *reader) said(line int) bool {
	return slices.ContainsFunc(r.mistakes, func(m Mistake) bool { return m.Line == line })
}

// read goes through the expressions as far as they are TOML.
func (r *reader) read() {
	for r.parser.NextExpression() {
		switch e := r.parser.Expression(); e.Kind {
		case unstable.KeyValue:
			r.keyValue(e)
		case unstable.Table, unstable.ArrayTable:
			r.begin(e)
		}
	}
}

// tables are those that a file may have, each any number of times.
var tables = [...]string{"command", "command.option", "command.stance", "party"}

// begin begins a table.
func (r *reader) begin(e *unstable.Node) {
	name := strings.Join(keyOf(e), ".")
	line := r.lineOf(e)
	r.table, r.keys, r.begun = "", nil, true
	switch {
	case !slices.Contains(tables[:], name):
		r.wrong(line, "there is no table %s%s", name, meant(nearest.Word(name, tables[:]), tables[:]))
	case e.Kind == unstable.Table:
		r.wrong(line, "[%s] can stand only once: write [[%s]]", name, name)
	case strings.HasPrefix(name, "command.") && len(r.set.Commands) == 0:
		r.wrong(line, "[[%s]] belongs to no command: write it below a [[command]]", name)
	default:
		r.table = name
		r.keys = r.open(name, line)
	}
}

// keyValue sets one key of the table that is being read.
func (r *reader) keyValue(e *unstable.Node) {
	name, line := strings.Join(keyOf(e), "."), r.lineOf(e)
	if r.table == "" {
		if !r.begun {
			r.wrong(line, "%s belongs to no table: write it below [[command]] or [[party]]", name)
		}
		return
	}
	var names []string
	for _, k := range r.keys {
		names = append(names, k.name)
		if k.name == name {
			if !k.set(e.Value()) {
				r.wrong(line, "%s must be %s", name, k.want)
			}
			r.notes.at(k.id(name), line)
			return
		}
	}
	r.wrong(line, "[[%s]] has no key %s%s", r.table, name, meant(nearest.Word(name, names), names))
}

func (r *reader) wrong(line int, format string, args ...any) {
	r.mistakes = append(r.mistakes, Mistake{Path: r.path, Line: line, What: fmt.Sprintf(format, args...)})
}

func (r *reader) lineOf(e *unstable.Node) int {
	it := e.Key()
	if !it.Next() {
		return 1
	}
	return r.parser.Shape(it.Node().Raw).Start.Line
}

func keyOf(e *unstable.Node) []string {
	var all []string
	for it := e.Key(); it.Next(); {
		all = append(all, string(it.Node().Data))
	}
	return all
}

// meant suggests one name, or all of them where none is near.
func meant(word string, all []string) string {
	if word == "" {
		return ": there are " + strings.Join(all, ", ")
	}
	return ": did you mean " + word + "?"
}
