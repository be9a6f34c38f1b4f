package discordtest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Kinds of interactions.
const (
	byCommand      = 2
	byComponent    = 3
	byAutocomplete = 4
	byModal        = 5
)

// AckType is how a bot acknowledges an interaction.
type AckType int

// The types of callbacks.
const (
	AckMessage        AckType = 4 // a message at once
	AckDeferred       AckType = 5 // "… is thinking"
	AckDeferredUpdate AckType = 6 // nothing to be seen; the message may change later
	AckUpdate         AckType = 7 // the message changes
	AckChoices        AckType = 8 // choices while typing
	AckModal          AckType = 9 // a modal opens
)

var ackNames = map[AckType]string{
	AckMessage: "a message", AckDeferred: "a deferred message", AckDeferredUpdate: "a deferred update",
	AckUpdate: "an update", AckChoices: "choices", AckModal: "a modal",
}

// String says in words what the bot answered.
func (a AckType) String() string {
	if name, ok := ackNames[a]; ok {
		return name
	}
	return fmt.Sprintf("callback type %d", int(a))
}

// Ack is the acknowledgement of an interaction.
type Ack struct {
	Type      AckType
	After     time.Duration // since the person acted
	Ephemeral bool          // of a message or a deferred one
}

// ErrNoAck is that the bot did not answer within three seconds: the person
// reads "The application did not respond".
var ErrNoAck = errors.New("the application did not respond")

// Interaction is one thing that a person did with a command, a component or a
// modal, and what came of it.
type Interaction struct {
	ID, Token string
	By        *Person
	Channel   *Channel

	server  *Server
	kind    int
	command string
	created time.Time
	source  *record      // whose component was used
	from    *Interaction // that opened the modal which was submitted
	target  bool         // of a command in the menu of a message or a person

	// Guarded by Server.mu.
	ack       Ack
	acked     bool
	original  *record // the first answer; for an update, the source
	answered  bool    // original shows the answer, no longer what was there before
	late      bool    // its time ran out, and that was noted
	removed   bool    // the first answer was deleted
	followUps []*record
	opened    *Modal
	choices   []Choice
	scene     *scene
	changed   signal
}

// owners says for whom the app is installed where the person acted.
func (i *Interaction) owners() map[string]string {
	if i.Channel.Guild == nil {
		return map[string]string{"0": "0"}
	}
	return map[string]string{"0": i.Channel.Guild.ID}
}

// metadata is what a message says of the interaction that it came from.
func (i *Interaction) metadata() *wireInteractedBy {
	w := &wireInteractedBy{ID: i.ID, Type: i.kind, Name: i.command, User: i.By.wire(), Owners: i.owners()}
	switch {
	case i.kind == byModal:
		w.Triggering = i.from.metadata()
	case i.kind == byComponent:
		w.Message = i.source.id
	}
	return w
}

// what is the interaction in words.
func (i *Interaction) what() string {
	switch {
	case i.kind == byCommand || i.kind == byAutocomplete:
		return "/" + i.command
	case i.kind == byModal:
		return "a modal"
	}
	return "a component"
}

// Ack waits for the acknowledgement. After the three seconds that Discord gives
// the error is ErrNoAck.
func (i *Interaction) Ack(ctx context.Context) (Ack, error) {
	limit := i.created.Add(i.server.ackLimit).Sub(i.server.now())
	short, cancel := context.WithTimeout(ctx, max(limit, 0)+10*time.Millisecond)
	defer cancel()
	err := i.server.await(short, &i.changed, "the acknowledgement", func() bool { return i.acked })
	switch {
	case err == nil:
		return i.ack, nil
	case ctx.Err() == nil && short.Err() != nil:
		return Ack{}, fmt.Errorf("%s of %s: %w", i.what(), i.By.Name, ErrNoAck)
	}
	return Ack{}, err
}

// Message waits for the first answer: of a deferred one, until it is there. The
// test fails where the bot does not answer.
func (i *Interaction) Message(ctx context.Context) *Message {
	i.server.t.Helper()
	return i.Await(ctx, func(*Message) bool { return true })
}

// Await waits until the first answer fits. A bot may edit its answer several
// times.
func (i *Interaction) Await(ctx context.Context, ok func(*Message) bool) *Message {
	i.server.t.Helper()
	m, err := i.TryAwait(ctx, ok)
	if err != nil {
		i.server.t.Fatalf("discordtest: %v", err)
	}
	return m
}

// TryAwait is Await with an error in place of a failed test.
func (i *Interaction) TryAwait(ctx context.Context, ok func(*Message) bool) (*Message, error) {
	if _, err := i.Ack(ctx); err != nil {
		return nil, err
	}
	var m *Message
	what := fmt.Sprintf("the answer to %s of %s", i.what(), i.By.Name)
	err := i.server.await(ctx, &i.changed, what, func() bool {
		if !i.answered {
			return false
		}
		m = i.original.look(i.server)
		return ok(m)
	})
	return m, err
}

// Modal waits for a modal to open.
func (i *Interaction) Modal(ctx context.Context) *Modal {
	i.server.t.Helper()
	i.mustAck(ctx, AckModal)
	return i.opened
}

// Choices waits for the choices that the bot offers while the person types.
func (i *Interaction) Choices(ctx context.Context) []Choice {
	i.server.t.Helper()
	i.mustAck(ctx, AckChoices)
	return i.choices
}

func (i *Interaction) mustAck(ctx context.Context, want AckType) {
	i.server.t.Helper()
	ack, err := i.Ack(ctx)
	switch {
	case err != nil:
		i.server.t.Fatalf("discordtest: %v", err)
	case ack.Type != want:
		i.server.t.Fatalf("discordtest: %s of %s was answered with %v, not %v", i.what(), i.By.Name, ack.Type, want)
	}
}

// FollowUp waits for the nth follow-up message, counted from 0.
func (i *Interaction) FollowUp(ctx context.Context, n int) *Message {
	i.server.t.Helper()
	var m *Message
	err := i.server.await(ctx, &i.changed, "a follow-up message", func() bool {
		if len(i.followUps) <= n {
			return false
		}
		m = i.followUps[n].look(i.server)
		return true
	})
	if err != nil {
		i.server.t.Fatalf("discordtest: %v", err)
	}
	return m
}

// FollowUps are the follow-up messages so far, deleted ones too.
func (i *Interaction) FollowUps() []*Message {
	i.server.mu.Lock()
	defer i.server.mu.Unlock()
	var all []*Message
	for _, r := range i.followUps {
		all = append(all, r.look(i.server))
	}
	return all
}

// Deleted says whether the first answer was deleted.
func (i *Interaction) Deleted() bool {
	i.server.mu.Lock()
	defer i.server.mu.Unlock()
	return i.removed || i.original != nil && i.original.deleted
}

// AwaitDeleted waits until the first answer is deleted.
func (i *Interaction) AwaitDeleted(ctx context.Context) {
	i.server.t.Helper()
	err := i.server.await(ctx, &i.changed, "the answer to be deleted", func() bool {
		return i.removed || i.original != nil && i.original.deleted
	})
	if err != nil {
		i.server.t.Fatalf("discordtest: %v", err)
	}
}

// Modal is a form that the bot opened for a person.
type Modal struct {
	CustomID   string
	Title      string
	Components []Component
	by         *Person
	from       *Interaction
}

// Inputs are the text inputs and menus of the modal, in their order.
func (m *Modal) Inputs() []Component {
	var inputs []Component
	for _, c := range m.Components {
		switch {
		case c.Type == Label && c.Component != nil:
			input := *c.Component
			input.Label = c.Label
			inputs = append(inputs, input)
		case c.Type == ActionRow:
			inputs = append(inputs, c.Components...)
		}
	}
	return inputs
}

// input finds an input by its label or its custom_id.
func (m *Modal) input(name string) *Component {
	for _, c := range m.Inputs() {
		if c.Label == name || c.CustomID == name {
			return &c
		}
	}
	return nil
}

// String is the modal as a transcript shows it.
func (m *Modal) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "[%s]", m.Title)
	for _, c := range m.Inputs() {
		fmt.Fprintf(&b, " %s", c.Label)
		if c.Required == nil || *c.Required {
			b.WriteString("*")
		}
		b.WriteString(": ")
		b.WriteString(strings.TrimSpace(c.Value + " " + parenthesis(c.Placeholder)))
		b.WriteString(";")
	}
	return strings.TrimSuffix(b.String(), ";")
}

func parenthesis(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}
