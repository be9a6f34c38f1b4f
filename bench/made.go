package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"talksbot/internal/corpus"
	"talksbot/internal/wordvec"
)

// writer makes articles and questions by rule: words as often as news uses
// them, mixed with the few that one article is about. The same seed makes the
// same text.
type writer struct {
	random  *rand.Rand
	words   []string
	upTo    []float64 // the share of news that the words up to each one make up
	names   []string  // capitalised
	content []string  // neither function words nor names
}

func newWriter(model *wordvec.Model, seed uint64) *writer {
	w := &writer{random: rand.New(rand.NewPCG(seed, 0)), words: slices.Clone(model.Words())}
	sum := 0.0
	for i, word := range w.words {
		sum += model.Frequency(word)
		w.upTo = append(w.upTo, sum)
		switch {
		case i < 200 || len(word) < 4:
		case i > 2000 && i%5 == 0:
			w.words[i] = capitalised(word)
			w.names = append(w.names, w.words[i])
		default:
			w.content = append(w.content, word)
		}
	}
	return w
}

// any is a word as often as news uses it.
func (w *writer) any() string {
	x := w.random.Float64() * w.upTo[len(w.upTo)-1]
	return w.words[sort.SearchFloat64s(w.upTo, x)]
}

// skewed is one of the words, the first ones more often than the last.
func (w *writer) skewed(words []string) string {
	x := w.random.Float64()
	return words[int(x*x*float64(len(words)))]
}

// topic is what an article is about.
type topic struct{ names, words []string }

func (w *writer) topic() topic {
	var t topic
	for range 5 {
		t.names = append(t.names, w.skewed(w.names)+" "+w.skewed(w.names))
	}
	for range 20 {
		t.words = append(t.words, w.skewed(w.content))
	}
	return t
}

// word is one of an article's words.
func (w *writer) word(t topic) string {
	switch x := w.random.Float64(); {
	case x < 0.05:
		return w.skewed(t.names)
	case x < 0.07:
		full := w.skewed(t.names)
		return full[strings.IndexByte(full, ' ')+1:]
	case x < 0.19:
		return w.skewed(t.words)
	case x < 0.20:
		return fmt.Sprint(w.random.IntN(2000))
	}
	return w.any()
}

func (w *writer) phrase(t topic, least, most int) string {
	words := make([]string, least+w.random.IntN(most-least+1))
	for i := range words {
		words[i] = w.word(t)
	}
	return capitalised(strings.Join(words, " "))
}

func (w *writer) sentence(t topic) string {
	s := w.phrase(t, 10, 28)
	if i := strings.IndexByte(s[len(s)/2:], ' '); i > 0 {
		s = s[:len(s)/2+i] + "," + s[len(s)/2+i:]
	}
	return s + "."
}

const (
	paragraphs = 6 // of an article; each becomes a passage
	publishers = 40
	days       = 365
)

// article writes an article with the paragraphs and their headings.
func (w *writer) article(number, paragraphs int, t topic) string {
	var b strings.Builder
	day := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, number%days)
	publisher := number * 7 % publishers
	fmt.Fprintf(&b, "---\ntitle: %q\npublisher: %q\npublished: %s\n---\n", w.phrase(t, 5, 10),
		w.names[publisher]+" "+[]string{"Post", "Times", "News", "Herald"}[publisher%4], day.Format(time.DateOnly))
	for i := range paragraphs {
		if i == 2 || i == 4 {
			fmt.Fprintf(&b, "\n## %s\n", w.phrase(t, 2, 5))
		}
		b.WriteString("\n")
		for s := range 3 + w.random.IntN(3) {
			if s > 0 {
				b.WriteString(" ")
			}
			b.WriteString(w.sentence(t))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// question is 2 to 8 words, at least one of them an article's.
func (w *writer) question(t topic) string {
	words := make([]string, 2+w.random.IntN(7))
	words[0] = []string{"Who", "What", "When", "Where", "Why", "How", "Which", "Will"}[w.random.IntN(8)]
	for i := 1; i < len(words); i++ {
		switch x := w.random.Float64(); {
		case i > 1 && x < 0.2:
			words[i] = strings.Fields(w.skewed(t.names))[w.random.IntN(2)]
		case i == 1 || x < 0.55:
			words[i] = w.skewed(t.words)
		default:
			words[i] = w.any()
		}
	}
	return strings.Join(words, " ") + "?"
}

// made is a collection with the questions asked of it.
type made struct {
	collection *corpus.Collection
	passages   []corpus.Passage
	questions  []string
}

// makeCollection makes a collection of about as many passages, and questions
// about it.
func makeCollection(model *wordvec.Model, passages, questions int, seed uint64) (*made, error) {
	w := newWriter(model, seed)
	files := fstest.MapFS{}
	var topics []topic
	for n := 0; passages > 0; n++ {
		t := w.topic()
		topics = append(topics, t)
		files[fmt.Sprintf("article-%05d.md", n)] = &fstest.MapFile{Data: []byte(w.article(n, min(paragraphs, passages), t))}
		passages -= paragraphs
	}
	m := &made{}
	for range questions {
		m.questions = append(m.questions, w.question(topics[w.random.IntN(len(topics))]))
	}
	var err error
	if m.collection, err = corpus.Load(files, "made"); err != nil {
		return nil, err
	}
	for _, a := range m.collection.Articles {
		m.passages = append(m.passages, corpus.Passages(a)...)
	}
	return m, nil
}

func capitalised(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}
