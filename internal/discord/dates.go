package discord

import (
	"fmt"
	"time"

	"talksbot/internal/corpus"
)

// moment is the time that stands for a date: noon where only the day is known,
// so that the day is the same nearly everywhere.
func moment(d corpus.Date) time.Time {
	if d.HasClock() {
		return d.Time()
	}
	return d.Time().Add(12 * time.Hour)
}

// ago is a moment as Discord writes it for each reader: "3 days ago".
func ago(t time.Time) string { return fmt.Sprintf("<t:%d:R>", t.Unix()) }

// clock is a moment with day and time, in the zone of each reader.
func clock(t time.Time) string { return fmt.Sprintf("<t:%d:f>", t.Unix()) }

// day is a date, in the reader's own zone where its time is known.
func day(d corpus.Date) string {
	if d.HasClock() {
		return clock(d.Time())
	}
	return d.Day()
}

// published is when an article appeared, and how sure that is.
func published(a *corpus.Article) string {
	switch {
	case a.Published.IsZero():
		return "no date"
	case a.Inferred:
		return fmt.Sprintf("%s (%s, date inferred)", day(a.Published), ago(moment(a.Published)))
	}
	return fmt.Sprintf("%s (%s)", day(a.Published), ago(moment(a.Published)))
}

// newest is the latest date of the articles that are not after the limit, zero
// where none has a date.
func newest(articles []*corpus.Article, limit corpus.Date) corpus.Date {
	var latest corpus.Date
	for _, a := range articles {
		if a.Published.IsZero() || a.Published.After(limit) {
			continue
		}
		if latest.IsZero() || a.Published.Compare(latest) > 0 {
			latest = a.Published
		}
	}
	return latest
}

// warning says that the news are old, where they are: seen from the day that is
// asked about, or else from today.
func (o occasion) warning() (string, bool) {
	if o.snapshot == nil || o.stale <= 0 {
		return "", false
	}
	latest, from := newest(o.snapshot.Articles(), o.asOf), o.now
	if !o.asOf.IsZero() && moment(o.asOf).Before(from) {
		from = moment(o.asOf)
	}
	if latest.IsZero() || from.Sub(moment(latest)) <= o.stale {
		return "", false
	}
	return fmt.Sprintf("**⚠️ Old news:** the newest article is of %s (%s).", day(latest), ago(moment(latest))), true
}
