// Package wordnet tells which English words mean nearly the same, by the
// relations of WordNet (Fellbaum 1998, "WordNet: An Electronic Lexical
// Database") that README.md lists.
package wordnet

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strings"
)

//go:embed kin.txt.gz
var kin []byte

//go:embed kinds.txt.gz
var kinds []byte

// Relation is how closely two words are related.
type Relation int

// The relations, the weakest first.
const (
	Broader Relation = iota + 1 // one is the other's next broader word
	Similar                     // similar adjectives, verbs of one group
	Synonym                     // of one synset, or derived from each other
)

// Each calls f once for each pair of related words, both in lower case.
func Each(f func(a, b string, r Relation)) error {
	z, err := gzip.NewReader(bytes.NewReader(kin))
	if err != nil {
		return fmt.Errorf("related words: %w", err)
	}
	return read(z, f)
}

// EachKind calls f for each word that names a kind of what another names: a kidney is
// an organ, to murder is to kill. Both are in lower case.
func EachKind(f func(narrow, broad string)) error {
	z, err := gzip.NewReader(bytes.NewReader(kinds))
	if err != nil {
		return fmt.Errorf("kinds of words: %w", err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return fmt.Errorf("kinds of words: %w", err)
	}
	for line := range strings.Lines(string(text)) {
		narrow, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		for broad := range strings.SplitSeq(rest, " ") {
			f(narrow, broad)
		}
	}
	return nil
}

func read(r io.Reader, f func(a, b string, r Relation)) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("related words: %w", err)
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		word, rest, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !ok {
			return fmt.Errorf("related words: line %d has one word", n)
		}
		for rest != "" {
			var other string
			other, rest, _ = strings.Cut(rest, " ")
			at := len(other) - 1
			if at < 1 || strings.IndexByte(marks, other[at]) < 0 {
				return fmt.Errorf("related words: line %d: %q has no mark", n, other)
			}
			f(word, other[:at], Relation(strings.IndexByte(marks, other[at])+1))
		}
	}
	return nil
}

// marks are those of the relations, the weakest first.
const marks = "-=+"
