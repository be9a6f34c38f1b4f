package support

import (
	"strings"

	"talksbot/internal/rag/lexical"
)

// findDenials marks the words that a sentence denies. What is denied is the word
// behind the one that denies, not all that follows in the clause: "will not
// attend the talks" does not deny the talks. This is the narrow reading of scope
// of Chapman et al. 2001, "A simple algorithm for identifying negated findings"
// (NegEx), whose windows are cut at conjunctions as clauses are here.
func (s *Sentence) findDenials() {
	for i := range s.words {
		switch w := &s.words[i]; {
		case plainDenial(w.Word), w.Word == "no" && i+1 < len(s.words) && s.words[i+1].Word == "longer":
			s.denyNext(i+1, strings.HasSuffix(w.Word, "n't") || w.Word == "cannot" || i > 0 && auxiliaries[s.words[i-1].Word])
		case wholeDenials[w.Word]:
			s.denyWhole(i)
		case nounDenials[w.Word], lackStems[w.Stem] && i+1 < len(s.words) && s.words[i+1].Word == "of":
			s.denyPhrase(i + 1)
		case verbDenials[w.Stem] && !w.denied:
			s.denyVerb(i + 1)
			if w.Word == "deny" || w.Word == "denied" || w.Word == "denies" {
				s.denyTold(i + 1)
			}
		}
	}
}

func plainDenial(word string) bool {
	return word == "not" || word == "never" || word == "cannot" || strings.HasSuffix(word, "n't")
}

var (
	wholeDenials = lexical.Set(`neither nor nobody none`)
	nounDenials  = lexical.Set(`no without zero lacking lacks lack lacked`)
	lackStems    = readStems(`lack absence`)
	verbDenials  = readStems(`refuse decline fail deny reject rule avoid unlikely unable unwilling impossible prevent ban bar stop block forbid prohibit exclude`)
	filling      = lexical.Set(`become remain stay take make have hold give reach play get go any a an the be been to yet so far longer such`)
)

// denyNext denies the next weighty word of the clause, and the one behind it
// where the first says little: "not take part". Behind a helping verb it is what
// happens that is denied: "will not be at the talks".
func (s *Sentence) denyNext(i int, verb bool) {
	for from := i; i < len(s.words) && i < from+6 && s.sameClause(from, i); i++ {
		w := &s.words[i]
		if w.Stop || isAdverb(w.Word) {
			continue
		}
		w.denied, w.undone = !w.denied, verb
		if !filling[w.Word] {
			return
		}
	}
}

// sameClause tells whether no clause, and no part between commas, ends between
// two words.
func (s *Sentence) sameClause(from, i int) bool {
	if from >= len(s.words) || s.words[i].clause != s.words[max(0, from-1)].clause {
		return false
	}
	return i == from || s.gaps[i] < comma
}

// denyWhole denies the names behind "neither" and the verb of its clause.
func (s *Sentence) denyWhole(i int) {
	verb := false
	for j := i + 1; j < len(s.words) && s.words[j].clause == s.words[i].clause && j < i+14; j++ {
		w := &s.words[j]
		switch {
		case auxiliaries[w.Word]:
			verb = true
		case w.Word == "nor":
			return // it denies what follows
		case w.Stop || isAdverb(w.Word):
		case w.name >= 0:
			w.denied = true
		case verb:
			w.denied = true
			return
		}
	}
}

// denyPhrase denies a noun with what describes it: "without any preconditions".
func (s *Sentence) denyPhrase(i int) {
	for from := i; i < min(from+5, len(s.words)) && s.sameClause(from, i); i++ {
		w := &s.words[i]
		if filling[w.Word] || w.Word == "of" {
			continue
		}
		if w.Stop {
			return
		}
		w.denied = !w.denied
	}
}

// denyVerb denies what a verb such as "refuse" is followed by: "to attend",
// "attending", "out a meeting". A plain object is left alone: who rejects a plan
// does not deny that there is one.
func (s *Sentence) denyVerb(i int) {
	for from := i; i < min(from+5, len(s.words)) && s.sameClause(from, i); i++ {
		w := &s.words[i]
		if w.Stop || isAdverb(w.Word) {
			continue
		}
		if w.name >= 0 {
			continue // "prevented Lee from attending"
		}
		if s.words[i-1].Word == "to" || s.words[i-1].Word == "from" || s.words[i-1].Word == "out" || i == from && strings.HasSuffix(w.Word, "ing") {
			w.denied = !w.denied
		}
		return
	}
}

// denyTold denies what somebody denies to have been so: "denied that it had paid".
func (s *Sentence) denyTold(i int) {
	for from := i; i < min(from+12, len(s.words)) && s.gaps[i] < comma; i++ {
		if w := &s.words[i]; !w.Stop && w.name < 0 && s.helped(i) && !isAdverb(w.Word) {
			w.denied = !w.denied
			return
		}
	}
}

func isAdverb(word string) bool { return strings.HasSuffix(word, "ly") && len(word) > 4 }

var auxiliaries = lexical.Set(`is are was were am be been being will would shall should can could may might must do does did has have had
 isn't aren't wasn't weren't won't wouldn't can't cannot couldn't don't doesn't didn't hasn't haven't hadn't shouldn't to`)

// opposed tells whether two stems are of the two sides of one matter.
func opposed(a, b string) bool {
	if negated(a, b) || negated(b, a) {
		return true
	}
	for _, i := range sides[a] {
		for _, j := range sides[b] {
			if i == -j {
				return true
			}
		}
	}
	return false
}

// negated tells whether a stem is another one with a prefix that denies it:
// "disagree", "undamaged".
func negated(long, short string) bool {
	for _, prefix := range [...]string{"dis", "un", "non"} {
		if len(short) > 3 && len(long) == len(prefix)+len(short) && strings.HasPrefix(long, prefix) && strings.HasSuffix(long, short) {
			return true
		}
	}
	return false
}

// allied tells whether two stems are of one side of a matter.
func allied(a, b string) bool {
	for _, i := range sides[a] {
		for _, j := range sides[b] {
			if i == j {
				return true
			}
		}
	}
	return false
}

// sides gives a stem the matters it belongs to, from 1, below 0 on the other side.
var sides = readSides(opposites)

func readSides(text string) map[string][]int {
	stemmer := lexical.NewStemmer()
	out := map[string][]int{}
	for n, line := range strings.Split(strings.TrimSpace(text), "\n") {
		one, other, _ := strings.Cut(line, "|")
		for sign, words := range map[int]string{1: one, -1: other} {
			for _, word := range strings.Fields(words) {
				stem := stemmer.Stem(word)
				out[stem] = append(out[stem], sign*(n+1))
			}
		}
	}
	return out
}

// opposites has a matter a line: words for one side of it, and for the other.
// Vectors and dictionaries take both for kin.
const opposites = `
accept agree approve back endorse support welcome embrace favor consent | reject refuse decline oppose dismiss veto rebuff spurn deny
confirm acknowledge admit affirm | deny dispute refute
allow permit let authorize enable legalize | ban forbid prohibit bar block prevent outlaw disallow
attend participate join partake come | skip miss boycott avoid shun absent absence abstain
begin start launch open commence resume reopen | end stop finish halt conclude close cease suspend
rise increase grow climb surge gain jump soar expand raise up higher widen double | fall decrease decline drop shrink slump plunge lose sink reduce cut lower down narrow halve
win beat defeat victory triumph | lose loss defeated
buy purchase acquire | sell sold divest
arrive enter come reach fly travel go land head visit | leave depart exit
praise applaud hail | criticize condemn denounce blame slam
succeed success pass | fail failure collapse
strengthen improve boost bolster better easier | weaken worsen hurt undermine worse harder
advance | retreat withdraw
appoint hire elect | dismiss fire sack oust resign
import | export
lend | borrow
guilty convict | innocent acquit
profit | loss
surplus | deficit
alive survive | dead die kill
safe secure | dangerous unsafe risky
more most above over exceed | less least fewer below under
early earlier before | late later after
last previous | next
young younger youngest | old older oldest
long longer longest | short shorter shortest
large larger largest big bigger biggest highest tallest most | small smaller smallest lowest least
fast faster fastest quick | slow slower slowest
good better best | bad worse worst
rich wealthy | poor
strong stronger strongest | weak weaker weakest
new newest modern | old oldest ancient
cheap cheaper | expensive
full | empty
near close | far distant
male man men boy | female woman women girl
husband father son brother | wife mother daughter sister
optional voluntary | mandatory compulsory obligatory
guilty | innocent
north northern | south southern
east eastern | west western
likely probable possible | unlikely improbable impossible
open reopen public | private secret closed
possible | impossible
legal lawful | illegal unlawful
hot warm | cold cool
same | different
true | false
internal domestic | foreign external
always | never
hope optimism optimistic | despair pessimism pessimistic
keep retain stay remain maintain preserve | lose leave abandon quit cut axe shed
hire recruit | fire dismiss sack
strict strong tough | lax weak soft
loan temporary interim | permanent
free | jail imprison detain captive
friend ally | enemy rival foe
invade occupy | liberate
impose | lift waive remove
postpone delay | hasten
merge unite | split separate
wide | narrow
raise | lower
demand ask request require insist call urge |
pay spend cost |
lead head chair run direct |
discover find detect |
move transfer switch join |
strike hit reach |
get receive obtain win |
plan schedule intend |
say tell state announce declare |
meet gather convene |
buy acquire purchase take |
`
