package main

import (
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"talksbot/internal/discord/discordtest"
)

// ferryCommand is a command that is added to a collection.
const ferryCommand = "\n[[command]]\nname = \"ferry\"\ndescription = \"The ferry\"\nquestion = \"When does the ferry run?\"\n"

// registry is a program whose collection has commands, and an admin who reloads it.
type registry struct {
	*station
	desk *discordtest.Channel
	mia  *discordtest.Person
}

func newRegistry(t *testing.T) *registry {
	t.Helper()
	d := newDiscord(t)
	g := d.Guild("news")
	r := &registry{desk: g.Channel("desk"), mia: g.Member("mia", discordtest.ManageGuild)}
	articles := pair()
	articles["commands.toml"] = bridgeCommands
	r.station = serveOn(t, d, `discord.admin_guilds = ["`+g.ID+`"]`, articles)
	d.AwaitCommands("who-opens")
	awaitIn(t, r.log, "registration is done")
	return r
}

// reload writes the commands and reads them anew.
func (r *registry) reload(commands string) string {
	r.t.Helper()
	writeFile(r.t, filepath.Join(r.folder, "commands.toml"), commands)
	return r.mia.Slash(r.desk, "corpus reload", nil).Await(r.t.Context(), reported).Embeds[0].Description
}

func (r *registry) status() string {
	r.t.Helper()
	return r.mia.Slash(r.desk, "corpus status", nil).Await(r.t.Context(), reported).Embeds[0].Description
}

// asked is how often Discord was asked about commands.
func (r *registry) asked() int { return len(r.Requests("", "/commands")) }

// A registration that fails is told to who reloads, and tried again by itself.
func TestDiscordRegistrationRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		refuse func(d *discordtest.Server)
		want   []string
	}{
		"a name": {
			func(d *discordtest.Server) {
				d.RefuseForm("PUT", globalCommands, "7.name", "STRING_TYPE_REGEX", "String value did not match validation regex.", 1)
			},
			[]string{"refuses /ferry (name: String value did not match validation regex)", "change it in commands.toml, then reload", "It is tried again <t:"},
		},
		"too many": {
			func(d *discordtest.Server) {
				d.Refuse("PUT", globalCommands, 400, 30032, "Maximum number of application commands reached (100)", 1)
			},
			[]string{"Discord takes 100 commands and there are 11: take some out of commands.toml"},
		},
		"a failure": {
			func(d *discordtest.Server) { d.Fail("PUT", globalCommands, 418, 1) },
			[]string{"Discord answers with the status 418; nothing has to be done unless it stays so"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRegistry(t)
			if text := r.status(); strings.Contains(text, "not registered") {
				t.Errorf("before anything has failed: %s", text)
			}
			c.refuse(r.Server)
			report := r.reload(bridgeCommands + ferryCommand)
			for _, want := range append(c.want, "The commands for all servers are not registered with Discord") {
				if !strings.Contains(report, want) {
					t.Errorf("the report does not say %q:\n%s", want, report)
				}
			}
			awaitIn(t, r.log, "the commands are not registered: ")
			awaitIn(t, r.log, "the registration of commands is tried again")
			r.AwaitCommands("ferry") // by itself
			awaitIn(t, r.log, `"commands registered"`)
			for end := time.Now().Add(20 * time.Second); strings.Contains(r.status(), "not registered"); time.Sleep(50 * time.Millisecond) {
				if time.Now().After(end) {
					t.Fatalf("after it has been registered: %s", r.status())
				}
			}
		})
	}
}

// A rate limit is kept to: nothing is asked before it ends, whoever reloads.
func TestDiscordRegistrationLimited(t *testing.T) {
	t.Parallel()
	r := newRegistry(t)
	r.RateLimit("PUT", globalCommands, 1, time.Hour, false)
	report := r.reload(bridgeCommands + ferryCommand)
	if !strings.Contains(report, "Discord limits how often commands may be written; nothing has to be done. It is tried again <t:") {
		t.Errorf("the report: %s", report)
	}
	before := r.asked()
	if again := r.reload(bridgeCommands); !strings.Contains(again, "Discord limits how often") {
		t.Errorf("the next report: %s", again)
	}
	if text := r.status(); !strings.Contains(text, "Discord limits how often") {
		t.Errorf("the status: %s", text)
	}
	if n := r.asked() - before; n != 0 {
		t.Errorf("%d requests within the limit", n)
	}
}

// A reload does not wait for Discord for ever.
func TestDiscordRegistrationSlow(t *testing.T) {
	t.Parallel()
	r := newRegistry(t)
	r.RateLimit("GET", globalCommands, 1, 12*time.Second, false) // within the time of a try
	writeFile(t, filepath.Join(r.folder, "commands.toml"), bridgeCommands+ferryCommand)
	m := r.mia.Slash(r.desk, "corpus reload", nil).Await(t.Context(), reported)
	if text := m.Embeds[0].Description; !strings.Contains(text, "The commands are still being registered with Discord") {
		t.Errorf("the report: %s", text)
	}
	if h := m.History(); !strings.HasPrefix(h[len(h)-2].Content, "The articles are read. Registering the commands") {
		t.Errorf("what was shown before: %v", h)
	}
	r.AwaitCommands("ferry")
}

// What Discord has already costs no request.
func TestDiscordRegistrationUnchanged(t *testing.T) {
	t.Parallel()
	r := newRegistry(t)
	before := r.asked()
	for range 3 {
		if report := r.reload(bridgeCommands); strings.Contains(report, "registered") {
			t.Errorf("the report: %s", report)
		}
	}
	if n := r.asked() - before; n != 0 {
		t.Errorf("%d requests for commands that are the same", n)
	}
	r.reload(bridgeCommands + ferryCommand)
	if n := r.asked() - before; n != 2 {
		t.Errorf("%d requests for a new command, want one that reads and one that writes", n)
	}
	r.reload(bridgeCommands)
	if slices.ContainsFunc(r.Commands(nil), func(c discordtest.Command) bool { return c.Name == "ferry" }) {
		t.Error("a command that is gone is still registered")
	}
}

// stranger registers a command that is not the program's, for all guilds or one.
func stranger(t *testing.T, d *discordtest.Server, app string, g *discordtest.Guild) {
	t.Helper()
	path := "/api/v10/applications/" + app + "/commands"
	if g != nil {
		path = "/api/v10/applications/" + app + "/guilds/" + g.ID + "/commands"
	}
	q, err := http.NewRequestWithContext(t.Context(), "POST", d.URL()+path, strings.NewReader(`{"name": "dance", "description": "Somebody else's"}`))
	if err != nil {
		t.Fatal(err)
	}
	q.Header = http.Header{"Authorization": {"Bot " + d.Token()}, "Content-Type": {"application/json"}, "User-Agent": {"DiscordBot (https://example.com, 1)"}}
	a, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	if a.StatusCode >= 300 {
		t.Fatalf("status %d", a.StatusCode)
	}
}

// TestDiscordStaleCommands moves the commands from all guilds to one and back:
// those left behind are taken away, and nobody else's.
func TestDiscordStaleCommands(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	g, other := d.Guild("news"), d.Guild("other")
	articles := pair()
	articles["commands.toml"] = bridgeCommands
	serve := func(settings string) *station {
		t.Helper()
		s := serveOn(t, d, settings, articles)
		awaitIn(t, s.log, "registration is done")
		return s
	}
	names := func(g *discordtest.Guild) string {
		var all []string
		for _, c := range d.Commands(g) {
			all = append(all, c.Name)
		}
		slices.Sort(all)
		return strings.Join(all, " ")
	}
	serve("").stop()
	app := d.Commands(nil)[0].ApplicationID
	ours, many := names(nil), len(d.Commands(nil))
	if !strings.Contains(ours, "who-opens") {
		t.Fatalf("registered for all: %s", ours)
	}

	stranger(t, d, app, nil)
	// A command of an earlier collection is ours as well.
	articles["commands.toml"] = strings.Replace(bridgeCommands, "who-opens", "bridge", 1)
	s := serve("[discord]\nguild_id = '" + g.ID + "'")
	if all := names(nil); all != "dance" {
		t.Errorf("in one guild: all guilds have %s", all)
	}
	if here := names(g); !strings.Contains(here, "bridge") {
		t.Errorf("in one guild: it has %s", here)
	}
	if want := fmt.Sprintf(`"in":"all guilds","count":%d,"left":1`, many); !strings.Contains(s.log.String(), want) {
		t.Errorf("the log has no %s:\n%s", want, s.log)
	}
	s.stop()

	stranger(t, d, app, g)
	s = serve("[discord]\nguild_id = '" + other.ID + "'")
	if here := names(g); here != "dance" {
		t.Errorf("in another guild: the first has %s", here)
	}
	s.stop()
	s = serve("")
	if all, there := names(nil), names(other); !strings.Contains(all, "bridge") || there != "" || names(g) != "dance" {
		t.Errorf("for all again: all have %s, the other one %s, the first %s", all, there, names(g))
	}
	s.stop()
}

// The translations of a collection's commands are Discord's too.
func TestDiscordTranslations(t *testing.T) {
	t.Parallel()
	d := newDiscord(t)
	d.Guild("news")
	onTheTalks(t, d, "")
	for _, c := range d.Commands(nil) {
		if c.Name != "who-attends" {
			continue
		}
		for locale, want := range map[string]string{"de": "wer-kommt", "fr": "qui-vient", "tr": "kim-katılıyor", "uk": "хто-приїде", "ru": "кто-приедет"} {
			if got := c.NameLocalizations[locale]; got != want {
				t.Errorf("in %s /who-attends is called %q", locale, got)
			}
		}
		if got := c.DescriptionLocalizations["de"]; !strings.HasPrefix(got, "Wer zu den Gesprächen kommt") {
			t.Errorf("in de its description is %q", got)
		}
		if o := c.Options[0]; o.Name != "person" || o.NameLocalizations["fr"] != "personne" {
			t.Errorf("its option is %+v", o)
		}
		return
	}
	t.Error("/who-attends is not registered")
}

// A file whose translations Discord would refuse is refused with their lines, and
// nothing changes.
func TestDiscordTranslationsRefused(t *testing.T) {
	t.Parallel()
	r := newRegistry(t)
	before := r.asked()
	twin := strings.Replace(ferryCommand, "question", "names = { de = \"wer-öffnet\", xx = \"x\" }\nquestion", 1)
	report := r.reload(bridgeCommands + twin)
	for _, want := range []string{`"xx" is not a language of Discord`, "in de /ferry is called wer-öffnet, as /who-opens is: give one of the two another name", "commands.toml:"} {
		if !strings.Contains(strings.ReplaceAll(report, "\\", ""), want) {
			t.Errorf("the report does not say %q:\n%s", want, report)
		}
	}
	if r.asked() != before {
		t.Error("Discord was asked about commands")
	}
}
