package modeltest

import (
	"encoding/json"
	"fmt"
	"strings"
)

// form is how a provider says things.
type form interface {
	base() string // the path that belongs to the base URL
	chat() string
	embed() string
	contentType() string

	begin() string
	text(piece string) string
	stop(reason string) string
	end(stop string, usage [2]int) string
	fault(message string) string
	good() string // the reason to stop at the end of a text
	failure(status int, message string) string
	vectors(vectors [][]float32, order []int) string
}

// quoted is x in JSON.
func quoted(x any) string {
	data, err := json.Marshal(x)
	if err != nil {
		panic(err)
	}
	return string(data)
}

func event(data string) string { return "data: " + data + "\n\n" }

type openAI struct{}

func (openAI) base() string        { return "/v1" }
func (openAI) chat() string        { return "/chat/completions" }
func (openAI) embed() string       { return "/embeddings" }
func (openAI) contentType() string { return "text/event-stream" }
func (openAI) good() string        { return "stop" }

func (openAI) begin() string {
	return ": a comment\n\n" + event(`{"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":null}`)
}

func (openAI) text(piece string) string {
	return event(`{"id":"1","choices":[{"index":0,"delta":{"content":` + quoted(piece) + `},"finish_reason":null}],"usage":null}`)
}

func (openAI) stop(reason string) string {
	return event(`{"id":"1","choices":[{"index":0,"delta":{},"finish_reason":` + quoted(reason) + `}]}`)
}

func (openAI) end(_ string, usage [2]int) string {
	var said string
	if usage != [2]int{} {
		said = event(fmt.Sprintf(`{"id":"1","choices":[],"usage":{"prompt_tokens":%d,"completion_tokens":%d}}`, usage[0], usage[1]))
	}
	return said + event("[DONE]")
}

func (openAI) fault(message string) string {
	return event(`{"error":{"message":` + quoted(message) + `,"type":"server_error"}}`)
}

func (openAI) failure(status int, message string) string {
	return fmt.Sprintf(`{"error":{"message":%s,"type":"error","code":"%d"}}`, quoted(message), status)
}

func (openAI) vectors(vectors [][]float32, order []int) string {
	var items []string
	for i := range vectors {
		if order != nil {
			i = order[i]
		}
		items = append(items, fmt.Sprintf(`{"object":"embedding","index":%d,"embedding":%s}`, i, quoted(vectors[i])))
	}
	return `{"object":"list","data":[` + strings.Join(items, ",") + `],"usage":{"prompt_tokens":1,"total_tokens":1}}`
}

type anthropic struct{}

func (anthropic) base() string        { return "/v1" }
func (anthropic) chat() string        { return "/messages" }
func (anthropic) embed() string       { return "/none" }
func (anthropic) contentType() string { return "text/event-stream" }
func (anthropic) good() string        { return "end_turn" }

func named(name, data string) string { return "event: " + name + "\n" + event(data) }

func (anthropic) begin() string {
	return named("message_start", `{"type":"message_start","message":{"id":"m","role":"assistant","content":[],"usage":{"input_tokens":25,"output_tokens":1}}}`) +
		named("content_block_start", `{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}`) +
		named("content_block_delta", `{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}`) +
		named("content_block_stop", `{"type":"content_block_stop","index":0}`) +
		named("ping", `{"type":"ping"}`) +
		named("something_new", `{"type":"something_new"}`) +
		named("content_block_start", `{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}`)
}

func (anthropic) text(piece string) string {
	return named("content_block_delta", `{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":`+quoted(piece)+`}}`)
}

func (anthropic) stop(string) string { return "" } // with the usage, in end

func (anthropic) end(stop string, usage [2]int) string {
	return named("content_block_stop", `{"type":"content_block_stop","index":1}`) +
		named("message_delta", fmt.Sprintf(`{"type":"message_delta","delta":{"stop_reason":%s},"usage":{"input_tokens":%d,"output_tokens":%d}}`, quoted(stop), usage[0], usage[1])) +
		named("message_stop", `{"type":"message_stop"}`)
}

func (a anthropic) fault(message string) string { return named("error", a.failure(529, message)) }

func (anthropic) failure(_ int, message string) string {
	return `{"type":"error","error":{"type":"overloaded_error","message":` + quoted(message) + `}}`
}

func (anthropic) vectors([][]float32, []int) string { return "{}" }

type ollama struct{}

func (ollama) base() string        { return "" }
func (ollama) chat() string        { return "/api/chat" }
func (ollama) embed() string       { return "/api/embed" }
func (ollama) contentType() string { return "application/x-ndjson" }
func (ollama) good() string        { return "stop" }
func (ollama) begin() string       { return "" }
func (ollama) stop(string) string  { return "" } // with the usage, in end

func (ollama) text(piece string) string {
	return `{"model":"m","message":{"role":"assistant","content":` + quoted(piece) + `},"done":false}` + "\n"
}

func (ollama) end(stop string, usage [2]int) string {
	return fmt.Sprintf(`{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":%s,"prompt_eval_count":%d,"eval_count":%d}`+"\n",
		quoted(stop), usage[0], usage[1])
}

func (ollama) fault(message string) string { return `{"error":` + quoted(message) + `}` + "\n" }

func (ollama) failure(_ int, message string) string { return `{"error":` + quoted(message) + `}` }

func (ollama) vectors(vectors [][]float32, _ []int) string {
	return `{"model":"m","embeddings":` + quoted(vectors) + `}`
}
