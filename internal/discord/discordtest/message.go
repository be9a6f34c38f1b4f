package discordtest

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// MessageFlags are the flags of a message, in Discord's bits.
type MessageFlags int

// The flags that matter here.
const (
	SuppressEmbeds        MessageFlags = 1 << 2  // no link previews
	Ephemeral             MessageFlags = 1 << 6  // seen by one person alone
	Loading               MessageFlags = 1 << 7  // "… is thinking"
	SuppressNotifications MessageFlags = 1 << 12 // silent
	ComponentsV2          MessageFlags = 1 << 15 // made of components alone
)

// Types of messages.
const (
	plainMessage = 0
	replyMessage = 19
	slashAnswer  = 20
	menuAnswer   = 23
)

// record is a message as the server holds it. It is guarded by Server.mu.
type record struct {
	id          string
	channel     *Channel
	kind        int
	author      *Person // nil for the app
	content     string
	embeds      []Embed
	components  []Component
	attachments []Attachment
	flags       MessageFlags
	created     time.Time
	edited      time.Time
	mentions    mentions
	pinged      mentions
	answers     *record      // the message that this one replies to
	replies     bool         // it replies to one, which may be deleted
	interaction *Interaction // that this message came from
	only        *Person      // who alone sees it
	nonce       string
	deleted     bool
	reactions   []string
	history     []Revision
	scene       *scene // of the transcript
	lateEdits   int
	changed     signal
}

// Message is a message as it was when it was looked at. It does not change; Now
// looks again.
type Message struct {
	ID          string
	Channel     *Channel
	Author      string // the name of a person or of the app
	ByBot       bool
	Content     string
	Embeds      []Embed
	Components  []Component
	Attachments []Attachment
	Flags       MessageFlags
	ReplyTo     string  // the ID of the message that it answers
	OnlyFor     *Person // who alone sees it, nil for everybody
	Pings       Pings   // who got a notification
	Created     time.Time
	Edited      time.Time // zero if it never was
	Deleted     bool
	Reactions   []string     // of the app
	From        *Interaction // that it came from, nil for other messages

	record *record
	server *Server
}

// Revision is how a message looked for a while.
type Revision struct {
	At         time.Time
	Content    string
	Embeds     []Embed
	Components []Component
	Flags      MessageFlags
}

// Pings is who is notified by a message.
type Pings struct {
	Everyone bool
	Users    []string // names
	Roles    []string // names
	Replied  bool     // the author of the message that this one answers
}

// None says whether nobody is notified.
func (p Pings) None() bool {
	return !p.Everyone && !p.Replied && len(p.Users) == 0 && len(p.Roles) == 0
}

// Loading says whether the message still reads "… is thinking".
func (m *Message) Loading() bool { return m.Flags&Loading != 0 }

// Now is the message as it is now.
func (m *Message) Now() *Message {
	m.server.mu.Lock()
	defer m.server.mu.Unlock()
	return m.record.look(m.server)
}

// History is how the message has looked, the newest last. A server made with
// Forget keeps the newest alone.
func (m *Message) History() []Revision {
	m.server.mu.Lock()
	defer m.server.mu.Unlock()
	return slices.Clone(m.record.history)
}

// Await waits until the message fits, and returns it as it is then.
func (m *Message) Await(ctx context.Context, ok func(*Message) bool) *Message {
	m.server.t.Helper()
	var found *Message
	err := m.server.awaitSeen(ctx, &m.record.changed, "a message to change",
		func() { found = m.record.look(m.server) }, func() bool { return ok(found) })
	if err != nil {
		m.server.t.Fatalf("discordtest: %v; it is now:\n%s", err, found)
	}
	return found
}

// look makes what a test sees of a message.
func (r *record) look(s *Server) *Message {
	m := &Message{
		ID: r.id, Channel: r.channel, Author: s.appName, ByBot: r.author == nil, Content: r.content,
		Embeds: r.embeds, Components: r.components, Attachments: r.attachments, Flags: r.flags, OnlyFor: r.only,
		Pings: r.pinged.names(s), Created: r.created, Edited: r.edited, Deleted: r.deleted,
		Reactions: slices.Clone(r.reactions), From: r.interaction, record: r, server: s,
	}
	if r.author != nil {
		m.Author = r.author.Name
	}
	if r.answers != nil {
		m.ReplyTo = r.answers.id
	}
	return m
}

// newRecord makes a message; post puts it where it belongs.
func (s *Server) newRecord(c *Channel, author *Person) *record {
	now := s.now()
	return &record{id: s.ids.next(now), channel: c, author: author, created: now, embeds: []Embed{}, components: []Component{}, attachments: []Attachment{}}
}

// post adds a message to its channel and tells the bot of it, as far as it may
// know.
func (s *Server) post(r *record) {
	s.messages[r.id] = r
	r.channel.messages = append(r.channel.messages, r)
	if s.forget && len(r.channel.messages) > keptMessages {
		delete(s.messages, r.channel.messages[0].id)
		r.channel.messages[0] = nil
		r.channel.messages = r.channel.messages[1:]
	}
	r.remember(s)
	s.stage(r)
	s.emitMessage("MESSAGE_CREATE", r)
	r.channel.changed.fire()
}

// change tells of an edit that was made to a message.
func (s *Server) change(r *record) {
	r.remember(s)
	s.stage(r)
	s.emitMessage("MESSAGE_UPDATE", r)
	s.fire(r)
}

// erase deletes a message.
func (s *Server) erase(r *record) {
	r.deleted = true
	delete(s.messages, r.id)
	r.channel.messages = slices.DeleteFunc(r.channel.messages, func(o *record) bool { return o == r })
	s.stage(r)
	if r.only == nil {
		payload := map[string]any{"id": r.id, "channel_id": r.channel.ID}
		if r.channel.Guild != nil {
			payload["guild_id"] = r.channel.Guild.ID
		}
		s.emit(event{name: "MESSAGE_DELETE", intent: r.channel.messageIntent(), guild: r.channel.Guild, payload: payload})
	}
	s.fire(r)
}

func (s *Server) fire(r *record) {
	r.changed.fire()
	r.channel.changed.fire()
	if r.interaction != nil {
		r.interaction.changed.fire()
	}
}

func (r *record) remember(s *Server) {
	v := Revision{At: s.now(), Content: r.content, Embeds: r.embeds, Components: r.components, Flags: r.flags}
	if s.forget {
		r.history = r.history[:0]
	}
	r.history = append(r.history, v)
}

// emitMessage tells of a message that everybody sees. What a session reads of it
// depends on its intents.
func (s *Server) emitMessage(name string, r *record) {
	if r.only != nil {
		return
	}
	e := event{name: name, intent: r.channel.messageIntent(), guild: r.channel.Guild, payload: s.wireEvent(r, asDue)}
	if s.privileged&intentMessageContent != 0 {
		e.whole = s.wireEvent(r, whole)
	}
	s.emit(e)
}

// wireEvent is a message with what events say besides: where it is, and its
// author as a member.
func (s *Server) wireEvent(r *record, sees sight) *wireMessage {
	w := s.wire(r, sees)
	g := r.channel.Guild
	if g == nil {
		return w
	}
	w.GuildID = g.ID
	if r.author == nil {
		w.Member = s.wireAppMember(g)
	} else {
		w.Member = r.author.wireIn(r.channel)
	}
	if w.Member != nil {
		w.Member.User, w.Member.Permissions = nil, ""
	}
	return w
}

func (c *Channel) messageIntent() int {
	if c.Guild == nil {
		return intentDirectMessages
	}
	return intentGuildMessages
}

// readable says whether Discord lets the app read a message's content without
// the intent for it: its own messages, direct messages, and those that mention
// it. A reply that pings the app's message mentions it.
func (r *record) readable() bool {
	role := r.channel.server.roleShows && slices.ContainsFunc(r.mentions.roles, func(o *Role) bool { return o.app })
	return r.author == nil || r.channel.Guild == nil || r.mentions.app || role
}

// sight is how much of messages the app gets to read.
type sight int

const (
	asDue  sight = iota // what it may read without the intent for content
	target              // this one whole, as the target of a message command
	whole               // all, with the intent
)

// wire is a message as the app gets it, together with the one that it answers,
// but not the one which that one answers.
func (s *Server) wire(r *record, sees sight) *wireMessage {
	w := s.wireAlone(r, sees != asDue)
	if r.replies {
		w.Reference = &wireReference{ChannelID: r.channel.ID}
		if r.channel.Guild != nil {
			w.Reference.GuildID = r.channel.Guild.ID
		}
		w.Referenced = (*wireMessage)(nil)
		if r.answers != nil {
			w.Reference.MessageID = r.answers.id
			if !r.answers.deleted {
				w.Referenced = s.wireAlone(r.answers, sees == whole)
			}
		}
	}
	return w
}

func (s *Server) wireAlone(r *record, readable bool) *wireMessage {
	w := &wireMessage{
		ID: r.id, ChannelID: r.channel.ID, Type: r.kind, Timestamp: wireTime(r.created), Flags: int(r.flags), Author: s.wireApp(),
		Mentions: r.mentions.wire(s), MentionRoles: r.mentions.roleIDs(), MentionEveryone: r.mentions.everyone,
		Content: r.content, Embeds: r.embeds, Components: r.components, Attachments: r.attachments,
	}
	if r.author != nil {
		w.Author = r.author.wire()
	}
	if r.nonce != "" {
		w.Nonce = r.nonce
	}
	if !r.edited.IsZero() {
		at := wireTime(r.edited)
		w.EditedTimestamp = &at
	}
	if !readable && !r.readable() {
		w.Content, w.Embeds, w.Components, w.Attachments = "", []Embed{}, []Component{}, []Attachment{}
	}
	if it := r.interaction; it != nil {
		w.WebhookID, w.ApplicationID = s.app, s.app
		w.Interaction = it.metadata()
		if it.original != nil && it.original != r {
			w.Interaction.Original = it.original.id
		}
	}
	return w
}

// String is the message as a transcript shows it.
func (m *Message) String() string {
	if m == nil {
		return "(no message)"
	}
	return fmt.Sprintf("%s:\n%s", m.Author, m.server.portray(m.Content, m.Embeds, m.Components, m.Attachments, m.Flags, "  "))
}

// Messages are the messages of the channel that everybody sees, the oldest
// first.
func (c *Channel) Messages() []*Message { return c.MessagesFor(nil) }

// MessagesFor are those that a person sees: also what is for that person alone.
func (c *Channel) MessagesFor(p *Person) []*Message {
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	var seen []*Message
	for _, r := range c.messages {
		if r.only == nil || r.only == p {
			seen = append(seen, r.look(c.server))
		}
	}
	return seen
}

// Await waits until some message of the channel fits, and returns the newest
// one that does. It looks at what is there already, too.
func (c *Channel) Await(ctx context.Context, ok func(*Message) bool) *Message {
	c.server.t.Helper()
	var all []*Message
	var found *Message
	err := c.server.awaitSeen(ctx, &c.changed, "a message in #"+c.Name, func() {
		all = nil
		for _, r := range slices.Backward(c.messages) {
			all = append(all, r.look(c.server))
		}
	}, func() bool {
		i := slices.IndexFunc(all, ok)
		if i >= 0 {
			found = all[i]
		}
		return i >= 0
	})
	if err != nil {
		c.server.t.Fatalf("discordtest: %v", err)
	}
	return found
}

// AnswerTo waits for the bot's reply to a message, and returns it.
func (c *Channel) AnswerTo(ctx context.Context, m *Message) *Message {
	c.server.t.Helper()
	return c.Await(ctx, func(a *Message) bool { return a.ByBot && a.ReplyTo == m.ID && !a.Loading() })
}

// Typing is when the bot showed that it was typing.
func (c *Channel) Typing() []time.Time {
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	return slices.Clone(c.typing)
}

// FromBot fits messages of the bot, for Await.
func FromBot(m *Message) bool { return m.ByBot && !m.Loading() }
