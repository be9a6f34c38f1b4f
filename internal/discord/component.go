package discord

import (
	"context"
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/commands"
)

// component handles a button or a menu under an answer. All that it needs is in
// its custom_id and in the message.
func (e *exchange) component(ctx context.Context, data discordgo.MessageComponentInteractionData) error {
	c, err := e.bot.renderer.signer.control(data.CustomID)
	if err != nil || e.i.Message == nil {
		e.log.Warn("a control that is not ours", "error", err)
		return mistake("This button no longer works. Ask with /ask, please.")
	}
	e.log = e.log.With("control", string(c.action))
	private := e.i.Message.Flags&discordgo.MessageFlagsEphemeral != 0
	switch c.action {
	case showEvidence:
		if len(data.Values) != 1 {
			return fmt.Errorf("%d values of the menu of evidence", len(data.Values))
		}
		return e.show(ctx, []message{e.bot.renderer.evidence(e.bot.library.Snapshot(), data.Values[0], e.i.Message)}, true)
	case followUp:
		c.message, c.at = e.i.Message.ID, place{}
		return e.respond(ctx, discordgo.InteractionResponseModal, e.bot.renderer.modal(c), done)
	case share:
		return e.share(ctx, c)
	case remove:
		return e.takeBack(ctx, c)
	case again:
		return e.again(ctx, c, private)
	case turnBack:
		c.at.page--
		return e.elsewhere(ctx, c, "", true)
	case turnOn:
		c.at.page++
		return e.elsewhere(ctx, c, "", true)
	case showWhole:
		if len(data.Values) != 1 {
			return fmt.Errorf("%d values of the menu of groups", len(data.Values))
		}
		return e.elsewhere(ctx, c, data.Values[0], true)
	}
	return fmt.Errorf("a control for %q, which is unknown", c.action)
}

// share shows a private answer to all, as it stands; one in several messages
// has to be made anew, for only the first of them is at hand, and so has one with
// a picture, which is a file of that message alone.
func (e *exchange) share(ctx context.Context, c control) error {
	if before, ok := earlierOf(e.i.Message); ok && (before.goesOn || len(e.i.Message.Attachments) > 0) {
		return e.elsewhere(ctx, c, "", false)
	}
	if err := e.admit(ctx); err != nil {
		return err
	}
	return e.show(ctx, []message{e.bot.renderer.shared(e.i.Message, c)}, false)
}

// takeBack deletes an answer, for who asked and for moderators.
func (e *exchange) takeBack(ctx context.Context, c control) error {
	if e.person.id != c.asker && !e.person.may(discordgo.PermissionManageMessages) {
		return mistake("Only who asked, and those who may manage messages, can delete this answer.")
	}
	if err := e.updates(ctx); err != nil {
		return err
	}
	err := e.bot.rest.remove(ctx, e.i)
	if lacking(err) {
		err = e.bot.rest.withdraw(ctx, e.i.ChannelID, e.i.Message.ID)
	}
	if err != nil {
		return err
	}
	e.state = done
	return nil
}

// again asks the question of an answer anew, of the collection as it is now.
func (e *exchange) again(ctx context.Context, c control, private bool) error {
	q, err := e.askedBefore(c)
	if err != nil {
		return err
	}
	return e.run(ctx, q, private)
}

// elsewhere shows an answer anew, from the page of a control on, or all of a group.
func (e *exchange) elsewhere(ctx context.Context, c control, group string, private bool) error {
	q, err := e.askedBefore(c)
	if err != nil {
		return err
	}
	q.at, q.group = c.at, group
	return e.run(ctx, q, private)
}

// askedBefore is the question of an answer.
func (e *exchange) askedBefore(c control) (question, error) {
	before, ok := earlierOf(e.i.Message)
	if !ok {
		return question{}, mistake("The question can no longer be read from this message. Ask it with /ask, please.")
	}
	text := before.turn.Question
	if strings.HasPrefix(before.asked, "/") {
		text = before.asked
	}
	command, rest, err := commands.Of(e.bot.library.Snapshot()).Parse(text)
	if err != nil {
		return question{}, err
	}
	q := question{command: command, text: rest, asOf: c.asOf}
	if before.foreign {
		q.text = before.asked // which is to be translated again
	}
	return e.noteChange(q, c), nil
}

// noteChange says beside an answer that the collection is not the one of the
// answer before.
func (e *exchange) noteChange(q question, c control) question {
	if now := e.bot.library.Snapshot().Revision(); c.revision != "" && c.revision != now {
		q.notes = append(q.notes, collectionChanged)
	}
	return q
}

// submitted answers what was written into a modal.
func (e *exchange) submitted(ctx context.Context, data discordgo.ModalSubmitInteractionData) error {
	c, err := e.bot.renderer.signer.control(data.CustomID)
	if err != nil || c.action != followUp {
		e.log.Warn("a modal that is not ours", "error", err)
		return mistake("This form no longer works. Ask with /ask, please.")
	}
	ask, err := commands.Find(askName)
	if err != nil {
		return err
	}
	q := question{command: ask, text: strings.TrimSpace(inputOf(data.Components)), asOf: c.asOf}
	before, ok := earlierOf(e.openedFrom(ctx, c))
	if !ok { // it may have been private
		q.notes = append(q.notes, "I cannot read the answer that you ask on from, so I took the question as it stands.")
		return e.run(ctx, e.noteChange(q, c), true)
	}
	q.history = append(q.history, before.turn)
	return e.run(ctx, e.noteChange(q, c), before.private)
}

// openedFrom is the answer under which a modal was opened, nil where it cannot
// be read. Not every server sends it along.
func (e *exchange) openedFrom(ctx context.Context, c control) *discordgo.Message {
	if e.i.Message != nil || c.message == "" {
		return e.i.Message
	}
	ctx, cancel := context.WithDeadline(ctx, e.came.Add(toAcknowledge/2))
	defer cancel()
	m, err := e.bot.rest.message(ctx, e.i.ChannelID, c.message)
	if err != nil {
		e.log.Warn("the answer that is asked on cannot be read", "error", err)
	}
	return m
}

// inputOf is the text of the first input of a modal.
func inputOf(components []discordgo.MessageComponent) string {
	for _, c := range components {
		switch c := c.(type) {
		case *discordgo.ActionsRow:
			if text := inputOf(c.Components); text != "" {
				return text
			}
		case *discordgo.TextInput:
			return c.Value
		}
	}
	return ""
}
