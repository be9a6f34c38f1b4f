package discord

import (
	"strings"
	"testing"

	"talksbot/internal/commands"
)

// trap is an article that tries everything in its title, publisher, address and
// text.
const trap = "---\n" +
	"title: \"@everyone [click](javascript:alert) ](https://evil.example) ``` ||x|| <@123> \u202e# https://discord.gg/x\"\n" +
	"publisher: \"@here **News** <@&4>\"\n" +
	"published: 2025-05-13\n" +
	"url: \"https://news.example/a_(b)/c)d e?q=@everyone&x=<y>\"\n" +
	"---\n\n" +
	"The ferry @everyone stops, said <@123> and <@!4>, on Saturday ```go x``` [1] at https://discord.gg/abc or discord.gg/x today. " +
	"The ferry also ](https://evil.example) stops ](<https://evil.example>) \u202eon\u202c Saturday \u200b at _noon_ <t:1:R> <#1> </x:1>. " +
	"# It is late on Saturday. > Nobody came. - **The end**.\n"

func TestHostileArticle(t *testing.T) {
	s := folder(map[string]string{"trap.md": trap, "x_@here.md": "The tunnel is closed. It is wet. It is dark.\n"})
	forms(t, "hostile", perform(t, s, "ask", commands.Request{Text: "When does the ferry stop, @everyone <@123> ```?"}), on(s))
	golden(t, "hostile-evidence", chosenFrom(t, s, s, "When does the ferry stop?", false), chosenFrom(t, s, s, "When does the ferry stop?", true))
	for _, c := range []struct{ command, text string }{{"search", "](https://evil.example) ferry @here"}, {"sources", ""}, {"show", "trap"}, {"show", "x_@here"}, {"names", ""}} {
		for _, plain := range []bool{false, true} {
			o := on(s)
			o.plain = plain
			for i, m := range look.messages(perform(t, s, c.command, commands.Request{Text: c.text}), o) {
				for _, f := range faults(m) {
					t.Errorf("/%s, message %d: %s", c.command, i+1, f)
				}
			}
		}
	}
}

// A sentence without a space is cut in the middle, and put together again.
func TestNoSpace(t *testing.T) {
	text := strings.Repeat("Donaudampfschifffahrt", 240)
	a := told{question: "What?", lines: nil}
	a.lines = append(a.lines, quoting("", 1, text))
	for name, got := range back(t, a, on(nil)) {
		if len(got.turn.Answer) != 1 || !strings.HasPrefix(text, got.turn.Answer[0]) || name == "embed" && got.turn.Answer[0] != text {
			t.Errorf("%s: %q", name, got.turn.Answer)
		}
	}
}

func TestAddress(t *testing.T) {
	for raw, want := range map[string]string{
		"https://news.example/a":              "https://news.example/a",
		" HTTP://News.example/a_b?c=d&e=f#g ": "http://News.example/a%5Fb?c=d&e=f#g",
		"https://news.example/a_(b)/c)d e":    "https://news.example/a%5F%28b%29/c%29d%20e",
		"https://news.example/ä?ö=<x>":        "https://news.example/%C3%A4?%C3%B6=%3Cx%3E",
		"javascript:alert(1)":                 "",
		"data:text/html,x":                    "",
		"//news.example/a":                    "",
		"news.example/a":                      "",
		"https://":                            "",
		"https:///a":                          "",
		"https://user@news.example/":          "",
		"https://news.example/%zz":            "",
		"ftp://news.example/":                 "",
		"":                                    "",
		"https://news.example/" + strings.Repeat("x", 700): "",
	} {
		if got := address(raw); got != want {
			t.Errorf("address(%q) = %q, want %q", raw, got, want)
		}
	}
}

func TestShown(t *testing.T) {
	for text, want := range map[string]string{
		"a\u200b b\u00a0c\u202ed":            "a b c�d",
		"see https://x.example/a_b now":      `see https:\//x.example/a\_b now`,
		"Join discord.gg/x, DiscordApp.com/": `Join discord\.gg/x, DiscordApp\.com/`,
		"x ](https://x.example)":             `x \]\(https:\//x.example)`,
		"a\x00b\xffc":                        "a�b�c",
	} {
		if got := shown(text); got != want {
			t.Errorf("shown(%q) = %q, want %q", text, got, want)
		}
		if got := commands.Unescape(shown(text)); got != bare(text) {
			t.Errorf("%q comes back as %q", text, got)
		}
	}
}

func TestClipped(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"one two three", 13, "one two three"},
		{"one two three", 12, "one two…"},
		{"onetwothree", 5, "onet…"},
		{"****", 7, `\*\*\*…`},
		{"****", 6, `\*\*…`},
		{"😀😀😀", 5, "😀😀…"},
		{"😀😀😀", 6, "😀😀😀"},
		{"", 3, ""},
	} {
		if got := clipped(c.text, c.most); got != c.want {
			t.Errorf("clipped(%q, %d) = %q, want %q", c.text, c.most, got, c.want)
		}
	}
}
