package discordtest

import (
	"context"
	"fmt"
	"time"
)

// signal wakes those who wait for a thing to change. It is guarded by the
// Server's mutex and costs nothing while nobody waits.
type signal struct{ waiting chan struct{} }

func (s *signal) wait() <-chan struct{} {
	if s.waiting == nil {
		s.waiting = make(chan struct{})
	}
	return s.waiting
}

func (s *signal) fire() {
	if s.waiting != nil {
		close(s.waiting)
		s.waiting = nil
	}
}

// await calls ok under the Server's mutex, at once and after each change, until
// it says true. A context without a deadline gets the Server's patience.
func (s *Server) await(ctx context.Context, changed *signal, what string, ok func() bool) error {
	fits := false
	return s.awaitSeen(ctx, changed, what, func() { fits = ok() }, func() bool { return fits })
}

// awaitSeen calls look under the Server's mutex and ok without it, so that a test
// may ask the Server what it likes in its ok.
func (s *Server) awaitSeen(ctx context.Context, changed *signal, what string, look func(), ok func() bool) error {
	if _, has := ctx.Deadline(); !has {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, s.patience)
		defer cancel()
	}
	began := time.Now()
	for {
		s.mu.Lock()
		look()
		change := changed.wait()
		s.mu.Unlock()
		if ok() {
			return nil
		}
		select {
		case <-change:
		case <-ctx.Done():
			return fmt.Errorf("waited %v for %s: %w", time.Since(began).Round(time.Millisecond), what, ctx.Err())
		case <-s.done:
			return fmt.Errorf("waited for %s: the fake Discord is closed", what)
		}
	}
}
