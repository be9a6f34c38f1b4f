package rag

import (
	"strings"

	"talksbot/internal/rag/lexical"
	"talksbot/internal/topics"
)

// claim is what one sentence says of one of those named in it: where they stand.
type claim struct {
	*sentence
	actor    actor
	stance   int     // its place among the command's
	strength float64 // how plainly it is said, 0..1
	before   bool    // the sentence before says who is meant
	side     side    // whose delegation the sentence speaks of
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
	about   map[string]bool // stems of the subject
	venue   venue
	stemmer lexical.Stemmer
}

type compiledStance struct {
	words, lists, except []wordPattern
	opposite             int // -1 for none
}

func (g *grouper) claimant() *claimant {
	c := &claimant{grouper: g, unsure: -1, about: map[string]bool{}, stemmer: lexical.NewStemmer()}
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
		c.stances = append(c.stances, compiledStance{compile(s.Words), compile(s.Lists), compile(s.Except), opposite})
		if s.Unsure() {
			c.unsure, c.hedges, c.likely = i, compile(s.Hedges), compile(s.Likely)
		}
	}
	c.venue = g.venueOf(c.about)
	return c
}

// all are the claims of all articles, in their order.
func (c *claimant) all() []claim {
	var claims []claim
	for doc := range c.passages {
		if doc%256 == 0 && c.ctx.Err() != nil {
			return nil
		}
		if !c.mayClaim(doc) {
			continue
		}
		sentences := c.readings(doc)
		for i, r := range sentences {
			var before *sentence
			if i > 0 {
				before = sentences[i-1]
			}
			claims = append(claims, c.claims(r, before)...)
		}
	}
	return claims
}

// mayClaim is a cheap test: a passage without the first word of any phrase says
// nothing, and one of an article about something else does not count.
func (c *claimant) mayClaim(doc int) bool {
	if c.command.Anywhere && len(c.about) > 0 && !c.articleIsAbout(doc) {
		return false
	}
	for _, t := range c.index.Tokens(doc) {
		stem := base(t, c.stemmer)
		for _, s := range c.stances {
			for _, all := range [][]wordPattern{s.words, s.lists} {
				for _, p := range all {
					if p.parts[0].stem == stem {
						return true
					}
				}
			}
		}
	}
	return false
}

// articleIsAbout tells whether the article of a passage has the subject, in its
// title or anywhere in its text.
func (c *claimant) articleIsAbout(doc int) bool {
	a := c.passages[doc].Article
	known, ok := c.venue.about[a]
	if !ok {
		known = c.hasSubject(lexical.Tokenize(a.Title))
		for i := 0; !known && i < len(c.of[a]); i++ {
			known = c.hasSubject(c.index.Tokens(c.byName[c.of[a][i].ID]))
		}
		c.venue.about[a] = known
	}
	return known
}

func (c *claimant) hasSubject(tokens []lexical.Token) bool {
	for _, t := range tokens {
		if c.about[t.Stem] {
			return true
		}
	}
	return false
}

// cue is a phrase of a stance, as tokens [from, to) of a sentence.
type cue struct {
	from, to int
	stance   int
	list     bool
	negated  int // denials in its gaps
}

// claims are those of one sentence.
func (c *claimant) claims(r, before *sentence) []claim {
	if len(c.about) > 0 && !c.command.Anywhere && !c.hasSubject(r.tokens) {
		return nil
	}
	v := &clauseView{claimant: c, sentence: r, earlier: before, stems: c.stemsOf(r)}
	v.segments = segmentsOf(r)
	var claims []claim
	for _, q := range v.cues() {
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

// clauseView is a sentence while its claims are looked for.
type clauseView struct {
	*claimant
	*sentence
	earlier  *sentence // the sentence before in the same passage, nil for none
	stems    []string
	segments []int // of each token: the number of its segment between commas
}

// segmentsOf numbers the parts of a sentence between commas, colons and dashes.
func segmentsOf(r *sentence) []int {
	segments := make([]int, len(r.tokens))
	n := 0
	for i := range r.tokens {
		if strings.ContainsAny(r.between(i), ",;:–—(") || i > 0 && parts[r.tokens[i].Word] {
			n++
		}
		segments[i] = n
	}
	return segments
}

// parts are conjunctions that begin another clause without a comma.
var parts = lexical.Set(`but while although though whereas because`)

// begins is where the segment of a token begins.
func (v *clauseView) begins(i int) int {
	for i > 0 && v.segments[i-1] == v.segments[i] {
		i--
	}
	return i
}

// cues finds the phrases of stances. Where one begins within another, the
// longer one counts.
func (v *clauseView) cues() []cue {
	var all []cue
	for i := range v.tokens {
		best := cue{to: -1}
		for s, st := range v.stances {
			if end, _ := matchAny(st.except, v.stems, i, v.there); end >= 0 {
				best.to = -1
				break
			}
			for _, list := range []bool{false, true} {
				patterns := st.words
				if list {
					patterns = st.lists
				}
				if end, own := matchAny(patterns, v.stems, i, v.there); end > best.to {
					best = cue{from: i, to: end, stance: s, list: list, negated: v.denials(i, end) - own}
				}
			}
		}
		if best.to > 0 && !v.within(all, best) && !v.byDoing(i) {
			all = v.governed(all, best)
		}
	}
	return all
}

// within tells whether a cue is a part of the one before it. A list may be a part
// of what is said of others: "She will be replaced by Lee".
func (v *clauseView) within(all []cue, q cue) bool {
	n := len(all) - 1
	return n >= 0 && all[n].to >= q.to && all[n].list == q.list
}

// byDoing tells whether a word only says how something else is done: "by
// skipping the talks".
func (v *clauseView) byDoing(i int) bool {
	w := v.word(i - 1)
	return strings.HasSuffix(v.tokens[i].Word, "ing") && (w == "by" || w == "after" || w == "before" || w == "upon")
}

// governed adds a cue to those before it. In "refuse to attend" the first one
// says it all, in "want to stay away" the second.
func (v *clauseView) governed(all []cue, next cue) []cue {
	n := len(all) - 1
	if n < 0 || all[n].list || next.list || next.from-all[n].to > 1 || v.word(next.from-1) != "to" || next.from == all[n].to {
		return append(all, next)
	}
	if v.denies(all[n].stance) {
		return all
	}
	return append(all[:n], next)
}

// there is where the subject of the command ends, or its place, that begins
// within reach of a token; -1 where there is none, or another place comes first.
func (v *clauseView) there(from int) int {
	for i := from; i < min(len(v.tokens), from+thereMost); i++ {
		t := v.tokens[i]
		if v.about[t.Stem] {
			return i + 1
		}
		if to, name := v.placeAt(v.sentence, i); to > 0 {
			if v.venue.has(name) {
				return to
			}
			if !v.leadsTo(to) {
				return -1
			}
		}
		if breaks[t.Word] && (i > from || t.Word != "that") {
			return -1
		}
	}
	return -1
}

// leadsTo tells whether the subject follows a place at once: "the Oslo talks".
func (v *clauseView) leadsTo(i int) bool {
	return i < len(v.tokens) && v.about[v.tokens[i].Stem]
}

// breaks are words behind which something else begins.
var breaks = lexical.Set(`and but or if who which that while because until when unless after before whether so nor by`)

// claimsOf are the claims that a cue makes.
func (v *clauseView) claimsOf(q cue) []claim {
	if v.elsewhere(q) || v.longAgo(q) {
		return nil
	}
	var who []actor
	before := false
	if q.list {
		who = v.listed(q.to, v.begins(q.from) == q.from)
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
	from := v.sideOf(q)
	var claims []claim
	for _, a := range who {
		claims = append(claims, claim{sentence: v.sentence, actor: a, stance: stance, strength: strength, before: before, side: from})
	}
	for _, a := range v.along(q, who) {
		claims = append(claims, claim{sentence: v.sentence, actor: a, stance: v.stanceAlong(stance), strength: strength, before: before, side: from})
	}
	return claims
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

// weigh is the stance of a cue after denials and hedges, and how plainly it is
// said. head is where its clause begins behind those it is said of.
func (v *clauseView) weigh(q cue, head int, a actor) (int, float64) {
	first := v.begins(q.from)
	head = max(head, first)
	if head > q.from {
		head = first
	}
	if v.unreal(q, a, first) {
		return 0, unstated
	}
	stance, denied := q.stance, v.denied(first, head, q) != v.disowned(a, q)
	opposite := v.stances[q.stance].opposite
	if denied {
		if opposite < 0 {
			return 0, unstated
		}
		stance = opposite
	}
	switch {
	case v.unsure < 0 || q.stance == v.unsure:
		return stance, plainly
	case !q.list && a.to <= q.from && v.owns(a) && !v.denies(q.stance) && !stances[v.tokens[q.from].Stem]:
		return v.unsure, asOpen // "Lee's attendance" is spoken of where it is not certain
	case v.open(first, q.from) || !q.list && v.asked(a):
		return v.unsure, asOpen
	case v.hedgedBy(v.hedges, first, q) || v.conditional(q):
		if v.past(first, q.from) {
			return v.unsure, asPast
		}
		return v.unsure, hedged
	case v.hedgedBy(v.likely, first, q):
		if stance == q.stance && opposite >= 0 && stance < opposite {
			return v.unsure, hedged
		}
		return stance, plainly - 0.1
	}
	return stance, plainly
}

// denied tells whether a negation stands between those it is said of and the
// cue, or "neither" before them.
func (v *clauseView) denied(first, head int, q cue) bool {
	n := q.negated
	cue, list := q.from, q.list
	from := head
	if list {
		from = max(first, cue-5)
	}
	for i := from; i < cue; i++ {
		if negates(v.tokens[i]) {
			n++
		}
	}
	for i := max(0, first-2); i < head && !list; i++ {
		if w := v.tokens[i].Word; w == "neither" {
			n++
		}
	}
	return n%2 == 1
}

// disowned tells whether somebody denies what is said of an actor: "Berg denied
// that Lee would come".
func (v *clauseView) disowned(a actor, q cue) bool {
	at := a.office
	for at > 0 && articles[v.word(at-1)] {
		at--
	}
	if q.list || at > q.from || v.word(at-1) != "that" {
		return false
	}
	for i := max(0, at-4); i < at-1; i++ {
		if disowning[v.stems[i]] {
			return true
		}
	}
	return false
}

var disowning = lexical.Set(`deni dismiss refut disput doubt disbeliev`)

// denials are the negations among tokens.
func (v *clauseView) denials(from, to int) int {
	n := 0
	for _, t := range v.tokens[from:to] {
		if negates(t) {
			n++
		}
	}
	return n
}

// negates tells whether a word denies what follows.
func negates(t lexical.Token) bool {
	return negations[t.Word] || strings.HasSuffix(t.Word, "n't")
}

var negations = lexical.Set(`not never no cannot unlikely nobody none nowhere hardly neither nor deny denies denied`)

// open tells whether a clause only asks: "whether Lee attends".
func (v *clauseView) open(first, cue int) bool {
	if v.asks() {
		return true
	}
	for i := max(0, first-1); i < cue; i++ {
		if v.tokens[i].Word == "whether" {
			return true
		}
	}
	return false
}

// asked tells whether "whether" stands before an actor.
func (v *clauseView) asked(a actor) bool {
	return v.word(a.office-1) == "whether" || v.word(a.office-2) == "whether"
}

// unreal tells whether a clause says nothing of the world: it is a condition, a
// wish, or a rumour.
func (v *clauseView) unreal(q cue, a actor, first int) bool {
	at := min(first, q.from)
	if !q.list && a.office <= q.from {
		at = a.office
	}
	for at > 0 && articles[v.tokens[at-1].Word] {
		at--
	}
	if conditions[v.word(at-1)] || conditions[v.word(v.begins(min(at, len(v.tokens)-1)))] && v.begins(at) < q.from {
		return true
	}
	if v.word(at-1) != "that" {
		return wishes[stemAt(v.stems, at-1)] && v.word(at-1) != "condition"
	}
	for i := max(0, at-4); i < at-1; i++ {
		if wishes[v.stems[i]] || v.reported(i) {
			return true
		}
	}
	return false
}

// reported tells whether a word calls what follows hearsay.
func (v *clauseView) reported(i int) bool { return rumours[v.stems[i]] }

func stemAt(stems []string, i int) string {
	if i < 0 || i >= len(stems) {
		return ""
	}
	return stems[i]
}

var (
	articles   = lexical.Set(`the a an its his her their our both either`)
	conditions = lexical.Set(`if unless until once when whenever provided assuming should`)
	wishes     = lexical.Set(`hope invit challeng urg ask demand want wish request press dare expect condit insist requir beg
 implor suggest propos appeal pressur call hesit`)
	rumours = lexical.Set(`specul rumour rumor fear`)
)

// hedgedBy tells whether one of the patterns stands in the clause of a cue, or
// is a part of it.
func (v *clauseView) hedgedBy(patterns []wordPattern, first int, q cue) bool {
	last := q.to
	for last < len(v.tokens) && v.segments[last] == v.segments[q.to-1] && last < q.to+6 {
		last++
	}
	for i := max(0, first); i < last; i++ {
		if end, _ := matchAny(patterns, v.stems, i, v.there); end >= 0 {
			return true
		}
	}
	return false
}

// conditional tells whether a condition follows a cue.
func (v *clauseView) conditional(q cue) bool {
	for i := q.to; i < len(v.tokens); i++ {
		switch w := v.tokens[i].Word; {
		case parts[w] && w != "but" || strings.Contains(v.between(i), ";"):
			return false
		case w == "if" || w == "unless" || w == "provided" || w == "depending":
			return true
		case v.stems[i] == "condit" && (v.word(i-1) == "on" || v.word(i-2) == "on"):
			return true
		}
	}
	return false
}

// past tells whether a clause speaks of what was so earlier: "had been willing".
func (v *clauseView) past(first, cue int) bool {
	for i := max(0, first); i < cue; i++ {
		if w := v.tokens[i].Word; w == "had" || w == "earlier" || w == "initially" || w == "previously" {
			return true
		}
	}
	return false
}

// longAgo tells whether the clause of a cue names a year before that of the
// article.
func (v *clauseView) longAgo(q cue) bool {
	published := v.passage.Article.Published
	if published.IsZero() {
		return false
	}
	year := published.Time().Format("2006")
	for i := max(0, q.from-8); i < min(len(v.tokens), q.to+10); i++ {
		if w := v.tokens[i].Word; yearPattern.MatchString(w) && w < year {
			return true
		}
	}
	return false
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
		if a.from == q.to && v.stems[q.to-1] == "repres" || a.to > q.from && a.to <= q.to+1 && stemAt(v.stems, a.from-1) == "repres" {
			found, nearest = side{a.country, a.party}, 0
		}
	}
	return found
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
