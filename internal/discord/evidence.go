package discord

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// evidence shows one citation in its passage: the one chosen in the menu of an
// answer's message. Where the collection has changed since, it says so and shows
// what the message itself holds.
func (renderer) evidence(s *rag.Snapshot, value string, from *discordgo.Message) message {
	r, ok := parseRef(value)
	e, answer := earlierOf(from)
	if !ok || !answer {
		return notice("There is no evidence to this message any more: ask the question again.")
	}
	c := chosen{ref: r, option: optionOf(from, value), plain: e.plain, same: e.revision == s.Revision()}
	if i := r.n - 1; i >= 0 && i < len(e.turn.Answer) {
		c.quote = e.turn.Answer[i]
	} else {
		c.quote = quoteIn(from, r.n)
	}
	part := c.section(s)
	return sheet{sections: []section{part}, foot: c.foot + " · revision " + s.Revision()}.render(c.plain)[0]
}

// chosen is a citation that somebody wants to see, as its message holds it.
type chosen struct {
	ref
	option discordgo.SelectMenuOption
	quote  string // "" where the message holds it no more
	plain  bool
	same   bool   // the collection is the one that answered
	foot   string // where the quote stands
}

// section finds the citation in a snapshot and shows what there is of it.
func (c *chosen) section(s *rag.Snapshot) section {
	a := articleOf(s, c.id)
	switch {
	case a == nil:
		return c.lost(nil, "The article is no longer in the collection.")
	case shortHash(a.Text) == c.text:
		if p := passageOf(s, a, c.Span); p != nil {
			return c.found(s, p, c.Span)
		}
		return c.lost(a, "The quote is not found in the article.")
	}
	if p, span, ok := findAgain(s, a, c.quote); ok {
		return c.found(s, p, span)
	}
	return c.lost(a, "The article has changed since this answer, and no longer says this.")
}

// found is the quote in its passage.
func (c *chosen) found(s *rag.Snapshot, p *corpus.Passage, quote corpus.Span) section {
	a := p.Article
	c.foot = position(s, a, quote)
	lines := []line{ours(byline(a))}
	switch {
	case shortHash(a.Text) != c.text:
		lines = append(lines, ours("**⚠️ The article has changed since this answer.** What it quoted still stands there:").apart())
	case !c.same:
		lines = append(lines, small("The collection has changed since this answer; this article has not."))
	}
	if h := clipped(p.Heading, maxShownTitle); h != "" {
		lines = append(lines, ours("**"+h+"**").apart())
	}
	out := section{mark: fmt.Sprintf("Evidence [%d]", c.n), title: a.Title, link: address(a.URL), colour: blue, lines: lines}
	for i, text := range excerpt(p, quote, c.room(out)) {
		l := ours("> " + text)
		l.gap = i == 0
		out.lines = append(out.lines, l)
	}
	return out
}

// lost is what the message itself holds of a citation.
func (c *chosen) lost(a *corpus.Article, why string) section {
	c.foot = "Evidence"
	s := section{mark: fmt.Sprintf("Evidence [%d]", c.n), title: strings.TrimPrefix(c.option.Label, fmt.Sprintf("[%d] ", c.n)), colour: amber}
	s.lines = []line{ours(clipped(c.option.Description, maxOption*2))}
	if a != nil {
		s.title, s.link, s.lines[0] = a.Title, address(a.URL), ours(byline(a))
	}
	if c.quote == "" {
		s.lines = append(s.lines, ours("**⚠️ "+why+"** The message above no longer holds the quote.").apart())
		return s
	}
	s.lines = append(s.lines, ours("**⚠️ "+why+"** The answer quoted:").apart())
	s.lines = append(s.lines, ours("> "+bold(clipped(c.quote, c.room(s)-4))))
	return s
}

// room is how much of a passage fits below the other lines of a section.
func (c *chosen) room(s section) int {
	room, lines := embedRoom, s.lines
	if c.plain {
		room, lines = textRoom, append(s.heading(), s.lines...)
	}
	for _, l := range lines {
		room -= length(l.String()) + len("\n\n")
	}
	return room - len("\n> ")
}

// quoteIn is the quote with a marker in a grouped answer, "" where the message holds
// none.
func quoteIn(m *discordgo.Message, n int) string {
	texts := []string{m.Content}
	for _, e := range m.Embeds {
		for _, f := range e.Fields {
			texts = append(texts, f.Value)
		}
	}
	marker := fmt.Sprintf("[%d]", n)
	for _, l := range strings.Split(strings.Join(texts, "\n"), "\n") {
		text := statement(l)
		if !strings.Contains(l, ":** ") || !strings.Contains(text, marker) || strings.HasPrefix(text, aboveMark) {
			continue
		}
		if quotes := quotesOf(text); len(quotes) > 0 {
			return quotes[0]
		}
	}
	return ""
}

func optionOf(m *discordgo.Message, value string) discordgo.SelectMenuOption {
	for _, o := range optionsOf(m) {
		if o.Value == value {
			return o
		}
	}
	return discordgo.SelectMenuOption{Label: "An article", Description: "no longer known"}
}

func articleOf(s *rag.Snapshot, hash string) *corpus.Article {
	for _, a := range s.Articles() {
		if shortHash(a.ID) == hash {
			return a
		}
	}
	return nil
}

// passageOf is the passage that a range lies in, nil where there is none.
func passageOf(s *rag.Snapshot, a *corpus.Article, quote corpus.Span) *corpus.Passage {
	for _, p := range s.Passages(a) {
		if p.Start <= quote.Start && quote.Start < quote.End && quote.End <= p.End {
			return &p
		}
	}
	return nil
}

// findAgain finds a quote, as a message holds it, among the sentences of an
// article. One that the message cuts off is found by its beginning.
func findAgain(s *rag.Snapshot, a *corpus.Article, quote string) (*corpus.Passage, corpus.Span, bool) {
	for _, p := range s.Passages(a) {
		for i, first := range p.Sentences {
			for _, last := range p.Sentences[i:] {
				span := corpus.Span{Start: first.Start, End: last.End}
				head, cut := strings.CutSuffix(quote, "…")
				if text := bare(a.Quote(span)); quote != "" && (text == quote || cut && head != "" && strings.HasPrefix(text, head)) {
					return &p, span, true
				}
			}
		}
	}
	return nil, corpus.Span{}, false
}
