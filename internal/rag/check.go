package rag

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"talksbot/internal/corpus"
	"talksbot/internal/rag/support"
)

// Check says what a collection, or given texts, say to a claim. Snapshots alone
// make one that says something, and check each of its quotes as those of Answers.
type Check struct {
	claim    string
	asOf     corpus.Date
	revision string
	parts    []Checked
}

// Verdict says what articles or texts say to a claim.
type Verdict = support.Verdict

// The verdicts.
const (
	Supported    = support.Supported
	Contradicted = support.Contradicted // the same matter stands there, and is another
	NotFound     = support.NotFound
)

// Checked is a sentence of a claim with what there is to it.
type Checked struct {
	corpus.Span // in the claim
	Verdict     Verdict
	Score       float64         // the degree of support, 0..1; supported from support.Decision on
	Covered     float64         // the share of its weight that the sources have, 0..1
	Faults      []support.Fault // why it is not carried as it stands
	Sources     []Citation      // of the collection, what carries most first; N counts from 1
	Excerpts    []Excerpt       // of given texts, in the place of Sources
}

// Excerpt is a range of a given text.
type Excerpt struct {
	corpus.Span
	Text  int // which one, from 0
	Quote string
}

// Claim is the claim as it was given.
func (c Check) Claim() string { return c.claim }

// AsOf is the day after which nothing was looked at, zero where there is none.
func (c Check) AsOf() corpus.Date { return c.asOf }

// Revision names the content of the collection, "" where given texts alone
// counted.
func (c Check) Revision() string { return c.revision }

// Parts are the sentences of the claim that say something, in their order.
func (c Check) Parts() []Checked { return c.parts }

// Sentence is the text of a part.
func (c Check) Sentence(p Checked) string { return c.claim[p.Start:p.End] }

// Reasons say, each in a few words, why a part is not supported as it stands; none
// where it is.
func (p Checked) Reasons() []string {
	if p.Verdict == Supported {
		return nil
	}
	var reasons []string
	for _, f := range p.Faults {
		if r := f.Reason(); r != "" {
			reasons = append(reasons, r)
		}
	}
	return reasons
}

// Weakest is the part that is least supported: the claim as a whole is no
// better. One that is contradicted is weaker than all that are not found, for of
// those the articles say nothing. A claim that says nothing is not found.
func (c Check) Weakest() Checked {
	if len(c.parts) == 0 {
		return Checked{Verdict: support.NotFound}
	}
	return slices.MinFunc(c.parts, func(a, b Checked) int {
		if c := cmp.Compare(rank(a.Verdict), rank(b.Verdict)); c != 0 {
			return c
		}
		return cmp.Compare(a.Score, b.Score)
	})
}

// Score is the degree of support of the claim as a whole, 0..1: the least of its
// parts', 0 where it says nothing.
func (c Check) Score() float64 {
	if len(c.parts) == 0 {
		return 0
	}
	least := 1.0
	for _, p := range c.parts {
		least = min(least, p.Score)
	}
	return least
}

// rank is the place of a verdict, the worst first.
func rank(v Verdict) int { return slices.Index(verdicts(), v) }

func verdicts() []Verdict { return []Verdict{Contradicted, NotFound, Supported} }

// Tally says how many of several sentences have each verdict, the worst first: "Of 3
// sentences 1 is contradicted, 2 are supported"; "" where there are not several.
func (c Check) Tally() string {
	if len(c.parts) < 2 {
		return ""
	}
	var counts []string
	for _, v := range verdicts() {
		n := 0
		for _, p := range c.parts {
			if p.Verdict == v {
				n++
			}
		}
		switch {
		case n == len(c.parts):
			return fmt.Sprintf("All %d sentences are %s", n, v)
		case n == 1:
			counts = append(counts, fmt.Sprintf("1 is %s", v))
		case n > 1:
			counts = append(counts, fmt.Sprintf("%d are %s", n, v))
		}
	}
	return fmt.Sprintf("Of %d sentences %s", len(c.parts), strings.Join(counts, ", "))
}

// Check tells what the collection says to a claim, sentence by sentence.
func (s *Snapshot) Check(ctx context.Context, claim string) (Check, error) {
	c := Check{claim: claim, asOf: s.asOf, revision: s.revision}
	k := knowledge{kin: s.options.Kin, names: s.names}
	for _, part := range sentencesOf(k, claim) {
		found, err := s.sentencesFor(ctx, k, part.Text)
		if err != nil {
			return Check{}, err
		}
		d := support.Weigh(k, part.Sentence, readings(found))
		p := Checked{Span: part.span, Verdict: d.Verdict, Score: d.Score, Covered: d.Covered, Faults: d.Faults}
		if p.Sources, err = s.cite(found, d); err != nil {
			return Check{}, err
		}
		c.parts = append(c.parts, p)
	}
	return c, nil
}

// CheckAgainst tells what given texts say to a claim. Nothing of the collection
// counts, its names included.
func (s *Snapshot) CheckAgainst(claim string, texts []string) Check {
	c := Check{claim: claim}
	k := knowledge{kin: s.options.Kin, local: map[string]bool{}}
	evidence, spans := k.readTexts(claim, texts)
	for _, part := range sentencesOf(k, claim) {
		d := support.Weigh(k, part.Sentence, evidence)
		p := Checked{Span: part.span, Verdict: d.Verdict, Score: d.Score, Covered: d.Covered, Faults: d.Faults}
		for _, i := range shownOf(d) {
			text := evidence[i].Text
			p.Excerpts = append(p.Excerpts, Excerpt{Span: spans[i], Text: text, Quote: texts[text][spans[i].Start:spans[i].End]})
		}
		c.parts = append(c.parts, p)
	}
	return c
}
