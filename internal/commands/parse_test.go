package commands

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for text, want := range map[string][2]string{
		"Who will attend?":         {"ask", "Who will attend?"},
		" /search  ceasefire now ": {"search", "ceasefire now"},
		"/sources":                 {"sources", ""},
		"/SEARCH\tx":               {"search", "x"},
		"":                         {"ask", ""},
		"a /search b":              {"ask", "a /search b"},
	} {
		c, rest, err := Parse(text)
		if err != nil || c.Name != want[0] || rest != want[1] {
			t.Errorf("Parse(%q) = %q, %q, %v; want %q", text, c.Name, rest, err, want)
		}
	}
}

func TestParseUnknown(t *testing.T) {
	for text, want := range map[string]string{
		"/serch x":                     `there is no command "/serch": did you mean /search? There are /ask, /check, /search, /sources, /show, /names`,
		"/weather":                     `there is no command "/weather": there are /ask, /check, /search, /sources, /show, /names`,
		"/":                            `there is no command "/": there are`,
		"/\x1b[2J":                     `"/\x1b[2J"`,
		"/" + strings.Repeat("é", 500): "é…",
	} {
		if _, _, err := Parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%q): %v; want %q", text, err, want)
		}
	}
}

func TestCheck(t *testing.T) {
	takes, none := Command{Name: "ask", Takes: "QUESTION"}, Command{Name: "sources"}
	for _, c := range []struct {
		command Command
		text    string
		want    string
	}{
		{takes, "who?", ""},
		{takes, " \n", "nothing is asked: write a question of a few words"},
		{takes, strings.Repeat("é", MaxCharacters), ""},
		{takes, strings.Repeat("é", MaxCharacters+1), "the text has 2001 characters: shorten it to 2000"},
		{takes, "\xff", "the text is not UTF-8: save or send it as UTF-8"},
		{none, "", ""},
		{none, "x", "/sources takes nothing after its name: leave the rest out"},
	} {
		got := ""
		if err := c.command.check(c.text); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s %.20q: %q, want %q", c.command.Name, c.text, got, c.want)
		}
	}
}
