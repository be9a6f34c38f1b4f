package discordtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// checked makes a server hold its own answers to Discord's description too.
func checked(s *Server) { s.checkAnswers = true }

// rawBot is a client without a library.
type rawBot struct {
	t       testing.TB
	s       *Server
	ws      *websocket.Conn
	seq     int64
	session string
}

const usualIntents = intentGuilds | intentGuildMessages | intentDirectMessages

// connect opens the gateway and says nothing yet.
func connect(t testing.TB, s *Server) *rawBot {
	t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial(strings.Replace(s.URL(), "http", "ws", 1)+"?v=10&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.Close() })
	return &rawBot{t: t, s: s, ws: ws}
}

// identified opens the gateway and reads until READY.
func identified(t testing.TB, s *Server) *rawBot {
	t.Helper()
	b := connect(t, s)
	b.op(opHello)
	b.identify(map[string]any{})
	b.session = b.event("READY")["session_id"].(string)
	return b
}

func (b *rawBot) identify(with map[string]any) {
	d := map[string]any{"token": b.s.Token(), "intents": usualIntents, "properties": map[string]string{"os": "linux", "browser": "raw", "device": "raw"}}
	for k, v := range with {
		d[k] = v
	}
	b.write(opIdentify, d)
}

func (b *rawBot) write(op int, d any) {
	b.t.Helper()
	if err := b.ws.WriteJSON(map[string]any{"op": op, "d": d}); err != nil {
		b.t.Fatal(err)
	}
}

type rawFrame struct {
	Op   int             `json:"op"`
	Name string          `json:"t"`
	Seq  int64           `json:"s"`
	Data json.RawMessage `json:"d"`
}

func (b *rawBot) read() (rawFrame, error) {
	var f rawFrame
	_ = b.ws.SetReadDeadline(time.Now().Add(5 * time.Second))
	err := b.ws.ReadJSON(&f)
	b.seq = max(b.seq, f.Seq)
	return f, err
}

// op reads on to a frame with an opcode.
func (b *rawBot) op(op int) rawFrame {
	b.t.Helper()
	for {
		f, err := b.read()
		if err != nil {
			b.t.Fatalf("waiting for opcode %d: %v", op, err)
		}
		if f.Op == op {
			return f
		}
	}
}

// event reads on to an event.
func (b *rawBot) event(name string) map[string]any {
	b.t.Helper()
	for {
		f, err := b.read()
		if err != nil {
			b.t.Fatalf("waiting for %s: %v", name, err)
		}
		if f.Name == name {
			return decoded(f)
		}
	}
}

func decoded(f rawFrame) map[string]any {
	var d map[string]any
	if err := json.Unmarshal(f.Data, &d); err != nil {
		panic(err)
	}
	return d
}

// closed reads on to the end, and gives its code.
func (b *rawBot) closed() int {
	b.t.Helper()
	for {
		if _, err := b.read(); err != nil {
			if e, ok := err.(*websocket.CloseError); ok {
				return e.Code
			}
			return -1
		}
	}
}

// answer is what the API answered.
type answer struct {
	status int
	header http.Header
	text   string
	json   map[string]any
}

// code is Discord's own code of an error.
func (a answer) code() int {
	n, _ := a.json["code"].(float64)
	return int(n)
}

// faultAt are the codes of what is wrong at a place of the body.
func (a answer) faultAt(at string) []string {
	node, _ := a.json["errors"].(map[string]any)
	for _, k := range strings.Split(at, ".") {
		if k != "" {
			node, _ = node[k].(map[string]any)
		}
	}
	var codes []string
	list, _ := node["_errors"].([]any)
	for _, e := range list {
		codes = append(codes, e.(map[string]any)["code"].(string))
	}
	return codes
}

func (b *rawBot) call(method, path string, body any) answer {
	b.t.Helper()
	return request(b.t, b.s, method, path, body, "Bot "+b.s.Token())
}

func request(t testing.TB, s *Server, method, path string, body any, token string) answer {
	t.Helper()
	var payload io.Reader
	if body != nil {
		data, isText := body.(string)
		if !isText {
			encoded, err := json.Marshal(body)
			if err != nil {
				t.Fatal(err)
			}
			data = string(encoded)
		}
		payload = bytes.NewReader([]byte(data))
	}
	r, err := http.NewRequest(method, s.URL()+"/api/v10"+path, payload)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
	if token != "" {
		r.Header.Set("Authorization", token)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return answer{status: -1, text: err.Error()}
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	a := answer{status: resp.StatusCode, header: resp.Header, text: string(text)}
	_ = json.Unmarshal(text, &a.json)
	return a
}

// respond acknowledges an interaction that came as an event.
func (b *rawBot) respond(i map[string]any, kind AckType, data any) answer {
	b.t.Helper()
	body := map[string]any{"type": int(kind)}
	if data != nil {
		body["data"] = data
	}
	return b.call("POST", fmt.Sprintf("/interactions/%s/%s/callback", i["id"], i["token"]), body)
}

// answerPath is where the answer to an interaction is.
func (b *rawBot) answerPath(i map[string]any) string {
	return fmt.Sprintf("/webhooks/%s/%s/messages/@original", b.s.AppID(), i["token"])
}

func (b *rawBot) followPath(i map[string]any) string {
	return fmt.Sprintf("/webhooks/%s/%s", b.s.AppID(), i["token"])
}

// want checks the status, and the code where there is one.
func (a answer) want(t *testing.T, status, code int) answer {
	t.Helper()
	if a.status != status || code != 0 && a.code() != code {
		t.Errorf("the answer is %d with code %d, not %d with %d: %s", a.status, a.code(), status, code, a.text)
	}
	return a
}

// wantViolations takes the violations, which must contain these words, one each.
func wantViolations(t *testing.T, s *Server, words ...string) {
	t.Helper()
	got := s.Violations()
	for _, w := range words {
		i := slices.IndexFunc(got, func(v string) bool { return strings.Contains(v, w) })
		if i < 0 {
			t.Errorf("no violation says %q: %q", w, got)
			continue
		}
		got = slices.Delete(got, i, i+1)
	}
	if len(got) > 0 {
		t.Errorf("violations nobody expected: %q", got)
	}
}

// handClock is a clock that goes on when it is told to.
type handClock struct{ at atomic.Int64 }

func newClock() *handClock {
	c := &handClock{}
	c.at.Store(time.Now().UnixNano())
	return c
}

func (c *handClock) now() time.Time       { return time.Unix(0, c.at.Load()) }
func (c *handClock) goOn(d time.Duration) { c.at.Add(int64(d)) }

// scenery is a server with a guild, a channel and two people, and a bot that is
// connected and has the usual commands.
type scenery struct {
	*Server
	guild    *Guild
	talks    *Channel
	ana, ben *Person
	bot      *rawBot
}

var usualCommands = []map[string]any{
	{"name": "ask", "type": 1, "description": "Ask a question", "options": []any{
		map[string]any{"type": 3, "name": "question", "description": "What you want to know", "required": true, "max_length": 300},
		map[string]any{"type": 3, "name": "source", "description": "An article", "autocomplete": true},
		map[string]any{"type": 4, "name": "limit", "description": "How many", "min_value": 1, "max_value": 9},
	}},
	{"name": "admin", "type": 1, "description": "For administrators", "default_member_permissions": "0", "contexts": []int{0}, "options": []any{
		map[string]any{"type": 1, "name": "reload", "description": "Read the articles again"},
	}},
	{"name": "Check this claim", "type": 3},
}

func newsroom(t *testing.T, options ...Option) *scenery {
	t.Helper()
	s := New(t, append([]Option{checked}, options...)...)
	w := &scenery{Server: s, guild: s.Guild("Newsroom")}
	w.talks = w.guild.Channel("talks")
	w.ana, w.ben = w.guild.Member("ana", 0), w.guild.Member("ben", 0)
	w.bot = identified(t, s)
	w.bot.call("PUT", "/applications/"+s.AppID()+"/commands", usualCommands).want(t, 200, 0)
	return w
}

func (w *scenery) ask(question string) (*Interaction, map[string]any) {
	i := w.ana.Slash(w.talks, "ask", Args{"question": question})
	return i, w.bot.event("INTERACTION_CREATE")
}

// watcher is a test that may fail without failing the real one.
type watcher struct {
	testing.TB
	failed []string
}

func (w *watcher) Helper() {}
func (w *watcher) Errorf(format string, args ...any) {
	w.failed = append(w.failed, fmt.Sprintf(format, args...))
}
func (w *watcher) Fatalf(format string, args ...any) {
	w.Errorf(format, args...)
	runtime.Goexit()
}

// refused runs what must fail the test, and gives the reason.
func refused(t *testing.T, s *Server, do func()) string {
	t.Helper()
	w := &watcher{TB: t}
	real := s.t
	s.t = w
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	<-done
	s.t = real
	if len(w.failed) == 0 {
		t.Error("nothing failed")
		return ""
	}
	return w.failed[0]
}
