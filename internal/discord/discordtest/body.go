package discordtest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// messageBody is what makes or edits a message. A table has checked it.
type messageBody struct {
	Content     *string          `json:"content"`
	Embeds      []Embed          `json:"embeds"`
	Components  []Component      `json:"components"`
	Flags       MessageFlags     `json:"flags"`
	Mentions    *allowedMentions `json:"allowed_mentions"`
	Attachments []attachmentRef  `json:"attachments"`
	Reference   *wireReference   `json:"message_reference"`
	Nonce       any              `json:"nonce"`
	Enforce     bool             `json:"enforce_nonce"`
	Poll        any              `json:"poll"`
	Stickers    []string         `json:"sticker_ids"`

	given map[string]any // to tell what is left out from what is empty
	files []Attachment
}

type attachmentRef struct {
	ID          any    `json:"id"`
	Filename    string `json:"filename"`
	Description string `json:"description"`
}

// Flags that a bot may set, by where.
const (
	ofChannel  = SuppressEmbeds | SuppressNotifications | ComponentsV2
	ofAnswer   = ofChannel | Ephemeral
	ofEdit     = SuppressEmbeds | ComponentsV2
	ofDeferral = Ephemeral
)

// fill puts the body into a message that is new.
func (b *messageBody) fill(s *Server, r *record) error {
	if err := b.put(r); err != nil {
		return err
	}
	if b.Nonce != nil {
		r.nonce = fmt.Sprint(b.Nonce)
	}
	if r.empty() && b.Poll == nil && len(b.Stickers) == 0 {
		return errEmptyMessage
	}
	r.mentions = b.allowed(s, r)
	if r.only == nil {
		r.pinged = r.mentions
	}
	return nil
}

// allowed is who the message names, as far as the body lets it.
func (b *messageBody) allowed(s *Server, r *record) mentions {
	return s.named(r.words(), r.channel).restrict(b.Mentions, r.answers)
}

// edit puts the body into a message that is there already; what the body leaves
// out stays. An edit pings nobody; but where a deferred answer becomes a message,
// its mentions count as pings.
func (b *messageBody) edit(s *Server, r *record) error {
	was := *r
	if err := b.put(r); err != nil {
		*r = was
		return err
	}
	if r.empty() {
		*r = was
		return errEmptyMessage
	}
	if r.flags&ComponentsV2 != 0 && (r.content != "" || len(r.embeds) > 0) {
		*r = was
		return invalidAt("flags", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "The content and the embeds must be set to null as the newer layout comes")
	}
	r.mentions = b.allowed(s, r)
	switch {
	case r.flags&Loading == 0:
		r.edited = s.now()
	case r.only == nil:
		r.pinged = r.mentions
	}
	r.flags &^= Loading
	return nil
}

// put sets what the body gives. Slices are replaced, never changed, for others
// may be reading them.
func (b *messageBody) put(r *record) error {
	has := func(k string) bool { _, ok := b.given[k]; return ok }
	if has("content") {
		r.content = ""
		if b.Content != nil {
			r.content = strings.TrimSpace(*b.Content)
		}
	}
	if has("embeds") {
		r.embeds = tidy(b.Embeds)
	}
	if has("components") {
		next := 1
		r.components = numbered(slices.Concat([]Component{}, b.Components), &next)
	}
	if has("flags") {
		kept := r.flags & (Ephemeral | Loading | ComponentsV2)
		r.flags = kept | b.Flags&^(Ephemeral|Loading)
	}
	if err := b.attach(r); err != nil {
		return err
	}
	return r.checkPictures()
}

// numbered completes components and gives each one an ID that has none, as
// Discord does.
func numbered(list []Component, next *int) []Component {
	number := func(c *Component) {
		if c.ID == 0 {
			c.ID = *next
		}
		*next = max(*next, c.ID) + 1
	}
	for i := range list {
		c := &list[i]
		number(c)
		c.complete()
		numbered(c.Components, next)
		for _, inner := range []*Component{c.Accessory, c.Component} {
			if inner != nil {
				number(inner)
			}
		}
	}
	return list
}

// complete fills in what Discord takes where a component says nothing.
func (c *Component) complete() {
	switch {
	case isSelect(int64(c.Type)):
		c.MinValues, c.MaxValues = orOne(c.MinValues), orOne(c.MaxValues)
	case c.Type == Separator && c.Divider == nil:
		yes := true
		c.Divider = &yes
		fallthrough
	case c.Type == Separator:
		c.Spacing = max(c.Spacing, 1)
	}
}

func orOne(n *int) *int {
	if n == nil {
		one := 1
		return &one
	}
	return n
}

// tidy strips white space, as Discord does.
func tidy(embeds []Embed) []Embed {
	tidied := []Embed{}
	for _, e := range embeds {
		e.Type = "rich"
		e.Title, e.Description = strings.TrimSpace(e.Title), strings.TrimSpace(e.Description)
		e.Fields = slices.Clone(e.Fields)
		for i, f := range e.Fields {
			e.Fields[i].Name, e.Fields[i].Value = strings.TrimSpace(f.Name), strings.TrimSpace(f.Value)
		}
		tidied = append(tidied, e)
	}
	return tidied
}

// empty says whether there is nothing to be seen in a message.
func (r *record) empty() bool {
	return r.content == "" && len(r.embeds) == 0 && len(r.components) == 0 && len(r.attachments) == 0
}

// words is the text that may name people: the content, and the text displays of
// the newer layouts. Embeds name nobody.
func (r *record) words() string {
	text := r.content
	var walk func([]Component)
	walk = func(list []Component) {
		for _, c := range list {
			if c.Type == TextDisplay {
				text += "\n" + c.Content
			}
			walk(c.Components)
		}
	}
	walk(r.components)
	return text
}

// message checks the body of a request that makes or edits a message. Current
// are the flags that the message has already.
func (c *call) message(table rule, settable, current MessageFlags) (*messageBody, error) {
	b, err := c.messageIn(c.body, c.decode, nil, table, settable, current)
	if err != nil {
		return nil, err
	}
	return b, c.checkOpenAPI()
}

func (c *call) messageIn(tree any, decode func(any) error, at path, table rule, settable, current MessageFlags) (*messageBody, error) {
	r := &report{}
	checkMessage(r, at, tree, table, settable, current)
	if len(r.problems) > 0 {
		return nil, invalid(r)
	}
	b := &messageBody{given: object(tree), files: c.files}
	return b, decode(b)
}

// within says whether a time is not longer ago than a limit.
func (s *Server) within(then time.Time, limit time.Duration) bool { return s.now().Sub(then) <= limit }
