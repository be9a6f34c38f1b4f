package discordtest

import "net/http"

const webhook = "/webhooks/{webhook_id}/{webhook_token}"

var webhookRoutes = []route{
	{method: "POST", template: webhook, handle: (*call).followUp, open: true, exempt: true},
	{method: "GET", template: webhook + "/messages/@original", handle: (*call).getAnswer, open: true, exempt: true},
	{method: "PATCH", template: webhook + "/messages/@original", handle: (*call).editAnswer, open: true, exempt: true},
	{method: "DELETE", template: webhook + "/messages/@original", handle: (*call).deleteAnswer, open: true, exempt: true},
	{method: "GET", template: webhook + "/messages/{message_id}", handle: (*call).getAnswer, open: true, exempt: true},
	{method: "PATCH", template: webhook + "/messages/{message_id}", handle: (*call).editAnswer, open: true, exempt: true},
	{method: "DELETE", template: webhook + "/messages/{message_id}", handle: (*call).deleteAnswer, open: true, exempt: true},
}

var (
	errUnknownWebhook = wrong(http.StatusNotFound, 10015, "Unknown Webhook")
	errTokenExpired   = wrong(http.StatusUnauthorized, 50027, "Invalid Webhook Token")
)

// mine is the interaction whose token the request has, while the token lives.
// Before the acknowledgement there is no webhook.
func (c *call) mine() (*Interaction, error) {
	i := c.interactions[c.arg("webhook_token")]
	switch {
	case i == nil || c.arg("webhook_id") != c.app:
		return nil, errUnknownWebhook
	case c.at.Sub(i.created) > c.tokenLimit:
		return nil, errTokenExpired
	case !i.acked || i.ack.Type == AckChoices:
		return nil, errUnknownWebhook
	case c.channels[i.Channel.ID] == nil:
		return nil, errUnknownChannel
	}
	return i, nil
}

// answerOf is the message that the request is about.
func (c *call) answerOf(i *Interaction) (*record, error) {
	id := c.arg("message_id")
	if id == "" || i.original != nil && i.original.id == id {
		if i.original == nil || i.original.deleted {
			return nil, errUnknownMessage
		}
		return i.original, nil
	}
	for _, r := range i.followUps {
		if r.id == id && !r.deleted {
			return r, nil
		}
	}
	return nil, errUnknownMessage
}

// found is the interaction and the message of the request.
func (c *call) found() (*Interaction, *record, error) {
	i, err := c.mine()
	if err != nil {
		return nil, nil, err
	}
	r, err := c.answerOf(i)
	return i, r, err
}

// followUp makes a further message. The first one after a deferral takes the
// place of "… is thinking", and is seen by those to whom the deferral was shown.
func (c *call) followUp() (any, error) {
	b, err := c.message(webhookCreate, ofAnswer, 0)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	i, err := c.mine()
	if err != nil {
		return nil, err
	}
	if r := i.original; r != nil && !r.deleted && r.flags&Loading != 0 {
		if b.Flags&Ephemeral != 0 && r.only == nil {
			c.violate("%s: the answer was deferred for all to see, so it cannot be ephemeral", c.route.name())
		}
		return c.resolve(i, r, b)
	}
	r := i.newAnswer(b)
	r.kind = plainMessage
	if i.original != nil {
		r.kind, r.replies, r.answers = replyMessage, true, i.original
	}
	if err := b.fill(c.Server, r); err != nil {
		return nil, err
	}
	i.followUps = append(i.followUps, r)
	c.post(r)
	i.changed.fire()
	return c.wire(r, target), nil
}

// resolve edits an answer.
func (c *call) resolve(i *Interaction, r *record, b *messageBody) (any, error) {
	if err := b.edit(c.Server, r); err != nil {
		return nil, err
	}
	if r == i.original {
		i.answered = true
	}
	i.touch(r)
	return c.wire(r, target), nil
}

func (c *call) getAnswer() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, r, err := c.found()
	if err != nil {
		return nil, err
	}
	return c.wire(r, target), nil
}

func (c *call) editAnswer() (any, error) {
	c.mu.Lock()
	_, r, err := c.found()
	var current MessageFlags
	if err == nil {
		current = r.flags
	}
	c.mu.Unlock()
	if err != nil {
		return nil, err
	}
	b, err := c.message(webhookEdit, ofEdit, current)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	i, r, err := c.found()
	if err != nil {
		return nil, err
	}
	return c.resolve(i, r, b)
}

func (c *call) deleteAnswer() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	i, r, err := c.found()
	if err != nil {
		return nil, err
	}
	if r == i.original {
		i.removed = true
	}
	by := r.scene
	r.scene = i.scene
	c.erase(r)
	r.scene = by
	i.changed.fire()
	return nothing{}, nil
}
