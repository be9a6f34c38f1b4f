package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"talksbot/internal/cachefile"
	"talksbot/internal/config"
	"talksbot/internal/rag"
	"talksbot/internal/rag/langchaingo"
	"talksbot/internal/wordvec"
)

// model is the language model that writes answers, nil for none.
func (p *program) model(c config.LLM) (rag.Model, error) {
	if c.Provider == config.None {
		return nil, nil
	}
	key, err := c.Key(p.env)
	if err != nil {
		return nil, usageError{error: err}
	}
	model, err := langchaingo.NewModel(langchaingo.Settings{
		Provider: c.Provider, Model: c.Model, BaseURL: c.BaseURL, Key: key.Reveal(),
		Timeout:   time.Duration(c.Timeout) * time.Second,
		MaxTokens: c.MaxTokens, Temperature: c.Temperature,
	})
	if err != nil {
		return nil, usageError{error: err}
	}
	return model, nil
}

// embed sets what makes the vectors, and what it is called: the name is part of
// a collection's revision and of what is kept in the cache, so that vectors of
// two embedders never meet.
func (p *program) embed(o *rag.Options, local *wordvec.Model, c config.Config) error {
	e := c.Embeddings
	if e.Provider == config.Local {
		o.Embedder, o.EmbedderID = local, local.ID()
		return nil
	}
	key, err := e.Key(p.env)
	if err != nil {
		return usageError{error: err}
	}
	remote, err := langchaingo.NewEmbedder(langchaingo.Settings{
		Provider: e.Provider, Model: e.Model, BaseURL: e.BaseURL, Key: key.Reveal(),
		Timeout: time.Duration(e.Timeout) * time.Second, Batch: e.Batch,
	})
	if err != nil {
		return usageError{error: err}
	}
	o.EmbedderID, o.EmbedBatch = remote.ID(), langchaingo.Together
	o.Reserve, o.ReserveID = local, local.ID()
	o.Embedder = lenient{p.cached(remote, c.Cache.File), p.warn}
	return nil
}

// cached keeps the vectors of an embedder over the network in the file that is
// named, or in a place of the user's.
func (p *program) cached(remote *langchaingo.Embedder, named string) rag.Embedder {
	path := named
	if path == "" {
		path = cachePath(p.env)
	}
	if path == "" {
		p.warn("there is no place for the cache, so all texts are embedded anew: name a file with cache.file, or set XDG_CACHE_HOME")
		return remote
	}
	return cachefile.At(path, p.warn).Vectors(remote, remote.ID())
}

// cachePath is where the cache is kept if nobody names a file, "" where the
// system has no place for such files.
func cachePath(env func(string) string) string {
	dir := env("XDG_CACHE_HOME")
	if !filepath.IsAbs(dir) {
		var err error
		if dir, err = os.UserCacheDir(); err != nil {
			return ""
		}
	}
	return filepath.Join(dir, "talksbot", "cache.db")
}

// lenient is an embedder without which questions are answered too: where it
// cannot be asked for the vector of a question, the words alone decide, and a
// line says so.
type lenient struct {
	rag.Embedder
	warn func(line string)
}

// EmbedQuery gives no vector where it has failed.
func (l lenient) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	vector, err := l.Embedder.EmbedQuery(ctx, text)
	var failure *rag.ModelError
	if errors.As(err, &failure) {
		l.warn("embeddings: " + failure.Error() + "; the question is searched for by its words alone")
		return nil, nil
	}
	return vector, err
}
