package rag

import (
	"math"
	"slices"
)

// trust are the signs by which a question that the collection answers is told
// from one that it does not, each 0..1. None looks at the mixed scores, which
// make the best passage 1 for every question, nor at the mere form of the
// question.
type trust [numTrust]float64

const (
	trustContext   = iota // one of the best sentences has the query's words, with its surroundings
	trustJoint            // it has them and the kind of answer asked for
	trustMeaning          // it is like the question
	trustNamed            // it has the question's names
	trustCloseness        // it has the words close together
	trustMatch            // the best passage's BM25, as a share of the greatest possible
	trustStranger         // the question has a name that the collection does not have
	trustAlien            // the collection has no word for what is asked after
	trustLacking          // no sentence has both words and the kind of answer, which would be seen
	trustMistaken         // those that seem to answer are of somebody or something else
	numTrust
)

// trustWeights and trustBias are those of a logistic regression on answerable
// and unanswerable questions about several collections, rounded.
var trustWeights = trust{
	trustContext: 2.2, trustJoint: 1.15, trustMeaning: 1.15, trustNamed: 0.85, trustCloseness: 0.65,
	trustMatch: 0.9, trustStranger: -1.5, trustAlien: -0.3, trustLacking: -1.2,
	trustMistaken: -1.5,
}

const trustBias = -3.75

// trusted is how many of the best sentences confidence looks at.
const trusted = 3

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
	t := trust{trustMatch: q.matched, trustStranger: yes(len(q.strangers()) > 0), trustAlien: yes(q.alien())}
	for _, e := range found[:min(trusted, len(found))] {
		t[trustContext] = math.Max(t[trustContext], e.signs[signContext])
		t[trustJoint] = math.Max(t[trustJoint], q.joint(e))
		t[trustMeaning] = math.Max(t[trustMeaning], e.signs[signMeaning])
		t[trustNamed] = math.Max(t[trustNamed], e.signs[signNamed])
		t[trustCloseness] = math.Max(t[trustCloseness], e.signs[signCloseness])
	}
	t[trustLacking] = yes(q.lacking(found))
	t[trustMistaken] = yes(s.mistaken(q, found))
	return t
}

// joint is the share of the query's words in a sentence, less where the kind of
// answer is one that can be seen and the sentence does not have it: a question
// "how many" is not answered without a number.
func (q *query) joint(e *evidence) float64 {
	x := e.signs[signCoverage]
	switch q.kind {
	case quantity, moment, duration, place, statement:
		x *= 0.4 + 0.6*e.signs[signKind]
	case person:
		x *= 0.4 + 0.6*math.Min(1, 2*e.signs[signPeople])
	}
	return x
}

// lacking tells whether a time, a number or a span is asked for, and none of the
// best sentences has one where it has the better part of the question.
func (q *query) lacking(found []*evidence) bool {
	if q.kind != quantity && q.kind != moment && q.kind != duration {
		return false
	}
	return !slices.ContainsFunc(found[:min(trusted, len(found))], func(e *evidence) bool {
		return e.signs[signKind] >= 0.7 && e.shown >= 0.5
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
