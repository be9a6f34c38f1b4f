package support

import (
	"strconv"
	"strings"
	"time"

	"talksbot/internal/rag/lexical"
)

// day is a date as far as a sentence gives it.
type day struct {
	from, to          int
	year, month, date int // 0 where not given
	weekday           int // 1 for Monday to 7 for Sunday, 0 where not given
}

// findDays reads dates: "15 May", "May 15, 2025", "2025-05-15", "May 2025",
// "2022", "Thursday".
func (s *Sentence) findDays() {
	for i := 0; i < len(s.words); {
		d, ok := s.dayAt(i)
		if !ok {
			i++
			continue
		}
		for j := d.from; j < d.to; j++ {
			s.words[j].taken = true
		}
		s.days = append(s.days, d)
		i = d.to
	}
}

// dayAt reads the date that begins with a word, the longest there is.
func (s *Sentence) dayAt(i int) (day, bool) {
	d := day{from: i, to: i + 1}
	w := &s.words[i]
	if n := weekdays[w.Word]; n > 0 && w.Upper || n > 0 && len(w.Word) > 5 {
		d.weekday = n
		return d, true
	}
	if m := s.monthAt(i); m > 0 {
		d.month = m
		d.date, d.to = s.dateAfter(i + 1)
		d.year, d.to = s.yearAfter(d.to)
		if d.date == 0 && d.year == 0 && len(w.Word) < 4 && i+1 < len(s.words) && s.words[i+1].Upper && w.Word != "may" {
			return d, false // "Jan Koller"
		}
		return d, d.date > 0 || d.year > 0 || w.Word != "may" && w.Word != "march" || w.Upper && i > 0 || s.after(i, dayPrepositions)
	}
	if !w.Number {
		return d, false
	}
	if y, m, date, ok := s.isoAt(i); ok {
		return day{from: i, to: i + 3, year: y, month: m, date: date}, true
	}
	if n := dateOf(w.Word); n > 0 {
		at := i + 1
		if at < len(s.words) && s.words[at].Word == "of" {
			at++
		}
		if at < len(s.words) && s.gaps[at] == space && s.monthAt(at) > 0 {
			d.date, d.month = n, s.monthAt(at)
			d.year, d.to = s.yearAfter(at + 1)
			return d, true
		}
	}
	if y := yearOf(w.Word); y > 0 && !s.countsThings(i) {
		d.year = y
		return d, true
	}
	return d, false
}

func (s *Sentence) after(i int, words map[string]bool) bool { return i > 0 && words[s.words[i-1].Word] }

var dayPrepositions = lexical.Set(`in of on since until by last next this early late mid`)

// isoAt reads "2025-05-15".
func (s *Sentence) isoAt(i int) (year, month, date int, ok bool) {
	if i+2 >= len(s.words) || s.gaps[i+1] != hyphen || s.gaps[i+2] != hyphen {
		return 0, 0, 0, false
	}
	t, err := time.Parse(time.DateOnly, s.words[i].Word+"-"+s.words[i+1].Word+"-"+s.words[i+2].Word)
	if err != nil {
		return 0, 0, 0, false
	}
	return t.Year(), int(t.Month()), t.Day(), true
}

// monthAt is the month that a word names. "May" and "March" must be in upper
// case, and abbreviations too.
func (s *Sentence) monthAt(i int) int {
	w := &s.words[i]
	if w.Word == "may" && i == 0 && (len(s.words) < 2 || !s.words[1].Number) {
		return 0
	}
	if !w.Upper && (len(w.Word) < 6 || w.Word == "august") {
		return 0
	}
	return months[w.Word]
}

func (s *Sentence) dateAfter(i int) (int, int) {
	if i < len(s.words) && s.gaps[i] == space {
		if n := dateOf(s.words[i].Word); n > 0 {
			return n, i + 1
		}
	}
	return 0, i
}

func (s *Sentence) yearAfter(i int) (int, int) {
	if i < len(s.words) && s.gaps[i] <= comma {
		if y := yearOf(s.words[i].Word); y > 0 {
			return y, i + 1
		}
	}
	return 0, i
}

// dateOf is the day of a month: "15", "15th".
func dateOf(word string) int {
	for _, ending := range [...]string{"st", "nd", "rd", "th"} {
		word = strings.TrimSuffix(word, ending)
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 || n > 31 || len(word) > 2 {
		return 0
	}
	return n
}

// yearOf is a year in four digits.
func yearOf(word string) int {
	n, err := strconv.Atoi(word)
	if err != nil || len(word) != 4 || n < 1000 || n > 2199 {
		return 0
	}
	return n
}

// countsThings tells whether four digits count what follows: "1500 soldiers",
// but not "the 2022 talks": an amount has no article before it.
func (s *Sentence) countsThings(i int) bool {
	if i+1 >= len(s.words) || s.gaps[i+1] > space || s.words[i+1].Stop || s.words[i+1].Upper {
		return false
	}
	last := s.words[i+1].Word
	return strings.HasSuffix(last, "s") && (i == 0 || s.words[i-1].Word != "the") && !s.after(i, dayPrepositions)
}

// agreement is how two dates go together.
type agreement int

const (
	apart   agreement = iota // they have nothing in common to compare
	agree                    // they may be one, and have something in common
	collide                  // they cannot be one
)

// compare compares what two dates give. Where one gives a weekday and the other
// a date, the publication tells which date the weekday is.
func compare(a day, pa time.Time, b day, pb time.Time) agreement {
	if a.weekday > 0 && b.weekday > 0 {
		return verdict(a.weekday == b.weekday)
	}
	if a.weekday > 0 {
		return onWeekday(b, pb, a.weekday, pa)
	}
	if b.weekday > 0 {
		return onWeekday(a, pa, b.weekday, pb)
	}
	common := false
	for _, pair := range [...][2]int{{a.year, b.year}, {a.month, b.month}, {a.date, b.date}} {
		if pair[0] > 0 && pair[1] > 0 {
			if pair[0] != pair[1] {
				return collide
			}
			common = true
		}
	}
	if !common {
		return apart
	}
	return agree
}

func verdict(same bool) agreement {
	if same {
		return agree
	}
	return collide
}

// onWeekday compares a date with a weekday that is named in an article of some
// day: it is the last one before that day, or the next one.
func onWeekday(d day, near time.Time, weekday int, published time.Time) agreement {
	if d.month == 0 || d.date == 0 || published.IsZero() && near.IsZero() {
		return apart
	}
	if published.IsZero() {
		published = near
	}
	for offset := -6; offset <= 6; offset++ {
		t := published.AddDate(0, 0, offset)
		if (int(t.Weekday())+6)%7+1 == weekday && int(t.Month()) == d.month && t.Day() == d.date && (d.year == 0 || d.year == t.Year()) {
			return agree
		}
	}
	return collide
}

var weekdays = map[string]int{"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7}

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
	"sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}
