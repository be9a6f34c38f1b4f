package webpage

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The parser puts formatting that is not closed into every paragraph that
// follows, so a small file can grow without bound, and the search for the
// article takes more than linear time.
const (
	maxElements = 40_000  // start tags of a page; that of a long report has some thousand
	maxGrowth   = 400_000 // elements once the parser has repeated the open formatting
)

// checkLimits refuses a page that would take too long. It takes linear time
// itself.
func checkLimits(text string) *Fault {
	tags, growth, open := 0, 0, 0
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return nil
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tags++
			growth += 1 + open
			if formatting[atom.Lookup(name)] {
				open++
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); open > 0 && formatting[atom.Lookup(name)] {
				open--
			}
		}
		if tags > maxElements || growth > maxGrowth {
			return &Fault{What: fmt.Sprintf("it has more than %d elements, or its formatting is never closed", maxElements), Mend: asText}
		}
	}
}

// formatting are the elements that the parser repeats until they are closed.
var formatting = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Nobr: true,
	atom.S: true, atom.Small: true, atom.Strike: true, atom.Strong: true, atom.Tt: true, atom.U: true,
}
