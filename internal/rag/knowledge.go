package rag

import (
	"talksbot/internal/rag/lexical"
)

// knowledge is what package support knows of words and of the names of a
// collection; names is nil where a claim is checked against given texts alone.
type knowledge struct {
	kin   *Kin
	names *names
	local map[string]bool // words that the given texts write as names
}

// Like is Kin's.
func (k knowledge) Like(a, b lexical.Token) float64 { return k.kin.like(a, b) }

// Kind is Kin's.
func (k knowledge) Kind(narrow, broad string) bool { return k.kin.isKind(narrow, broad) }

// Frequency is Kin's.
func (k knowledge) Frequency(word string) float64 { return k.kin.frequency(word) }

// Common tells whether WordNet relates the word to others, and it is no given
// name.
func (k knowledge) Common(t lexical.Token) bool {
	if t.Stop {
		return true
	}
	_, ok := k.kin.stems[t.Stem]
	return ok && !k.kin.givenName(t.Word)
}

// Name tells whether the collection uses the word as a name.
func (k knowledge) Name(word string) bool {
	return k.local[word] || k.names != nil && k.names.has(word)
}

// OneName tells whether two words are forms of one name.
func (k knowledge) OneName(a, b string) bool { return spelledAlike(a, b) || kindred(a, b) }
