package corpus

import (
	"fmt"
	"strings"
	"time"
)

// Date is a day, or a day and a time of day with its zone. The zero Date means
// that no date is known.
type Date struct {
	t     time.Time
	clock bool // a time of day is known
}

// ParseDate reads "2025-05-13", or RFC 3339 with a zone such as
// "2025-05-13T18:00:00+03:00"; the seconds may be left out and a space may
// stand for the T.
func ParseDate(s string) (Date, error) {
	s = strings.TrimSpace(s)
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return Date{t: t}, nil
	}
	withT := strings.Replace(s, " ", "T", 1)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, withT); err == nil {
			return Date{t: t, clock: true}, nil
		}
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if _, err := time.Parse(layout, withT); err == nil {
			return Date{}, fmt.Errorf("%q has a time but no zone: write it as %s+03:00 or %sZ", s, withT, withT)
		}
	}
	return Date{}, fmt.Errorf("%q is not a date: write it as 2025-05-13 or 2025-05-13T18:00:00+03:00", s)
}

// IsZero tells whether no date is known.
func (d Date) IsZero() bool { return d.t.IsZero() }

// Time is the moment, midnight UTC where only the day is known.
func (d Date) Time() time.Time { return d.t }

// HasClock tells whether a time of day is known.
func (d Date) HasClock() bool { return d.clock }

// String gives RFC 3339: a date, or date and time, and "" for the zero Date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.clock:
		return d.t.Format(time.RFC3339)
	}
	return d.t.Format(time.DateOnly)
}

// Day is the date as a person writes it, without the time: "13 May 2025", and
// "" for the zero Date.
func (d Date) Day() string {
	if d.IsZero() {
		return ""
	}
	return d.t.Format("2 January 2006")
}

// Compare orders by time, with -1, 0 or 1; a day without a time stands at its
// midnight UTC, and an unknown date after all others.
func (d Date) Compare(other Date) int {
	switch {
	case d.IsZero() && other.IsZero():
		return 0
	case d.IsZero():
		return 1
	case other.IsZero():
		return -1
	}
	return d.t.Compare(other.t)
}

// After tells whether d is known to be later than the limit. Where either of
// the two is a day without a time, days are compared, each in its own zone: an
// article of 13 May is not after "13 May", at whatever hour it appeared.
func (d Date) After(limit Date) bool {
	if d.IsZero() || limit.IsZero() {
		return false
	}
	if d.clock && limit.clock {
		return d.t.After(limit.t)
	}
	return d.t.Format(time.DateOnly) > limit.t.Format(time.DateOnly)
}
