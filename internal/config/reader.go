package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"talksbot/internal/nearest"
)

// reader walks through the keys of a file. The decoder of the library stops at
// the first wrong value and forgets where keys stood; this one goes on.
type reader struct {
	path     string
	config   Config
	settings map[string]setting
	known    []string       // keys, in the order of the list
	lines    map[string]int // where the keys of the file stand
	parser   unstable.Parser
	mistakes Mistakes
}

// read sets what the text says. The text is known to be TOML.
func (r *reader) read(data []byte) {
	r.settings, r.lines = map[string]setting{}, map[string]int{}
	for _, s := range settings(&r.config) {
		r.settings[s.key] = s
		r.known = append(r.known, s.key)
	}
	r.parser.Reset(data)
	var section []string
	for r.parser.NextExpression() {
		e := r.parser.Expression()
		if e.Kind == unstable.KeyValue {
			r.keyValue(section, e)
			continue
		}
		section = path(nil, e)
		r.section(section, e)
	}
}

// section notes a mistake where a section is not one of ours.
func (r *reader) section(name []string, e *unstable.Node) {
	joined := strings.Join(name, ".")
	sections := r.sections()
	switch {
	case !slices.Contains(sections, joined):
		r.wrong(e, "there is no section [%s]%s", joined, meant(nearest.Word(joined, sections), sections))
	case e.Kind == unstable.ArrayTable:
		r.wrong(e, "[[%s]] would be a list: write [%s]", joined, joined)
	}
}

// keyValue sets one key, or each of an inline table.
func (r *reader) keyValue(section []string, e *unstable.Node) {
	name := path(section, e)
	value := e.Value()
	if value.Kind == unstable.InlineTable && len(name) == 1 {
		for it := value.Children(); it.Next(); {
			r.keyValue(name, it.Node())
		}
		return
	}
	key := strings.Join(name, ".")
	s, ok := r.settings[key]
	r.lines[key] = r.line(e)
	switch {
	case !ok && secret[name[len(name)-1]] != "":
		r.wrong(e, "there is no setting %s, for a secret does not stand in this file: %s, and make a new one if others have read this", key, secret[name[len(name)-1]])
	case !ok && slices.Contains(r.sections(), key):
		r.wrong(e, "%s is a section: write [%s], and its settings below", key, key)
	case !ok && slices.Contains(r.sections(), strings.Join(section, ".")) || !ok && len(section) == 0:
		r.wrong(e, "there is no setting %s%s", key, meant(r.near(key), r.within(name[0])))
	case ok && !s.set(value):
		r.wrong(e, "%s must be %s", key, s.want)
	}
}

// secret says where that belongs which people write under these names.
var secret = map[string]string{
	"token":   "set the variable DISCORD_TOKEN to the bot's token",
	"api_key": "set the variable OPENAI_API_KEY or ANTHROPIC_API_KEY to it, or that which api_key_env names",
	"key":     "set the variable OPENAI_API_KEY or ANTHROPIC_API_KEY to it, or that which api_key_env names",
}

// near is the key that was meant, "" if there is none like it. People leave out
// the section, so the last part of a key counts alone too.
func (r *reader) near(key string) string {
	if word := nearest.Word(key, r.known); word != "" {
		return word
	}
	last := func(k string) string { return k[strings.LastIndexByte(k, '.')+1:] }
	var names []string
	for _, k := range r.known {
		names = append(names, last(k))
	}
	word := nearest.Word(last(key), names)
	for i, name := range names {
		if name == word {
			return r.known[i]
		}
	}
	return ""
}

// within are the keys of a section, or all where there is no such section.
func (r *reader) within(section string) []string {
	var keys []string
	for _, key := range r.known {
		if strings.HasPrefix(key, section+".") {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return r.known
	}
	return keys
}

func (r *reader) sections() []string {
	var all []string
	for _, key := range r.known {
		if section, _, _ := strings.Cut(key, "."); !slices.Contains(all, section) {
			all = append(all, section)
		}
	}
	return all
}

// models finds providers without a model, which can be told at the end alone.
func (r *reader) models() {
	llm, embeddings := r.config.LLM, r.config.Embeddings
	if llm.Provider != None && llm.Model == "" {
		r.mistake(r.lines["llm.provider"], "llm.provider needs llm.model beside it: the name of a model, as the provider writes it")
	}
	if embeddings.Provider != Local && embeddings.Model == "" {
		r.mistake(r.lines["embeddings.provider"], "embeddings.provider needs embeddings.model beside it: the name of a model, as the provider writes it")
	}
}

// weights finds a search by nothing at all.
func (r *reader) weights() {
	if s := r.config.Search; s.Words == 0 && s.Vectors == 0 {
		line := max(r.lines["search.words"], r.lines["search.vectors"])
		r.mistake(line, "search.words and search.vectors are both 0, so nothing would order the passages: set one of them above 0")
	}
}

func (r *reader) wrong(e *unstable.Node, format string, args ...any) {
	r.mistake(r.line(e), format, args...)
}

func (r *reader) mistake(line int, format string, args ...any) {
	r.mistakes = append(r.mistakes, Mistake{Path: r.path, Line: line, What: fmt.Sprintf(format, args...)})
}

// line is where the key of an expression stands.
func (r *reader) line(e *unstable.Node) int {
	key := e.Key()
	key.Next()
	return r.parser.Shape(key.Node().Raw).Start.Line
}

// path is the key of an expression within its section.
func path(section []string, e *unstable.Node) []string {
	all := append([]string(nil), section...)
	for it := e.Key(); it.Next(); {
		all = append(all, string(it.Node().Data))
	}
	return all
}

// meant suggests one name, or all of them where none is near.
func meant(word string, all []string) string {
	if word == "" {
		return ": there are " + strings.Join(all, ", ")
	}
	return ": did you mean " + word + "?"
}
