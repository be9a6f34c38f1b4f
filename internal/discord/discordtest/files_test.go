package discordtest

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strings"
	"testing"
)

// part is a file of a request.
type part struct {
	name, kind string
	content    []byte
}

// upload sends JSON with files, and gives the status.
func (w *scenery) upload(t *testing.T, method, path, payload string, files ...part) int {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	_ = m.WriteField("payload_json", payload)
	for i, f := range files {
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", fmt.Sprintf(`form-data; name="files[%d]"; filename="%s"`, i, f.name))
		h.Set("Content-Type", f.kind)
		p, _ := m.CreatePart(h)
		_, _ = p.Write(f.content)
	}
	_ = m.Close()
	r, _ := http.NewRequest(method, w.URL()+"/api/v9"+path, &b)
	r.Header.Set("Authorization", "Bot "+w.Token())
	r.Header.Set("User-Agent", "DiscordBot (x, 1)")
	r.Header.Set("Content-Type", m.FormDataContentType())
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode
}

// dots is a picture of a size.
func dots(width, height int) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height)))
	return b.Bytes()
}

// Files come with a message, keep their words, and stay in an edit as its list
// says.
func TestFiles(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	list := part{"list.txt", "text/plain", []byte("one\ntwo\n")}
	dot := part{"dot.png", "image/png", dots(30, 20)}
	if got := w.upload(t, "POST", w.path(w.talks), `{"content":"see","attachments":[{"id":0,"description":"the list"},{"id":1,"filename":"dot.png","description":"a dot"}],"embeds":[{"image":{"url":"attachment://dot.png"}}]}`, list, dot); got != 200 {
		t.Fatal(got)
	}
	m := w.talks.Await(t.Context(), FromBot)
	if a := m.Attachments; len(a) != 2 || a[0].Filename != "list.txt" || a[0].Size != 8 || a[0].Description != "the list" || a[1].Width != 30 || a[1].Height != 20 {
		t.Fatalf("%+v", a)
	}
	if text := m.String(); !strings.Contains(text, "(file list.txt, 8 bytes)\n    alt: the list\n") || !strings.Contains(text, "(file dot.png, 30 × 20 pixels)\n    alt: a dot\n") {
		t.Error(text)
	}
	one := w.path(w.talks) + "/" + m.ID
	w.bot.call("PATCH", one, map[string]any{"content": "look"}).want(t, 200, 0)
	if n := len(m.Now().Attachments); n != 2 {
		t.Errorf("an edit without a list leaves %d files", n)
	}
	w.bot.call("PATCH", one, map[string]any{"attachments": []any{map[string]any{"id": m.Attachments[1].ID}}}).want(t, 200, 0)
	if a := m.Now().Attachments; len(a) != 1 || a[0].Filename != "dot.png" || a[0].Description != "a dot" {
		t.Errorf("%+v", a)
	}
	if got := w.upload(t, "PATCH", one, `{"embeds":[],"attachments":[{"id":0}]}`, list); got != 200 {
		t.Error(got)
	}
	if a := m.Now().Attachments; len(a) != 1 || a[0].Filename != "list.txt" {
		t.Errorf("%+v", a)
	}
	w.bot.call("PATCH", one, map[string]any{"attachments": []any{}}).want(t, 200, 0)
	if n := len(m.Now().Attachments); n != 0 {
		t.Errorf("an empty list leaves %d files", n)
	}
}

// What Discord would not take of files, or would change.
func TestFilesRefused(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	list := part{"list.txt", "text/plain", []byte("x")}
	for i, c := range []struct {
		payload, why string
		files        []part
		status       int
	}{
		{`{"attachments":[{"id":1}]}`, "not found", []part{list}, 400},
		{`{"attachments":[{"id":0},{"id":"0"}]}`, "duplicated", []part{list}, 400},
		{`{"attachments":[{"id":0,"filename":"other.txt"}]}`, `is called "list.txt"`, []part{list}, 400},
		{`{"content":"x","attachments":[{"id":0}]}`, "not found", nil, 400},
		{`{"embeds":[{"image":{"url":"attachment://dot.png"}}]}`, "no file of the message", []part{list}, 400},
		{`{"attachments":[{"id":0,"description":"` + strings.Repeat("x", 1025) + `"}]}`, "1024", []part{list}, 400},
		{`{}`, "would change the name", []part{{"a list.txt", "text/plain", []byte("x")}}, 400},
		{`{}`, "is no image/png", []part{{"dot.png", "image/png", []byte("x")}}, 400},
		{`{}`, "empty file", []part{{"list.txt", "text/plain", nil}}, 400},
		{`{}`, "too large", []part{{"list.txt", "text/plain", make([]byte, 10<<20+1)}}, 413},
	} {
		room := w.guild.Channel(fmt.Sprint("room-", i)) // each with a rate limit of its own
		if got := w.upload(t, "POST", w.path(room), c.payload, c.files...); got != c.status {
			t.Errorf("%.80s: %d", c.payload, got)
		}
		wantViolations(t, w.Server, c.why)
	}
	w.talks.Deny(AttachFiles)
	if got := w.upload(t, "POST", w.path(w.talks), `{"content":"x"}`, list); got != 403 {
		t.Errorf("without the permission: %d", got)
	}
}
