// Package chromem keeps vectors in a collection of chromem-go, in memory, and
// finds the nearest ones. It compares a query with every vector: 10,000 of 384
// dimensions take about 4 ms.
//
// The library has habits that would surprise its callers, and this package
// keeps them from doing so: it refuses more results than it has vectors, says
// nothing when the context has ended, computes with zero vectors until the
// similarity is no number, lets a second vector of one name replace the first,
// and cuts off equals in random order.
package chromem

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/philippgille/chromem-go"

	"talksbot/internal/rag"
)

// Index is a set of vectors of one length that does not change. It may be
// asked by many at once.
type Index struct {
	vectors *chromem.Collection
	count   int
	dims    int // 0 where there are no vectors
}

// Build makes an Index of vectors; ids[i] names vectors[i]. It is of type
// rag.VectorBuilder. It is an error where the vectors are not of one length,
// one of them has no direction (zero, infinite or not a number), or an id is
// empty or there twice. The slices are not kept.
func Build(ctx context.Context, ids []string, vectors [][]float32) (rag.VectorIndex, error) {
	if len(ids) != len(vectors) {
		return nil, fmt.Errorf("vector index: %d ids for %d vectors", len(ids), len(vectors))
	}
	c, err := chromem.NewDB().CreateCollection("passages", nil, neverEmbed)
	if err != nil {
		return nil, fmt.Errorf("vector index: %w", err)
	}
	x := &Index{vectors: c}
	seen := make(map[string]bool, len(ids))
	for i, id := range ids {
		if id == "" || seen[id] {
			return nil, fmt.Errorf("vector index: id %q of vector %d is empty or there twice", id, i)
		}
		seen[id] = true
		if err := x.add(ctx, id, vectors[i]); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// neverEmbed stands where a nil function would mean a call to OpenAI.
func neverEmbed(context.Context, string) ([]float32, error) {
	return nil, errors.New("vector index: it holds vectors, not texts")
}

// add stores one vector. One at a time is as fast as many, for the library
// does nothing but put a finished vector into a map.
func (x *Index) add(ctx context.Context, id string, vector []float32) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if x.count == 0 {
		x.dims = len(vector)
	}
	if len(vector) != x.dims {
		return fmt.Errorf("vector index: %s has %d dimensions, those before it %d", id, len(vector), x.dims)
	}
	unit, err := normalised(vector)
	if err != nil {
		return fmt.Errorf("vector index: %s: %w", id, err)
	}
	if unit == nil {
		return fmt.Errorf("vector index: %s is a zero vector", id)
	}
	x.count++
	return x.vectors.AddDocument(ctx, chromem.Document{ID: id, Embedding: unit})
}

// Nearest returns up to k neighbours by cosine, nearest first, ties by id. A k
// above the number of vectors means all of them. A zero vector has no
// neighbours.
func (x *Index) Nearest(ctx context.Context, vector []float32, k int) ([]rag.Neighbour, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	k = min(k, x.count)
	if k <= 0 {
		return nil, nil
	}
	if len(vector) != x.dims {
		return nil, fmt.Errorf("vector index: the query has %d dimensions, the vectors have %d", len(vector), x.dims)
	}
	unit, err := normalised(vector)
	if err != nil {
		return nil, fmt.Errorf("vector index: the query: %w", err)
	}
	if unit == nil {
		return nil, nil
	}
	return x.nearest(ctx, unit, k)
}

// nearest asks for more than k until the last result is farther away than the
// k-th: then all equals at the cut are among the results, and the cut is ours.
func (x *Index) nearest(ctx context.Context, unit []float32, k int) ([]rag.Neighbour, error) {
	for n := min(k+1, x.count); ; n = min(2*n, x.count) {
		found, err := x.vectors.QueryEmbedding(ctx, unit, n, nil, nil)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			return nil, fmt.Errorf("vector index: %w", err)
		}
		if len(found) != n {
			return nil, fmt.Errorf("vector index: %d of %d neighbours came back", len(found), n)
		}
		if n == x.count || found[n-1].Similarity < found[k-1].Similarity {
			return ordered(found)[:k], nil
		}
	}
}

// ordered sorts by similarity and then by id.
func ordered(found []chromem.Result) []rag.Neighbour {
	all := make([]rag.Neighbour, len(found))
	for i, r := range found {
		all[i] = rag.Neighbour{ID: r.ID, Similarity: min(1, max(-1, float64(r.Similarity)))}
	}
	slices.SortFunc(all, func(a, b rag.Neighbour) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// normalised is the vector at length 1, a copy, and nil for a zero vector.
func normalised(v []float32) ([]float32, error) {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if math.IsNaN(sum) || math.IsInf(sum, 0) {
		return nil, errors.New("a number of the vector is infinite or not a number")
	}
	if sum == 0 {
		return nil, nil
	}
	length := math.Sqrt(sum)
	unit := make([]float32, len(v))
	for i, x := range v {
		unit[i] = float32(float64(x) / length)
	}
	return unit, nil
}
