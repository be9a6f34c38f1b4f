package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"talksbot/internal/discord/discordtest"
)

// TestDiscordLoad has two hundred people ask at once. It holds the program to the
// three seconds that Discord gives, so no other test runs beside it; what else the
// machine does may still make it late, but not again and again.
func TestDiscordLoad(t *testing.T) {
	for range 3 {
		late := crowd(t, 200)
		if late == 0 {
			return
		}
		t.Logf("%d were acknowledged too late", late)
	}
	t.Error("two hundred at once are not all acknowledged in time")
}

// crowd asks so many questions at once, waits for all answers, and counts the
// acknowledgements that did not come in time.
func crowd(t *testing.T, size int) (late int64) {
	t.Helper()
	d := newDiscord(t, discordtest.WithoutOpenAPI())
	g := d.Guild("news")
	talks := g.Channel("talks")
	var people []*discordtest.Person
	for n := range size {
		people = append(people, g.Member(fmt.Sprint("person-", n), 0))
	}
	s := serveOn(t, d, everyone, pair())
	defer s.stop()
	var asked []*discordtest.Interaction
	for _, p := range people {
		asked = append(asked, p.Slash(talks, "ask", discordtest.Args{"question": bridge}))
	}
	var missed atomic.Int64
	var wg sync.WaitGroup
	for _, i := range asked {
		wg.Go(func() {
			if _, err := i.Ack(t.Context()); err != nil {
				missed.Add(1)
			}
		})
	}
	wg.Wait()
	if n := missed.Load(); n > 0 {
		d.Violations() // what was too late
		return n
	}
	for _, i := range asked {
		i.Message(t.Context())
	}
	return 0
}
