package language

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// word is a run of letters in a text.
type word struct {
	text   string // folded, with the apostrophe of a part of a word: "l'", "'da"
	raw    string
	script script
	upper  bool // begins with an upper-case letter
	first  bool // begins a sentence
}

// counts tells whether the word may speak for a language: one in upper case
// inside a sentence is likely a name.
func (w word) counts() bool { return w.first || !w.upper }

// scan cuts a text into words. Whatever is no letter parts them. An apostrophe
// parts them and stays with the shorter one, for it is an article or an ending;
// within a Cyrillic word it is dropped.
func scan(text string) []word {
	var words []word
	runes := []rune(norm.NFC.String(text))
	first := true
	for i := 0; i < len(runes); {
		if !isLetter(runes[i]) {
			first = first || strings.ContainsRune(".?!¿¡:", runes[i])
			i++
			continue
		}
		end := i
		for end < len(runes) && (isLetter(runes[end]) || joins(runes, end)) {
			end++
		}
		w := newWord(runes[i:end], first)
		switch before, after := i > 0 && isApostrophe(runes[i-1]), end < len(runes) && isApostrophe(runes[end]); {
		case before && i > 1 && isLetter(runes[i-2]) && end-i <= 4 && !w.upper:
			w.text = "'" + w.text
		case after && end+1 < len(runes) && isLetter(runes[end+1]) && elision(runes[i:end]):
			w.text += "'"
		}
		if strings.Trim(w.text, "'") != "" { // not only combining marks
			words = append(words, w)
		}
		first, i = false, end
	}
	return words
}

// joins tells whether the apostrophe at i stands within a Cyrillic word.
func joins(runes []rune, i int) bool {
	return isApostrophe(runes[i]) && i > 0 && i+1 < len(runes) &&
		unicode.Is(unicode.Cyrillic, runes[i-1]) && unicode.Is(unicode.Cyrillic, runes[i+1])
}

// elision tells whether a word may be one that has lost its vowel before the
// next.
func elision(w []rune) bool {
	return len(w) <= 2 || slices.Contains(elisions, strings.ToLower(string(w)))
}

// elisions are the French and Italian ones of three letters and more.
var elisions = strings.Fields(`jusqu lorsqu puisqu quoiqu aujourd dell nell all sull dall coll quell quest tutt senz dov`)

func newWord(runes []rune, first bool) word {
	w := word{raw: string(runes), script: scriptOf(runes[0]), upper: unicode.IsUpper(runes[0]), first: first}
	w.text = fold(w.raw)
	return w
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.M, r) }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '‘' }

// fold gives a word in the form in which words are compared: lower case, Latin
// letters without diacritics. Those of Cyrillic letters make other letters, but
// ё is mostly written е.
func fold(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFC.String(text)) {
		switch {
		case r < unicode.MaxASCII:
			b.WriteRune(r)
		case r == 'ё':
			b.WriteRune('е')
		case isApostrophe(r):
			b.WriteByte('\'')
		case unicode.Is(unicode.Latin, r):
			b.WriteString(plain(r))
		case unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Cyrillic, r) && r < 0x370:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plain is a Latin letter without diacritics.
func plain(r rune) string {
	if s, ok := ligatures[r]; ok {
		return s
	}
	for _, base := range norm.NFKD.String(string(r)) {
		return string(base)
	}
	return string(r)
}

// ligatures are the letters that decomposition leaves alone.
var ligatures = map[rune]string{
	'ı': "i", 'ł': "l", 'ø': "o", 'đ': "d", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ð': "d",
}

type script int

// The scripts that are told apart. Those behind cyrillic have one language each,
// as far as questions go.
const (
	other script = iota
	latin
	cyrillic
	greek
	arabic
	hebrew
	han
	kana
	hangul
	devanagari
	thai
	georgian
	armenian
	numScripts
)

var scripts = [numScripts]*unicode.RangeTable{
	latin: unicode.Latin, cyrillic: unicode.Cyrillic, greek: unicode.Greek, arabic: unicode.Arabic, hebrew: unicode.Hebrew,
	han: unicode.Han, hangul: unicode.Hangul, devanagari: unicode.Devanagari, thai: unicode.Thai,
	georgian: unicode.Georgian, armenian: unicode.Armenian,
}

func scriptOf(r rune) script {
	if unicode.In(r, unicode.Hiragana, unicode.Katakana) {
		return kana
	}
	for s, table := range scripts {
		if table != nil && unicode.Is(table, r) {
			return script(s)
		}
	}
	return other
}
