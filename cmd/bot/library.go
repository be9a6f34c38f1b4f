package main

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	builtin "talksbot/corpus"
	"talksbot/internal/config"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/rag/chromem"
	"talksbot/internal/topics"
	"talksbot/internal/wordvec"
)

// place is where a collection is read from.
type place struct {
	files   fs.FS
	name    string // as people are told
	guessed bool   // nobody named it; it was there

	read *corpus.Collection // what was read last
}

// localFolder is served where nobody names a folder.
const localFolder = "corpus"

// builtIn names the collection that is part of the program.
const builtIn = "the articles built into the program"

// open builds the library of the collection that the flag, the configuration
// or the working directory names, in this order, and of the built-in one else.
func (p *program) open(dir string, c config.Config, commandsFile string) (*rag.Library, error) {
	options, err := p.options(c)
	if err != nil {
		return nil, err
	}
	where, err := find(dir, c.Corpus.Dir)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	options.Progress = p.indexed.set
	options.Topics = func() (*topics.Set, error) { return where.topics(commandsFile) }
	done := p.busy("Reading the articles")
	library, err := rag.Open(p.ctx, where.source, options)
	done()
	if err != nil && where.strange() {
		// Somebody else's folder of this name is no reason to answer nothing.
		p.note(fmt.Sprintf("%v; until then %s are served", err, builtIn))
		where = &place{files: builtin.Files, name: builtIn}
		library, err = rag.Open(p.ctx, where.source, options)
	}
	for _, problem := range slices.Concat(where.problems(), where.hints()) {
		p.note(problem.String())
	}
	if err == nil {
		p.detail("%s, read and indexed in %s", served(where, library.Snapshot()), seconds(time.Since(start)))
		p.lacks(library)
	}
	return library, err
}

// served says what a library serves: "corpus: articles 5, passages 31, refused
// files 0, revision 0123456789ab".
func served(where *place, s *rag.Snapshot) string {
	passages := 0
	for _, a := range s.Articles() {
		passages += len(s.Passages(a))
	}
	return fmt.Sprintf("%s: articles %d, passages %d, refused files %d, revision %s",
		where.name, len(s.Articles()), passages, len(s.Problems()), s.Revision())
}

// seconds is a duration as people read it: "0.31 s".
func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

// find chooses the place. A folder that was named has to be there.
func find(flag, configured string) (*place, error) {
	switch {
	case flag != "":
		return folder(flag, "--corpus")
	case configured != "":
		return folder(configured, "corpus.dir in the configuration")
	}
	if info, err := os.Stat(localFolder); err == nil && info.IsDir() {
		here, err := folder(localFolder, localFolder)
		if err != nil {
			return nil, err
		}
		here.guessed = true
		return here, nil
	}
	return &place{files: builtin.Files, name: builtIn}, nil
}

// folder is the place of a folder; by says who named it.
func folder(dir, by string) (*place, error) {
	files, err := corpus.OpenDir(dir)
	if err != nil {
		return nil, usageError{error: fmt.Errorf("%s: %w", by, err)}
	}
	return &place{files: files, name: dir}, nil
}

// source reads the collection; it is of type rag.Source.
func (p *place) source() (c *corpus.Collection, err error) {
	p.read, err = corpus.Load(p.files, p.name)
	return p.read, err
}

// problems are the files that could not be read.
func (p *place) problems() []corpus.Problem {
	if p.read == nil {
		return nil
	}
	return p.read.Problems
}

// hints are about files that were read, though not as was probably meant.
func (p *place) hints() []corpus.Problem {
	if p.read == nil {
		return nil
	}
	return p.read.Hints
}

// strange tells whether a guessed folder turned out to hold nothing that even
// looks like an article.
func (p *place) strange() bool {
	return p.guessed && (p.read == nil || len(p.read.Articles) == 0) && len(p.problems()) == 0
}

// options are the parts and weights that snapshots are built with.
func (p *program) options(c config.Config) (rag.Options, error) {
	words, err := wordvec.Open()
	if err != nil {
		return rag.Options{}, err
	}
	kin, err := rag.NewKin(words)
	if err != nil {
		return rag.Options{}, err
	}
	o := rag.Options{
		Vectors: chromem.Build, Kin: kin,
		Settings: rag.Settings{
			WordWeight: c.Search.Words, VectorWeight: c.Search.Vectors,
			MaxCharacters: c.Answer.MaxCharacters, MinConfidence: c.Answer.MinConfidence,
		},
	}
	if err := p.embed(&o, words, c); err != nil {
		return rag.Options{}, err
	}
	o.Model, err = p.model(c.LLM)
	return o, err
}
