package rag

import (
	"slices"
	"strings"

	"talksbot/internal/rag/lexical"
	"talksbot/internal/topics"
)

// subjects are those of whom a cue speaks, who stand before it: the nearest
// mention that acts, and those joined to it. The second result tells that the
// sentence before names them.
func (v *clauseView) subjects(q cue) ([]actor, bool) {
	own := v.segments[q.from]
	for i := q.from - 1; i >= 0; i-- {
		if v.segments[i] != own && v.setOff(v.segments[i]) {
			continue
		}
		if v.word(i) == "i" {
			return v.speaker(i), false
		}
		if v.pronoun(i) {
			return v.meant(i)
		}
		if v.relates(i) && v.segments[i] == own {
			return v.antecedent(i), false
		}
		a, ok := v.endingAt(i + 1)
		if !ok {
			if v.opensOther(i, q) {
				return nil, false
			}
			continue
		}
		switch v.roleOf(a, q) {
		case acts:
			return v.chained(a), false
		case void:
			return nil, false
		}
		i = a.office
	}
	return nil, false
}

// opensOther tells whether a clause begins at a token whose subject is not
// named: "if the director comes", "said the director would come".
func (v *clauseView) opensOther(i int, q cue) bool {
	if v.segments[i] != v.segments[q.from] || q.from-i < 3 {
		return false
	}
	if w := v.tokens[i].Word; conditions[w] && w != "should" {
		return true
	}
	return speech[v.stems[i]] && unnamed[v.word(i+1)] && v.word(q.from-1) != "to" && !determiners[v.word(q.from-1)]
}

// unnamed are the words with which a subject begins that is not named.
var unnamed = lexical.Set(`the a an this these those some several`)

// relates tells whether a token stands for what is named before it.
func (v *clauseView) relates(i int) bool {
	w := v.tokens[i].Word
	return w == "who" || w == "which" || w == "that" && i > 0 && auxiliaries[v.word(i+1)] && !speech[v.stems[i-1]]
}

// setOff tells whether a segment is a clause or a phrase of its own that the one
// behind it does not go on: "who had …,", "if he comes,", "frustrated with Lee,".
func (v *clauseView) setOff(segment int) bool {
	i := slices.Index(v.segments, segment)
	w := v.tokens[i].Word
	return relative[w] || conditions[w] && w != "should" || strings.HasSuffix(w, "ing") && i > 0 || prepositions[w] && i > 0 && w != "with"
}

var relative = lexical.Set(`who whom whose which where as according like despite instead`)

// pronoun tells whether a token stands for somebody.
func (v *clauseView) pronoun(i int) bool {
	w := v.tokens[i].Word
	return (w == "he" || w == "she") && v.command.Group != "" || w == "they" && v.command.Group == "party"
}

// speaker is who says "I": the one to whom the sentence gives the words. A verb
// of speech whose own subject is "I" does not tell.
func (v *clauseView) speaker(at int) []actor {
	if v.saysI {
		return nil
	}
	v.saysI = true
	defer func() { v.saysI = false }()
	for i := range v.tokens {
		if v.speaks(i) && i != at+1 {
			if who, _ := v.speakers(i); len(who) > 0 {
				return who
			}
		}
	}
	return nil
}

// meant is whom a pronoun stands for: the nearest one before it who acts, or is
// at least named, in the sentence or as the subject of the one before.
func (v *clauseView) meant(at int) ([]actor, bool) {
	var named *actor
	for i := len(v.actors) - 1; i >= 0; i-- {
		a := v.actors[i]
		if a.to > at || a.figure == nil {
			continue
		}
		if v.roleOf(a, cue{from: at, to: at}) == acts {
			return []actor{a}, false
		}
		if named == nil {
			named = &a
		}
	}
	if named != nil {
		return []actor{*named}, false
	}
	if v.earlier != nil {
		return v.subjectBefore(), true
	}
	return nil, false
}

// subjectBefore is the first person of the sentence before who acts in its main
// clause, else the first.
func (v *clauseView) subjectBefore() []actor {
	v.look(v.earlier)
	segments := segmentsOf(v.earlier)
	var first []actor
	for _, a := range v.earlier.actors {
		if a.figure == nil || v.earlier.owns(a) {
			continue
		}
		opens := v.earlier.tokens[slices.Index(segments, segments[a.from])].Word
		if !parts[opens] && !conditions[opens] && !relative[opens] {
			return []actor{a}
		}
		if first == nil {
			first = []actor{a}
		}
	}
	return first
}

// antecedent is whom "who" at a token stands for: the one named before it.
func (v *clauseView) antecedent(at int) []actor {
	if a, ok := v.endingAt(at); ok {
		return []actor{a}
	}
	if v.word(at-1) == "and" || v.word(at-1) == "but" || at < 2 {
		return nil
	}
	// "Lee, the mayor of Oslo, who": the one before the comma.
	for i := at - 1; i > max(0, at-9); i-- {
		if v.segments[i] != v.segments[i-1] {
			if a, ok := v.endingAt(i); ok {
				return []actor{a}
			}
		}
	}
	return nil
}

// endingAt is the actor whose name ends before a token.
func (v *clauseView) endingAt(to int) (actor, bool) {
	for _, a := range v.actors {
		if a.to == to {
			return a, true
		}
	}
	return actor{}, false
}

// chained are an actor and those joined to it before: "Lee and Berg".
func (v *clauseView) chained(a actor) []actor {
	chain := []actor{a}
	joined := false
	for {
		p, ok := v.joinedBefore(chain[0])
		if !ok {
			break
		}
		link := v.wordsBetween(p, chain[0])
		if link == "" && !joined {
			break // a comma alone joins only what "and" ends
		}
		joined = true
		if link == "" && v.leansBack(p) {
			break // "Instead of Lee, Berg and Holm"
		}
		chain = append([]actor{p}, chain...)
	}
	return chain
}

// chainStart is where the first of those begins to whom an actor is joined.
func (v *clauseView) chainStart(a actor) int { return v.chained(a)[0].office }

// leansBack tells whether an actor hangs on a preposition.
func (v *clauseView) leansBack(a actor) bool {
	at := a.office
	for at > 0 && determiners[v.tokens[at-1].Word] {
		at--
	}
	return prepositions[v.word(at-1)]
}

// joinedBefore is the actor that another is joined to, with nothing between them
// but conjunctions, articles and offices.
func (v *clauseView) joinedBefore(a actor) (actor, bool) {
	var p actor
	ok := false
	for _, o := range v.actors {
		if o.to <= a.office && (!ok || o.to > p.to) {
			p, ok = o, true
		}
	}
	switch {
	case !ok || !v.isLink(p.to, a.office):
		return actor{}, false
	case (p.figure == nil) != (a.figure == nil) && v.command.Group != topics.ByParty:
		return actor{}, false // "in Oslo, and Lee"
	case v.wordsBetween(p, a) != "" && v.commaBetween(p, a) && !v.listedBefore(p):
		return actor{}, false // "met Lee, and Berg left" is another clause
	}
	return p, true
}

func (v *clauseView) commaBetween(p, a actor) bool {
	for i := p.to; i <= a.office; i++ {
		if strings.Contains(v.between(i), ",") {
			return true
		}
	}
	return false
}

// listedBefore tells whether a comma alone joins an actor to one before it.
func (v *clauseView) listedBefore(a actor) bool {
	for _, o := range v.actors {
		if o.to <= a.office && v.isLink(o.to, a.office) && v.wordsBetween(o, a) == "" {
			return true
		}
	}
	return false
}

// isLink tells whether tokens only join two names.
func (v *clauseView) isLink(from, to int) bool {
	if to-from > 6 || v.segmentsBetween(from, to) {
		return false
	}
	for i := from; i < to; i++ {
		t := v.tokens[i]
		if !links[t.Word] && !isOffice(t) && !offices[strings.TrimSuffix(t.Word, "s")] && !officeAdjectives[t.Word] {
			return false
		}
	}
	return from < to || strings.TrimSpace(v.between(to)) == ","
}

// segmentsBetween tells whether something stronger than a comma stands between
// two tokens.
func (v *clauseView) segmentsBetween(from, to int) bool {
	for i := from; i <= to && i < len(v.tokens); i++ {
		if strings.ContainsAny(v.between(i), ";:–—(.“”") {
			return true
		}
	}
	return false
}

var links = lexical.Set(`and or nor & the both as well also a an his her its their`)

// wordsBetween are the conjunctions between two actors, "" for a comma alone.
func (v *clauseView) wordsBetween(p, a actor) string {
	for i := p.to; i < a.office; i++ {
		if w := v.tokens[i].Word; w == "and" || w == "or" || w == "nor" || w == "&" || w == "well" {
			return w
		}
	}
	return ""
}

// listed are the members of a list that begins behind a token: the first actor
// within reach, and those joined to it. A list that opens a clause ends with the
// first comma: "Instead of Lee, Berg and Holm will come".
func (v *clauseView) listed(from int, opening bool) []actor {
	for n, a := range v.actors {
		if a.from < from {
			continue
		}
		if a.office-from > listReach || v.listEnds(from, max(from, a.office)) || v.owns(a) {
			return nil
		}
		list := []actor{a}
		for _, b := range v.actors[n+1:] {
			last := list[len(list)-1]
			if !v.isLink(last.to, b.office) || v.owns(b) || opening && strings.Contains(v.between(last.to), ",") {
				break
			}
			list = append(list, b)
		}
		return list
	}
	return nil
}

// listEnds tells whether something begins between two tokens that is no list.
func (v *clauseView) listEnds(from, to int) bool {
	colon := false
	ends := false
	for i := from; i < to; i++ {
		colon = colon || i > from && strings.Contains(v.between(i), ":")
		w := v.tokens[i].Word
		ends = ends || breaks[w] && w != "and" || prepositions[w] || speech[v.stems[i]] || w == "pending"
	}
	return ends && !(colon || strings.Contains(v.between(to), ":"))
}

// companions are those who go along with the ones a cue speaks of: "…, with Lee
// and Berg".
func (v *clauseView) companions(from int) []actor {
	for i := from; i < len(v.tokens); i++ {
		comma := strings.Contains(v.between(i), ",")
		switch w := v.tokens[i].Word; {
		case strings.ContainsAny(v.between(i), ";:–—") || w == "but" || w == "while" || w == "who":
			return nil
		case w == "with" && comma, w == "alongside":
			return v.listed(i+1, false)
		case (w == "joined" || w == "accompanied") && v.word(i+1) == "by", w == "together" && v.word(i+1) == "with":
			return v.listed(i+2, false)
		case w == "well" && v.word(i-1) == "as" && v.word(i+1) == "as":
			return v.listed(i+2, false)
		}
	}
	return nil
}
