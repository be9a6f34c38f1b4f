package commands

import (
	"talksbot/internal/conversation"
	"talksbot/internal/rag"
)

// remembered is how many turns of a conversation are kept.
const remembered = 8

// Remember adds a reply to the turns of a conversation, the oldest of which it
// forgets in the end. Only answers count, abstentions included.
func Remember(history []conversation.Turn, r Reply) []conversation.Turn {
	answer, ok := r.Answer()
	if !ok {
		return history
	}
	history = append(history[:len(history):len(history)], turnOf(answer))
	return history[max(0, len(history)-remembered):]
}

func turnOf(a rag.Answer) conversation.Turn {
	turn := conversation.Turn{Question: a.Understood(), Asked: a.Question()}
	if turn.Question == "" {
		turn.Question, turn.Asked = a.Question(), ""
	}
	for _, c := range a.Citations() {
		turn.Answer = append(turn.Answer, c.Quote())
	}
	return turn
}
