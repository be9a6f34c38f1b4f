package rag_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"talksbot/internal/rag"
)

// moody makes the vectors of the model that is built in, backwards, or fails.
type moody struct {
	down atomic.Pointer[rag.ModelError]
}

func (m *moody) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	if failure := m.down.Load(); failure != nil {
		return nil, failure
	}
	made, err := model().EmbedDocuments(ctx, texts)
	for _, v := range made {
		turned(v)
	}
	return made, err
}

func (m *moody) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if m.down.Load() != nil {
		return nil, nil
	}
	v, err := model().EmbedQuery(ctx, text)
	turned(v)
	return v, err
}

func turned(v []float32) {
	for i, j := 0, len(v)-1; i < j; i, j = i+1, j-1 {
		v[i], v[j] = v[j], v[i]
	}
}

// Where the embedder is down, a collection has the vectors of the reserve, all of
// it, and bears the reserve's name in its revision, until the others can be had.
func TestReserve(t *testing.T) {
	for _, kind := range []error{rag.ErrUnavailable, rag.ErrOverQuota, rag.ErrRefused} {
		m := &moody{}
		m.down.Store(&rag.ModelError{Kind: kind, Model: "moody"})
		files := &shelf{files: folder{"bridge.md": bridge}}
		o := options()
		local := openSource(t, files.source, o).Snapshot()
		o.Reserve, o.ReserveID, o.Embedder, o.EmbedderID = o.Embedder, o.EmbedderID, m, "moody"
		l := openSource(t, files.source, o)
		same := func(when string) {
			t.Helper()
			s := l.Snapshot()
			if !errors.Is(s.Lacking(), kind) || s.Revision() != local.Revision() {
				t.Errorf("%s: lacking %v, revision %s; want that of the reserve, %s", when, s.Lacking(), s.Revision(), local.Revision())
			}
			want, err := local.Search(t.Context(), "Who walked over the river crossing?", 5)
			got, errGot := s.Search(t.Context(), "Who walked over the river crossing?", 5)
			if err != nil || errGot != nil || len(got) != len(want) || got[0].Score != want[0].Score {
				t.Errorf("%s: hits %v, %v; want %v, %v", when, got, errGot, want, err)
			}
		}
		same("at the start")
		if err := l.Complete(t.Context()); !errors.Is(err, kind) {
			t.Errorf("completed while it is down: %v", err)
		}
		same("after an attempt")

		// A reload serves what is there now, though the vectors are not.
		files.put(folder{"ferry.md": article("2024-03-04", "Ferry stops", ferry)})
		if report := reload(t, l); !errors.Is(report.Lacking, kind) || titles(l.Snapshot()) != "ferry" {
			t.Errorf("a reload: %v, %s", report.Lacking, titles(l.Snapshot()))
		}

		m.down.Store(nil)
		before := l.Snapshot()
		if err := l.Complete(t.Context()); err != nil {
			t.Fatal(err)
		}
		s := l.Snapshot()
		o.Reserve = nil
		if want := openSource(t, files.source, o).Snapshot(); s.Lacking() != nil || s.Revision() != want.Revision() || s.Revision() == before.Revision() {
			t.Errorf("completed: lacking %v, revision %s; want %s", s.Lacking(), s.Revision(), want.Revision())
		}
		if a, err := s.Ask(t.Context(), "How many found other work?"); err != nil || a.Abstained() || !s.ReadAt().Equal(before.ReadAt()) {
			t.Errorf("completed: %v, %s", err, whole(a))
		}
		for _, of := range []*rag.Snapshot{before, s} {
			if g := group(t, of, ownTopics(t), "timeline", nil); len(g.Groups) == 0 {
				t.Errorf("/timeline: %s", whole(g.Answer))
			}
		}
		if a, err := before.Ask(t.Context(), "How many found other work?"); err != nil || a.Abstained() {
			t.Errorf("the Snapshot before: %v, %s", err, whole(a))
		}
		if err := l.Complete(t.Context()); err != nil || l.Snapshot() != s {
			t.Errorf("nothing is lacking: %v", err)
		}
	}
}

// What is not the embedder's failure is no reason for the reserve, nor is a start
// that is called off.
func TestNoReserve(t *testing.T) {
	o := badParts{documents: func([]string) ([][]float32, error) { return nil, errBroken }}.options()
	o.Reserve, o.ReserveID = model(), "local"
	if _, err := rag.Open(t.Context(), calendar.source, o); !errors.Is(err, errBroken) {
		t.Errorf("an error of another kind: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	o.Embedder = badParts{documents: func([]string) ([][]float32, error) {
		cancel()
		return nil, &rag.ModelError{Kind: rag.ErrUnavailable}
	}}
	if _, err := rag.Open(ctx, calendar.source, o); err == nil {
		t.Error("called off, and opened")
	}
}
