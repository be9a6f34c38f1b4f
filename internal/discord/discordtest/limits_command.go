package discordtest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Types of commands.
const (
	slashCommand   = 1
	userCommand    = 2
	messageCommand = 3
)

// Types of options.
const (
	optionSubcommand  = 1
	optionGroup       = 2
	optionString      = 3
	optionInteger     = 4
	optionBoolean     = 5
	optionUser        = 6
	optionChannel     = 7
	optionRole        = 8
	optionMentionable = 9
	optionNumber      = 10
	optionAttachment  = 11
)

// maxCommands is how many commands of each type an app may have, for each
// server and for all.
var maxCommands = map[int]int{slashCommand: 100, userCommand: 15, messageCommand: 15}

const maxCommandText = 8000 // characters of a command, in its longest language

var slashName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// nameRule is the name of a slash command or an option: lower case where the
// letter has one.
func nameRule(r *report, at path, v any) {
	s := stringOf(v)
	if text(1, 32)(r, at, v); r.has(at) {
		return
	}
	if !slashName.MatchString(s) || strings.ToLower(s) != s {
		r.add(at, "STRING_TYPE_REGEX", "String value did not match validation regex.")
	}
}

// locales are the languages that Discord's client speaks.
var locales = strings.Fields("id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko he ar")

func localized(value rule) rule {
	known := map[string]rule{}
	for _, l := range locales {
		known[l] = value
	}
	return fields("", known)
}

var commandFields = map[string]rule{
	"id": snowflake, "type": oneOf(1, 2, 3), "name": anything, "name_localizations": anything,
	"description": text(0, 100), "description_localizations": localized(text(1, 100)),
	"options":                    anything,
	"default_member_permissions": permissionsRule,
	"dm_permission":              deprecated, "default_permission": deprecated,
	"contexts":          list(1, 3, oneOf(0, 1, 2)),
	"integration_types": list(1, 2, oneOf(0, 1)),
	"nsfw":              boolean, "handler": empty,
	// What an answer of Discord's carries comes back in clients that send it
	// again; it does no harm.
	"application_id": snowflake, "guild_id": snowflake, "version": snowflake,
}

// deprecated is a field that Discord still takes, but replaced by another one.
func deprecated(r *report, at path, _ any) {
	r.add(at, "DEPRECATED_FIELD", "Deprecated: use contexts, integration_types and default_member_permissions")
}

func permissionsRule(r *report, at path, v any) {
	s := stringOf(v)
	if n, ok := numberOf(v); ok && n >= 0 {
		return
	}
	if !digits.MatchString(s) {
		r.add(at, "PERMISSIONS_TYPE_INVALID", "Must be a string of digits")
	}
}

// checkCommands checks a list of commands that is to replace another one.
func checkCommands(r *report, v any, guild bool) {
	seen := map[string]bool{}
	count := map[int]int{}
	list(0, 130, anything)(r, nil, v)
	for i, e := range listOf(v) {
		at := path{}.index(i)
		checkCommand(r, at, e, guild)
		t := int(orElse(object(e)["type"], slashCommand))
		if count[t]++; count[t] == maxCommands[t]+1 {
			r.add(nil, "APPLICATION_COMMANDS_TOO_MANY", "At most %d commands of type %d", maxCommands[t], t)
		}
		duplicate(r, at.key("name"), seen, string(rune('0'+t))+stringOf(object(e)["name"]), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names")
	}
	checkTranslatedNames(r, listOf(v))
}

// checkTranslatedNames finds commands of a type that are called the same in a
// language: a person could not tell them apart.
func checkTranslatedNames(r *report, commands []any) {
	for _, l := range locales {
		seen := map[string]bool{}
		for i, e := range commands {
			name, translated := stringOf(object(e)["name"]), stringOf(object(object(e)["name_localizations"])[l])
			if translated != "" {
				name = translated
			}
			key := fmt.Sprint(orElse(object(e)["type"], slashCommand), name)
			if seen[key] && translated != "" {
				r.add(path{}.index(i).key("name_localizations").key(l), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
			}
			seen[key] = true
		}
	}
}

// checkCommand checks one command as it is made. An edit may leave out its
// name: it is checked together with what it leaves as it was.
func checkCommand(r *report, at path, v any, guild bool) {
	fields("name", commandFields)(r, at, v)
	m := object(v)
	if m == nil {
		return
	}
	t := orElse(m["type"], slashCommand)
	if t == slashCommand {
		nameRule(r, at.key("name"), m["name"])
		text(1, 100)(r, at.key("description"), orEmpty(m["description"]))
		checkLocalized(r, at.key("name_localizations"), m["name_localizations"], nameRule)
		checkOptions(r, at.key("options"), m["options"], 0)
		checkSize(r, at, m)
	} else {
		text(1, 32)(r, at.key("name"), m["name"])
		checkLocalized(r, at.key("name_localizations"), m["name_localizations"], text(1, 32))
		empty(r, at.key("description"), orEmpty(m["description"]))
		empty(r, at.key("description_localizations"), m["description_localizations"])
		empty(r, at.key("options"), m["options"])
	}
	if guild && (m["contexts"] != nil || m["integration_types"] != nil) {
		r.add(at.key("contexts"), "APPLICATION_COMMAND_CONTEXTS_NOT_ALLOWED", "contexts and integration_types are for global commands alone")
	}
}

func checkLocalized(r *report, at path, v any, value rule) {
	if v != nil {
		localized(value)(r, at, v)
	}
}

func orEmpty(v any) any {
	if v == nil {
		return ""
	}
	return v
}

var optionFields = map[string]rule{
	"type": integer(1, 11), "name": nameRule, "name_localizations": localized(nameRule),
	"description": text(1, 100), "description_localizations": localized(text(1, 100)),
	"required": boolean, "choices": list(0, 25, choiceRule), "options": anything, "channel_types": list(0, 20, integer(0, 20)),
	"min_value": number, "max_value": number, "min_length": integer(0, 6000), "max_length": integer(1, 6000), "autocomplete": boolean,
}

// checkOptions checks the options of a command, of a group (depth 1) or of a
// subcommand (depth 2).
func checkOptions(r *report, at path, v any, depth int) {
	if v == nil {
		return
	}
	list(0, 25, fields("type name description", optionFields))(r, at, v)
	seen := map[string]bool{}
	optional, nested := false, 0
	for i, e := range listOf(v) {
		m, at := object(e), at.index(i)
		t, _ := numberOf(m["type"])
		duplicate(r, at.key("name"), seen, stringOf(m["name"]), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names")
		if m["required"] != true {
			optional = true
		} else if optional {
			r.add(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		if t == optionSubcommand || t == optionGroup {
			nested++
		}
		checkOption(r, at, m, t, depth)
	}
	if nested > 0 && nested < len(listOf(v)) {
		r.add(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
	}
}

// checkOption checks what may be said of an option of each type. What does not
// belong to the type may be there without a value.
func checkOption(r *report, at path, m map[string]any, t int64, depth int) {
	forbid := func(keys ...string) {
		for _, k := range keys {
			empty(r, at.key(k), m[k])
		}
	}
	switch t {
	case optionGroup, optionSubcommand:
		forbid("required", "choices", "autocomplete", "min_value", "max_value", "min_length", "max_length", "channel_types")
		if t == optionGroup && depth > 0 || depth > 1 {
			r.add(at.key("type"), "BASE_TYPE_CHOICES", "Groups hold subcommands, and subcommands hold neither")
			return
		}
		if t == optionSubcommand {
			depth = 1
		}
		checkOptions(r, at.key("options"), m["options"], depth+1)
	case optionString:
		forbid("options", "channel_types", "min_value", "max_value")
	case optionInteger, optionNumber:
		forbid("options", "channel_types", "min_length", "max_length")
	case optionChannel:
		forbid("options", "choices", "autocomplete", "min_value", "max_value", "min_length", "max_length")
	default:
		forbid("options", "choices", "autocomplete", "channel_types", "min_value", "max_value", "min_length", "max_length")
	}
	if m["autocomplete"] == true && len(listOf(m["choices"])) > 0 {
		r.add(at.key("choices"), "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_CHOICES", "An option has choices or autocomplete, not both")
	}
	checkChoices(r, at.key("choices"), m["choices"], t)
}

func checkChoices(r *report, at path, v any, t int64) {
	names := map[string]bool{}
	for i, c := range listOf(v) {
		value, at := object(c)["value"], at.index(i)
		_, isText := value.(string)
		_, isInt := numberOf(value)
		if t == optionString && !isText || t == optionInteger && !isInt || t == optionNumber && isText {
			r.add(at.key("value"), "BASE_TYPE_CONVERT", "The value is not of the option's type")
		}
		duplicate(r, at.key("name"), names, stringOf(object(c)["name"]), "APPLICATION_COMMAND_OPTIONS_CHOICE_NAMES_DUPLICATED", "Names of choices")
	}
}

// checkSize counts the characters of all names, descriptions and values, each
// in the language in which it is longest.
func checkSize(r *report, at path, m map[string]any) {
	if n := commandSize(m); n > maxCommandText {
		r.add(at, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (%d of %d)", n, maxCommandText)
	}
}

func commandSize(m map[string]any) int {
	n := longest(m["name"], m["name_localizations"]) + longest(m["description"], m["description_localizations"])
	for _, c := range listOf(m["choices"]) {
		n += longest(object(c)["name"], object(c)["name_localizations"]) + utf8.RuneCountInString(stringOf(object(c)["value"]))
	}
	for _, o := range listOf(m["options"]) {
		n += commandSize(object(o))
	}
	return n
}

func longest(v, localizations any) int {
	n := lengthOf(v)
	for _, l := range object(localizations) {
		n = max(n, lengthOf(l))
	}
	return n
}
