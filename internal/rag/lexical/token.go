// Package lexical is the word index: it cuts text into tokens, brings their
// forms together, and ranks passages by BM25.
//
// The index keeps what ranking needs (postings, lengths, document frequencies)
// and what the choice of sentences needs (every passage's tokens in order, with
// their place in the text), so that both speak of the same words.
package lexical

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/unicode/norm"
)

// Token is a word or a number of a text.
type Token struct {
	Word   string // lower case, without diacritics and possessive: "zelenskyy"
	Stem   string // what its forms share: "negoti" for negotiations
	Start  int    // of the word in the text, in bytes
	End    int
	Upper  bool // begins with an upper-case letter
	Caps   bool // two or more letters, all of them upper case: "NATO", "U.S."
	Number bool // begins with a digit
	First  bool // the first token of the text
	Stop   bool // a function word, which says nothing of what a text is about
}

// Tokenize cuts a text into tokens. A hyphen parts words ("30-day"), a full
// stop between single letters does not ("U.S."), nor does a point or a comma
// within a number ("1,500").
func Tokenize(text string) []Token {
	stemmer := NewStemmer()
	tokens := make([]Token, 0, len(text)/6+1)
	for s := (scanner{text: text}); s.next(); {
		f := newForm(text[s.start:s.at], stemmer)
		if f.word != "" {
			tokens = append(tokens, f.token(s.start, len(tokens) == 0))
		}
	}
	return tokens
}

// Words are the words of a text's tokens, without the work that their stems
// take.
func Words(text string) []string {
	words := make([]string, 0, len(text)/6+1)
	for s := (scanner{text: text}); s.next(); {
		if w := Fold(text[s.start:s.at]); w != "" {
			words = append(words, w)
		}
	}
	return words
}

// form is what all tokens written alike have in common.
type form struct {
	word, stem                string
	size                      int32 // in bytes, as it is written
	upper, caps, number, stop bool
}

func newForm(raw string, stemmer Stemmer) form {
	first, _ := utf8.DecodeRuneInString(raw)
	f := form{
		word: Fold(raw), size: int32(len(raw)),
		upper: unicode.IsUpper(first), caps: allCaps(raw), number: unicode.IsDigit(first),
	}
	if f.word == "" {
		return f
	}
	// "US" is a country, "us" is not.
	f.stop = function[f.word] && !f.caps
	f.stem = stemmer.Stem(f.word)
	if f.caps && f.word == "us" {
		f.stem = "usa"
	}
	return f
}

// token is the form where it stands in a text.
func (f *form) token(start int, first bool) Token {
	return Token{
		Word: f.word, Stem: f.stem, Start: start, End: start + int(f.size),
		Upper: f.upper, Caps: f.caps, Number: f.number, First: first, Stop: f.stop,
	}
}

// scanner finds the words and numbers of a text: text[start:at] is the last one
// found.
type scanner struct {
	text      string
	start, at int
}

// next finds the next word or number, false where there is none.
func (s *scanner) next() bool {
	for s.at < len(s.text) {
		r, size := s.rune(s.at)
		if isLetter(r) || isDigit(r) {
			s.start = s.at
			s.word(isDigit(r))
			return true
		}
		s.at += size
	}
	return false
}

// rune decodes the character at a place of the text.
func (s *scanner) rune(at int) (rune, int) {
	if at < len(s.text) && s.text[at] < utf8.RuneSelf {
		return rune(s.text[at]), 1
	}
	return utf8.DecodeRuneInString(s.text[at:])
}

// word reads the token that begins at s.start.
func (s *scanner) word(number bool) {
	for s.at < len(s.text) {
		r, size := s.rune(s.at)
		if !isLetter(r) && !isDigit(r) && !isMark(r) && !s.joins(r, size, number) {
			break
		}
		s.at += size
	}
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

func isDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9'
	}
	return unicode.IsDigit(r)
}

func isMark(r rune) bool { return r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r) }

// joins tells whether the mark at s.at belongs to the token begun at s.start.
func (s *scanner) joins(r rune, size int, number bool) bool {
	switch r {
	case '\'', '’':
		next, _ := s.rune(s.at + size)
		return !number && isLetter(next)
	case '.', ',':
		next, _ := s.rune(s.at + size)
		if number {
			return isDigit(next)
		}
		return r == '.' && initials(s.text[s.start:s.at]) && (unicode.IsUpper(next) || s.closesInitials())
	}
	return false
}

// initials tells whether the text so far is "U" or "U.S": single upper-case
// letters with stops between them. It looks at what stands behind the last stop
// alone, for every stop before it was joined by the same rule.
func initials(text string) bool {
	last := strings.LastIndexByte(text, '.') + 1
	if last > 0 && last == len(text) {
		return true
	}
	r, size := utf8.DecodeRuneInString(text[last:])
	return last+size == len(text) && unicode.IsUpper(r)
}

// closesInitials tells whether the stop at s.at is the last one of "U.S.".
func (s *scanner) closesInitials() bool {
	return strings.Contains(s.text[s.start:s.at], ".")
}

// Stemmer brings the forms of English words together, by Porter's second
// stemmer. It keeps state, so it serves one caller at a time.
type Stemmer struct{ env *snowballstem.Env }

// NewStemmer makes a Stemmer.
func NewStemmer() Stemmer { return Stemmer{snowballstem.NewEnv("")} }

// stemmed is the length in bytes above which a word is its own stem: no English
// word is as long, and the stemmer takes quadratic time.
const stemmed = 64

// Stem is what the forms of a folded word share: "negoti" for negotiations.
func (s Stemmer) Stem(word string) string {
	if len(word) > stemmed {
		return word
	}
	s.env.SetCurrent(british(word))
	english.Stem(s.env)
	return oneSpelling(s.env.Current())
}

// british writes a word in -ize with an s: the stemmer would cut the ending from
// "organize", but not from "organise".
func british(word string) string {
	for _, ending := range [...]string{"e", "ed", "es", "er", "ers", "ing", "ation", "ations"} {
		root, ok := strings.CutSuffix(word, ending)
		if n := len(root); ok && n >= 5 && root[n-1] == 'z' && (root[n-2] == 'i' || root[n-2] == 'y') {
			return root[:n-1] + "s" + ending
		}
	}
	return word
}

// oneSpelling brings British and American spellings of a stem together. The
// rules are crude, but they are applied to every stem, so all that counts is
// that no two words of different meaning meet.
func oneSpelling(stem string) string {
	n := len(stem)
	switch {
	case n >= 6 && strings.HasSuffix(stem, "enc"): // defenc(e), defens(e)
		return stem[:n-1] + "s"
	case n >= 6 && strings.HasSuffix(stem, "our"): // labour, labor
		return stem[:n-2] + "r"
	case n >= 6 && strings.HasSuffix(stem, "is"): // organis(e), organiz(ational)
		return stem[:n-1] + "z"
	case stem == "centr" || stem == "theatr":
		return stem[:n-1] + "er"
	case stem == "programm":
		return stem[:n-1]
	}
	return stem
}

// Fold gives a word in the form in which words are compared: lower case, no
// diacritics, straight apostrophes, no stops, no possessive.
func Fold(word string) string {
	ascii := true
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if !ascii {
		word = strings.Map(foldRune, norm.NFKD.String(word))
	}
	word = strings.ToLower(word)
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "'")
	if first, _ := utf8.DecodeRuneInString(word); !unicode.IsDigit(first) {
		word = strings.ReplaceAll(word, ".", "")
	}
	return word
}

func foldRune(r rune) rune {
	switch {
	case unicode.Is(unicode.Mn, r):
		return -1
	case r == '’' || r == 'ʼ':
		return '\''
	case r == 'ı':
		return 'i'
	case r == 'ł' || r == 'Ł':
		return 'l'
	case r == 'ø' || r == 'Ø':
		return 'o'
	}
	return r
}

func allCaps(word string) bool {
	letters := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 2
}
