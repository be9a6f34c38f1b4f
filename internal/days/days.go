package days

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Unit is how exactly a time is known.
type Unit int

// The units.
const (
	Day Unit = iota
	Weekend
	Week
	Month
	Year
)

// Mention is a place in a text that names a time.
type Mention struct {
	Start, End int       // bytes of the text
	First      time.Time // the day, or the first of the weekend, week, month or year; midnight UTC
	Unit       Unit
	Relative   bool // it depends on the day of publication
}

// Last is the last day of what is meant.
func (m Mention) Last() time.Time {
	switch m.Unit {
	case Weekend:
		return m.First.AddDate(0, 0, 1)
	case Week:
		return m.First.AddDate(0, 0, 6)
	case Month:
		return m.First.AddDate(0, 1, -1)
	case Year:
		return m.First.AddDate(1, 0, -1)
	}
	return m.First
}

// String is the time as people write it: "15 May 2025", "March 2022".
func (m Mention) String() string {
	switch m.Unit {
	case Weekend:
		return "weekend of " + m.First.Format("2 January 2006")
	case Week:
		return "week of " + m.First.Format("2 January 2006")
	case Month:
		return m.First.Format("January 2006")
	case Year:
		return m.First.Format("2006")
	}
	return m.First.Format("2 January 2006")
}

// Key is the time as it sorts and as scripts read it: "2025-05-15", "2022-03".
func (m Mention) Key() string {
	switch m.Unit {
	case Weekend:
		return m.First.Format(time.DateOnly) + "/" + m.Last().Format(time.DateOnly)
	case Week:
		year, week := m.First.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", year, week)
	case Month:
		return m.First.Format("2006-01")
	case Year:
		return m.First.Format("2006")
	}
	return m.First.Format(time.DateOnly)
}

// Find gives the mentions of a text, in its order. Published is the day from
// which relative ones count; without one (the zero Time) they are left out, and
// so are days without a year.
func Find(text string, published time.Time) []Mention {
	if !published.IsZero() {
		y, m, d := published.Date()
		published = time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	var all []Mention
	signs := signsOf(text)
	for _, r := range rules {
		if signs&r.needs != r.needs || r.relative && published.IsZero() {
			continue
		}
		for _, at := range r.pattern.FindAllStringSubmatchIndex(text, -1) {
			if overlaps(all, at[0], at[1]) {
				continue
			}
			groups := make([]string, len(at)/2)
			for i := range groups {
				if at[2*i] >= 0 {
					groups[i] = text[at[2*i]:at[2*i+1]]
				}
			}
			first, unit, ok := r.day(context{text, at[0], at[1], published}, groups)
			if ok && first.Year() >= 1000 && first.Year() <= 9999 {
				all = append(all, Mention{at[0], at[1], first, unit, r.relative})
			}
		}
	}
	slices.SortFunc(all, func(a, b Mention) int { return cmp.Compare(a.Start, b.Start) })
	return all
}

func overlaps(all []Mention, start, end int) bool {
	return slices.ContainsFunc(all, func(m Mention) bool { return start < m.End && m.Start < end })
}
