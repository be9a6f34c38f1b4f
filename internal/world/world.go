// Package world tells which country a word of the news leads to: "Moscow",
// "Russians" and "the Kremlin" all lead to Russia.
//
// It compares words without regard to case. Whether "Turkey" or "US" is meant
// and not "turkey" or "us" is for the caller to see from the text.
package world

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed countries.txt
var countries string

// Country is a country, a part of one that has a name in the news (Scotland,
// Hong Kong), or the European Union.
type Country struct {
	Name     string   // the usual one, without "the": "Russia", "United States"
	Aliases  []string // its other names and abbreviations: "Russian Federation"
	Demonyms []string // its adjectives and people: "Russian", "Russians"
	Capitals []string // with their spellings: "Kyiv", "Kiev"
	Seats    []string // what stands for its government: "Kremlin"
	PartOf   string   // the Name of the country that it is a part of, mostly none
}

// Role is what a word is to its country.
type Role int

// The roles.
const (
	Name    Role = iota + 1 // the country's name, or another one
	Demonym                 // its adjective or its people
	Capital                 // its capital or seat of government
	Seat                    // a place that stands for its government
)

// All gives the countries, those of the United Nations first. They are shared:
// do not change them.
func All() []Country { return load().countries }

// Find gives the country that a word or a phrase leads to, and what it is to
// that country. Case, diacritics, a leading "the" and possessives do not count:
// "the élysée’s" is "Elysee". The country is shared: do not change it.
func Find(phrase string) (Country, Role, bool) {
	table := load()
	e, ok := table.entries[fold(phrase)]
	if !ok {
		return Country{}, 0, false
	}
	return table.countries[e.country], e.role, true
}

// Begins tells whether a phrase of a country begins with the word, in lower case
// and without diacritics: a cheap test before Find.
func Begins(word string) bool { return load().begins[word] }

// MaxWords is how many words the longest phrase has that Find knows. A hyphen
// parts words, a leading "the" is not counted.
func MaxWords() int { return load().maxWords }

// table is the file, read.
type table struct {
	countries []Country
	entries   map[string]entry // by folded phrase
	begins    map[string]bool  // the first words of the phrases
	maxWords  int
}

// entry is what a phrase leads to.
type entry struct {
	country int // its place among the countries
	role    Role
}

// The tests see to it that the embedded file has no mistakes.
var load = sync.OnceValue(func() table {
	t, _ := parse(countries)
	return t
})

// parse reads the text of countries.txt, whose columns README.md describes. It
// names all mistakes at once, and gives what it could read nevertheless.
func parse(text string) (table, error) {
	t := table{entries: map[string]entry{}, begins: map[string]bool{}}
	var mistakes []error
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		c, err := parseLine(line)
		if err == nil {
			err = t.add(c)
		}
		if err != nil {
			mistakes = append(mistakes, fmt.Errorf("countries: line %d: %w", n, err))
		}
	}
	for _, c := range t.countries {
		if e, ok := t.entries[fold(c.PartOf)]; c.PartOf != "" && (!ok || t.countries[e.country].Name != c.PartOf) {
			mistakes = append(mistakes, fmt.Errorf("countries: %s is part of %q, which is no country", c.Name, c.PartOf))
		}
	}
	return t, errors.Join(mistakes...)
}

func parseLine(line string) (Country, error) {
	columns := strings.Split(line, "|")
	if len(columns) != 5 && len(columns) != 6 {
		return Country{}, fmt.Errorf("%d columns, not 5 or 6", len(columns))
	}
	cells := make([][]string, 6)
	for i, column := range columns {
		if strings.TrimSpace(column) == "-" {
			continue
		}
		for phrase := range strings.SplitSeq(column, ",") {
			phrase = strings.TrimSpace(phrase)
			if fold(phrase) == "" {
				return Country{}, fmt.Errorf("column %d has an empty phrase", i+1)
			}
			cells[i] = append(cells[i], phrase)
		}
	}
	if len(cells[0]) != 1 {
		return Country{}, fmt.Errorf("%d names in the first column, not 1", len(cells[0]))
	}
	if len(cells[5]) > 1 {
		return Country{}, fmt.Errorf("part of %d countries", len(cells[5]))
	}
	return Country{
		Name: cells[0][0], Aliases: cells[1], Demonyms: cells[2], Capitals: cells[3], Seats: cells[4],
		PartOf: strings.Join(cells[5], ""),
	}, nil
}

// add adds a country and the phrases that lead to it. A phrase that leads
// somewhere already is a mistake and goes on leading there.
func (t *table) add(c Country) error {
	at := len(t.countries)
	t.countries = append(t.countries, c)
	var mistakes []error
	enter := func(role Role, phrases ...string) {
		for _, phrase := range phrases {
			key := fold(phrase)
			if e, ok := t.entries[key]; ok {
				mistakes = append(mistakes, fmt.Errorf("%q leads to %s already", phrase, t.countries[e.country].Name))
				continue
			}
			t.entries[key] = entry{at, role}
			first, _, _ := strings.Cut(key, " ")
			t.begins[first] = true
			t.maxWords = max(t.maxWords, strings.Count(key, " ")+1)
		}
	}
	enter(Name, c.Name)
	enter(Name, c.Aliases...)
	enter(Demonym, c.Demonyms...)
	enter(Capital, c.Capitals...)
	enter(Seat, c.Seats...)
	return errors.Join(mistakes...)
}

// plain rewrites what decomposition leaves alone.
var plain = strings.NewReplacer(
	"’", "'", "‘", "'", "ʼ", "'", "ʻ", "'", "`", "'", ".", "", "&", " and ",
	"ı", "i", "ł", "l", "ø", "o", "đ", "d", "ð", "d", "þ", "th", "æ", "ae", "œ", "oe", "ß", "ss",
)

// fold gives a phrase in the form in which phrases are compared: its words in
// lower case, one space between them, without diacritics, stops, apostrophes,
// possessives and a leading "the".
func fold(phrase string) string {
	if folded(phrase) {
		return phrase
	}
	phrase = plain.Replace(norm.NFKD.String(strings.ToLower(phrase)))
	phrase = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, phrase)
	words := strings.FieldsFunc(phrase, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\''
	})
	kept := words[:0]
	for _, word := range words {
		word = strings.ReplaceAll(strings.TrimSuffix(word, "'s"), "'", "")
		if word != "" {
			kept = append(kept, word)
		}
	}
	if len(kept) > 1 && kept[0] == "the" {
		kept = kept[1:]
	}
	return strings.Join(kept, " ")
}

// folded tells whether a phrase is in that form already, as most are that are
// looked up. It may be false for one that is.
func folded(phrase string) bool {
	before := byte(' ')
	for i := range len(phrase) {
		b := phrase[i]
		if b == ' ' && before == ' ' || b != ' ' && (b < 'a' || b > 'z') && (b < '0' || b > '9') {
			return false
		}
		before = b
	}
	return before != ' ' && !strings.HasPrefix(phrase, "the ")
}
