package days_test

import (
	"strings"
	"testing"
	"time"

	"talksbot/internal/days"
)

// tuesday is 13 May 2025, thursday 15 May.
func at(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return t
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ published, text, want string }{
		{"2025-05-13", "Talks are tentatively planned for Thursday in Oslo.", "2025-05-15"},
		{"2024-09-02", "A meeting of all sides is planned for Friday in Oslo.", "2024-09-06"},
		{"2024-09-02", "The meeting was moved to Saturday.", "2024-09-07"},
		{"2024-09-02", "The vote has been postponed to Thursday; Lee was told on Friday.", "2024-09-05 2024-08-30"},
		{"2025-05-13", "Lee first proposed the talks on Sunday, to restart them.", "2025-05-11"},
		{"2025-05-13", "Berg told the paper on Tuesday that Lee may take part in the talks on Thursday.", "2025-05-13 2025-05-15"},
		{"2025-05-13", "On Monday, Lee hinted that she might join.", "2025-05-12"},
		{"2025-05-15", "Late on Wednesday, however, the palace announced it.", "2025-05-14"},
		{"2025-05-15", "The talks were due on Thursday, but have been postponed.", "2025-05-15"},
		{"2025-05-15", "Lee hinted that she may come “on Friday” if it goes well.", "2025-05-16"},
		{"2025-05-14", "As the meeting on Thursday nears, both prepare.", "2025-05-15"},
		{"2025-05-15", "Lee will not attend Thursday's talks.", "2025-05-15"},
		{"2025-05-15", "It was to be held on May 15 in Oslo.", "2025-05-15"},
		{"2025-01-03", "They met on 28 December and on 5 January.", "2024-12-28 2025-01-05"},
		{"2025-05-15", "The war began in February 2022, and in 2014 before.", "2022-02 2014"},
		{"2025-05-15", "Yesterday it rained, tomorrow it will not.", "2025-05-14 2025-05-16"},
		{"2025-05-15", "He left two days ago; she comes next week.", "2025-05-13 2025-W21"},
		{"2025-05-15", "Next Monday they meet, last Thursday they did.", "2025-05-19 2025-05-08"},
		{"2025-05-15", "On 30 February nothing happened; on 2025-02-29 neither.", ""},
		{"", "Yesterday, on Friday, on 5 March; on 5 March 2024.", "2024-03-05"},
		{"2025-05-15", "May I say that March and August are months?", ""},
	} {
		var published time.Time
		if c.published != "" {
			published = at(c.published)
		}
		var got []string
		for _, m := range days.Find(c.text, published) {
			got = append(got, m.Key())
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s %q: %v, want %s", c.published, c.text, got, c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{"on Thursday", "May 15, 2025", "31 February 2024", "9999-12-31", "two weeks ago", "\xff tomorrow", "in 0000", "the weekend"} {
		f.Add(seed, int64(1747100000))
	}
	f.Fuzz(func(t *testing.T, text string, unix int64) {
		last := 0
		for _, m := range days.Find(text, time.Unix(unix%(1<<36), 0)) {
			if m.Start < last || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("%q: [%d:%d) after %d", text, m.Start, m.End, last)
			}
			last = m.End
			if m.Last().Before(m.First) || m.String() == "" || m.Key() == "" {
				t.Fatalf("%q: %v", text, m)
			}
		}
	})
}
