package rag

import (
	"context"
	"errors"
	"time"
)

// Model is a language model that writes text. It may be asked by many at once.
type Model interface {
	// ID names the model and its provider, for logs.
	ID() string

	// Write has the model write what the prompt asks for. onText is given the
	// text as it comes, in pieces that are not empty and may end anywhere, one
	// at a time; where it returns an error, the writing ends with that error.
	// Only where Write returns no error is the text whole.
	//
	// Any other error is that of the context, or a *ModelError. The Usage counts
	// in each case.
	Write(ctx context.Context, p Prompt, onText func(string) error) (Usage, error)
}

// Prompt is what a model is asked.
type Prompt struct {
	System    string // the rules it is to keep to; "" for none
	User      string // the matter at hand
	MaxTokens int    // the most that it may write; 0 for what is configured
}

// Usage is how many tokens a model read and wrote. Where the provider does not
// say, it is an estimate: one token for four bytes.
type Usage struct{ Input, Output int }

// Total is what counts against a budget.
func (u Usage) Total() int { return u.Input + u.Output }

// The ways in which a model fails. errors.Is tells them apart.
var (
	ErrUnavailable = errors.New("the model cannot be asked at present") // no answer, or none that can be read
	ErrOverQuota   = errors.New("the model is over its quota")
	ErrRefused     = errors.New("the model refuses") // the key, the name, the request or the subject: the same request will fail again
	ErrEmpty       = errors.New("the model wrote nothing")
	ErrCutOff      = errors.New("the model's text is cut off") // it broke off before its end
	ErrTooLong     = errors.New("the model's text reached its limit of tokens")
	ErrUnusable    = errors.New("the model's text is not what it was asked for")
)

// ModelError is a failure of a model, or of an embedder over the network. Its
// text is one line for the log of whoever runs the program. Neither keys nor
// prompts are in it.
type ModelError struct {
	Kind       error         // one of the ways above
	Model      string        // the ID of what failed
	What       string        // what happened, and how to mend it
	RetryAfter time.Duration // how long the provider asks to be left alone; 0 where it does not say
}

// Error is "openai gpt-4o-mini: what happened, and how to mend it".
func (e *ModelError) Error() string { return e.Model + ": " + e.What }

// Unwrap is the way in which it failed.
func (e *ModelError) Unwrap() error { return e.Kind }
