package main

import (
	"fmt"
	"runtime"
	"slices"
	"time"
)

// contestant is one of several that are timed against each other.
type contestant struct {
	name string
	run  func() error
	took []time.Duration // by round
}

// alternate runs all contestants in turn, again and again, so that what slows
// the machine down for a while hits all of them. Garbage is collected before
// each, not within.
func alternate(rounds int, all []*contestant) error {
	for range rounds {
		for _, c := range all {
			runtime.GC()
			start := time.Now()
			if err := c.run(); err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			c.took = append(c.took, time.Since(start))
		}
	}
	return nil
}

// median is the middle one of the rounds.
func (c *contestant) median() time.Duration {
	sorted := slices.Sorted(slices.Values(c.took))
	return sorted[len(sorted)/2]
}

// heapOf is the memory that what f makes takes, garbage apart.
func heapOf[T any](f func() (T, error)) (T, uint64, error) {
	before := heap()
	v, err := f()
	after := heap()
	runtime.KeepAlive(v)
	return v, max(after, before) - before, err
}

func heap() uint64 {
	runtime.GC()
	runtime.GC() // what has a finalizer goes at the second one
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
