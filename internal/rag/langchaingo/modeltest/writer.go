package modeltest

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Writer answers one request, step by step. What is written is sent at once.
type Writer struct {
	to      http.ResponseWriter
	ctx     context.Context
	closing chan struct{}
	form    form
	texts   []string
	begun   bool
	stop    string
	usage   [2]int
}

// Text streams a piece of the text.
func (w *Writer) Text(piece string) {
	w.begin()
	w.send(w.form.text(piece))
}

// Slowly streams a text in pieces of a few bytes, with a pause before each.
func (w *Writer) Slowly(text string, pause time.Duration) {
	for len(text) > 0 {
		n := min(len(text), 6)
		w.Wait(pause)
		w.Text(text[:n])
		text = text[n:]
	}
}

// Usage is what End says of the tokens.
func (w *Writer) Usage(input, output int) { w.usage = [2]int{input, output} }

// Stop gives the reason to stop, in the provider's word: "stop" and "length",
// and of Anthropic "end_turn" and "max_tokens".
func (w *Writer) Stop(reason string) {
	w.begin()
	w.stop = reason
	w.send(w.form.stop(reason))
}

// End closes a stream as the provider does.
func (w *Writer) End() {
	w.begin()
	w.send(w.form.end(w.stop, w.usage))
}

// Line sends a line as it is.
func (w *Writer) Line(line string) {
	w.begin()
	w.send(line + "\n\n")
}

// Fault sends an error within the stream.
func (w *Writer) Fault(message string) {
	w.begin()
	w.send(w.form.fault(message))
}

// Cut breaks the connection off.
func (w *Writer) Cut() { panic(http.ErrAbortHandler) }

// Wait passes time, until the client goes away.
func (w *Writer) Wait(d time.Duration) {
	select {
	case <-time.After(d):
	case <-w.ctx.Done():
	case <-w.closing:
	}
}

// Hang says nothing until the client goes away.
func (w *Writer) Hang() { w.Wait(time.Hour) }

// Fail answers with a status and an error in the provider's form.
func (w *Writer) Fail(status int, message string) {
	w.Body(status, w.form.failure(status, message))
}

// RetryAfter is sent along with what comes next.
func (w *Writer) RetryAfter(seconds int) { w.to.Header().Set("Retry-After", strconv.Itoa(seconds)) }

// Redirect sends the client elsewhere.
func (w *Writer) Redirect(to string) {
	w.to.Header().Set("Location", to)
	w.Body(http.StatusTemporaryRedirect, "")
}

// Body answers with a status and a body as it is.
func (w *Writer) Body(status int, body string) {
	w.to.Header().Set("Content-Type", "application/json")
	w.to.WriteHeader(status)
	w.send(body)
}

// Vectors answers a request for vectors. order says in which order they are
// sent, each with its own number; nil for their own.
func (w *Writer) Vectors(vectors [][]float32, order []int) {
	w.Body(http.StatusOK, w.form.vectors(vectors, order))
}

func (w *Writer) begin() {
	if w.begun {
		return
	}
	w.begun = true
	w.to.Header().Set("Content-Type", w.form.contentType())
	w.to.WriteHeader(http.StatusOK)
	w.send(w.form.begin())
}

func (w *Writer) send(text string) {
	fmt.Fprint(w.to, text)
	if f, ok := w.to.(http.Flusher); ok {
		f.Flush()
	}
}

// Says is a script that writes a text in pieces of words and ends it well, with
// a token for each word.
func Says(text string) Script {
	return func(r Request, w *Writer) {
		words := strings.SplitAfter(text, " ")
		for _, piece := range words {
			w.Text(piece)
		}
		w.Stop(w.form.good())
		w.Usage(len(strings.Fields(r.System+" "+r.User)), len(words))
		w.End()
	}
}

// Fails is a script that answers with a status.
func Fails(status int, message string) Script {
	return func(_ Request, w *Writer) { w.Fail(status, message) }
}

// Letters is a script that makes vectors of 26 numbers: how often each letter
// stands in a text.
func Letters(r Request, w *Writer) {
	vectors := make([][]float32, len(r.Texts))
	for i, text := range r.Texts {
		vectors[i] = LettersOf(text)
	}
	w.Vectors(vectors, nil)
}

// LettersOf is the vector that Letters makes of a text.
func LettersOf(text string) []float32 {
	v := make([]float32, 26)
	for _, c := range strings.ToLower(text) {
		if c >= 'a' && c <= 'z' {
			v[c-'a']++
		}
	}
	return v
}
