package rag

import (
	"strings"
	"sync"

	"talksbot/internal/rag/lexical"
)

// wordPattern is a phrase of the file, compiled: words by their stems, gaps, and
// the subject of the command.
type wordPattern struct {
	parts   []patternPart
	denials int // its own
}

type patternPart struct {
	stem  string
	gap   bool
	there bool
}

// The tokens that a gap may hold, and those before the subject of the command.
const (
	gapMost   = 6
	thereMost = 8
)

func compile(phrases []string) []wordPattern {
	stemmer := lexical.NewStemmer()
	var all []wordPattern
	for _, text := range phrases {
		var p wordPattern
		for _, part := range strings.Fields(text) {
			switch part {
			case "*":
				p.parts = append(p.parts, patternPart{gap: true})
			case "{there}":
				p.parts = append(p.parts, patternPart{there: true})
			default:
				for _, t := range lexical.Tokenize(part) {
					p.parts = append(p.parts, patternPart{stem: base(t, stemmer)})
					if negates(t) {
						p.denials++
					}
				}
			}
		}
		if len(p.parts) > 0 {
			all = append(all, p)
		}
	}
	return all
}

// base is the stem of a word, and of an irregular form that of its verb.
func base(t lexical.Token, stemmer lexical.Stemmer) string {
	if verb, ok := irregular[t.Word]; ok {
		return stemmer.Stem(verb)
	}
	return t.Stem
}

// irregular are the forms of common verbs that stemming does not bring together.
var irregular = irregulars(`be is are was were been being am
have has had having
come came
go went gone goes
take took taken
lead led
send sent
meet met
say said
leave left
keep kept
hold held
make made
give gave given
choose chose chosen
withdraw withdrew withdrawn
draw drew drawn
stand stood
fly flew flown
buy bought
sell sold
win won
lose lost
tell told
think thought
bring brought
seek sought
speak spoke spoken
see saw seen
break broke broken
begin began begun
become became
fall fell fallen
rise rose risen
write wrote written
ride rode ridden
run ran
sit sat
get got gotten
pay paid
feel felt
find found
mean meant
spend spent
build built
drive drove driven
forbid forbade forbidden
do does did done`)

// formsOf are, by the stem of an irregular verb, the stems of its forms.
var formsOf = sync.OnceValue(func() map[string][]string {
	stemmer, forms := lexical.NewStemmer(), map[string][]string{}
	for form, verb := range irregular {
		stem := stemmer.Stem(verb)
		forms[stem] = append(forms[stem], stemmer.Stem(form))
	}
	return forms
})

func irregulars(lines string) map[string]string {
	forms := map[string]string{}
	for line := range strings.Lines(lines) {
		words := strings.Fields(line)
		for _, w := range words {
			forms[w] = words[0]
		}
	}
	return forms
}

// adverbs may stand anywhere within a phrase.
var adverbs = lexical.Set(`also still now alreadi then again too soon later both report`)

// match tells where the parts end that begin at token i, or -1. there tells
// where the subject of the command ends that begins within reach of a token.
func match(parts []patternPart, stems []string, i int, there func(int) int) int {
	for n, part := range parts {
		switch {
		case part.gap:
			for skip := 0; skip <= gapMost && i+skip <= len(stems); skip++ {
				if end := match(parts[n+1:], stems, i+skip, there); end >= 0 {
					return end
				}
			}
			return -1
		case part.there:
			if i = there(i); i < 0 {
				return -1
			}
		default:
			for n > 0 && i < len(stems) && stems[i] != part.stem && adverbs[stems[i]] {
				i++ // "is also expected"
			}
			if i >= len(stems) || stems[i] != part.stem {
				return -1
			}
			i++
		}
	}
	return i
}

// matchAny is the end of the longest of some patterns that begins at token i, -1
// for none, and the denials that are a part of it.
func matchAny(all []wordPattern, stems []string, i int, there func(int) int) (end, denials int) {
	end = -1
	for _, p := range all {
		if p.parts[0].stem != stems[i] {
			continue
		}
		if to := match(p.parts, stems, i, there); to > end {
			end, denials = to, p.denials
		}
	}
	return end, denials
}
