package config

import (
	"math"
	"strconv"
	"strings"

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

func short(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
