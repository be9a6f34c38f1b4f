package draw

import (
	"math"

	"gonum.org/v1/plot/vg"

	"talksbot/internal/picture"
)

// radius is that of signs.
const radius vg.Length = 10

// sign draws a shape around a place.
func (p *page) sign(t typefaces, s picture.Sign, x, y vg.Length) {
	c, r := inks[s], radius
	switch s {
	case picture.Check:
		p.disc(c, x, y, r)
		p.stroke(ground, 2.6, [2]vg.Length{x - 4.6, y + 0.4}, [2]vg.Length{x - 1.2, y + 3.8}, [2]vg.Length{x + 4.8, y - 3.6})
	case picture.Cross:
		p.fill(c, corners(x, y, r*0.9, 4, math.Pi/4)...)
		p.stroke(ground, 2.6, [2]vg.Length{x - 4, y - 4}, [2]vg.Length{x + 4, y + 4})
		p.stroke(ground, 2.6, [2]vg.Length{x - 4, y + 4}, [2]vg.Length{x + 4, y - 4})
	case picture.Query:
		p.ring(c, x, y, r)
		mark := t.strong(15, c)
		p.write(mark, "?", x-mark.width("?")/2, y+5.3)
	case picture.Star:
		p.fill(c, star(x, y, r)...)
	case picture.Disc:
		p.disc(c, x, y, r*0.9)
	case picture.Frame:
		p.outline(c, 2.6, corners(x, y, r*0.75, 4, math.Pi/4)...)
	case picture.Triangle:
		p.fill(c, corners(x, y+1.5, r*1.1, 3, math.Pi/2)...)
	case picture.Plus:
		p.stroke(c, 5, [2]vg.Length{x - r*0.9, y}, [2]vg.Length{x + r*0.9, y})
		p.stroke(c, 5, [2]vg.Length{x, y - r*0.9}, [2]vg.Length{x, y + r*0.9})
	default:
		p.ring(c, x, y, r)
	}
}

func (p *page) disc(c hue, x, y, r vg.Length) {
	p.canvas.SetColor(c)
	p.canvas.Fill(p.circle(x, y, r))
}

func (p *page) ring(c hue, x, y, r vg.Length) {
	const w = 2
	p.canvas.SetColor(c)
	p.canvas.SetLineWidth(w)
	p.canvas.Stroke(p.circle(x, y, r-w/2))
}

// corners are those of a regular shape; the first stands at an angle from the
// right, counted upwards. The radius of a square reaches its sides.
func corners(x, y, r vg.Length, n int, from float64) [][2]vg.Length {
	if n == 4 && from != 0 {
		r *= math.Sqrt2
	}
	var all [][2]vg.Length
	for i := range n {
		a := from + 2*math.Pi*float64(i)/float64(n)
		all = append(all, [2]vg.Length{x + r*vg.Length(math.Cos(a)), y - r*vg.Length(math.Sin(a))})
	}
	return all
}

// star has five points.
func star(x, y, r vg.Length) [][2]vg.Length {
	outer, inner := corners(x, y, r*1.1, 5, math.Pi/2), corners(x, y, r*0.5, 5, math.Pi/2+math.Pi/5)
	var all [][2]vg.Length
	for i := range outer {
		all = append(all, outer[i], inner[i])
	}
	return all
}
