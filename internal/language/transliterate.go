package language

import (
	"strings"
	"unicode"
)

// mostSpellings is how many spellings Transliterate gives at most.
const mostSpellings = 64

// longestName is how many bytes a name has at most: a longer one has no
// spellings.
const longestName = 80

// Transliterate gives spellings that a name may have in English news, in lower
// case and the likeliest first: "zelensky", "zelenskyy", "zelenskiy" … for
// "Зеленский" or "Зеленського". Cyrillic letters are read in Russian and in
// Ukrainian, Latin ones as they stand and in German and French; of other letters
// it gives nothing. A name that English has its own word for leads to that word
// too.
func Transliterate(name string) []string {
	var found []string
	for _, known := range InEnglish(name) {
		found = withName(found, strings.ToLower(known))
	}
	words := phraseWords(name)
	if len(words) != 1 || len(words[0]) > longestName {
		return found
	}
	word := words[0]
	switch scriptOf([]rune(word)[0]) {
	case cyrillic:
		for _, form := range baseForms(word) {
			found = readCyrillic(found, form)
		}
	case latin:
		found = readLatin(found, word)
	}
	return found[:min(len(found), mostSpellings)]
}

// readings are what a letter may become, the likeliest first, and "-" is
// nothing.
type readings map[string][]string

func parseReadings(text string) readings {
	r := readings{}
	for line := range strings.Lines(text) {
		if fields := strings.Fields(line); len(fields) > 1 {
			for i, to := range fields {
				fields[i] = strings.TrimPrefix(to, "-")
			}
			r[fields[0]] = fields[1:]
		}
	}
	return r
}

// Each line has letters and what becomes of them; "^" stands for the beginning
// of the word, "$" for its end.
var (
	bothSlavic = `
 а a
 б b
 в v
 ґ g
 д d
 дж j dzh
 е e
 ж zh
 з z
 й y i
 к k
 кс ks x
 л l
 м m
 н n
 о o
 п p
 р r
 с s
 т t
 у u
 ф f
 х kh h
 ц ts
 ч ch
 ш sh
 щ shch
 ь -
 ю yu iu
 ^ю yu iu
 я ya ia
 ^я ya ia
`
	russianLetters = parseReadings(bothSlavic + `
 г g
 ^е ye e
 ё e yo
 и i
 ий$ y iy i
 ей$ ei ey
 ский$ sky skiy skyy ski
 ия$ ia iya
 ъ -
 ы y
 ый$ y yi yy
 э e
`)
	ukrainianLetters = parseReadings(bothSlavic + `
 г h g
 є ie ye
 ^є ye ie
 и y
 і i
 ї i yi
 ^ї yi i
 ий$ yi y yy
 ій$ iy y ii
 зг zgh
 ський$ sky skyy skyi skiy
 ія$ ia iya
 ьо o io yo
`)
)

// readCyrillic adds the readings of a word in the languages that its letters
// allow.
func readCyrillic(found []string, word string) []string {
	if !strings.ContainsAny(word, "іїєґ") {
		found = spell(found, russianLetters, word)
	}
	if !strings.ContainsAny(word, "ыэъ") {
		found = spell(found, ukrainianLetters, word)
	}
	return found
}

// longestLetters is how many letters are read as one at most.
const longestLetters = 5

// spell adds all readings of a word.
func spell(found []string, letters readings, word string) []string {
	runes := []rune(word)
	all := []string{""}
	for i := 0; i < len(runes); {
		to, n := letters.at(runes, i)
		if len(all)*len(to) > mostSpellings {
			to = to[:1]
		}
		next := make([]string, 0, len(all)*len(to))
		for _, before := range all {
			for _, t := range to {
				next = append(next, before+t)
			}
		}
		all, i = next, i+n
	}
	for _, s := range all {
		if s != "" {
			found = withName(found, s)
		}
	}
	return found
}

// at gives what becomes of the letters at i, and how many these are.
func (r readings) at(runes []rune, i int) ([]string, int) {
	for n := min(longestLetters, len(runes)-i); n > 0; n-- {
		key := string(runes[i : i+n])
		if to, ok := r[key+"$"]; ok && i+n == len(runes) {
			return to, n
		}
		if to, ok := r["^"+key]; ok && i == 0 {
			return to, n
		}
		if to, ok := r[key]; ok {
			return to, n
		}
	}
	if unicode.Is(unicode.Cyrillic, runes[i]) {
		return []string{""}, 1
	}
	return []string{string(runes[i])}, 1
}

// What German and French make of Slavic names.
var (
	germanLetters = parseReadings(`
 w v
 j y
 yj$ y yy
 ij$ y iy
 ^s z s
 sch sh zh
 tsch ch
 schtsch shch
 ch kh
 s$ s -
 z ts z
`)
	frenchLetters = parseReadings(`
 ou u
 tch ch
 ch sh
 ine$ in
 i i y
 ^i i y
 ev$ ev yov
`)
)

// readLatin adds a word as it stands, and as it is read in German and French.
func readLatin(found []string, word string) []string {
	found = withName(found, word)
	found = spell(found, germanLetters, word)
	return spell(found, frenchLetters, word)
}
