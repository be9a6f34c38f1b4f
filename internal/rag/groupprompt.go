package rag

import (
	"context"
	"slices"
	"strings"

	"talksbot/internal/corpus"
	"talksbot/internal/topics"
)

// What a model is shown for a topic command, and how much it may write.
const (
	exhibited      = 12000 // bytes of sentences
	searchedFor    = 16    // passages
	placedPoints   = 40    // points asked for
	placedTokens   = 2000
	placedBytes    = 24 << 10
	shownPhrases   = 8 // of each stance
	shownOfParties = 8 // members of each party
)

// exhibit are the passages that a model is shown: in turn one that holds what the
// rules have found, and one that the question finds, of articles about the
// subject.
func (p *prover) exhibit(ctx context.Context, question string, ruled []found) ([]*corpus.Passage, error) {
	hits, err := p.retrieve(ctx, p.newQuery(question), searchedFor)
	if err != nil {
		return nil, err
	}
	var searched []*corpus.Passage
	for _, h := range hits {
		if p.ofSubject == nil || p.ofSubject[h.Passage.Article] {
			searched = append(searched, h.Passage)
		}
	}
	gathered := p.passagesOf(ruled)
	var all []*corpus.Passage
	size := 0
	for i := range max(len(gathered), len(searched)) {
		for _, list := range [][]*corpus.Passage{gathered, searched} {
			if i >= len(list) || slices.Contains(all, list[i]) || size+list[i].Len() > exhibited {
				continue
			}
			all = append(all, list[i])
			size += list[i].Len()
		}
	}
	return all, nil
}

// passagesOf are those that hold the points of groups: the first point of each
// group, then the second of each.
func (p *prover) passagesOf(groups []found) []*corpus.Passage {
	var all []*corpus.Passage
	for i := range mostPoints {
		for _, f := range groups {
			if i >= len(f.points) {
				continue
			}
			if passage := p.passageOf(f.points[i].quotes[0]); passage != nil && !slices.Contains(all, passage) {
				all = append(all, passage)
			}
		}
	}
	return all
}

// passageOf is the passage of a quote.
func (p *prover) passageOf(q quote) *corpus.Passage {
	for _, one := range p.of[q.article] {
		if q.Start >= one.Start && q.End <= one.End {
			return &p.passages[p.byName[one.ID]]
		}
	}
	return nil
}

// ask has the model place the sentences.
func (p *prover) ask(ctx context.Context, question string) ([]placement, Usage, error) {
	view := struct {
		Question, AsOf string
		Party          bool
		Somebody       string // who stands in the example
		Subject        string
		Stances        []shownStance
		Parties        []string
		Points         int
		Passages       []shownPassage
	}{
		oneLine(question), p.asOf.Day(), p.command.Group == topics.ByParty, p.somebody(),
		oneLine(strings.Join(p.command.About, ", ")), p.shownStances(), p.shownParties(), placedPoints, withNumbers(p.shown),
	}
	text, usage, err := p.longErrand(ctx, "groups", view, placedTokens, placedBytes)
	if err != nil {
		return nil, usage, err
	}
	placed, err := readPlacements(text)
	if err != nil {
		return nil, usage, p.unusable(err.Error())
	}
	return placed, usage, nil
}

// somebody is a name for an example: a party of the file, or a person whom no
// article need name.
func (p *prover) somebody() string {
	if p.command.Group == topics.ByParty && len(p.set.Parties) > 0 {
		return oneLine(p.set.Parties[0].Name)
	}
	return "Ann Lee"
}

// shownStance is a stance as a model sees it, with some of the words that tell it.
type shownStance struct{ Name, Words string }

// shownStances are those of the command.
func (p *prover) shownStances() []shownStance {
	var all []shownStance
	for _, s := range p.command.Stances {
		words := append(somePhrases(s.Words), somePhrases(s.Hedges)...)
		all = append(all, shownStance{s.Name, oneLine(strings.Join(words, ", "))})
	}
	return all
}

// somePhrases are the first phrases of the file, with dots for what may stand within
// or behind them.
func somePhrases(phrases []string) []string {
	dots := strings.NewReplacer("*", "…", "{there}", "…")
	var all []string
	for _, p := range phrases[:min(len(phrases), shownPhrases)] {
		all = append(all, dots.Replace(p))
	}
	return all
}

// shownParties are those of the file, each with what stands for it.
func (p *prover) shownParties() []string {
	var all []string
	for _, party := range p.set.Parties {
		line := party.Name
		if members := party.Members[:min(len(party.Members), shownOfParties)]; len(members) > 0 {
			line += " (" + strings.Join(members, ", ") + ")"
		}
		all = append(all, oneLine(line))
	}
	return all
}
