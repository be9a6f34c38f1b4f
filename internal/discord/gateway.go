package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/cenkalti/backoff/v5"
	"github.com/gorilla/websocket"
)

// gateway keeps a connection to Discord's gateway and hands on its events.
//
// Reconnecting is not left to discordgo, which waits up to ten minutes between
// two tries, and goes on trying where a session cannot be resumed.
type gateway struct {
	newSession func() (*discordgo.Session, error) // with its handlers
	patience   time.Duration                      // of silence
	log        *slog.Logger

	wire   wire          // the network connection of the moment
	lost   chan struct{} // discordgo has given up the connection
	silent time.Time     // since when connections are made on which nothing is said; zero for not
}

// errHung is why the watchdog ends the process.
var errHung = errors.New("the connection to Discord hangs and cannot be made anew from within: the program ends, so that whatever runs it can start it again")

// run connects, and connects again, until the context ends (nil), Discord
// refuses for good, or the connection hangs (errHung).
func (g *gateway) run(ctx context.Context) error {
	pause := backoff.NewExponentialBackOff()
	pause.InitialInterval, pause.MaxInterval = 500*time.Millisecond, 30*time.Second
	var s *discordgo.Session
	for {
		var err error
		if s == nil {
			if s, err = g.session(); err != nil {
				return err
			}
		}
		began := time.Now()
		err = g.open(ctx, s)
		if g.hangs(err, began) {
			return errHung
		}
		if err == nil {
			pause.Reset()
			err = g.watch(ctx)
		}
		switch {
		case ctx.Err() != nil:
			g.leave(s)
			return nil
		case errors.Is(err, errHung) || errors.As(err, new(RefusedError)):
			return err
		case err == nil:
			g.log.Warn("the connection to Discord is lost and is made anew")
			continue
		}
		g.log.Warn("Discord's gateway cannot be reached", "error", err)
		if g.wire.age() > 0 {
			s = nil // it was reached and would not resume: begin a new session
		}
		if !wait(ctx, pause.NextBackOff()) {
			return nil
		}
	}
}

// hangs notes whether a try that began then met with silence. It is true once
// that goes on for as long as a connection that is open may be silent.
func (g *gateway) hangs(err error, began time.Time) bool {
	if !errors.Is(err, errSilent) {
		g.silent = time.Time{}
		return false
	}
	if g.silent.IsZero() {
		g.silent = began
	}
	return time.Since(g.silent) > 2*g.patience
}

// session is one that can be opened, closed, and opened again to resume.
func (g *gateway) session() (*discordgo.Session, error) {
	s, err := g.newSession()
	if err != nil {
		return nil, err
	}
	s.ShouldReconnectOnError = false
	s.SyncEvents = true // the handlers start goroutines of their own, which recover
	s.Identify.Intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	s.Dialer = &websocket.Dialer{NetDialContext: g.wire.dial, HandshakeTimeout: attempt}
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case g.lost <- struct{}{}:
		default:
		}
	})
	return s, nil
}

// greeting is how long the first words of a connection may take. Some servers
// never answer who wants to resume.
const greeting = 10 * time.Second

// errSilent is that a server was reached and did not say what it must.
var errSilent = errors.New("it says nothing")

// open opens a session. Where the server does not say what it must, the
// connection is cut; where that does not help either, nothing else is left.
func (g *gateway) open(ctx context.Context, s *discordgo.Session) error {
	select {
	case <-g.lost: // of the connection before
	default:
	}
	g.wire.forget()
	opened := make(chan error, 1)
	go func() { opened <- s.Open() }()
	look := time.NewTicker(g.patience / 8)
	defer look.Stop()
	for most, cut := min(greeting, g.patience), false; ; {
		select {
		case err := <-opened:
			switch {
			case errors.Is(err, discordgo.ErrWSAlreadyOpen):
				return nil
			case err != nil && cut:
				return fmt.Errorf("%w for %s", errSilent, most)
			}
			return orRefused(err)
		case <-ctx.Done():
			return ctx.Err()
		case <-look.C:
		}
		// Until there is a connection, requests are made, which end by themselves.
		switch age := g.wire.age(); {
		case age > 2*g.patience:
			return errHung
		case age > most:
			cut = true
			g.wire.cut()
		}
	}
}

// watch returns nil once the connection is lost, and errHung where it is silent
// and cannot be cut.
func (g *gateway) watch(ctx context.Context) error {
	look := time.NewTicker(g.patience / 8)
	defer look.Stop()
	for {
		select {
		case <-g.lost:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-look.C:
		}
		// Heartbeats are answered, so a connection that lives is heard from.
		switch silence := g.wire.silence(); {
		case silence > 2*g.patience:
			return errHung
		case silence > g.patience:
			g.wire.cut()
		}
	}
}

// leave closes the session; discordgo takes a second for it, or for ever.
func (g *gateway) leave(s *discordgo.Session) {
	closed := make(chan struct{})
	go func() { s.Close(); close(closed) }()
	select {
	case <-closed:
	case <-time.After(2 * time.Second):
	}
	g.wire.cut()
}

// RefusedError is why Discord will not let the bot in, however often it tries.
type RefusedError string

func (e RefusedError) Error() string { return string(e) }

// errToken is what a wrong token is answered with.
const errToken = RefusedError("Discord does not accept the token: copy it anew from the page Bot of the application in Discord's developer portal")

// orRefused tells apart the close codes after which it is of no use to go on.
func orRefused(err error) error {
	var c *websocket.CloseError
	if !errors.As(err, &c) {
		return err
	}
	switch c.Code {
	case 4004:
		return errToken
	case 4011:
		return RefusedError("Discord asks for sharding, which this program does not do: the bot is in too many guilds")
	case 4010, 4012, 4013, 4014:
		return RefusedError(fmt.Sprintf("Discord refuses the connection with the code %d (%s)", c.Code, c.Text))
	}
	return err
}

// wait is false where the context ends first.
func wait(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
