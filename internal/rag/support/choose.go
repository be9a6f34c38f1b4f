package support

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// Evidence is a sentence that may carry a claim.
type Evidence struct {
	*Sentence
	Text int // which text it stands in; the sentences of one text come in its order, side by side
}

// Weigh tells how far the evidence carries a claim of one sentence. Of several
// choices of sentences the one that carries most counts: a claim is not less
// supported because something else speaks of it too.
func Weigh(k Knowledge, claim *Sentence, evidence []Evidence) Degree {
	w := newWeigher(k, claim, evidence)
	if w.total == 0 || len(evidence) == 0 {
		return Degree{Verdict: NotFound}
	}
	var all []Degree
	for _, start := range w.starts() {
		all = append(all, w.weigh(w.choose(start)))
	}
	best := slices.MaxFunc(all, func(a, b Degree) int { return cmp.Compare(a.Score, b.Score) })
	if best.Verdict == Supported {
		return best
	}
	return told(best, all)
}

// told is a degree below Decision with the choice that tells most about the claim:
// the one that contradicts it most plainly, where it has nearly as much of it.
func told(best Degree, all []Degree) Degree {
	most, plainest := best, 0.0
	for _, d := range all {
		if p := d.plainness(); d.Verdict == Contradicted && d.Covered >= best.Covered-0.15 && p > plainest {
			most, plainest = d, p
		}
	}
	most.Score = best.Score
	return most
}

// plainness grows with what a choice has of a claim and with how gravely it
// contradicts it.
func (d Degree) plainness() float64 {
	gravest := 1.0
	for _, f := range d.Faults {
		if f.Contrary {
			gravest = min(gravest, f.Factor)
		}
	}
	return d.Covered * (1 - gravest)
}

// weigher weighs one claim.
type weigher struct {
	*finder
	evidence []Evidence
	matches  [][][]match // sentence → item → places
	total    float64     // weight of all items
}

func newWeigher(k Knowledge, claim *Sentence, evidence []Evidence) *weigher {
	w := &weigher{finder: newFinder(k, claim), evidence: evidence, matches: make([][][]match, len(evidence))}
	for i, e := range evidence {
		w.matches[i] = w.find(e.Sentence)
	}
	for _, it := range w.items {
		w.total += it.weight
	}
	return w
}

// value is how well a sentence has an item.
func (w *weigher) value(sentence, item int) float64 {
	if m := w.matches[sentence][item]; len(m) > 0 {
		return m[0].value
	}
	return 0
}

// share is the part of the claim's weight that a sentence has.
func (w *weigher) share(sentence int) float64 {
	sum := 0.0
	for n, it := range w.items {
		sum += it.weight * w.value(sentence, n)
	}
	return sum / w.total
}

// How many sentences are tried as the first, and how many make one choice.
const (
	tried    = 6
	together = 4
)

// starts are the sentences that have most of the claim.
func (w *weigher) starts() []int {
	shares := make([]float64, len(w.evidence))
	order := make([]int, len(w.evidence))
	for i := range order {
		order[i], shares[i] = i, w.share(i)
	}
	sort.SliceStable(order, func(i, j int) bool { return shares[order[i]] > shares[order[j]] })
	return order[:min(tried, len(order))]
}

// leastGain is the share of a claim that a further sentence must add.
const leastGain = 0.06

// choose adds to a first sentence those that add most, a neighbour rather than
// another.
func (w *weigher) choose(start int) []int {
	chosen := []int{start}
	have := make([]float64, len(w.items))
	w.raise(have, start)
	for len(chosen) < together {
		best, most := -1, leastGain
		for i := range w.evidence {
			if slices.Contains(chosen, i) {
				continue
			}
			if g := w.gain(have, i) * w.nearness(chosen, i); g > most {
				best, most = i, g
			}
		}
		if best < 0 {
			break
		}
		chosen = append(chosen, best)
		w.raise(have, best)
	}
	return chosen
}

func (w *weigher) raise(have []float64, sentence int) {
	for n := range have {
		have[n] = math.Max(have[n], w.value(sentence, n))
	}
}

func (w *weigher) gain(have []float64, sentence int) float64 {
	sum := 0.0
	for n, it := range w.items {
		sum += it.weight * math.Max(0, w.value(sentence, n)-have[n])
	}
	return sum / w.total
}

// nearness prefers sentences beside those chosen.
func (w *weigher) nearness(chosen []int, sentence int) float64 {
	best := 0.8
	for _, c := range chosen {
		if w.evidence[c].Text == w.evidence[sentence].Text {
			best = math.Max(best, 0.85)
			if w.beside(c, sentence) {
				return 1
			}
		}
	}
	return best
}

// beside tells whether two sentences stand next to each other, or nearly so.
func (w *weigher) beside(a, b int) bool {
	return w.evidence[a].Text == w.evidence[b].Text && a-b <= 3 && b-a <= 3
}

// weigh makes the degree of a choice.
func (w *weigher) weigh(chosen []int) Degree {
	have := w.carried(chosen)
	covered := 0.0
	for n, it := range w.items {
		covered += it.weight * have[n]
	}
	return degreeOf(covered/w.total, chosen, w.faults(chosen, have))
}

// fromElsewhere is what a word counts that stands in another sentence than the one
// that carries its clause.
const fromElsewhere = 0.5

// carried is how well a choice has each item. A clause is carried by one sentence:
// what only others have counts less, for words of one sentence and a verb of
// another make a claim that neither makes.
func (w *weigher) carried(chosen []int) []float64 {
	have := make([]float64, len(w.items))
	for clause, last := 0, w.claim.lastClause(); clause <= last; clause++ {
		w.carryClause(have, chosen, w.carrier(chosen, clause), clause)
		if dated := w.dated(chosen, clause); dated >= 0 {
			w.carryClause(have, chosen, dated, clause)
		}
	}
	return have
}

// carryClause raises how well a choice has the items of a clause that one of its
// sentences carries.
func (w *weigher) carryClause(have []float64, chosen []int, own, clause int) {
	for n, it := range w.items {
		if it.clause != clause {
			continue
		}
		for _, c := range chosen {
			x := w.value(c, n)
			if c != own && (!w.linked(own, c) || it.kind == dayItem && c > own) {
				x *= fromElsewhere
			}
			have[n] = math.Max(have[n], x)
		}
	}
}

// dated is a sentence that has what happens in a clause and its day, where the carrier
// does not: "The Citizen is a newspaper. The newspaper was founded in 1854." It is -1
// where there is none.
func (w *weigher) dated(chosen []int, clause int) int {
	carrier := w.carrier(chosen, clause)
	for _, c := range chosen {
		if c == carrier || !w.linked(carrier, c) {
			continue
		}
		day, verb := false, false
		for n, it := range w.items {
			switch {
			case it.clause != clause:
			case it.kind == dayItem:
				day = day || w.value(c, n) >= 1 && w.value(carrier, n) < 1
			case it.kind == wordItem && w.claim.verbal(it.at):
				verb = verb || w.value(c, n) >= surely && w.value(carrier, n) < surely
			}
		}
		if day && verb {
			return c
		}
	}
	return -1
}

// carrier is the sentence that has most of a clause.
func (w *weigher) carrier(chosen []int, clause int) int {
	best, most := chosen[0], -1.0
	for _, c := range chosen {
		sum := 0.0
		for n, it := range w.items {
			if it.clause == clause {
				sum += it.weight * w.value(c, n)
			}
		}
		if sum > most+1e-9 {
			best, most = c, sum
		}
	}
	return best
}

// linked tells whether one of two neighbours goes on with what the other says.
func (w *weigher) linked(a, b int) bool {
	return w.beside(a, b) && w.evidence[max(a, b)].refers()
}
