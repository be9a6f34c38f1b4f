package main

import (
	"fmt"
	"runtime/debug"
	"strconv"

	"github.com/alecthomas/kong"

	"talksbot/internal/commands"
	"talksbot/internal/config"
	"talksbot/internal/corpus"
)

// cli is the command line: one field a subcommand.
type cli struct {
	Ask     askCmd     `cmd:"" help:"${ask}."`
	Check   checkCmd   `cmd:"" help:"${check}."`
	Search  searchCmd  `cmd:"" help:"${search}."`
	Show    showCmd    `cmd:"" help:"${show}."`
	Chat    chatCmd    `cmd:"" help:"Ask question after question, each with a view to those before."`
	Sources sourcesCmd `cmd:"" help:"${sources}."`
	Names   namesCmd   `cmd:"" help:"${names}."`
	Serve   serveCmd   `cmd:"" help:"Answer on Discord, until it is stopped."`
	Help    helpCmd    `cmd:"" help:"Show this help, or that of a command."`

	Version kong.VersionFlag `help:"Print the version."`
}

// flags are those that all commands on the collection share.
type flags struct {
	JSON     bool   `help:"Print one line of JSON."`
	Config   string `placeholder:"FILE" help:"Read the settings from FILE, not from config.toml here."`
	Corpus   string `placeholder:"DIR" help:"Read the articles of the folder DIR."`
	Commands string `placeholder:"FILE" help:"Read the topic commands from FILE, not from commands.toml beside the articles."`
	AsOf     date   `placeholder:"DATE" help:"Know nothing that was published after DATE, such as 2025-05-14."`

	Quiet   bool `short:"q" xor:"loudness" help:"Print errors and the result, but no notes, no broken files and no progress."`
	Verbose bool `short:"v" xor:"loudness" help:"Print what is served, and how long things take."`
}

// AfterApply is called by the parser, before the command runs.
func (f flags) AfterApply(p *program) error {
	p.quiet, p.verbose = f.Quiet, f.Verbose
	return nil
}

// date is a corpus.Date that can be written on the command line.
type date struct{ corpus.Date }

// UnmarshalText reads a date as it stands in an article's front matter.
func (d *date) UnmarshalText(text []byte) (err error) {
	d.Date, err = corpus.ParseDate(string(text))
	return err
}

// command parses the arguments and runs the command they name.
func (p *program) command(args []string) error {
	finished := false
	parser, err := kong.New(&cli{},
		kong.Name("bot"),
		kong.Writers(p.stdout, p.stderr),
		kong.Exit(func(int) { finished = true }),
		kong.Help(printHelp),
		kong.Bind(p),
		kong.ConfigureHelp(kong.HelpOptions{WrapUpperBound: maxWidth}),
		vars(),
	)
	if err != nil {
		return err
	}
	parsed, err := parser.Parse(args)
	if finished {
		return nil // help or version was printed, so the rest does not matter
	}
	if err != nil {
		return usageError{plain(err, args), hint(err)}
	}
	return parsed.Run(p)
}

// vars are the texts that the tags of cli refer to.
func vars() kong.Vars {
	v := kong.Vars{"version": version(), "results": strconv.Itoa(config.Default().Search.Results)}
	for _, c := range commands.Table() {
		v[c.Name] = c.Summary
	}
	return v
}

func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "bot (unknown version)"
	}
	return fmt.Sprintf("bot %s", info.Main.Version)
}
