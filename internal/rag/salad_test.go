package rag_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"talksbot/internal/rag"
)

// TestShortSalads has a model write words of the articles in any order, few at a
// time: of few words each stands in some sentence, and yet they say nothing. None
// may be shown, not even on the way. Many to an answer: what costs is the asking.
func TestShortSalads(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	m := &scripted{}
	o := options()
	o.Model = m
	s := openSource(t, talksSource, o).Snapshot()
	wrote := 0
	for _, question := range []string{"Who will attend the talks in Istanbul?", "Who is Igor Kostyukov?", "What is Russia's position on a ceasefire?"} {
		for range 8 {
			m.writes = func(p rag.Prompt) (string, error) {
				words := strings.Fields(p.User)
				var b strings.Builder
				for range 120 {
					for n := range 1 + random.IntN(7) {
						word := words[random.IntN(len(words))]
						if n == 0 && random.IntN(2) == 0 {
							word = strings.ToUpper(word[:1]) + word[1:]
						}
						b.WriteString(word + " ")
					}
					b.WriteString([]string{"[1.1]", ". [2.1]\n", ".\n", "\n"}[random.IntN(4)])
					wrote++
				}
				return b.String(), nil
			}
			shown := map[string]bool{}
			_, err := s.AskWith(t.Context(), question, rag.Asking{Partial: func(a rag.Answer) {
				for _, l := range a.Lines() {
					shown[l.Text] = true
				}
			}})
			if err != nil {
				t.Fatal(err)
			}
			for text := range shown {
				t.Errorf("%s: %q", question, text)
			}
		}
	}
	if wrote < 2800 {
		t.Errorf("%d salads", wrote)
	}
}
