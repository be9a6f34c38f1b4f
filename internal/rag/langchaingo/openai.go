package langchaingo

import (
	"encoding/json"

	"github.com/tmc/langchaingo/llms"
	"github.com/tmc/langchaingo/llms/openai"

	"talksbot/internal/rag"
)

// newOpenAI is a client of OpenAI's, with nothing left to the environment.
func newOpenAI(s Settings, w *wire) (*openai.LLM, error) {
	return openai.New(
		openai.WithToken(noKey), openai.WithOrganization(""), openai.WithAPIType(openai.APITypeOpenAI),
		openai.WithBaseURL(s.address()), openai.WithModel(s.Model), openai.WithEmbeddingModel(s.Model),
		openai.WithHTTPClient(w.client()),
	)
}

// openAIOptions says how many tokens to write in the way that most servers at
// other addresses know.
func openAIOptions(s Settings) []llms.CallOption {
	if s.BaseURL == "" {
		return nil
	}
	return []llms.CallOption{openai.WithLegacyMaxTokensField()}
}

func openAIDialect() dialect {
	return dialect{
		sign: bearer, amendable: true, decode: decodeOpenAI,
		text: func(quoted string) string { return `data: {"choices":[{"delta":{"content":` + quoted + `}}]}` + "\n\n" },
		tail: `data: {"choices":[{"delta":{},"finish_reason":"stop"}]}` + "\n\ndata: [DONE]\n\n",
	}
}

// openAIChunk is what matters of a line. Some servers send more chunks after the
// one with the reason to stop, some leave out the usage, and some send content
// in parts.
type openAIChunk struct {
	Error   json.RawMessage `json:"error"`
	Choices []struct {
		Index int `json:"index"`
		Delta struct {
			Content json.RawMessage `json:"content"`
		} `json:"delta"`
		FinishReason string `json:"finish_reason"`
	} `json:"choices"`
	Usage struct {
		Input  int `json:"prompt_tokens"`
		Output int `json:"completion_tokens"`
	} `json:"usage"`
}

func decodeOpenAI(line []byte) (e event, err error) {
	data, err := sseData(line)
	if err != nil && line[0] == '{' {
		data, err = line, nil // an error in place of a stream
	}
	if err != nil || data == nil {
		return e, err
	}
	if string(data) == "[DONE]" {
		return event{end: true}, nil
	}
	var chunk openAIChunk
	if err := json.Unmarshal(data, &chunk); err != nil {
		return e, err
	}
	if len(chunk.Error) > 0 && string(chunk.Error) != "null" {
		return event{fault: data}, nil
	}
	e.usage = rag.Usage{Input: chunk.Usage.Input, Output: chunk.Usage.Output}
	for _, c := range chunk.Choices {
		if c.Index == 0 {
			e.text, e.stop = contentOf(c.Delta.Content), openAIStop(c.FinishReason)
			if c.FinishReason == "error" {
				return event{fault: data}, nil
			}
		}
	}
	return e, nil
}

// contentOf is the text of a delta: a string, or a list of parts of which some
// are text and others thoughts.
func contentOf(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var parts []struct {
		Type string `json:"type"`
		Text string `json:"text"`
	}
	_ = json.Unmarshal(raw, &parts)
	for _, p := range parts {
		if p.Type == "text" {
			text += p.Text
		}
	}
	return text
}

func openAIStop(reason string) stop {
	switch reason {
	case "":
		return running
	case "length":
		return tooLong
	case "content_filter":
		return declined
	}
	return finished
}
