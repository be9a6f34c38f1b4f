package langchaingo

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"unicode/utf8"

	"talksbot/internal/rag"
)

// dialect is how a provider's servers want to be asked, and how they stream.
type dialect struct {
	sign      func(key string) func(http.Header)
	amendable bool

	// decode reads a line of a stream. What it does not know but may pass over
	// gives the zero event.
	decode func(line []byte) (event, error)
	// What langchaingo is given to read: head before all, text for each piece of
	// text, tail at the end.
	head, tail string
	text       func(quoted string) string
}

// event is what a line of a stream says.
type event struct {
	text  string
	stop  stop
	usage rag.Usage
	fault []byte // an error in the provider's words
	end   bool   // nothing that matters comes after it
}

// errGarbage is the error of a line in no known form.
var errGarbage = errors.New("not in the form of the provider")

// What one stream may hold.
const (
	mostLine  = 4 << 20 // bytes of a line; langchaingo takes 64 KiB
	mostText  = 1 << 20 // bytes of text in all: an endless stream has an end
	mostPiece = 8 << 10 // bytes of text handed on in one line, of which JSON may make six times as many
)

// stream reads a provider's stream, writes what happens into the exchange, and
// gives langchaingo the same in small lines of the simplest form.
type stream struct {
	body    io.ReadCloser
	lines   *bufio.Reader
	dialect dialect
	faults  faults
	x       *exchange

	out bytes.Buffer
	err error
}

func (d dialect) streaming(body io.ReadCloser, f faults, x *exchange) io.ReadCloser {
	s := &stream{body: body, lines: bufio.NewReader(body), dialect: d, faults: f, x: x}
	s.out.WriteString(d.head)
	return s
}

// Close ends the reading, also one that is under way.
func (s *stream) Close() error { return s.body.Close() }

// Read is of type io.Reader.
func (s *stream) Read(p []byte) (int, error) {
	for s.out.Len() == 0 && s.err == nil {
		s.err = s.advance()
	}
	if s.out.Len() == 0 {
		return 0, s.err
	}
	return s.out.Read(p)
}

// advance takes in the next line. io.EOF is the end, a good one or not.
func (s *stream) advance() error {
	line, err := s.line()
	if len(line) > 0 {
		if wrong := s.take(line); wrong != nil {
			return wrong
		}
	}
	if err == nil || err == io.EOF {
		return err
	}
	return s.x.fail(s.broken(err))
}

// take does what a line says.
func (s *stream) take(line []byte) error {
	e, err := s.dialect.decode(line)
	if err != nil {
		return s.x.fail(s.faults.garbage())
	}
	if e.fault != nil {
		return s.x.fail(s.faults.inStream(e.fault, s.x))
	}
	s.x.note(e)
	if s.x.written() > mostText {
		return s.x.fail(s.faults.of(rag.ErrCutOff, "it writes without end"))
	}
	for piece := range pieces(e.text) {
		quoted, err := json.Marshal(piece)
		if err != nil {
			return s.x.fail(err)
		}
		s.out.WriteString(s.dialect.text(string(quoted)))
	}
	if e.end {
		s.out.WriteString(s.dialect.tail)
		return io.EOF
	}
	return nil
}

// line reads to the end of a line, without it.
func (s *stream) line() ([]byte, error) {
	var line []byte
	for {
		part, err := s.lines.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > mostLine {
			return nil, errGarbage
		}
		if err != bufio.ErrBufferFull {
			return bytes.TrimSpace(line), err
		}
	}
}

// broken is the error of a connection that ends in the middle.
func (s *stream) broken(err error) error {
	switch {
	case errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, errGarbage):
		return s.faults.garbage()
	case s.x.written() > 0:
		return s.faults.of(rag.ErrCutOff, "the connection broke off while it wrote")
	}
	return s.faults.of(rag.ErrUnavailable, "the connection broke off before it wrote")
}

// pieces cuts a text where characters begin.
func pieces(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for len(text) > 0 {
			n := min(len(text), mostPiece)
			for n < len(text) && n > 1 && !utf8.RuneStart(text[n]) {
				n--
			}
			if !yield(text[:n]) {
				return
			}
			text = text[n:]
		}
	}
}

// sseData is the data of a line of server-sent events, nil for the lines that
// hold none: comments, names of events, and the empty lines between them.
func sseData(line []byte) ([]byte, error) {
	if data, ok := bytes.CutPrefix(line, []byte("data:")); ok {
		return bytes.TrimSpace(data), nil
	}
	for _, field := range []string{":", "event:", "id:", "retry:"} {
		if bytes.HasPrefix(line, []byte(field)) {
			return nil, nil
		}
	}
	return nil, errGarbage
}
