package discord

import (
	"fmt"

	"github.com/bwmarrin/discordgo"
)

// Discord's limits, in UTF-16 code units as Discord's clients count; what is
// counted in runes here is checked to be no longer either way (see length).
const (
	maxContent     = 2000
	maxEmbeds      = 10
	maxTitle       = 256
	maxDescription = 4096
	maxFields      = 25
	maxFieldName   = 256
	maxFieldValue  = 1024
	maxFooter      = 2048
	maxEmbedTotal  = 6000 // over all embeds of a message
	maxLabel       = 80   // of a button
	maxOptions     = 25   // of a menu
	maxOption      = 100  // label, description and value of an option
	maxCustomID    = 100
	maxModalTitle  = 45
	maxQuestion    = 500
)

// message is what is sent: as an answer to an interaction, as its edit, or into
// a channel. Lists are never null, and an edit replaces all that stood there, the
// files too (see edited).
type message struct {
	Content    string                       `json:"content"`
	Embeds     []*discordgo.MessageEmbed    `json:"embeds"`
	Components []discordgo.MessageComponent `json:"components"`
	Mentions   mentions                     `json:"allowed_mentions"`
	Flags      discordgo.MessageFlags       `json:"flags,omitempty"`

	Attachments []attachment `json:"attachments,omitempty"` // one for each file, in their order
	files       []file

	// Of messages in a channel alone.
	Reference    *discordgo.MessageReference `json:"message_reference,omitempty"`
	Nonce        string                      `json:"nonce,omitempty"` // at most 25 characters; the same one makes the same message
	EnforceNonce bool                        `json:"enforce_nonce,omitempty"`
}

// once makes the message one that Discord does not make twice, the nth that
// follows from what has an ID.
func (m message) once(id string, n int) message {
	m.Nonce, m.EnforceNonce = fmt.Sprintf("%s-%d", id, n), true
	return m
}

// mentions allows no pings at all. discordgo's own type would send "parse": null,
// which Discord takes for all of them.
type mentions struct{}

// MarshalJSON is {"parse": []}, and no ping of the person replied to.
func (mentions) MarshalJSON() ([]byte, error) {
	return []byte(`{"parse":[],"replied_user":false}`), nil
}
