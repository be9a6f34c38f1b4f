package main

import (
	"testing"

	builtin "talksbot/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/topics"
)

// topicCommands are those of the built-in articles that group, each with the
// options that it needs.
func topicCommands(b *testing.B) *topics.Set {
	b.Helper()
	data, err := builtin.Files.ReadFile(topics.FileName)
	if err != nil {
		b.Fatal(err)
	}
	set, err := topics.Parse(topics.FileName, data, nil)
	if err != nil {
		b.Fatal(err)
	}
	return set
}

// BenchmarkTopics has each topic command asked of a made collection. What is
// found out about the collection once comes before.
func BenchmarkTopics(b *testing.B) {
	f := benchmark(b)
	s, err := f.open()
	if err != nil {
		b.Fatal(err)
	}
	set := topicCommands(b)
	for i := range set.Commands {
		c := &set.Commands[i]
		if c.Gather == topics.Answers {
			continue
		}
		b.Run(c.Name, func(b *testing.B) { benchmarkTopic(b, f, s, set, c) })
	}
}

func benchmarkTopic(b *testing.B, f *field, s *rag.Snapshot, set *topics.Set, c *topics.Command) {
	given := map[string]string{}
	for _, o := range c.Options {
		if o.Required && o.Is == topics.Person {
			given[o.Name] = s.People()[0]
		}
	}
	for b.Loop() {
		if _, err := s.Group(f.ctx, set, c, given); err != nil {
			b.Fatal(err)
		}
	}
}
