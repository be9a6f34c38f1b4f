package support

import (
	"math"
	"strconv"
	"strings"

	"talksbot/internal/rag/lexical"
)

// amount is a number with what it counts.
type amount struct {
	from, to int
	value    float64
	unit     string // the stem of what is counted, "%" for a share, "" where unknown
	ordinal  bool   // "second", "4th"
	times    bool   // how often something is done
	rough    bool   // a fraction in words
	row      bool   // an ordinal or a number of things one after another
	bound    int    // above 0 for "more than", below 0 for "less than"
}

// findAmounts reads numbers in digits and in words: "15", "fifteen", "1.5
// million", "30-day", "20%", "two hundred".
func (s *Sentence) findAmounts() {
	for i := 0; i < len(s.words); {
		a, ok := s.shareAt(i)
		if !ok {
			if a, ok = s.amountAt(i); !ok {
				i++
				continue
			}
			a.bound = s.boundBefore(i)
			if !a.times && a.unit == "" {
				s.findUnit(&a)
			}
			a.row = s.inRow(a)
		}
		for j := a.from; j < a.to; j++ {
			s.words[j].taken = true
		}
		if i := a.to + 1; i < len(s.words) && s.words[i].Word == "old" && s.gaps[i] == hyphen {
			s.words[i].taken = true // "the 19-year-old"
		}
		s.amounts = append(s.amounts, a)
		i = a.to
	}
}

// inRow tells whether what an amount counts comes one after another: "the fourth final
// in a row", "four consecutive finals".
func (s *Sentence) inRow(a amount) bool {
	for i := a.to; i < min(a.to+5, len(s.words)) && s.gaps[i] < comma; i++ {
		switch w := s.words[i].Word; {
		case w == "consecutive", w == "straight", w == "successive", w == "running":
			return true
		case w == "row":
			return s.words[i-1].Word == "a"
		}
	}
	return false
}

// amountAt reads the amount that begins with a word.
func (s *Sentence) amountAt(i int) (amount, bool) {
	if s.words[i].taken {
		return amount{}, false
	}
	if n, ok := times[s.words[i].Word]; ok && (i+1 >= len(s.words) || s.words[i+1].Word != "as" && !determiners[s.words[i+1].Word]) {
		return amount{from: i, to: i + 1, value: n, times: true}, true
	}
	if s.words[i].Word == "fortnight" {
		return amount{from: i, to: i + 1, value: 2, unit: "week"}, true
	}
	if n, ok := ordinals[s.words[i].Word]; ok {
		return amount{from: i, to: i + 1, value: n, ordinal: true}, true
	}
	value, ordinal, ok := number(s.words[i].Word)
	if !ok || s.words[i].Word == "one" && !s.counts(i) {
		return amount{}, false
	}
	a := amount{from: i, to: i + 1, value: value, ordinal: ordinal}
	group := 0.0 // of thousands and more, done
	for ; a.to < len(s.words) && s.gaps[a.to] <= hyphen; a.to++ {
		word := s.words[a.to].Word
		scale, isScale := scales[word]
		small, isSmall := small[word]
		switch {
		case isScale && scale == 100:
			a.value *= 100
		case isScale:
			group, a.value = group+a.value*scale, 0
		case isSmall && joins(a.value, small):
			a.value += small
		case word == "and" && a.to+1 < len(s.words) && a.value >= 100 && isSmallWord(s.words[a.to+1].Word):
		default:
			a.value += group
			return a, true
		}
	}
	a.value += group
	return a, true
}

func isSmallWord(word string) bool { _, ok := small[word]; return ok }

// joins tells whether a small number goes on with the one before it: "twenty
// five", "two hundred twenty", but not "five two".
func joins(before, small float64) bool {
	return before == 0 || before >= 20 && before < 100 && math.Mod(before, 10) == 0 && small < 10 || before >= 100 && math.Mod(before, 100) == 0
}

// counts tells whether "one" counts what follows, and is not "the one who".
func (s *Sentence) counts(i int) bool {
	if i+1 >= len(s.words) || i > 0 && (s.words[i-1].Word == "the" || s.words[i-1].Word == "no" || s.words[i-1].Word == "any") {
		return false
	}
	_, scale := scales[s.words[i+1].Word]
	return scale || s.gaps[i+1] == hyphen && !s.words[i+1].Stop || units[s.words[i+1].Stem]
}

// number reads one word, with the endings that numbers in digits have.
func number(word string) (value float64, ordinal, ok bool) {
	if n, ok := small[word]; ok {
		return n, false, true
	}
	if n, ok := wholes[word]; ok {
		return n, false, true
	}
	if word == "" || word[0] < '0' || word[0] > '9' {
		return 0, false, false
	}
	digits := strings.TrimRight(word, "abcdefghijklmnopqrstuvwxyz'")
	n, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	if err != nil || math.IsInf(n, 0) {
		return 0, false, false
	}
	switch ending := strings.Trim(word[len(digits):], "'"); ending {
	case "st", "nd", "rd", "th":
		return n, true, true
	case "k":
		return n * 1e3, false, true
	case "m", "mn":
		return n * 1e6, false, true
	case "bn", "b":
		return n * 1e9, false, true
	case "tn":
		return n * 1e12, false, true
	}
	return n, false, true
}

// boundBefore tells whether more or less than an amount is meant.
func (s *Sentence) boundBefore(i int) int {
	if i == 0 {
		return 0
	}
	before := s.words[i-1].Word
	switch {
	case above[before], before == "than" && i > 1 && more[s.words[i-2].Word], before == "least" && i > 1 && s.words[i-2].Word == "at":
		return 1
	case below[before], before == "to" && i > 1 && s.words[i-2].Word == "up", before == "than" && i > 1 && less[s.words[i-2].Word], before == "most" && i > 1 && s.words[i-2].Word == "at":
		return -1
	}
	return 0
}

// findUnit finds what an amount counts: a percent sign, or the next weighty word.
func (s *Sentence) findUnit(a *amount) {
	if strings.HasPrefix(s.Text[s.words[a.to-1].End:], "%") || strings.HasPrefix(s.Text[s.words[a.to-1].End:], " %") {
		a.unit = "%"
		return
	}
	if unit := currencyBefore(s.Text[:s.words[a.from].Start]); unit != "" {
		a.unit = unit
		return
	}
	for i := a.to; i < min(a.to+3, len(s.words)); i++ {
		w := &s.words[i]
		if s.gaps[i] > hyphen || prepositions[w.Word] && w.Word != "of" || w.Word == "and" {
			return
		}
		if w.Word == "percent" || w.Word == "pct" || w.Word == "per" && i+1 < len(s.words) && s.words[i+1].Word == "cent" {
			a.unit = "%"
			for ; i < len(s.words) && (s.words[i].Word == "percent" || s.words[i].Word == "pct" || s.words[i].Word == "per" || s.words[i].Word == "cent"); i++ {
				s.words[i].taken = true
			}
			return
		}
		if !w.Stop && !w.Number {
			a.unit = w.Stem
			return
		}
	}
}

// currencyBefore is the currency whose sign a text ends with, as the stem of its
// name; "" where there is none.
func currencyBefore(text string) string {
	for sign, stem := range map[string]string{"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"} {
		if strings.HasSuffix(text, sign) {
			return stem
		}
	}
	return ""
}

// equal tells whether two amounts are of one size.
func equal(a, b amount) bool {
	if nearShare(a, b) {
		return true
	}
	return (a.ordinal == b.ordinal || a.row && b.row) && math.Abs(a.value-b.value) <= 1e-9*math.Max(math.Abs(a.value), math.Abs(b.value))
}

var small = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var wholes = map[string]float64{"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}

var scales = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "mn": 1e6}

// ordinals are those that are hardly anything else. "First" is mostly an adverb.
var ordinals = map[string]float64{
	"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}

// times are adverbs that count.
var times = map[string]float64{"twice": 2, "thrice": 3}

var (
	above = lexical.Set(`over above exceeding exceeds exceeded`)
	below = lexical.Set(`under below`)
	more  = lexical.Set(`more greater higher larger longer`)
	less  = lexical.Set(`less fewer lower smaller shorter`)
	units = readStems(`year month week day hour minute second percent mile kilometer meter ton goal point vote seat game match
 million billion time dollar euro pound person man woman child`)
)
