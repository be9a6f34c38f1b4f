package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf8"
)

// maxHistory is how many typed lines are kept. The file may grow to twice as
// many before it is cut.
const maxHistory = 1000

// history is the file of the lines that were typed in conversations, the newest
// last. What cannot be read or written is done without. Lines are appended one
// by one, so conversations side by side do not overwrite each other's.
type history struct{ path string }

// openHistory gives nil where the system has no place for such files.
func openHistory() *history {
	dir := stateDir()
	if dir == "" {
		return nil
	}
	return &history{filepath.Join(dir, "talksbot", "history")}
}

// stateDir is where programs keep what they remember, by the XDG rules where
// those apply.
func stateDir() string {
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		dir, _ := os.UserCacheDir()
		return dir
	}
	home, err := os.UserHomeDir()
	if err != nil || home == "" {
		return ""
	}
	return filepath.Join(home, ".local", "state")
}

// lines are the kept lines, the newest last.
func (h *history) lines() []string {
	if h == nil {
		return nil
	}
	text, err := os.ReadFile(h.path)
	if err != nil {
		return nil
	}
	var lines []string
	for l := range strings.Lines(string(text)) {
		if l = strings.TrimSpace(l); l != "" && utf8.ValidString(l) {
			lines = append(lines, clean(l))
		}
	}
	if len(lines) > 2*maxHistory {
		lines = lines[len(lines)-maxHistory:]
		h.cut(lines)
	}
	return lines[max(0, len(lines)-maxHistory):]
}

// cut writes a shorter file beside the old one and puts it in its place.
func (h *history) cut(lines []string) {
	next := h.path + ".new"
	if err := os.WriteFile(next, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		return
	}
	if err := os.Rename(next, h.path); err != nil {
		_ = os.Remove(next)
	}
}

// add keeps a line.
func (h *history) add(text string) {
	if h == nil || os.MkdirAll(filepath.Dir(h.path), 0o700) != nil {
		return
	}
	f, err := os.OpenFile(h.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	_, _ = f.WriteString(text + "\n")
	_ = f.Close()
}
