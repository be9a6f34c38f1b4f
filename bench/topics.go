package main

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	builtin "talksbot/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/topics"
)

// topicTimes is what a topic command takes: the first time it finds out what the
// collection says to it, and keeps that.
type topicTimes struct {
	name         string
	first, again time.Duration
}

// topicResult is what topic commands take at one size.
type topicResult struct {
	passages      int
	times         []topicTimes
	before, after uint64 // bytes of the Snapshot, before and after all commands
}

// topicCommands are those of the built-in articles.
func topicCommands() (*topics.Set, error) {
	data, err := builtin.Files.ReadFile(topics.FileName)
	if err != nil {
		return nil, err
	}
	return topics.Parse(topics.FileName, data, nil)
}

// measureTopics asks each topic command of a made collection: once, and then
// again.
func measureTopics(ctx context.Context, passages, rounds int, seed uint64) (*topicResult, error) {
	f, err := newField(ctx, passages, 1, seed)
	if err != nil {
		return nil, err
	}
	set, err := topicCommands()
	if err != nil {
		return nil, err
	}
	s, size, err := heapOf(f.open)
	if err != nil {
		return nil, err
	}
	r := &topicResult{passages: len(f.passages), before: size}
	_, more, err := heapOf(func() (bool, error) {
		for i := range set.Commands {
			if c := &set.Commands[i]; c.Gather != topics.Answers {
				t, err := timeTopic(ctx, s, set, c, rounds)
				if err != nil {
					return false, err
				}
				r.times = append(r.times, t)
			}
		}
		return true, nil
	})
	runtime.KeepAlive(s)
	r.after = r.before + more
	return r, err
}

// timeTopic asks one command.
func timeTopic(ctx context.Context, s *rag.Snapshot, set *topics.Set, c *topics.Command, rounds int) (topicTimes, error) {
	given := givenFor(s, c)
	t := topicTimes{name: "/" + c.Name}
	var again []time.Duration
	for i := range rounds + 1 {
		start := time.Now()
		if _, err := s.Group(ctx, set, c, given); err != nil {
			return t, err
		}
		if i == 0 {
			t.first = time.Since(start)
		} else {
			again = append(again, time.Since(start))
		}
	}
	slices.Sort(again)
	t.again = again[len(again)/2]
	return t, nil
}

// givenFor are the options that a command cannot do without.
func givenFor(s *rag.Snapshot, c *topics.Command) map[string]string {
	given := map[string]string{}
	for _, o := range c.Options {
		if o.Required && o.Is == topics.Person {
			given[o.Name] = s.People()[0]
		}
	}
	return given
}

// topicTable has a line a command.
func topicTable(results []*topicResult) string {
	var b strings.Builder
	b.WriteString("| |")
	for _, r := range results {
		fmt.Fprintf(&b, " %s passages, first | again |", thousands(r.passages))
	}
	b.WriteString("\n|---|" + strings.Repeat("---:|---:|", len(results)) + "\n")
	for i, t := range results[0].times {
		fmt.Fprintf(&b, "| `%s` |", t.name)
		for _, r := range results {
			fmt.Fprintf(&b, " %s | %s |", milliseconds(r.times[i].first), milliseconds(r.times[i].again))
		}
		b.WriteString("\n")
	}
	b.WriteString("| memory a passage, before and after |")
	for _, r := range results {
		n := float64(r.passages) * 1000
		fmt.Fprintf(&b, " %.1f KB | %.1f KB |", float64(r.before)/n, float64(r.after)/n)
	}
	b.WriteString("\n")
	return b.String()
}
