package langchaingo_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"talksbot/internal/rag"
	"talksbot/internal/rag/langchaingo"
	"talksbot/internal/rag/langchaingo/modeltest"
)

const key = "sk-hunter2"

// providers are the three forms that every test of a model holds for.
var providers = map[string]func(testing.TB, modeltest.Script) *modeltest.Server{
	langchaingo.OpenAI:    modeltest.OpenAI,
	langchaingo.Anthropic: modeltest.Anthropic,
	langchaingo.Ollama:    modeltest.Ollama,
}

// good is the word with which a provider ends a text well, and short the one
// where the limit of tokens is reached.
func good(provider string) string {
	if provider == langchaingo.Anthropic {
		return "end_turn"
	}
	return "stop"
}

func short(provider string) string {
	if provider == langchaingo.Anthropic {
		return "max_tokens"
	}
	return "length"
}

func settings(provider, base string) langchaingo.Settings {
	return langchaingo.Settings{
		Provider: provider, Model: "tiny-1", BaseURL: base, Key: key,
		Timeout: 10 * time.Second, MaxTokens: 300, Temperature: 0.5,
	}
}

func newModel(t *testing.T, s langchaingo.Settings) *langchaingo.Model {
	t.Helper()
	m, err := langchaingo.NewModel(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var prompt = rag.Prompt{System: "Quote the articles.", User: "Who will attend the talks in Istanbul?"}

// write has a model write, and gives what came before the end or the error.
func write(ctx context.Context, m rag.Model, p rag.Prompt) (string, rag.Usage, error) {
	var text strings.Builder
	usage, err := m.Write(ctx, p, func(piece string) error {
		text.WriteString(piece)
		return nil
	})
	return text.String(), usage, err
}

// Whole texts arrive as they were sent.
func TestWholeTexts(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Речь \x01 \"quoted\" <b> 𝄞 ", 10_000) // 300 KB in one line
	for provider, serve := range providers {
		t.Run(provider, func(t *testing.T) {
			for name, script := range map[string]modeltest.Script{
				"in words": modeltest.Says("Fomin will attend. [1]"),
				"slowly": func(_ modeltest.Request, w *modeltest.Writer) {
					w.Slowly("Fomin will attend. [1]", time.Millisecond)
					w.Usage(7, 4)
					w.Stop(good(provider))
					w.End()
				},
				"in one long line": func(_ modeltest.Request, w *modeltest.Writer) {
					w.Text(long)
					w.Usage(7, 4)
					w.Stop(good(provider))
					w.End()
				},
				"then silence": func(_ modeltest.Request, w *modeltest.Writer) {
					w.Text("Fomin will attend. [1]")
					w.Usage(7, 4)
					w.Stop(good(provider))
					w.End()
					w.Hang()
				},
			} {
				server := serve(t, script)
				m := newModel(t, settings(provider, server.BaseURL()))
				text, usage, err := write(t.Context(), m, prompt)
				want := "Fomin will attend. [1]"
				if strings.Contains(name, "long") {
					want = long
				}
				if err != nil || text != want || usage.Input == 0 || usage.Output != 4 {
					t.Errorf("%s: %d bytes of %d, usage %+v, error %v", name, len(text), len(want), usage, err)
				}
			}
		})
	}
}

// TestRequest looks at what the servers are asked, and with which key.
func TestRequest(t *testing.T) {
	for _, name := range []string{"OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OPENAI_MODEL", "OPENAI_ORGANIZATION", "ANTHROPIC_API_KEY", "OLLAMA_HOST"} {
		t.Setenv(name, "http://127.0.0.1:1/from-the-environment")
	}
	for provider, serve := range providers {
		server := serve(t, modeltest.Says("Yes."))
		m := newModel(t, settings(provider, server.BaseURL()+"/"))
		p := prompt
		p.MaxTokens = 77
		if _, _, err := write(t.Context(), m, p); err != nil {
			t.Errorf("%s: %v", provider, err)
			continue
		}
		r := server.Requests()[0]
		if r.Model != "tiny-1" || r.System != prompt.System || r.User != prompt.User || r.Key() != key || !r.Stream {
			t.Errorf("%s: %+v, key %q", provider, r, r.Key())
		}
		for _, want := range []string{`77`, `0.5`} {
			if !strings.Contains(string(r.Body), want) {
				t.Errorf("%s: no %s in %s", provider, want, r.Body)
			}
		}
		if strings.Contains(string(r.Body)+r.Header.Get("OpenAI-Organization"), "from-the-environment") {
			t.Errorf("%s: something is from the environment", provider)
		}
		if m.ID() != provider+" tiny-1" {
			t.Errorf("the ID is %q", m.ID())
		}
	}
}

// Without a key, none is sent, not even one that says nothing.
func TestNoKey(t *testing.T) {
	server := modeltest.OpenAI(t, modeltest.Says("Yes."))
	s := settings(langchaingo.OpenAI, server.BaseURL())
	s.Key = ""
	if _, _, err := write(t.Context(), newModel(t, s), prompt); err != nil {
		t.Fatal(err)
	}
	if h := server.Requests()[0].Header; h.Get("Authorization") != "" {
		t.Errorf("Authorization: %q", h.Get("Authorization"))
	}
}

// TestFaults has servers fail in every way.
func TestFaults(t *testing.T) {
	t.Parallel()
	type fault struct {
		script modeltest.Script
		kind   error
		text   string // what came before it
		says   string
	}
	for provider, serve := range providers {
		t.Run(provider, func(t *testing.T) {
			for name, f := range map[string]fault{
				"no stop": {func(_ modeltest.Request, w *modeltest.Writer) {
					w.Text("Fomin will")
				}, rag.ErrCutOff, "Fomin will", "the stream ended before the text did"},
				"cut": {func(_ modeltest.Request, w *modeltest.Writer) {
					w.Text("Fomin will")
					w.Cut()
				}, rag.ErrCutOff, "Fomin will", "the connection broke off while it wrote"},
				"cut before the text": {func(_ modeltest.Request, w *modeltest.Writer) {
					w.Text("")
					w.Cut()
				}, rag.ErrUnavailable, "", "the connection broke off before it wrote"},
				"an error in the stream": {func(_ modeltest.Request, w *modeltest.Writer) {
					w.Text("Fomin will")
					w.Fault("the engine fell over")
					w.Hang()
				}, rag.ErrCutOff, "Fomin will", `says "the engine fell over"`},
				"an error as the stream": {func(_ modeltest.Request, w *modeltest.Writer) {
					w.Fault("the engine fell over")
				}, rag.ErrUnavailable, "", "the engine fell over"},
				"over quota in the stream": {func(_ modeltest.Request, w *modeltest.Writer) {
					w.Text("Fomin")
					w.Fault("rate_limit exceeded")
				}, rag.ErrOverQuota, "Fomin", "quota ran out"},
				"too long": {func(_ modeltest.Request, w *modeltest.Writer) {
					w.Text("Fomin will")
					w.Stop(short(provider))
					w.End()
				}, rag.ErrTooLong, "Fomin will", "limit of tokens"},
				"nothing": {func(_ modeltest.Request, w *modeltest.Writer) {
					w.Stop(good(provider))
					w.End()
				}, rag.ErrEmpty, "", "wrote nothing"},
				"white space": {func(_ modeltest.Request, w *modeltest.Writer) {
					w.Text(" \n")
					w.Stop(good(provider))
					w.End()
				}, rag.ErrEmpty, " \n", "wrote nothing"},
				"an empty stream": {func(_ modeltest.Request, w *modeltest.Writer) {
					w.Body(http.StatusOK, "")
				}, rag.ErrEmpty, "", "without a text"},
				"garbage": {func(_ modeltest.Request, w *modeltest.Writer) {
					w.Body(http.StatusOK, "<html><body>Welcome to our Wi-Fi</body></html>\n")
				}, rag.ErrUnavailable, "", "not in the form of this provider"},
				"broken JSON": {func(_ modeltest.Request, w *modeltest.Writer) {
					w.Text("Fomin")
					w.Line(`data: {"choices":[{"del`)
				}, rag.ErrUnavailable, "Fomin", "not in the form of this provider"},
				"endless": {func(_ modeltest.Request, w *modeltest.Writer) {
					for range 80 {
						w.Text(strings.Repeat("and so on ", 2000))
					}
					w.Hang()
				}, rag.ErrCutOff, "*", "writes without end"},
				"an endless line": {func(_ modeltest.Request, w *modeltest.Writer) {
					w.Body(http.StatusOK, strings.Repeat("x", 5<<20))
				}, rag.ErrUnavailable, "", "not in the form"},
				"a wrong key":  {modeltest.Fails(401, "invalid key "+key), rag.ErrRefused, "", "the key is not accepted (HTTP status 401)"},
				"no credit":    {modeltest.Fails(402, "pay"), rag.ErrOverQuota, "", "no credit left"},
				"no model":     {modeltest.Fails(404, "model tiny-1 not found"), rag.ErrRefused, "", `says "model tiny-1 not found"`},
				"no request":   {modeltest.Fails(400, "context_length_exceeded "+key), rag.ErrRefused, "", "context_length_exceeded …"},
				"it repeats":   {modeltest.Fails(400, "cannot read: "+prompt.User), rag.ErrRefused, "", "the request is not accepted (HTTP status 400)"},
				"out of order": {modeltest.Fails(503, "loading"), rag.ErrUnavailable, "", "the server fails (HTTP status 503)"},
				"overloaded":   {modeltest.Fails(529, "overloaded"), rag.ErrUnavailable, "", "overloaded"},
				"elsewhere": {func(r modeltest.Request, w *modeltest.Writer) {
					w.Redirect("http://127.0.0.1:1/")
				}, rag.ErrRefused, "", "the server sends elsewhere (HTTP status 307)"},
				"an error of no form": {func(_ modeltest.Request, w *modeltest.Writer) {
					w.Body(500, "Internal Server Error")
				}, rag.ErrUnavailable, "", "HTTP status 500"},
			} {
				server := serve(t, f.script)
				text, usage, err := write(t.Context(), newModel(t, settings(provider, server.BaseURL())), prompt)
				if !errors.Is(err, f.kind) || !strings.Contains(err.Error(), f.says) {
					t.Errorf("%s: error %v; want %v that says %q", name, err, f.kind, f.says)
					continue
				}
				if f.text != "*" && text != f.text {
					t.Errorf("%s: the text %q came; want %q", name, text, f.text)
				}
				if text != "" && (usage.Input == 0 || usage.Output == 0) {
					t.Errorf("%s: usage %+v", name, usage)
				}
				for _, secret := range []string{key, "Istanbul", "127.0.0.1", "\n"} {
					if strings.Contains(err.Error(), secret) {
						t.Errorf("%s: %q is in the error %q", name, secret, err)
					}
				}
			}
		})
	}
}

// A 429 that asks for a moment is waited for. One that asks for more is an error
// at once, and until then nobody else has to wait for the same.
func TestRetryAfter(t *testing.T) {
	t.Parallel()
	for provider, serve := range providers {
		server := serve(t, func(r modeltest.Request, w *modeltest.Writer) {
			if r.N == 1 {
				w.RetryAfter(1)
				w.Fail(429, "slow down")
				return
			}
			modeltest.Says("Yes.")(r, w)
		})
		text, _, err := write(t.Context(), newModel(t, settings(provider, server.BaseURL())), prompt)
		if err != nil || text != "Yes." || len(server.Requests()) != 2 {
			t.Errorf("%s: %q, error %v, %d requests", provider, text, err, len(server.Requests()))
		}

		server = serve(t, func(_ modeltest.Request, w *modeltest.Writer) {
			w.RetryAfter(120)
			w.Fail(429, "slow down")
		})
		m := newModel(t, settings(provider, server.BaseURL()))
		for range 5 {
			_, usage, err := write(t.Context(), m, prompt)
			var failure *rag.ModelError
			if !errors.As(err, &failure) || failure.Kind != rag.ErrOverQuota || failure.RetryAfter < 100*time.Second || usage.Total() != 0 {
				t.Errorf("%s: error %v, usage %+v", provider, err, usage)
			}
		}
		if n := len(server.Requests()); n != 1 {
			t.Errorf("%s: %d requests; want 1", provider, n)
		}
	}
}

// A failure that may be chance is tried again once; three texts in a row that
// fail are enough, and then a dead model costs nobody any time.
func TestDeadModel(t *testing.T) {
	t.Parallel()
	for provider, serve := range providers {
		server := serve(t, modeltest.Fails(503, "dead"))
		m := newModel(t, settings(provider, server.BaseURL()))
		for range 20 {
			if _, _, err := write(t.Context(), m, prompt); !errors.Is(err, rag.ErrUnavailable) {
				t.Errorf("%s: %v", provider, err)
			}
		}
		if n := len(server.Requests()); n != 6 {
			t.Errorf("%s: %d requests; want 6", provider, n)
		}
		start := time.Now()
		_, _, err := write(t.Context(), m, prompt)
		if took := time.Since(start); took > 50*time.Millisecond || !strings.Contains(err.Error(), "failed 3 times in a row") {
			t.Errorf("%s: after %s: %v", provider, took, err)
		}
	}
}

// What a person asked that the model declines, or what was called off, does not
// count against the model.
func TestNotTheModelsFault(t *testing.T) {
	server := modeltest.OpenAI(t, func(r modeltest.Request, w *modeltest.Writer) {
		switch {
		case strings.Contains(r.User, "bomb"):
			w.Stop("content_filter")
			w.End()
		case strings.Contains(r.User, "slow"):
			w.Text("Well")
			w.Hang()
		default:
			modeltest.Says("Yes.")(r, w)
		}
	})
	m := newModel(t, settings(langchaingo.OpenAI, server.BaseURL()))
	enough := errors.New("enough")
	for range 4 {
		if _, _, err := write(t.Context(), m, rag.Prompt{User: "a bomb"}); !errors.Is(err, rag.ErrRefused) {
			t.Error(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		if _, _, err := write(ctx, m, rag.Prompt{User: "slow"}); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		cancel()
		usage, err := m.Write(t.Context(), rag.Prompt{User: "slow"}, func(string) error { return enough })
		if !errors.Is(err, enough) || usage.Output == 0 {
			t.Errorf("%v, usage %+v", err, usage)
		}
	}
	if text, _, err := write(t.Context(), m, prompt); err != nil || text != "Yes." {
		t.Errorf("%q, %v", text, err)
	}
}

// A model that hangs gets its time and no more, before the text and in it.
func TestHanging(t *testing.T) {
	t.Parallel()
	for provider, serve := range providers {
		for text, want := range map[string]error{"": rag.ErrUnavailable, "Fomin": rag.ErrCutOff} {
			server := serve(t, func(_ modeltest.Request, w *modeltest.Writer) {
				if text != "" {
					w.Text(text)
				}
				w.Hang()
			})
			s := settings(provider, server.BaseURL())
			s.Timeout = 150 * time.Millisecond
			start := time.Now()
			got, _, err := write(t.Context(), newModel(t, s), prompt)
			if !errors.Is(err, want) || got != text || !strings.Contains(err.Error(), "150ms") {
				t.Errorf("%s: %q, %v; want %v", provider, got, err, want)
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%s: it took %s", provider, took)
			}
		}
	}
}

func TestNobodyThere(t *testing.T) {
	t.Parallel()
	for provider := range providers {
		_, _, err := write(t.Context(), newModel(t, settings(provider, "http://127.0.0.1:1/v1")), prompt)
		if !errors.Is(err, rag.ErrUnavailable) || !strings.Contains(err.Error(), "cannot be reached") {
			t.Errorf("%s: %v", provider, err)
		}
	}
}

// What a server does not want, it says; then it is asked without.
func TestFieldsOfServers(t *testing.T) {
	strict := func(refused ...string) modeltest.Script {
		return func(r modeltest.Request, w *modeltest.Writer) {
			for _, field := range refused {
				if r.Has(field) {
					w.Fail(422, "body."+field+": Extra inputs are not permitted")
					return
				}
			}
			modeltest.Says("Yes.")(r, w)
		}
	}
	for _, c := range []struct {
		refused []string
		has     string
		first   int // requests for the first text
	}{
		{nil, "max_tokens", 1},
		{[]string{"max_completion_tokens"}, "max_tokens", 1},
		{[]string{"max_tokens", "temperature"}, "max_completion_tokens", 3},
		{[]string{"stream_options"}, "max_tokens", 2},
	} {
		server := modeltest.OpenAI(t, strict(c.refused...))
		m := newModel(t, settings(langchaingo.OpenAI, server.BaseURL()))
		for i := range 2 {
			text, usage, err := write(t.Context(), m, prompt)
			if err != nil || text != "Yes." || usage.Total() == 0 {
				t.Errorf("%v: %q, %v", c.refused, text, err)
			}
			if n := len(server.Requests()); n != c.first+i {
				t.Errorf("%v: %d requests for %d texts", c.refused, n, i+1)
			}
		}
		if all := server.Requests(); !all[len(all)-1].Has(c.has) {
			t.Errorf("%v: no %s in %s", c.refused, c.has, all[len(all)-1].Body)
		}
	}
	server := modeltest.OpenAI(t, strict("max_tokens", "max_completion_tokens"))
	if _, _, err := write(t.Context(), newModel(t, settings(langchaingo.OpenAI, server.BaseURL())), prompt); !errors.Is(err, rag.ErrRefused) {
		t.Error(err)
	}
}

// Some servers say the reason to stop, and then more; some count no tokens; some
// send thoughts among the parts of the text.
func TestHabitsOfServers(t *testing.T) {
	server := modeltest.OpenAI(t, func(_ modeltest.Request, w *modeltest.Writer) {
		w.Line(`data: {"choices":[{"index":0,"delta":{"reasoning_content":"hm"}}]}`)
		w.Line(`data:{"choices":[{"index":0,"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},{"type":"text","text":"Yes"}]}}]}`)
		w.Text(".")
		w.Stop("stop")
		w.Line(`data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}`)
	})
	text, usage, err := write(t.Context(), newModel(t, settings(langchaingo.OpenAI, server.BaseURL())), prompt)
	want := rag.Usage{Input: (len(prompt.System) + 1 + len(prompt.User) + 3) / 4, Output: 1}
	if err != nil || text != "Yes." || usage != want {
		t.Errorf("%q, usage %+v, want %+v, error %v", text, usage, want, err)
	}
}

func TestSettingsThatCannotBe(t *testing.T) {
	for want, change := range map[string]func(*langchaingo.Settings){
		"no model":                      func(s *langchaingo.Settings) { s.Model = "" },
		"timeout":                       func(s *langchaingo.Settings) { s.Timeout = 0 },
		"is no address":                 func(s *langchaingo.Settings) { s.BaseURL = "http://[" },
		`there is no provider "clippy"`: func(s *langchaingo.Settings) { s.Provider = "clippy" },
	} {
		s := settings(langchaingo.OpenAI, "")
		change(&s)
		if _, err := langchaingo.NewModel(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("model: %v; want %q", err, want)
		}
		if _, err := langchaingo.NewEmbedder(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("embedder: %v; want %q", err, want)
		}
	}
}
