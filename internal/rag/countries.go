package rag

import (
	"strings"

	"talksbot/internal/rag/lexical"
	"talksbot/internal/world"
)

// country is a mention of a country in a text, as tokens [from, to).
type country struct {
	from, to int
	name     string
	role     world.Role
}

// countriesIn finds the countries that a text names, by name, people, capital or
// seat of government. The longest phrase wins, and one within a longer name that
// is something else ("Washington Post") is left out.
func countriesIn(tokens []lexical.Token, known []mention) []country {
	var found []country
	for i := 0; i < len(tokens); i++ {
		if !tokens[i].Upper || !world.Begins(tokens[i].Word) {
			continue
		}
		for to := min(len(tokens), i+world.MaxWords()); to > i; to-- {
			c, role, ok := world.Find(phrase(tokens[i:to]))
			if !ok || tokens[i].Word == "us" && !tokens[i].Caps || withinName(known, i, to) {
				continue
			}
			found = append(found, country{i, to, c.Name, role})
			i = to - 1
			break
		}
	}
	return found
}

// phrase is tokens in folded words, e.g. "ann lee".
func phrase(tokens []lexical.Token) string {
	if len(tokens) == 1 {
		return tokens[0].Word
	}
	parts := make([]string, len(tokens))
	for i, t := range tokens {
		parts[i] = t.Word
	}
	return strings.Join(parts, " ")
}

// withinName tells whether the tokens are a part of a longer name.
func withinName(known []mention, from, to int) bool {
	for _, m := range known {
		if from >= m.From && to <= m.To && to-from < m.To-m.From {
			return true
		}
	}
	return false
}

// How well two mentions of one country stand for each other.
const (
	samePeople = 0.9 // Russia, Russian
	sameSeat   = 0.6 // Russia, Moscow, the Kremlin
	ownPerson  = 0.5 // Russia, whoever the articles call a Russian president
)

// sameCountry is how well a mention stands for a word of the query that names
// the same country, 0 where it does not.
func (w *queryWord) sameCountry(c country) float64 {
	switch {
	case w.country == "" || w.country != c.name:
		return 0
	case w.countryRole <= world.Demonym && c.role <= world.Demonym:
		return samePeople
	}
	return sameSeat
}
