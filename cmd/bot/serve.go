package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"

	"talksbot/internal/cachefile"
	"talksbot/internal/config"
	"talksbot/internal/discord"
)

type serveCmd struct {
	Config string `placeholder:"FILE" help:"Read the settings from FILE, not from config.toml here."`
	Corpus string `placeholder:"DIR" help:"Read the articles of the folder DIR."`

	Commands string `placeholder:"FILE" help:"Read the topic commands from FILE, not from commands.toml beside the articles."`

	Quiet   bool `short:"q" xor:"loudness" help:"Log warnings and errors only."`
	Verbose bool `short:"v" xor:"loudness" help:"Log details too."`
}

// Help is what bot help serve adds.
func (serveCmd) Help() string {
	return `The token of the bot is read from DISCORD_TOKEN, or from the file that
DISCORD_TOKEN_FILE names. DISCORD_API_BASE is the address of a server in place
of Discord's.

SIGHUP reads the articles anew. SIGINT and SIGTERM let the answers under way
finish, for ten seconds. Logs go to standard error: lines of text on a
terminal, JSON elsewhere.`
}

// Run connects to Discord until a signal ends it.
func (c serveCmd) Run(p *program) error {
	settings, err := config.Load(c.Config)
	if err != nil {
		return usageError{error: err}
	}
	s, err := discordSettings(settings, p.env)
	if err != nil {
		return usageError{error: err}
	}
	p.quiet, p.verbose = c.Quiet, c.Verbose
	hangup := make(chan os.Signal, 1) // from the beginning: unheard, it would end the program
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	p.log = c.logger(p.stderr)
	library, err := p.open(c.Corpus, settings, c.Commands)
	if err != nil {
		return err
	}
	s.Budget = p.budget(settings)
	bot, err := discord.New(library, s, p.log)
	if err != nil {
		return err
	}
	go reloadOnHangup(p.ctx, hangup, bot)
	go p.completeVectors(p.ctx, library)
	err = bot.Run(p.ctx)
	var refused discord.RefusedError
	if errors.As(err, &refused) {
		return usageError{error: err}
	}
	return err
}

// discordSettings are those of the configuration, with what stands in the
// environment.
func discordSettings(c config.Config, env func(string) string) (discord.Settings, error) {
	token, err := config.DiscordToken(env)
	if err != nil {
		return discord.Settings{}, err
	}
	base, err := c.Discord.Address(env)
	if err != nil {
		return discord.Settings{}, err
	}
	d, q := c.Discord, c.Quota
	atOnce := 0
	if c.LLM.Provider != config.None {
		atOnce = modelsAtOnce
	}
	return discord.Settings{
		Token: token.Reveal(), APIBase: base, GuildID: d.GuildID,
		Patience: time.Duration(d.Patience) * time.Second, Results: c.Search.Results,
		AtOnce:     atOnce,
		StaleAfter: time.Duration(d.StaleDays) * 24 * time.Hour,
		Admins:     discord.Admins{Guilds: d.AdminGuilds, Roles: d.AdminRoles, Users: d.AdminUsers},
		Access: discord.Access{
			AllowedChannels: d.AllowedChannels, DeniedChannels: d.DeniedChannels,
			AllowedRoles: d.AllowedRoles, DeniedRoles: d.DeniedRoles,
		},
		Quota: discord.Quota{
			UserPerMinute: q.UserPerMinute, UserBurst: q.UserBurst,
			GuildPerMinute: q.GuildPerMinute, GuildBurst: q.GuildBurst,
		},
	}, nil
}

// modelsAtOnce is how many answers a language model may be writing side by side:
// they wait for it, and take no processor meanwhile.
const modelsAtOnce = 64

// budget is how many tokens each guild may use in a day, kept beside the cache.
func (p *program) budget(c config.Config) discord.Budget {
	path := c.Cache.File
	if path == "" {
		path = cachePath(p.env)
	}
	switch {
	case c.LLM.Provider == config.None:
		return nil
	case path == "":
		p.warn("there is no place for the cache, so the tokens of a day are counted anew with each start: name a file with cache.file, or set XDG_CACHE_HOME")
		var nowhere *cachefile.File
		return nowhere.Budget(c.Quota.TokensPerDay, time.Now)
	}
	return cachefile.At(path, p.warn).Budget(c.Quota.TokensPerDay, time.Now)
}

// logger writes lines of text to a terminal, and JSON elsewhere.
func (c serveCmd) logger(w io.Writer) *slog.Logger {
	o := &slog.HandlerOptions{Level: slog.LevelInfo}
	switch {
	case c.Quiet:
		o.Level = slog.LevelWarn
	case c.Verbose:
		o.Level = slog.LevelDebug
	}
	if f, ok := w.(*os.File); ok && term.IsTerminal(f.Fd()) {
		return slog.New(slog.NewTextHandler(w, o))
	}
	return slog.New(slog.NewJSONHandler(w, o))
}

// reloadOnHangup reads the collection anew at each SIGHUP, until the context ends.
func reloadOnHangup(ctx context.Context, hangup <-chan os.Signal, bot *discord.Bot) {
	for {
		select {
		case <-hangup:
			_, _ = bot.Reload(ctx, nil) // which logs what came of it
		case <-ctx.Done():
			return
		}
	}
}
