package main

import (
	"fmt"
	"strings"

	"talksbot/internal/commands"
	"talksbot/internal/rag"
)

// grouped is the answer of a topic command: a block for each person, party or
// day, with a line for each point.
func (p page) grouped(g commands.Grouped) string {
	var b strings.Builder
	b.WriteString(p.hang("", p.dim.Render(clean(g.Answer.Understood()))))
	if !g.Answer.AsOf().IsZero() {
		b.WriteString(p.hang("", p.dim.Render("As of "+g.Answer.AsOf().Day())))
	}
	if g.Answer.Unproven() {
		b.WriteString(p.hang("", p.dim.Render(unproven)))
	}
	if g.Answer.Abstained() {
		return b.String() + p.hang("", p.none.Render(clean(g.Answer.Abstention())))
	}
	if unshown := commands.Unshown(g); unshown != "" {
		b.WriteString(p.hang("", p.dim.Render(unshown)))
	}
	days := commands.DayFormat(g.Grouped)
	for _, group := range g.Groups {
		b.WriteString("\n" + p.hang("", p.groupHead(group)))
		for _, point := range group.Points {
			b.WriteString(p.hang("  "+p.pointLead(point, days), p.pointText(group, point)))
		}
	}
	how := " (each sentence above is quoted from them)"
	if g.Answer.Mode() == rag.Generated {
		how = " (each sentence above is quoted from them; a language model helped to sort them)"
	}
	b.WriteString("\n" + p.hang("", p.strong.Render("Sources")+p.dim.Render(how)))
	b.WriteString(p.sources(g.Answer.Citations()))
	return b.String()
}

// groupHead says who or what a group is about, and where they stand.
func (p page) groupHead(g rag.Grouping) string {
	parts := []string{p.strong.Render(clean(g.Name))}
	if g.About != "" {
		parts = append(parts, clean(g.About))
	}
	if g.Stance != "" {
		parts = append(parts, strings.TrimSpace(clean(g.Mark)+" "+clean(g.Stance)))
	}
	if g.Disputed && g.About == "" {
		parts = append(parts, p.none.Render("disputed"))
	}
	if before, ok := commands.Was(g); ok {
		parts = append(parts, p.none.Render("was "+clean(before.Stance)))
	}
	for _, fact := range []string{g.Office, g.Country} {
		if fact != "" && fact != g.Name {
			parts = append(parts, p.dim.Render(clean(fact)))
		}
	}
	if g.Sources > 1 {
		parts = append(parts, p.dim.Render(fmt.Sprintf("%d publishers", g.Sources)))
	}
	return strings.Join(parts, p.dim.Render(" · "))
}

// pointLead is the day on which a point was published.
func (p page) pointLead(point rag.Point, days string) string {
	day := "no date"
	if d := point.Published(); !d.IsZero() {
		day = d.Time().Format(days)
	}
	return p.dim.Render(day+":") + " "
}

// pointText is a quote with its markers, and its stance where that is another
// than the group's.
func (p page) pointText(g rag.Grouping, point rag.Point) string {
	text := clean(point.Quote())
	if point.Stance != "" && point.Stance != g.Stance {
		text = p.dim.Render("("+clean(point.Stance)+")") + " " + text
	}
	for _, c := range point.Citations {
		text += stuck + p.marker.Render(fmt.Sprintf("[%d]", c.N))
	}
	return text
}
