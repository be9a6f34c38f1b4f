package rag_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"talksbot/internal/rag"
)

var update = flag.Bool("update", false, "write the quality figures into testdata/quality.txt")

// The outcomes of a question.
const (
	right     = "right"     // all facts, or an abstention where there are none
	lacks     = "lacks"     // a fact is not in the quotes of a right article
	abstained = "abstained" // though the articles answer it
	answered  = "answered"  // though the articles do not answer it
)

// judged is what became of a question.
type judged struct {
	golden
	outcome    string
	missing    []string // the facts that are lacking
	cites      bool     // a right article
	confidence float64
	length     int     // of the answer, in characters
	rank       int     // of the first right article in the search, 0 for none
	first      bool    // the first passage found is of a right article
	recall     float64 // the share of the right articles among the first five passages
}

func judge(ctx context.Context, s *rag.Snapshot, g golden) (judged, error) {
	j := judged{golden: g, outcome: right}
	a, err := s.Ask(ctx, g.question)
	if err != nil {
		return j, err
	}
	hits, err := s.Search(ctx, g.question, 20)
	if err != nil {
		return j, err
	}
	j.confidence = a.Confidence()
	j.readAnswer(a)
	j.readHits(hits)
	return j, nil
}

func (j *judged) readAnswer(a rag.Answer) {
	var quotes []string
	for _, c := range a.Citations() {
		j.length += utf8.RuneCountInString(c.Quote())
		if slices.Contains(j.articles, c.Article.ID) {
			j.cites = true
			quotes = append(quotes, c.Quote())
		}
	}
	switch {
	case j.unanswered && a.Abstained():
		return
	case j.unanswered:
		j.outcome = answered
		return
	case a.Abstained():
		j.outcome = abstained
		return
	}
	for _, fact := range j.facts {
		if !slices.ContainsFunc(quotes, fact.MatchString) {
			j.outcome = lacks
			j.missing = append(j.missing, strings.TrimPrefix(fact.String(), "(?is)"))
		}
	}
}

func (j *judged) readHits(hits []rag.Hit) {
	var articles, found []string
	for i, h := range hits {
		id := h.Passage.Article.ID
		isRight := slices.Contains(j.articles, id)
		if !slices.Contains(articles, id) {
			articles = append(articles, id)
			if isRight && j.rank == 0 {
				j.rank = len(articles)
			}
		}
		if i < 5 && isRight && !slices.Contains(found, id) {
			found = append(found, id)
		}
		j.first = j.first || i == 0 && isRight
	}
	j.recall = float64(len(found)) / float64(max(1, len(j.articles)))
}

// report is the text of testdata/quality.txt.
func report(all []judged) string {
	answerable := slices.DeleteFunc(slices.Clone(all), func(j judged) bool { return j.unanswered })
	unanswerable := slices.DeleteFunc(slices.Clone(all), func(j judged) bool { return !j.unanswered })
	is := func(outcome string) func(judged) float64 {
		return func(j judged) float64 { return share(j.outcome == outcome) }
	}
	var lengths []int
	for _, j := range all {
		if j.length > 0 {
			lengths = append(lengths, j.length)
		}
	}
	slices.Sort(lengths)
	var b strings.Builder
	fmt.Fprintf(&b, "# Made by go test ./internal/rag -run Quality -update; questions.txt has the questions.\n")
	fmt.Fprintf(&b, "questions            %d, of them %d unanswerable\n", len(all), len(unanswerable))
	fmt.Fprintf(&b, "facts present        %.3f\n", mean(answerable, is(right)))
	fmt.Fprintf(&b, "cites right article  %.3f\n", mean(answerable, func(j judged) float64 { return share(j.cites) }))
	fmt.Fprintf(&b, "rightly abstained    %.3f\n", mean(unanswerable, is(right)))
	fmt.Fprintf(&b, "falsely abstained    %.3f\n", mean(answerable, is(abstained)))
	fmt.Fprintf(&b, "AUC of confidence    %.3f\n", auc(answerable, unanswerable))
	fmt.Fprintf(&b, "search hit@1         %.3f\n", mean(answerable, func(j judged) float64 { return share(j.first) }))
	fmt.Fprintf(&b, "search recall@5      %.3f\n", mean(answerable, func(j judged) float64 { return j.recall }))
	fmt.Fprintf(&b, "search MRR           %.3f\n", mean(answerable, func(j judged) float64 {
		if j.rank == 0 {
			return 0
		}
		return 1 / float64(j.rank)
	}))
	fmt.Fprintf(&b, "median answer        %d characters\n", lengths[len(lengths)/2])
	fmt.Fprintf(&b, "\n# outcome, confidence, rank of the first right article, question, facts that are lacking\n")
	for _, j := range all {
		rank := "-"
		if j.rank > 0 {
			rank = fmt.Sprint(j.rank)
		}
		fmt.Fprintf(&b, "%-9s %.1f %s  %s", j.outcome, j.confidence, rank, j.question)
		for _, m := range j.missing {
			fmt.Fprintf(&b, "  ≠ %s", m)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func share(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func mean(all []judged, of func(judged) float64) float64 {
	sum := 0.0
	for _, j := range all {
		sum += of(j)
	}
	return sum / float64(len(all))
}

// auc is the chance that an answerable question has more confidence than an
// unanswerable one, ties counting half.
func auc(answerable, unanswerable []judged) float64 {
	sum := 0.0
	for _, a := range answerable {
		for _, u := range unanswerable {
			sum += share(a.confidence > u.confidence) + share(a.confidence == u.confidence)/2
		}
	}
	return sum / float64(len(answerable)*len(unanswerable))
}

// TestQuality compares what becomes of every golden question with
// testdata/quality.txt, so that a review shows each change for the better and
// for the worse.
func TestQuality(t *testing.T) {
	t.Parallel()
	const file = "testdata/quality.txt"
	s := talks()
	var all []judged
	for _, g := range goldens(t, s) {
		j, err := judge(t.Context(), s, g)
		if err != nil {
			t.Fatalf("testdata/questions.txt:%d: %v", g.line, err)
		}
		all = append(all, j)
	}
	got := report(all)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := changedLines(string(want), got); diff != "" {
		t.Errorf("the quality is another; if that is meant, run\n\tgo test ./internal/rag -run Quality -update\nand look at the change of %s (-before +now)\n%s", file, diff)
	}
}

// changedLines are the lines that only one of two texts has.
func changedLines(before, now string) string {
	old, new := strings.Split(before, "\n"), strings.Split(now, "\n")
	var b strings.Builder
	for _, l := range old {
		if !slices.Contains(new, l) {
			fmt.Fprintf(&b, "- %s\n", l)
		}
	}
	for _, l := range new {
		if !slices.Contains(old, l) {
			fmt.Fprintf(&b, "+ %s\n", l)
		}
	}
	return b.String()
}
