package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"talksbot/internal/commands"
	"talksbot/internal/config"
	"talksbot/internal/rag"
)

type chatCmd struct {
	flags
	Original  bool `help:"Do not translate answers: show their checked originals in the language of the articles."`
	NoHistory bool `help:"Neither read nor keep the lines typed in earlier conversations."`
}

// Help is the long text of bot help chat.
func (chatCmd) Help() string {
	return `A question may refer to the ones before it: "and Ukraine?", "why?", "who said that?", "will he come?". The answer then says what was understood.

In a terminal, lines can be edited, and the arrows bring earlier ones back, those of earlier conversations included. Ctrl-C clears the line; twice, or Ctrl-D, it ends the conversation. Where standard input is no terminal, each line is a question; a line that fails is named on standard error, and the exit code is 1 in the end.

` + chatCommands(withBuiltIn())
}

func chatCommands(table commands.List) string {
	var b strings.Builder
	b.WriteString(`In place of a question, these are understood:

` + slashCommands(table))
	for _, c := range ownCommands {
		fmt.Fprintf(&b, "  %-16s %s\n", c.name, c.summary)
	}
	return b.String()
}

// ownCommands are those that only a conversation has.
var ownCommands = []struct{ name, summary string }{
	{"/new", "Forget what was asked before"},
	{"/help", "Show this list"},
	{"/quit", "End the conversation"},
}

// Run talks until there is no more to answer.
func (c chatCmd) Run(p *program) error {
	settings, err := config.Load(c.Config)
	if err != nil {
		return usageError{error: err}
	}
	library, err := p.open(c.Corpus, settings, c.Commands)
	if err != nil {
		return err
	}
	typist := p.typist(!c.NoHistory, func() commands.List { return commands.Of(library.Snapshot()) })
	defer typist.close()
	job := job{flags: c.flags, original: c.Original, limit: settings.Search.Results}
	return (&chat{p: p, library: library, typist: typist, job: job, said: map[string]bool{}}).run()
}

// parseIn takes a line apart with the commands of a collection; its error names
// those of a conversation too.
func parseIn(s *rag.Snapshot) func(text string) (commands.Command, string, error) {
	return func(text string) (commands.Command, string, error) {
		c, rest, err := commands.Of(s).Parse(text)
		if err != nil {
			var own []string
			for _, c := range ownCommands {
				own = append(own, c.name)
			}
			err = commands.UsageError(err.Error() + ", " + strings.Join(own, ", "))
		}
		return c, rest, err
	}
}

// chat is a conversation.
type chat struct {
	p       *program
	library *rag.Library
	typist  typist
	job     job             // holds the earlier turns
	said    map[string]bool // notes, each given once
	shown   bool            // something was printed, so what follows is set off
}

// errEnd means that the person has ended the conversation.
var errEnd = errors.New("the conversation is over")

// twice is the time within which a second Ctrl-C ends the conversation; later
// it clears another line.
const twice = time.Second

func (c *chat) run() error {
	var result error
	var interrupted time.Time
	for {
		text, err := c.typist.line()
		switch {
		case c.p.ctx.Err() != nil:
			return c.p.ctx.Err()
		case err == io.EOF, err == errCleared && time.Since(interrupted) < twice:
			return result
		case err == errCleared:
			c.p.sayOnce(c.said, []string{"Ctrl-C twice, or Ctrl-D, ends the conversation."})
			interrupted = time.Now()
			continue
		}
		if err == nil {
			err = c.turn(strings.TrimSpace(text))
		}
		var usage commands.UsageError
		switch {
		case err == errEnd:
			return result
		case c.p.ctx.Err() != nil:
			return c.p.ctx.Err()
		case errors.As(err, &usage), errors.Is(err, errLongLine):
			if err := c.tell(err); err != nil {
				return err
			}
			result = c.typist.failure()
		case err != nil:
			return err
		}
	}
}

// turn answers one line.
func (c *chat) turn(text string) error {
	switch strings.ToLower(text) {
	case "":
		return nil
	case "/quit", "/exit", "quit", "exit":
		return errEnd
	case "/help":
		return c.help()
	case "/new":
		c.job.history = nil
		c.p.note("What was asked before is forgotten.")
		return nil
	}
	s := c.library.Snapshot()
	c.job.parse = parseIn(s)
	reply, err := c.p.reply(s, c.job, text)
	if err != nil {
		return err
	}
	c.p.sayOnce(c.said, reply.Notes)
	c.job.history = commands.Remember(c.job.history, reply)
	if c.job.flags.JSON {
		return writeJSON(c.p.stdout, shape(reply.Body))
	}
	return c.print(newPage(c.p.stdout).render(reply.Body))
}

// help lists what is understood. Where each line of the output is JSON it is none
// of them.
func (c *chat) help() error {
	page := chatCommands(commands.Of(c.library.Snapshot()))
	if c.job.flags.JSON {
		_, err := io.WriteString(c.p.stderr, page)
		return err
	}
	return c.print(page)
}

// print sets a page off from the one before.
func (c *chat) print(page string) error {
	before, after := "", ""
	if c.typist.interactive() {
		after = "\n"
	} else if c.shown {
		before = "\n"
	}
	c.shown = true
	_, err := io.WriteString(c.p.stdout, before+page+after)
	return err
}

// tell says what is wrong with a line.
func (c *chat) tell(err error) error {
	if c.job.flags.JSON {
		return writeJSON(c.p.stdout, jsonError{err.Error()})
	}
	c.p.say(err.Error())
	return nil
}
