package draw

import (
	"gonum.org/v1/plot/vg"

	"talksbot/internal/picture"
)

// The measures of a board.
const (
	mostName  vg.Length = 148 // of the column of names
	leastRow  vg.Length = 32
	headRow   vg.Length = 42
	wordRoom  vg.Length = radius + 6 // from the middle of a sign to its word
	dispute             = "!"        // beside a sign
	lineOfKey vg.Length = 28
)

// board is a table: a row for each one, a column for each day.
type board struct {
	typefaces
	*picture.Board
	name, word, mark pen
	names            [][]string
	left, column     vg.Length // where the columns begin, and how wide each is
	spelled          bool      // the stance stands beside each sign in words
}

func (t typefaces) board(of *picture.Board) []block {
	b := &board{typefaces: t, Board: of, name: t.pen(15.5, ink), word: t.pen(15, ink), mark: t.strong(17, ink)}
	b.measure()
	all := []block{space(2), {headRow, b.head}}
	for i := range b.Rows {
		all = append(all, block{b.height(i), func(p *page, top vg.Length) { b.row(p, top, i) }})
	}
	if b.More > 0 {
		all = append(all, t.text(t.pen(14, faint), picture.More(b.More), 1))
	}
	return append(all, b.key()...)
}

// measure finds how wide the columns are, and whether words fit into them.
func (b *board) measure() {
	widest := vg.Length(0)
	for _, r := range b.Rows {
		lines := b.name.wrap(r.Name, mostName, 2)
		b.names = append(b.names, lines)
		for _, l := range lines {
			widest = max(widest, b.name.width(l))
		}
	}
	b.left = margin + widest + 10
	b.column = (width - margin - b.left) / vg.Length(len(b.Days))
	need := radius + wordRoom + b.mark.width(dispute) + 6
	for _, k := range b.Stances {
		b.spelled = need+b.word.width(k.Name) <= b.column
		if !b.spelled {
			return
		}
	}
}

func (b *board) height(row int) vg.Length {
	return max(leastRow, vg.Length(len(b.names[row]))*b.name.face.Font.Size*perLine+8)
}

// middle is where the signs of a column stand.
func (b *board) middle(column int) vg.Length {
	left := b.left + vg.Length(column)*b.column
	if b.spelled {
		return left + radius
	}
	return left + b.column/2
}

// head names the days, and the year where it is another than the one before.
func (b *board) head(p *page, top vg.Length) {
	day, small := b.strong(14.5, ink), b.pen(13, faint)
	year := ""
	for i, d := range b.Days {
		below := ""
		if d.Year != year {
			below = d.Year
		}
		year = d.Year
		name := d.Name
		if d.Before {
			name, below = "before", d.Name
			year = "" // which the next column says
		}
		b.centred(p, day, name, i, top+16)
		b.centred(p, small, below, i, top+32)
	}
	p.stroke(rule, 1, [2]vg.Length{margin, top + headRow - 2}, [2]vg.Length{width - margin, top + headRow - 2})
}

func (b *board) centred(p *page, with pen, text string, column int, y vg.Length) {
	x := b.middle(column) - with.width(text)/2
	if b.spelled {
		x = b.middle(column) - radius
	}
	p.write(with, text, x, y)
}

// row is a name with its signs, and a line through them.
func (b *board) row(p *page, top vg.Length, row int) {
	height := b.height(row)
	y := top + height/2
	if row%2 == 1 {
		p.fill(band, [2]vg.Length{margin - 6, top}, [2]vg.Length{width - margin + 6, top}, [2]vg.Length{width - margin + 6, top + height}, [2]vg.Length{margin - 6, top + height})
	}
	lines := b.names[row]
	block := vg.Length(len(lines)) * b.name.face.Font.Size * perLine
	p.lines(b.name, lines, margin, y-block/2)
	before := -1
	for i, c := range b.Rows[row].Cells {
		if c.Stance == picture.None {
			continue
		}
		if before >= 0 && !b.spelled {
			p.stroke(rule, 1.5, [2]vg.Length{b.middle(before) + radius + 8, y}, [2]vg.Length{b.middle(i) - radius - 3, y})
		}
		before = i
		b.cell(p, c, b.middle(i), y)
	}
}

// cell is a sign, with its word where there is room, and the mark of a dispute.
func (b *board) cell(p *page, c picture.Cell, x, y vg.Length) {
	k := b.Stances[c.Stance]
	p.sign(b.typefaces, k.Sign, x, y)
	end := x + radius + 1
	if b.spelled {
		p.write(b.word, k.Name, x+wordRoom, y+5.2)
		end = x + wordRoom + b.word.width(k.Name) + 4
	}
	if c.Disputed {
		p.write(b.mark, dispute, end, y+6)
	}
}

// key says what the signs mean, as far as no word stands beside them.
func (b *board) key() []block {
	var entries []entry
	if !b.spelled {
		for _, k := range b.Stances {
			entries = append(entries, entry{k.Name, func(p *page, x, y vg.Length) { p.sign(b.typefaces, k.Sign, x, y) }})
		}
	}
	if b.Dispute {
		entries = append(entries, entry{picture.Disputed, func(p *page, x, y vg.Length) {
			p.write(b.mark, dispute, x-b.mark.width(dispute)/2, y+6)
		}})
	}
	all := []block{space(8)}
	for _, line := range b.fold(entries) {
		all = append(all, block{lineOfKey, func(p *page, top vg.Length) { b.keyLine(p, line, top+lineOfKey/2) }})
	}
	return all
}

// entry is a sign of the key with its word.
type entry struct {
	word string
	sign func(p *page, x, y vg.Length)
}

func (b *board) wide(e entry) vg.Length { return radius + wordRoom + b.word.width(e.word) + 14 }

// fold sorts the entries into lines.
func (b *board) fold(entries []entry) [][]entry {
	var lines [][]entry
	used := vg.Length(0)
	for _, e := range entries {
		if n := len(lines); n > 0 && used+b.wide(e) <= inner+14 {
			lines[n-1] = append(lines[n-1], e)
			used += b.wide(e)
			continue
		}
		lines, used = append(lines, []entry{e}), b.wide(e)
	}
	return lines
}

func (b *board) keyLine(p *page, line []entry, y vg.Length) {
	x := margin
	for _, e := range line {
		e.sign(p, x+radius, y)
		word := b.word.wrap(e.word, inner-radius-wordRoom, 1)[0]
		p.write(b.word, word, x+radius+wordRoom, y+5.2)
		x += b.wide(e)
	}
}
