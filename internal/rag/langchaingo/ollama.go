package langchaingo

import (
	"encoding/json"

	"github.com/tmc/langchaingo/llms/ollama"

	"talksbot/internal/rag"
)

// ollamaContext is how many tokens question, evidence and answer may take
// together. Ollama's own default is so small that it silently forgets the
// beginning of a prompt, where the rules stand.
const ollamaContext = 8192

// newOllama is a client of Ollama's. The address has been checked: the library
// would end the program at one that it cannot read.
func newOllama(s Settings, w *wire) (*ollama.LLM, error) {
	return ollama.New(
		ollama.WithServerURL(s.address()), ollama.WithModel(s.Model),
		ollama.WithRunnerNumCtx(ollamaContext), ollama.WithHTTPClient(w.client()),
	)
}

func ollamaDialect() dialect {
	return dialect{
		sign: bearer, decode: decodeOllama,
		text: func(quoted string) string { return `{"message":{"role":"assistant","content":` + quoted + `}}` + "\n" },
		tail: `{"done":true}` + "\n",
	}
}

type ollamaLine struct {
	Error   string `json:"error"`
	Message *struct {
		Content string `json:"content"`
	} `json:"message"`
	Done       bool   `json:"done"`
	DoneReason string `json:"done_reason"`
	Input      int    `json:"prompt_eval_count"`
	Output     int    `json:"eval_count"`
}

func decodeOllama(line []byte) (e event, err error) {
	var o ollamaLine
	if err := json.Unmarshal(line, &o); err != nil {
		return e, err
	}
	if o.Error != "" {
		return event{fault: line}, nil
	}
	if o.Message == nil && !o.Done {
		return e, errGarbage
	}
	if o.Message != nil {
		e.text = o.Message.Content
	}
	e.usage = rag.Usage{Input: o.Input, Output: o.Output}
	if o.Done {
		e.end, e.stop = true, finished
		if o.DoneReason == "length" {
			e.stop = tooLong
		}
	}
	return e, nil
}
