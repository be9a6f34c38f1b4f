package support

import (
	"math"
	"strings"
)

// Verdict says what evidence says to a claim.
type Verdict string

// The verdicts.
const (
	Supported    Verdict = "supported"
	Contradicted Verdict = "contradicted" // the same matter stands there, and is another
	NotFound     Verdict = "not found"
)

// Decision is the score from which on a claim is supported.
const Decision = 0.5

// Degree is how far evidence carries a claim.
type Degree struct {
	Verdict Verdict
	Score   float64 // 0..1
	Covered float64 // the share of the claim's weight that the evidence has, 0..1
	Chosen  []int   // the sentences of the evidence that decide, those that carry most first
	Faults  []Fault // why the claim is not carried as it stands
}

// Fault is what stands against a claim.
type Fault struct {
	Kind     Kind
	Claimed  string  // the words of the claim that it is about
	Factor   float64 // what remains of the score, 0..1
	Contrary bool    // the evidence says something else, rather than nothing
	Sentence int     // of the evidence, that shows it
}

// Kind is what a fault is about.
type Kind string

// The kinds of faults.
const (
	Name      Kind = "name"      // somebody or something else, or who is not there at all
	Amount    Kind = "amount"    // another number, or of other things
	Day       Kind = "day"       // another date
	Denial    Kind = "denial"    // one denies what the other says
	Certainty Kind = "certainty" // the claim is surer than its source
	Speaker   Kind = "speaker"   // somebody else says it
	Word      Kind = "word"      // another word in the same place
	Deed      Kind = "deed"      // what is claimed to be done is not there
	Role      Kind = "role"      // the same words, but others do it, or to others
	Apart     Kind = "apart"     // the parts stand in sentences that have nothing to do with each other
	Form      Kind = "form"      // a question, or about the one who speaks
	Told      Kind = "told"      // somebody's word, claimed as a fact
)

// The curve from coverage to score. It was fitted to the supported and
// unsupported responses of BEGIN (Dziri et al. 2022), and rounded.
const (
	halfCovered = 0.67
	steepness   = 13.0
)

// degreeOf makes the degree of what is covered and of the faults.
func degreeOf(covered float64, chosen []int, faults []Fault) Degree {
	d := Degree{Covered: covered, Chosen: chosen, Faults: faults, Verdict: NotFound}
	d.Score = 1 / (1 + math.Exp(-steepness*(covered-halfCovered)))
	contrary, gravest := false, 1.0
	for _, f := range faults {
		d.Score *= f.Factor
		contrary = contrary || f.Contrary
		if f.Factor < gravest {
			d.Chosen, gravest = putFirst(chosen, f.Sentence), f.Factor
		}
	}
	switch {
	case d.Score >= Decision:
		d.Verdict = Supported
	case contrary && covered >= sameMatter:
		d.Verdict = Contradicted
	}
	return d
}

// putFirst is a list with one of its members before the others.
func putFirst(list []int, first int) []int {
	out := []int{first}
	for _, i := range list {
		if i != first {
			out = append(out, i)
		}
	}
	return out
}

// sameMatter is the share of a claim that evidence must have to contradict it.
const sameMatter = 0.55

// reasons are what each kind of fault says to the one who made the claim, with
// the word that it is about in the place of %s.
var reasons = map[Kind]string{
	Name:      "“%s” is not named there",
	Amount:    "the number is another, or not there (“%s”)",
	Day:       "the day is another, or not there (“%s”)",
	Denial:    "one side denies what the other says (“%s”)",
	Certainty: "the source is less sure (“%s”)",
	Speaker:   "somebody else says it (“%s”)",
	Role:      "the parts are taken by others (“%s”)",
	Apart:     "“%s” stands in another context",
	Form:      "the sentence claims too little, asks, or is about the one who says it",
	Word:      "another word stands there for “%s”",
	Deed:      "nothing there for “%s”",
}

// Reason says in a few words what stands against a claim, "" for nothing grave.
func (f Fault) Reason() string {
	return strings.ReplaceAll(reasons[f.Kind], "%s", f.Claimed)
}
