package conversation

import "strings"

var (
	weekdays = set(`monday tuesday wednesday thursday friday saturday sunday`)
	months   = set(`january february march april june july august september october november december`)
	days     = set(`today yesterday tomorrow tonight`)
	units    = set(`week month year weekend night morning evening season summer winter spring autumn`)
	whichOne = set(`last next this that early late mid`)
)

// dateAt is the run of tokens at i that names a time, empty for none.
func (m *text) dateAt(i int) span {
	to := i
	word := m.word(i)
	switch {
	case days[word]:
		to = i + 1
	case whichOne[word] && (weekdays[m.word(i+1)] || units[m.word(i+1)] || m.month(i+1)):
		to = i + 2
	case weekdays[strings.TrimSuffix(word, "s")]:
		to = i + 1
		if units[m.word(to)] {
			to++
		}
	case m.month(i):
		to = i + 1
		if m.number(to) {
			to++
		}
	case m.number(i) && m.month(i+1):
		to = i + 2
	case m.year(i):
		to = i + 1
	}
	if to > i && m.year(to) && (m.month(to-1) || m.number(to-1) && m.month(to-2)) {
		to++
	}
	return span{i, to}
}

// month tells whether a token is a month; "may" needs a number or upper case.
func (m *text) month(i int) bool {
	if m.word(i) == "may" {
		return m.tokens[i].Upper && (i > 0 || len(m.tokens) == 1) || m.number(i+1) || m.number(i-1)
	}
	return months[m.word(i)]
}

func (m *text) number(i int) bool { return i >= 0 && i < len(m.tokens) && m.tokens[i].Number }

func (m *text) year(i int) bool {
	w := m.word(i)
	return len(w) == 4 && m.number(i) && (strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20"))
}

// dates are the times that a text names.
func (m *text) dates() []span {
	var found []span
	for i := 0; i < len(m.tokens); {
		if run := m.dateAt(i); !run.empty() {
			found = append(found, run)
			i = run.to
			continue
		}
		i++
	}
	return found
}

// beforeDate is the preposition that a time takes, "" for none.
func (m *text) beforeDate(s span) string {
	switch {
	case days[m.word(s.from)] || whichOne[m.word(s.from)]:
		return ""
	case weekdays[strings.TrimSuffix(m.word(s.from), "s")]:
		return "on"
	case m.month(s.from) && s.to-s.from > 1 && !m.year(s.from+1):
		return "on"
	case m.number(s.from) && m.month(s.from+1):
		return "on"
	}
	return "in"
}
