package discord

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"talksbot/internal/rag"
)

// writings counts what came of asking the language model, since the program was
// started.
type writings struct {
	mu      sync.Mutex
	written int             // answers that it wrote
	quoted  int             // that are quoted in place of what it wrote, or failed to write
	first   []time.Duration // to the first sentence, of the last ones that had one
}

// keptFirst is of how many answers the time to the first sentence is kept.
const keptFirst = 100

func (w *writings) add(a rag.Answer) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if a.Mode() == rag.Generated {
		w.written++
	} else {
		w.quoted++
	}
	if first := a.Writing().First; first > 0 {
		w.first = append(w.first[max(0, len(w.first)-keptFirst+1):], first)
	}
}

// String is a line about it.
func (w *writings) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := fmt.Sprintf("Since the start: %s written, %d quoted or left out because what it wrote did not hold, or it failed", count(w.written, "answer"), w.quoted)
	if len(w.first) > 0 {
		sorted := slices.Sorted(slices.Values(w.first))
		s += fmt.Sprintf(". Half of the first sentences were there after %.1f s", sorted[len(sorted)/2].Seconds())
	}
	return s
}

// spent tells how many tokens of the language model are used up today: in the guild
// where that is asked first, then in the others by how many.
func (b *Bot) spent(here string) []line {
	if b.budget == nil {
		return nil
	}
	used, perDay := b.budget.Used(), b.budget.PerDay()
	guilds := []string{here}
	for guild := range used {
		if guild != here {
			guilds = append(guilds, guild)
		}
	}
	slices.SortFunc(guilds[1:], func(x, y string) int {
		if used[x] != used[y] {
			return used[y] - used[x]
		}
		return strings.Compare(x, y)
	})
	lines := []line{ours("**Language model, tokens today (UTC):**").apart().sticky()}
	for _, guild := range guilds[:min(len(guilds), shortList)] {
		lines = append(lines, line{}.of(run{ours: "- "}, run{theirs: b.guildName(guild, here)}, run{ours: ": " + ofBudget(used[guild], perDay)}))
	}
	if more := len(guilds) - shortList; more > 0 {
		lines = append(lines, ours(fmt.Sprintf("- and in %d more", more)))
	}
	return append(lines, ours(b.wrote.String()))
}

// ofBudget is "1200 used, 800 left".
func ofBudget(used, perDay int) string {
	if perDay == 0 {
		return fmt.Sprintf("%d used, without limit", used)
	}
	return fmt.Sprintf("%d of %d used, %d left", used, perDay, max(0, perDay-used))
}

// guildName is what people call a guild.
func (b *Bot) guildName(guild, here string) string {
	switch {
	case guild == "":
		return "direct messages"
	case guild == here:
		return "this server"
	}
	if g, err := b.state.Guild(guild); err == nil && g.Name != "" {
		return clipped(g.Name, maxShownPublisher)
	}
	return "server " + guild
}
