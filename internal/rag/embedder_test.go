package rag_test

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/tmc/langchaingo/embeddings"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/rag/chromem"
	"talksbot/internal/wordvec"
)

// letters embeds a text by its letters, and fails the test where it is given
// nothing: it stands for a service over the network.
type letters struct{ t *testing.T }

func (l letters) CreateEmbedding(_ context.Context, texts []string) ([][]float32, error) {
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
	words, err := wordvec.Open()
	if err != nil {
		t.Fatal(err)
	}
	kin, err := rag.NewKin(words)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{
		"zebras.md": {Data: []byte("Zebras doze in the zoo. Zebras graze. A zebra dozes.\n")},
		"cows.md":   {Data: []byte("Cows moo at the farm. A cow eats grass. Cows give milk.\n")},
	}
	settings := rag.DefaultSettings()
	settings.WordWeight, settings.VectorWeight = 0, 1
	library, err := rag.Open(t.Context(), func() (*corpus.Collection, error) {
		return corpus.Load(files, "test")
	}, rag.Options{Embedder: embedder, EmbedderID: "letters", Kin: kin, Vectors: chromem.Build, Settings: settings})
	if err != nil {
		t.Fatal(err)
	}
	hits, err := library.Snapshot().Search(t.Context(), "zzzz", 2)
	if err != nil || len(hits) != 2 || hits[0].Passage.Article.ID != "zebras" {
		t.Fatalf("hits %v, error %v; want zebras first", hits, err)
	}
}
