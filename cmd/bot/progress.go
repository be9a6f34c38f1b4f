package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/schollz/progressbar/v3"
)

// How long something takes before progress is shown, and how long until it is
// shown again. Tests are in a hurry.
var (
	patience  = time.Second
	redrawn   = 100 * time.Millisecond // on a terminal
	reprinted = 5 * time.Second        // elsewhere
)

// progress is how far the indexing is. It may be set and read side by side.
type progress struct {
	mu          sync.Mutex
	done, total int
}

// set is of the type that rag.Options wants.
func (g *progress) set(done, total int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.done, g.total = done, total
}

func (g *progress) get() (done, total int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.done, g.total
}

// busy shows on standard error that something takes long, and how far the
// indexing in it is, until the function it returns is called: a bar on a
// terminal, which is then gone, and elsewhere a line now and then where details
// are wanted. What begins it says before the indexing.
func (p *program) busy(begins string) (done func()) {
	show := p.printProgress
	if isTerminal(p.stderr) {
		show = p.drawProgress
	} else if !p.verbose {
		return func() {}
	}
	if p.quiet {
		return func() {}
	}
	p.indexed.set(0, 0)
	quit := make(chan struct{})
	var shown sync.WaitGroup
	shown.Go(func() {
		if patience > 0 {
			select {
			case <-quit:
				return
			case <-time.After(patience):
			}
		}
		show(begins, quit)
	})
	return func() {
		close(quit)
		shown.Wait()
	}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}

// drawProgress draws a bar until quit is closed, and wipes it out.
func (p *program) drawProgress(begins string, quit <-chan struct{}) {
	bar := newBar(p.stderr, -1)
	defer func() { bar.Clear() }()
	tick := time.NewTicker(redrawn)
	defer tick.Stop()
	for counted := false; ; {
		done, total := p.indexed.get()
		if done > 0 && !counted {
			bar.Clear()
			bar, counted = newBar(p.stderr, total), true
		}
		bar.Describe(stage(begins, total))
		if counted {
			bar.Set(done)
		} else {
			bar.Add(1) // turns the wheel
		}
		select {
		case <-quit:
			return
		case <-tick.C:
		}
	}
}

// newBar is a bar of so many passages, or a wheel where the number is -1.
func newBar(w io.Writer, passages int) *progressbar.ProgressBar {
	return progressbar.NewOptions(passages,
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetWidth(20),
		progressbar.OptionSpinnerType(14),
		progressbar.OptionSetSpinnerChangeInterval(0),
		progressbar.OptionSetElapsedTime(false),
		progressbar.OptionSetPredictTime(passages > 0),
		progressbar.OptionClearOnFinish(),
	)
}

// printProgress prints a line now and then until quit is closed.
func (p *program) printProgress(begins string, quit <-chan struct{}) {
	tick := time.NewTicker(reprinted)
	defer tick.Stop()
	for {
		done, total := p.indexed.get()
		line := stage(begins, total)
		if done > 0 {
			line += fmt.Sprintf(", %d done", done)
		}
		p.say(line)
		select {
		case <-quit:
			return
		case <-tick.C:
		}
	}
}

// stage says what is going on: the indexing begins when the number of passages
// is known.
func stage(begins string, total int) string {
	if total > 0 {
		return fmt.Sprintf("Indexing %d passages", total)
	}
	return begins
}
