package discordtest

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func long(n int) string { return strings.Repeat("x", n) }

func embed(k string, v any) map[string]any {
	return map[string]any{"embeds": []any{map[string]any{"description": "d", k: v}}}
}

func row(components ...any) map[string]any {
	components = append([]any{}, components...)
	return map[string]any{"content": "c", "components": []any{map[string]any{"type": 1, "components": components}}}
}

func press(id string) map[string]any {
	return map[string]any{"type": 2, "style": 1, "label": "L", "custom_id": id}
}

func menu(options ...any) map[string]any {
	options = append([]any{}, options...)
	return map[string]any{"type": 3, "custom_id": "m", "options": options}
}

func option(value string) map[string]any { return map[string]any{"label": "L", "value": value} }

func with(m map[string]any, k string, v any) map[string]any {
	m = maps.Clone(m)
	m[k] = v
	return m
}

func repeat(n int, v any) []any {
	l := make([]any, n)
	for i := range l {
		l[i] = v
	}
	return l
}

func sixThousand(n int) map[string]any {
	field := map[string]any{"name": long(100), "value": long(900)}
	return map[string]any{"embeds": []any{
		map[string]any{"title": long(200), "description": long(2800)},
		map[string]any{"fields": repeat(2, field), "footer": map[string]any{"text": long(500)}, "author": map[string]any{"name": long(n - 5500)}},
	}}
}

// Each body is refused for what is wrong at one place of it, or taken.
var messageBodies = []struct {
	name  string
	body  map[string]any
	at    string // "" where the body is good
	fault string
}{
	{"content of 2000", map[string]any{"content": long(2000)}, "", ""},
	{"content of 2000 letters that are no ASCII", map[string]any{"content": strings.Repeat("ї", 2000)}, "", ""},
	{"content of 2001", map[string]any{"content": long(2001)}, "content", "BASE_TYPE_MAX_LENGTH"},
	{"content with white space around", map[string]any{"content": " " + long(2000) + "\n"}, "", ""},
	{"a field that there is not", map[string]any{"content": "x", "contents": "y"}, "contents", "UNKNOWN_FIELD"},
	{"content as a number", map[string]any{"content": 7}, "content", "STRING_TYPE_CONVERT"},
	{"a flag that a channel has not", map[string]any{"content": "x", "flags": 64}, "flags", "FLAGS_NOT_SETTABLE"},
	{"no previews", map[string]any{"content": "x", "flags": 4}, "", ""},

	{"ten embeds", map[string]any{"embeds": repeat(10, map[string]any{"title": "t"})}, "", ""},
	{"eleven embeds", map[string]any{"embeds": repeat(11, map[string]any{"title": "t"})}, "embeds", "BASE_TYPE_MAX_LENGTH"},
	{"title of 257", embed("title", long(257)), "embeds.0.title", "BASE_TYPE_MAX_LENGTH"},
	{"description of 4096", embed("description", long(4096)), "", ""},
	{"description of 4097", embed("description", long(4097)), "embeds.0.description", "BASE_TYPE_MAX_LENGTH"},
	{"25 fields", embed("fields", repeat(25, map[string]any{"name": "n", "value": "v"})), "", ""},
	{"26 fields", embed("fields", repeat(26, map[string]any{"name": "n", "value": "v"})), "embeds.0.fields", "BASE_TYPE_MAX_LENGTH"},
	{"name of 257", embed("fields", []any{map[string]any{"name": long(257), "value": "v"}}), "embeds.0.fields.0.name", "BASE_TYPE_BAD_LENGTH"},
	{"value of 1025", embed("fields", []any{map[string]any{"name": "n", "value": long(1025)}}), "embeds.0.fields.0.value", "BASE_TYPE_BAD_LENGTH"},
	{"an empty value", embed("fields", []any{map[string]any{"name": "n", "value": " "}}), "embeds.0.fields.0.value", "BASE_TYPE_REQUIRED"},
	{"no value", embed("fields", []any{map[string]any{"name": "n"}}), "embeds.0.fields.0.value", "BASE_TYPE_REQUIRED"},
	{"footer of 2049", embed("footer", map[string]any{"text": long(2049)}), "embeds.0.footer.text", "BASE_TYPE_MAX_LENGTH"},
	{"author of 257", embed("author", map[string]any{"name": long(257)}), "embeds.0.author.name", "BASE_TYPE_MAX_LENGTH"},
	{"a wrong address", embed("url", "news.example"), "embeds.0.url", "URL_TYPE_INVALID_URL"},
	{"a colour of 25 bits", embed("color", 0x1000000), "embeds.0.color", "NUMBER_TYPE_MAX"},
	{"an embed's unknown field", embed("colour", 1), "embeds.0.colour", "UNKNOWN_FIELD"},
	{"an empty embed", map[string]any{"embeds": []any{map[string]any{"color": 1}}}, "embeds.0.description", "BASE_TYPE_REQUIRED"},
	{"6000 in all embeds", sixThousand(5750), "", ""},
	{"more than 6000 in all embeds", map[string]any{"embeds": repeat(2, map[string]any{"description": long(3001)})}, "embeds.1", "MAX_EMBED_SIZE_EXCEEDED"},

	{"nobody is to be pinged", map[string]any{"content": "x", "allowed_mentions": map[string]any{"parse": []any{}}}, "", ""},
	{"all and some", map[string]any{"content": "x", "allowed_mentions": map[string]any{"parse": []string{"users"}, "users": []string{"1"}}}, "allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
	{"a wrong kind of mention", map[string]any{"content": "x", "allowed_mentions": map[string]any{"parse": []string{"all"}}}, "allowed_mentions.parse.0", "BASE_TYPE_CHOICES"},

	{"five buttons", row(press("a"), press("b"), press("c"), press("d"), press("e")), "", ""},
	{"six buttons", row(press("a"), press("b"), press("c"), press("d"), press("e"), press("f")), "components.0.components", "BASE_TYPE_BAD_LENGTH"},
	{"an empty row", row(), "components.0.components", "BASE_TYPE_BAD_LENGTH"},
	{"six rows", map[string]any{"content": "c", "components": []any{
		row(press("a"))["components"].([]any)[0], row(press("b"))["components"].([]any)[0], row(press("c"))["components"].([]any)[0],
		row(press("d"))["components"].([]any)[0], row(press("e"))["components"].([]any)[0], row(press("f"))["components"].([]any)[0],
	}}, "components", "BASE_TYPE_MAX_LENGTH"},
	{"a button outside of a row", map[string]any{"content": "c", "components": []any{press("a")}}, "components.0.type", "BASE_TYPE_CHOICES"},
	{"the same custom_id twice", row(press("a"), press("a")), "components.0.components.1.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"},
	{"custom_id of 100", row(press(long(100))), "", ""},
	{"custom_id of 101", row(press(long(101))), "components.0.components.0.custom_id", "BASE_TYPE_MAX_LENGTH"},
	{"no custom_id", row(press("")), "components.0.components.0.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED"},
	{"label of 81", row(with(press("a"), "label", long(81))), "components.0.components.0.label", "BASE_TYPE_MAX_LENGTH"},
	{"no label", row(with(press("a"), "label", "")), "components.0.components.0.label", "BUTTON_COMPONENT_INVALID_LABEL"},
	{"an emoji in its place", row(with(with(press("a"), "label", ""), "emoji", map[string]any{"name": "🔍"})), "", ""},
	{"a link", row(map[string]any{"type": 2, "style": 5, "label": "L", "url": "https://news.example"}), "", ""},
	{"a link of 513", row(map[string]any{"type": 2, "style": 5, "label": "L", "url": "https://news.example/" + long(492)}), "components.0.components.0.url", "BASE_TYPE_MAX_LENGTH"},
	{"a link with custom_id", row(with(press("a"), "style", 5)), "components.0.components.0.url", "BASE_TYPE_REQUIRED"},
	{"a button with a link", row(with(press("a"), "url", "https://news.example")), "components.0.components.0", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"},
	{"style 9", row(with(press("a"), "style", 9)), "components.0.components.0.style", "BASE_TYPE_CHOICES"},

	{"a menu", row(menu(option("1"), option("2"))), "", ""},
	{"a menu beside a button", row(menu(option("1")), press("b")), "components.0.components.0", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
	{"a menu without options", row(menu()), "components.0.components.0.options", "BASE_TYPE_BAD_LENGTH"},
	{"26 options", row(menu(manyOptions(26)...)), "components.0.components.0.options", "BASE_TYPE_BAD_LENGTH"},
	{"25 options", row(menu(manyOptions(25)...)), "", ""},
	{"the same value twice", row(menu(option("1"), option("1"))), "components.0.components.0.options.1.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"},
	{"an option's description of 101", row(menu(with(option("1"), "description", long(101)))), "components.0.components.0.options.0.description", "BASE_TYPE_MAX_LENGTH"},
	{"an option's label of 101", row(menu(with(option("1"), "label", long(101)))), "components.0.components.0.options.0.label", "BASE_TYPE_BAD_LENGTH"},
	{"placeholder of 151", row(with(menu(option("1")), "placeholder", long(151))), "components.0.components.0.placeholder", "BASE_TYPE_MAX_LENGTH"},
	{"more to choose than there is", row(with(menu(option("1")), "max_values", 2)), "components.0.components.0.max_values", "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE"},
	{"two chosen by default", row(menu(with(option("1"), "default", true), with(option("2"), "default", true))), "components.0.components.0.options", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES"},
	{"a component's unknown field", row(with(press("a"), "colour", 1)), "components.0.components.0.colour", "UNKNOWN_FIELD"},

	{"the newer layout", map[string]any{"flags": 1 << 15, "components": []any{
		map[string]any{"type": 17, "components": []any{
			map[string]any{"type": 10, "content": "text"}, map[string]any{"type": 14},
			map[string]any{"type": 9, "components": []any{map[string]any{"type": 10, "content": "t"}}, "accessory": press("a")},
			map[string]any{"type": 1, "components": []any{press("b")}},
		}},
	}}, "", ""},
	{"the newer layout with content", map[string]any{"flags": 1 << 15, "content": "x", "components": []any{map[string]any{"type": 10, "content": "t"}}}, "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
	{"its parts without its flag", map[string]any{"components": []any{map[string]any{"type": 10, "content": "t"}}}, "components.0.type", "BASE_TYPE_CHOICES"},
	{"too much text in it", map[string]any{"flags": 1 << 15, "components": repeat(2, map[string]any{"type": 10, "content": long(2001)})}, "components", "COMPONENT_MAX_TOTAL_TEXT"},
}

func manyOptions(n int) []any {
	var l []any
	for i := range n {
		l = append(l, option(strconv.Itoa(i)))
	}
	return l
}

func TestLimitsOfMessages(t *testing.T) {
	t.Parallel()
	w := newsroom(t, Bucket("POST "+messagesOf, 1000, 1), GlobalLimit(10000))
	for _, c := range messageBodies {
		a := w.bot.call("POST", "/channels/"+w.talks.ID+"/messages", c.body)
		found := w.Violations()
		switch {
		case c.at == "" && (a.status != 200 || len(found) > 0):
			t.Errorf("%s: %q %s", c.name, found, a.text)
		case c.at != "" && (a.code() != 50035 || !slices.Contains(a.faultAt(c.at), c.fault) || len(found) != 1):
			t.Errorf("%s: not %s at %s: %s", c.name, c.fault, c.at, a.text)
		}
	}
}

func TestEmptyMessage(t *testing.T) {
	t.Parallel()
	w := newsroom(t)
	w.bot.call("POST", "/channels/"+w.talks.ID+"/messages", map[string]any{"content": "  "}).want(t, 400, 50006)
	_, e := w.ask("x")
	w.bot.respond(e, AckMessage, map[string]any{"content": ""}).want(t, 400, 50006)
	w.bot.respond(e, AckDeferred, nil).want(t, 204, 0)
	w.bot.call("PATCH", w.bot.answerPath(e), map[string]any{"content": nil}).want(t, 400, 50006)
	wantViolations(t, w.Server, "50006", "50006", "50006")
}

func TestBodiesThatAreNoJSON(t *testing.T) {
	t.Parallel()
	w := newsroom(t, WithoutOpenAPI())
	path := "/channels/" + w.talks.ID + "/messages"
	w.bot.call("POST", path, `{"content":`).want(t, 400, 50109)
	w.bot.call("POST", path, `{"content":"a"} x`).want(t, 400, 50109)
	w.bot.call("POST", path, ``).want(t, 400, 50109)
	w.bot.call("POST", path, `[]`).want(t, 400, 50035)
	w.bot.call("POST", path, nil).want(t, 400, 0)
	wantViolations(t, w.Server, "50109", "50109", "50109", "MODEL_TYPE_CONVERT", "MODEL_TYPE_CONVERT")
}

func text1(name string) map[string]any {
	return map[string]any{"name": name, "description": "D"}
}

func opt(kind int, name string, more ...any) map[string]any {
	o := map[string]any{"type": kind, "name": name, "description": "D"}
	for i := 0; i < len(more); i += 2 {
		o[more[i].(string)] = more[i+1]
	}
	return o
}

func options(list ...any) []any { return []any{with(text1("ask"), "options", list)} }

func names(n, kind int) []any {
	var l []any
	for i := range n {
		c := text1("c" + strconv.Itoa(i))
		if kind != slashCommand {
			delete(c, "description")
			c["type"] = kind
		}
		l = append(l, c)
	}
	return l
}

func choices(n int) []any {
	var l []any
	for i := range n {
		l = append(l, map[string]any{"name": strconv.Itoa(i), "value": strconv.Itoa(i)})
	}
	return l
}

var commandBodies = []struct {
	name  string
	body  []any
	at    string
	fault string
}{
	{"none", []any{}, "", ""},
	{"100 slash, 15 and 15", slices.Concat(names(100, 1), names(15, 2), names(15, 3)), "", ""},
	{"101 slash", names(101, 1), "", "APPLICATION_COMMANDS_TOO_MANY"},
	{"16 of messages", names(16, 3), "", "APPLICATION_COMMANDS_TOO_MANY"},
	{"a name of 32", []any{text1(long(32))}, "", ""},
	{"a name of 33", []any{text1(long(33))}, "0.name", "BASE_TYPE_BAD_LENGTH"},
	{"a name with a capital", []any{text1("Ask")}, "0.name", "STRING_TYPE_REGEX"},
	{"a name with a space", []any{text1("ask me")}, "0.name", "STRING_TYPE_REGEX"},
	{"a name in Cyrillic", []any{text1("запитати")}, "", ""},
	{"a name in capital Cyrillic", []any{text1("Запитати")}, "0.name", "STRING_TYPE_REGEX"},
	{"a name with signs", []any{text1("ask-me_now")}, "", ""},
	{"no name", []any{map[string]any{"description": "D"}}, "0.name", "BASE_TYPE_REQUIRED"},
	{"no description", []any{map[string]any{"name": "ask"}}, "0.description", "BASE_TYPE_REQUIRED"},
	{"description of 101", []any{with(text1("ask"), "description", long(101))}, "0.description", "BASE_TYPE_BAD_LENGTH"},
	{"the same name twice", []any{text1("ask"), text1("ask")}, "1.name", "APPLICATION_COMMANDS_DUPLICATE_NAME"},
	{"the same name of two types", []any{text1("ask"), map[string]any{"name": "ask", "type": 3}}, "", ""},
	{"a description of a menu's command", []any{with(with(text1("Check"), "type", 3), "name", "Check this")}, "0.description", "UNKNOWN_FIELD"},
	{"an unknown language", []any{with(text1("ask"), "name_localizations", map[string]string{"ua": "x"})}, "0.name_localizations.ua", "UNKNOWN_FIELD"},
	{"a known language", []any{with(text1("ask"), "name_localizations", map[string]string{"uk": "запитати"})}, "", ""},
	{"a capital in a language", []any{with(text1("ask"), "name_localizations", map[string]string{"de": "Frage"})}, "0.name_localizations.de", "STRING_TYPE_REGEX"},
	{"dm_permission", []any{with(text1("ask"), "dm_permission", false)}, "0.dm_permission", "DEPRECATED_FIELD"},
	{"permissions", []any{with(text1("ask"), "default_member_permissions", "0")}, "", ""},
	{"permissions in words", []any{with(text1("ask"), "default_member_permissions", "admin")}, "0.default_member_permissions", "PERMISSIONS_TYPE_INVALID"},
	{"contexts", []any{with(with(text1("ask"), "contexts", []int{0, 1}), "integration_types", []int{0})}, "", ""},
	{"a wrong context", []any{with(text1("ask"), "contexts", []int{3})}, "0.contexts.0", "BASE_TYPE_CHOICES"},
	{"an unknown field", []any{with(text1("ask"), "permission", "0")}, "0.permission", "UNKNOWN_FIELD"},

	{"25 options", []any{with(text1("ask"), "options", manyNamed(25))}, "", ""},
	{"26 options", []any{with(text1("ask"), "options", manyNamed(26))}, "0.options", "BASE_TYPE_MAX_LENGTH"},
	{"required after optional", options(opt(3, "a"), opt(3, "b", "required", true)), "0.options.1", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"},
	{"required first", options(opt(3, "b", "required", true), opt(3, "a")), "", ""},
	{"the same option twice", options(opt(3, "a"), opt(3, "a")), "0.options.1.name", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID"},
	{"an option's capital", options(opt(3, "A")), "0.options.0.name", "STRING_TYPE_REGEX"},
	{"what discordgo says of an option", options(opt(3, "a", "required", false, "options", nil, "channel_types", nil, "choices", nil, "autocomplete", false)), "", ""},
	{"25 choices", options(opt(3, "a", "choices", choices(25))), "", ""},
	{"26 choices", options(opt(3, "a", "choices", choices(26))), "0.options.0.choices", "BASE_TYPE_MAX_LENGTH"},
	{"a number as choice of text", options(opt(3, "a", "choices", []any{map[string]any{"name": "x", "value": 1}})), "0.options.0.choices.0.value", "BASE_TYPE_CONVERT"},
	{"text as choice of a number", options(opt(4, "a", "choices", choices(1))), "0.options.0.choices.0.value", "BASE_TYPE_CONVERT"},
	{"choices and autocomplete", options(opt(3, "a", "autocomplete", true, "choices", choices(1))), "0.options.0.choices", "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_CHOICES"},
	{"autocomplete of a boolean", options(opt(5, "a", "autocomplete", true)), "0.options.0.autocomplete", "UNKNOWN_FIELD"},
	{"the length of a number", options(opt(4, "a", "max_length", 3)), "0.options.0.max_length", "UNKNOWN_FIELD"},
	{"a length of 6001", options(opt(3, "a", "max_length", 6001)), "0.options.0.max_length", "NUMBER_TYPE_MAX"},
	{"subcommands", options(opt(1, "a", "options", []any{opt(3, "q")}), opt(2, "g", "options", []any{opt(1, "b", "options", []any{opt(3, "q")})})), "", ""},
	{"a subcommand beside an option", options(opt(1, "a"), opt(3, "b")), "0.options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
	{"a group in a group", options(opt(2, "a", "options", []any{opt(2, "b")})), "0.options.0.options.0.type", "BASE_TYPE_CHOICES"},
	{"a subcommand in a subcommand", options(opt(1, "a", "options", []any{opt(1, "b")})), "0.options.0.options.0.type", "BASE_TYPE_CHOICES"},
	{"8000 characters", []any{with(text1("ask"), "options", []any{
		opt(3, "a", "choices", longChoices(25)), opt(3, "b", "choices", longChoices(25)),
	})}, "0", "APPLICATION_COMMAND_TOO_LARGE"},
}

func manyNamed(n int) []any {
	var l []any
	for i := range n {
		l = append(l, opt(3, "o"+strconv.Itoa(i)))
	}
	return l
}

func longChoices(n int) []any {
	var l []any
	for i := range n {
		l = append(l, map[string]any{"name": long(90) + strconv.Itoa(i), "value": long(90)})
	}
	return l
}

func TestLimitsOfCommands(t *testing.T) {
	t.Parallel()
	w := newsroom(t, Bucket("PUT "+globalCommands, 1000, 1), WithoutOpenAPI(), GlobalLimit(10000))
	for _, c := range commandBodies {
		a := w.bot.call("PUT", "/applications/"+w.AppID()+"/commands", c.body)
		found := w.Violations()
		switch {
		case c.fault == "" && (a.status != 200 || len(found) > 0):
			t.Errorf("%s: %q %s", c.name, found, a.text)
		case c.fault != "" && (a.code() != 50035 || !slices.Contains(a.faultAt(c.at), c.fault) || len(found) != 1):
			t.Errorf("%s: not %s at %s: %s", c.name, c.fault, c.at, a.text)
		}
	}
}

func input(more ...any) map[string]any {
	i := map[string]any{"type": 4, "custom_id": "i", "label": "L", "style": 1}
	for n := 0; n < len(more); n += 2 {
		i[more[n].(string)] = more[n+1]
	}
	return i
}

func form(components ...any) map[string]any {
	var rows []any
	for _, c := range components {
		rows = append(rows, map[string]any{"type": 1, "components": []any{c}})
	}
	return map[string]any{"custom_id": "f", "title": "T", "components": rows}
}

func TestLimitsOfModals(t *testing.T) {
	t.Parallel()
	w := newsroom(t, WithoutOpenAPI(), GlobalLimit(10000))
	five := []any{input("custom_id", "1"), input("custom_id", "2"), input("custom_id", "3"), input("custom_id", "4"), input("custom_id", "5")}
	for _, c := range []struct {
		name      string
		data      map[string]any
		at, fault string
	}{
		{"title of 45", with(form(input()), "title", long(45)), "", ""},
		{"title of 46", with(form(input()), "title", long(46)), "data.title", "BASE_TYPE_BAD_LENGTH"},
		{"custom_id of 101", with(form(input()), "custom_id", long(101)), "data.custom_id", "BASE_TYPE_BAD_LENGTH"},
		{"no input", with(form(), "components", []any{}), "data.components", "BASE_TYPE_BAD_LENGTH"},
		{"five inputs", form(five...), "", ""},
		{"six inputs", form(append(five, input())...), "data.components", "BASE_TYPE_BAD_LENGTH"},
		{"two in a row", map[string]any{"custom_id": "f", "title": "T", "components": []any{map[string]any{"type": 1, "components": five[:2]}}}, "data.components.0.components", "BASE_TYPE_BAD_LENGTH"},
		{"label of 46", form(input("label", long(46))), "data.components.0.components.0.label", "BASE_TYPE_MAX_LENGTH"},
		{"no label", form(input("label", "")), "data.components.0.components.0.label", "BASE_TYPE_REQUIRED"},
		{"the same custom_id", form(input(), input()), "data.components.1.components.0.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"},
		{"placeholder of 101", form(input("placeholder", long(101))), "data.components.0.components.0.placeholder", "BASE_TYPE_MAX_LENGTH"},
		{"a button", form(press("b")), "data.components.0.components.0.type", "BASE_TYPE_CHOICES"},
		{"content beside it", with(form(input()), "content", "x"), "data.content", "UNKNOWN_FIELD"},
		{"what discordgo sends along", with(with(form(input()), "content", ""), "embeds", nil), "", ""},
		{"a label around it", map[string]any{"custom_id": "f", "title": "T", "components": []any{map[string]any{"type": 18, "label": "L", "component": input("label", nil)}}}, "", ""},
	} {
		_, e := w.ask("x")
		a := w.bot.respond(e, AckModal, c.data)
		found := w.Violations()
		switch {
		case c.fault == "" && (a.status != 204 || len(found) > 0):
			t.Errorf("%s: %q %s", c.name, found, a.text)
		case c.fault != "" && (a.code() != 50035 || !slices.Contains(a.faultAt(c.at), c.fault) || len(found) != 1):
			t.Errorf("%s: not %s at %s: %s", c.name, c.fault, c.at, a.text)
		}
	}
}

// What is good by the tables is good by Discord's own description.
func TestGoodBodiesFitTheDescription(t *testing.T) {
	t.Parallel()
	doc, err := description()
	if err != nil {
		t.Fatal(err)
	}
	if doc == nil {
		t.Skip(openAPIVariable + " is not set")
	}
	check := func(name string, route route, body any) {
		raw, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		c := &call{Server: &Server{}, route: route, raw: raw}
		if err := c.checkOpenAPI(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, c := range messageBodies {
		if c.fault == "" {
			check(c.name, route{method: "POST", template: messagesOf}, c.body)
		}
	}
	for _, c := range commandBodies {
		if c.fault == "" {
			check(c.name, route{method: "PUT", template: globalCommands}, c.body)
		}
	}
}
