package discordtest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestAcknowledgeAtOnce(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	i, e := w.ask("Who?")
	w.bot.respond(e, AckMessage, map[string]any{"content": "Nobody.", "embeds": []any{map[string]any{"title": "T"}}}).want(t, 204, 0)
	ack, err := i.Ack(t.Context())
	if err != nil || ack.Type != AckMessage || ack.Ephemeral || ack.After > time.Second {
		t.Errorf("%+v, %v", ack, err)
	}
	if m := i.Message(t.Context()); m.Content != "Nobody." || m.Embeds[0].Title != "T" || m.OnlyFor != nil || !m.ByBot {
		t.Errorf("%+v", m)
	}
	if got := w.talks.Messages(); len(got) != 1 {
		t.Errorf("%d messages in the channel", len(got))
	}
	created := w.bot.event("MESSAGE_CREATE")
	if created["content"] != "Nobody." || created["interaction_metadata"].(map[string]any)["id"] != i.ID {
		t.Errorf("%v", created)
	}
}

func TestAcknowledgeOnce(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	_, e := w.ask("Who?")
	w.bot.respond(e, AckDeferred, nil).want(t, 204, 0)
	w.bot.respond(e, AckMessage, map[string]any{"content": "x"}).want(t, 400, 40060)
	wantViolations(t, w.Server, "40060")
}

func TestAcknowledgeTooLate(t *testing.T) {
	t.Parallel()
	w := newsroom(t, WithLimits(30*time.Millisecond, time.Minute))
	i, e := w.ask("Who?")
	if _, err := i.Ack(t.Context()); !errors.Is(err, ErrNoAck) {
		t.Errorf("the error is %v", err)
	}
	w.bot.respond(e, AckDeferred, nil).want(t, 404, 10062)
	wantViolations(t, w.Server, "10062")
	w.ask("And who else?")
	time.Sleep(40 * time.Millisecond)
	wantViolations(t, w.Server, "/ask of ana was never acknowledged")
}

func TestAckWaitsNoLongerThanTheContext(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	i, _ := w.ask("Who?")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := i.Ack(ctx); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrNoAck) {
		t.Errorf("the error is %v", err)
	}
}

func TestTokenExpires(t *testing.T) {
	t.Parallel()
	clock := newClock()
	w := newsroom(t, WithClock(clock.now))
	_, e := w.ask("Who?")
	w.bot.respond(e, AckDeferred, nil).want(t, 204, 0)
	clock.goOn(15*time.Minute + time.Second)
	w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": "late"}).want(t, 401, 50027)
	w.bot.call("POST", w.bot.followPath(e), map[string]any{"content": "late"}).want(t, 401, 50027)
	wantViolations(t, w.Server, "50027", "50027")
}

func TestNoWebhookBeforeTheAcknowledgement(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	_, e := w.ask("Who?")
	w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": "early"}).want(t, 404, 10015)
	w.bot.call("POST", "/webhooks/"+w.AppID()+"/no-such-token", map[string]any{"content": "x"}).want(t, 404, 10015)
	w.bot.call("POST", "/interactions/1/no-such-token/callback", map[string]any{"type": 5}).want(t, 404, 10062)
	wantViolations(t, w.Server, "10015", "10015", "10062")
}

func TestEphemeralIsFixedAtDeferral(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	i, e := w.ask("In secret?")
	w.bot.respond(e, AckDeferred, map[string]any{"flags": 64}).want(t, 204, 0)
	w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": "done"}).want(t, 200, 0)
	if m := i.Message(t.Context()); m.OnlyFor != w.ana || m.Flags&Ephemeral == 0 || m.Loading() {
		t.Errorf("%+v", m)
	}
	if seen := w.talks.MessagesFor(w.ben); len(seen) != 0 {
		t.Errorf("ben sees %v", seen)
	}
	if seen := w.talks.MessagesFor(w.ana); len(seen) != 1 {
		t.Errorf("ana sees %v", seen)
	}

	_, e = w.ask("In public?")
	w.bot.respond(e, AckDeferred, nil).want(t, 204, 0)
	w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": "x", "flags": 64}).want(t, 400, 50035)
	a := w.bot.call("POST", w.bot.followPath(e), map[string]any{"content": "x", "flags": 64}).want(t, 200, 0)
	if a.json["flags"] != 0.0 {
		t.Errorf("the answer became ephemeral: %s", a.text)
	}
	wantViolations(t, w.Server, "FLAGS_NOT_SETTABLE", "cannot be ephemeral")
}

func TestFirstFollowUpResolvesTheDeferral(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	i, e := w.ask("Who?")
	w.bot.respond(e, AckDeferred, map[string]any{"flags": 64}).want(t, 204, 0)
	w.bot.call("POST", w.bot.followPath(e), map[string]any{"content": "one"}).want(t, 200, 0)
	w.bot.call("POST", w.bot.followPath(e), map[string]any{"content": "two"}).want(t, 200, 0)
	if m := i.Message(t.Context()); m.Content != "one" || m.OnlyFor != w.ana {
		t.Errorf("%+v", m)
	}
	if f := i.FollowUp(t.Context(), 0); f.Content != "two" || f.OnlyFor != nil || len(i.FollowUps()) != 1 {
		t.Errorf("%+v", f)
	}
}

func TestAnswerIsEditedAndDeleted(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	i, e := w.ask("Who?")
	w.bot.respond(e, AckDeferred, nil).want(t, 204, 0)
	for _, text := range []string{"one", "two"} {
		w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": text}).want(t, 200, 0)
	}
	m := i.Await(t.Context(), func(m *Message) bool { return m.Content == "two" })
	if h := m.History(); len(h) != 3 || h[0].Flags&Loading == 0 || h[1].Content != "one" || m.Edited.IsZero() {
		t.Errorf("%+v", h)
	}
	if a := w.bot.call("GET", w.bot.answerPath(e), nil).want(t, 200, 0); a.json["content"] != "two" {
		t.Error(a.text)
	}
	if i.Deleted() {
		t.Error("deleted too early")
	}
	w.bot.call("DELETE", w.bot.answerPath(e), nil).want(t, 204, 0)
	i.AwaitDeleted(t.Context())
	w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": "three"}).want(t, 404, 10008)
	if !m.Now().Deleted || len(w.talks.Messages()) != 0 {
		t.Error("the message is still there")
	}
}

func TestCallbackTellsWhatItMade(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	_, e := w.ask("Who?")
	path := "/interactions/" + e["id"].(string) + "/" + e["token"].(string) + "/callback?with_response=true"
	a := w.bot.call("POST", path, map[string]any{"type": 4, "data": map[string]any{"content": "x", "flags": 64}}).want(t, 200, 0)
	if about := a.json["interaction"].(map[string]any); about["response_message_ephemeral"] != true || about["response_message_id"] == "" {
		t.Error(a.text)
	}
}

// button is a message with a button and a menu.
var button = map[string]any{"content": "Choose.", "components": []any{
	map[string]any{"type": 1, "components": []any{
		map[string]any{"type": 2, "style": 1, "label": "More", "custom_id": "more:1"},
		map[string]any{"type": 2, "style": 2, "label": "Never", "custom_id": "never:1", "disabled": true},
		map[string]any{"type": 2, "style": 5, "label": "Page", "url": "https://news.example/a"},
	}},
	map[string]any{"type": 1, "components": []any{
		map[string]any{"type": 3, "custom_id": "pick:1", "placeholder": "Evidence", "options": []any{
			map[string]any{"label": "First", "value": "1"}, map[string]any{"label": "Second", "value": "2"},
		}},
	}},
}}

func (w *scenery) withButtons(t *testing.T) (*Interaction, *Message) {
	t.Helper()
	i, e := w.ask("Buttons?")
	w.bot.respond(e, AckMessage, button).want(t, 204, 0)
	return i, i.Message(t.Context())
}

func TestComponents(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	_, m := w.withButtons(t)

	i := w.ben.Press(m, "More")
	e := w.bot.event("INTERACTION_CREATE")
	if d := e["data"].(map[string]any); d["custom_id"] != "more:1" || e["message"].(map[string]any)["content"] != "Choose." {
		t.Errorf("%v", e)
	}
	w.bot.respond(e, AckUpdate, map[string]any{"content": "Chosen.", "components": []any{}}).want(t, 204, 0)
	if m := i.Message(t.Context()); m.Content != "Chosen." || len(m.Components) != 0 {
		t.Errorf("%+v", m)
	}

	_, m = w.withButtons(t)
	i = w.ana.Choose(m, "Evidence", "Second")
	e = w.bot.event("INTERACTION_CREATE")
	if d := e["data"].(map[string]any); d["values"].([]any)[0] != "2" {
		t.Errorf("%v", d)
	}
	w.bot.respond(e, AckDeferredUpdate, nil).want(t, 204, 0)
	if m.Now().Content != "Choose." {
		t.Error("a deferred update changed the message")
	}
	w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": "Later."}).want(t, 200, 0)
	if m := i.Message(t.Context()); m.Content != "Later." || len(m.Components) != 2 {
		t.Errorf("%+v", m)
	}
}

func TestWhatTheClientDoesNotLetThrough(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	_, m := w.withButtons(t)
	i, e := w.ask("Secret?")
	w.bot.respond(e, AckMessage, map[string]any{"content": "s", "flags": 64}).want(t, 204, 0)
	secret := i.Message(t.Context())
	for _, c := range []struct {
		why string
		do  func()
	}{
		{"disabled", func() { w.ana.Press(m, "Never") }},
		{"a link", func() { w.ana.Press(m, "Page") }},
		{"has only [More]", func() { w.ana.Press(m, "Less") }},
		{"has the options", func() { w.ana.Choose(m, "", "Third") }},
		{"1 to 1 options", func() { w.ana.Choose(m, "", "First", "Second") }},
		{"only ana sees", func() { w.ben.Press(secret, "More") }},
		{"only one person sees", func() { w.ana.Reply(secret, "x", true) }},
		{"no such command", func() { w.ana.Slash(w.talks, "nothing", nil) }},
		{"is required", func() { w.ana.Slash(w.talks, "ask", nil) }},
		{"too many", func() { w.ana.Slash(w.talks, "ask", Args{"question": strings.Repeat("x", 301)}) }},
		{"is above 9", func() { w.ana.Slash(w.talks, "ask", Args{"question": "x", "limit": 10}) }},
		{"is not text", func() { w.ana.Slash(w.talks, "ask", Args{"question": 7}) }},
		{"has no option", func() { w.ana.Slash(w.talks, "ask", Args{"question": "x", "colour": "red"}) }},
		{"for administrators", func() { w.ana.Slash(w.talks, "admin reload", nil) }},
		{"not for direct messages", func() { w.ana.Slash(w.ana.DMs(), "admin reload", nil) }},
		{"no such command", func() { w.ana.MessageCommand("Check", m) }},
		{"no autocomplete", func() { w.ana.Autocomplete(w.talks, "ask", "question", "x") }},
		{"may not use commands", func() { w.Person("eve").Slash(w.talks, "ask", Args{"question": "x"}) }},
		{"may not write", func() { w.Person("eve").Say(w.talks, "x") }},
		{"is empty", func() { w.ana.Say(w.talks, " ") }},
	} {
		if why := refused(t, w.Server, c.do); !strings.Contains(why, c.why) {
			t.Errorf("%q does not say %q", why, c.why)
		}
	}
}

func TestSubcommandOfAdministrators(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	chief := w.guild.Member("chief", Administrator)
	if err := chief.Sees(w.talks, "admin"); err != nil {
		t.Error(err)
	}
	chief.Slash(w.talks, "admin reload", nil)
	d := w.bot.event("INTERACTION_CREATE")["data"].(map[string]any)
	if o := d["options"].([]any)[0].(map[string]any); o["name"] != "reload" || o["type"] != 1.0 {
		t.Errorf("%v", d)
	}
}

func TestModal(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	_, m := w.withButtons(t)
	press := w.ana.Press(m, "More")
	w.bot.respond(w.bot.event("INTERACTION_CREATE"), AckModal, map[string]any{"custom_id": "form:1", "title": "Ask on", "components": []any{
		map[string]any{"type": 1, "components": []any{map[string]any{"type": 4, "custom_id": "text", "label": "Question", "style": 2, "max_length": 20}}},
	}}).want(t, 204, 0)
	modal := press.Modal(t.Context())
	if modal.Title != "Ask on" || len(modal.Inputs()) != 1 {
		t.Errorf("%+v", modal)
	}
	for why, values := range map[string]map[string]string{
		"is required": {}, "too many": {"Question": strings.Repeat("x", 21)}, "no input": {"Answer": "x"},
	} {
		if got := refused(t, w.Server, func() { w.ana.Submit(modal, values) }); !strings.Contains(got, why) {
			t.Errorf("%q does not say %q", got, why)
		}
	}
	if got := refused(t, w.Server, func() { w.ben.Submit(modal, nil) }); !strings.Contains(got, "opened for ana") {
		t.Error(got)
	}
	i := w.ana.Submit(modal, map[string]string{"Question": "And who else?"})
	e := w.bot.event("INTERACTION_CREATE")
	row := e["data"].(map[string]any)["components"].([]any)[0].(map[string]any)
	if input := row["components"].([]any)[0].(map[string]any); input["value"] != "And who else?" || input["custom_id"] != "text" {
		t.Errorf("%v", e["data"])
	}
	w.bot.respond(e, AckModal, map[string]any{"custom_id": "form:2", "title": "Again", "components": []any{
		map[string]any{"type": 1, "components": []any{map[string]any{"type": 4, "custom_id": "text", "label": "Question", "style": 1}}},
	}}).want(t, 400, 50035)
	w.bot.respond(e, AckDeferred, nil).want(t, 204, 0)
	w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": "Nobody."}).want(t, 200, 0)
	if m := i.Message(t.Context()); m.Content != "Nobody." {
		t.Errorf("%+v", m)
	}
	wantViolations(t, w.Server, "does not answer a modal")
}

func TestAutocomplete(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	i := w.ana.Autocomplete(w.talks, "ask", "source", "ist", Args{"question": "Who?"})
	e := w.bot.event("INTERACTION_CREATE")
	o := e["data"].(map[string]any)["options"].([]any)
	if e["type"] != 4.0 || len(o) != 2 || o[1].(map[string]any)["focused"] != true {
		t.Errorf("%v", e)
	}
	w.bot.respond(e, AckMessage, map[string]any{"content": "x"}).want(t, 400, 50035)
	w.bot.respond(e, AckChoices, map[string]any{"choices": []any{map[string]any{"name": "x"}}}).want(t, 400, 50035)
	w.bot.respond(e, AckChoices, map[string]any{"choices": []any{map[string]any{"name": "Istanbul", "value": "istanbul"}}}).want(t, 204, 0)
	if c := i.Choices(t.Context()); len(c) != 1 || c[0].Name != "Istanbul" {
		t.Errorf("%v", c)
	}
	wantViolations(t, w.Server, "does not answer", "choices")
}

func TestMessageCommandBringsTheContent(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	said := w.ben.Say(w.talks, "Putin will attend.")
	if got := w.bot.event("MESSAGE_CREATE"); got["content"] != "" {
		t.Errorf("the bot read %v", got["content"])
	}
	w.ana.MessageCommand("Check this claim", said)
	d := w.bot.event("INTERACTION_CREATE")["data"].(map[string]any)
	m := d["resolved"].(map[string]any)["messages"].(map[string]any)[d["target_id"].(string)].(map[string]any)
	if m["content"] != "Putin will attend." {
		t.Errorf("%v", m)
	}
}

func TestInteractionSaysWhoAndWhere(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	w.ana.Locale("uk")
	w.guild.Locale("tr")
	_, e := w.ask("Хто?")
	if e["locale"] != "uk" || e["guild_locale"] != "tr" || e["context"] != 0.0 || e["guild_id"] != w.guild.ID || e["user"] != nil {
		t.Errorf("%v", e)
	}
	if m := e["member"].(map[string]any); m["user"].(map[string]any)["id"] != w.ana.ID || m["permissions"] == "" {
		t.Errorf("%v", m)
	}
	w.ana.Slash(w.ana.DMs(), "ask", Args{"question": "Who?"})
	e = w.bot.event("INTERACTION_CREATE")
	if e["context"] != 1.0 || e["member"] != nil || e["user"].(map[string]any)["id"] != w.ana.ID {
		t.Errorf("%v", e)
	}
}
