package discordtest

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// faults is what goes wrong on demand.
type faults struct {
	missing []string // routes that the server lacks; set before it starts

	mu             sync.Mutex
	muted          bool
	turnedAway     bool
	helloWithheld  bool
	resumeIgnored  bool
	reconnectFirst bool
	duplicate      bool
	rules          []*faultRule
}

// faultRule is what happens to requests of a kind.
type faultRule struct {
	method, pattern string
	times           int // that are left
	status          int
	page            string // in place of Discord's JSON
	retryAfter      time.Duration
	refusal         *refusal
	delay           time.Duration
	loseAnswer      bool
}

// Drop cuts every connection to the gateway without a word.
func (s *Server) Drop() {
	for _, c := range s.connections() {
		c.drop()
	}
}

// Reconnect asks the bot to connect again and to resume (opcode 7).
func (s *Server) Reconnect() {
	for _, c := range s.connections() {
		c.send(frame{Op: opReconnect})
	}
}

// InvalidSession tells the bot that its session is over (opcode 9): to be
// resumed, or to be begun anew.
func (s *Server) InvalidSession(resumable bool) {
	for _, c := range s.connections() {
		s.mu.Lock()
		if ses := c.session; ses != nil {
			c.session, ses.conn = nil, nil
			if !resumable {
				delete(s.sessions, ses.id)
			}
		}
		s.gateway.fire()
		s.mu.Unlock()
		c.send(frame{Op: opInvalidSession, Data: resumable})
	}
}

// CloseGateway closes every connection with a code, as in 4000.
func (s *Server) CloseGateway(code int, reason string) {
	for _, c := range s.connections() {
		c.close(code, reason)
	}
}

// RequestHeartbeat asks the bot for a heartbeat at once (opcode 1).
func (s *Server) RequestHeartbeat() {
	for _, c := range s.connections() {
		c.send(frame{Op: opHeartbeat})
	}
}

func (s *Server) connections() []*conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []*conn
	for c := range s.conns {
		all = append(all, c)
	}
	return all
}

// MuteHeartbeats leaves heartbeats without acknowledgement.
func (s *Server) MuteHeartbeats(mute bool) { s.faults.set(func(f *faults) { f.muted = mute }) }

// TurnAway answers new connections to the gateway with 503.
func (s *Server) TurnAway(away bool) { s.faults.set(func(f *faults) { f.turnedAway = away }) }

// WithholdHello lets new connections wait for a Hello that does not come.
func (s *Server) WithholdHello(withhold bool) {
	s.faults.set(func(f *faults) { f.helloWithheld = withhold })
}

// IgnoreResume leaves resumes without an answer.
func (s *Server) IgnoreResume(ignore bool) {
	s.faults.set(func(f *faults) { f.resumeIgnored = ignore })
}

// ReconnectFirst makes a request to reconnect (opcode 7) the first thing that
// the next new connection reads.
func (s *Server) ReconnectFirst() { s.faults.set(func(f *faults) { f.reconnectFirst = true }) }

// Duplicate sends each event twice.
func (s *Server) Duplicate(twice bool) { s.faults.set(func(f *faults) { f.duplicate = twice }) }

// Fail answers the next requests of a kind with a status and does not do what
// they ask for. The method may be "" for all, the pattern is a part of a route
// as Discord writes it ("/channels/{channel_id}/messages") or of a path.
// Statuses of 500 and above come with a page of HTML, as a proxy makes them.
func (s *Server) Fail(method, pattern string, status, times int) {
	r := &faultRule{method: method, pattern: pattern, status: status, times: times}
	if status >= 500 {
		r.page = "<html><head><title>" + http.StatusText(status) + "</title></head><body><center><h1>" + http.StatusText(status) + "</h1></center><hr><center>cloudflare</center></body></html>"
	}
	s.faults.add(r)
}

// Refuse answers the next requests of a kind with an error of Discord's, as in
// 50013 "Missing Permissions".
func (s *Server) Refuse(method, pattern string, status, code int, message string, times int) {
	s.faults.add(&faultRule{method: method, pattern: pattern, times: times, refusal: &refusal{status: status, code: code, message: message}})
}

// RefuseForm answers the next requests of a kind as if there were a mistake in
// their body, at a place such as "3.name".
func (s *Server) RefuseForm(method, pattern, at, code, message string, times int) {
	r := &report{}
	r.add(strings.Split(at, "."), code, "%s", message)
	s.faults.add(&faultRule{method: method, pattern: pattern, times: times, refusal: &refusal{status: http.StatusBadRequest, code: 50035, message: "Invalid Form Body", report: r}})
}

// LoseAnswer does what the next requests of a kind ask for, and cuts the
// connection in place of an answer.
func (s *Server) LoseAnswer(method, pattern string, times int) {
	s.faults.add(&faultRule{method: method, pattern: pattern, times: times, loseAnswer: true})
}

// RateLimit answers the next requests of a kind with 429 as Discord's API does.
func (s *Server) RateLimit(method, pattern string, times int, retryAfter time.Duration, global bool) {
	s.faults.add(&faultRule{method: method, pattern: pattern, times: times, refusal: limited(retryAfter, global, "user")})
}

// HTML429 answers the next requests of a kind with 429 and a page of HTML, as
// the proxy before Discord's API does.
func (s *Server) HTML429(pattern string, times int, retryAfter time.Duration) {
	s.faults.add(&faultRule{
		pattern: pattern, times: times, status: http.StatusTooManyRequests, retryAfter: retryAfter,
		page: "<!doctype html><html><head><title>Access denied | discord.com used Cloudflare to restrict access</title></head><body><h1>Error 1015</h1><p>You are being rate limited</p></body></html>",
	})
}

// Slow holds back the answers to requests of a kind. What they ask for is done
// before. Without a duration they are as fast as ever again.
func (s *Server) Slow(pattern string, d time.Duration) {
	s.faults.set(func(f *faults) {
		f.rules = slices.DeleteFunc(f.rules, func(r *faultRule) bool { return r.delay > 0 && r.pattern == pattern })
	})
	if d > 0 {
		s.faults.add(&faultRule{pattern: pattern, times: -1, delay: d})
	}
}

// Mend ends all faults.
func (s *Server) Mend() {
	s.faults.set(func(f *faults) {
		f.muted, f.turnedAway, f.helloWithheld, f.resumeIgnored, f.reconnectFirst, f.duplicate, f.rules = false, false, false, false, false, false, nil
	})
}

func (f *faults) set(change func(*faults)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change(f)
}

func (f *faults) add(r *faultRule) { f.set(func(f *faults) { f.rules = append(f.rules, r) }) }

func (f *faults) is(flag *bool) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return *flag
}

func (f *faults) away() bool            { return f.is(&f.turnedAway) }
func (f *faults) silent() bool          { return f.is(&f.helloWithheld) }
func (f *faults) heartbeatsMuted() bool { return f.is(&f.muted) }
func (f *faults) resumesIgnored() bool  { return f.is(&f.resumeIgnored) }
func (f *faults) duplicates() bool      { return f.is(&f.duplicate) }

func (f *faults) takeReconnectFirst() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	first := f.reconnectFirst
	f.reconnectFirst = false
	return first
}

// take finds what happens to a request: how long its answer waits, and what
// goes wrong besides, nil for nothing.
func (f *faults) take(method, template, path string) (time.Duration, *faultRule) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var delay time.Duration
	var wrong *faultRule
	for _, r := range f.rules {
		fits := (r.method == "" || r.method == method) && (strings.Contains(template, r.pattern) || strings.Contains(path, r.pattern))
		switch {
		case !fits || r.times == 0:
		case r.delay > 0:
			delay = max(delay, r.delay)
		case wrong == nil:
			wrong = r
			r.times = max(r.times-1, -1)
		}
	}
	return delay, wrong
}

// lacks says whether the server is without a route.
func (f *faults) lacks(method, template string) bool {
	return slices.Contains(f.missing, method+" "+template) || slices.Contains(f.missing, template)
}
