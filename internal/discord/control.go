package discord

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
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
)

// control is the meaning of a button, a menu or a modal. All of it is in the
// custom_id, so nothing has to be remembered.
type control struct {
	action   action
	asker    string      // the ID of who asked, whose answer this is
	asOf     corpus.Date // of the answer; zero for none
	revision string      // of the collection that the answer comes from
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

// customID is the control with its signature, "1.e.ASKER.ASOF.REVISION.MAC", at
// most 100 characters.
func (s signer) customID(c control) string {
	body := strings.Join([]string{"1", string(c.action), c.asker, c.asOf.String(), c.revision}, ".")
	return body + "." + s.mac(body)
}

// control reads a custom_id; the error is errForged.
func (s signer) control(customID string) (control, error) {
	i := strings.LastIndexByte(customID, '.')
	if i < 0 || !hmac.Equal([]byte(s.mac(customID[:i])), []byte(customID[i+1:])) {
		return control{}, errForged
	}
	parts := strings.Split(customID[:i], ".")
	if len(parts) != 5 || parts[0] != "1" {
		return control{}, errForged // of a version to come
	}
	c := control{action: action(parts[1]), asker: parts[2], revision: parts[4]}
	if parts[3] == "" {
		return c, nil
	}
	var err error
	if c.asOf, err = corpus.ParseDate(parts[3]); err != nil {
		return control{}, errForged
	}
	return c, nil
}

// mac is 96 bits of HMAC-SHA256: what nobody guesses within a custom_id's room.
func (s signer) mac(body string) string {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(body))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:12])
}
