package discord

import (
	"slices"

	"github.com/bwmarrin/discordgo"
)

// person is somebody who asks, where they ask.
type person struct {
	id      string
	guild   string // "" in a direct message
	channel string
	parent  string // the channel that a thread hangs on, "" for none
	roles   []string
	allowed int64 // the person's permissions in the channel; 0 where unknown
}

// personOf is who uses an interaction; ok is false where it does not say.
func personOf(i *discordgo.Interaction) (p person, ok bool) {
	p = person{guild: i.GuildID, channel: i.ChannelID}
	user := i.User
	if i.Member != nil {
		p.roles, p.allowed = i.Member.Roles, i.Member.Permissions
		if i.Member.User != nil {
			user = i.Member.User
		}
	}
	if user == nil {
		return p, false
	}
	p.id = user.ID
	return p, true
}

// writerOf is who wrote a message.
func writerOf(m *discordgo.Message) person {
	p := person{id: m.Author.ID, guild: m.GuildID, channel: m.ChannelID}
	if m.Member != nil {
		p.roles = m.Member.Roles
	}
	return p
}

// may tells whether the person has a permission in the channel.
func (p person) may(permission int64) bool {
	return p.allowed&(permission|discordgo.PermissionAdministrator) != 0
}

// Admins are those who may reload the collection.
type Admins struct {
	Guilds []string // where Manage Server is enough; elsewhere it says nothing about the collection
	Roles  []string
	Users  []string
}

// include tells whether somebody is an admin.
func (a Admins) include(p person) bool {
	return slices.Contains(a.Users, p.id) || p.guild != "" && inCommon(a.Roles, p.roles) ||
		slices.Contains(a.Guilds, p.guild) && p.may(discordgo.PermissionManageGuild)
}

// Access says who may ask where. What is denied is denied; where something is
// allowed by name, nothing else is. Channels are those of guilds: direct messages
// are allowed unless roles are named, which nobody has there.
type Access struct {
	AllowedChannels, DeniedChannels []string // a thread counts as itself and as its channel
	AllowedRoles, DeniedRoles       []string
}

// refusal is a sentence for somebody who may not ask here, "" for who may.
func (a Access) refusal(p person) string {
	places := []string{p.channel, p.parent}
	inGuild := p.guild != ""
	switch {
	case inGuild && inCommon(a.DeniedChannels, places),
		inGuild && len(a.AllowedChannels) > 0 && !inCommon(a.AllowedChannels, places):
		return "I do not answer in this channel."
	case !inGuild && len(a.AllowedRoles)+len(a.DeniedRoles) > 0:
		return "Who may ask depends on roles here, so ask me on the server."
	case inCommon(a.DeniedRoles, p.roles),
		len(a.AllowedRoles) > 0 && !inCommon(a.AllowedRoles, p.roles):
		return "Your roles do not allow you to ask me here."
	}
	return ""
}

// inCommon tells whether two lists of IDs have one in common.
func inCommon(a, b []string) bool {
	return slices.ContainsFunc(a, func(id string) bool { return id != "" && slices.Contains(b, id) })
}
