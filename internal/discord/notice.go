package discord

import "github.com/bwmarrin/discordgo"

// notice is a sentence for a person: an error, a refusal, a confirmation.
func notice(text string) message {
	return message{
		Content: clipped(text, maxContent), Embeds: []*discordgo.MessageEmbed{},
		Components: []discordgo.MessageComponent{}, Flags: discordgo.MessageFlagsSuppressEmbeds,
	}
}

// collectionChanged stands beside what is asked on from an older answer.
const collectionChanged = "The collection has changed since that answer."
