package langchaingo

import (
	"fmt"
	"net/url"
	"strings"
	"time"
)

// The providers, as the configuration names them.
const (
	OpenAI    = "openai" // and whoever speaks as OpenAI does
	Anthropic = "anthropic"
	Ollama    = "ollama"
)

// Settings say which model is asked, and where.
type Settings struct {
	Provider string
	Model    string
	BaseURL  string        // "" for the provider's own
	Key      string        // "" for none
	Timeout  time.Duration // for a whole text of a model; for one request of an embedder

	MaxTokens   int     // that a model may write
	Temperature float64 // of a model
	Batch       int     // texts that an embedder is given in one request
}

// address is where the provider is asked. It is never left to langchaingo, which
// would look for it in the environment.
func (s Settings) address() string {
	switch {
	case s.BaseURL != "":
		return strings.TrimSuffix(s.BaseURL, "/")
	case s.Provider == Anthropic:
		return "https://api.anthropic.com/v1"
	case s.Provider == Ollama:
		return "http://127.0.0.1:11434"
	}
	return "https://api.openai.com/v1"
}

// id names the model for people: "openai gpt-4o-mini".
func (s Settings) id() string { return s.Provider + " " + s.Model }

// check finds what would lead langchaingo to settings of its own.
func (s Settings) check() error {
	if s.Model == "" {
		return fmt.Errorf("no model of %s is named", s.Provider)
	}
	if err := checkAddress(s); err != nil {
		return err
	}
	if s.Timeout <= 0 {
		return fmt.Errorf("%s: the timeout must be above zero", s.id())
	}
	return nil
}

// checkAddress finds an address that cannot be one.
func checkAddress(s Settings) error {
	u, err := url.Parse(s.address())
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%s: the base URL is no address: write it as https://api.example.com/v1", s.id())
	}
	return nil
}

// noKey stands where langchaingo wants a key: the wire alone knows the real one.
const noKey = "none"
