package rag

import (
	"cmp"
	"slices"
	"strings"

	"talksbot/internal/corpus"
	"talksbot/internal/topics"
	"talksbot/internal/world"
)

// perArticle is how many sentences of an article stand for one of a group.
const perArticle = 2

// stances tells who stands where: a group for each person or party.
func (g *grouper) stances() ([]found, error) {
	wanted, err := g.wanted()
	if err != nil {
		return nil, err
	}
	c := g.claimant()
	claims, err := c.all()
	if err != nil {
		return nil, err
	}
	holders := c.holders(slices.Concat(claims, g.added))
	var groups []found
	for _, h := range holders {
		if wanted != "" && h.Name != wanted && (h.Party != wanted || h.Kind != topics.ByPerson) {
			continue
		}
		groups = append(groups, c.settled(h))
	}
	c.order(groups)
	return groups, nil
}

// wanted is the name of the group that the options ask for, "" for all.
func (g *grouper) wanted() (string, error) {
	if name := g.command.Given(topics.Person, g.given); name != "" {
		f := g.people.find(name)
		if f == nil {
			return "", g.nobody(name)
		}
		if g.command.Group == topics.ByPerson {
			return f.name, nil
		}
		return g.partyOfFigure(f), nil
	}
	if name := g.command.Given(topics.Member, g.given); name != "" {
		if party := g.parties.find(name); party != "" {
			return party, nil
		}
		if f := g.people.find(name); f != nil && g.partyOfFigure(f) != "" {
			return g.partyOfFigure(f), nil
		}
		return "", GivenError("no party is called " + quoted(name) + ": " + g.partiesThere())
	}
	return "", nil
}

func (g *grouper) nobody(name string) error {
	when := ""
	if !g.asOf.IsZero() {
		when = " as of " + g.asOf.Day()
	}
	return GivenError("the articles name nobody called " + quoted(name) + when + ": /names lists who there is")
}

func (g *grouper) partiesThere() string {
	var names []string
	for _, p := range g.set.Parties {
		names = append(names, p.Name)
	}
	if len(names) == 0 {
		return "name a country"
	}
	return "there are " + strings.Join(names, ", ")
}

// quoted is what somebody wrote, on one line and not too long.
func quoted(name string) string {
	letters := []rune(strings.Join(strings.Fields(name), " "))
	if len(letters) > 40 {
		letters = append(letters[:40], '…')
	}
	return "“" + string(letters) + "”"
}

// holder is somebody with what is claimed of them.
type holder struct {
	Grouping
	claims   []claim
	mentions int
}

// holders sorts claims by those they are about.
func (c *claimant) holders(claims []claim) []*holder {
	byName := map[string]*holder{}
	var all []*holder
	for _, cl := range claims {
		name, ok := c.nameOf(cl)
		if !ok {
			continue
		}
		h := byName[name]
		if h == nil {
			h = &holder{Grouping: Grouping{Name: name, Kind: c.command.Group}}
			byName[name] = h
			all = append(all, h)
		}
		h.claims = append(h.claims, cl)
		c.describe(h, cl)
	}
	return all
}

// nameOf is the name of the group that a claim belongs to.
func (c *claimant) nameOf(cl claim) (string, bool) {
	switch {
	case c.command.Group == topics.ByParty:
		return cl.actor.party, cl.actor.party != ""
	case cl.actor.figure == nil:
		return "", false
	}
	return cl.actor.figure.name, true
}

// describe adds what a claim tells about its holder.
func (c *claimant) describe(h *holder, cl claim) {
	if c.command.Group == topics.ByParty {
		h.Party = h.Name
		return
	}
	f := cl.actor.figure
	h.mentions = f.mentions
	h.Office = f.office()
	if h.Country == "" {
		h.Country = cmp.Or(f.country, cl.side.country)
	}
	if h.Party == "" {
		h.Party = c.partyOfFigure(f)
	}
	if h.Party == "" && h.Country != "" {
		h.Party = c.parties.of(h.Country)
	}
	if h.Party == "" {
		h.Party = cl.side.party
	}
	if nation, role, ok := world.Find(h.Party); ok && role == world.Name && h.Country == "" {
		h.Country = nation.Name
	}
}

// view is what one article says of a holder.
type view struct {
	article *corpus.Article
	claims  []claim // the plainest first
}

func (v view) stance() int { return v.claims[0].stance }

// settled makes a group of a holder: the newest article decides.
func (c *claimant) settled(h *holder) found {
	views := viewsOf(h.claims)
	f := found{Grouping: h.Grouping}
	stance := c.decide(views)
	f.Stance, f.Mark = c.command.Stances[stance].Name, c.command.Stances[stance].Mark
	f.Disputed = c.disputed(views, stance)
	for _, v := range views {
		for _, cl := range v.shown() {
			f.points = append(f.points, foundPoint{quotes: []quote{cl.quote(cl.before)}, stance: c.stanceOf(cl).Name})
		}
	}
	f.points = joinAlike(f.points)
	f.points = f.points[:min(len(f.points), mostPoints)]
	f.Sources = c.publishers(f.points)
	return f
}

// viewsOf sorts claims by their articles, the newest first.
func viewsOf(claims []claim) []view {
	at := map[*corpus.Article]int{}
	var views []view
	for _, cl := range claims {
		a := cl.passage.Article
		i, ok := at[a]
		if !ok {
			i = len(views)
			at[a] = i
			views = append(views, view{article: a})
		}
		views[i].claims = append(views[i].claims, cl)
	}
	for _, v := range views {
		slices.SortStableFunc(v.claims, func(a, b claim) int { return cmp.Compare(b.strength, a.strength) })
	}
	slices.SortStableFunc(views, func(a, b view) int { return newestFirst(a.article.Published, b.article.Published) })
	return views
}

// shown are the sentences that stand for an article: the plainest one, and the
// plainest of another stance.
func (v view) shown() []claim {
	out := []claim{v.claims[0]}
	for _, cl := range v.claims[1:] {
		if len(out) < perArticle && cl.stance != out[0].stance && cl.span != out[0].span {
			out = append(out, cl)
		}
	}
	return out
}

// decide is the stance of the newest articles: where some of one moment differ,
// that of most, and where as many say either, that of those who leave it open.
func (c *claimant) decide(views []view) int {
	votes := map[int]int{}
	for _, v := range views {
		if newestFirst(views[0].article.Published, v.article.Published) != 0 {
			break
		}
		votes[v.stance()]++
	}
	best, most, tie := views[0].stance(), 0, false
	for stance := range c.stances {
		switch n := votes[stance]; {
		case n > most:
			best, most, tie = stance, n, false
		case n == most && n > 0:
			tie = true
		}
	}
	if tie && c.unsure >= 0 {
		return c.unsure
	}
	return best
}

// disputed tells whether articles differ. That somebody left it open on an
// earlier day is no dispute.
func (c *claimant) disputed(views []view, stance int) bool {
	newest := views[0].article.Published
	for _, v := range views {
		if v.stance() == stance {
			continue
		}
		if v.stance() != c.unsure || sameDay(v.article.Published, newest) {
			return true
		}
	}
	return false
}

func sameDay(a, b corpus.Date) bool { return a.Day() == b.Day() }

// order sorts groups as the file lists parties, else by stance and then by how
// often they are mentioned.
func (c *claimant) order(groups []found) {
	place := map[string]int{}
	for i, s := range c.command.Stances {
		place[s.Name] = i
	}
	slices.SortStableFunc(groups, func(a, b found) int {
		if c.command.Group == topics.ByParty {
			return cmp.Compare(c.parties.rank(a.Name), c.parties.rank(b.Name))
		}
		return cmp.Or(cmp.Compare(place[a.Stance], place[b.Stance]), cmp.Compare(c.mentionsOf(b.Name), c.mentionsOf(a.Name)))
	})
}

func (g *grouper) mentionsOf(name string) int {
	if f := g.people.byName[name]; f != nil {
		return f.mentions
	}
	return 0
}

// rank is the place of a party in the file, those not in it last.
func (p parties) rank(name string) int {
	if n := p.order[name]; n > 0 {
		return n
	}
	return len(p.order) + 1
}
