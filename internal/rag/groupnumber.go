package rag

import (
	"math"
	"strconv"
	"strings"

	"talksbot/internal/rag/lexical"
)

// amount is a number in a sentence with what it counts, as tokens [from, to).
type amount struct {
	from, to  int
	low, high float64 // "more than 100" is 100 or more
	unit      string  // stems
	measured  bool    // in a unit of measure, which says little of what is counted
}

// amountAt reads the amount that begins at a token. It leaves out what is no
// count: years, times of the day, ordinals, "hundreds".
func amountAt(text string, tokens []lexical.Token, i int) (amount, bool) {
	value, to, ok := numberAt(text, tokens, i)
	if !ok {
		return amount{}, false
	}
	a := amount{from: i, to: to, low: value, high: value}
	if a.unit, a.to, a.measured = unitAt(text, tokens, i, to); a.unit == "" {
		return amount{}, false
	}
	a.widen(tokens, value)
	return a, true
}

// numberAt reads a number in digits or words, and where it ends.
func numberAt(text string, tokens []lexical.Token, i int) (float64, int, bool) {
	t := tokens[i]
	value, to := 0.0, i+1
	switch {
	case t.Number:
		if isYear(t.Word) || partOfMore(text, t) {
			return 0, 0, false
		}
		v, err := strconv.ParseFloat(strings.ReplaceAll(t.Word, ",", ""), 64)
		if err != nil || v <= 1 {
			return 0, 0, false
		}
		value = v
	case numerals[t.Word] > 0:
		value = numerals[t.Word]
		if to < len(tokens) && value >= 20 && value < 100 && numerals[tokens[to].Word] > 0 && numerals[tokens[to].Word] < 10 && text[t.End:tokens[to].Start] == "-" {
			value += numerals[tokens[to].Word]
			to++
		}
	default:
		return 0, 0, false
	}
	for to < len(tokens) && multiples[tokens[to].Word] > 0 && text[tokens[to-1].End:tokens[to].Start] == " " {
		value *= multiples[tokens[to].Word]
		to++
	}
	return value, to, true
}

func isYear(word string) bool { return yearPattern.MatchString(word) }

// partOfMore tells whether a number is a part of something that is no count: a
// time, a result, a name.
func partOfMore(text string, t lexical.Token) bool {
	before, after := text[:t.Start], text[t.End:]
	if strings.HasSuffix(before, ":") || strings.HasPrefix(after, ":") || strings.HasPrefix(after, "/") || strings.HasSuffix(before, "/") || strings.HasSuffix(before, "#") || strings.HasSuffix(before, "No. ") {
		return true
	}
	dash := func(s string) bool { return s == "-" || s == "–" }
	return before != "" && dash(before[len(before)-1:]) || strings.HasSuffix(before, "–") ||
		after != "" && dash(after[:1]) && len(after) > 1 && after[1] >= '0' && after[1] <= '9' || strings.HasPrefix(after, "–")
}

var (
	numerals = map[string]float64{
		"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
		"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
		"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	}
	multiples = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12}
	// measures are units that many things are measured in.
	measures = stemSet(`year month week day hour minute second percent dollar euro pound mile kilometre kilometer km metre meter foot feet
 tonne ton kilogram kg litre degree time point seat vote page inch acre hectare mph kmh`)
	plurals = lexical.Set(`people men women children police dead percent feet km kg staff personnel crew troops`)
)

// unitAt is what a number counts: the last plural among the words behind it, a
// currency, per cent, or both words of "30-day ceasefire". from is where the
// number begins, at where it ends.
func unitAt(text string, tokens []lexical.Token, from, at int) (unit string, to int, measured bool) {
	end := tokens[at-1].End
	if strings.HasPrefix(text[end:], "%") {
		return "percent", at, true
	}
	if sign := strings.TrimRight(text[:tokens[from].Start], " "); sign != "" {
		for _, s := range []string{"$", "€", "£"} {
			if strings.HasSuffix(sign, s) {
				return s, at, true
			}
		}
	}
	if at < len(tokens) && text[end:tokens[at].Start] == "-" {
		if at+1 < len(tokens) && !tokens[at+1].Stop && !tokens[at+1].Upper && text[tokens[at].End:tokens[at+1].Start] == " " {
			return tokens[at].Stem + " " + tokens[at+1].Stem, at + 2, false
		}
		return "", 0, false
	}
	for i := at; i < min(len(tokens), at+4); i++ {
		t := tokens[i]
		if t.Stop || t.Number || t.Upper || text[tokens[i-1].End:t.Start] != " " {
			break
		}
		if plurals[t.Word] || len(t.Word) > 3 && strings.HasSuffix(t.Word, "s") && !strings.HasSuffix(t.Word, "ss") && !strings.HasSuffix(t.Word, "ous") {
			unit, to, measured = t.Stem, i+1, measures[t.Stem]
		}
	}
	return unit, to, measured
}

// widen takes "more than", "about" and "nearly" before a number into account.
func (a *amount) widen(tokens []lexical.Token, value float64) {
	word := func(i int) string {
		if i < 0 {
			return ""
		}
		return tokens[i].Word
	}
	last, two := word(a.from-1), word(a.from-2)+" "+word(a.from-1)
	switch {
	case last == "over" || last == "above" || last == "exceeding" || two == "more than" || two == "at least" || two == "greater than" || two == "no fewer":
		a.high = math.Inf(1)
	case last == "under" || last == "below" || two == "less than" || two == "fewer than" || two == "up to" || two == "at most" || two == "as many":
		a.low = 0
	case last == "nearly" || last == "almost" || last == "about" || last == "around" || last == "roughly" || last == "some" || last == "approximately" || last == "estimated" || last == "circa":
		a.low, a.high = 0.85*value, 1.15*value
	case value >= 1000:
		a.low, a.high = 0.97*value, 1.03*value // rounded
	}
}

// differs tells whether two amounts cannot be one.
func (a amount) differs(b amount) bool { return a.high < b.low || b.high < a.low }
