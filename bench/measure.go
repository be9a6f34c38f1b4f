package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"time"
)

// contestant is one of several that are timed against each other on the same
// tasks.
type contestant struct {
	name string
	run  func(task int) error
	took [][]time.Duration // by task, then by round
}

// alternate has each task done by all contestants in turn, again and again, so
// that what slows the machine down for a while hits all of them. The order is
// another one each time: whoever comes after one that did the same finds its
// data in the processor's cache. A single task is a long one: garbage is
// collected before it, not within.
func alternate(rounds, tasks int, all []*contestant) error {
	for _, c := range all {
		c.took = make([][]time.Duration, tasks)
	}
	random := rand.New(rand.NewPCG(1, 0))
	for range rounds {
		runtime.GC()
		for task := range tasks {
			for _, i := range random.Perm(len(all)) {
				c := all[i]
				if tasks == 1 {
					runtime.GC()
				}
				start := time.Now()
				if err := c.run(task); err != nil {
					return fmt.Errorf("%s: %w", c.name, err)
				}
				c.took[task] = append(c.took[task], time.Since(start))
			}
		}
	}
	return nil
}

// usual is how long a task takes: for each task the median of its rounds, and
// of these the mean.
func (c *contestant) usual() time.Duration {
	var sum time.Duration
	for _, rounds := range c.took {
		slices.Sort(rounds)
		sum += rounds[len(rounds)/2]
	}
	return sum / time.Duration(len(c.took))
}

// race gives how long each contestant takes, by its name.
func race(rounds, tasks int, all []*contestant) (map[string]time.Duration, error) {
	if err := alternate(rounds, tasks, all); err != nil {
		return nil, err
	}
	usual := map[string]time.Duration{}
	for _, c := range all {
		usual[c.name] = c.usual()
	}
	return usual, nil
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
