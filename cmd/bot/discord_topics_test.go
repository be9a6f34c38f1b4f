package main

import (
	"path/filepath"
	"strings"
	"testing"

	"talksbot/internal/discord/discordtest"
)

// bridgeCommands are those of a town with a bridge.
const bridgeCommands = `[[command]]
name = "who-opens"
description = "Who opens the bridge, and who does not"
names = { de = "wer-öffnet" }
question = "Who opens the bridge?"
gather = "stances"
group = "person"

[[command.option]]
name = "person"
description = "Only this person"
is = "person"

[[command.stance]]
name = "opens"
mark = "✅"
opposite = "keeps shut"
words = ["open"]

[[command.stance]]
name = "keeps shut"
mark = "❌"
opposite = "opens"
words = ["shut", "keep * shut"]
`

// The commands that belong to a collection are Discord's too, and follow it.
func TestDiscordTopics(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	talks := g.Channel("talks")
	ana := g.Member("ana", discordtest.ManageGuild)
	articles := pair()
	articles["commands.toml"] = bridgeCommands
	s := serveOn(t, d, `discord.admin_guilds = ["`+g.ID+`"]`, articles)
	ctx := t.Context()
	d.AwaitCommands("who-opens")

	answer := ana.Slash(talks, "who-opens", nil).Message(ctx)
	ana.Choose(answer, "", answer.Components[0].Components[0].Options[0].Label).Message(ctx)
	ana.Slash(talks, "who-opens", discordtest.Args{"person": "Ann Lee", "as_of": "2024-03-01", "private": true}).Message(ctx)
	ana.Slash(talks, "who-opens", discordtest.Args{"person": "Nobody"}).Message(ctx)
	ana.Autocomplete(talks, "who-opens", "person", "le", discordtest.Args{}).Choices(ctx)

	s.compareTranscript("topics")

	reported := func(m *discordtest.Message) bool {
		return len(m.Embeds) > 0 && m.Embeds[0].Footer != nil && strings.HasPrefix(m.Embeds[0].Footer.Text, "Reload")
	}
	reload := func(text string) string {
		writeFile(t, filepath.Join(s.folder, "commands.toml"), text)
		return ana.Slash(talks, "corpus reload", nil).Await(ctx, reported).Embeds[0].Description
	}
	if got := reload("[[command]]\nname = \"A\"\n"); !strings.Contains(got, "commands.toml:2") || !strings.Contains(got, "commands.toml:1") {
		t.Errorf("a broken file: %s", got)
	}
	got := reload(bridgeCommands + "\n[[command]]\nname = \"ferry\"\ndescription = \"The ferry\"\nquestion = \"When does the ferry run?\"\n")
	if !strings.Contains(got, "Commands added (1):** ferry") || strings.Contains(got, "Nothing was") {
		t.Errorf("a new command: %s", got)
	}
	d.AwaitCommands("ferry")
	if got := ana.Slash(talks, "ferry", nil).Message(ctx).Embeds[0].Description; !strings.Contains(got, "until midnight") {
		t.Errorf("/ferry: %s", got)
	}
}
