package main

import (
	"fmt"
	"strings"
	"time"
)

// The names of what is measured.
const (
	wordIndex    = "our word index alone"
	snapshot     = "the program: words, vectors, names"
	asking       = "the program's answer"
	bleveAlone   = "bleve alone"
	bleveBare    = "bleve alone, without the places of words"
	chromemAlone = "chromem-go alone"
	together     = "bleve and chromem-go"
)

// result is what was measured at one size.
type result struct {
	passages int
	indexing map[string]time.Duration // the whole collection
	asking   map[string]time.Duration // one question
	memory   map[string]uint64        // bytes, the whole collection
}

func (f *field) measure(rounds int) (*result, error) {
	r := &result{passages: len(f.passages)}
	var err error
	if r.indexing, err = f.indexing(rounds); err != nil {
		return nil, err
	}
	b, err := f.build()
	if err != nil {
		return nil, err
	}
	r.memory = b.memory
	if r.asking, err = f.searching(rounds, b); err != nil {
		return nil, err
	}
	return r, b.bleve.Close()
}

// row is a line of the table: what is measured, and its figure at each size.
type row struct {
	name   string
	figure func(*result) string
}

func table(results []*result) string {
	var b strings.Builder
	b.WriteString("| |")
	for _, r := range results {
		fmt.Fprintf(&b, " %s passages |", thousands(r.passages))
	}
	b.WriteString("\n|---|" + strings.Repeat("---:|", len(results)) + "\n")
	for _, w := range rows() {
		fmt.Fprintf(&b, "| %s |", w.name)
		for _, r := range results {
			fmt.Fprintf(&b, " %s |", w.figure(r))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func rows() []row {
	var all []row
	title := func(text string) {
		all = append(all, row{"**" + text + "**", func(*result) string { return "" }})
	}
	title("indexing")
	for _, name := range []string{snapshot, wordIndex, bleveAlone, bleveBare, chromemAlone} {
		all = append(all, row{name, func(r *result) string { return fmt.Sprintf("%.2f s", r.indexing[name].Seconds()) }})
	}
	all = append(all,
		ratio("bleve : our word index (5 or more)", func(r *result) (time.Duration, time.Duration) {
			return r.indexing[bleveAlone], r.indexing[wordIndex]
		}),
		ratio("bleve : the program", func(r *result) (time.Duration, time.Duration) {
			return r.indexing[bleveAlone], r.indexing[snapshot]
		}))
	title("one search, 10 hits")
	for _, name := range []string{snapshot, wordIndex, bleveAlone, chromemAlone, together} {
		all = append(all, row{name, func(r *result) string { return milliseconds(r.asking[name]) }})
	}
	all = append(all, ratio("the program : bleve and chromem-go (1 or less)", func(r *result) (time.Duration, time.Duration) {
		return r.asking[snapshot], r.asking[together]
	}))
	title("one answer")
	all = append(all,
		row{asking, func(r *result) string { return milliseconds(r.asking[asking]) }},
		ratio("answer : search (3 or less)", func(r *result) (time.Duration, time.Duration) {
			return r.asking[asking], r.asking[snapshot]
		}))
	title("memory a passage, without its text")
	for _, name := range []string{snapshot, wordIndex, bleveAlone, chromemAlone} {
		all = append(all, row{name, func(r *result) string {
			return fmt.Sprintf("%.1f KB", float64(r.memory[name])/1000/float64(r.passages))
		}})
	}
	return all
}

func ratio(name string, of func(*result) (a, b time.Duration)) row {
	return row{name, func(r *result) string {
		a, b := of(r)
		return fmt.Sprintf("**%.2f**", float64(a)/float64(b))
	}}
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.2f ms", float64(d)/float64(time.Millisecond))
}

func thousands(n int) string {
	if n < 10000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}
