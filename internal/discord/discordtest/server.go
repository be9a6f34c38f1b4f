package discordtest

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"
)

// Server is the fake Discord: its REST API and its gateway on one port of the
// loopback interface, and the world that bots and people share.
type Server struct {
	t        testing.TB
	ids      ids
	token    string
	app, bot string // IDs of the application and of its user
	appName  string
	clock    func() time.Time

	ackLimit, tokenLimit time.Duration
	heartbeat            time.Duration
	patience             time.Duration
	forget               bool
	appPermissions       Permissions
	privileged           int // intents that the portal allows
	identifyEvery        time.Duration
	shards               int
	unchecked            bool // without the OpenAPI description
	checkAnswers         bool // the fake's own answers too
	roleShows            bool // a message that mentions the app's role may be read

	listener net.Listener
	http     *http.Server
	done     chan struct{}
	running  sync.WaitGroup
	faults   faults
	buckets  buckets
	log      requestLog

	blame      sync.Mutex // guards violations; it may be locked while mu is
	violations []string

	mu           sync.Mutex // guards all below, and the world
	guilds       []*Guild
	guildByID    map[string]*Guild
	channels     map[string]*Channel
	people       map[string]*Person
	messages     map[string]*record
	interactions map[string]*Interaction // by token
	recent       []*Interaction          // the oldest first, where the server forgets
	commands     map[string]*commandSet  // by the ID of the guild, "" for the global ones
	sessions     map[string]*session
	conns        map[*conn]bool
	identified   time.Time // the last time
	counts       GatewayCounts
	gateway      signal
	registered   signal
	script       script
}

// What a server keeps that forgets.
const (
	keptMessages     = 200 // of each channel
	keptInteractions = 1000
)

// Option changes a Server as New makes it.
type Option func(*Server)

// WithClock tells the time by which limits are measured and IDs are made. Rate
// buckets and waits keep to the real time.
func WithClock(now func() time.Time) Option { return func(s *Server) { s.clock = now } }

// WithLimits sets how long an interaction waits for its acknowledgement and how
// long its token lives, three seconds and fifteen minutes until then.
func WithLimits(ack, token time.Duration) Option {
	return func(s *Server) { s.ackLimit, s.tokenLimit = ack, token }
}

// WithHeartbeat sets the interval of heartbeats that the gateway asks for,
// 41.25 s until then.
func WithHeartbeat(every time.Duration) Option { return func(s *Server) { s.heartbeat = every } }

// WithPatience sets how long waits last whose context has no deadline, 10 s
// until then.
func WithPatience(d time.Duration) Option { return func(s *Server) { s.patience = d } }

// WithToken sets the bot's token.
func WithToken(token string) Option { return func(s *Server) { s.token = token } }

// WithAppName names the app, "talksbot" until then.
func WithAppName(name string) Option { return func(s *Server) { s.appName = name } }

// OldApp gives the app and its user different IDs, as apps from before 2016
// have them.
func OldApp() Option { return func(s *Server) { s.app = s.newID() } }

// MessageContent allows the app the privileged intent to read all messages.
func MessageContent() Option {
	return func(s *Server) { s.privileged |= intentMessageContent }
}

// RoleShows lets the app read messages that mention its role alone. Discord does
// not promise that, so until then it may not.
func RoleShows() Option { return func(s *Server) { s.roleShows = true } }

// IdentifyEvery lets a gateway be identified to once in so long, 5 s on
// Discord. Until then it is not enforced, for tests start bots often.
func IdentifyEvery(d time.Duration) Option { return func(s *Server) { s.identifyEvery = d } }

// Shards is how many shards the gateway recommends, 1 until then.
func Shards(n int) Option { return func(s *Server) { s.shards = n } }

// Forget keeps no history, no transcript, no log of requests, and of messages
// and interactions the newest alone, so that a benchmark may run for long.
func Forget() Option { return func(s *Server) { s.forget = true } }

// WithoutOpenAPI checks no body with Discord's OpenAPI description, even where
// DISCORD_OPENAPI names it: it takes some milliseconds a body.
func WithoutOpenAPI() Option { return func(s *Server) { s.unchecked = true } }

// Without makes the server lack a route, as in "GET
// /applications/{application_id}/commands"; it answers 404 there.
func Without(route string) Option {
	return func(s *Server) { s.faults.missing = append(s.faults.missing, route) }
}

// Bucket sets a rate limit, as in Bucket("POST /channels/{channel_id}/messages",
// 5, time.Second). A route has a bucket for each channel, guild or webhook.
func Bucket(route string, limit int, per time.Duration) Option {
	return func(s *Server) { s.buckets.limits[route] = rate{limit, per} }
}

// GlobalLimit sets how many requests a second are answered in all, 50 until
// then. Callbacks and webhooks do not count.
func GlobalLimit(n int) Option { return func(s *Server) { s.buckets.global.rate.limit = n } }

// New starts a fake Discord. It ends with the test, which fails if the bot broke
// a rule of Discord's, unless the test asked for the Violations itself. End the
// bot before: a Cleanup that is registered after New runs before it.
func New(t testing.TB, options ...Option) *Server {
	t.Helper()
	s := &Server{
		t: t, token: "fake.token.of-the-bot", appName: "talksbot", clock: time.Now, ackLimit: 3 * time.Second, tokenLimit: 15 * time.Minute,
		heartbeat: 41250 * time.Millisecond, patience: 10 * time.Second, shards: 1, done: make(chan struct{}),
		guildByID: map[string]*Guild{}, channels: map[string]*Channel{}, people: map[string]*Person{}, messages: map[string]*record{},
		interactions: map[string]*Interaction{}, commands: map[string]*commandSet{}, sessions: map[string]*session{}, conns: map[*conn]bool{},
	}
	s.buckets.init()
	s.log.init()
	s.bot = s.newID()
	s.app = s.bot
	for _, o := range options {
		o(s)
	}
	if !s.unchecked {
		if _, err := description(); err != nil { // read now, so that no request waits for it
			t.Fatalf("discordtest: %v", err)
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("discordtest: %v", err)
	}
	s.listener = listener
	s.http = &http.Server{Handler: s.routes(), ReadHeaderTimeout: 10 * time.Second, ErrorLog: silence()}
	s.running.Go(func() { _ = s.http.Serve(listener) })
	t.Cleanup(s.close)
	return s
}

// close ends the server and reports what the bot did wrong.
func (s *Server) close() {
	s.t.Helper()
	close(s.done)
	_ = s.http.Close()
	s.mu.Lock()
	var open []*conn
	for c := range s.conns {
		open = append(open, c)
	}
	s.mu.Unlock()
	for _, c := range open {
		c.drop()
	}
	s.running.Wait()
	for _, v := range s.Violations() {
		s.t.Errorf("discordtest: the bot broke a rule of Discord's: %s", v)
	}
}

// neverAcknowledged notes the interactions whose time ran out.
func (s *Server) neverAcknowledged() {
	now := s.now()
	for _, token := range sortedKeys(s.interactions) {
		if i := s.interactions[token]; !i.acked && !i.late && now.Sub(i.created) > s.ackLimit {
			i.late = true
			s.violate("%s of %s was never acknowledged", i.what(), i.By.Name)
		}
	}
}

// URL is where the API is: below it are /api/v10/….
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// Token is the bot's token, without "Bot ".
func (s *Server) Token() string { return s.token }

// AppID is the ID of the application.
func (s *Server) AppID() string { return s.app }

// BotID is the ID of the bot's user.
func (s *Server) BotID() string { return s.bot }

// BotPing is what makes a message mention the bot.
func (s *Server) BotPing() string { return "<@" + s.bot + ">" }

func (s *Server) now() time.Time { return s.clock() }

func (s *Server) newID() string { return s.ids.next(s.now()) }

// violate notes that the bot broke a rule.
func (s *Server) violate(format string, args ...any) {
	s.blame.Lock()
	defer s.blame.Unlock()
	s.violations = append(s.violations, fmt.Sprintf(format, args...))
}

// Violations are the rules that the bot broke since they were last asked for.
// They no longer fail the test.
func (s *Server) Violations() []string {
	s.mu.Lock()
	s.neverAcknowledged()
	s.mu.Unlock()
	s.blame.Lock()
	defer s.blame.Unlock()
	v := s.violations
	s.violations = nil
	return v
}

// GatewayCounts is what happened at the gateway so far.
type GatewayCounts struct {
	Connections int // that were opened
	Identifies  int // sessions that began
	Resumes     int // sessions that went on
	Live        int // sessions that are connected now
}

// AwaitReady waits until n shards of the bot are connected.
func (s *Server) AwaitReady(n int) {
	s.t.Helper()
	s.AwaitGateway(fmt.Sprintf("%d shards of the bot to connect", n), func(c GatewayCounts) bool { return c.Live >= n })
}

// AwaitGateway waits until the counts fit.
func (s *Server) AwaitGateway(what string, ok func(GatewayCounts) bool) {
	s.t.Helper()
	err := s.await(context.Background(), &s.gateway, what, func() bool { return ok(s.countGateway()) })
	if err != nil {
		s.t.Fatalf("discordtest: %v; the gateway has seen %+v", err, s.Gateway())
	}
}

// Gateway tells what happened at the gateway so far.
func (s *Server) Gateway() GatewayCounts {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.countGateway()
}

func (s *Server) countGateway() GatewayCounts {
	counts := s.counts
	for _, session := range s.sessions {
		if session.conn != nil {
			counts.Live++
		}
	}
	return counts
}

// AwaitCommands waits until commands of these names are registered, for
// everybody or for some guild.
func (s *Server) AwaitCommands(names ...string) {
	s.t.Helper()
	err := s.await(context.Background(), &s.registered, fmt.Sprintf("the commands %q", names), func() bool {
		for _, n := range names {
			found := false
			for _, set := range s.commands {
				found = found || slices.ContainsFunc(set.list, func(c *Command) bool { return c.Name == n })
			}
			if !found {
				return false
			}
		}
		return true
	})
	if err != nil {
		s.t.Fatalf("discordtest: %v", err)
	}
}
