package main

import (
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
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
// (200: no longer). "writes FILE" has it write that text from then on, in which
// «Putin will» stands for the number of the sentence that begins so, and "asked" is
// the file of the last prompt; "writes" alone has it fail.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			server := &scripted{}
			server.Server = modeltest.OpenAI(t, server.write)
			env.Values[scripted{}] = server
			env.Setenv("MODELS", server.BaseURL())
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, "cache"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"embedded": func(ts *testscript.TestScript, _ bool, args []string) { ofScript(ts).embedded(ts, args) },
			"models":   func(ts *testscript.TestScript, _ bool, args []string) { ofScript(ts).models(ts, args) },
			"writes":   func(ts *testscript.TestScript, _ bool, args []string) { ofScript(ts).writes(ts, args) },
			"asked":    func(ts *testscript.TestScript, _ bool, args []string) { ofScript(ts).asked(ts, args) },
		},
	})
}

// scripted is the server of one script.
type scripted struct {
	*modeltest.Server
	counted int

	mu   sync.Mutex
	text string // that it writes; "" to fail
}

func ofScript(ts *testscript.TestScript) *scripted { return ts.Value(scripted{}).(*scripted) }

func (s *scripted) embedded(ts *testscript.TestScript, args []string) {
	all := len(s.Embedded())
	if got := strconv.Itoa(all - s.counted); len(args) != 1 || got != args[0] {
		ts.Fatalf("vectors were made of %s texts", got)
	}
	s.counted = all
}

func (s *scripted) writes(ts *testscript.TestScript, args []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text = ""
	if len(args) > 0 {
		s.text = ts.ReadFile(args[0])
	}
}

// asked writes what the model was asked last to a file.
func (s *scripted) asked(ts *testscript.TestScript, args []string) {
	last := s.Requests()[len(s.Requests())-1]
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(last.System+"\n"+last.User), 0o600))
}

// write is a model that writes what it is told to.
func (s *scripted) write(r modeltest.Request, w *modeltest.Writer) {
	s.mu.Lock()
	text := s.text
	s.mu.Unlock()
	if text == "" {
		w.Fail(http.StatusUnauthorized, "it was told to fail")
		return
	}
	modeltest.Says(numbered(text, r.User))(r, w)
}

var named = regexp.MustCompile(`«([^»]+)»`)

// numbered is a text with the numbers of the sentences of a prompt in the place of
// their beginnings, and "none" where no sentence begins so.
func numbered(text, prompt string) string {
	return named.ReplaceAllStringFunc(text, func(m string) string {
		begins := strings.Trim(m, "«»")
		if n := regexp.MustCompile(`(?m)^\[(\d+\.\d+)\] ` + regexp.QuoteMeta(begins)).FindStringSubmatch(prompt); n != nil {
			return n[1]
		}
		return "none"
	})
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
