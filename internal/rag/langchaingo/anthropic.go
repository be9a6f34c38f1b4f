package langchaingo

import (
	"encoding/json"
	"net/http"

	"github.com/tmc/langchaingo/llms/anthropic"

	"talksbot/internal/rag"
)

func newAnthropic(s Settings, w *wire) (*anthropic.LLM, error) {
	return anthropic.New(
		anthropic.WithToken(noKey), anthropic.WithBaseURL(s.address()),
		anthropic.WithModel(s.Model), anthropic.WithHTTPClient(w.client()),
	)
}

func anthropicDialect() dialect {
	return dialect{
		sign:   func(key string) func(http.Header) { return func(h http.Header) { h.Set("x-api-key", key) } },
		decode: decodeAnthropic,
		head: `data: {"type":"message_start","message":{"usage":{"input_tokens":0}}}` + "\n\n" +
			`data: {"type":"content_block_start","index":0,"content_block":{"type":"text"}}` + "\n\n",
		text: func(quoted string) string {
			return `data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":` + quoted + `}}` + "\n\n"
		},
		tail: `data: {"type":"message_stop"}` + "\n\n",
	}
}

// anthropicEvent is what matters of a line. Of the blocks of a message, those of
// text are read one after the other; thoughts are passed over.
type anthropicEvent struct {
	Type    string `json:"type"`
	Message struct {
		Usage anthropicUsage `json:"usage"`
	} `json:"message"`
	Delta struct {
		Type       string `json:"type"`
		Text       string `json:"text"`
		StopReason string `json:"stop_reason"`
	} `json:"delta"`
	Usage anthropicUsage `json:"usage"`
}

type anthropicUsage struct {
	Input  int `json:"input_tokens"`
	Output int `json:"output_tokens"`
}

func decodeAnthropic(line []byte) (e event, err error) {
	data, err := sseData(line)
	if err != nil || data == nil {
		return e, err
	}
	var a anthropicEvent
	if err := json.Unmarshal(data, &a); err != nil {
		return e, err
	}
	switch a.Type {
	case "error":
		return event{fault: data}, nil
	case "message_stop":
		return event{end: true}, nil
	case "message_start":
		e.usage = rag.Usage(a.Message.Usage)
	case "content_block_delta":
		if a.Delta.Type == "text_delta" {
			e.text = a.Delta.Text
		}
	case "message_delta":
		e.stop, e.usage = anthropicStop(a.Delta.StopReason), rag.Usage(a.Usage)
	}
	return e, nil
}

func anthropicStop(reason string) stop {
	switch reason {
	case "":
		return running
	case "max_tokens", "model_context_window_exceeded":
		return tooLong
	case "refusal":
		return declined
	}
	return finished
}
