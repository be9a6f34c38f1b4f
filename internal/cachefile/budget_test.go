package cachefile_test

import (
	"context"
	"math"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
	b.Take("1", 1<<20)
	b.Take("", 5)
	if b.Left("1") != math.MaxInt || b.PerDay() != 0 {
		t.Error(b.Left("1"), b.PerDay())
	}
	restarted := quiet(t, path).Budget(0, time.Now)
	if diff := cmp.Diff(map[string]int{"1": 1 << 20, "": 5}, restarted.Used()); diff != "" {
		t.Error(diff)
	}
}

// Where there is no place for a file, too, the process counts for itself.
func TestBudgetWithoutPlace(t *testing.T) {
	var nowhere *cachefile.File
	b := nowhere.Budget(1000, time.Now)
	b.Take("1", 300)
	if b.Left("1") != 700 || b.Used()["1"] != 300 {
		t.Errorf("%d left", b.Left("1"))
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
