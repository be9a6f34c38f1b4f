package rag

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"talksbot/internal/language"
	"talksbot/internal/rag/lexical"
)

// A sentence of a model may be made of the right words and say nothing: words of the
// evidence in any order are covered by it, and the fewer they are the likelier. So
// what a model writes has to have the form of a sentence, and enough of its words
// have to follow each other as they do in what it cites. Both go by form, and are
// made to let sentences pass that somebody would write.

// The least that a sentence has.
const (
	leastWords   = 3
	leastWeighty = 2
	leastInOrder = 0.5 // of the pairs of weighty words that follow each other
	pairReach    = 8   // words that stand at most between the two in what is cited
)

var (
	// mangled are marks that no sentence has: one behind a space or another, and
	// brackets that are left of markers.
	mangled = regexp.MustCompile(`\s[.,;:!?)]|[,;:][.,;:!?]|[.!?][,;:]\S|[\[\]{}<>|\\` + "`" + `]|[.!?]\s+\p{Ll}`)
	// unfinished is a text that ends with whose something is.
	unfinished = regexp.MustCompile(`\p{L}['’]s?[.!?]+$`)
	ending     = regexp.MustCompile(`[.!?…。！？][”"»’')]*$`)
)

// wellFormed tells whether a text has the form of a sentence, or of several.
func wellFormed(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "“\"«„('‘¿¡"))
	if unicode.IsLower(first) || !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		return false
	}
	if unfinished.MatchString(text) {
		return false
	}
	if mangled.MatchString(abbreviated.ReplaceAllString(text, "$1")) || !ending.MatchString(text) || !balanced(text) {
		return false
	}
	tokens := lexical.Tokenize(text)
	weighty := 0
	for i, t := range tokens {
		if !t.Stop {
			weighty++
		}
		next := lexical.Token{Stop: true}
		if i+1 < len(tokens) {
			next = tokens[i+1]
		}
		switch {
		case openers[t.Word] && i+1 == len(tokens), openNouns[t.Word] && t.Word != "her" && next.Stop && !next.Number && !afterDeterminer[next.Word]:
			return false
		case i > 0 && t.Upper && t.Stop && !next.Upper && !wordsAndNames[t.Word] && !opensQuote(text, t) && !afterStop(text, t):
			return false
		case i > 0 && i+1 == len(tokens) && reflexives[t.Word] && beingWords[tokens[i-1].Word]: // "… is himself."
			return false
		case linking[t.Word] && (finite[next.Word] || joining[next.Word] || i+1 == len(tokens)):
			return false
		}
	}
	return len(tokens) >= leastWords && weighty >= leastWeighty && (!english(text) || hasVerb(tokens))
}

var reflexives = lexical.Set(`himself herself itself themselves myself yourself ourselves`)

// english tells whether a text may be in English, whose verbs are known.
func english(text string) bool {
	in, sure := language.Detect(text)
	return !sure || in == language.English
}

// hasVerb tells whether a word has the form of a finite verb where one may stand. A
// modal verb stands before another verb, and not before what ends in "s".
func hasVerb(tokens []lexical.Token) bool {
	found := false
	for i, t := range tokens {
		var prev, next lexical.Token
		if i > 0 {
			prev = tokens[i-1]
		}
		if i+1 < len(tokens) {
			next = tokens[i+1]
		}
		plural := strings.HasSuffix(next.Word, "s") && !strings.HasSuffix(next.Word, "ss") && !next.Stop
		switch {
		case modal[t.Word] && !t.Upper && (plural || next.Word == ""):
			return false
		case finite[t.Word] && !t.Upper, pasts[t.Word]:
			found = true
		case i == 0 || t.Upper || t.Number || t.Stop:
		case strings.HasSuffix(t.Word, "ed") && len(t.Word) > 4 && !openNouns[prev.Word]:
			found = true
		case i > 0 && strings.HasSuffix(prev.Word, "s") && !prev.Stop && openNouns[next.Word]: // "ministers ignore the"
			found = true
		case strings.HasSuffix(t.Word, "s") && next.Word != "" && len(tokens) > leastWords && !openNouns[prev.Word] && !linking[prev.Word]:
			found = true
		}
	}
	return found
}

// abbreviated is a stop that ends no sentence: "U.S. delegation", "a.m. local".
var abbreviated = regexp.MustCompile(`\b((?:\p{L}\.)+\p{L}|[Nn]o|[Mm]r|[Dd]r|[Ss]t|vs|approx|[Jj]r)\.`)

// opensQuote tells whether a quotation begins with a token, and afterStop whether a
// sentence does.
func opensQuote(text string, t lexical.Token) bool {
	return strings.ContainsAny(text[max(0, t.Start-3):t.Start], "“\"«„‘'")
}

func afterStop(text string, t lexical.Token) bool {
	before := strings.TrimRight(text[:t.Start], " “\"")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".!?:")
}

// balanced tells whether what is opened is closed.
func balanced(text string) bool {
	return strings.Count(text, `"`)%2 == 0 && strings.Count(text, "(") == strings.Count(text, ")") && strings.Count(text, "“") == strings.Count(text, "”")
}

// unclosed are the determiners behind which a noun has to follow; behind "her" one
// may, for it stands for somebody too.
const unclosed = `the a an its his their our my your every`

var (
	openNouns       = lexical.Set(unclosed + ` her`)
	afterDeterminer = lexical.Set(`other others same few more most only own first last very such two three many several all next latter former least`)
	openers         = lexical.Set(unclosed + ` and or but nor if because although while than whether will would may might must shall to by in of from with for at as who which until`)
	modal           = lexical.Set(`will would may might must shall should can could`)
	wordsAndNames   = lexical.Set(`i may us who it`)
	pasts           = lexical.Set(`said told met led began came went gave took made saw knew left held sent put set got paid rose fell won lost
 spoke wrote became let cut hit cost shut spread hurt burst quit bid split found kept thought brought bought built chose broke drew drove grew ran stood understood withdrew
 say want call lead have attend join agree plan expect hope remain hold occupy advise take make come go see`)
	finite  = lexical.Set(`is are was were has have had will would may might must shall should can could does did do`)
	linking = lexical.Set(`of from with into at between during against among`)
	joining = lexical.Set(`and or but nor`)
)

// inOrder tells whether enough of a text's weighty words follow each other as they
// do in a sentence that it cites.
func inOrder(text string, cited []string) bool {
	var pairs, same int
	weighty := weightyOf(lexical.Tokenize(text))
	var texts [][]lexical.Token
	for _, c := range cited {
		texts = append(texts, lexical.Tokenize(c))
	}
	for i := range len(weighty) - 1 {
		pairs++
		if slices.ContainsFunc(texts, func(tokens []lexical.Token) bool { return follow(tokens, weighty[i], weighty[i+1]) }) {
			same++
		}
	}
	return pairs > 0 && float64(same) >= leastInOrder*float64(pairs)
}

func weightyOf(tokens []lexical.Token) []lexical.Token {
	return slices.DeleteFunc(tokens, func(t lexical.Token) bool { return t.Stop && !t.Number })
}

// follow tells whether a word stands behind another in a sentence, and near it.
func follow(tokens []lexical.Token, a, b lexical.Token) bool {
	for i, t := range tokens {
		if t.Stem == a.Stem && slices.ContainsFunc(tokens[i+1:min(len(tokens), i+2+pairReach)], func(t lexical.Token) bool { return t.Stem == b.Stem }) {
			return true
		}
	}
	return false
}
