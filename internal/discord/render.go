package discord

import (
	"time"

	"talksbot/internal/commands"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// occasion is what the look of a reply depends on besides the reply.
type occasion struct {
	asker    string        // user ID
	asOf     corpus.Date   // zero for none
	private  bool          // only the asker sees it
	plain    bool          // embeds are not allowed here
	unfiled  bool          // files are not allowed here
	snapshot *rag.Snapshot // the live one that the reply comes from, without a date
	read     time.Time     // when it was read; zero where nobody knows
	now      time.Time
	stale    time.Duration // the newest article is called old above this age; 0 for never
	at       place         // of a grouped answer
	group    string        // the key of a group that is shown whole, in place of at; "" for none
}

// renderer makes the messages that show replies.
type renderer struct{ signer signer }

// messages are a reply as it is sent. The first has the controls of an answer;
// what does not fit into it follows in the others, each of which can be deleted
// by itself.
func (r renderer) messages(reply commands.Reply, o occasion) []message {
	switch b := reply.Body.(type) {
	case commands.Answered:
		return r.answer(b.Answer, reply.Notes, o)
	case commands.Checked:
		return checked(b.Check, o).noted(reply.Notes).render(o.plain)
	case commands.Grouped:
		return r.grouped(b, reply.Notes, o)
	case commands.Found:
		return found(b, o).noted(reply.Notes).render(o.plain)
	case commands.Listed:
		return listed(b, o).noted(reply.Notes).render(o.plain)
	case commands.Shown:
		return article(b, o).noted(reply.Notes).render(o.plain)
	case commands.Named:
		return named(b, o).noted(reply.Notes).render(o.plain)
	}
	panic("a body that has no look") // a new body without its case above
}

// noted is the sheet with sentences beside it, at its end.
func (s sheet) noted(notes []string) sheet {
	last := &s.sections[len(s.sections)-1]
	for i, n := range notes {
		l := small("%s", clipped(n, maxNote))
		l.gap = i == 0
		last.lines = append(last.lines, l)
	}
	return s
}

// foot is the last line of a reply: what it is and of which revision.
func (o occasion) foot(what string) string {
	if o.snapshot == nil {
		return what
	}
	return what + " · revision " + o.snapshot.Revision()
}
