package rag_test

import (
	"testing"
	"testing/fstest"

	"talksbot/internal/conversation"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/rag/chromem"
	"talksbot/internal/wordvec"
)

func TestKnownName(t *testing.T) {
	words, err := wordvec.Open()
	if err != nil {
		t.Fatal(err)
	}
	kin, err := rag.NewKin(words)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"bridge.md": {Data: []byte("On Friday, Mayor Ann Lee opened the bridge. The crowd cheered when Lee said a word. " +
		"Nobody from the Harbour Council came, and the Harbour Council said nothing.\n")}}
	library, err := rag.Open(t.Context(), func() (*corpus.Collection, error) {
		return corpus.Load(files, "test")
	}, rag.Options{Embedder: words, EmbedderID: words.ID(), Kin: kin, Vectors: chromem.Build, Settings: rag.DefaultSettings()})
	if err != nil {
		t.Fatal(err)
	}
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
		got.spelling, got.kind, got.ok = library.Snapshot().KnownName(name)
		if got != want {
			t.Errorf("%q is %v, want %v", name, got, want)
		}
	}
	a, err := library.Snapshot().Ask(t.Context(), "Who opened the bridge?")
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
