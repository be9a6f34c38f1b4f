package discord

import (
	"testing"

	"github.com/bwmarrin/discordgo"
)

func TestAdmins(t *testing.T) {
	admins := Admins{Guilds: []string{"g1"}, Roles: []string{"r1"}, Users: []string{"u1"}}
	for name, c := range map[string]struct {
		who  person
		want bool
	}{
		"manages the guild that counts":        {person{id: "x", guild: "g1", allowed: discordgo.PermissionManageGuild}, true},
		"administers it":                       {person{id: "x", guild: "g1", allowed: discordgo.PermissionAdministrator}, true},
		"manages a guild that does not":        {person{id: "x", guild: "g2", allowed: discordgo.PermissionManageGuild}, false},
		"is a member of the guild that counts": {person{id: "x", guild: "g1"}, false},
		"has the role":                         {person{id: "x", guild: "g2", roles: []string{"r2", "r1"}}, true},
		"is named":                             {person{id: "u1"}, true},
		"is nobody":                            {person{}, false},
		"is in no guild, with all permissions": {person{id: "x", allowed: -1}, false},
	} {
		if got := admins.include(c.who); got != c.want {
			t.Errorf("who %s: %t", name, got)
		}
	}
	if (Admins{}).include(person{id: "", guild: "", allowed: -1}) {
		t.Error("without any admin, somebody is one")
	}
}

func TestAccess(t *testing.T) {
	for name, c := range map[string]struct {
		rules   Access
		who     person
		refused bool
	}{
		"no rules":                         {Access{}, person{guild: "g", channel: "c"}, false},
		"another channel is allowed":       {Access{AllowedChannels: []string{"d"}}, person{guild: "g", channel: "c"}, true},
		"this channel is allowed":          {Access{AllowedChannels: []string{"c"}}, person{guild: "g", channel: "c"}, false},
		"the thread's channel is allowed":  {Access{AllowedChannels: []string{"c"}}, person{guild: "g", channel: "t", parent: "c"}, false},
		"the thread's channel is denied":   {Access{DeniedChannels: []string{"c"}}, person{guild: "g", channel: "t", parent: "c"}, true},
		"denied goes before allowed":       {Access{AllowedChannels: []string{"c"}, DeniedChannels: []string{"c"}}, person{guild: "g", channel: "c"}, true},
		"channels say nothing of a DM":     {Access{AllowedChannels: []string{"c"}}, person{channel: "dm"}, false},
		"a role is needed, in a DM":        {Access{AllowedRoles: []string{"r"}}, person{channel: "dm"}, true},
		"a role is needed and there":       {Access{AllowedRoles: []string{"r"}}, person{guild: "g", roles: []string{"q", "r"}}, false},
		"a role is needed and not there":   {Access{AllowedRoles: []string{"r"}}, person{guild: "g", roles: []string{"q"}}, true},
		"a denied role beside an allowed":  {Access{AllowedRoles: []string{"r"}, DeniedRoles: []string{"q"}}, person{guild: "g", roles: []string{"q", "r"}}, true},
		"a thread whose parent is unknown": {Access{DeniedChannels: []string{""}}, person{guild: "g", channel: "t"}, false},
	} {
		if why := c.rules.refusal(c.who); (why != "") != c.refused {
			t.Errorf("%s: %q", name, why)
		}
	}
}
