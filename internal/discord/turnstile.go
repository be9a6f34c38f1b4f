package discord

import (
	"context"
	"runtime"
	"sync"
	"time"
)

// turnstile lets answers begin: as many at a time as leave a processor for the
// rest, and while others are acknowledged, a little later. An acknowledgement
// takes a moment and has three seconds; an answer takes all of a processor.
type turnstile struct {
	slots chan struct{}

	mu     sync.Mutex
	urgent int           // acknowledgements under way
	none   chan struct{} // closed once there are none; nil while nobody waits
}

// politeness is how long an answer lets acknowledgements go first. On the network
// each takes a while in which nothing is to be worked out.
const politeness = 100 * time.Millisecond

// newTurnstile lets so many answers be worked out side by side; 0 for one less
// than there are processors.
func newTurnstile(atOnce int) *turnstile {
	if atOnce <= 0 {
		atOnce = max(1, runtime.GOMAXPROCS(0)-1)
	}
	return &turnstile{slots: make(chan struct{}, atOnce)}
}

// hurry counts an acknowledgement until done, which may be called again.
func (t *turnstile) hurry() (done func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.urgent++
	return sync.OnceFunc(t.calm)
}

func (t *turnstile) calm() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.urgent--; t.urgent == 0 && t.none != nil {
		close(t.none)
		t.none = nil
	}
}

// calmed is closed once no acknowledgement is under way; nil where that is so.
func (t *turnstile) calmed() <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.urgent > 0 && t.none == nil {
		t.none = make(chan struct{})
	}
	return t.none
}

// enter waits for a place; leave gives it back.
func (t *turnstile) enter(ctx context.Context) error {
	t.giveWay(ctx)
	select {
	case t.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t *turnstile) leave() { <-t.slots }

// giveWay lets acknowledgements go first.
func (t *turnstile) giveWay(ctx context.Context) {
	none := t.calmed()
	if none == nil {
		return
	}
	most := time.NewTimer(politeness)
	defer most.Stop()
	select {
	case <-none:
	case <-most.C:
	case <-ctx.Done():
	}
}
