package discordtest

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
)

const (
	globalCommands = "/applications/{application_id}/commands"
	guildCommands  = "/applications/{application_id}/guilds/{guild_id}/commands"
)

var commandRoutes = slices.Concat(commandRoutesOf(globalCommands), commandRoutesOf(guildCommands))

func commandRoutesOf(template string) []route {
	return []route{
		{method: "GET", template: template, handle: (*call).listCommands},
		{method: "PUT", template: template, handle: (*call).replaceCommands},
		{method: "POST", template: template, handle: (*call).createCommand},
		{method: "GET", template: template + "/{command_id}", handle: (*call).getCommand},
		{method: "PATCH", template: template + "/{command_id}", handle: (*call).editCommand},
		{method: "DELETE", template: template + "/{command_id}", handle: (*call).deleteCommand},
	}
}

// Command is a command as it is registered.
type Command struct {
	ID                       string            `json:"id"`
	ApplicationID            string            `json:"application_id"`
	GuildID                  string            `json:"guild_id,omitempty"`
	Version                  string            `json:"version"`
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations"`
	Options                  []CommandOption   `json:"options,omitempty"`
	DefaultMemberPermissions *permissionText   `json:"default_member_permissions"`
	DMPermission             bool              `json:"dm_permission"`
	Contexts                 []int             `json:"contexts"`
	IntegrationTypes         []int             `json:"integration_types,omitempty"`
	NSFW                     bool              `json:"nsfw"`
}

// CommandOption is one thing that can be filled in.
type CommandOption struct {
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Required                 bool              `json:"required,omitempty"`
	Choices                  []Choice          `json:"choices,omitempty"`
	Options                  []CommandOption   `json:"options,omitempty"`
	ChannelTypes             []int             `json:"channel_types,omitempty"`
	MinValue                 *float64          `json:"min_value,omitempty"`
	MaxValue                 *float64          `json:"max_value,omitempty"`
	MinLength                *int              `json:"min_length,omitempty"`
	MaxLength                *int              `json:"max_length,omitempty"`
	Autocomplete             bool              `json:"autocomplete,omitempty"`
}

// permissionText is a set of permissions as a string of digits, which may be
// written as a number too.
type permissionText string

// UnmarshalJSON takes a string or a number.
func (p *permissionText) UnmarshalJSON(data []byte) error {
	var n json.Number
	err := json.Unmarshal(data, &n)
	*p = permissionText(n)
	return err
}

// commandSet is the commands of one guild, or the global ones.
type commandSet struct{ list []*Command }

func (s *commandSet) find(id string) *Command {
	for _, c := range s.list {
		if c.ID == id {
			return c
		}
	}
	return nil
}

func (s *commandSet) named(kind int, name string) *Command {
	for _, c := range s.list {
		if c.Type == kind && c.Name == name {
			return c
		}
	}
	return nil
}

// scope is the commands that the request is about. The mutex is held.
func (c *call) scope() (*commandSet, error) {
	if c.arg("application_id") != c.app {
		return nil, wrong(http.StatusForbidden, 20012, "You are not authorized to perform this action on this application")
	}
	id := c.arg("guild_id")
	if id != "" && (c.guildByID[id] == nil || !c.guildByID[id].present) {
		return nil, errMissingAccess
	}
	if c.commands[id] == nil {
		c.commands[id] = &commandSet{}
	}
	return c.commands[id], nil
}

func (c *call) listCommands() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	set, err := c.scope()
	if err != nil {
		return nil, err
	}
	with := c.r.URL.Query().Get("with_localizations") == "true"
	found := []Command{}
	for _, command := range set.list {
		found = append(found, command.wire(with))
	}
	return found, nil
}

// wire is a command as Discord shows it: without its localizations unless they
// are asked for.
func (c *Command) wire(localized bool) Command {
	w := *c
	if !localized {
		w.NameLocalizations, w.DescriptionLocalizations = nil, nil
		w.Options = withoutLocalizations(w.Options)
	}
	return w
}

func withoutLocalizations(options []CommandOption) []CommandOption {
	var bare []CommandOption
	for _, o := range options {
		o.NameLocalizations, o.DescriptionLocalizations = nil, nil
		o.Options = withoutLocalizations(o.Options)
		o.Choices = slices.Clone(o.Choices)
		for i := range o.Choices {
			o.Choices[i].NameLocalizations = nil
		}
		bare = append(bare, o)
	}
	return bare
}

// replaceCommands takes a whole list. A command that is there already keeps its
// ID; what is not in the list is deleted.
func (c *call) replaceCommands() (any, error) {
	r := &report{}
	if checkCommands(r, c.body, c.arg("guild_id") != ""); len(r.problems) > 0 {
		return nil, invalid(r)
	}
	var list []*Command
	if err := errors.Join(c.decode(&list), c.checkOpenAPI()); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	set, err := c.scope()
	if err != nil {
		return nil, err
	}
	answer := []Command{}
	for _, command := range list {
		c.enter(command, set.named(max(command.Type, slashCommand), command.Name))
		answer = append(answer, command.wire(true))
	}
	set.list = list
	c.registered.fire()
	return answer, nil
}

// enter completes a command as it is registered, in the place of an old one or
// of none.
func (c *call) enter(command, old *Command) {
	command.Type = max(command.Type, slashCommand)
	command.ApplicationID, command.GuildID = c.app, c.arg("guild_id")
	command.ID, command.Version = c.newID(), c.newID()
	if old != nil {
		command.ID = old.ID
	}
	command.DMPermission = command.Contexts == nil || slices.Contains(command.Contexts, inBotDM)
	if command.GuildID != "" {
		command.DMPermission = false
	} else if command.IntegrationTypes == nil {
		command.IntegrationTypes = []int{0}
	}
}

// createCommand makes one command, or takes the place of one of that name.
func (c *call) createCommand() (any, error) {
	r := &report{}
	if checkCommand(r, nil, c.body, c.arg("guild_id") != ""); len(r.problems) > 0 {
		return nil, invalid(r)
	}
	command := &Command{}
	if err := errors.Join(c.decode(command), c.checkOpenAPI()); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	set, err := c.scope()
	if err != nil {
		return nil, err
	}
	command.Type = max(command.Type, slashCommand)
	old := set.named(command.Type, command.Name)
	if c.enter(command, old); old != nil {
		set.list[slices.Index(set.list, old)] = command
		c.registered.fire()
		return command.wire(true), nil
	}
	n := 0
	for _, other := range set.list {
		if other.Type == command.Type {
			n++
		}
	}
	if n >= maxCommands[command.Type] {
		return nil, wrong(http.StatusBadRequest, 30032, "Maximum number of application commands reached")
	}
	set.list = append(slices.Clone(set.list), command)
	c.registered.fire()
	return created{command.wire(true)}, nil
}

// one is the command of the request. The mutex is held.
func (c *call) one() (*commandSet, *Command, error) {
	set, err := c.scope()
	if err != nil {
		return nil, nil, err
	}
	command := set.find(c.arg("command_id"))
	if command == nil {
		return nil, nil, unknown(10063, "application command")
	}
	return set, command, nil
}

func (c *call) getCommand() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, command, err := c.one()
	if err != nil {
		return nil, err
	}
	return command.wire(true), nil
}

// editCommand changes what the body gives, and checks the whole.
func (c *call) editCommand() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	set, old, err := c.one()
	if err != nil {
		return nil, err
	}
	edited := *old
	if err := c.decode(&edited); err != nil {
		return nil, err
	}
	whole := map[string]any{"name": old.Name, "description": old.Description, "type": json.Number(string(rune('0' + old.Type)))}
	for k, v := range object(c.body) {
		whole[k] = v
	}
	r := &report{}
	if checkCommand(r, nil, whole, c.arg("guild_id") != ""); len(r.problems) > 0 {
		return nil, invalid(r)
	}
	if err := c.checkOpenAPI(); err != nil {
		return nil, err
	}
	c.enter(&edited, old)
	set.list[slices.Index(set.list, old)] = &edited
	c.registered.fire()
	return edited.wire(true), nil
}

func (c *call) deleteCommand() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	set, command, err := c.one()
	if err != nil {
		return nil, err
	}
	set.list = slices.DeleteFunc(slices.Clone(set.list), func(o *Command) bool { return o == command })
	c.registered.fire()
	return nothing{}, nil
}

// Commands are the commands as they are registered: globally, or for a guild.
func (s *Server) Commands(g *Guild) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := ""
	if g != nil {
		id = g.ID
	}
	var list []Command
	if set := s.commands[id]; set != nil {
		for _, c := range set.list {
			list = append(list, *c)
		}
	}
	return list
}
