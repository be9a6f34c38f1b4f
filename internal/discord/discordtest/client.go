package discordtest

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What Discord's client lets a person do with commands.

// Contexts of interactions.
const (
	inGuild = 0
	inBotDM = 1
)

// Args are the values of a command's options by their names: strings, numbers,
// booleans, a *Person, a *Channel or a *Role.
type Args map[string]any

// commandFor finds a command that a person sees in a channel. The mutex is held.
func (p *Person) commandFor(c *Channel, kind int, name string) (*Command, error) {
	s := p.server
	if !p.allowed(c).Has(ViewChannel | UseCommands) {
		return nil, fmt.Errorf("%s may not use commands there", p.Name)
	}
	var hidden error
	for _, command := range s.commandsIn(c) {
		if command.Type != kind || command.Name != name && command.NameLocalizations[p.locale] != name {
			continue
		}
		if hidden = command.hiddenFrom(p, c); hidden == nil {
			return command, nil
		}
	}
	if hidden != nil {
		return nil, hidden
	}
	return nil, fmt.Errorf("no such command is registered: there are %s", s.commandNames(c))
}

// commandsIn are the commands of the channel's guild and the global ones. Of two
// of one name, the guild's comes first.
func (s *Server) commandsIn(c *Channel) []*Command {
	var list []*Command
	if c.Guild != nil && !c.Guild.present {
		return nil
	}
	if c.Guild != nil && s.commands[c.Guild.ID] != nil {
		list = append(list, s.commands[c.Guild.ID].list...)
	}
	if s.commands[""] != nil {
		list = append(list, s.commands[""].list...)
	}
	return list
}

func (s *Server) commandNames(c *Channel) string {
	var names []string
	for _, command := range s.commandsIn(c) {
		names = append(names, command.shown())
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// shown is a command's name as the client writes it.
func (c *Command) shown() string {
	if c.Type == slashCommand {
		return "/" + c.Name
	}
	return c.Name
}

// hiddenFrom says why the client does not show a command, nil where it does.
func (c *Command) hiddenFrom(p *Person, in *Channel) error {
	context := inBotDM
	if in.Guild != nil {
		context = inGuild
	}
	if c.GuildID == "" && c.Contexts != nil && !slices.Contains(c.Contexts, context) {
		return fmt.Errorf("%s is not for %s", c.shown(), []string{"servers", "direct messages"}[context])
	}
	if in.Guild == nil || c.DefaultMemberPermissions == nil {
		return nil
	}
	bits, err := strconv.ParseUint(string(*c.DefaultMemberPermissions), 10, 64)
	if err != nil {
		return err
	}
	has := p.allowed(in)
	switch need := Permissions(bits); {
	case has.Has(Administrator):
		return nil
	case need == 0:
		return fmt.Errorf("%s is for administrators", c.shown())
	case !has.Has(need):
		return fmt.Errorf("%s needs the permissions %v, %s has %v", c.shown(), need, p.Name, has)
	}
	return nil
}

// Sees says why a person does not see a command in a channel, nil if it is
// there: "ask" for a slash command or a command of a message's or a person's
// menu.
func (p *Person) Sees(c *Channel, name string) error {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	var err error
	for _, kind := range []int{slashCommand, messageCommand, userCommand} {
		if _, err = p.commandFor(c, kind, name); err == nil {
			return nil
		}
	}
	return err
}

// wireOption is a value that a person filled in.
type wireOption struct {
	Name    string       `json:"name"`
	Type    int          `json:"type"`
	Value   any          `json:"value,omitempty"`
	Options []wireOption `json:"options,omitempty"`
	Focused bool         `json:"focused,omitempty"`
}

// filled is the options of a command as a person fills them in.
type filled struct {
	person   *Person
	channel  *Channel
	args     Args
	focus    string // the option that is being typed, "" for none
	resolved map[string]map[string]any
}

// options takes the values in the order in which the command lists its options.
func (f *filled) options(options []CommandOption, words []string) ([]wireOption, error) {
	if len(words) > 0 {
		return f.subcommand(options, words)
	}
	left := maps.Clone(f.args)
	var given []wireOption
	for _, o := range options {
		if o.Type == optionSubcommand || o.Type == optionGroup {
			return nil, fmt.Errorf("one of its subcommands must be chosen: %q", optionNames(options))
		}
		key := o.Name
		if _, ok := left[key]; !ok && o.NameLocalizations[f.person.locale] != "" {
			key = o.NameLocalizations[f.person.locale]
		}
		value, ok := left[key]
		delete(left, key)
		switch focused := o.Name == f.focus; {
		case !ok && o.Required && f.focus == "":
			return nil, fmt.Errorf("the option %s is required", o.Name)
		case focused && !o.Autocomplete:
			return nil, fmt.Errorf("the option %s has no autocomplete", o.Name)
		case focused:
			given = append(given, wireOption{Name: o.Name, Type: o.Type, Value: value, Focused: true})
		case ok:
			w, err := f.value(o, value)
			if err != nil {
				return nil, fmt.Errorf("the option %s: %w", o.Name, err)
			}
			given = append(given, w)
		}
	}
	for name := range left {
		return nil, fmt.Errorf("it has no option %s, only %q", name, optionNames(options))
	}
	return given, nil
}

func (f *filled) subcommand(options []CommandOption, words []string) ([]wireOption, error) {
	for _, o := range options {
		if o.Name == words[0] && (o.Type == optionSubcommand || o.Type == optionGroup) {
			inner, err := f.options(o.Options, words[1:])
			return []wireOption{{Name: o.Name, Type: o.Type, Options: inner}}, err
		}
	}
	return nil, fmt.Errorf("it has no subcommand %s, only %q", words[0], optionNames(options))
}

func optionNames(options []CommandOption) []string {
	var names []string
	for _, o := range options {
		names = append(names, o.Name)
	}
	return names
}

// value is one value as the client sends it, if it would.
func (f *filled) value(o CommandOption, v any) (wireOption, error) {
	w := wireOption{Name: o.Name, Type: o.Type}
	var err error
	if len(o.Choices) > 0 {
		w.Value, err = chosen(o.Choices, v, f.person.locale)
		return w, err
	}
	switch o.Type {
	case optionString:
		w.Value, err = textValue(o, v)
	case optionInteger, optionNumber:
		w.Value, err = numberValue(o, v)
	case optionBoolean:
		b, ok := v.(bool)
		if !ok {
			return w, fmt.Errorf("%v is not a boolean", v)
		}
		w.Value = b
	case optionUser, optionChannel, optionRole, optionMentionable:
		w.Value, err = f.entity(o.Type, v)
	default:
		err = fmt.Errorf("the fake knows no options of type %d", o.Type)
	}
	return w, err
}

// chosen is the value of the choice that a person picks by its name, or by its
// value.
func chosen(choices []Choice, v any, locale string) (any, error) {
	var names []string
	for _, c := range choices {
		if c.Name == v || c.NameLocalizations[locale] == v || fmt.Sprint(c.Value) == fmt.Sprint(v) {
			return c.Value, nil
		}
		names = append(names, c.Name)
	}
	return nil, fmt.Errorf("%v is none of the choices %q", v, names)
}

func textValue(o CommandOption, v any) (any, error) {
	s, ok := v.(string)
	n := utf8.RuneCountInString(s)
	switch {
	case !ok:
		return nil, fmt.Errorf("%v is not text", v)
	case o.MinLength != nil && n < *o.MinLength:
		return nil, fmt.Errorf("%d characters are fewer than %d", n, *o.MinLength)
	case o.MaxLength != nil && n > *o.MaxLength || n > 6000:
		return nil, fmt.Errorf("%d characters are too many", n)
	case n == 0:
		return nil, fmt.Errorf("the client sends no empty text")
	}
	return s, nil
}

func numberValue(o CommandOption, v any) (any, error) {
	var f float64
	switch n := v.(type) {
	case int:
		f = float64(n)
	case int64:
		f = float64(n)
	case float64:
		f = n
	default:
		return nil, fmt.Errorf("%v is not a number", v)
	}
	switch {
	case o.Type == optionInteger && f != float64(int64(f)):
		return nil, fmt.Errorf("%v is not a whole number", v)
	case o.MinValue != nil && f < *o.MinValue:
		return nil, fmt.Errorf("%v is below %v", v, *o.MinValue)
	case o.MaxValue != nil && f > *o.MaxValue:
		return nil, fmt.Errorf("%v is above %v", v, *o.MaxValue)
	}
	return v, nil
}

// entity is a person, a channel or a role, which comes resolved.
func (f *filled) entity(kind int, v any) (any, error) {
	put := func(where, id string, what any) {
		if f.resolved == nil {
			f.resolved = map[string]map[string]any{}
		}
		if f.resolved[where] == nil {
			f.resolved[where] = map[string]any{}
		}
		f.resolved[where][id] = what
	}
	switch e := v.(type) {
	case *Person:
		if kind != optionUser && kind != optionMentionable {
			return nil, fmt.Errorf("a person does not fit")
		}
		put("users", e.ID, e.wire())
		if m := e.wireIn(f.channel); m != nil {
			m.User = nil
			put("members", e.ID, m)
		}
		return e.ID, nil
	case *Role:
		if kind != optionRole && kind != optionMentionable {
			return nil, fmt.Errorf("a role does not fit")
		}
		put("roles", e.ID, wireRole(e))
		return e.ID, nil
	case *Channel:
		if kind != optionChannel {
			return nil, fmt.Errorf("a channel does not fit")
		}
		put("channels", e.ID, f.person.server.wireChannel(e))
		return e.ID, nil
	}
	return nil, fmt.Errorf("%v is no person, channel or role", v)
}
