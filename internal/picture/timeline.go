package picture

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// What a phone shows at once, and how many characters of a quote are read there.
const (
	mostEvents = 7
	mostQuote  = 130
)

// Timeline is what happens when, the newest last.
type Timeline struct {
	Events  []Event
	Earlier int // days before the first one
}

// Event is a day, week or month.
type Event struct {
	Name  string // "15 May 2025"
	Quote string // of a newest source; with "…" where it is cut
	Said  string // the day on which the source was published, "" where unknown
	Gap   bool   // more than a month lies between this and the one before
}

// timelineOf is nil where there is nothing to compare: fewer than two days. Before
// them so many have been left out already.
func timelineOf(groups []rag.Grouping, before int) *Timeline {
	groups = slices.DeleteFunc(slices.Clone(groups), func(g rag.Grouping) bool { return len(g.Points) == 0 })
	if len(groups) < 2 {
		return nil
	}
	cut := max(0, len(groups)-mostEvents)
	t := &Timeline{Earlier: before + cut}
	var last time.Time
	for i, g := range groups[cut:] {
		e := eventOf(g)
		begins := beginning(g.Date)
		e.Gap = i > 0 && !last.IsZero() && !begins.IsZero() && begins.Sub(last) > 31*24*time.Hour
		last = begins
		t.Events = append(t.Events, e)
	}
	return t
}

// eventOf shows of a day a quote of the newest sources, for what was said before
// may no longer be so: the first that is short enough, since articles begin with
// what matters most, else the beginning of the shortest.
func eventOf(g rag.Grouping) Event {
	newest := g.Points[0].Published()
	best := ""
	for _, p := range g.Points {
		quote := tidy(p.Quote())
		if !sameDay(p.Published(), newest) {
			break
		}
		if n := utf8.RuneCountInString(quote); best == "" || n < utf8.RuneCountInString(best) {
			best = quote
			if n <= mostQuote {
				break
			}
		}
	}
	e := Event{Name: tidy(g.Name), Quote: beginningOf(best, mostQuote)}
	if !newest.IsZero() {
		e.Said = newest.Time().Format("2 Jan 2006")
	}
	return e
}

func sameDay(a, b corpus.Date) bool { return a.Day() == b.Day() }

// beginningOf is a text of at most so many characters, cut between words.
func beginningOf(text string, most int) string {
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	cut := string(letters[:most-1])
	if i := strings.LastIndexByte(cut, ' '); i > 0 && letters[most-1] != ' ' {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:–—-") + "…"
}

// beginning is the first day of a date as scripts read it, the zero Time where it
// is none of the forms.
func beginning(date string) time.Time {
	day, _, _ := strings.Cut(date, "/")
	if year, week, ok := strings.Cut(day, "-W"); ok {
		return weekBeginning(year, week)
	}
	for _, form := range []string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(form, day); err == nil {
			return t
		}
	}
	return time.Time{}
}

// weekBeginning is the Monday of a week of ISO 8601, of which 4 January is
// always in the first.
func weekBeginning(year, week string) time.Time {
	fourth, err := time.Parse(time.DateOnly, year+"-01-04")
	n := 0
	for _, digit := range week {
		n = 10*n + int(digit-'0')
	}
	if err != nil || n < 1 || n > 53 {
		return time.Time{}
	}
	weekday := cmp.Or(int(fourth.Weekday()), 7) // Sunday ends the week
	return fourth.AddDate(0, 0, 1-weekday+7*(n-1))
}
