package discord

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"talksbot/internal/rag"
)

// What is written is shown at once, then once a second at most, and nothing after
// the end; the last that was set before a showing is what it shows.
func TestLiveOnceASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var shown []time.Time
		set := 0
		l := &live{
			log:  slog.New(slog.DiscardHandler),
			look: func(rag.Answer) message { return message{} },
			place: func(context.Context, message) error {
				shown = append(shown, time.Now())
				return nil
			},
		}
		start := time.Now()
		for range 47 {
			l.set(t.Context(), rag.Answer{})
			set++
			time.Sleep(100 * time.Millisecond)
		}
		l.end()
		n := len(shown)
		time.Sleep(time.Minute)
		if n != 5 || len(shown) != n || shown[0].Sub(start) > 0 {
			t.Errorf("of %d sentences %d were shown, %d after the end, the first after %s", set, n, len(shown)-n, shown[0].Sub(start))
		}
		for i := range shown[1:] {
			if gap := shown[i+1].Sub(shown[i]); gap < time.Second {
				t.Errorf("showing %d comes %s after the one before", i+2, gap)
			}
		}
	})
}

// A panic while an answer under way is shown is one line in the log, and the whole
// answer comes all the same.
func TestLivePanics(t *testing.T) {
	var log strings.Builder
	l := &live{
		log:   slog.New(slog.NewTextHandler(&log, nil)),
		look:  func(rag.Answer) message { panic("no look") },
		place: func(context.Context, message) error { return nil },
	}
	l.set(t.Context(), rag.Answer{})
	l.end()
	if !strings.Contains(log.String(), "no look") {
		t.Errorf("the log is %q", log.String())
	}
}
