package discordtest

import (
	"regexp"
	"slices"
	"strings"
)

// mentions is who a message names.
type mentions struct {
	app      bool
	everyone bool
	replied  bool // the author of the answered message, not named otherwise
	people   []*Person
	roles    []*Role
}

var (
	userPing     = regexp.MustCompile(`<@!?([0-9]+)>`)
	rolePing     = regexp.MustCompile(`<@&([0-9]+)>`)
	everyonePing = regexp.MustCompile(`@(everyone|here)\b`)
	codeSpan     = regexp.MustCompile("(?s)```.*?```|``.+?``|`[^`]+`")
)

// named is who a text names, before anything is allowed or forbidden. Discord's
// client shows a name within code as it was typed.
func (s *Server) named(text string, in *Channel) mentions {
	text = codeSpan.ReplaceAllString(text, "")
	m := mentions{everyone: everyonePing.MatchString(text) && in.Guild != nil}
	for _, found := range userPing.FindAllStringSubmatch(text, -1) {
		if p := s.people[found[1]]; p != nil && !slices.Contains(m.people, p) {
			m.people = append(m.people, p)
		}
		m.app = m.app || found[1] == s.bot
	}
	for _, found := range rolePing.FindAllStringSubmatch(text, -1) {
		if in.Guild == nil {
			break
		}
		i := slices.IndexFunc(in.Guild.roles, func(r *Role) bool { return r.ID == found[1] })
		if i >= 0 && !slices.Contains(m.roles, in.Guild.roles[i]) {
			m.roles = append(m.roles, in.Guild.roles[i])
		}
	}
	return m
}

// restrict leaves what allowed_mentions lets through. Without one, Discord
// pings everybody whom the text names, and the author of an answered message.
// Whether the app may ping everyone is not asked: a text that would is a
// mistake in any case.
func (m mentions) restrict(allowed *allowedMentions, answered *record) mentions {
	if allowed == nil {
		m.replied = answered != nil && answered.author != nil && !slices.Contains(m.people, answered.author)
		if m.replied {
			m.people = append(m.people, answered.author)
		}
		return m
	}
	all := func(kind string) bool { return slices.Contains(allowed.Parse, kind) }
	m.everyone = m.everyone && all("everyone")
	m.people = slices.DeleteFunc(slices.Clone(m.people), func(p *Person) bool {
		return !all("users") && !slices.Contains(allowed.Users, p.ID)
	})
	m.roles = slices.DeleteFunc(slices.Clone(m.roles), func(r *Role) bool {
		return !all("roles") && !slices.Contains(allowed.Roles, r.ID)
	})
	if allowed.RepliedUser && answered != nil && answered.author != nil && !slices.Contains(m.people, answered.author) {
		m.replied = true
		m.people = append(m.people, answered.author)
	}
	return m
}

func (m mentions) wire(s *Server) []wireUser {
	users := []wireUser{}
	for _, p := range m.people {
		users = append(users, p.wire())
	}
	if m.app {
		users = append(users, s.wireApp())
	}
	return users
}

func (m mentions) roleIDs() []string {
	roles := []string{}
	for _, r := range m.roles {
		roles = append(roles, r.ID)
	}
	return roles
}

func (m mentions) names(s *Server) Pings {
	p := Pings{Everyone: m.everyone, Replied: m.replied}
	for _, person := range m.people {
		p.Users = append(p.Users, person.Name)
	}
	if m.app {
		p.Users = append(p.Users, s.appName)
	}
	for _, r := range m.roles {
		p.Roles = append(p.Roles, r.Name)
	}
	return p
}

var (
	quietLink = regexp.MustCompile(`<https?://[^\s>]+>`)
	link      = regexp.MustCompile(`https?://[^\s<>|]+`)
)

// Previews are the addresses below which Discord would show a preview of the
// page: those in the text, masked links too, that do not stand within < and >
// or in code, unless the message's flags suppress them.
func (m *Message) Previews() []string {
	if m.Flags&(SuppressEmbeds|ComponentsV2) != 0 {
		return nil
	}
	text := quietLink.ReplaceAllString(codeSpan.ReplaceAllString(m.Content, ""), "")
	var found []string
	for _, l := range link.FindAllString(text, -1) {
		found = append(found, strings.TrimRight(l, ".,;:!?)'\"*_"))
	}
	return found
}
