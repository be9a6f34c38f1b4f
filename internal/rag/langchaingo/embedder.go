package langchaingo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tmc/langchaingo/embeddings"
	"golang.org/x/sync/errgroup"

	"talksbot/internal/rag"
)

// Embedder makes vectors by a model of one of the providers. It is a
// rag.Embedder.
type Embedder struct {
	settings Settings
	batch    int
	client   *embeddings.EmbedderImpl
	breaker  *breaker[[]float32] // for questions: a collection has time
}

// Together is how many texts it pays to give an Embedder at a time.
const Together = 128

// sideBySide is how many requests are under way at a time for a collection.
const sideBySide = 4

// NewEmbedder prepares an embedder. Nothing is asked yet.
func NewEmbedder(s Settings) (*Embedder, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	e := &Embedder{settings: s, batch: max(1, s.Batch), breaker: newBreaker[[]float32](s.id(), pause)}
	var client embeddings.EmbedderClient
	var err error
	switch s.Provider {
	case OpenAI:
		client, err = newOpenAI(s, newWire(s, openAIDialect(), inOrder, s.Timeout))
	case Ollama:
		e.batch = 1 // langchaingo asks it text by text in any case, one after the other
		client, err = newOllama(s, newWire(s, ollamaDialect(), asIs, s.Timeout))
	default:
		err = fmt.Errorf("there is no provider %q of embeddings", s.Provider)
	}
	if err != nil {
		return nil, err
	}
	// Stripping line breaks would change the texts of whoever asks.
	e.client, err = embeddings.NewEmbedder(client, embeddings.WithStripNewLines(false), embeddings.WithBatchSize(e.batch))
	return e, err
}

// ID names the embedder so that two with the same name make the same vectors.
// The address is part of it: elsewhere, the same name may be another model.
func (e *Embedder) ID() string {
	return fmt.Sprintf("%s %s", e.settings.id(), e.settings.address())
}

// EmbedDocuments makes a vector of each text, in their order.
func (e *Embedder) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	batches := slices.Collect(slices.Chunk(texts, e.batch))
	made := make([][][]float32, len(batches))
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(sideBySide)
	for i, batch := range batches {
		group.Go(func() (err error) {
			made[i], err = e.embed(within, batch, &exchange{policy: forDocuments()})
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return slices.Concat(made...), nil
}

// EmbedQuery makes the vector of a question, nil for one of no words.
func (e *Embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	return e.breaker.run(func() ([]float32, error) {
		within, cancel := context.WithTimeout(ctx, e.settings.Timeout)
		defer cancel()
		vectors, err := e.embed(within, []string{text}, &exchange{policy: forQuestion(), prompt: text})
		if err != nil {
			return nil, err
		}
		return vectors[0], nil
	})
}

// embed makes the vectors of one request.
func (e *Embedder) embed(ctx context.Context, texts []string, x *exchange) ([][]float32, error) {
	vectors, err := e.client.EmbedDocuments(x.in(ctx), texts)
	f := faults{id: e.settings.id(), key: e.settings.Key}
	var known *rag.ModelError
	switch {
	case errors.As(x.failure(), &known):
		return nil, known
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, f.of(rag.ErrUnavailable, "no vectors within %s: see whether the server runs, or allow it more time", e.settings.Timeout)
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && len(vectors) == 0:
		return nil, f.of(rag.ErrUnavailable, "the answer holds no vectors: check the model and the base URL")
	case err != nil || len(vectors) != len(texts):
		return nil, f.of(rag.ErrUnavailable, "%d texts gave %d vectors: check the model", len(texts), len(vectors))
	}
	for _, v := range vectors {
		if len(v) == 0 || len(v) != len(vectors[0]) {
			return nil, f.of(rag.ErrUnavailable, "the vectors are of different lengths: check the model")
		}
	}
	return vectors, nil
}
