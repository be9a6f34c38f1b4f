package discordtest

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png" // the one kind of picture whose size is read
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The limits of files.
const (
	maxFiles  = 10
	maxUpload = 10 << 20 // bytes of a file
)

var (
	errTooLarge = wrong(http.StatusRequestEntityTooLarge, 40005, "Request entity too large")
	// fileName is one that Discord keeps as it is; it would change others.
	fileName = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,260}$`)
)

// addFile takes a file of a request: "files[0]" is the first.
func (c *call) addFile(field string, part *multipart.Part, content []byte) error {
	name := part.FileName()
	if field != fmt.Sprintf("files[%d]", len(c.files)) {
		return invalidAt(field, "UNKNOWN_FIELD", fmt.Sprintf("the next file is files[%d]", len(c.files)))
	}
	switch {
	case len(c.files) == maxFiles:
		return invalidAt(field, "BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", maxFiles))
	case len(content) > maxUpload:
		return errTooLarge
	case len(content) == 0:
		return wrong(http.StatusBadRequest, 50006, "Cannot send an empty file")
	case !fileName.MatchString(name):
		return invalidAt(field, "FILENAME", fmt.Sprintf("Discord would change the name %q", name))
	}
	id := c.newID()
	url := "https://cdn.discordapp.example/attachments/" + id + "/" + name
	a := Attachment{ID: id, Filename: name, ContentType: part.Header.Get("Content-Type"), Size: len(content), URL: url, ProxyURL: url}
	if strings.HasPrefix(a.ContentType, "image/") {
		size, kind, err := image.DecodeConfig(bytes.NewReader(content))
		if err != nil || "image/"+kind != a.ContentType {
			return invalidAt(field, "IMAGE_INVALID", fmt.Sprintf("the file is no %s: %v", a.ContentType, err))
		}
		a.Width, a.Height = size.Width, size.Height
	}
	c.files = append(c.files, a)
	return nil
}

// attach sets the files of a message: those that stay, and the new ones. What the
// body names must be one of the two, and once.
func (b *messageBody) attach(r *record) error {
	if _, has := b.given["attachments"]; has {
		if err := b.checkRefs(r); err != nil {
			return err
		}
		r.attachments = slices.DeleteFunc(slices.Clone(r.attachments), func(a Attachment) bool {
			return !slices.ContainsFunc(b.Attachments, func(ref attachmentRef) bool { return fmt.Sprint(ref.ID) == a.ID })
		})
	}
	for i, f := range b.files {
		j := slices.IndexFunc(b.Attachments, func(ref attachmentRef) bool { return fmt.Sprint(ref.ID) == strconv.Itoa(i) })
		if j >= 0 {
			f.Description = b.Attachments[j].Description
		}
		r.attachments = append(slices.Clone(r.attachments), f)
	}
	if len(r.attachments) > maxFiles {
		return invalidAt("attachments", "BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", maxFiles))
	}
	return nil
}

// checkRefs holds what a body names to the files there are.
func (b *messageBody) checkRefs(r *record) error {
	rep := &report{}
	seen := map[string]bool{}
	for i, ref := range b.Attachments {
		at := path{"attachments"}.index(i)
		id := fmt.Sprint(ref.ID)
		n, err := strconv.Atoi(id)
		comes := err == nil && n >= 0 && n < len(b.files)
		stays := slices.ContainsFunc(r.attachments, func(a Attachment) bool { return a.ID == id })
		switch {
		case !comes && !stays:
			rep.add(at.key("id"), "MESSAGE_ATTACHMENT_NOT_FOUND", "Attachment data not found")
		case comes && ref.Filename != "" && ref.Filename != b.files[n].Filename:
			rep.add(at.key("filename"), "FILENAME", "the file is called %q", b.files[n].Filename)
		}
		duplicate(rep, at.key("id"), seen, id, "MESSAGE_ATTACHMENT_DUPLICATED", "An attachment's id")
	}
	if len(rep.problems) > 0 {
		return invalid(rep)
	}
	return nil
}

// checkPictures holds the pictures of embeds that are files of the message to the
// files it has.
func (r *record) checkPictures() error {
	for _, e := range r.embeds {
		for _, p := range []*EmbedMedia{e.Image, e.Thumbnail} {
			if p == nil {
				continue
			}
			name, ours := strings.CutPrefix(p.URL, "attachment://")
			if ours && !slices.ContainsFunc(r.attachments, func(a Attachment) bool { return a.Filename == name }) {
				return invalidAt("embeds", "MESSAGE_ATTACHMENT_NOT_FOUND", fmt.Sprintf("no file of the message is called %q", name))
			}
		}
	}
	return nil
}
