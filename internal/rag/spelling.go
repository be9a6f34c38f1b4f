package rag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"talksbot/internal/nearest"
	"talksbot/internal/rag/lexical"
)

// correct puts a word of the collection in the place of one that is neither in
// the collection nor in the dictionary of the word vectors, if there is one
// that differs in a letter or two. A word that is spelled right is never
// touched: "film" must not become "firm".
func (s *Snapshot) correct(q *query, i int) {
	t := q.tokens[i]
	if t.Stop || t.Number || t.Caps || s.index.Frequency(t.Stem) > 0 || len(t.Word) < minCorrected {
		return
	}
	best, bestDistance := "", 3
	for w, stat := range s.names.words {
		d := 3
		if near(t.Word, w) {
			d = nearest.Distance(t.Word, w)
		}
		if d > allowed(t.Word) || d > bestDistance || !s.mayCorrect(t.Word, w, stat) {
			continue
		}
		if d < bestDistance || s.oftener(w, best) {
			best, bestDistance = w, d
		}
	}
	if best == "" {
		return
	}
	q.tokens[i].Word, q.tokens[i].Stem = best, lexical.NewStemmer().Stem(best)
	q.tokens[i].Upper = s.names.has(best)
	q.fixed = true
}

// minCorrected is the length in bytes of the shortest words that are corrected.
const minCorrected = 4

// mayCorrect tells whether the word may be a misspelling of the other: an
// unknown word of any, a known one only of a name used in the same way.
func (s *Snapshot) mayCorrect(word, other string, stat *nameWord) bool {
	if !s.options.Kin.knows(word) {
		return true
	}
	like, ok := s.options.Kin.vectors.Similarity(word, other)
	return ok && like > 0.6 && stat.isName() && len(word) >= 6
}

// oftener orders two words of the collection by use, then by spelling.
func (s *Snapshot) oftener(a, b string) bool {
	na, nb := s.names.words[a].total(), s.names.words[b].total()
	return na > nb || na == nb && a < b
}

func (w *nameWord) total() int {
	if w == nil {
		return 0
	}
	return w.upper + w.upperFirst + w.lower
}

// spelling is a folded word as it would be written: upper case for a name.
func (n *names) spelling(word string) string {
	if !n.has(word) {
		return word
	}
	return capitalized(word)
}

func capitalized(word string) string {
	r, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(r)) + word[size:]
}

// allowed is the number of edits within which a word may be a misspelling.
func allowed(word string) int {
	if utf8.RuneCountInString(word) >= 6 {
		return 2
	}
	return 1
}

// near is a cheap test that leaves out most pairs that differ in more than two
// letters, or in the first one, which people rarely get wrong.
func near(a, b string) bool {
	return len(b) >= 4 && a[0] == b[0] && len(a)-len(b) <= 2 && len(b)-len(a) <= 2
}

// kindred tells whether two folded words are forms of one name: spellings of it
// ("zelensky", "zelenskyy"), or a place and what comes from it ("ukraine",
// "ukrainian").
func kindred(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 4 {
		return false
	}
	root := strings.TrimRight(a, "aeiouy")
	if len(root) >= 4 && strings.HasPrefix(b, root) && demonyms[b[len(root):]] {
		return true
	}
	if len(a) < 6 || !near(a, b) {
		return false
	}
	d := nearest.Distance(a, b)
	return d == 1 || d == 2 && len(a) >= 7 && skeleton(a) == skeleton(b)
}

// demonyms are the endings that make the people or the adjective of a place.
var demonyms = lexical.Set(`a e i o y n an ian ean ish ese i ic ans ians eans s es ine inian ainian ani`)

// skeleton is what stays of a name in most transliterations: its consonants,
// doubled ones once.
func skeleton(word string) string {
	var b strings.Builder
	var last rune
	for _, r := range strings.ReplaceAll(word, "x", "ks") {
		if strings.ContainsRune("aeiouyjh'", r) || r == last {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}
