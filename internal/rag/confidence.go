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
	trustLacking         // no sentence has both words and the kind of answer, which would be seen
	trustMistaken        // those that seem to answer are of somebody or something else
	trustCalled          // several of those were found whom a list asks for
	trustUnmet           // the weight of the weightiest word that the best sentence's article lacks
	trustBare            // the best sentence's article has nothing of the question but names
	trustFull            // the best sentence's article has the rarest of the words, in a mixed collection
	numTrust
)

// trustWeights and trustBias follow a logistic regression on answerable and
// unanswerable questions about several collections. It has too few lists and too
// few questions that are all name to say what trustCalled and trustBare count:
// these two are set so that lists are answered and where somebody was born is not.
var trustWeights = trust{
	trustContext: 1.5, trustOrder: 1.2, trustPassage: 2.3, trustTogether: 1.9,
	trustStranger: -1.5, trustLacking: -1.5, trustMistaken: -4,
	trustCalled: 0.5, trustUnmet: -0.4, trustBare: -0.5, trustFull: 1,
}

const trustBias = -3.7

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
		trustLacking:  yes(q.lacking(found)),
	}
	for _, e := range found[:min(trusted, len(found))] {
		t[trustContext] = math.Max(t[trustContext], q.said(e))
		t[trustOrder] = math.Max(t[trustOrder], s.inOrder(q, e))
		t[trustTogether] = math.Max(t[trustTogether], q.together(e))
	}
	hits := s.inBest(q, found)
	t[trustUnmet], t[trustBare] = q.unmet(hits), yes(q.bare(hits))
	t[trustMistaken] = yes(s.mistaken(q, found))
	t[trustCalled] = yes(q.called)
	t[trustFull] = s.names.mixed * (s.gathered(q, found) - halfRare)
	return t
}

// halfRare is the share of the rare words that speaks neither for nor against.
const halfRare = 0.2

// gathered is the share of the query's words, by how rare they are in the
// collection, that the best sentence's article has, in whichever sentences.
func (s *Snapshot) gathered(q *query, found []*evidence) float64 {
	return s.byRarity(q, q.ofBest(found))
}

// ofBest are the hits of the sentences of the best one's article.
func (q *query) ofBest(found []*evidence) []float64 {
	hits := make([]float64, len(q.words))
	for _, e := range found {
		if e.passage.Article == found[0].passage.Article {
			raise(hits, e.own, 1)
		}
	}
	return hits
}

// inBest are the hits of the best sentence's article, its title and its heading.
func (s *Snapshot) inBest(q *query, found []*evidence) []float64 {
	hits, p := q.ofBest(found), found[0].passage
	raise(hits, s.match(q, lexical.Tokenize(p.Article.Title+" . "+p.Heading), nil), 1)
	return hits
}

// unmet is the weight of the weightiest word of the query for which nothing
// stands among the hits.
func (q *query) unmet(hits []float64) float64 {
	weight := 0.0
	for i, w := range q.words {
		if hits[i] < standsFor {
			weight = math.Max(weight, w.weight)
		}
	}
	return weight
}

// bare tells whether the hits have none of the query's words but names, though it
// has others: whatever Lee did does not say where Lee was born. A number may count
// what goes by another word.
func (q *query) bare(hits []float64) bool {
	names, others := false, false
	for i, w := range q.words {
		switch {
		case w.name || w.Number:
			names = true
		case hits[i] >= standsFor:
			return false
		default:
			others = true
		}
	}
	return names && others && q.kind != quantity
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
