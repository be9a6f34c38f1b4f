package main

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what the README's command prints into the README")

// example is a block of the README with a command, and the block after it with
// what the command prints.
var example = regexp.MustCompile("(?s)```\\ngo run \\./cmd/bot ([^\\n]+)\\n```\\n(.*?)```\\n(.*?)```")

// TestREADME runs the command of the README and compares what it prints. With
// -update it writes that into the README.
func TestREADME(t *testing.T) {
	t.Chdir("../..")
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	at := example.FindSubmatchIndex(readme)
	if at == nil {
		t.Fatal("README.md has no command followed by what it prints")
	}
	got := runCommand(t, string(readme[at[2]:at[3]]))
	want := string(readme[at[6]:at[7]])
	if *update {
		readme = bytes.Join([][]byte{readme[:at[6]], []byte(got), readme[at[7]:]}, nil)
		if err := os.WriteFile("README.md", readme, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the README's command prints something else; if that is meant, run\n\tgo test ./cmd/bot -run README -update\n(-README +printed)\n%s", diff)
	}
}

// runCommand runs "ask "Who is it?"", words in quotation marks taken as one, and
// gives what it prints.
func runCommand(t *testing.T, line string) string {
	t.Helper()
	var args []string
	for _, word := range regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(line, -1) {
		args = append(args, strings.Trim(word, `"`))
	}
	var stdout, stderr strings.Builder
	if code := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr); code != done || stderr.Len() > 0 {
		t.Fatalf("%s: exit %d, and on standard error %q", line, code, stderr.String())
	}
	return stdout.String()
}

// TestREADMEShowsDiscord holds the sentences that the README shows of an answer on
// Discord against the transcript of one.
func TestREADMEShowsDiscord(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	transcript, err := os.ReadFile("testdata/discord/collection.golden")
	if err != nil {
		t.Fatal(err)
	}
	said := strings.ReplaceAll(string(transcript), "**", "")
	shown := regexp.MustCompile(`(?m)^- \d+ \w+: .*$`).FindAllString(string(readme), -1)
	if len(shown) == 0 {
		t.Error("no sentence is shown")
	}
	for _, line := range shown {
		if !strings.Contains(said, line) {
			t.Errorf("the answer does not say %q", line)
		}
	}
}

// TestREADMEAsks runs what the README says can be asked: the commands of the
// program, and those of the built-in articles.
func TestREADMEAsks(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir()) // where no folder corpus is
	asked := 0
	for _, line := range regexp.MustCompile("(?m)^(?:bot|/[a-z]).*$").FindAllString(string(readme), -1) {
		line, _, _ = strings.Cut(line, "  ")
		switch {
		case strings.HasPrefix(line, "/"):
			runCommand(t, `ask "`+line+`"`)
		default:
			runCommand(t, strings.TrimPrefix(line, "bot "))
		}
		asked++
	}
	for _, call := range regexp.MustCompile("`/[a-z-]+ [a-z]+:[^`]+`").FindAllString(string(readme), -1) {
		runCommand(t, `ask "`+strings.Trim(call, "`")+`"`)
		asked++
	}
	if asked < 15 {
		t.Errorf("only %d commands are found in the README", asked)
	}
}

// TestREADMEDefinesACommand reads the commands.toml that the README shows.
func TestREADMEDefinesACommand(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile("(?s)```\n(\\[\\[command\\]\\]\n.*?)```").FindSubmatch(readme)
	if shown == nil {
		t.Fatal("the README shows no commands.toml")
	}
	if _, err := parseTopics("README.md", shown[1]); err != nil {
		t.Error(err)
	}
}
