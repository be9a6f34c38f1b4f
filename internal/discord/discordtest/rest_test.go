package discordtest

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestTokenIsChecked(t *testing.T) {
	t.Parallel()
	s := New(t)
	request(t, s, "GET", "/users/@me", nil, "Bot wrong").want(t, 401, 0)
	request(t, s, "GET", "/users/@me", nil, "").want(t, 401, 0)
	a := request(t, s, "GET", "/users/@me", nil, "Bot "+s.Token()).want(t, 200, 0)
	if a.json["id"] != s.BotID() || a.json["bot"] != true {
		t.Error(a.text)
	}
	request(t, s, "GET", "/gateway", nil, "").want(t, 200, 0)
	wantViolations(t, s, "401", "401")
	if n := s.Refused()[401]; n != 2 {
		t.Errorf("%d answers with 401", n)
	}
}

func TestOtherRoutes(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	if a := w.bot.call("GET", "/gateway/bot", nil).want(t, 200, 0); !strings.HasPrefix(a.json["url"].(string), "ws://127.0.0.1:") || a.json["shards"] != 1.0 {
		t.Error(a.text)
	}
	for _, path := range []string{"/applications/@me", "/oauth2/applications/@me"} {
		if a := w.bot.call("GET", path, nil).want(t, 200, 0); a.json["id"] != w.AppID() {
			t.Error(a.text)
		}
	}
	w.bot.call("GET", "/users/"+w.ana.ID, nil).want(t, 200, 0)
	w.bot.call("GET", "/users/1", nil).want(t, 404, 10013)
	w.bot.call("GET", "/guilds/1", nil).want(t, 404, 10004)
	w.bot.call("GET", "/guilds/"+w.guild.ID+"/members/"+w.ana.ID, nil).want(t, 200, 0)
	w.bot.call("GET", "/guilds/"+w.guild.ID+"/members/"+w.BotID(), nil).want(t, 200, 0)
	w.bot.call("GET", "/guilds/"+w.guild.ID+"/members/1", nil).want(t, 404, 10007)
	if a := w.bot.call("GET", "/guilds/"+w.guild.ID, nil); a.json["name"] != "Newsroom" {
		t.Error(a.text)
	}
	w.bot.call("GET", "/channels/"+w.talks.ID, nil).want(t, 200, 0)
}

func TestUnknownRoutes(t *testing.T) {
	t.Parallel()
	s := New(t, Without("GET "+globalCommands))
	bot := "Bot " + s.Token()
	request(t, s, "GET", "/no/such/route", nil, bot).want(t, 404, 0)
	request(t, s, "PUT", "/users/@me", nil, bot).want(t, 404, 0)
	wantViolations(t, s, "no such route", "no such route")
	request(t, s, "GET", "/applications/"+s.AppID()+"/commands", nil, bot).want(t, 404, 0)
	request(t, s, "PUT", "/applications/"+s.AppID()+"/commands", []any{}, bot).want(t, 200, 0)
}

func TestUserAgent(t *testing.T) {
	t.Parallel()
	s := New(t)
	r, _ := http.NewRequest("GET", s.URL()+"/api/v10/users/@me", nil)
	r.Header.Set("Authorization", "Bot "+s.Token())
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	wantViolations(t, s, "user agent")
}

func TestBuckets(t *testing.T) {
	t.Parallel()
	w := newsroom(t, Bucket("POST "+messagesOf, 2, 500*time.Millisecond), WithoutOpenAPI())
	body := map[string]any{"content": "x"}
	a := w.bot.call("POST", w.path(w.talks), body).want(t, 200, 0)
	for k, want := range map[string]string{"X-RateLimit-Limit": "2", "X-RateLimit-Remaining": "1"} {
		if got := a.header.Get(k); got != want {
			t.Errorf("%s: %q", k, got)
		}
	}
	if after, err := strconv.ParseFloat(a.header.Get("X-RateLimit-Reset-After"), 64); err != nil || after <= 0 || after > 0.5 {
		t.Errorf("%q", a.header.Get("X-RateLimit-Reset-After"))
	}
	if a.header.Get("X-RateLimit-Bucket") == "" || a.header.Get("X-RateLimit-Reset") == "" {
		t.Errorf("%v", a.header)
	}
	w.bot.call("POST", w.path(w.talks), body).want(t, 200, 0)
	a = w.bot.call("POST", w.path(w.talks), body).want(t, 429, 0)
	if a.json["global"] != false || a.json["retry_after"].(float64) > 0.5 || a.header.Get("Retry-After") != "1" || a.header.Get("X-RateLimit-Scope") != "user" {
		t.Errorf("%s %v", a.text, a.header)
	}
	w.bot.call("POST", w.path(w.guild.Channel("other")), body).want(t, 200, 0)
	time.Sleep(510 * time.Millisecond)
	w.bot.call("POST", w.path(w.talks), body).want(t, 200, 0)
}

func TestGlobalLimit(t *testing.T) {
	t.Parallel()
	w := newsroom(t, GlobalLimit(3))
	last := answer{}
	for range 4 {
		last = w.bot.call("GET", "/users/@me", nil)
	}
	if last.want(t, 429, 0); last.json["global"] != true || last.header.Get("X-RateLimit-Global") != "true" || last.header.Get("X-RateLimit-Scope") != "global" {
		t.Errorf("%s %v", last.text, last.header)
	}
	_, e := w.ask("x")
	w.bot.respond(e, AckDeferred, nil).want(t, 204, 0)
	w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": "x"}).want(t, 200, 0)
}

func TestFaultsOfTheAPI(t *testing.T) {
	t.Parallel()
	w := newsroom(t, WithoutOpenAPI())
	path, body := w.path(w.talks), map[string]any{"content": "x"}
	w.Fail("POST", messagesOf, 503, 2)
	for range 2 {
		if a := w.bot.call("POST", path, body).want(t, 503, 0); !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
			t.Error(a.header)
		}
	}
	if a := w.bot.call("POST", path, body).want(t, 200, 0); a.json["content"] != "x" {
		t.Error(a.text)
	}
	if n := len(w.talks.Messages()); n != 1 {
		t.Errorf("%d messages", n)
	}
	w.HTML429("/channels/", 1, 3*time.Second)
	if a := w.bot.call("POST", path, body).want(t, 429, 0); a.json != nil || a.header.Get("Retry-After") != "3" {
		t.Errorf("%s %v", a.text, a.header)
	}
	w.RateLimit("POST", messagesOf, 1, 250*time.Millisecond, true)
	if a := w.bot.call("POST", path, body).want(t, 429, 0); a.json["retry_after"] != 0.25 || a.json["global"] != true {
		t.Error(a.text)
	}
	w.Refuse("POST", messagesOf, 403, 50013, "Missing Permissions", 1)
	w.bot.call("POST", path, body).want(t, 403, 50013)
	w.Slow(messagesOf, 300*time.Millisecond)
	began := time.Now()
	w.bot.call("POST", path, body).want(t, 200, 0)
	if d := time.Since(began); d < 300*time.Millisecond {
		t.Errorf("it took %v", d)
	}
	w.Slow(messagesOf, 0)
	began = time.Now()
	w.bot.call("GET", path, nil).want(t, 200, 0)
	if d := time.Since(began); d > 250*time.Millisecond {
		t.Errorf("it took %v", d)
	}
}

func TestRequestsAreKept(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	w.bot.call("POST", w.path(w.talks), map[string]any{"content": "x"})
	r := w.Requests("POST", messagesOf)
	if len(r) != 1 || r[0].Status != 200 || r[0].Body != `{"content":"x"}` || r[0].Path != "/api/v10"+w.path(w.talks) {
		t.Errorf("%+v", r)
	}
	if n := w.Count("POST " + messagesOf); n != 1 {
		t.Errorf("counted %d", n)
	}
}

func TestCommandsAreKept(t *testing.T) {
	t.Parallel()
	w := newsroom(t, Bucket("PUT "+globalCommands, 100, time.Second))
	path := "/applications/" + w.AppID() + "/commands"
	before := w.Commands(nil)
	w.bot.call("PUT", path, usualCommands).want(t, 200, 0)
	after := w.Commands(nil)
	if len(before) != 3 || before[0].ID != after[0].ID {
		t.Errorf("%v, then %v", before, after)
	}
	localized := with(text1("search"), "name_localizations", map[string]string{"uk": "пошук"})
	a := w.bot.call("POST", path, localized).want(t, 201, 0)
	one := path + "/" + a.json["id"].(string)
	w.bot.call("POST", path, localized).want(t, 200, 0)
	if a := w.bot.call("GET", path, nil).want(t, 200, 0); strings.Contains(a.text, "пошук") {
		t.Error(a.text)
	}
	if a := w.bot.call("GET", path+"?with_localizations=true", nil).want(t, 200, 0); !strings.Contains(a.text, "пошук") {
		t.Error(a.text)
	}
	w.ana.Locale("uk").Slash(w.talks, "пошук", nil)
	if d := w.bot.event("INTERACTION_CREATE")["data"].(map[string]any); d["name"] != "search" {
		t.Errorf("%v", d)
	}
	w.bot.call("PATCH", one, map[string]any{"description": "Another"}).want(t, 200, 0)
	if a := w.bot.call("GET", one, nil).want(t, 200, 0); a.json["description"] != "Another" {
		t.Error(a.text)
	}
	w.bot.call("PATCH", one, map[string]any{"description": ""}).want(t, 400, 50035)
	w.bot.call("DELETE", one, nil).want(t, 204, 0)
	w.bot.call("GET", one, nil).want(t, 404, 10063)
	w.bot.call("GET", "/applications/1/commands", nil).want(t, 403, 20012)
	wantViolations(t, w.Server, "description", "20012")
}

func TestGuildCommands(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	other := w.Guild("Other")
	talks := other.Channel("talks")
	other.Join(w.ana, 0)
	path := "/applications/" + w.AppID() + "/guilds/" + w.guild.ID + "/commands"
	w.bot.call("PUT", path, []any{text1("local")}).want(t, 200, 0)
	w.AwaitCommands("local", "ask")
	if err := w.ana.Sees(w.talks, "local"); err != nil {
		t.Error(err)
	}
	if err := w.ana.Sees(talks, "local"); err == nil {
		t.Error("a command of one server is seen in another")
	}
	w.ana.Slash(w.talks, "local", nil)
	if d := w.bot.event("INTERACTION_CREATE")["data"].(map[string]any); d["guild_id"] != w.guild.ID {
		t.Errorf("%v", d)
	}
	w.bot.call("GET", "/applications/"+w.AppID()+"/guilds/1/commands", nil).want(t, 403, 50001)
}
