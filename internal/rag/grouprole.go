package rag

import (
	"strings"

	"talksbot/internal/rag/lexical"
)

// role is what an actor does in a clause.
type role int

const (
	idle role = iota // is merely named
	acts             // does or is what the cue says
	void             // somebody else wants it of them
)

// roleOf is the part of an actor in what a cue behind them says.
func (v *clauseView) roleOf(a actor, q cue) role {
	if v.owns(a) {
		if q.to > q.from && q.from-a.to <= ownerFar && v.segments[a.to-1] == v.segments[q.from] {
			return acts
		}
		return idle
	}
	if v.word(q.from-1) == "to" && v.word(a.to) == "to" && v.wished(a) {
		return void
	}
	start := v.chainStart(a)
	for start > 0 && (determiners[v.tokens[start-1].Word] || quantities[v.tokens[start-1].Word]) {
		start--
	}
	if a.figure != nil {
		start = v.beforeTrade(start)
	}
	if start == 0 || strings.ContainsAny(v.between(start), ",:;–—(“\"") {
		return acts
	}
	before := v.tokens[start-1]
	switch {
	case auxiliaries[v.word(a.to)] && v.chainStart(a) == a.office && !prepositions[before.Word]:
		return acts // "a condition that Lee has rejected", also without "that"
	case v.controlled(a, q):
		if wishes[v.stems[start-1]] || wishes[stemAt(v.stems, start-2)] {
			return void
		}
		return acts
	case prepositions[before.Word]:
		if before.Word == "with" && v.segments[a.to-1] == v.segments[q.from] && q.from-a.to <= 2 && start == 1 {
			return acts // "With Lee absent"
		}
		if before.Word == "by" || before.Word == "to" && v.word(start-2) == "according" {
			return idle
		}
		return idle
	case before.Stop, speech[v.stems[start-1]], before.Upper, isOffice(before), beforeSubject[before.Word]:
		return acts
	}
	return idle
}

// beforeTrade is where "the diplomat" begins, which tells what the name behind it
// does; the place itself where nothing of the kind stands there.
func (v *clauseView) beforeTrade(at int) int {
	for n := 1; n <= 2 && at-n > 0; n++ {
		if t := v.tokens[at-n]; t.Stop || t.Upper || t.Number || v.between(at-n+1) != " " {
			return at
		}
		if v.word(at-n-1) == "the" && isTrade(v.word(at-1)) {
			return at - n - 1
		}
	}
	return at
}

// wished tells whether somebody wants of an actor what follows: "invited Berg
// and the mayor, Lee, to attend".
func (v *clauseView) wished(a actor) bool {
	for i := a.office - 1; i >= max(0, a.office-wishReach); i-- {
		w := v.tokens[i].Word
		if breaks[w] && w != "and" && w != "or" || speech[v.stems[i]] && !wishes[v.stems[i]] || strings.Contains(v.between(i+1), ";") {
			return false
		}
		if wishes[v.stems[i]] && !determiners[v.word(i-1)] {
			return true
		}
	}
	return false
}

// wishReach is how many tokens stand at most between a wish and whom it is for.
const wishReach = 16

// controlled tells whether a cue is what an actor is to do: "Lee to attend".
func (v *clauseView) controlled(a actor, q cue) bool {
	return v.word(a.to) == "to" && q.from-a.to <= 3 && q.from > a.to
}

var (
	prepositions = lexical.Set(`of with without by to for from about against between toward towards via into in at over under
 despite like on onto beside besides behind among upon per than until`)
	quantities    = lexical.Set(`some many most all several other`)
	beforeSubject = lexical.Set(`however meanwhile today yesterday later earlier reportedly nevertheless still now instead
 why how because since although though while says said`)
)
