package rag

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"talksbot/internal/corpus"
	"talksbot/internal/rag/lexical"
	"talksbot/internal/topics"
)

// Options are the parts and the weights a Snapshot is built with.
type Options struct {
	Embedder   Embedder
	EmbedderID string // names the embedder and its version; part of the revision
	Vectors    VectorBuilder
	Kin        *Kin // tells which words mean nearly the same, whatever the embedder

	// Reserve, where it is set, makes the vectors of a collection in the place of
	// an Embedder that fails with a ModelError: all of them, so that those of two
	// are never mixed. Its ID then stands in the revision.
	Reserve   Embedder
	ReserveID string

	Settings Settings

	Model      Model // writes answers; nil for none
	EmbedBatch int   // how many passages the embedder is given at a time; 0 for 2048
	// Topics, where it is set, reads the commands that belong to the collection.
	// An error refuses the collection.
	Topics func() (*topics.Set, error)

	// Progress, where it is set, is told how many of a Snapshot's passages have
	// a vector: first none, when the number of passages is known, and last all.
	// Snapshots that are built side by side call it side by side.
	Progress func(done, total int)
}

func (o Options) progress(done, total int) {
	if o.Progress != nil {
		o.Progress(done, total)
	}
}

func (o Options) topics() (*topics.Set, error) {
	if o.Topics == nil {
		return nil, nil
	}
	return o.Topics()
}

// Settings are the numbers that a configuration may change.
type Settings struct {
	WordWeight    float64 // of the word index in the order of passages, 0 to 1
	VectorWeight  float64 // of the vectors in the order of passages, 0 to 1
	MaxCharacters int     // of an answer, without its sources; one is rarely above 1100
	MinConfidence float64 // below it, the answer is an abstention; 0 to 1
}

// DefaultSettings are those that the quality figures were measured with.
func DefaultSettings() Settings {
	return Settings{WordWeight: 1, VectorWeight: 0.4, MaxCharacters: 1200, MinConfidence: 0.5}
}

// Snapshot is a collection at one moment, with all that was computed from it.
// To its readers it never changes.
type Snapshot struct {
	options  Options
	revision string
	asOf     corpus.Date
	leftOut  []string
	articles []*corpus.Article
	byID     map[string]*corpus.Article
	problems []corpus.Problem
	readAt   time.Time

	passages []corpus.Passage // in the order of articles, then of the text
	of       map[*corpus.Article][]corpus.Passage
	byName   map[string]int // passage ID → its place in passages
	index    *lexical.Index
	vectors  *vectorSpace
	lacking  error // why the vectors are those of the reserve
	names    *names
	tongues  tongues
	cast     func() *cast // the people, found when they are first asked for
	ground   *groundwork
	topics   *topics.Set

	dated *dateCache
}

// newSnapshot computes everything from the articles of a collection.
func newSnapshot(ctx context.Context, c *corpus.Collection, o Options) (*Snapshot, error) {
	s := &Snapshot{
		options: o, articles: c.Articles, problems: c.Problems,
		byID:   make(map[string]*corpus.Article, len(c.Articles)),
		of:     make(map[*corpus.Article][]corpus.Passage, len(c.Articles)),
		byName: map[string]int{}, dated: &dateCache{},
	}
	for i, passages := range cut(c.Articles) {
		a := c.Articles[i]
		s.byID[a.ID], s.of[a] = a, passages
		s.passages = append(s.passages, passages...)
	}
	o.progress(0, len(s.passages))
	vectors := make(chan vectorsMade, 1) // made beside the rest
	go func() { vectors <- makeVectors(ctx, s.passages, o) }()
	docs := make([]lexical.Document, len(s.passages))
	for i, p := range s.passages {
		s.byName[p.ID] = i
		docs[i] = document(&p)
	}
	s.index = lexical.NewIndex(docs, lexical.DefaultParams())
	s.names = findNames(s)
	s.tongues = tonguesOf(s)
	s.cast = sync.OnceValue(func() *cast { return newCast(s) })
	s.ground = newGroundwork(s)
	made := <-vectors
	if made.err != nil {
		return nil, fmt.Errorf("the vectors of the collection could not be made: %w", made.err)
	}
	s.take(made)
	return s, nil
}

// take makes vectors part of the Snapshot, with what made them.
func (s *Snapshot) take(made vectorsMade) {
	s.vectors, s.options, s.lacking = made.vectors, made.options, made.lacking
	s.revision = revision(s.articles, s.options.EmbedderID)
}

// with is the same collection with other vectors. The Snapshots of single dates
// have those of before, and are made anew.
func (s *Snapshot) with(made vectorsMade) *Snapshot {
	next := *s
	next.dated = &dateCache{}
	next.take(made)
	return &next
}

// cut gives the passages of each article, in order.
func cut(articles []*corpus.Article) [][]corpus.Passage {
	all := make([][]corpus.Passage, len(articles))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(articles); i = int(next.Add(1)) - 1 {
				all[i] = corpus.Passages(articles[i])
			}
		})
	}
	wg.Wait()
	return all
}

// document is what the word index knows of a passage. What stands before the
// passage counts for its score and is never quoted.
func document(p *corpus.Passage) lexical.Document {
	d := lexical.Document{ID: p.ID}
	d.Fields[lexical.Body] = p.Article.Quote(p.Span)
	d.Fields[lexical.Heading] = p.Heading
	d.Fields[lexical.Title] = p.Article.Title
	d.Fields[lexical.Source] = p.Article.Publisher
	if !p.Article.Published.IsZero() {
		d.Fields[lexical.Source] += " " + p.Article.Published.Time().Format("Monday 2 January 2006")
	}
	return d
}

func revision(articles []*corpus.Article, embedder string) string {
	h := sha256.New()
	fmt.Fprintln(h, embedder)
	for _, a := range articles {
		fmt.Fprintln(h, a.Hash())
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// Revision names the content: the same articles read with the same embedder
// have the same revision, 12 hexadecimal digits.
func (s *Snapshot) Revision() string { return s.revision }

// Articles are those of the collection, oldest first, undated last.
func (s *Snapshot) Articles() []*corpus.Article { return s.articles }

// Problems are the files that could not be read.
func (s *Snapshot) Problems() []corpus.Problem { return s.problems }

// ReadAt is when the collection was read. The same content has another time
// when it is read again.
func (s *Snapshot) ReadAt() time.Time { return s.readAt }

// Topics are the commands that belong to the collection; never nil.
func (s *Snapshot) Topics() *topics.Set {
	if s.topics == nil {
		return &topics.Set{}
	}
	return s.topics
}

// Lacking says why the vectors are those of the reserve and not of the Embedder;
// nil where they are not.
func (s *Snapshot) Lacking() error { return s.lacking }

// Date is the day after which this Snapshot knows nothing; zero for no limit.
func (s *Snapshot) Date() corpus.Date { return s.asOf }

// LeftOut are the IDs of the articles that AsOf left out because they have no
// date.
func (s *Snapshot) LeftOut() []string { return s.leftOut }

// Article is the one with the ID, nil where there is none.
func (s *Snapshot) Article(id string) *corpus.Article {
	if s == nil {
		return nil
	}
	return s.byID[id]
}

// Passages are those of an article of this Snapshot, in the order of its text.
func (s *Snapshot) Passages(a *corpus.Article) []corpus.Passage { return s.of[a] }
