package discordtest

import (
	"encoding/json"
	"net/http"
	"time"
)

const (
	callbackTemplate = "/interactions/{interaction_id}/{interaction_token}/callback"
	callbackPong     = 1
)

var interactionRoutes = []route{
	{method: "POST", template: callbackTemplate, handle: (*call).callback, open: true, exempt: true, unlimited: true},
}

var (
	errUnknownInteraction = wrong(http.StatusNotFound, 10062, "Unknown interaction")
	errAcknowledged       = wrong(http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
)

// callbackBody is how a bot acknowledges an interaction.
type callbackBody struct {
	Type AckType         `json:"type"`
	Data json.RawMessage `json:"data"`

	message *messageBody
	modal   *Modal
	choices []Choice
}

var callbackRule = fields("type", map[string]rule{"type": integer(1, 12), "data": anything})

// callback acknowledges an interaction: once, and within three seconds.
func (c *call) callback() (any, error) {
	c.mu.Lock()
	i, err := c.awaited()
	c.mu.Unlock()
	if err != nil {
		return nil, err
	}
	b, err := c.checkCallback(i)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if i, err = c.awaited(); err != nil {
		return nil, err
	}
	if err := i.acknowledge(b, c.at); err != nil {
		return nil, err
	}
	if c.r.URL.Query().Get("with_response") != "true" {
		return nothing{}, nil
	}
	return i.wireCallback(), nil
}

// awaited is the interaction of the request, if it still waits for its
// acknowledgement.
func (c *call) awaited() (*Interaction, error) {
	i := c.interactions[c.arg("interaction_token")]
	switch {
	case i == nil || i.ID != c.arg("interaction_id"):
		return nil, errUnknownInteraction
	case i.acked:
		return nil, errAcknowledged
	case c.at.Sub(i.created) > c.ackLimit:
		i.late = true // the refusal is noted as a violation
		return nil, errUnknownInteraction
	}
	return i, nil
}

// checkCallback holds the body to the table of its type.
func (c *call) checkCallback(i *Interaction) (*callbackBody, error) {
	r := &report{}
	if callbackRule(r, nil, c.body); len(r.problems) > 0 {
		return nil, invalid(r)
	}
	b := &callbackBody{}
	if err := c.decode(b); err != nil {
		return nil, err
	}
	if !i.takes(b.Type) {
		return nil, invalidAt("type", "BASE_TYPE_CHOICES", b.Type.String()+" does not answer "+i.what())
	}
	data := object(c.body)["data"]
	decode := func(into any) error { return json.Unmarshal(b.Data, into) }
	var err error
	switch b.Type {
	case AckMessage:
		b.message, err = c.messageIn(orObject(data), decode, path{"data"}, answerCreate, ofAnswer, 0)
	case AckUpdate:
		b.message, err = c.messageIn(orObject(data), decode, path{"data"}, answerCreate, ofEdit, i.source.currentFlags(c.Server))
	case AckDeferred:
		b.message = &messageBody{}
		if data != nil {
			b.message, err = c.messageIn(data, decode, path{"data"}, deferralRule, ofDeferral, 0)
		}
	case AckModal:
		b.modal, err = c.checkModal(data, decode)
	case AckChoices:
		b.choices, err = c.checkChoices(data, decode)
	}
	if err != nil {
		return nil, err
	}
	return b, c.checkOpenAPI()
}

func orObject(v any) any {
	if v == nil {
		return map[string]any{}
	}
	return v
}

// currentFlags are the flags that a message has.
func (r *record) currentFlags(s *Server) MessageFlags {
	s.mu.Lock()
	defer s.mu.Unlock()
	return r.flags
}

func (c *call) checkModal(data any, decode func(any) error) (*Modal, error) {
	r := &report{}
	modalRule(r, path{"data"}, data)
	checkModal(r, path{"data", "components"}, object(data)["components"])
	if len(r.problems) > 0 {
		return nil, invalid(r)
	}
	var m struct {
		CustomID   string      `json:"custom_id"`
		Title      string      `json:"title"`
		Components []Component `json:"components"`
	}
	err := decode(&m)
	next := 1
	return &Modal{CustomID: m.CustomID, Title: m.Title, Components: numbered(m.Components, &next)}, err
}

func (c *call) checkChoices(data any, decode func(any) error) ([]Choice, error) {
	r := &report{}
	if choicesRule(r, path{"data"}, data); len(r.problems) > 0 {
		return nil, invalid(r)
	}
	var d struct {
		Choices []Choice `json:"choices"`
	}
	err := decode(&d)
	return d.Choices, err
}

// takes says whether an interaction may be answered so.
func (i *Interaction) takes(t AckType) bool {
	switch t {
	case AckMessage, AckDeferred:
		return i.kind != byAutocomplete
	case AckDeferredUpdate, AckUpdate:
		return i.kind == byComponent || i.kind == byModal && i.source != nil
	case AckChoices:
		return i.kind == byAutocomplete
	case AckModal:
		return i.kind == byCommand || i.kind == byComponent
	}
	return false
}

// acknowledge does what the bot answered. The server's mutex is held.
func (i *Interaction) acknowledge(b *callbackBody, at time.Time) error {
	s := i.server
	ack := Ack{Type: b.Type, After: at.Sub(i.created)}
	switch b.Type {
	case AckMessage, AckDeferred:
		r := i.newAnswer(b.message)
		if b.Type == AckDeferred {
			r.flags |= Loading
		} else if err := b.message.fill(s, r); err != nil {
			return err
		}
		ack.Ephemeral = r.only != nil
		i.acked, i.ack, i.original, i.answered = true, ack, r, b.Type == AckMessage
		s.post(r)
	case AckUpdate:
		if err := b.message.edit(s, i.source); err != nil {
			return err
		}
		i.acked, i.ack, i.original, i.answered = true, ack, i.source, true
		i.touch(i.source)
	default:
		i.acked, i.ack, i.choices = true, ack, b.choices
		if b.Type == AckDeferredUpdate {
			i.original = i.source
		}
		if i.opened = b.modal; b.modal != nil {
			b.modal.by, b.modal.from = i.By, i
		}
		s.stageCallback(i)
	}
	i.changed.fire()
	return nil
}

// newAnswer is a message that answers an interaction, seen by all or by the
// person alone.
func (i *Interaction) newAnswer(b *messageBody) *record {
	r := i.server.newRecord(i.Channel, nil)
	r.interaction = i
	r.flags = b.Flags & ofAnswer
	if r.flags&Ephemeral != 0 {
		r.only = i.By
	}
	switch {
	case i.kind == byCommand && i.target:
		r.kind = menuAnswer
	case i.kind == byCommand:
		r.kind = slashAnswer
	}
	return r
}

// touch tells of an edit that was made for the interaction.
func (i *Interaction) touch(r *record) {
	by := r.scene
	r.scene = i.scene
	i.server.change(r)
	r.scene = by
	i.changed.fire()
}

// wireCallback is the answer to a callback that asked for one.
func (i *Interaction) wireCallback() map[string]any {
	about := map[string]any{"id": i.ID, "type": i.kind}
	answer := map[string]any{"interaction": about}
	if i.original != nil {
		about["response_message_id"] = i.original.id
		about["response_message_loading"] = i.original.flags&Loading != 0
		about["response_message_ephemeral"] = i.original.only != nil
		resource := map[string]any{"type": int(i.ack.Type)}
		if i.ack.Type == AckMessage || i.ack.Type == AckUpdate || i.ack.Type == AckDeferred {
			resource["message"] = i.server.wire(i.original, target)
		}
		answer["resource"] = resource
	}
	return answer
}
