package langchaingo

import (
	"bytes"
	"io"
	"net/http"
	"time"
)

// wire is the transport between langchaingo and a server.
type wire struct {
	next   http.RoundTripper
	sign   func(http.Header) // adds the key
	read   reading
	amends *amends // nil where requests go as they are
	faults faults
}

// reading makes of a server's answer what langchaingo reads.
type reading func(body io.ReadCloser, f faults, x *exchange) io.ReadCloser

// newWire prepares the way to the server of s. The attempt is the time for one
// request and its answer; 0 leaves it to the context.
func newWire(s Settings, d dialect, read reading, attempt time.Duration) *wire {
	w := &wire{sign: d.sign(s.Key), read: read, faults: faults{id: s.id(), key: s.Key}}
	var pool http.RoundTripper = http.DefaultTransport.(*http.Transport).Clone()
	if attempt > 0 {
		pool = complete{pool}
	}
	w.next = retrying(pool, attempt)
	if d.amendable {
		w.amends = &amends{}
	}
	return w
}

func (w *wire) client() *http.Client { return &http.Client{Transport: w} }

// RoundTrip sends a request. Whatever is no answer is an error, which is in the
// exchange too: langchaingo does not always hand it on.
func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	x := exchangeOf(r.Context())
	body, err := io.ReadAll(r.Body)
	r.Body.Close()
	if err != nil {
		return nil, x.fail(err)
	}
	for changes := w.amends.known(); ; {
		sent := changes.apply(body)
		resp, err := w.next.RoundTrip(w.request(r, sent))
		if err != nil {
			return nil, x.fail(w.faults.network(err))
		}
		if resp.StatusCode == http.StatusOK {
			w.amends.keep(changes)
			x.serve()
			resp.Body = w.read(resp.Body, w.faults, x)
			resp.ContentLength = -1
			return resp, nil
		}
		said := readSome(resp.Body)
		resp.Body.Close()
		if w.amends == nil || !changes.learn(resp.StatusCode, sent, said) {
			return nil, x.fail(w.faults.status(resp, said, x.prompt))
		}
	}
}

// request is r with another body, and with the key.
func (w *wire) request(r *http.Request, body []byte) *http.Request {
	r = r.Clone(r.Context())
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	r.GetBody = nil
	r.Header.Set("User-Agent", "talksbot")
	w.sign(r.Header)
	return r
}

// bearer signs as OpenAI wants it.
func bearer(key string) func(http.Header) {
	return func(h http.Header) {
		h.Del("Authorization")
		if key != "" {
			h.Set("Authorization", "Bearer "+key)
		}
	}
}

// complete reads answers to their end, so that one which breaks off is asked for
// again like one that did not come.
type complete struct{ next http.RoundTripper }

func (c complete) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := c.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}
