package rag

import (
	"slices"

	"talksbot/internal/rag/lexical"
)

// kind is the kind of answer that a question asks for.
type kind int

const (
	anyKind    kind = iota
	person          // who …, which minister …
	definition      // who is X, what is X
	moment          // when …, on which day …
	place           // where …
	quantity        // how many …, what share …
	duration        // how long …
	reason          // why …
	yesNo           // will …, did …
	stance          // what is X's position on …, what does X want
	statement       // what did X say
	outcome         // what happened, how did X end
)

// kindOf tells what kind of answer a question asks for, by its opening words and
// by the noun they ask after.
func kindOf(tokens []lexical.Token) kind {
	for i, t := range tokens {
		rest := tokens[i+1:]
		if (t.Word == "when" || t.Word == "where") && joins(tokens, i) {
			continue
		}
		switch t.Word {
		case "who", "whom", "whose", "whos":
			if defines(rest) || t.Word == "whos" && defines(tokens[i:]) {
				return definition
			}
			return person
		case "when", "whens":
			return moment
		case "where", "wheres":
			return place
		case "why":
			return reason
		case "how":
			return kindOfHow(rest)
		case "what", "which", "whats":
			if defines(rest) {
				return definition
			}
			return kindOfWhat(rest)
		}
	}
	if len(tokens) > 0 && auxiliaries[tokens[0].Word] {
		return yesNo
	}
	return kindOfWhat(tokens)
}

// joins tells whether the "when" or "where" at a place only joins a clause to
// what is asked: "Was he popular when he was young?". One that asks has a verb
// right behind it, or nothing weighty before it.
func joins(tokens []lexical.Token, at int) bool {
	if auxiliaries[wordAt(tokens, at+1)] {
		return false
	}
	return slices.ContainsFunc(tokens[:at], func(t lexical.Token) bool { return !t.Stop && !frameWords[t.Stem] })
}

func kindOfHow(rest []lexical.Token) kind {
	switch next := wordAt(rest, 0); {
	case next == "long":
		return duration
	case manner[next]:
		return quantity
	case next == "come":
		return reason
	}
	return anyKind
}

// kindOfWhat looks at the noun after "what" or "which", which is the first one,
// and at what comes later.
func kindOfWhat(tokens []lexical.Token) kind {
	if asksPrice(tokens) {
		return quantity
	}
	for i, t := range tokens {
		if t.Word == "of" || t.Word == "in" || i > 5 {
			break
		}
		switch {
		case momentNouns[t.Stem]:
			return moment
		case placeNouns[t.Stem] && i < 2:
			return place
		case quantityNouns[t.Stem]:
			return quantity
		case i < 3 && (peopleNouns[t.Stem] || offices[t.Stem]) && !t.Stop:
			return person
		}
	}
	for i, t := range tokens {
		switch {
		case reasonNouns[t.Stem]:
			return reason
		case stanceNouns[t.Stem]:
			return stance
		case outcomeNouns[t.Stem]:
			return outcome
		case speech[t.Stem] && i > 0:
			return statement
		}
	}
	return anyKind
}

// defines is true for what follows "who" or "what" in "who is X", "what are X":
// one name, or one noun and little else.
func defines(rest []lexical.Token) bool {
	if len(rest) < 2 || !beingWords[rest[0].Word] {
		return false
	}
	content := 0
	for _, t := range rest[1:] {
		switch {
		case t.Word == "and":
			return content > 0
		case t.Word == "the" || t.Word == "a" || t.Word == "an":
			continue
		case t.Stop || content > 0 && !t.Upper:
			return false
		}
		content++
	}
	return content > 0 && content <= 4
}

// asksPrice is true for what follows "what" in "what did X cost".
func asksPrice(tokens []lexical.Token) bool {
	return auxiliaries[wordAt(tokens, 0)] && slices.ContainsFunc(tokens, func(t lexical.Token) bool { return costs[t.Word] })
}

func wordAt(tokens []lexical.Token, i int) string {
	if i < len(tokens) {
		return tokens[i].Word
	}
	return ""
}

var (
	beingWords    = lexical.Set(`is are was were whos whats`)
	manner        = lexical.Set(`many much old far often big large tall high deep fast few`)
	auxiliaries   = lexical.Set(`is are was were will would do does did has have had can could may might should shall must isn't aren't won't didn't doesn't hasn't haven't dont didnt doesnt isnt wont`)
	costs         = lexical.Set(`cost costs weigh earn`)
	momentNouns   = lexical.Set(`day date year month time hour week`)
	placeNouns    = lexical.Set(`citi countri place town venu locat region`)
	quantityNouns = lexical.Set(`number popul percentag percent share amount price size rate figur sum total proport height length distanc temperatur score gdp toll salari age`)
	reasonNouns   = lexical.Set(`reason caus motiv explan`)
	stanceNouns   = lexical.Set(`posit stanc view opinion attitud demand want think condit prefer`)
	outcomeNouns  = lexical.Set(`happen outcom result decid end becom conclud came`)
	peopleNouns   = lexical.Set(`offici expert negoti delegat member repres player man woman person peopl politician american briton aid colleagu winner author
 artist singer writer politician lawyer wife husband son daughter brother sister`)
)
