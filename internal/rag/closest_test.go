package rag_test

import (
	"testing"
)

// An abstention offers what comes near, named as such: it cites nothing.
func TestClosest(t *testing.T) {
	s := openSource(t, folder{
		"harbour.md": "The harbour bridge opens on Friday in Port Ellis. Mayor Ada Quill will cut the ribbon at the bridge. The bridge cost 40 million crowns.\n",
	}.source, options()).Snapshot()
	for question, want := range map[string]bool{
		"Who designed the harbour bridge?":        true,
		"What did Prince Ludo say of the bridge?": false, // nobody knows him here
		"How do I bake bread?":                    false,
	} {
		a, err := s.Ask(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		if !a.Abstained() || len(a.Citations()) > 0 {
			t.Errorf("%s: answered with %d citations, confidence %.2f", question, len(a.Citations()), a.Confidence())
		}
		if got := len(a.Closest()) > 0; got != want {
			t.Errorf("%s: closest %v, want %v", question, got, want)
		}
		for _, c := range a.Closest() {
			if c.N != 0 || c.Quote() != c.Article.Text[c.Start:c.End] {
				t.Errorf("%s: closest has marker %d and quote %q", question, c.N, c.Quote())
			}
		}
	}
}
