package corpus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// SentenceMax is the length in bytes above which a sentence is cut.
const SentenceMax = 600

// Sentences cuts a block into sentences: spans of the text, in order, without
// white space around them, each with a letter or digit in it. Together they
// cover every letter and digit of the block. The boundaries are those of
// Unicode (UAX 29), less those that English abbreviations, initials and quoted
// questions only pretend, and a sentence longer than SentenceMax is cut.
func Sentences(text string, b Span) []Span {
	flat := flatten(text[b.Start:b.End])
	var spans []Span
	for _, s := range joinPieces(flat, pieces(flat)) {
		for _, part := range cutLong(text[b.Start:b.End], trim(flat, s)) {
			part = trim(flat, part)
			if wordy(flat[part.Start:part.End]) {
				spans = append(spans, Span{b.Start + part.Start, b.Start + part.End})
			}
		}
	}
	return spans
}

var lineEnds = regexp.MustCompile(`[\r\n\x{85}\x{2028}\x{2029}]+(?:[ \t]*>)*`)

// flatten puts spaces in the place of line breaks, and of the quote marks of
// Markdown that follow them, since a line break is a boundary to Unicode. No
// byte moves.
func flatten(s string) string {
	if !strings.ContainsAny(s, "\r\n\u0085\u2028\u2029") {
		return s
	}
	return lineEnds.ReplaceAllStringFunc(s, func(m string) string { return strings.Repeat(" ", len(m)) })
}

// pieces are the sentences by the rules of Unicode; they cover the text.
func pieces(flat string) []Span {
	var spans []Span
	for it := sentences.FromString(flat); it.Next(); {
		spans = append(spans, Span{it.Start(), it.End()})
	}
	return spans
}

// joinPieces joins the pieces that belong to one sentence.
func joinPieces(flat string, pieces []Span) []Span {
	var joined []Span
	for _, next := range pieces {
		if len(joined) == 0 {
			joined = append(joined, next)
			continue
		}
		last := &joined[len(joined)-1]
		// Quotes that close the sentence before may stand apart from it.
		n := closing(flat[next.Start:next.End])
		last.End += n
		next.Start += n
		if next.Len() == 0 {
			continue
		}
		if belongs(flat[last.Start:last.End], flat[next.Start:next.End]) {
			last.End = next.End
			continue
		}
		joined = append(joined, next)
	}
	return joined
}

var closingMarks = regexp.MustCompile(`^\s*(?:(?:''|["”’»)\]}!?.…]|\*{1,2})+(?:\s+|$))+`)

// closing is the length in bytes of the closing marks that a piece begins
// with, and of the white space after them.
func closing(s string) int { return len(closingMarks.FindString(s)) }

// belongs tells whether a piece goes on with the sentence before it.
func belongs(before, next string) bool {
	before, next = strings.TrimSpace(before), strings.TrimSpace(next)
	switch {
	case !wordy(next):
		return false
	case !wordy(before):
		return true // an opening quote, or dots
	case enumerator.MatchString(before):
		return true
	case lowerWord(next):
		return true
	case !strings.HasSuffix(before, "."):
		return false
	}
	return abbreviated(before, next)
}

var enumerator = regexp.MustCompile(`^\(?(?:\d{1,3}|[A-Za-z])[.)]$`)

// lowerWord tells whether a text begins with a word in lower case; "iPhone" is
// none.
func lowerWord(s string) bool {
	word := firstWord(s)
	first, n := utf8.DecodeRuneInString(word)
	return unicode.IsLower(first) && strings.IndexFunc(word[n:], unicode.IsUpper) < 0
}

// firstWord is the first word of a text without the punctuation around it.
func firstWord(s string) string {
	s = strings.TrimLeft(s, "“\"‘'`([ ")
	if i := strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '.' && r != '’' && r != '\'' && r != '-'
	}); i >= 0 {
		s = s[:i]
	}
	return s
}

// abbreviated tells whether the full stop that ends the text before belongs to
// an abbreviation, with the next text going on in the same sentence.
func abbreviated(before, next string) bool {
	following := firstWord(next)
	digit := following != "" && unicode.IsDigit(rune(following[0]))
	word := lastWord(before)
	if word == "" { // tokenized text puts a space before the full stop: "No . 5"
		return digit && kindOf(lastWord(strings.TrimRight(before, ". "))) == abbrNumber
	}
	switch kindOf(word) {
	case abbrAlways:
		return true
	case abbrNumber:
		return digit
	case abbrHour:
		return zoneWord(following, next)
	case abbrName:
		return !opener(following) && headingStart(following)
	case abbrInitial:
		return !opener(following) && headingStart(following) && (word != "I" || initialed.MatchString(next))
	}
	return false
}

// initialed matches a text that begins with a single letter and a full stop.
var initialed = regexp.MustCompile(`^\p{Lu}\. `)

// lastWord is the word before the full stop at the end of a text; full stops
// inside it stay: "U.S", "a.m", "Dr".
func lastWord(s string) string {
	s = strings.TrimSuffix(s, ".")
	i := strings.LastIndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '.'
	})
	if i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		s = s[i+n:]
	}
	return s
}

type abbreviation int

const (
	abbrNone    abbreviation = iota
	abbrAlways               // never ends a sentence: "Dr.", "e.g."
	abbrNumber               // goes on where a number follows: "No. 5"
	abbrHour                 // goes on where a zone or a day follows: "10 a.m. Moscow time"
	abbrName                 // goes on where a name may follow: "U.S. President"
	abbrInitial              // a single letter
)

var (
	abbrsAlways = alternatives(`mr|mrs|ms|mx|dr|prof|messrs|mmes|e\.g|i\.e|eg|ie|vs|v|cf|viz`)
	abbrsNumber = alternatives(`jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|nos?|art|arts|pp?|figs?|vols?|ch|secs?|paras?|approx|ca|c|op|res`)
	abbrsHour   = alternatives(`a\.m|p\.m|am|pm`)
	abbrsName   = regexp.MustCompile(`^(?:Gov|Govs|Sen|Sens|Rep|Reps|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Pvt|Cmdr|Cdr|Adm|Brig|Rev|Hon|St|Ste|Sts|Pres|Amb|Mt|Ft|Fr|Sr|Jr|Supt|Det|Insp|Sec|Atty|Assoc|Asst|Dept|Univ|Inc|Ltd|Co|Cos|Corp|Bros|LLC|Esq|al|Ph\.D|M\.D|B\.A|M\.A|Ave|Blvd|Rd)$`)
	acronym     = regexp.MustCompile(`^(?:\p{Lu}\.)+\p{Lu}$`)
)

// kindOf is how the abbreviation that a full stop follows behaves.
func kindOf(word string) abbreviation {
	switch {
	case abbrsAlways.MatchString(word):
		return abbrAlways
	case abbrsHour.MatchString(word):
		return abbrHour
	case abbrsName.MatchString(word), acronym.MatchString(word):
		return abbrName
	case abbrsNumber.MatchString(word):
		return abbrNumber
	case utf8.RuneCountInString(word) == 1 && headingStart(word):
		return abbrInitial
	}
	return abbrNone
}

var openers = regexp.MustCompile(`^(?:The|A|An|He|She|It|They|We|You|I|His|Her|Its|Their|Our|My|This|That|These|Those|There|Here|In|On|At|By|For|From|With|Without|Under|Over|During|Since|After|Before|Until|While|When|Where|What|Who|Why|How|Which|But|And|Or|So|Yet|Nor|If|As|Although|Though|Because|However|Meanwhile|Moreover|Nevertheless|Nonetheless|Still|Then|Thus|Also|Instead|Once|Now|Both|Some|Many|Most|Several|All|No|Not|One|Another|Other|Such|To|Of|According|Asked|Earlier|Later|Last|Today|Yesterday|Despite)$`)

// opener tells whether a capitalised word is one that opens sentences and is
// hardly ever part of a name. "A." is an initial.
func opener(word string) bool { return openers.MatchString(word) }

var zoneOrDay = regexp.MustCompile(`^(?:\p{Lu}{2,5}|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun|\p{Lu}\p{L}+day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|Eastern|Central|Pacific|Mountain|Greenwich)\.?$`)

var zoneTime = regexp.MustCompile(`^\p{Lu}[\p{L}.-]*(?: \p{Lu}[\p{L}.-]*){0,2} (?:[Ss]tandard |[Ss]ummer |[Dd]aylight )?[Tt]ime\b`)

// zoneWord tells whether what follows an hour goes on with it: a zone, a day.
func zoneWord(following, next string) bool {
	return zoneOrDay.MatchString(following) || zoneTime.MatchString(next)
}

// cutLong cuts a sentence that is longer than SentenceMax: at a line's end, at
// a semicolon, at white space, and where there is none, between two runes.
func cutLong(text string, s Span) []Span {
	var parts []Span
	for s.Len() > SentenceMax {
		at := s.Start + cutAt(text[s.Start:s.Start+SentenceMax+1])
		parts = append(parts, Span{s.Start, at})
		s.Start = at
	}
	return append(parts, s)
}

// cutAt is the offset at which a text of SentenceMax bytes and one is cut.
func cutAt(s string) int {
	const least = SentenceMax / 6 // a shorter part is not worth a cut at a line's end
	if i := strings.LastIndexAny(s, "\r\n"); i > least {
		return i
	}
	if i := strings.LastIndex(s, "; "); i > least {
		return i + 1
	}
	if i := strings.LastIndexFunc(s, unicode.IsSpace); i > 0 {
		return i
	}
	i := SentenceMax
	for i > 0 && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}
