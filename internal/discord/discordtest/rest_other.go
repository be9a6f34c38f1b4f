package discordtest

import "strconv"

var otherRoutes = []route{
	{method: "GET", template: "/gateway", handle: (*call).getGateway, open: true},
	{method: "GET", template: "/gateway/bot", handle: (*call).getGatewayBot},
	{method: "GET", template: "/users/@me", handle: (*call).getSelf},
	{method: "GET", template: "/users/{user_id}", handle: (*call).getUser},
	{method: "GET", template: "/applications/@me", handle: (*call).getApplication},
	{method: "GET", template: "/oauth2/applications/@me", handle: (*call).getApplication},
	{method: "GET", template: "/guilds/{guild_id}", handle: (*call).getGuild},
	{method: "GET", template: "/guilds/{guild_id}/members/{user_id}", handle: (*call).getMember},
}

func (c *call) getGateway() (any, error) {
	return map[string]any{"url": "ws://" + c.listener.Addr().String()}, nil
}

func (c *call) getGatewayBot() (any, error) {
	return map[string]any{
		"url": "ws://" + c.listener.Addr().String(), "shards": c.shards,
		"session_start_limit": map[string]any{"total": 1000, "remaining": 1000, "reset_after": 86400000, "max_concurrency": 1},
	}, nil
}

// wireSelf is the bot's user as it sees itself.
func (s *Server) wireSelf() map[string]any {
	return map[string]any{
		"id": s.bot, "username": s.appName, "discriminator": "0", "global_name": nil, "avatar": nil, "bot": true, "verified": true,
		"mfa_enabled": true, "email": nil, "flags": 0, "public_flags": 0, "locale": "en-US", "premium_type": 0,
	}
}

func (c *call) getSelf() (any, error) { return c.wireSelf(), nil }

func (c *call) getUser() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch p := c.people[c.arg("user_id")]; {
	case c.arg("user_id") == c.bot:
		return c.wireApp(), nil
	case p != nil:
		return p.wire(), nil
	}
	return nil, unknown(10013, "User")
}

func (c *call) getApplication() (any, error) {
	flags := 0
	if c.privileged&intentMessageContent != 0 {
		flags = 1 << 19 // the intent to read messages, as apps have it that few servers use
	}
	return nulls(map[string]any{
		"id": c.app, "name": c.appName, "icon": nil, "description": "", "summary": "", "bot_public": true, "bot_require_code_grant": false,
		"verify_key": "0", "flags": flags, "type": nil, "bot": c.wireApp(), "owner": wireUser{ID: "1", Username: "owner", Discriminator: "0"},
		"integration_types_config": map[string]any{"0": map[string]any{}}, "flags_new": strconv.Itoa(flags), "redirect_uris": []string{},
		"approximate_guild_count": len(c.guilds), "approximate_user_install_count": 0, "approximate_user_authorization_count": 0,
		"explicit_content_filter": 0, "eligible_oauth2_scopes": []string{},
	}, "interactions_endpoint_url", "role_connections_verification_url", "team"), nil
}

// nulls adds fields that Discord's answers carry without a value.
func nulls(m map[string]any, keys ...string) map[string]any {
	for _, k := range keys {
		m[k] = nil
	}
	return m
}

// guild is the server of the request, if the app is in it. The mutex is held.
func (c *call) guild() (*Guild, error) {
	g := c.guildByID[c.arg("guild_id")]
	switch {
	case g == nil:
		return nil, unknown(10004, "Guild")
	case !g.present:
		return nil, errMissingAccess
	}
	return g, nil
}

func (c *call) getGuild() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	g, err := c.guild()
	if err != nil {
		return nil, err
	}
	w := c.wireGuild(g)
	for _, k := range []string{"channels", "threads", "members", "member_count", "joined_at", "presences", "voice_states", "stage_instances", "guild_scheduled_events", "large", "unavailable"} {
		delete(w, k) // in the event alone
	}
	for _, k := range []string{"widget_enabled", "premium_progress_bar_enabled", "nsfw"} {
		w[k] = false
	}
	for _, k := range []string{"max_presences", "max_members", "max_stage_video_channel_users", "max_video_channel_users", "premium_subscription_count"} {
		w[k] = 0
	}
	w["region"] = "deprecated"
	return nulls(w, "description", "home_header", "splash", "discovery_splash", "banner", "application_id", "afk_channel_id", "system_channel_id",
		"widget_channel_id", "vanity_url_code", "rules_channel_id", "safety_alerts_channel_id", "public_updates_channel_id", "incidents_data"), nil
}

func (c *call) getMember() (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	g, err := c.guild()
	if err != nil {
		return nil, err
	}
	if c.arg("user_id") == c.bot {
		return c.wireAppMember(g), nil
	}
	p := c.people[c.arg("user_id")]
	if p == nil || g.member(p) == nil {
		return nil, unknown(10007, "Member")
	}
	m := p.wireIn(&Channel{Guild: g, server: c.Server})
	m.Permissions = ""
	return m, nil
}
