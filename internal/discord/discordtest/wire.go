package discordtest

import "encoding/json"

// The JSON of Discord's API, as far as this project meets it. What is exported
// here is also what a test looks at.

// Embed is the coloured box below a message's text.
type Embed struct {
	Type        string       `json:"type,omitempty"`
	Title       string       `json:"title,omitempty"`
	Description string       `json:"description,omitempty"`
	URL         string       `json:"url,omitempty"`
	Timestamp   string       `json:"timestamp,omitempty"`
	Color       int          `json:"color,omitempty"`
	Footer      *EmbedFooter `json:"footer,omitempty"`
	Image       *EmbedMedia  `json:"image,omitempty"`
	Thumbnail   *EmbedMedia  `json:"thumbnail,omitempty"`
	Author      *EmbedAuthor `json:"author,omitempty"`
	Fields      []EmbedField `json:"fields,omitempty"`
}

// EmbedFooter is the last line of an Embed.
type EmbedFooter struct {
	Text    string `json:"text"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedMedia is a picture of an Embed.
type EmbedMedia struct {
	URL string `json:"url"`
}

// EmbedAuthor is the first line of an Embed.
type EmbedAuthor struct {
	Name    string `json:"name"`
	URL     string `json:"url,omitempty"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedField is a name with a value below it.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

// Component types that the fake knows.
const (
	ActionRow         = 1
	Button            = 2
	StringSelect      = 3
	TextInput         = 4
	UserSelect        = 5
	RoleSelect        = 6
	MentionableSelect = 7
	ChannelSelect     = 8
	Section           = 9
	TextDisplay       = 10
	Thumbnail         = 11
	MediaGallery      = 12
	FileDisplay       = 13
	Separator         = 14
	Container         = 17
	Label             = 18
)

// linkButton is the style of a button that opens a page and tells the bot
// nothing.
const linkButton = 5

// Component is any part of a message or a modal that is not text: a row, a
// button, a menu, a text input, or a part of the newer layouts.
type Component struct {
	Type        int            `json:"type"`
	ID          int            `json:"id,omitempty"`
	CustomID    string         `json:"custom_id,omitempty"`
	Style       int            `json:"style,omitempty"`
	Label       string         `json:"label,omitempty"`
	Emoji       *Emoji         `json:"emoji,omitempty"`
	URL         string         `json:"url,omitempty"`
	Disabled    bool           `json:"disabled,omitempty"`
	Placeholder string         `json:"placeholder,omitempty"`
	MinValues   *int           `json:"min_values,omitempty"`
	MaxValues   *int           `json:"max_values,omitempty"`
	Options     []SelectOption `json:"options,omitempty"`
	Components  []Component    `json:"components,omitempty"`

	// Of a text input.
	Value     string `json:"value,omitempty"`
	Required  *bool  `json:"required,omitempty"`
	MinLength *int   `json:"min_length,omitempty"`
	MaxLength *int   `json:"max_length,omitempty"`

	// Of the newer layouts.
	Content     string      `json:"content,omitempty"`
	Description string      `json:"description,omitempty"`
	Accessory   *Component  `json:"accessory,omitempty"`
	Component   *Component  `json:"component,omitempty"`
	Media       *EmbedMedia `json:"media,omitempty"`
	File        *EmbedMedia `json:"file,omitempty"`
	Items       []Item      `json:"items,omitempty"`
	Divider     *bool       `json:"divider,omitempty"`
	Spacing     int         `json:"spacing,omitempty"`
	AccentColor *int        `json:"accent_color,omitempty"`
	Spoiler     bool        `json:"spoiler,omitempty"`
}

// MarshalJSON writes what Discord's answers always carry of the newer layouts,
// empty or not.
func (c Component) MarshalJSON() ([]byte, error) {
	type plain Component
	switch c.Type {
	case Container:
		return json.Marshal(struct {
			plain
			AccentColor *int `json:"accent_color"`
			Spoiler     bool `json:"spoiler"`
		}{plain(c), c.AccentColor, c.Spoiler})
	case Thumbnail:
		return json.Marshal(struct {
			plain
			Description *string `json:"description"`
			Spoiler     bool    `json:"spoiler"`
		}{plain(c), &c.Description, c.Spoiler})
	}
	return json.Marshal(plain(c))
}

// Item is one picture of a gallery.
type Item struct {
	Media       EmbedMedia `json:"media"`
	Description string     `json:"description,omitempty"`
	Spoiler     bool       `json:"spoiler,omitempty"`
}

// Emoji stands on a button or an option.
type Emoji struct {
	ID       string `json:"id,omitempty"`
	Name     string `json:"name,omitempty"`
	Animated bool   `json:"animated,omitempty"`
}

// SelectOption is one line of a menu.
type SelectOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Emoji       *Emoji `json:"emoji,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// Choice is a value that a person may pick for an option of a command.
type Choice struct {
	Name              string            `json:"name"`
	NameLocalizations map[string]string `json:"name_localizations,omitempty"`
	Value             any               `json:"value"`
}

// Attachment is a file of a message.
type Attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	Description string `json:"description,omitempty"`
	ContentType string `json:"content_type,omitempty"`
	Size        int    `json:"size"`
	Width       int    `json:"width,omitempty"`  // of a picture, in pixels
	Height      int    `json:"height,omitempty"` // of a picture, in pixels
	URL         string `json:"url"`
	ProxyURL    string `json:"proxy_url"`
}

type allowedMentions struct {
	Parse       []string `json:"parse"`
	Users       []string `json:"users"`
	Roles       []string `json:"roles"`
	RepliedUser bool     `json:"replied_user"`
}

type wireUser struct {
	ID            string  `json:"id"`
	Username      string  `json:"username"`
	Discriminator string  `json:"discriminator"`
	GlobalName    *string `json:"global_name"`
	Avatar        *string `json:"avatar"`
	PrimaryGuild  any     `json:"primary_guild"`
	Bot           bool    `json:"bot,omitempty"`
	PublicFlags   int     `json:"public_flags"`
	Flags         int     `json:"flags"`
}

type wireMember struct {
	User        *wireUser `json:"user,omitempty"`
	Nick        *string   `json:"nick"`
	Avatar      *string   `json:"avatar"`
	Banner      *string   `json:"banner"`
	Boosts      *string   `json:"premium_since"`
	Silenced    *string   `json:"communication_disabled_until"`
	Roles       []string  `json:"roles"`
	JoinedAt    string    `json:"joined_at"`
	Deaf        bool      `json:"deaf"`
	Mute        bool      `json:"mute"`
	Flags       int       `json:"flags"`
	Pending     bool      `json:"pending"`
	Permissions string    `json:"permissions,omitempty"`
}

// wireReference says which message another one answers.
type wireReference struct {
	Type            int    `json:"type"`
	MessageID       string `json:"message_id,omitempty"`
	ChannelID       string `json:"channel_id,omitempty"`
	GuildID         string `json:"guild_id,omitempty"`
	FailIfNotExists *bool  `json:"fail_if_not_exists,omitempty"`
}

type wireMessage struct {
	ID              string         `json:"id"`
	ChannelID       string         `json:"channel_id"`
	GuildID         string         `json:"guild_id,omitempty"` // in events alone
	Type            int            `json:"type"`
	Author          wireUser       `json:"author"`
	Member          *wireMember    `json:"member,omitempty"` // in events alone
	Content         string         `json:"content"`
	Timestamp       string         `json:"timestamp"`
	EditedTimestamp *string        `json:"edited_timestamp"`
	TTS             bool           `json:"tts"`
	MentionEveryone bool           `json:"mention_everyone"`
	Mentions        []wireUser     `json:"mentions"`
	MentionRoles    []string       `json:"mention_roles"`
	Attachments     []Attachment   `json:"attachments"`
	Embeds          []Embed        `json:"embeds"`
	Components      []Component    `json:"components"`
	Pinned          bool           `json:"pinned"`
	Flags           int            `json:"flags"`
	Nonce           any            `json:"nonce,omitempty"`
	WebhookID       string         `json:"webhook_id,omitempty"`
	ApplicationID   string         `json:"application_id,omitempty"`
	Reference       *wireReference `json:"message_reference,omitempty"`
	// Referenced is a *wireMessage, nil where the message is deleted, or
	// absent where this one answers nothing.
	Referenced  any               `json:"referenced_message,omitempty"`
	Interaction *wireInteractedBy `json:"interaction_metadata,omitempty"`
}

type wireInteractedBy struct {
	ID     string            `json:"id"`
	Type   int               `json:"type"`
	Name   string            `json:"name,omitempty"`
	User   wireUser          `json:"user"`
	Owners map[string]string `json:"authorizing_integration_owners"`

	Message    string            `json:"interacted_message_id,omitempty"`           // of a component
	Triggering *wireInteractedBy `json:"triggering_interaction_metadata,omitempty"` // of a modal
	Original   string            `json:"original_response_message_id,omitempty"`    // of a follow-up
}

type wireInteraction struct {
	ID             string            `json:"id"`
	ApplicationID  string            `json:"application_id"`
	Type           int               `json:"type"`
	Data           any               `json:"data"`
	Guild          any               `json:"guild,omitempty"`
	GuildID        string            `json:"guild_id,omitempty"`
	Channel        any               `json:"channel"`
	ChannelID      string            `json:"channel_id"`
	Member         *wireMember       `json:"member,omitempty"`
	User           *wireUser         `json:"user,omitempty"`
	Token          string            `json:"token"`
	Version        int               `json:"version"`
	Message        *wireMessage      `json:"message,omitempty"`
	AppPermissions string            `json:"app_permissions"`
	Locale         string            `json:"locale"`
	GuildLocale    string            `json:"guild_locale,omitempty"`
	Entitlements   []any             `json:"entitlements"`
	Owners         map[string]string `json:"authorizing_integration_owners"`
	Context        int               `json:"context"`
	UploadLimit    int               `json:"attachment_size_limit"`
}
