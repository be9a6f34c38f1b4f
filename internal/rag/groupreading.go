package rag

import (
	"context"
	"strings"

	"talksbot/internal/corpus"
	"talksbot/internal/rag/lexical"
	"talksbot/internal/topics"
	"talksbot/internal/world"
)

// grouper gathers for one command.
type grouper struct {
	*Snapshot
	ctx     context.Context
	set     *topics.Set
	command *topics.Command
	given   map[string]string
	people  *cast
	parties parties
	more    int                // groups for which the answer has no room
	added   []claim            // that a model has found and the rules have not
	partyBy map[*figure]string // what partyOfFigure has found
}

func (s *Snapshot) grouper(ctx context.Context, set *topics.Set, c *topics.Command, given map[string]string) *grouper {
	return &grouper{
		Snapshot: s, ctx: ctx, set: set, command: c, given: given,
		people: s.cast(), parties: newParties(set.Parties), partyBy: map[*figure]string{},
	}
}

// spot is where a sentence stands.
type spot struct {
	passage *corpus.Passage
	at      int // its place in passage.Sentences
	span    corpus.Span
}

// sentence is a sentence with who is named in it.
type sentence struct {
	spot
	text   string // of the passage, which the tokens count in
	tokens []lexical.Token
	actors []actor // once it has been looked at
	looked bool
}

// actor is a mention of somebody who can do something: a person, or what stands
// for a country or a party.
type actor struct {
	office, from, to int // tokens; the office stands before the name
	figure           *figure
	country          string // of a place or a people; "" for a person
	role             world.Role
	party            string // "" where none is known
}

// readings are the sentences of a passage, before anybody has looked at who is
// named in them.
func (g *grouper) readings(doc int) []*sentence {
	p := &g.passages[doc]
	text, all := p.Article.Quote(p.Span), g.index.Tokens(doc)
	out := make([]*sentence, len(p.Sentences))
	for i, span := range p.Sentences {
		from, to := firstToken(all, span.Start-p.Start), firstToken(all, span.End-p.Start)
		out[i] = &sentence{spot: spot{p, i, span}, text: text, tokens: all[from:to]}
	}
	return out
}

// look finds who is named in a sentence. Most sentences are never looked at.
func (g *grouper) look(r *sentence) {
	if !r.looked {
		r.actors, r.looked = g.actorsIn(r), true
	}
}

// actorsIn finds who is named, in the order of the text: people first, then
// countries and members of parties where no person's name or office stands.
func (g *grouper) actorsIn(r *sentence) []actor {
	mentions := g.names.mentions(r.text, r.tokens)
	taken := make([]int, len(r.tokens)) // 1 + the place in found
	var found []actor
	add := func(a actor) {
		for i := a.office; i < a.to; i++ {
			if taken[i] > 0 {
				return
			}
		}
		found = append(found, a)
		for i := a.office; i < a.to; i++ {
			taken[i] = len(found)
		}
	}
	for _, m := range g.people.mentions(g.Snapshot, r.text, r.tokens, mentions) {
		f := g.people.figure(r.tokens[m.From:m.To])
		if f == nil {
			continue
		}
		add(actor{office: m.Office, from: m.From, to: m.To, figure: f, party: g.partyOfFigure(f)})
	}
	for _, m := range g.parties.in(r.tokens) {
		add(actor{office: m.from, from: m.from, to: m.to, country: m.name, role: m.role, party: m.party})
	}
	for _, c := range countriesIn(r.tokens, mentions) {
		add(actor{office: c.from, from: c.from, to: c.to, country: c.name, role: c.role, party: g.parties.of(c.name)})
	}
	for _, m := range mentions {
		if party := g.body(r, m); party != "" {
			add(actor{office: m.Office, from: m.From, to: m.To, party: party})
		}
	}
	ordered := make([]actor, 0, len(found))
	for i := 0; i < len(taken); i++ {
		if taken[i] > 0 && (i == 0 || taken[i] != taken[i-1]) {
			ordered = append(ordered, found[taken[i]-1])
		}
	}
	return ordered
}

// body is a mention of an organisation, or of what may be one, that acts or sends
// somebody: it is a party of its own. "" where it is none.
func (g *grouper) body(r *sentence, m mention) string {
	e := g.names.entity(r.tokens[m.From:m.To])
	if e == nil || e.Kind != Organisation && e.Kind != Other || m.To >= len(r.tokens) || r.between(m.To) != " " {
		return ""
	}
	if next := r.tokens[m.To]; next.Stop || stances[next.Stem] || speech[next.Stem] || sides[next.Stem] {
		return e.Name
	}
	return ""
}

// between is the text between two tokens that stand side by side.
func (r *sentence) between(i int) string {
	if i <= 0 || i >= len(r.tokens) {
		return ""
	}
	return r.text[r.tokens[i-1].End:r.tokens[i].Start]
}

// word is that of a token, "" outside of the sentence.
func (r *sentence) word(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].Word
}

// owns tells whether an actor is written as an owner: "Lee's".
func (r *sentence) owns(a actor) bool { return possessive(r.text, r.tokens[a.to-1]) }

// asks tells whether the sentence is a question.
func (r *sentence) asks() bool {
	return strings.HasSuffix(strings.TrimRight(r.passage.Article.Quote(r.span), "”\"’')"), "?")
}

// quote is the sentence, with the one before it where that says who is meant.
func (p spot) quote(withBefore bool) quote {
	span := p.span
	if withBefore && p.at > 0 {
		span.Start = p.passage.Sentences[p.at-1].Start
	}
	return quote{p.passage.Article, span}
}

// plainWords is a text by its words alone.
func plainWords(text string) string { return strings.Join(lexical.Words(text), " ") }

// parties tells which party a country, a place or a name belongs to.
type parties struct {
	named   map[string]string // folded name or member → party
	country map[string]string // country → party
	longest int               // words of the longest member
	order   map[string]int
}

func newParties(all []topics.Party) parties {
	p := parties{named: map[string]string{}, country: map[string]string{}, order: map[string]int{}}
	for i, party := range all {
		p.order[party.Name] = i + 1
		for _, m := range append([]string{party.Name}, party.Members...) {
			tokens := lexical.Tokenize(m)
			p.named[phrase(tokens)] = party.Name
			p.longest = max(p.longest, len(tokens))
			if c, _, ok := world.Find(m); ok && p.country[c.Name] == "" {
				p.country[c.Name] = party.Name
			}
		}
	}
	return p
}

// of is the party of a country, which is one of its own where no party has it.
func (p parties) of(country string) string {
	if party := p.country[country]; party != "" {
		return party
	}
	return country
}

// partyMention is a member of a party in a text, as tokens [from, to).
type partyMention struct {
	from, to    int
	name, party string
	role        world.Role
}

// in finds the members that the file names and no table of countries knows, or
// that it gives to another party than their country's.
func (p parties) in(tokens []lexical.Token) []partyMention {
	var found []partyMention
	for i := 0; i < len(tokens); i++ {
		for to := min(len(tokens), i+p.longest); to > i && tokens[i].Upper; to-- {
			key := phrase(tokens[i:to])
			party := p.named[key]
			if party == "" || key == "us" && !tokens[i].Caps {
				continue
			}
			m := partyMention{from: i, to: to, party: party}
			if c, role, ok := world.Find(key); ok {
				m.name, m.role = c.Name, role
			}
			found = append(found, m)
			i = to - 1
			break
		}
	}
	return found
}

// find is the party that a person means by a word, "" where it is none.
func (p parties) find(word string) string {
	if party := p.named[phrase(lexical.Tokenize(word))]; party != "" {
		return party
	}
	if c, _, ok := world.Find(word); ok {
		return p.of(c.Name)
	}
	return ""
}

// partyOfFigure is the party of a person: the one that the file gives, or that
// of the country.
func (g *grouper) partyOfFigure(f *figure) string {
	party, ok := g.partyBy[f]
	if !ok {
		party = g.findPartyOf(f)
		g.partyBy[f] = party
	}
	return party
}

func (g *grouper) findPartyOf(f *figure) string {
	for _, name := range []string{f.name, f.words[len(f.words)-1]} {
		if party := g.parties.named[phrase(lexical.Tokenize(name))]; party != "" {
			return party
		}
	}
	if f.country == "" {
		return ""
	}
	return g.parties.of(f.country)
}
