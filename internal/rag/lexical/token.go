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
	s := scanner{text: text, stemmer: NewStemmer(), tokens: make([]Token, 0, len(text)/6+1)}
	for s.at < len(text) {
		r, size := utf8.DecodeRuneInString(text[s.at:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			s.word()
			continue
		}
		s.at += size
	}
	return s.tokens
}

type scanner struct {
	text    string
	at      int
	tokens  []Token
	stemmer Stemmer
}

// word reads the token that begins at s.at.
func (s *scanner) word() {
	start := s.at
	first, _ := utf8.DecodeRuneInString(s.text[start:])
	number := unicode.IsDigit(first)
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && !s.joins(start, r, size, number) {
			break
		}
		s.at += size
	}
	s.add(start, s.at, first, number)
}

// joins tells whether the mark at s.at belongs to the token begun at start.
func (s *scanner) joins(start int, r rune, size int, number bool) bool {
	next, _ := utf8.DecodeRuneInString(s.text[s.at+size:])
	switch r {
	case '\'', '’':
		return !number && unicode.IsLetter(next)
	case '.', ',':
		if number {
			return unicode.IsDigit(next)
		}
		return r == '.' && initials(s.text[start:s.at]) && (unicode.IsUpper(next) || s.closesInitials(start))
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
func (s *scanner) closesInitials(start int) bool {
	return strings.Contains(s.text[start:s.at], ".")
}

func (s *scanner) add(start, end int, first rune, number bool) {
	raw := s.text[start:end]
	t := Token{
		Word: Fold(raw), Start: start, End: end, Number: number,
		Upper: unicode.IsUpper(first), Caps: allCaps(raw), First: len(s.tokens) == 0,
	}
	if t.Word == "" {
		return
	}
	// "US" is a country, "us" is not.
	t.Stop = function[t.Word] && !t.Caps
	t.Stem = s.stemmer.Stem(t.Word)
	if t.Caps && t.Word == "us" {
		t.Stem = "usa"
	}
	s.tokens = append(s.tokens, t)
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
