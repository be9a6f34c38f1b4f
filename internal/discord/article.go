package discord

import (
	"fmt"
	"strings"

	"talksbot/internal/commands"
)

// maxFootID is how much of an ID stands in the foot of its article.
const maxFootID = 40

// article is an article with its sentences numbered as its evidence numbers them.
func article(s commands.Shown, o occasion) sheet {
	a := s.Article
	lines := []line{ours(byline(a))}
	n, heading := 0, ""
	for _, p := range s.Passages {
		if p.Heading != heading && bare(p.Heading) != "" {
			lines = append(lines, ours("**"+clipped(p.Heading, maxShownTitle)+"**").apart().sticky())
		}
		for i, sentence := range p.Sentences {
			n++
			l := line{}.of(run{ours: fmt.Sprintf("`%d` ", n)}, run{theirs: a.Quote(sentence)})
			l.gap = i == 0 && p.Heading == heading
			lines = append(lines, l)
		}
		heading = p.Heading
	}
	return sheet{
		sections: []section{{title: a.Title, link: address(a.URL), colour: grey, lines: lines}},
		foot:     o.foot(strings.Join([]string{label(a.ID, maxFootID), count(n, "sentence")}, " · ")),
	}
}
