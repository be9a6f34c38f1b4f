package support

import (
	_ "embed"
	"strings"

	"talksbot/internal/rag/lexical"
)

// meanings.txt has a meaning a line: words that news uses for one another. Word
// vectors put them no nearer than words of one topic, and WordNet knows of few.
//
//go:embed meanings.txt
var meanings string

// senses gives a stem the meanings it has, by their lines.
var senses = readSenses(meanings)

func readSenses(text string) map[string][]int {
	stemmer := lexical.NewStemmer()
	out := map[string][]int{}
	n := 0
	for line := range strings.Lines(text) {
		for word := range strings.FieldsSeq(line) {
			stem := stemmer.Stem(word)
			out[stem] = append(out[stem], n)
		}
		n++
	}
	return out
}

// synonymous tells whether two stems have a meaning in common.
func synonymous(a, b string) bool {
	for _, i := range senses[a] {
		for _, j := range senses[b] {
			if i == j {
				return true
			}
		}
	}
	return false
}
