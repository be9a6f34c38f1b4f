package topics

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Mistake is one thing wrong in a file.
type Mistake struct {
	Path string
	Line int    // from 1; 0 where it is the whole file
	What string // what is wrong and how to mend it
}

// String is the mistake in one line.
func (m Mistake) String() string {
	if m.Line == 0 {
		return m.Path + ": " + m.What
	}
	return fmt.Sprintf("%s:%d: %s", m.Path, m.Line, m.What)
}

// Mistakes are all of a file, in the order of its lines. There is at least one.
type Mistakes []Mistake

// Error names every mistake, one a line.
func (ms Mistakes) Error() string {
	lines := make([]string, len(ms))
	for i, m := range ms {
		lines[i] = m.String()
	}
	return strings.Join(lines, "\n")
}

func (ms Mistakes) sorted() Mistakes {
	slices.SortStableFunc(ms, func(a, b Mistake) int { return cmp.Compare(a.Line, b.Line) })
	return ms
}
