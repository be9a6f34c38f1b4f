package config

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// write puts a file in a folder of the test's own and gives its path.
func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bot.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoad(t *testing.T) {
	path := write(t, "\ufeff[corpus]\r\ndir = 'news'\r\n[search]\r\nvectors = 0\r\nresults = 1_0\r\n[answer]\r\nmin_confidence = 2.5e-1\r\n[cache]\r\nfile = 'c.db'\r\n[llm]\r\nprovider = 'ollama'\r\nmodel = 'm'\r\ntemperature = 1\r\ntimeout = '1m30s'\r\n[embeddings]\r\ntimeout = 45\r\n")
	got, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	want := Default()
	want.Corpus.Dir = filepath.Join(filepath.Dir(path), "news")
	want.Search.Vectors, want.Search.Results = 0, 10
	want.Answer.MinConfidence = 0.25
	want.Cache.File = filepath.Join(filepath.Dir(path), "c.db")
	want.LLM.Provider, want.LLM.Model, want.LLM.Temperature, want.LLM.Timeout = Ollama, "m", 1, 90
	want.Embeddings.Timeout = 45
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLoadFindsTheFile(t *testing.T) {
	t.Chdir(t.TempDir())
	if got, err := Load(""); err != nil || !cmp.Equal(got, Default()) {
		t.Errorf("without a file: %v, %v; want the defaults", got, err)
	}
	if err := os.WriteFile(FileName, []byte("search.results = 9"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := Load(""); err != nil || got.Search.Results != 9 {
		t.Errorf("with %s: %v, %v; want 9 results", FileName, got, err)
	}
	if _, err := Load("other.toml"); err == nil || !strings.Contains(err.Error(), "there is no configuration file other.toml") {
		t.Errorf("a named file that is not there: %v", err)
	}
	if _, err := Load("."); err == nil || !strings.Contains(err.Error(), "is a folder: name the configuration file") {
		t.Errorf("a folder for a file: %v", err)
	}
}

func TestMistakes(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"several": {
			"[search]\nwrods = 1\nvectors = 'much'\n\n[answer]\nmin_confidence = 2\n",
			`2: there is no setting search.wrods: did you mean search.words?
3: search.vectors must be a number from 0 to 1
6: answer.min_confidence must be a number from 0 to 1`,
		},
		"section forgotten":   {"max_characters = 900", "1: there is no setting max_characters: did you mean answer.max_characters?"},
		"section misspelled":  {"[serch]\nwords = 1", "1: there is no section [serch]: did you mean search?"},
		"section unknown":     {"\n[weather]\n", "2: there is no section [weather]: there are corpus, search, answer, llm, embeddings, cache, discord, quota"},
		"list":                {"[[search]]\nwords = 1", "1: [[search]] would be a list: write [search]"},
		"inline table":        {"search = {words = 1, result = 3}", "1: there is no setting search.result: did you mean search.results?"},
		"section as value":    {"search = 3", "1: search is a section: write [search], and its settings below"},
		"setting unknown":     {"[quota]\nbananas = 3", "2: there is no setting quota.bananas: there are quota.user_per_minute, quota.user_burst, quota.guild_per_minute, quota.guild_burst, quota.tokens_per_day"},
		"no IDs":              {"[discord]\nadmin_users = ['ana']\nguild_id = 7", "2: discord.admin_users must be a list of IDs such as [\"123456789012345678\"]\n3: discord.guild_id must be an ID such as \"123456789012345678\", or \"\""},
		"no address":          {"[discord]\napi_base = 'ftp://x'", "2: discord.api_base must be an address such as \"http://127.0.0.1:3920\", or \"\" for Discord's own"},
		"no provider":         {"[llm]\nprovider = 'clippy'\n[embeddings]\nprovider = 'anthropic'", "2: llm.provider must be one of \"none\", \"openai\", \"anthropic\", \"ollama\"\n4: embeddings.provider must be one of \"local\", \"openai\", \"ollama\""},
		"no model":            {"[embeddings]\nbatch = 3\nprovider = 'ollama'\n[llm]\nprovider = 'openai'", "3: embeddings.provider needs embeddings.model beside it: the name of a model, as the provider writes it\n5: llm.provider needs llm.model beside it: the name of a model, as the provider writes it"},
		"a key in the file":   {"[llm]\napi_key_env = 'gsk_hunter2'\nbase_url = 'https://x?key=hunter2'", "2: llm.api_key_env must be the name of a variable such as \"GEMINI_API_KEY\" (never the key itself), or \"\"\n3: llm.base_url must be an address such as \"https://api.example.com/v1\", or \"\" for the provider's own"},
		"no time":             {"[llm]\ntimeout = '11m'\n[embeddings]\ntimeout = '0s'", "2: llm.timeout must be seconds as a whole number from 1 to 600, or a time such as \"90s\" or \"2m\"\n4: embeddings.timeout must be seconds as a whole number from 1 to 600, or a time such as \"90s\" or \"2m\""},
		"fraction":            {"[search]\nresults = 2.5", "2: search.results must be a whole number from 1 to 1000"},
		"not a number":        {"[search]\nwords = nan", "2: search.words must be a number from 0 to 1"},
		"number for a folder": {"[corpus]\ndir = 7", `2: corpus.dir must be the name of a folder in "quotes"`},
		"twice":               {"[search]\nwords = 1\nwords = 0", "3: words stands here a second time: keep one of the two"},
		"no TOML":             {"[search]\nwords = lots", `2: this is not TOML: write each setting as key = value, and text in "quotes"`},
		"not UTF-8":           {"\n\xff", "2: this is not UTF-8: save the file as UTF-8"},
		"token":               {"[discord]\ntoken = 'hunter2'", "2: there is no setting discord.token, for a secret does not stand in this file: set the variable DISCORD_TOKEN to the bot's token, and make a new one if others have read this"},
		"key":                 {"[llm]\napi_key = 'hunter2'", "2: there is no setting llm.api_key, for a secret does not stand in this file: set the variable OPENAI_API_KEY or ANTHROPIC_API_KEY to it, or that which api_key_env names, and make a new one if others have read this"},
		"no weights":          {"[search]\nvectors = 0\nwords = 0\nresults = 0", "3: search.words and search.vectors are both 0, so nothing would order the passages: set one of them above 0\n4: search.results must be a whole number from 1 to 1000"},
	} {
		_, err := parse("f", []byte(c.text))
		want := "f:" + strings.ReplaceAll(c.want, "\n", "\nf:")
		if err == nil || err.Error() != want {
			t.Errorf("%s: got\n%v\nwant\n%s", name, err, want)
		}
	}
}

func TestMistakesNeverRepeatValues(t *testing.T) {
	for _, text := range []string{
		"[search]\ntoken = \"hunter2\"\nwords = \"hunter2\"\n",
		"token = hunter2\n",
		"a = \"hunter2\n",
		"a = 'hunter2' hunter2\n",
		"[corpus]\ndir = [\"hunter2\"]\n",
		"[answer]\nmax_characters = 9999999999hunter2\n",
	} {
		_, err := parse("f", []byte(text))
		if err == nil || strings.Contains(err.Error(), "hunter") {
			t.Errorf("parse(%q): %v", text, err)
		}
	}
}

// TestEverySettingIsListed compares the list of settings with the fields of
// Config, so that no field is without a key.
func TestEverySettingIsListed(t *testing.T) {
	var fields int
	top := reflect.TypeFor[Config]()
	for i := range top.NumField() {
		fields += top.Field(i).Type.NumField()
	}
	var c Config
	if n := len(settings(&c)); n != fields {
		t.Errorf("%d settings for %d fields of Config", n, fields)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("[search]\nwords = 1\n"))
	f.Add([]byte("search = {words = {a = 1}}\n[[x.y]]\n\"\" = 1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if c, err := parse("f", data); err == nil && (c.Search.Results < 1 || !(c.Search.Words <= 1)) {
			t.Errorf("out of range: %+v", c)
		}
	})
}
