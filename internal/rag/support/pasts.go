package support

import (
	"strings"

	"talksbot/internal/rag/lexical"
)

// findBases gives the forms of irregular verbs one stem: "came", "come".
func (s *Sentence) findBases() {
	for i := range s.words {
		w := &s.words[i]
		if w.Stop {
			continue
		}
		if stem := bases[w.Word]; stem != "" {
			w.Stem = stem
		} else if root, ok := strings.CutPrefix(w.Word, "re"); ok && bases[root] != "" {
			w.Stem = "re" + bases[root] // "rebuilt"
		}
	}
}

// irregular are verbs with their past and their participle, where the stemmer
// does not bring them together.
const irregular = `
become became, begin began begun, break broke broken, bring brought, build built, buy bought, catch caught,
choose chose chosen, come came, deal dealt, draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten,
fall fell fallen, feel felt, fight fought, find found, flee fled, fly flew flown, forbid forbade forbidden,
forget forgot forgotten, freeze froze frozen, get got gotten, give gave given, go went gone, grow grew grown,
hear heard, hide hid hidden, hold held, keep kept, know knew known, lead led, leave left, lend lent, lose lost,
make made, mean meant, meet met, pay paid, ride rode ridden, ring rang rung, rise rose risen, run ran, say said,
see saw seen, seek sought, sell sold, send sent, shake shook shaken, shoot shot, show shown, shrink shrank shrunk,
sing sang sung, sink sank sunk, sleep slept, speak spoke spoken, spend spent, spring sprang sprung, stand stood,
steal stole stolen, strike struck, swear swore sworn, sweep swept, swim swam swum, take took taken, teach taught,
tear tore torn, tell told, think thought, throw threw thrown, understand understood, wake woke woken, wear wore worn,
win won, withdraw withdrew withdrawn, write wrote written, bear bore borne, bind bound, feed fed, overthrow overthrew,
undergo underwent, uphold upheld, foresee foresaw, overtake overtook, undertake undertook, arise arose arisen`

// bases gives the past forms the stem of their verb.
var bases = readBases()

func readBases() map[string]string {
	stemmer := lexical.NewStemmer()
	out := map[string]string{}
	for verb := range strings.SplitSeq(irregular, ",") {
		forms := strings.Fields(verb)
		for _, f := range forms[1:] {
			out[f] = stemmer.Stem(forms[0])
		}
	}
	return out
}

// irregularPast tells whether a word is the past of an irregular verb, or one that looks
// like its present.
func irregularPast(word string) bool {
	return bases[word] != "" || unchanged[word] || bases[strings.TrimPrefix(word, "re")] != ""
}

var unchanged = lexical.Set(`put quit set cut hit hurt cost beat burst`)
