package draw

import (
	"fmt"

	"gonum.org/v1/plot/vg"

	"talksbot/internal/picture"
)

// The measures of a timeline.
const (
	axis   vg.Length = margin + 6 // the line that the days stand on
	beside vg.Length = margin + 22
	gap    vg.Length = 12 // above a day
	dot    vg.Length = 10 // from the upper edge of a day to the middle of its mark
	apart  vg.Length = 10 // between that and the line
)

// timeline is a line from above with a mark for each day, and beside it what
// happened. Where the line is dashed, much time lies between.
func (t typefaces) timeline(of *picture.Timeline) []block {
	var all []block
	if of.Earlier > 0 {
		all = append(all, t.earlier(of.Earlier))
	}
	for i, e := range of.Events {
		var next *picture.Event
		if i+1 < len(of.Events) {
			next = &of.Events[i+1]
		}
		all = append(all, t.event(e, next))
	}
	return append(all, space(6))
}

// earlier says how many days stand above the first one.
func (t typefaces) earlier(n int) block {
	with := t.pen(14, faint)
	const height = 18
	return block{height, func(p *page, top vg.Length) {
		p.write(with, picture.Earlier(n), beside, top+14)
		p.thread(top+3, top+height+gap+dot-apart, true)
	}}
}

// event is a day with its quote, and the line to the next one.
func (t typefaces) event(e picture.Event, next *picture.Event) block {
	day, quote, small := t.strong(15.5, ink), t.pen(15, ink), t.pen(13, faint)
	lines := quote.wrap("“"+e.Quote+"”", width-margin-beside, 0)
	source := provenance(e)
	name := day.wrap(e.Name, width-margin-beside-small.width(source)-8, 1)[0]
	height := gap + 21 + vg.Length(len(lines))*quote.face.Font.Size*perLine
	return block{height, func(p *page, top vg.Length) {
		top += gap
		p.disc(inks[picture.Disc], axis, top+dot, 6)
		p.write(day, name, beside, top+15)
		p.write(small, source, width-margin-small.width(source), top+15)
		p.lines(quote, lines, beside, top+19)
		if next != nil {
			p.thread(top+dot+apart, top+dot+height-apart, next.Gap)
		}
	}}
}

// thread is a part of the axis.
func (p *page) thread(from, to vg.Length, dashed bool) {
	if dashed {
		p.canvas.SetLineDash([]vg.Length{4, 4}, 0)
		defer p.canvas.SetLineDash(nil, 0)
	}
	p.stroke(rule, 2, [2]vg.Length{axis, from}, [2]vg.Length{axis, to})
}

// provenance says on which day a quote was published.
func provenance(e picture.Event) string {
	if e.Said == "" {
		return "no date"
	}
	return fmt.Sprintf("published %s", e.Said)
}
