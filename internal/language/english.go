package language

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

//go:embed exonyms.txt
var exonyms string

// MaxWords is how many words the longest phrase has that InEnglish knows.
func MaxWords() int { return places().maxWords }

// InEnglish gives what a place, a people or a union of the news is called in
// English that is called something else in Ukrainian, Russian, Turkish, German,
// French or Spanish: "Стамбуле" is "Istanbul", "Vereinigten Staaten" is "United
// States". Cases are seen through where the stem stays. Mostly it is one name,
// and none for a phrase that it does not know.
func InEnglish(phrase string) []string {
	t := places()
	words := phraseWords(phrase)
	if found := t.exact[strings.Join(words, " ")]; len(found) > 0 {
		return found
	}
	return t.stems[stems(words)]
}

// placeTable are the names, by what leads to them.
type placeTable struct {
	exact    map[string][]string // by folded phrase
	stems    map[string][]string // by the stems of its words
	maxWords int
}

var places = sync.OnceValue(func() placeTable {
	t := placeTable{exact: map[string][]string{}, stems: map[string][]string{}}
	for line := range strings.Lines(exonyms) {
		line, _, _ = strings.Cut(line, "#")
		columns := strings.Split(line, "|")
		for _, column := range columns[1:] {
			for phrase := range strings.SplitSeq(column, ",") {
				t.add(strings.TrimSpace(columns[0]), phrase)
			}
		}
	}
	t.addCountries()
	return t
})

// addCountries adds what the countries are called.
func (t *placeTable) addCountries() {
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			region, err := language.ParseRegion(string([]rune{a, b}))
			if err != nil || !region.IsCountry() || region.Canonicalize() != region {
				continue
			}
			english, _ := bare(display.English.Regions().Name(region))
			for l, names := range spoken {
				if l == English {
					continue
				}
				name, inBrackets := bare(names.Regions().Name(region))
				t.add(english, name)
				t.add(english, inBrackets)
			}
		}
	}
}

// bare parts "Myanmar (Burma)" into the name and what stands in brackets.
func bare(name string) (string, string) {
	name, inBrackets, _ := strings.Cut(name, "(")
	return strings.TrimSpace(name), strings.TrimSuffix(inBrackets, ")")
}

func (t *placeTable) add(english, phrase string) {
	words := phraseWords(phrase)
	key := strings.Join(words, " ")
	if key == "" || key == fold(english) {
		return
	}
	t.exact[key] = withName(t.exact[key], english)
	t.stems[stems(words)] = withName(t.stems[stems(words)], english)
	t.maxWords = max(t.maxWords, len(words))
}

func withName(all []string, name string) []string {
	if slices.Contains(all, name) {
		return all
	}
	return append(all, name)
}

// phraseWords are the words of a phrase, folded, without articles and endings
// that an apostrophe parts from them.
func phraseWords(phrase string) []string {
	var words []string
	for _, w := range scan(phrase) {
		if !strings.Contains(w.text, "'") {
			words = append(words, w.text)
		}
	}
	return words
}

// stems are the words without the endings of cases, plurals and genders.
func stems(words []string) string {
	stemmed := make([]string, len(words))
	for i, w := range words {
		stemmed[i] = stem(w)
	}
	return strings.Join(stemmed, " ")
}
