package discord

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/commands"
)

// asServed is what Discord makes of definitions: in another order, with IDs and
// defaults, and permissions as text.
func asServed(t *testing.T, all []definition) []definition {
	t.Helper()
	data, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	var loose []map[string]any
	if err := json.Unmarshal(data, &loose); err != nil {
		t.Fatal(err)
	}
	for _, c := range loose {
		c["id"], c["version"], c["nsfw"], c["dm_permission"] = "1", "2", false, true
		c["integration_types"] = []int{0}
		c["name_localizations"] = nil
		if p, ok := c["default_member_permissions"]; ok {
			c["default_member_permissions"] = fmt.Sprint(p)
		} else {
			c["default_member_permissions"] = nil
		}
	}
	slices.Reverse(loose)
	data, err = json.Marshal(loose)
	if err != nil {
		t.Fatal(err)
	}
	var back []definition
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	return back
}

func TestSameDefinitions(t *testing.T) {
	want := append(definitions(commands.Table()), Admins{}.forAdmins())
	if !sameDefinitions(asServed(t, want), want) {
		t.Error("what Discord has of a definition is taken for another")
	}
	changed := slices.Clone(want)
	changed[0].Description += "!"
	if sameDefinitions(changed, want) {
		t.Error("another description is taken for the same")
	}
	if sameDefinitions(want[1:], want) {
		t.Error("one command less is taken for the same")
	}
}

func TestRegistrations(t *testing.T) {
	for name, c := range map[string]struct {
		settings Settings
		where    []string
	}{
		"nobody is an admin":    {Settings{}, []string{""}},
		"guilds of admins":      {Settings{Admins: Admins{Guilds: []string{"1", "2"}}}, []string{"", "1", "2"}},
		"developing":            {Settings{GuildID: "1", Admins: Admins{Guilds: []string{"1", "2"}}}, []string{"1"}},
		"an admin anywhere":     {Settings{Admins: Admins{Guilds: []string{"1"}, Users: []string{"u"}}}, []string{""}},
		"an admin without home": {Settings{Admins: Admins{Users: []string{"u"}}}, []string{""}},
	} {
		got := c.settings.registrations(commands.Table())
		if where := slices.Sorted(maps.Keys(got)); !slices.Equal(where, c.where) {
			t.Errorf("%s: registered in %q, want %q", name, where, c.where)
		}
		for guild, all := range got {
			has := slices.ContainsFunc(all, func(d definition) bool { return d.Name == corpusName })
			a := c.settings.Admins
			want := slices.Contains(a.Guilds, guild) && len(a.Users) == 0 || guild == "" && len(a.Users) > 0
			if has != want {
				t.Errorf("%s: /corpus in %q: %t", name, guild, has)
			}
		}
	}
}

func TestAdminsSeeTheirCommand(t *testing.T) {
	if d := (Admins{Guilds: []string{"1"}}).forAdmins(); d.Permissions != discordgo.PermissionManageGuild {
		t.Errorf("permissions %d: want Manage Server", d.Permissions)
	}
	if d := (Admins{Guilds: []string{"1"}, Roles: []string{"2"}}).forAdmins(); d.Permissions != 0 {
		t.Errorf("permissions %d hide the command from the role", d.Permissions)
	}
}
