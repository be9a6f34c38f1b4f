package commands

import (
	"fmt"
	"strings"
	"unicode"

	"talksbot/internal/nearest"
	"talksbot/internal/rag"
)

// List is what can be asked for at one moment.
type List []Command

// Of is what a collection can be asked: the program's own commands, and those
// that belong to the collection.
func Of(s *rag.Snapshot) List {
	return append(Table(), Topics(s.Topics())...)
}

// Parse takes "/name rest" apart. What does not begin with a slash is a
// question for /ask.
func (l List) Parse(text string) (Command, string, error) {
	text = strings.TrimSpace(text)
	name, rest := "ask", text
	if strings.HasPrefix(text, "/") {
		name, rest = text[1:], ""
		if i := strings.IndexFunc(name, unicode.IsSpace); i >= 0 {
			name, rest = name[:i], strings.TrimSpace(name[i:])
		}
	}
	c, err := l.Find(name)
	return c, rest, err
}

// Parse takes a text apart with the program's own commands alone.
func Parse(text string) (Command, string, error) { return List(Table()).Parse(text) }

// Find is the program's own command of that name.
func Find(name string) (Command, error) { return List(Table()).Find(name) }

// Find is the command of that name, in whatever case. The error lists the
// commands there are and suggests the nearest.
func (l List) Find(name string) (Command, error) {
	var names []string
	for _, c := range l {
		if strings.EqualFold(c.Name, name) {
			return c, nil
		}
		names = append(names, "/"+c.Name)
	}
	name = "/" + shortened(name)
	hint, there := "", "there"
	if word := nearest.Word(strings.ToLower(name), names); word != "" {
		hint, there = fmt.Sprintf("did you mean %s? ", word), "There"
	}
	return Command{}, usagef("there is no command %q: %s%s are %s", name, hint, there, strings.Join(names, ", "))
}

// Mistyped tells whether a single word is nearly the name of a command, and such
// that nobody writes it for anything else: it is joined of several.
func (l List) Mistyped(word string) bool {
	var names []string
	for _, c := range l {
		if strings.ContainsAny(c.Name, "-_") {
			names = append(names, c.Name)
		}
	}
	return strings.ContainsAny(word, "-_") && nearest.Word(strings.ToLower(word), names) != ""
}

// shortened keeps a message readable where somebody pastes a page.
func shortened(name string) string {
	const most = 40
	if letters := []rune(name); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return name
}

// UsageError is a sentence for the person who asked: what they wrote cannot be
// done. Other errors are nothing that they could mend.
type UsageError string

func (e UsageError) Error() string { return string(e) }

func usagef(format string, args ...any) error { return UsageError(fmt.Sprintf(format, args...)) }
