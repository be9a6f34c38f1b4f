package rag

import (
	"cmp"
	"slices"
	"strings"

	"talksbot/internal/nearest"
	"talksbot/internal/rag/lexical"
	"talksbot/internal/world"
)

// EntityKind tells what a name is the name of.
type EntityKind string

// The kinds of entities, as far as the texts tell them.
const (
	Person       EntityKind = "person"
	Organisation EntityKind = "organisation"
	Place        EntityKind = "place"
	Other        EntityKind = "other"
)

// Entity is somebody or something that the collection names, under all the
// names it has there: "Zelensky", "Zelenskyy" and "Volodymyr Zelenskyy" are one.
type Entity struct {
	Name      string     // the fullest spelling, of those the one found most often
	Kind      EntityKind // as far as the texts tell
	Spellings []string   // all of them, the most frequent first
	Offices   []string   // what stands before the name: "Foreign Minister", the most frequent first
	Country   string     // that the offices name, or that the place is or leads to; "" where unknown
	Mentions  int        // in all articles
	Articles  []string   // the IDs of those that have it, in alphabetical order
}

// Entities are those of the collection, the most often mentioned first.
func (s *Snapshot) Entities() []Entity { return s.names.entities }

// form is one spelling of a name with what the texts say of it.
type form struct {
	text     string
	words    []string // folded
	count    int
	person   int // evidence for a person, minus evidence against
	place    int // mentions behind a word of place
	offices  map[string]int
	articles map[string]bool

	country string // that it leads to, "" for none
	role    world.Role
}

// key is the same for forms that may be of one entity: the country they lead
// to, or the sound of their last word.
func (f *form) key() string {
	if f.country != "" {
		return "country " + f.country
	}
	return skeleton(f.words[len(f.words)-1])
}

// mergeForms joins the forms that name one entity. The longest forms come first,
// so that a surname finds the full name it belongs to.
func mergeForms(forms []*form) []Entity {
	slices.SortFunc(forms, func(a, b *form) int {
		return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(b.count, a.count), cmp.Compare(a.text, b.text))
	})
	var groups [][]*form
	near := map[string][]int{} // key → places in groups
	for _, f := range forms {
		c, role, _ := world.Find(f.text)
		f.country, f.role = c.Name, role
		best := -1
		for _, i := range near[f.key()] {
			if belongsTo(f, groups[i]) && (best < 0 || mentions(groups[i]) > mentions(groups[best])) {
				best = i
			}
		}
		if best >= 0 {
			groups[best] = append(groups[best], f)
			continue
		}
		near[f.key()] = append(near[f.key()], len(groups))
		groups = append(groups, []*form{f})
	}
	entities := make([]Entity, 0, len(groups))
	for _, g := range groups {
		if e := entityOf(g); e.Name != "" {
			entities = append(entities, e)
		}
	}
	slices.SortFunc(entities, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.Name, b.Name))
	})
	return entities
}

func mentions(group []*form) int {
	n := 0
	for _, f := range group {
		n += f.count
	}
	return n
}

// belongsTo tells whether a form names what a group names.
func belongsTo(f *form, group []*form) bool {
	return slices.ContainsFunc(group, func(g *form) bool { return sameEntity(f, g) })
}

// sameEntity tells whether two forms, the second no shorter, are of one name: a
// country and its people, spellings of one word, a surname and a full name, or
// full names that differ in spelling alone.
func sameEntity(f, g *form) bool {
	if f.country != "" || g.country != "" {
		return f.country == g.country && (f.role == g.role || f.role <= world.Demonym && g.role <= world.Demonym)
	}
	switch {
	case len(f.words) == len(g.words):
		return alikeWords(f.words, g.words)
	case len(f.words) == 1 && len(g.words) <= 4:
		return g.person+f.person > 0 && f.person >= 0 && spelledAlike(f.words[0], g.words[len(g.words)-1])
	}
	return false
}

func alikeWords(a, b []string) bool {
	for i := range a {
		if !spelledAlike(a[i], b[i]) {
			return false
		}
	}
	return true
}

// spelledAlike tells whether two folded words are spellings of one name, as
// transliterations differ: "zelensky" and "zelenskyy", "alexander" and
// "aleksandr". Short words must be equal: "Iran" is not "Iraq".
func spelledAlike(a, b string) bool {
	if a == b {
		return true
	}
	if min(len(a), len(b)) < 5 || a[0] != b[0] && !(vowel(a[0]) && vowel(b[0])) {
		return false
	}
	return skeleton(a) == skeleton(b) && nearest.Distance(a, b) <= 3
}

func vowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

// entityOf makes the entity of a group. It has no name where the group is a day
// or a month.
func entityOf(group []*form) Entity {
	e := Entity{Mentions: mentions(group)}
	offices, articles := map[string]int{}, map[string]bool{}
	person, place := 0, 0
	for _, f := range group {
		if len(f.words) == 1 && calendar[f.words[0]] {
			return Entity{}
		}
		person, place = person+f.person, place+f.place
		for o, n := range f.offices {
			offices[o] += n
		}
		for id := range f.articles {
			articles[id] = true
		}
	}
	e.Name = fullest(group)
	e.Spellings = spellings(group)
	e.Offices = byCount(offices)
	for id := range articles {
		e.Articles = append(e.Articles, id)
	}
	slices.Sort(e.Articles)
	e.Kind, e.Country = kindOfEntity(e, person, place)
	return e
}

func kindOfEntity(e Entity, person, place int) (EntityKind, string) {
	if c, role, ok := world.Find(e.Name); ok {
		if role == world.Seat {
			return Organisation, c.Name
		}
		return Place, c.Name
	}
	words := lexical.Tokenize(e.Name)
	institution := slices.ContainsFunc(words, func(t lexical.Token) bool { return institutions[t.Stem] || t.Caps })
	switch {
	case person > 0 && !institution:
		return Person, countryOf(e.Offices)
	case institution:
		return Organisation, ""
	case slices.ContainsFunc(words, func(t lexical.Token) bool { return landforms[t.Stem] }):
		return Place, ""
	case place > 0 && 5*place >= e.Mentions:
		return Place, ""
	}
	return Other, ""
}

// countryOf is the country that an office names, of the first that names one.
func countryOf(offices []string) string {
	for _, o := range offices {
		if found := countriesIn(lexical.Tokenize(o), nil); len(found) > 0 {
			return found[0].name
		}
	}
	return ""
}

// fullest is the longest name of a group in words, and of those the most
// frequent. A country is called by its name, not by its people.
func fullest(group []*form) string {
	best := group[0]
	for _, f := range group {
		if cmp.Or(cmp.Compare(best.role, f.role), cmp.Compare(len(f.words), len(best.words)), cmp.Compare(f.count, best.count)) > 0 {
			best = f
		}
	}
	return best.text
}

func spellings(group []*form) []string {
	counts := map[string]int{}
	for _, f := range group {
		counts[f.text] += f.count
	}
	return byCount(counts)
}

// byCount are the keys, the most frequent first, ties in alphabetical order.
func byCount(counts map[string]int) []string {
	keys := make([]string, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return keys
}

// calendar are the days and months, which are written like names.
var calendar = lexical.Set(`monday tuesday wednesday thursday friday saturday sunday january february march april may
 june july august september october november december`)

// mixed tells how far articles are about unrelated matters: 0 where one entity
// is in all of them, near 1 where none is in more than a few.
func mixed(entities []Entity, articles int) float64 {
	most := 1
	for _, e := range entities {
		most = max(most, len(e.Articles))
	}
	return 1 - float64(most)/float64(max(1, articles))
}
