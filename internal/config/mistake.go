package config

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
)

// Mistake is one thing wrong in a file.
type Mistake struct {
	Path string
	Line int    // from 1
	What string // what is wrong and how to mend it; never a value of the file
}

// Mistakes are all of a file, in the order of its lines. There is at least one.
type Mistakes []Mistake

// Error names every mistake, one a line.
func (ms Mistakes) Error() string {
	var lines []string
	for _, m := range ms {
		lines = append(lines, fmt.Sprintf("%s:%d: %s", m.Path, m.Line, m.What))
	}
	return strings.Join(lines, "\n")
}

// badLine is the first line that is not UTF-8.
func badLine(data []byte) int {
	n := 1
	for line := range bytes.Lines(data) {
		if !utf8.Valid(line) {
			break
		}
		n++
	}
	return n
}

// malformed finds what makes the text no TOML at all, nil if it is TOML. Of the
// decoder's error only the place and the key are used: its texts repeat parts of
// the file.
func malformed(path string, data []byte) *Mistake {
	var ignored map[string]any
	err := toml.Unmarshal(data, &ignored)
	if err == nil {
		return nil
	}
	m := &Mistake{Path: path, Line: 1, What: "this is not TOML: write each setting as key = value, and text in \"quotes\""}
	var where *toml.DecodeError
	if errors.As(err, &where) {
		m.Line, _ = where.Position()
		if key := where.Key(); len(key) > 0 {
			m.What = fmt.Sprintf("%s stands here a second time: keep one of the two", strings.Join(key, "."))
		}
	}
	return m
}
