package main

import (
	"flag"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
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
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}
