package topics_test

import (
	"testing"

	builtin "talksbot/corpus"
	"talksbot/internal/topics"
)

// TestBuiltIn reads the program's own file.
func TestBuiltIn(t *testing.T) {
	data, err := builtin.Files.ReadFile(topics.FileName)
	if err != nil {
		t.Fatal(err)
	}
	set, err := topics.Parse("corpus/commands.toml", data, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"who-attends", "ceasefire-position", "timeline", "who-said", "delegations", "disagreements"} {
		if set.Command(name) == nil {
			t.Errorf("there is no command %s", name)
		}
	}
}
