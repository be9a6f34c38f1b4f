package rag

import (
	"slices"
	"strings"

	"talksbot/internal/nearest"
	"talksbot/internal/rag/lexical"
)

// called is how an article calls somebody, and where: the words of a full name,
// or those that tell one office from another.
type called struct {
	quote quote
	words []string
}

// nameDifferences are the people whose full names or offices differ.
func (s *Snapshot) nameDifferences() []difference {
	var all []difference
	related := s.relatives()
	for _, f := range s.cast().figures {
		if len(f.names) < 2 && len(f.called) < 2 || !s.isPerson(f) {
			continue
		}
		all = append(all, calledDifferently(f.name, "name", f.names, otherName, related)...)
		all = append(all, calledDifferently(f.name, "office", f.called, otherOffice, related)...)
	}
	return all
}

// isPerson tells whether the collection shows a figure to be a person.
func (s *Snapshot) isPerson(f *figure) bool {
	if len(f.offices) > 0 {
		return true
	}
	i, ok := s.names.entityAt[strings.Join(f.words, " ")]
	return ok && s.names.entities[i].Kind == Person
}

// mostCalled is how many ways to call somebody are remembered.
const mostCalled = 12

// addCalled adds one of each, the newest.
func addCalled(all []called, c called) []called {
	for i, o := range all {
		if slices.Equal(o.words, c.words) {
			if newestFirst(c.quote.article.Published, o.quote.article.Published) < 0 {
				all[i] = c
			}
			return all
		}
	}
	if len(c.words) == 0 || len(all) >= mostCalled {
		return all
	}
	return append(all, c)
}

// calledDifferently are the pairs of the newest way to call somebody with the
// others, where they are in different articles and cannot both be meant.
func calledDifferently(name, about string, all []called, other func(a, b []string) string, related relatives) []difference {
	var out []difference
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b called) int {
		return newestFirst(a.quote.article.Published, b.quote.article.Published)
	})
	for _, c := range all[min(1, len(all)):] {
		how := other(all[0].words, c.words)
		if how == "" || all[0].quote.article == c.quote.article || !related.articles(all[0].quote.article, c.quote.article) || len(out) >= perHolder {
			continue
		}
		if how != spelled {
			how = howFar(all[0].quote.article, c.quote.article)
		}
		out = append(out, difference{
			name: name, about: about, how: how,
			newer: foundPoint{quotes: []quote{all[0].quote}}, older: foundPoint{quotes: []quote{c.quote}},
		})
	}
	return out
}

// otherName tells whether two full names are spelled differently: each has a word
// that the other has not, not even its initial, but one that is written nearly
// so.
func otherName(a, b []string) string {
	if len(a) != len(b) || !lacks(a, b) || !lacks(b, a) {
		return ""
	}
	for i, w := range a {
		if !spelledNear(w, b[i]) {
			return ""
		}
	}
	return spelled
}

// spelledNear tells whether a word is another but for at most a third of its
// letters, or for its vowels: "Volodymyr" and "Vladimir". Too few consonants say
// nothing: "Tony" and "Tanya" are two names.
func spelledNear(a, b string) bool {
	if sound := skeleton(a); len(sound) >= 4 && sound == skeleton(b) {
		return true
	}
	return 3*nearest.Distance(a, b) <= max(len(a), len(b))
}

func lacks(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool {
		return !slices.ContainsFunc(b, func(o string) bool {
			return o == w || (len(o) == 1 || len(w) == 1) && o[0] == w[0]
		})
	})
}

// officeKey is an office by what tells it from another: the stems of its words of
// office, of its field, and what limits it. Words of office come first.
func officeKey(office string) []string {
	var key []string
	for _, t := range lexical.Tokenize(office) {
		if t.Word == "of" || t.Word == "for" {
			break // "chief of the general staff"
		}
		if isOffice(t) || officeAdjectives[t.Word] {
			if !courtesies[t.Word] && !ranks[t.Word] {
				key = append(key, t.Stem)
			}
		}
	}
	slices.Sort(key)
	return slices.Compact(key)
}

var (
	// courtesies say nothing of what somebody does, and ranks little.
	courtesies = lexical.Set(`mr mrs ms miss dr prof professor sir lord lady dame saint rev reverend gen col capt maj lt sgt hon`)
	ranks      = lexical.Set(`top senior chief head leader special high`)
	// limits are what makes another office of one.
	limits = stemSet(`former deputy acting interim vice`)
	// duties are words of office that go with a field or a superior: of them
	// somebody has one at a time.
	duties = stemSet(`minister secretary commissioner director adviser advisor aide envoy ambassador spokesman spokeswoman spokesperson`)
	// fields are what offices are in charge of.
	fields = stemSet(`presidential foreign defence defense environment health education finance trade interior intelligence energy economic`)
	// alike are words for one duty.
	sameDuty = stemPairs(`advisor adviser spokesman spokesperson spokeswoman spokesperson presid president`)
)

func stemSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, t := range lexical.Tokenize(words) {
		set[t.Stem] = true
	}
	return set
}

func stemPairs(words string) map[string]string {
	pairs, tokens := map[string]string{}, lexical.Tokenize(words)
	for i := 0; i+1 < len(tokens); i += 2 {
		pairs[tokens[i].Stem] = tokens[i+1].Stem
	}
	return pairs
}

// otherOffice tells how two offices differ that one person cannot have at once:
// the same one with and without a limit ("former"), the same duty in another
// field, another duty in the same field. All else, somebody may have side by
// side.
func otherOffice(a, b []string) string {
	limitA, fieldA, dutyA := officeParts(a)
	limitB, fieldB, dutyB := officeParts(b)
	sameField, sameWork := fieldA == fieldB, dutyA == dutyB
	switch {
	case dutyA == "" || dutyB == "":
		return ""
	case sameField && sameWork && limitA != limitB:
		return contradicts
	case sameWork && fieldA != "" && fieldB != "" && !sameField && allDuties(dutyA):
		return contradicts
	case sameField && fieldA != "" && limitA == limitB && !sameWork && allDuties(dutyA) && allDuties(dutyB):
		return spelled
	}
	return ""
}

// officeParts are what limits an office, its field, and the duty itself.
func officeParts(key []string) (limit, field, duty string) {
	var l, f, d []string
	for _, w := range key {
		if same := sameDuty[w]; same != "" {
			w = same
		}
		switch {
		case limits[w]:
			l = append(l, w)
		case fields[w]:
			f = append(f, w)
		default:
			d = append(d, w)
		}
	}
	return strings.Join(l, " "), strings.Join(f, " "), strings.Join(slices.Compact(d), " ")
}

func allDuties(words string) bool {
	return !slices.ContainsFunc(strings.Fields(words), func(w string) bool { return !duties[w] })
}
