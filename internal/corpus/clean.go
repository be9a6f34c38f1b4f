package corpus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// page is a file's body on its way from units to blocks.
type page struct {
	text   string
	units  []unit
	site   string // the name that stands before the menu, "" where none
	crumb  string // the title that ends the menu, "" where none
	source string // what the line "Source: X" at the end names, "" where none
}

// readBody finds title and publisher where the front matter has not given
// them, and the article's blocks.
func (a *Article) readBody(body int) {
	p := &page{text: a.Text, units: outline(a.Text, body)}
	p.dropMenus()
	p.dropSource()
	p.dropFurniture()
	if a.Title == "" {
		a.Title = p.findTitle()
	}
	p.dropTitle(a.Title)
	if a.Title == "" {
		a.Title = titleOfName(a.ID)
	}
	a.setSource(p)
	p.markHeadings()
	a.Blocks = p.blocks()
}

// setSource takes over publisher and address where the front matter has none.
func (a *Article) setSource(p *page) {
	if strings.HasPrefix(p.source, "http://") || strings.HasPrefix(p.source, "https://") {
		if a.URL == "" {
			a.URL = p.source
		}
		p.source = ""
	}
	for _, name := range []string{p.source, p.site} {
		if a.Publisher == "" {
			a.Publisher = name
		}
	}
}

func (p *page) label(u unit) string { return label(p.text[u.Start:u.End]) }

// drop passes a unit over.
func (p *page) drop(i int) { p.units[i].kind = skipped }

// next is the index of the first unit from i on that is not passed over, or
// the number of units.
func (p *page) next(i int) int {
	for i < len(p.units) && p.units[i].kind >= skipped {
		i++
	}
	return i
}

// blocks are the units that are left, under their headings.
func (p *page) blocks() []Block {
	var blocks []Block
	under, gap := "", false
	for _, u := range p.units {
		switch u.kind {
		case ruled:
		case skipped:
			gap = true
		case heading:
			under, gap = u.heading, true
		default:
			blocks = append(blocks, Block{Span: u.Span, Heading: under, Gap: gap && len(blocks) > 0})
			gap = false
		}
	}
	return blocks
}

// markHeadings makes headings of the plain lines that look like one and stand
// before a paragraph or a list. Of several such lines in a row none is a
// heading: they are a list without bullets, or a poem.
func (p *page) markHeadings() {
	marked := make([]bool, len(p.units))
	for i, u := range p.units {
		if u.kind != prose || u.lines > 1 || !headingLike(p.label(u)) {
			continue
		}
		after := p.next(i + 1)
		if after == len(p.units) || !p.underHeading(p.units[after]) {
			continue
		}
		if i > 0 && !u.apart && p.units[i-1].kind == prose && headingLike(p.label(p.units[i-1])) {
			continue
		}
		marked[i] = true
	}
	for i := range p.units {
		if marked[i] {
			p.units[i].kind, p.units[i].heading = heading, p.label(p.units[i])
		}
	}
}

// underHeading tells whether a unit is something that stands under a heading.
func (p *page) underHeading(u unit) bool {
	s := p.text[u.Start:u.End]
	return u.kind == item || u.kind == row || u.kind == code ||
		u.kind == prose && (ended(s) || utf8.RuneCountInString(s) >= 80 || u.lines > 1)
}

// headingLike tells whether a line without a mark looks like a heading: short,
// no punctuation at its end, beginning in upper case, and either in title case
// or of few words.
func headingLike(s string) bool {
	words := strings.Fields(s)
	if n := utf8.RuneCountInString(s); n < 3 || n > 90 || len(words) > 14 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "“\"‘'("))
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, closers))
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) || strings.ContainsRune(".!?…:;,-–—", last) {
		return false
	}
	if strings.ContainsAny(s, "{}=<>|\\•·") || !mostlyLetters(s) {
		return false
	}
	return len(words) <= 8 || titleCase(words)
}

// mostlyLetters tells whether a line is words rather than numbers or code.
func mostlyLetters(s string) bool {
	letters, others := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsLetter(r):
			letters++
		case !unicode.IsSpace(r):
			others++
		}
	}
	return letters >= 3 && letters > 2*others
}

// titleCase tells whether most of the longer words begin in upper case.
func titleCase(words []string) bool {
	long, upper := 0, 0
	for _, w := range words {
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		long++
		if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "“\"‘'(")); !unicode.IsLower(r) {
			upper++
		}
	}
	return upper*10 >= long*6
}

var (
	linkMark     = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
	emphasisMark = regexp.MustCompile(`^[*_]{1,3}(.*?)[*_]{1,3}$`)
)

// label is a text as one plain line: without the marks of a heading, of links
// and of emphasis around the whole, with single spaces, and without characters
// that cannot be printed. It is for titles and headings and for comparing
// lines; the text itself is never changed.
func label(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return blank(r) || unicode.IsControl(r) }), " ")
	s = strings.Map(func(r rune) rune {
		if r != ' ' && !unicode.IsGraphic(r) {
			return -1
		}
		return r
	}, s)
	if mark := headingMark.FindString(s); mark != "" {
		s = strings.TrimRight(s[len(mark):], "# ")
	}
	s = linkMark.ReplaceAllString(s, "$1")
	s = emphasisMark.ReplaceAllString(s, "$1")
	return strings.TrimSpace(s)
}

// sameLine tells whether two lines say the same: case, the shape of quotes and
// spacing do not count.
func sameLine(a, b string) bool { return strings.EqualFold(plainQuotes(a), plainQuotes(b)) }

func plainQuotes(s string) string { return straight.Replace(label(s)) }

// straight turns typographic quotes and dashes into those of a typewriter.
var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-")

// wordCount is the number of words in a line.
func wordCount(s string) int { return len(strings.Fields(s)) }

// dropSource passes over a line such as "Source: X" near the end and keeps
// what it names.
func (p *page) dropSource() {
	seen := 0
	for i := len(p.units) - 1; i >= 0 && seen < 3; i-- {
		if p.units[i].kind >= skipped {
			continue
		}
		seen++
		if m := sourceLine.FindStringSubmatch(p.label(p.units[i])); m != nil {
			p.source = strings.Trim(m[1], " *_")
			p.drop(i)
			return
		}
	}
}

var sourceLine = regexp.MustCompile(`(?i)^[*_(\[]*(?:source|via|originally published (?:in|by|on))[*_]*\s*:\s*[*_]*([^.]{2,60}|https?://\S+|\S+\.\S+)[)\]*_]*$`)
