package corpus

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestPartition(t *testing.T) {
	for _, test := range []struct {
		paragraphs, want []int // numbers of sentences
	}{
		{[]int{1}, []int{1}},
		{[]int{1, 1}, []int{2}},
		{[]int{3}, []int{3}},
		{[]int{4}, []int{4}},
		{[]int{5}, []int{5}},
		{[]int{6}, []int{3, 3}},
		{[]int{7}, []int{4, 3}},
		{[]int{8}, []int{4, 4}},
		{[]int{10}, []int{5, 5}},
		{[]int{11}, []int{4, 4, 3}},
		{[]int{3, 3}, []int{3, 3}},
		{[]int{5, 3, 4}, []int{5, 3, 4}},
		{[]int{1, 1, 1, 1}, []int{4}},
		{[]int{1, 1, 1, 1, 1, 1}, []int{3, 3}},
		{[]int{2, 2, 4}, []int{4, 4}},
		{[]int{3, 1, 3}, []int{3, 4}},
		{[]int{4, 1}, []int{5}},
		{[]int{5, 1}, []int{3, 3}},
		{[]int{1, 4, 3}, []int{5, 3}},
	} {
		var run []sentence
		for i, n := range test.paragraphs {
			for range n {
				run = append(run, sentence{block: i})
			}
		}
		if got := partition(run); !slices.Equal(got, test.want) {
			t.Errorf("paragraphs of %v: got %v, want %v", test.paragraphs, got, test.want)
		}
	}
}

func TestPassages(t *testing.T) {
	a, problem := newArticle("envoys.txt", savedPage)
	if problem != nil {
		t.Fatal(problem)
	}
	checkPassages(t, a)
	passages := Passages(a)
	if len(passages) != 3 || passages[2].ID != "envoys#3" || passages[2].Heading != "A Second Round Is Planned" {
		t.Fatalf("passages %+v", passages)
	}
	if got := len(passages[2].Sentences); got != 4 {
		t.Errorf("%d sentences in the last passage", got)
	}
	if s := a.Quote(passages[1].Span); !strings.HasPrefix(s, "The two") || !strings.HasSuffix(s, "one of them said.") {
		t.Errorf("the second passage is %q", s)
	}
}

// checkPassages fails where an article's passages break what the package
// promises.
func checkPassages(t *testing.T, a *Article) {
	t.Helper()
	passages := Passages(a)
	if len(passages) == 0 {
		t.Error("no passage")
	}
	at := 0
	for i, p := range passages {
		n := len(p.Sentences)
		if n < 1 || n > PassageMax || p.Article != a || p.ID != fmt.Sprintf("%s#%d", a.ID, i+1) {
			t.Fatalf("passage %d of %d sentences: %+v", i, n, p)
		}
		if p.Start != p.Sentences[0].Start || p.End != p.Sentences[n-1].End || p.Start < at || p.End > len(a.Text) {
			t.Fatalf("passage %d is %v, the one before ended at %d", i, p.Span, at)
		}
		for _, b := range a.Blocks {
			if b.Gap && p.Start < b.Start && b.Start < p.End {
				t.Errorf("passage %d crosses the gap at %d", i, b.Start)
			}
		}
		for _, s := range p.Sentences {
			if s.Start < at || s.End <= s.Start {
				t.Fatalf("sentence %v of passage %d begins before %d", s, i, at)
			}
			at = s.End
		}
	}
}

func FuzzPassages(f *testing.F) {
	for _, seed := range []string{savedPage, wrapped, "---\ntitle: A\n---\n" + savedPage, "# A\n\n- b\n- c\n\n| d |\n|---|\n```\ne\n```\n> f\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if notText("x.md", []byte(text)) != nil {
			return
		}
		a, problem := newArticle("x.md", text)
		if problem != nil {
			return
		}
		checkArticle(t, a)
		checkPassages(t, a)
		for _, b := range a.Blocks {
			checkSentences(t, a.Text, b.Span)
		}
	})
}
