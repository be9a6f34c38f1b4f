package discordtest

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

const messagesOf = "/channels/{channel_id}/messages"

var channelRoutes = []route{
	{method: "GET", template: "/channels/{channel_id}", handle: (*call).getChannel},
	{method: "GET", template: messagesOf, handle: (*call).listMessages},
	{method: "POST", template: messagesOf, handle: (*call).createMessage},
	{method: "GET", template: messagesOf + "/{message_id}", handle: (*call).getMessage},
	{method: "PATCH", template: messagesOf + "/{message_id}", handle: (*call).editMessage},
	{method: "DELETE", template: messagesOf + "/{message_id}", handle: (*call).deleteMessage},
	{method: "POST", template: "/channels/{channel_id}/typing", handle: (*call).showTyping},
	{method: "PUT", template: messagesOf + "/{message_id}/reactions/{emoji_name}/@me", handle: (*call).react},
	{method: "DELETE", template: messagesOf + "/{message_id}/reactions/{emoji_name}/@me", handle: (*call).unreact},
	{method: "POST", template: "/users/@me/channels", handle: (*call).openDM},
}

// lateEdits is how often a message may be edited that is older than an hour,
// within the next. Discord does not tell the number.
const lateEdits = 30

// channel is the channel of the request, if the app may do there what it wants.
// The server's mutex is held.
func (c *call) channel(needs Permissions) (*Channel, error) {
	ch := c.channels[c.arg("channel_id")]
	if ch == nil {
		return nil, errUnknownChannel
	}
	has := ch.appAllowed()
	switch {
	case !has.Has(ViewChannel):
		return nil, errMissingAccess
	case !has.Has(needs):
		return nil, errMissingPermissions
	}
	return ch, nil
}

// sending is the permission to write in the channel.
func (c *Channel) sending() Permissions {
	if c.kind == publicThread {
		return SendInThreads
	}
	return SendMessages
}

func (c *call) getChannel() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ch, err := c.channel(0)
	if err != nil {
		return nil, err
	}
	return c.wireChannel(ch), nil
}

// createMessage writes into a channel. Without the permission Embed Links,
// Discord drops the embeds of a message that has other content, and refuses one
// that has none. (Answers to interactions may always embed.)
func (c *call) createMessage() (any, error) {
	b, err := c.message(messageCreate, ofChannel, 0)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	ch, err := c.channel(0)
	if err != nil {
		return nil, err
	}
	if err := c.maySend(ch, b); err != nil {
		return nil, err
	}
	if again := ch.withNonce(b); again != nil {
		return c.wire(again, target), nil
	}
	r := c.newRecord(ch, nil)
	if err := c.answering(r, b); err != nil {
		return nil, err
	}
	if err := b.fill(c.Server, r); err != nil {
		return nil, err
	}
	c.post(r)
	return c.wire(r, target), nil
}

// maySend says why the app may not send a message, and drops embeds that it may
// not send.
func (c *call) maySend(ch *Channel, b *messageBody) error {
	has := ch.appAllowed()
	switch {
	case ch.kind == directMessage && !c.reachable(ch.person):
		return forbidden(50007, "Cannot send messages to this user")
	case !has.Has(ch.sending()), len(b.files) > 0 && !has.Has(AttachFiles):
		return errMissingPermissions
	case b.Reference != nil && !has.Has(ReadMessageHistory):
		return forbidden(160002, "Cannot reply without permission to read message history")
	case len(b.Embeds) > 0 && !has.Has(EmbedLinks):
		if b.Content == nil && len(b.Components) == 0 && len(b.files) == 0 {
			return errMissingPermissions
		}
		b.Embeds = nil
	}
	return nil
}

// reachable says whether a person takes direct messages from the app: one who
// shares a server with it, or has written to it.
func (c *call) reachable(p *Person) bool {
	if p.closed {
		return false
	}
	return p.dm != nil && len(p.dm.messages) > 0 || slices.ContainsFunc(c.guilds, func(g *Guild) bool { return g.present && g.member(p) != nil })
}

// withNonce is the message that a request made already which is sent again.
func (c *Channel) withNonce(b *messageBody) *record {
	if b.Nonce == nil || !b.Enforce {
		return nil
	}
	for _, r := range slices.Backward(c.messages) {
		if r.author == nil && r.nonce == fmt.Sprint(b.Nonce) && c.server.within(r.created, 5*time.Minute) {
			return r
		}
	}
	return nil
}

// answering sets what a message replies to.
func (c *call) answering(r *record, b *messageBody) error {
	if b.Reference == nil {
		return nil
	}
	to := c.messages[b.Reference.MessageID]
	if to == nil || to.channel != r.channel || to.only != nil {
		if b.Reference.FailIfNotExists != nil && !*b.Reference.FailIfNotExists {
			return nil
		}
		rep := &report{}
		rep.add(path{"message_reference"}, "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
		return &refusal{status: http.StatusBadRequest, code: 50035, message: "Invalid Form Body", report: rep}
	}
	r.kind, r.replies, r.answers = replyMessage, true, to
	return nil
}

// record is the message of the request. One that a single person sees is not
// to be had here.
func (c *call) record(ch *Channel) (*record, error) {
	r := c.messages[c.arg("message_id")]
	if r == nil || r.channel != ch || r.only != nil {
		return nil, errUnknownMessage
	}
	return r, nil
}

// sight is how much the API shows of messages: all, if the app may use the
// intent for content.
func (c *call) sight() sight {
	if c.privileged&intentMessageContent != 0 {
		return whole
	}
	return asDue
}

func (c *call) getMessage() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ch, err := c.channel(ReadMessageHistory)
	if err != nil {
		return nil, err
	}
	r, err := c.record(ch)
	if err != nil {
		return nil, err
	}
	return c.wire(r, c.sight()), nil
}

// listMessages lists messages, the newest first: none without the permission to
// read the history.
func (c *call) listMessages() (any, error) {
	q := c.r.URL.Query()
	limit := 50
	if l := q.Get("limit"); l != "" {
		n, err := strconv.Atoi(l)
		if err != nil || n < 1 || n > 100 {
			return nil, invalidAt("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
		}
		limit = n
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	ch, err := c.channel(0)
	if err != nil {
		return nil, err
	}
	found := []*wireMessage{}
	if !ch.appAllowed().Has(ReadMessageHistory) {
		return found, nil
	}
	for _, r := range pick(ch.messages, q.Get("around"), q.Get("before"), q.Get("after"), limit) {
		found = append(found, c.wire(r, c.sight()))
	}
	return found, nil
}

// pick takes messages that all see, the newest first.
func pick(messages []*record, around, before, after string, limit int) []*record {
	seen := slices.DeleteFunc(slices.Clone(messages), func(r *record) bool {
		return r.only != nil || before != "" && !older(r.id, before) || after != "" && !older(after, r.id)
	})
	if around != "" {
		at := slices.IndexFunc(seen, func(r *record) bool { return !older(r.id, around) })
		if at < 0 {
			at = len(seen)
		}
		seen = seen[max(0, at-limit/2):min(len(seen), at+(limit+1)/2)]
	}
	if after != "" {
		seen = seen[:min(limit, len(seen))]
	}
	slices.Reverse(seen)
	return seen[:min(limit, len(seen))]
}

// older compares IDs, which are numbers.
func older(a, b string) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return a < b
}

func (c *call) editMessage() (any, error) {
	c.mu.Lock()
	r, err := c.own()
	var current MessageFlags
	if err == nil {
		current = r.flags
	}
	c.mu.Unlock()
	if err != nil {
		return nil, err
	}
	b, err := c.message(messageEdit, ofEdit, current)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if r, err = c.own(); err != nil {
		return nil, err
	}
	if !c.within(r.created, time.Hour) {
		if r.lateEdits++; r.lateEdits > lateEdits {
			return nil, &refusal{status: http.StatusTooManyRequests, code: 30046, message: "Maximum number of edits to messages older than 1 hour reached. Try again later.", header: map[string]string{"Retry-After": "60"}}
		}
	}
	if len(b.Embeds) > 0 && !r.channel.appAllowed().Has(EmbedLinks) {
		b.Embeds = nil
	}
	if err := b.edit(c.Server, r); err != nil {
		return nil, err
	}
	c.change(r)
	return c.wire(r, target), nil
}

// own is the message of the request, if the app wrote it.
func (c *call) own() (*record, error) {
	ch, err := c.channel(0)
	if err != nil {
		return nil, err
	}
	r, err := c.record(ch)
	if err == nil && r.author != nil {
		err = forbidden(50005, "Cannot edit a message authored by another user")
	}
	return r, err
}

func (c *call) deleteMessage() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ch, err := c.channel(0)
	if err != nil {
		return nil, err
	}
	r, err := c.record(ch)
	if err != nil {
		return nil, err
	}
	if r.author != nil && !ch.appAllowed().Has(ManageMessages) || ch.Guild == nil && r.author != nil {
		return nil, errMissingPermissions
	}
	c.erase(r)
	return nothing{}, nil
}

func (c *call) showTyping() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ch, err := c.channel(0)
	if err != nil {
		return nil, err
	}
	if !ch.appAllowed().Has(ch.sending()) {
		return nil, errMissingPermissions
	}
	if !c.forget {
		ch.typing = append(ch.typing, time.Now())
	}
	ch.changed.fire()
	return nothing{}, nil
}

func (c *call) react() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ch, err := c.channel(AddReactions | ReadMessageHistory)
	if err != nil {
		return nil, err
	}
	r, err := c.record(ch)
	if err != nil {
		return nil, err
	}
	if emoji := c.arg("emoji_name"); !slices.Contains(r.reactions, emoji) {
		r.reactions = append(slices.Clone(r.reactions), emoji)
	}
	c.fire(r)
	return nothing{}, nil
}

func (c *call) unreact() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ch, err := c.channel(0)
	if err != nil {
		return nil, err
	}
	r, err := c.record(ch)
	if err != nil {
		return nil, err
	}
	emoji := c.arg("emoji_name")
	r.reactions = slices.DeleteFunc(slices.Clone(r.reactions), func(e string) bool { return e == emoji })
	c.fire(r)
	return nothing{}, nil
}

var openDMRule = fields("recipient_id", map[string]rule{"recipient_id": snowflake})

// openDM opens the channel of direct messages to a person.
func (c *call) openDM() (any, error) {
	r := &report{}
	if openDMRule(r, nil, c.body); len(r.problems) > 0 {
		return nil, invalid(r)
	}
	if err := c.checkOpenAPI(); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	p := c.people[fmt.Sprint(object(c.body)["recipient_id"])]
	if p == nil {
		return nil, &refusal{status: http.StatusBadRequest, code: 50033, message: "Invalid Recipient(s)"}
	}
	return c.wireChannel(p.directMessages()), nil
}
