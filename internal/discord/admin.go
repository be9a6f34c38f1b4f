package discord

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/rag"
)

// errReloading is why a second reload does not begin.
var errReloading = errors.New("a reload is under way already")

// Reload reads the collection anew beside the live one, as /corpus reload does. The
// error is errReloading where one is under way. After an error nothing has changed.
// progress may be nil.
func (b *Bot) Reload(ctx context.Context, progress func(done, total int)) (rag.Report, error) {
	if !b.reloads.TryLock() {
		b.log.Warn("a reload is under way already, so another one does not begin")
		return rag.Report{}, errReloading
	}
	defer b.reloads.Unlock()
	return b.reload(ctx, progress)
}

// reload is Reload for whoever holds the lock.
func (b *Bot) reload(ctx context.Context, progress func(done, total int)) (rag.Report, error) {
	start := time.Now()
	var report rag.Report
	err := guarded(b.log, func() (err error) {
		report, err = b.library.Reload(ctx, progress)
		return err
	})
	log := b.log.With("took_ms", time.Since(start).Milliseconds(), "refused", len(report.Problems))
	for _, p := range report.Problems {
		b.log.Warn("a file was refused", "file", p.String())
	}
	if err != nil {
		log.Error("the collection was not reloaded", "error", err)
		return report, err
	}
	if report.Lacking != nil {
		log.Warn("the vectors could not be had, and are asked for again; until then those that are built in serve", "error", report.Lacking)
	}
	log.Info("the collection is reloaded", "revision", report.Revision, "added", len(report.Added),
		"changed", len(report.Changed), "removed", len(report.Removed), "kept", len(report.Kept))
	b.registrar.want() // the collection's own commands may be others now
	return report, nil
}

// corpus runs /corpus reload and /corpus status, for admins alone.
func (e *exchange) corpus(ctx context.Context, data discordgo.ApplicationCommandInteractionData) error {
	if !e.bot.settings.Admins.include(e.person) {
		e.log.Warn("not an admin")
		return mistake("Only admins of the collection may do that. Who is one stands in the configuration of the bot.")
	}
	if len(data.Options) != 1 {
		return fmt.Errorf("/%s with %d options", data.Name, len(data.Options))
	}
	if err := e.defers(ctx, true); err != nil {
		return err
	}
	switch name := data.Options[0].Name; name {
	case statusName:
		return e.show(ctx, e.status(), true)
	case reloadName:
		return e.reload(ctx)
	default:
		return fmt.Errorf("/%s %s is unknown", data.Name, name)
	}
}

// reload shows how far it is until it is done.
func (e *exchange) reload(ctx context.Context) error {
	if !e.bot.reloads.TryLock() {
		return mistake("A reload is under way already. Wait for it to finish; /corpus status shows what is served.")
	}
	defer e.bot.reloads.Unlock()
	far := &fraction{}
	showing, stop := context.WithCancel(ctx)
	shown := make(chan struct{})
	go func() {
		defer close(shown)
		_ = guarded(e.log, func() error { e.showProgress(ctx, showing.Done(), far); return nil })
	}()
	before := e.bot.library.Snapshot().Topics()
	report, err := e.bot.reload(ctx, far.set)
	stop()
	<-shown // or a late edit would stand over the report
	if err != nil && ctx.Err() != nil {
		return err
	}
	var reg registration
	if err == nil {
		reg = e.registration(ctx)
	}
	others := e.bot.library.Snapshot().Topics().Since(before)
	return e.show(ctx, reportMessage(report, others, err, reg, e.occasion()), true)
}

// How long the report of a reload waits for the commands, and how long before it
// says so.
const (
	toRegister       = 8 * time.Second
	toRegisterAtOnce = time.Second
)

// registration waits a little for the commands to be registered.
func (e *exchange) registration(ctx context.Context) registration {
	r := e.bot.registrar.within(ctx, toRegisterAtOnce)
	if !r.underWay {
		return r
	}
	if err := e.bot.rest.edit(ctx, e.i, notice("The articles are read. Registering the commands with Discord …")); err != nil {
		e.log.Warn("the progress cannot be shown", "error", err)
	}
	return e.bot.registrar.within(ctx, toRegister)
}

// progressEvery is how often the progress of a reload is shown; Discord takes
// about five edits in as many seconds.
const progressEvery = 1500 * time.Millisecond

// showProgress edits the answer until it is over. An edit on its way is waited for:
// one that is cut off may arrive after the report, and stand over it.
func (e *exchange) showProgress(ctx context.Context, over <-chan struct{}, far *fraction) {
	for last := ""; ; {
		text := far.String()
		if text != last {
			brief, cancel := context.WithTimeout(ctx, attempt)
			if err := e.bot.rest.edit(brief, e.i, notice(text)); err != nil && ctx.Err() == nil {
				e.log.Warn("the progress cannot be shown", "error", err)
			}
			cancel()
			last = text
		}
		select {
		case <-over:
			return
		case <-time.After(progressEvery):
		}
	}
}

// fraction is how far a reload is. It may be set and read side by side.
type fraction struct{ done, total atomic.Int64 }

func (f *fraction) set(done, total int) {
	f.total.Store(int64(total))
	f.done.Store(int64(done))
}

func (f *fraction) String() string {
	done, total := f.done.Load(), f.total.Load()
	if total == 0 {
		return "Reading the articles …"
	}
	return fmt.Sprintf("Indexing: %d of %d passages. Questions are answered from the collection as it was.", done, total)
}

// occasion is that of an admin's command.
func (e *exchange) occasion() occasion {
	return e.bot.of(e.bot.library.Snapshot(), occasion{asker: e.person.id, private: true, plain: e.plain()})
}

// status is what an admin wants to know at midnight, beside the collection.
func (e *exchange) status() []message {
	b := e.bot
	b.state.RLock()
	guilds := len(b.state.Guilds)
	b.state.RUnlock()
	return statusMessage(b.library.Snapshot(), e.occasion(), b.registrar.within(context.Background(), 0), running{
		since: b.since, guilds: guilds, underWay: b.busy.Load() - 1, // this one
		model: b.spent(e.person.guild),
	})
}
