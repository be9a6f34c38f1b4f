package cachefile_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"talksbot/internal/cachefile"
	"talksbot/internal/rag"
)

var _ rag.Embedder = (*cachefile.Vectors)(nil)

// counter embeds a text by its length, and remembers what it was asked.
type counter struct {
	dims int

	mu    sync.Mutex
	asked []string
	fail  func(texts []string) error
}

func (c *counter) vector(text string) []float32 {
	v := make([]float32, c.dims)
	for i := range v {
		v[i] = float32(len(text)*(i+1)) / 7
	}
	return v
}

func (c *counter) EmbedDocuments(_ context.Context, texts []string) ([][]float32, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fail != nil {
		if err := c.fail(texts); err != nil {
			return nil, err
		}
	}
	c.asked = append(c.asked, texts...)
	var all [][]float32
	for _, text := range texts {
		all = append(all, c.vector(text))
	}
	return all, nil
}

func (c *counter) EmbedQuery(_ context.Context, text string) ([]float32, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = append(c.asked, text)
	return c.vector("?" + text), nil
}

// notes are the lines that a file says.
type notes struct {
	mu    sync.Mutex
	lines []string
}

func (n *notes) add(line string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lines = append(n.lines, line)
}

func (n *notes) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return strings.Join(n.lines, "\n")
}

// quiet is a file that must have nothing to say.
func quiet(t *testing.T, path string) *cachefile.File {
	return cachefile.At(path, func(line string) { t.Errorf("the file says: %s", line) })
}

func texts(from, to int) []string {
	var all []string
	for i := from; i < to; i++ {
		all = append(all, fmt.Sprintf("text %d %s", i, strings.Repeat("x", i%50)))
	}
	return all
}

// check has v embed texts, and looks whether the vectors are right.
func check(t *testing.T, v *cachefile.Vectors, c *counter, texts []string) {
	t.Helper()
	got, err := v.EmbedDocuments(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		if !slices.Equal(got[i], c.vector(text)) {
			t.Fatalf("%q: %v; want %v", text, got[i], c.vector(text))
		}
	}
}

// Only what is new is embedded, from one process to the next, and each text once.
func TestOnlyWhatIsNew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "below", "cache.db")
	c := &counter{dims: 3}
	for _, step := range []struct {
		texts []string
		new   int
	}{
		{texts(0, 300), 300},
		{texts(0, 300), 0},
		{slices.Concat(texts(200, 310), texts(0, 5), texts(305, 310)), 10},
		{nil, 0},
	} {
		c.asked = nil
		check(t, quiet(t, path).Vectors(c, "a"), c, step.texts)
		if len(c.asked) != step.new {
			t.Errorf("%d texts were embedded; want %d", len(c.asked), step.new)
		}
	}
}

// A question is remembered too, and is not the same as a text that reads so.
func TestQuestions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cache.db")
	c := &counter{dims: 3}
	v := quiet(t, path).Vectors(c, "a")
	check(t, v, c, []string{"who?"})
	for range 3 {
		got, err := v.EmbedQuery(t.Context(), "who?")
		if err != nil || !slices.Equal(got, c.vector("?who?")) {
			t.Errorf("%v, %v", got, err)
		}
	}
	if diff := cmp.Diff([]string{"who?", "who?"}, c.asked); diff != "" {
		t.Error(diff)
	}
}

// Vectors of two embedders are never mixed, and going back costs nothing.
func TestTwoEmbedders(t *testing.T) {
	f := quiet(t, filepath.Join(t.TempDir(), "cache.db"))
	one, two := &counter{dims: 3}, &counter{dims: 4}
	for range 2 {
		check(t, f.Vectors(one, "one"), one, texts(0, 10))
		check(t, f.Vectors(two, "two"), two, texts(0, 10))
	}
	if len(one.asked) != 10 || len(two.asked) != 10 {
		t.Errorf("%d and %d texts were embedded", len(one.asked), len(two.asked))
	}
}

// Where the model behind a name becomes another one, its old vectors go.
func TestModelReplaced(t *testing.T) {
	f := quiet(t, filepath.Join(t.TempDir(), "cache.db"))
	old, replaced := &counter{dims: 3}, &counter{dims: 4}
	check(t, f.Vectors(old, "a"), old, texts(0, 300))
	check(t, f.Vectors(replaced, "a"), replaced, texts(0, 301))
	replaced.asked = nil
	check(t, f.Vectors(replaced, "a"), replaced, texts(0, 301))
	if len(replaced.asked) != 0 {
		t.Errorf("%d texts were embedded again", len(replaced.asked))
	}
}

// What was made before an error is kept.
func TestErrorsKeepWhatWasMade(t *testing.T) {
	f := quiet(t, filepath.Join(t.TempDir(), "cache.db"))
	c := &counter{dims: 3}
	down := errors.New("down")
	c.fail = func([]string) error {
		if len(c.asked) >= 200 {
			return down
		}
		return nil
	}
	if _, err := f.Vectors(c, "a").EmbedDocuments(t.Context(), texts(0, 400)); !errors.Is(err, down) {
		t.Fatal(err)
	}
	c.fail = nil
	made := len(c.asked)
	check(t, f.Vectors(c, "a"), c, texts(0, 400))
	if made < 200 || len(c.asked) != 400 {
		t.Errorf("%d texts were embedded, %d before the error", len(c.asked), made)
	}
	c.fail = func([]string) error { return nil }
	short := shortEmbedder{c}
	if _, err := f.Vectors(short, "b").EmbedDocuments(t.Context(), texts(0, 4)); err == nil || !strings.Contains(err.Error(), "4 texts gave 3 vectors") {
		t.Errorf("too few vectors: %v", err)
	}
}

type shortEmbedder struct{ *counter }

func (s shortEmbedder) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	return s.counter.EmbedDocuments(ctx, texts[1:])
}

func TestSideBySide(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cache.db")
	c := &counter{dims: 3}
	var all sync.WaitGroup
	for range 8 {
		v := quiet(t, path).Vectors(c, "a") // each as a process of its own would
		all.Go(func() {
			for i := range 5 {
				got, err := v.EmbedDocuments(t.Context(), texts(i, i+20))
				if err != nil || len(got) != 20 {
					t.Errorf("%d vectors, %v", len(got), err)
				}
				if _, err := v.EmbedQuery(t.Context(), "who?"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}
