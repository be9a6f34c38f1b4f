package main

import (
	"strings"
	"testing"
)

// shownOnce is what is shown of a state that is looked at once.
func shownOnce(show func(p *program, begins string, quit <-chan struct{}), done, total int) string {
	var stderr strings.Builder
	p := &program{stderr: &stderr}
	p.indexed.set(done, total)
	quit := make(chan struct{})
	close(quit)
	show(p, "Reading", quit)
	return stderr.String()
}

func TestProgressBar(t *testing.T) {
	for _, test := range []struct {
		done, total int
		want        string
	}{
		{0, 0, "Reading"}, {0, 1024, "Indexing 1024 passages"}, {512, 1024, "Indexing 1024 passages  50% |"}, {1024, 1024, "Indexing 1024 passages"},
	} {
		got := shownOnce((*program).drawProgress, test.done, test.total)
		if !strings.Contains(got, test.want) || strings.Contains(got, "\n") {
			t.Errorf("%d of %d: %q, want %q", test.done, test.total, got, test.want)
		}
		if last := got[strings.LastIndex(strings.TrimSuffix(got, "\r"), "\r")+1:]; strings.TrimSpace(last) != "" {
			t.Errorf("%d of %d: %q stays on the terminal", test.done, test.total, last)
		}
	}
}

func TestProgressLines(t *testing.T) {
	for want, state := range map[string][2]int{
		"Reading\n": {0, 0}, "Indexing 1024 passages\n": {0, 1024}, "Indexing 1024 passages, 512 done\n": {512, 1024},
	} {
		if got := shownOnce((*program).printProgress, state[0], state[1]); !strings.HasPrefix(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
