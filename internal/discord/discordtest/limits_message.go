package discordtest

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// The limits of a message.
const (
	maxContent     = 2000
	maxEmbeds      = 10
	maxEmbedsTotal = 6000 // characters over all embeds of a message
	maxRows        = 5
	maxRowWidth    = 5
	maxParts       = 40   // of the newer layouts
	maxPartsText   = 4000 // characters over all text displays of a message
)

var embedRule = all(fields("", map[string]rule{
	"type":        text(0, 100),
	"title":       text(0, 256),
	"description": text(0, 4096),
	"url":         address(2048),
	"timestamp":   text(0, 64),
	"color":       integer(0, 0xFFFFFF),
	"footer":      fields("text", map[string]rule{"text": text(0, 2048), "icon_url": address(2048), "proxy_icon_url": empty}),
	"image":       pictureRule,
	"thumbnail":   pictureRule,
	"video":       empty,
	"provider":    empty,
	"author":      fields("name", map[string]rule{"name": text(0, 256), "url": address(2048), "icon_url": address(2048), "proxy_icon_url": empty}),
	"fields": list(0, 25, fields("name value", map[string]rule{
		"name": text(1, 256), "value": text(1, 1024), "inline": boolean,
	})),
}), func(r *report, at path, v any) {
	for _, k := range []string{"title", "description", "fields", "image", "thumbnail", "author", "footer"} {
		if m := object(v); m == nil || !isEmpty(m[k]) {
			return
		}
	}
	r.add(at.key("description"), "BASE_TYPE_REQUIRED", "This field is required")
})

var pictureRule = fields("url", map[string]rule{
	"url": address(2048), "proxy_url": empty, "width": integer(0, 1<<31), "height": integer(0, 1<<31),
})

// embedsRule holds each embed to its limits, and all of them to theirs.
func embedsRule(r *report, at path, v any) {
	list(0, maxEmbeds, embedRule)(r, at, v)
	total := 0
	for i, e := range listOf(v) {
		if total += embedSize(object(e)); total > maxEmbedsTotal {
			r.add(at.index(i), "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of %d", maxEmbedsTotal)
			return
		}
	}
}

// embedSize counts what counts towards the limit over all embeds: title,
// description, names and values of fields, footer's text and author's name.
func embedSize(e map[string]any) int {
	n := lengthOf(e["title"]) + lengthOf(e["description"]) +
		lengthOf(object(e["footer"])["text"]) + lengthOf(object(e["author"])["name"])
	for _, f := range listOf(e["fields"]) {
		n += lengthOf(object(f)["name"]) + lengthOf(object(f)["value"])
	}
	return n
}

func lengthOf(v any) int { return utf8.RuneCountInString(strings.TrimSpace(stringOf(v))) }

var mentionsRule = all(fields("", map[string]rule{
	"parse":        list(0, 3, oneWord("users", "roles", "everyone")),
	"users":        list(0, 100, snowflake),
	"roles":        list(0, 100, snowflake),
	"replied_user": boolean,
}), func(r *report, at path, v any) {
	m := object(v)
	for _, p := range listOf(m["parse"]) {
		if k := stringOf(p); k != "everyone" && len(listOf(m[k])) > 0 {
			r.add(at, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "parse:[%q] and %s: [ids...] are mutually exclusive.", k, k)
		}
	}
})

// messageFields is what every body that makes or edits a message may carry.
var messageFields = map[string]rule{
	"content":          text(0, maxContent),
	"embeds":           embedsRule,
	"allowed_mentions": mentionsRule,
	"components":       anything, // checkComponents, which needs the flags
	"attachments": list(0, 10, fields("id", map[string]rule{
		"id": snowflake, "filename": text(0, 1024), "description": text(0, 1024), "title": text(0, 1024), "is_spoiler": boolean,
		"duration_secs": number, "waveform": text(0, 400), "content_type": text(0, 200),
		"url": anything, "proxy_url": anything, "size": anything, "width": anything, "height": anything, "ephemeral": anything, "flags": anything,
	})),
	"flags": integer(0, 1<<31-1),
}

var (
	createFields  = join(messageFields, map[string]rule{"tts": boolean, "poll": anything})
	messageCreate = fields("", join(createFields, map[string]rule{
		"nonce": nonceRule, "enforce_nonce": boolean, "sticker_ids": list(0, 3, snowflake), "shared_client_theme": anything,
		"message_reference": fields("message_id", map[string]rule{
			"type": oneOf(0, 1), "message_id": snowflake, "channel_id": snowflake, "guild_id": snowflake, "fail_if_not_exists": boolean,
		}),
	}))
	// messageEdit knows ID and Channel, which discordgo sends by mistake and
	// which Discord passes over.
	messageEdit   = fields("", join(messageFields, map[string]rule{"sticker_ids": list(0, 3, snowflake), "ID": anything, "Channel": anything}))
	webhookCreate = fields("", join(createFields, map[string]rule{
		"username": empty, "avatar_url": empty, "thread_name": empty, "applied_tags": empty,
	}))
	webhookEdit = fields("", join(messageFields, map[string]rule{"poll": anything}))
	// answerCreate is the data of a callback with a message. discordgo has one
	// structure for the data of every callback.
	answerCreate = fields("", join(createFields, map[string]rule{"choices": empty, "custom_id": empty, "title": empty}))
	// deferralRule is the data of a deferred answer, of which Discord reads
	// nothing but whether it is ephemeral.
	deferralRule = fields("", map[string]rule{
		"flags": integer(0, 1<<31-1), "tts": empty, "content": empty, "embeds": empty, "components": empty, "allowed_mentions": anything,
		"attachments": empty, "choices": empty, "custom_id": empty, "title": empty,
	})
)

func nonceRule(r *report, at path, v any) {
	if _, isNumber := numberOf(v); !isNumber {
		text(0, 25)(r, at, v)
	}
}

// checkMessage holds a body to the table of its route and to what no table
// says: flags, and components by the flags. Current are the flags that the
// message has already.
func checkMessage(r *report, at path, v any, table rule, settable, current MessageFlags) {
	table(r, at, v)
	m := object(v)
	n, _ := numberOf(m["flags"])
	flags := MessageFlags(n)
	if wrong := flags &^ (settable | current); wrong != 0 {
		r.add(at.key("flags"), "FLAGS_NOT_SETTABLE", "Discord passes over these flags here: %#x", int(wrong))
	}
	v2 := (flags|current)&ComponentsV2 != 0
	checkComponents(r, at.key("components"), m["components"], v2)
	if !v2 {
		return
	}
	for _, k := range []string{"content", "embeds", "poll", "sticker_ids"} {
		if !isEmpty(m[k]) {
			r.add(at.key(k), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "The '%s' field cannot be used when using MessageFlags.IS_COMPONENTS_V2", k)
		}
	}
}

// modalRule is the data of a callback that opens a modal. discordgo sends the
// fields of a message along, empty.
var modalRule = fields("custom_id title components", map[string]rule{
	"custom_id": text(1, 100), "title": text(1, 45), "components": anything,
	"tts": empty, "content": empty, "embeds": empty, "flags": empty,
})

// choicesRule is the data of a callback that suggests choices. Discord takes it
// without choices as if there were none, and discordgo sends it so.
var choicesRule = fields("", map[string]rule{
	"choices": list(0, 25, choiceRule),
	"tts":     empty, "content": empty, "embeds": empty, "components": empty, "flags": empty,
})

var choiceRule = fields("name value", map[string]rule{
	"name": text(1, 100), "name_localizations": localized(text(1, 100)),
	"value": func(r *report, at path, v any) {
		if s, ok := v.(string); ok {
			text(1, 100)(r, at, s)
			return
		}
		number(r, at, v)
	},
})

// duplicate refuses a name or ID that was seen before.
func duplicate(r *report, at path, seen map[string]bool, id, code, what string) {
	if id == "" {
		return
	}
	if seen[id] {
		r.add(at, code, "%s", fmt.Sprintf("%s cannot be duplicated", what))
	}
	seen[id] = true
}
