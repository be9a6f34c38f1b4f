package rag_test

import (
	"testing"

	"talksbot/internal/conversation"
)

func TestKnownName(t *testing.T) {
	s := serve(t, folder{"bridge.md": "On Friday, Mayor Ann Lee opened the bridge. The crowd cheered when Lee said a word. " +
		"Nobody from the Harbour Council came, and the Harbour Council said nothing.\n"})
	type known struct {
		spelling string
		kind     conversation.Kind
		ok       bool
	}
	for name, want := range map[string]known{
		"ann lee":         {"Ann Lee", conversation.Person, true},
		"lee":             {"Lee", conversation.Person, true},
		"ann":             {"Ann", conversation.Person, true},
		"harbour council": {"Harbour Council", conversation.Thing, true},
		"bridge":          {},
		"marsh":           {},
		"":                {},
	} {
		var got known
		got.spelling, got.kind, got.ok = s.KnownName(name)
		if got != want {
			t.Errorf("%q is %v, want %v", name, got, want)
		}
	}
	a, err := s.Ask(t.Context(), "Who opened the bridge?")
	if err != nil {
		t.Fatal(err)
	}
	if b := a.AskedAs("who?"); b.Question() != "who?" || b.Understood() != "Who opened the bridge?" {
		t.Errorf("asked %q, understood %q", b.Question(), b.Understood())
	}
	if b := a.AskedAs(a.Question()); b.Understood() != "" {
		t.Errorf("understood %q, as it was asked", b.Understood())
	}
}
