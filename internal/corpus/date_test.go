package corpus

import (
	"strings"
	"testing"
)

func TestParseDate(t *testing.T) {
	for _, test := range []struct {
		in, want, failure string
	}{
		{in: "2025-05-13", want: "2025-05-13"},
		{in: " 2025-05-13\t", want: "2025-05-13"},
		{in: "2025-05-13T18:00:00+03:00", want: "2025-05-13T18:00:00+03:00"},
		{in: "2025-05-13T18:00+03:00", want: "2025-05-13T18:00:00+03:00"},
		{in: "2025-05-13 18:00Z", want: "2025-05-13T18:00:00Z"},
		{in: "2025-05-13T18:00", failure: "no zone"},
		{in: "2025-05-13 18:00:00", failure: "no zone"},
		{in: "2025-02-30", failure: "not a date"},
		{in: "13 May 2025", failure: "not a date"},
		{in: "", failure: "not a date"},
	} {
		date, err := ParseDate(test.in)
		if test.failure != "" {
			if err == nil || !strings.Contains(err.Error(), test.failure) {
				t.Errorf("ParseDate(%q): error %v, want one with %q", test.in, err, test.failure)
			}
			continue
		}
		if err != nil || date.String() != test.want {
			t.Errorf("ParseDate(%q) = %s, %v, want %s", test.in, date, err, test.want)
		}
	}
}

// date is a date that is known to be well written; "" is the unknown one.
func date(t *testing.T, s string) Date {
	t.Helper()
	if s == "" {
		return Date{}
	}
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDateOrder(t *testing.T) {
	for _, test := range []struct {
		a, b    string
		compare int
		after   bool // a after b
	}{
		{"2025-05-13", "2025-05-14", -1, false},
		{"2025-05-14", "2025-05-13", 1, true},
		{"2025-05-13", "2025-05-13", 0, false},
		{"2025-05-13T20:00Z", "2025-05-13", 1, false},
		{"2025-05-14T01:00+03:00", "2025-05-13", 1, true}, // 22:00 UTC, yet the 14th where it appeared
		{"2025-05-13T20:00+03:00", "2025-05-13T18:00Z", -1, false},
		{"2025-05-13T20:00Z", "2025-05-13T18:00Z", 1, true},
		{"", "2025-05-13", 1, false},
		{"2025-05-13", "", -1, false},
		{"", "", 0, false},
	} {
		a, b := date(t, test.a), date(t, test.b)
		if got := a.Compare(b); got != test.compare {
			t.Errorf("%q.Compare(%q) = %d, want %d", test.a, test.b, got, test.compare)
		}
		if got := a.After(b); got != test.after {
			t.Errorf("%q.After(%q) = %t, want %t", test.a, test.b, got, test.after)
		}
	}
}

func TestDateDay(t *testing.T) {
	if got := date(t, "2025-05-03T20:00+03:00").Day(); got != "3 May 2025" {
		t.Errorf("Day() = %q", got)
	}
	if got := (Date{}).Day() + (Date{}).String(); got != "" {
		t.Errorf("the zero date prints %q", got)
	}
}
