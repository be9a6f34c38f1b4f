package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// Opcodes of the gateway.
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opVoice          = 4
	opResume         = 6
	opReconnect      = 7
	opRequestMembers = 8
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatAck   = 11
)

// Codes with which the gateway closes a connection.
const (
	closeUnknownOp          = 4001
	closeDecode             = 4002
	closeNotAuthenticated   = 4003
	closeWrongToken         = 4004
	closeAuthenticatedTwice = 4005
	closeWrongSequence      = 4007
	closeRateLimited        = 4008
	closeTimedOut           = 4009
	closeWrongShard         = 4010
	closeWrongVersion       = 4012
	closeWrongIntents       = 4013
	closeIntentsNotAllowed  = 4014
)

// sendsAMinute is how often a client may write to the gateway.
const sendsAMinute = 120

// session is what a shard of the bot has with the gateway. It outlives its
// connection, so that it can be resumed.
type session struct {
	id            string
	shard, shards int
	intents       int
	seq           int64
	events        []frame // since the last heartbeat, for a resume
	conn          *conn   // nil while there is none
}

// frame is what goes over a connection.
type frame struct {
	Op   int    `json:"op"`
	Data any    `json:"d"`
	Seq  *int64 `json:"s"`
	Name any    `json:"t"`
}

// tell gives an event to the session: written at once where it is connected,
// and kept for a resume. The server's mutex is held.
func (ses *session) tell(s *Server, e event) {
	ses.seq++
	seq := ses.seq
	f := frame{Op: opDispatch, Data: e.payload, Seq: &seq, Name: e.name}
	if e.whole != nil && ses.intents&intentMessageContent != 0 {
		f.Data = e.whole
	}
	ses.events = append(ses.events, f)
	if len(ses.events) > s.keptEvents() {
		ses.events = slices.Delete(ses.events, 0, len(ses.events)/2)
	}
	if ses.conn == nil {
		return
	}
	ses.conn.send(f)
	if s.faults.duplicates() && e.name != "READY" && e.name != "RESUMED" {
		ses.conn.send(f)
	}
}

// keptEvents is how many events a session keeps for a resume.
func (s *Server) keptEvents() int {
	if s.forget {
		return 400
	}
	return 4000
}

// acknowledge forgets the events that the client has.
func (ses *session) acknowledge(seq int64) {
	i := slices.IndexFunc(ses.events, func(f frame) bool { return *f.Seq > seq })
	switch {
	case i < 0:
		ses.events = nil
	case i > 0:
		ses.events = slices.Delete(ses.events, 0, i)
	}
}

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}

// serveGateway is one connection of the bot's to the gateway.
func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	if s.faults.away() {
		http.Error(w, "upstream connect error", http.StatusServiceUnavailable)
		return
	}
	q := r.URL.Query()
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	c := newConn(s, ws)
	if !s.admit(c) {
		c.drop()
		return
	}
	defer s.forgetConn(c)
	if v, err := strconv.Atoi(q.Get("v")); err != nil || v < 9 || v > 10 {
		c.close(closeWrongVersion, "Invalid API version.")
	} else if e := q.Get("encoding"); e != "json" || q.Get("compress") != "" {
		s.violate("the gateway was asked for encoding %q and compression %q: the fake knows json alone, uncompressed", e, q.Get("compress"))
		c.close(closeDecode, "Error while decoding payload.")
	}
	s.greet(c)
	c.read()
}

// admit counts a connection in, unless the server has ended.
func (s *Server) admit(c *conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.done:
		return false
	default:
	}
	s.conns[c] = true
	s.counts.Connections++
	s.running.Add(1) // the reader, until forgetConn
	s.running.Go(c.write)
	return true
}

// forgetConn counts a connection out; its session stays.
func (s *Server) forgetConn(c *conn) {
	defer s.running.Done()
	c.drop()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, c)
	if c.session != nil && c.session.conn == c {
		c.session.conn = nil
	}
	s.gateway.fire()
}

// greet says Hello, or does what a fault asks for in place of it.
func (s *Server) greet(c *conn) {
	if s.faults.takeReconnectFirst() {
		c.send(frame{Op: opReconnect})
	}
	if s.faults.silent() {
		_ = c.ws.SetReadDeadline(time.Time{}) // who was not told how often sends no heartbeats
		return
	}
	c.greeted.Store(true)
	c.send(frame{Op: opHello, Data: map[string]any{"heartbeat_interval": s.heartbeat.Milliseconds(), "_trace": []string{}}})
}

// received is what came from the client.
type received struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int64          `json:"s"`
	Name *string         `json:"t"`
}

// handle does what the client asks for. It says whether the connection goes on.
func (s *Server) handle(c *conn, m received) bool {
	switch m.Op {
	case opHeartbeat:
		return s.beat(c, m.Data)
	case opIdentify:
		return s.identify(c, m.Data)
	case opResume:
		return s.resume(c, m.Data)
	case opPresence, opVoice, opRequestMembers:
		s.mu.Lock()
		defer s.mu.Unlock()
		if c.session == nil {
			return c.close(closeNotAuthenticated, "Not authenticated.")
		}
		return true
	}
	s.violate("the gateway got opcode %d, which it does not know", m.Op)
	return c.close(closeUnknownOp, "Unknown opcode.")
}

func (s *Server) beat(c *conn, data json.RawMessage) bool {
	var seq *int64
	if err := json.Unmarshal(data, &seq); err != nil {
		return c.close(closeDecode, "Error while decoding payload.")
	}
	c.expectHeartbeat()
	s.mu.Lock()
	if seq != nil && c.session != nil {
		c.session.acknowledge(*seq)
	}
	s.mu.Unlock()
	if !s.faults.heartbeatsMuted() {
		c.send(frame{Op: opHeartbeatAck})
	}
	return true
}

// identification is what a new session says of itself.
type identification struct {
	Token      string            `json:"token"`
	Intents    *int              `json:"intents"`
	Properties map[string]string `json:"properties"`
	Compress   bool              `json:"compress"`
	Threshold  int               `json:"large_threshold"`
	Shard      *[2]int           `json:"shard"`
	Presence   json.RawMessage   `json:"presence"`
}

func (s *Server) identify(c *conn, data json.RawMessage) bool {
	var id identification
	if err := json.Unmarshal(data, &id); err != nil || id.Intents == nil || id.Properties == nil {
		s.violate("an identify without intents or properties: %s", data)
		return c.close(closeDecode, "Error while decoding payload.")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	shard := [2]int{0, 1}
	if id.Shard != nil {
		shard = *id.Shard
	}
	switch {
	case c.session != nil:
		return c.close(closeAuthenticatedTwice, "Already authenticated.")
	case !s.isToken(id.Token):
		return c.close(closeWrongToken, "Authentication failed.")
	case *id.Intents&^everyIntent != 0 || *id.Intents < 0:
		return c.close(closeWrongIntents, "Invalid intent(s).")
	case *id.Intents&privilegedIntents&^s.privileged != 0:
		return c.close(closeIntentsNotAllowed, "Disallowed intent(s).")
	case shard[1] < 1 || shard[0] < 0 || shard[0] >= shard[1]:
		return c.close(closeWrongShard, "Invalid shard.")
	case s.tooSoon():
		c.send(frame{Op: opInvalidSession, Data: false})
		return true
	}
	c.compress.Store(id.Compress)
	s.counts.Identifies++
	s.begin(c, &session{id: fmt.Sprintf("session-%s", s.newID()), shard: shard[0], shards: shard[1], intents: *id.Intents})
	return true
}

// isToken says whether the client knows the token. The gateway takes it with
// and without "Bot ".
func (s *Server) isToken(token string) bool { return strings.TrimPrefix(token, "Bot ") == s.token }

// tooSoon says whether the last identify is too short ago.
func (s *Server) tooSoon() bool {
	now := time.Now()
	if s.identifyEvery > 0 && now.Sub(s.identified) < s.identifyEvery {
		return true
	}
	s.identified = now
	return false
}

// begin starts a session: READY, and the servers it sees.
func (s *Server) begin(c *conn, ses *session) {
	s.sessions[ses.id] = ses
	ses.conn, c.session = c, ses
	away := []any{}
	for _, g := range s.guilds {
		if g.present && shardOf(g, ses.shards) == ses.shard {
			away = append(away, map[string]any{"id": g.ID, "unavailable": true})
		}
	}
	ses.tell(s, event{name: "READY", payload: map[string]any{
		"v": 10, "user": s.wireSelf(), "guilds": away, "session_id": ses.id, "resume_gateway_url": "ws://" + s.listener.Addr().String(),
		"shard": [2]int{ses.shard, ses.shards}, "application": map[string]any{"id": s.app, "flags": 0}, "private_channels": []any{},
	}})
	for _, g := range s.guilds {
		if g.present && ses.intents&intentGuilds != 0 && shardOf(g, ses.shards) == ses.shard {
			ses.tell(s, event{name: "GUILD_CREATE", guild: g, payload: s.wireGuild(g)})
		}
	}
	s.gateway.fire()
}

func (s *Server) resume(c *conn, data json.RawMessage) bool {
	var r struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     int64  `json:"seq"`
	}
	if err := json.Unmarshal(data, &r); err != nil {
		return c.close(closeDecode, "Error while decoding payload.")
	}
	if s.faults.resumesIgnored() {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ses := s.sessions[r.Session]
	switch {
	case c.session != nil:
		return c.close(closeAuthenticatedTwice, "Already authenticated.")
	case !s.isToken(r.Token):
		return c.close(closeWrongToken, "Authentication failed.")
	case ses == nil || ses.lost(r.Seq):
		delete(s.sessions, r.Session)
		c.send(frame{Op: opInvalidSession, Data: false})
		return true
	case r.Seq > ses.seq:
		s.violate("a resume from event %d, where %d were sent", r.Seq, ses.seq)
		return c.close(closeWrongSequence, "Invalid seq.")
	}
	s.replay(c, ses, r.Seq)
	return true
}

// lost says whether events after seq are no longer kept.
func (ses *session) lost(seq int64) bool {
	return seq < ses.seq && (len(ses.events) == 0 || *ses.events[0].Seq > seq+1)
}

// replay goes on with a session: what was missed, and RESUMED.
func (s *Server) replay(c *conn, ses *session, seq int64) {
	if old := ses.conn; old != nil && old != c {
		old.session = nil
		old.close(closeTimedOut, "Session timed out.")
	}
	s.counts.Resumes++
	ses.acknowledge(seq)
	for _, f := range ses.events {
		c.send(f)
	}
	ses.conn, c.session = c, ses
	ses.tell(s, event{name: "RESUMED", payload: map[string]any{"_trace": []string{}}})
	s.gateway.fire()
}

// end forgets a session that the client closed for good.
func (s *Server) end(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.session != nil {
		delete(s.sessions, c.session.id)
	}
}
