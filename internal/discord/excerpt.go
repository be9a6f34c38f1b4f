package discord

import (
	"fmt"
	"strings"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// position says which of an article's sentences a quote is: "Sentence 3 of 12".
func position(s *rag.Snapshot, a *corpus.Article, quote corpus.Span) string {
	var all []corpus.Span
	for _, p := range s.Passages(a) {
		all = append(all, p.Sentences...)
	}
	first, last := touched(all, quote)
	if first == last {
		return fmt.Sprintf("Sentence %d of %d", first+1, len(all))
	}
	return fmt.Sprintf("Sentences %d to %d of %d", first+1, last+1, len(all))
}

// touched are the first and the last of some sentences that a quote is of.
func touched(sentences []corpus.Span, quote corpus.Span) (first, last int) {
	first = -1
	for i, s := range sentences {
		if overlap(s, quote).Len() == 0 {
			continue
		}
		last = i
		if first < 0 {
			first = i
		}
	}
	return max(0, first), last
}

// overlap is what two spans have in common, an empty span where that is nothing.
func overlap(a, b corpus.Span) corpus.Span {
	o := corpus.Span{Start: max(a.Start, b.Start), End: min(a.End, b.End)}
	o.End = max(o.Start, o.End)
	return o
}

// excerpt is a passage with the quote in bold, a text a paragraph. Where it is
// too long, it loses sentences that are not of the quote, the farther side first.
func excerpt(p *corpus.Passage, quote corpus.Span, room int) []string {
	first, last := touched(p.Sentences, quote)
	from, to := 0, len(p.Sentences)-1
	for {
		texts := window(p, from, to, quote)
		switch {
		case length(strings.Join(texts, "\n> ")) <= room:
			return texts
		case from < first && first-from >= to-last:
			from++
		case to > last:
			to--
		default:
			return []string{bold(clipped(p.Article.Quote(quote), room-4))}
		}
	}
}

// window is a passage from one of its sentences to another, with "…" where it
// has more.
func window(p *corpus.Passage, from, to int, quote corpus.Span) []string {
	span := corpus.Span{Start: min(p.Sentences[from].Start, quote.Start), End: max(p.Sentences[to].End, quote.End)}
	texts := paragraphs(p.Article, span, quote)
	if from > 0 {
		texts[0] = "… " + texts[0]
	}
	if to < len(p.Sentences)-1 {
		texts[len(texts)-1] += " …"
	}
	return texts
}

// paragraphs are the paragraphs of a span, with what a quote has of them in bold.
func paragraphs(a *corpus.Article, span, quote corpus.Span) []string {
	var texts []string
	for _, b := range a.Blocks {
		within := overlap(b.Span, span)
		if text := emphasised(a, within, overlap(within, quote)); text != "" {
			texts = append(texts, text)
		}
	}
	if len(texts) == 0 {
		return []string{bold(shown(a.Quote(quote)))}
	}
	return texts
}

// emphasised is a span with a part of it in bold; the part lies in the span, or is
// empty.
func emphasised(a *corpus.Article, span, part corpus.Span) string {
	if bare(a.Quote(part)) == "" {
		return shown(a.Quote(span))
	}
	var b strings.Builder
	b.WriteString(shown(a.Quote(corpus.Span{Start: span.Start, End: part.Start})))
	if b.Len() > 0 && spaceAt(a.Text, part.Start) {
		b.WriteByte(' ')
	}
	b.WriteString(bold(shown(a.Quote(part))))
	after := shown(a.Quote(corpus.Span{Start: part.End, End: span.End}))
	if after != "" && spaceAt(a.Text, part.End) {
		b.WriteByte(' ')
	}
	return b.String() + after
}

// spaceAt tells whether there is white space on one of the sides of a place.
func spaceAt(text string, i int) bool {
	sides := text[max(0, i-1):min(len(text), i+1)]
	return strings.TrimSpace(sides) != sides
}

// bold is escaped text in bold type.
func bold(escaped string) string {
	if escaped == "" {
		return ""
	}
	return "**" + escaped + "**"
}
