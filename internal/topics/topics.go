package topics

import (
	"strings"
	"text/template"
)

// FileName is what the file is called in the folder of a collection.
const FileName = "commands.toml"

// Set is what a file defines. It is shared between readers, so nobody changes
// it. The zero Set defines nothing.
type Set struct {
	Commands []Command
	Parties  []Party
}

// Command is one slash command.
type Command struct {
	Name         string
	Description  string
	Names        Translations // of the name
	Descriptions Translations
	Options      []Option
	Gather       Gather
	Group        Group
	About        []string // words of which a sentence must have one; none for any sentence
	Anywhere     bool     // it is enough where the article has one of them
	Stances      []Stance
	Picture      bool // a picture stands beside the answer, where there is something to compare

	question *template.Template
}

// Translations are by the locale, as Discord writes it: "de", "pt-BR".
type Translations map[string]string

// Option is what may be given with a command.
type Option struct {
	Name         string
	Description  string
	Names        Translations
	Descriptions Translations
	Is           Kind
	Required     bool
	Choices      []string // of which it must be one; none where it may be anything
}

// Kind is what an option narrows the answer to.
type Kind string

// The kinds of options.
const (
	Text   Kind = "text" // nothing: it only stands in the question
	Person Kind = "person"
	Place  Kind = "place"
	Member Kind = "party"
	From   Kind = "from" // the first day
	To     Kind = "to"   // the last day
)

// Gather is what a command looks for in the articles.
type Gather string

// What can be gathered.
const (
	Answers     Gather = "answer"      // what the question finds, as /ask does
	Stances     Gather = "stances"     // who does, wants or thinks what
	Statements  Gather = "statements"  // who said what
	Dates       Gather = "dates"       // what happens when
	Members     Gather = "members"     // who stands for whom
	Differences Gather = "differences" // where articles do not agree
)

// Group is what a group of an answer is about.
type Group string

// The ways to group.
const (
	ByNone   Group = "none"
	ByPerson Group = "person"
	ByParty  Group = "party"
	ByDate   Group = "date"
)

// Stance is one of those between which sentences are told apart. A phrase is
// compared by the stems of its words; in it "*" stands for up to six words, and
// "{there}" for the subject of the command or its place.
type Stance struct {
	Name     string
	Mark     string   // shown beside it, such as "✅"; it must not be told by colour alone
	Words    []string // said of who stands before them: "attend", "stay away"
	Lists    []string // said of who stands behind them: "delegation includes"
	Except   []string // phrases in which the words mean something else
	Opposite string   // the stance that a denial means, "" for none
	Hedges   []string // words that make this stance of any other: "may", "considering"
	Likely   []string // the same, but a denial stays one: "expected", "probably"
}

// Unsure tells whether this is the stance of those who leave it open.
func (s Stance) Unsure() bool { return len(s.Hedges) > 0 }

// Party is a side with what stands for it.
type Party struct {
	Name    string
	Members []string // names of countries, places and people
}

// Command is the one with the name, nil where there is none.
func (s *Set) Command(name string) *Command {
	for i := range s.Commands {
		if strings.EqualFold(s.Commands[i].Name, name) {
			return &s.Commands[i]
		}
	}
	return nil
}

// Ask is the question of a command with the options that are given.
func (c *Command) Ask(given map[string]string) (string, error) {
	values := map[string]string{}
	for _, o := range c.Options {
		values[o.Name] = given[o.Name]
	}
	var b strings.Builder
	if err := c.question.Execute(&b, values); err != nil {
		return "", err
	}
	return strings.Join(strings.Fields(b.String()), " "), nil
}

// Given is the first given option of a kind, "" where there is none.
func (c *Command) Given(k Kind, given map[string]string) string {
	for _, o := range c.Options {
		if o.Is == k && given[o.Name] != "" {
			return given[o.Name]
		}
	}
	return ""
}
