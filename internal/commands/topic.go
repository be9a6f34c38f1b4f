package commands

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/topics"
)

// AsOfOption is the option that every topic command has of itself.
const AsOfOption = "as_of"

// Topics are the commands that a file defines, as values of the table.
func Topics(set *topics.Set) List {
	var all List
	for i := range set.Commands {
		c := &set.Commands[i]
		all = append(all, Command{
			Name: c.Name, Summary: c.Description, Options: c.Options, Topic: c,
			Run: func(ctx context.Context, s *rag.Snapshot, r Request) (Reply, error) {
				return runTopic(ctx, s, set, c, r)
			},
		})
	}
	return all
}

// runTopic reads the options of a request, and answers it as of the day that
// they name.
func runTopic(ctx context.Context, s *rag.Snapshot, set *topics.Set, c *topics.Command, r Request) (Reply, error) {
	switch {
	case !utf8.ValidString(r.Text):
		return Reply{}, UsageError("the text is not UTF-8: save or send it as UTF-8")
	case utf8.RuneCountInString(r.Text) > MaxCharacters:
		return Reply{}, usagef("the text has %d characters: shorten it to %d", utf8.RuneCountInString(r.Text), MaxCharacters)
	}
	given, err := readOptions(c, r.Text)
	if err != nil {
		return Reply{}, err
	}
	if r.AsOf, err = earlier(r.AsOf, given[AsOfOption]); err != nil {
		return Reply{}, err
	}
	return onTheDay(ctx, s, r, func(ctx context.Context, s *rag.Snapshot, r Request) (Reply, error) {
		if c.Gather == topics.Answers {
			question, err := c.Ask(given)
			if err != nil {
				return Reply{}, err
			}
			if partial := r.Asking.Partial; partial != nil {
				r.Asking.Partial = func(a rag.Answer) { partial(a.AskedAs(call(c, r.Text))) }
			}
			a, err := s.AskWith(ctx, question, r.Asking)
			return Reply{Body: Answered{a.AskedAs(call(c, r.Text))}}, err
		}
		grouped, err := s.GroupWith(ctx, set, c, given, r.Asking)
		var wrong rag.GivenError
		if errors.As(err, &wrong) {
			return Reply{}, UsageError(wrong)
		}
		grouped.Answer = grouped.Answer.AskedAs(call(c, r.Text))
		return Reply{Body: Grouped{grouped, c}}, err
	})
}

// call is a command as it was written.
func call(c *topics.Command, text string) string { return strings.TrimSpace("/" + c.Name + " " + text) }

// earlier is the day that limits more: the one given beside the text or in it.
func earlier(limit corpus.Date, text string) (corpus.Date, error) {
	if text == "" {
		return limit, nil
	}
	d, err := corpus.ParseDate(text)
	if err != nil {
		return d, UsageError(err.Error())
	}
	if !limit.IsZero() && d.After(limit) {
		return limit, nil
	}
	return d, nil
}

// optionStart is where an option may begin in a text: "person:".
var optionStart = regexp.MustCompile(`(?:^|\s)([-_\p{L}\p{N}]{1,32}):`)

// readOptions takes "person:Ann Lee as_of:2025-05-13" apart. A text without any
// name is the first option.
func readOptions(c *topics.Command, text string) (map[string]string, error) {
	text = strings.TrimSpace(text)
	given := map[string]string{}
	starts := optionStart.FindAllStringSubmatchIndex(text, -1)
	if head := text[:firstStart(starts, len(text))]; strings.TrimSpace(head) != "" {
		if len(c.Options) == 0 {
			return nil, usagef("/%s takes no %q: leave it out, or write %s:2025-05-14", c.Name, shortened(head), AsOfOption)
		}
		given[c.Options[0].Name] = strings.TrimSpace(head)
	}
	for i, at := range starts {
		name := strings.ToLower(text[at[2]:at[3]])
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		if !slices.Contains(optionNames(c), name) {
			return nil, usagef("/%s has no option %q: there are %s", c.Name, shortened(name), strings.Join(optionNames(c), ", "))
		}
		if given[name] != "" {
			return nil, usagef("the option %s is given twice: leave one out", name)
		}
		given[name] = strings.Trim(strings.TrimSpace(text[at[1]:end]), `"“”`)
	}
	return given, checkOptions(c, given)
}

func firstStart(starts [][]int, none int) int {
	if len(starts) == 0 {
		return none
	}
	return starts[0][0]
}

func optionNames(c *topics.Command) []string {
	var names []string
	for _, o := range c.Options {
		names = append(names, o.Name)
	}
	return append(names, AsOfOption)
}

// checkOptions tells which options are missing or not one of their choices.
func checkOptions(c *topics.Command, given map[string]string) error {
	for _, o := range c.Options {
		value := given[o.Name]
		switch {
		case o.Required && value == "":
			return usagef("/%s needs the option %s: write /%s %s:…", c.Name, o.Name, c.Name, o.Name)
		case value != "" && len(o.Choices) > 0 && !slices.Contains(o.Choices, value):
			return usagef("%s cannot be %q: there are %s", o.Name, shortened(value), strings.Join(o.Choices, ", "))
		case value != "" && (o.Is == topics.From || o.Is == topics.To):
			if _, err := corpus.ParseDate(value); err != nil {
				return UsageError(err.Error())
			}
		}
	}
	return nil
}

// CompleteOption gives what an option of a topic command may be, the likeliest
// first, when a part of it has been typed.
func CompleteOption(s *rag.Snapshot, o topics.Option, typed string) []string {
	var all []string
	switch {
	case len(o.Choices) > 0:
		all = o.Choices
	case o.Is == topics.Person:
		all = s.People()
	case o.Is == topics.Member:
		all = s.PartyNames()
	case o.Is == topics.Place:
		for _, e := range s.Entities() {
			if e.Kind == rag.Place {
				all = append(all, e.Name)
			}
		}
	}
	var fits []string
	for _, name := range all {
		if strings.Contains(strings.ToLower(name), strings.ToLower(strings.TrimSpace(typed))) {
			fits = append(fits, name)
		}
	}
	return fits
}

// Usage is how a command is called: "/who-attends [person] [as_of]".
func (c Command) Usage() string {
	parts := []string{"/" + c.Name}
	if c.Takes != "" {
		parts = append(parts, c.Takes)
	}
	for _, o := range c.Options {
		if o.Required {
			parts = append(parts, o.Name+":…")
		} else {
			parts = append(parts, fmt.Sprintf("[%s:…]", o.Name))
		}
	}
	return strings.Join(parts, " ")
}

// Reserved are the names that no topic command may have.
func Reserved(more ...string) []string {
	for _, c := range Table() {
		more = append(more, c.Name)
	}
	slices.SortFunc(more, cmp.Compare)
	return slices.Compact(more)
}
