package langchaingo

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"talksbot/internal/rag"
)

// vectorList is the answer to a request for vectors, in OpenAI's form.
type vectorList struct {
	Data []numberedVector `json:"data"`
}

type numberedVector struct {
	Index     *int            `json:"index,omitempty"`
	Embedding json.RawMessage `json:"embedding"`
}

// inOrder reads an answer with vectors and gives langchaingo the same in the
// order of their numbers, which it does not look at.
func inOrder(body io.ReadCloser, f faults, x *exchange) io.ReadCloser {
	defer body.Close()
	data, err := io.ReadAll(body)
	if err != nil {
		x.fail(f.network(err))
		return io.NopCloser(bytes.NewReader(nil))
	}
	var list vectorList
	if json.Unmarshal(data, &list) != nil || len(list.Data) == 0 {
		x.fail(f.of(rag.ErrUnavailable, "the answer holds no vectors%s: check the model and the base URL", f.quote(messageOf(data), x.prompt)))
		return io.NopCloser(bytes.NewReader(nil))
	}
	if err := list.sort(); err != nil {
		x.fail(f.of(rag.ErrUnavailable, "%v", err))
		return io.NopCloser(bytes.NewReader(nil))
	}
	sorted, err := json.Marshal(list)
	if err != nil {
		x.fail(err)
	}
	return io.NopCloser(bytes.NewReader(sorted))
}

var errNumbers = errors.New("the vectors are not numbered so that each belongs to a text: ask for one at a time (a batch of 1)")

// sort puts the vectors into the order of their numbers. Where none has one, the
// order they come in is all there is.
func (l *vectorList) sort() error {
	numbered := false
	for _, v := range l.Data {
		numbered = numbered || v.Index != nil
	}
	if !numbered {
		return nil
	}
	sorted := make([]numberedVector, len(l.Data))
	for _, v := range l.Data {
		i := 0 // a 0 may be left out
		if v.Index != nil {
			i = *v.Index
		}
		if i < 0 || i >= len(sorted) || sorted[i].Embedding != nil {
			return errNumbers
		}
		sorted[i] = v
	}
	l.Data = sorted
	return nil
}

// asIs hands an answer on.
func asIs(body io.ReadCloser, _ faults, _ *exchange) io.ReadCloser { return body }
