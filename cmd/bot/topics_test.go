package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
