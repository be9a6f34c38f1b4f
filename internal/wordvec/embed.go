package wordvec

import (
	"context"
	"regexp"
	"strings"
)

// smooth is the constant a of the smooth inverse frequency a / (a + p(w)).
const smooth = 1e-3

// EmbedDocuments makes a vector of each text: the mean of its words' vectors,
// each weighted by smooth inverse frequency (Arora, Liang and Ma 2017, "A simple
// but tough-to-beat baseline for sentence embeddings"), scaled to length 1. A
// text without a known word gives the zero vector. The common component that
// the method takes away is a matter of the collection, not of the embedder.
func (m *Model) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	guesses := map[string][]float32{}
	for i, t := range texts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		vectors[i] = m.embed(t, guesses)
	}
	return vectors, nil
}

// EmbedQuery makes the vector of one text, as EmbedDocuments does.
func (m *Model) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return m.embed(text, map[string][]float32{}), ctx.Err()
}

// embed keeps its guesses at unknown words, which are dear, for the next text.
func (m *Model) embed(text string, guesses map[string][]float32) []float32 {
	sum := make([]float32, m.dims)
	for _, w := range split(text) {
		if function[w] || m.Add(sum, w) {
			continue
		}
		v, tried := guesses[w]
		if !tried {
			if guess, ok := m.guess(w); ok {
				v = guess
			}
			guesses[w] = v
		}
		m.add(sum, v, w)
	}
	normalize(sum)
	return sum
}

// Add adds the weighted vector of a word in lower case to a sum of the model's
// dimensions, and tells whether the word is in the table. The direction of such
// a sum is that of the text.
func (m *Model) Add(sum []float32, word string) bool {
	i, ok := m.row[word]
	if ok {
		m.add(sum, m.at(i), word)
	}
	return ok
}

func (m *Model) add(sum, v []float32, word string) {
	weight := float32(smooth / (smooth + m.Frequency(word)))
	for d, x := range v {
		sum[d] += weight * x
	}
}

// Dims is the length of the vectors.
func (m *Model) Dims() int { return m.dims }

var wordPattern = regexp.MustCompile(`\pL+(?:'\pL+)?|\d+`)

// split cuts a text as the training text was cut.
func split(text string) []string {
	text = strings.ToLower(strings.ReplaceAll(text, "’", "'"))
	words := wordPattern.FindAllString(text, -1)
	for i, w := range words {
		words[i] = strings.TrimSuffix(w, "'s")
	}
	return words
}

// function are the words that say nothing of what a text is about.
var function = set(`a about above after again all also am an and any are as at be because been before being
 below between both but by can could did do does doing down during each few for from further had has have having he
 her here hers him his how i if in into is it its itself just me more most my no nor not now of off on once only or
 other our out over own same she should so some such than that the their them then there these they this those
 through to too under until up us very was we were what when where which while who whom why will with would you your`)

func set(words string) map[string]bool {
	s := map[string]bool{}
	for _, w := range strings.Fields(words) {
		s[w] = true
	}
	return s
}
