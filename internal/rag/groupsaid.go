package rag

import (
	"maps"
	"slices"

	"talksbot/internal/rag/lexical"
	"talksbot/internal/topics"
)

// statements tells who said what, the newest first.
func (g *grouper) statements() ([]found, error) {
	wanted, err := g.wanted()
	if err != nil {
		return nil, err
	}
	c := g.claimant()
	said, err := c.allSaid()
	if err != nil {
		return nil, err
	}
	var groups []found
	for _, h := range c.holders(said) {
		if wanted != "" && h.Name != wanted && h.Party != wanted {
			continue
		}
		f := found{Grouping: h.Grouping}
		for _, v := range viewsOf(h.claims) {
			for _, cl := range v.claims {
				p := foundPoint{quotes: []quote{cl.quote(cl.before)}}
				if !slices.ContainsFunc(f.points, func(o foundPoint) bool { return o.quotes[0] == p.quotes[0] }) {
					f.points = append(f.points, p)
				}
			}
		}
		f.points = joinAlike(f.points)
		f.points = f.points[:min(len(f.points), 2*mostPoints)]
		f.Sources = g.publishers(f.points)
		groups = append(groups, f)
	}
	slices.SortStableFunc(groups, func(a, b found) int { return g.mentionsOf(b.Name) - g.mentionsOf(a.Name) })
	return groups, nil
}

// allSaid are the statements of all articles, in their order.
func (c *claimant) allSaid() ([]claim, error) {
	return c.ground.claims(c.ctx, c.command, func(found []claim, doc int) []claim {
		return append(found, c.statementsOf(doc)...)
	}, c.speaking)
}

// speaking are the passages with a verb of speech.
func (c *claimant) speaking() []int {
	all := maps.Clone(speech)
	all[c.stemmer.Stem("write")], all[c.stemmer.Stem("according")] = true, true
	for stem := range speech {
		for _, form := range formsOf()[stem] {
			all[form] = true
		}
	}
	return slices.Sorted(maps.Keys(c.having(all, lexical.Body)))
}

// statementsOf are the sentences of a passage that report what somebody said.
func (c *claimant) statementsOf(doc int) []claim {
	var said []claim
	sentences := c.readings(doc)
	for i, r := range sentences {
		if len(c.about) > 0 && !c.command.Anywhere && !c.hasSubject(r.tokens) {
			continue
		}
		v := &clauseView{claimant: c, sentence: r, stems: c.stemsOf(r), segments: segmentsOf(r)}
		if i > 0 {
			v.earlier = sentences[i-1]
		}
		for at := range r.tokens {
			who, before := v.speakers(at)
			for _, a := range who {
				said = append(said, claim{spot: r.spot, actor: a, strength: plainly, before: before})
			}
		}
	}
	return said
}

// speakers are those who say something where a verb of speech stands: "Lee said",
// "said Lee", "according to Lee".
func (v *clauseView) speakers(at int) ([]actor, bool) {
	if v.word(at) == "according" && v.word(at+1) == "to" {
		v.look(v.sentence)
		return v.listed(at+2, true), false
	}
	if !v.speaks(at) {
		return nil, false
	}
	v.look(v.sentence)
	for _, a := range v.actors {
		if a.office == at+1 && !v.owns(a) && inverted[v.word(at)] {
			return []actor{a}, false
		}
	}
	who, before := v.subjects(cue{from: at, to: at + 1})
	if len(who) > 0 && !before && v.owns(who[len(who)-1]) {
		return nil, false // "Lee's demand"
	}
	return who, before
}

// inverted are verbs that stand before who says something.
var inverted = map[string]bool{"said": true, "says": true, "stated": true, "added": true, "wrote": true, "told": true}

// speaks tells whether a verb of speech stands at a token, of which somebody is
// the subject and not the object.
func (v *clauseView) speaks(at int) bool {
	t := v.tokens[at]
	if !speech[t.Stem] && !speech[v.stems[at]] && t.Stem != "write" || t.Upper && at > 0 {
		return false
	}
	switch {
	case determiners[v.word(at-1)] || prepositions[v.word(at-1)]:
		return false // "the demand", "by demanding"
	case irregular[v.word(at-1)] == "be":
		return false // "was told"
	}
	return true
}

// members tells who is named for which side: the parties in the order of the
// file, of each those who lead first.
func (g *grouper) members() ([]found, error) {
	wanted, err := g.wanted()
	if err != nil {
		return nil, err
	}
	c := g.claimant()
	var groups []found
	claims, err := c.all()
	if err != nil {
		return nil, err
	}
	for _, h := range c.holders(slices.Concat(claims, g.added)) {
		if h.Party == "" || wanted != "" && h.Name != wanted && h.Party != wanted {
			continue
		}
		f := c.settled(h)
		f.Disputed = false
		f.Stance, f.Mark = c.highest(h.claims)
		groups = append(groups, f)
	}
	c.order(groups)
	slices.SortStableFunc(groups, func(a, b found) int { return c.parties.rank(partyName(a)) - c.parties.rank(partyName(b)) })
	return groups, nil
}

func partyName(f found) string {
	if f.Kind == topics.ByParty {
		return f.Name
	}
	return f.Party
}

// highest is the first stance of the file that any claim has.
func (c *claimant) highest(claims []claim) (name, mark string) {
	best := claims[0].stance
	for _, cl := range claims {
		best = min(best, cl.stance)
	}
	return c.command.Stances[best].Name, c.command.Stances[best].Mark
}
