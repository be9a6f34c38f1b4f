package rag

import (
	"math"
	"slices"
	"strings"

	"talksbot/internal/rag/lexical"
)

// signs are what speaks for a sentence as an answer, each 0..1.
type signs [numSigns]float64

const (
	signCoverage  = iota // share of the query's weight that the sentence has
	signContext          // the same with its surroundings
	signExact            // the same without kindred words
	signRank             // of its passage
	signKind             // it holds the kind of answer asked for
	signCloseness        // the words of the query stand close together
	signMeaning          // its word vectors are like the question's
	signNamed            // share of the query's names and numbers
	signLead             // it stands near the beginning of the article
	signDenial           // it denies or leaves open what people are asked for
	signSubject          // it begins with a name of the question
	signShort            // it has fewer than five words
	signLong             // it has more than 50 words
	signAsks             // it is a question itself
	signVerb             // it has the question's last weighty word
	signFocus            // it has what is asked after: "tanks" of how many tanks
	signPeople           // it names people, where the question asks for some
	signOpen             // it says that something is open
	signPassage          // share of the query's weight that its passage has
	signQuoted           // it has what the question quotes, or half of that where its passage has it
	numSigns
)

// weights are what each sign counts. They were fitted on sentences marked as
// answers in several collections (a softmax over the sentences of each question)
// and then rounded.
var weights = signs{
	signCoverage: 0.29, signContext: 0.42, signExact: 0.10, signPassage: 0.48, signRank: 0.53,
	signKind: 0.43, signPeople: 0.45, signFocus: 0.16, signVerb: 0.12, signNamed: 0.25,
	signQuoted: 0.6, signSubject: 0.12, signCloseness: 0.05, signMeaning: 0.18, signLead: 0.15,
	signDenial: -0.30, signOpen: -0.25, signShort: -0.10, signLong: -0.10, signAsks: -0.50,
}

// rate computes the signs and the score of a sentence.
func (s *Snapshot) rate(q *query, e *evidence) {
	text := e.text()
	together, exactly := make([]float64, len(e.hits)), make([]float64, len(e.hits))
	for i, x := range e.hits {
		together[i] = math.Max(x, e.around[i])
		exactly[i] = math.Floor(x)
	}
	e.signs = signs{
		signCoverage:  q.share(e.hits),
		signContext:   q.share(together),
		signExact:     q.share(exactly),
		signRank:      e.rank,
		signKind:      s.kindOfAnswer(q, e),
		signCloseness: e.closeness(q),
		signMeaning:   s.meaning(q, e.tokens),
		signNamed:     math.Max(q.namesIn(e), 0.5*e.named),
		signLead:      1 / (1 + float64(e.span.Start-e.passage.Article.Blocks[0].Start)/800),
		signDenial:    yes(q.kind == person && !q.denies && !q.doubts && (denies(e.tokens) || doubts(e.tokens))),
		signSubject:   s.subject(q, e),
		signShort:     yes(len(e.tokens) < 5),
		signLong:      yes(len(e.tokens) > 50),
		signPassage:   e.share,
		signAsks:      yes(strings.HasSuffix(strings.TrimRight(text, "”\"’'"), "?")),
		signVerb:      q.lastWord(e),
		signFocus:     q.focusIn(e),
		signOpen:      yes(!q.doubts && doubts(e.tokens)),
		signQuoted:    math.Max(q.quotes(e.tokens), 0.5*e.quoted),
	}
	if q.kind == person {
		e.signs[signKind], e.signs[signPeople] = 0, e.signs[signKind]
	}
	e.score = 0
	for i, x := range e.signs {
		e.score += weights[i] * x
	}
}

// denies tells whether a text says that something is not so.
func denies(tokens []lexical.Token) bool {
	return slices.ContainsFunc(tokens, func(t lexical.Token) bool {
		return denials[t.Stem] || denials[t.Word] || strings.HasSuffix(t.Word, "n't")
	})
}

var denials = lexical.Set(`not no never nor neither without declin refus skip absent absenc unlik reject dismiss`)

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// doubts tells whether a text leaves something open.
func doubts(tokens []lexical.Token) bool {
	for i, t := range tokens {
		if open[t.Word] || t.Stem == "question" && (i > 0 && tokens[i-1].Word == "open" || i+1 < len(tokens) && tokens[i+1].Stem == "remain") {
			return true
		}
	}
	return false
}

var open = lexical.Set(`whether unclear unanswered`)

// focusIn is how well a sentence has the word that the question asks after, 1
// where it asks after none.
func (q *query) focusIn(e *evidence) float64 {
	if q.focus < 0 {
		return 1
	}
	return e.hits[q.focus]
}

// share is the part of the query's weight that the hits make up.
func (q *query) share(hits []float64) float64 {
	var have, all float64
	for i, w := range q.words {
		have += w.weight * hits[i]
		all += w.weight
	}
	if all == 0 {
		return 0
	}
	return have / all
}

// namesIn is the share of the query's names and numbers that a sentence has, or half of
// that where its surroundings have them; 1 where the query has none.
func (q *query) namesIn(e *evidence) float64 {
	var all, have float64
	for i, w := range q.words {
		if w.name || w.Number {
			all++
			have += math.Max(e.hits[i], 0.5*e.around[i])
		}
	}
	if all == 0 {
		return 1
	}
	return have / all
}

// nameShare is the share of the query's names and numbers among the hits, 1
// where the query has none.
func (q *query) nameShare(hits []float64) float64 {
	var all, have float64
	for i, w := range q.words {
		if w.name || w.Number {
			all++
			have += hits[i]
		}
	}
	if all == 0 {
		return 1
	}
	return have / all
}

// opening is how many tokens at the beginning of a sentence may be its subject.
const opening = 6

// subject is how well the beginning of a sentence has the first name of the
// question. A possessive does not count: "Ukraine's allies" are not Ukraine.
func (s *Snapshot) subject(q *query, e *evidence) float64 {
	holder := q.holder()
	if holder == nil {
		return 0
	}
	best := 0.0
	text := e.passage.Article.Quote(e.passage.Span)
	for i := range min(opening, len(e.tokens)) {
		if !possessive(text, e.tokens[i]) {
			best = math.Max(best, s.namedAt(q, holder, e, i))
		}
	}
	return best
}

// holder is the first name of the question: whose position, words or doings it
// asks after. It is nil where there is none.
func (q *query) holder() *queryWord {
	for _, w := range q.words {
		if w.name {
			return w
		}
	}
	return nil
}

// namedAt is how well the token at a place of a sentence stands for a name.
func (s *Snapshot) namedAt(q *query, w *queryWord, e *evidence, i int) float64 {
	t := e.tokens[i]
	if !t.Upper || t.Stop {
		return 0
	}
	best := s.kinship(q, w, t)
	for _, c := range e.countries {
		if c.from <= i && i < c.to {
			best = math.Max(best, w.sameCountry(c))
		}
	}
	return best
}

// possessive tells whether a token ends in 's or s'.
func possessive(text string, t lexical.Token) bool {
	raw, after := text[t.Start:t.End], text[t.End:]
	return strings.HasSuffix(raw, "'s") || strings.HasSuffix(raw, "’s") || strings.HasPrefix(after, "’ ") || strings.HasPrefix(after, "' ")
}

// lastWord is how well the sentence has the last word of the query that is
// neither name nor number: most often the verb or the thing asked after.
func (q *query) lastWord(e *evidence) float64 {
	for i := len(q.words) - 1; i >= 0; i-- {
		if !q.words[i].name && !q.words[i].Number {
			return e.hits[i]
		}
	}
	return 0
}

// meaning is the cosine of the word vectors of a sentence and the question, 0
// where it is negative.
func (s *Snapshot) meaning(q *query, tokens []lexical.Token) float64 {
	sum := s.options.Kin.sum(tokens)
	length := math.Sqrt(dot(sum, sum) * dot(q.vector, q.vector))
	return math.Max(0, dot(sum, q.vector)/math.Max(length, 1e-9))
}

// closeness is 1 where the words of the query that the sentence has stand side
// by side, and falls with the words between them.
func (e *evidence) closeness(q *query) float64 {
	last, gaps, sum := -1, 0, 0.0
	for i, t := range e.tokens {
		if !q.hasKin(t) {
			continue
		}
		if last >= 0 {
			gaps++
			sum += 1 / float64(i-last)
		}
		last = i
	}
	if gaps == 0 {
		return 0
	}
	return sum / float64(gaps)
}

// hasKin tells whether a word, seen before, stands for one of the query.
func (q *query) hasKin(t lexical.Token) bool {
	for _, x := range q.kin[kinKey{t.Word, t.Caps}] {
		if x > 0.5 {
			return true
		}
	}
	return false
}
