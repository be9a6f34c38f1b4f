package language

import (
	"strings"
	"unicode"
)

// Detect tells which language a question is written in; false where nothing
// but names speaks for one, or two languages are as likely. It takes English
// for another language less readily than the other way round: a question that
// is full of foreign names is in the language of the words between them.
func Detect(text string) (Language, bool) {
	words := scan(text)
	t := weigh(words, unicode.IsLower)
	if allCaps(text) {
		t = weigh(words, unicode.IsUpper)
	}
	if strings.ContainsAny(text, "¿¡") {
		t.add(Spanish, plainlySpanish)
		t.clear[Spanish]++
	}
	if l, ok := byScript(text, words); ok && t.score[English] < 1 {
		return l, true
	}
	return t.winner()
}

// What speaks for a language, beside 1 for a word that it alone has.
const (
	manyHave       = 0.6  // a word that several have
	suffixSays     = 0.7  // the end of a word
	sharedSays     = 0.25 // a word that stands in English texts too
	letterSays     = 0.4  // a letter that it alone has, in a word that is no name
	nameLetterSays = 0.1  // the same in a name
	plainlySpanish = 1.5  // a question mark upside down
)

// tally is what the words of a text say.
type tally struct {
	score map[Language]float64
	clear map[Language]int // words that say so plainly
	words int              // that may say something
}

func (t *tally) add(l Language, x float64) { t.score[l] += x }

// weigh counts what the words say. A word that begins as ordinary tells is
// taken for an ordinary one, whatever it looks like: so text in capitals can be
// read.
func weigh(words []word, ordinary func(rune) bool) tally {
	t := tally{score: map[Language]float64{}, clear: map[Language]int{}}
	known := load()
	for _, w := range words {
		l, marked := letters(w)
		if counts := w.counts() || ordinary([]rune(w.raw)[0]); !counts {
			if marked {
				t.add(l, nameLetterSays)
			}
			continue
		}
		t.words++
		if marked {
			t.add(l, letterSays)
		}
		t.count(w, known)
	}
	return t
}

// count counts what one word says.
func (t *tally) count(w word, known lists) {
	langs, says := known.of(w)
	for _, l := range langs {
		x := says
		if l == English && known.shared[w.text] { // which says less for the others only
			x = 1
			if len(langs) > 1 {
				x = manyHave
			}
		}
		t.add(l, x)
		if x > sharedSays {
			t.clear[l]++
		}
	}
}

// How sure Detect has to be.
const (
	enough      = 0.7  // the score of the language
	ahead       = 1.15 // times the score of the next one
	aheadOfEng  = 2.0  // times the score of English
	shareOfText = 0.2  // of the words that are no names have to speak for it
)

// winner is the language that the most speaks for.
func (t *tally) winner() (Language, bool) {
	best, next := Language(""), 0.0
	for l, x := range t.score {
		switch top := t.score[best]; {
		case x > top || x == top && l < best:
			best, next = l, max(next, top)
		default:
			next = max(next, x)
		}
	}
	x := t.score[best]
	if t.clear[best] == 0 || x < enough || x < shareOfText*float64(t.words) {
		return "", false
	}
	if best == English {
		return best, x > next
	}
	if x < ahead*next || x < aheadOfEng*t.score[English] {
		return "", false
	}
	return best, true
}

// letters gives the language that alone has a letter of the word, among those
// that Detect tells by their words.
func letters(w word) (Language, bool) {
	for _, r := range strings.ToLower(w.raw) {
		if l, ok := ownLetters[r]; ok {
			return l, true
		}
	}
	return "", false
}

var ownLetters = func() map[rune]Language {
	m := map[rune]Language{}
	for l, runes := range map[Language]string{
		Ukrainian: "іїєґ", Russian: "ыэ", Belarusian: "ў", Serbian: "ђјљњћџ", Turkish: "ğış", German: "ßä",
		French: "œêèùû", Spanish: "ñ", Portuguese: "ãõ", Polish: "ąęłńśźż", Italian: "ìò",
	} {
		for _, r := range runes {
			m[r] = l
		}
	}
	return m
}()

// allCaps tells whether a text of several letters has no lower-case one.
func allCaps(text string) bool {
	return strings.ToUpper(text) == text && strings.ToLower(text) != text
}

// scriptLanguages are the languages of the scripts that have one.
var scriptLanguages = map[script]Language{
	greek: Greek, arabic: Arabic, hebrew: Hebrew, han: Chinese, kana: Japanese, hangul: Korean,
	devanagari: Hindi, thai: Thai, georgian: Georgian, armenian: Armenian,
}

// Text without spaces between words, and text without upper case, has to be
// this long before it is more than a name.
const (
	manyLetters = 5
	manyWords   = 3
)

// byScript tells the language by the script that most letters are of.
func byScript(text string, words []word) (Language, bool) {
	var count [numScripts]int
	for _, r := range text {
		if unicode.IsLetter(r) {
			count[scriptOf(r)]++
		}
	}
	if count[kana] > 0 {
		count[kana], count[han] = count[kana]+count[han], 0
	}
	best := other
	for s, n := range count {
		if n > count[best] {
			best = script(s)
		}
	}
	l, ok := scriptLanguages[best]
	switch best {
	case han, kana, thai:
		return l, ok && count[best] >= manyLetters
	}
	lower, all := 0, 0
	for _, w := range words {
		if w.script != best {
			continue
		}
		all++
		if !w.upper {
			lower++
		}
	}
	if best == greek || best == armenian {
		return l, ok && all >= manyWords-1 && lower > 0
	}
	return l, ok && all >= manyWords
}
