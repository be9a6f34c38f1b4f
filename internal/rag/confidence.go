package rag

import (
	"cmp"
	"math"
	"slices"

	"talksbot/internal/rag/lexical"
)

// trust are the signs by which a question that the collection answers is told
// from one that it does not, mostly 0..1. None looks at the mixed scores, which
// make the best passage 1 for every question, nor at the mere form of the
// question.
type trust [numTrust]float64

const (
	trustContext  = iota // one of the best sentences has the query's words, with its surroundings
	trustOrder           // one of them has the words in the question's order
	trustPassage         // the best sentence's passage has them again and again
	trustTogether        // one of them has two of the words
	trustStranger        // the question has a name that the collection does not have
	trustAlien           // the collection has no word for what is asked after
	trustLacking         // no sentence has both words and the kind of answer, which would be seen
	trustMistaken        // those that seem to answer are of somebody or something else
	trustCalled          // several of those were found whom a list asks for
	trustAlone           // no other article has as much of the question, in a mixed collection
	trustFull            // the best sentence's article has the rarest of the words, in a mixed collection
	numTrust
)

// trustWeights and trustBias are those of a logistic regression on answerable
// and unanswerable questions about several collections, rounded.
var trustWeights = trust{
	trustContext: 1.8, trustOrder: 1.6, trustPassage: 1.7, trustTogether: 1,
	trustStranger: -1.3, trustAlien: -0.6, trustLacking: -1.4,
	trustMistaken: -1.5, trustCalled: 0.5,
	trustAlone: 1.5, trustFull: 1,
}

const trustBias = -3.3

// trusted is how many of the best sentences confidence looks at.
const trusted = 3

// standsFor is how well a word must be stood for to count as said: many
// half-met words do not make one that is met.
const standsFor = 0.5

// confidence orders questions by how likely the collection answers them, 0..1.
func (s *Snapshot) confidence(q *query, found []*evidence) float64 {
	if len(found) == 0 {
		return 0
	}
	z := trustBias
	for i, x := range s.trust(q, found) {
		z += trustWeights[i] * x
	}
	return 1 / (1 + math.Exp(-z))
}

func (s *Snapshot) trust(q *query, found []*evidence) trust {
	t := trust{
		trustPassage:  s.repeated(q, found),
		trustStranger: yes(len(q.strangers()) > 0),
		trustAlien:    yes(q.alien()),
		trustLacking:  yes(q.lacking(found)),
	}
	for _, e := range found[:min(trusted, len(found))] {
		t[trustContext] = math.Max(t[trustContext], q.said(e))
		t[trustOrder] = math.Max(t[trustOrder], s.inOrder(q, e))
		t[trustTogether] = math.Max(t[trustTogether], q.together(e))
	}
	t[trustMistaken] = yes(s.mistaken(q, found))
	t[trustCalled] = yes(q.called)
	t[trustAlone] = s.names.mixed * alone(found)
	t[trustFull] = s.names.mixed * (s.gathered(q, found) - halfRare)
	return t
}

// halfRare is the share of the rare words that speaks neither for nor against.
const halfRare = 0.5

// alone is how much more of the query's weight the best sentence's passage has
// than any passage of another article, negative where it has less. Where the
// articles are about unrelated matters, few but the right one have much of a
// question; where all are about one, many have.
func alone(found []*evidence) float64 {
	most := 0.0
	for _, e := range found {
		if e.passage.Article != found[0].passage.Article {
			most = math.Max(most, e.share)
		}
	}
	return found[0].share - most
}

// gathered is the share of the query's words, by how rare they are in the
// collection, that the best sentence's article has, in whichever sentences.
func (s *Snapshot) gathered(q *query, found []*evidence) float64 {
	hits := make([]float64, len(q.words))
	for _, e := range found {
		if e.passage.Article == found[0].passage.Article {
			raise(hits, e.own, 1)
		}
	}
	return s.byRarity(q, hits)
}

// said is the share of the query's weight whose words a sentence has, or what
// stands around it.
func (q *query) said(e *evidence) float64 {
	hits := make([]float64, len(q.words))
	for i, x := range e.hits {
		hits[i] = yes(math.Max(x, e.around[i]) >= standsFor)
	}
	return q.share(hits)
}

// inOrder is the share of the query's weight in the longest row of its words
// that a sentence has one after the other: who did what to whom is mostly
// asked in the order in which it is told.
func (s *Snapshot) inOrder(q *query, e *evidence) float64 {
	at, rows := make([]int, len(q.words)), make([]float64, len(q.words))
	var best, all float64
	for i, w := range q.words {
		all += w.weight
		at[i] = slices.IndexFunc(e.tokens, func(t lexical.Token) bool { return !t.Stop && s.kinship(q, w, t) >= standsFor })
		if at[i] < 0 {
			continue
		}
		for j := range i {
			if at[j] >= 0 && at[j] < at[i] {
				rows[i] = math.Max(rows[i], rows[j])
			}
		}
		rows[i] += w.weight
		best = math.Max(best, rows[i])
	}
	if all == 0 {
		return 0
	}
	return best / all
}

// together is 1 where a sentence has two of the query's words, or the only one:
// a word alone is met anywhere.
func (q *query) together(e *evidence) float64 {
	n := 0.0
	for _, x := range e.hits {
		n += yes(x >= standsFor)
	}
	return math.Min(1, n/math.Max(1, math.Min(2, float64(len(q.words)))))
}

// repeated is the mean share of the query's words, by how rare they are in the
// collection, in the sentences of the best one's passage that have most of
// them: a passage about the matter comes back to it.
func (s *Snapshot) repeated(q *query, found []*evidence) float64 {
	var shares []float64
	for _, e := range found {
		if e.passage == found[0].passage {
			shares = append(shares, s.byRarity(q, e.own))
		}
	}
	slices.SortFunc(shares, func(a, b float64) int { return cmp.Compare(b, a) })
	sum := 0.0
	for _, x := range shares[:min(trusted, len(shares))] {
		sum += x
	}
	return sum / float64(max(1, min(trusted, len(shares))))
}

// byRarity is the share of the query's words that the hits make up, by how rare
// they are in the collection.
func (s *Snapshot) byRarity(q *query, hits []float64) float64 {
	var have, all float64
	for i, w := range q.words {
		rare := s.index.IDF(w.Stem)
		have += rare * hits[i]
		all += rare
	}
	if all == 0 {
		return 0
	}
	return have / all
}

// lacking tells whether a time, a number or a span is asked for, and none of the
// best sentences has one where it has the better part of the question.
func (q *query) lacking(found []*evidence) bool {
	if q.kind != quantity && q.kind != moment && q.kind != duration {
		return false
	}
	return !slices.ContainsFunc(found[:min(trusted, len(found))], func(e *evidence) bool {
		return e.signs[signKind] >= visibly && e.shown >= 0.5
	})
}

// alien tells whether the collection has no word, nor one like it, for what the
// question asks after.
func (q *query) alien() bool {
	return q.focus >= 0 && !q.words[q.focus].known && q.words[q.focus].met < alienBelow
}

// alienBelow is how well a word must be stood for not to be alien.
const alienBelow = 0.65

// strangers are the names in a question that the collection does not have.
func (q *query) strangers() []string {
	var names []string
	end := -1
	for _, w := range q.words {
		if !w.name || w.known || w.Number || w.met >= sameSeat {
			continue
		}
		if end >= 0 && q.text[end:w.Start] == " " {
			names[len(names)-1] += q.text[end:w.End]
		} else {
			names = append(names, q.text[w.Start:w.End])
		}
		end = w.End
	}
	return names
}
