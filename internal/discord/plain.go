package discord

import "github.com/bwmarrin/discordgo"

const (
	textRoom = maxContent - footRoom
	listText = textRoom - 300
)

// texts is the sheet as plain text, its foot at the end of each message. The
// previews of links are closed by a flag, and by the brackets around them.
func (s sheet) texts() []message {
	var lines []line
	for i, section := range s.sections {
		from := len(lines)
		lines = append(append(lines, section.heading()...), section.lines...)
		if i > 0 && from < len(lines) {
			lines[from].gap = true
		}
	}
	all := pack(lines, textRoom)
	messages := make([]message, s.most(len(all)))
	for i := range messages {
		messages[i] = message{
			Content: all[i] + "\n-# " + shown(s.footOf(i, len(all))),
			Embeds:  []*discordgo.MessageEmbed{}, Components: []discordgo.MessageComponent{},
			Flags: discordgo.MessageFlagsSuppressEmbeds,
		}
	}
	return messages
}

// heading is what stands above a section's lines: what was asked, and what it is.
func (s section) heading() []line {
	var lines []line
	title := clipped(s.title, maxTitle)
	switch {
	case s.asked && title != "":
		lines = append(lines, ours("> "+clipped(s.title, maxAsked)))
	case title != "" && s.link != "":
		lines = append(lines, ours("**"+title+"** <"+s.link+">"))
	case title != "":
		lines = append(lines, ours("**"+title+"**"))
	}
	if s.mark != "" {
		lines = append(lines, ours("**"+shown(s.mark)+"**"))
	}
	return lines
}
