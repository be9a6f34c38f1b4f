package langchaingo_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"talksbot/internal/rag"
	"talksbot/internal/rag/langchaingo"
	"talksbot/internal/rag/langchaingo/modeltest"
)

var _ rag.Embedder = (*langchaingo.Embedder)(nil)

// embedders are the forms that every test of an embedder holds for.
var embedders = map[string]func(testing.TB, modeltest.Script) *modeltest.Server{
	langchaingo.OpenAI: modeltest.OpenAI,
	langchaingo.Ollama: modeltest.Ollama,
}

func newEmbedder(t *testing.T, s langchaingo.Settings) *langchaingo.Embedder {
	t.Helper()
	e, err := langchaingo.NewEmbedder(s)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// numbered are texts of which no two have the same letters.
func numbered(n int) []string {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = strings.Repeat("a", i+1) + "\nb"
	}
	return texts
}

func lettersOf(texts []string) [][]float32 {
	var all [][]float32
	for _, text := range texts {
		all = append(all, modeltest.LettersOf(text))
	}
	return all
}

// Vectors come in the order of their texts, in batches, and the texts stay as
// they were, line breaks included.
func TestVectors(t *testing.T) {
	for provider, serve := range embedders {
		server := serve(t, nil)
		s := settings(provider, server.BaseURL())
		s.Batch = 7
		e := newEmbedder(t, s)
		texts := numbered(50)
		before := slices.Clone(texts)
		got, err := e.EmbedDocuments(t.Context(), texts)
		if diff := cmp.Diff(lettersOf(before), got); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", provider, err, diff)
		}
		if diff := cmp.Diff(before, texts); diff != "" {
			t.Errorf("%s changes the texts:\n%s", provider, diff)
		}
		asked := server.Embedded()
		slices.SortFunc(asked, func(a, b string) int { return len(a) - len(b) })
		if diff := cmp.Diff(before, asked); diff != "" {
			t.Errorf("%s asks for other texts:\n%s", provider, diff)
		}
		want := map[string]int{langchaingo.OpenAI: 8, langchaingo.Ollama: 50}[provider]
		if n := len(server.Requests()); n != want {
			t.Errorf("%s: %d requests; want %d", provider, n, want)
		}
		q, err := e.EmbedQuery(t.Context(), "Who\nattends?")
		if err != nil || !slices.Equal(q, modeltest.LettersOf("Who attends?")) {
			t.Errorf("%s: a question gives %v, %v", provider, q, err)
		}
		if q, err := e.EmbedQuery(t.Context(), " \n"); err != nil || q != nil {
			t.Errorf("%s: a question without words gives %v, %v", provider, q, err)
		}
		if none, err := e.EmbedDocuments(t.Context(), nil); err != nil || len(none) != 0 {
			t.Errorf("%s: no texts give %v, %v", provider, none, err)
		}
	}
}

func TestIdentity(t *testing.T) {
	seen := map[string]bool{}
	for _, change := range []func(*langchaingo.Settings){
		func(*langchaingo.Settings) {},
		func(s *langchaingo.Settings) { s.Model = "tiny-2" },
		func(s *langchaingo.Settings) { s.Provider = langchaingo.Ollama },
		func(s *langchaingo.Settings) { s.BaseURL = "http://127.0.0.1:2/v1" },
	} {
		s := settings(langchaingo.OpenAI, "http://127.0.0.1:1/v1")
		change(&s)
		id := newEmbedder(t, s).ID()
		if seen[id] || strings.Contains(id, key) {
			t.Errorf("the ID %q", id)
		}
		seen[id] = true
		s.Key, s.Batch, s.BaseURL = "other", 3, s.BaseURL+"/"
		if other := newEmbedder(t, s).ID(); other != id {
			t.Errorf("%q and %q are one embedder", id, other)
		}
	}
}

// TestOrder has vectors come with numbers of all kinds.
func TestOrder(t *testing.T) {
	texts := numbered(3)
	want := lettersOf(texts)
	vector := func(i int) string { return strings.ReplaceAll(fmt.Sprint(want[i]), " ", ",") }
	for name, c := range map[string]struct {
		body string
		ok   bool
	}{
		"backwards":       {`{"index":2,"embedding":V2},{"index":1,"embedding":V1},{"index":0,"embedding":V0}`, true},
		"no numbers":      {`{"embedding":V0},{"embedding":V1},{"embedding":V2}`, true},
		"0 left out":      {`{"index":1,"embedding":V1},{"embedding":V0},{"index":2,"embedding":V2}`, true},
		"all 0":           {`{"index":0,"embedding":V0},{"index":0,"embedding":V1},{"index":0,"embedding":V2}`, false},
		"too great":       {`{"index":1,"embedding":V0},{"index":2,"embedding":V1},{"index":3,"embedding":V2}`, false},
		"below 0":         {`{"index":-1,"embedding":V0},{"index":2,"embedding":V1},{"index":1,"embedding":V2}`, false},
		"one too few":     {`{"index":0,"embedding":V0},{"index":1,"embedding":V1}`, false},
		"one too many":    {`{"embedding":V0},{"embedding":V1},{"embedding":V2},{"embedding":V2}`, false},
		"none":            {``, false},
		"an empty one":    {`{"embedding":V0},{"embedding":[]},{"embedding":V2}`, false},
		"no vector":       {`{"embedding":V0},{"embedding":null},{"embedding":V2}`, false},
		"a shorter one":   {`{"embedding":V0},{"embedding":[1]},{"embedding":V2}`, false},
		"a huge number":   {`{"embedding":V0},{"embedding":[1e99]},{"embedding":V2}`, false},
		"words":           {`{"embedding":V0},{"embedding":"AAAA"},{"embedding":V2}`, false},
		"no JSON":         {`}`, false},
		"not even a list": {`1`, false},
	} {
		for i := range texts {
			c.body = strings.ReplaceAll(c.body, fmt.Sprintf("V%d", i), vector(i))
		}
		server := modeltest.OpenAI(t, nil)
		server.OnEmbed(func(_ modeltest.Request, w *modeltest.Writer) { w.Body(200, `{"data":[`+c.body+`]}`) })
		s := settings(langchaingo.OpenAI, server.BaseURL())
		s.Batch = 10
		got, err := newEmbedder(t, s).EmbedDocuments(t.Context(), texts)
		if c.ok && (err != nil || !cmp.Equal(got, want)) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
		if !c.ok && !errors.Is(err, rag.ErrUnavailable) {
			t.Errorf("%s: %v, error %v", name, got, err)
		}
	}
}

// What fails by chance is asked for again until it comes: 429 with and without a
// time, 500, connections that break off in the answer.
func TestRetries(t *testing.T) {
	t.Parallel()
	for provider, serve := range embedders {
		server := serve(t, nil)
		server.OnEmbed(func(r modeltest.Request, w *modeltest.Writer) {
			switch r.N {
			case 1:
				w.RetryAfter(1)
				w.Fail(http.StatusTooManyRequests, "slow down")
			case 2:
				w.Fail(http.StatusInternalServerError, "oops")
			case 3:
				w.Body(http.StatusOK, `{"data":[{"index":0,"embed`)
				w.Cut()
			default:
				modeltest.Letters(r, w)
			}
		})
		texts := numbered(1)
		got, err := newEmbedder(t, settings(provider, server.BaseURL())).EmbedDocuments(t.Context(), texts)
		if err != nil || !cmp.Equal(got, lettersOf(texts)) || len(server.Requests()) != 4 {
			t.Errorf("%s: %v, %v after %d requests", provider, got, err, len(server.Requests()))
		}
	}
}

func TestEmbeddingFaults(t *testing.T) {
	t.Parallel()
	for provider, serve := range embedders {
		for name, c := range map[string]struct {
			script modeltest.Script
			kind   error
			says   string
		}{
			"a wrong key": {modeltest.Fails(401, "key "+key), rag.ErrRefused, "the key is not accepted"},
			"no model":    {modeltest.Fails(404, "no model tiny-1"), rag.ErrRefused, "no model tiny-1"},
			"an hour": {func(_ modeltest.Request, w *modeltest.Writer) {
				w.RetryAfter(3600)
				w.Fail(429, "")
			}, rag.ErrOverQuota, "quota"},
			"an error that is none": {func(_ modeltest.Request, w *modeltest.Writer) {
				w.Body(200, `{"error":{"message":"out of memory"}}`)
			}, rag.ErrUnavailable, "holds no vectors"},
			"a page": {func(_ modeltest.Request, w *modeltest.Writer) {
				w.Body(200, `<html>`)
			}, rag.ErrUnavailable, "holds no vectors"},
		} {
			server := serve(t, nil)
			server.OnEmbed(c.script)
			e := newEmbedder(t, settings(provider, server.BaseURL()))
			start := time.Now()
			_, err := e.EmbedDocuments(t.Context(), numbered(1))
			if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), key) {
				t.Errorf("%s, %s: %v", provider, name, err)
			}
			if _, err := e.EmbedQuery(t.Context(), "who?"); !errors.Is(err, c.kind) {
				t.Errorf("%s, %s: of a question: %v", provider, name, err)
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%s, %s: it took %s", provider, name, took)
			}
		}
	}
}

// A server that is down does not keep question after question waiting, and a
// collection that is called off stops at once.
func TestDeadEmbedder(t *testing.T) {
	t.Parallel()
	for provider, serve := range embedders {
		server := serve(t, nil)
		var asked atomic.Int32
		server.OnEmbed(func(_ modeltest.Request, w *modeltest.Writer) {
			asked.Add(1)
			w.Hang()
		})
		s := settings(provider, server.BaseURL())
		s.Timeout = 100 * time.Millisecond
		e := newEmbedder(t, s)
		start := time.Now()
		for range 10 {
			if _, err := e.EmbedQuery(t.Context(), "who?"); !errors.Is(err, rag.ErrUnavailable) {
				t.Errorf("%s: %v", provider, err)
			}
		}
		if took := time.Since(start); took > 5*time.Second || asked.Load() > 6 {
			t.Errorf("%s: %d requests in %s", provider, asked.Load(), took)
		}
		s.Timeout = time.Minute
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		if _, err := newEmbedder(t, s).EmbedDocuments(ctx, numbered(100)); err == nil {
			t.Errorf("%s: no error", provider)
		}
		cancel()
	}
}
