package rag

import (
	"context"
	"math"
	"slices"

	"talksbot/internal/corpus"
	"talksbot/internal/rag/lexical"
)

// Ask answers a question, or says that the collection does not.
func (s *Snapshot) Ask(ctx context.Context, question string) (Answer, error) {
	q := s.newQuery(question)
	found, err := s.gather(ctx, q)
	if err != nil {
		return Answer{}, err
	}
	chosen := s.choose(q, found)
	d := draft{question: question, confidence: s.confidence(q, found)}
	if q.fixed {
		d.understood = q.understood()
	}
	if len(chosen) == 0 || d.confidence < s.options.Settings.MinConfidence {
		d.abstention = s.abstain(q)
		return verify(s, d)
	}
	d.lines = q.lines(chosen)
	return verify(s, d)
}

// Sizes of an answer. Three sentences answer most questions; what comes after
// the comfortable length must be nearly as good as the best.
const (
	maxSentences  = 4
	usual         = 3
	comfortable   = 520  // bytes
	nearlyAsGood  = 0.88 // of the best sentence's score
	goodEnough    = 0.62
	goodEnoughWho = 0.5 // where people are gathered, each sentence for its own names
	sameThing     = 0.6 // share of words above which two sentences say the same
)

// What a sentence adds to those chosen, beside its own score.
const (
	newWords   = 0.2  // all words of the question that the others lack
	newArticle = 0.08 // another article, where positions and people are asked for
	newPeople  = 0.5  // people whom the others do not name, where people are asked for
	newSide    = 0.35 // another article or other people, where a comparison is asked for
	sameFolk   = 0.7  // of the gain remains where it names only people named before
	offFocus   = 0.8  // of it where it lacks what is asked after, which the best one has
)

// choose takes the sentences that answer together: the best one, then those
// that add most to it.
func (s *Snapshot) choose(q *query, found []*evidence) []*evidence {
	if len(found) == 0 || found[0].signs[signCoverage] == 0 {
		return nil
	}
	chosen := []*evidence{found[0]}
	length := found[0].quote().Len()
	for len(chosen) < maxSentences {
		next, gain := s.best(q, found, chosen)
		if next == nil {
			break
		}
		size := next.quote().Len()
		long := length+size > comfortable || len(chosen) >= usual
		if gain < q.floor(long)*found[0].score || length+size > s.options.Settings.MaxCharacters {
			break
		}
		chosen = append(chosen, next)
		length += size
	}
	return chosen
}

// floor is the share of the best sentence's score that a further one must gain.
func (q *query) floor(long bool) float64 {
	switch {
	case long:
		return nearlyAsGood
	case q.kind == person:
		return goodEnoughWho
	}
	return goodEnough
}

// best finds the sentence that adds most to those chosen.
func (s *Snapshot) best(q *query, found, chosen []*evidence) (*evidence, float64) {
	var next *evidence
	best := 0.0
	for _, e := range found {
		if e.signs[signCoverage] == 0 || s.repeats(e, chosen) {
			continue
		}
		if gain := q.gain(e, chosen); gain > best {
			next, best = e, gain
		}
	}
	return next, best
}

// gain is the score of a sentence, with what it adds to those chosen.
func (q *query) gain(e *evidence, chosen []*evidence) float64 {
	gain := e.score + newWords*q.fresh(e, chosen)
	other := yes(!slices.ContainsFunc(chosen, func(c *evidence) bool { return c.passage.Article == e.passage.Article }))
	people := 1 - math.Pow(0.5, float64(e.unnamed(chosen)))
	switch {
	case q.compare:
		gain += newSide*other + newSide*people
	case q.kind == person:
		gain += newArticle*other + newPeople*people
		if people == 0 && len(e.people) > 0 {
			gain *= sameFolk
		}
		if q.focus >= 0 && chosen[0].hits[q.focus] >= 0.9 && e.hits[q.focus] < 0.4 {
			gain *= offFocus
		}
	case q.kind == stance || q.kind == yesNo:
		gain += newArticle * other
	}
	return gain
}

// fresh is the share of the query's weight that a sentence has and those chosen
// lack.
func (q *query) fresh(e *evidence, chosen []*evidence) float64 {
	missing := make([]float64, len(q.words))
	for i, x := range e.hits {
		for _, c := range chosen {
			x = math.Min(x, e.hits[i]-c.hits[i])
		}
		missing[i] = math.Max(0, x)
	}
	return q.share(missing)
}

// unnamed counts the people of a sentence whom those chosen do not name.
func (e *evidence) unnamed(chosen []*evidence) int {
	n := 0
	for _, p := range e.people {
		if !slices.ContainsFunc(chosen, func(c *evidence) bool { return slices.Contains(c.people, p) }) {
			n++
		}
	}
	return n
}

// repeats tells whether a sentence is one of those chosen in other words.
func (s *Snapshot) repeats(e *evidence, chosen []*evidence) bool {
	for _, c := range chosen {
		if c.passage.Article == e.passage.Article && c.span.Start < e.span.End && e.span.Start < c.span.End {
			return true
		}
		if s.overlap(e.tokens, c.tokens) > sameThing {
			return true
		}
	}
	return false
}

// overlap is the share of the shorter sentence's weighty words that the other
// has too.
func (s *Snapshot) overlap(a, b []lexical.Token) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	other := map[string]bool{}
	for _, t := range b {
		other[t.Stem] = true
	}
	var same, all float64
	for _, t := range a {
		if t.Stop {
			continue
		}
		w := s.index.IDF(t.Stem) + 0.1
		all += w
		if other[t.Stem] {
			same += w
		}
	}
	if all == 0 {
		return 0
	}
	return same / all
}

// quote is the range that is shown of a sentence: with the sentence before it
// where it begins with a pronoun, unless the two are too long together.
func (e *evidence) quote() corpus.Span {
	span := e.span
	if e.at > 0 && len(e.tokens) > 0 && pronouns[e.tokens[0].Word] {
		before := e.passage.Sentences[e.at-1]
		if span.End-before.Start <= comfortable {
			span.Start = before.Start
		}
	}
	return span
}

var pronouns = lexical.Set(`he she it they his her its their this that these those him them`)
