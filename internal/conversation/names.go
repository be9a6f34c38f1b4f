package conversation

import (
	"strings"
	"unicode"

	"talksbot/internal/rag/lexical"
	"talksbot/internal/world"
)

// name is a name in a text.
type name struct {
	span
	kind    Kind
	text    string     // as the articles write it, without a possessive ending
	country string     // of a Country, the country's usual name
	role    world.Role // of a Country
}

// findNames finds the runs of words that make a name: those in upper case, and
// those that the collection or the table of countries knows, in lower case too
// where the whole text is in lower case.
func (t *talk) findNames(m *text) []name {
	lower := !t.hasUpper(m)
	var found []name
	for i := 0; i < len(m.tokens); {
		if !t.begins(m, i, lower) || !m.dateAt(i).empty() {
			i++
			continue
		}
		to := i + 1
		for to < len(m.tokens) && !m.possessive(to-1) && m.joined(to) && t.continues(m, to, lower) {
			to++
		}
		found = append(found, t.split(m, span{i, to})...)
		i = to
	}
	return found
}

// hasUpper tells whether a text has words in upper case, the first one aside
// where it is no name.
func (t *talk) hasUpper(m *text) bool {
	for i, token := range m.tokens {
		if !token.Upper || token.Word == "i" {
			continue
		}
		if _, _, known := t.names.KnownName(token.Word); i > 0 || known && !token.Stop {
			return true
		}
	}
	return false
}

// begins tells whether a name may begin at the token.
func (t *talk) begins(m *text, i int, lower bool) bool {
	token := m.tokens[i]
	if token.Stop || token.Number {
		return false
	}
	_, _, known := t.names.KnownName(token.Word)
	switch {
	case token.Caps:
		return true
	case token.Upper && i > 0:
		return !common[token.Word]
	case token.Upper:
		return known || countryAt(m, i) > 0 || m.joined(1) && len(m.tokens) > 1 && m.tokens[1].Upper && !m.tokens[1].Stop || len(m.tokens) == 1
	}
	return lower && (known && !roles[token.Word] && !groups[token.Word] || countryAt(m, i) > 0)
}

func (t *talk) continues(m *text, i int, lower bool) bool {
	if t.begins(m, i, lower) && m.dateAt(i).empty() {
		return true
	}
	return particles[m.word(i)] && i+1 < len(m.tokens) && m.joined(i+1) && m.tokens[i-1].Upper && m.tokens[i+1].Upper
}

// joined tells whether nothing but a space or a hyphen stands before a token.
func (m *text) joined(i int) bool {
	if i == 0 || i >= len(m.tokens) {
		return false
	}
	between := m.raw[m.tokens[i-1].End:m.tokens[i].Start]
	return between == " " || between == "-" || between == ". " && m.tokens[i-1].End-m.tokens[i-1].Start <= 2
}

var (
	particles = set(`of de da di du del la le von van der den bin ibn al el ul`)
	common    = set(`i ok`)
)

// countryAt is how many tokens at i name a country, 0 for none.
func countryAt(m *text, i int) int {
	for to := min(len(m.tokens), i+world.MaxWords()); to > i; to-- {
		if _, _, ok := world.Find(words(m.tokens[i:to])); ok && (m.word(i) != "us" || m.tokens[i].Caps) {
			return to - i
		}
	}
	return 0
}

func words(tokens []lexical.Token) string {
	parts := make([]string, len(tokens))
	for i, t := range tokens {
		parts[i] = t.Word
	}
	return strings.Join(parts, " ")
}

// split makes names of a run of words: "Russian President Ann Lee" is a country
// and a person, for the office stands between the two.
func (t *talk) split(m *text, run span) []name {
	var found []name
	for i := run.from; i < run.to; {
		if n := countryAt(m, i); n > 0 && i+n <= run.to {
			_, _, whole := t.names.KnownName(words(m.tokens[i:run.to]))
			c, role, _ := world.Find(words(m.tokens[i : i+n]))
			if i+n == run.to || !whole && (role == world.Demonym || roles[m.word(i+n)]) || m.possessive(i+n-1) {
				found = append(found, name{span: span{i, i + n}, kind: Country, country: c.Name, role: role, text: spelled(m, span{i, i + n}, c, role)})
				i += n
				continue
			}
		}
		if roles[m.word(i)] && i+1 < run.to {
			i++
			continue
		}
		found = append(found, t.named(m, span{i, run.to}))
		break
	}
	return found
}

// spelled is a country's name or people as they are written.
func spelled(m *text, s span, c world.Country, role world.Role) string {
	raw := bare(m.cut(s))
	if m.tokens[s.from].Upper {
		return raw
	}
	lists := [][]string{append([]string{c.Name}, c.Aliases...), c.Demonyms, c.Capitals, c.Seats}
	for _, phrases := range lists {
		for _, p := range phrases {
			if strings.EqualFold(p, raw) {
				return p
			}
		}
	}
	return titled(raw)
}

// named is a name that is no country's.
func (t *talk) named(m *text, s span) name {
	raw := bare(m.cut(s))
	if spelling, kind, ok := t.names.KnownName(words(m.tokens[s.from:s.to])); ok {
		if m.tokens[s.from].Upper {
			spelling = raw
		}
		return name{span: s, kind: kind, text: spelling}
	}
	kind := Unsure
	if _, k, ok := t.names.KnownName(m.word(s.to - 1)); ok {
		kind = k
	}
	if m.tokens[s.from].Upper {
		return name{span: s, kind: kind, text: raw}
	}
	var parts []string
	for _, token := range m.tokens[s.from:s.to] {
		spelling, _, ok := t.names.KnownName(token.Word)
		if !ok {
			spelling = titled(m.raw[token.Start:token.End])
		}
		parts = append(parts, spelling)
	}
	return name{span: s, kind: kind, text: strings.Join(parts, " ")}
}

func titled(s string) string {
	begin := true
	return strings.Map(func(r rune) rune {
		up := begin
		begin = r == ' ' || r == '-'
		if up {
			return unicode.ToUpper(r)
		}
		return r
	}, s)
}

// nameAt is the name in which a token stands, nil for none.
func (m *text) nameAt(i int) *name {
	for k := range m.names {
		if m.names[k].holds(i) {
			return &m.names[k]
		}
	}
	return nil
}

// roles are nouns for one person by what they do; an office is one of them.
var roles = set(`president minister secretary chancellor premier senator governor mayor general colonel captain major
 lieutenant sergeant king queen prince princess pope bishop judge justice chairman chairwoman chair chief director
 ambassador envoy spokesman spokeswoman spokesperson adviser advisor aide coach manager ceo founder boss owner doctor
 professor sir lord lady commissioner congressman congresswoman representative deputy lawmaker leader analyst commander
 admiral inspector officer striker midfielder defender goalkeeper player candidate negotiator delegate rival opponent
 lawyer wife husband son daughter brother sister mother father partner successor predecessor agent`)

// groups are nouns for what acts as one although it is many.
var groups = set(`team party government parliament delegation company club side union army council board cabinet ministry
 commission committee court bank opposition police people voters allies fans shareholders ministers players members
 unions parties workers officials leaders`)
