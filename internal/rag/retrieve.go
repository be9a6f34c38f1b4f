package rag

import (
	"cmp"
	"context"
	"math"
	"slices"

	"talksbot/internal/corpus"
	"talksbot/internal/rag/lexical"
)

// How many passages each of the two indexes proposes. What is near by its vector
// alone is seldom an answer, and the more are asked for the longer it takes.
const (
	wordDepth   = 100
	vectorDepth = 50
)

// Hit is a passage found, with its score in 0..1: the best hit of a search is
// near 1 whatever was asked, so scores of different searches do not compare.
type Hit struct {
	Passage *corpus.Passage
	Score   float64
}

// Search finds up to k passages, best first, ties by passage ID: the same
// question gives the same order every time.
func (s *Snapshot) Search(ctx context.Context, question string, k int) ([]Hit, error) {
	return s.retrieve(ctx, s.newQuery(question), k)
}

// retrieve ranks the passages by words and by vectors, and adds the two up.
func (s *Snapshot) retrieve(ctx context.Context, q *query, k int) ([]Hit, error) {
	words := s.index.Rank(s.index.Terms(q.tokens), max(wordDepth, k))
	neighbours, err := s.vectors.nearest(ctx, q.understood(), max(vectorDepth, k))
	if err != nil {
		return nil, err
	}
	near := make([]lexical.Scored, len(neighbours))
	for i, n := range neighbours {
		near[i] = lexical.Scored{Doc: s.byName[n.ID], Score: n.Similarity}
	}
	return s.mix(words, near, k), nil
}

// mix adds the scores of the two indexes, each brought to 0..1 by its least and
// greatest value. What an index did not propose has its least value.
func (s *Snapshot) mix(words, near []lexical.Scored, k int) []Hit {
	w := s.options.Settings
	scores := make(map[int]float64, len(words)+len(near))
	add := func(list []lexical.Scored, weight, floor float64) {
		scaled := minMax(list, floor)
		for _, f := range list {
			scores[f.Doc] += weight * scaled(f.Score)
		}
	}
	add(words, w.WordWeight, 0)
	add(near, w.VectorWeight, math.Inf(1))
	total := max(1e-9, w.WordWeight+w.VectorWeight)
	hits := make([]Hit, 0, len(scores))
	for doc, x := range scores {
		hits = append(hits, Hit{Passage: &s.passages[doc], Score: x / total})
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Passage.ID, b.Passage.ID))
	})
	return hits[:min(max(k, 0), len(hits))]
}

// minMax maps the least of the scores, or the floor if that is lower, to 0 and
// the greatest to 1.
func minMax(list []lexical.Scored, floor float64) func(float64) float64 {
	lo, hi := floor, math.Inf(-1)
	for _, f := range list {
		lo, hi = min(lo, f.Score), max(hi, f.Score)
	}
	return func(x float64) float64 {
		if hi > lo {
			return (x - lo) / (hi - lo)
		}
		return 1
	}
}
