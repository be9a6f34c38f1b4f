package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// route is one thing that the API can be asked for, written as in Discord's own
// description.
type route struct {
	method, template string
	handle           func(*call) (any, error)
	open             bool // needs no token of the bot's: the path has one
	exempt           bool // from the limit over all requests
	unlimited        bool // has no bucket
}

func (r route) name() string { return r.method + " " + r.template }

// call is one request.
type call struct {
	*Server
	route     route
	r         *http.Request
	body      any    // decoded, numbers as they were written; nil without a body
	raw       []byte // of the body's JSON
	files     []Attachment
	described bool      // the body was held to Discord's OpenAPI description
	at        time.Time // when the request came: the fake's own time is not the bot's fault
}

// major is what a rate bucket is for besides its route.
func (c *call) major() string {
	for _, k := range []string{"channel_id", "guild_id"} {
		if v := c.r.PathValue(k); v != "" {
			return v
		}
	}
	return c.r.PathValue("webhook_id") + c.r.PathValue("webhook_token")
}

func (c *call) arg(name string) string { return c.r.PathValue(name) }

// refusal is an error as Discord puts it.
type refusal struct {
	status  int
	code    int
	message string
	report  *report
	header  map[string]string
	body    any  // in place of code and message
	fault   bool // the bot broke a rule
}

func (e *refusal) Error() string {
	if e.report != nil {
		return fmt.Sprintf("%d %s: %s", e.code, e.message, e.report)
	}
	return fmt.Sprintf("%d %s", e.code, e.message)
}

func (e *refusal) answer() any {
	if e.body != nil {
		return e.body
	}
	body := map[string]any{"code": e.code, "message": e.message}
	if e.report != nil {
		body["errors"] = e.report.tree()
	}
	return body
}

// Errors of Discord's.
func unknown(code int, what string) error {
	return &refusal{status: http.StatusNotFound, code: code, message: "Unknown " + what}
}

func forbidden(code int, message string) error {
	return &refusal{status: http.StatusForbidden, code: code, message: message}
}

// wrong is a mistake of the bot's.
func wrong(status, code int, message string) error {
	return &refusal{status: status, code: code, message: message, fault: true}
}

func invalid(r *report) error {
	return &refusal{status: http.StatusBadRequest, code: 50035, message: "Invalid Form Body", report: r, fault: true}
}

// invalidAt is a body with one mistake.
func invalidAt(at, code, message string) error {
	r := &report{}
	r.add(strings.Split(at, "."), code, "%s", message)
	return invalid(r)
}

var (
	errMissingAccess      = forbidden(50001, "Missing Access")
	errMissingPermissions = forbidden(50013, "Missing Permissions")
	errUnknownMessage     = unknown(10008, "Message")
	errUnknownChannel     = unknown(10003, "Channel")
	errEmptyMessage       = wrong(http.StatusBadRequest, 50006, "Cannot send an empty message")
)

// nothing is the answer 204.
type nothing struct{}

// created is an answer with status 201.
type created struct{ body any }

// routes makes the handler of all requests.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", s.serveGateway)
	mux.HandleFunc("/", s.serveUnknown)
	for _, table := range [][]route{interactionRoutes, webhookRoutes, channelRoutes, commandRoutes, otherRoutes} {
		for _, r := range table {
			if !s.faults.lacks(r.method, r.template) {
				mux.HandleFunc(r.method+" /api/{version}"+r.template, func(w http.ResponseWriter, req *http.Request) { s.serve(w, req, r) })
			}
		}
	}
	return mux
}

// serveUnknown answers a route that the fake has not got.
func (s *Server) serveUnknown(w http.ResponseWriter, r *http.Request) {
	known := slices.ContainsFunc(s.faults.missing, func(m string) bool {
		_, template, hasMethod := strings.Cut(m, " ")
		if !hasMethod {
			template = m
		}
		return sameShape(r.URL.Path, template)
	})
	if !known {
		s.violate("%s %s: no such route", r.Method, r.URL.Path)
	}
	s.log.add(s, r, "", http.StatusNotFound, nil)
	respond(w, http.StatusNotFound, map[string]any{"message": "404: Not Found", "code": 0})
}

// sameShape says whether a path could be of a route.
func sameShape(path, template string) bool {
	_, below, _ := strings.Cut(strings.TrimPrefix(path, "/api/"), "/")
	p, t := strings.Split(below, "/"), strings.Split(template, "/")[1:]
	return slices.EqualFunc(p, t, func(p, t string) bool { return p == t || strings.HasPrefix(t, "{") })
}

// serve answers one request: what goes wrong on demand, rate limits, the token,
// the body, and then the route itself.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, route route) {
	c := &call{Server: s, route: route, r: r, at: s.now()}
	delay, fault := s.faults.take(r.Method, route.template, r.URL.Path)
	status, answer := c.answer(w.Header(), fault)
	if s.checkAnswers && !s.unchecked {
		c.checkAnswer(status, answer)
	}
	s.buckets.count(status)
	s.log.add(s, r, route.template, status, c.raw)
	if delay > 0 {
		select {
		case <-time.After(delay):
		case <-s.done:
		case <-r.Context().Done():
		}
	}
	switch {
	case fault != nil && fault.loseAnswer:
		panic(http.ErrAbortHandler)
	case fault != nil && fault.page != "":
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, fault.page)
	default:
		respond(w, status, answer)
	}
}

// answer is the status and the body of the answer.
func (c *call) answer(h http.Header, fault *faultRule) (int, any) {
	h.Set("Via", "1.1 google")
	switch {
	case fault == nil || fault.loseAnswer:
	case fault.refusal != nil:
		return c.refuse(h, fault.refusal)
	default:
		if fault.retryAfter > 0 {
			h.Set("Retry-After", strconv.Itoa(int(fault.retryAfter.Round(time.Second)/time.Second)))
		}
		return fault.status, map[string]any{"message": fmt.Sprintf("%d: %s", fault.status, http.StatusText(fault.status)), "code": 0}
	}
	if refusal := c.buckets.admit(c, h); refusal != nil {
		return c.refuse(h, refusal)
	}
	if err := c.prepare(); err != nil {
		return c.refuse(h, err)
	}
	answer, err := c.route.handle(c)
	if err != nil {
		return c.refuse(h, err)
	}
	if c.raw != nil && !c.described {
		c.violate("%s: the fake did not hold the body to Discord's description", c.route.name())
	}
	switch a := answer.(type) {
	case nothing:
		return http.StatusNoContent, nil
	case created:
		return http.StatusCreated, a.body
	}
	return http.StatusOK, answer
}

// refuse is the answer to a request that is not done.
func (c *call) refuse(h http.Header, err error) (int, any) {
	var e *refusal
	if !errors.As(err, &e) {
		c.violate("%s: %v", c.route.name(), err)
		return http.StatusInternalServerError, map[string]any{"message": err.Error(), "code": 0}
	}
	for k, v := range e.header {
		h.Set(k, v)
	}
	if e.fault {
		c.violate("%s: %v", c.route.name(), e)
	}
	return e.status, e.answer()
}

// prepare checks who asks, and reads the body.
func (c *call) prepare() error {
	if v := c.arg("version"); v != "v9" && v != "v10" {
		return &refusal{status: http.StatusBadRequest, code: 50041, message: "Invalid API version provided", fault: true}
	}
	if ua := c.r.UserAgent(); !strings.HasPrefix(ua, "DiscordBot (") {
		c.violate("%s: the user agent is %q, not \"DiscordBot (address, version)\"", c.route.name(), ua)
	}
	if !c.route.open && c.r.Header.Get("Authorization") != "Bot "+c.token {
		return &refusal{status: http.StatusUnauthorized, message: "401: Unauthorized", fault: true}
	}
	if err := c.readBody(); err != nil {
		return err
	}
	return nil
}

const maxBody = 26 << 20

// readBody reads the JSON of a request, which stands alone or beside files.
func (c *call) readBody() error {
	kind, params, _ := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	data, err := io.ReadAll(io.LimitReader(c.r.Body, maxBody))
	switch {
	case err != nil:
		return err
	case kind == "multipart/form-data":
		if data, err = c.readParts(data, params["boundary"]); err != nil {
			return err
		}
	case len(data) == 0 && kind == "":
		return nil
	case kind != "application/json":
		return wrong(http.StatusBadRequest, 50035, fmt.Sprintf("Content-Type %q: expected application/json or multipart/form-data", kind))
	}
	c.raw = data
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&c.body); err != nil || d.More() {
		return wrong(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
	}
	return nil
}

// readParts takes the JSON and the files out of a body that has both.
func (c *call) readParts(data []byte, boundary string) ([]byte, error) {
	var payload []byte
	for parts := multipart.NewReader(bytes.NewReader(data), boundary); ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return payload, nil
		}
		if err != nil {
			return nil, wrong(http.StatusBadRequest, 50035, "a body of several parts that cannot be read: "+err.Error())
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		switch name := part.FormName(); {
		case name == "payload_json":
			payload = content
		case strings.HasPrefix(name, "files["):
			if err := c.addFile(name, part, content); err != nil {
				return nil, err
			}
		default:
			return nil, invalidAt(name, "UNKNOWN_FIELD", "Discord knows no such field here")
		}
	}
}

// decode puts the body, which a table has checked, into a structure.
func (c *call) decode(into any) error {
	if c.raw == nil {
		return wrong(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
	}
	if err := json.Unmarshal(c.raw, into); err != nil {
		return invalidAt("_", "MODEL_TYPE_CONVERT", err.Error())
	}
	return nil
}

func respond(w http.ResponseWriter, status int, body any) {
	if body == nil {
		w.WriteHeader(status)
		return
	}
	data, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(data)
}

// silence is a log that nobody reads: of connections that a fault cuts.
func silence() *log.Logger { return log.New(io.Discard, "", 0) }

// Request is one request that the bot made.
type Request struct {
	Method, Path string
	Route        string // as Discord writes it, "" for none
	Status       int    // of the answer
	At           time.Time
	Body         string // JSON
}

type requestLog struct {
	mu     sync.Mutex
	all    []Request
	counts map[string]int
}

func (l *requestLog) init() { l.counts = map[string]int{} }

func (l *requestLog) add(s *Server, r *http.Request, template string, status int, body []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.counts[r.Method+" "+template]++
	if !s.forget {
		l.all = append(l.all, Request{r.Method, r.URL.Path, template, status, time.Now(), string(body)})
	}
}

// Requests are the requests of a kind so far, in the order of their answers. The
// method may be "" for all; the pattern is as in Fail. A server that forgets has
// none.
func (s *Server) Requests(method, pattern string) []Request {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	var found []Request
	for _, r := range s.log.all {
		if (method == "" || r.Method == method) && (strings.Contains(r.Route, pattern) || strings.Contains(r.Path, pattern)) {
			found = append(found, r)
		}
	}
	return found
}

// Count is how often a route was asked for, as in "POST
// /channels/{channel_id}/messages".
func (s *Server) Count(route string) int {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	return s.log.counts[route]
}
