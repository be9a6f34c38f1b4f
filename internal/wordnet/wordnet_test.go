package wordnet

import (
	"strings"
	"testing"
)

func TestEach(t *testing.T) {
	pairs := map[string]Relation{}
	if err := Each(func(a, b string, r Relation) { pairs[a+" "+b] = r }); err != nil {
		t.Fatal(err)
	}
	if len(pairs) != 48269 {
		t.Errorf("%d pairs", len(pairs))
	}
	for pair, want := range map[string]Relation{
		"court tribunal": Synonym, "decide decision": Synonym, "law legal": Synonym,
		"exhausted tired": Similar, "exchange swap": Broader, "court recipe": 0,
	} {
		if got := pairs[pair]; got != want {
			t.Errorf("%s: relation %d, want %d", pair, got, want)
		}
	}
}

func TestEachKind(t *testing.T) {
	kinds := map[string]bool{}
	if err := EachKind(func(narrow, broad string) { kinds[narrow+" "+broad] = true }); err != nil {
		t.Fatal(err)
	}
	if len(kinds) != 49461 {
		t.Errorf("%d pairs", len(kinds))
	}
	for pair, want := range map[string]bool{"kidney organ": true, "ferry vessel": true, "nurse person": true, "organ kidney": false, "kidney heart": false} {
		if kinds[pair] != want {
			t.Errorf("%s: %t, want %t", pair, kinds[pair], want)
		}
	}
}

func TestReadDamaged(t *testing.T) {
	for _, text := range []string{"alone\n", "word other\n", "word +\n"} {
		if err := read(strings.NewReader(text), func(string, string, Relation) {}); err == nil {
			t.Errorf("%q: no error", text)
		}
	}
}
