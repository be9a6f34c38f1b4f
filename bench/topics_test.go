package main

import (
	"testing"

	"talksbot/internal/topics"
)

// BenchmarkTopics has each topic command asked of a made collection. What is
// found out about the collection once comes before.
func BenchmarkTopics(b *testing.B) {
	f := benchmark(b)
	s, err := f.open()
	if err != nil {
		b.Fatal(err)
	}
	set, err := topicCommands()
	if err != nil {
		b.Fatal(err)
	}
	for i := range set.Commands {
		c := &set.Commands[i]
		if c.Gather == topics.Answers {
			continue
		}
		given := givenFor(s, c)
		b.Run(c.Name, func(b *testing.B) {
			t, err := timeTopic(b.Context(), s, set, c, 1)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := s.Group(b.Context(), set, c, given); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(t.first.Microseconds())/1000, "ms-first")
		})
	}
}
