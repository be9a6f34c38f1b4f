package rag

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"slices"

	"talksbot/internal/corpus"
	"talksbot/internal/rag/lexical"
	"talksbot/internal/topics"
)

// Grouped is an answer that a topic command gives: the same quotes twice, once
// as an Answer and once by whom or what they are about.
type Grouped struct {
	Answer Answer
	Groups []Grouping
	More   int // groups that there are beside these: earlier ones of days
}

// Grouping is what the collection says of one person, party or day.
type Grouping struct {
	Name     string
	Kind     topics.Group
	Country  string // of a person, where it is known
	Party    string // that the file's parties or the country give; "" where unknown
	Office   string // of a person; "" where unknown
	About    string // the matter in which articles differ; "" of all else
	Date     string // of a day, month or year: "2025-05-15"; "" of all else
	Stance   string // of the newest source; "" where stances are not told apart
	Mark     string // of the stance
	Disputed bool   // sources differ
	Sources  int    // publishers behind it; one text under two names counts once
	Points   []Point
}

// Point is one statement, and where it stands: in more than one article where
// they have it word for word.
type Point struct {
	Citations []Citation
	Stance    string
	Date      string // that the quote gives; "" for none
}

// Quote is the statement, exactly as it stands in the first article.
func (p Point) Quote() string { return p.Citations[0].Quote() }

// Published is when it was published first among the newest.
func (p Point) Published() corpus.Date { return p.Citations[0].Article.Published }

// mostPoints is how many points a group has at most, and mostGroups how many
// groups an answer has.
const (
	mostPoints = 8
	mostGroups = 60
)

// Group gathers what a command asks for from all articles. The error is for the
// person who asked where it is of type GivenError.
func (s *Snapshot) Group(ctx context.Context, set *topics.Set, c *topics.Command, given map[string]string) (Grouped, error) {
	return s.GroupWith(ctx, set, c, given, Asking{})
}

// GroupWith is Group, with what is said of how.
func (s *Snapshot) GroupWith(ctx context.Context, set *topics.Set, c *topics.Command, given map[string]string, a Asking) (Grouped, error) {
	question, err := c.Ask(given)
	if err != nil {
		return Grouped{}, err
	}
	g := s.grouper(ctx, set, c, given)
	groups, err := g.gather()
	if err != nil {
		return Grouped{}, err
	}
	if err := ctx.Err(); err != nil {
		return Grouped{}, err
	}
	all := sorting{groups: groups, more: g.more}
	if s.options.Model != nil && !a.Quoted && ReadsAlong(c) {
		if all, err = g.readAlong(ctx, question, groups); err != nil {
			return Grouped{}, err
		}
	}
	return s.grouped(question, all)
}

// GivenError is a sentence for the person who gave an option.
type GivenError string

func (e GivenError) Error() string { return string(e) }

// gather dispatches by what is gathered.
func (g *grouper) gather() ([]found, error) {
	switch g.command.Gather {
	case topics.Stances:
		return g.stances()
	case topics.Statements:
		return g.statements()
	case topics.Dates:
		return g.dates()
	case topics.Members:
		return g.members()
	case topics.Differences:
		return g.differences()
	}
	return nil, fmt.Errorf("/%s gathers %q, which cannot be grouped", g.command.Name, g.command.Gather)
}

// found is a group before its quotes are verified.
type found struct {
	Grouping
	points []foundPoint
}

type foundPoint struct {
	quotes []quote
	stance string
	date   string
}

// grouped has the quotes of groups verified, in the order in which they are
// shown.
func (s *Snapshot) grouped(question string, all sorting) (Grouped, error) {
	groups := all.groups[:min(len(all.groups), mostGroups)]
	more := all.more + len(all.groups) - len(groups)
	d := draft{question: question, confidence: 1, mode: all.mode, unproven: all.unproven}
	for _, f := range groups {
		line := draftLine{label: f.label()}
		for _, p := range f.points {
			line.quotes = append(line.quotes, p.quotes...)
		}
		d.lines = append(d.lines, line)
	}
	if len(groups) == 0 {
		d.confidence, d.abstention = 0, "The articles say nothing about this."
	}
	a, err := verify(s, d)
	if err != nil {
		return Grouped{}, err
	}
	a.writing = all.writing
	out := Grouped{Answer: a, More: more}
	for i, f := range groups {
		citations := a.lines[i].Citations
		for _, p := range f.points {
			n := len(p.quotes)
			f.Points = append(f.Points, Point{Citations: citations[:n:n], Stance: p.stance, Date: p.date})
			citations = citations[n:]
		}
		out.Groups = append(out.Groups, f.Grouping)
	}
	return out, nil
}

// label is what stands before the quotes of a group.
func (f *found) label() string {
	label := f.Name
	if f.About != "" {
		label += ", " + f.About
	}
	if f.Stance != "" {
		label += ", " + f.Stance
	}
	if f.Disputed && f.About == "" {
		label += ", disputed"
	}
	return label
}

// newestFirst orders by the day of publication, the newest first and undated
// last.
func newestFirst(a, b corpus.Date) int {
	if a.IsZero() || b.IsZero() {
		return a.Compare(b)
	}
	return b.Compare(a)
}

// byNewest orders points by the article that has them first, the newest first.
func byNewest(a, b foundPoint) int {
	return newestFirst(a.quotes[0].article.Published, b.quotes[0].article.Published)
}

// publishers counts who stands behind some quotes. An article without a
// publisher counts for itself, and those that are copies of each other once.
func (g *grouper) publishers(points []foundPoint) int {
	seen := map[string]bool{}
	for _, p := range points {
		for _, q := range p.quotes {
			a := g.origin(q.article)
			seen[cmp.Or(a.Publisher, "\x00"+a.ID)] = true
		}
	}
	return len(seen)
}

// origin is the oldest article that has the text of an article.
func (g *grouper) origin(a *corpus.Article) *corpus.Article {
	if o, ok := g.ground.origins()[a]; ok {
		return o
	}
	return a
}

// copies finds the articles that say the same in the same words under another
// name: nearly all of their sentences are those of an older one.
func (s *Snapshot) copies() map[*corpus.Article]*corpus.Article {
	origins := map[*corpus.Article]*corpus.Article{}
	first := map[uint64]*corpus.Article{} // by the words of a sentence
	seed := maphash.MakeSeed()
	for _, a := range s.articles { // oldest first
		shared := map[*corpus.Article]int{}
		total := 0
		for _, p := range s.of[a] {
			tokens := s.index.Tokens(s.byName[p.ID])
			for _, sentence := range p.Sentences {
				words := sumOf(seed, tokens[firstToken(tokens, sentence.Start-p.Start):firstToken(tokens, sentence.End-p.Start)])
				total++
				if o := first[words]; o != nil {
					shared[o]++
				} else {
					first[words] = a
				}
			}
		}
		for o, n := range shared {
			if o != a && 5*n >= 4*total && total > 1 {
				origins[a] = o
			}
		}
	}
	return origins
}

// sumOf is the same for the same words.
func sumOf(seed maphash.Seed, tokens []lexical.Token) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, t := range tokens {
		h.WriteString(t.Word)
		h.WriteByte(' ')
	}
	return h.Sum64()
}

// joinAlike makes one point of those in the same words.
func joinAlike(points []foundPoint) []foundPoint {
	var out []foundPoint
	at := map[string]int{}
	for _, p := range points {
		key := p.stance + "\x00" + p.date + "\x00" + plainWords(p.quotes[0].article.Quote(p.quotes[0].Span))
		if i, ok := at[key]; ok {
			for _, q := range p.quotes {
				if !slices.ContainsFunc(out[i].quotes, func(o quote) bool { return o.article == q.article }) {
					out[i].quotes = append(out[i].quotes, q)
				}
			}
			continue
		}
		at[key] = len(out)
		out = append(out, p)
	}
	return out
}
