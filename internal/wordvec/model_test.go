package wordvec

import (
	"bytes"
	"context"
	"math"
	"strings"
	"testing"
)

func open(t testing.TB) *Model {
	t.Helper()
	m, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// The values stand in README.md: they show that the file is read as it was made.
func TestCheckValues(t *testing.T) {
	m := open(t)
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"ceasefire", "truce", 0.717},
		{"zelensky", "zelenskyy", 0.894},
		{"crude", "oil", 0.794},
		{"moscow", "kremlin", 0.799},
		{"ceasefire", "recipe", -0.126},
	} {
		got, ok := m.Similarity(c.a, c.b)
		if !ok || math.Abs(got-c.want) > 0.001 {
			t.Errorf("cosine(%s, %s) = %.3f, %v; want %.3f", c.a, c.b, got, ok, c.want)
		}
	}
	if got := m.Frequency("ceasefire") * m.total; math.Round(got) != 453 {
		t.Errorf("count of ceasefire = %.0f, want 453", got)
	}
	if len(m.words) != 40000 || m.dims != 96 {
		t.Errorf("%d words of %d dimensions", len(m.words), m.dims)
	}
}

func TestUnknownWord(t *testing.T) {
	m := open(t)
	if m.Has("ceasefirre") {
		t.Fatal("the word of this test is in the table")
	}
	v, ok := m.Vector("ceasefirre")
	if !ok {
		t.Fatal("no vector for a misspelled word")
	}
	known, _ := m.Vector("ceasefire")
	if got := dot(v, known); got < 0.6 {
		t.Errorf("a misspelled word is %.2f like the right one", got)
	}
	if _, ok := m.Vector("qzxwvkjq"); ok {
		t.Error("a vector for a word that looks like none")
	}
	if _, ok := m.Similarity("ceasefirre", "truce"); ok {
		t.Error("Similarity guessed at an unknown word")
	}
}

func TestEmbed(t *testing.T) {
	m := open(t)
	texts := []string{"The truce was broken.", "A ceasefire did not hold.", "The recipe needs butter.", "of the", "?!"}
	v, err := m.EmbedDocuments(context.Background(), texts)
	if err != nil {
		t.Fatal(err)
	}
	if dot(v[0], v[1]) <= dot(v[0], v[2]) {
		t.Errorf("a truce is %.2f like a ceasefire, %.2f like a recipe", dot(v[0], v[1]), dot(v[0], v[2]))
	}
	for i, want := range []float64{1, 1, 1, 0, 0} {
		if got := dot(v[i], v[i]); math.Abs(got-want) > 1e-5 {
			t.Errorf("%q has a vector of squared length %.3f, want %.0f", texts[i], got, want)
		}
	}
	q, _ := m.EmbedQuery(context.Background(), texts[0])
	if math.Abs(dot(q, v[0])-1) > 1e-5 {
		t.Error("a question and a document of the same words differ")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := m.EmbedDocuments(ctx, texts); err == nil {
		t.Error("no error from a cancelled context")
	}
}

func TestReadDamaged(t *testing.T) {
	for name, data := range map[string][]byte{
		"empty":        nil,
		"other":        []byte("hello, world, this is a text"),
		"header":       news[:10],
		"words":        news[:1000],
		"vectors":      news[:len(news)-1],
		"not sensible": []byte("TBVEC1\n" + strings.Repeat("\xff", 12)),
	} {
		if _, err := Read(bytes.NewReader(data)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := Open(); err != nil {
			b.Fatal(err)
		}
	}
}
