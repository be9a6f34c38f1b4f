package support

import "talksbot/internal/rag/lexical"

// Knowledge is what is known of words and names apart from claim and evidence.
// It is asked about folded words, and may be asked by many at once.
type Knowledge interface {
	// Like is how nearly two words mean the same, 0..1, and 1 for forms of one
	// word. It need not tell a word from its opposite.
	Like(a, b lexical.Token) float64

	// Kind tells whether a stem names a kind of what another names: a kidney is an
	// organ.
	Kind(narrow, broad string) bool

	// Frequency is the share of news at large that a word makes up, 0..1.
	Frequency(word string) float64

	// Common tells whether a word is in a dictionary of English, so that upper
	// case at the beginning of a sentence does not make it a name.
	Common(t lexical.Token) bool

	// Name tells whether a word is known as a name, or as a part of one.
	Name(word string) bool

	// OneName tells whether two words are forms of one name: spellings of it, or a
	// place and its people.
	OneName(a, b string) bool
}
