package discord

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/commands"
	"talksbot/internal/rag"
)

// disputedMark says beside a group that sources differ; it is told in words too.
const disputedMark = "⚠️ disputed"

// changedMark stands before what a group's sources said until an earlier day.
const changedMark = "🔄 was "

// grouped is a page of the answer of a topic command: one embed, a field for each
// group, or the same as text where embeds are not allowed. The other pages, and
// what a page leaves out of a group, are a click away.
func (r renderer) grouped(g commands.Grouped, notes []string, o occasion) []message {
	o.asOf = g.Answer.AsOf()
	if g.Answer.Abstained() {
		return r.answer(g.Answer, notes, o)
	}
	c := control{asker: o.asker, asOf: o.asOf, revision: o.revision(g.Answer)}
	return r.open(bookOf(g, notes, o), c, o)
}

// open shows the page of a book that somebody reads.
func (r renderer) open(b *book, c control, o occasion) []message {
	messages := []message{}
	if o.plain {
		messages = b.text()
	} else {
		messages = append(messages, b.embed())
	}
	p := b.page()
	c.at = b.at
	rows := r.controls(c, evidenceOptions(p.cited), o.private)
	last := len(rows) - 1 // the buttons
	messages[0].Components = slices.Insert(rows, last, append(r.wholes(c, b.options(p)), r.turns(c, len(b.pages))...)...)
	for i := range messages[1:] {
		messages[i+1].Components = r.removal(c)
	}
	return messages
}

// groupedFoot says how the sentences came to stand where they do.
func groupedFoot(g commands.Grouped) string {
	if g.Answer.Mode() == rag.Generated {
		return sortedFoot
	}
	return answerFoot
}

// embed is a page as one embed. Its sources stand in the last field.
func (b *book) embed() message {
	e := b.above().embeds()[0]
	for _, l := range b.page().leaves {
		e.Fields = append(e.Fields, &discordgo.MessageEmbedField{Name: l.name, Value: strings.Join(l.lines, "\n")})
	}
	if rest := b.rest(); rest != nil {
		e.Fields = append(e.Fields, rest)
	}
	e.Fields = append(e.Fields, b.page().imprint())
	e.Footer = &discordgo.MessageEmbedFooter{Text: b.foot}
	return message{Embeds: []*discordgo.MessageEmbed{e}, Components: []discordgo.MessageComponent{}}
}

// text is a page without embeds, in as many messages as it takes.
func (b *book) text() []message {
	s := b.above()
	for _, l := range b.page().leaves {
		s.lines = append(s.lines, ours("**"+l.name+"**").apart().sticky())
		for _, text := range l.lines {
			if !strings.HasPrefix(text, "-# ") {
				text = "- " + text
			}
			s.lines = append(s.lines, ours(text))
		}
	}
	if rest := b.rest(); rest != nil {
		s.lines = append(s.lines, ours("**"+rest.Name+":** "+rest.Value).apart())
	}
	s.lines = append(s.lines, sources(b.page().cited, true)...)
	return sheet{sections: []section{s}, foot: b.foot, whole: true}.render(true)
}

// imprint is the field that lists each article of a page once, with its markers:
// with their links where there is room for all.
func (p page) imprint() *discordgo.MessageEmbedField {
	const more = "-# %d more in the menu of evidence"
	fill := func(all []line, room int) (text string, n int) {
		for n < len(all) && length(text)+length(all[n].String()) < room {
			text, n = text+all[n].String()+"\n", n+1
		}
		return strings.TrimSpace(text), n
	}
	all := sources(p.cited, false)[1:]
	text, n := fill(all, maxFieldValue)
	if n < len(all) {
		all = unlinked(p.cited)
		text, n = fill(all, maxFieldValue-len(more)-len("88"))
	}
	if n < len(all) {
		text = strings.TrimSpace(fmt.Sprintf("%s\n"+more, text, len(all)-n))
	}
	return &discordgo.MessageEmbedField{Name: strings.Trim(sourcesHeader, "*"), Value: text}
}

// groupHead says what a group is about and where it stands: the mark, and the
// same in words.
func groupHead(g rag.Grouping) []string {
	head := []string{g.Name}
	if g.About != "" {
		head = append(head, g.About)
	}
	if g.Stance != "" {
		head = append(head, strings.TrimSpace(g.Mark+" "+g.Stance))
	}
	if g.Disputed && g.About == "" {
		head = append(head, disputedMark)
	}
	if before, ok := commands.Was(g); ok {
		head = append(head, changedMark+before.Stance)
	}
	for _, fact := range []string{g.Office, g.Country} {
		if fact != "" && fact != g.Name {
			head = append(head, fact)
		}
	}
	if g.Sources > 1 {
		head = append(head, count(g.Sources, "publisher"))
	}
	return head
}

// foremost are the points that are shown first: the newest, and where sources
// differ the newest of another stance.
func foremost(g rag.Grouping) []rag.Point {
	points := slices.Clone(g.Points)
	if i := slices.IndexFunc(points, func(p rag.Point) bool { return p.Stance != points[0].Stance }); i > 1 {
		other := points[i]
		points = slices.Insert(slices.Delete(points, i, i+1), 1, other)
	}
	return points
}

// sides are how many of the foremost points have to be shown so that nothing
// seems settled which is not: two where sources differ.
func sides(g rag.Grouping) int {
	points := foremost(g)
	if len(points) > 1 && (g.About != "" || points[1].Stance != points[0].Stance) {
		return 2
	}
	return 1
}

// mostMarkers is how many articles a line names that have a quote word for word.
const mostMarkers = 4

// pointLead is the day of a point, and its stance where that is another than the
// group's.
func pointLead(g rag.Grouping, p rag.Point, days string) string {
	lead := "no date"
	if d := p.Published(); !d.IsZero() {
		lead = d.Time().Format(days)
	}
	if p.Stance != "" && p.Stance != g.Stance {
		lead += ", " + clipped(p.Stance, maxShownPublisher)
	}
	return "**" + lead + ":** "
}

// pointLine is a quote within so many units, with its lead and its markers.
func pointLine(lead string, p rag.Point, room int) string {
	return lead + clipped(p.Quote(), max(20, room-length(lead)-length(markers(p))-1)) + " " + markers(p)
}

// aboveMark stands in place of what a page quotes further up, word for word.
const aboveMark = "quoted above "

// markers point to the articles that have a point.
func markers(p rag.Point) string {
	text := ""
	for _, c := range p.Citations[:min(len(p.Citations), mostMarkers)] {
		text += fmt.Sprintf("[%d]", c.N)
	}
	if more := len(p.Citations) - mostMarkers; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
