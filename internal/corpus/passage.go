package corpus

import (
	"fmt"
	"math"
)

// PassageMin and PassageMax are the sentences of a passage; only where fewer
// stand side by side is it shorter.
const (
	PassageMin = 3
	PassageMax = 5
)

// sentence is a sentence and the number of the block it stands in.
type sentence struct {
	Span
	block int
}

// Passages cuts an article into passages, in the order of its text. A passage
// is a paragraph where it has three to five sentences; shorter paragraphs join
// the next, longer ones are cut evenly. No passage crosses a gap.
func Passages(a *Article) []Passage {
	var passages []Passage
	for _, run := range runs(a) {
		for _, n := range partition(run) {
			passages = append(passages, newPassage(a, len(passages)+1, run[:n]))
			run = run[n:]
		}
	}
	return passages
}

func newPassage(a *Article, number int, from []sentence) Passage {
	p := Passage{
		Span:    Span{from[0].Start, from[len(from)-1].End},
		ID:      fmt.Sprintf("%s#%d", a.ID, number),
		Article: a,
		Heading: a.Blocks[from[0].block].Heading,
	}
	for _, s := range from {
		p.Sentences = append(p.Sentences, s.Span)
	}
	return p
}

// runs are the article's sentences between two gaps; none is empty.
func runs(a *Article) [][]sentence {
	var all [][]sentence
	var run []sentence
	for i, b := range a.Blocks {
		if b.Gap && len(run) > 0 {
			all, run = append(all, run), nil
		}
		for _, s := range Sentences(a.Text, b.Span) {
			run = append(run, sentence{s, i})
		}
	}
	if len(run) > 0 {
		all = append(all, run)
	}
	return all
}

// partition cuts a run into passages, as numbers of sentences. Of all ways to
// cut it takes the one of least cost, and of equals the one whose first
// passage is the longest.
func partition(run []sentence) []int {
	if len(run) < PassageMin {
		return []int{len(run)}
	}
	costs := make([]int, len(run)+1) // of the sentences from i on
	sizes := make([]int, len(run)+1) // of the passage that begins with i
	for i := len(run) - 1; i >= 0; i-- {
		costs[i] = math.MaxInt / 2
		for n := min(PassageMax, len(run)-i); n >= PassageMin; n-- {
			if c := cost(run, i, n) + costs[i+n]; c < costs[i] {
				costs[i], sizes[i] = c, n
			}
		}
	}
	var cuts []int
	for i := 0; i < len(run); i += sizes[i] {
		cuts = append(cuts, sizes[i])
	}
	return cuts
}

// cost is how little the n sentences from i on make a good passage: it should
// have four sentences, end with a paragraph, and hold no more than one long
// one.
func cost(run []sentence, i, n int) int {
	c := 10 * abs(n-4)
	if end := i + n; end < len(run) && run[end].block == run[end-1].block {
		c += 60
	}
	for j := i + 1; j < i+n; j++ {
		if run[j].block != run[j-1].block {
			c += 20
			if j-i >= PassageMin {
				c += 10 // a short paragraph rather joins the next than the one before
			}
		}
	}
	return c
}

func abs(n int) int { return max(n, -n) }
