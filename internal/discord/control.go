package discord

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"

	"talksbot/internal/corpus"
)

// action is what a control under an answer does.
type action string

const (
	showEvidence action = "e" // a menu: its values name the citations
	followUp     action = "f" // a button, and the modal that it opens
	share        action = "s"
	remove       action = "d"
	again        action = "a"
	turnBack     action = "b" // of a grouped answer, to the page before
	turnOn       action = "n" // to the next one
	showWhole    action = "w" // a menu: its values name groups
)

// control is the meaning of a button, a menu or a modal. All of it is in the
// custom_id, so nothing has to be remembered.
type control struct {
	action   action
	asker    string      // the ID of who asked, whose answer this is
	asOf     corpus.Date // of the answer; zero for none
	revision string      // of the collection that the answer comes from
	message  string      // of a modal: the ID of the message that it was opened from
	at       place       // of a page of a grouped answer, as it is shown
}

// errForged is what a custom_id is that this program has not signed.
var errForged = errors.New("the custom_id is not signed by this bot")

// signer makes and reads custom_ids. Its key comes from the bot's token, so it
// outlives the process and dies with the token.
type signer struct{ key []byte }

func newSigner(token string) signer {
	mac := hmac.New(sha256.New, []byte(token))
	mac.Write([]byte("custom_id of components"))
	return signer{mac.Sum(nil)}
}

// customID is the control with its signature,
// "1.e.ASKER.ASOF.REVISION.MESSAGE.MAC", at most 100 characters. Where it stands
// under a page that is not the first, the page is in the place of the message.
func (s signer) customID(c control) string {
	last := packed(c.message)
	if c.at != (place{}) {
		last = c.at.String()
	}
	body := strings.Join([]string{"1", string(c.action), c.asker, c.asOf.String(), c.revision, last}, ".")
	return body + "." + s.mac(body)
}

// control reads a custom_id; the error is errForged.
func (s signer) control(customID string) (control, error) {
	i := strings.LastIndexByte(customID, '.')
	if i < 0 || !hmac.Equal([]byte(s.mac(customID[:i])), []byte(customID[i+1:])) {
		return control{}, errForged
	}
	parts := strings.Split(customID[:i], ".")
	if len(parts) != 6 || parts[0] != "1" {
		return control{}, errForged // of a version to come
	}
	c := control{action: action(parts[1]), asker: parts[2], revision: parts[4]}
	if at, ok := parsePlace(parts[5]); ok {
		c.at = at
	} else {
		c.message = unpacked(parts[5])
	}
	if parts[3] == "" {
		return c, nil
	}
	var err error
	if c.asOf, err = corpus.ParseDate(parts[3]); err != nil {
		return control{}, errForged
	}
	return c, nil
}

// String is "GROUP-PAGE", numbers in base 36.
func (p place) String() string {
	return strconv.FormatInt(int64(p.group), 36) + "-" + strconv.FormatInt(int64(p.page), 36)
}

// parsePlace reads a place; false where it is none.
func parsePlace(text string) (place, bool) {
	group, page, ok := strings.Cut(text, "-")
	g, errGroup := strconv.ParseUint(group, 36, 31)
	p, errPage := strconv.ParseUint(page, 36, 31)
	return place{int(g), int(p)}, ok && errGroup == nil && errPage == nil
}

// packed is an ID to the base of 36, so that a custom_id has room for it, and
// long is the way back; what is no number becomes nothing.
func packed(id string) string { return inBase(id, 10, 36) }

func unpacked(id string) string { return inBase(id, 36, 10) }

func inBase(number string, from, to int) string {
	n, err := strconv.ParseUint(number, from, 64)
	if err != nil {
		return ""
	}
	return strconv.FormatUint(n, to)
}

// mac is 96 bits of HMAC-SHA256: what nobody guesses within a custom_id's room.
func (s signer) mac(body string) string {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(body))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:12])
}
