package discord

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/rag"
)

// editEvery is how often an answer that is being written is edited at most.
const editEvery = time.Second

// live shows an answer while a language model writes it: what has been verified,
// once a second at most. Nothing is begun where no model writes.
type live struct {
	place func(context.Context, message) error // where it is to be seen
	look  func(rag.Answer) message
	log   *slog.Logger

	mu    sync.Mutex
	have  rag.Answer
	fresh bool
	over  chan struct{} // closed by end; nil until the first sentence
	done  chan struct{}
}

// set is given the answer as far as it is.
func (l *live) set(ctx context.Context, a rag.Answer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.have, l.fresh = a, true
	if l.over == nil {
		l.over, l.done = make(chan struct{}), make(chan struct{})
		go func() {
			defer close(l.done)
			_ = guarded(l.log, func() error { l.run(ctx); return nil })
		}()
	}
}

func (l *live) run(ctx context.Context) {
	for {
		if a, fresh := l.take(); fresh && l.place(ctx, l.look(a)) != nil {
			return // the whole answer will say what is wrong
		}
		select {
		case <-time.After(editEvery):
		case <-l.over:
			return
		}
	}
}

func (l *live) take() (rag.Answer, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	fresh := l.fresh
	l.fresh = false
	return l.have, fresh
}

// end waits for what is on its way, so that nothing comes after the whole answer:
// a request that is cut off may have arrived.
func (l *live) end() {
	l.mu.Lock()
	over := l.over
	l.mu.Unlock()
	if over != nil {
		close(over)
		<-l.done
	}
}

// underWay is an answer that is being written, without controls.
func (r renderer) underWay(a rag.Answer, o occasion) message {
	m := r.answer(a, []string{"… is being written"}, o)[0]
	m.Components = []discordgo.MessageComponent{}
	return m
}
