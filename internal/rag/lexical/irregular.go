package lexical

import "strings"

// irregular are verbs with their past and their participle, where the stemmer
// does not bring them together. Forms that are nouns as well are left out, such
// as "shot" and "thought".
const irregular = `
become became, begin began begun, break broke broken, bring brought, build built, buy bought, catch caught,
choose chose chosen, come came, deal dealt, draw drew drawn, drink drank, drive drove driven, eat ate eaten,
fall fell fallen, fight fought, find found, flee fled, fly flew flown, forbid forbade forbidden,
forget forgot forgotten, freeze froze frozen, get got gotten, give gave given, go went gone, grow grew grown,
hear heard, hide hid hidden, hold held, keep kept, know knew known, lead led, leave left, lend lent, lose lost,
make made, mean meant, meet met, pay paid, ride rode ridden, ring rang rung, rise risen, run ran, say said,
see seen, seek sought, sell sold, send sent, shake shook shaken, show shown, shrink shrank shrunk,
sing sang sung, sink sank sunk, sleep slept, speak spoke spoken, spend spent, spring sprang sprung, stand stood,
steal stole stolen, strike struck, swear swore sworn, sweep swept, swim swam swum, take took taken, teach taught,
tear tore torn, tell told, throw threw thrown, understand understood, wake woke woken, wear wore worn,
win won, withdraw withdrew withdrawn, write wrote written, feed fed, overthrow overthrew overthrown,
undergo underwent undergone, uphold upheld, foresee foresaw foreseen, overtake overtook overtaken,
undertake undertook undertaken, arise arose arisen`

// bases gives the past forms of irregular verbs the stem of their verb.
var bases = readBases()

func readBases() map[string]string {
	stemmer := NewStemmer()
	out := map[string]string{}
	for verb := range strings.SplitSeq(irregular, ",") {
		forms := strings.Fields(verb)
		for _, f := range forms[1:] {
			out[f] = stemmer.Stem(forms[0])
		}
	}
	return out
}

// Base is the stem of the verb that a token is a form of, where that is
// irregular, and else its own: "come" for "came".
func (t Token) Base() string {
	if base := bases[t.Word]; base != "" {
		return base
	}
	return t.Stem
}
