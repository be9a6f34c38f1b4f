package langchaingo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"talksbot/internal/rag"
)

// faults makes errors of what is no answer.
type faults struct {
	id  string
	key string // must not come back in an error
}

func (f faults) of(kind error, format string, args ...any) *rag.ModelError {
	return &rag.ModelError{Kind: kind, Model: f.id, What: fmt.Sprintf(format, args...)}
}

// status is the error of an answer that is not 200.
func (f faults) status(resp *http.Response, body []byte, prompt string) *rag.ModelError {
	code := fmt.Sprintf("HTTP status %d", resp.StatusCode)
	said := f.quote(messageOf(body), prompt)
	var e *rag.ModelError
	switch c := resp.StatusCode; {
	case c == http.StatusUnauthorized || c == http.StatusForbidden:
		// The message is left out: some of them repeat the key, or parts of it.
		e = f.of(rag.ErrRefused, "the key is not accepted (%s): check it, and what it may be used for", code)
	case c == http.StatusPaymentRequired:
		e = f.of(rag.ErrOverQuota, "there is no credit left (%s)%s", code, said)
	case c == http.StatusNotFound:
		e = f.of(rag.ErrRefused, "there is no such model or address (%s)%s: check the model's name and the base URL", code, said)
	case c == http.StatusTooManyRequests:
		e = f.of(rag.ErrOverQuota, "too many requests, or the quota is used up (%s)%s", code, said)
	case c == http.StatusRequestTimeout || c >= 500:
		e = f.of(rag.ErrUnavailable, "the server fails (%s)%s", code, said)
	case c >= 300 && c < 400:
		e = f.of(rag.ErrRefused, "the server sends elsewhere (%s): check the base URL", code)
	default:
		e = f.of(rag.ErrRefused, "the request is not accepted (%s)%s", code, said)
	}
	e.RetryAfter = retryAfter(resp)
	return e
}

// network is the error of a request without an answer.
func (f faults) network(err error) error {
	var where *url.Error
	if errors.As(err, &where) {
		err = where.Err // without the address
	}
	var slow net.Error
	switch {
	case errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &slow) && slow.Timeout():
		return f.of(rag.ErrUnavailable, "no answer in time: see whether the server runs, or allow it more time")
	}
	return f.of(rag.ErrUnavailable, "the server cannot be reached (%s): see whether it runs, and check the base URL", f.clean(err.Error()))
}

// inStream is the error that a stream carries.
func (f faults) inStream(data []byte, x *exchange) *rag.ModelError {
	said := f.quote(messageOf(data), x.prompt)
	word := strings.ToLower(string(data))
	switch {
	case strings.Contains(word, "rate_limit") || strings.Contains(word, "quota") || strings.Contains(word, `"code":429`):
		return f.of(rag.ErrOverQuota, "its quota ran out while it wrote%s", said)
	case x.written() > 0:
		return f.of(rag.ErrCutOff, "the server failed while it wrote%s", said)
	}
	return f.of(rag.ErrUnavailable, "the server fails%s", said)
}

// garbage is the error of a stream in no form that we know.
func (f faults) garbage() *rag.ModelError {
	return f.of(rag.ErrUnavailable, "what comes is not in the form of this provider: check the provider and the base URL")
}

// messageOf finds what an error in JSON says, in any of the forms there are, ""
// where it says nothing: a text, or a list or an object that holds one under one
// of these names, the outermost first.
func messageOf(body []byte) string { return messageIn(body, deepestMessage) }

// deepestMessage is how deep a message may lie: Gemini has it in an error in a
// list, Mistral in a list of details in a message.
const deepestMessage = 5

func messageIn(body []byte, deep int) string {
	var text string
	var list []json.RawMessage
	var forms struct {
		Error   json.RawMessage `json:"error"`
		Message json.RawMessage `json:"message"`
		Detail  json.RawMessage `json:"detail"`
		Msg     json.RawMessage `json:"msg"`
	}
	switch {
	case deep == 0 || len(body) == 0:
		return ""
	case json.Unmarshal(body, &text) == nil:
		return text
	case json.Unmarshal(body, &list) == nil && len(list) > 0:
		return messageIn(list[0], deep-1)
	case json.Unmarshal(body, &forms) != nil:
		return ""
	}
	for _, form := range []json.RawMessage{forms.Error, forms.Message, forms.Detail, forms.Msg} {
		if said := messageIn(form, deep-1); said != "" {
			return said
		}
	}
	return ""
}

// quote is what a server said as the rest of a sentence, and nothing where it
// repeats what it was asked: that does not belong into a log.
func (f faults) quote(said, prompt string) string {
	if said = f.clean(said); said == "" || repeats(said, prompt) {
		return ""
	}
	return fmt.Sprintf(", and says %q", said)
}

// mostSaid is how much of a server's message is shown, in bytes.
const mostSaid = 200

// clean makes one line of a text, without the key and not too long.
func (f faults) clean(text string) string {
	if f.key != "" {
		text = strings.ReplaceAll(text, f.key, "…")
	}
	text = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, "?"), func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r)
	}), " ")
	if len(text) > mostSaid {
		text = strings.ToValidUTF8(text[:mostSaid], "") + "…"
	}
	return text
}

// repeated is how many bytes of a prompt in a row are no chance.
const repeated = 16

func repeats(said, prompt string) bool {
	prompt = strings.Join(strings.Fields(prompt), " ")
	for i := 0; i+repeated <= len(said); i++ {
		if strings.Contains(prompt, said[i:i+repeated]) {
			return true
		}
	}
	return false
}

// mostBody is how much of an error's body is read.
const mostBody = 64 << 10

func readSome(r io.Reader) []byte {
	body, _ := io.ReadAll(io.LimitReader(r, mostBody))
	return body
}
