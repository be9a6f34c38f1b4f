package rag

import (
	"regexp"
	"strconv"
	"strings"
)

// written is a sentence of a model's text, with the numbers it says it rests on.
type written struct {
	text string
	refs []ref
}

// ref is the number of a sentence of the evidence: its passage and its place
// there, from 1.
type ref struct{ passage, sentence int }

var (
	// marker is "[2.3]", or several numbers at once: "[2.3, 1.1]".
	marker = regexp.MustCompile(`\[\s*\d+(?:\.\d+)?(?:\s*[,;]\s*\d+(?:\.\d+)?)*\s*\]`)
	// rested is the end of a sentence: markers, and a full stop behind them.
	rested = regexp.MustCompile(`(?:\s*` + marker.String() + `)+[ \t]*[.!?]?`)
	number = regexp.MustCompile(`(\d+)(?:\.(\d+))?`)
	// bullet is what models put before a sentence though they are asked not to.
	bullet = regexp.MustCompile(`^(?:[-*•>#]+|\d+[.)])\s+`)
)

// stream takes a model's text apart while it comes: a sentence is whole when the
// one after it has begun, or its line has ended.
type stream struct {
	pending string
	emit    func(written) error
}

// longestPending is the most that a sentence may have before it ends: what goes
// on longer is no sentence of an answer.
const longestPending = 4096

// add takes the next piece of the text.
func (s *stream) add(piece string) error {
	s.pending += piece
	for {
		end := strings.IndexByte(s.pending, '\n')
		if end < 0 {
			break
		}
		line := s.pending[:end]
		s.pending = s.pending[end+1:]
		if err := s.line(line); err != nil {
			return err
		}
	}
	if len(s.pending) > longestPending {
		return &ModelError{Kind: ErrRefused, What: "it writes without end, so it is not listened to"}
	}
	return nil
}

// close takes what is left.
func (s *stream) close() error {
	line := s.pending
	s.pending = ""
	return s.line(line)
}

// line emits the sentences of a line: each ends with its markers, the last one
// perhaps without.
func (s *stream) line(line string) error {
	from := 0
	for _, end := range rested.FindAllStringIndex(line, -1) {
		if err := s.sentence(line[from:end[0]], line[end[0]:end[1]]); err != nil {
			return err
		}
		from = end[1]
	}
	return s.sentence(line[from:], "")
}

func (s *stream) sentence(text, markers string) error {
	text = strings.TrimSpace(bullet.ReplaceAllString(strings.TrimSpace(text), ""))
	if text == "" {
		return nil
	}
	if last := text[len(text)-1]; markers != "" && !strings.ContainsRune(`.!?"”’)`, rune(last)) && last < 0x80 {
		text += "."
	}
	return s.emit(written{text, refsIn(markers)})
}

// refsIn are the numbers of markers. "[2]" stands for the whole passage.
func refsIn(markers string) []ref {
	var refs []ref
	for _, m := range number.FindAllStringSubmatch(markers, -1) {
		passage, err1 := strconv.Atoi(m[1])
		sentence, err2 := strconv.Atoi("0" + m[2])
		if err1 == nil && err2 == nil {
			refs = append(refs, ref{passage, sentence})
		}
	}
	return refs
}
