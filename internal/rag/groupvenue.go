package rag

import (
	"strings"

	"talksbot/internal/rag/lexical"
	"talksbot/internal/world"
)

// venue is where the subject of a command takes place, as far as the articles
// tell: "the talks in Oslo", "the Oslo talks".
type venue struct {
	places map[string]bool
}

func (v venue) has(place string) bool { return len(v.places) == 0 || v.places[place] }

// A place counts that is named with the subject more than once, and often enough
// beside the one named most often.
const venueShare = 0.05

// venueOf counts the places that stand with the subject.
func (g *grouper) venueOf(about map[string]bool) venue {
	v := venue{places: map[string]bool{}}
	counts, most := map[string]int{}, 0
	for doc := range g.having(about, lexical.Body) {
		p := &g.passages[doc]
		r := &sentence{spot: spot{passage: p}, text: p.Article.Quote(p.Span), tokens: g.index.Tokens(doc)}
		for i, t := range r.tokens {
			if !about[t.Stem] {
				continue
			}
			if name := g.placeOf(r, i); name != "" {
				counts[name]++
				most = max(most, counts[name])
			}
		}
	}
	for name, n := range counts {
		v.places[name] = n >= min(2, most) && float64(n) >= venueShare*float64(most)
	}
	return v
}

// placeOf is the place of the subject that stands at a token: right before it, or
// behind a word of place soon after it; "" for none.
func (g *grouper) placeOf(r *sentence, at int) string {
	for i := max(0, at-3); i < at; i++ {
		if to, name := g.placeAt(r, i); to == at {
			if _, role, ok := world.Find(name); !ok || role == world.Capital {
				return name
			}
		}
	}
	for i := at + 1; i < min(len(r.tokens)-1, at+6); i++ {
		if strings.ContainsAny(r.between(i), ",.;:") {
			break
		}
		if w := r.tokens[i].Word; w == "in" || w == "at" {
			if to, name := g.placeAt(r, i+1); to > 0 {
				return name
			}
		}
	}
	return ""
}

// placeAt is where a place ends that begins at a token, and its name; 0 where
// there is none.
func (g *grouper) placeAt(r *sentence, at int) (int, string) {
	if at >= len(r.tokens) || !r.tokens[at].Upper {
		return 0, ""
	}
	for to := min(len(r.tokens), at+world.MaxWords()); to > at; to-- {
		if c, role, ok := world.Find(phrase(r.tokens[at:to])); ok && (r.tokens[at].Word != "us" || r.tokens[at].Caps) {
			if role == world.Name || role == world.Demonym && to == at+1 && sameAsName(c, r.tokens[at]) {
				return to, c.Name
			}
			if role == world.Capital {
				return to, phrase(r.tokens[at:to])
			}
			return 0, ""
		}
	}
	for to := min(len(r.tokens), at+4); to > at; to-- {
		if e := g.names.entity(r.tokens[at:to]); e != nil {
			if e.Kind == Place && e.Country == "" {
				return to, strings.ToLower(e.Name)
			}
			return 0, ""
		}
	}
	return 0, ""
}

func sameAsName(c world.Country, t lexical.Token) bool { return strings.EqualFold(c.Name, t.Word) }

// elsewhere tells whether a cue is put in another place than that of the
// subject: "attended a meeting in Bergen".
func (v *clauseView) elsewhere(q cue) bool {
	if len(v.venue.places) == 0 {
		return false
	}
	for i := q.to; i < min(len(v.tokens)-1, q.to+8); i++ {
		if v.about[v.tokens[i].Stem] && !v.movedOn(i) || v.segments[i] != v.segments[q.to-1] {
			return false
		}
		if w := v.tokens[i].Word; w != "in" && w != "at" && w != "to" {
			continue
		}
		if to, name := v.placeAt(v.sentence, i+1); to > 0 {
			return !v.venue.has(name) && !v.leadsTo(to)
		}
	}
	return false
}

// movedOn tells whether the subject at a token is put in another place itself:
// "a meeting on strategy in Bergen".
func (v *clauseView) movedOn(at int) bool {
	name := v.placeOf(v.sentence, at)
	return name != "" && !v.venue.has(name)
}
