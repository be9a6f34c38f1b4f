package langchaingo

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"talksbot/internal/rag"
)

// exchange is what one request shows on the wire. langchaingo reads streams in
// goroutines of its own, which may outlast the call.
type exchange struct {
	policy policy
	prompt string // what must not come back in an error

	mu     sync.Mutex
	tries  int
	err    error // the first thing that went wrong
	served bool  // the server began to answer
	stop   stop
	usage  rag.Usage
	wrote  int  // bytes of text
	words  bool // some of it is no white space
}

// stop is why a model ended its text.
type stop int

// The reasons to stop, as the dialects translate them.
const (
	running stop = iota // it has not
	finished
	tooLong
	declined
)

type exchangeKey struct{}

func (x *exchange) in(ctx context.Context) context.Context {
	return context.WithValue(ctx, exchangeKey{}, x)
}

// exchangeOf is the exchange that a request belongs to.
func exchangeOf(ctx context.Context) *exchange {
	x, _ := ctx.Value(exchangeKey{}).(*exchange)
	if x == nil {
		x = &exchange{}
	}
	return x
}

// fail notes what went wrong, unless something did before.
func (x *exchange) fail(err error) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.err == nil {
		x.err = err
	}
	return x.err
}

// note takes in what an event says.
func (x *exchange) note(e event) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if e.stop != running {
		x.stop = e.stop
	}
	x.usage.Input = max(x.usage.Input, e.usage.Input)
	x.usage.Output = max(x.usage.Output, e.usage.Output)
	x.wrote += len(e.text)
	x.words = x.words || strings.TrimSpace(e.text) != ""
}

func (x *exchange) serve() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.served = true
}

// reached tells whether the request was sent at all.
func (x *exchange) reached() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.served || x.err != nil
}

// written is how many bytes of text have come.
func (x *exchange) written() int {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.wrote
}

func (x *exchange) failure() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.err
}

// spent is what the exchange used up, estimated where the server did not say. A
// request that was not served has cost nothing.
func (x *exchange) spent() rag.Usage {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.served {
		return rag.Usage{}
	}
	u := x.usage
	if u.Input == 0 {
		u.Input = (len(x.prompt) + 3) / 4
	}
	if u.Output == 0 {
		u.Output = (x.wrote + 3) / 4
	}
	return u
}

// verdict tells whether the text is whole: nil, or the error that says what it
// lacks. late is how long was waited where time is up, and 0 where it is not.
func (x *exchange) verdict(id string, late time.Duration) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	wrong := func(kind error, format string, args ...any) error {
		return &rag.ModelError{Kind: kind, Model: id, What: fmt.Sprintf(format, args...)}
	}
	var known *rag.ModelError
	switch {
	case errors.As(x.err, &known) && !(x.stop != running && known.Kind == rag.ErrCutOff):
		return known
	case x.stop == finished && x.words:
		return nil
	case x.stop == tooLong:
		return wrong(rag.ErrTooLong, "it reached the limit of tokens before its end: allow it more")
	case x.stop == declined:
		return wrong(rag.ErrRefused, "it declines to write about this")
	case x.stop == finished:
		return wrong(rag.ErrEmpty, "it wrote nothing")
	case late > 0 && x.wrote > 0:
		return wrong(rag.ErrCutOff, "it had not finished after %s: allow it more time, or take a faster model", late)
	case late > 0:
		return wrong(rag.ErrUnavailable, "no answer within %s: see whether the server runs, or allow it more time", late)
	case x.wrote > 0:
		return wrong(rag.ErrCutOff, "the stream ended before the text did")
	}
	return wrong(rag.ErrEmpty, "the stream ended without a text")
}
