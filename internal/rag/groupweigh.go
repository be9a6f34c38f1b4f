package rag

import (
	"strings"

	"talksbot/internal/rag/lexical"
)

// weigh is the stance of a cue after denials and hedges, and how plainly it is
// said. head is where its clause begins behind those it is said of.
func (v *clauseView) weigh(q cue, head int, a actor) (int, float64) {
	first := v.begins(q.from)
	head = max(head, first)
	if head > q.from {
		head = first
	}
	if v.unreal(q, a, first) {
		return 0, unstated
	}
	stance, denied := q.stance, v.denied(first, head, q) != v.disowned(a, q)
	opposite := v.stances[q.stance].opposite
	if denied {
		if opposite < 0 {
			return 0, unstated
		}
		stance = opposite
	}
	switch {
	case v.unsure < 0 || q.stance == v.unsure:
		return stance, plainly
	case !q.list && a.to <= q.from && v.owns(a) && !v.denies(q.stance) && !stances[v.tokens[q.from].Stem]:
		return v.unsure, asOpen // "Lee's attendance" is spoken of where it is not certain
	case v.open(first, q.from) || !q.list && v.asked(a):
		return v.unsure, asOpen
	case v.hedgedBy(v.hedges, first, q) || v.conditional(q):
		if v.past(first, q.from) {
			return v.unsure, asPast
		}
		return v.unsure, hedged
	case v.hedgedBy(v.likely, first, q):
		if stance == q.stance && opposite >= 0 && stance < opposite {
			return v.unsure, hedged
		}
		return stance, plainly - 0.1
	}
	return stance, plainly
}

// denied tells whether a negation stands between those it is said of and the
// cue, or "neither" before them.
func (v *clauseView) denied(first, head int, q cue) bool {
	n := q.negated
	cue, list := q.from, q.list
	from := head
	if list {
		from = max(first, cue-5)
	}
	for i := from; i < cue; i++ {
		if negates(v.tokens[i]) {
			n++
		}
	}
	for i := max(0, first-2); i < head && !list; i++ {
		if w := v.tokens[i].Word; w == "neither" {
			n++
		}
	}
	return n%2 == 1
}

// disowned tells whether somebody denies what is said of an actor: "Berg denied
// that Lee would come".
func (v *clauseView) disowned(a actor, q cue) bool {
	at := a.office
	for at > 0 && determiners[v.word(at-1)] {
		at--
	}
	if q.list || at > q.from || v.word(at-1) != "that" {
		return false
	}
	for i := max(0, at-4); i < at-1; i++ {
		if disowning[v.stems[i]] {
			return true
		}
	}
	return false
}

var disowning = lexical.Set(`deni dismiss refut disput doubt disbeliev`)

// denials are the negations among tokens.
func (v *clauseView) denials(from, to int) int {
	n := 0
	for _, t := range v.tokens[from:to] {
		if negates(t) {
			n++
		}
	}
	return n
}

// negates tells whether a word denies what follows.
func negates(t lexical.Token) bool {
	return negations[t.Word] || strings.HasSuffix(t.Word, "n't")
}

var negations = lexical.Set(`not never no cannot unlikely nobody none nowhere hardly neither nor deny denies denied`)

// open tells whether a clause only asks: "whether Lee attends".
func (v *clauseView) open(first, cue int) bool {
	if v.asks() {
		return true
	}
	for i := max(0, first-1); i < cue; i++ {
		if v.tokens[i].Word == "whether" {
			return true
		}
	}
	return false
}

// asked tells whether "whether" stands before an actor.
func (v *clauseView) asked(a actor) bool {
	return v.word(a.office-1) == "whether" || v.word(a.office-2) == "whether"
}

// unreal tells whether a clause says nothing of the world: it is a condition, a
// wish, or a rumour.
func (v *clauseView) unreal(q cue, a actor, first int) bool {
	at := min(first, q.from)
	if !q.list && a.office <= q.from {
		at = a.office
	}
	for at > 0 && determiners[v.tokens[at-1].Word] {
		at--
	}
	if conditions[v.word(at-1)] || conditions[v.word(v.begins(min(at, len(v.tokens)-1)))] && v.begins(at) < q.from {
		return true
	}
	if v.word(at-1) != "that" {
		return wishes[stemAt(v.stems, at-1)] && v.word(at-1) != "condition"
	}
	for i := max(0, at-4); i < at-1; i++ {
		if wishes[v.stems[i]] || v.reported(i) {
			return true
		}
	}
	return false
}

// reported tells whether a word calls what follows hearsay.
func (v *clauseView) reported(i int) bool { return rumours[v.stems[i]] }

func stemAt(stems []string, i int) string {
	if i < 0 || i >= len(stems) {
		return ""
	}
	return stems[i]
}

var (
	determiners = lexical.Set(unclosed + ` her both either`)
	conditions  = lexical.Set(`if unless until once when whenever provided assuming should`)
	wishes      = lexical.Set(`hope invit challeng urg ask demand want wish request press dare expect condit insist requir beg
 implor suggest propos appeal pressur call hesit`)
	rumours = lexical.Set(`specul rumour rumor fear`)
)

// hedgedBy tells whether one of the patterns stands in the clause of a cue, or
// is a part of it.
func (v *clauseView) hedgedBy(patterns []wordPattern, first int, q cue) bool {
	last := q.to
	for last < len(v.tokens) && v.segments[last] == v.segments[q.to-1] && last < q.to+6 {
		last++
	}
	for i := max(0, first); i < last; i++ {
		if end, _ := matchAny(patterns, v.stems, i, v.there); end >= 0 {
			return true
		}
	}
	return false
}

// conditional tells whether a condition follows a cue.
func (v *clauseView) conditional(q cue) bool {
	for i := q.to; i < len(v.tokens); i++ {
		switch w := v.tokens[i].Word; {
		case parts[w] && w != "but" || strings.Contains(v.between(i), ";"):
			return false
		case w == "if" || w == "unless" || w == "provided" || w == "depending":
			return true
		case v.stems[i] == "condit" && (v.word(i-1) == "on" || v.word(i-2) == "on"):
			return true
		}
	}
	return false
}

// past tells whether a clause speaks of what was so earlier: "had been willing".
func (v *clauseView) past(first, cue int) bool {
	for i := max(0, first); i < cue; i++ {
		if w := v.tokens[i].Word; w == "had" || w == "earlier" || w == "initially" || w == "previously" {
			return true
		}
	}
	return false
}

// longAgo tells whether the clause of a cue names a year before that of the
// article.
func (v *clauseView) longAgo(q cue) bool {
	published := v.passage.Article.Published
	if published.IsZero() {
		return false
	}
	year := published.Time().Format("2006")
	for i := max(0, q.from-8); i < min(len(v.tokens), q.to+10); i++ {
		if w := v.tokens[i].Word; yearPattern.MatchString(w) && w < year {
			return true
		}
	}
	return false
}
