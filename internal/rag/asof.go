package rag

import (
	"context"
	"fmt"
	"sync"

	"talksbot/internal/corpus"
)

// keptDates is how many dated Snapshots are kept, the latest used ones.
const keptDates = 8

// dateCache keeps the Snapshots of single dates while they are used.
type dateCache struct {
	mu      sync.Mutex
	entries []*datedSnapshot // last used last
}

type datedSnapshot struct {
	date     corpus.Date
	building sync.Mutex
	snapshot *Snapshot
}

// AsOf is the collection without what was published after the date, names,
// counts and word statistics included. Undated articles are left out. The error
// says when the collection begins if nothing is left.
func (s *Snapshot) AsOf(ctx context.Context, date corpus.Date) (*Snapshot, error) {
	if date.IsZero() || !s.asOf.IsZero() && !s.asOf.After(date) {
		return s, nil
	}
	e := s.dated.entry(date)
	e.building.Lock()
	defer e.building.Unlock()
	if e.snapshot == nil {
		view, err := s.until(ctx, date)
		if err != nil {
			return nil, err
		}
		e.snapshot = view
	}
	return e.snapshot, nil
}

// entry finds or makes the place of a date, and forgets the one unused longest.
func (c *dateCache) entry(date corpus.Date) *datedSnapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, e := range c.entries {
		if sameDate(e.date, date) {
			c.entries = append(append(c.entries[:i:i], c.entries[i+1:]...), e)
			return e
		}
	}
	if len(c.entries) == keptDates {
		c.entries = c.entries[1:]
	}
	e := &datedSnapshot{date: date}
	c.entries = append(c.entries, e)
	return e
}

// sameDate tells whether two dates are written alike and mean the same. They
// cannot be compared with ==: a zone that was read twice is two zones.
func sameDate(a, b corpus.Date) bool {
	return a.HasClock() == b.HasClock() && a.String() == b.String() && a.Time().Equal(b.Time())
}

// until builds the Snapshot of what was published up to the date.
func (s *Snapshot) until(ctx context.Context, date corpus.Date) (*Snapshot, error) {
	c := &corpus.Collection{Problems: s.problems}
	var undated []string
	var first corpus.Date
	for _, a := range s.articles {
		switch {
		case a.Published.IsZero():
			undated = append(undated, a.ID)
		case a.Published.After(date):
			if first.IsZero() {
				first = a.Published
			}
		default:
			c.Articles = append(c.Articles, a)
		}
	}
	if len(c.Articles) == 0 {
		return nil, tooEarly(date, first)
	}
	view, err := newSnapshot(ctx, c, s.options)
	if err != nil {
		return nil, err
	}
	view.asOf, view.leftOut, view.readAt, view.topics = date, undated, s.readAt, s.topics
	return view, nil
}

// TooEarlyError says, to the person who gave it, that nothing is known as of a
// date.
type TooEarlyError string

func (e TooEarlyError) Error() string { return string(e) }

func tooEarly(date, first corpus.Date) error {
	if first.IsZero() {
		return TooEarlyError(fmt.Sprintf("no article of the collection has a date, so nothing is known as of %s: leave the date out", date))
	}
	return TooEarlyError(fmt.Sprintf("the collection begins on %s, so nothing is known as of %s: give a later date", first.Day(), date))
}
