package nearest

import "testing"

func TestWord(t *testing.T) {
	known := []string{"ask", "search", "sources"}
	for wrong, want := range map[string]string{
		"serch":   "search",
		"source":  "sources",
		"ask":     "ask",
		"aks":     "ask",
		"weather": "",
		"":        "",
	} {
		if got := Word(wrong, known); got != want {
			t.Errorf("Word(%q) = %q, want %q", wrong, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"kitten", "sitting", 3}, {"Türkiye", "Turkiye", 1}, {"ask", "aks", 1}, {"abcd", "badc", 2}} {
		if got := Distance(c.a, c.b); got != c.want {
			t.Errorf("Distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if got := Distance(c.b, c.a); got != c.want {
			t.Errorf("Distance(%q, %q) = %d, want %d", c.b, c.a, got, c.want)
		}
	}
}
