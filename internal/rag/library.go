package rag

import (
	"context"
	"fmt"
	"path"
	"sort"
	"sync"
	"sync/atomic"
	"time"

	"talksbot/internal/corpus"
)

// Source reads the collection anew. It may return a collection together with
// an error: then the problems in it say what was wrong.
type Source func() (*corpus.Collection, error)

// Library holds the live Snapshot. Any number of readers may take it while one
// reload builds the next beside it.
type Library struct {
	source   Source
	options  Options
	reload   sync.Mutex // one reload at a time; readers do not wait for it
	snapshot atomic.Pointer[Snapshot]
}

// Open reads the source for the first time and builds its Snapshot. The error,
// where nothing can be served, is a sentence for the person who runs the
// program.
func Open(ctx context.Context, source Source, o Options) (*Library, error) {
	l := &Library{source: source, options: o}
	if _, err := l.Reload(ctx, nil); err != nil {
		return nil, err
	}
	return l, nil
}

// Snapshot is the collection as it is now. Keep the value for the whole of one
// answer: the next call may return another.
func (l *Library) Snapshot() *Snapshot { return l.snapshot.Load() }

// Report tells what a reload changed, by article ID in alphabetical order.
type Report struct {
	Revision                string
	Added, Changed, Removed []string
	Kept                    []string // broken now, so the version read earlier stays
	Problems                []corpus.Problem
	Lacking                 error // as that of the Snapshot
}

// Reload reads the source, builds a Snapshot beside the live one and swaps the
// two. An article that was good and is now broken keeps its old version. After
// an error nothing has changed; the report then still names the problems.
// progress, where it is not nil, is told in place of Options.Progress how far
// the new Snapshot is.
func (l *Library) Reload(ctx context.Context, progress func(done, total int)) (Report, error) {
	l.reload.Lock()
	defer l.reload.Unlock()
	c, err := l.source()
	if c == nil {
		c = &corpus.Collection{}
	}
	before := l.Snapshot()
	kept := keepBroken(c, before)
	report := Report{Kept: kept, Problems: c.Problems}
	if err != nil && len(c.Articles) == 0 {
		return report, err
	}
	o := l.options
	if progress != nil {
		o.Progress = progress
	}
	set, err := o.topics()
	if err != nil {
		return report, err
	}
	next, err := newSnapshot(ctx, c, o)
	if err != nil {
		return report, err
	}
	next.topics = set
	next.options.Progress, next.readAt = l.options.Progress, time.Now()
	report.Lacking = next.lacking
	report.compare(before, next)
	l.snapshot.Store(next)
	return report, nil
}

// Complete makes the vectors that the live Snapshot lacks, and swaps it for one
// that has them. The articles stay as they were read. The error is why they cannot
// be had even now; then nothing has changed.
func (l *Library) Complete(ctx context.Context) error {
	l.reload.Lock()
	defer l.reload.Unlock()
	s := l.Snapshot()
	if s.lacking == nil {
		return nil
	}
	o := l.options
	o.Reserve, o.Progress = nil, nil
	made := makeVectors(ctx, s.passages, o)
	if made.err != nil {
		return made.err
	}
	made.options = l.options
	l.snapshot.Store(s.with(made))
	return nil
}

// keepBroken puts back the articles whose files have become unreadable, and
// returns their IDs. A file that is gone is gone.
func keepBroken(c *corpus.Collection, before *Snapshot) []string {
	if before == nil {
		return nil
	}
	read := map[string]bool{}
	for _, a := range c.Articles {
		read[a.ID] = true
	}
	broken := map[string]int{}
	for i, p := range c.Problems {
		broken[p.Path] = i
	}
	var kept []string
	for _, a := range before.articles {
		i, isBroken := brokenAt(broken, a.Path)
		if !isBroken || read[a.ID] {
			continue
		}
		c.Articles = append(c.Articles, a)
		c.Problems[i].Mend += fmt.Sprintf(" (until then %s is served as it was read before)", a.ID)
		kept = append(kept, a.ID)
	}
	corpus.Sort(c.Articles)
	sort.Strings(kept)
	return kept
}

// brokenAt finds the problem of a file, or of a folder that it lies in.
func brokenAt(broken map[string]int, file string) (int, bool) {
	for p := file; p != "." && p != "/"; p = path.Dir(p) {
		if i, ok := broken[p]; ok {
			return i, true
		}
	}
	return 0, false
}

// compare fills in what is different between two Snapshots.
func (r *Report) compare(before, after *Snapshot) {
	r.Revision = after.revision
	for _, a := range after.articles {
		switch old := before.Article(a.ID); {
		case old == nil:
			r.Added = append(r.Added, a.ID)
		case old.Hash() != a.Hash():
			r.Changed = append(r.Changed, a.ID)
		}
	}
	if before != nil {
		for _, a := range before.articles {
			if after.Article(a.ID) == nil {
				r.Removed = append(r.Removed, a.ID)
			}
		}
	}
	sort.Strings(r.Added)
	sort.Strings(r.Changed)
	sort.Strings(r.Removed)
}
