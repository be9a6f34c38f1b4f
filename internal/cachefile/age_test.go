package cachefile

import (
	"context"
	"path/filepath"
	"testing"
)

// asked embeds questions as nothing much, and counts them.
type asked struct {
	Embedder
	n int
}

func (a *asked) EmbedQuery(context.Context, string) ([]float32, error) {
	a.n++
	return []float32{1}, nil
}

// The oldest questions are forgotten, so the file does not grow without end.
func TestOldQuestions(t *testing.T) {
	a := &asked{}
	v := At(filepath.Join(t.TempDir(), "cache.db"), func(line string) { t.Error(line) }).Vectors(a, "a")
	v.questions = 3
	for _, step := range []struct {
		question string
		n        int
	}{{"1", 1}, {"2", 2}, {"3", 3}, {"1", 3}, {"4", 4}, {"2", 4}, {"3", 4}, {"4", 4}, {"1", 5}, {"2", 6}, {"4", 6}} {
		if _, err := v.EmbedQuery(t.Context(), step.question); err != nil || a.n != step.n {
			t.Errorf("after %s: %d were asked; want %d; %v", step.question, a.n, step.n, err)
		}
	}
}
