package rag_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// shelf is a source whose folder, or error, a test exchanges.
type shelf struct {
	mu    sync.Mutex
	files folder
	err   error
}

func (s *shelf) put(f folder) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files = f
}

func (s *shelf) source() (*corpus.Collection, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return nil, s.err
	}
	return s.files.source()
}

const (
	bridge = "The new bridge opened on Friday. Mayor Ann Lee cut the ribbon. Thousands walked across it."
	ferry  = "The ferry stopped on Saturday. Its crew of nine found other work. The harbour is quiet."
	tower  = "The old tower fell in the storm. Nobody was hurt. The council wants to build it again."
)

func reload(t *testing.T, l *rag.Library) rag.Report {
	t.Helper()
	report, err := l.Reload(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func titles(s *rag.Snapshot) string {
	var all []string
	for _, a := range s.Articles() {
		all = append(all, a.ID)
	}
	return strings.Join(all, " ")
}

func TestReload(t *testing.T) {
	s := &shelf{files: folder{
		"bridge.md": article("2024-03-01", "Bridge opens", bridge),
		"ferry.md":  article("2024-03-02", "Ferry stops", ferry),
	}}
	library := openSource(t, s.source, options())
	before := library.Snapshot()

	s.put(folder{
		"bridge.md": article("2024-03-01", "Bridge opens", bridge+" It cost nine million crowns."),
		"tower.md":  article("2024-02-01", "Tower falls", tower),
	})
	report := reload(t, library)
	want := rag.Report{
		Revision: library.Snapshot().Revision(),
		Added:    []string{"tower"}, Changed: []string{"bridge"}, Removed: []string{"ferry"},
	}
	if diff := cmp.Diff(want, report, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("report: -want +got\n%s", diff)
	}
	if got := titles(library.Snapshot()); got != "tower bridge" {
		t.Errorf("articles %q, want the oldest first", got)
	}
	if a := ask(t, library.Snapshot(), "How much did the bridge cost?"); !strings.Contains(whole(a), "nine million") {
		t.Errorf("the changed article is not read: %s", whole(a))
	}
	if got := titles(before); got != "bridge ferry" {
		t.Errorf("the snapshot of before now has %q", got)
	}
	if a := ask(t, before, "When did the ferry stop?"); !strings.Contains(whole(a), "stopped on Saturday") {
		t.Errorf("the snapshot of before no longer answers: %s", whole(a))
	}

	again := reload(t, library)
	if diff := cmp.Diff(rag.Report{Revision: report.Revision}, again, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("a reload of the same folder reports\n%s", diff)
	}
}

func TestFailedReloadChangesNothing(t *testing.T) {
	s := &shelf{files: folder{"bridge.md": article("2024-03-01", "Bridge opens", bridge)}}
	library := openSource(t, s.source, options())
	before := library.Snapshot()

	gone := errors.New("the folder is gone")
	s.err = gone
	if _, err := library.Reload(t.Context(), nil); !errors.Is(err, gone) {
		t.Errorf("a source that fails: error %v", err)
	}
	s.err = nil
	s.put(folder{})
	if _, err := library.Reload(t.Context(), nil); err == nil {
		t.Error("no error from an empty folder")
	}
	s.put(folder{"new.md": "\xff\xfe", "other.md": ""})
	report, err := library.Reload(t.Context(), nil)
	if err == nil || len(report.Problems) != 2 {
		t.Errorf("a folder without a good file: error %v, problems %v", err, report.Problems)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s.put(folder{"ferry.md": ferry})
	if _, err := library.Reload(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled context: error %v", err)
	}
	if library.Snapshot() != before {
		t.Error("a reload that failed changed the snapshot")
	}
	if a := ask(t, library.Snapshot(), "Who cut the ribbon?"); !strings.Contains(whole(a), "Ann Lee") {
		t.Errorf("after failed reloads: %s", whole(a))
	}
}

func TestOpenFails(t *testing.T) {
	for name, f := range map[string]folder{"empty": {}, "broken": {"a.md": "---\ntitle: x\n"}} {
		if l, err := rag.Open(t.Context(), f.source, options()); err == nil || l != nil {
			t.Errorf("%s folder: %v, %v", name, l, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := rag.Open(ctx, folder{"a.md": bridge}.source, options()); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled context: %v", err)
	}
	nothing := func() (*corpus.Collection, error) { return nil, errors.New("no disk") }
	if _, err := rag.Open(t.Context(), nothing, options()); err == nil || !strings.Contains(err.Error(), "no disk") {
		t.Errorf("a source that gives nothing: %v", err)
	}
}

func TestBrokenArticleKeepsItsVersion(t *testing.T) {
	good := article("2024-03-01", "Bridge opens", bridge)
	other := article("2024-03-02", "Ferry stops", ferry)
	s := &shelf{files: folder{"news/bridge.md": good, "ferry.md": other}}
	library := openSource(t, s.source, options())
	revision := library.Snapshot().Revision()

	for _, broken := range []string{"---\ntitle: Bridge\n\nThe new bridge", "", "\xff\xff", article("2024-13-01", "Bridge", bridge)} {
		s.put(folder{"news/bridge.md": broken, "ferry.md": other})
		report := reload(t, library)
		if diff := cmp.Diff([]string{"bridge"}, report.Kept); diff != "" {
			t.Errorf("%.20q: kept %s", broken, diff)
		}
		if len(report.Added)+len(report.Changed)+len(report.Removed) > 0 || report.Revision != revision {
			t.Errorf("%.20q: a change is reported: %+v", broken, report)
		}
		if len(report.Problems) != 1 || !strings.Contains(report.Problems[0].String(), "bridge is served as it was read before") {
			t.Errorf("%.20q: the problem does not say what is served: %v", broken, report.Problems)
		}
		if a := ask(t, library.Snapshot(), "Who cut the ribbon?"); !strings.Contains(whole(a), "Ann Lee") {
			t.Errorf("%.20q: %s", broken, whole(a))
		}
	}

	s.put(folder{"news/bridge.md": "", "ferry.md": ""})
	if report := reload(t, library); len(report.Kept) != 2 || report.Revision != revision {
		t.Errorf("all broken: %+v", report)
	}

	s.put(folder{"ferry.md": other})
	if report := reload(t, library); len(report.Kept) > 0 || cmp.Diff([]string{"bridge"}, report.Removed) != "" {
		t.Errorf("a file that is gone: %+v", report)
	}
	if got := titles(library.Snapshot()); got != "ferry" {
		t.Errorf("articles %q", got)
	}

	s.put(folder{"news/bridge.md": "", "ferry.md": other})
	if report := reload(t, library); len(report.Kept) > 0 || len(report.Problems) != 1 {
		t.Errorf("broken from the start: %+v", report)
	}
	s.put(folder{"news/bridge.md": good, "ferry.md": other})
	if report := reload(t, library); cmp.Diff([]string{"bridge"}, report.Added) != "" || report.Revision != revision {
		t.Errorf("mended: %+v", report)
	}
}

// lockable is a folder of which a sub-folder may become unreadable.
type lockable struct {
	fs.FS
	locked string
}

func (l *lockable) Open(name string) (fs.File, error) {
	if name == l.locked {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.FS.Open(name)
}

func TestUnreadableFolderKeepsItsArticles(t *testing.T) {
	files := &lockable{FS: folder{"news/may/bridge.md": bridge, "ferry.md": ferry}.fs()}
	library := openSource(t, func() (*corpus.Collection, error) { return corpus.Load(files, "test") }, options())
	for _, locked := range []string{"news", "news/may", "news/may/bridge.md"} {
		files.locked = locked
		report := reload(t, library)
		if cmp.Diff([]string{"bridge"}, report.Kept) != "" || len(report.Removed) > 0 || len(report.Problems) != 1 {
			t.Errorf("%s is unreadable: %+v", locked, report)
		}
	}
}

func TestRevision(t *testing.T) {
	base := folder{
		"a.md": article("2024-03-01", "Bridge opens", bridge),
		"b.md": article("2024-03-02", "Ferry stops", ferry),
	}
	revision := serve(t, base).Revision()
	if again := serve(t, base).Revision(); again != revision || len(revision) != 12 {
		t.Errorf("revisions %q and %q of the same content", revision, again)
	}
	changes := map[string]folder{
		"text":       {"a.md": article("2024-03-01", "Bridge opens", bridge+" "), "b.md": base["b.md"]},
		"title":      {"a.md": article("2024-03-01", "Bridge opened", bridge), "b.md": base["b.md"]},
		"date":       {"a.md": article("2024-03-01T00:00:00Z", "Bridge opens", bridge), "b.md": base["b.md"]},
		"no date":    {"a.md": article("", "Bridge opens", bridge), "b.md": base["b.md"]},
		"name":       {"c.md": base["a.md"], "b.md": base["b.md"]},
		"more":       {"a.md": base["a.md"], "b.md": base["b.md"], "c.md": tower},
		"fewer":      {"a.md": base["a.md"]},
		"other name": {"a.md": base["b.md"], "b.md": base["a.md"]},
	}
	seen := map[string]string{revision: "the first"}
	for name, f := range changes {
		r := serve(t, f).Revision()
		if twin := seen[r]; twin != "" {
			t.Errorf("%s has the revision of %s", name, twin)
		}
		seen[r] = name
	}
	o := options()
	o.EmbedderID = "another"
	if r := openSource(t, base.source, o).Snapshot().Revision(); seen[r] != "" {
		t.Errorf("another embedder has the revision of %s", seen[r])
	}
}

// editions are folders that say the same thing differently, so that every
// answer shows which of them it comes from.
func editions(n int) []folder {
	all := make([]folder, n)
	for i := range all {
		all[i] = folder{
			"mayor.md": article("2024-03-01", "The mayor's speech", fmt.Sprintf("Mayor Ann Lee promised edition%d bridges in her speech. The speech was long. People clapped.", i)),
			"vote.md":  article("2024-03-05", "The vote", fmt.Sprintf("The council voted for edition%d bridges after the speech. Lee thanked it. The council met at night.", i)),
		}
	}
	return all
}

// TestReadersDuringReloads has readers ask while two writers reload: each answer
// is wholly of the edition that its revision names.
func TestReadersDuringReloads(t *testing.T) {
	all := editions(4)
	edition := map[string]string{} // revision → the word that only this edition has
	for i, f := range all {
		edition[serve(t, f).Revision()] = fmt.Sprintf("edition%d", i)
	}
	s := &shelf{files: all[0]}
	library := openSource(t, s.source, options())
	var done atomic.Bool
	var writers, readers sync.WaitGroup
	for w := range 2 {
		writers.Go(func() {
			for i := range 12 {
				s.put(all[(2*i+w)%len(all)])
				if _, err := library.Reload(t.Context(), nil); err != nil {
					t.Error(err)
				}
			}
		})
	}
	day := must(corpus.ParseDate("2024-03-03"))
	for range 4 {
		readers.Go(func() {
			for n := 0; n < 3 || !done.Load(); n++ {
				readEdition(t, library.Snapshot(), edition, day)
			}
		})
	}
	writers.Wait()
	done.Store(true)
	readers.Wait()
}

func readEdition(t *testing.T, s *rag.Snapshot, edition map[string]string, day corpus.Date) {
	own := edition[s.Revision()]
	a, err := s.Ask(t.Context(), "How many bridges did Ann Lee promise in the speech?")
	if err != nil || a.Abstained() || a.Revision() != s.Revision() {
		t.Errorf("answer %q of %s, error %v", whole(a), a.Revision(), err)
	}
	for _, q := range quoted(a) {
		if strings.Contains(q, "edition") && !strings.Contains(q, own) {
			t.Errorf("%q in an answer of %s", q, own)
		}
	}
	hits, err := s.Search(t.Context(), "bridges speech", 5)
	if err != nil || len(hits) != 2 {
		t.Errorf("%d hits, error %v", len(hits), err)
	}
	for _, h := range hits {
		if text := h.Passage.Article.Quote(h.Passage.Span); !strings.Contains(text, own) {
			t.Errorf("%q in a search of %s", text, own)
		}
	}
	then, err := s.AsOf(t.Context(), day)
	if err != nil || titles(then) != "mayor" || !strings.Contains(then.Articles()[0].Text, own) {
		t.Errorf("as of %s: %v, error %v", day, then, err)
	}
}

// TestTwoReloadsAtOnce lets two reloads meet: the source is never read by two at
// a time, and what the reports say adds up.
func TestTwoReloadsAtOnce(t *testing.T) {
	var reading, calls atomic.Int32
	source := func() (*corpus.Collection, error) {
		if reading.Add(1) > 1 {
			t.Error("the source is read by two at once")
		}
		defer reading.Add(-1)
		f := folder{"bridge.md": bridge}
		if n := calls.Add(1); n > 1 {
			f[fmt.Sprintf("extra%d.md", n)] = ferry
		}
		return f.source()
	}
	library := openSource(t, source, options())
	reports := make([]rag.Report, 6)
	var all sync.WaitGroup
	for i := range reports {
		all.Go(func() { reports[i], _ = library.Reload(t.Context(), nil) })
	}
	all.Wait()
	added, removed := 0, 0
	for _, r := range reports {
		added, removed = added+len(r.Added), removed+len(r.Removed)
	}
	if added != 6 || removed != 5 || len(library.Snapshot().Articles()) != 2 {
		t.Errorf("%d added, %d removed, %s is left", added, removed, titles(library.Snapshot()))
	}
}
