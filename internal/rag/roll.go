package rag

import (
	"math"
	"slices"

	"talksbot/internal/rag/lexical"
)

// roll is the answer to a question for many: sentences of any articles, taken
// so that each names somebody or something that those before it do not.
type roll struct {
	choice
	asked members
	noun  lexical.Token   // that says what is asked for, or "who"
	verb  int             // the place in the query's words of what the members do, -1 for none
	best  *evidence       // the sentence that answers best, whether it names any or not
	named map[string]bool // the members that the chosen sentences name
}

// What a sentence must have beside a name, as shares of what the best one has:
// it must say of the name what is asked, and not merely name somebody.
const (
	rollScore   = 0.6 // of its score
	rollContext = 0.6 // of the question's words, with the surroundings
	rollOwn     = 0.3 // of the question's words, in the sentence itself
	rollAlone   = 0.9 // of them, where it is the only one
)

// rollMost is how many sentences a list has at most.
const rollMost = 6

// rollBytes are added to a sentence's length when its names are weighed against
// it, so that a short one with one name does not come before all others.
const rollBytes = 120

// rollCall gathers the members that a question asks for, and nothing where it
// asks for none or fewer than two are found: then the best sentences answer it.
func (s *Snapshot) rollCall(q *query, found []*evidence) []*evidence {
	asked, noun := membersOf(q.tokens)
	if asked == noMembers || q.compare {
		return nil
	}
	r := roll{
		choice: choice{Snapshot: s, query: q, top: found[0].score, most: rollMost},
		asked:  asked, noun: q.tokens[noun], verb: q.verbAfter(noun, found), best: found[0], named: map[string]bool{},
	}
	for len(r.chosen) < r.most {
		next := r.next(found)
		if next == nil {
			break
		}
		r.call(r.newest(next, found))
	}
	if len(r.named) < 2 || len(r.chosen) == 1 && !r.has(r.chosen[0], rollAlone) {
		return nil
	}
	q.called = true
	return r.chosen
}

// call takes a sentence, and drops those that it makes needless: each of their
// members is named elsewhere.
func (r *roll) call(e *evidence) {
	r.take(e)
	for _, m := range r.membersIn(e) {
		r.named[m.name] = true
	}
	for i := len(r.chosen) - 2; i >= 0; i-- {
		if rest := slices.Concat(r.chosen[:i], r.chosen[i+1:]); r.allIn(r.membersIn(r.chosen[i]), rest) {
			r.length -= r.chosen[i].quote().Len()
			r.chosen = rest
		}
	}
}

// allIn tells whether sentences name all of the members.
func (r *roll) allIn(all []member, chosen []*evidence) bool {
	return !slices.ContainsFunc(all, func(m member) bool {
		return !slices.ContainsFunc(chosen, func(c *evidence) bool {
			return slices.ContainsFunc(r.membersIn(c), func(other member) bool { return other.name == m.name })
		})
	})
}

// has tells whether a sentence has a share of those words of the question that
// the best one has.
func (r *roll) has(e *evidence, share float64) bool {
	return e.signs[signCoverage] >= share*r.best.signs[signCoverage]
}

// verbAfter is the first word of the query behind a token that is no name and
// that one of the better sentences has: what those asked for do, or what is done
// to them.
func (q *query) verbAfter(token int, found []*evidence) int {
	for i, w := range q.words {
		if w.Start <= q.tokens[token].Start || w.name || w.Number || frameWords[w.Stem] || w.Word == "part" {
			continue
		}
		if slices.ContainsFunc(found, func(e *evidence) bool { return e.hits[i] >= sceneShare && e.score >= nearlyAsGood*found[0].score }) {
			return i
		}
	}
	return -1
}

// next is the sentence that adds most for its length, nil where none adds a
// member.
func (r *roll) next(found []*evidence) *evidence {
	var next *evidence
	most := 0.0
	for _, e := range found {
		if !r.answers(e) || !r.fits(e) || r.shown(e) {
			continue
		}
		if gain := r.adds(e) / float64(rollBytes+e.quote().Len()); gain > most {
			next, most = e, gain
		}
	}
	return next
}

// adds is how much the members are worth that only this sentence names.
func (r *roll) adds(e *evidence) float64 {
	sum := 0.0
	for _, m := range r.membersIn(e) {
		if !r.named[m.name] {
			sum += m.worth
		}
	}
	return sum * math.Pow(e.score/r.top, 2)
}

func (r *roll) fits(e *evidence) bool {
	return r.length+e.quote().Len() <= min(stretched, r.options.Settings.MaxCharacters)
}

// shown tells whether a sentence is a part of what was chosen. One in much the
// same words as another is no repetition where it has a name of its own.
func (r *roll) shown(e *evidence) bool {
	return shows(r.chosen, e.text()) || slices.ContainsFunc(r.chosen, func(c *evidence) bool {
		other := c.quote()
		return c.passage.Article == e.passage.Article && other.Start < e.span.End && e.span.Start < other.End
	})
}

// answers tells whether a sentence says what is asked about nearly as well as
// the best one does.
func (r *roll) answers(e *evidence) bool {
	return e.score >= rollScore*r.top &&
		e.signs[signContext] >= rollContext*r.best.signs[signContext] &&
		r.has(e, rollOwn) &&
		e.signs[signLong] == 0 && (!r.query.denies || denies(e.tokens)) && r.does(e)
}

// does tells whether a sentence has what those asked for do. Whoever is at the
// place of a meeting is taken to be at the meeting.
func (r *roll) does(e *evidence) bool {
	if r.verb < 0 || e.hits[r.verb] >= sceneShare {
		return true
	}
	return presence[r.query.words[r.verb].Stem] && r.query.puts(e)
}

// presence are the stems of verbs that say where somebody is or goes.
var presence = lexical.Set(`attend particip join come appear arriv travel`)

// puts tells whether a sentence has a place of the question behind a word of
// place: "is expected in Oslo".
func (q *query) puts(e *evidence) bool {
	for i, t := range e.tokens {
		if i > 0 && places[e.tokens[i-1].Word] && slices.ContainsFunc(q.words, func(w *queryWord) bool { return w.name && w.Stem == t.Stem }) {
			return true
		}
	}
	return false
}
