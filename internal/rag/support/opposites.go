package support

import (
	"strings"

	"talksbot/internal/rag/lexical"
)

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
	for _, prefix := range [...]string{"dis", "un", "non", "in", "im", "il", "ir"} {
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

func readStems(words string) map[string]bool {
	m := map[string]bool{}
	for stem := range readSides(words) {
		m[stem] = true
	}
	return m
}

func readWords(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
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
win beat defeat victory triumph | lose loss
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
uphold | overturn annul quash scrap repeal
adopt introduce enact | scrap repeal abolish
freeze | thaw
float | sink
born birth | die death
wet rainy rain | dry drought
heavy | light
upstream | downstream
minority | majority
`
