package picture

import (
	"slices"
	"time"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/topics"
)

// What fits beside each other where a phone is 400 points wide.
const (
	mostRows = 12
	mostDays = 4 // one of them stands for all earlier ones where there are more
)

// Board is who stands where on which day.
type Board struct {
	Days    []Day // the newest last
	Rows    []Row
	More    int // who has no row
	Stances []Kind
	Dispute bool // one of the cells is disputed
}

// Day is a column.
type Day struct {
	Name   string // "13 May"
	Year   string
	Before bool // it stands for all days before this one
}

// Row is a person or party with a cell for each day.
type Row struct {
	Name  string
	Cells []Cell
}

// Cell is where somebody stands by the sources of a day.
type Cell struct {
	Stance   int  // in Board.Stances; None where no source of the day says it
	Disputed bool // sources differ
}

// None is the stance of a cell without one.
const None = -1

// Kind is a stance and how it is drawn.
type Kind struct {
	Name string
	Sign Sign
}

// boardOf is nil where there is nothing to compare: fewer than two people of whom
// anything is dated.
func boardOf(groups []rag.Grouping, stances []topics.Stance) *Board {
	var all []record
	for _, g := range groups {
		if r := recordOf(g, stances); len(r.days) > 0 {
			all = append(all, r)
		}
	}
	if len(all) < 2 {
		return nil
	}
	shown := all[:min(len(all), mostRows)]
	b := &Board{More: len(groups) - len(shown)}
	first := b.columns(shown)
	b.kinds(stances)
	for _, r := range shown {
		b.Rows = append(b.Rows, Row{tidy(r.name), b.cells(r, first)})
	}
	b.prune()
	return b
}

// record is what the dated sources say of somebody, the oldest day first.
type record struct {
	name string
	days []standing
}

type standing struct {
	day      time.Time
	stance   string
	disputed bool
}

// recordOf counts each article once a day, by its plainest sentence, which comes
// first. What the answer says of the newest day it says by the time of day too,
// so that is taken over; and so is that sources differ.
func recordOf(g rag.Grouping, stances []topics.Stance) record {
	r := record{name: g.Name}
	known := func(stance string) bool {
		return slices.ContainsFunc(stances, func(s topics.Stance) bool { return s.Name == stance })
	}
	votes := map[time.Time][]string{}
	heard := map[*corpus.Article]bool{}
	for _, p := range g.Points {
		for _, c := range p.Citations {
			d := c.Article.Published
			if heard[c.Article] || d.IsZero() || !known(p.Stance) {
				continue
			}
			heard[c.Article] = true
			day := dayOf(d)
			votes[day] = append(votes[day], p.Stance)
		}
	}
	for day, all := range votes {
		s := standing{day: day, stance: majority(all, stances), disputed: len(slices.Compact(slices.Sorted(slices.Values(all)))) > 1}
		r.days = append(r.days, s)
	}
	slices.SortFunc(r.days, func(a, b standing) int { return a.day.Compare(b.day) })
	if n := len(r.days); n > 0 && known(g.Stance) {
		r.days[n-1].stance = g.Stance
		r.days[n-1].disputed = r.days[n-1].disputed || g.Disputed
	}
	return r
}

// dayOf is the day of a date, in the zone in which it is written.
func dayOf(d corpus.Date) time.Time {
	y, m, day := d.Time().Date()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
}

// majority is the stance of most; where as many have another, the one that leaves
// it open, as in the answer, else that of the first.
func majority(votes []string, stances []topics.Stance) string {
	count := map[string]int{}
	most := 0
	for _, v := range votes {
		count[v]++
		most = max(most, count[v])
	}
	var best []string
	for _, v := range votes {
		if count[v] == most && !slices.Contains(best, v) {
			best = append(best, v)
		}
	}
	if len(best) > 1 {
		for _, s := range stances {
			if s.Unsure() {
				return s.Name
			}
		}
	}
	return best[0]
}

// columns are the newest days, and one for all before them where there are too
// many. It returns the first day that has a column of its own.
func (b *Board) columns(records []record) (first time.Time) {
	var days []time.Time
	for _, r := range records {
		for _, s := range r.days {
			days = append(days, s.day)
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	days = slices.Compact(days)
	more := len(days) > mostDays
	if more {
		days = days[len(days)-(mostDays-1):]
		b.Days = append(b.Days, dayNamed(days[0], true))
	}
	for _, d := range days {
		b.Days = append(b.Days, dayNamed(d, false))
	}
	return days[0]
}

func dayNamed(d time.Time, before bool) Day {
	return Day{Name: d.Format("2 Jan"), Year: d.Format("2006"), Before: before}
}

// kinds are the stances of the command, each with a sign of its own.
func (b *Board) kinds(stances []topics.Stance) {
	taken := map[Sign]bool{}
	for _, s := range stances {
		sign := signOf(s.Mark, taken)
		taken[sign] = true
		b.Stances = append(b.Stances, Kind{tidy(s.Name), sign})
	}
}

// cells are those of a row: where somebody stood last before the first day, if a
// column is for that, and where on each day.
func (b *Board) cells(r record, first time.Time) []Cell {
	cells := make([]Cell, len(b.Days))
	for i := range cells {
		cells[i].Stance = None
	}
	for _, s := range r.days {
		cells[b.columnOf(s.day, first)] = Cell{b.kindOf(s.stance), s.disputed}
	}
	return cells
}

func (b *Board) columnOf(day, first time.Time) int {
	if day.Before(first) {
		return 0
	}
	return slices.IndexFunc(b.Days, func(d Day) bool {
		return !d.Before && d.Name == day.Format("2 Jan") && d.Year == day.Format("2006")
	})
}

func (b *Board) kindOf(name string) int {
	return slices.IndexFunc(b.Stances, func(k Kind) bool { return k.Name == tidy(name) })
}

// prune leaves out the stances that no cell has, and notes whether one is
// disputed: what is earlier than a picture shows may have had others.
func (b *Board) prune() {
	at := make([]int, len(b.Stances))
	var kept []Kind
	for i, k := range b.Stances {
		if b.any(func(c Cell) bool { return c.Stance == i }) {
			at[i] = len(kept)
			kept = append(kept, k)
		}
	}
	b.Dispute = b.any(func(c Cell) bool { return c.Disputed })
	for _, r := range b.Rows {
		for i, c := range r.Cells {
			if c.Stance != None {
				r.Cells[i].Stance = at[c.Stance]
			}
		}
	}
	b.Stances = kept
}

func (b *Board) any(is func(Cell) bool) bool {
	return slices.ContainsFunc(b.Rows, func(r Row) bool { return slices.ContainsFunc(r.Cells, is) })
}
