package discord

import (
	"strings"

	"talksbot/internal/rag"
)

// maxClaimed is how much of a sentence of a claim is repeated.
const maxClaimed = 500

// stances are how a verdict looks: the mark and the words say what the colour does.
var stances = map[rag.Verdict]struct {
	mark, words, whole string
	colour             int
}{
	rag.Supported:    {"✅", "Supported", "Supported by the articles", green},
	rag.Contradicted: {"❌", "Contradicted", "Contradicted by the articles", amber},
	rag.NotFound:     {"❔", "Not found", "Not found in the articles", grey},
}

// checked is a claim sentence by sentence, each with its verdict and the quotes
// that it rests on. The least supported sentence decides about the colour of the
// whole; of several, how many are what stands above.
func checked(c rag.Check, o occasion) sheet {
	whole := stances[c.Weakest().Verdict]
	var lines []line
	for _, p := range c.Parts() {
		lines = append(lines, checkedPart(c, p, o.plain)...)
	}
	if len(lines) == 0 {
		lines = append(lines, ours("The text claims nothing."))
	}
	if tally := c.Tally(); tally != "" {
		whole.whole = tally
	}
	o.asOf = c.AsOf()
	return sheet{
		sections: []section{{mark: whole.whole, title: c.Claim(), asked: true, colour: whole.colour, lines: aged(asOf(lines, o), o)}},
		foot:     o.foot("Checked word by word, without drawing conclusions"),
	}
}

// checkedPart is a sentence of a claim. Where the claim has no other, it stands
// above already.
func checkedPart(c rag.Check, p rag.Checked, plain bool) []line {
	look := stances[p.Verdict]
	head := look.mark + " **" + look.words + "**"
	if len(c.Parts()) > 1 {
		head += ": " + clipped(c.Sentence(p), maxClaimed)
	}
	lines := []line{ours(head).apart()}
	if why := p.Reasons(); len(why) > 0 {
		lines = append(lines, small("%s", clipped(strings.Join(why, "; "), maxNote)))
	}
	for _, s := range p.Sources {
		lines = append(lines, line{}.of(run{ours: "> "}, run{theirs: s.Quote()}).sticky(), small("%s", source(s.Article, plain)))
	}
	return lines
}
