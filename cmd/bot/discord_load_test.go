package main

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"talksbot/internal/discord/discordtest"
)

// TestDiscordLoad has two hundred people ask at once. It runs by itself, since it
// holds the program to the three seconds that Discord gives.
func TestDiscordLoad(t *testing.T) {
	d := discordtest.New(t, discordtest.WithPatience(2*time.Minute))
	g := d.Guild("news")
	talks := g.Channel("talks")
	const crowd = 200
	var people []*discordtest.Person
	for n := range crowd {
		people = append(people, g.Member(fmt.Sprint("person-", n), 0))
	}
	serveOn(t, d, "[quota]\nguild_per_minute = 0\n", nil)
	var asked []*discordtest.Interaction
	for n, p := range people {
		question := []string{"Who will attend the talks?", "What did Ukraine say about a ceasefire?", "Where are the talks?"}[n%3]
		asked = append(asked, p.Slash(talks, "ask", discordtest.Args{"question": question}))
	}
	var wg sync.WaitGroup
	for _, i := range asked {
		wg.Go(func() {
			if _, err := i.Ack(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, i := range asked {
		i.Message(t.Context())
	}
}
