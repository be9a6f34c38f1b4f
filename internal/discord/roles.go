package discord

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"github.com/bwmarrin/discordgo"
)

// ownRoles are the roles that Discord has made for the bot, one in each guild. They
// are called as the bot is, and people pick them in place of it. The library does
// not read whose a role is, so it is read from the events here.
type ownRoles struct {
	mu  sync.RWMutex
	ids map[string]bool
}

// role is what an event says of one.
type role struct {
	ID   string `json:"id"`
	Tags struct {
		Bot string `json:"bot_id"`
	} `json:"tags"`
}

// note reads the roles of an event, as far as it has some.
func (o *ownRoles) note(e *discordgo.Event, self string) {
	var told struct {
		Role  role   `json:"role"`
		Roles []role `json:"roles"`
	}
	switch e.Type {
	case "GUILD_CREATE", "GUILD_UPDATE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE":
		if json.Unmarshal(e.RawData, &told) != nil {
			return // the library says so
		}
	}
	for _, r := range append(told.Roles, told.Role) {
		if r.ID == "" || self == "" || r.Tags.Bot != self {
			continue
		}
		o.mu.Lock()
		if o.ids == nil {
			o.ids = map[string]bool{}
		}
		o.ids[r.ID] = true
		o.mu.Unlock()
	}
}

// in tells whether a message names one of them.
func (o *ownRoles) in(m *discordgo.Message) bool {
	o.mu.RLock()
	defer o.mu.RUnlock()
	if slices.ContainsFunc(m.MentionRoles, func(id string) bool { return o.ids[id] }) {
		return true
	}
	for id := range o.ids { // not every server lists whom it names
		if strings.Contains(m.Content, "<@&"+id+">") {
			return true
		}
	}
	return false
}
