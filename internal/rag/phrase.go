package rag

import (
	"regexp"
	"slices"

	"talksbot/internal/rag/lexical"
)

// quotedPattern is what a question sets in quotation marks: a title, a slogan.
var quotedPattern = regexp.MustCompile(`["“„«]([^"“”„«»]+)["”“»]`)

// quotedPhrases are the words of what a question quotes, common ones included:
// of "I'm the Man" they are all that there is.
func quotedPhrases(text string) [][]string {
	var phrases [][]string
	for _, m := range quotedPattern.FindAllStringSubmatch(text, -1) {
		if words := folded(lexical.Tokenize(m[1])); len(words) > 0 {
			phrases = append(phrases, words)
		}
	}
	return phrases
}

func folded(tokens []lexical.Token) []string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.Word
	}
	return words
}

// quotes is the share of the question's quoted phrases that stand in the tokens
// word for word.
func (q *query) quotes(tokens []lexical.Token) float64 {
	if len(q.phrases) == 0 {
		return 0
	}
	words, n := folded(tokens), 0
	for _, p := range q.phrases {
		if holds(words, p) {
			n++
		}
	}
	return float64(n) / float64(len(q.phrases))
}

// holds tells whether words stand in others side by side.
func holds(words, phrase []string) bool {
	for i := range len(words) - len(phrase) + 1 {
		if slices.Equal(words[i:i+len(phrase)], phrase) {
			return true
		}
	}
	return false
}
