package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"talksbot/internal/rag"
)

// lacks says that the vectors of a provider could not be had, where that is so.
func (p *program) lacks(library *rag.Library) {
	if why := library.Snapshot().Lacking(); why != nil {
		p.warn(fmt.Sprintf("embeddings: %v; until its vectors are there, the articles are searched with those of provider = \"local\"", why))
	}
}

// The vectors that could not be had are asked for again after a while, which
// doubles each time that it is in vain.
const (
	firstWait = 2 * time.Second
	mostWait  = 5 * time.Minute
	mostRetry = time.Hour // that a provider may ask for
)

// completeVectors has the library make the vectors that it lacks, after a start or
// a reload in which they could not be had, until the context ends.
func (p *program) completeVectors(ctx context.Context, library *rag.Library) {
	for wait := firstWait; ; {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return
		}
		if library.Snapshot().Lacking() == nil {
			wait = firstWait
			continue
		}
		err := library.Complete(ctx)
		if err == nil {
			p.log.Info("the vectors are there now", "revision", library.Snapshot().Revision())
			continue
		}
		var failure *rag.ModelError
		wait = min(2*wait, mostWait)
		if errors.As(err, &failure) {
			wait = max(wait, min(failure.RetryAfter, mostRetry))
		}
		if ctx.Err() == nil {
			p.log.Warn("the vectors cannot be had yet", "error", err, "tried_again_in_s", int(wait.Seconds()))
		}
	}
}
