package discord

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/commands"
	"talksbot/internal/rag"
)

// How much of an embed the fields of groups may take, together and each.
const (
	groupsRoom = 4600
	leastField = 180
	mostShown  = 3 // quotes of a group
)

// disputedMark says beside a group that sources differ; it is told in words too.
const disputedMark = "⚠️ disputed"

// grouped is the answer of a topic command: one embed, a field for each group, or
// the same as text where embeds are not allowed.
func (r renderer) grouped(g commands.Grouped, notes []string, o occasion) []message {
	o.asOf = g.Answer.AsOf()
	if g.Answer.Abstained() {
		return r.answer(g.Answer, notes, o)
	}
	messages := groupedText(g, notes, o)
	if !o.plain {
		messages = []message{groupedEmbed(g, notes, o)}
	}
	c := control{asker: o.asker, asOf: o.asOf, revision: o.revision(g.Answer)}
	messages[0].Components = r.controls(c, evidenceOptions(g.Answer.Citations()), o.private)
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

// groupedEmbed is one embed with a field for each group; what does not fit is
// counted, and stands in the menu of evidence.
func groupedEmbed(g commands.Grouped, notes []string, o occasion) message {
	head := section{title: g.Answer.Question(), asked: true, colour: blue, lines: aged(howAsked(g.Answer), o)}
	for _, n := range notes {
		head.lines = append(head.lines, small("%s", clipped(n, maxNote)))
	}
	e := head.embeds()[0]
	room := groupsRoom - weight(e)
	groups := g.Groups
	most := min(len(groups), maxFields-1, max(1, room/leastField))
	for i, group := range groups[:most] {
		field := fieldOf(group, min(maxFieldValue, room/(most-i)))
		room -= length(field.Name) + length(field.Value)
		e.Fields = append(e.Fields, field)
	}
	if more := len(groups) - most; more > 0 {
		e.Fields = append(e.Fields, &discordgo.MessageEmbedField{Name: fmt.Sprintf("and %d more", more), Value: "Narrow the command down with its options to see them."})
	}
	e.Footer = &discordgo.MessageEmbedFooter{Text: groupedFoot(g) + " · revision " + o.revision(g.Answer)}
	return message{Embeds: []*discordgo.MessageEmbed{e}, Components: []discordgo.MessageComponent{}}
}

// fieldOf is a group in so many units. The number of quotes that are left out is
// told.
func fieldOf(g rag.Grouping, room int) *discordgo.MessageEmbedField {
	name := clipped(strings.Join(groupHead(g), " · "), min(maxFieldName, max(40, room/2)))
	room = max(60, min(room-length(name), maxFieldValue))
	const more = "-# and 88 more: Evidence has them"
	var lines []string
	points := foremost(g)
	for i, p := range points {
		left := room - length(more) - 1
		if i == len(points)-1 && i == len(g.Points)-1 {
			left = room
		}
		for _, l := range lines {
			left -= length(l) + 1
		}
		if i > 0 && left < leastField {
			break
		}
		lines = append(lines, pointLine(g, p, left))
	}
	if n := len(g.Points) - len(lines); n > 0 {
		lines = append(lines, fmt.Sprintf("-# and %d more: Evidence has them", n))
	}
	return &discordgo.MessageEmbedField{Name: name, Value: strings.Join(lines, "\n")}
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
	return points[:min(len(points), mostShown)]
}

// pointLine is a quote with its day, its stance where that is another than the
// group's, and its markers.
func pointLine(g rag.Grouping, p rag.Point, room int) string {
	lead := "no date"
	if d := p.Published(); !d.IsZero() {
		lead = d.Time().Format("2 Jan")
	}
	if p.Stance != "" && p.Stance != g.Stance {
		lead += ", " + clipped(p.Stance, maxShownPublisher)
	}
	markers := ""
	for _, c := range p.Citations {
		markers += fmt.Sprintf("[%d]", c.N)
	}
	lead = "**" + lead + ":** "
	return lead + clipped(p.Quote(), max(20, room-length(lead)-length(markers)-1)) + " " + markers
}

// groupedText is the same without embeds, in as many messages as it takes.
func groupedText(g commands.Grouped, notes []string, o occasion) []message {
	lines := howAsked(g.Answer)
	for _, group := range g.Groups {
		lines = append(lines, ours("**"+clipped(strings.Join(groupHead(group), " · "), maxFieldName)+"**").apart().sticky())
		for _, p := range foremost(group) {
			lines = append(lines, ours("- "+pointLine(group, p, maxFieldValue)))
		}
		if n := len(group.Points) - len(foremost(group)); n > 0 {
			lines = append(lines, small("and %d more: Evidence has them", n))
		}
	}
	lines = append(lines, sources(g.Answer.Citations(), true)...)
	s := sheet{
		sections: []section{{title: g.Answer.Question(), asked: true, colour: blue, lines: aged(lines, o)}},
		foot:     groupedFoot(g) + " · revision " + o.revision(g.Answer), whole: true,
	}
	return s.noted(notes).render(true)
}
