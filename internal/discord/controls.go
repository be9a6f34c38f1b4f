package discord

import (
	"fmt"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// controls are what hangs under an answer: a menu of its citations, where it has
// some, and a row of buttons.
func (r renderer) controls(c control, options []discordgo.SelectMenuOption, private bool) []discordgo.MessageComponent {
	rows := []discordgo.MessageComponent{}
	if len(options) > 0 {
		hint := "Evidence: choose a source"
		if len(options) > maxOptions {
			hint = fmt.Sprintf("Evidence of the first %d of %d quotes", maxOptions, len(options))
		}
		rows = append(rows, rowOf(discordgo.SelectMenu{
			MenuType: discordgo.StringSelectMenu, CustomID: r.id(c, showEvidence), Placeholder: hint,
			Options: options[:min(len(options), maxOptions)],
		}))
	}
	buttons := []discordgo.MessageComponent{
		discordgo.Button{Label: "Ask a follow-up", Style: discordgo.PrimaryButton, CustomID: r.id(c, followUp)},
		discordgo.Button{Label: "Again", Style: discordgo.SecondaryButton, CustomID: r.id(c, again)},
	}
	if private {
		buttons = append(buttons, discordgo.Button{Label: "Share", Style: discordgo.SecondaryButton, CustomID: r.id(c, share)})
	}
	return append(rows, rowOf(append(buttons, r.removeButton(c))...))
}

// wholes is the menu of the groups of which a page leaves something out, where
// there are some.
func (r renderer) wholes(c control, options []discordgo.SelectMenuOption) []discordgo.MessageComponent {
	if len(options) == 0 {
		return nil
	}
	return []discordgo.MessageComponent{rowOf(discordgo.SelectMenu{
		MenuType: discordgo.StringSelectMenu, CustomID: r.id(c, showWhole), Placeholder: "All quotes of one: choose", Options: options,
	})}
}

// turns are the buttons that show the page before and the next one, where there
// are some.
func (r renderer) turns(c control, pages int) []discordgo.MessageComponent {
	var buttons []discordgo.MessageComponent
	if n := c.at.page; n > 0 {
		buttons = append(buttons, discordgo.Button{Label: fmt.Sprintf("◀ Page %d of %d", n, pages), Style: discordgo.SecondaryButton, CustomID: r.id(c, turnBack)})
	}
	if n := c.at.page + 2; n <= pages {
		buttons = append(buttons, discordgo.Button{Label: fmt.Sprintf("Page %d of %d ▶", n, pages), Style: discordgo.SecondaryButton, CustomID: r.id(c, turnOn)})
	}
	if len(buttons) == 0 {
		return nil
	}
	return []discordgo.MessageComponent{rowOf(buttons...)}
}

// removal is the one control of a message that continues an answer.
func (r renderer) removal(c control) []discordgo.MessageComponent {
	return []discordgo.MessageComponent{rowOf(r.removeButton(c))}
}

func (r renderer) removeButton(c control) discordgo.Button {
	return discordgo.Button{Label: "Delete", Style: discordgo.SecondaryButton, CustomID: r.id(c, remove)}
}

func (r renderer) id(c control, a action) string {
	c.action = a
	return r.signer.customID(c)
}

// evidenceOptions are the choices of the menu, one a citation.
func evidenceOptions(citations []rag.Citation) []discordgo.SelectMenuOption {
	var options []discordgo.SelectMenuOption
	for _, c := range citations {
		options = append(options, discordgo.SelectMenuOption{
			Label:       label(fmt.Sprintf("[%d] %s", c.N, c.Article.Title), maxOption),
			Description: label(imprint(c.Article), maxOption),
			Value:       refOf(c).String(),
		})
	}
	return options
}

// imprint is publisher and day, without Markdown: "Kyiv Post · 13 May 2025".
func imprint(a *corpus.Article) string {
	date := a.Published.Day()
	if date == "" {
		date = "no date"
	}
	if p := bare(a.Publisher); p != "" {
		return label(p, maxOption-len(date)-4) + " · " + date
	}
	return date
}

// placeholder stands in the empty input of a follow-up.
const placeholder = "why? · since when? · who said that?"

// modal asks for a follow-up in a window of its own.
func (r renderer) modal(c control) *discordgo.InteractionResponseData {
	input := discordgo.TextInput{
		CustomID: questionInput, Label: "Your question", Style: discordgo.TextInputParagraph,
		Placeholder: placeholder, Required: true, MinLength: 1, MaxLength: maxQuestion,
	}
	return &discordgo.InteractionResponseData{
		CustomID: r.signer.customID(c), Title: "Ask a follow-up",
		Components: []discordgo.MessageComponent{rowOf(input)},
	}
}

// questionInput names the one input of a modal.
const questionInput = "question"

// shared is a private answer as everybody may see it: the same message, with
// controls that no longer offer to share it. What followed in other messages is
// not part of it.
func (r renderer) shared(private *discordgo.Message, c control) message {
	m := message{
		Content: private.Content, Flags: private.Flags & discordgo.MessageFlagsSuppressEmbeds,
		Embeds: []*discordgo.MessageEmbed{},
	}
	for _, e := range private.Embeds {
		own := &discordgo.MessageEmbed{Title: e.Title, URL: e.URL, Description: e.Description, Color: e.Color}
		if e.Author != nil {
			own.Author = &discordgo.MessageEmbedAuthor{Name: e.Author.Name}
		}
		for _, f := range e.Fields {
			own.Fields = append(own.Fields, &discordgo.MessageEmbedField{Name: f.Name, Value: f.Value})
		}
		if e.Footer != nil {
			own.Footer = &discordgo.MessageEmbedFooter{Text: e.Footer.Text}
		}
		m.Embeds = append(m.Embeds, own)
	}
	m.Components = r.withoutSharing(private.Components)
	return m
}

// withoutSharing are the controls of a message as Discord gave it, but for the
// one that shares it.
func (r renderer) withoutSharing(rows []discordgo.MessageComponent) []discordgo.MessageComponent {
	left := []discordgo.MessageComponent{}
	for _, row := range rows {
		var own []discordgo.MessageComponent
		for _, c := range inRow(row) {
			switch c := c.(type) {
			case *discordgo.SelectMenu:
				own = append(own, *c)
			case *discordgo.Button:
				if what, err := r.signer.control(c.CustomID); err == nil && what.action != share {
					own = append(own, *c)
				}
			}
		}
		if len(own) > 0 {
			left = append(left, rowOf(own...))
		}
	}
	return left
}

// optionsOf are the choices of a message's menu.
func optionsOf(m *discordgo.Message) []discordgo.SelectMenuOption {
	for _, row := range m.Components {
		for _, c := range inRow(row) {
			switch menu := c.(type) {
			case *discordgo.SelectMenu:
				return menu.Options
			case discordgo.SelectMenu:
				return menu.Options
			}
		}
	}
	return nil
}

func rowOf(of ...discordgo.MessageComponent) discordgo.ActionsRow {
	return discordgo.ActionsRow{Components: of}
}

func inRow(c discordgo.MessageComponent) []discordgo.MessageComponent {
	switch row := c.(type) {
	case *discordgo.ActionsRow:
		return row.Components
	case discordgo.ActionsRow:
		return row.Components
	}
	return nil
}
