package rag

import (
	"cmp"
	"maps"
	"slices"
	"sort"
	"strings"

	"talksbot/internal/corpus"
	"talksbot/internal/rag/lexical"
)

// names are the proper names of a collection, told from other words by the way
// the articles write them: upper case in the middle of sentences.
type names struct {
	words    map[string]*nameWord // by folded word
	entries  []*Name
	byWord   map[string][]*Name  // the names in which a folded word stands
	byPhrase map[string]*Name    // by their folded words
	office   map[string][]string // last name → the countries whose offices stand before it

	entities []Entity
	entityAt map[string]int // folded words of a spelling → its place in entities
	mixed    float64        // share of the articles that the most widespread entity is not in
}

// Name is a person, organisation or place of the collection.
type Name struct {
	Text   string   // the spelling that stands in the articles most often
	Words  []string // folded
	person int      // evidence that it is a person, minus evidence that it is not
}

// Person tells whether the articles use the name as that of a person.
func (n *Name) Person() bool { return n.person > 0 }

// nameWord counts how the articles write a word.
type nameWord struct{ upper, upperFirst, lower int }

// isName is true for a word written in upper case inside sentences at least as
// often as in lower case.
func (w *nameWord) isName() bool {
	return w != nil && w.upper > 0 && w.upper >= w.lower
}

// has tells whether a folded word is, or is part of, a name of the collection.
func (n *names) has(word string) bool { return n.words[word].isName() }

// mention is a name in a text, as tokens [From, To), and the office that stands
// before it, as tokens [Office, From).
type mention struct {
	Office, From, To int
}

func findNames(s *Snapshot) *names {
	n := &names{words: map[string]*nameWord{}, byWord: map[string][]*Name{}, byPhrase: map[string]*Name{}, office: map[string][]string{}}
	for doc := range s.passages {
		n.countWords(s, doc)
	}
	given := remembered(s.options.Kin.givenName)
	forms := map[string]*form{}
	for doc, p := range s.passages {
		text, tokens := p.Article.Quote(p.Span), s.index.Tokens(doc)
		for _, m := range n.mentions(text, tokens) {
			n.addOffice(tokens[m.To-1].Word, tokens[m.Office:m.From])
			addForm(forms, &p, text, tokens, m, personEvidence(text, tokens, m, given))
		}
	}
	all := slices.Collect(maps.Values(forms))
	n.enter(all)
	n.entities = mergeForms(all)
	n.entityAt = placesOf(n.entities)
	n.mixed = mixed(n.entities, len(s.articles))
	return n
}

// remembered is a function that computes each of its values once.
func remembered(f func(string) bool) func(string) bool {
	known := map[string]bool{}
	return func(x string) bool {
		y, ok := known[x]
		if !ok {
			y = f(x)
			known[x] = y
		}
		return y
	}
}

// addForm counts a mention under its spelling.
func addForm(forms map[string]*form, p *corpus.Passage, text string, tokens []lexical.Token, m mention, person int) {
	spelled := plain(text[tokens[m.From].Start:tokens[m.To-1].End])
	f := forms[spelled]
	if f == nil {
		f = &form{text: spelled, offices: map[string]int{}, articles: map[string]bool{}}
		for _, t := range tokens[m.From:m.To] {
			f.words = append(f.words, t.Word)
		}
		forms[spelled] = f
	}
	f.count++
	f.person += person
	f.articles[p.Article.ID] = true
	if m.Office < m.From {
		f.offices[plain(text[tokens[m.Office].Start:tokens[m.From-1].End])]++
	} else if m.From > 0 && places[tokens[m.From-1].Word] {
		f.place++
	}
}

// enter makes a Name of the forms that are one in folded words.
func (n *names) enter(forms []*form) {
	slices.SortFunc(forms, func(a, b *form) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.text, b.text))
	})
	for _, f := range forms {
		key := strings.Join(f.words, " ")
		name := n.byPhrase[key]
		if name == nil { // the most frequent spelling comes first
			name = &Name{Text: f.text, Words: f.words}
			n.byPhrase[key] = name
			n.entries = append(n.entries, name)
		}
		name.person += f.person
	}
	slices.SortFunc(n.entries, func(a, b *Name) int { return cmp.Compare(a.Text, b.Text) })
	n.link()
}

// plain is a name or an office on one line, without the possessive.
func plain(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return strings.TrimSuffix(strings.TrimSuffix(text, "'s"), "’s")
}

// countWords counts how a passage writes its words. The first word of a
// sentence says nothing: it is in upper case anyhow.
func (n *names) countWords(s *Snapshot, doc int) {
	starts := map[int]bool{}
	p, tokens := &s.passages[doc], s.index.Tokens(doc)
	for _, sentence := range p.Sentences {
		starts[firstToken(tokens, sentence.Start-p.Start)] = true
	}
	for i, t := range tokens {
		if t.Number {
			continue
		}
		w := n.words[t.Word]
		if w == nil {
			w = &nameWord{}
			n.words[t.Word] = w
		}
		switch {
		case !t.Upper:
			w.lower++
		case starts[i]:
			w.upperFirst++
		default:
			w.upper++
		}
	}
}

// firstToken is the place of the first token that begins at or after the byte.
func firstToken(tokens []lexical.Token, at int) int {
	return sort.Search(len(tokens), func(i int) bool { return tokens[i].Start >= at })
}

// mentions finds the names in a text. An office in apposition belongs to the
// name that follows: "the Foreign Minister, Ann Lee".
func (n *names) mentions(text string, tokens []lexical.Token) []mention {
	var found []mention
	apposed := -1 // where an office begins whose holder may follow
	for i := 0; i < len(tokens); {
		if !n.begins(tokens[i]) {
			i++
			continue
		}
		end := i + 1
		for end < len(tokens) && n.continues(text, tokens, end) {
			end++
		}
		for !n.begins(tokens[end-1]) {
			end--
		}
		m := splitOffice(text, tokens, i, end)
		if apposed >= 0 && m.From == i && m.Office == i && text[tokens[i-1].End:tokens[i].Start] == ", " {
			m.Office = apposed
		}
		apposed = -1
		if m.From < m.To {
			found = append(found, m)
		} else {
			apposed = m.Office
		}
		i = end
	}
	return found
}

func (n *names) begins(t lexical.Token) bool {
	return t.Upper && !t.Stop && n.has(t.Word)
}

// continues tells whether the token at i goes on with the name before it. A
// possessive ends a name, a full stop only shortens a word of two letters.
func (n *names) continues(text string, tokens []lexical.Token, i int) bool {
	last := tokens[i-1]
	switch between := text[last.End:tokens[i].Start]; between {
	case " ", "-", "\n":
		if possessive(text, last) {
			return false
		}
	case ". ":
		if last.End-last.Start > 2 {
			return false
		}
	default:
		return false
	}
	if n.begins(tokens[i]) {
		return true
	}
	if tokens[i].Word == "of" && !isOffice(last) && !institutions[last.Stem] {
		return false // Ann Lee of Ruritania, not the Bank of Ruritania
	}
	return particles[tokens[i].Word] && i+1 < len(tokens) && n.begins(tokens[i+1])
}

// particles stand in lower case within names.
var particles = lexical.Set(`of de da di du del la le von van der den bin ibn al el ul`)

// splitOffice parts "Deputy Foreign Minister Ann Lee" into office and name: the
// office ends with the last word that names one, or with "of State" after it.
// It may begin in lower case: "military intelligence chief Ann Lee". From is To
// where there is an office alone.
func splitOffice(text string, tokens []lexical.Token, from, to int) mention {
	for i := to - 1; i >= from; i-- {
		if !isOffice(tokens[i]) || i == to-1 && i > from && alsoNames[tokens[i].Word] {
			continue
		}
		after := i + 1
		if after+1 < to && tokens[after].Word == "of" {
			after += 2
		}
		return mention{Office: from, From: after, To: to}
	}
	return mention{Office: officeBefore(text, tokens, from), From: from, To: to}
}

func isOffice(t lexical.Token) bool { return offices[t.Stem] || offices[t.Word] }

// officeBefore is where an office in lower case begins that stands right before
// a name, or in upper case at the beginning of a sentence; the name's own place
// where there is none.
func officeBefore(text string, tokens []lexical.Token, from int) int {
	at := from - 1
	if at < 0 || !isOffice(tokens[at]) || text[tokens[at].End:tokens[from].Start] != " " {
		return from
	}
	for at > 0 && from-at < 3 && !tokens[at-1].Stop && !tokens[at-1].Number && text[tokens[at-1].End:tokens[at].Start] == " " {
		at--
	}
	return at
}

// alsoNames are offices that people are called by, too.
var alsoNames = lexical.Set(`king prince bishop judge justice coach major forward striker saint page dean`)

// offices are words that stand before a person's name, as words or stems.
var offices = lexical.Set(`president presid minist minister secretary secretari chancellor premier senator governor mayor
 general gen colonel col captain capt major lieutenant lt sergeant king queen prince princess pope bishop archbishop
 judge justice chairman chairwoman chair chief director ambassador envoy spokesman spokeswoman spokesperson adviser
 advisor aide coach manager ceo founder dr mr mrs ms miss professor prof sir lord lady dame commissioner congressman
 congresswoman representative rep sen gov deputy lawmaker leader analyst commander admiral inspector detective officer
 emperor sheikh ayatollah sultan imam rabbi reverend rev saint striker midfielder defender goalkeeper forward actor actress`)

// personEvidence is what one mention says about its being a person: above 0
// for, below 0 against.
func personEvidence(text string, tokens []lexical.Token, m mention, given func(word string) bool) int {
	score := 0
	if m.Office < m.From {
		score += 2
	}
	for _, t := range tokens[m.From:m.To] {
		if institutions[t.Stem] || landforms[t.Stem] || t.Caps {
			score -= 3
		}
	}
	if m.To-m.From > 1 && given(tokens[m.From].Word) {
		score++
	}
	if m.To < len(tokens) && speech[tokens[m.To].Stem] && text[tokens[m.To-1].End:tokens[m.To].Start] == " " {
		score++
	}
	if apposedOffice(text, tokens, m.To) {
		score += 2
	}
	if m.From == 0 || m.Office < m.From {
		return score
	}
	switch before := tokens[m.From-1].Word; {
	case before == "to" && m.From > 1 && tokens[m.From-2].Word == "according":
		score++
	case places[before] || before == "the":
		score -= 2
	}
	return score
}

// apposedOffice tells whether an office follows a name, set off by a comma:
// "Ann Lee, spokeswoman of the ministry".
func apposedOffice(text string, tokens []lexical.Token, to int) bool {
	if to >= len(tokens) || !strings.HasPrefix(text[tokens[to-1].End:], ", ") {
		return false
	}
	for i := to; i < min(to+4, len(tokens)); i++ {
		if isOffice(tokens[i]) {
			return true
		}
		if i > to && text[tokens[i-1].End:tokens[i].Start] != " " {
			return false
		}
	}
	return false
}

var (
	institutions = lexical.Set(`council ministri hous union court guardian post time agenc
 parti parliament senat committe organ associ compani group bank univers institut school leagu cup club team guild compani inc ltd corp corpor network news press journal
 foundat fund market forum summit confer treati agreement act law war`)
	landforms = lexical.Set(`street east west north south park river sea ocean mountain island citi state unit republ kingdom
 coast bay lake valley peninsula`)
	places = lexical.Set(`in at near from to towards across around outside inside into via`)
	speech = lexical.Set(`say said tell told add ad warn argu claim insist declar announc confirm state stress suggest explain
 deni reject accus call urg demand note believ think ask repli hint vow promis pledg`)
)

// link gives a surname that stands alone the evidence of the full names it ends.
func (n *names) link() {
	for _, e := range n.entries {
		for _, w := range e.Words {
			n.byWord[w] = append(n.byWord[w], e)
		}
	}
	for _, short := range n.entries {
		if len(short.Words) != 1 {
			continue
		}
		own := short.person
		for _, full := range n.byWord[short.Words[0]] {
			if len(full.Words) > 1 && full.Words[len(full.Words)-1] == short.Words[0] {
				short.person += full.person
				full.person += own
			}
		}
	}
}

// named is the entry of a mention, nil where there is none.
func (n *names) named(tokens []lexical.Token) *Name { return n.byPhrase[phrase(tokens)] }

// solePerson tells whether a mention is the full name of a person whose surname
// the articles give nobody else.
func (n *names) solePerson(tokens []lexical.Token) bool {
	last := tokens[len(tokens)-1].Word
	full, isFull := n.entityAt[phrase(tokens)]
	alone, isAlone := n.entityAt[last]
	if !isFull || !isAlone || full != alone || n.entities[full].Kind != Person {
		return false
	}
	return !slices.ContainsFunc(n.byWord[last], func(other *Name) bool {
		at, ok := n.entityAt[strings.Join(other.Words, " ")]
		return ok && at != full && other.last() == last
	})
}

// belongs is how well a person stands for a country, by the offices the articles
// give: whoever they call "Ruritanian President" speaks for Ruritania.
func (n *names) belongs(w *queryWord, word string) float64 {
	if w.country != "" && slices.Contains(n.office[word], w.country) {
		return ownPerson
	}
	return 0
}

// addOffice keeps the countries that stand in the office before a last name.
func (n *names) addOffice(last string, office []lexical.Token) {
	for _, c := range countriesIn(office, nil) {
		if !slices.Contains(n.office[last], c.name) {
			n.office[last] = append(n.office[last], c.name)
		}
	}
}
