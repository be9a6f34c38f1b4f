package draw

import (
	"image/color"

	"talksbot/internal/picture"
)

// hue is an opaque colour, 0xRRGGBB.
type hue uint32

// RGBA makes it a color.Color.
func (h hue) RGBA() (r, g, b, a uint32) {
	return color.RGBA{uint8(h >> 16), uint8(h >> 8), uint8(h), 0xff}.RGBA()
}

// The ground is dark and has an edge that is seen on Discord's dark and on its
// light. Contrast is at least 7:1 for text and 3:1 for all else, which the tests
// hold.
const (
	ground hue = 0x1f2329
	band   hue = 0x282d35 // behind every other row
	edge   hue = 0x858c98
	ink    hue = 0xf2f4f7
	faint  hue = 0xb9c0ca // text of less weight
	rule   hue = 0x767e8b // lines
)

// inks are the colours of signs. They help the eye; the shapes tell.
var inks = map[picture.Sign]hue{
	picture.Check:    0x4cc26a,
	picture.Cross:    0xff7b72,
	picture.Query:    0xf0c04a,
	picture.Star:     0xffd866,
	picture.Disc:     0x6cb6ff,
	picture.Triangle: 0xffa657,
	picture.Frame:    0xd2a8ff,
	picture.Plus:     0x7ee0d6,
	picture.Ring:     0xf2f4f7,
}
