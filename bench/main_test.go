package main

import (
	"bytes"
	"strings"
	"testing"
)

// The whole run at a size that takes a moment; the times mean nothing.
func TestRun(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if err := run(t.Context(), []string{"-passages", "120,300", "-rounds", "1", "-questions", "3"}, &stdout, &stderr); err != nil {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	lines := strings.Split(strings.TrimSpace(stdout.String()), "\n")
	if want := len(rows()) + 2; len(lines) != want {
		t.Errorf("%d lines, want %d:\n%s", len(lines), want, &stdout)
	}
	for _, line := range lines {
		if strings.Count(line, "|") != 4 || strings.Contains(line, "NaN") || strings.Contains(line, "Inf") {
			t.Errorf("a line of the table is %q", line)
		}
	}
	if err := run(t.Context(), []string{"-passages", "many"}, &stdout, &stderr); err == nil {
		t.Error("no error where the size is no number")
	}
}

// The same of the measurement on Discord.
func TestRunOnDiscord(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if err := run(t.Context(), []string{"-discord", "-rounds", "1", "-questions", "1", "-interactions", "20", "-before", "20"}, &stdout, &stderr); err != nil {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	if got := stdout.String(); strings.Count(got, "\n| ") != len(crowds) || !strings.Contains(got, "bytes** each") {
		t.Errorf("the table is\n%s", got)
	}
}

// The same of topic commands.
func TestRunOfTopics(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if err := run(t.Context(), []string{"-topics", "-passages", "120,300", "-rounds", "1"}, &stdout, &stderr); err != nil {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	for _, want := range []string{"| `/who-attends` |", "| `/disagreements` |", "| memory a passage, before and after |"} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("no line %q in\n%s", want, &stdout)
		}
	}
}
