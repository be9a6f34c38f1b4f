package main

import (
	"flag"
	"testing"
	"time"

	"talksbot/internal/rag/lexical"
)

// The benchmarks are for profiles of the program's own side:
//
//	go test -run - -bench Open -size 34000 -cpuprofile cpu.out
var size = flag.Int("size", 2000, "passages of the collection in benchmarks")

func benchmark(b *testing.B) *field {
	b.Helper()
	f, err := newField(b.Context(), *size, 100, 1)
	if err != nil {
		b.Fatal(err)
	}
	return f
}

func BenchmarkWords(b *testing.B) {
	f := benchmark(b)
	for b.Loop() {
		lexical.NewIndex(f.docs, lexical.DefaultParams())
	}
}

func BenchmarkOpen(b *testing.B) {
	f := benchmark(b)
	for b.Loop() {
		if _, err := f.open(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	f := benchmark(b)
	s, err := f.open()
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		if _, err := s.Search(f.ctx, f.questions[i%len(f.questions)], asked); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAsk(b *testing.B) {
	f := benchmark(b)
	s, err := f.open()
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		if _, err := s.Ask(f.ctx, f.questions[i%len(f.questions)]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDiscord has two hundred people ask, who all begin at once.
func BenchmarkDiscord(b *testing.B) {
	t := &outside{}
	defer t.end()
	r, err := newRoom(b.Context(), t)
	if err != nil {
		b.Fatal(err)
	}
	defer r.stop()
	r.ask(8, 200)
	var acks []time.Duration
	for b.Loop() {
		acks = append(acks, r.ask(200, 1000).acks...)
	}
	b.ReportMetric(float64(percentile(acks, 99))/1e6, "ms-to-p99-ack")
}
