package rag

import (
	"context"
	"time"

	"talksbot/internal/corpus"
	"talksbot/internal/rag/lexical"
	"talksbot/internal/rag/support"
)

// noTime is the publication of a text of which none is known.
var noTime time.Time

// part is a sentence of a claim.
type part struct {
	*support.Sentence
	span corpus.Span
}

// sentencesOf are the sentences of a claim that say something: "Yes." says
// nothing beside others.
func sentencesOf(k knowledge, claim string) []part {
	var parts, empty []part
	for _, span := range corpus.Sentences(claim, corpus.Span{End: len(claim)}) {
		p := part{support.Read(k, claim[span.Start:span.End], noTime), span}
		if p.Empty() {
			empty = append(empty, p)
		} else {
			parts = append(parts, p)
		}
	}
	if len(parts) == 0 {
		return empty
	}
	return parts
}

// readTexts reads the sentences of given texts, with their places. What the texts
// or the claim write as a name is one in all of them.
func (k knowledge) readTexts(claim string, texts []string) ([]support.Evidence, []corpus.Span) {
	note := func(word string) { k.local[word] = true }
	support.WrittenAsName(lexical.Tokenize(claim), note)
	var evidence []support.Evidence
	var spans []corpus.Span
	var tokens [][]lexical.Token
	for i, text := range texts {
		for _, span := range corpus.Sentences(text, corpus.Span{End: len(text)}) {
			t := lexical.Tokenize(text[span.Start:span.End])
			support.WrittenAsName(t, note)
			tokens, spans = append(tokens, t), append(spans, span)
			evidence = append(evidence, support.Evidence{Text: i})
		}
	}
	for i, span := range spans {
		text := texts[evidence[i].Text][span.Start:span.End]
		evidence[i].Sentence = support.ReadTokens(k, text, tokens[i], noTime)
	}
	return evidence, spans
}

// reading is a sentence of the collection, read.
type reading struct {
	support.Evidence
	quote quote
	order bool // states nothing; set for what a model writes
}

func readings(all []reading) []support.Evidence {
	evidence := make([]support.Evidence, len(all))
	for i, r := range all {
		evidence[i] = r.Evidence
	}
	return evidence
}

// How many passages are read for a claim, and for each of its clauses: a claim
// may join what stands in different articles.
const (
	readForClaim  = 12
	readForClause = 4
)

// sentencesFor are the sentences of the passages that may speak to a claim. Those
// of one article stand in its order.
func (s *Snapshot) sentencesFor(ctx context.Context, k knowledge, claim string) ([]reading, error) {
	chosen := map[string]bool{}
	var order []*corpus.Passage
	take := func(text string, n int) error {
		hits, err := s.retrieve(ctx, s.newQuery(text), n)
		for _, h := range hits {
			if !chosen[h.Passage.ID] {
				chosen[h.Passage.ID] = true
				order = append(order, h.Passage)
			}
		}
		return err
	}
	if err := take(claim, readForClaim); err != nil {
		return nil, err
	}
	if clauses := support.Clauses(claim); len(clauses) > 1 {
		for _, clause := range clauses {
			if err := take(clause, readForClause); err != nil {
				return nil, err
			}
		}
	}
	return s.readPassages(k, order), nil
}

// readPassages reads the sentences of passages.
func (s *Snapshot) readPassages(k knowledge, passages []*corpus.Passage) []reading {
	var all []reading
	for i, p := range passages {
		for _, span := range p.Sentences {
			e := support.Evidence{Sentence: support.Read(k, p.Article.Quote(span), p.Article.Published.Time()), Text: i}
			all = append(all, reading{Evidence: e, quote: quote{p.Article, span}})
		}
	}
	return all
}

// cite makes the citations of a degree, the sentences that stand side by side in
// one.
func (s *Snapshot) cite(found []reading, d support.Degree) ([]Citation, error) {
	var quotes []quote
	for _, i := range shownOf(d) {
		quotes = append(quotes, found[i].quote)
	}
	var citations []Citation
	for _, q := range quotes {
		if err := s.check(q); err != nil {
			return nil, err
		}
		citations = append(citations, Citation{N: len(citations) + 1, Article: q.article, Span: q.Span})
	}
	return citations, nil
}

// shownOf are the sentences to be shown to a verdict: where nothing is found, what
// comes nearest is no quote to the claim.
func shownOf(d support.Degree) []int {
	switch {
	case d.Verdict == support.NotFound && d.Covered < shownFrom:
		return nil
	case d.Verdict != support.Supported && len(d.Chosen) > 1:
		return d.Chosen[:1]
	}
	return d.Chosen
}

// shownFrom is the share of a claim that evidence must have to be shown.
const shownFrom = 0.3
