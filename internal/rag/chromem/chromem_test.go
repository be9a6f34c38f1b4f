package chromem

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"talksbot/internal/rag"
)

var _ rag.VectorBuilder = Build

func build(t *testing.T, ids []string, vectors ...[]float32) rag.VectorIndex {
	t.Helper()
	x, err := Build(t.Context(), ids, vectors)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func nearest(t *testing.T, x rag.VectorIndex, v []float32, k int) []string {
	t.Helper()
	found, err := x.Nearest(t.Context(), v, k)
	if err != nil {
		t.Fatal(err)
	}
	ids := []string{}
	for _, n := range found {
		ids = append(ids, n.ID)
	}
	return ids
}

func TestNearest(t *testing.T) {
	x := build(t, []string{"east", "north", "west"}, []float32{2, 0}, []float32{0, 0.5}, []float32{-1e-3, 0})
	found, err := x.Nearest(t.Context(), []float32{3, 3}, 3)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{math.Sqrt2 / 2, math.Sqrt2 / 2, -math.Sqrt2 / 2} {
		if math.Abs(found[i].Similarity-want) > 1e-6 {
			t.Errorf("similarity %d is %v, want %v", i, found[i].Similarity, want)
		}
	}
	if diff := cmp.Diff([]string{"east", "north", "west"}, nearest(t, x, []float32{1, 1}, 3)); diff != "" {
		t.Error(diff)
	}
}

func TestNearestAboveTheCount(t *testing.T) {
	x := build(t, []string{"a", "b"}, []float32{1, 0}, []float32{0, 1})
	for k, want := range map[int]int{-1: 0, 0: 0, 1: 1, 2: 2, 3: 2, math.MaxInt: 2} {
		if got := nearest(t, x, []float32{1, 0.1}, k); len(got) != want {
			t.Errorf("k = %d gives %v", k, got)
		}
	}
}

func TestNearestOfNothing(t *testing.T) {
	x := build(t, nil)
	if got := nearest(t, x, []float32{1}, 3); len(got) != 0 {
		t.Errorf("an empty index found %v", got)
	}
}

func TestNearestZeroQuery(t *testing.T) {
	x := build(t, []string{"a"}, []float32{1, 0})
	if got := nearest(t, x, []float32{0, 0}, 1); len(got) != 0 {
		t.Errorf("a zero vector found %v", got)
	}
}

func TestNearestTies(t *testing.T) {
	const same = 40
	var ids []string
	var vectors [][]float32
	for i := range same {
		ids = append(ids, fmt.Sprintf("tie%02d", (i*7)%same))
		vectors = append(vectors, []float32{1, 1})
	}
	ids, vectors = append(ids, "best", "worst"), append(vectors, []float32{1, 0}, []float32{-1, 0})
	x := build(t, ids, vectors...)
	want := []string{"best", "tie00", "tie01"}
	for range 20 {
		if diff := cmp.Diff(want, nearest(t, x, []float32{1, 0}, 3)); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestEndedContext(t *testing.T) {
	x := build(t, []string{"a"}, []float32{1})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := x.Nearest(ctx, []float32{1}, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("Nearest: %v", err)
	}
	if _, err := Build(ctx, []string{"a"}, [][]float32{{1}}); !errors.Is(err, context.Canceled) {
		t.Errorf("Build: %v", err)
	}
}

func TestErrors(t *testing.T) {
	inf := float32(math.Inf(1))
	for _, c := range []struct {
		ids     []string
		vectors [][]float32
		want    string
	}{
		{[]string{"a", "b"}, [][]float32{{1, 0}, {1}}, "b has 1 dimensions, those before it 2"},
		{[]string{"a"}, [][]float32{{0, 0}}, "a is a zero vector"},
		{[]string{"a"}, [][]float32{{}}, "a is a zero vector"},
		{[]string{"a"}, [][]float32{{inf}}, "a: a number of the vector is infinite"},
		{[]string{"a", "a"}, [][]float32{{1}, {2}}, "there twice"},
		{[]string{""}, [][]float32{{1}}, "empty"},
		{[]string{"a"}, nil, "1 ids for 0 vectors"},
	} {
		if _, err := Build(t.Context(), c.ids, c.vectors); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Build(%q, %v): %v, want %q", c.ids, c.vectors, err, c.want)
		}
	}
	x := build(t, []string{"a"}, []float32{1, 0})
	for _, v := range [][]float32{{1}, nil, {inf, 0}} {
		if _, err := x.Nearest(t.Context(), v, 1); err == nil {
			t.Errorf("Nearest(%v) is no error", v)
		}
	}
}

func TestVectorsAreCopied(t *testing.T) {
	v := [][]float32{{1, 0}, {0, 1}}
	x := build(t, []string{"a", "b"}, v...)
	v[0][0] = -1
	if got := nearest(t, x, []float32{1, 0}, 1); got[0] != "a" {
		t.Errorf("nearest is %v, want a", got)
	}
}

func TestManyReaders(t *testing.T) {
	x := build(t, []string{"a", "b"}, []float32{1, 0}, []float32{0, 1})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := x.Nearest(t.Context(), []float32{1, 2}, 1); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}
