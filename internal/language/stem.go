package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// leastStem is how many letters a stem has at least.
const leastStem = 3

// endings are those of nouns and adjectives: of both Slavic languages, of the
// others. A possessive -ов is not among them, for it ends most surnames.
var (
	cyrillicEndings = strings.Fields(`ими ыми ого его ому ему ові еві ами ями
 ий ый ій ой ей им ым ім ом ем єм их ых ої ою єю ею ую юю ая яя ое ее ые ие ам ям ах ях
 а я о е є и і ї у ю ы ь й`)
	latinEndings = strings.Fields(`en er es em as os ne e s a o i`)
)

// stem is a folded word without the ending of its case, number or gender.
func stem(word string) string {
	endings, least := latinEndings, leastStem+1
	if first, _ := utf8.DecodeRuneInString(word); unicode.Is(unicode.Cyrillic, first) {
		endings, least = cyrillicEndings, leastStem
	}
	n := utf8.RuneCountInString(word)
	for _, ending := range endings {
		if n-utf8.RuneCountInString(ending) >= least && strings.HasSuffix(word, ending) {
			return strings.TrimSuffix(word, ending)
		}
	}
	return word
}

// adjectival endings are those of surnames like Зеленский in other cases.
var adjectival = strings.Fields(`ого ому им ым ому ом ій ой ої ою ую ая а`)

// baseForms are the forms that a Cyrillic word may have in a dictionary.
func baseForms(word string) []string {
	forms := []string{word}
	s := stem(word)
	if s == word {
		return forms
	}
	if strings.HasSuffix(s, "к") {
		for _, ending := range adjectival {
			if word == s+ending {
				forms = withName(forms, s+"ий")
			}
		}
	}
	forms = withName(forms, s)
	if !strings.HasSuffix(word, "ого") && !strings.HasSuffix(word, "ому") {
		forms = withName(forms, s+"а")
	}
	return forms
}
