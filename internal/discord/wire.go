package discord

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// wire is the network connection under the gateway's: the one thing that can
// be cut whatever discordgo waits for.
type wire struct {
	mu    sync.Mutex
	conn  net.Conn
	made  time.Time
	heard atomic.Int64 // Unix time in nanoseconds of the last byte read, or of the connection
}

// dial is for the dialer of the websocket.
func (w *wire) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: attempt}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.conn, w.made = conn, time.Now()
	w.heard.Store(w.made.UnixNano())
	return listened{conn, w}, nil
}

// forget is called before a connection is tried.
func (w *wire) forget() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.conn = nil
}

// age is how long ago the connection was made, 0 for none since forget.
func (w *wire) age() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.conn == nil {
		return 0
	}
	return time.Since(w.made)
}

// silence is how long nothing was heard.
func (w *wire) silence() time.Duration {
	return time.Since(time.Unix(0, w.heard.Load()))
}

// cut ends the connection, if there is one.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.conn != nil {
		w.conn.Close()
	}
}

// listened is a connection that notes when it is read from.
type listened struct {
	net.Conn
	wire *wire
}

func (c listened) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 {
		c.wire.heard.Store(time.Now().UnixNano())
	}
	return n, err
}
