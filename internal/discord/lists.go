package discord

import (
	"fmt"
	"slices"
	"strings"

	"talksbot/internal/commands"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// maxHit is how much of a passage is shown in a list.
const maxHit = 700

// found is what a search found.
func found(f commands.Found, o occasion) sheet {
	lines, foot := []line{}, count(len(f.Hits), "passage")+", best first"
	for i, h := range f.Hits {
		a := h.Passage.Article
		lines = append(lines, ours(fmt.Sprintf("**%d** %s", i+1, source(a, o.plain))).apart().sticky(),
			ours("> "+clipped(a.Quote(h.Passage.Span), maxHit)))
	}
	if len(f.Hits) == 0 {
		lines, foot = append(lines, ours("No passage fits.")), "Nothing found"
	}
	return sheet{
		sections: []section{{mark: "Search", title: f.Query, asked: true, colour: grey, lines: aged(asOf(lines, o), o)}},
		foot:     o.foot(foot),
	}
}

// asOf says which day is asked about, above the other lines.
func asOf(lines []line, o occasion) []line {
	if o.asOf.IsZero() {
		return lines
	}
	return append([]line{small(asOfFormat, day(o.asOf))}, lines...)
}

// listed is the collection. Where it is too long for a message, the newest
// articles are shown.
func listed(l commands.Listed, o occasion) sheet {
	lines := []line{}
	for _, a := range l.Articles {
		lines = append(lines, ours("- "+source(a, o.plain)))
	}
	lines = latest(lines, l.Articles, o.plain)
	what := count(len(l.Articles), "article")
	if !o.read.IsZero() {
		lines = append(lines, small("Read %s", ago(o.read)).apart())
	}
	return sheet{
		sections: []section{{title: "The collection", colour: grey, lines: aged(asOf(lines, o), o)}},
		foot:     o.foot(what),
	}
}

// latest are the lines of the articles where one message holds them all, else of
// the newest that have a date, in the order in which they were.
func latest(lines []line, articles []*corpus.Article, plain bool) []line {
	if held(lines, plain) == len(lines) {
		return lines
	}
	dated := len(articles)
	for dated > 0 && articles[dated-1].Published.IsZero() {
		dated--
	}
	if dated == 0 {
		n := held(lines, plain)
		return append(lines[:n:n], small("and %d more; /search finds them too", len(lines)-n))
	}
	backwards := slices.Clone(lines[:dated])
	slices.Reverse(backwards)
	n := held(backwards, plain)
	more := small("The newest %d of %s; /search finds the others too", n, count(len(lines), "article"))
	return append([]line{more}, lines[dated-n:dated]...)
}

// named is a list of names, a line each.
func named(n commands.Named, o occasion) sheet {
	lines := []line{}
	for _, e := range n.Entities {
		lines = append(lines, ours("- "+name(e)))
	}
	if len(lines) == 0 {
		lines = append(lines, ours("The articles name nobody."))
	}
	if n := held(lines, o.plain); n < len(lines) {
		lines = append(lines[:n:n], small("and %d more", len(lines)-n))
	}
	return sheet{
		sections: []section{{title: "Names in the articles", colour: grey, lines: asOf(lines, o)}},
		foot:     o.foot(count(len(n.Entities), "name") + ", the most often mentioned first"),
	}
}

// name is who or what a name is the name of, and how else it is written.
func name(e rag.Entity) string {
	facts := []string{"**" + clipped(e.Name, maxShownTitle) + "**", string(e.Kind), fmt.Sprintf("%d×", e.Mentions)}
	if e.Country != "" && e.Country != e.Name {
		facts = append(facts, clipped(e.Country, maxShownPublisher))
	}
	if len(e.Offices) > 0 {
		facts = append(facts, clipped(strings.Join(e.Offices, ", "), maxShownTitle))
	}
	var others []string
	for _, s := range e.Spellings {
		if s != e.Name {
			others = append(others, s)
		}
	}
	if len(others) > 0 {
		facts = append(facts, "also "+clipped(strings.Join(others, ", "), maxShownTitle))
	}
	return strings.Join(facts, " · ")
}
