package discordtest

import (
	"fmt"
	"strconv"
	"strings"
)

// Permissions is a set of what somebody may do, in Discord's bits.
type Permissions uint64

// The permissions that matter to this project.
const (
	Administrator         Permissions = 1 << 3
	ManageChannels        Permissions = 1 << 4
	ManageGuild           Permissions = 1 << 5
	AddReactions          Permissions = 1 << 6
	ViewChannel           Permissions = 1 << 10
	SendMessages          Permissions = 1 << 11
	ManageMessages        Permissions = 1 << 13
	EmbedLinks            Permissions = 1 << 14
	AttachFiles           Permissions = 1 << 15
	ReadMessageHistory    Permissions = 1 << 16
	MentionEveryone       Permissions = 1 << 17
	UseExternalEmojis     Permissions = 1 << 18
	UseCommands           Permissions = 1 << 31
	ManageThreads         Permissions = 1 << 34
	SendInThreads         Permissions = 1 << 38
	everyPermission       Permissions = 1<<53 - 1
	memberDefault                     = ViewChannel | SendMessages | EmbedLinks | AttachFiles | AddReactions | ReadMessageHistory | UseExternalEmojis | UseCommands | SendInThreads
	appDefault                        = memberDefault &^ UseCommands
	appInDirectMessage                = AttachFiles | EmbedLinks | MentionEveryone | UseExternalEmojis | ViewChannel | SendMessages | ReadMessageHistory | AddReactions
	personInDirectMessage             = memberDefault
)

var permissionNames = []struct {
	bit  Permissions
	name string
}{
	{Administrator, "Administrator"}, {ManageChannels, "Manage Channels"}, {ManageGuild, "Manage Server"},
	{AddReactions, "Add Reactions"}, {ViewChannel, "View Channel"}, {SendMessages, "Send Messages"},
	{ManageMessages, "Manage Messages"}, {EmbedLinks, "Embed Links"}, {AttachFiles, "Attach Files"},
	{ReadMessageHistory, "Read Message History"}, {MentionEveryone, "Mention Everyone"},
	{UseExternalEmojis, "Use External Emojis"}, {UseCommands, "Use Application Commands"},
	{ManageThreads, "Manage Threads"}, {SendInThreads, "Send Messages in Threads"},
}

// Has says whether all of want are in p. An administrator has them all.
func (p Permissions) Has(want Permissions) bool {
	return p&Administrator != 0 || p&want == want
}

func (p Permissions) wire() string { return strconv.FormatUint(uint64(p), 10) }

// String lists the permissions by the names that Discord's settings show.
func (p Permissions) String() string {
	var names []string
	for _, n := range permissionNames {
		if p&n.bit != 0 {
			names = append(names, n.name)
			p &^= n.bit
		}
	}
	if p != 0 {
		names = append(names, fmt.Sprintf("%#x", uint64(p)))
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}
