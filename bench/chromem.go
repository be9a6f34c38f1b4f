package main

import (
	"context"
	"errors"
	"runtime"
	"slices"

	"github.com/philippgille/chromem-go"

	"talksbot/internal/corpus"
	"talksbot/internal/wordvec"
)

// newChromem puts finished vectors into a collection of chromem-go.
func newChromem(ctx context.Context, passages []corpus.Passage, vectors [][]float32) (*chromem.Collection, error) {
	never := func(context.Context, string) ([]float32, error) { return nil, errors.New("a text without a vector") }
	c, err := chromem.NewDB().CreateCollection("passages", nil, never)
	if err != nil {
		return nil, err
	}
	docs := make([]chromem.Document, len(passages))
	for i, p := range passages {
		docs[i] = chromem.Document{ID: p.ID, Embedding: slices.Clone(vectors[i])}
	}
	return c, c.AddDocuments(ctx, docs, runtime.NumCPU())
}

// embed makes the vectors that the program makes of the passages.
func embed(ctx context.Context, model *wordvec.Model, passages []corpus.Passage) ([][]float32, error) {
	texts := make([]string, len(passages))
	for i, p := range passages {
		texts[i] = p.Article.Title + ". " + p.Heading + ". " + p.Article.Quote(p.Span)
	}
	return model.EmbedDocuments(ctx, texts)
}
