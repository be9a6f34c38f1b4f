package draw

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/bidi"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// typefaces are the two that are part of the program: Latin, Greek and Cyrillic
// letters.
type typefaces struct{ regular, bold *opentype.Font }

var readTypefaces = sync.OnceValues(func() (typefaces, error) {
	regular, err := opentype.Parse(liberationsansregular.TTF)
	if err != nil {
		return typefaces{}, err
	}
	bold, err := opentype.Parse(liberationsansbold.TTF)
	return typefaces{regular, bold}, err
})

// pen writes text of one size and colour.
type pen struct {
	face   font.Face
	colour hue
}

func (t typefaces) pen(size vg.Length, c hue) pen {
	return pen{font.Face{Font: font.Font{Size: size}, Face: t.regular}, c}
}

func (t typefaces) strong(size vg.Length, c hue) pen {
	return pen{font.Face{Font: font.Font{Size: size}, Face: t.bold}, c}
}

func (p pen) width(text string) vg.Length { return p.face.Width(text) }

// drawable tells why a text cannot be drawn as it is written: a letter that the
// fonts do not have would be a box, and what runs from right to left or stacks
// signs on letters would be in a wrong order, for nothing here shapes text.
func (t typefaces) drawable(text string) error {
	var buf sfnt.Buffer
	for _, r := range text {
		for _, f := range []*opentype.Font{t.regular, t.bold} {
			if i, err := f.GlyphIndex(&buf, r); err != nil || i == 0 {
				return fmt.Errorf("the fonts of pictures have no sign for %q (%U)", r, r)
			}
		}
		p, _ := bidi.LookupRune(r)
		switch class := p.Class(); {
		case class == bidi.R || class == bidi.AL || class == bidi.AN:
			return fmt.Errorf("%q (%U) is written from right to left, which pictures cannot do", r, r)
		case unicode.Is(unicode.M, r):
			return fmt.Errorf("%q (%U) stands on another letter, which pictures cannot do", r, r)
		}
	}
	return nil
}

// wrap breaks a text between words into lines of at most a width. A word that is
// wider is broken within, and where most lines are not enough, the last one ends
// with an ellipsis; most is 0 for any number.
func (p pen) wrap(text string, width vg.Length, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if longer := strings.TrimSpace(line + " " + word); p.width(longer) <= width {
			line = longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for p.width(word) > width {
			n := p.fitting(word, width)
			lines, word = append(lines, word[:n]), word[n:]
		}
		line = word
	}
	lines = append(lines, line)
	if most > 0 && len(lines) > most {
		last := lines[most-1] + " " + lines[most]
		lines = append(lines[:most-1:most-1], p.cut(last, width))
	}
	return lines
}

// fitting is how many bytes of a word fit, at least its first letter.
func (p pen) fitting(word string, width vg.Length) int {
	n := 0
	for i, r := range word {
		end := i + len(string(r))
		if i > 0 && p.width(word[:end]) > width {
			break
		}
		n = end
	}
	return n
}

// cut is the beginning of a text with an ellipsis.
func (p pen) cut(text string, width vg.Length) string {
	letters := []rune(text)
	for n := len(letters); n > 0; n-- {
		if short := strings.TrimRight(string(letters[:n]), " ") + "…"; p.width(short) <= width {
			return short
		}
	}
	return "…"
}
