package discord

import (
	"testing"

	"talksbot/internal/commands"
)

// A claim of several sentences: each says in words what its mark says.
func TestChecked(t *testing.T) {
	forms(t, "checked", perform(t, talks(), "check", commands.Request{
		Text: "Putin proposed the talks himself. Trump will attend. Copper is mined in Chile.",
	}), on(talks()))
	forms(t, "checked-one", perform(t, talks(), "check", commands.Request{
		Text: "Steve Witkoff and Keith Kellogg will join Rubio in Turkey.", AsOf: date("2025-05-15"),
	}), on(talks()))
}
