package discordtest

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"time"
)

func (w *scenery) path(c *Channel) string { return "/channels/" + c.ID + "/messages" }

// send makes a message of the bot's.
func (w *scenery) send(t *testing.T, c *Channel, body map[string]any) *Message {
	t.Helper()
	a := w.bot.call("POST", w.path(c), body).want(t, 200, 0)
	for _, m := range c.Messages() {
		if m.ID == a.json["id"] {
			return m
		}
	}
	t.Fatalf("the message is not in the channel: %s", a.text)
	return nil
}

func TestWhatTheBotReads(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	own := w.send(t, w.talks, map[string]any{"content": "own"})
	i, e := w.ask("x")
	w.bot.respond(e, AckMessage, map[string]any{"content": "answer"}).want(t, 204, 0)
	bens := w.ben.Say(w.talks, "secret of ben's")
	for _, c := range []struct {
		name    string
		message *Message
		reads   bool
	}{
		{"a plain message", w.ana.Say(w.talks, "text"), false},
		{"a mention", w.ana.Mention(w.talks, "text"), true},
		{"a mention within code", w.ana.Say(w.talks, "`"+w.BotPing()+"` text"), false},
		{"a reply that pings", w.ana.Reply(own, "text", true), true},
		{"a reply that does not ping", w.ana.Reply(own, "text", false), false},
		{"a reply to an answer of a command", w.ana.Reply(i.Message(t.Context()), "text", true), false},
		{"a reply to somebody else", w.ana.Reply(bens, "text", true), false},
		{"a reply to somebody else with a mention", w.ana.Reply(bens, w.BotPing()+" text", true), true},
		{"a direct message", w.ana.DM("text"), true},
	} {
		var got map[string]any
		for got["id"] != c.message.ID {
			got = w.bot.event("MESSAGE_CREATE")
		}
		if reads := got["content"] != ""; reads != c.reads {
			t.Errorf("%s: the event has the content %q", c.name, got["content"])
		}
		a := w.bot.call("GET", w.path(c.message.Channel)+"/"+c.message.ID, nil).want(t, 200, 0)
		if reads := a.json["content"] != ""; reads != c.reads {
			t.Errorf("%s: the API has the content %q", c.name, a.json["content"])
		}
		if answered, ok := got["referenced_message"].(map[string]any); ok && answered["id"] == bens.ID && answered["content"] != "" {
			t.Errorf("%s: the message that it answers comes with its content", c.name)
		}
	}
}

func TestPrivilegedIntentReadsAll(t *testing.T) {
	t.Parallel()
	s := New(t, checked, MessageContent())
	talks := s.Guild("G").Channel("talks")
	ana := talks.Guild.Member("ana", 0)
	plain := identified(t, s)
	reader := connect(t, s)
	reader.op(opHello)
	reader.identify(map[string]any{"intents": usualIntents | intentMessageContent})
	reader.event("READY")
	ana.Say(talks, "text")
	if m := plain.event("MESSAGE_CREATE"); m["content"] != "" {
		t.Errorf("without the intent: %v", m["content"])
	}
	if m := reader.event("MESSAGE_CREATE"); m["content"] != "text" {
		t.Errorf("with the intent: %v", m["content"])
	}
}

func TestStrippedMessageHasNothing(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	m := w.ben.Post(w.talks, Post{Content: "c", Embeds: []Embed{{Title: "t"}}, Attachments: []Attachment{{Filename: "f.txt", Size: 3, URL: "https://cdn.example/f", ProxyURL: "https://cdn.example/f"}}})
	a := w.bot.call("GET", w.path(w.talks)+"/"+m.ID, nil).want(t, 200, 0)
	for _, k := range []string{"embeds", "components", "attachments"} {
		if l := a.json[k].([]any); len(l) > 0 {
			t.Errorf("%s: %v", k, l)
		}
	}
}

func TestPings(t *testing.T) {
	t.Parallel()
	w := newsroom(t, Bucket("POST "+messagesOf, 100, time.Second))
	chiefs := w.guild.Role("chiefs", 0)
	said := w.ben.Say(w.talks, "hello")
	loud := "@everyone " + w.ana.Ping() + " " + chiefs.Ping()
	answer := map[string]any{"message_id": said.ID}
	for _, c := range []struct {
		name string
		body map[string]any
		want string
	}{
		{"nothing said of it", map[string]any{"content": loud}, "everyone, @ana, @chiefs"},
		{"a reply", map[string]any{"content": "x", "message_reference": answer}, "@ben"},
		{"a reply that pings nobody", map[string]any{"content": loud, "allowed_mentions": map[string]any{"parse": []any{}}, "message_reference": answer}, "nobody"},
		{"nobody", map[string]any{"content": loud, "allowed_mentions": map[string]any{"parse": []any{}}}, "nobody"},
		{"users", map[string]any{"content": loud, "allowed_mentions": map[string]any{"parse": []string{"users"}}}, "@ana"},
		{"one user", map[string]any{"content": loud + w.ben.Ping(), "allowed_mentions": map[string]any{"users": []string{w.ben.ID}}}, "@ben"},
		{"one role", map[string]any{"content": loud, "allowed_mentions": map[string]any{"roles": []string{chiefs.ID}}}, "@chiefs"},
		{"the answered one", map[string]any{"content": "x", "allowed_mentions": map[string]any{"parse": []any{}, "replied_user": true}, "message_reference": answer}, "@ben"},
		{"in code", map[string]any{"content": "`" + loud + "`"}, "nobody"},
		{"in an embed", map[string]any{"embeds": []any{map[string]any{"description": loud}}}, "nobody"},
	} {
		if m := w.send(t, w.talks, c.body); m.Pings.String() != c.want {
			t.Errorf("%s: %v are pinged, not %s", c.name, m.Pings, c.want)
		}
	}
}

func TestPingsOfADeferredAnswer(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	i, e := w.ask("x")
	w.bot.respond(e, AckDeferred, nil).want(t, 204, 0)
	w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": "@everyone"}).want(t, 200, 0)
	if m := i.Message(t.Context()); !m.Pings.Everyone {
		t.Errorf("%v", m.Pings)
	}
	i, e = w.ask("x")
	w.bot.respond(e, AckMessage, map[string]any{"content": "x"}).want(t, 204, 0)
	w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": "@everyone"}).want(t, 200, 0)
	if m := i.Message(t.Context()); !m.Pings.None() {
		t.Errorf("an edit pings %v", m.Pings)
	}
	i, e = w.ask("x")
	w.bot.respond(e, AckMessage, map[string]any{"content": "@everyone", "flags": 64}).want(t, 204, 0)
	if m := i.Message(t.Context()); !m.Pings.None() {
		t.Errorf("what one person sees pings %v", m.Pings)
	}
}

func TestPreviews(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"see https://news.example/a, and":       {"https://news.example/a"},
		"see <https://news.example/a>":          nil,
		"[page](https://news.example/a)":        {"https://news.example/a"},
		"[page](<https://news.example/a>)":      nil,
		"`https://news.example/a`":              nil,
		"```\nhttps://news.example/a\n```":      nil,
		"news.example":                          nil,
		"https://a.example https://b.example/x": {"https://a.example", "https://b.example/x"},
	} {
		if got := (&Message{Content: text}).Previews(); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q", text, got)
		}
		if got := (&Message{Content: text, Flags: SuppressEmbeds}).Previews(); got != nil {
			t.Errorf("%q without previews: %q", text, got)
		}
	}
}

func TestPermissionsOfTheApp(t *testing.T) {
	t.Parallel()
	w := newsroom(t, Bucket("POST "+messagesOf, 100, time.Second))
	said := w.ana.Say(w.talks, "x")
	text, embedded := map[string]any{"content": "x"}, map[string]any{"embeds": []any{map[string]any{"title": "t"}}}
	both := map[string]any{"content": "x", "embeds": embedded["embeds"]}
	reply := map[string]any{"content": "x", "message_reference": map[string]any{"message_id": said.ID}}

	w.talks.Deny(EmbedLinks)
	w.bot.call("POST", w.path(w.talks), embedded).want(t, 403, 50013)
	if m := w.send(t, w.talks, both); len(m.Embeds) != 0 || m.Content != "x" {
		t.Errorf("%+v", m)
	}
	i, e := w.ask("x")
	w.bot.respond(e, AckMessage, embedded).want(t, 204, 0)
	if m := i.Message(t.Context()); len(m.Embeds) != 1 {
		t.Error("an answer to an interaction may always embed")
	}
	w.talks.Allow(EmbedLinks).Deny(ReadMessageHistory)
	w.bot.call("POST", w.path(w.talks), reply).want(t, 403, 160002)
	w.bot.call("GET", w.path(w.talks)+"/"+said.ID, nil).want(t, 403, 50013)
	if a := w.bot.call("GET", w.path(w.talks), nil).want(t, 200, 0); a.text != "[]" {
		t.Error(a.text)
	}
	w.talks.Deny(SendMessages)
	w.bot.call("POST", w.path(w.talks), text).want(t, 403, 50013)
	w.bot.call("POST", "/channels/"+w.talks.ID+"/typing", nil).want(t, 403, 50013)
	thread := w.talks.Thread("more")
	w.bot.call("POST", w.path(thread), text).want(t, 200, 0)
	w.talks.Deny(ViewChannel)
	w.bot.call("POST", w.path(w.talks), text).want(t, 403, 50001)
	w.bot.call("POST", w.path(thread), text).want(t, 403, 50001)
	w.bot.call("GET", "/channels/"+w.talks.ID, nil).want(t, 403, 50001)
	w.bot.call("GET", "/channels/1", nil).want(t, 404, 10003)
	if n := w.Refused()[403]; n != 8 {
		t.Errorf("%d answers with 403", n)
	}
}

func TestRepliesAndTheirTargets(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	said := w.ana.Say(w.talks, "x")
	to := func(id string, fail bool) map[string]any {
		return map[string]any{"content": "r", "message_reference": map[string]any{"message_id": id, "fail_if_not_exists": fail}}
	}
	m := w.send(t, w.talks, to(said.ID, true))
	if got := w.talks.AnswerTo(t.Context(), said); got.ID != m.ID {
		t.Errorf("%+v", got)
	}
	w.ana.Delete(said)
	w.bot.event("MESSAGE_DELETE")
	a := w.bot.call("POST", w.path(w.talks), to(said.ID, true)).want(t, 400, 50035)
	if got := a.faultAt("message_reference"); len(got) != 1 || got[0] != "REPLIES_UNKNOWN_MESSAGE" {
		t.Error(a.text)
	}
	w.bot.call("POST", w.path(w.talks), to(said.ID, false)).want(t, 200, 0)
	if a := w.bot.call("GET", w.path(w.talks)+"/"+m.ID, nil); a.json["referenced_message"] != nil {
		t.Error(a.text)
	} else if _, there := a.json["referenced_message"]; !there {
		t.Error("a deleted message that was answered must be null")
	}
}

func TestNonce(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	body := map[string]any{"content": "x", "nonce": "n1", "enforce_nonce": true}
	first := w.bot.call("POST", w.path(w.talks), body).want(t, 200, 0)
	again := w.bot.call("POST", w.path(w.talks), body).want(t, 200, 0)
	if first.json["id"] != again.json["id"] || len(w.talks.Messages()) != 1 {
		t.Error("the message was made twice")
	}
	delete(body, "enforce_nonce")
	if a := w.bot.call("POST", w.path(w.talks), body).want(t, 200, 0); a.json["id"] == first.json["id"] {
		t.Error("a nonce alone does not keep a message from being made twice")
	}
	w.LoseAnswer("POST", messagesOf, 1)
	if a := w.bot.call("POST", w.path(w.talks), map[string]any{"content": "y", "nonce": 7, "enforce_nonce": true}); a.status != -1 {
		t.Errorf("an answer came: %s", a.text)
	}
	w.bot.call("POST", w.path(w.talks), map[string]any{"content": "y", "nonce": 7, "enforce_nonce": true}).want(t, 200, 0)
	if n := len(w.talks.Messages()); n != 3 {
		t.Errorf("%d messages", n)
	}
}

func TestEditsAndDeletes(t *testing.T) {
	t.Parallel()
	clock := newClock()
	w := newsroom(t, WithClock(clock.now), Bucket("PATCH "+messagesOf+"/{message_id}", 1000, time.Second), GlobalLimit(1000))
	said := w.ana.Say(w.talks, "x")
	m := w.send(t, w.talks, map[string]any{"content": "x", "embeds": []any{map[string]any{"title": "t"}}})
	one := w.path(w.talks) + "/" + m.ID
	w.bot.call("PATCH", w.path(w.talks)+"/"+said.ID, map[string]any{"content": "y"}).want(t, 403, 50005)
	w.bot.call("DELETE", w.path(w.talks)+"/"+said.ID, nil).want(t, 403, 50013)
	w.bot.call("PATCH", one, map[string]any{"content": "y", "ID": "", "Channel": ""}).want(t, 200, 0)
	if m = m.Now(); m.Content != "y" || len(m.Embeds) != 1 {
		t.Errorf("what an edit leaves out stays: %+v", m)
	}
	w.bot.call("PATCH", one, map[string]any{"flags": 4, "embeds": []any{}}).want(t, 200, 0)
	if m = m.Now(); m.Flags != SuppressEmbeds || len(m.Embeds) != 0 || m.Content != "y" {
		t.Errorf("%+v", m)
	}
	w.bot.call("PATCH", one, map[string]any{"content": nil}).want(t, 400, 50006)
	if m.Now().Content != "y" {
		t.Error("a refused edit was made")
	}
	clock.goOn(61 * time.Minute)
	last := 0
	for range lateEdits + 1 {
		last = w.bot.call("PATCH", one, map[string]any{"content": "z"}).code()
	}
	if last != 30046 {
		t.Errorf("an old message may be edited for ever: %d", last)
	}
	w.bot.call("DELETE", one, nil).want(t, 204, 0)
	w.bot.call("DELETE", one, nil).want(t, 404, 10008)
	if !m.Now().Deleted {
		t.Error("it is not deleted")
	}
	wantViolations(t, w.Server, "50006")
}

func TestNewerLayoutTakesThePlaceOfContent(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	m := w.send(t, w.talks, map[string]any{"content": "x"})
	one := w.path(w.talks) + "/" + m.ID
	layout := []any{map[string]any{"type": 10, "content": "t"}}
	w.bot.call("PATCH", one, map[string]any{"flags": 1 << 15, "components": layout}).want(t, 400, 50035)
	w.bot.call("PATCH", one, map[string]any{"flags": 1 << 15, "components": layout, "content": nil}).want(t, 200, 0)
	if m := m.Now(); m.Content != "" || m.Flags != ComponentsV2 || len(m.Components) != 1 {
		t.Errorf("%+v", m)
	}
	wantViolations(t, w.Server, "LEGACY_FIELDS")
}

func TestChannelIsDeleted(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	_, e := w.ask("x")
	w.bot.respond(e, AckDeferred, nil).want(t, 204, 0)
	w.talks.Delete()
	w.bot.event("CHANNEL_DELETE")
	w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": "x"}).want(t, 404, 10003)
	w.bot.call("POST", w.path(w.talks), map[string]any{"content": "x"}).want(t, 404, 10003)
}

func TestListOfMessages(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	var ids []string
	for range 6 {
		ids = append(ids, w.ana.Say(w.talks, "x").ID)
	}
	for query, want := range map[string][]string{
		"?limit=2":                       {ids[5], ids[4]},
		"?before=" + ids[3] + "&limit=2": {ids[2], ids[1]},
		"?after=" + ids[1] + "&limit=2":  {ids[3], ids[2]},
		"?around=" + ids[2] + "&limit=3": {ids[3], ids[2], ids[1]},
	} {
		a := w.bot.call("GET", w.path(w.talks)+query, nil).want(t, 200, 0)
		var got []string
		for _, p := range strings.Split(a.text, `{"id":"`)[1:] {
			if id, _, _ := strings.Cut(p, `"`); id != w.ana.ID {
				got = append(got, id)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, not %q", query, got, want)
		}
	}
	w.bot.call("GET", w.path(w.talks)+"?limit=101", nil).want(t, 400, 50035)
	wantViolations(t, w.Server, "limit")
}

func TestDirectMessages(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	open := func(id string) answer {
		return w.bot.call("POST", "/users/@me/channels", map[string]any{"recipient_id": id})
	}
	hello := map[string]any{"content": "hello"}
	path := "/channels/" + open(w.ben.ID).want(t, 200, 0).json["id"].(string) + "/messages"
	w.bot.call("POST", path, hello).want(t, 200, 0)
	if m := w.ben.DMs().Messages(); len(m) != 1 || m[0].Content != "hello" {
		t.Errorf("%v", m)
	}
	w.ben.RefuseDMs(true)
	w.bot.call("POST", path, hello).want(t, 403, 50007)
	stranger := w.Person("eve")
	path = "/channels/" + open(stranger.ID).want(t, 200, 0).json["id"].(string) + "/messages"
	w.bot.call("POST", path, hello).want(t, 403, 50007)
	stranger.DM("hello")
	w.bot.call("POST", path, hello).want(t, 200, 0)
	open("1").want(t, 400, 50033)
}

func TestTypingAndReactions(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	m := w.ana.Say(w.talks, "x")
	w.bot.call("POST", "/channels/"+w.talks.ID+"/typing", nil).want(t, 204, 0)
	if n := len(w.talks.Typing()); n != 1 {
		t.Errorf("typed %d times", n)
	}
	thumb := w.path(w.talks) + "/" + m.ID + "/reactions/%F0%9F%91%8D/@me"
	w.bot.call("PUT", thumb, nil).want(t, 204, 0)
	if r := m.Now().Reactions; len(r) != 1 || r[0] != "👍" {
		t.Errorf("%q", r)
	}
	w.bot.call("DELETE", thumb, nil).want(t, 204, 0)
	if r := m.Now().Reactions; len(r) != 0 {
		t.Errorf("%q", r)
	}
}

func TestAwaitInAChannel(t *testing.T) {
	t.Parallel()
	w := newsroom(t, WithPatience(2*time.Second))
	done := make(chan struct{})
	go func() {
		defer close(done)
		time.Sleep(5 * time.Millisecond)
		w.bot.call("POST", w.path(w.talks), map[string]any{"content": "later"})
	}()
	if m := w.talks.Await(t.Context(), FromBot); m.Content != "later" {
		t.Errorf("%+v", m)
	}
	<-done
	why := refused(t, w.Server, func() {
		w.talks.Await(context.Background(), func(m *Message) bool { return m.Content == "never" })
	})
	if !strings.Contains(why, "#talks") {
		t.Error(why)
	}
}
