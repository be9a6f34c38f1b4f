package discord

import (
	"regexp"
	"slices"
	"strings"

	"talksbot/internal/commands"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/topics"
)

// spoken reads a command out of a message to the bot; false where the text is a
// question. With a slash it is a command, or a mistake. Without one it is where
// nothing but a command's name stands there, or behind the name an option, such as
// "who-attends as_of:2025-05-13", or what the first option may be. Questions that
// begin with a command's name go on in other ways.
func spoken(text string, s *rag.Snapshot) (question, bool, error) {
	l := commands.Of(s)
	text = commandMention.ReplaceAllString(text, "/$1")
	name, rest, _ := strings.Cut(text, " ")
	word, slashed := strings.CutPrefix(name, "/")
	if rest == "" {
		word = strings.TrimRight(word, "?!.")
	}
	switch c, known := called(l, word); {
	case known && (slashed || completes(c, rest, s)):
		q, err := asOfWithin(question{command: c, text: rest})
		return q, true, err
	case known:
		return question{}, false, nil
	case strings.EqualFold(word, helpName) && rest == "":
		return question{command: commands.Command{Name: helpName}}, true, nil
	case slashed && slices.Contains([]string{corpusName, helpName}, strings.ToLower(word)):
		return question{}, true, mistake("/" + strings.ToLower(word) + " works as a slash command alone: type it without mentioning me.")
	case slashed, rest == "" && l.Mistyped(word):
		_, err := append(l, commands.Command{Name: helpName}).Find(word)
		return question{}, true, err
	}
	return question{}, false, nil
}

// commandMention is how Discord writes a command that was picked from its list
// into a message.
var commandMention = regexp.MustCompile(`^</([^:>\s]+)(?: [^:>]*)?:[0-9]+>`)

// called is the command with a name, in whatever language it has one.
func called(l commands.List, word string) (commands.Command, bool) {
	for _, c := range l {
		if strings.EqualFold(c.Name, word) {
			return c, true
		}
	}
	for _, c := range l {
		if c.Topic == nil {
			continue
		}
		for _, translated := range c.Topic.Names {
			if strings.EqualFold(translated, word) {
				return c, true
			}
		}
	}
	return commands.Command{}, false
}

// completes tells whether what stands behind a command's name is what the command
// takes, and nothing that a question could go on with.
func completes(c commands.Command, rest string, s *rag.Snapshot) bool {
	if rest == "" {
		return true
	}
	if first, _, ok := strings.Cut(rest, ":"); ok && slices.Contains(optionsOfCommand(c), strings.ToLower(first)) {
		return true
	}
	if c.Complete != nil {
		return slices.Contains(c.Complete(s, rest), rest)
	}
	return len(c.Options) > 0 && fits(c.Options[0], rest, s)
}

// optionsOfCommand are the names that may stand before a colon.
func optionsOfCommand(c commands.Command) []string {
	names := []string{asOfOption}
	for _, o := range c.Options {
		names = append(names, o.Name)
	}
	return names
}

// fits tells whether a text is what an option may be: one of its choices, a day, or
// a name as the collection writes it, or its last word.
func fits(o topics.Option, text string, s *rag.Snapshot) bool {
	if o.Is == topics.From || o.Is == topics.To {
		_, err := corpus.ParseDate(text)
		return err == nil
	}
	return slices.ContainsFunc(commands.CompleteOption(s, o, text), func(name string) bool {
		words := strings.Fields(name)
		return strings.EqualFold(name, text) || o.Is == topics.Person && strings.EqualFold(words[len(words)-1], text)
	})
}

// asOfWithin takes the day out of the text for a command that does not read it
// itself.
func asOfWithin(q question) (question, error) {
	at := asOfText.FindStringSubmatchIndex(q.text)
	if q.command.Topic != nil || at == nil {
		return q, nil
	}
	day, err := readDate(q.text[at[2]:at[3]])
	if err != nil {
		return q, err
	}
	q.asOf, q.text = day, strings.TrimSpace(q.text[:at[0]]+" "+strings.TrimSpace(q.text[at[1]:]))
	return q, nil
}

var asOfText = regexp.MustCompile(`(?i)(?:^|\s)` + asOfOption + `:\s*(\S+)`)
