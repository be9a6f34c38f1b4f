package discord

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/commands"
	"talksbot/internal/rag"
)

// book is the answer of a topic command, laid out in pages of which one is shown.
// The same answer gives the same pages, so that nothing has to be remembered
// between two of them.
type book struct {
	groups []rag.Grouping
	whole  bool // all points of one group are shown, in place of the foremost of all
	at     place
	days   string // the format of days
	pages  []page
	blank  page
	head   section
	foot   string
}

// place is where in an answer somebody reads. The zero place is its beginning.
type place struct {
	group int // from 1: all points of that group; 0 for all groups
	page  int // from 0
}

// page is what one message shows.
type page struct {
	leaves []leaf
	cited  []rag.Citation // marked on it, each once
	room   int            // what is left for fields
}

// leaf is a field: a group, or a part of one.
type leaf struct {
	group  int // its index
	name   string
	lines  []string
	points []rag.Point // marked in the lines
	left   int         // points that the page leaves out
}

// How much of a page, and of its lines, is filled.
const (
	fewGroups    = 6    // of which more is shown
	mostPageRoom = 4200 // units of fields, without the sources
	leastRoom    = 1200
	mostLine     = 360           // of a point where there are several groups
	mostWhole    = 700           // of a point where there is one
	maxRest      = 300           // of the field that says what the next pages hold
	mostLeaves   = maxFields - 2 // beside that one and the sources
)

// bookOf lays out an answer.
func bookOf(g commands.Grouped, notes []string, o occasion) *book {
	b := &book{groups: g.Groups, at: o.at, days: commands.DayFormat(g.Grouped), foot: groupedFoot(g) + " · revision " + o.revision(g.Answer)}
	b.head = section{title: g.Answer.Question(), asked: true, colour: blue, lines: aged(howAsked(g.Answer), o)}
	for _, n := range notes {
		b.head.lines = append(b.head.lines, small("%s", clipped(n, maxNote)))
	}
	if unshown := commands.Unshown(g); unshown != "" {
		b.head.lines = append(b.head.lines, small("%s", unshown))
	}
	b.blank = blank(b.head)
	if o.group != "" {
		b.at = place{group: slices.Index(keys(b.groups), o.group) + 1}
	}
	if b.at.group > len(b.groups) {
		b.at = place{}
	}
	b.whole = b.at.group > 0 || len(b.groups) == 1
	b.fill()
	b.at.page = min(b.at.page, len(b.pages)-1)
	return b
}

// above is what stands above the fields of the page.
func (b *book) above() section {
	s := b.head
	if len(b.pages) > 1 {
		s.lines = append(slices.Clip(s.lines), small("Page %d of %d", b.at.page+1, len(b.pages)))
	}
	return s
}

// page is the one that is shown, its citations in the order of their numbers.
func (b *book) page() page {
	p := b.pages[b.at.page]
	p.cited = slices.SortedFunc(slices.Values(p.cited), func(x, y rag.Citation) int { return x.N - y.N })
	return p
}

// fill makes the pages: with as many points of each group as fit on one page, or
// with the fewest that are fair on several.
func (b *book) fill() {
	if b.whole {
		b.fillWhole(max(0, b.at.group-1))
		return
	}
	few := len(b.groups) <= fewGroups && b.fillWith(3, 1)
	if !few && !b.fillWith(2, 1) {
		b.fillWith(1, len(b.groups))
	}
}

// fillWith shows so many points of each group, and both sides where two differ.
// It is false where that takes too many pages.
func (b *book) fillWith(points, pages int) bool {
	b.pages = []page{b.blank}
	for i, g := range b.groups {
		n := min(len(g.Points), max(points, sides(g)))
		b.put(func(p *page) leaf { return b.leaf(p, i, n) })
		if len(b.pages) > pages {
			return false
		}
	}
	return true
}

// leaf is a group with so many of its points.
func (b *book) leaf(p *page, group, n int) leaf {
	g := b.groups[group]
	l := leaf{group: group, name: b.name(g), points: foremost(g)[:n], left: len(g.Points) - n}
	room := min(mostLine, (maxFieldValue-len(menuHas(88888)))/n-1)
	above := map[string]int{} // the lines of what is quoted above, by their leads
	for _, point := range l.points {
		lead := pointLead(g, point, b.days)
		at, known := above[lead]
		switch {
		case !p.quotes(point):
			l.lines = append(l.lines, pointLine(lead, point, room))
		case known:
			l.lines[at] += markers(point)
		default:
			above[lead] = len(l.lines)
			l.lines = append(l.lines, lead+aboveMark+markers(point))
		}
	}
	if l.left > 0 {
		l.lines = append(l.lines, menuHas(l.left))
	}
	return l
}

// menuHas says how many points of a group are a choice away.
func menuHas(n int) string { return fmt.Sprintf("-# %d more in the menu below", n) }

// fillWhole shows all points of a group, in as many fields as they take.
func (b *book) fillWhole(group int) {
	b.pages = []page{b.blank}
	g := b.groups[group]
	l := leaf{group: group, name: b.name(g)}
	used, marks := 0, 0
	for _, point := range g.Points {
		text, more := pointLine(pointLead(g, point, b.days), point, mostWhole), min(len(point.Citations), mostMarkers)
		if used+length(text)+1 > maxFieldValue || marks+more > maxOptions {
			b.put(func(*page) leaf { return l })
			l, used, marks = leaf{group: group, name: clipped(g.Name, maxFieldName/2) + ", continued"}, 0, 0
		}
		l.lines, l.points = append(l.lines, text), append(l.points, point)
		used, marks = used+length(text)+1, marks+more
	}
	b.put(func(*page) leaf { return l })
}

func (b *book) name(g rag.Grouping) string {
	return clipped(strings.Join(groupHead(g), " · "), maxFieldName)
}

// blank is a page with nothing on it. What stands above the fields, and below
// them, is taken off.
func blank(head section) page {
	above := weight(head.embeds()[0]) + len("\n-# Page 888 of 888")
	return page{room: min(mostPageRoom, max(leastRoom, maxEmbedTotal-above-maxFieldValue-maxRest-footRoom))}
}

// put adds a leaf to the last page, or to a new one where it does not fit.
func (b *book) put(make func(*page) leaf) {
	last := &b.pages[len(b.pages)-1]
	if !last.add(make(last)) {
		b.pages = append(b.pages, b.blank)
		last = &b.pages[len(b.pages)-1]
		last.add(make(last))
	}
}

// add is false where a leaf does not fit. On an empty page every one does.
func (p *page) add(l leaf) bool {
	cited := p.cited
	for _, point := range l.points {
		for _, c := range point.Citations[:min(len(point.Citations), mostMarkers)] {
			if !marked(cited, c) {
				cited = append(cited[:len(cited):len(cited)], c)
			}
		}
	}
	room := p.room - length(l.name)
	for _, text := range l.lines {
		room -= length(text) + 1
	}
	if len(p.leaves) > 0 && (room < 0 || len(p.leaves) == mostLeaves || len(cited) > maxOptions) {
		return false
	}
	p.leaves, p.cited, p.room = append(p.leaves, l), cited, room
	return true
}

// quotes tells whether a point stands on the page already.
func (p *page) quotes(point rag.Point) bool { return marked(p.cited, point.Citations[0]) }

func marked(cited []rag.Citation, c rag.Citation) bool {
	for _, o := range cited {
		if o.N == c.N {
			return true
		}
	}
	return false
}

// rest is the field that names whom the next pages are about, nil where this is
// the last one.
func (b *book) rest() *discordgo.MessageEmbedField {
	var names []string
	known := map[string]bool{}
	for _, p := range b.pages[b.at.page+1:] {
		for _, l := range p.leaves {
			if name := b.groups[l.group].Name; !known[name] {
				known[name], names = true, append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	text, n := "", 0
	for n < len(names) {
		name := clipped(names[n], maxShownPublisher)
		if length(text)+length(name) >= maxRest-60 {
			break
		}
		text, n = text+name+", ", n+1
	}
	text = strings.TrimSuffix(text, ", ")
	if more := len(names) - n; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	where := "On the next pages"
	if b.at.page == len(b.pages)-2 {
		where = "On the next page"
	}
	return &discordgo.MessageEmbedField{Name: where, Value: text}
}

// keys name the groups in menus, whatever their places are when one is chosen: by
// name and matter, and how many there are of the same before it.
func keys(groups []rag.Grouping) []string {
	var keys []string
	nth := map[string]int{}
	for _, g := range groups {
		name := g.Name + "\x00" + g.About
		keys = append(keys, shortHash(name+"\x00"+strconv.Itoa(nth[name])))
		nth[name]++
	}
	return keys
}

// options are the groups of a page of which it leaves something out, for a menu.
func (b *book) options(p page) []discordgo.SelectMenuOption {
	var options []discordgo.SelectMenuOption
	keys := keys(b.groups)
	for _, l := range p.leaves {
		if l.left == 0 {
			continue
		}
		g := b.groups[l.group]
		name := g.Name
		if g.About != "" {
			name += " · " + g.About
		}
		options = append(options, discordgo.SelectMenuOption{
			Label: label(name, maxOption), Value: keys[l.group],
			Description: label(fmt.Sprintf("%s, %d of them not shown above", count(len(g.Points), "quote"), l.left), maxOption),
		})
	}
	return options
}
