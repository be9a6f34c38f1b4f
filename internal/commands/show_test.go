package commands

import (
	"fmt"
	"testing"
)

func TestNearestID(t *testing.T) {
	ids := []string{"bridge-opens", "Ferry-Stops", "talks"}
	for name, want := range map[string]string{
		"bridge-open": "bridge-opens", "FERRY": "Ferry-Stops", "opens": "bridge-opens", "weather": "", "talk": "talks",
	} {
		if got := nearestID(name, ids); got != want {
			t.Errorf("nearestID(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestTakesArticle(t *testing.T) {
	c := Command{Name: "show", Takes: takesArticle}
	if got, want := fmt.Sprint(c.check(" ")), "no article is named: /sources lists their names"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
