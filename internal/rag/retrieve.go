package rag

import (
	"context"
	"math"
	"sort"

	"talksbot/internal/corpus"
)

// depth is how many passages each of the two indexes proposes.
const depth = 100

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
	n := max(depth, k)
	words := map[int]float64{}
	for _, f := range s.index.Rank(s.index.Terms(q.tokens), n) {
		words[f.Doc] = f.Score
	}
	near := map[int]float64{}
	neighbours, err := s.vectors.nearest(ctx, q.understood(), n)
	if err != nil {
		return nil, err
	}
	for _, f := range neighbours {
		near[s.byName[f.ID]] = f.Similarity
	}
	return s.mix(words, near, k), nil
}

// mix adds the scores of the two indexes, each brought to 0..1 by its least and
// greatest value. What an index did not propose has its least value.
func (s *Snapshot) mix(words, near map[int]float64, k int) []Hit {
	w := s.options.Settings
	scores := map[int]float64{}
	for doc, x := range minMax(words, 0) {
		scores[doc] += w.WordWeight * x
	}
	for doc, x := range minMax(near, math.Inf(1)) {
		scores[doc] += w.VectorWeight * x
	}
	total := max(1e-9, w.WordWeight+w.VectorWeight)
	hits := make([]Hit, 0, len(scores))
	for doc, x := range scores {
		hits = append(hits, Hit{Passage: &s.passages[doc], Score: x / total})
	}
	sort.Slice(hits, func(i, j int) bool {
		if hits[i].Score != hits[j].Score {
			return hits[i].Score > hits[j].Score
		}
		return hits[i].Passage.ID < hits[j].Passage.ID
	})
	return hits[:min(max(k, 0), len(hits))]
}

// minMax maps the least of the values, or the floor if that is lower, to 0 and
// the greatest to 1.
func minMax(values map[int]float64, floor float64) map[int]float64 {
	lo, hi := floor, math.Inf(-1)
	for _, x := range values {
		lo, hi = min(lo, x), max(hi, x)
	}
	out := make(map[int]float64, len(values))
	for doc, x := range values {
		if hi > lo {
			out[doc] = (x - lo) / (hi - lo)
		} else {
			out[doc] = 1
		}
	}
	return out
}
