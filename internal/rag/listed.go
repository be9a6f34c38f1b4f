package rag

import (
	"slices"
	"strings"

	"talksbot/internal/rag/lexical"
)

// members are what a question wants a list of.
type members int

const (
	noMembers members = iota // it does not ask for a list
	people                   // who will attend, list the ministers
	countries                // which countries support it
	bodies                   // which companies made offers
	towns                    // which towns were flooded
	regions                  // in which regions, which are countries, too
)

// membersOf tells what a question asks a list of, by its form alone, and the
// place of the word that says so: of the plural after "which" or "list", or of
// "who". One person is asked for in nearly the same words ("Who proposed it?"),
// so "who" counts only with a verb in the plural, or one for what many do side
// by side.
func membersOf(tokens []lexical.Token) (members, int) {
	for i, t := range tokens {
		switch {
		case t.Word == "who" && manyMay(tokens[i+1:]):
			return people, i
		case t.Word == "who" || t.Word == "whom":
			return noMembers, 0
		case t.Word == "which" || t.Word == "what":
			return nounFrom(tokens, i+1, false)
		case listing[t.Word] && i == opensWith(tokens, "please", "can", "could", "you", "give", "me", "a"):
			return nounFrom(tokens, i+1, true)
		}
	}
	return noMembers, 0
}

// opensWith is the place of the first token that is none of the words.
func opensWith(tokens []lexical.Token, words ...string) int {
	return len(tokens) - len(dropWhile(tokens, func(t lexical.Token) bool { return slices.Contains(words, t.Word) }))
}

func dropWhile(tokens []lexical.Token, drop func(lexical.Token) bool) []lexical.Token {
	for i, t := range tokens {
		if !drop(t) {
			return tokens[i:]
		}
	}
	return nil
}

// manyMay tells whether what follows "who" may be said of many.
func manyMay(rest []lexical.Token) bool {
	rest = rest[opensWith(rest, "else", "all"):]
	if plural[wordAt(rest, 0)] {
		return true
	}
	rest = rest[opensWith(rest, "is", "was", "has", "will", "would", "may", "might", "could", "should", "can", "not", "be", "been", "wont", "won't"):]
	switch first := wordAt(rest, 0); {
	case first == "take" || first == "took" || first == "taking" || first == "taken":
		return wordAt(rest, 1) == "part"
	case within[first]:
		return len(rest) > 1 && !charges[rest[1].Stem]
	}
	return len(rest) > 0 && together[rest[0].Stem] && wordAt(rest, 1) != "up" // came up with
}

// nounFrom finds the first noun from a place on, and what it names. It must be
// in the plural, unless everything is asked for.
func nounFrom(tokens []lexical.Token, from int, every bool) (members, int) {
	from += opensWith(tokens[from:], "are", "were", "of", "the", "all", "other", "some", "names")
	for i := from; i < min(len(tokens), from+5); i++ {
		t := tokens[i]
		every = every || t.Word == "every" || t.Word == "each"
		if t.Stop && !t.Number && !everyone[t.Word] && t.Word != "every" && t.Word != "each" {
			break
		}
		if m := noun(t); m != noMembers && (every || isPlural(t)) {
			return m, i
		}
	}
	return noMembers, 0
}

// noun is what a noun is one of.
func noun(t lexical.Token) members {
	switch {
	case countryNouns[t.Stem]:
		return countries
	case bodyNouns[t.Stem]:
		return bodies
	case townNouns[t.Stem]:
		return towns
	case placeNouns[t.Stem]:
		return regions
	case everyone[t.Word] || peopleNouns[t.Stem] || roleNouns[t.Stem] || isOffice(t):
		return people
	}
	return noMembers
}

// isPlural tells whether a word has the form of a plural.
func isPlural(t lexical.Token) bool {
	switch w := t.Word; {
	case w == "people" || w == "men" || w == "women" || w == "children":
		return true
	case strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return false
	default:
		return strings.HasSuffix(w, "s")
	}
}

var (
	listing  = lexical.Set(`list name enumerate`)
	plural   = lexical.Set(`are were have attend participate support oppose`)
	within   = lexical.Set(`in at on among part present`)
	charges  = lexical.Set(`charg command control head power`)
	everyone = lexical.Set(`everyone everybody anyone those people`)
	together = lexical.Set(`attend particip join come came travel visit repres support back oppos condemn critic meet met benefit
 help left leav sign resign retir quit`)

	countryNouns = lexical.Set(`countri nation`)
	bodyNouns    = lexical.Set(`compani organis organiz group club team bank parti agenc institut firm chariti union newspap`)
	townNouns    = lexical.Set(`citi town villag capit district provinc island`)
	roleNouns    = lexical.Set(`envoy advis critic rival candid colleagu name`)
)
