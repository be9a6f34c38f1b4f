package rag

import (
	"strings"

	"talksbot/internal/rag/lexical"
)

// cue is a phrase of a stance, as tokens [from, to) of a sentence.
type cue struct {
	from, to int
	stance   int
	list     bool
	negated  int // denials in its gaps
}

// clauseView is a sentence while its claims are looked for.
type clauseView struct {
	*claimant
	*sentence
	earlier  *sentence // the sentence before in the same passage, nil for none
	stems    []string
	segments []int // of each token: the number of its segment between commas
	saysI    bool  // whoever says "I" is being looked for
}

// segmentsOf numbers the parts of a sentence between commas, colons and dashes.
func segmentsOf(r *sentence) []int {
	segments := make([]int, len(r.tokens))
	n := 0
	for i := range r.tokens {
		if strings.ContainsAny(r.between(i), ",;:–—(") || i > 0 && parts[r.tokens[i].Word] {
			n++
		}
		segments[i] = n
	}
	return segments
}

// parts are conjunctions that begin another clause without a comma.
var parts = lexical.Set(`but while although though whereas because`)

// begins is where the segment of a token begins.
func (v *clauseView) begins(i int) int {
	for i > 0 && v.segments[i-1] == v.segments[i] {
		i--
	}
	return i
}

// cues finds the phrases of stances. Where one begins within another, the
// longer one counts.
func (v *clauseView) cues() []cue {
	var all []cue
	for i := range v.tokens {
		if !v.begin[v.stems[i]] {
			continue
		}
		best := cue{to: -1}
		for s, st := range v.stances {
			if end, _ := matchAny(st.except, v.stems, i, v.there); end >= 0 {
				best.to = -1
				break
			}
			for _, list := range []bool{false, true} {
				patterns := st.words
				if list {
					patterns = st.lists
				}
				if end, own := matchAny(patterns, v.stems, i, v.there); end > best.to {
					best = cue{from: i, to: end, stance: s, list: list, negated: v.denials(i, end) - own}
				}
			}
		}
		if best.to > 0 && !v.within(all, best) && !v.byDoing(i) {
			all = v.governed(all, best)
		}
	}
	return all
}

// within tells whether a cue is a part of the one before it. A list may be a part
// of what is said of others: "She will be replaced by Lee".
func (v *clauseView) within(all []cue, q cue) bool {
	n := len(all) - 1
	return n >= 0 && all[n].to >= q.to && all[n].list == q.list
}

// byDoing tells whether a word only says how something else is done: "by
// skipping the talks".
func (v *clauseView) byDoing(i int) bool {
	w := v.word(i - 1)
	return strings.HasSuffix(v.tokens[i].Word, "ing") && (w == "by" || w == "after" || w == "before" || w == "upon")
}

// governed adds a cue to those before it. In "refuse to attend" the first one
// says it all, in "want to stay away" the second.
func (v *clauseView) governed(all []cue, next cue) []cue {
	n := len(all) - 1
	if n < 0 || all[n].list || next.list || next.from-all[n].to > 1 || v.word(next.from-1) != "to" || next.from == all[n].to {
		return append(all, next)
	}
	if v.denies(all[n].stance) {
		return all
	}
	return append(all[:n], next)
}

// there is where the subject of the command ends, or its place, that begins
// within reach of a token; -1 where there is none, or another place comes first.
func (v *clauseView) there(from int) int {
	for i := from; i < min(len(v.tokens), from+thereMost); i++ {
		t := v.tokens[i]
		if v.about[t.Stem] {
			return i + 1
		}
		if i == from && t.Word == "it" && v.command.Anywhere && v.earlier != nil && v.hasSubject(v.earlier.tokens) {
			return i + 1 // of which the sentence before speaks
		}
		if to, name := v.placeAt(v.sentence, i); to > 0 {
			if v.venue.has(name) {
				return to
			}
			if !v.leadsTo(to) {
				return -1
			}
		}
		if breaks[t.Word] && (i > from || t.Word != "that") {
			return -1
		}
	}
	return -1
}

// leadsTo tells whether the subject follows a place at once: "the Oslo talks".
func (v *clauseView) leadsTo(i int) bool {
	return i < len(v.tokens) && v.about[v.tokens[i].Stem]
}

// breaks are words behind which something else begins.
var breaks = lexical.Set(`and but or if who which that while because until when unless after before whether so nor by`)
