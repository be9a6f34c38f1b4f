package commands

import (
	"fmt"
	"strings"

	"talksbot/internal/rag"
	"talksbot/internal/topics"
)

// Was is the newest point of a group whose sources have changed their stance: all
// that say otherwise than the newest were published on an earlier day. Where
// sources of one day differ, or none do, ok is false.
func Was(g rag.Grouping) (before rag.Point, ok bool) {
	if g.About != "" || g.Disputed || g.Stance == "" {
		return before, false
	}
	day := ""
	for _, p := range g.Points {
		if p.Stance == g.Stance && day == "" {
			day = Day(p)
		}
		if p.Stance != g.Stance && !ok {
			before, ok = p, true
		}
	}
	return before, ok && Day(before) != "" && Day(before) < day
}

// Day is the day on which a point was published, as in "2025-05-15"; "" where
// nobody knows.
func Day(p rag.Point) string {
	if p.Published().IsZero() {
		return ""
	}
	return p.Published().Time().Format("2006-01-02")
}

// Unshown says that an answer has no room for all groups, and for how many; "" where
// it has.
func Unshown(g Grouped) string {
	which, others := "first", "more"
	if g.Topic != nil && g.Topic.Gather == topics.Dates {
		which, others = "newest", "earlier"
	}
	if g.More == 0 {
		return ""
	}
	return fmt.Sprintf("The %s %d; there are %d %s", which, len(g.Groups), g.More, others)
}

// DayFormat is how days of an answer are written: with their year where it speaks
// of more than one.
func DayFormat(g rag.Grouped) string {
	years := map[string]bool{}
	for _, c := range g.Answer.Citations() {
		if d := c.Article.Published; !d.IsZero() {
			years[d.Time().Format("2006")] = true
		}
	}
	for _, group := range g.Groups {
		if year, _, _ := strings.Cut(group.Date, "-"); year != "" {
			years[year] = true
		}
	}
	if len(years) > 1 {
		return "2 Jan 2006"
	}
	return "2 Jan"
}
