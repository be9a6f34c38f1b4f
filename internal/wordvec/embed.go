package wordvec

import (
	"context"
	"iter"
	"runtime"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
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
	workers := min(runtime.GOMAXPROCS(0), len(texts)/minShare+1)
	share := (len(texts) + workers - 1) / workers
	var wg sync.WaitGroup
	for from := 0; from < len(texts); from += share {
		wg.Go(func() {
			guesses := map[string][]float32{}
			for i := from; i < min(from+share, len(texts)) && ctx.Err() == nil; i++ {
				vectors[i] = m.embed(texts[i], guesses)
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return vectors, nil
}

// minShare is how many texts make work for one more processor.
const minShare = 100

// EmbedQuery makes the vector of one text, as EmbedDocuments does.
func (m *Model) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return m.embed(text, map[string][]float32{}), ctx.Err()
}

// embed keeps its guesses at unknown words, which are dear, for the next text.
func (m *Model) embed(text string, guesses map[string][]float32) []float32 {
	sum := make([]float32, m.dims)
	for w := range words(text) {
		if i, ok := m.row[w]; ok {
			if !m.function[i] {
				add(sum, m.at(i), m.weights[i])
			}
			continue
		}
		if function[w] {
			continue
		}
		v, tried := guesses[w]
		if !tried {
			if guess, ok := m.guess(w); ok {
				v = guess
			}
			guesses[w] = v
		}
		add(sum, v, weight(m.Frequency(w)))
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
		add(sum, m.at(i), m.weights[i])
	}
	return ok
}

// weight is that of a word with this share of the training text.
func weight(frequency float64) float32 { return float32(smooth / (smooth + frequency)) }

// add adds a vector to a sum; a nil one is nothing.
func add(sum, v []float32, weight float32) {
	for d, x := range v {
		sum[d] += weight * x
	}
}

// Dims is the length of the vectors.
func (m *Model) Dims() int { return m.dims }

// words cuts a text as the training text was cut: runs of letters, with one
// apostrophe within and without a final 's, and runs of digits.
func words(text string) iter.Seq[string] {
	text = strings.ToLower(strings.ReplaceAll(text, "’", "'"))
	return func(yield func(string) bool) {
		for at := 0; at < len(text); {
			end := at + run(text[at:], isDigit)
			if end == at {
				end = at + run(text[at:], unicode.IsLetter)
			}
			if end == at {
				_, size := utf8.DecodeRuneInString(text[at:])
				at += size
				continue
			}
			if !isDigit(rune(text[at])) && end < len(text) && text[end] == '\'' {
				if n := run(text[end+1:], unicode.IsLetter); n > 0 {
					end += 1 + n
				}
			}
			if !yield(strings.TrimSuffix(text[at:end], "'s")) {
				return
			}
			at = end
		}
	}
}

// run is how many bytes of such characters a text begins with.
func run(text string, of func(rune) bool) int {
	for i, r := range text {
		if !of(r) {
			return i
		}
	}
	return len(text)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

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
