package rag

import (
	"context"
	"sync"

	"talksbot/internal/corpus"
	"talksbot/internal/rag/lexical"
	"talksbot/internal/topics"
)

// groundwork is what topic commands need of a Snapshot. Each part is made when
// it is first asked for, and kept as long as the Snapshot is.
type groundwork struct {
	origins  func() map[*corpus.Article]*corpus.Article // of copies: the oldest article with their text
	events   func() []event
	callings func() []difference // in names and offices
	measured func() []difference // in numbers and days

	mu   sync.Mutex
	told map[*topics.Command]*told
}

// told is what the articles say to a command, whatever its options.
type told struct {
	mu     sync.Mutex
	done   bool
	claims []claim
}

func newGroundwork(s *Snapshot) *groundwork {
	return &groundwork{
		origins:  sync.OnceValue(s.copies),
		events:   sync.OnceValue(s.events),
		callings: sync.OnceValue(s.nameDifferences),
		measured: sync.OnceValue(s.numberDifferences),
		told:     map[*topics.Command]*told{},
	}
}

// keptCommands is for how many commands claims are kept: those of one file, and
// some of the file before it.
const keptCommands = 64

// claims are those of a command, which find gathers passage by passage when they
// are first asked for. A gathering that is broken off is not kept.
func (w *groundwork) claims(ctx context.Context, c *topics.Command, find func([]claim, int) []claim, passages func() []int) ([]claim, error) {
	t := w.entry(c)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.done {
		return t.claims, nil
	}
	var found []claim
	for i, doc := range passages() {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		found = find(found, doc)
	}
	t.claims, t.done = found, true
	return found, nil
}

func (w *groundwork) entry(c *topics.Command) *told {
	w.mu.Lock()
	defer w.mu.Unlock()
	t := w.told[c]
	if t == nil {
		if len(w.told) >= keptCommands {
			clear(w.told)
		}
		t = &told{}
		w.told[c] = t
	}
	return t
}

// having are the passages that have one of the stems in one of the fields.
func (s *Snapshot) having(stems map[string]bool, fields ...lexical.Field) map[int]bool {
	found := map[int]bool{}
	for stem := range stems {
		for doc := range s.index.Documents(stem, fields...) {
			found[doc] = true
		}
	}
	return found
}
