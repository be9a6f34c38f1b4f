package cachefile

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// asked embeds questions and texts as nothing much, and counts them.
type asked struct {
	Embedder
	n int
}

func (a *asked) EmbedQuery(context.Context, string) ([]float32, error) {
	a.n++
	return []float32{1}, nil
}

func (a *asked) EmbedDocuments(_ context.Context, texts []string) ([][]float32, error) {
	a.n += len(texts)
	return slices.Repeat([][]float32{{1}}, len(texts)), nil
}

// So are the texts of articles that are long gone.
func TestOldTexts(t *testing.T) {
	a := &asked{}
	v := At(filepath.Join(t.TempDir(), "cache.db"), func(line string) { t.Error(line) }).Vectors(a, "a")
	v.texts, v.questions = 3, 1
	for _, step := range []struct {
		texts string
		n     int
	}{{"1 2 3", 3}, {"3 2 1", 3}, {"4", 4}, {"2 3 4", 4}, {"1", 5}, {"3 4 1", 5}, {"5 6 7 8", 9}, {"6 7 8", 9}, {"5", 10}} {
		if _, err := v.EmbedQuery(t.Context(), step.texts); err != nil {
			t.Fatal(err)
		}
		a.n--
		if made, err := v.EmbedDocuments(t.Context(), strings.Fields(step.texts)); err != nil || a.n != step.n || len(made) != len(strings.Fields(step.texts)) {
			t.Errorf("after %s: %d were asked; want %d; %v", step.texts, a.n, step.n, err)
		}
	}
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
