package discord

import (
	"fmt"
	"strings"
	"time"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/topics"
)

// shortList is how many items of a list are named in a report.
const shortList = 10

// reportMessage tells what a reload changed, and which commands of the collection
// are others now; with an error, that it changed nothing, and why.
func reportMessage(r rag.Report, others topics.Changes, err error, reg registration, o occasion) []message {
	same := len(r.Added)+len(r.Changed)+len(r.Removed) == 0 && others.None()
	s := section{title: "The collection is read anew", colour: green}
	switch {
	case err != nil:
		s.title, s.colour = "The collection stays as it was", amber
		s.lines = append(s.lines, unread(err)...)
	case same:
		s.title = "The collection is as it was"
	}
	if err == nil {
		s.lines = append(s.lines, changes(r, others)...)
	}
	if r.Lacking != nil {
		s.colour = amber
		s.lines = append(s.lines, withoutVectors(r.Lacking))
	}
	if len(r.Problems) > 0 {
		s.colour = amber
		s.lines = append(s.lines, refused(r.Problems)...)
	}
	if err == nil && same && len(r.Kept)+len(r.Problems) == 0 {
		s.lines = append(s.lines, ours("Nothing was added, changed or removed."))
	}
	if len(reg.troubles) > 0 {
		s.colour = amber
	}
	s.lines = append(s.lines, reg.lines()...)
	return sheet{sections: []section{s}, foot: o.foot("Reload")}.render(o.plain)
}

// unread says why the collection could not be read anew, a mistake a line.
func unread(err error) []line {
	why := strings.Split(err.Error(), "\n")
	if len(why) == 1 {
		return []line{ours("It could not be read anew: " + clipped(why[0], maxNote))}
	}
	lines := []line{ours("It could not be read anew:").sticky()}
	for _, w := range why[:min(len(why), shortList)] {
		lines = append(lines, ours("- "+clipped(w, maxNote/2)))
	}
	if more := len(why) - shortList; more > 0 {
		lines = append(lines, ours(fmt.Sprintf("- and %d more", more)))
	}
	return lines
}

// changes are the articles and the commands that a reload changed, a line a kind.
func changes(r rag.Report, others topics.Changes) []line {
	var lines []line
	for _, k := range []struct {
		what string
		ids  []string
	}{{"Added", r.Added}, {"Changed", r.Changed}, {"Removed", r.Removed}, {"Broken now, kept as read before", r.Kept},
		{"Commands added", others.Added}, {"Commands changed", others.Changed}, {"Commands removed", others.Removed}} {
		if len(k.ids) > 0 {
			lines = append(lines, ours(fmt.Sprintf("**%s (%d):** %s", k.what, len(k.ids), few(k.ids))))
		}
	}
	return lines
}

// few are the first of some IDs: "a, b and 12 more".
func few(ids []string) string {
	var shown []string
	for _, id := range ids[:min(len(ids), shortList)] {
		shown = append(shown, clipped(id, maxShownPublisher))
	}
	text := strings.Join(shown, ", ")
	if more := len(ids) - len(shown); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// withoutVectors says that the vectors of a provider could not be had.
func withoutVectors(why error) line {
	return ours("**⚠️ Vectors:** the articles are searched with the vectors that are built in, until those of the provider can be had; they are asked for again by themselves. " + clipped(why.Error(), maxNote)).apart()
}

// refused are the files that could not be read, with the line and the reason.
func refused(problems []corpus.Problem) []line {
	lines := []line{ours(fmt.Sprintf("**⚠️ Refused (%d):**", len(problems))).apart().sticky()}
	for _, p := range problems[:min(len(problems), shortList)] {
		lines = append(lines, ours("- "+clipped(p.String(), maxNote/2)))
	}
	if more := len(problems) - shortList; more > 0 {
		lines = append(lines, ours(fmt.Sprintf("- and %d more", more)))
	}
	return lines
}

// lines tell where the commands are not registered with Discord, why, and when it
// is tried again.
func (reg registration) lines() []line {
	var lines []line
	for _, t := range reg.troubles[:min(len(reg.troubles), shortList)] {
		where := "for all servers"
		if t.guild != "" {
			where = "for the server " + shown(t.guild)
		}
		text := fmt.Sprintf("**⚠️ The commands %s are not registered with Discord:** %s.", where, clipped(t.why, maxNote))
		if !t.again.IsZero() {
			text += fmt.Sprintf(" It is tried again %s.", ago(t.again))
		}
		lines = append(lines, ours(text).apart())
	}
	if reg.underWay {
		lines = append(lines, small("The commands are still being registered with Discord; /%s %s tells what comes of it.", corpusName, statusName).apart())
	}
	return lines
}

// running is how the program does.
type running struct {
	since    time.Time // it was started
	guilds   int
	underWay int64  // questions being answered
	model    []line // what the language model has used up; none without one
}

// statusMessage tells what is being served.
func statusMessage(s *rag.Snapshot, o occasion, reg registration, r running) []message {
	passages := 0
	for _, a := range s.Articles() {
		passages += len(s.Passages(a))
	}
	lines := []line{ours(fmt.Sprintf("%s in %s", count(len(s.Articles()), "article"), count(passages, "passage")))}
	if d := newest(s.Articles(), corpus.Date{}); !d.IsZero() {
		lines = append(lines, ours(fmt.Sprintf("The newest is of %s (%s)", day(d), ago(moment(d)))))
	}
	if !o.read.IsZero() {
		lines = append(lines, ours(fmt.Sprintf("Read %s (%s)", clock(o.read), ago(o.read))))
	}
	lines = append(lines, ours(fmt.Sprintf("Running since %s, in %s, with %s under way", ago(r.since), count(r.guilds, "server"), count(int(r.underWay), "answer"))))
	status := section{title: "The collection", colour: green, lines: append(aged(lines, o), r.model...)}
	if why := s.Lacking(); why != nil {
		status.colour = amber
		status.lines = append(status.lines, withoutVectors(why))
	}
	if len(s.Problems()) > 0 {
		status.colour = amber
		status.lines = append(status.lines, refused(s.Problems())...)
	}
	if len(reg.troubles) > 0 {
		status.colour = amber
	}
	status.lines = append(status.lines, reg.lines()...)
	return sheet{sections: []section{status}, foot: o.foot("Status")}.render(o.plain)
}
