package rag

import (
	"cmp"
	"slices"

	"talksbot/internal/corpus"
	"talksbot/internal/topics"
)

// The ways in which two articles differ.
const (
	contradicts = "contradicts" // of one day
	changed     = "changed"     // of different days
	spelled     = "called differently"
)

// difference is what two articles say differently of one thing.
type difference struct {
	name, about, how string
	party            string
	newer, older     foundPoint
}

// aboutDay is the matter in which days differ.
const aboutDay = "day"

// perHolder is how many differences are told of one person or party in one
// matter.
const perHolder = 4

// differences tells where articles differ: in the stances and delegations of the
// file's other commands, in names and offices, in numbers and days.
func (g *grouper) differences() ([]found, error) {
	var all []difference
	for i := range g.set.Commands {
		c := &g.set.Commands[i]
		other := *g
		other.command, other.given = c, nil
		switch c.Gather {
		case topics.Stances:
			all = append(all, other.stanceDifferences()...)
		case topics.Members:
			all = append(all, other.listDifferences()...)
		}
	}
	if err := g.ctx.Err(); err != nil {
		return nil, err
	}
	all = append(all, g.ground.callings()...)
	all = append(all, g.ground.measured()...)
	return g.joined(all), nil
}

// joined makes one group of the differences of somebody in one matter: each
// statement once, the newest first.
func (g *grouper) joined(all []difference) []found {
	var groups []*found
	at := map[[2]string]*found{}
	dated := map[[2]quote]bool{} // pairs that differ in the day, which may have been found in two ways
	for _, d := range all {
		newer, older := d.newer.quotes[0], d.older.quotes[0]
		if g.origin(newer.article) == g.origin(older.article) || dated[[2]quote{newer, older}] && d.about == aboutDay {
			continue
		}
		dated[[2]quote{newer, older}] = d.about == aboutDay
		f := at[[2]string{d.name, d.about}]
		if f == nil {
			f = &found{Grouping: Grouping{Name: d.name, About: d.about, Stance: d.how, Party: d.party, Disputed: true}}
			at[[2]string{d.name, d.about}] = f
			groups = append(groups, f)
		}
		f.add(d)
	}
	out := make([]found, len(groups))
	for i, f := range groups {
		slices.SortStableFunc(f.points, byNewest)
		f.Sources = g.publishers(f.points)
		out[i] = *f
	}
	return out
}

// add takes the statements of a difference, and says how they differ where that is
// graver than what is said already.
func (f *found) add(d difference) {
	for _, p := range []foundPoint{d.newer, d.older} {
		if !slices.ContainsFunc(f.points, func(o foundPoint) bool { return o.quotes[0] == p.quotes[0] && o.stance == p.stance }) {
			f.points = append(f.points, p)
		}
	}
	gravity := []string{spelled, changed, contradicts}
	if slices.Index(gravity, d.how) > slices.Index(gravity, f.Stance) {
		f.Stance = d.how
	}
}

// howFar tells whether two articles of different days or of one differ.
func howFar(a, b *corpus.Article) string {
	if sameDay(a.Published, b.Published) || a.Published.IsZero() || b.Published.IsZero() {
		return contradicts
	}
	return changed
}

// stanceDifferences are the articles that see somebody elsewhere than the
// articles before them do.
func (g *grouper) stanceDifferences() []difference {
	c := g.claimant()
	claims, err := c.all()
	if err != nil {
		return nil
	}
	var all []difference
	for _, h := range c.holders(claims) {
		views := viewsOf(h.claims)
		n := 0
		told := map[[2]int]bool{}
		for i, newer := range views {
			for _, older := range views[i+1:] {
				pair := [2]int{newer.stance(), older.stance()}
				how := howFar(newer.article, older.article)
				if pair[0] == pair[1] || n >= perHolder || told[pair] && how == changed {
					continue
				}
				told[pair] = true
				n++
				all = append(all, difference{
					name: h.Name, about: c.command.Name, how: how, party: h.Party,
					newer: c.pointOf(newer), older: c.pointOf(older),
				})
			}
		}
		all = append(all, c.dayDifferences(h, views)...)
	}
	return all
}

// dayDifferences are the articles that give another day for what somebody does.
func (c *claimant) dayDifferences(h *holder, views []view) []difference {
	var dated []claim // one an article, the newest first
	for _, v := range views {
		if i := slices.IndexFunc(v.claims, func(cl claim) bool { return cl.day != "" }); i >= 0 {
			dated = append(dated, v.claims[i])
		}
	}
	var all []difference
	for i, newer := range dated[:max(0, len(dated)-1)] {
		if older := dated[i+1]; newer.day != older.day && len(all) < perHolder {
			all = append(all, difference{
				name: h.Name, about: aboutDay, how: howFar(newer.passage.Article, older.passage.Article), party: h.Party,
				newer: c.datedPoint(newer), older: c.datedPoint(older),
			})
		}
	}
	return all
}

func (c *claimant) datedPoint(cl claim) foundPoint {
	return foundPoint{quotes: []quote{cl.quote(cl.before)}, stance: c.stanceOf(cl).Name, date: cl.day}
}

// pointOf is the sentence that stands for an article's view.
func (c *claimant) pointOf(v view) foundPoint {
	cl := v.claims[0]
	return foundPoint{quotes: []quote{cl.quote(cl.before)}, stance: c.stanceOf(cl).Name}
}

// roster is whom one article names for a side.
type roster struct {
	article *corpus.Article
	names   []string
	longest claim
	most    int
}

// listDifferences are the articles that name others for a side than the last one
// before them that differs, from the newest back: each of the two has somebody whom
// the other has not, for who names fewer denies nothing.
func (g *grouper) listDifferences() []difference {
	c := g.claimant()
	claims, err := c.all()
	if err != nil {
		return nil
	}
	bySide, sides := g.rosters(claims)
	var all []difference
	for _, side := range sides {
		rosters := bySide[side]
		slices.SortStableFunc(rosters, func(a, b *roster) int { return newestFirst(a.article.Published, b.article.Published) })
		newer, n := rosters[0], 0
		for _, older := range rosters[1:] {
			if !alien(newer.names, older.names) || n >= perHolder {
				continue
			}
			n++
			all = append(all, difference{
				name: side, about: g.command.Name, how: howFar(newer.article, older.article), party: side,
				newer: foundPoint{quotes: []quote{newer.longest.quote(false)}}, older: foundPoint{quotes: []quote{older.longest.quote(false)}},
			})
			newer = older
		}
	}
	return all
}

// rosters are whom the articles name for each side, and the sides in the order of
// the text. Whose somebody is, another sentence may tell.
func (g *grouper) rosters(claims []claim) (map[string][]*roster, []string) {
	told := map[*figure]string{}
	for _, cl := range claims {
		if f := cl.actor.figure; f != nil && told[f] == "" {
			told[f] = cmp.Or(g.partyOfFigure(f), cl.side.party)
		}
	}
	bySide := map[string][]*roster{}
	var sides []string
	for _, cl := range claims {
		side := told[cl.actor.figure]
		if cl.actor.figure == nil || side == "" {
			continue
		}
		if bySide[side] == nil {
			sides = append(sides, side)
		}
		r := rosterOf(bySide[side], cl.passage.Article)
		if r == nil {
			r = &roster{article: cl.passage.Article, longest: cl}
			bySide[side] = append(bySide[side], r)
		}
		if name := cl.actor.figure.name; !slices.Contains(r.names, name) {
			r.names = append(r.names, name)
		}
		if n := cl.named; n > r.most {
			r.longest, r.most = cl, n
		}
	}
	return bySide, sides
}

func rosterOf(all []*roster, a *corpus.Article) *roster {
	for _, r := range all {
		if r.article == a {
			return r
		}
	}
	return nil
}
