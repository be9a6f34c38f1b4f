package rag_test

import (
	"context"
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
