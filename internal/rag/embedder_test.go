package rag_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/tmc/langchaingo/embeddings"
)

// letters embeds a text by its letters, and fails the test where it is given
// nothing: it stands for a service over the network.
type letters struct{ t *testing.T }

func (l letters) CreateEmbedding(_ context.Context, texts []string) ([][]float32, error) {
	if len(texts) == 0 {
		l.t.Error("the service was asked to embed nothing")
	}
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		v := make([]float32, 26)
		for _, r := range text {
			if r >= 'a' && r <= 'z' {
				v[r-'a']++
			}
		}
		vectors[i] = v
	}
	return vectors, nil
}

// The embedders of langchaingo serve as they are.
func TestLangchaingoEmbedder(t *testing.T) {
	var embedder embeddings.Embedder
	embedder, err := embeddings.NewEmbedder(letters{t})
	if err != nil {
		t.Fatal(err)
	}
	files := folder{
		"zebras.md": "Zebras doze in the zoo. Zebras graze. A zebra dozes.\n",
		"cows.md":   "Cows moo at the farm. A cow eats grass. Cows give milk.\n",
	}
	o := options()
	o.Embedder, o.EmbedderID = embedder, "letters"
	o.Settings.WordWeight, o.Settings.VectorWeight = 0, 1
	library := openSource(t, files.source, o)
	hits, err := library.Snapshot().Search(t.Context(), "zzzz", 2)
	if err != nil || len(hits) != 2 || hits[0].Passage.Article.ID != "zebras" {
		t.Fatalf("hits %v, error %v; want zebras first", hits, err)
	}
}

// An embedder may be given a few passages at a time, and progress is told after
// each time. Where it knows nothing of a question, the words alone decide.
func TestEmbedBatch(t *testing.T) {
	var given []int
	parts := badParts{
		documents: func(texts []string) ([][]float32, error) {
			given = append(given, len(texts))
			return letters{t}.CreateEmbedding(t.Context(), texts)
		},
		query: func(string) ([]float32, error) { return nil, nil },
	}
	o := parts.options()
	o.EmbedBatch = 2
	var told []int
	o.Progress = func(done, _ int) { told = append(told, done) }
	files := folder{}
	for _, name := range []string{"ape", "bear", "cat", "dog", "elk"} {
		files[name+".md"] = "The " + name + " sleeps in the barn. A " + name + " wakes at dawn.\n"
	}
	library := openSource(t, files.source, o)
	if fmt.Sprint(given, told) != "[2 2 1] [0 2 4 5]" {
		t.Errorf("it was given %v, and told was %v", given, told)
	}
	hits, err := library.Snapshot().Search(t.Context(), "elk", 1)
	if err != nil || len(hits) != 1 || hits[0].Passage.Article.ID != "elk" {
		t.Errorf("hits %v, error %v", hits, err)
	}
}
