package discord

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/conversation"
)

// chain is what the messages say that a message replies to.
type chain struct {
	turns    []conversation.Turn // oldest first
	said     string              // by the message replied to, where a person wrote it
	withheld bool                // Discord does not tell the text of the message replied to
}

// longestChain is how many messages are looked back.
const longestChain = 10

// chain follows the replies that a message ends.
func (b *Bot) chain(ctx context.Context, m *discordgo.Message) chain {
	var c chain
	self := b.self.Load().ID
	answered := false // the message after this one is the bot's answer to it
	for n := range longestChain {
		before, err := b.before(ctx, m)
		if err != nil {
			b.log.Info("a chain of replies cannot be followed", "error", err)
			c.withheld = c.withheld || n == 0
			break
		}
		if before == nil {
			break
		}
		m = before
		mine := m.Author != nil && m.Author.ID == self
		turn, ok := turnOf(m, mine)
		switch {
		case ok && !(answered && !mine):
			c.turns = append(c.turns, turn)
		case !ok && !mine && n == 0:
			c.withheld = true
		}
		if n == 0 && ok && !mine {
			c.said = turn.Question
		}
		answered = mine && ok
	}
	slices.Reverse(c.turns)
	return c
}

// before is the message that a message replies to, nil where it replies to none.
func (b *Bot) before(ctx context.Context, m *discordgo.Message) (*discordgo.Message, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if m.Type == discordgo.MessageTypeReply && m.MessageReference == nil { // it came within another, which does not tell
		var err error
		if m, err = b.rest.message(ctx, m.ChannelID, m.ID); err != nil {
			return nil, err
		}
	}
	switch r := m.MessageReference; {
	case r == nil || r.MessageID == "":
		return nil, nil
	case m.ReferencedMessage != nil:
		return m.ReferencedMessage, nil
	default:
		return b.rest.message(ctx, cmp.Or(r.ChannelID, m.ChannelID), r.MessageID)
	}
}

// turnOf is what a message of a chain says: an answer of ours with its question,
// or what somebody wrote.
func turnOf(m *discordgo.Message, mine bool) (conversation.Turn, bool) {
	if mine {
		e, ok := earlierOf(m)
		return e.turn, ok
	}
	text := readable(m)
	return conversation.Turn{Question: text}, text != ""
}
