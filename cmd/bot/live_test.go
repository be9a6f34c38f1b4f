package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"talksbot/internal/rag/langchaingo/modeltest"
)

// TestTerminalStreams reads the terminal while a model writes: what is verified
// stands there before the rest comes, and what is not never does. Where the model
// then breaks off, the quoted answer stands in its place, and a line says so.
func TestTerminalStreams(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rest func(w *modeltest.Writer)
		page string // behind what was shown on the way
	}{
		"to the end": {func(w *modeltest.Writer) {
			w.Text("Bo Marsh said the bridge is safe. [1.3]\nIt cost 90 million euros. [1.2]\n")
			w.Usage(1000, 50)
			w.Stop("stop")
			w.End()
		}, "• Bo Marsh said the bridge is safe. [2]\n"},
		"cut off": {func(w *modeltest.Writer) { w.Text("Bo Marsh"); w.Cut() },
			"The language model did not come to an answer that holds. In place of the above:\n"},
	} {
		shown := make(chan struct{})
		server := modeltest.OpenAI(t, func(r modeltest.Request, w *modeltest.Writer) {
			number := regexp.MustCompile(`(\[\d+\.\d+\]) The bridge cost`).FindStringSubmatch(r.User)[1]
			w.Text("The harbour bridge cost 40 million euros. " + number + "\n")
			select {
			case <-shown:
			case <-time.After(20 * time.Second):
				t.Errorf("%s: nothing is shown before the end", name)
			}
			c.rest(w)
		})
		out := &watched{want: "40 million euros. [1]", seen: shown}
		config, folder := filepath.Join(t.TempDir(), "config.toml"), t.TempDir()
		writeFile(t, config, withModel(server.BaseURL(), ""))
		for file, text := range pair() {
			writeFile(t, filepath.Join(folder, file), text)
		}
		var errs strings.Builder
		env := map[string]string{"OPENAI_API_KEY": "key-of-a-test", "XDG_CACHE_HOME": t.TempDir()}
		p := &program{ctx: t.Context(), stdin: strings.NewReader(""), stdout: out, stderr: &errs, env: func(name string) string { return env[name] }}
		if code := p.run([]string{"ask", "--config", config, "--corpus", folder, "What did the bridge cost?"}); code != done {
			t.Fatalf("%s: exit %d: %s", name, code, errs.String())
		}
		first, rest, _ := strings.Cut(out.text.String(), "40 million euros. [1]\n")
		if first != "• The harbour bridge cost " || !strings.HasPrefix(strings.TrimLeft(rest, "\n"), c.page) || strings.Contains(rest, "90 million") {
			t.Errorf("%s:\n%s", name, out.text.String())
		}
	}
}

// watched is a terminal that tells when a text stands there.
type watched struct {
	text strings.Builder
	want string
	seen chan struct{} // closed once it does
	once bool
}

func (w *watched) Write(p []byte) (int, error) {
	w.text.Write(p)
	if !w.once && strings.Contains(w.text.String(), w.want) {
		w.once = true
		close(w.seen)
	}
	return len(p), nil
}
