package rag

import (
	"cmp"
	"slices"
	"strings"

	"talksbot/internal/corpus"
	"talksbot/internal/days"
	"talksbot/internal/rag/lexical"
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
	all = append(all, g.nameDifferences()...)
	all = append(all, g.numberDifferences()...)
	if err := g.ctx.Err(); err != nil {
		return nil, err
	}
	var groups []found
	for _, d := range all {
		if g.origin(d.newer.quotes[0].article) == g.origin(d.older.quotes[0].article) {
			continue
		}
		f := found{Grouping: Grouping{Name: d.name, About: d.about, Stance: d.how, Party: d.party, Disputed: true}, points: []foundPoint{d.newer, d.older}}
		f.Sources = g.publishers(f.points)
		groups = append(groups, f)
	}
	return groups, nil
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
	}
	return all
}

// pointOf is the sentence that stands for an article's view.
func (c *claimant) pointOf(v view) foundPoint {
	cl := v.claims[0]
	return foundPoint{quotes: []quote{cl.quote(cl.before)}, stance: c.stanceOf(cl).Name}
}

// roster is whom one article names for a side.
type roster struct {
	article *corpus.Article
	names   map[string]bool
	longest claim
	most    int
}

// listDifferences are the articles that name others for a side than an article
// before them does.
func (g *grouper) listDifferences() []difference {
	c := g.claimant()
	claims, err := c.all()
	if err != nil {
		return nil
	}
	bySide := map[string][]*roster{}
	var sides []string
	for _, cl := range claims {
		if cl.actor.figure == nil {
			continue
		}
		party := cmp.Or(g.partyOfFigure(cl.actor.figure), cl.side.party)
		if party == "" {
			continue
		}
		if bySide[party] == nil {
			sides = append(sides, party)
		}
		r := rosterOf(bySide[party], cl.passage.Article)
		if r == nil {
			r = &roster{article: cl.passage.Article, names: map[string]bool{}, longest: cl}
			bySide[party] = append(bySide[party], r)
		}
		r.names[cl.actor.figure.name] = true
		if n := cl.named; n > r.most {
			r.longest, r.most = cl, n
		}
	}
	var all []difference
	for _, side := range sides {
		rosters := bySide[side]
		slices.SortStableFunc(rosters, func(a, b *roster) int { return newestFirst(a.article.Published, b.article.Published) })
		for i, newer := range rosters[:max(0, len(rosters)-1)] {
			older := rosters[i+1]
			if !namesAgree(newer.names, older.names) {
				all = append(all, difference{
					name: side, about: g.command.Name, how: howFar(newer.article, older.article), party: side,
					newer: foundPoint{quotes: []quote{newer.longest.quote(false)}}, older: foundPoint{quotes: []quote{older.longest.quote(false)}},
				})
			}
		}
	}
	return all
}

func rosterOf(all []*roster, a *corpus.Article) *roster {
	for _, r := range all {
		if r.article == a {
			return r
		}
	}
	return nil
}

func namesAgree(a, b map[string]bool) bool {
	if len(a) != len(b) {
		return false
	}
	for name := range a {
		if !b[name] {
			return false
		}
	}
	return true
}

// called is how an article calls somebody, and where.
type called struct {
	quote quote
	text  string
}

// nameDifferences are the people whose full names or offices differ.
func (g *grouper) nameDifferences() []difference {
	names, offices := map[*figure][]called{}, map[*figure][]called{}
	for doc := range g.passages {
		for _, r := range g.readings(doc) {
			g.look(r)
			for _, a := range r.actors {
				if a.figure == nil {
					continue
				}
				n := nameAt(r.text, r.tokens, mention{Office: a.office, From: a.from, To: a.to})
				if len(n.words) > 1 {
					names[a.figure] = addCalled(names[a.figure], called{r.quote(false), n.text})
				}
				if n.office != "" {
					offices[a.figure] = addCalled(offices[a.figure], called{r.quote(false), officeKey(n.office)})
				}
			}
		}
	}
	var all []difference
	for _, f := range g.people.figures {
		all = append(all, calledDifferently(f.name, "name", names[f])...)
		all = append(all, calledDifferently(f.name, "office", offices[f])...)
	}
	return all
}

// addCalled adds one of each text, the newest.
func addCalled(all []called, c called) []called {
	for i, o := range all {
		if o.text == c.text {
			if newestFirst(c.quote.article.Published, o.quote.article.Published) < 0 {
				all[i] = c
			}
			return all
		}
	}
	return append(all, c)
}

// officeKey is an office by what tells it from another: the stems of its words
// of office, and whether it is a former one.
func officeKey(office string) string {
	var key []string
	for _, t := range lexical.Tokenize(office) {
		if isOffice(t) || t.Word == "former" || t.Word == "deputy" || t.Word == "acting" {
			key = append(key, t.Stem)
		}
	}
	slices.Sort(key)
	return strings.Join(slices.Compact(key), " ")
}

// calledDifferently are the pairs of the newest way to call somebody with the
// others, where they are in different articles.
func calledDifferently(name, about string, all []called) []difference {
	var out []difference
	slices.SortStableFunc(all, func(a, b called) int {
		return newestFirst(a.quote.article.Published, b.quote.article.Published)
	})
	for _, other := range all[min(1, len(all)):] {
		if all[0].quote.article != other.quote.article && all[0].text != "" && other.text != "" && len(out) < perHolder {
			out = append(out, difference{
				name: name, about: about, how: spelled,
				newer: foundPoint{quotes: []quote{all[0].quote}}, older: foundPoint{quotes: []quote{other.quote}},
			})
		}
	}
	return out
}

// measure is a number with what it counts, or a day, in a sentence.
type measure struct {
	value string
	quote quote
	stems map[string]bool
	date  bool
}

// alikeEnough is the share of their words that two sentences must have in common
// to speak of one thing.
const alikeEnough = 0.6

// numberDifferences are sentences of different articles that are alike but for a
// number or a day.
func (g *grouper) numberDifferences() []difference {
	byUnit := map[string][]measure{}
	var units []string
	for _, a := range g.articles {
		for _, p := range g.of[a] {
			for _, span := range p.Sentences {
				for unit, m := range measuresOf(a, span) {
					if byUnit[unit] == nil {
						units = append(units, unit)
					}
					byUnit[unit] = append(byUnit[unit], m)
				}
			}
		}
	}
	slices.Sort(units)
	var all []difference
	for _, unit := range units {
		for i, m := range byUnit[unit] {
			for _, o := range byUnit[unit][:i] {
				if len(all) < mostGroups && m.quote.article != o.quote.article && m.value != o.value && alike(m.stems, o.stems) >= alikeEnough {
					all = append(all, difference{
						name: m.value + " or " + o.value, about: about(m.date), how: howFar(m.quote.article, o.quote.article),
						newer: foundPoint{quotes: []quote{m.quote}}, older: foundPoint{quotes: []quote{o.quote}},
					})
				}
			}
		}
	}
	return all
}

func about(date bool) string {
	if date {
		return "day"
	}
	return "number"
}

// measuresOf are the numbers and days of a sentence, by what they count.
func measuresOf(a *corpus.Article, span corpus.Span) map[string]measure {
	text := a.Quote(span)
	tokens := lexical.Tokenize(text)
	stems := map[string]bool{}
	for _, t := range tokens {
		if !t.Stop && !t.Number {
			stems[t.Stem] = true
		}
	}
	all := map[string]measure{}
	for i, t := range tokens {
		if i+1 < len(tokens) && t.Number && isNumber(t) && !tokens[i+1].Stop && !tokens[i+1].Number {
			all[tokens[i+1].Stem] = measure{t.Word + " " + tokens[i+1].Word, quote{a, span}, stems, false}
		}
	}
	if found := days.Find(text, midnight(a.Published)); len(found) == 1 && found[0].Unit == days.Day {
		all["\x00day"] = measure{found[0].String(), quote{a, span}, stems, true}
	}
	return all
}

// alike is the share of the stems of both that two sentences have in common.
func alike(a, b map[string]bool) float64 {
	n := 0
	for s := range a {
		if b[s] {
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(n) / float64(len(a)+len(b)-n)
}
