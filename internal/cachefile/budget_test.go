package cachefile_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"talksbot/internal/cachefile"
)

func background() context.Context { return context.Background() }

func TestBudget(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cache.db")
	now := time.Date(2025, 5, 13, 23, 59, 0, 0, time.FixedZone("west", -2*3600)) // the 14th in UTC
	clock := func() time.Time { return now }
	b := quiet(t, path).Budget(1000, clock)
	left := func(want int, guild string) {
		t.Helper()
		if got := b.Left(guild); got != want {
			t.Errorf("guild %q has %d left; want %d", guild, got, want)
		}
	}
	left(1000, "1")
	b.Take("1", 300)
	b.Take("", 50)
	b.Take("1", -5)
	left(700, "1")
	left(950, "")
	left(1000, "2")

	// Another process counts with it, and a restart forgets nothing.
	other := quiet(t, path).Budget(1000, clock)
	other.Take("1", 200)
	left(500, "1")
	b.Take("1", 100)
	b = quiet(t, path).Budget(1000, clock)
	left(400, "1")
	b.Take("1", 5000)
	left(0, "1")

	now = now.Add(21 * time.Hour)
	left(0, "1")
	now = now.Add(2 * time.Hour)
	left(1000, "1")
	b.Take("2", 10)
	left(1000, "1")
	left(990, "2")
}

func TestBudgetWithoutLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cache.db")
	b := quiet(t, path).Budget(0, time.Now)
	b.Take("1", 1<<40)
	if b.Left("1") != math.MaxInt {
		t.Error(b.Left("1"))
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("nothing is to be counted, but there is a file")
	}
}

// Where there is no file, the process counts for itself.
func TestBudgetWithoutFile(t *testing.T) {
	var said notes
	b := cachefile.At(t.TempDir(), said.add).Budget(1000, time.Now)
	b.Take("1", 300)
	b.Take("1", 300)
	if b.Left("1") != 400 || len(said.lines) != 1 {
		t.Errorf("%d left; it says:\n%s", b.Left("1"), &said)
	}
}
