package discord

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"

	"github.com/bwmarrin/discordgo"
)

// file is what goes along with a message.
type file struct {
	name string // letters, digits, - and . alone, which Discord leaves as they are
	kind string // its media type
	alt  string // what it shows, for who does not see it; at most 1024 characters
	data []byte
}

// attachment is a file as a message names it. The ID of one that comes along is
// its place among the files of the request.
type attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	Description string `json:"description,omitempty"`
}

// with is the message with one more file.
func (m message) with(f file) message {
	m.Attachments = append(slices.Clone(m.Attachments), attachment{strconv.Itoa(len(m.files)), f.name, f.alt})
	m.files = append(slices.Clone(m.files), f)
	return m
}

// without is the message without its files.
func (m message) without() message {
	m.Attachments, m.files = nil, nil
	return m
}

// edit is a message in place of another. Its list of files is always there: what
// is not in it goes, so that an edit which is sent twice has its picture once,
// and a notice in place of an answer none.
type edit struct {
	message
	Attachments []attachment `json:"attachments"`
}

func (m message) edited() edit { return edit{m, append([]attachment{}, m.Attachments...)} }

// carrier is a body with files.
type carrier interface{ carried() []file }

func (m message) carried() []file { return m.files }

func (c callback) carried() []file {
	if m, ok := c.Data.(message); ok {
		return m.files
	}
	return nil
}

// encode is the body of a request: JSON, or parts of which the first is JSON
// where files come along; nil for none.
func encode(body any) (kind string, data []byte, err error) {
	const plain = "application/json"
	if body == nil {
		return plain, nil, nil
	}
	if c, ok := body.(carrier); ok && len(c.carried()) > 0 {
		var files []*discordgo.File
		for _, f := range c.carried() {
			files = append(files, &discordgo.File{Name: f.name, ContentType: f.kind, Reader: bytes.NewReader(f.data)})
		}
		return discordgo.MultipartBodyWithJSON(body, files)
	}
	data, err = json.Marshal(body)
	return plain, data, err
}

// unwanted tells whether Discord has read a message and does not want it. It would
// want no other one either where the token or the place is gone, or where too much
// was asked.
func unwanted(err error) bool {
	switch statusOf(err) {
	case http.StatusBadRequest, http.StatusForbidden, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType:
		return true
	}
	return false
}
