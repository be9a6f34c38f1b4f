package rag

import (
	"slices"
	"sort"

	"talksbot/internal/corpus"
)

// lines puts the chosen sentences in order, joins those that overlap, and marks days
// where there is more than one.
func (q *query) lines(chosen []*evidence) []draftLine {
	quotes := make([]quote, 0, len(chosen))
	for _, e := range chosen {
		quotes = append(quotes, quote{e.passage.Article, e.quote()})
	}
	quotes = join(quotes)
	sort.SliceStable(quotes, func(i, j int) bool {
		a, b := quotes[i].article.Published, quotes[j].article.Published
		switch {
		case q.compare:
			return a.Compare(b) < 0
		case q.now && !q.past && !a.IsZero() && !b.IsZero():
			return a.Compare(b) > 0
		case q.now && !q.past:
			return !a.IsZero() && b.IsZero()
		}
		return false
	})
	label := labels(quotes)
	lines := make([]draftLine, 0, len(quotes))
	for _, qu := range quotes {
		lines = append(lines, draftLine{label: label(qu.article.Published), quotes: []quote{qu}})
	}
	return lines
}

// join makes one quote of those that overlap in one article, in the place of the
// first of them.
func join(quotes []quote) []quote {
	var out []quote
	for _, q := range quotes {
		at := len(out)
		for i := len(out) - 1; i >= 0; i-- {
			if o := out[i]; o.article == q.article && q.Start < o.End && o.Start < q.End {
				q.Start, q.End, at = min(o.Start, q.Start), max(o.End, q.End), i
				out = slices.Delete(out, i, i+1)
			}
		}
		out = slices.Insert(out, at, q)
	}
	return out
}

// labels gives the day of a quote, or its month and year where the quotes are of
// different years, in two words at most, where the quotes are of
// more than one day.
func labels(quotes []quote) func(corpus.Date) string {
	days, years := map[string]bool{}, map[int]bool{}
	for _, q := range quotes {
		if d := q.article.Published; !d.IsZero() {
			days[d.Day()], years[d.Time().Year()] = true, true
		}
	}
	return func(d corpus.Date) string {
		switch {
		case d.IsZero() || len(days) < 2:
			return ""
		case len(years) > 1:
			return d.Time().Format("Jan 2006")
		}
		return d.Time().Format("2 January")
	}
}
