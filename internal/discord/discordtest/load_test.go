package discordtest

import (
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

// answerAll acknowledges what comes, and edits its answer.
func (w *scenery) answerAll() {
	work := make(chan map[string]any, 100)
	for range 8 {
		go func() {
			for e := range work {
				w.bot.respond(e, AckDeferred, nil)
				w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": "done"})
			}
		}()
	}
	go func() {
		defer close(work)
		for {
			f, err := w.bot.read()
			if err != nil {
				return
			}
			if f.Name == "INTERACTION_CREATE" {
				work <- decoded(f)
			}
		}
	}()
}

func TestTwoHundredAtOnce(t *testing.T) {
	w := newsroom(t, WithoutOpenAPI())
	w.answerAll()
	var all sync.WaitGroup
	for range 200 {
		all.Go(func() {
			i := w.ana.Slash(w.talks, "ask", Args{"question": "Who?"})
			if m := i.Message(t.Context()); m.Content != "done" {
				t.Errorf("%+v", m)
			}
		})
	}
	all.Wait()
	if n := len(w.talks.Messages()); n != 200 {
		t.Errorf("%d messages", n)
	}
}

// A server that forgets does not grow with what it has seen.
func TestForget(t *testing.T) {
	w := newsroom(t, WithoutOpenAPI(), Forget())
	w.answerAll()
	run := func(n int) uint64 {
		for range n {
			w.ana.Slash(w.talks, "ask", Args{"question": "Who?"}).Message(t.Context())
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := run(1100)
	after := run(1100)
	if grown := int64(after) - int64(before); grown > 4<<20 {
		t.Errorf("%d bytes more after 1100 interactions", grown)
	}
	if w.Transcript() != "" || w.Requests("", "/") != nil || w.Count("POST "+callbackTemplate) != 2200 {
		t.Error("it remembers")
	}
}

func TestNothingRunsOn(t *testing.T) {
	before := runtime.NumGoroutine()
	t.Run("server", func(t *testing.T) {
		w := newsroom(t, WithoutOpenAPI())
		w.ask("Who?")
		connect(t, w.Server)
		w.Reconnect()
	})
	for range 100 {
		if runtime.NumGoroutine() <= before+2 { // connections that http's client keeps
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

// The time that the fake itself takes of a bot's acknowledgement.
func BenchmarkInteractions(b *testing.B) {
	w := &scenery{Server: New(b, WithoutOpenAPI(), Forget())}
	w.guild = w.Guild("Newsroom")
	w.talks = w.guild.Channel("talks")
	w.ana = w.guild.Member("ana", 0)
	w.bot = identified(b, w.Server)
	w.bot.call("PUT", "/applications/"+w.AppID()+"/commands", usualCommands)
	w.answerAll()
	var acks []time.Duration
	for b.Loop() {
		i := w.ana.Slash(w.talks, "ask", Args{"question": "Who?"})
		ack, err := i.Ack(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		acks = append(acks, ack.After)
		i.Message(b.Context())
	}
	slices.Sort(acks)
	b.ReportMetric(float64(acks[len(acks)*99/100].Microseconds()), "p99-µs")
}
