package conversation

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"talksbot/internal/rag/lexical"
)

// text is a text in tokens, with the names in it.
type text struct {
	raw    string
	tokens []lexical.Token
	names  []name
}

// span is a range of tokens, [from, to).
type span struct{ from, to int }

func (s span) empty() bool          { return s.from >= s.to }
func (s span) holds(i int) bool     { return i >= s.from && i < s.to }
func (s span) overlaps(o span) bool { return s.from < o.to && o.from < s.to }

func set(words string) map[string]bool { return lexical.Set(words) }

// read cuts a text into tokens and finds its names.
func (t *talk) read(s string) *text {
	m := &text{raw: s, tokens: lexical.Tokenize(s)}
	m.names = t.findNames(m)
	return m
}

// word is the folded word of a token, "" outside the text.
func (m *text) word(i int) string {
	if i < 0 || i >= len(m.tokens) {
		return ""
	}
	return m.tokens[i].Word
}

// hasAt tells whether the words stand at i.
func (m *text) hasAt(i int, words ...string) bool {
	for k, w := range words {
		if m.word(i+k) != w {
			return false
		}
	}
	return true
}

// startOf is the byte at which a token begins, the end of the text for none.
func (m *text) startOf(i int) int {
	if i < len(m.tokens) {
		return m.tokens[i].Start
	}
	return len(m.raw)
}

// cut is the text of a range of tokens.
func (m *text) cut(s span) string {
	s.to = min(s.to, len(m.tokens))
	if s.empty() {
		return ""
	}
	return m.raw[m.tokens[s.from].Start:m.tokens[s.to-1].End]
}

// replaced is the text with other words in place of a range of tokens.
func (m *text) replaced(s span, by string) string {
	return m.raw[:m.tokens[s.from].Start] + by + m.raw[m.tokens[s.to-1].End:]
}

// possessive tells whether a token ends in 's.
func (m *text) possessive(i int) bool {
	raw := m.cut(span{i, i + 1})
	return strings.HasSuffix(raw, "'s") || strings.HasSuffix(raw, "’s") || strings.HasSuffix(raw, "'S")
}

// bare is a phrase without a possessive ending.
func bare(s string) string {
	for _, ending := range []string{"'s", "’s", "'S", "'", "’"} {
		if cut, ok := strings.CutSuffix(s, ending); ok {
			return cut
		}
	}
	return s
}

// possessiveOf is the phrase with a possessive ending.
func possessiveOf(s string) string {
	s = bare(s)
	if last := lastWord(s); strings.HasSuffix(s, "s") && plural(strings.ToLower(last)) && last == strings.ToLower(last) {
		return s + "'"
	}
	return s + "'s"
}

func lastWord(s string) string {
	words := strings.Fields(s)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// plural tells whether a noun has the form of a plural.
func plural(word string) bool {
	if irregularPlurals[word] {
		return true
	}
	return len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") &&
		!strings.HasSuffix(word, "us") && !strings.HasSuffix(word, "is") && !singularS[word]
}

var (
	irregularPlurals = set(`people men women children police media troops`)
	singularS        = set(`news politics economics series species gas bus lens athletics physics`)
)

// contractions are written out, so that each token is one word.
var contractions = regexp.MustCompile(`(?i)\b(what|who|where|when|why|how|that|it|he|she|there)['’](s|re|ll|d)\b`)

func expand(s string) string {
	return contractions.ReplaceAllStringFunc(s, func(m string) string {
		at := strings.IndexAny(m, "'’")
		_, size := utf8.DecodeRuneInString(m[at:])
		return m[:at] + " " + map[string]string{"s": "is", "re": "are", "ll": "will", "d": "would"}[strings.ToLower(m[at+size:])]
	})
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// lowerFirst is a phrase as it stands within a sentence.
func (m *text) lowerFirst(s span) string {
	out := m.cut(s)
	if s.empty() || s.from > 0 || m.tokens[0].Caps || m.nameAt(0) != nil {
		return out
	}
	r, size := utf8.DecodeRuneInString(out)
	return string(unicode.ToLower(r)) + out[size:]
}

func tokens(s string) []lexical.Token { return lexical.Tokenize(s) }
