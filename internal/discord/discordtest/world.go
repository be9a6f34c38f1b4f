package discordtest

import (
	"slices"
	"strconv"
	"sync/atomic"
	"time"
)

// discordEpoch is the first millisecond that an ID can tell.
const discordEpoch = 1420070400000

// ids gives out IDs that rise and tell their time, as Discord's do.
type ids struct{ last atomic.Uint64 }

func (i *ids) next(now time.Time) string {
	want := uint64(max(now.UnixMilli()-discordEpoch, 0)) << 22
	for {
		last := i.last.Load()
		id := max(want, last+1)
		if i.last.CompareAndSwap(last, id) {
			return strconv.FormatUint(id, 10)
		}
	}
}

// Guild is a server that the app is installed in.
type Guild struct {
	ID, Name string
	server   *Server

	// Guarded by Server.mu.
	locale   string
	owner    string
	roles    []*Role // the first one is everybody's, the second the app's
	channels []*Channel
	members  []*membership
	present  bool // the app is in it
}

// Role is a name with permissions that members of a Guild may have.
type Role struct {
	ID, Name    string
	guild       *Guild
	permissions Permissions
	mentionable bool
	app         bool // it is the one that Discord has made for the app
}

// membership is a Person within a Guild.
type membership struct {
	person      *Person
	permissions Permissions
	roles       []*Role
	joined      time.Time
}

// Kinds of channels, as Discord numbers them.
const (
	textChannel   = 0
	directMessage = 1
	publicThread  = 11
)

// Channel is a place where messages are: of a Guild, a thread, or the direct
// messages between a Person and the app.
type Channel struct {
	ID, Name string
	Guild    *Guild // nil for direct messages
	server   *Server
	kind     int
	parent   *Channel // of a thread
	person   *Person  // of direct messages

	// Guarded by Server.mu.
	allow, deny Permissions // for the app
	messages    []*record
	typing      []time.Time
	scene       *scene // the newest of the transcript
	changed     signal
}

// Person is somebody who uses Discord. Its methods are what people do; what the
// client would not let them do fails the test.
type Person struct {
	ID, Name string
	server   *Server

	// Guarded by Server.mu.
	locale string
	dm     *Channel
	closed bool // takes no direct messages from the app
	robot  bool // is a bot itself
}

// Guild makes a server that the app is installed in. Its everybody role has
// what Discord gives it by default. Make the servers before the bot starts, or
// later: then it joins.
func (s *Server) Guild(name string) *Guild {
	g := &Guild{ID: s.newID(), Name: name, server: s, locale: "en-US", present: true}
	g.roles = []*Role{
		{ID: g.ID, Name: "@everyone", guild: g, permissions: memberDefault},
		{ID: s.newID(), Name: s.appName, guild: g, permissions: s.appPermissions, app: true},
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	owner := &Person{ID: s.newID(), Name: name + "'s owner", server: s, locale: "en-US"}
	s.people[owner.ID] = owner
	g.owner = owner.ID
	g.members = append(g.members, &membership{person: owner, joined: s.now()})
	s.guilds = append(s.guilds, g)
	s.guildByID[g.ID] = g
	s.emit(event{name: "GUILD_CREATE", intent: intentGuilds, guild: g, payload: s.wireGuild(g)})
	return g
}

// Locale sets the language of the server, "en-US" until then.
func (g *Guild) Locale(locale string) *Guild {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	g.locale = locale
	return g
}

// Remove takes the app out of the server, as its owner can.
func (g *Guild) Remove() {
	s := g.server
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit(event{name: "GUILD_DELETE", intent: intentGuilds, guild: g, payload: map[string]any{"id": g.ID}})
	g.present = false
}

// Channel makes a text channel.
func (g *Guild) Channel(name string) *Channel {
	return g.add(&Channel{Name: name, kind: textChannel}, "CHANNEL_CREATE")
}

// Thread makes a thread in a channel.
func (c *Channel) Thread(name string) *Channel {
	return c.Guild.add(&Channel{Name: name, kind: publicThread, parent: c}, "THREAD_CREATE")
}

func (g *Guild) add(c *Channel, announce string) *Channel {
	s := g.server
	c.ID, c.Guild, c.server = s.newID(), g, s
	s.mu.Lock()
	defer s.mu.Unlock()
	g.channels = append(g.channels, c)
	s.channels[c.ID] = c
	s.emit(event{name: announce, intent: intentGuilds, guild: g, payload: s.wireChannel(c)})
	return c
}

// Delete deletes the channel, with all that is in it.
func (c *Channel) Delete() {
	s := c.server
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range c.messages {
		r.deleted = true
		delete(s.messages, r.id)
		r.changed.fire()
	}
	c.messages = nil
	delete(s.channels, c.ID)
	c.Guild.channels = slices.DeleteFunc(c.Guild.channels, func(o *Channel) bool { return o == c })
	s.emit(event{name: "CHANNEL_DELETE", intent: intentGuilds, guild: c.Guild, payload: s.wireChannel(c)})
	c.changed.fire()
}

// Deny takes permissions from the app in this channel, whatever its roles give.
func (c *Channel) Deny(p Permissions) *Channel {
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	c.deny |= p
	c.allow &^= p
	c.updated()
	return c
}

// Allow gives permissions to the app in this channel.
func (c *Channel) Allow(p Permissions) *Channel {
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	c.allow |= p
	c.deny &^= p
	c.updated()
	return c
}

func (c *Channel) updated() {
	c.server.emit(event{name: "CHANNEL_UPDATE", intent: intentGuilds, guild: c.Guild, payload: c.server.wireChannel(c)})
}

// Role makes a role that people can be given with Member.
func (g *Guild) Role(name string, p Permissions) *Role {
	s := g.server
	r := &Role{ID: s.newID(), Name: name, guild: g, permissions: p, mentionable: true}
	s.mu.Lock()
	defer s.mu.Unlock()
	g.roles = append(g.roles, r)
	s.emit(event{name: "GUILD_ROLE_CREATE", intent: intentGuilds, guild: g, payload: map[string]any{"guild_id": g.ID, "role": wireRole(r)}})
	return r
}

// Member makes a person who is a member of the server, with permissions beyond
// those that everybody has.
func (g *Guild) Member(name string, p Permissions, roles ...*Role) *Person {
	person := g.server.Person(name)
	g.Join(person, p, roles...)
	return person
}

// Join makes a person a member of the server.
func (g *Guild) Join(person *Person, p Permissions, roles ...*Role) {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	g.members = append(g.members, &membership{person: person, permissions: p, roles: roles, joined: g.server.now()})
}

// Person makes somebody who shares no server with the app, but may write to it.
func (s *Server) Person(name string) *Person {
	p := &Person{ID: s.newID(), Name: name, server: s, locale: "en-US"}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.people[p.ID] = p
	return p
}

// Locale sets the language of the person's client, "en-US" until then.
func (p *Person) Locale(locale string) *Person {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.locale = locale
	return p
}

// IsBot makes the person a bot, other than ours.
func (p *Person) IsBot() *Person {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.robot = true
	return p
}

// RefuseDMs makes the person take no direct messages from the app.
func (p *Person) RefuseDMs(refuse bool) {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.closed = refuse
}

// DMs is the channel of the direct messages between the person and the app.
func (p *Person) DMs() *Channel {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.directMessages()
}

func (p *Person) directMessages() *Channel {
	if p.dm == nil {
		s := p.server
		p.dm = &Channel{ID: s.newID(), Name: "DM with " + p.Name, server: s, kind: directMessage, person: p}
		s.channels[p.dm.ID] = p.dm
	}
	return p.dm
}

// Ping is what makes a message name the person.
func (p *Person) Ping() string { return "<@" + p.ID + ">" }

// Ping is what makes a message name the channel.
func (c *Channel) Ping() string { return "<#" + c.ID + ">" }

// Ping is what makes a message name the role.
func (r *Role) Ping() string { return "<@&" + r.ID + ">" }

func (g *Guild) member(person *Person) *membership {
	i := slices.IndexFunc(g.members, func(m *membership) bool { return m.person == person })
	if i < 0 {
		return nil
	}
	return g.members[i]
}

// allowed is what a person may do in a channel.
func (p *Person) allowed(c *Channel) Permissions {
	if c.Guild == nil {
		if c.person == p {
			return personInDirectMessage
		}
		return 0
	}
	m := c.Guild.member(p)
	if m == nil {
		return 0
	}
	if c.Guild.owner == p.ID {
		return everyPermission
	}
	sum := c.Guild.roles[0].permissions | m.permissions
	for _, r := range m.roles {
		sum |= r.permissions
	}
	if sum&Administrator != 0 {
		return everyPermission
	}
	return sum
}

// appAllowed is what the app may do in a channel. A thread has its parent's
// permissions.
func (c *Channel) appAllowed() Permissions {
	switch {
	case c.Guild == nil:
		return appInDirectMessage
	case !c.Guild.present:
		return 0
	case c.parent != nil:
		return c.parent.appAllowed()&^c.deny | c.allow
	}
	return (c.Guild.roles[0].permissions|c.Guild.roles[1].permissions)&^c.deny | c.allow
}

// shard is where the events of a guild or of direct messages go, of n shards.
func shardOf(g *Guild, n int) int {
	if g == nil || n < 2 {
		return 0
	}
	id, _ := strconv.ParseUint(g.ID, 10, 64)
	return int((id >> 22) % uint64(n))
}

func wireTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }

func (s *Server) wireApp() wireUser {
	return wireUser{ID: s.bot, Username: s.appName, Discriminator: "0", Bot: true}
}

func (p *Person) wire() wireUser {
	return wireUser{ID: p.ID, Username: p.Name, Discriminator: "0", GlobalName: &p.Name, Bot: p.robot}
}

// wireIn is the person as a member of the channel's guild, nil for direct
// messages.
func (p *Person) wireIn(c *Channel) *wireMember {
	if c.Guild == nil {
		return nil
	}
	m := c.Guild.member(p)
	if m == nil {
		return nil
	}
	w := &wireMember{Roles: []string{}, JoinedAt: wireTime(m.joined), Permissions: p.allowed(c).wire()}
	for _, r := range m.roles {
		w.Roles = append(w.Roles, r.ID)
	}
	u := p.wire()
	w.User = &u
	return w
}

func wireRole(r *Role) map[string]any {
	w := map[string]any{
		"id": r.ID, "name": r.Name, "permissions": r.permissions.wire(), "position": 0, "color": 0, "colors": map[string]any{"primary_color": 0, "secondary_color": nil, "tertiary_color": nil},
		"hoist": false, "managed": r.app, "mentionable": r.mentionable, "icon": nil, "unicode_emoji": nil, "flags": 0, "description": nil,
	}
	if r.app {
		w["tags"] = map[string]any{"bot_id": r.guild.server.bot}
	}
	return w
}

// AppRole is the role that Discord has made for the app. Its name is the app's, so
// that people pick it in place of the app.
func (g *Guild) AppRole() *Role { return g.roles[1] }

// wireChannel is a channel as Discord shows it.
func (s *Server) wireChannel(c *Channel) map[string]any {
	w := map[string]any{"id": c.ID, "type": c.kind, "flags": 0, "last_message_id": nil}
	if c.kind == directMessage {
		w["recipients"] = []wireUser{c.person.wire()}
		return w
	}
	w["name"], w["position"], w["nsfw"], w["topic"], w["rate_limit_per_user"] = c.Name, 0, false, nil, 0
	w["permission_overwrites"] = []any{}
	if c.allow|c.deny != 0 {
		w["permission_overwrites"] = []any{map[string]any{"id": s.bot, "type": 1, "allow": c.allow.wire(), "deny": c.deny.wire()}}
	}
	w["guild_id"] = c.Guild.ID
	w["parent_id"] = nil
	if c.parent != nil {
		delete(w, "permission_overwrites")
		w["parent_id"] = c.parent.ID
		w["owner_id"] = c.Guild.owner
		w["message_count"], w["member_count"] = len(c.messages), 1
		w["thread_metadata"] = map[string]any{"archived": false, "auto_archive_duration": 1440, "archive_timestamp": wireTime(s.now()), "locked": false}
	}
	return w
}

// wireGuild is what GUILD_CREATE says of a server. Without the intent for
// members it names the app alone.
func (s *Server) wireGuild(g *Guild) map[string]any {
	roles, channels, threads := []any{}, []any{}, []any{}
	for _, r := range g.roles {
		roles = append(roles, wireRole(r))
	}
	for _, c := range g.channels {
		if c.parent != nil {
			threads = append(threads, s.wireChannel(c))
			continue
		}
		channels = append(channels, s.wireChannel(c))
	}
	return map[string]any{
		"id": g.ID, "name": g.Name, "owner_id": g.owner, "preferred_locale": g.locale, "unavailable": false, "large": false,
		"member_count": len(g.members) + 1, "roles": roles, "channels": channels, "threads": threads, "members": []any{s.wireAppMember(g)},
		"joined_at": wireTime(s.now()), "emojis": []any{}, "stickers": []any{}, "features": []any{}, "presences": []any{}, "voice_states": []any{},
		"stage_instances": []any{}, "guild_scheduled_events": []any{}, "icon": nil, "verification_level": 0, "premium_tier": 0, "nsfw_level": 0,
		"default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0, "afk_timeout": 300, "system_channel_flags": 0,
	}
}

func (s *Server) wireAppMember(g *Guild) *wireMember {
	u := s.wireApp()
	return &wireMember{User: &u, Roles: []string{g.roles[1].ID}, JoinedAt: wireTime(s.now())}
}
