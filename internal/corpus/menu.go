package corpus

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// dropMenus passes over menus: list items such as "Home/" and their
// neighbours, and lines such as "Home > World > Europe". A short line before
// the first of them, at the top, is the site's name.
func (p *page) dropMenus() {
	first := -1
	for i := 0; i < len(p.units); {
		run := p.listLength(i)
		n := p.menuLength(i, run)
		if n > 0 && first < 0 && p.isTop(i) {
			first = i
		}
		for j := i; j < i+n; j++ {
			p.drop(j)
		}
		i += max(n, run, 1)
	}
	if first <= 0 || first > 2 {
		return
	}
	if u := p.units[0]; u.kind == prose || u.kind == heading {
		if s := p.label(u); utf8.RuneCountInString(s) <= 50 && wordCount(s) <= 6 && !ended(s) {
			p.site = s
			p.drop(0)
		}
	}
}

// listLength is how many units from i on are list items.
func (p *page) listLength(i int) int {
	n := 0
	for i+n < len(p.units) && p.units[i+n].kind == item {
		n++
	}
	return n
}

// menuMax is the number of list items of the longest menu.
const menuMax = 60

// menuLength is how many units are a menu: the line i, or some of the list
// items that begin there.
func (p *page) menuLength(i, run int) int {
	u := p.units[i]
	if u.kind == prose && u.lines == 1 && p.isTop(i) && breadcrumb(p.label(u)) {
		return 1
	}
	if run == 0 || run > menuMax {
		return 0
	}
	labels := make([]string, run)
	for j := range labels {
		labels[j] = p.label(p.units[i+j])
	}
	if n := p.crumbs(labels, p.isTop(i)); n > 0 {
		return n
	}
	if navigation(labels) {
		return run
	}
	return 0
}

// crumbs is how many list items from the first on are a trail of places, such
// as "Home/", "Europe/" and the page's own title.
func (p *page) crumbs(labels []string, top bool) int {
	n := 0
	for n < len(labels) && wordCount(labels[n]) <= 3 && strings.HasSuffix(strings.TrimRight(labels[n], " "), trailMark(labels[n])) {
		n++
	}
	if n == 0 || !top && !navWords.MatchString(strings.TrimRight(labels[0], "/>»› ")) {
		return 0
	}
	if n < len(labels) && (wordCount(labels[n]) <= 3 || n+1 == len(labels)) {
		if wordCount(labels[n]) > 3 {
			p.crumb = labels[n]
		}
		n++
	}
	return n
}

// trailMark is the mark that ends a place in a trail, or something that no
// line ends in.
func trailMark(s string) string {
	if s != "" {
		for _, mark := range []string{"/", ">", "»", "›"} {
			if strings.HasSuffix(s, mark) {
				return mark
			}
		}
	}
	return "\n"
}

// navigation tells whether list items are a site's menu: all short, and at
// least two of them the usual words.
func navigation(labels []string) bool {
	known := 0
	for _, s := range labels {
		if wordCount(s) > 3 || ended(s) {
			return false
		}
		if navWords.MatchString(s) {
			known++
		}
	}
	return known >= 2 && known*3 >= len(labels)
}

var (
	navWords = alternatives(`home|home ?page|news|latest( news)?|world|politics|business|sports?|opinions?|videos?|culture|entertainment|tech|technology|lifestyle|health|science|log ?in|sign (in|up)|subscribe|about( us)?|contact( us)?|search|menu|newsletters?|privacy( policy)?|terms( of (use|service))?`)
	trail    = regexp.MustCompile(`\s*[>»›]\s*|\s+/\s+`)
)

// breadcrumb tells whether a line is a trail of places: "Home > World".
func breadcrumb(s string) bool {
	parts := trail.Split(s, -1)
	if len(parts) < 2 || utf8.RuneCountInString(s) > 200 {
		return false
	}
	home := strings.EqualFold(parts[0], "home") || strings.EqualFold(parts[0], "news")
	if !home && (len(parts) < 3 || strings.Contains(s, " / ") || ended(s)) {
		return false
	}
	for _, part := range parts[:len(parts)-1] {
		if wordCount(part) > 3 || !place.MatchString(part) {
			return false
		}
	}
	return true
}

// place matches the name of a part of a site: "World", "Arts & Culture".
var place = regexp.MustCompile(`^\p{Lu}\S*(?: (?:and|&|\p{Lu}\S*))*$`)

// headingStart tells whether a text begins with an upper-case letter.
func headingStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// isTop tells whether nothing of the article's prose stands before unit i.
func (p *page) isTop(i int) bool {
	return i < 20 && !slices.ContainsFunc(p.units[:i], func(u unit) bool {
		s := p.text[u.Start:u.End]
		return u.kind == prose && (utf8.RuneCountInString(s) > titleMax || ended(s) && wordCount(s) > 8)
	})
}
