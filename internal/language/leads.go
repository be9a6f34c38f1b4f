package language

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed leads.txt
var leadsFile string

// Lead is how a short message takes up what was said before it.
type Lead struct {
	Language Language
	English  string // what it means: "why", "and", "what about"
	Rest     string // what it is about, as it is written, behind "and" and "what about": "Trump"; "" for nothing
	Plain    bool   // it has a word that does not stand in English texts
}

// longestRest is how many words a message may have behind its lead.
const longestRest = 4

// Leads tells how a message takes up what was said before it, if it does: "und
// warum?", "¿Y Trump?". English is not among the languages that are known.
func (l Language) Leads(message string) (Lead, bool) {
	words := scan(message)
	known, ok := leads()[l]
	if !ok || len(words) == 0 || slices.ContainsFunc(words, l.notOf) {
		return Lead{}, false
	}
	lead := Lead{Language: l, Plain: strings.ContainsAny(message, "¿¡") && l == Spanish}
	from := 0
	for n := 1; n > 0 && from < len(words); from += n {
		if n = longestOf(known["and"], words[from:]); n > 0 {
			lead.English, lead.Plain = "and", lead.Plain || saysPlainly(words[from:from+n])
		}
	}
	for english, phrases := range known {
		whole := english != "and" && english != "what about" && english != "the"
		n := longestOf(phrases, words[from:])
		if whole && n > 0 && from+n == len(words) {
			return Lead{l, english, "", lead.Plain || saysPlainly(words[from:])}, true
		}
	}
	if n := longestOf(known["what about"], words[from:]); n > 0 {
		lead.English, lead.Plain = "what about", lead.Plain || saysPlainly(words[from:from+n])
		from += n
	}
	if lead.English != "" {
		from += longestOf(known["the"], words[from:])
	}
	if lead.English == "" || from == len(words) || len(words)-from > longestRest {
		return Lead{}, false
	}
	lead.Rest = textFrom(message, words, from)
	return lead, true
}

// notOf tells whether a word has a letter that another language alone has.
func (l Language) notOf(w word) bool {
	of, own := letters(w)
	return own && of != l && !w.upper
}

// saysPlainly tells whether some of the words do not stand in English texts.
func saysPlainly(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return w.script != latin || !load().shared[w.text] })
}

// textFrom is a message from one of its words on, without the marks at its end.
func textFrom(message string, words []word, from int) string {
	message = norm.NFC.String(message)
	for _, w := range words[:from] {
		message = message[strings.Index(message, w.raw)+len(w.raw):]
	}
	return strings.TrimFunc(message, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) })
}

// longestOf is how many words the longest of the phrases takes of those at the
// beginning of words, 0 where none stands there.
func longestOf(phrases [][]string, words []word) int {
	longest := 0
	for _, p := range phrases {
		if len(p) <= longest || len(p) > len(words) {
			continue
		}
		same := true
		for i, w := range p {
			same = same && words[i].text == w
		}
		if same {
			longest = len(p)
		}
	}
	return longest
}

// leads are the phrases of leads.txt: by language, what they mean and how they are
// written, word by word.
var leads = sync.OnceValue(func() map[Language]map[string][][]string {
	all := map[Language]map[string][][]string{}
	var in map[string][][]string
	for line := range strings.Lines(leadsFile) {
		line = strings.TrimSpace(line)
		english, phrases, ok := strings.Cut(line, ":")
		switch name, isSection := strings.CutPrefix(line, "["); {
		case strings.HasPrefix(line, "#"):
		case isSection:
			in = map[string][][]string{}
			all[Language(strings.TrimSuffix(name, "]"))] = in
		case ok:
			for phrase := range strings.SplitSeq(phrases, "|") {
				texts := textsOf(scan(phrase))
				if strings.HasSuffix(strings.TrimSpace(phrase), "'") {
					texts[len(texts)-1] += "'" // what loses its vowel stands before a word
				}
				in[english] = append(in[english], texts)
			}
		}
	}
	return all
})

func textsOf(words []word) []string {
	var texts []string
	for _, w := range words {
		texts = append(texts, w.text)
	}
	return texts
}
