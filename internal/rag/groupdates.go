package rag

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"talksbot/internal/corpus"
	"talksbot/internal/days"
	"talksbot/internal/rag/lexical"
	"talksbot/internal/topics"
)

// dates tells what happens when, by the days that the sentences name: the oldest
// day first, and of each day the newest source first. Of too many, the newest stay.
func (g *grouper) dates() ([]found, error) {
	from, to, err := g.span()
	if err != nil {
		return nil, err
	}
	byKey := map[string]*found{}
	var groups []*found
	first := map[*found]time.Time{}
	for _, e := range g.ground.events() {
		if !from.IsZero() && e.Last().Before(from) || !to.IsZero() && e.First.After(to) || !g.speaksOfSubject(e.quote.article.Quote(e.quote.Span)) {
			continue
		}
		f := byKey[e.Key()]
		if f == nil {
			f = &found{Grouping: Grouping{Name: e.String(), Kind: topics.ByDate, Date: e.Key()}}
			byKey[e.Key()] = f
			groups = append(groups, f)
			first[f] = e.First
		}
		f.points = append(f.points, foundPoint{quotes: []quote{e.quote}, date: e.Key()})
	}
	slices.SortStableFunc(groups, func(a, b *found) int {
		return cmp.Or(first[a].Compare(first[b]), cmp.Compare(a.Date, b.Date))
	})
	g.more = max(0, len(groups)-mostGroups)
	groups = groups[g.more:]
	out := make([]found, 0, len(groups))
	for _, f := range groups {
		f.points = joinAlike(f.points)
		slices.SortStableFunc(f.points, byNewest)
		f.points = f.points[:min(len(f.points), mostPoints)]
		f.Sources = g.publishers(f.points)
		out = append(out, *f)
	}
	return out, nil
}

// span are the first and the last day that the options ask for.
func (g *grouper) span() (from, to time.Time, err error) {
	for _, o := range []struct {
		kind topics.Kind
		day  *time.Time
	}{{topics.From, &from}, {topics.To, &to}} {
		text := g.command.Given(o.kind, g.given)
		if text == "" {
			continue
		}
		d, err := corpus.ParseDate(text)
		if err != nil {
			return from, to, GivenError(err.Error())
		}
		*o.day = midnight(d)
	}
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		return from, to, GivenError("the last day is before the first: exchange the two")
	}
	return from, to, nil
}

// midnight is the day of a date, in the zone in which it is written.
func midnight(d corpus.Date) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	y, m, day := d.Time().Date()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
}

// event is a time that a sentence names.
type event struct {
	days.Mention
	quote quote
}

// events are those of all articles, the newest article first, each time once a
// sentence. A year alone is too little to be told when something was.
func (s *Snapshot) events() []event {
	var events []event
	for _, a := range slices.Backward(s.articles) {
		published := midnight(a.Published)
		for _, p := range s.of[a] {
			for _, span := range p.Sentences {
				var seen []string
				for _, m := range days.Find(a.Quote(span), published) {
					if m.Unit != days.Year && !slices.Contains(seen, m.Key()) {
						events = append(events, event{m, quote{a, span}})
						seen = append(seen, m.Key())
					}
				}
			}
		}
	}
	return slices.Clip(events)
}

// speaksOfSubject tells whether a sentence has one of the command's words, where
// it has some.
func (g *grouper) speaksOfSubject(text string) bool {
	if len(g.command.About) == 0 || g.command.Anywhere {
		return true
	}
	return slices.ContainsFunc(g.command.About, func(w string) bool {
		return strings.Contains(" "+plainStems(text)+" ", " "+plainStems(w)+" ")
	})
}

// plainStems is a text by the stems of its words alone.
func plainStems(text string) string {
	var stems []string
	for _, t := range lexical.Tokenize(text) {
		stems = append(stems, t.Stem)
	}
	return strings.Join(stems, " ")
}
