package rag

import (
	"slices"
	"strings"

	"talksbot/internal/rag/lexical"
	"talksbot/internal/world"
)

// member is one of those asked for, as a sentence names it.
type member struct {
	name  string  // the entity's or the country's
	worth float64 // 1, or less where it may be something else
}

// maybe is what a name is worth that may be one of those asked for.
const maybe = 0.4

// membersIn are the members that a sentence names, each once.
func (r *roll) membersIn(e *evidence) []member {
	var all []member
	add := func(name string, worth float64) {
		if worth > 0 && !slices.ContainsFunc(all, func(m member) bool { return m.name == name }) {
			all = append(all, member{name, worth})
		}
	}
	if r.asked == countries {
		for _, c := range e.countries {
			if c.role != world.Capital && !r.query.namesCountry(c.name) {
				add(c.name, worth(!e.inOffice(c), true))
			}
		}
		return all
	}
	for _, m := range e.names {
		entity := r.names.entity(e.tokens[m.From:m.To])
		if entity == nil || r.query.has(e.tokens[m.To-1].Word) || !r.counts(e, m) {
			continue
		}
		if r.asked == people && entity.Kind == Organisation && !e.opensWith(m) {
			continue
		}
		add(identity(entity), r.worth(entity))
	}
	return all
}

// identity is a name by its sounds: whoever is called "Vladimir Kowalsky" in one
// article and "Volodymyr Kowalski" in another is one to a list.
func identity(e *Entity) string {
	if e.Kind != Person {
		return e.Name
	}
	var b strings.Builder
	for _, t := range lexical.Tokenize(e.Name) {
		b.WriteString(skeleton(t.Word) + " ")
	}
	return b.String()
}

// opensWith tells whether a sentence begins with a mention that is neither a part
// of an office nor of who says something: an organisation that acts stands so.
func (e *evidence) opensWith(m mention) bool {
	return m.From < opening && !slices.ContainsFunc(e.tokens[m.To:min(len(e.tokens), m.To+3)], func(t lexical.Token) bool {
		return isOffice(t) || speech[t.Stem]
	})
}

// inOffice tells whether a country only says whose president somebody is.
func (e *evidence) inOffice(c country) bool {
	return slices.ContainsFunc(e.names, func(m mention) bool { return m.Office <= c.from && c.to <= m.From })
}

// namesCountry tells whether the question names a country.
func (q *query) namesCountry(country string) bool {
	return slices.ContainsFunc(q.words, func(w *queryWord) bool { return w.country == country })
}

// counts tells whether a mention may be of one of those asked for. Where an
// office alone is asked for, whoever holds it is one, whatever the sentence says.
func (r *roll) counts(e *evidence, m mention) bool {
	if isRole(r.noun) {
		return r.holds(e, m) && (r.verb < 0 || !r.standsBy(e, m))
	}
	return !r.standsBy(e, m) && r.doesThere(e, m)
}

// doesThere tells whether what is asked about stands in the same clause as a
// mention, as far as a conjunction parts them: in "Lee stayed until Berg called"
// Berg does not stay.
func (r *roll) doesThere(e *evidence, m mention) bool {
	if r.verb < 0 || e.hits[r.verb] < sceneShare {
		return true
	}
	from, to := 0, len(e.tokens)
	for i, t := range e.tokens {
		switch {
		case !conjunctions[t.Word]:
		case i < m.From:
			from = i
		default:
			to = min(to, i)
		}
	}
	return slices.ContainsFunc(e.tokens[from:to], func(t lexical.Token) bool {
		return !t.Stop && r.kinship(r.query, r.query.words[r.verb], t) >= sceneShare
	})
}

// conjunctions begin a clause with somebody else who acts in it.
var conjunctions = lexical.Set(`until because after before although though while whereas unless if when once`)

// standsBy tells whether a mention stands in a sentence without doing anything
// in it: as the owner of something ("Lee's office"), or as the source of what is
// said ("according to the agent Lee", "Lee, the mayor's aide, said").
func (r *roll) standsBy(e *evidence, m mention) bool {
	text := e.passage.Article.Quote(e.passage.Span)
	if possessive(text, e.tokens[m.To-1]) {
		return true
	}
	for i := max(1, m.Office-3); i < m.Office; i++ {
		if e.tokens[i].Word == "to" && e.tokens[i-1].Word == "according" {
			between := text[e.tokens[i].Start:e.tokens[m.Office].Start]
			return !strings.Contains(between, ",") || isOffice(e.tokens[m.Office-1]) // the mayor, Lee
		}
	}
	if r.query.onlyTells(e, m) && !e.tellsOfSelf(m) {
		return true
	}
	after := e.apposed(m)
	return after > m.To && after < len(e.tokens) && speech[e.tokens[after].Stem]
}

// tellsOfSelf tells whether somebody speaks of what he does himself: "Lee said
// that she will attend".
func (e *evidence) tellsOfSelf(m mention) bool {
	return slices.ContainsFunc(e.tokens[m.To:min(len(e.tokens), m.To+4)], func(t lexical.Token) bool {
		return t.Word == "he" || t.Word == "she" || t.Word == "they"
	})
}

// isRole tells whether a noun, in the plural or not, is that of an office.
func isRole(noun lexical.Token) bool {
	return isOffice(noun) || offices[strings.TrimSuffix(noun.Word, "s")]
}

// holds tells whether a mention is of somebody who has the office asked for,
// before the name or behind it.
func (r *roll) holds(e *evidence, m mention) bool {
	return slices.ContainsFunc(e.tokens[m.Office:max(m.To, e.apposed(m))], func(t lexical.Token) bool {
		return t.Stem == r.noun.Stem || oneRoot(t.Stem, r.noun.Stem)
	})
}

// apposed is the token behind what is said of a mention between commas, and 0
// where nothing is.
func (e *evidence) apposed(m mention) int {
	text := e.passage.Article.Quote(e.passage.Span)
	if !strings.HasPrefix(text[e.tokens[m.To-1].End:], ", ") {
		return 0
	}
	for i := m.To + 1; i < len(e.tokens); i++ {
		if !strings.HasPrefix(text[e.tokens[i-1].End:], " ") {
			return i
		}
	}
	return len(e.tokens)
}

// worth is how surely an entity is one of those asked for, 0..1. Texts that name
// somebody once often leave open what the name is of.
func (r *roll) worth(e *Entity) float64 {
	unsure := e.Kind == Other || e.Kind == Place && e.Country == ""
	switch r.asked {
	case people:
		return worth(e.Kind == Person, e.Kind == Organisation || e.Kind == Other && strings.Contains(e.Name, " "))
	case bodies:
		return worth(e.Kind == Organisation, unsure)
	case towns:
		return worth(e.Kind == Place && (e.Country == "" || isCapital(e.Name)), e.Kind == Other)
	}
	return worth(e.Kind == Place, e.Kind == Other)
}

func worth(sure, perhaps bool) float64 {
	switch {
	case sure:
		return 1
	case perhaps:
		return maybe
	}
	return 0
}

func isCapital(name string) bool {
	_, role, _ := world.Find(name)
	return role == world.Capital
}

// entity is that of a name, nil where there is none.
func (n *names) entity(tokens []lexical.Token) *Entity {
	if i, ok := n.entityAt[phrase(tokens)]; ok {
		return &n.entities[i]
	}
	return nil
}

// placesOf finds entities by the folded words of their spellings.
func placesOf(entities []Entity) map[string]int {
	at := map[string]int{}
	for i, e := range entities {
		for _, spelling := range e.Spellings {
			at[phrase(lexical.Tokenize(spelling))] = i
		}
	}
	return at
}
