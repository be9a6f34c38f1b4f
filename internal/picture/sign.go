package picture

import "strings"

// Sign is the shape that a stance is drawn as. Each can be told from the others
// without its colour.
type Sign string

// The signs.
const (
	Check    Sign = "check" // in a disc
	Cross    Sign = "cross" // in a square
	Query    Sign = "query" // in a ring
	Star     Sign = "star"
	Disc     Sign = "disc"
	Triangle Sign = "triangle"
	Frame    Sign = "frame"
	Plus     Sign = "plus"
	Ring     Sign = "ring"
)

// Signs are all of them. Those from Disc on mean nothing of themselves.
var Signs = [...]Sign{Check, Cross, Query, Star, Disc, Triangle, Frame, Plus, Ring}

// marks are the characters that mean a sign. A mark is mostly an emoji, which
// fonts of outlines do not have.
var marks = [...]struct {
	sign       Sign
	characters string
}{
	{Check, "✅✔☑👍🟢🆗"},
	{Cross, "❌✖❎✗✘👎🔴🚫⛔"},
	{Query, "❔❓🤔🟡?"},
	{Star, "⭐🌟★☆"},
}

// signOf is the sign of a mark, or where it has none or that one is taken, the
// first free shape.
func signOf(mark string, taken map[Sign]bool) Sign {
	for _, m := range marks {
		if strings.ContainsAny(mark, m.characters) && !taken[m.sign] {
			return m.sign
		}
	}
	shapes := Signs[4:]
	for _, s := range shapes {
		if !taken[s] {
			return s
		}
	}
	return shapes[len(shapes)-1] // its word tells it
}
