package discordtest

import "fmt"

var emojiRule = fields("", map[string]rule{"id": snowflake, "name": text(0, 100), "animated": boolean})

var (
	idField  = map[string]rule{"type": anything, "id": integer(0, 1<<31-1)}
	customID = map[string]rule{"custom_id": text(1, 100)}
	selectOf = join(idField, customID, map[string]rule{
		"placeholder": text(0, 150), "min_values": integer(0, 25), "max_values": integer(1, 25), "disabled": boolean, "required": boolean,
	})
	mediaRule = fields("url", map[string]rule{
		"url": address(2048), "proxy_url": empty, "width": empty, "height": empty, "content_type": empty,
	})
)

// componentRules is the table of each type of component. What may stand in what
// says componentPlaces.
var componentRules = map[int64]rule{
	ActionRow: fields("components", join(idField, map[string]rule{"components": anything})),
	Button: all(fields("style", join(idField, map[string]rule{
		"custom_id": text(0, 100), "style": oneOf(1, 2, 3, 4, 5, 6), "label": text(0, 80), "emoji": emojiRule,
		"url": address(512), "sku_id": snowflake, "disabled": boolean,
	})), buttonRule),
	StringSelect: all(fields("custom_id options", join(selectOf, map[string]rule{
		"options": list(1, 25, fields("label value", map[string]rule{
			"label": text(1, 100), "value": text(1, 100), "description": text(0, 100), "emoji": emojiRule, "default": boolean,
		})),
	})), selectRule),
	UserSelect:        fields("custom_id", join(selectOf, map[string]rule{"default_values": anything})),
	RoleSelect:        fields("custom_id", join(selectOf, map[string]rule{"default_values": anything})),
	MentionableSelect: fields("custom_id", join(selectOf, map[string]rule{"default_values": anything})),
	ChannelSelect:     fields("custom_id", join(selectOf, map[string]rule{"default_values": anything, "channel_types": list(0, 20, integer(0, 20))})),
	TextInput: fields("custom_id style", join(idField, customID, map[string]rule{
		"style": oneOf(1, 2), "label": text(0, 45), "value": text(0, 4000), "placeholder": text(0, 100), "required": boolean,
		"min_length": integer(0, 4000), "max_length": integer(1, 4000),
	})),
	Section:      fields("components accessory", join(idField, map[string]rule{"components": anything, "accessory": anything})),
	TextDisplay:  fields("content", join(idField, map[string]rule{"content": text(1, maxPartsText)})),
	Thumbnail:    fields("media", join(idField, map[string]rule{"media": mediaRule, "description": text(0, 1024), "spoiler": boolean})),
	MediaGallery: fields("items", join(idField, map[string]rule{"items": list(1, 10, fields("media", map[string]rule{"media": mediaRule, "description": text(0, 1024), "spoiler": boolean}))})),
	FileDisplay:  fields("file", join(idField, map[string]rule{"file": mediaRule, "spoiler": boolean})),
	Separator:    fields("", join(idField, map[string]rule{"divider": boolean, "spacing": oneOf(1, 2)})),
	Container:    fields("components", join(idField, map[string]rule{"components": anything, "accent_color": integer(0, 0xFFFFFF), "spoiler": boolean})),
	Label:        fields("label component", join(idField, map[string]rule{"label": text(1, 45), "description": text(1, 100), "component": anything})),
}

// place is what may stand inside something, and how many.
type place struct {
	low, high int
	types     []int64
}

var (
	inMessage   = place{0, maxRows, []int64{ActionRow}}
	inMessageV2 = place{1, maxParts, []int64{ActionRow, Section, TextDisplay, MediaGallery, FileDisplay, Separator, Container}}
	inModal     = place{1, 5, []int64{ActionRow, TextDisplay, Label}}
	inModalRow  = place{1, 1, []int64{TextInput}}
	inLabel     = place{1, 1, []int64{TextInput, StringSelect, UserSelect, RoleSelect, MentionableSelect, ChannelSelect}}
	inRow       = place{1, maxRowWidth, []int64{Button, StringSelect, UserSelect, RoleSelect, MentionableSelect, ChannelSelect}}
	inSection   = place{1, 3, []int64{TextDisplay}}
	beside      = place{1, 1, []int64{Button, Thumbnail}}
	inContainer = place{1, maxParts, []int64{ActionRow, Section, TextDisplay, MediaGallery, FileDisplay, Separator}}
)

func isSelect(t int64) bool {
	return t == StringSelect || t >= UserSelect && t <= ChannelSelect
}

// components checks one tree of components.
type components struct {
	*report
	modal bool
	ids   map[string]bool
	parts int
	text  int
}

// checkComponents checks the components of a message.
func checkComponents(r *report, at path, v any, v2 bool) {
	if v == nil {
		return
	}
	c := &components{report: r, ids: map[string]bool{}}
	if !v2 {
		c.list(at, v, inMessage)
		return
	}
	c.list(at, v, inMessageV2)
	if c.parts > maxParts {
		r.add(at, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", maxParts)
	}
	if c.text > maxPartsText {
		r.add(at, "COMPONENT_MAX_TOTAL_TEXT", "The text of all components must be %d or fewer in length.", maxPartsText)
	}
}

// checkModal checks the components of a modal.
func checkModal(r *report, at path, v any) {
	c := &components{report: r, modal: true, ids: map[string]bool{}}
	c.list(at, v, inModal)
}

func (c *components) list(at path, v any, in place) {
	list(in.low, in.high, anything)(c.report, at, v)
	for i, e := range listOf(v) {
		c.one(at.index(i), e, in)
	}
}

func (c *components) one(at path, v any, in place) {
	m := object(v)
	t, ok := numberOf(m["type"])
	oneOf(in.types...)(c.report, at.key("type"), m["type"])
	check := componentRules[t]
	if !ok || check == nil || c.has(at) {
		return
	}
	c.parts++
	check(c.report, at, v)
	duplicate(c.report, at.key("custom_id"), c.ids, stringOf(m["custom_id"]), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id")
	c.inside(at, t, m)
}

// inside goes on to what stands inside a component.
func (c *components) inside(at path, t int64, m map[string]any) {
	switch {
	case t == ActionRow && c.modal:
		c.list(at.key("components"), m["components"], inModalRow)
		c.labelled(at.key("components"), m["components"])
	case t == ActionRow:
		c.list(at.key("components"), m["components"], inRow)
		c.width(at.key("components"), m["components"])
	case t == Section:
		c.list(at.key("components"), m["components"], inSection)
		c.one(at.key("accessory"), m["accessory"], beside)
	case t == Container:
		c.list(at.key("components"), m["components"], inContainer)
	case t == Label:
		c.one(at.key("component"), m["component"], inLabel)
	case t == TextDisplay:
		c.text += lengthOf(m["content"])
	}
}

// width refuses a menu beside anything else in its row.
func (c *components) width(at path, v any) {
	l := listOf(v)
	for i, e := range l {
		if t, _ := numberOf(object(e)["type"]); isSelect(t) && len(l) > 1 {
			c.add(at.index(i), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
		}
	}
}

// labelled refuses a text input without a label; only within a Label it has
// none.
func (c *components) labelled(at path, v any) {
	for i, e := range listOf(v) {
		if isEmpty(object(e)["label"]) {
			c.add(at.index(i).key("label"), "BASE_TYPE_REQUIRED", "This field is required")
		}
	}
}

func buttonRule(r *report, at path, v any) {
	m := object(v)
	style, _ := numberOf(m["style"])
	hasURL, hasID := !isEmpty(m["url"]), !isEmpty(m["custom_id"])
	switch {
	case style == 6:
		return
	case style == linkButton && !hasURL:
		r.add(at.key("url"), "BASE_TYPE_REQUIRED", "A url is required")
	case style == linkButton && hasID, style != linkButton && hasURL:
		r.add(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
	case style != linkButton && !hasID:
		r.add(at.key("custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
	}
	if isEmpty(m["label"]) && m["emoji"] == nil {
		r.add(at.key("label"), "BUTTON_COMPONENT_INVALID_LABEL", "A label or an emoji is required")
	}
}

func selectRule(r *report, at path, v any) {
	m := object(v)
	options := listOf(m["options"])
	seen := map[string]bool{}
	chosen := 0
	for i, o := range options {
		duplicate(r, at.key("options").index(i).key("value"), seen, stringOf(object(o)["value"]), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "Option value")
		if object(o)["default"] == true {
			chosen++
		}
	}
	low, high := orElse(m["min_values"], 1), orElse(m["max_values"], 1)
	switch {
	case low > high:
		r.add(at.key("min_values"), "SELECT_COMPONENT_MIN_MAX", "min_values is above max_values")
	case high > int64(len(options)):
		r.add(at.key("max_values"), "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE", "max_values is above the number of options")
	case int64(chosen) > high:
		r.add(at.key("options"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "%s", fmt.Sprintf("%d options are chosen by default, %d may be", chosen, high))
	}
}

func orElse(v any, otherwise int64) int64 {
	if n, ok := numberOf(v); ok {
		return n
	}
	return otherwise
}
