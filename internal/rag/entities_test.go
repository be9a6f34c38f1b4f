package rag_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"talksbot/internal/rag"
)

// Spellings, surnames and peoples lead to one entity each, offices and kinds are
// told from the texts alone.
func TestEntities(t *testing.T) {
	s := serve(t, folder{
		"one.md": `President Oleksandr Marchenko met Foreign Minister Ingrid Solberg of Norway in Oslo. Marchenko said that the Norwegian offer was fair. According to Solberg, talks go on in Oslo.

The ferry company Nordlys Group denied it. Analyst Pieter van Dam told reporters that Nordlys Group would sell.
`,
		"two.md": `In Oslo, Aleksandr Marchenko thanked the Norwegians. The military intelligence chief Igor Reznik, a friend of Marchenko, stayed away. On Friday the Foreign Minister, Ingrid Solberg, said that Norway's offer stands.
`,
	})
	got := map[string]rag.Entity{}
	for _, e := range s.Entities() {
		got[e.Name] = e
	}
	for _, want := range []rag.Entity{
		{Name: "Aleksandr Marchenko", Kind: rag.Person, Spellings: []string{"Marchenko", "Aleksandr Marchenko", "Oleksandr Marchenko"}, Offices: []string{"President"}, Mentions: 4, Articles: []string{"one", "two"}},
		{Name: "Ingrid Solberg", Kind: rag.Person, Spellings: []string{"Ingrid Solberg", "Solberg"}, Offices: []string{"Foreign Minister"}, Mentions: 3, Articles: []string{"one", "two"}},
		{Name: "Igor Reznik", Kind: rag.Person, Spellings: []string{"Igor Reznik"}, Offices: []string{"military intelligence chief"}, Mentions: 1, Articles: []string{"two"}},
		{Name: "Norway", Kind: rag.Place, Spellings: []string{"Norway", "Norwegian", "Norwegians"}, Country: "Norway", Mentions: 4, Articles: []string{"one", "two"}},
		{Name: "Oslo", Kind: rag.Place, Spellings: []string{"Oslo"}, Country: "Norway", Mentions: 3, Articles: []string{"one", "two"}},
		{Name: "Nordlys Group", Kind: rag.Organisation, Spellings: []string{"Nordlys Group"}, Offices: []string{}, Mentions: 2, Articles: []string{"one"}},
	} {
		have := got[want.Name]
		if len(have.Offices) == 0 && len(want.Offices) == 0 {
			have.Offices = want.Offices
		}
		if diff := cmp.Diff(want, have); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.Name, diff)
		}
	}
	if _, ok := got["Friday"]; ok {
		t.Error("Friday is taken for a name")
	}
}
