package langchaingo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tmc/langchaingo/llms"

	"talksbot/internal/rag"
)

// Model is a language model of one of the providers. It is a rag.Model.
type Model struct {
	settings Settings
	llm      llms.Model
	options  []llms.CallOption
	breaker  *breaker[rag.Usage]
}

// NewModel prepares a model. Nothing is asked yet.
func NewModel(s Settings) (*Model, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	m := &Model{settings: s, breaker: newBreaker[rag.Usage](s.id(), pause)}
	m.options = []llms.CallOption{llms.WithTemperature(s.Temperature)}
	var err error
	switch s.Provider {
	case OpenAI:
		m.llm, err = newOpenAI(s, textWire(s, openAIDialect()))
		m.options = append(m.options, openAIOptions(s)...)
	case Anthropic:
		m.llm, err = newAnthropic(s, textWire(s, anthropicDialect()))
	case Ollama:
		m.llm, err = newOllama(s, textWire(s, ollamaDialect()))
	default:
		err = fmt.Errorf("there is no provider %q of models", s.Provider)
	}
	if err != nil {
		return nil, err
	}
	return m, nil
}

func textWire(s Settings, d dialect) *wire { return newWire(s, d, d.streaming, 0) }

// ID is the provider and the model.
func (m *Model) ID() string { return m.settings.id() }

// Write is as rag.Model says.
func (m *Model) Write(ctx context.Context, p rag.Prompt, onText func(string) error) (rag.Usage, error) {
	return m.breaker.run(func() (rag.Usage, error) { return m.write(ctx, p, onText) })
}

func (m *Model) write(ctx context.Context, p rag.Prompt, onText func(string) error) (rag.Usage, error) {
	x := &exchange{policy: forText(), prompt: p.System + "\n" + p.User}
	within, cancel := context.WithTimeout(x.in(ctx), m.settings.Timeout)
	defer cancel()
	var stopped error
	hand := func(_ context.Context, text []byte) error {
		if len(text) > 0 && stopped == nil {
			stopped = onText(string(text))
		}
		return stopped
	}
	limit := p.MaxTokens
	if limit == 0 {
		limit = m.settings.MaxTokens
	}
	options := append([]llms.CallOption{llms.WithMaxTokens(limit), llms.WithStreamingFunc(hand)}, m.options...)
	_, err := m.llm.GenerateContent(within, messages(p), options...)
	if stopped != nil {
		return x.spent(), stopped
	}
	return x.spent(), m.judge(ctx, within, x, err)
}

// judge makes the error of an exchange, nil where the text is whole. What
// langchaingo says counts only where the exchange shows nothing.
func (m *Model) judge(ctx, within context.Context, x *exchange, err error) error {
	late := time.Duration(0)
	if errors.Is(within.Err(), context.DeadlineExceeded) {
		late = m.settings.Timeout
	}
	verdict := x.verdict(m.ID(), late)
	switch {
	case verdict != nil && ctx.Err() != nil:
		return ctx.Err()
	case verdict != nil && err != nil && !x.reached():
		return faults{id: m.ID(), key: m.settings.Key}.of(rag.ErrUnavailable, "the request could not be made")
	}
	return verdict
}

// messages are a prompt in langchaingo's words.
func messages(p rag.Prompt) []llms.MessageContent {
	var all []llms.MessageContent
	if p.System != "" {
		all = append(all, llms.TextParts(llms.ChatMessageTypeSystem, p.System))
	}
	return append(all, llms.TextParts(llms.ChatMessageTypeHuman, p.User))
}
