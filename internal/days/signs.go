package days

import "strings"

// sign is a kind of word without which a rule has nothing to look for. Most
// sentences have none, and need no rule.
type sign uint16

const (
	yearly    sign = 1 << iota // four digits
	monthly                    // the name of a month
	weekdaily                  // the name of a day of the week
	daily                      // "yesterday", "today"
	spanned                    // "days", "week"
	off                        // "ago", "from now"
	which                      // "last", "next"
	within                     // "in"
	weekend
)

// signsOfWords are the signs that a word is, in lower case.
var signsOfWords = func() map[string]sign {
	all := map[string]sign{}
	for _, list := range []struct {
		sign  sign
		words string
	}{
		{monthly, "january february march april may june july august september october november december"},
		{monthly, "jan feb mar apr jun jul aug sep sept oct nov dec"},
		{weekdaily, "monday tuesday wednesday thursday friday saturday sunday"},
		{daily, "yesterday today tonight tomorrow"},
		{spanned, "day days week weeks month months year years weekend"},
		{off, "ago earlier now"},
		{which, "last next this coming previous past earlier later"},
		{within, "in"},
		{weekend, "weekend"},
	} {
		for _, w := range strings.Fields(list.words) {
			all[w] |= list.sign
		}
	}
	return all
}()

// longestSign is the length of the longest sign, "wednesday".
const longestSign = 9

// signsOf are those that a text has. Words are parted as \b parts them.
func signsOf(text string) sign {
	var found sign
	for i := 0; i < len(text); {
		if !inWord(text[i]) {
			i++
			continue
		}
		from := i
		digits := true
		for i < len(text) && inWord(text[i]) {
			digits = digits && text[i] <= '9'
			i++
		}
		switch {
		case digits && i-from == 4:
			found |= yearly
		case !digits && i-from <= longestSign:
			var lower [longestSign]byte
			for n := range i - from {
				lower[n] = text[from+n] | 0x20
			}
			of := signsOfWords[string(lower[:i-from])]
			if text[from] >= 'a' {
				of &^= monthly // "may" is mostly none
			}
			found |= of
		}
	}
	return found
}

// inWord tells whether a byte is of a word, as \b sees it.
func inWord(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_'
}
