package draw

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"talksbot/internal/picture"
)

// samples are the pictures that the tests of the data hold.
func samples(t testing.TB) map[string]picture.Picture {
	t.Helper()
	paths, err := filepath.Glob("../testdata/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d samples, %v", len(paths), err)
	}
	all := map[string]picture.Picture{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var p picture.Picture
		if err := json.Unmarshal(data, &p); err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(path)] = p
	}
	return all
}

func decoded(t *testing.T, data []byte) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Each sample becomes an opaque picture of the width that phones show, with
// nothing written over its margins, and always the same bytes.
func TestSamples(t *testing.T) {
	for name, p := range samples(t) {
		first, err := PNG(p)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if second, _ := PNG(p); !bytes.Equal(first, second) {
			t.Errorf("%s: drawn twice, it is not the same", name)
		}
		m := decoded(t, first)
		if b := m.Bounds(); b.Dx() != 800 || b.Dy() < 200 || b.Dy() > 1600 {
			t.Errorf("%s: %v", name, b)
		}
		if o, ok := m.(interface{ Opaque() bool }); !ok || !o.Opaque() {
			t.Errorf("%s: it is not opaque", name)
		}
		if n := onMargins(m); n > 0 {
			t.Errorf("%s: %d pixels on the margins", name, n)
		}
	}
}

// onMargins counts what is drawn between the frame and the margins.
func onMargins(m image.Image) int {
	b := m.Bounds()
	bright := map[color.Color]bool{}
	n := 0
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			fromEdge := min(x, b.Max.X-1-x, y, b.Max.Y-1-y)
			if fromEdge >= 18 {
				x = b.Max.X - 19 // on to the other side
			}
			if fromEdge <= 4 || fromEdge >= 18 {
				continue
			}
			c := m.At(x, y)
			if _, known := bright[c]; !known {
				bright[c] = luminance(c) > 1.1*luminance(band)
			}
			if bright[c] {
				n++
			}
		}
	}
	return n
}

// What cannot be drawn is an error, never a box.
func TestUndrawable(t *testing.T) {
	p := samples(t)["transfer.json"]
	for _, name := range []string{"習近平", "محمد", "דוד", "👍 Ann", "नरेन्द्र", "x̣̂"} {
		p.Board.Rows[0].Name = name
		if _, err := PNG(p); err == nil {
			t.Errorf("%s is drawn", name)
		}
	}
	for _, name := range []string{"Олександр Їжакевич", "Şükrü Gökçeoğlu", "Łukasz Żółć", "Đặng", "Ἀριστοτέλης", "Marʼjana O’Neil"} {
		p.Board.Rows[0].Name = name
		if _, err := PNG(p); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A name of any length and form neither fails nor runs over the margins.
func FuzzName(f *testing.F) {
	f.Add("Ann Lee", "attending")
	f.Add(strings.Repeat("W", 300), strings.Repeat("long ", 40))
	p := samples(f)["medical.json"]
	f.Fuzz(func(t *testing.T, name, stance string) {
		p.Title, p.Board.Rows[0].Name, p.Board.Stances[0].Name = name, name, stance
		data, err := PNG(p)
		if err != nil {
			return
		}
		if n := onMargins(decoded(t, data)); n > 0 {
			t.Errorf("%d pixels on the margins", n)
		}
	})
}

// The colours are told apart by who sees little contrast (WCAG 2.2, 1.4.6 and
// 1.4.11), and the picture from what is around it on Discord.
func TestContrast(t *testing.T) {
	dark, light := hue(0x313338), hue(0xffffff)
	for _, c := range []struct {
		name string
		a, b hue
		want float64
	}{
		{"ink", ink, ground, 7}, {"faint", faint, ground, 7}, {"rule", rule, ground, 3},
		{"ink on a band", ink, band, 7}, {"rule on a band", rule, band, 3},
		{"edge within", edge, ground, 3}, {"edge on dark", edge, dark, 3}, {"edge on light", edge, light, 3},
	} {
		if got := contrast(c.a, c.b); got < c.want {
			t.Errorf("%s: %.1f, want %.1f", c.name, got, c.want)
		}
	}
	for _, s := range picture.Signs {
		if got := min(contrast(inks[s], ground), contrast(inks[s], band)); got < 4.5 {
			t.Errorf("%s: %.1f", s, got)
		}
	}
}

// contrast is that of WCAG.
func contrast(a, b color.Color) float64 {
	high, low := luminance(a), luminance(b)
	if high < low {
		high, low = low, high
	}
	return (high + 0.05) / (low + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// Without their colours, any two signs differ in a fifth of what either covers.
func TestSignsDifferWithoutColour(t *testing.T) {
	faces, err := readTypefaces()
	if err != nil {
		t.Fatal(err)
	}
	covers := func(s picture.Sign) []bool {
		data, err := encode([]block{{30, func(p *page, top vg.Length) { p.sign(faces, s, 100, top+15) }}})
		if err != nil {
			t.Fatal(err)
		}
		m := decoded(t, data)
		var all []bool
		for y := 30; y < 90; y++ {
			for x := 170; x < 230; x++ {
				all = append(all, luminance(m.At(x, y)) > 3*luminance(ground))
			}
		}
		return all
	}
	for i, a := range picture.Signs {
		for _, b := range picture.Signs[:i] {
			one, other := covers(a), covers(b)
			both, either := 0, 0
			for j := range one {
				if one[j] && other[j] {
					both++
				}
				if one[j] || other[j] {
					either++
				}
			}
			if either == 0 || float64(either-both)/float64(either) < 0.2 {
				t.Errorf("%s and %s differ in %d of %d pixels", a, b, either-both, either)
			}
		}
	}
}

func BenchmarkPNG(b *testing.B) {
	all := samples(b)
	for _, name := range []string{"who-attends.json", "timeline.json"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := PNG(all[name]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
