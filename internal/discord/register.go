package discord

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/commands"
	"talksbot/internal/rag"
	"talksbot/internal/topics"
)

// The names of commands and options that are Discord's own. What the program
// can be asked beside them is in commands.Of the collection.
const (
	askName       = "ask"
	checkName     = "check"
	askAboutName  = "Ask about this"
	checkThisName = "Check this claim"
	helpName      = "help"
	corpusName    = "corpus"
	reloadName    = "reload"
	statusName    = "status"
	asOfOption    = "as_of"
	privateOption = "private"

	reloadSummary = "Read the articles anew, without a restart"
	statusSummary = "What is served, and since when"
)

// definition is a command as Discord is told of it, with what is ours to say.
type definition struct {
	ID string `json:"id,omitempty"` // that Discord has given it

	Type        discordgo.ApplicationCommandType `json:"type"`
	Name        string                           `json:"name"`
	Description string                           `json:"description,omitempty"`
	Options     []option                         `json:"options,omitempty"`

	Names        topics.Translations `json:"name_localizations,omitempty"`
	Descriptions topics.Translations `json:"description_localizations,omitempty"`

	Permissions permissions `json:"default_member_permissions,omitzero"` // that see the command in a guild; 0 for all

	Contexts []discordgo.InteractionContextType `json:"contexts,omitempty"` // of global commands
}

// permissions are written as a number, as Discord describes them for requests,
// and read as the text that it answers with.
type permissions int64

// UnmarshalJSON reads a number, a number in quotes, or null.
func (p *permissions) UnmarshalJSON(data []byte) error {
	n, err := strconv.ParseInt(strings.Trim(string(data), `"`), 10, 64)
	if err != nil && string(data) != "null" {
		return err
	}
	*p = permissions(n)
	return nil
}

type option struct {
	Type         discordgo.ApplicationCommandOptionType `json:"type"`
	Name         string                                 `json:"name"`
	Description  string                                 `json:"description"`
	Required     bool                                   `json:"required,omitempty"`
	MaxLength    int                                    `json:"max_length,omitempty"`
	Autocomplete bool                                   `json:"autocomplete,omitempty"`
	Choices      []choice                               `json:"choices,omitempty"`

	Names        topics.Translations `json:"name_localizations,omitempty"`
	Descriptions topics.Translations `json:"description_localizations,omitempty"`
}

type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// lists tells whether a command's reply is a list to look something up in, which
// others need not see.
func lists(c commands.Command) bool {
	return c.Name != askName && c.Name != checkName && c.Name != "search" && c.Topic == nil
}

// onMessages are the commands in the menu of a message, whose text is what they
// take, by the names of the slash commands that they run.
var onMessages = map[string]string{askAboutName: askName, checkThisName: checkName}

// room is how much the text of a command may have: a question is short, and a
// claim may be a whole message.
func room(c commands.Command) int {
	if c.Name == checkName {
		return commands.MaxCharacters
	}
	return maxQuestion
}

// takesOption is the name of the option for what stands after the command's name.
func takesOption(c commands.Command) string { return strings.ToLower(c.Takes) }

// define makes a slash command of one of the table.
func define(c commands.Command) definition {
	d := definition{
		Type: discordgo.ChatApplicationCommand, Name: c.Name, Description: c.Summary,
		Contexts: everywhere(),
	}
	if c.Takes != "" {
		d.Options = append(d.Options, option{
			Type: discordgo.ApplicationCommandOptionString, Name: takesOption(c), Description: "The " + takesOption(c),
			Required: true, MaxLength: room(c), Autocomplete: c.Complete != nil,
		})
	}
	for _, o := range c.Options {
		d.Options = append(d.Options, topicOption(o))
	}
	if c.Topic != nil {
		d.Names, d.Descriptions = c.Topic.Names, c.Topic.Descriptions
	}
	who := "Show the answer to you alone"
	if lists(c) {
		who += " (the default)"
	}
	d.Options = append(d.Options,
		option{
			Type: discordgo.ApplicationCommandOptionString, Name: asOfOption, MaxLength: 40, Autocomplete: true,
			Description: "Know nothing that was published later, such as 2025-05-14",
		},
		option{Type: discordgo.ApplicationCommandOptionBoolean, Name: privateOption, Description: who},
	)
	return d
}

// topicOption is an option of a topic command.
func topicOption(o topics.Option) option {
	out := option{
		Type: discordgo.ApplicationCommandOptionString, Name: o.Name, Description: o.Description,
		Required: o.Required, Names: o.Names, Descriptions: o.Descriptions,
	}
	for _, c := range o.Choices {
		out.Choices = append(out.Choices, choice{c, c})
	}
	if len(o.Choices) == 0 {
		out.MaxLength, out.Autocomplete = maxOption, o.Is != topics.Text
	}
	return out
}

// everywhere is in guilds and in direct messages with the bot.
func everywhere() []discordgo.InteractionContextType {
	return []discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM}
}

// definitions are the commands for everybody.
func definitions(table commands.List) []definition {
	var all []definition
	for _, c := range table {
		all = append(all, define(c))
	}
	return append(all,
		definition{Type: discordgo.ChatApplicationCommand, Name: helpName, Description: "What I can do, and how to ask", Contexts: everywhere()},
		definition{Type: discordgo.MessageApplicationCommand, Name: askAboutName, Contexts: everywhere()},
		definition{Type: discordgo.MessageApplicationCommand, Name: checkThisName, Contexts: everywhere()},
	)
}

// anywhere tells whether somebody may be an admin without Manage Server in the
// named guilds: a user may be in any guild, and a role is of a guild that nobody
// names. They have to see the command.
func (a Admins) anywhere() bool { return len(a.Roles)+len(a.Users) > 0 }

// forAdmins is the command of the admins. Who may use it is checked when it is
// used.
func (a Admins) forAdmins() definition {
	sub := func(name, description string) option {
		return option{Type: discordgo.ApplicationCommandOptionSubCommand, Name: name, Description: description}
	}
	d := definition{
		Type: discordgo.ChatApplicationCommand, Name: corpusName, Description: "Look after the collection of articles",
		Options:     []option{sub(reloadName, reloadSummary), sub(statusName, statusSummary)},
		Permissions: discordgo.PermissionManageGuild,
	}
	if a.anywhere() {
		d.Permissions, d.Contexts = 0, everywhere()
	}
	return d
}

// registrations are the commands by guild, "" for all guilds at once.
func (s Settings) registrations(table commands.List) map[string][]definition {
	all := map[string][]definition{s.GuildID: definitions(table)}
	admin := s.Admins.forAdmins()
	if s.Admins.anywhere() {
		all[s.GuildID] = append(all[s.GuildID], admin)
		return all
	}
	for _, guild := range s.Admins.Guilds {
		if s.GuildID == "" || s.GuildID == guild {
			all[guild] = append(all[guild], admin)
		}
	}
	return all
}

// guilds are those that the bot is in.
func (b *Bot) guilds() []string {
	b.state.RLock()
	defer b.state.RUnlock()
	var ids []string
	for _, g := range b.state.Guilds {
		ids = append(ids, g.ID)
	}
	return ids
}

// commandsOf is where the commands of a guild are, or with "" those of all.
func (b *Bot) commandsOf(guild string) string {
	if guild == "" {
		return discordgo.EndpointApplicationGlobalCommands(*b.app.Load())
	}
	return discordgo.EndpointApplicationGuildCommands(*b.app.Load(), guild)
}

// isOurs tells whether a registered command is one that this program makes, now or
// with another collection: all that answer questions have the same two options.
func isOurs(d definition, table commands.List) bool {
	if d.Type == discordgo.MessageApplicationCommand {
		return onMessages[d.Name] != ""
	}
	if d.Name == helpName || d.Name == corpusName {
		return true
	}
	if slices.ContainsFunc(table, func(c commands.Command) bool { return c.Name == d.Name }) {
		return true
	}
	var names []string
	for _, o := range d.Options {
		names = append(names, o.Name)
	}
	return slices.Contains(names, asOfOption) && slices.Contains(names, privateOption)
}

// sameDefinitions compares in whatever order. What Discord adds to a command
// (IDs, versions, defaults) is not read into definitions.
func sameDefinitions(a, b []definition) bool {
	return canonical(a) == canonical(b)
}

func canonical(all []definition) string {
	all = slices.Clone(all)
	for i := range all {
		all[i].ID = ""
		all[i].Contexts = slices.Sorted(slices.Values(all[i].Contexts))
		if all[i].Type == 0 {
			all[i].Type = discordgo.ChatApplicationCommand
		}
	}
	slices.SortFunc(all, func(x, y definition) int {
		return cmp.Or(cmp.Compare(x.Type, y.Type), cmp.Compare(x.Name, y.Name))
	})
	data, err := json.Marshal(all)
	if err != nil {
		panic(err) // definitions hold nothing that cannot be written
	}
	return string(data)
}

// completions are what an option may be, at most 25.
func completions(command, option, typed string, s *rag.Snapshot) []choice {
	var all []string
	if option == asOfOption {
		all = days(s, typed)
	} else if c, err := commands.Of(s).Find(command); err == nil {
		all = candidates(c, option, typed, s)
	}
	var choices []choice
	for _, text := range all {
		if length(text) <= maxOption && len(choices) < maxOptions {
			choices = append(choices, choice{text, text})
		}
	}
	return choices
}

// candidates are what an option of a command may be.
func candidates(c commands.Command, option, typed string, s *rag.Snapshot) []string {
	if c.Complete != nil {
		return c.Complete(s, typed)
	}
	for _, o := range c.Options {
		switch {
		case o.Name != option:
		case o.Is == topics.From || o.Is == topics.To:
			return days(s, typed)
		default:
			return commands.CompleteOption(s, o, typed)
		}
	}
	return nil
}

// days are those on which articles were published, the newest first, as far as
// they hold what is typed.
func days(s *rag.Snapshot, typed string) []string {
	var all []string
	for _, a := range slices.Backward(s.Articles()) {
		if a.Published.IsZero() {
			continue
		}
		day := a.Published.Time().Format("2006-01-02")
		if strings.Contains(day, strings.TrimSpace(typed)) && !slices.Contains(all, day) {
			all = append(all, day)
		}
	}
	return all
}
