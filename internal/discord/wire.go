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
	w.conn = conn
	w.heard.Store(time.Now().UnixNano())
	return listened{conn, w}, nil
}

// forget is called before a connection is tried.
func (w *wire) forget() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.conn = nil
}

// made tells whether there was a connection since forget.
func (w *wire) made() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.conn != nil
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
