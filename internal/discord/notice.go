package discord

import (
	"regexp"

	"github.com/bwmarrin/discordgo"
)

// escapedTime is a time of Discord's, escaped with the sentence that it stands in.
var escapedTime = regexp.MustCompile(`\\<(t:[0-9]+:R)>`)

// notice is a sentence for a person: an error, a refusal, a confirmation. What
// others wrote may be in it, so it is escaped, but for times, which harm nobody.
func notice(text string) message {
	return message{
		Content: escapedTime.ReplaceAllString(clipped(text, maxContent), "<$1>"), Embeds: []*discordgo.MessageEmbed{},
		Components: []discordgo.MessageComponent{}, Flags: discordgo.MessageFlagsSuppressEmbeds,
	}
}

// collectionChanged stands beside what is asked on from an older answer.
const collectionChanged = "The collection has changed since that answer."
