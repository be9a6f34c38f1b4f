package discord

import (
	"strings"
	"unicode/utf8"

	"talksbot/internal/corpus"
)

// pack fills texts of so many units with lines. What belongs together stays
// together where it can, and only a line that is longer than a text is cut.
func pack(lines []line, room int) []string {
	p := packer{room: room}
	for len(lines) > 0 {
		n := 1
		for n < len(lines) && lines[n-1].stick {
			n++
		}
		p.add(lines[:n])
		lines = lines[n:]
	}
	return p.texts()
}

type packer struct {
	room int
	full []string
	last string
}

// add puts lines that belong together into the text that is being filled, or
// into one of their own.
func (p *packer) add(group []line) {
	var whole []string
	for i, l := range group {
		if l.gap && i > 0 {
			whole = append(whole, "")
		}
		whole = append(whole, l.String())
	}
	joined := strings.Join(whole, "\n")
	if p.fits(joined, group[0].gap) {
		return
	}
	if length(joined) <= p.room {
		p.next(joined)
		return
	}
	for _, l := range group {
		p.cut(l)
	}
}

// fits adds a text where there is room for it.
func (p *packer) fits(text string, gap bool) bool {
	switch {
	case p.last == "":
	case gap:
		text = "\n\n" + text
	default:
		text = "\n" + text
	}
	if length(p.last)+length(text) > p.room {
		return false
	}
	p.last += text
	return true
}

func (p *packer) next(text string) {
	if p.last != "" {
		p.full = append(p.full, p.last)
	}
	p.last = text
}

// cut adds a line, in pieces where it is longer than a text. Its first piece is
// not put where little room is left.
func (p *packer) cut(l line) {
	text := l.String()
	if p.fits(text, l.gap) {
		return
	}
	if length(text) <= p.room {
		p.next(text)
		return
	}
	first := p.room - length(p.last) - 2
	if first < p.room/2 {
		p.next("")
		first = p.room
	}
	for i, piece := range l.pieces(first, p.room) {
		if i > 0 || !p.fits(piece, l.gap) {
			p.next(piece)
		}
	}
}

func (p *packer) texts() []string {
	p.next("")
	return p.full
}

// pieces cuts a line into pieces of at most first and then room units: between
// sentences, else between words. Where even a word is too long, "…" stands at
// its cut ends.
func (l line) pieces(first, room int) []string {
	around := length(l.veiled(""))
	c := cutter{left: first - around, room: room - around}
	for _, r := range l.runs {
		c.put(r.ours)
		c.flow(bare(r.theirs))
	}
	c.end()
	for i, piece := range c.done {
		c.done[i] = l.veiled(piece)
	}
	return c.done
}

type cutter struct {
	left, room int
	piece      strings.Builder
	done       []string
}

// forMarker is the room that is kept behind a text for the marker of its
// citation.
const forMarker = 12

func (c *cutter) put(markdown string) {
	if length(markdown) > c.left {
		c.end()
	}
	if c.piece.Len() == 0 {
		markdown = strings.TrimLeft(markdown, " ")
	}
	c.write(markdown)
}

func (c *cutter) write(markdown string) {
	c.piece.WriteString(markdown)
	c.left -= length(markdown)
}

func (c *cutter) end() {
	if c.piece.Len() > 0 {
		c.done = append(c.done, c.piece.String())
	}
	c.piece.Reset()
	c.left = c.room
}

// flow writes a text into as many pieces as it needs.
func (c *cutter) flow(text string) {
	for text != "" {
		all := shown(text)
		if length(all) <= c.left-forMarker {
			c.write(all)
			return
		}
		head, tail, hard := cutText(text, min(c.left, length(all))-1)
		if hard && c.left < c.room/2 { // the word may fit into a piece of its own
			c.end()
			continue
		}
		c.write(shown(head))
		if hard {
			c.write("…")
		}
		c.end()
		if hard {
			c.write("…")
		}
		text = tail
	}
}

// cutText cuts a text so that its head takes at most so many units: at the last
// end of a sentence or, where there is none in the last two thirds, between two
// words. Else the cut is a hard one.
func cutText(text string, most int) (head, tail string, hard bool) {
	n := fitting(text, most, inert)
	at := sentenceEnd(text, n)
	for i := n; at == 0 && i > 0; i-- {
		if gapAt(text, i) {
			at = i
		}
	}
	if at == 0 {
		return text[:n], text[n:], true
	}
	return text[:at], text[at+1:], false
}

// sentenceEnd is the last end of a sentence in the last two thirds of the first n
// bytes, 0 where there is none.
func sentenceEnd(text string, n int) int {
	until := n
	for until < len(text) && (until < n+corpus.SentenceMax || !utf8.RuneStart(text[until])) {
		until++
	}
	at := 0
	for _, s := range corpus.Sentences(text[:until], corpus.Span{Start: 0, End: until}) {
		if s.End > n/3 && s.End <= n && gapAt(text, s.End) {
			at = s.End
		}
	}
	return at
}

// gapAt tells whether a text may be cut at a place so that it can be joined
// again: at a space that does not look like a hard cut.
func gapAt(text string, i int) bool {
	return i < len(text) && text[i] == ' ' && !(strings.HasSuffix(text[:i], "…") && strings.HasPrefix(text[i+1:], "…"))
}
