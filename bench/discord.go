package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	builtin "talksbot/corpus"
	"talksbot/internal/corpus"
	"talksbot/internal/discord"
	"talksbot/internal/discord/discordtest"
	"talksbot/internal/rag"
	ragchromem "talksbot/internal/rag/chromem"
	"talksbot/internal/wordvec"
)

// onDiscord is how the bot does on a Discord in this process, with the articles
// that are built in.
type onDiscord struct {
	crowds []crowd
	asked  int     // of the crowds that memory was measured over
	kept   float64 // bytes an interaction
}

// crowd is so many people who ask at a time, and how long they waited.
type crowd struct {
	people        int
	acks, answers []time.Duration
	elapsed       time.Duration
}

// crowds are the sizes of those that are measured.
var crowds = []int{1, 8, 200}

// measureDiscord has crowds ask so many questions each, and then so many whose
// memory counts, after others with which whatever forgets has its fill.
func measureDiscord(ctx context.Context, questions, before, interactions int, log io.Writer) (*onDiscord, error) {
	t := &outside{}
	defer t.end()
	b, err := newRoom(ctx, t)
	if err != nil {
		return nil, err
	}
	defer b.stop()
	b.ask(8, min(questions, 200)) // what is made once is made
	r := &onDiscord{asked: interactions}
	for _, n := range crowds {
		fmt.Fprintf(log, "%d people ...\n", n)
		r.crowds = append(r.crowds, b.ask(n, max(questions, n)))
	}
	fmt.Fprintf(log, "%d interactions ...\n", interactions)
	b.ask(8, before)
	empty := heap()
	b.ask(8, interactions)
	r.kept = (float64(heap()) - float64(empty)) / float64(interactions)
	return r, t.err()
}

// room is a bot and the people who ask it.
type room struct {
	people []*discordtest.Person
	talks  *discordtest.Channel
	ctx    context.Context
	stop   func()
}

// newRoom starts a bot on a Discord of its own.
func newRoom(ctx context.Context, t *outside) (*room, error) {
	d := discordtest.New(t, discordtest.Forget(), discordtest.WithoutOpenAPI(), discordtest.WithPatience(time.Minute))
	guild := d.Guild("bench")
	b := &room{talks: guild.Channel("talks"), ctx: ctx}
	for n := range slices.Max(crowds) {
		b.people = append(b.people, guild.Member(fmt.Sprint("person-", n), 0))
	}
	library, err := openBuiltIn(ctx)
	if err != nil {
		return nil, err
	}
	bot, err := discord.New(library, discord.Settings{Token: d.Token(), APIBase: d.URL(), Patience: time.Minute, Results: 5}, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	running, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- bot.Run(running) }()
	b.stop = func() { cancel(); <-ended }
	d.AwaitReady(1)
	d.AwaitCommands("ask")
	return b, nil
}

// openBuiltIn is the library of the built-in articles, with the default weights.
func openBuiltIn(ctx context.Context) (*rag.Library, error) {
	model, err := wordvec.Open()
	if err != nil {
		return nil, err
	}
	kin, err := rag.NewKin(model)
	if err != nil {
		return nil, err
	}
	source := func() (*corpus.Collection, error) { return corpus.Load(builtin.Files, "built in") }
	return rag.Open(ctx, source, rag.Options{
		Embedder: model, EmbedderID: model.ID(), Vectors: ragchromem.Build, Kin: kin, Settings: rag.DefaultSettings(),
	})
}

// asks are questions that the built-in articles answer, and one that they do not.
var asks = []string{
	"Who will attend the talks?", "Will Putin attend the talks?", "What did Ukraine say about a ceasefire?",
	"Where are the talks?", "Who leads the Russian delegation?", "What is the population of Brazil?",
}

// ask has so many people ask at a time, each again once the answer is there, until
// all questions are asked.
func (b *room) ask(people, questions int) crowd {
	c := crowd{people: people}
	var mu sync.Mutex
	var wg sync.WaitGroup
	next := make(chan int, questions)
	for n := range questions {
		next <- n
	}
	close(next)
	began := time.Now()
	for _, p := range b.people[:people] {
		wg.Go(func() {
			for n := range next {
				began := time.Now()
				i := p.Slash(b.talks, "ask", discordtest.Args{"question": asks[n%len(asks)]})
				ack, err := i.Ack(b.ctx)
				if err != nil {
					ack.After = time.Since(began)
				}
				i.Message(b.ctx)
				answered := time.Since(began)
				mu.Lock()
				c.acks, c.answers = append(c.acks, ack.After), append(c.answers, answered)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	c.elapsed = time.Since(began)
	return c
}

// table prints what was measured.
func (r *onDiscord) table() string {
	var b strings.Builder
	b.WriteString("| on Discord | acknowledged, p50 | p99 | answered, p50 | p99 | answers a second |\n|---|---:|---:|---:|---:|---:|\n")
	for _, c := range r.crowds {
		who := fmt.Sprintf("%d people ask at a time", c.people)
		if c.people == 1 {
			who = "1 person asks"
		}
		fmt.Fprintf(&b, "| %s | %s | **%s** | %s | %s | %.0f |\n", who, milliseconds(percentile(c.acks, 50)), milliseconds(percentile(c.acks, 99)),
			milliseconds(percentile(c.answers, 50)), milliseconds(percentile(c.answers, 99)), float64(len(c.answers))/c.elapsed.Seconds())
	}
	fmt.Fprintf(&b, "\nMemory kept over %s interactions: **%.0f bytes** each.\n", thousands(r.asked), max(0, r.kept))
	return b.String()
}

// percentile is the time that so many of a hundred do not exceed.
func percentile(all []time.Duration, p int) time.Duration {
	all = slices.Sorted(slices.Values(all))
	return all[min(len(all)*p/100, len(all)-1)]
}

// outside is what the fake Discord takes for its test.
type outside struct {
	testing.TB // nil: what is not below is not asked for
	mu         sync.Mutex
	cleanups   []func()
	wrong      []string
}

func (t *outside) Helper()                   {}
func (t *outside) Name() string              { return "bench" }
func (t *outside) Logf(string, ...any)       {}
func (t *outside) Context() context.Context  { return context.Background() }
func (t *outside) Cleanup(f func())          { t.cleanups = append(t.cleanups, f) }
func (t *outside) Fatal(args ...any)         { panic(fmt.Sprint(args...)) }
func (t *outside) Fatalf(f string, a ...any) { panic(fmt.Sprintf(f, a...)) }
func (t *outside) Errorf(f string, a ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.wrong = append(t.wrong, fmt.Sprintf(f, a...))
}

// end does what a test does when it is over.
func (t *outside) end() {
	for _, f := range slices.Backward(t.cleanups) {
		f()
	}
}

// err is what the fake Discord found wrong so far.
func (t *outside) err() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.wrong) == 0 {
		return nil
	}
	return fmt.Errorf("the fake Discord: %s", strings.Join(t.wrong, "; "))
}
