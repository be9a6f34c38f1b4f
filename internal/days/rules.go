package days

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// context is where a rule has matched.
type context struct {
	text       string
	start, end int
	published  time.Time // zero where it is not known
}

// rule is one way to write a time. Those before it win where two overlap.
type rule struct {
	needs    sign // without all of them in the text, there is nothing to look for
	pattern  *regexp.Regexp
	relative bool
	day      func(c context, groups []string) (time.Time, Unit, bool)
}

const (
	monthNames   = `(January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)`
	weekdayNames = `(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)`
	smallNumbers = `(\d{1,2}|a|an|one|two|three|four|five|six|seven|eight|nine|ten)`
)

func re(pattern string) *regexp.Regexp { return regexp.MustCompile(pattern) }

// rules are in the order in which they are tried.
var rules = []rule{
	{yearly, re(`\b(\d{4})-(\d{2})-(\d{2})\b`), false, func(_ context, g []string) (time.Time, Unit, bool) {
		return date(number(g[1]), number(g[2]), number(g[3]))
	}},
	{monthly, re(`\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ` + monthNames + `,? (\d{4})\b`), false, func(_ context, g []string) (time.Time, Unit, bool) {
		return date(number(g[3]), month(g[2]), number(g[1]))
	}},
	{monthly, re(`\b` + monthNames + ` (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`), false, func(_ context, g []string) (time.Time, Unit, bool) {
		return date(number(g[3]), month(g[1]), number(g[2]))
	}},
	{monthly, re(`\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ` + monthNames + `(?:\W|$)`), true, func(c context, g []string) (time.Time, Unit, bool) {
		return nearestYear(c.published, month(g[2]), number(g[1]))
	}},
	{monthly, re(`\b` + monthNames + ` (\d{1,2})(?:st|nd|rd|th)?\b`), true, func(c context, g []string) (time.Time, Unit, bool) {
		return nearestYear(c.published, month(g[1]), number(g[2]))
	}},
	{monthly, re(`\b` + monthNames + `,? (?:of )?(\d{4})\b`), false, func(_ context, g []string) (time.Time, Unit, bool) {
		t, _, ok := date(number(g[2]), month(g[1]), 1)
		return t, Month, ok
	}},
	{weekdaily | which, re(`(?i)\b(last|next|this|coming|previous|past) ` + weekdayNames + `\b`), true, func(c context, g []string) (time.Time, Unit, bool) {
		return weekdayWith(c.published, strings.ToLower(g[1]), weekday(g[2])), Day, true
	}},
	{weekdaily, re(`\b` + weekdayNames + `\b`), true, bareWeekday},
	{daily, re(`(?i)\bthe day before yesterday\b`), true, daysOff(-2)},
	{daily, re(`(?i)\bthe day after tomorrow\b`), true, daysOff(2)},
	{daily, re(`(?i)\byesterday\b`), true, daysOff(-1)},
	{daily, re(`(?i)\b(?:today|tonight)\b`), true, daysOff(0)},
	{daily, re(`(?i)\btomorrow\b`), true, daysOff(1)},
	{spanned | off, re(`(?i)\b` + smallNumbers + ` (day|week|month|year)s? (ago|earlier|from now)\b`), true, func(c context, g []string) (time.Time, Unit, bool) {
		sign := -1
		if strings.EqualFold(g[3], "from now") {
			sign = 1
		}
		return shifted(c.published, sign*number(g[1]), strings.ToLower(g[2]))
	}},
	{spanned | within, re(`(?i)\bin ` + smallNumbers + ` (day|week)s(?:\W|$)(?: time)?`), true, func(c context, g []string) (time.Time, Unit, bool) {
		return shifted(c.published, number(g[1]), strings.ToLower(g[2]))
	}},
	{spanned | which, re(`(?i)\b(last|next|this|earlier this|later this|earlier in the|later in the|previous|coming) (weekend|week|month|year)\b`), true, func(c context, g []string) (time.Time, Unit, bool) {
		return period(c.published, strings.ToLower(g[1]), strings.ToLower(g[2]))
	}},
	{weekend, re(`(?i)\b(at|over|on|during) the weekend\b`), true, func(c context, _ []string) (time.Time, Unit, bool) {
		if plans(c.before()) {
			return period(c.published, "this", "weekend")
		}
		return period(c.published, "last", "weekend")
	}},
	{yearly, re(`\b(?:in|In|since|Since|of|by|By|until) ((?:19|20)\d{2})\b`), false, func(_ context, g []string) (time.Time, Unit, bool) {
		t, _, ok := date(number(g[1]), 1, 1)
		return t, Year, ok
	}},
}

func daysOff(n int) func(context, []string) (time.Time, Unit, bool) {
	return func(c context, _ []string) (time.Time, Unit, bool) { return c.published.AddDate(0, 0, n), Day, true }
}

// date is a day that there is.
func date(y, m, d int) (time.Time, Unit, bool) {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t, Day, m >= 1 && m <= 12 && t.Day() == d && t.Year() == y
}

// nearestYear is a day without a year, in the year that brings it nearest to the
// day of publication.
func nearestYear(published time.Time, m, d int) (time.Time, Unit, bool) {
	var best time.Time
	found := false
	for y := published.Year() - 1; y <= published.Year()+1; y++ {
		t, _, ok := date(y, m, d)
		if ok && (!found || t.Sub(published).Abs() < best.Sub(published).Abs()) {
			best, found = t, true
		}
	}
	return best, Day, found
}

func month(name string) int {
	for m := time.January; m <= time.December; m++ {
		if len(name) >= 3 && strings.EqualFold(m.String()[:3], name[:3]) {
			return int(m)
		}
	}
	return 0
}

func weekday(name string) time.Weekday {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(d.String(), name) {
			return d
		}
	}
	return 0
}

var numberWords = strings.Fields("zero one two three four five six seven eight nine ten")

// number reads a number in digits or words.
func number(text string) int {
	text = strings.ToLower(text)
	if text == "a" || text == "an" {
		return 1
	}
	for i, w := range numberWords {
		if w == text {
			return i
		}
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// shifted is a time so many days, weeks, months or years off.
func shifted(from time.Time, n int, unit string) (time.Time, Unit, bool) {
	switch unit {
	case "day":
		return from.AddDate(0, 0, n), Day, true
	case "week":
		return monday(from.AddDate(0, 0, 7*n)), Week, true
	case "month":
		first := time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, time.UTC)
		return first.AddDate(0, n, 0), Month, true
	}
	return time.Date(from.Year()+n, 1, 1, 0, 0, 0, 0, time.UTC), Year, true
}

func monday(t time.Time) time.Time {
	return t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
}

// period is "last week", "next month", "this weekend".
func period(published time.Time, which, unit string) (time.Time, Unit, bool) {
	n := 0
	switch which {
	case "last", "previous":
		n = -1
	case "next", "coming":
		n = 1
	}
	if unit == "weekend" {
		return monday(published.AddDate(0, 0, 7*min(n, 0))).AddDate(0, 0, 5), Weekend, true
	}
	return shifted(published, n, unit)
}

// weekdayWith is "last Friday", "next Monday", "this Thursday".
func weekdayWith(published time.Time, which string, day time.Weekday) time.Time {
	ahead := (int(day) - int(published.Weekday()) + 7) % 7
	switch which {
	case "last", "previous", "past":
		if ahead == 0 {
			return published.AddDate(0, 0, -7)
		}
		return published.AddDate(0, 0, ahead-7)
	case "next", "coming":
		if ahead == 0 {
			ahead = 7
		}
		return published.AddDate(0, 0, ahead)
	}
	return nearest(published, day)
}

// nearest is the day of that name at most three days off.
func nearest(published time.Time, day time.Weekday) time.Time {
	ahead := (int(day) - int(published.Weekday()) + 7) % 7
	if ahead > 3 {
		ahead -= 7
	}
	return published.AddDate(0, 0, ahead)
}

// bareWeekday is a day of the week as news uses it: of what is told as past the
// one before, of what is planned the one ahead, else the nearest.
func bareWeekday(c context, g []string) (time.Time, Unit, bool) {
	ahead := (int(weekday(g[1])) - int(c.published.Weekday()) + 7) % 7
	before := c.before()
	switch {
	case ahead == 0:
		return c.published, Day, true
	case plans(before):
		return c.published.AddDate(0, 0, ahead), Day, true
	case tells(before) || tells(c.after()):
		return c.published.AddDate(0, 0, ahead-7), Day, true
	}
	return nearest(c.published, weekday(g[1])), Day, true
}

// before is what stands before a mention in its clause.
func (c context) before() string {
	text := c.text[:c.start]
	if i := strings.LastIndexAny(text, ",;:.“\n"); i >= 0 && i+20 < len(text) {
		text = text[i:]
	}
	return text
}

// after is what stands behind a mention in its clause.
func (c context) after() string {
	text := c.text[c.end:]
	if i := strings.IndexAny(text, ";.\n"); i >= 0 {
		text = text[:i]
	}
	return text
}

var (
	planWords = re(`(?i)\b(will|would|may|might|could|should|shall|scheduled?|planned|plans?|due|set|expected?|tentatively|upcoming|nears?|ahead|until|by|(?:moved|postponed|delayed|shifted|adjourned|pushed(?: back)?|put (?:back|off)|brought forward) (?:to|for)|rescheduled|to (?:be|take|hold|start|begin|meet|open|travel|come|attend))\b`)
	pastWords = re(`(?i)\b(was|were|had|said|told|went|came|met|led|began|took|gave|held|sent|left|made|won|lost|fell|rose|spoke|wrote|\w+ed|since|ago|late on|earlier)\b`)
)

// plans tells whether the last word of a clause that has a tense is one of what
// is to come. "Planned" is both, and a plan.
func plans(clause string) bool {
	plan := lastOf(planWords, clause)
	return plan >= 0 && plan >= lastOf(pastWords, clause)
}

// tells tells whether it is one of what has been.
func tells(clause string) bool { return lastOf(pastWords, clause) > lastOf(planWords, clause) }

func lastOf(pattern *regexp.Regexp, text string) int {
	all := pattern.FindAllStringIndex(text, -1)
	if len(all) == 0 {
		return -1
	}
	return all[len(all)-1][0]
}
