package langchaingo

import (
	"errors"
	"testing"
	"time"

	"talksbot/internal/rag"
)

// After the pause one request tries the service again; if it works, all do.
func TestBreakerTriesAgain(t *testing.T) {
	b := newBreaker[int]("m", 20*time.Millisecond)
	dead, asked := true, 0
	ask := func() (int, error) {
		asked++
		if dead {
			return 0, &rag.ModelError{Kind: rag.ErrUnavailable}
		}
		return 1, nil
	}
	for range 10 {
		if _, err := b.run(ask); !errors.Is(err, rag.ErrUnavailable) {
			t.Fatal(err)
		}
	}
	if asked != failuresInARow {
		t.Errorf("asked %d times", asked)
	}
	time.Sleep(30 * time.Millisecond)
	if _, err := b.run(ask); err == nil || asked != failuresInARow+1 {
		t.Errorf("%v after %d times", err, asked)
	}
	dead = false
	time.Sleep(30 * time.Millisecond)
	for range 3 {
		if n, err := b.run(ask); n != 1 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
	}
}
