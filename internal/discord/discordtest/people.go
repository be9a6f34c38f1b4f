package discordtest

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Slash uses a slash command: "ask", or "index reload" for a subcommand. The
// test fails if the client would not let the person send it.
func (p *Person) Slash(in *Channel, name string, args Args) *Interaction {
	p.server.t.Helper()
	i, err := p.slash(in, name, args, byCommand, "")
	if err != nil {
		p.server.t.Fatalf("discordtest: %s cannot use /%s in %s: %v", p.Name, name, in.Name, err)
	}
	return i
}

// Autocomplete types a part of an option's value and waits for choices. The
// other options that are filled in already are in rest.
func (p *Person) Autocomplete(in *Channel, name, option, typed string, rest ...Args) *Interaction {
	p.server.t.Helper()
	args := Args{option: typed}
	for _, r := range rest {
		for k, v := range r {
			args[k] = v
		}
	}
	i, err := p.slash(in, name, args, byAutocomplete, option)
	if err != nil {
		p.server.t.Fatalf("discordtest: %s cannot type into /%s in %s: %v", p.Name, name, in.Name, err)
	}
	return i
}

func (p *Person) slash(in *Channel, name string, args Args, kind int, focus string) (*Interaction, error) {
	s := p.server
	s.mu.Lock()
	defer s.mu.Unlock()
	words := strings.Fields(name)
	command, err := p.commandFor(in, slashCommand, words[0])
	if err != nil {
		return nil, err
	}
	f := &filled{person: p, channel: in, args: args, focus: focus}
	options, err := f.options(command.Options, words[1:])
	if err != nil {
		return nil, err
	}
	data := map[string]any{"id": command.ID, "name": command.Name, "type": slashCommand}
	if len(options) > 0 {
		data["options"] = options
	}
	if f.resolved != nil {
		data["resolved"] = f.resolved
	}
	if command.GuildID != "" {
		data["guild_id"] = command.GuildID
	}
	i := s.newInteraction(p, in, kind)
	i.command = command.Name
	s.act(i, p, in, "/%s%s", name, written(options))
	s.send(i, data, nil)
	return i, nil
}

// written is the options as the client shows them.
func written(options []wireOption) string {
	var b strings.Builder
	for _, o := range options {
		switch {
		case o.Options != nil || o.Type == optionSubcommand || o.Type == optionGroup:
			b.WriteString(written(o.Options))
		case o.Focused:
			fmt.Fprintf(&b, " %s:%v▏", o.Name, o.Value)
		default:
			fmt.Fprintf(&b, " %s:%v", o.Name, o.Value)
		}
	}
	return b.String()
}

// MessageCommand uses a command of a message's menu.
func (p *Person) MessageCommand(name string, m *Message) *Interaction {
	p.server.t.Helper()
	s := p.server
	s.mu.Lock()
	i, err := p.menu(name, m.record)
	s.mu.Unlock()
	if err != nil {
		s.t.Fatalf("discordtest: %s cannot use %q: %v", p.Name, name, err)
	}
	return i
}

func (p *Person) menu(name string, r *record) (*Interaction, error) {
	s := p.server
	command, err := p.commandFor(r.channel, messageCommand, name)
	switch {
	case err != nil:
		return nil, err
	case r.deleted:
		return nil, fmt.Errorf("the message is deleted")
	case r.only != nil && r.only != p:
		return nil, fmt.Errorf("only %s sees the message", r.only.Name)
	}
	data := map[string]any{
		"id": command.ID, "name": command.Name, "type": messageCommand, "target_id": r.id,
		"resolved": map[string]any{"messages": map[string]any{r.id: s.wire(r, target)}},
	}
	if command.GuildID != "" {
		data["guild_id"] = command.GuildID
	}
	i := s.newInteraction(p, r.channel, byCommand)
	i.command, i.target = command.Name, true
	s.act(i, p, r.channel, "uses [%s] on %s", name, s.quote(r))
	s.send(i, data, nil)
	return i, nil
}

// UserCommand uses a command of a person's menu.
func (p *Person) UserCommand(in *Channel, name string, on *Person) *Interaction {
	p.server.t.Helper()
	s := p.server
	s.mu.Lock()
	command, err := p.commandFor(in, userCommand, name)
	if err != nil {
		s.mu.Unlock()
		s.t.Fatalf("discordtest: %s cannot use %q: %v", p.Name, name, err)
	}
	defer s.mu.Unlock()
	resolved := map[string]any{"users": map[string]any{on.ID: on.wire()}}
	if m := on.wireIn(in); m != nil {
		m.User = nil
		resolved["members"] = map[string]any{on.ID: m}
	}
	i := s.newInteraction(p, in, byCommand)
	i.command, i.target = command.Name, true
	s.act(i, p, in, "uses [%s] on %s", name, on.Name)
	s.send(i, map[string]any{"id": command.ID, "name": command.Name, "type": userCommand, "target_id": on.ID, "resolved": resolved}, nil)
	return i
}

// Press presses a button, found by its label, its emoji or the beginning of its
// custom_id.
func (p *Person) Press(m *Message, label string) *Interaction {
	p.server.t.Helper()
	s := p.server
	s.mu.Lock()
	i, err := p.press(m.record, label)
	s.mu.Unlock()
	if err != nil {
		s.t.Fatalf("discordtest: %s cannot press %q: %v", p.Name, label, err)
	}
	return i
}

func (p *Person) press(r *record, label string) (*Interaction, error) {
	b, err := p.component(r, label, Button)
	switch {
	case err != nil:
		return nil, err
	case b.Style == linkButton:
		return nil, fmt.Errorf("it is a link to %s", b.URL)
	}
	return p.use(r, b, "presses "+face(*b), nil), nil
}

// Choose picks options of a menu, by their labels or values. The menu is found
// by its placeholder or the beginning of its custom_id; "" is the only one.
func (p *Person) Choose(m *Message, menu string, options ...string) *Interaction {
	p.server.t.Helper()
	s := p.server
	s.mu.Lock()
	i, err := p.choose(m.record, menu, options)
	s.mu.Unlock()
	if err != nil {
		s.t.Fatalf("discordtest: %s cannot choose %q: %v", p.Name, options, err)
	}
	return i
}

func (p *Person) choose(r *record, menu string, options []string) (*Interaction, error) {
	c, err := p.component(r, menu, StringSelect)
	if err != nil {
		return nil, err
	}
	values, err := c.pick(options)
	if err != nil {
		return nil, err
	}
	return p.use(r, c, fmt.Sprintf("chooses %s in [%s ▾]", strings.Join(options, ", "), c.Placeholder), values), nil
}

// pick is the values of options of a menu.
func (c *Component) pick(options []string) ([]string, error) {
	values, labels := []string{}, []string{}
	for _, o := range c.Options {
		labels = append(labels, o.Label)
		if slices.Contains(options, o.Label) || slices.Contains(options, o.Value) {
			values = append(values, o.Value)
		}
	}
	low, high := 1, 1
	if c.MinValues != nil {
		low = *c.MinValues
	}
	if c.MaxValues != nil {
		high = *c.MaxValues
	}
	switch {
	case len(values) != len(options):
		return nil, fmt.Errorf("the menu has the options %q", labels)
	case len(values) < low || len(values) > high:
		return nil, fmt.Errorf("%d to %d options may be chosen, not %d", low, high, len(values))
	}
	return values, nil
}

// component finds what a person means to use. The mutex is held.
func (p *Person) component(r *record, name string, kind int) (*Component, error) {
	switch {
	case r.deleted:
		return nil, fmt.Errorf("the message is deleted")
	case r.only != nil && r.only != p:
		return nil, fmt.Errorf("only %s sees the message", r.only.Name)
	case !p.allowed(r.channel).Has(ViewChannel):
		return nil, fmt.Errorf("%s does not see the channel", p.Name)
	}
	var faces []string
	for _, c := range flatten(r.components) {
		if c.Type != kind {
			continue
		}
		faces = append(faces, face(c))
		if c.Label == name || c.Placeholder == name || c.Emoji != nil && c.Emoji.Name == name || c.CustomID != "" && strings.HasPrefix(c.CustomID, name) {
			if c.Disabled {
				return nil, fmt.Errorf("it is disabled")
			}
			return &c, nil
		}
	}
	return nil, fmt.Errorf("the message has only %s", strings.Join(faces, " "))
}

// flatten is all the components of a tree.
func flatten(tree []Component) []Component {
	var all []Component
	for _, c := range tree {
		all = append(all, c)
		all = append(all, flatten(c.Components)...)
		if c.Accessory != nil {
			all = append(all, *c.Accessory)
		}
	}
	return all
}

func (p *Person) use(r *record, c *Component, doing string, values []string) *Interaction {
	s := p.server
	i := s.newInteraction(p, r.channel, byComponent)
	i.source = r
	data := map[string]any{"custom_id": c.CustomID, "component_type": c.Type, "id": c.ID}
	if values != nil {
		data["values"] = values
	}
	s.act(i, p, r.channel, "%s", doing)
	s.send(i, data, r)
	return i
}

// Submit fills in a modal and sends it. The values are by label or custom_id;
// what is left out keeps the value that is there already.
func (p *Person) Submit(m *Modal, values map[string]string) *Interaction {
	p.server.t.Helper()
	s := p.server
	s.mu.Lock()
	i, err := p.submit(m, values)
	s.mu.Unlock()
	if err != nil {
		s.t.Fatalf("discordtest: %s cannot submit %q: %v", p.Name, m.Title, err)
	}
	return i
}

func (p *Person) submit(m *Modal, values map[string]string) (*Interaction, error) {
	if m.by != p {
		return nil, fmt.Errorf("it was opened for %s", m.by.Name)
	}
	for name := range values {
		if m.input(name) == nil {
			return nil, fmt.Errorf("it has no input %q: %v", name, m)
		}
	}
	s := p.server
	i := s.newInteraction(p, m.from.Channel, byModal)
	i.source, i.from = m.from.source, m.from
	components, shown := []any{}, []string{}
	for _, row := range m.Components {
		w, text, err := row.fill(values)
		if err != nil {
			return nil, err
		}
		components, shown = append(components, w), append(shown, text...)
	}
	s.act(i, p, i.Channel, "submits [%s] %s", m.Title, strings.Join(shown, " "))
	s.send(i, map[string]any{"custom_id": m.CustomID, "components": components}, i.source)
	return i, nil
}

// fill is a row or a label of a modal with what a person wrote into it.
func (c Component) fill(values map[string]string) (map[string]any, []string, error) {
	switch {
	case c.Type == Label && c.Component != nil:
		w, text, err := c.Component.entered(c.Label, values)
		return map[string]any{"type": Label, "id": c.ID, "component": w}, []string{text}, err
	case c.Type == ActionRow && len(c.Components) == 1:
		w, text, err := c.Components[0].entered(c.Components[0].Label, values)
		return map[string]any{"type": ActionRow, "id": c.ID, "components": []any{w}}, []string{text}, err
	}
	return map[string]any{"type": c.Type, "id": c.ID}, nil, nil
}

func (c Component) entered(label string, values map[string]string) (map[string]any, string, error) {
	value, ok := values[label]
	if !ok {
		if value, ok = values[c.CustomID]; !ok {
			value = c.Value
		}
	}
	w := map[string]any{"type": c.Type, "id": c.ID, "custom_id": c.CustomID}
	if c.Type != TextInput {
		picked, err := c.pick([]string{value})
		w["values"] = picked
		return w, label + ":" + value, err
	}
	n := utf8.RuneCountInString(value)
	required := c.Required == nil || *c.Required
	switch {
	case n == 0 && required:
		return nil, "", fmt.Errorf("%s is required", label)
	case c.MinLength != nil && n < *c.MinLength && n > 0:
		return nil, "", fmt.Errorf("%s: %d characters are fewer than %d", label, n, *c.MinLength)
	case c.MaxLength != nil && n > *c.MaxLength || n > 4000:
		return nil, "", fmt.Errorf("%s: %d characters are too many", label, n)
	}
	w["value"] = value
	return w, label + ":" + value, nil
}

// Post is a message as a person writes it.
type Post struct {
	Content     string
	Embeds      []Embed // as a forwarded or a bot's message has them
	Attachments []Attachment
	ReplyTo     *Message
	NoPing      bool // the reply does not notify the author of what it answers
}

// Say writes a message.
func (p *Person) Say(in *Channel, text string) *Message {
	p.server.t.Helper()
	return p.Post(in, Post{Content: text})
}

// Mention writes a message that begins with the bot's name.
func (p *Person) Mention(in *Channel, text string) *Message {
	p.server.t.Helper()
	return p.Post(in, Post{Content: strings.TrimSpace(p.server.BotPing() + " " + text)})
}

// Reply answers a message, with or without notifying its author.
func (p *Person) Reply(to *Message, text string, ping bool) *Message {
	p.server.t.Helper()
	return p.Post(to.Channel, Post{Content: text, ReplyTo: to, NoPing: !ping})
}

// DM writes to the bot alone.
func (p *Person) DM(text string) *Message {
	p.server.t.Helper()
	return p.Post(p.DMs(), Post{Content: text})
}

// Post writes a message.
func (p *Person) Post(in *Channel, post Post) *Message {
	p.server.t.Helper()
	s := p.server
	s.mu.Lock()
	r, err := p.post(in, post)
	if err != nil {
		s.mu.Unlock()
		s.t.Fatalf("discordtest: %s cannot write in %s: %v", p.Name, in.Name, err)
	}
	defer s.mu.Unlock()
	return r.look(s)
}

func (p *Person) post(in *Channel, post Post) (*record, error) {
	s := p.server
	switch n := utf8.RuneCountInString(post.Content); {
	case !p.allowed(in).Has(ViewChannel | in.sending()):
		return nil, fmt.Errorf("%s may not write there", p.Name)
	case n > maxContent:
		return nil, fmt.Errorf("%d characters are too many", n)
	}
	r := s.newRecord(in, p)
	r.content, r.embeds = strings.TrimSpace(post.Content), append(r.embeds, post.Embeds...)
	for _, a := range post.Attachments {
		a.ID = s.newID()
		r.attachments = append(r.attachments, a)
	}
	if r.empty() {
		return nil, fmt.Errorf("the message is empty")
	}
	r.mentions = s.named(r.content, in)
	if post.ReplyTo != nil {
		if err := r.replyTo(post.ReplyTo.record, !post.NoPing); err != nil {
			return nil, err
		}
	}
	r.pinged = r.mentions
	s.act(r, p, in, "%s", s.spoken(r))
	s.post(r)
	return r, nil
}

// replyTo makes the message a reply. It mentions the author of what it answers,
// if it is to ping; but an answer to an interaction has no author to ping, so
// that a reply to one does not mention the bot.
func (r *record) replyTo(to *record, ping bool) error {
	switch {
	case to.deleted:
		return fmt.Errorf("the message is deleted")
	case to.only != nil:
		return fmt.Errorf("one cannot reply to what only one person sees")
	}
	r.kind, r.replies, r.answers = replyMessage, true, to
	if !ping || to.interaction != nil {
		return nil
	}
	if to.author == nil {
		r.mentions.app = true
	} else if !slices.Contains(r.mentions.people, to.author) {
		r.mentions.people = append(r.mentions.people, to.author)
	}
	return nil
}

// Edit changes one's own message.
func (p *Person) Edit(m *Message, text string) *Message {
	p.server.t.Helper()
	s := p.server
	s.mu.Lock()
	defer s.mu.Unlock()
	r := m.record
	if r.author != p || r.deleted {
		s.t.Errorf("discordtest: %s cannot edit this message", p.Name)
		return m
	}
	r.content, r.edited = strings.TrimSpace(text), s.now()
	app := r.mentions.app && r.answers != nil
	r.mentions = s.named(r.content, r.channel)
	r.mentions.app = r.mentions.app || app
	s.act(r, p, r.channel, "edits: %s", s.spoken(r))
	s.change(r)
	return r.look(s)
}

// Delete deletes one's own message, or any where the person may manage
// messages.
func (p *Person) Delete(m *Message) {
	p.server.t.Helper()
	s := p.server
	s.mu.Lock()
	defer s.mu.Unlock()
	r := m.record
	switch {
	case r.deleted:
		return
	case r.only == p, r.author == p, p.allowed(r.channel).Has(ManageMessages) && r.only == nil:
		s.act(r, p, r.channel, "deletes %s", s.quote(r))
		s.erase(r)
	default:
		s.t.Errorf("discordtest: %s cannot delete this message", p.Name)
	}
}

// newInteraction makes an interaction, which is not sent yet.
func (s *Server) newInteraction(p *Person, in *Channel, kind int) *Interaction {
	now := s.now()
	i := &Interaction{ID: s.ids.next(now), By: p, Channel: in, server: s, kind: kind, created: now}
	i.Token = "token-of-" + i.ID + "-" + strings.Repeat("x", 120)
	s.interactions[i.Token] = i
	if s.forget {
		s.recent = append(s.recent, i)
		if len(s.recent) > keptInteractions {
			delete(s.interactions, s.recent[0].Token)
			s.recent[0] = nil
			s.recent = s.recent[1:]
		}
	}
	return i
}

// send tells the bot of an interaction.
func (s *Server) send(i *Interaction, data any, message *record) {
	w := &wireInteraction{
		ID: i.ID, ApplicationID: s.app, Type: i.kind, Data: data, ChannelID: i.Channel.ID, Channel: s.wireChannel(i.Channel), Token: i.Token,
		Version: 1, AppPermissions: i.Channel.appAllowed().wire(), Locale: i.By.locale, Entitlements: []any{}, Owners: i.owners(), Context: inBotDM, UploadLimit: 10 << 20,
	}
	if g := i.Channel.Guild; g != nil {
		w.Context, w.GuildID, w.GuildLocale = inGuild, g.ID, g.locale
		w.Guild = map[string]any{"id": g.ID, "locale": g.locale, "features": []any{}}
		w.Member = i.By.wireIn(i.Channel)
	} else {
		u := i.By.wire()
		w.User = &u
	}
	if message != nil {
		w.Message = s.wire(message, target)
	}
	s.emit(event{name: "INTERACTION_CREATE", guild: i.Channel.Guild, payload: w})
}
