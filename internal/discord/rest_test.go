package discord

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// server answers the n-th request, from 1, with what answer says.
func server(t *testing.T, answer func(n int64, w http.ResponseWriter, r *http.Request)) (*rest, *atomic.Int64) {
	t.Helper()
	n := &atomic.Int64{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { answer(n.Add(1), w, r) }))
	t.Cleanup(s.Close)
	r, err := newREST("secret", s.URL+"/proxied")
	if err != nil {
		t.Fatal(err)
	}
	return r, n
}

var interaction = &discordgo.Interaction{ID: "1", AppID: "2", Token: "of-the-interaction"}

func TestRequestsAreMadeAgain(t *testing.T) {
	for name, failure := range map[string]func(w http.ResponseWriter){
		"500": func(w http.ResponseWriter) { w.WriteHeader(500) },
		"502": func(w http.ResponseWriter) { w.WriteHeader(502) },
		"503": func(w http.ResponseWriter) { w.WriteHeader(503) },
		"429 as JSON": func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(429)
			fmt.Fprint(w, `{"message":"slow down","retry_after":0.01,"global":false}`)
		},
		"429 as HTML": func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "0")
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(429)
			fmt.Fprint(w, "<html>error 1015</html>")
		},
		"a broken connection": func(w http.ResponseWriter) {
			conn, _, _ := w.(http.Hijacker).Hijack()
			conn.Close()
		},
	} {
		r, n := server(t, func(n int64, w http.ResponseWriter, r *http.Request) {
			if n <= 2 {
				failure(w)
				return
			}
			w.WriteHeader(204)
		})
		if err := r.edit(t.Context(), interaction, message{}); err != nil || n.Load() != 3 {
			t.Errorf("%s: %v after %d requests", name, err, n.Load())
		}
	}
}

func TestRequestsEndWithTheirTime(t *testing.T) {
	r, _ := server(t, func(_ int64, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(429)
	})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := r.edit(ctx, interaction, message{}); err == nil {
		t.Error("no error")
	}
}

func TestErrorsHoldNoSecrets(t *testing.T) {
	refusing, _ := server(t, func(_ int64, w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(403)
		fmt.Fprint(w, `{"code":50013,"message":"Missing Permissions"}`)
	})
	nowhere, err := newREST("secret", "http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	for name, err := range map[string]error{
		"refused":    refusing.edit(t.Context(), interaction, message{}),
		"nowhere":    nowhere.edit(ctx, interaction, message{}),
		"in the way": nowhere.typing(ctx, "1"),
	} {
		if err == nil || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), interaction.Token) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := refusing.send(t.Context(), "1", message{}); codeOf(err) != codeMissingPermissions || statusOf(err) != 403 {
		t.Errorf("code %d, status %d", codeOf(err), statusOf(err))
	}
}

func TestAcknowledgedTwiceIsAcknowledged(t *testing.T) {
	r, _ := server(t, func(_ int64, w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(400)
		fmt.Fprint(w, `{"code":40060,"message":"Interaction has already been acknowledged."}`)
	})
	if err := r.respond(t.Context(), interaction, callback{Type: 5}); err != nil {
		t.Error(err)
	}
}

func TestAddresses(t *testing.T) {
	var got atomic.Value
	r, _ := server(t, func(_ int64, w http.ResponseWriter, r *http.Request) {
		got.Store(r.Method + " " + r.URL.EscapedPath())
		fmt.Fprint(w, `{}`)
	})
	ctx := t.Context()
	for want, ask := range map[string]func() error{
		"PATCH /proxied/api/v10/webhooks/2/of-the-interaction/messages/@original": func() error { return r.edit(ctx, interaction, message{}) },
		"POST /proxied/api/v10/interactions/1/of-the-interaction/callback":        func() error { return r.respond(ctx, interaction, callback{}) },
		"PUT /proxied/api/v10/channels/7/messages/8/reactions/%E2%8F%B3/@me":      func() error { return r.react(ctx, "7", "8", "⏳") },
		"GET /proxied/api/v10/gateway/bot":                                        func() error { _, err := r.session.Gateway(); return err },
		"GET /proxied/api/v10/channels/7/messages/8":                              func() error { _, err := r.message(ctx, "7", "8"); return err },
	} {
		if err := ask(); err != nil || got.Load() != want {
			t.Errorf("%v, %v; want %s", got.Load(), err, want)
		}
	}
}
