package topics

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"unicode/utf8"
)

// What Discord takes.
const (
	maxDescription = 100 // characters, of a choice too
	maxOptions     = 25  // as_of and private among them, which every command has
	maxChoices     = 25
	maxCommands    = 80 // of 100, for the program's own and those of admins

	// The characters of a command's names, descriptions and choices, each in the
	// language in which it is longest; some are kept for the shared options.
	maxText = 8000 - 300
)

// shared are the options that every command has of itself.
var shared = [...]string{"as_of", "private"}

// locales are those that Discord knows.
var locales = strings.Fields(`id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko he ar`)

var namePattern = regexp.MustCompile(`^[-_\p{L}\p{N}]{1,32}$`)

// question is the template of a command, as it is written.
type question struct {
	command int
	text    string
}

// finish checks what has been read as a whole.
func (r *reader) finish() (*Set, error) {
	if len(r.set.Commands) == 0 && len(r.mistakes) == 0 {
		r.wrong(0, "it defines no command: write [[command]] with a name, a description and a question below")
	}
	if len(r.set.Commands) > maxCommands {
		r.wrong(0, "it defines %d commands: Discord leaves room for %d", len(r.set.Commands), maxCommands)
	}
	for i := range r.set.Commands {
		r.checkCommand(i)
	}
	r.checkTranslations()
	r.checkParties()
	if len(r.mistakes) > 0 {
		return nil, r.mistakes.sorted()
	}
	return r.set, nil
}

// missing tells whether a key has not been written at all: what is wrong with
// one that has has been said.
func (r *reader) missing(at place, name string) bool {
	_, ok := r.notes[noteID{at, name}]
	return !ok
}

// line is where a key of a value stands, or the value where the key does not.
func (r *reader) line(at place, name string) int {
	if n, ok := r.notes[noteID{at, name}]; ok {
		return n
	}
	return r.notes[noteID{at, ""}]
}

func (r *reader) checkCommand(i int) {
	c := &r.set.Commands[i]
	at := place{command: i, kind: "command"}
	r.checkNamed(at, "command", c.Name, c.Description, c.Names, c.Descriptions)
	for j := range i {
		if c.Name != "" && r.set.Commands[j].Name == c.Name {
			r.wrong(r.line(at, "name"), "there is a command %s on line %d already: give one of the two another name", c.Name, r.line(place{command: j, kind: "command"}, "name"))
		}
	}
	if slices.Contains(r.reserved, c.Name) {
		r.wrong(r.line(at, "name"), "/%s is a command of the program: choose another name", c.Name)
	}
	if c.Gather == "" {
		c.Gather = Answers
	}
	if c.Group == "" {
		c.Group = groupings[c.Gather][0]
	}
	r.checkGrouping(at, c)
	r.checkPicture(at, c)
	r.checkOptions(i)
	r.checkStances(i)
	r.checkQuestion(at, c)
	if n := c.characters(); n > maxText {
		r.wrong(r.line(at, ""), "/%s has %d characters in its names, descriptions and choices: Discord takes %d, so shorten some or leave choices out", c.Name, n, maxText)
	}
}

// characters counts as Discord does: each text in the language in which it is
// longest.
func (c *Command) characters() int {
	longest := func(text string, translated Translations) int {
		n := utf8.RuneCountInString(text)
		for _, t := range translated {
			n = max(n, utf8.RuneCountInString(t))
		}
		return n
	}
	n := longest(c.Name, c.Names) + longest(c.Description, c.Descriptions)
	for _, o := range c.Options {
		n += longest(o.Name, o.Names) + longest(o.Description, o.Descriptions)
		for _, choice := range o.Choices {
			n += 2 * utf8.RuneCountInString(choice) // it is the name and the value
		}
	}
	return n
}

// checkTranslations finds commands, and options of a command, that are called the
// same in a language: Discord refuses them all.
func (r *reader) checkTranslations() {
	var commands []translatable
	for _, name := range r.reserved {
		commands = append(commands, translatable{name: name})
	}
	for i, c := range r.set.Commands {
		commands = append(commands, translatable{c.Name, c.Names, r.line(place{command: i, kind: "command"}, "names")})
	}
	r.checkApart("/", commands)
	for i, c := range r.set.Commands {
		var options []translatable
		for _, name := range shared {
			options = append(options, translatable{name: name})
		}
		for j, o := range c.Options {
			options = append(options, translatable{o.Name, o.Names, r.line(place{command: i, part: j, kind: "command.option"}, "names")})
		}
		r.checkApart("the option ", options)
	}
}

// translatable is something with a name in several languages.
type translatable struct {
	name  string
	names Translations
	line  int
}

func (r *reader) checkApart(what string, all []translatable) {
	for i, t := range all {
		for _, l := range sortedLocales(t.names) {
			for j, o := range all {
				theirs, translated := o.names[l]
				if !translated {
					theirs = o.name
				}
				if i == j || theirs != t.names[l] || translated && j > i {
					continue // the later of the two is named
				}
				r.wrong(t.line, "in %s %s%s is called %s, as %s%s is: give one of the two another name", l, what, t.name, t.names[l], what, o.name)
			}
		}
	}
}

// checkNamed checks what commands and options have in common.
func (r *reader) checkNamed(at place, what, name, description string, names, descriptions Translations) {
	if r.missing(at, "name") {
		r.wrong(r.line(at, ""), `this %s has no name: write name = "…"`, what)
	}
	r.checkName(r.line(at, "name"), name)
	if r.missing(at, "description") {
		r.wrong(r.line(at, ""), `%s has no description: write description = "…"`, called(what, name))
	}
	r.checkLength(r.line(at, "description"), "the description", description)
	for _, l := range sortedLocales(names) {
		r.checkLocale(r.line(at, "names"), l)
		r.checkName(r.line(at, "names"), names[l])
	}
	for _, l := range sortedLocales(descriptions) {
		r.checkLocale(r.line(at, "descriptions"), l)
		r.checkLength(r.line(at, "descriptions"), "the description in "+l, descriptions[l])
	}
}

// called is "the option who", and "this option" where it has no name.
func called(what, name string) string {
	if name == "" {
		return "this " + what
	}
	return "the " + what + " " + name
}

func sortedLocales(t Translations) []string {
	var all []string
	for l := range t {
		all = append(all, l)
	}
	slices.Sort(all)
	return all
}

func (r *reader) checkName(line int, name string) {
	switch {
	case name == "":
	case name != strings.ToLower(name):
		r.wrong(line, "the name %q has letters in upper case: write %q", name, strings.Join(strings.Fields(strings.ToLower(name)), "-"))
	case !namePattern.MatchString(name):
		r.wrong(line, "the name %q is not one that Discord takes: write 1 to 32 letters, digits, - and _", name)
	}
}

func (r *reader) checkLength(line int, what, text string) {
	if n := utf8.RuneCountInString(text); n > maxDescription {
		r.wrong(line, "%s has %d characters: shorten it to %d", what, n, maxDescription)
	}
}

func (r *reader) checkLocale(line int, locale string) {
	if !slices.Contains(locales, locale) {
		r.wrong(line, "%q is not a language of Discord: there are %s", locale, strings.Join(locales, ", "))
	}
}

// groupings says how what is gathered can be grouped, the usual way first.
var groupings = map[Gather][]Group{
	Answers:     {ByNone},
	Stances:     {ByPerson, ByParty},
	Statements:  {ByPerson, ByParty},
	Dates:       {ByDate},
	Members:     {ByPerson, ByParty},
	Differences: {ByNone},
}

func (r *reader) checkGrouping(at place, c *Command) {
	if may := groupings[c.Gather]; !slices.Contains(may, c.Group) {
		r.wrong(r.line(at, "group"), "%s are not grouped by %s: write group = %q", c.Gather, c.Group, may[0])
	}
	if (c.Gather == Stances || c.Gather == Members) && len(c.Stances) == 0 {
		r.wrong(r.line(at, "gather"), "no stances are told apart: write [[command.stance]] with a name and words below")
	}
}

// checkPicture holds a picture to what can be drawn: who stands where on which
// day, and what happens when.
func (r *reader) checkPicture(at place, c *Command) {
	if c.Picture && c.Gather != Stances && c.Gather != Dates {
		r.wrong(r.line(at, "picture"), "gather = %q makes no picture: leave picture out, or gather %q or %q", c.Gather, Stances, Dates)
	}
}

func (r *reader) checkOptions(i int) {
	c := &r.set.Commands[i]
	if n := len(c.Options) + len(shared); n > maxOptions {
		r.wrong(r.line(place{command: i, kind: "command"}, ""), "/%s has %d options, %s among them: Discord takes %d", c.Name, n, strings.Join(shared[:], " and "), maxOptions)
	}
	seen := map[string]int{}
	optional := ""
	for j, o := range c.Options {
		at := place{command: i, part: j, kind: "command.option"}
		line := r.line(at, "name")
		r.checkNamed(at, "option", o.Name, o.Description, o.Names, o.Descriptions)
		if before, ok := seen[o.Name]; ok && o.Name != "" {
			r.wrong(line, "there is an option %s on line %d already: give one of the two another name", o.Name, before)
		}
		seen[o.Name] = line
		if slices.Contains(shared[:], o.Name) {
			r.wrong(line, "every command has the option %s of itself: leave it out", o.Name)
		}
		if o.Required && optional != "" {
			r.wrong(r.line(at, "required"), "the option %s must be given and stands behind %s, which need not be: put it first", o.Name, optional)
		}
		if !o.Required {
			optional = o.Name
		}
		r.checkChoices(at, o)
	}
}

func (r *reader) checkChoices(at place, o Option) {
	line := r.line(at, "choices")
	if len(o.Choices) > maxChoices {
		r.wrong(line, "the option %s has %d choices: Discord takes %d", o.Name, len(o.Choices), maxChoices)
	}
	for i, choice := range o.Choices {
		r.checkLength(line, fmt.Sprintf("the choice %.20q", choice), choice)
		if slices.Contains(o.Choices[:i], choice) {
			r.wrong(line, "the choice %q stands there twice: keep one", choice)
		}
	}
}

func (r *reader) checkStances(i int) {
	c := &r.set.Commands[i]
	unsure := ""
	for j, s := range c.Stances {
		at := place{command: i, part: j, kind: "command.stance"}
		switch {
		case r.missing(at, "name"):
			r.wrong(r.line(at, ""), `this stance has no name: write name = "…"`)
		case s.Name != "" && slices.ContainsFunc(c.Stances[:j], func(o Stance) bool { return o.Name == s.Name }):
			r.wrong(r.line(at, "name"), "/%s has the stance %s already: keep one of the two", c.Name, s.Name)
		}
		if r.missing(at, "words") && r.missing(at, "lists") && r.missing(at, "hedges") {
			r.wrong(r.line(at, ""), "no words tell %s: write words, lists or hedges", called("stance", s.Name))
		}
		if s.Opposite != "" && !slices.ContainsFunc(c.Stances, func(o Stance) bool { return o.Name == s.Opposite }) {
			r.wrong(r.line(at, "opposite"), "the opposite %s is no stance of /%s: name one that is", s.Opposite, c.Name)
		}
		if len(s.Likely) > 0 && !s.Unsure() {
			r.wrong(r.line(at, "likely"), "likely belongs to the stance that has hedges: move it there")
		}
		if s.Unsure() && unsure != "" {
			r.wrong(r.line(at, "hedges"), "the stance %s has hedges already: keep them in one stance", unsure)
		}
		if s.Unsure() {
			unsure = s.Name
		}
		r.checkPhrases(at, s)
	}
}

// checkPhrases finds phrases that nothing could match.
func (r *reader) checkPhrases(at place, s Stance) {
	for name, all := range map[string][]string{"words": s.Words, "lists": s.Lists, "except": s.Except, "hedges": s.Hedges, "likely": s.Likely} {
		for _, phrase := range all {
			words := strings.Fields(phrase)
			if last := len(words) - 1; words[0] == "*" || words[last] == "*" || words[0] == "{there}" {
				r.wrong(r.line(at, name), "the phrase %q must begin with a word and must not end with *: leave the rest out", phrase)
			}
		}
	}
}

// checkQuestion reads the template of a command and tries it with and without
// its options.
func (r *reader) checkQuestion(at place, c *Command) {
	text := ""
	for _, q := range r.questions {
		if q.command == at.command {
			text = q.text
		}
	}
	if r.missing(at, "question") {
		r.wrong(r.line(at, ""), `%s has no question: write question = "…"`, called("command", c.Name))
	}
	if text == "" {
		return
	}
	line := r.line(at, "question")
	t, err := template.New(c.Name).Option("missingkey=error").Parse(text)
	if err != nil {
		r.wrong(line, "the question is not a template (%s): write an option as {{.option}}, and what depends on it as {{if .option}} … {{end}}", reason(err))
		return
	}
	none, all := map[string]string{}, map[string]string{}
	for _, o := range c.Options {
		none[o.Name], all[o.Name] = "", "x"
		if o.Required {
			none[o.Name] = "x"
		}
	}
	for _, values := range []map[string]string{none, all} {
		var b strings.Builder
		err := t.Execute(&limited{&b, maxQuestion}, values)
		switch {
		case err != nil:
			r.wrong(line, "the question cannot be made (%s): name options of /%s alone, %s", reason(err), c.Name, optionsOf(c))
			return
		case strings.TrimSpace(b.String()) == "":
			r.wrong(line, "the question is empty where no option is given: write what is asked then")
			return
		}
	}
	c.question = t
}

// maxQuestion is the length in bytes that a question may have.
const maxQuestion = 1000

// limited refuses what is longer, so that a template which repeats itself ends.
type limited struct {
	w    io.Writer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, fmt.Errorf("it is longer than %d bytes", maxQuestion)
	}
	return l.w.Write(p)
}

// reason is what a template's error says, without the places that only the
// template counts.
func reason(err error) string {
	text := err.Error()
	if i := strings.LastIndex(text, ">: "); i >= 0 {
		text = text[i+len(">: "):]
		if key, ok := strings.CutPrefix(text, "map has no entry for key "); ok {
			return "there is no option " + strings.Trim(key, `"`)
		}
		return text
	}
	parts := strings.SplitN(text, ": ", 3)
	return parts[len(parts)-1]
}

// optionsOf says which options the question of a command may name.
func optionsOf(c *Command) string {
	var names []string
	for _, o := range c.Options {
		names = append(names, "{{."+o.Name+"}}")
	}
	if len(names) == 0 {
		return "of which it has none"
	}
	return "which has " + strings.Join(names, ", ")
}

func (r *reader) checkParties() {
	for i, p := range r.set.Parties {
		at := place{command: -1, part: i, kind: "party"}
		line := r.line(at, "name")
		switch {
		case r.missing(at, "name"):
			r.wrong(r.line(at, ""), `this party has no name: write name = "…"`)
		case p.Name != "" && slices.ContainsFunc(r.set.Parties[:i], func(o Party) bool { return o.Name == p.Name }):
			r.wrong(line, "there is a party %s already: keep one of the two", p.Name)
		}
		for _, m := range p.Members {
			for _, o := range r.set.Parties[:i] {
				if slices.Contains(o.Members, m) {
					r.wrong(r.line(at, "members"), "%s belongs to %s already: keep it in one party", m, cmp.Or(o.Name, "another party"))
				}
			}
		}
	}
}
