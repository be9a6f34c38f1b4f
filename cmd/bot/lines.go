package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"talksbot/internal/commands"
	"talksbot/internal/rag"
)

// errLinesFailed means that some lines failed and each has said why.
var errLinesFailed = errors.New("some lines failed")

// maxLine is the length in bytes that a line is read to.
const maxLine = 1 << 20

var errLongLine = fmt.Errorf("the line is longer than %d bytes: shorten it", maxLine)

// lines answers one request a line from standard input, each in one line of
// JSON that is written before the next line is read.
func (p *program) lines(library *rag.Library, j job) error {
	var result error
	said := map[string]bool{}
	input := p.input()
	for {
		var l line
		select {
		case l = <-input:
		case <-p.ctx.Done():
			return p.ctx.Err()
		}
		if l.err == io.EOF {
			return result
		}
		reply, err := p.replyTo(l, library.Snapshot(), j)
		if p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		if err != nil {
			result = errLinesFailed
		}
		p.sayOnce(said, reply.Notes)
		if err := writeJSON(p.stdout, lineShape(reply, err)); err != nil {
			return err
		}
	}
}

func (p *program) replyTo(l line, s *rag.Snapshot, j job) (commands.Reply, error) {
	if l.err != nil {
		return commands.Reply{}, l.err
	}
	return p.reply(s, j, l.text)
}

// sayOnce says what has not been said before: many lines have the same notes.
func (p *program) sayOnce(said map[string]bool, notes []string) {
	for _, note := range notes {
		if !said[note] {
			p.note(note)
			said[note] = true
		}
	}
}

// line is one line of the input, without its ending, or what is wrong with it;
// io.EOF after the last.
type line struct {
	text string
	err  error
}

// input reads lines beside the answering, so that an interrupt need not wait
// for somebody to press return.
func (p *program) input() <-chan line {
	out := make(chan line)
	go func() {
		r := bufio.NewReaderSize(p.stdin, 64<<10)
		passMark(r)
		for {
			l := readLine(r)
			select {
			case out <- l:
			case <-p.ctx.Done():
				return
			}
			if l.err == io.EOF {
				return
			}
		}
	}()
	return out
}

// passMark passes over the byte order mark that some shells put before what they
// pipe: with it, a first line of /timeline would be no command.
func passMark(r *bufio.Reader) {
	const mark = "\ufeff"
	if b, err := r.Peek(1); err != nil || b[0] != mark[0] {
		return // without waiting for more than has been typed
	}
	if b, _ := r.Peek(len(mark)); string(b) == mark {
		_, _ = r.Discard(len(mark)) // it has just been seen
	}
}

// readLine reads up to maxLine bytes of a line and passes over what is longer.
func readLine(r *bufio.Reader) line {
	var text []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(text)+len(part) > maxLine; !long {
			text = append(text, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err != nil && len(text) == 0 && !long:
			return line{err: io.EOF}
		case long:
			return line{err: errLongLine}
		}
		return line{text: string(bytes.TrimRight(text, "\r\n"))}
	}
}
