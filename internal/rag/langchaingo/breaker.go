package langchaingo

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/sony/gobreaker/v2"

	"talksbot/internal/rag"
)

// After so many failures in a row nothing is asked for the pause; then one
// request tries whether that has changed.
const (
	failuresInARow = 3
	pause          = 30 * time.Second
)

// breaker keeps a service that does not answer from slowing everyone down, and
// leaves one alone that asked for it.
type breaker[T any] struct {
	id      string
	circuit *gobreaker.CircuitBreaker[T]

	mu    sync.Mutex
	until time.Time // the service asked to be left alone until then
}

func newBreaker[T any](id string, pause time.Duration) *breaker[T] {
	return &breaker[T]{id: id, circuit: gobreaker.NewCircuitBreaker[T](gobreaker.Settings{
		Timeout:      pause,
		ReadyToTrip:  func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= failuresInARow },
		IsSuccessful: func(err error) bool { return !isOutage(err) },
		IsExcluded:   isNobodysFault,
	})}
}

// isOutage tells whether the next request is likely to fail in the same way, and
// slowly. A wrong key is told fast, and a subject that a model declines says
// nothing about others.
func isOutage(err error) bool {
	return errors.Is(err, rag.ErrUnavailable) || errors.Is(err, rag.ErrOverQuota) || errors.Is(err, rag.ErrCutOff) || errors.Is(err, rag.ErrEmpty)
}

// isNobodysFault is true of errors that say nothing about the service: of the
// one who asked and went away.
func isNobodysFault(err error) bool {
	var failure *rag.ModelError
	return errors.Is(err, context.Canceled) || err != nil && !errors.As(err, &failure)
}

// run asks, if there is any sense in it.
func (b *breaker[T]) run(ask func() (T, error)) (T, error) {
	if wait := b.wait(); wait > 0 {
		var none T
		return none, &rag.ModelError{
			Kind: rag.ErrOverQuota, Model: b.id, RetryAfter: wait,
			What: fmt.Sprintf("not asked: its quota is used up for another %s", wait.Round(time.Second)),
		}
	}
	result, err := b.circuit.Execute(ask)
	var failure *rag.ModelError
	switch {
	case errors.Is(err, gobreaker.ErrOpenState) || errors.Is(err, gobreaker.ErrTooManyRequests):
		return result, &rag.ModelError{
			Kind: rag.ErrUnavailable, Model: b.id,
			What: fmt.Sprintf("not asked: it failed %d times in a row, and is tried again every %s", failuresInARow, pause),
		}
	case errors.As(err, &failure) && failure.RetryAfter > 0:
		b.leaveAlone(failure.RetryAfter)
	}
	return result, err
}

func (b *breaker[T]) wait() time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return time.Until(b.until)
}

// mostAlone is the longest that a service is left alone at its word.
const mostAlone = time.Hour

func (b *breaker[T]) leaveAlone(d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.until = time.Now().Add(min(d, mostAlone))
}
