package config

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"strings"
)

// Secret is a text that is shown nowhere: however it is printed or logged, three
// dots come out.
type Secret struct{ text string }

// Reveal is the text itself, for whoever has to send it.
func (s Secret) Reveal() string { return s.text }

// String hides the text.
func (Secret) String() string { return "…" }

// GoString hides the text from %#v.
func (Secret) GoString() string { return "…" }

// LogValue hides the text from structured logs.
func (Secret) LogValue() slog.Value { return slog.StringValue("…") }

// MarshalText hides the text from JSON and its like.
func (Secret) MarshalText() ([]byte, error) { return []byte("…"), nil }

// The variables of the environment that hold the token of the bot, and the
// name of a file with it.
const (
	tokenVariable     = "DISCORD_TOKEN"
	tokenFileVariable = "DISCORD_TOKEN_FILE"
)

// DiscordToken is the bot's token, from the environment or the file that the
// environment names. The error is a sentence that says where to put it.
func DiscordToken(env func(string) string) (Secret, error) {
	token, from := env(tokenVariable), tokenVariable
	if file := env(tokenFileVariable); token == "" && file != "" {
		data, err := os.ReadFile(file)
		if err != nil {
			var cause *fs.PathError
			if errors.As(err, &cause) {
				err = cause.Err
			}
			return Secret{}, fmt.Errorf("the file %s, named by %s, cannot be read (%v): check the path and its permissions", file, tokenFileVariable, err)
		}
		token, from = string(data), file
	}
	token = strings.TrimSpace(token)
	if token == "" {
		return Secret{}, fmt.Errorf("there is no token: set %s to the bot's token, or %s to a file that holds it", tokenVariable, tokenFileVariable)
	}
	// Some paste it as it stands in a request.
	token = strings.TrimPrefix(token, "Bot ")
	if strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return Secret{}, fmt.Errorf("%s holds no token: it is one word of letters, digits, dots, dashes and underscores", from)
	}
	return Secret{token}, nil
}

// Address is the address of the server: what the environment says, or else the
// configuration.
func (d Discord) Address(env func(string) string) (string, error) {
	const variable = "DISCORD_API_BASE"
	base := env(variable)
	if base == "" {
		return d.APIBase, nil
	}
	if !isAddress(base) {
		return "", fmt.Errorf("%s is no address: write it as http://127.0.0.1:3920", variable)
	}
	return base, nil
}

// Key is the key of the model's provider, from the variable that the
// configuration names or the provider's own. It is empty where none is needed.
func (l LLM) Key(env func(string) string) (Secret, error) {
	return apiKey("llm", l.Provider, l.BaseURL, l.APIKeyEnv, env)
}

// Key is the key of the embedder's provider, as that of a model is.
func (e Embeddings) Key(env func(string) string) (Secret, error) {
	return apiKey("embeddings", e.Provider, e.BaseURL, e.APIKeyEnv, env)
}

func apiKey(section, provider, base, named string, env func(string) string) (Secret, error) {
	variable, needed := named, named != ""
	if variable == "" {
		switch provider {
		case OpenAI:
			variable, needed = "OPENAI_API_KEY", base == "" // servers of one's own often want none
		case Anthropic:
			variable, needed = "ANTHROPIC_API_KEY", true
		default:
			return Secret{}, nil
		}
	}
	key := strings.TrimSpace(env(variable))
	switch {
	case key == "" && needed:
		return Secret{}, fmt.Errorf("there is no key for %s.provider = %q: set the variable %s to it, or name another variable with %s.api_key_env", section, provider, variable, section)
	case strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }):
		return Secret{}, fmt.Errorf("%s holds no key: it is one word of letters, digits and signs", variable)
	}
	return Secret{key}, nil
}
