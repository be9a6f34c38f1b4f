package corpus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of the file, without the characters that end it and the
// white space around it.
type line struct {
	Span
	indent int // bytes of white space before it
}

// kind is what a unit is before it is decided whether it belongs to the
// article.
type kind int

const (
	prose   kind = iota
	item         // of a list, bulleted or numbered
	row          // of a table
	code         // between two fences
	heading      // marked as such
	skipped      // passed over
	ruled        // passed over without parting what stands around it
)

// unit is one or more lines that belong together: a paragraph, a list item, a
// heading, a table's row.
type unit struct {
	Span         // without marks and white space around it
	kind    kind // prose until something else is known
	heading string
	lines   int
	apart   bool // a blank line, or the top of the file, stands before it
}

// splitLines cuts the text from an offset on into lines.
func splitLines(text string, from int) []line {
	lines := make([]line, 0, strings.Count(text[from:], "\n")+1)
	for at := from; at < len(text); {
		end, next := len(text), len(text)
		if i := strings.IndexAny(text[at:], "\r\n"); i >= 0 {
			end, next = at+i, at+i+1
			if strings.HasPrefix(text[end:], "\r\n") {
				next++
			}
		}
		s := trim(text, Span{at, end})
		lines = append(lines, line{s, s.Start - at})
		at = next
	}
	return lines
}

// trim is a span without the white space at its two ends.
func trim(text string, s Span) Span {
	inner := strings.TrimLeftFunc(text[s.Start:s.End], blank)
	start := s.End - len(inner)
	return Span{start, start + len(strings.TrimRightFunc(inner, blank))}
}

// blank tells whether a rune takes no ink.
func blank(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' }

var (
	bulletMark  = regexp.MustCompile(`^[-*+•‣◦▪●∙·–][ \t\x{a0}]+`)
	numberMark  = regexp.MustCompile(`^\(?\d{1,3}[.)][ \t\x{a0}]+`)
	headingMark = regexp.MustCompile(`^#{1,6}[ \t]+`)
	quoteMark   = regexp.MustCompile(`^(?:>[ \t]?)+`)
	fenceMark   = regexp.MustCompile("^(`{3,}|~{3,})([^`]*)$")
	setextMark  = regexp.MustCompile(`^(?:=+|-{2,})$`)
	imageLine   = regexp.MustCompile(`^(?:\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?\s*)+$`)
	tagLine     = regexp.MustCompile(`^(?:</?[a-zA-Z][^<>]*>\s*)+$`)
)

// outliner groups lines into units.
type outliner struct {
	text   string
	lines  []line
	width  int // of the hard wrap in columns, 0 where lines are paragraphs
	units  []unit
	apart  bool            // a blank line stands before the line at hand
	futile map[string]bool // openings of which it is known that nothing closes them
}

// outline cuts the text from an offset on into units.
func outline(text string, from int) []unit {
	o := &outliner{text: text, lines: splitLines(text, from), apart: true, futile: map[string]bool{}}
	o.width = o.wrapWidth()
	for i := 0; i < len(o.lines); {
		i += o.take(i)
	}
	return o.units
}

func (o *outliner) str(i int) string { return o.text[o.lines[i].Start:o.lines[i].End] }

// take makes a unit of the line i, or adds the line to the unit before it. It
// returns how many lines it has used.
func (o *outliner) take(i int) int {
	s := o.str(i)
	switch {
	case s == "":
		o.apart = true
		return 1
	case fenceMark.MatchString(s):
		return o.takeCode(i)
	case strings.HasPrefix(s, "<!--"):
		n := o.closing(i, "-->", func(s string) bool { return strings.Contains(s, "-->") })
		if strings.Contains(s, "-->") && wordy(s[strings.Index(s, "-->"):]) {
			break // text follows on the same line
		}
		o.add(unit{Span: Span{o.lines[i].Start, o.lines[i+n].End}, kind: skipped})
		return n + 1
	case o.underlines(i):
		last := &o.units[len(o.units)-1]
		last.kind, last.heading = heading, label(o.text[last.Start:last.End])
		return 1
	}
	o.takeLine(i)
	return 1
}

// takeCode makes units of a fence and of the code up to the fence that closes
// it. Where none does, the fence alone is passed over.
func (o *outliner) takeCode(i int) int {
	mark := fenceMark.FindStringSubmatch(o.str(i))[1]
	n := o.closing(i, mark, func(s string) bool {
		return len(s) >= len(mark) && strings.Trim(s, mark[:1]) == ""
	})
	o.add(unit{Span: o.lines[i].Span, kind: skipped})
	if n == 0 {
		return 1
	}
	if n > 1 {
		inside := trim(o.text, Span{o.lines[i+1].Start, o.lines[i+n-1].End})
		o.add(unit{Span: inside, kind: code, lines: n - 1})
	}
	o.add(unit{Span: o.lines[i+n].Span, kind: skipped})
	return n + 1
}

// closing is how many lines after line i the first stands that closes what
// line i opens; 0 where none does. The mark names the kind of opening: a file
// of nothing but openings is searched once, not once for each.
func (o *outliner) closing(i int, mark string, closes func(string) bool) int {
	if o.futile[mark] {
		return 0
	}
	if mark == "-->" && closes(o.str(i)) {
		return 0
	}
	for n := 1; i+n < len(o.lines); n++ {
		if closes(o.str(i + n)) {
			return n
		}
	}
	o.futile[mark] = true
	return 0
}

// underlines tells whether the line i makes a heading of the line before it.
// A rule under a full sentence is a rule.
func (o *outliner) underlines(i int) bool {
	if i == 0 || o.apart || len(o.units) == 0 || !setextMark.MatchString(o.str(i)) {
		return false
	}
	last := o.units[len(o.units)-1]
	s := o.text[last.Start:last.End]
	return last.kind == prose && last.lines == 1 && utf8.RuneCountInString(s) <= 100 && !ended(s)
}

// takeLine makes a unit of a line of text, or adds it to the unit before it.
func (o *outliner) takeLine(i int) {
	u := o.classify(i)
	if u.kind == prose && o.continues(i, u) {
		last := &o.units[len(o.units)-1]
		last.End = u.End
		last.lines++
		return
	}
	o.add(u)
}

// add adds a unit. Of some there is nothing left without their marks.
func (o *outliner) add(u unit) {
	if u.kind < skipped && !wordy(o.text[u.Start:u.End]) {
		u.kind = skipped
	}
	u.apart = o.apart
	o.units = append(o.units, u)
	o.apart = false
}

// classify is the unit that a line makes by itself.
func (o *outliner) classify(i int) unit {
	u := unit{Span: o.lines[i].Span, lines: 1}
	u.Start += len(quoteMark.FindString(o.text[u.Start:u.End]))
	s := o.text[u.Start:u.End]
	switch {
	case strings.HasPrefix(s, "|"):
		u.kind = row
		if !wordy(s) {
			u.kind = ruled
		}
		inner := strings.Trim(s, "| \t")
		u.Start += strings.Index(s, inner)
		u.End = u.Start + len(inner)
	case !wordy(s), imageLine.MatchString(s), tagLine.MatchString(s):
		u.kind = skipped
	case headingMark.MatchString(s):
		u.kind = heading
		u.heading = label(s)
	case bulletMark.MatchString(s):
		u.kind = item
		u.Start += len(bulletMark.FindString(s))
	case numberMark.MatchString(s) && o.enumerates(i):
		u.kind = item
		u.Start += len(numberMark.FindString(s))
	}
	u.Span = trim(o.text, u.Span)
	return u
}

// enumerates tells whether a number at the beginning of line i counts an item.
// In wrapped text it may as well be the day of a date that the line before
// began.
func (o *outliner) enumerates(i int) bool {
	if o.width == 0 || o.apart || len(o.units) == 0 {
		return true
	}
	last := o.units[len(o.units)-1]
	s := o.text[last.Start:last.End]
	return last.kind != prose || ended(s) || strings.HasSuffix(s, ":")
}

// continues tells whether the line i goes on with the unit before it.
func (o *outliner) continues(i int, u unit) bool {
	if o.apart || i == 0 || len(o.units) == 0 {
		return false
	}
	last := o.units[len(o.units)-1]
	if last.kind != prose && last.kind != item {
		return false
	}
	before, s := o.str(i-1), o.text[u.Start:u.End]
	if o.width > 0 {
		return !o.deliberate(before, s)
	}
	// Where lines are paragraphs, one that is broken off in the middle of a
	// sentence still goes on in the next.
	return startsLower(s) && !ended(before) && !strings.HasSuffix(before, ":")
}

// deliberate tells whether a line break in wrapped text ends a paragraph: the
// next line's first word would have fitted, and the line is a full sentence or
// looks like a heading.
func (o *outliner) deliberate(before, next string) bool {
	word, _, _ := strings.Cut(next, " ")
	width := utf8.RuneCountInString(before)
	if width+1+utf8.RuneCountInString(word) > o.width-wrapSlack {
		return false
	}
	return ended(before) || width < o.width*6/10 && !startsLower(next) && headingLike(label(before))
}

const (
	wrapMin   = 45  // columns of the shortest line that looks wrapped
	wrapMax   = 110 // columns of the longest
	wrapLong  = 120 // columns of a line that was surely not wrapped
	wrapSlack = 10  // columns that a wrapped line may fall short by
)

// wrapWidth is the width in columns that the lines are wrapped at, or 0 where
// each line is a paragraph. Wrapped text has lines of similar width, most of
// them break off in the middle of a sentence, and the next goes on in lower
// case.
func (o *outliner) wrapWidth() int {
	var all, long, inner, fitting, open, lower, widest int
	for i := range o.lines {
		s := o.str(i)
		if !textual(s) {
			continue
		}
		all++
		width := utf8.RuneCountInString(s)
		if width > wrapLong {
			long++
			continue
		}
		if i+1 == len(o.lines) || !textual(o.str(i+1)) || bulletMark.MatchString(o.str(i+1)) {
			continue
		}
		inner++
		if wrapMin <= width && width <= wrapMax {
			fitting++
			widest = max(widest, width)
		}
		if !ended(s) {
			open++
			if startsLower(o.str(i + 1)) {
				lower++
			}
		}
	}
	if inner == 0 || long*20 > all || fitting*10 < inner*7 || open*2 < inner || lower*10 < open*4 {
		return 0
	}
	return widest
}

// textual tells whether a line looks like prose or a list item.
func textual(s string) bool {
	return wordy(s) && !headingMark.MatchString(s) && s[0] != '|' && s[0] != '<' && !fenceMark.MatchString(s)
}

// startsLower tells whether the first character of a text is a lower-case
// letter.
func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(quoteMark.ReplaceAllString(s, ""))
	return unicode.IsLower(r)
}

// closers are the quotes and brackets that may follow the mark which ends a
// sentence.
const closers = "\"'”’»)]}*_"

// ended tells whether a text ends like a sentence.
func ended(s string) bool {
	s = strings.TrimRight(s, closers+" ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…", r)
}
