// Package modeltest is a provider of language models on loopback, for tests:
// OpenAI, Anthropic or Ollama, by their forms of requests, streams and errors. A
// Script says what each request gets, faults included.
//
//	server := modeltest.OpenAI(t, func(r modeltest.Request, w *modeltest.Writer) {
//		w.Text("The talks ")
//		w.Wait(50 * time.Millisecond)
//		w.Text("begin on Friday.")
//		w.Stop("stop")
//		w.End()
//	})
package modeltest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Script answers a request. Requests come side by side.
type Script func(r Request, w *Writer)

// Server is a provider. Its requests for vectors it answers by itself (with
// Letters), unless OnEmbed says otherwise.
type Server struct {
	form    form
	http    *httptest.Server
	script  Script
	closing chan struct{}

	mu       sync.Mutex
	onEmbed  Script
	requests []Request
}

// OpenAI is a server in OpenAI's form. The script may be nil where nothing is to
// be written.
func OpenAI(t testing.TB, script Script) *Server { return start(t, openAI{}, script) }

// Anthropic is a server in Anthropic's form.
func Anthropic(t testing.TB, script Script) *Server { return start(t, anthropic{}, script) }

// Ollama is a server in Ollama's form.
func Ollama(t testing.TB, script Script) *Server { return start(t, ollama{}, script) }

func start(t testing.TB, f form, script Script) *Server {
	s := &Server{form: f, script: script, closing: make(chan struct{})}
	s.http = httptest.NewServer(s)
	t.Cleanup(func() {
		close(s.closing)
		s.http.CloseClientConnections()
		s.http.Close()
	})
	return s
}

// BaseURL is the address to configure.
func (s *Server) BaseURL() string { return s.http.URL + s.form.base() }

// OnEmbed sets what requests for vectors get.
func (s *Server) OnEmbed(script Script) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.onEmbed = script
}

// Requests are those that have come, in their order.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Embedded are all texts that vectors were asked for.
func (s *Server) Embedded() []string {
	var all []string
	for _, r := range s.Requests() {
		all = append(all, r.Texts...)
	}
	return all
}

// Request is what a client asked, in whatever form.
type Request struct {
	N      int // from 1
	Path   string
	Header http.Header
	Body   []byte

	Model        string
	System, User string
	Stream       bool
	Texts        []string // to make vectors of
}

// Key is the key that the client gave, "" for none.
func (r Request) Key() string {
	if key := r.Header.Get("x-api-key"); key != "" {
		return key
	}
	return strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
}

// Has tells whether a field stands in the body.
func (r Request) Has(field string) bool {
	var fields map[string]json.RawMessage
	return json.Unmarshal(r.Body, &fields) == nil && fields[field] != nil
}

// asked is the body of a request in any of the forms.
type asked struct {
	Model    string          `json:"model"`
	Stream   bool            `json:"stream"`
	System   string          `json:"system"`
	Input    json.RawMessage `json:"input"`
	Messages []struct {
		Role    string          `json:"role"`
		Content json.RawMessage `json:"content"`
	} `json:"messages"`
}

// ServeHTTP is of type http.Handler.
func (s *Server) ServeHTTP(to http.ResponseWriter, from *http.Request) {
	body, err := io.ReadAll(from.Body)
	if err != nil {
		return
	}
	r := Request{Path: from.URL.Path, Header: from.Header, Body: body}
	r.read()
	w := &Writer{to: to, ctx: from.Context(), closing: s.closing, form: s.form, texts: r.Texts}
	s.mu.Lock()
	r.N = len(s.requests) + 1
	s.requests = append(s.requests, r)
	onEmbed := s.onEmbed
	s.mu.Unlock()
	switch r.Path {
	case s.form.base() + s.form.chat():
		s.script(r, w)
	case s.form.base() + s.form.embed():
		if onEmbed == nil {
			onEmbed = Letters
		}
		onEmbed(r, w)
	default:
		w.Fail(http.StatusNotFound, "there is nothing at "+r.Path)
	}
}

// read takes the body apart.
func (r *Request) read() {
	var a asked
	if json.Unmarshal(r.Body, &a) != nil {
		return
	}
	r.Model, r.Stream, r.System = a.Model, a.Stream, a.System
	for _, m := range a.Messages {
		if m.Role == "system" {
			r.System += textOf(m.Content)
		} else {
			r.User += textOf(m.Content)
		}
	}
	if json.Unmarshal(a.Input, &r.Texts) != nil {
		r.Texts = nil
		var one string
		if json.Unmarshal(a.Input, &one) == nil {
			r.Texts = []string{one}
		}
	}
}

// textOf is a content: a string, or a list of parts.
func textOf(content json.RawMessage) string {
	var text string
	if json.Unmarshal(content, &text) == nil {
		return text
	}
	var parts []struct {
		Text string `json:"text"`
	}
	_ = json.Unmarshal(content, &parts)
	for _, p := range parts {
		text += p.Text
	}
	return text
}
