package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"talksbot/internal/commands"
)

func TestHistory(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_STATE_HOME", dir)
	h := openHistory()
	if got := h.lines(); got != nil {
		t.Errorf("at first: %q", got)
	}
	h.add("Who is it?")
	openHistory().add("why?")
	if got := strings.Join(h.lines(), "|"); got != "Who is it?|why?" {
		t.Errorf("after two lines: %q", got)
	}
	info, err := os.Stat(filepath.Join(dir, "talksbot", "history"))
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read the history: %v, %v", info, err)
	}
}

func TestHistoryIsCut(t *testing.T) {
	h := &history{filepath.Join(t.TempDir(), "history")}
	var long strings.Builder
	for i := range 3 * maxHistory {
		long.WriteString(strconv.Itoa(i) + "\n\xff\n\n")
	}
	if err := os.WriteFile(h.path, []byte(long.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if got := h.lines(); len(got) != maxHistory || got[maxHistory-1] != strconv.Itoa(3*maxHistory-1) {
			t.Errorf("%d lines are left", len(got))
		}
	}
	if text, _ := os.ReadFile(h.path); strings.Count(string(text), "\n") != maxHistory {
		t.Errorf("the file was not cut")
	}
}

// TestHistoryThatCannotBe has a file where the folder should be, or no history.
func TestHistoryThatCannotBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, h := range []*history{nil, {filepath.Join(file, "talksbot", "history")}} {
		h.add("why?")
		if got := h.lines(); got != nil {
			t.Errorf("lines %q", got)
		}
	}
}

func TestCompletions(t *testing.T) {
	for start, want := range map[string]string{"": "", "/": "/ask |/check |/search |/sources|/show |/names|/new|/help|/quit", "/S": "/search |/sources|/show ", "Who": "", "/search x": ""} {
		if got := strings.Join(completions(commands.Table(), start), "|"); got != want {
			t.Errorf("completions(%q) = %q, want %q", start, got, want)
		}
	}
}
