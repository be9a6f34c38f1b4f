package discord

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestCutText(t *testing.T) {
	for _, c := range []struct {
		text       string
		most       int
		head, tail string
		hard       bool
	}{
		{"It is late. Nobody came to see.", 20, "It is late.", "Nobody came to see.", false},
		{"It is late. Nobody came to see.", 12, "It is late.", "Nobody came to see.", false},
		{"Mr. Lee came with Dr. Kim to the bridge. It is late.", 30, "Mr. Lee came with Dr. Kim to", "the bridge. It is late.", false},
		{"No. But then the mayor of the harbour came", 30, "No. But then the mayor of the", "harbour came", false}, // the sentence is too short a piece
		{"Donaudampfschiff", 5, "Donau", "dampfschiff", true},
		{"a*b*c d", 6, `a*b*`, "c d", true},
		{"wait… …what", 9, "wait… …wh", "at", true}, // would be read as a hard cut
		{"😀😀😀", 5, "😀😀", "😀", true},
	} {
		head, tail, hard := cutText(c.text, c.most)
		if head != c.head || tail != c.tail || hard != c.hard {
			t.Errorf("cutText(%q, %d) = %q, %q, %v", c.text, c.most, head, tail, hard)
		}
	}
}

func TestPack(t *testing.T) {
	quote := func(text string) line {
		return line{}.of(run{ours: "- "}, run{theirs: text}, run{ours: " [1]"})
	}
	for name, c := range map[string]struct {
		lines []line
		room  int
		want  []string
	}{
		"nothing":               {nil, 20, nil},
		"together":              {[]line{ours("one"), ours("two").apart(), ours("three")}, 20, []string{"one\n\ntwo\nthree"}},
		"no gap at the top":     {[]line{ours("one two three"), ours("four five").apart()}, 20, []string{"one two three", "four five"}},
		"a heading":             {[]line{ours("one two"), ours("**Head**").sticky(), ours("three")}, 20, []string{"one two", "**Head**\nthree"}},
		"a heading over a long": {[]line{ours("**Head**").sticky(), quote("one two three four five six seven eight")}, 40, []string{"**Head**\n- one two three four five six", "seven eight [1]"}},
		"sentences":             {[]line{quote("It is late in the harbour. Nobody came to see it.")}, 50, []string{"- It is late in the harbour.", "Nobody came to see it. [1]"}},
		"a long word":           {[]line{quote(strings.Repeat("x", 60))}, 40, []string{"- " + strings.Repeat("x", 35) + "…", "…" + strings.Repeat("x", 25) + " [1]"}},
	} {
		got := pack(c.lines, c.room)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What is cut can be joined again, however small the pieces.
func TestCutAndJoin(t *testing.T) {
	text := "- He said: “Mr. Lee came… …and went.” Nobody saw him [3]. " + strings.Repeat("long", 30) + " … … end"
	for room := 30; room < 200; room += 7 {
		l := line{}.of(run{ours: "- "}, run{theirs: text}, run{ours: " [1] "}, run{theirs: "Other."}, run{ours: " [2]"})
		parts := pack([]line{l, l}, room)
		got := fmt.Sprintf("%q", quotesIn(strings.Split(joined(parts), "\n")))
		if want := fmt.Sprintf("%q", []string{text, "Other.", text, "Other."}); got != want {
			t.Errorf("room %d: %s\nof %q", room, got, parts)
		}
		for _, p := range parts {
			if length(p) > room {
				t.Errorf("room %d: %d units: %q", room, length(p), p)
			}
		}
	}
}
