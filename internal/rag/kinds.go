package rag

import (
	"slices"

	"talksbot/internal/rag/lexical"
	"talksbot/internal/wordnet"
)

// readKinds reads of what stems name kinds, for each stem.
func readKinds() map[string][]string {
	kinds := make(map[string][]string, 13000)
	stemmer := lexical.NewStemmer()
	stems := make(map[string]string, 16000)
	stem := func(word string) string {
		s, ok := stems[word]
		if !ok {
			s = stemmer.Stem(word)
			stems[word] = s
		}
		return s
	}
	err := wordnet.EachKind(func(narrow, broad string) { kinds[stem(narrow)] = append(kinds[stem(narrow)], stem(broad)) })
	if err != nil {
		panic(err) // the data is part of the program, and a test reads it
	}
	return kinds
}

// isKind tells whether one stem names a kind of what another names.
func (k *Kin) isKind(narrow, broad string) bool { return slices.Contains(k.kinds()[narrow], broad) }
