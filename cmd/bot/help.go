package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"talksbot/internal/commands"
	"talksbot/internal/config"
)

type helpCmd struct {
	Command []string `arg:"" optional:"" help:"The command to be explained."`
}

// Run prints what --help prints, for the two are the same.
func (c helpCmd) Run(p *program) error { return p.command(append(c.Command, "--help")) }

const introduction = `bot answers questions about a collection of news articles. Each sentence of an
answer is quoted from an article, and the sources say from which.

Try first:
  bot ask "Who will attend the talks?"
  bot search ceasefire
  bot chat

Commands:
`

// printHelp is the program's own page without a command, and kong's with one.
func printHelp(o kong.HelpOptions, ctx *kong.Context) error {
	if ctx.Selected() != nil {
		return kong.DefaultHelpPrinter(o, ctx)
	}
	var b strings.Builder
	b.WriteString(introduction)
	for _, c := range ctx.Model.Children {
		fmt.Fprintf(&b, "  %-8s %s\n", c.Name, c.Help)
	}
	b.WriteString("\n\"bot help ask\" explains a command and its options; \"bot --version\" names the version.\n")
	_, err := fmt.Fprint(ctx.Stdout, b.String())
	return err
}

// The beginnings of what the parser says.
const (
	unexpected = "unexpected argument "
	expected   = `expected "<`
	noValue    = `: expected `
)

// plain says what is wrong with the arguments in words of somebody who writes
// them: the parser's are about values and tokens.
func plain(err error, args []string) error {
	var parse *kong.ParseError
	text := err.Error()
	switch {
	case !errors.As(err, &parse):
	case strings.HasPrefix(text, unexpected) && parse.Context.Selected() == nil:
		return noSuchCommand(strings.TrimPrefix(text, unexpected), args)
	case strings.HasPrefix(text, expected):
		what, _, _ := strings.Cut(strings.TrimPrefix(text, expected), ">")
		return fmt.Errorf("the %s is missing: write it behind bot %s", what, parse.Context.Selected().Name)
	case strings.HasPrefix(text, "--results"+noValue):
		return fmt.Errorf("-k must be a whole number from 1 to %d", config.MaxResults)
	case strings.HasSuffix(text, `"EOL" (<EOL>)`):
		option, _, _ := strings.Cut(text, noValue)
		return fmt.Errorf("%s has no value: write it behind", option)
	}
	return err
}

// noSuchCommand also has a word for who asks without the command that asks.
func noSuchCommand(said string, args []string) error {
	text, meant, _ := strings.Cut(said, ", did you mean ")
	name, _, _ := strings.Cut(text, " ")
	asks := strings.HasSuffix(args[len(args)-1], "?")
	switch {
	case meant != "" && !asks:
		return fmt.Errorf("there is no command %s, did you mean %s", text, meant)
	case asks || strings.HasPrefix(name, "/") || len(args) > 2:
		return fmt.Errorf(`there is no command %s: to ask something, write bot ask "…"`, text)
	}
	return fmt.Errorf("there is no command %s", text)
}

// hint says where to read on after wrong usage.
func hint(err error) string {
	var parse *kong.ParseError
	option := strings.HasPrefix(err.Error(), "unknown flag")
	if errors.As(err, &parse) && parse.Context.Selected() != nil {
		name := parse.Context.Selected().Name
		if option {
			return fmt.Sprintf("Read \"bot help %s\". A text that begins with - stands behind --: bot %s -- …", name, name)
		}
		return fmt.Sprintf("Read \"bot help %s\".", name)
	}
	if option {
		return "Options stand behind the name of a command. Read \"bot help\"."
	}
	return "Read \"bot help\"."
}

// slashCommands lists the commands that a question may be instead.
func slashCommands(table commands.List) string {
	var b strings.Builder
	for _, c := range table {
		if call := c.Usage(); len(call) <= 16 {
			fmt.Fprintf(&b, "  %-16s %s\n", call, c.Summary)
		} else {
			fmt.Fprintf(&b, "  %s\n  %-16s %s\n", call, "", c.Summary)
		}
	}
	return b.String()
}
