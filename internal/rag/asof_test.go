package rag_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// calendar has four articles of four days, and one of no day.
var calendar = folder{
	"bridge.md": article("2024-03-01", "Bridge opens", bridge),
	"ferry.md":  article("2024-03-02T18:00:00+03:00", "Ferry stops", ferry),
	"zeppelin.md": article("2024-03-05", "A zeppelin lands", "A zeppelin landed beside the bridge on Tuesday. "+
		"Captain Otto Krum steered the zeppelin. Otto Krum said that Otto Krum would return. Krum thanked Ann Lee."),
	"undated.md": article("", "Boats", "Somebody counted the boats in the harbour. There were eleven boats. Nobody knows when."),
}

func day(t testing.TB, s string) corpus.Date {
	t.Helper()
	d, err := corpus.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func asOf(t testing.TB, s *rag.Snapshot, date string) *rag.Snapshot {
	t.Helper()
	then, err := s.AsOf(t.Context(), day(t, date))
	if err != nil {
		t.Fatal(err)
	}
	return then
}

func TestAsOfKnowsNothingLater(t *testing.T) {
	now := serve(t, calendar)
	then := asOf(t, now, "2024-03-02")
	if got := titles(then); got != "bridge ferry" {
		t.Fatalf("articles %q", got)
	}
	if diff := cmp.Diff([]string{"undated"}, then.LeftOut()); diff != "" {
		t.Errorf("left out: %s", diff)
	}
	if then.Date() != day(t, "2024-03-02") || then.Revision() == now.Revision() {
		t.Errorf("date %s, revision %s beside %s", then.Date(), then.Revision(), now.Revision())
	}
	if !now.Date().IsZero() || len(now.LeftOut()) > 0 {
		t.Errorf("the snapshot without a date has the date %s and leaves out %q", now.Date(), now.LeftOut())
	}

	question := "Who steered the zeppelin?"
	if a := ask(t, now, question); !strings.Contains(whole(a), "Otto Krum steered") {
		t.Errorf("now: %s", whole(a))
	}
	a := ask(t, then, question)
	if !a.Abstained() || a.AsOf() != then.Date() {
		t.Errorf("then: %s, as of %s", whole(a), a.AsOf())
	}
	hits, err := then.Search(t.Context(), "zeppelin landed beside the bridge boats", 10)
	if err != nil || len(hits) != 2 {
		t.Errorf("%d hits, error %v", len(hits), err)
	}
	for _, h := range hits {
		if id := h.Passage.Article.ID; id != "bridge" && id != "ferry" {
			t.Errorf("the search finds %s", id)
		}
	}
}

// The words and names of later articles are as unknown as if nobody had written
// them yet.
func TestAsOfHasItsOwnStatistics(t *testing.T) {
	now := serve(t, calendar)
	then := asOf(t, now, "2024-03-02")
	a := ask(t, now, "What did Zorblat say about Krum?")
	if !strings.Contains(a.Abstention(), "does not mention Zorblat.") || !strings.Contains(a.Abstention(), "4 articles") || !strings.Contains(a.Abstention(), "Krum") {
		t.Errorf("now: %s", whole(a))
	}
	a = ask(t, then, "What did Ann Lee say about Krum?")
	if !strings.Contains(a.Abstention(), "does not mention Krum.") || !strings.Contains(a.Abstention(), "2 articles") || strings.Contains(a.Abstention(), "Otto") {
		t.Errorf("then: %s", whole(a))
	}
	// "Krumm" is a slip for a name that is known now, and that nobody knew then.
	if a := ask(t, now, "What did Krumm steer?"); !strings.Contains(a.Understood(), "Krum ") {
		t.Errorf("now %q is understood", a.Understood())
	}
	if a := ask(t, then, "What did Krumm steer?"); a.Understood() != "" {
		t.Errorf("then %q is understood", a.Understood())
	}
}

// A dated snapshot is the one that the collection would have given on that day.
func TestAsOfIsTheCollectionOfThatDay(t *testing.T) {
	now := serve(t, calendar)
	earlier := folder{"bridge.md": calendar["bridge.md"], "ferry.md": calendar["ferry.md"]}
	fresh := serve(t, earlier)
	then := asOf(t, now, "2024-03-04")
	if then.Revision() != fresh.Revision() {
		t.Errorf("revisions %s and %s", then.Revision(), fresh.Revision())
	}
	for _, q := range append(salads(now, 40, 3), "Who cut the ribbon?", "What happened to the ferry?", "Who is Otto Krum?") {
		a, b := ask(t, then, q), ask(t, fresh, q)
		if whole(a) != whole(b) || a.Confidence() != b.Confidence() || a.Understood() != b.Understood() {
			t.Errorf("%q: as of the day %q (%v), on the day %q (%v)", q, whole(a), a.Confidence(), whole(b), b.Confidence())
		}
	}
}

func TestAsOfDateAndTime(t *testing.T) {
	now := serve(t, calendar)
	for date, want := range map[string]string{
		"2024-03-01":                "bridge",
		"2024-03-01T00:00:00Z":      "bridge",
		"2024-03-02":                "bridge ferry",
		"2024-03-02T17:59:59+03:00": "bridge",
		"2024-03-02T18:00:00+03:00": "bridge ferry",
		"2024-03-02T15:00:00Z":      "bridge ferry",
		"2024-03-02T14:59:00Z":      "bridge",
		"2024-03-05T00:00:00Z":      "bridge ferry zeppelin",
		"2030-01-01":                "bridge ferry zeppelin",
	} {
		if got := titles(asOf(t, now, date)); got != want {
			t.Errorf("as of %s: %q, want %q", date, got, want)
		}
	}
}

func TestAsOfTooEarly(t *testing.T) {
	now := serve(t, calendar)
	_, err := now.AsOf(t.Context(), day(t, "2024-02-29"))
	if err == nil || !strings.Contains(err.Error(), "begins on 1 March 2024") || !strings.Contains(err.Error(), "2024-02-29") {
		t.Errorf("error %v", err)
	}
	undated := serve(t, folder{"undated.md": calendar["undated.md"]})
	if _, err := undated.AsOf(t.Context(), day(t, "2024-03-01")); err == nil || !strings.Contains(err.Error(), "no article of the collection has a date") {
		t.Errorf("error %v", err)
	}
	if s, err := undated.AsOf(t.Context(), corpus.Date{}); s != undated || err != nil {
		t.Errorf("no date: %v, %v", s, err)
	}
}

func TestAsOfIsKept(t *testing.T) {
	now := serve(t, calendar)
	for _, date := range []string{"2024-03-02", "2024-03-02T18:00:00+03:00", "2024-03-02T15:00:00Z", "2024-03-02T15:00:00.5Z", "2024-03-02T20:30:00+05:30"} {
		first, second := asOf(t, now, date), asOf(t, now, date)
		if first != second {
			t.Errorf("%s gives two snapshots", date)
		}
		if got := first.Date().String(); first.Date().Time() != second.Date().Time() || got != day(t, date).String() {
			t.Errorf("%s gives a snapshot of %s", date, got)
		}
	}
	if asOf(t, now, "2024-03-02T15:00:00Z") == asOf(t, now, "2024-03-02T15:00:00.5Z") {
		t.Error("two moments of one second have one snapshot")
	}
}

// A cancelled build leaves nothing broken behind.
func TestAsOfCancelled(t *testing.T) {
	now := serve(t, calendar)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := now.AsOf(ctx, day(t, "2024-03-02")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if got := titles(asOf(t, now, "2024-03-02")); got != "bridge ferry" {
		t.Errorf("after a cancelled try: %q", got)
	}
}

// diary has an article a day, of which each has a word that no other has.
func diary(days int) folder {
	f := folder{}
	for d := range days {
		date := time.Date(2024, 1, 1+d, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		f[fmt.Sprintf("day%02d.md", d+1)] = article(date, "Diary", fmt.Sprintf("On this day the keeper saw %d boats. He wrote word%02d into the diary. The sea was calm.", d+1, d+1))
	}
	return f
}

// TestManyDates asks for more dates than are kept, in changing order, by many at
// once.
func TestManyDates(t *testing.T) {
	t.Parallel()
	const days = 20
	now := serve(t, diary(days))
	var all sync.WaitGroup
	for w := range 4 {
		all.Go(func() {
			for i := range 2 * days {
				d := (i*(w+3)+w)%days + 1
				checkDay(t, now, d)
			}
		})
	}
	all.Wait()
}

func checkDay(t *testing.T, now *rag.Snapshot, d int) {
	date := must(corpus.ParseDate(fmt.Sprintf("2024-01-%02d", d)))
	then, err := now.AsOf(t.Context(), date)
	if err != nil || len(then.Articles()) != d || then.Date() != date {
		t.Errorf("day %d: %v, error %v", d, then, err)
		return
	}
	last := fmt.Sprintf("word%02d", d)
	hits, err := then.Search(t.Context(), last, 3)
	if err != nil || len(hits) == 0 || !strings.Contains(hits[0].Passage.Article.Text, last) {
		t.Errorf("day %d: %s is not found, error %v", d, last, err)
	}
	later := fmt.Sprintf("word%02d", d+1)
	for _, h := range must(then.Search(t.Context(), later, 50)) {
		if strings.Contains(h.Passage.Article.Text, later) {
			t.Errorf("day %d: %s is found", d, later)
		}
	}
}

// An earlier snapshot of an earlier snapshot knows no more than either.
func TestAsOfTwice(t *testing.T) {
	now := serve(t, calendar)
	early := asOf(t, now, "2024-03-01")
	if got := titles(asOf(t, asOf(t, now, "2024-03-02"), "2024-03-01")); got != titles(early) {
		t.Errorf("the second date earlier: %q", got)
	}
	if got := titles(asOf(t, early, "2024-03-05")); got != "bridge" {
		t.Errorf("the second date later: %q", got)
	}
}

// The built-in articles as of each of their days.
func TestAsOfBuiltIn(t *testing.T) {
	t.Parallel()
	now := talks()
	for _, a := range now.Articles() {
		then := asOf(t, now, a.Published.String())
		if !slices.Contains(then.Articles(), a) {
			t.Errorf("%s is not in the snapshot of its own moment", a.ID)
		}
		for i, g := range goldens(t, now) {
			if i%6 > 0 {
				continue // they are many, and the race detector is slow
			}
			for _, c := range ask(t, then, g.question).Citations() {
				if c.Article.Published.After(then.Date()) {
					t.Errorf("as of %s, %q cites %s", then.Date(), g.question, c.Article.ID)
				}
			}
		}
	}
}
