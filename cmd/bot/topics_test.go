package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestLongTimeline has more days than an answer has room for.
func TestLongTimeline(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	text := ""
	for day := range 75 {
		text += time.Date(2024, 3, 1+day, 0, 0, 0, 0, time.UTC).Format("A ship came in on 2 January 2006. ")
	}
	writeFile(t, filepath.Join(dir, "a.md"), "---\ntitle: Ships\npublished: 2024-06-01\n---\n\n"+text+"\n")
	writeFile(t, filepath.Join(dir, "commands.toml"), "[[command]]\nname = \"timeline\"\ndescription = \"When\"\nquestion = \"When?\"\ngather = \"dates\"\ngroup = \"date\"\n")
	for want, args := range map[string][]string{
		"The newest 60; there are 15 earlier\n": {"ask", "--corpus", dir, "/timeline"},
		`"more":15`:                             {"ask", "--json", "--corpus", dir, "/timeline"},
	} {
		var stdout, stderr strings.Builder
		if code := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr); code != done || !strings.Contains(stdout.String(), want) {
			t.Errorf("exit %d, %s; want %q in\n%s", code, stderr.String(), want, stdout.String())
		}
	}
}

// TestTopicTranscripts holds what each topic command prints for the built-in
// articles against testdata/topics/NAME.golden.
func TestTopicTranscripts(t *testing.T) {
	t.Parallel()
	for name, args := range map[string][]string{
		"who-attends":        {"/who-attends"},
		"who-attends-as-of":  {"--as-of", "2025-05-13", "/who-attends"},
		"who-attends-trump":  {"/who-attends person:Trump"},
		"ceasefire-position": {"/ceasefire-position"},
		"ceasefire-russia":   {"/ceasefire-position party:Russia"},
		"timeline":           {"/timeline"},
		"timeline-from-to":   {"/timeline from:2025-05-11 to:2025-05-16"},
		"who-said":           {"/who-said person:Zelensky"},
		"delegations":        {"/delegations"},
		"delegations-russia": {"/delegations country:Russia"},
		"disagreements":      {"/disagreements"},
	} {
		var stdout, stderr strings.Builder
		if code := run(t.Context(), append([]string{"ask", "--corpus", "../../corpus"}, args...), strings.NewReader(""), &stdout, &stderr); code != done {
			t.Errorf("%s: exit %d, %s", name, code, stderr.String())
			continue
		}
		path := filepath.Join("testdata", "topics", name+".golden")
		if *update {
			writeFile(t, path, stdout.String())
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), stdout.String()); diff != "" {
			t.Errorf("%s; if that is meant, run\n\tgo test ./cmd/bot -run TopicTranscripts -update\n(-want +got)\n%s", path, diff)
		}
	}
}
