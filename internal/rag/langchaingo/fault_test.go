package langchaingo_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"talksbot/internal/rag"
	"talksbot/internal/rag/langchaingo"
	"talksbot/internal/rag/langchaingo/modeltest"
)

// TestErrorsOfServers has servers say no as they do: each keeps its reason
// elsewhere.
func TestErrorsOfServers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int
		body   string
		kind   error
		says   string
	}{
		"OpenAI, too long": {400, `{"error":{"message":"This model's maximum context length is 8192 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}`,
			rag.ErrRefused, "maximum context length is 8192"},
		"vLLM, too long": {400, `{"object":"error","message":"This model's maximum context length is 4096 tokens.","type":"BadRequestError","param":null,"code":400}`,
			rag.ErrRefused, "maximum context length is 4096"},
		"llama.cpp, too long": {400, `{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":9000,"n_ctx":2048}}`,
			rag.ErrRefused, "exceeds the available context size"},
		"llama.cpp, loading": {503, `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`,
			rag.ErrUnavailable, "Loading model"},
		"Groq, too large": {413, `{"error":{"message":"Request too large for model m on tokens per minute (TPM)","type":"tokens","code":"rate_limit_exceeded"}}`,
			rag.ErrRefused, "Request too large"},
		"Gemini, no such model": {404, `[{"error":{"code":404,"message":"models/m is not found for API version v1main","status":"NOT_FOUND"}}]`,
			rag.ErrRefused, "models/m is not found"},
		"Mistral, a field": {422, `{"detail":[{"type":"extra_forbidden","loc":["body","x"],"msg":"Extra inputs are not permitted"}]}`,
			rag.ErrRefused, "Extra inputs are not permitted"},
		"Mistral, older": {422, `{"object":"error","message":{"detail":[{"type":"missing","msg":"Field required"}]},"type":"invalid_request_error"}`,
			rag.ErrRefused, "Field required"},
		"OpenRouter, no credit": {402, `{"error":{"message":"Insufficient credits","code":402,"metadata":{"provider_name":"p"}}}`,
			rag.ErrOverQuota, "Insufficient credits"},
		"Ollama, no such model": {404, `{"error":{"message":"model \"m\" not found, try pulling it first","type":"api_error","param":null,"code":null}}`,
			rag.ErrRefused, "try pulling it first"},
		"Ollama's own form": {404, `{"error":"model \"m\" not found, try pulling it first"}`,
			rag.ErrRefused, "try pulling it first"},
		"nothing said": {500, `{"error":{"code":1,"data":{"deep":{"er":[[[[["no"]]]]]}}}}`,
			rag.ErrUnavailable, "the server fails (HTTP status 500)"},
	} {
		server := modeltest.OpenAI(t, func(_ modeltest.Request, w *modeltest.Writer) { w.Body(c.status, c.body) })
		_, _, err := write(t.Context(), newModel(t, settings(langchaingo.OpenAI, server.BaseURL())), prompt)
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v; want %v that says %q", name, err, c.kind, c.says)
		}
	}
}

// TestDyingServer has a server lose its model while it writes, as Ollama does: in
// OpenAI's form its stream then ends well, but for a last piece that is empty and
// names no model.
func TestDyingServer(t *testing.T) {
	t.Parallel()
	const last = `"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}`
	for provider, line := range map[string]string{
		langchaingo.OpenAI: `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"","system_fingerprint":"fp",` + last,
		langchaingo.Ollama: `{"error":"an error was encountered while running the model: unexpected EOF"}`,
	} {
		server := providers[provider](t, func(_ modeltest.Request, w *modeltest.Writer) {
			w.Text("Fomin will")
			w.Line(line)
		})
		text, usage, err := write(t.Context(), newModel(t, settings(provider, server.BaseURL())), prompt)
		if !errors.Is(err, rag.ErrCutOff) || text != "Fomin will" || usage.Output == 0 {
			t.Errorf("%s: %q, %+v, %v", provider, text, usage, err)
		}
	}
}

// Where nobody listens, a collection learns it soon: what asks again is the program,
// later.
func TestNobodyEmbeds(t *testing.T) {
	t.Parallel()
	for provider := range embedders {
		e := newEmbedder(t, settings(provider, "http://127.0.0.1:1/v1"))
		ctx, cancel := context.WithTimeout(t.Context(), 9*time.Second)
		if _, err := e.EmbedDocuments(ctx, numbered(3)); !errors.Is(err, rag.ErrUnavailable) || !strings.Contains(err.Error(), "cannot be reached") {
			t.Errorf("%s: %v", provider, err)
		}
		cancel()
	}
}
