package rag

import (
	"slices"
	"strings"

	"talksbot/internal/corpus"
	"talksbot/internal/rag/lexical"
	"talksbot/internal/rag/support"
	"talksbot/internal/topics"
)

// prover proves what a model says of sentences.
type prover struct {
	*claimant
	ofSubject map[*corpus.Article]bool // those that have the subject; nil where there is none
	shown     []*corpus.Passage        // in the order of their numbers
	read      map[*corpus.Passage][]*sentence
	kin       *kinWords
	added     []claim // what it proves that the rules do not find
}

func (g *grouper) prover() *prover {
	p := &prover{claimant: g.claimant()}
	p.kin = p.kinWords()
	p.venue = p.venueOf(p.about)
	if len(p.about) > 0 {
		p.ofSubject = map[*corpus.Article]bool{}
		for doc := range p.having(p.about, lexical.Body, lexical.Title) {
			p.ofSubject[p.passages[doc].Article] = true
		}
	}
	return p
}

// placed is how plain a claim counts that a model has found: less than any of the
// rules', so that of one article theirs decide.
const placed = 0.1

// proves tells whether a sentence says what a model puts it down for. Where the
// rules find anything said of that person in it, they decide. Where they do not,
// the sentence may say it with a word that the file does not have. Then three
// things must be so: the rules find what is claimed in the model's line; the
// sentence carries the line, as it would have to in a written answer; and the
// rules find the same in the sentence once its word counts for the one of the
// line. So who is meant, what is denied, hedged or only wished for is read off the
// sentence by rule in any case.
func (p *prover) proves(one placement) bool {
	r, before := p.sentence(one.sentence)
	stance := slices.IndexFunc(p.command.Stances, func(s topics.Stance) bool { return strings.EqualFold(s.Name, one.stance) })
	if r == nil || stance < 0 || one.name == "" || len(one.name) > longestName || !p.counts(r) {
		return false
	}
	if own := p.named(p.claims(r, before), one.name); len(own) > 0 {
		return slices.ContainsFunc(own, func(c claim) bool { return c.stance == stance })
	}
	if !p.claimed(one, stance, r.passage.Article) || !p.carried(one.line, r, before) {
		return false
	}
	found := p.named(p.akin(r, before), one.name)
	if len(found) == 0 || slices.ContainsFunc(found, func(c claim) bool { return c.stance != stance }) {
		return false
	}
	p.add(found[0])
	return true
}

// add takes a claim, once.
func (p *prover) add(c claim) {
	c.strength = placed
	if !slices.ContainsFunc(p.added, func(o claim) bool { return o.passage == c.passage && o.span == c.span && o.actor == c.actor }) {
		p.added = append(p.added, c)
	}
}

// sentence is the one of a number, and the one before it; nil for none.
func (p *prover) sentence(n ref) (r, before *sentence) {
	if n.passage < 1 || n.passage > len(p.shown) {
		return nil, nil
	}
	passage := p.shown[n.passage-1]
	if p.read == nil {
		p.read = map[*corpus.Passage][]*sentence{}
	}
	all, ok := p.read[passage]
	if !ok {
		all = p.readings(p.byName[passage.ID])
		p.read[passage] = all
	}
	if n.sentence < 1 || n.sentence > len(all) {
		return nil, nil
	}
	if n.sentence > 1 {
		before = all[n.sentence-2]
	}
	return all[n.sentence-1], before
}

// counts tells whether a sentence stands where the command looks.
func (p *prover) counts(r *sentence) bool {
	return !p.command.Anywhere || p.ofSubject == nil || p.ofSubject[r.passage.Article]
}

// named are the claims about the person or the party of a name.
func (p *prover) named(claims []claim, name string) []claim {
	return slices.DeleteFunc(claims, func(c claim) bool { return !p.isCalled(c.actor, name) })
}

// isCalled tells whether an actor is the person or the party of a name.
func (p *prover) isCalled(a actor, name string) bool {
	if p.command.Group == topics.ByParty {
		return a.party != "" && (strings.EqualFold(a.party, name) || a.party == p.parties.find(name))
	}
	words := folded(lexical.Tokenize(name))
	return a.figure != nil && len(words) > 0 && (p.people.byForm[strings.Join(words, " ")] == a.figure || a.figure.isCalled(words))
}

// claimed tells whether a model's line claims what it is put down for, of that
// person and nobody else.
func (p *prover) claimed(one placement, stance int, a *corpus.Article) bool {
	line := lineOf(one.line, a)
	if line == nil {
		return false
	}
	if len(p.about) > 0 && !p.hasSubject(line.tokens) {
		return false
	}
	found := p.claims(line, nil)
	return len(found) > 0 && !slices.ContainsFunc(found, func(c claim) bool {
		return c.stance != stance || !p.isCalled(c.actor, one.name)
	})
}

// lineOf is a model's line as a sentence of its own, nil where it is none.
func lineOf(text string, a *corpus.Article) *sentence {
	spans := corpus.Sentences(text, corpus.Span{End: len(text)})
	if text == "" || len(text) > longestLine || strings.ContainsAny(text, "\r\n") || len(spans) != 1 {
		return nil
	}
	alone := &corpus.Article{ID: a.ID, Text: text, Published: a.Published}
	passage := &corpus.Passage{Article: alone, Span: corpus.Span{End: len(text)}, Sentences: spans}
	return &sentence{spot: spot{passage: passage, span: spans[0]}, text: text, tokens: lexical.Tokenize(text)}
}

// carried tells whether a sentence carries a line; the one before it may say who is
// meant.
func (p *prover) carried(line string, r, before *sentence) bool {
	k := knowledge{kin: p.options.Kin, names: p.names}
	a := r.passage.Article
	var evidence []support.Evidence
	for _, one := range []*sentence{before, r} {
		if one != nil {
			evidence = append(evidence, support.Evidence{Sentence: support.Read(k, a.Quote(one.span), a.Published.Time())})
		}
	}
	d := support.Weigh(k, support.Read(k, line, noTime), evidence)
	return d.Verdict == support.Supported && slices.Contains(d.Chosen, len(evidence)-1)
}
