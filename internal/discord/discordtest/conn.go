package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// conn is one connection to the gateway. One goroutine reads it, one writes; what
// is to be written waits in a queue, so that nobody waits for the network.
type conn struct {
	server  *Server
	ws      *websocket.Conn
	session *session // guarded by Server.mu

	mu     sync.Mutex
	queue  []frame
	ending []byte // the close frame, once there is one
	wake   chan struct{}
	gone   chan struct{}
	once   sync.Once

	greeted  atomic.Bool // Hello was said
	compress atomic.Bool // the client takes long frames compressed

	sends []time.Time // of the client, within the last minute; for the reader alone
}

func newConn(s *Server, ws *websocket.Conn) *conn {
	c := &conn{server: s, ws: ws, wake: make(chan struct{}, 1), gone: make(chan struct{})}
	ws.SetReadLimit(4096) // what a client may send in one piece
	ws.SetCloseHandler(func(int, string) error { return nil })
	c.expectHeartbeat()
	return c
}

// expectHeartbeat gives the client time until its next heartbeat.
func (c *conn) expectHeartbeat() {
	_ = c.ws.SetReadDeadline(time.Now().Add(c.server.heartbeat*3/2 + time.Second))
}

// send queues a frame.
func (c *conn) send(f frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ending == nil {
		c.queue = append(c.queue, f)
		c.poke()
	}
}

func (c *conn) poke() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// close ends the connection with a code once what is queued is written. It
// returns false, which ends the reader.
func (c *conn) close(code int, reason string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ending == nil {
		c.ending = websocket.FormatCloseMessage(code, reason)
		c.poke()
	}
	return false
}

// drop cuts the connection without a word.
func (c *conn) drop() {
	c.once.Do(func() {
		close(c.gone)
		_ = c.ws.NetConn().Close()
	})
}

// write writes what is queued until the connection ends.
func (c *conn) write() {
	for {
		select {
		case <-c.wake:
		case <-c.gone:
			return
		}
		c.mu.Lock()
		queue, ending := c.queue, c.ending
		c.queue = nil
		c.mu.Unlock()
		for _, f := range queue {
			if err := c.put(f); err != nil {
				c.drop()
				return
			}
		}
		if ending != nil {
			_ = c.ws.WriteControl(websocket.CloseMessage, ending, time.Now().Add(time.Second))
			c.linger()
			return
		}
	}
}

// compressFrom is the length from which frames are compressed.
const compressFrom = 4096

// put writes one frame.
func (c *conn) put(f frame) error {
	data, err := json.Marshal(f)
	if err != nil {
		return err
	}
	if !c.compress.Load() || len(data) < compressFrom {
		return c.ws.WriteMessage(websocket.TextMessage, data)
	}
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return c.ws.WriteMessage(websocket.BinaryMessage, b.Bytes())
}

// linger gives the client a moment to read the code before the socket closes.
func (c *conn) linger() {
	select {
	case <-time.After(time.Second):
	case <-c.gone:
	}
	c.drop()
}

// read does what the client says until the connection ends. Once it is to be
// closed, nothing is done any more.
func (c *conn) read() {
	for open := true; ; {
		_, data, err := c.ws.ReadMessage()
		if err != nil {
			c.ended(err)
			return
		}
		if open {
			open = c.take(data)
		}
	}
}

// take does what one message says. It says whether the connection goes on.
func (c *conn) take(data []byte) bool {
	var m received
	if err := json.Unmarshal(data, &m); err != nil {
		c.server.violate("the gateway got what is no JSON: %.200s", data)
		return c.close(closeDecode, "Error while decoding payload.")
	}
	if c.tooMany() {
		c.server.violate("more than %d messages to the gateway within a minute", sendsAMinute)
		return c.close(closeRateLimited, "Rate limited.")
	}
	return c.server.handle(c, m)
}

// tooMany counts what the client sends.
func (c *conn) tooMany() bool {
	now := time.Now()
	c.sends = append(c.sends, now)
	for now.Sub(c.sends[0]) > time.Minute {
		c.sends = c.sends[1:]
	}
	return len(c.sends) > sendsAMinute
}

// ended sees to the session as the connection ends. One that the client closes
// as done cannot be resumed.
func (c *conn) ended(err error) {
	var timeout net.Error
	switch {
	case websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway):
		c.server.end(c)
	case errors.As(err, &timeout) && timeout.Timeout():
		if !c.greeted.Load() {
			return
		}
		c.server.violate("no heartbeat on the gateway, which asked for one every %v", c.server.heartbeat)
		c.close(closeTimedOut, "Session timed out.")
		<-c.gone
	}
}
