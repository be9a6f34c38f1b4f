// Package language tells which language a short question is written in, and
// brings foreign names into the spelling of English news: by the letters
// (Transliterate) and by what places are called elsewhere (InEnglish). It also knows
// how short messages take up what was said before them (Leads).
//
// All it knows are lists of words that are part of the program. It is made for
// questions of three words or more. Where names are all that there is, it does
// not guess.
package language

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Language is a language, as its ISO 639-1 code: "uk".
type Language string

// The languages that Detect tells by their words.
const (
	English    Language = "en"
	Ukrainian  Language = "uk"
	Russian    Language = "ru"
	Turkish    Language = "tr"
	German     Language = "de"
	French     Language = "fr"
	Spanish    Language = "es"
	Italian    Language = "it"
	Portuguese Language = "pt"
	Polish     Language = "pl"
	Dutch      Language = "nl"
	Bulgarian  Language = "bg"
	Belarusian Language = "be"
	Serbian    Language = "sr"
)

// The languages that Detect tells by their script.
const (
	Greek    Language = "el"
	Arabic   Language = "ar"
	Hebrew   Language = "he"
	Chinese  Language = "zh"
	Japanese Language = "ja"
	Korean   Language = "ko"
	Hindi    Language = "hi"
	Thai     Language = "th"
	Georgian Language = "ka"
	Armenian Language = "hy"
)

// spoken are the languages in which Name can name one.
var spoken = map[Language]*display.Dictionary{
	English: display.English, Ukrainian: display.Ukrainian, Russian: display.Russian, Turkish: display.Turkish,
	German: display.German, French: display.French, Spanish: display.Spanish,
}

// Name is what the language is called in another, as it stands alone in a
// sentence: "немецкий" for German in Russian. Where the other language is not
// one of English, Ukrainian, Russian, Turkish, German, French and Spanish, it
// is the English name.
func (l Language) Name(in Language) string {
	names, ok := spoken[in]
	if !ok {
		names = display.English
	}
	tag, err := language.Parse(string(l))
	if err != nil {
		return string(l)
	}
	return names.Languages().Name(tag)
}
