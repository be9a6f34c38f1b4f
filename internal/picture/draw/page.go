package draw

import (
	"bytes"
	"image/png"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"

	"talksbot/internal/picture"
)

// The measures of a page, in points. A phone shows one point about as one of its
// own, and each is two pixels here, for sharp letters.
const (
	width   vg.Length = 400
	margin  vg.Length = 14
	inner             = width - 2*margin
	dpi               = 144
	perLine           = 1.25 // the height of a line of text by its size
)

// PNG draws a picture. An error says what of it cannot be drawn.
func PNG(p picture.Picture) ([]byte, error) {
	t, err := readTypefaces()
	if err != nil {
		return nil, err
	}
	for _, text := range p.Texts() {
		if err := t.drawable(text); err != nil {
			return nil, err
		}
	}
	return encode(t.blocks(p))
}

// block is a part of a page over its whole width.
type block struct {
	height vg.Length
	draw   func(*page, vg.Length) // given the place of its upper edge
}

// blocks are what a picture is made of, from above.
func (t typefaces) blocks(p picture.Picture) []block {
	all := []block{t.text(t.strong(18, ink), p.Title, 3)}
	if p.AsOf != "" {
		all = append(all, t.text(t.pen(14, faint), p.AsOf, 1))
	}
	if p.Board != nil {
		return append(all, t.board(p.Board)...)
	}
	return append(all, t.timeline(p.Timeline)...)
}

// encode draws the blocks one below the other.
func encode(blocks []block) ([]byte, error) {
	height := 2 * margin
	for _, b := range blocks {
		height += b.height
	}
	height = vg.Length(math.Ceil(float64(height)))
	p := &page{vgimg.NewWith(vgimg.UseWH(width, height), vgimg.UseDPI(dpi), vgimg.UseBackgroundColor(ground)), height}
	p.frame()
	top := margin
	for _, b := range blocks {
		b.draw(p, top)
		top += b.height
	}
	var out bytes.Buffer
	err := png.Encode(&out, paletted(p.canvas.Image()))
	return out.Bytes(), err
}

// text is a block of text.
func (t typefaces) text(with pen, text string, most int) block {
	lines := with.wrap(text, inner, most)
	size := with.face.Font.Size
	return block{vg.Length(len(lines))*size*perLine + 4, func(p *page, top vg.Length) {
		p.lines(with, lines, margin, top)
	}}
}

// space is an empty block.
func space(height vg.Length) block { return block{height, func(*page, vg.Length) {}} }

// page is a canvas on which places are told from the upper left, as text is read;
// the library counts from the lower left.
type page struct {
	canvas *vgimg.Canvas
	height vg.Length
}

func (p *page) at(x, y vg.Length) vg.Point { return vg.Point{X: x, Y: p.height - y} }

// frame is the edge that parts the picture from what is around it.
func (p *page) frame() {
	const w = 1.5
	p.outline(edge, w, [2]vg.Length{w / 2, w / 2}, [2]vg.Length{width - w/2, w / 2}, [2]vg.Length{width - w/2, p.height - w/2}, [2]vg.Length{w / 2, p.height - w/2})
}

// write puts a line of text with its baseline at y.
func (p *page) write(with pen, text string, x, y vg.Length) {
	p.canvas.SetColor(with.colour)
	p.canvas.FillString(with.face, p.at(x, y), text)
}

// lines puts lines of text below a place.
func (p *page) lines(with pen, lines []string, x, top vg.Length) {
	size := with.face.Font.Size
	for i, l := range lines {
		p.write(with, l, x, top+size+vg.Length(i)*size*perLine)
	}
}

// stroke is a line.
func (p *page) stroke(c hue, w vg.Length, points ...[2]vg.Length) {
	p.canvas.SetColor(c)
	p.canvas.SetLineWidth(w)
	p.canvas.Stroke(p.path(points))
}

// outline is a closed line.
func (p *page) outline(c hue, w vg.Length, points ...[2]vg.Length) {
	p.canvas.SetColor(c)
	p.canvas.SetLineWidth(w)
	path := p.path(points)
	path.Close()
	p.canvas.Stroke(path)
}

// fill is a filled shape.
func (p *page) fill(c hue, points ...[2]vg.Length) {
	p.canvas.SetColor(c)
	path := p.path(points)
	path.Close()
	p.canvas.Fill(path)
}

func (p *page) path(points [][2]vg.Length) vg.Path {
	var path vg.Path
	for i, at := range points {
		if i == 0 {
			path.Move(p.at(at[0], at[1]))
		} else {
			path.Line(p.at(at[0], at[1]))
		}
	}
	return path
}

// circle is the path of one.
func (p *page) circle(x, y, r vg.Length) vg.Path {
	var path vg.Path
	path.Move(p.at(x+r, y))
	path.Arc(p.at(x, y), r, 0, 2*math.Pi)
	path.Close()
	return path
}
