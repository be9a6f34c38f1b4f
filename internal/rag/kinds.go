package rag

import (
	"talksbot/internal/rag/lexical"
	"talksbot/internal/wordnet"
)

// readKinds reads which stems name kinds of what others name.
func readKinds() map[[2]string]bool {
	kinds := make(map[[2]string]bool, 60000)
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
	err := wordnet.EachKind(func(narrow, broad string) { kinds[[2]string{stem(narrow), stem(broad)}] = true })
	if err != nil {
		panic(err) // the data is part of the program, and a test reads it
	}
	return kinds
}

// isKind tells whether one stem names a kind of what another names.
func (k *Kin) isKind(narrow, broad string) bool { return k.kinds()[[2]string{narrow, broad}] }
