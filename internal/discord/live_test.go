package discord

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"talksbot/internal/rag"
)

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
