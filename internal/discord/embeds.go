package discord

import "github.com/bwmarrin/discordgo"

const (
	embedRoom  = 2700 // of a description: two of them, a title and a footer fit a message
	listEmbeds = 2*embedRoom - 400
	footRoom   = 200 // escaped
)

// embeds is the sheet as embeds, its foot below the last one of each message.
func (s sheet) embeds() []message {
	var all [][]*discordgo.MessageEmbed
	used := maxEmbedTotal // nothing fits into no message
	for _, section := range s.sections {
		for _, e := range section.embeds() {
			if n := weight(e); used+n > maxEmbedTotal-footRoom || len(all[len(all)-1]) == maxEmbeds {
				all, used = append(all, []*discordgo.MessageEmbed{e}), n
			} else {
				all[len(all)-1], used = append(all[len(all)-1], e), used+n
			}
		}
	}
	messages := make([]message, s.most(len(all)))
	for i := range messages {
		all[i][len(all[i])-1].Footer = &discordgo.MessageEmbedFooter{Text: s.footOf(i, len(all))}
		messages[i] = message{Embeds: all[i], Components: []discordgo.MessageComponent{}}
	}
	return messages
}

// embeds are a section's lines in as many embeds as they need. The title is in
// the first, or above its text where it is too long for a title.
func (s section) embeds() []*discordgo.MessageEmbed {
	first := &discordgo.MessageEmbed{Color: s.colour, URL: s.link}
	lines := s.lines
	switch title := shown(s.title); {
	case length(title) <= maxTitle:
		first.Title = title
	case s.asked:
		lines = append([]line{ours("> " + clipped(s.title, maxAsked))}, lines...)
	default:
		first.Title = clipped(s.title, maxTitle)
	}
	if first.Title == "" {
		first.URL = ""
	}
	if s.mark != "" {
		first.Author = &discordgo.MessageEmbedAuthor{Name: s.mark}
	}
	all := []*discordgo.MessageEmbed{first}
	for i, text := range pack(lines, embedRoom) {
		if i > 0 {
			all = append(all, &discordgo.MessageEmbed{Color: s.colour})
		}
		all[i].Description = text
	}
	return all
}

// weight is what an embed takes of the limit for all embeds of a message.
func weight(e *discordgo.MessageEmbed) int {
	n := length(e.Title) + length(e.Description)
	for _, f := range e.Fields {
		n += length(f.Name) + length(f.Value)
	}
	if e.Footer != nil {
		n += length(e.Footer.Text)
	}
	if e.Author != nil {
		n += length(e.Author.Name)
	}
	return n
}
