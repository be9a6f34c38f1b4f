package main

import (
	"flag"
	"net/http"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"talksbot/internal/rag/langchaingo/modeltest"
)

// TestMain lets the scripts start the program as bot, and as hasty one that shows
// progress at once.
func TestMain(m *testing.M) {
	// The tests on Discord mostly wait, so more of them run at a time than there
	// are processors; what is said on the command line goes before.
	if err := flag.Set("test.parallel", "12"); err != nil {
		panic(err)
	}
	testscript.Main(m, map[string]func(){"bot": main, "hasty": hasty})
}

func hasty() {
	patience, redrawn, reprinted = 0, time.Millisecond, time.Millisecond
	main()
}

// TestScripts tests the program as it is typed. A file of testdata/script
// holds the commands about one matter, and what they print.
//
// Each script has a server of language models of its own, at $MODELS: it speaks
// as OpenAI's does. "embedded N" tells how many texts it was to make vectors of
// since the last time that was asked, and "models 503" has it fail from then on
// (200: no longer).
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			server := &scripted{Server: modeltest.OpenAI(t, nil)}
			env.Values[scripted{}] = server
			env.Setenv("MODELS", server.BaseURL())
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, "cache"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"embedded": func(ts *testscript.TestScript, _ bool, args []string) { ofScript(ts).embedded(ts, args) },
			"models":   func(ts *testscript.TestScript, _ bool, args []string) { ofScript(ts).models(ts, args) },
		},
	})
}

// scripted is the server of one script.
type scripted struct {
	*modeltest.Server
	counted int
}

func ofScript(ts *testscript.TestScript) *scripted { return ts.Value(scripted{}).(*scripted) }

func (s *scripted) embedded(ts *testscript.TestScript, args []string) {
	all := len(s.Embedded())
	if got := strconv.Itoa(all - s.counted); len(args) != 1 || got != args[0] {
		ts.Fatalf("vectors were made of %s texts", got)
	}
	s.counted = all
}

func (s *scripted) models(ts *testscript.TestScript, args []string) {
	status, err := strconv.Atoi(args[0])
	ts.Check(err)
	if status == http.StatusOK {
		s.OnEmbed(modeltest.Letters)
		return
	}
	s.OnEmbed(modeltest.Fails(status, "it was told to fail"))
}
