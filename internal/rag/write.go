package rag

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"talksbot/internal/conversation"
	"talksbot/internal/corpus"
	"talksbot/internal/rag/support"
)

// Asking says how a question is to be answered.
type Asking struct {
	// Quoted has the answer made of quotes though there is a model: for who has
	// used up what a model may cost.
	Quoted bool

	// Partial, where it is not nil, is given an answer that a model writes as
	// far as it has been verified, each time by a sentence longer. The answer in
	// the end may be another: the quoted one, where too little could be verified.
	Partial func(Answer)

	// Original leaves an answer in the language of the articles, whatever the
	// question is in.
	Original bool

	// History are the earlier turns of the conversation that the question is part
	// of, oldest first.
	History []conversation.Turn
}

// What a model is shown, and asked for what.
const (
	shownPassages = 8
	shownBytes    = 8000
	askedFrom     = 0.12 // confidence below which the collection has nothing to do with the question
)

// manuscript is an answer while a model writes it.
type manuscript struct {
	*Snapshot
	knowledge knowledge
	draft     draft
	passages  []*corpus.Passage
	readings  []reading
	first     map[ref]int // the place of a sentence in readings
	partial   func(Answer)

	none    bool // the model says that there is no answer
	dropped int  // sentences that nothing carries
	begun   time.Time
	firstAt time.Duration // to the first verified sentence
	usage   Usage
}

// write has the model answer. Where it cannot, or little of what it writes can be
// verified, the quoted draft is the answer, and says so.
func (s *Snapshot) write(ctx context.Context, quoted draft, found []*evidence, a Asking) (draft, Writing, error) {
	m := s.newManuscript(quoted, found)
	m.partial = a.Partial
	trouble := m.listen(ctx)
	if trouble != nil && ctx.Err() != nil && errors.Is(trouble, ctx.Err()) {
		return draft{}, Writing{}, ctx.Err()
	}
	switch {
	case trouble == nil && m.none && len(m.draft.lines) == 0:
		quoted.lines = nil
	case trouble == nil && len(m.draft.lines) > 0 && m.dropped <= len(m.draft.lines):
		quoted.lines, quoted.mode = m.draft.lines, Generated
	case trouble == nil && len(quoted.lines) > 0:
		quoted.unproven = true
	}
	return quoted, Writing{Usage: m.usage, First: m.firstAt, Dropped: m.dropped, Trouble: trouble}, nil
}

// newManuscript takes the passages of the best sentences, each once.
func (s *Snapshot) newManuscript(quoted draft, found []*evidence) *manuscript {
	m := &manuscript{
		Snapshot: s, knowledge: knowledge{kin: s.options.Kin, names: s.names},
		draft: draft{question: quoted.question, understood: quoted.understood, confidence: quoted.confidence, mode: Generated},
		first: map[ref]int{}, begun: time.Now(),
	}
	size := 0
	for _, e := range found {
		if len(m.passages) == shownPassages || size+e.passage.Len() > shownBytes {
			break
		}
		if !slices.Contains(m.passages, e.passage) {
			m.passages = append(m.passages, e.passage)
			size += e.passage.Len()
		}
	}
	m.readings = withOrders(s.readPassages(m.knowledge, m.passages))
	n := 0
	for i, p := range m.passages {
		for j := range p.Sentences {
			m.first[ref{i + 1, j + 1}] = n
			n++
		}
	}
	return m
}

// listen has the model write, and takes each of its sentences as it comes.
func (m *manuscript) listen(ctx context.Context) error {
	prompt, err := m.answerPrompt(m.asked(), m.asOf, m.tongues.main)
	if err != nil {
		return err
	}
	s := &stream{emit: m.take}
	m.usage, err = m.options.Model.Write(ctx, prompt, s.add)
	if err != nil {
		return err
	}
	return s.close()
}

// asked is the question as it was understood.
func (m *manuscript) asked() string { return m.draft.asked() }

func (d draft) asked() string {
	if d.understood != "" {
		return d.understood
	}
	return d.question
}

// take verifies a sentence: what carries it becomes its quotes, and what nothing
// carries is dropped.
func (m *manuscript) take(w written) error {
	if strings.Trim(w.text, ".!*\"` ") == notAnswered {
		m.none = true
		return nil
	}
	if len(m.draft.lines) == writtenSentences {
		return nil
	}
	line := draftLine{text: oneLine(w.text)}
	if wellFormed(line.text) { // which costs little
		line.quotes = m.carriers(w)
	}
	if len(line.quotes) == 0 || m.proven(line) != nil {
		m.dropped++
		return nil
	}
	m.draft.lines = append(m.draft.lines, line)
	if len(m.draft.lines) == 1 {
		m.firstAt = time.Since(m.begun)
	}
	if m.partial == nil {
		return nil
	}
	answer, err := verify(m.Snapshot, m.draft)
	if err == nil {
		m.partial(answer)
	}
	return err
}

// carriers are the sentences that carry what is written: of those that it names,
// or else of all that the model was shown, for a marker may be wrong.
func (m *manuscript) carriers(w written) []quote {
	var named []reading
	for _, r := range w.refs {
		named = append(named, m.of(r)...)
	}
	if quotes := m.carry(w.text, named); quotes != nil {
		return quotes
	}
	return m.carry(w.text, m.readings)
}

// of are the readings of a number, none where it is a number of nothing.
func (m *manuscript) of(r ref) []reading {
	if i, ok := m.first[r]; ok {
		return m.readings[i : i+1]
	}
	if r.sentence != 0 || r.passage < 1 || r.passage > len(m.passages) {
		return nil
	}
	from := m.first[ref{r.passage, 1}]
	return m.readings[from : from+len(m.passages[r.passage-1].Sentences)]
}

// carry gives the sentences that together carry each sentence of a text, nil
// where they do not.
func (m *manuscript) carry(text string, evidence []reading) []quote {
	evidence = stating(evidence)
	parts := sentencesOf(m.knowledge, text)
	if len(parts) == 0 || len(evidence) == 0 {
		return nil
	}
	var quotes []quote
	for _, p := range parts {
		d := support.Weigh(m.knowledge, p.Sentence, readings(evidence))
		if d.Verdict != support.Supported {
			return nil
		}
		for _, i := range d.Chosen {
			quotes = append(quotes, evidence[i].quote)
		}
	}
	return join(quotes)
}
