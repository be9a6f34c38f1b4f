package rag_test

import (
	"strings"
	"testing"
)

var twoTeams = folder{
	"talks.md": article("2024-03-01", "Harbour talks begin", "In Oslo, Mayor Ann Lee leads the Norwegian delegation to the harbour talks. The Danish envoy Bo Berg, joined by two lawyers, sat opposite Lee at the harbour talks. According to the harbour master of Oslo, Carl Dahl, the harbour talks will be long."),
	"end.md":   article("2024-03-02", "Harbour talks end", "Lee, tired after two nights, told reporters that the harbour talks had been worth it. A farewell dinner was given. She thanked Denmark."),
}

// To ask what somebody said who says nothing, or about a thing of one country
// where only another one's is spoken of, has no answer.
func TestMistaken(t *testing.T) {
	s := serve(t, twoTeams)
	for question, want := range map[string]string{
		"What did Lee say about the harbour talks?":        "told reporters",
		"What did Dahl say about the harbour talks?":       "According to the harbour master",
		"Who leads the Norwegian delegation?":              "Ann Lee",
		"What did Berg say about the harbour talks?":       "",
		"Who leads the Danish delegation?":                 "",
		"What did Berg's lawyers do at the harbour talks?": "joined by two lawyers",
	} {
		a := ask(t, s, question)
		if all := strings.Join(quoted(a), " "); a.Abstained() != (want == "") || !strings.Contains(all, want) {
			t.Errorf("%s: abstained %v with confidence %.2f, %q", question, a.Abstained(), a.Confidence(), all)
		}
	}
}
