package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"unicode/utf8"
)

// FileName is where settings are looked for if no file is named: in the
// working directory.
const FileName = "config.toml"

// Config is every setting of the program.
type Config struct {
	Corpus     Corpus
	Search     Search
	Answer     Answer
	LLM        LLM
	Embeddings Embeddings
	Cache      Cache
	Discord    Discord
	Quota      Quota
}

// Corpus says where the articles are.
type Corpus struct {
	Dir string // a folder; "" for none named
}

// Search says how passages are ordered.
type Search struct {
	Words   float64 // the weight of the word index, 0 to 1
	Vectors float64 // the weight of the word vectors, 0 to 1
	Results int     // how many passages a search shows, 1 to MaxResults
}

// MaxResults is the most passages that one search shows.
const MaxResults = 1000

// Answer says what an answer may look like.
type Answer struct {
	MaxCharacters int     // without its sources, 200 to 4000
	MinConfidence float64 // below it, the program says that the articles do not answer; 0 to 1
}

// The providers of models and embeddings.
const (
	None      = "none"      // no model: answers are quoted
	Local     = "local"     // the word vectors that are part of the program
	OpenAI    = "openai"    // and every server that speaks as OpenAI's does
	Anthropic = "anthropic" // models alone
	Ollama    = "ollama"
)

// LLM says which language model writes answers, and where it is asked.
type LLM struct {
	Provider    string // None, OpenAI, Anthropic or Ollama
	Model       string
	BaseURL     string // "" for the provider's own
	APIKeyEnv   string // the variable with the key; "" for the provider's own
	MaxTokens   int    // of an answer, 1 to 100000
	Temperature float64
	Timeout     int // seconds for an answer, 1 to 600
}

// Embeddings says what makes the vectors of passages and questions.
type Embeddings struct {
	Provider  string // Local, OpenAI or Ollama
	Model     string
	BaseURL   string
	APIKeyEnv string
	Batch     int // texts in one request, 1 to 2048
	Timeout   int // seconds for one request, 1 to 600
}

// Cache says where the vectors of an embedder over the network are kept.
type Cache struct {
	File string // "" for a place of the user's
}

// Discord says where the bot talks, and to whom. IDs are Discord's, in digits.
type Discord struct {
	APIBase  string // the address of the server in place of Discord's; "" for Discord
	GuildID  string // the only guild that gets the commands, while developing; "" for all
	Patience int    // seconds of silence after which the connection is made anew, 1 to 600

	AdminGuilds []string // where Manage Server makes somebody an admin of the collection
	AdminRoles  []string
	AdminUsers  []string

	AllowedChannels []string // empty: all that are not denied; a thread counts as its channel
	DeniedChannels  []string
	AllowedRoles    []string // empty: everybody who has no denied role
	DeniedRoles     []string

	StaleDays int // the newest article is called old above this age; 0 for never
}

// Quota says how often people may ask on Discord, and what that may cost. A
// number that is 0 limits nothing.
type Quota struct {
	UserPerMinute, UserBurst   int // of one person, in all guilds together
	GuildPerMinute, GuildBurst int // of all members of a guild together
	TokensPerDay               int // of language models, for each guild
}

// Default is the configuration without a file.
func Default() Config {
	return Config{
		Search: Search{Words: 1, Vectors: 0.4, Results: 5},
		Answer: Answer{MaxCharacters: 1200, MinConfidence: 0.5},

		LLM:        LLM{Provider: None, MaxTokens: 800, Timeout: 30},
		Embeddings: Embeddings{Provider: Local, Batch: 32, Timeout: 30},

		Discord: Discord{Patience: 90, StaleDays: 7},
		Quota:   Quota{UserPerMinute: 10, UserBurst: 10, GuildPerMinute: 60, GuildBurst: 30},
	}
}

// Load reads the file at path over the defaults. An empty path means FileName
// if there is one, and the defaults alone if there is none. Relative names
// in the file count from the file's own folder.
func Load(path string) (Config, error) {
	named := path != ""
	if !named {
		path = FileName
	}
	data, err := os.ReadFile(path)
	if !named && errors.Is(err, fs.ErrNotExist) {
		return Default(), nil
	}
	if err != nil {
		return Config{}, unreadable(path, err)
	}
	c, err := parse(path, data)
	if err != nil {
		return Config{}, err
	}
	for _, name := range []*string{&c.Corpus.Dir, &c.Cache.File} {
		if *name != "" && !filepath.IsAbs(*name) {
			*name = filepath.Join(filepath.Dir(path), *name)
		}
	}
	return c, nil
}

// unreadable says in a sentence why a file cannot be read.
func unreadable(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no configuration file %s: check the path, or copy config.example.toml there", path)
	}
	if errors.Is(err, syscall.EISDIR) {
		return fmt.Errorf("%s is a folder: name the configuration file in it", path)
	}
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	return fmt.Errorf("the configuration file %s cannot be read (%v): check its permissions", path, err)
}

// parse reads the text of a file over the defaults. Where it finds mistakes, the
// error is of type Mistakes.
func parse(path string, data []byte) (Config, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return Config{}, Mistakes{{Path: path, Line: badLine(data), What: "this is not UTF-8: save the file as UTF-8"}}
	}
	if m := malformed(path, data); m != nil {
		return Config{}, Mistakes{*m}
	}
	r := reader{path: path, config: Default()}
	r.read(data)
	r.models()
	r.weights()
	if len(r.mistakes) > 0 {
		slices.SortStableFunc(r.mistakes, func(a, b Mistake) int { return cmp.Compare(a.Line, b.Line) })
		return Config{}, r.mistakes
	}
	return r.config, nil
}
