package support

import "strings"

// slots finds words in whose place the evidence has others: "detected methane in the
// air", "detected water vapour in the air". A place is known by the words around it.
// Where the evidence has the claim's word elsewhere, its neighbours there count
// against those of the other.
func (c *comparison) slots() {
	for n, it := range c.items {
		w := &c.claim.words[it.at]
		if it.kind != wordItem || generic[w.Stem] || vague[w.Stem] || w.weak || len(w.Word) < 2 || isAdverb(w.Word) {
			continue
		}
		best, at := leastFit, -1
		for _, i := range c.chosen {
			own := c.ownFit(n, i)
			if fit, j := c.otherFit(it.at, i); fit > best && fit > own+0.5 && !c.closeBy(n, i, j) {
				best, at = fit, j
			}
			if own >= leastFit {
				at = -1
				break
			}
		}
		if at < 0 || c.have[n] >= fromElsewhere && best < sureFit {
			continue
		}
		c.fault(Word, it.at, 0.5, true)
	}
}

// closeBy tells whether a sentence has a word of the claim right around a place: "a
// high-level meeting on strategy" is a strategy meeting.
func (c *comparison) closeBy(item, sentence, at int) bool {
	for _, m := range c.matches[sentence][item] {
		if m.value >= surely && m.at >= at-4 && m.at <= at+4 {
			return true
		}
	}
	return false
}

// How well the neighbours of two places must fit for the places to be one, and where
// the evidence has the claim's word in another.
const (
	leastFit = 2.9
	sureFit  = 3.4
	fullFit  = 3.9 // the neighbours on both sides are the same
)

// ownFit is how well the neighbours of a word of the claim fit where a sentence has
// it.
func (c *comparison) ownFit(item, sentence int) float64 {
	best := 0.0
	at := c.items[item].at
	for _, m := range c.matches[sentence][item] {
		if m.value >= 0.5 {
			best = max(best, c.fit(at, at, sentence, m.at, m.at))
		}
	}
	return best
}

// longestSlot is how many words of the evidence may stand for one of the claim.
const longestSlot = 3

// otherFit is the best place of a sentence for a word of the claim that has other
// words, and where it begins.
func (c *comparison) otherFit(at, sentence int) (float64, int) {
	best, where := 0.0, -1
	e := c.evidence[sentence].Sentence
	from, end := c.missingRun(at)
	left := c.claim.leftOf(from)
	for j := range e.words {
		if t := &e.words[j]; t.Stop || t.taken || t.name >= 0 || !c.describesSame(at, e, j) && c.sideFit(e, left, e.leftOf(j)) == 0 {
			continue
		}
		for to := j; to < min(j+longestSlot, len(e.words)); to++ {
			like, ok := c.stranger(at, sentence, to)
			if !ok && !(to > j && (verbParticles[e.words[to].Word] || e.words[to].weak && !e.words[to].Stop)) || to > j && e.gaps[to] > hyphen {
				break
			}
			fit := c.fit(from, end, sentence, j, to)
			if fit == 0 && j == to && like >= kindred && c.describesSame(at, e, j) {
				fit = modifierFit
			}
			if fit > 2.4 && j == to && rivals(c.claim.words[at].Word, e.words[j].Word) {
				fit += 1 // of one set
			}
			if fit > best && (like < strangeness || fit >= fullFit || fit == modifierFit) {
				best, where = fit, j
			}
		}
	}
	return best, where
}

// missingRun are the words around one of the claim that the evidence does not have
// either, and no small word between.
func (c *comparison) missingRun(at int) (from, to int) {
	missing := map[int]bool{}
	for n, it := range c.items {
		if it.kind == wordItem && c.have[n] < fromElsewhere {
			missing[it.at] = true
		}
	}
	from, to = at, at
	for missing[from-1] && c.claim.gaps[from] <= hyphen {
		from--
	}
	for missing[to+1] && c.claim.gaps[to+1] <= hyphen {
		to++
	}
	return from, to
}

// describesSame tells whether a word of the claim and one of a sentence stand right
// before the same noun: "a knee injury", "a shoulder injury".
func (c *comparison) describesSame(at int, e *Sentence, to int) bool {
	if at+1 >= len(c.claim.words) || to+1 >= len(e.words) || c.claim.gaps[at+1] > hyphen || e.gaps[to+1] > hyphen {
		return false
	}
	w, t := &c.claim.words[at+1], &e.words[to+1]
	return !w.Stop && !w.taken && w.name < 0 && w.Stem == t.Stem
}

// What two words that describe one thing must be alike to stand for one another, and
// how well their places fit.
const (
	kindred     = 0.3
	modifierFit = 3.0
)

var verbParticles = readWords(`up down out off over back away`)

// stranger tells whether a word of the evidence may mean something else than any of
// the claim, and how alike it is to one of them nevertheless.
func (c *comparison) stranger(at, sentence, to int) (float64, bool) {
	e := c.evidence[sentence].Sentence
	w, t := &c.claim.words[at], &e.words[to]
	if t.Stop || t.taken || t.name >= 0 || t.weak || generic[t.Stem] || vague[t.Stem] || t.Stem == w.Stem {
		return 0, false
	}
	if w.denied && !t.denied && c.claim.verbal(at) {
		return 0, false // "not kept" may be "deleted"
	}
	if opposed(w.Stem, t.Stem) || rivals(w.Word, t.Word) {
		return 0, true
	}
	if strings.HasPrefix(t.Word, w.Word) || strings.HasPrefix(w.Word, t.Word) || c.needed(sentence, to) || synonymous(w.Stem, t.Stem) || c.k.Kind(t.Stem, w.Stem) || c.claim.verbal(at) != e.verbal(to) {
		return 0, false
	}
	like := c.k.Like(w.Token, t.Token)
	return like, like < akin
}

// needed tells whether a word of a sentence stands for one of the claim that the
// sentence has nowhere else.
func (c *comparison) needed(sentence, at int) bool {
	for _, found := range c.matches[sentence] {
		for _, m := range found {
			if m.at == at && m.value >= contrary && len(found) == 1 {
				return true
			}
		}
	}
	return false
}

// strangeness is the likeness below which a word stands for something else. From akin
// on it does not even where all around it is the same: "its most powerful member", "its
// most influential member", while a knee and a shoulder come near it.
const (
	strangeness = 0.5
	akin        = 0.54
)

// fit is how well the neighbours of a run of words of the claim are those of one of
// a sentence.
func (c *comparison) fit(from, to, sentence, efrom, eto int) float64 {
	e := c.evidence[sentence].Sentence
	left := c.sideFit(e, c.claim.leftOf(from), e.leftOf(efrom))
	right := c.sideFit(e, c.claim.rightOf(to), e.rightOf(eto))
	if left == 0 || right == 0 {
		return 0
	}
	return left + right
}

// side are the two nearest words on one side of a place, -1 for none: articles and
// days aside.
type side [2]int

// How much equal neighbours count, and how much the one behind a small word.
const (
	equalWord  = 2.0
	equalSmall = 1.0
	equalNext  = 1.5
	bothEnd    = 1.0
	bothSmall  = 0.5
)

// sideFit is how well two sides go together, 0 for not at all.
func (c *comparison) sideFit(e *Sentence, a, b side) float64 {
	endA, endB := a[0] < 0 || ending[c.claim.words[a[0]].Word], b[0] < 0 || ending[e.words[b[0]].Word]
	switch {
	case endA && endB:
		return bothEnd
	case endA || endB:
		if endA && c.small(e, b[0]) || endB && c.small(c.claim, a[0]) {
			return bothSmall
		}
		return 0
	}
	switch {
	case c.small(c.claim, a[0]) && c.small(e, b[0]):
		sum := bothSmall
		if c.claim.words[a[0]].Word == e.words[b[0]].Word {
			sum = equalSmall
		}
		if a[1] >= 0 && b[1] >= 0 && c.oneWord(a[1], e, b[1]) {
			sum += equalNext
		}
		return sum
	case c.oneWord(a[0], e, b[0]):
		return equalWord
	}
	return 0
}

func (c *comparison) small(s *Sentence, i int) bool { return s.words[i].Stop && !s.words[i].taken }

// oneWord tells whether a word of the claim and one of a sentence are forms of one, or
// of one name, or mean the same.
func (c *comparison) oneWord(at int, e *Sentence, to int) bool {
	w, t := &c.claim.words[at], &e.words[to]
	switch {
	case w.Stem == t.Stem || w.Word == t.Word:
		return true
	case w.name >= 0 && t.name >= 0:
		return same(c.k, c.claim, c.claim.names[w.name], e, e.names[t.name])
	case w.Stop || t.Stop || w.Number || t.Number || w.name >= 0 || t.name >= 0:
		return false
	}
	return c.k.Like(w.Token, t.Token) >= surely || synonymous(w.Stem, t.Stem)
}

// ending words end a phrase as a mark does.
var ending = readWords(`and or but while although though when because that who which whom as`)

// vague words say how something is done or spoken of rather than what.
var vague = readStems(`want intend plan aim strive seek hope expect try wish need like know refer consider call describe regard see view name
 speak talk discuss be become remain stay go come begin start use often usually commonly mostly mainly normally originally previously
 early previous last recent former once late new old various several many few numerous stand date type kind sort form way notable well`)

// leftOf and rightOf are the two nearest words on a side of a place.
func (s *Sentence) leftOf(i int) side {
	out, n := side{-1, -1}, 0
	for j := i - 1; j >= 0 && n < 2 && s.gaps[j+1] < comma; j-- {
		if s.betweenSlots(j) {
			continue
		}
		out[n] = j
		n++
	}
	return out
}

func (s *Sentence) rightOf(i int) side {
	out, n := side{-1, -1}, 0
	for j := i + 1; j < len(s.words) && n < 2 && s.gaps[j] < comma; j++ {
		if s.betweenSlots(j) {
			continue
		}
		out[n] = j
		n++
	}
	return out
}

// betweenSlots tells whether a word tells no place from another: an article, "its", a
// weekday with its "on".
func (s *Sentence) betweenSlots(i int) bool {
	w := &s.words[i]
	switch {
	case determiners[w.Word] || w.Word == "an" || w.tail || isAdverb(w.Word):
		return true
	case w.taken:
		return weekdays[w.Word] > 0
	case w.Word == "on" && i+1 < len(s.words):
		return weekdays[s.words[i+1].Word] > 0
	}
	return w.Word == "has" || w.Word == "have" || w.Word == "had" || strings.HasSuffix(w.Word, "self")
}

// generic words stand for many others: of what kind something is says no other thing.
var generic = readStems(`people person thing place company firm country city town area group animal vehicle ship project move measure
 plan decision event matter case issue step work side part number amount figure time day year month week way man woman member`)
