package main

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"talksbot/internal/commands"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// render is a body as text that ends with a line feed.
func (p page) render(b commands.Body) string {
	switch b := b.(type) {
	case commands.Answered:
		return p.answer(b.Answer)
	case commands.Checked:
		return p.checked(b.Check)
	case commands.Grouped:
		return p.grouped(b)
	case commands.Found:
		return p.found(b)
	case commands.Listed:
		return p.listed(b)
	case commands.Shown:
		return p.shown(b)
	case commands.Named:
		return p.named(b)
	}
	panic("a body that has no page") // a new body without its case above
}

func (p page) answer(a rag.Answer) string {
	var b strings.Builder
	b.WriteString(p.head(a))
	if a.Abstained() {
		b.WriteString(p.hang("", p.none.Render(clean(a.Abstention()))))
		b.WriteString(p.closest(a.Closest()))
		return b.String()
	}
	lines := a.Lines()
	if a.Translation() != nil {
		lines = a.Translation()
	}
	for _, line := range lines {
		b.WriteString(p.hang("• ", p.statement(line)))
	}
	b.WriteString(p.proof(a))
	return b.String()
}

// head says how a question was understood, and what came of the language model.
func (p page) head(a rag.Answer) string {
	var b strings.Builder
	if a.Understood() != "" {
		b.WriteString(p.hang("", p.dim.Render("Understood as: "+clean(a.Understood()))))
	}
	if !a.AsOf().IsZero() {
		b.WriteString(p.hang("", p.dim.Render("As of "+a.AsOf().Day())))
	}
	if a.Unproven() {
		b.WriteString(p.hang("", p.dim.Render(unproven)))
	}
	if text := translationOf(a); text != "" {
		b.WriteString(p.hang("", p.dim.Render(text)))
	}
	return b.String()
}

// unproven says why an answer is quoted though there is a language model.
const unproven = "Quoted: what the language model wrote is not carried by the articles"

// translationOf says that an answer is shown in translation, or that it could not
// be; "" where it was not to be translated.
func translationOf(a rag.Answer) string {
	from := a.Language().Name("en")
	switch {
	case a.Translation() != nil:
		return "Translated from " + from + " by a language model; the checked original: --original"
	case a.Untranslated():
		return "In " + from + ": the language model's translation cannot be used, so this is the checked original"
	}
	return ""
}

// proof is what stands below the statements of an answer: where they come from.
func (p page) proof(a rag.Answer) string {
	where := "above"
	if a.Translation() != nil {
		where = "of the original"
	}
	how := " (each sentence " + where + " is quoted from them)"
	if a.Mode() == rag.Generated {
		how = " (a language model wrote the sentences " + where + "; each was checked against them)"
	}
	return "\n" + p.hang("", p.strong.Render("Sources")+p.dim.Render(how)) + p.sources(a.Citations())
}

// closest shows what comes near to a question that is not answered, and says so.
func (p page) closest(citations []rag.Citation) string {
	if len(citations) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n" + p.strong.Render("Closest in the articles") + p.dim.Render(" (no answer)") + "\n")
	for _, c := range citations {
		b.WriteString(p.hang("• ", clean(c.Quote())))
		b.WriteString(p.hang("  ", p.dim.Render(clean(c.Article.Title)+details(c.Article))))
	}
	return b.String()
}

// statement is a line of an answer before it is wrapped.
func (p page) statement(l rag.Line) string {
	var parts []string
	if l.Label != "" {
		parts = append(parts, p.strong.Render(clean(l.Label)+":"))
	}
	if l.Text != "" {
		var markers strings.Builder
		for _, c := range l.Citations {
			fmt.Fprintf(&markers, "[%d]", c.N)
		}
		return strings.Join(append(parts, clean(l.Text)+stuck+p.marker.Render(markers.String())), " ")
	}
	for _, c := range l.Citations {
		parts = append(parts, clean(c.Quote())+stuck+p.marker.Render(fmt.Sprintf("[%d]", c.N)))
	}
	return strings.Join(parts, " ")
}

// sources lists each cited article once, with the markers that point to it.
func (p page) sources(citations []rag.Citation) string {
	markers := map[*corpus.Article]string{}
	var order []*corpus.Article
	for _, c := range citations {
		if markers[c.Article] == "" {
			order = append(order, c.Article)
		}
		markers[c.Article] += fmt.Sprintf("[%d]", c.N)
	}
	var b strings.Builder
	for _, a := range order {
		lead := p.marker.Render(markers[a]) + " "
		b.WriteString(p.hang(lead, clean(a.Title)+details(a)))
		if a.URL != "" {
			b.WriteString(strings.Repeat(" ", ansi.StringWidth(lead)) + p.dim.Render(clean(a.URL)) + "\n")
		}
	}
	return b.String()
}

func (p page) found(f commands.Found) string {
	if len(f.Hits) == 0 {
		return p.hang("", p.none.Render("No passage fits "+fmt.Sprintf("%q", f.Query)+"."))
	}
	var blocks []string
	for i, h := range f.Hits {
		a := h.Passage.Article
		number := p.marker.Render(fmt.Sprintf("%2d", i+1))
		head := p.strong.Render(clean(a.Title)) + details(a) + p.dim.Render(fmt.Sprintf(" · score %.2f", h.Score))
		blocks = append(blocks, p.hang(number+"  ", head)+p.hang("    ", clean(a.Quote(h.Passage.Span))))
	}
	return strings.Join(blocks, "\n")
}

func (p page) listed(l commands.Listed) string {
	var b strings.Builder
	for _, a := range l.Articles {
		b.WriteString(p.hang("• ", p.strong.Render(clean(a.Title))+details(a)+p.dim.Render(" · "+clean(a.ID))))
	}
	return b.String()
}

// shown is an article as citations see it: the number of each sentence, the
// sentence, and its bytes in the article's text.
func (p page) shown(s commands.Shown) string {
	var b strings.Builder
	a := s.Article
	b.WriteString(p.hang("", p.strong.Render(clean(a.Title))+details(a)))
	for _, line := range []string{a.URL, a.Path} {
		if line != "" {
			b.WriteString(p.hang("", p.dim.Render(clean(line))))
		}
	}
	n := 0
	for _, passage := range s.Passages {
		head := clean(passage.ID)
		if passage.Heading != "" {
			head += " · " + clean(passage.Heading)
		}
		b.WriteString("\n" + p.hang("", p.dim.Render(head)))
		for _, sentence := range passage.Sentences {
			n++
			bytes := fmt.Sprintf("%d–%d", sentence.Start, sentence.End)
			b.WriteString(p.hang(p.marker.Render(fmt.Sprintf("%3d", n))+"  ", clean(a.Quote(sentence))+" "+p.dim.Render(bytes)))
		}
	}
	return b.String()
}

// details is what follows an article's title: " · Publisher · 13 May 2025".
func details(a *corpus.Article) string {
	var b strings.Builder
	if a.Publisher != "" {
		b.WriteString(" · " + clean(a.Publisher))
	}
	switch {
	case a.Published.IsZero():
		b.WriteString(" · no date")
	case a.Inferred:
		b.WriteString(" · " + a.Published.Day() + " (date" + stuck + "inferred)")
	default:
		b.WriteString(" · " + a.Published.Day())
	}
	return b.String()
}
