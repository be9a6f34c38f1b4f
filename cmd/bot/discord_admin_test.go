package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"talksbot/internal/discord/discordtest"
)

// listed is IDs as a configuration lists them.
func listed(ids ...string) string { return "['" + strings.Join(ids, "', '") + "']" }

// archive is a collection that takes a while to index.
func archive(articles int) map[string]string {
	all := pair()
	for n := range articles {
		var text strings.Builder
		fmt.Fprintf(&text, "---\ntitle: \"Report %d of the harbour\"\npublished: 2023-%02d-%02d\n---\n", n, 1+n%12, 1+n%28)
		for p := range 12 {
			fmt.Fprintf(&text, "\nCaptain Number %d brought %d boxes of fish to Port %d. The crew of vessel %d slept on deck. Inspector %d wrote a long report about the weather of that day.\n", n, p, n%97, p, n%31)
		}
		all[fmt.Sprintf("report-%04d.md", n)] = text.String()
	}
	return all
}

// revision is which collection an answer comes from.
var revision = regexp.MustCompile(`revision ([0-9a-f]{12})`)

func revisionOf(t *testing.T, m *discordtest.Message) string {
	t.Helper()
	found := revision.FindStringSubmatch(m.String())
	if found == nil {
		t.Fatalf("no revision in %s", m)
	}
	return found[1]
}

// reported fits the last answer to /corpus reload.
func reported(m *discordtest.Message) bool { return revision.MatchString(m.String()) }

// admins are people who may reload the collection, and those who may not.
type admins struct {
	d                   *discordtest.Server
	home, away          *discordtest.Channel // of the guild whose managers count, and of another
	manager, member     *discordtest.Person  // at home
	keeper              *discordtest.Person  // with the role, at home
	stranger, elsewhere *discordtest.Person  // manages the other server, and is named as a user but a member there alone
	role                *discordtest.Role
	settings            map[string]string
}

func newAdmins(t *testing.T) *admins {
	t.Helper()
	a := &admins{d: newDiscord(t)}
	home, away := a.d.Guild("home"), a.d.Guild("away")
	a.home, a.away = home.Channel("desk"), away.Channel("lobby")
	a.role = home.Role("keeper", 0)
	a.manager, a.member = home.Member("mia", discordtest.ManageGuild), home.Member("max", 0)
	a.keeper = home.Member("kim", 0, a.role)
	a.stranger, a.elsewhere = away.Member("sam", discordtest.ManageGuild), away.Member("eli", 0)
	a.settings = map[string]string{
		"guilds": "admin_guilds = " + listed(home.ID) + "\n",
		"roles":  "admin_roles = " + listed(a.role.ID) + "\n",
		"users":  "admin_users = " + listed(a.elsewhere.ID) + "\n",
	}
	return a
}

func TestDiscordWhoIsAdmin(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		named []string
		see   func(a *admins) []*discordtest.Person // who may use it
	}{
		"guilds": {[]string{"guilds"}, func(a *admins) []*discordtest.Person { return []*discordtest.Person{a.manager} }},
		"roles":  {[]string{"roles"}, func(a *admins) []*discordtest.Person { return []*discordtest.Person{a.keeper} }},
		"users":  {[]string{"users"}, func(a *admins) []*discordtest.Person { return []*discordtest.Person{a.elsewhere} }},
		"all": {[]string{"guilds", "roles", "users"}, func(a *admins) []*discordtest.Person {
			return []*discordtest.Person{a.manager, a.keeper, a.elsewhere}
		}},
		"nobody": {nil, func(*admins) []*discordtest.Person { return nil }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newAdmins(t)
			settings := "[discord]\n"
			for _, n := range c.named {
				settings += a.settings[n]
			}
			s := serveOn(t, a.d, settings, pair())
			awaitIn(t, s.log, "commands registered")
			if len(c.named) > 0 {
				a.d.AwaitCommands("corpus")
			}
			allowed := c.see(a)
			for who, where := range map[*discordtest.Person]*discordtest.Channel{
				a.manager: a.home, a.member: a.home, a.keeper: a.home, a.stranger: a.away, a.elsewhere: a.away,
			} {
				may := slices.Contains(allowed, who)
				if err := who.Sees(where, "corpus"); may && err != nil {
					t.Errorf("%s does not see the command: %v", who.Name, err)
				}
				for _, in := range []*discordtest.Channel{where, who.DMs()} {
					m := who.ForgeCommand(in, map[string]any{
						"id": "1", "name": "corpus", "type": 1, "options": []any{map[string]any{"name": "status", "type": 1}},
					}).Message(t.Context())
					refused := strings.Contains(m.Content, "Only admins of the collection")
					inDM := in != where
					switch {
					case m.OnlyFor != who && !inDM:
						t.Errorf("%s is answered for all to see", who.Name)
					case may && refused && !(inDM && who != a.elsewhere): // a role and Manage Server are of a guild
						t.Errorf("%s is refused in %s", who.Name, in.Name)
					case !may && !refused:
						t.Errorf("%s is no admin and is told in %s: %s", who.Name, in.Name, m)
					}
				}
			}
		})
	}
}

// TestDiscordReload changes the articles and reads them anew.
func TestDiscordReload(t *testing.T) {
	t.Parallel()
	a := newAdmins(t)
	s := serveOn(t, a.d, "[discord]\n"+a.settings["guilds"], pair())
	a.d.AwaitCommands("corpus")
	ctx := t.Context()
	reload := func() *discordtest.Message {
		i := a.manager.Slash(a.home, "corpus reload", nil)
		if ack, err := i.Ack(ctx); err != nil || ack.Type != discordtest.AckDeferred || !ack.Ephemeral {
			t.Errorf("acknowledged with %+v, %v", ack, err)
		}
		return i.Await(ctx, reported)
	}
	status := func() *discordtest.Message {
		return a.manager.Slash(a.home, "corpus status", nil).Message(ctx)
	}
	before := revisionOf(t, status())

	article := func(name string) string { return filepath.Join(s.folder, name) }
	writeFile(t, article("ferry.md"), "---\ntitle: \"The ferry\"\npublished: 2024-03-09\n---\n\nFerryman Joe Dune stops the ferry at noon.\n")
	writeFile(t, article("bridge-waits.md"), strings.Replace(pair()["bridge-waits.md"], "midnight", "dawn", 1))
	writeFile(t, article("broken.md"), "---\ntitle: \"Broken\"\npublished: 2024-13-45\n---\n\nText.\n")
	if err := os.Remove(article("bridge-opens.md")); err != nil {
		t.Fatal(err)
	}
	report := reload()
	for _, want := range []string{"Added (1):** ferry", "Changed (1):** bridge\\-waits", "Removed (1):** bridge\\-opens", "Refused (1)", "broken.md:3"} {
		if text := report.String(); !strings.Contains(text, want) && !strings.Contains(text, strings.ReplaceAll(want, "\\", "")) {
			t.Errorf("the report does not say %q:\n%s", want, text)
		}
	}
	after := revisionOf(t, status())
	if after == before || revisionOf(t, report) != after {
		t.Errorf("revision %s before, %s after, %s reported", before, after, revisionOf(t, report))
	}
	ask := a.member.Slash(a.home, "ask", discordtest.Args{"question": "Who stops the ferry?"}).Message(ctx)
	if !strings.Contains(ask.String(), "Joe Dune") || revisionOf(t, ask) != after {
		t.Errorf("after the reload: %s", ask)
	}

	// A failed reload changes nothing.
	all, err := filepath.Glob(article("*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if err := os.Remove(f); err != nil {
			t.Fatal(err)
		}
	}
	if m := reload(); !strings.Contains(m.String(), "stays as it was") || revisionOf(t, m) != after {
		t.Errorf("a reload of nothing: %s", m)
	}
	if now := revisionOf(t, status()); now != after {
		t.Errorf("after a failed reload revision %s is served", now)
	}
	if m := a.member.Slash(a.home, "ask", discordtest.Args{"question": "Who stops the ferry?"}).Message(ctx); !strings.Contains(m.String(), "Joe Dune") {
		t.Errorf("after a failed reload: %s", m)
	}
}

// TestDiscordReloadBeside asks while a reload of a large collection is under way,
// and begins a second one. How large it must be depends on the machine.
func TestDiscordReloadBeside(t *testing.T) {
	t.Parallel()
	a := newAdmins(t)
	s := serveOn(t, a.d, everyone+"[discord]\n"+a.settings["guilds"], pair())
	a.d.AwaitCommands("corpus")
	for articles := 150; articles <= 9600; articles *= 4 {
		for name, text := range archive(articles) {
			writeFile(t, filepath.Join(s.folder, name), text)
		}
		if a.asksMeanwhile(t) {
			return
		}
	}
	t.Error("no collection is too large to be reloaded before anybody asks")
}

// asksMeanwhile reloads and asks; it is false where the reload was over by then.
func (a *admins) asksMeanwhile(t *testing.T) bool {
	t.Helper()
	ctx := t.Context()
	ask := func() string {
		return revisionOf(t, a.member.Slash(a.home, "ask", discordtest.Args{"question": bridge}).Message(ctx))
	}
	old := ask()
	reload := a.manager.Slash(a.home, "corpus reload", nil)
	progress := reload.Message(ctx)
	second := a.manager.Slash(a.home, "corpus reload", nil)
	refused := strings.Contains(second.Message(ctx).Content, "under way already")
	meanwhile := ask()
	over := reported(reload.Message(ctx))
	report := reload.Await(ctx, reported)
	if !refused { // the first was over, though its report was still on its way
		second.Await(ctx, reported)
		return false
	}
	if over {
		return false
	}
	if !strings.HasPrefix(progress.Content, "Reading the articles") && !strings.HasPrefix(progress.Content, "Indexing: ") {
		t.Errorf("no progress is shown: %s", progress)
	}
	if meanwhile != old {
		t.Errorf("asked meanwhile, revision %s answers in place of %s", meanwhile, old)
	}
	if now := revisionOf(t, report); !strings.Contains(report.String(), "Added (") || now == old || ask() != now {
		t.Errorf("the report is %s", report)
	}
	return true
}

// TestDiscordReloadLateProgress: a progress that is on its way when the reload is
// over comes before the report, not after it.
func TestDiscordReloadLateProgress(t *testing.T) {
	t.Parallel()
	a := newAdmins(t)
	serveOn(t, a.d, "[discord]\n"+a.settings["guilds"], pair())
	a.d.AwaitCommands("corpus")
	a.d.RateLimit("PATCH", editOfAnswer, 1, 2*time.Second, false)
	m := a.manager.Slash(a.home, "corpus reload", nil).Await(t.Context(), reported)
	history := m.History()
	if len(history) < 2 || !strings.HasPrefix(history[len(history)-2].Content, "Reading the articles") {
		t.Errorf("the progress was cut off: %v", history)
	}
}

// TestDiscordRegistrationElsewhere names a server that the bot is not in.
func TestDiscordRegistrationElsewhere(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	s := start(t, d, "[discord]\nadmin_guilds = ['123456789012345678']\n", pair())
	awaitIn(t, s.log, "the bot is not in that server; invite it")
	awaitIn(t, s.log, `"in":"123456789012345678"`)
	d.AwaitCommands("ask", "help") // which everybody has all the same
	d.Violations()                 // the one that is told
}

// TestDiscordHangup reads the articles anew at SIGHUP.
func TestDiscordHangup(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	talks := g.Channel("talks")
	ana := g.Member("ana", 0)
	p := launch(t, d, everyone, pair())
	ctx := t.Context()
	writeFile(t, filepath.Join(p.folder, "ferry.md"), "---\ntitle: \"The ferry\"\npublished: 2024-03-09\n---\n\nFerryman Joe Dune stops the ferry at noon.\n")
	writeFile(t, filepath.Join(p.folder, "broken.md"), "")
	p.signal(syscall.SIGHUP)
	awaitIn(t, p.log, `"msg":"the collection is reloaded"`)
	if log := p.log.String(); !strings.Contains(log, `"added":1`) || !strings.Contains(log, "broken.md") {
		t.Errorf("the log does not say what was reloaded:\n%s", log)
	}
	m := ana.Slash(talks, "ask", discordtest.Args{"question": "Who stops the ferry?"}).Message(ctx)
	if !strings.Contains(m.String(), "Joe Dune") {
		t.Errorf("after SIGHUP: %s", m)
	}
	p.signal(syscall.SIGTERM)
	if code := p.code(); code != done {
		t.Errorf("exit %d", code)
	}
}

const (
	globalCommands = "/applications/{application_id}/commands"
	guildCommands  = "/applications/{application_id}/guilds/{guild_id}/commands"
)

// TestDiscordRegistration starts the program again and again: what Discord has is
// written when it differs, and only then.
func TestDiscordRegistration(t *testing.T) {
	t.Parallel()
	a := newAdmins(t)
	home := a.home.Guild
	for _, step := range []struct {
		name          string
		settings      string
		global, guild int // times written so far
	}{
		{"for the first time", a.settings["guilds"], 1, 1},
		{"again", a.settings["guilds"], 1, 1},
		{"other admins", a.settings["guilds"] + a.settings["users"], 2, 2},
		{"again with them", a.settings["guilds"] + a.settings["users"], 2, 2},
		{"in one guild", a.settings["guilds"] + "guild_id = '" + home.ID + "'\n", 3, 3}, // those for all are taken away
		{"in one guild, again", a.settings["guilds"] + "guild_id = '" + home.ID + "'\n", 3, 3},
		{"in all again", a.settings["guilds"], 4, 4},
	} {
		s := serveOn(t, a.d, "[discord]\n"+step.settings, pair())
		awaitIn(t, s.log, "registration is done")
		s.stop()
		global, guild := a.d.Count("PUT "+globalCommands), a.d.Count("PUT "+guildCommands)
		if global != step.global || guild != step.guild {
			t.Errorf("%s: written for all %d times, for a guild %d times; want %d and %d", step.name, global, guild, step.global, step.guild)
		}
	}
	if n := len(a.d.Commands(home)); n != 1 {
		t.Errorf("the guild has %d commands of its own in the end, want /corpus alone", n)
	}
}

// TestDiscordRegistrationOfOneGuild: while developing, nobody else has them.
func TestDiscordRegistrationOfOneGuild(t *testing.T) {
	t.Parallel()
	a := newAdmins(t)
	serveOn(t, a.d, "[discord]\nguild_id = '"+a.home.Guild.ID+"'\n", pair())
	if err := a.member.Sees(a.home, "ask"); err != nil {
		t.Error(err)
	}
	if a.stranger.Sees(a.away, "ask") == nil || len(a.d.Commands(nil)) > 0 {
		t.Error("another guild has the commands too")
	}
}

// TestDiscordQuota asks too often.
func TestDiscordQuota(t *testing.T) {
	t.Parallel()
	again := regexp.MustCompile(`^That is too many questions for now: ask again <t:\d+:R>\.( \(You asked in <#\d+>\.\))?$`)
	for name, settings := range map[string]string{
		"of a person": "[quota]\nuser_per_minute = 1\nuser_burst = 2\nguild_per_minute = 0\n",
		"of a guild":  "[quota]\nuser_per_minute = 0\nguild_per_minute = 1\nguild_burst = 2\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDiscord(t)
			g := d.Guild("news")
			talks := g.Channel("talks")
			ana, ben, cat := g.Member("ana", 0), g.Member("ben", 0), g.Member("cat", 0)
			cat.RefuseDMs(true)
			serveOn(t, d, settings, pair())
			ctx := t.Context()
			ask := func(p *discordtest.Person) *discordtest.Message {
				return p.Slash(talks, "ask", discordtest.Args{"question": bridge}).Message(ctx)
			}
			answer := ask(ana)
			ask(ana)
			for what, m := range map[string]*discordtest.Message{"a command": ask(ana), "a button": ana.Press(answer, "Again").Message(ctx)} {
				if m.OnlyFor != ana || !again.MatchString(m.Content) {
					t.Errorf("over the quota, %s: %s", what, m)
				}
			}
			ana.Mention(talks, bridge)
			if m := ana.DMs().Await(ctx, discordtest.FromBot); !again.MatchString(m.Content) || !strings.Contains(m.Content, "<#"+talks.ID+">") {
				t.Errorf("over the quota, a mention: %s", m)
			}
			if name == "of a person" {
				if m := ask(ben); m.OnlyFor != nil {
					t.Errorf("of somebody else: %s", m)
				}
				return
			}
			if m := ask(ben); m.OnlyFor != ben || !again.MatchString(m.Content) {
				t.Errorf("of somebody else in the guild: %s", m)
			}
			m := cat.Mention(talks, bridge) // who takes no direct messages
			talks.Await(ctx, func(seen *discordtest.Message) bool {
				return seen.ID == m.ID && len(seen.Reactions) == 1 && seen.Reactions[0] == "⏳"
			})
		})
	}
}

// TestDiscordAccess asks where and as whom it is not allowed.
func TestDiscordAccess(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	open, shut, other := g.Channel("open"), g.Channel("shut"), g.Channel("other")
	reader, banned := g.Role("reader", 0), g.Role("banned", 0)
	ana, ben, cat := g.Member("ana", 0, reader), g.Member("ben", 0), g.Member("cat", 0, reader, banned)
	serveOn(t, d, everyone+"[discord]\nallowed_channels = "+listed(open.ID, shut.ID)+"\ndenied_channels = "+listed(shut.ID)+
		"\nallowed_roles = "+listed(reader.ID)+"\ndenied_roles = "+listed(banned.ID)+"\n", pair())
	ctx := t.Context()
	thread, shutThread := open.Thread("a thread"), shut.Thread("another thread")
	for _, c := range []struct {
		who  *discordtest.Person
		in   *discordtest.Channel
		says string // "" for an answer
	}{
		{ana, open, ""}, {ana, thread, ""},
		{ana, shut, "I do not answer in this channel."}, {ana, shutThread, "I do not answer in this channel."},
		{ana, other, "I do not answer in this channel."},
		{ben, open, "Your roles do not allow"}, {cat, open, "Your roles do not allow"},
		{ana, ana.DMs(), "depends on roles"},
	} {
		what := c.who.Name + " in " + c.in.Name
		m := c.who.Slash(c.in, "ask", discordtest.Args{"question": bridge}).Message(ctx)
		switch {
		case c.says == "" && (m.OnlyFor != nil || !strings.Contains(m.String(), "Ann Lee")):
			t.Errorf("%s is not answered: %s", what, m)
		case c.says != "" && (!strings.HasPrefix(m.Content, c.says) && !strings.Contains(m.Content, c.says) || c.in.Guild != nil && m.OnlyFor != c.who):
			t.Errorf("%s: %s", what, m)
		}
		asked := c.who.Mention(c.in, bridge)
		if c.says == "" {
			c.in.AnswerTo(ctx, asked)
			continue
		}
		c.who.DMs().Await(ctx, func(m *discordtest.Message) bool { return m.ByBot && strings.Contains(m.Content, c.says) })
	}
	cat.RefuseDMs(true)
	refused := cat.Mention(shut, bridge)
	shut.Await(ctx, func(m *discordtest.Message) bool {
		return m.ID == refused.ID && len(m.Reactions) == 1 && m.Reactions[0] == "🚫"
	})
	for _, c := range []*discordtest.Channel{shut, other, shutThread} {
		for _, m := range c.Messages() {
			if m.ByBot {
				t.Errorf("in %s the bot says to all: %s", c.Name, m)
			}
		}
	}
}

// TestDiscordRefusedOften mentions the bot again and again, over the quota: one
// direct message says so, and after it a sign at most.
func TestDiscordRefusedOften(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g := d.Guild("news")
	talks, mute := g.Channel("talks"), g.Channel("mute").Deny(discordtest.AddReactions)
	ana, ben := g.Member("ana", 0), g.Member("ben", 0)
	ben.RefuseDMs(true)
	s := serveOn(t, d, "[quota]\nuser_per_minute = 1\nuser_burst = 1\n", pair())
	ctx := t.Context()
	talks.AnswerTo(ctx, ana.Mention(talks, bridge))
	ana.Mention(talks, bridge)
	ana.DMs().Await(ctx, discordtest.FromBot)
	for range 8 {
		ana.Mention(talks, bridge)
		ana.DM(bridge)
	}
	mute.AnswerTo(ctx, ben.Mention(mute, bridge))
	for range 3 { // neither words nor signs reach him
		ben.Mention(mute, bridge)
	}
	s.stop() // which waits for all that is under way
	words, signs := 0, 0
	for _, c := range []*discordtest.Channel{talks, mute, ana.DMs()} {
		for _, m := range c.Messages() {
			if m.ByBot {
				words++
			}
			signs += len(m.Reactions)
		}
	}
	if words != 3 { // two answers, and one notice
		t.Errorf("%d messages of the bot", words)
	}
	if signs < 1 || signs > 3 { // one in five seconds
		t.Errorf("%d signs", signs)
	}
	if refused := d.Refused()[403]; refused > 1 { // the direct message
		t.Errorf("%d requests that the bot may not make", refused)
	}
}

// TestDiscordQuietSuggestions types into an option: the log has a line a key only
// where details are logged.
func TestDiscordQuietSuggestions(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	i := w.ana.Autocomplete(w.talks, "show", "article", "br", discordtest.Args{})
	i.Choices(t.Context())
	w.stop()
	for _, what := range []string{"acknowledged", "answered"} {
		all := entriesOf(t, w.log, i.ID, what)
		if len(all) != 1 {
			t.Fatalf("%d lines that it is %s", len(all), what)
		}
	}
	for _, l := range strings.Split(w.log.String(), "\n") {
		if strings.Contains(l, i.ID) && !strings.Contains(l, `"level":"DEBUG"`) {
			t.Errorf("a line for a key: %s", l)
		}
	}
}
