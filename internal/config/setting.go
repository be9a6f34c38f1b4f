package config

import (
	"fmt"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2/unstable"
)

// setting is one key of the file.
type setting struct {
	key  string // with its section, "search.words"
	want string // what it may hold: "a number from 0 to 1"
	set  func(value *unstable.Node) bool
}

// settings is the list of every setting there is, each bound to its place in c.
func settings(c *Config) []setting {
	return []setting{
		text("corpus.dir", "the name of a folder in \"quotes\"", &c.Corpus.Dir),
		number("search.words", 0, 1, &c.Search.Words),
		number("search.vectors", 0, 1, &c.Search.Vectors),
		whole("search.results", 1, MaxResults, &c.Search.Results),
		whole("answer.max_characters", 200, 4000, &c.Answer.MaxCharacters),
		number("answer.min_confidence", 0, 1, &c.Answer.MinConfidence),

		choice("llm.provider", &c.LLM.Provider, None, OpenAI, Anthropic, Ollama),
		text("llm.model", "the name of a model in \"quotes\"", &c.LLM.Model),
		address("llm.base_url", "https://api.example.com/v1", "the provider's own", &c.LLM.BaseURL),
		variable("llm.api_key_env", &c.LLM.APIKeyEnv),
		whole("llm.max_tokens", 1, 100_000, &c.LLM.MaxTokens),
		number("llm.temperature", 0, 2, &c.LLM.Temperature),
		seconds("llm.timeout", 1, 600, &c.LLM.Timeout),

		choice("embeddings.provider", &c.Embeddings.Provider, Local, OpenAI, Ollama),
		text("embeddings.model", "the name of a model in \"quotes\"", &c.Embeddings.Model),
		address("embeddings.base_url", "https://api.example.com/v1", "the provider's own", &c.Embeddings.BaseURL),
		variable("embeddings.api_key_env", &c.Embeddings.APIKeyEnv),
		whole("embeddings.batch", 1, 2048, &c.Embeddings.Batch),
		seconds("embeddings.timeout", 1, 600, &c.Embeddings.Timeout),

		text("cache.file", "the name of a file in \"quotes\"", &c.Cache.File),

		address("discord.api_base", "http://127.0.0.1:3920", "Discord's own", &c.Discord.APIBase),
		id("discord.guild_id", &c.Discord.GuildID),
		whole("discord.patience_seconds", 1, 600, &c.Discord.Patience),
		ids("discord.admin_guilds", &c.Discord.AdminGuilds),
		ids("discord.admin_roles", &c.Discord.AdminRoles),
		ids("discord.admin_users", &c.Discord.AdminUsers),
		ids("discord.allowed_channels", &c.Discord.AllowedChannels),
		ids("discord.denied_channels", &c.Discord.DeniedChannels),
		ids("discord.allowed_roles", &c.Discord.AllowedRoles),
		ids("discord.denied_roles", &c.Discord.DeniedRoles),
		whole("discord.stale_days", 0, 36500, &c.Discord.StaleDays),

		whole("quota.user_per_minute", 0, 6000, &c.Quota.UserPerMinute),
		whole("quota.user_burst", 1, 1000, &c.Quota.UserBurst),
		whole("quota.guild_per_minute", 0, 6000, &c.Quota.GuildPerMinute),
		whole("quota.guild_burst", 1, 1000, &c.Quota.GuildBurst),
		whole("quota.tokens_per_day", 0, 1_000_000_000, &c.Quota.TokensPerDay),
	}
}

func text(key, want string, to *string) setting {
	return setting{key, want, func(v *unstable.Node) bool {
		if v.Kind != unstable.String {
			return false
		}
		*to = string(v.Data)
		return true
	}}
}

// address is where a server is, as in the example: http or https, and no secret
// in it. Left empty, it is another.
func address(key, example, other string, to *string) setting {
	want := fmt.Sprintf(`an address such as %q, or "" for %s`, example, other)
	return setting{key, want, func(v *unstable.Node) bool {
		if v.Kind != unstable.String || !isAddress(string(v.Data)) {
			return false
		}
		*to = string(v.Data)
		return true
	}}
}

// isAddress tells whether a server can be asked there; "" is one that is known.
func isAddress(s string) bool {
	u, err := url.Parse(s)
	web := err == nil && (u.Scheme == "http" || u.Scheme == "https")
	return s == "" || web && u.Host != "" && u.User == nil && u.RawQuery == "" && u.Fragment == ""
}

// choice is one of some words.
func choice(key string, to *string, words ...string) setting {
	want := `one of "` + strings.Join(words, `", "`) + `"`
	return setting{key, want, func(v *unstable.Node) bool {
		if v.Kind != unstable.String || !slices.Contains(words, string(v.Data)) {
			return false
		}
		*to = string(v.Data)
		return true
	}}
}

// variableName is the form of names of variables. Small letters are left out:
// with them, some keys would pass for a name.
var variableName = regexp.MustCompile(`^[A-Z_][A-Z0-9_]*$`)

func variable(key string, to *string) setting {
	return setting{key, `the name of a variable such as "GEMINI_API_KEY" (never the key itself), or ""`, func(v *unstable.Node) bool {
		text := string(v.Data)
		if v.Kind != unstable.String || text != "" && !variableName.MatchString(text) {
			return false
		}
		*to = text
		return true
	}}
}

// snowflake is the form of Discord's IDs.
var snowflake = regexp.MustCompile(`^[0-9]{1,20}$`)

func id(key string, to *string) setting {
	return setting{key, `an ID such as "123456789012345678", or ""`, func(v *unstable.Node) bool {
		text := string(v.Data)
		if v.Kind != unstable.String || text != "" && !snowflake.MatchString(text) {
			return false
		}
		*to = text
		return true
	}}
}

func ids(key string, to *[]string) setting {
	return setting{key, `a list of IDs such as ["123456789012345678"]`, func(v *unstable.Node) bool {
		if v.Kind != unstable.Array {
			return false
		}
		var all []string
		for it := v.Children(); it.Next(); {
			n := it.Node()
			if n.Kind != unstable.String || !snowflake.Match(n.Data) {
				return false
			}
			all = append(all, string(n.Data))
		}
		*to = all
		return true
	}}
}

func number(key string, least, most float64, to *float64) setting {
	want := "a number from " + short(least) + " to " + short(most)
	return setting{key, want, func(v *unstable.Node) bool {
		if v.Kind != unstable.Float && v.Kind != unstable.Integer {
			return false
		}
		x, err := strconv.ParseFloat(strings.ReplaceAll(string(v.Data), "_", ""), 64)
		if err != nil || math.IsNaN(x) || x < least || x > most {
			return false
		}
		*to = x
		return true
	}}
}

func whole(key string, least, most int, to *int) setting {
	want := "a whole number from " + strconv.Itoa(least) + " to " + strconv.Itoa(most)
	return setting{key, want, func(v *unstable.Node) bool {
		if v.Kind != unstable.Integer {
			return false
		}
		// Base 0 reads the forms of TOML: 0x10, 1_000.
		n, err := strconv.ParseInt(string(v.Data), 0, 64)
		if err != nil || n < int64(least) || n > int64(most) {
			return false
		}
		*to = int(n)
		return true
	}}
}

// seconds is a span of time, as a number of seconds or as Go writes one.
func seconds(key string, least, most int, to *int) setting {
	number := whole(key, least, most, to)
	want := fmt.Sprintf(`seconds as a whole number from %d to %d, or a time such as "90s" or "2m"`, least, most)
	return setting{key, want, func(v *unstable.Node) bool {
		if v.Kind != unstable.String {
			return number.set(v)
		}
		d, err := time.ParseDuration(string(v.Data))
		if err != nil || d < time.Duration(least)*time.Second || d > time.Duration(most)*time.Second {
			return false
		}
		*to = int(d.Round(time.Second) / time.Second)
		return true
	}}
}

func short(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
