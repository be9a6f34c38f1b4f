package rag

import (
	"context"
	"errors"
	"time"

	"talksbot/internal/topics"
)

// Where there is a language model, it reads along with the rules of a topic
// command: of the sentences that it is shown, it puts each under those whose
// stance it tells (groupprompt.go), in a fixed form (groupreply.go). What it adds
// are sentences that tell it in words which no phrase of the file has.
//
// All else stays with the rules. What they find, the model cannot take away, nor
// put under another stance: a model that leaves out the newest source would
// otherwise change what is told of somebody without a false word. Each of its
// points is proven (groupproof.go, groupkin.go) or dropped, and no word of it is
// ever shown: quotes are ranges, names and offices are those of the collection,
// dates those of the articles, and who is disputed and how many publishers stand
// behind it is counted from the points. A model that does not answer, or whose
// points are mostly dropped, leaves what the rules give.

// ReadsAlong tells whether a language model takes part in a topic command. Who
// says something, which day is meant and where articles differ is found by rule
// alone: what a model could add to it nothing would prove.
func ReadsAlong(c *topics.Command) bool {
	switch c.Gather {
	case topics.Stances, topics.Members:
		return len(c.Stances) > 0
	}
	return false
}

// sorting is what is found for a command, and what came of the model's reading.
type sorting struct {
	groups   []found
	more     int // groups that are left out already
	mode     Mode
	unproven bool
	writing  Writing
}

// readAlong has the model read too, and gives what is found with what it adds.
func (g *grouper) readAlong(ctx context.Context, question string, ruled []found) (sorting, error) {
	out := sorting{groups: ruled}
	p := g.prover()
	var err error
	if p.shown, err = p.exhibit(ctx, question, ruled); err != nil || len(p.shown) == 0 {
		return out, err
	}
	begun := time.Now()
	placed, usage, err := p.ask(ctx, question)
	if stopped(ctx, err) {
		return out, err
	}
	out.writing = Writing{Usage: usage, Trouble: err}
	kept := 0
	for _, one := range placed {
		if p.proves(one) {
			kept++
		}
	}
	out.writing.Dropped = len(placed) - kept
	switch {
	case errors.Is(err, ErrUnusable), err == nil && out.writing.Dropped > kept:
		out.unproven = len(ruled) > 0
	case err == nil && kept > 0:
		out.writing.First = time.Since(begun)
		out.mode = Generated
		if g.added = p.added; len(g.added) > 0 {
			out.groups, err = g.gather()
			return out, err
		}
	}
	return out, nil
}
