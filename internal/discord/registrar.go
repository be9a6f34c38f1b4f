package discord

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"

	"talksbot/internal/commands"
)

// registrar keeps the commands that Discord has the same as those of the
// collection: where they belong, and nowhere else. What fails is tried again by
// itself, more and more seldom. Where Discord is known to have them, it is not
// asked.
type registrar struct {
	bot   *Bot
	wake  chan struct{}     // of one: there may be something to do
	known map[string]string // by guild, "" for all: what Discord has, as canonical writes it
	until time.Time         // when Discord takes commands again

	mu       sync.Mutex    // guards what follows
	troubles []trouble     // of the last try
	asked    int           // how often somebody wanted a try
	tried    int           // how many of these have been seen to
	changed  chan struct{} // closed when a try is over
}

// trouble is why commands are not registered somewhere.
type trouble struct {
	guild string    // "" for all of them
	why   string    // and what to do; a sentence without its full stop
	again time.Time // when it is tried again
}

func newRegistrar(b *Bot) *registrar {
	return &registrar{bot: b, wake: make(chan struct{}, 1), known: map[string]string{}, changed: make(chan struct{})}
}

// How long one request may be tried, and how long is waited between two tries.
const (
	registerFor  = 30 * time.Second
	firstPause   = 2 * time.Second
	longestPause = time.Hour
)

// run registers commands whenever somebody wants it, and again where that failed,
// until the context ends.
func (r *registrar) run(ctx context.Context) {
	select {
	case <-r.bot.ready:
	case <-ctx.Done():
		return
	}
	pause := backoff.NewExponentialBackOff()
	pause.InitialInterval, pause.MaxInterval, pause.Multiplier = firstPause, longestPause, 2
	var again <-chan time.Time
	for {
		select {
		case <-r.wake:
			pause.Reset()
		case <-again:
		case <-ctx.Done():
			return
		}
		again = nil
		if after := r.try(ctx, pause); after > 0 {
			again = time.After(after)
		}
	}
}

// want asks for a try.
func (r *registrar) want() {
	r.mu.Lock()
	r.asked++
	r.mu.Unlock()
	select {
	case r.wake <- struct{}{}:
	default: // it will be woken
	}
}

// registration is what is known of the commands on Discord.
type registration struct {
	troubles []trouble // of the last try
	underWay bool      // another one was wanted, and is not over
}

// within waits so long at most for all tries that somebody wanted to be over.
func (r *registrar) within(ctx context.Context, most time.Duration) registration {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	r.mu.Lock()
	n := r.asked
	r.mu.Unlock()
	for {
		r.mu.Lock()
		known, changed := registration{r.troubles, r.tried < n}, r.changed
		r.mu.Unlock()
		if !known.underWay {
			return known
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return known
		}
	}
}

// try registers what is not registered, and gives the time after which to try
// again, 0 where nothing is left to do.
func (r *registrar) try(ctx context.Context, pause *backoff.ExponentialBackOff) time.Duration {
	r.mu.Lock()
	n, troubles := r.asked, r.troubles
	r.mu.Unlock()
	if left := time.Until(r.until); left > 0 {
		r.over(n, troubles)
		return left
	}
	troubles, limit, failed := r.registerAll(ctx)
	if ctx.Err() != nil {
		return 0 // the program ends
	}
	if !failed {
		r.over(n, nil)
		return 0
	}
	after := max(limit, pause.NextBackOff())
	r.until = time.Now().Add(limit)
	for i := range troubles {
		troubles[i].again = time.Now().Add(after)
	}
	r.bot.log.Info("the registration of commands is tried again", "after_s", int(after.Seconds()))
	r.over(n, troubles)
	return after
}

// registerAll registers the commands everywhere, and takes those of earlier
// settings away once that is done: before, there might be none at all. The limit is
// how long Discord takes no more.
func (r *registrar) registerAll(ctx context.Context) (troubles []trouble, limit time.Duration, failed bool) {
	table := commands.Of(r.bot.library.Snapshot())
	wanted := r.bot.settings.registrations(table)
	for _, guild := range slices.Sorted(maps.Keys(wanted)) {
		log := r.bot.log.With("in", cmp.Or(guild, "all guilds"))
		err := r.register(ctx, log, guild, wanted[guild])
		if ctx.Err() != nil {
			return nil, 0, true
		}
		if err != nil {
			why := explain(err, guild, wanted[guild])
			log.Error("the commands are not registered: "+why, "error", err)
			troubles = append(troubles, trouble{guild: guild, why: why})
			limit = max(limit, limitOf(err))
		}
	}
	if len(troubles) > 0 {
		return troubles, limit, true
	}
	err := r.clear(ctx, wanted, table)
	return nil, limitOf(err), err != nil
}

// over notes what a try came to.
func (r *registrar) over(n int, troubles []trouble) {
	r.bot.log.Debug("registration is done")
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tried, r.troubles = n, troubles
	close(r.changed)
	r.changed = make(chan struct{})
}

// register writes the commands of a guild, or of all, where Discord has others.
func (r *registrar) register(ctx context.Context, log *slog.Logger, guild string, want []definition) error {
	if guild != "" {
		for i := range want {
			want[i].Contexts = nil // of a guild's command it goes without saying
		}
	}
	if r.known[guild] == canonical(want) {
		return nil
	}
	delete(r.known, guild)
	ctx, cancel := context.WithTimeout(context.WithValue(ctx, notInVain{}, true), registerFor)
	defer cancel()
	address := r.bot.commandsOf(guild)
	have, err := r.bot.rest.definitions(ctx, address)
	switch {
	case statusOf(err) == http.StatusForbidden || limitOf(err) > 0:
		return err
	case err != nil:
		log.Warn("which commands are registered cannot be read, so they are written", "error", err)
	case sameDefinitions(have, want):
		log.Info("commands are registered already", "count", len(want))
		r.known[guild] = canonical(want)
		return nil
	}
	if err := r.bot.rest.define(ctx, address, want); err != nil {
		return err
	}
	log.Info("commands registered", "count", len(want))
	r.known[guild] = canonical(want)
	return nil
}

// clear takes our commands away where they are from other settings, of one guild
// or of all: people would see each twice. The error is one that may not come again.
func (r *registrar) clear(ctx context.Context, wanted map[string][]definition, table commands.List) (failed error) {
	for _, guild := range append(r.bot.guilds(), "") {
		if _, ok := wanted[guild]; ok || ctx.Err() != nil {
			continue
		}
		if have, ok := r.known[guild]; ok && have == canonical(nil) {
			continue
		}
		log := r.bot.log.With("in", cmp.Or(guild, "all guilds"))
		err := r.takeAway(ctx, log, guild, table)
		switch status := statusOf(err); {
		case err == nil, status == http.StatusForbidden, status == http.StatusNotFound: // then there is nothing of ours
			r.known[guild] = canonical(nil)
		default:
			failed = err
			log.Warn("whether there are commands of an earlier configuration cannot be told", "error", err)
		}
	}
	return failed
}

// takeAway removes the commands of ours from a guild, or from all.
func (r *registrar) takeAway(ctx context.Context, log *slog.Logger, guild string, table commands.List) error {
	ctx, cancel := context.WithTimeout(context.WithValue(ctx, notInVain{}, true), registerFor)
	defer cancel()
	address := r.bot.commandsOf(guild)
	have, err := r.bot.rest.definitions(ctx, address)
	if err != nil {
		return err
	}
	var mine []definition
	for _, d := range have {
		if isOurs(d, table) {
			mine = append(mine, d)
		}
	}
	switch {
	case len(mine) == 0:
		return nil
	case len(mine) == len(have):
		err = r.bot.rest.define(ctx, address, []definition{})
	default:
		for _, d := range mine {
			err = errors.Join(err, r.bot.rest.undefine(ctx, address, d.ID))
		}
	}
	if err == nil {
		log.Info("commands of an earlier configuration are taken away", "count", len(mine), "left", len(have)-len(mine))
	}
	return err
}
