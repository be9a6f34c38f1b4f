package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"syscall"

	"talksbot/internal/commands"
)

// The codes that the program exits with.
const (
	done   = 0
	failed = 1
	misuse = 2 // wrong usage or configuration
)

// program is one run: where it reads, where results go, and where all else does.
type program struct {
	ctx    context.Context
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	env    func(string) string // the variables of the environment
	log    *slog.Logger        // where warnings go while the program serves; nil: to stderr

	quiet   bool // only errors are said
	verbose bool // details are said too
	indexed progress
}

// run does what the arguments say and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return (&program{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr, env: os.Getenv}).run(args)
}

func (p *program) run(args []string) int {
	if len(args) == 0 {
		args = []string{"--help"}
	}
	err := p.command(args)
	code := exitCode(err)
	// Whoever closed the pipe has read enough. What failed line by line has been
	// said line by line.
	if code != done && !errors.Is(err, syscall.EPIPE) && !errors.Is(err, errLinesFailed) {
		p.tell(err)
	}
	return code
}

// usageError is an error that the person at the keyboard made.
type usageError struct {
	error
	hint string // where to read on; "" for none
}

func (e usageError) Unwrap() error { return e.error }

func exitCode(err error) int {
	var usage usageError
	var text commands.UsageError
	switch {
	case err == nil:
		return done
	case errors.As(err, &usage) || errors.As(err, &text):
		return misuse
	}
	return failed
}

// tell prints an error, each of its lines under the program's name.
func (p *program) tell(err error) {
	text := err.Error()
	if p.ctx.Err() != nil {
		text = "stopped before the end"
	}
	for _, line := range strings.Split(text, "\n") {
		p.say("bot: " + line)
	}
	var usage usageError
	if errors.As(err, &usage) && usage.hint != "" {
		p.say(usage.hint)
	}
}

// note says what is no error, unless that is not wanted.
func (p *program) note(line string) {
	if !p.quiet {
		p.say(line)
	}
}

// warn says what went wrong and was done without.
func (p *program) warn(line string) {
	if p.log != nil {
		p.log.Warn(line)
		return
	}
	p.note(line)
}

// detail says what only some want to know.
func (p *program) detail(format string, args ...any) {
	if p.verbose {
		p.say(fmt.Sprintf(format, args...))
	}
}

// say prints a line to standard error. File names and keys of a configuration
// come from elsewhere, so it is cleaned like the text of an article.
func (p *program) say(line string) { fmt.Fprintln(p.stderr, clean(line)) }
