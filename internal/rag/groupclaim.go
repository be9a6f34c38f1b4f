package rag

import (
	"maps"
	"slices"

	"talksbot/internal/corpus"
	"talksbot/internal/days"
	"talksbot/internal/rag/lexical"
	"talksbot/internal/topics"
)

// claim is what one sentence says of one of those named in it: where they stand.
type claim struct {
	spot
	actor    actor
	stance   int     // its place among the command's
	strength float64 // how plainly it is said, 0..1
	before   bool    // the sentence before says who is meant
	side     side    // whose delegation the sentence speaks of
	named    int     // how many the sentence names
	day      string  // for which it is said; "" for none
}

// side is a country or another party that sends somebody.
type side struct{ country, party string }

// How plainly something may be said.
const (
	plainly   = 1.0
	hedged    = 0.6 // may, if, expected to
	asPast    = 0.4 // had been willing to
	asOpen    = 0.3 // whether; a question
	unstated  = 0.0
	ownerFar  = 3 // tokens between an owner and what is owned: "Lee's sudden absence"
	listReach = 8 // tokens between "delegation includes" and its first member
)

// claimant finds the claims of sentences.
type claimant struct {
	*grouper
	stances []compiledStance
	unsure  int // the place of the stance of those who leave it open, -1 for none
	hedges  []wordPattern
	likely  []wordPattern
	begin   map[string]bool // the stems with which phrases of stances begin
	about   map[string]bool // stems of the subject
	venue   venue
	stemmer lexical.Stemmer
}

type compiledStance struct {
	words, lists, except []wordPattern
	opposite             int // -1 for none
}

func (g *grouper) claimant() *claimant {
	c := &claimant{grouper: g, unsure: -1, begin: map[string]bool{}, about: map[string]bool{}, stemmer: lexical.NewStemmer()}
	for _, w := range g.command.About {
		for _, t := range lexical.Tokenize(w) {
			c.about[t.Stem] = true
		}
	}
	for i, s := range g.command.Stances {
		opposite := -1
		for j, o := range g.command.Stances {
			if o.Name == s.Opposite {
				opposite = j
			}
		}
		compiled := compiledStance{compile(s.Words), compile(s.Lists), compile(s.Except), opposite}
		for _, p := range slices.Concat(compiled.words, compiled.lists) {
			c.begin[p.parts[0].stem] = true
		}
		c.stances = append(c.stances, compiled)
		if s.Unsure() {
			c.unsure, c.hedges, c.likely = i, compile(s.Hedges), compile(s.Likely)
		}
	}
	return c
}

// all are the claims of all articles, in their order.
func (c *claimant) all() ([]claim, error) {
	return c.ground.claims(c.ctx, c.command, func(found []claim, doc int) []claim {
		sentences := c.readings(doc)
		for i, r := range sentences {
			var before *sentence
			if i > 0 {
				before = sentences[i-1]
			}
			found = append(found, c.claims(r, before)...)
		}
		return found
	}, c.candidates)
}

// candidates are the passages that may make a claim: those with the rarest word
// of a phrase, in an article that has the subject.
func (c *claimant) candidates() []int {
	c.venue = c.venueOf(c.about)
	words := map[string]bool{}
	for _, s := range c.stances {
		for _, p := range slices.Concat(s.words, s.lists) {
			words[c.rarest(p)] = true
			for _, form := range formsOf()[c.rarest(p)] {
				words[form] = true
			}
		}
	}
	found := c.having(words, lexical.Body)
	if len(c.about) == 0 {
		return slices.Sorted(maps.Keys(found))
	}
	fields := []lexical.Field{lexical.Body}
	if c.command.Anywhere {
		fields = append(fields, lexical.Title)
	}
	about, of := c.having(c.about, fields...), map[*corpus.Article]bool{}
	for doc := range about {
		of[c.passages[doc].Article] = true
	}
	maps.DeleteFunc(found, func(doc int, _ bool) bool {
		return !about[doc] && !(c.command.Anywhere && of[c.passages[doc].Article])
	})
	return slices.Sorted(maps.Keys(found))
}

// rarest is the stem of a phrase that the fewest passages have.
func (c *claimant) rarest(p wordPattern) string {
	best, least := p.parts[0].stem, -1
	for _, part := range p.parts {
		if part.stem == "" {
			continue
		}
		n := c.index.Frequency(part.stem)
		for _, form := range formsOf()[part.stem] {
			n += c.index.Frequency(form)
		}
		if least < 0 || n < least {
			best, least = part.stem, n
		}
	}
	return best
}

func (c *claimant) hasSubject(tokens []lexical.Token) bool {
	for _, t := range tokens {
		if c.about[t.Stem] {
			return true
		}
	}
	return false
}

// claims are those of one sentence.
func (c *claimant) claims(r, before *sentence) []claim {
	if len(c.about) > 0 && !c.command.Anywhere && !c.hasSubject(r.tokens) {
		return nil
	}
	v := &clauseView{claimant: c, sentence: r, earlier: before, stems: c.stemsOf(r)}
	v.segments = segmentsOf(r)
	cues := v.cues()
	if len(cues) == 0 {
		return nil
	}
	c.look(r)
	var claims []claim
	for _, q := range cues {
		claims = append(claims, v.claimsOf(q)...)
	}
	return append(claims, v.echoes(claims)...)
}

func (c *claimant) stemsOf(r *sentence) []string {
	stems := make([]string, len(r.tokens))
	for i, t := range r.tokens {
		stems[i] = base(t, c.stemmer)
	}
	return stems
}

// claimsOf are the claims that a cue makes.
func (v *clauseView) claimsOf(q cue) []claim {
	if v.elsewhere(q) || v.longAgo(q) {
		return nil
	}
	var who []actor
	before := false
	if q.list {
		who = v.listed(q.to, v.begins(q.from) == q.from)
		if len(who) == 0 && v.suffers(q) {
			q.list = false
			who, before = v.subjects(q)
		}
	} else {
		who, before = v.subjects(q)
	}
	if len(who) == 0 {
		return nil
	}
	head := q.from
	if !q.list {
		head = min(q.from, who[len(who)-1].to)
	}
	stance, strength := v.weigh(q, head, who[0])
	if strength == unstated {
		return nil
	}
	from, day := v.sideOf(q), v.dayOf(q, stance)
	var claims []claim
	for _, a := range who {
		claims = append(claims, claim{v.spot, a, stance, strength, before, from, len(v.actors), day})
	}
	for _, a := range v.along(q, who) {
		claims = append(claims, claim{v.spot, a, v.stanceAlong(stance), strength, before, from, len(v.actors), day})
	}
	return claims
}

// dayReach is how many tokens stand at most between a cue and its day.
const dayReach = 8

// dayOf is the day to come for which a cue is said: "will come on Friday". What
// does not happen has none.
func (v *clauseView) dayOf(q cue, stance int) string {
	published := midnight(v.passage.Article.Published)
	if published.IsZero() || v.denies(stance) && stance != v.unsure {
		return ""
	}
	found, start := "", v.sentence.span.Start-v.passage.Start
	for _, m := range days.Find(v.passage.Article.Quote(v.sentence.span), published) {
		at := firstToken(v.tokens, start+m.Start)
		if m.Unit != days.Day || m.First.Before(published) || at < q.to || at > q.to+dayReach || v.segments[min(at, len(v.segments)-1)] != v.segments[q.to-1] {
			continue
		}
		if found != "" {
			return ""
		}
		found = m.Key()
	}
	return found
}

// suffers tells whether a cue says in the passive what a list follows else: "Lee
// would be sent".
func (v *clauseView) suffers(q cue) bool {
	return q.from > 0 && stemAt(v.stems, q.from-1) == "be" && q.to == q.from+1
}

// along are those who go with whom a cue speaks of.
func (v *clauseView) along(q cue, who []actor) []actor {
	return v.companions(max(q.to, who[len(who)-1].to))
}

// stanceAlong is the stance of those who go along: whoever comes with the one
// who leads is a member.
func (v *clauseView) stanceAlong(stance int) int {
	if v.command.Gather == topics.Members && stance == 0 && len(v.stances) > 1 {
		return 1
	}
	return stance
}

// sideOf is whose delegation a sentence speaks of, near a cue.
func (v *clauseView) sideOf(q cue) side {
	var found side
	nearest := 12
	for _, a := range v.actors {
		if a.figure != nil {
			continue
		}
		for i := a.to; i < min(q.to, a.to+4); i++ {
			if sides[v.stems[i]] && abs(i-q.from) < nearest {
				found, nearest = side{a.country, a.party}, abs(i-q.from)
			}
		}
		if v.stems[q.from] == "send" && v.rightBefore(a, q.from) && !v.leansBack(a) {
			found, nearest = side{a.country, a.party}, 0 // "Ruritania sends Lee"
		}
		if a.from == q.to && v.stems[q.to-1] == "repres" || a.to > q.from && a.to <= q.to+1 && stemAt(v.stems, a.from-1) == "repres" {
			found, nearest = side{a.country, a.party}, 0
		}
	}
	return found
}

// rightBefore tells whether an actor stands before a verb, with nothing but
// auxiliaries and adverbs between them.
func (v *clauseView) rightBefore(a actor, verb int) bool {
	if a.to > verb {
		return false
	}
	for i := a.to; i < verb; i++ {
		if !auxiliaries[v.word(i)] && !adverbs[v.stems[i]] {
			return false
		}
	}
	return true
}

// sides are what a country sends.
var sides = lexical.Set(`deleg team side negoti repres squad envoy`)

func abs(n int) int { return max(n, -n) }

// echoes are the claims of an ellipsis: "…, and neither will Lee".
func (v *clauseView) echoes(claims []claim) []claim {
	if len(claims) == 0 {
		return nil
	}
	var more []claim
	for i := 1; i+1 < len(v.tokens); i++ {
		w := v.tokens[i].Word
		if w != "neither" && w != "nor" && w != "so" || !auxiliaries[v.tokens[i+1].Word] {
			continue
		}
		last := claims[len(claims)-1]
		if w != "so" && v.stances[last.stance].opposite >= 0 && !v.denies(last.stance) {
			continue
		}
		for _, a := range v.listed(i+2, false) {
			last.actor = a
			more = append(more, last)
		}
	}
	return more
}

// denies tells whether a stance is the opposite of one before it in the file.
func (v *clauseView) denies(stance int) bool {
	for i, s := range v.stances {
		if s.opposite == stance && i < stance {
			return true
		}
	}
	return stance == v.unsure
}

// stanceOf is the stance of a claim.
func (c *claimant) stanceOf(cl claim) topics.Stance { return c.command.Stances[cl.stance] }
