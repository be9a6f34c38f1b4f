package langchaingo

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"sync"
)

// Servers that speak as OpenAI does disagree about a few fields: the newer
// models of OpenAI refuse max_tokens and temperature, other servers refuse
// max_completion_tokens and stream_options. Which one a server does not want, it
// says; then it is asked without, and from then on.

// instead names the fields that can be done without, and what may stand in
// their place, "" for nothing.
func instead() map[string]string {
	return map[string]string{
		"stream_options":        "",
		"temperature":           "",
		"max_completion_tokens": "max_tokens",
		"max_tokens":            "max_completion_tokens",
	}
}

// changes are those made to one request: field → what stands in its place.
type changes map[string]string

// apply gives the body of a request with the changes made.
func (c changes) apply(body []byte) []byte {
	var fields map[string]json.RawMessage
	if len(c) == 0 || json.Unmarshal(body, &fields) != nil {
		return body
	}
	for field, other := range c {
		if value, ok := fields[field]; ok && other != "" {
			fields[other] = value
		}
		delete(fields, field)
	}
	changed, err := json.Marshal(fields)
	if err != nil {
		return body
	}
	return changed
}

// learn adds a change where the server's error names a field that was sent. It
// is false where there is nothing to learn.
func (c changes) learn(status int, sent, said []byte) bool {
	if status != http.StatusBadRequest && status != http.StatusUnprocessableEntity {
		return false
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(sent, &fields) != nil {
		return false
	}
	others := instead()
	for _, field := range slices.Sorted(maps.Keys(others)) {
		other := others[field]
		_, was := fields[field]
		_, back := c[other]
		if was && !back && bytes.Contains(said, []byte(field)) {
			c[field] = other
			return true
		}
	}
	return false
}

// amends are the changes that a server has been found to need.
type amends struct {
	mu     sync.Mutex
	needed changes
}

// known is a copy of the changes for a new request.
func (a *amends) known() changes {
	if a == nil {
		return changes{}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	c := changes{}
	maps.Copy(c, a.needed)
	return c
}

// keep remembers the changes with which a request was accepted.
func (a *amends) keep(c changes) {
	if a == nil {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.needed == nil {
		a.needed = changes{}
	}
	maps.Copy(a.needed, c)
}
