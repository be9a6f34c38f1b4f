package main

import (
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"two  words\n\tmore":     "two words more",
		"\x1b[31mred\x07":        "\ufffd[31mred\ufffd",
		"\u202eevil\u2066":       "\ufffdevil\ufffd",
		"co\u00adoperate\u200b":  "cooperate",
		"no\u00a0break \u0085":   "no break",
		"“Türkiye” – 30 %":       "“Türkiye” – 30 %",
		"\u009b2Jx":              "\ufffd2Jx",
		"\U000e0041tag":          "\ufffdtag",
		"family 👩\u200d👧 of two": "family 👩\u200d👧 of two",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestHang(t *testing.T) {
	p := page{width: 24}
	got := p.hang("• ", "The talks were moved to the afternoon."+stuck+"[1]")
	want := "• The talks were moved\n  to the afternoon. [1]\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestHangKeepsToTheWidth(t *testing.T) {
	bold := lipgloss.NewStyle().Bold(true)
	for width := 20; width <= maxWidth; width += 8 {
		p := page{width: width}
		text := bold.Render("Label:") + strings.Repeat(" a Word of thirty-one and 会談が延期された", 9) + strings.Repeat("x", 130)
		for _, lead := range []string{"", "• ", strings.Repeat("[1]", 5) + " "} {
			for line := range strings.Lines(p.hang(lead, text)) {
				if n := ansi.StringWidth(strings.TrimSuffix(line, "\n")); n > width {
					t.Errorf("width %d, lead %q: %d columns in %q", width, lead, n, line)
				}
			}
		}
	}
}
