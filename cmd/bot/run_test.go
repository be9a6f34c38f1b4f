package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"talksbot/internal/config"
	"talksbot/internal/rag"
)

// TestDefaultsAgree holds the defaults of the configuration against those that
// the quality was measured with.
func TestDefaultsAgree(t *testing.T) {
	o, err := (&program{env: os.Getenv}).options(config.Default())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(rag.DefaultSettings(), o.Settings); diff != "" {
		t.Errorf("-rag +config:\n%s", diff)
	}
}

// TestLinesAreFlushed talks to the program as a script does that waits for each
// answer before it asks on.
func TestLinesAreFlushed(t *testing.T) {
	t.Chdir(t.TempDir())
	in, ask := io.Pipe()
	answers, out := io.Pipe()
	code := make(chan int)
	go func() { code <- run(t.Context(), []string{"search", "-k", "1", "-"}, in, out, io.Discard) }()
	read := bufio.NewReader(answers)
	for _, query := range []string{"ceasefire", strings.Repeat("talks ", 50), "delegation"} {
		if _, err := io.WriteString(ask, query+"\n"); err != nil {
			t.Fatal(err)
		}
		line, err := read.ReadString('\n')
		if err != nil || !strings.Contains(line, strings.TrimSpace(query)) {
			t.Errorf("query %.20q: %.80q, %v", query, line, err)
		}
	}
	ask.Close()
	if got := <-code; got != done {
		t.Errorf("exit %d", got)
	}
}

func TestLongLines(t *testing.T) {
	t.Chdir(t.TempDir())
	long := strings.Repeat("x", maxLine-1) + "\n" + strings.Repeat("x", 3*maxLine) + "\n\n" + "talks"
	var stdout strings.Builder
	code := run(t.Context(), []string{"search", "-"}, strings.NewReader(long), &stdout, io.Discard)
	lines := strings.Split(stdout.String(), "\n")
	if code != failed || len(lines) != 5 {
		t.Fatalf("exit %d, %d lines", code, len(lines))
	}
	for i, want := range []string{
		`{"error":"the text has 1048575 characters: shorten it to 2000"}`,
		`{"error":"the line is longer than 1048576 bytes: shorten it"}`,
		`{"error":"nothing is asked: write a query of a few words"}`,
		`{"query":"talks","hits":[{`,
	} {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d is %.100q, want %q", i+1, lines[i], want)
		}
	}
}

// TestInterrupt stops the program while it waits for a line.
func TestInterrupt(t *testing.T) {
	t.Chdir(t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	in, ask := io.Pipe()
	answers, out := io.Pipe()
	var stderr strings.Builder
	code := make(chan int)
	go func() { code <- run(ctx, []string{"ask", "-"}, in, out, &stderr) }()
	if _, err := io.WriteString(ask, "/sources\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(answers).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	cancel()
	if got := <-code; got != failed || stderr.String() != "bot: stopped before the end\n" {
		t.Errorf("exit %d, %q", got, stderr.String())
	}
}

type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, syscall.EPIPE }

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestOutputThatFails(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, args := range [][]string{{"ask", "/sources"}, {"ask", "--json", "/sources"}, {"ask", "-"}} {
		var stderr strings.Builder
		run(t.Context(), args, strings.NewReader("/sources\n"), closedPipe{}, &stderr)
		if stderr.Len() > 0 {
			t.Errorf("%q: a closed pipe gives %q", args, stderr.String())
		}
		code := run(t.Context(), args, strings.NewReader("/sources\n"), fullDisk{}, &stderr)
		if code != failed || !strings.Contains(stderr.String(), "no space left") {
			t.Errorf("%q: a full disk gives exit %d, %q", args, code, stderr.String())
		}
	}
}

// TestQuotesAreRanges checks, on the built-in articles, what scripts rely on:
// each quote is the text between its offsets, and each marker has its citation.
func TestQuotesAreRanges(t *testing.T) {
	t.Chdir("../..")
	var stdout strings.Builder
	questions := "Who will attend the talks?\nWhat did Ukraine say about a ceasefire?\nWhere are the talks?\n"
	if code := run(t.Context(), []string{"ask", "--corpus", "corpus", "-"}, strings.NewReader(questions), &stdout, io.Discard); code != done {
		t.Fatalf("exit %d", code)
	}
	for line := range strings.Lines(stdout.String()) {
		var a jsonAnswer
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		if a.Abstained || len(a.Citations) == 0 {
			t.Errorf("%s: no answer", a.Question)
		}
		checkCitations(t, a)
	}
}

func checkCitations(t *testing.T, a jsonAnswer) {
	t.Helper()
	for i, c := range a.Citations {
		text, err := os.ReadFile("corpus/" + c.Article + ".md")
		if err != nil {
			t.Fatal(err)
		}
		if c.Quote == "" || string(text[c.Start:c.End]) != c.Quote {
			t.Errorf("%s: %q is not at [%d:%d) of %s", a.Question, c.Quote, c.Start, c.End, c.Article)
		}
		if marker := fmt.Sprintf(" [%d]", i+1); c.N != i+1 || !strings.Contains(a.Answer, marker) {
			t.Errorf("%s: citation %d has n = %d, and the answer is %q", a.Question, i+1, c.N, a.Answer)
		}
	}
}
