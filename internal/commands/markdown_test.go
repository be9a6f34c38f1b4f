package commands

import (
	"regexp"
	"strings"
	"testing"
)

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"Talks  will\n\tbegin.":           "Talks will begin.",
		"He said [3] so":                  `He said \[3\] so`,
		`a\[3]`:                           `a\\\[3\]`,
		"**bold** _it_ `x`":               "\\*\\*bold\\*\\* \\_it\\_ \\`x\\`",
		"~30 a|b ~~no~~ ||spoiler||":      `~30 a|b \~\~no\~\~ \|\|spoiler\|\|`,
		"- a 30-day ceasefire":            `\- a 30-day ceasefire`,
		"# 1":                             `\# 1`,
		"> said":                          `\> said`,
		"1. first 2. second":              `1\. first 2. second`,
		"[link](https://example.org/a_b)": `\[link\](https://example.org/a\_b)`,
		"@everyone <@123> <@&4> a@b.org":  "@\u200beveryone \\<@\u200b123> \\<@\u200b&4> a@b.org",
		"\u00a0 ":                         "",
	} {
		if got := Escape(in); got != want {
			t.Errorf("Escape(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzEscape(f *testing.F) {
	for _, seed := range []string{"a [3] b", `\[1\]`, "@everyone @\u200bhere", "||x||", "~~~", "1) a", "<@1>", "-1", "\\"} {
		f.Add(seed)
	}
	marker := regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*\[\d+\]`)
	ping := regexp.MustCompile(`(?i)@(everyone|here|[!&]?\d)`)
	f.Fuzz(func(t *testing.T, text string) {
		got := Escape(text)
		if want := strings.Join(strings.Fields(text), " "); Unescape(got) != want {
			t.Errorf("Escape(%q) = %q, and back %q", text, got, Unescape(got))
		}
		if m := marker.FindString(got); m != "" {
			t.Errorf("Escape(%q) = %q holds the marker %q", text, got, m)
		}
		if m := ping.FindString(got); m != "" {
			t.Errorf("Escape(%q) = %q mentions %q", text, got, m)
		}
	})
}
