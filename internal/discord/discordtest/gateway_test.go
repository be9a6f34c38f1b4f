package discordtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

func TestGatewayRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		with map[string]any
		code int
	}{
		{"a wrong token", map[string]any{"token": "x"}, 4004},
		{"an intent not allowed", map[string]any{"intents": intentGuilds | intentMessageContent}, 4014},
		{"an intent that there is not", map[string]any{"intents": 1 << 30}, 4013},
		{"a shard that there is not", map[string]any{"shard": []int{2, 2}}, 4010},
	} {
		s := New(t)
		b := connect(t, s)
		b.op(opHello)
		b.identify(c.with)
		if code := b.closed(); code != c.code {
			t.Errorf("%s: closed with %d, not %d", c.name, code, c.code)
		}
	}
}

func TestGatewayKnowsItsOpcodes(t *testing.T) {
	t.Parallel()
	s := New(t)
	b := identified(t, s)
	b.write(99, nil)
	if code := b.closed(); code != 4001 {
		t.Errorf("closed with %d", code)
	}
	b = identified(t, s)
	b.identify(nil)
	if code := b.closed(); code != 4005 {
		t.Errorf("identified twice: closed with %d", code)
	}
	b = connect(t, s)
	b.op(opHello)
	b.write(opPresence, map[string]any{})
	if code := b.closed(); code != 4003 {
		t.Errorf("not identified: closed with %d", code)
	}
	wantViolations(t, s, "opcode 99")
}

func TestIntentsSayWhatIsTold(t *testing.T) {
	t.Parallel()
	s := New(t)
	talks := s.Guild("G").Channel("talks")
	ana := talks.Guild.Member("ana", 0)
	for intents, want := range map[int]string{
		0:                    "",
		intentGuilds:         "GUILD_CREATE CHANNEL_CREATE",
		intentGuildMessages:  "MESSAGE_CREATE:in the guild",
		intentDirectMessages: "MESSAGE_CREATE:alone",
	} {
		b := connect(t, s)
		b.op(opHello)
		b.identify(map[string]any{"intents": intents})
		b.event("READY")
		ana.Say(talks, "in the guild "+s.BotPing())
		ana.DM("alone")
		talks.Guild.Channel("more")
		s.Emit("LAST", "{}")
		var got []string
		for {
			f, err := b.read()
			if err != nil {
				t.Fatal(err)
			}
			if f.Name == "LAST" {
				break
			}
			name := f.Name
			if name == "MESSAGE_CREATE" {
				name += ":" + map[bool]string{true: "alone", false: "in the guild"}[strings.Contains(string(f.Data), "alone")]
			}
			got = append(got, name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("intents %d: %q, not %q", intents, got, want)
		}
		_ = b.ws.Close()
		s.AwaitGateway("the end of the connection", func(c GatewayCounts) bool { return c.Live == 0 })
	}
}

func TestResumeReplaysWhatWasMissed(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	w.ask("one")
	seq := w.bot.seq
	w.Drop()
	w.bot.closed()
	w.AwaitGateway("the end of the connection", func(c GatewayCounts) bool { return c.Live == 0 })
	w.ana.Slash(w.talks, "ask", Args{"question": "two"})
	w.ana.Mention(w.talks, "three")

	b := connect(t, w.Server)
	b.op(opHello)
	b.write(opResume, map[string]any{"token": "Bot " + w.Token(), "session_id": w.bot.session, "seq": seq})
	var got []string
	for len(got) == 0 || got[len(got)-1] != "RESUMED" {
		f, err := b.read()
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, f.Name)
	}
	if want := []string{"INTERACTION_CREATE", "MESSAGE_CREATE", "RESUMED"}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
	if c := w.Gateway(); c.Resumes != 1 || c.Identifies != 1 || c.Live != 1 {
		t.Errorf("%+v", c)
	}
	w.Violations() // the interactions wait in vain
}

func TestResumeOfASessionThatIsOver(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	_ = w.bot.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""), time.Now().Add(time.Second))
	w.bot.closed()
	w.AwaitGateway("the end of the connection", func(c GatewayCounts) bool { return c.Live == 0 })
	b := connect(t, w.Server)
	b.op(opHello)
	b.write(opResume, map[string]any{"token": w.Token(), "session_id": w.bot.session, "seq": 1})
	if f := b.op(opInvalidSession); string(f.Data) != "false" {
		t.Errorf("%s", f.Data)
	}
	b.identify(nil)
	b.event("READY")
}

func TestResumeAfterAnotherCloseCode(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	_ = w.bot.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(4000, ""), time.Now().Add(time.Second))
	w.bot.closed()
	w.AwaitGateway("the end of the connection", func(c GatewayCounts) bool { return c.Live == 0 })
	b := connect(t, w.Server)
	b.op(opHello)
	b.write(opResume, map[string]any{"token": w.Token(), "session_id": w.bot.session, "seq": w.bot.seq})
	b.event("RESUMED")
}

func TestHeartbeats(t *testing.T) {
	t.Parallel()
	s := New(t, WithHeartbeat(20*time.Millisecond))
	b := identified(t, s)
	b.write(opHeartbeat, b.seq)
	b.op(opHeartbeatAck)
	s.MuteHeartbeats(true)
	b.write(opHeartbeat, nil)
	s.RequestHeartbeat()
	if f := b.op(opHeartbeat); f.Op != opHeartbeat {
		t.Error("no request for a heartbeat")
	}
	s.MuteHeartbeats(false)
	b.write(opHeartbeat, b.seq)
	b.op(opHeartbeatAck)
	if code := b.closed(); code != 4009 {
		t.Errorf("without heartbeats: closed with %d", code)
	}
	wantViolations(t, s, "no heartbeat")
}

func TestTooManySends(t *testing.T) {
	t.Parallel()
	s := New(t)
	b := identified(t, s)
	for range sendsAMinute + 1 {
		b.write(opHeartbeat, 1)
	}
	if code := b.closed(); code != 4008 {
		t.Errorf("closed with %d", code)
	}
	wantViolations(t, s, "within a minute")
}

func TestGatewayFaults(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	w.Reconnect()
	w.bot.op(opReconnect)
	w.InvalidSession(true)
	if f := w.bot.op(opInvalidSession); string(f.Data) != "true" {
		t.Errorf("%s", f.Data)
	}
	w.bot.write(opResume, map[string]any{"token": w.Token(), "session_id": w.bot.session, "seq": w.bot.seq})
	w.bot.event("RESUMED")
	w.InvalidSession(false)
	if f := w.bot.op(opInvalidSession); string(f.Data) != "false" {
		t.Errorf("%s", f.Data)
	}
	w.bot.identify(nil)
	w.bot.event("READY")

	w.Duplicate(true)
	w.ana.Mention(w.talks, "x")
	if a, b := w.bot.event("MESSAGE_CREATE"), w.bot.event("MESSAGE_CREATE"); a["id"] != b["id"] {
		t.Error("it did not come twice")
	}
	w.Mend()
	w.CloseGateway(4000, "Unknown error.")
	if code := w.bot.closed(); code != 4000 {
		t.Errorf("closed with %d", code)
	}

	w.ReconnectFirst()
	b := connect(t, w.Server)
	if f, err := b.read(); err != nil || f.Op != opReconnect {
		t.Errorf("%+v, %v", f, err)
	}
	b.op(opHello)
	w.IgnoreResume(true)
	b.write(opResume, map[string]any{"token": w.Token(), "session_id": "x", "seq": 1})
	b.write(opHeartbeat, nil)
	if f, err := b.read(); err != nil || f.Op != opHeartbeatAck {
		t.Errorf("%+v, %v", f, err)
	}
	w.TurnAway(true)
	if _, resp, err := websocket.DefaultDialer.Dial(strings.Replace(w.URL(), "http", "ws", 1)+"?v=10&encoding=json", nil); err == nil || resp.StatusCode != 503 {
		t.Errorf("%v", err)
	}
	w.TurnAway(false)
	w.WithholdHello(true)
	b = connect(t, w.Server)
	_ = b.ws.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
	if _, _, err := b.ws.ReadMessage(); err == nil {
		t.Error("it said something")
	}
}

func TestShards(t *testing.T) {
	t.Parallel()
	s := New(t, Shards(2))
	var guilds []*Guild
	for i := range 8 {
		guilds = append(guilds, s.Guild(fmt.Sprint("G", i)))
		time.Sleep(time.Millisecond) // the shard goes by the millisecond of the ID
	}
	var bots []*rawBot
	for i := range 2 {
		b := connect(t, s)
		b.op(opHello)
		b.identify(map[string]any{"shard": []int{i, 2}})
		b.event("READY")
		bots = append(bots, b)
	}
	s.AwaitReady(2)
	ana := s.Person("ana")
	for _, g := range guilds {
		g.Join(ana, 0)
		ana.Mention(g.Channel("talks"), g.Name)
		if m := bots[shardOf(g, 2)].event("MESSAGE_CREATE"); m["guild_id"] != g.ID {
			t.Errorf("%v", m)
		}
	}
	ana.DM("alone")
	if m := bots[0].event("MESSAGE_CREATE"); m["guild_id"] != nil {
		t.Errorf("%v", m)
	}
}

func TestIdentifyTooSoon(t *testing.T) {
	t.Parallel()
	s := New(t, IdentifyEvery(time.Minute))
	identified(t, s)
	b := connect(t, s)
	b.op(opHello)
	b.identify(nil)
	if f := b.op(opInvalidSession); string(f.Data) != "false" {
		t.Errorf("%s", f.Data)
	}
}

func TestLongFramesAreCompressed(t *testing.T) {
	t.Parallel()
	s := New(t)
	g := s.Guild("G")
	for i := range 20 {
		g.Channel(fmt.Sprint("channel", i))
	}
	b := connect(t, s)
	b.op(opHello)
	b.identify(map[string]any{"compress": true})
	b.event("READY")
	if kind, _, err := b.ws.ReadMessage(); err != nil || kind != websocket.BinaryMessage {
		t.Errorf("kind %d, %v", kind, err)
	}
}

func TestGuildsComeAndGo(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	g := w.Guild("Late")
	if e := w.bot.event("GUILD_CREATE"); e["id"] != w.guild.ID {
		t.Errorf("%v", e["id"])
	}
	if e := w.bot.event("GUILD_CREATE"); e["id"] != g.ID || e["name"] != "Late" {
		t.Errorf("%v", e["id"])
	}
	talks := g.Channel("talks")
	g.Remove()
	w.bot.event("GUILD_DELETE")
	w.bot.call("POST", w.path(talks), map[string]any{"content": "x"}).want(t, 403, 50001)
}
