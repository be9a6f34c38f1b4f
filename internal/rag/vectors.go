package rag

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"talksbot/internal/corpus"
)

// Embedder turns texts into vectors of one length. An empty vector for a
// question means that nothing is known of it: then the words alone decide. The
// embedders of langchaingo satisfy it as they are.
type Embedder interface {
	EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error)
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
}

// VectorBuilder makes a VectorIndex of vectors of one length, none of them
// zero; ids[i] names vectors[i].
type VectorBuilder func(ctx context.Context, ids []string, vectors [][]float32) (VectorIndex, error)

// VectorIndex finds the vectors nearest to one, by cosine.
type VectorIndex interface {
	// Nearest returns up to k neighbours, nearest first, ties by id. A k above
	// the number of vectors is no error.
	Nearest(ctx context.Context, vector []float32, k int) ([]Neighbour, error)
}

// Neighbour is a vector found, with its cosine in -1..1.
type Neighbour struct {
	ID         string
	Similarity float64
}

// minForCommon is the number of passages above which the collection's common
// component can be told from what its passages say.
const minForCommon = 50

// vectorSpace is a collection's vectors with what was computed from all of
// them. It belongs to the Snapshot: the embedder knows nothing of it.
type vectorSpace struct {
	embedder Embedder
	index    VectorIndex
	common   []float32 // of length 1; nil where none is taken away
}

func newVectorSpace(ctx context.Context, passages []corpus.Passage, o Options) (*vectorSpace, error) {
	texts := make([]string, len(passages))
	for i, p := range passages {
		texts[i] = p.Article.Title + ". " + p.Heading + ". " + p.Article.Quote(p.Span)
	}
	vectors, err := o.embed(ctx, texts)
	if err != nil {
		return nil, err
	}
	v := &vectorSpace{embedder: o.Embedder}
	if len(passages) > minForCommon {
		v.common = firstComponent(vectors)
	}
	var ids []string
	var usable [][]float32
	for i, vec := range vectors {
		if vec, ok := v.place(vec); ok {
			ids, usable = append(ids, passages[i].ID), append(usable, vec)
		}
	}
	v.index, err = o.Vectors(ctx, ids, usable)
	return v, err
}

// vectorsMade is what came of making the vectors of a collection.
type vectorsMade struct {
	vectors *vectorSpace
	options Options // with the embedder that made them
	lacking error   // why it is the reserve
	err     error
}

// makeVectors makes the vectors of passages, and those of the reserve where the embedder
// cannot be asked: a start or a reload at a time when a provider is down, or its
// quota used up, is no reason to answer nothing, nor to go on with articles that
// have been taken back.
func makeVectors(ctx context.Context, passages []corpus.Passage, o Options) vectorsMade {
	vectors, err := newVectorSpace(ctx, passages, o)
	var failure *ModelError
	if o.Reserve == nil || ctx.Err() != nil || !errors.As(err, &failure) {
		return vectorsMade{vectors: vectors, options: o, err: err}
	}
	o.Embedder, o.EmbedderID, o.EmbedBatch, o.Reserve = o.Reserve, o.ReserveID, 0, nil
	vectors, err = newVectorSpace(ctx, passages, o)
	return vectorsMade{vectors: vectors, options: o, lacking: failure, err: err}
}

// embedBatch is how many passages are embedded between two reports of progress,
// where Options do not say.
// The embedder that is built in works out a word it does not know once a batch;
// with batches of 512 it takes up to three times as long as with one.
const embedBatch = 2048

// embed makes the vectors of texts, a batch at a time.
func (o Options) embed(ctx context.Context, texts []string) ([][]float32, error) {
	all := make([][]float32, 0, len(texts))
	for batch := range slices.Chunk(texts, cmp.Or(o.EmbedBatch, embedBatch)) {
		vectors, err := o.Embedder.EmbedDocuments(ctx, batch)
		if err != nil {
			return nil, err
		}
		if len(vectors) != len(batch) {
			return nil, fmt.Errorf("%d passages gave %d vectors", len(batch), len(vectors))
		}
		all = append(all, vectors...)
		o.progress(len(all), len(texts))
	}
	return all, nil
}

// nearest finds the passages nearest to a text: none for a text of which the
// embedder knows nothing.
func (v *vectorSpace) nearest(ctx context.Context, text string, k int) ([]Neighbour, error) {
	vec, err := v.embedder.EmbedQuery(ctx, text)
	if err != nil {
		return nil, err
	}
	vec, ok := v.place(vec)
	if !ok {
		return nil, nil
	}
	return v.index.Nearest(ctx, vec, k)
}

// place takes the common component away and scales to length 1, in a copy. It
// is false where nothing is left.
func (v *vectorSpace) place(vec []float32) ([]float32, bool) {
	out := append([]float32(nil), vec...)
	if v.common != nil && len(v.common) == len(out) {
		along := dot(out, v.common)
		for d := range out {
			out[d] -= float32(along) * v.common[d]
		}
	}
	length := math.Sqrt(dot(out, out))
	if length < 1e-6 || math.IsNaN(length) || math.IsInf(length, 0) {
		return nil, false
	}
	for d := range out {
		out[d] = float32(float64(out[d]) / length)
	}
	return out, true
}

// firstComponent is the direction, of length 1, along which the vectors lie
// most: the first singular vector, by power iteration. It is nil where the
// vectors are of different lengths or all zero.
func firstComponent(vectors [][]float32) []float32 {
	dims := len(vectors[0])
	c := make([]float32, dims)
	for _, v := range vectors {
		if len(v) != dims {
			return nil
		}
		for d, x := range v {
			c[d] += x
		}
	}
	for range 20 {
		next := make([]float64, dims)
		for _, v := range vectors {
			along := dot(v, c)
			for d, x := range v {
				next[d] += along * float64(x)
			}
		}
		var length float64
		for _, x := range next {
			length += x * x
		}
		if length = math.Sqrt(length); length < 1e-12 {
			return nil
		}
		for d := range c {
			c[d] = float32(next[d] / length)
		}
	}
	return c
}

func dot(a, b []float32) float64 {
	var sum float64
	for i, x := range a {
		sum += float64(x) * float64(b[i])
	}
	return sum
}
