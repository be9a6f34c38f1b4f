package discord

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// line is the network connection under the gateway's: the one thing that can
// be cut whatever discordgo waits for.
type line struct {
	mu    sync.Mutex
	conn  net.Conn
	heard atomic.Int64 // Unix time in nanoseconds of the last byte read, or of the connection
}

// dial is for the dialer of the websocket.
func (l *line) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: attempt}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.conn = conn
	l.heard.Store(time.Now().UnixNano())
	return listened{conn, l}, nil
}

// forget is called before a connection is tried.
func (l *line) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.conn = nil
}

// made tells whether there was a connection since forget.
func (l *line) made() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.conn != nil
}

// silence is how long nothing was heard.
func (l *line) silence() time.Duration {
	return time.Since(time.Unix(0, l.heard.Load()))
}

// cut ends the connection, if there is one.
func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conn != nil {
		l.conn.Close()
	}
}

// listened is a connection that notes when it is read from.
type listened struct {
	net.Conn
	line *line
}

func (c listened) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 {
		c.line.heard.Store(time.Now().UnixNano())
	}
	return n, err
}
