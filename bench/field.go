package main

import (
	"context"
	"fmt"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/philippgille/chromem-go"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
	ragchromem "talksbot/internal/rag/chromem"
	"talksbot/internal/rag/lexical"
	"talksbot/internal/wordvec"
)

// asked is how many hits every search is asked for.
const asked = 10

// field is a made collection with all that is measured on it.
type field struct {
	*made
	ctx     context.Context
	options rag.Options
	docs    []lexical.Document
	vectors [][]float32 // of the passages
	queries [][]float32 // of the questions
}

func newField(ctx context.Context, passages, questions int, seed uint64) (*field, error) {
	model, err := wordvec.Open()
	if err != nil {
		return nil, err
	}
	kin, err := rag.NewKin(model)
	if err != nil {
		return nil, err
	}
	f := &field{ctx: ctx, options: rag.Options{
		Embedder: model, EmbedderID: model.ID(), Vectors: ragchromem.Build, Kin: kin, Settings: rag.DefaultSettings(),
	}}
	if f.made, err = makeCollection(model, passages, questions, seed); err != nil {
		return nil, err
	}
	for i := range f.passages {
		f.docs = append(f.docs, document(&f.passages[i]))
	}
	if f.vectors, err = embed(ctx, model, f.passages); err != nil {
		return nil, err
	}
	f.queries, err = model.EmbedDocuments(ctx, f.questions)
	return f, err
}

// document is what the program's word index knows of a passage.
func document(p *corpus.Passage) lexical.Document {
	d := lexical.Document{ID: p.ID}
	d.Fields[lexical.Body] = p.Article.Quote(p.Span)
	d.Fields[lexical.Heading] = p.Heading
	d.Fields[lexical.Title] = p.Article.Title
	d.Fields[lexical.Source] = p.Article.Publisher + " " + p.Article.Published.Time().Format("Monday 2 January 2006")
	return d
}

// open builds the program's own Snapshot of the collection.
func (f *field) open() (*rag.Snapshot, error) {
	library, err := rag.Open(f.ctx, func() (*corpus.Collection, error) { return f.collection, nil }, f.options)
	if err != nil {
		return nil, err
	}
	return library.Snapshot(), nil
}

func (f *field) words() (*lexical.Index, error) {
	return lexical.NewIndex(f.docs, lexical.DefaultParams()), nil
}

func (f *field) bleve() (bleve.Index, error) { return newBleve(f.docs, true) }

func (f *field) chromem() (*chromem.Collection, error) {
	return newChromem(f.ctx, f.passages, f.vectors)
}

// indexing times how long each takes to index the collection.
func (f *field) indexing(rounds int) (map[string]time.Duration, error) {
	return race(rounds, 1, []*contestant{
		{name: wordIndex, run: func(int) error { _, err := f.words(); return err }},
		{name: snapshot, run: func(int) error { _, err := f.open(); return err }},
		{name: bleveAlone, run: func(int) error { return closed(newBleve(f.docs, true)) }},
		{name: bleveBare, run: func(int) error { return closed(newBleve(f.docs, false)) }},
		{name: chromemAlone, run: func(int) error { _, err := f.chromem(); return err }},
	})
}

func closed(x bleve.Index, err error) error {
	if err != nil {
		return err
	}
	return x.Close()
}

// built are the indexes of a field, and the memory that each takes, in bytes.
type built struct {
	words    *lexical.Index
	snapshot *rag.Snapshot
	bleve    bleve.Index
	chromem  *chromem.Collection
	memory   map[string]uint64
}

func (f *field) build() (*built, error) {
	b := &built{memory: map[string]uint64{}}
	var errs [4]error
	b.words, b.memory[wordIndex], errs[0] = heapOf(f.words)
	b.snapshot, b.memory[snapshot], errs[1] = heapOf(f.open)
	b.bleve, b.memory[bleveAlone], errs[2] = heapOf(f.bleve)
	b.chromem, b.memory[chromemAlone], errs[3] = heapOf(f.chromem)
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}

// searching times how long each takes for a question, over all questions.
func (f *field) searching(rounds int, b *built) (map[string]time.Duration, error) {
	rank := func(i int) error {
		b.words.Rank(b.words.Terms(lexical.Tokenize(f.questions[i])), asked)
		return nil
	}
	search := func(i int) error {
		hits, err := b.snapshot.Search(f.ctx, f.questions[i], asked)
		if err == nil && len(hits) == 0 {
			return fmt.Errorf("nothing found for %q", f.questions[i])
		}
		return err
	}
	ask := func(i int) error {
		_, err := b.snapshot.Ask(f.ctx, f.questions[i])
		return err
	}
	plain := func(i int) error { return searchBleve(b.bleve, f.questions[i], asked) }
	nearest := func(i int) error {
		_, err := b.chromem.QueryEmbedding(f.ctx, f.queries[i], asked, nil, nil)
		return err
	}
	both := func(i int) error {
		if err := plain(i); err != nil {
			return err
		}
		return nearest(i)
	}
	return race(rounds, len(f.questions), []*contestant{
		{name: wordIndex, run: rank},
		{name: snapshot, run: search},
		{name: asking, run: ask},
		{name: bleveAlone, run: plain},
		{name: chromemAlone, run: nearest},
		{name: together, run: both},
	})
}
