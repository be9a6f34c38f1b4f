package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"talksbot/internal/discord/discordtest"
)

const bridge = "Who will open the harbour bridge?"

// newsroom is a program on a fake Discord with one channel and one person.
type newsroom struct {
	*station
	talks *discordtest.Channel
	ana   *discordtest.Person
}

func openNewsroom(t *testing.T, d *discordtest.Server, settings string, articles map[string]string) *newsroom {
	t.Helper()
	g := d.Guild("news")
	n := &newsroom{talks: g.Channel("talks"), ana: g.Member("ana", 0)}
	n.station = serveOn(t, d, everyone+settings, articles)
	return n
}

// ask asks with the slash command.
func (n *newsroom) ask() *discordtest.Interaction {
	n.t.Helper()
	return n.ana.Slash(n.talks, "ask", discordtest.Args{"question": bridge})
}

// answered waits for an answer and looks whether it is one.
func (n *newsroom) answered(what string, i *discordtest.Interaction) {
	n.t.Helper()
	if m := i.Message(n.t.Context()); !strings.Contains(m.String(), "Ann Lee") {
		n.t.Errorf("%s: the answer is %s", what, m)
	}
}

// replied waits for the answer to a mention and looks whether it is one.
func (n *newsroom) replied(what string, m *discordtest.Message) {
	n.t.Helper()
	if a := n.talks.AnswerTo(n.t.Context(), m); !strings.Contains(a.String(), "Ann Lee") {
		n.t.Errorf("%s: the reply is %s", what, a)
	}
}

// onceEach ends the program and looks whether so many slash commands have been
// answered, and nothing by two messages.
func (n *newsroom) onceEach(slashes int) {
	n.t.Helper()
	n.stop()
	replies := map[string]int{} // by the message replied to, "" for slash commands
	for _, m := range n.talks.Messages() {
		if m.ByBot {
			replies[m.ReplyTo]++
		}
	}
	if replies[""] != slashes {
		n.t.Errorf("%d answers to %d slash commands", replies[""], slashes)
	}
	delete(replies, "")
	for _, count := range replies {
		if count > 1 {
			n.t.Errorf("a message is answered %d times", count)
		}
	}
}

// TestDiscordGatewayFaults has the connection fail in the middle of an answer, and
// somebody ask while it is not there.
func TestDiscordGatewayFaults(t *testing.T) {
	t.Parallel()
	d := newDiscord(t, discordtest.WithHeartbeat(200*time.Millisecond))
	n := openNewsroom(t, d, "[discord]\npatience_seconds = 1\n", pair())
	asked := 0
	for _, fault := range []struct {
		name    string
		strike  func()
		resumes bool // so that what happens meanwhile is told later
	}{
		{"socket dropped", d.Drop, true},
		{"op 7", d.Reconnect, true},
		{"op 9, to be resumed", func() { d.InvalidSession(true) }, false},
		{"op 9", func() { d.InvalidSession(false) }, false},
		{"closed with 4000", func() { d.CloseGateway(4000, "Unknown error.") }, false},
		{"heartbeat asked for", d.RequestHeartbeat, true},
		{"heartbeats missed", func() { d.MuteHeartbeats(true) }, true},
		{"RESUME without answer", func() { d.IgnoreResume(true); d.Drop() }, false},
		{"no Hello, once", func() {
			d.WithholdHello(true)
			d.Drop()
			awaitIn(t, n.log, "it says nothing for 1s")
			d.WithholdHello(false)
		}, false},
		{"events twice", func() { d.Duplicate(true) }, true},
	} {
		d.Slow(callback, 100*time.Millisecond) // the fault comes before the answer
		before := n.ask()
		if _, err := before.Ack(t.Context()); err != nil {
			t.Errorf("%s: %v", fault.name, err)
		}
		fault.strike()
		if fault.resumes {
			n.replied(fault.name, n.ana.Mention(n.talks, bridge))
		}
		n.answered(fault.name, before)
		n.mended(fault.name)
		asked++
	}
	n.onceEach(asked)
}

// mended ends all faults and waits until the program answers again. Mentions are
// tried, since a slash command that does not arrive breaks a rule.
func (n *newsroom) mended(what string) {
	n.t.Helper()
	n.Mend()
	for range 100 {
		m := n.ana.Mention(n.talks, bridge)
		for range 20 {
			for _, a := range n.talks.Messages() {
				if a.ByBot && a.ReplyTo == m.ID {
					return
				}
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
	n.t.Fatalf("%s: no answer afterwards; the log:\n%s", what, n.log)
}

// TestDiscordRequestFaults has requests fail in the middle of an answer.
func TestDiscordRequestFaults(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	n := openNewsroom(t, d, "", pair())
	faults := map[string]func(){}
	for _, status := range []int{500, 502, 503} {
		faults[fmt.Sprint(status, " on an edit")] = func() { d.Fail("PATCH", editOfAnswer, status, 3) }
		faults[fmt.Sprint(status, " on an acknowledgement")] = func() { d.Fail("POST", callback, status, 1) }
		faults[fmt.Sprint(status, " on a message")] = func() { d.Fail("POST", intoChannel, status, 2) }
		faults[fmt.Sprint(status, " on typing")] = func() { d.Fail("POST", "/typing", status, 2) }
	}
	for name, pattern := range map[string]string{"an edit": editOfAnswer, "an acknowledgement": callback, "a message": intoChannel} {
		faults["HTML 429 on "+name] = func() { d.HTML429(pattern, 1, time.Second) }
		faults["429 on "+name] = func() { d.RateLimit("", pattern, 1, 50*time.Millisecond, false) }
		faults["429 of all on "+name] = func() { d.RateLimit("", pattern, 1, 50*time.Millisecond, true) }
		faults["lost answer to "+name] = func() { d.LoseAnswer("", pattern, 2) }
		faults["slow answer to "+name] = func() { d.Slow(pattern, time.Second) }
	}
	faults["acknowledgement confirmed too late"] = func() { d.Slow(callback, 4*time.Second) }
	asked := 0
	for name, strike := range faults {
		strike()
		slash, mention := n.ask(), n.ana.Mention(n.talks, bridge)
		n.answered(name, slash)
		n.replied(name, mention)
		asked++
		d.Mend()
	}
	n.onceEach(asked)
	for _, v := range d.Violations() {
		// Whose answer was lost, asks again.
		if !strings.Contains(v, "40060 Interaction has already been acknowledged") {
			t.Error(v)
		}
	}
}

// TestDiscordLostFollowUp: what does not fit into one message comes in several,
// of which Discord cannot be told that two are one.
func TestDiscordLostFollowUp(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	long := strings.Repeat("The council of the harbour talks about the bridge and about the ferry that runs until midnight. ", 200)
	n := openNewsroom(t, d, "", map[string]string{"long.md": "---\ntitle: \"A long talk\"\npublished: 2024-03-01\n---\n\n" + long})
	ctx := t.Context()
	show := func() (whole string, messages int) {
		i := n.ana.Slash(n.talks, "show", discordtest.Args{"article": "long", "private": true})
		i.Message(ctx)
		for len(entriesOf(t, n.log, i.ID, "answered")) == 0 {
			time.Sleep(5 * time.Millisecond)
		}
		whole = i.Message(ctx).String()
		for _, m := range i.FollowUps() {
			whole += m.String()
		}
		return whole, len(i.FollowUps())
	}
	want, messages := show()
	if messages == 0 {
		t.Fatal("the article is in one message")
	}
	d.LoseAnswer("POST", followUp, 1)
	if got, _ := show(); got != want {
		t.Errorf("after a lost answer:\n%s\nwant\n%s", got, want)
	}
	d.Mend()
	d.Fail("POST", followUp, 503, 2)
	if got, _ := show(); got != want {
		t.Errorf("after two failures:\n%s\nwant\n%s", got, want)
	}
}

// entriesOf are the lines of a log about one interaction that say something.
func entriesOf(t *testing.T, log *buffer, id, msg string) []map[string]any {
	t.Helper()
	var found []map[string]any
	for _, e := range entries(t, log.String()) {
		if e["id"] == id && e["msg"] == msg {
			found = append(found, e)
		}
	}
	return found
}

// TestDiscordLostWhisper: somebody is told once to ask later.
func TestDiscordLostWhisper(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	n := &newsroom{talks: d.Guild("news").Channel("talks")}
	n.ana = n.talks.Guild.Member("ana", 0)
	n.station = serveOn(t, d, "[quota]\nuser_per_minute = 1\nuser_burst = 1\n", pair())
	n.replied("the first", n.ana.Mention(n.talks, bridge))
	d.LoseAnswer("POST", intoChannel, 2)
	n.ana.Mention(n.talks, bridge)
	n.ana.DMs().Await(t.Context(), discordtest.FromBot)
	n.stop()
	if told := n.ana.DMs().Messages(); len(told) != 1 {
		t.Errorf("told %d times", len(told))
	}
}

// TestDiscordLostDelete: the first request deletes, the second finds nothing.
func TestDiscordLostDelete(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	n := openNewsroom(t, d, "", pair())
	asked := n.ask()
	answer := asked.Message(t.Context())
	d.LoseAnswer("DELETE", editOfAnswer, 1)
	pressed := n.ana.Press(answer, "Delete")
	pressed.AwaitDeleted(t.Context())
	n.stop()
	if len(pressed.FollowUps()) > 0 || !asked.Deleted() {
		t.Errorf("deleted, and then it says: %v", pressed.FollowUps())
	}
}
