package rag

import (
	"cmp"
	"slices"
	"strings"

	"talksbot/internal/rag/lexical"
	"talksbot/internal/world"
)

// cast are the people of a collection, each under all of their spellings.
type cast struct {
	figures []*figure
	byForm  map[string]*figure // folded words of a form → who it is
	byName  map[string]*figure // the first of each name
	last    map[string]bool    // the last words of full names; nil until they are known
	kin     *Kin
	known   map[string]bool // of first words, whether they are given names; complete once last is
}

// figure is one person.
type figure struct {
	name     string   // the fullest spelling, of those the most frequent
	words    []string // of the name, folded
	country  string   // that the offices name, "" for none
	offices  []string // the most frequent first
	forms    map[string]int
	mentions int

	names   []called       // in full, one of each way to write it
	called  []called       // by office, one of each
	counted map[string]int // offices
	nations map[string]int // countries that offices and delegations give
}

// named is a person's name as it stands in a text, before it is known whose it
// is.
type named struct {
	words  []string
	text   string
	office string
	nation string
	count  int
	quote  quote
	short  bool
}

// newCast finds the people. Where a sentence begins with a given name, that is
// part of the name: the names of the collection leave it out, because the first
// word of a sentence is in upper case anyhow.
func newCast(s *Snapshot) *cast {
	c := &cast{byForm: map[string]*figure{}, byName: map[string]*figure{}, kin: s.options.Kin, known: map[string]bool{}}
	var all []*named
	last := map[string]bool{}
	for doc, p := range s.passages {
		text, tokens := p.Article.Quote(p.Span), s.index.Tokens(doc)
		for _, sentence := range p.Sentences {
			in := tokens[firstToken(tokens, sentence.Start-p.Start):firstToken(tokens, sentence.End-p.Start)]
			for _, m := range c.mentions(s, text, in, s.names.mentions(text, in)) {
				n := nameAt(text, in, m)
				n.quote, n.short = quote{p.Article, sentence}, c.short(s, in, m)
				last[n.words[len(n.words)-1]] = last[n.words[len(n.words)-1]] || len(n.words) > 1
				all = append(all, n)
			}
		}
	}
	c.last = last
	all = slices.DeleteFunc(all, func(n *named) bool { return n.short && !c.last[n.words[0]] })
	forms := map[string]*named{}
	for _, n := range all {
		if f := forms[n.text]; f != nil {
			f.count++
		} else {
			forms[n.text] = &named{words: n.words, text: n.text, count: 1}
		}
	}
	c.merge(forms)
	for _, n := range all {
		c.byForm[strings.Join(n.words, " ")].add(n)
	}
	for _, f := range c.figures {
		f.settle()
		if c.byName[f.name] == nil {
			c.byName[f.name] = f
		}
	}
	return c
}

// given tells whether a word is a given name. It remembers while the people are
// being found, and only reads once they are: then many ask at a time.
func (c *cast) given(word string) bool {
	is, ok := c.known[word]
	if !ok {
		is = c.kin.givenName(word)
		if c.last == nil {
			c.known[word] = is
		}
	}
	return is
}

// mentions are those of people, each with a given name that begins the sentence.
func (c *cast) mentions(s *Snapshot, text string, tokens []lexical.Token, found []mention) []mention {
	var people []mention
	for _, m := range found {
		e := s.names.entity(tokens[m.From:m.To])
		long := m
		if first := beforeParticles(tokens, m.From); first == 0 && m.Office == m.From && c.opensName(s, text, tokens, 0) {
			long.From, long.Office = 0, 0
		}
		if long.From >= 2 && long.To-long.From > 2 && tokens[long.From-1].Word == "of" && isOffice(tokens[long.From-2]) {
			long.From++ // "Secretary of State Ann Lee" at the beginning of a sentence
			long.Office = long.From - 3
		}
		long.Office = c.trimmed(tokens, withOffice(text, tokens, long))
		for long.Office > 0 && long.Office < long.From && officeAdjectives[tokens[long.Office-1].Word] && text[tokens[long.Office-1].End:tokens[long.Office].Start] == " " {
			long.Office-- // "Labour Minister" at the beginning of a sentence
		}
		full := long.To-long.From > 1
		switch {
		case e != nil && (e.Kind == Organisation || e.Country != "" && e.Kind != Person):
		case e != nil && e.Kind == Person, full && c.given(tokens[long.From].Word), long.From != m.From, long.Office < long.From,
			full && (e == nil || e.Kind == Other):
			people = append(people, long)
		case c.short(s, tokens, long) && (c.last == nil || c.last[tokens[long.From].Word]):
			people = append(people, long)
		}
	}
	return people
}

// short tells whether a mention is one word which is not known to be of a person,
// and is one if a full name ends with it.
func (c *cast) short(s *Snapshot, tokens []lexical.Token, m mention) bool {
	if m.To-m.From != 1 || m.Office < m.From || m.From > 0 && determiners[tokens[m.From-1].Word] {
		return false
	}
	e := s.names.entity(tokens[m.From:m.To])
	return e != nil && e.Kind == Other && e.Country == ""
}

// withOffice is a mention with an office in lower case that a comma parts from
// it: "the environment minister, Ann Lee".
func withOffice(text string, tokens []lexical.Token, m mention) mention {
	if m.Office < m.From || m.From == 0 || !isOffice(tokens[m.From-1]) || text[tokens[m.From-1].End:tokens[m.From].Start] != ", " {
		return m
	}
	for m.Office = m.From - 1; m.Office > 0 && officeAdjectives[tokens[m.Office-1].Word]; m.Office-- {
	}
	return m
}

// beforeParticles is the token before a name and its particles: "Ursula" in
// "Ursula von der Leyen"; -1 for none.
func beforeParticles(tokens []lexical.Token, from int) int {
	i := from - 1
	for i > 0 && particles[tokens[i].Word] && tokens[i].Word != "of" && !tokens[i].Upper {
		i--
	}
	return i
}

// opensName tells whether the first token of a sentence is a given name before
// the name behind it.
func (c *cast) opensName(s *Snapshot, text string, tokens []lexical.Token, i int) bool {
	t := tokens[i]
	if i != 0 || !t.Upper || t.Stop || t.Caps || isOffice(t) || text[t.End:tokens[i+1].Start] != " " {
		return false
	}
	w := s.names.words[t.Word]
	if w != nil && w.lower > 0 || calendar[t.Word] || speech[t.Stem] {
		return false
	}
	return c.given(t.Word) || s.options.Kin.frequency(t.Word) < rareWord && !isTrade(t.Word)
}

// isTrade tells whether a word ends as those do that say what people are or do:
// "economist", "technocrats".
func isTrade(word string) bool {
	return slices.ContainsFunc([]string{"s", "ist", "man", "woman", "ian", "or", "er", "eer", "mat", "ent", "ant", "ary"}, func(end string) bool { return strings.HasSuffix(word, end) })
}

// rareWord is the share of news that a word makes up which is rather a name,
// where it begins a sentence and a name follows.
const rareWord = 7e-6

// trimmed is where the office of a mention begins, without what stands before
// the first word of it that is one: "sending aide" is an aide.
func (c *cast) trimmed(tokens []lexical.Token, m mention) int {
	at := m.From
	for i := m.From - 1; i >= m.Office; i-- {
		if !isOffice(tokens[i]) && !tokens[i].Upper && !officeAdjectives[tokens[i].Word] && tokens[i].Word != "of" || i < m.Office {
			break
		}
		at = i
	}
	return at
}

// officeAdjectives are what an office in lower case may begin with.
var officeAdjectives = lexical.Set(`presidential special senior deputy foreign defence defense prime chief top military
 national vice environment health education finance trade former acting interim head press intelligence policy trade energy interior campaign security economic finance sports team club
 labour labor justice culture agriculture transport climate state home industry economy housing immigration development science research digital`)

func nameAt(text string, tokens []lexical.Token, m mention) *named {
	n := &named{text: plain(text[tokens[m.From].Start:tokens[m.To-1].End])}
	for _, t := range tokens[m.From:m.To] {
		n.words = append(n.words, t.Word)
	}
	office := tokens[m.Office:m.From]
	if len(office) == 0 {
		office = apposition(text, tokens, m.To)
	}
	if len(office) > 0 {
		n.office = singular(plain(text[office[0].Start:office[len(office)-1].End]))
		if found := countriesIn(office, nil); len(found) > 0 {
			n.nation = found[0].name
		}
	}
	if n.nation == "" && m.To+1 < len(tokens) && tokens[m.To].Word == "of" {
		if found := countriesIn(tokens[m.To+1:min(len(tokens), m.To+1+world.MaxWords())], nil); len(found) > 0 && found[0].from == 0 && found[0].role == world.Name {
			n.nation = found[0].name // "Ann Lee of Ruritania"
		}
	}
	at := m.Office
	for m.Office < m.From && at > 0 && m.Office-at < 2 && plainWord(tokens[at-1]) && text[tokens[at-1].End:tokens[at].Start] == " " {
		at-- // "Ruritania's fisheries minister, Ann Lee"
	}
	if at > 0 && n.nation == "" && (m.Office < m.From || possessive(text, tokens[at-1])) && text[tokens[at-1].End:tokens[at].Start] == " " {
		before := tokens[max(0, at-2):at]
		if found := countriesIn(before, nil); len(found) > 0 && found[len(found)-1].to == len(before) {
			n.nation = found[len(found)-1].name // "Ruritania's president Lee"
		}
	}
	return n
}

// plainWord tells whether a token is a word like any other.
func plainWord(t lexical.Token) bool { return !t.Upper && !t.Stop && !t.Number && !speech[t.Stem] }

// singular is an office of one: several are "envoys" together.
func singular(office string) string {
	if last := strings.ToLower(office[strings.LastIndexByte(office, ' ')+1:]); len(last) > 3 && offices[strings.TrimSuffix(last, "s")] {
		return strings.TrimSuffix(office, "s")
	}
	return office
}

// apposition is the office behind a name, set off by commas: "Lee, spokeswoman
// of the ministry, said".
func apposition(text string, tokens []lexical.Token, to int) []lexical.Token {
	if !apposedOffice(text, tokens, to) {
		return nil
	}
	from := to
	if tokens[from].Stop {
		from++
	}
	end := from + 1
	for end < len(tokens) && end < from+9 && !strings.ContainsAny(text[tokens[end-1].End:tokens[end].Start], ",.;:–—(“”") && !speech[tokens[end].Stem] {
		end++
	}
	for i := from; i+1 < min(end+1, len(tokens)); i++ {
		if isOffice(tokens[i]) && tokens[i+1].Upper && !isOffice(tokens[i+1]) && text[tokens[i].End:tokens[i+1].Start] == " " {
			return nil // of the one behind it: "Instead of Lee, mayor Berg came"
		}
	}
	return tokens[min(from, len(tokens)):min(end, len(tokens))]
}

// merge joins the forms of one person, the longest and most frequent first.
func (c *cast) merge(forms map[string]*named) {
	all := make([]*named, 0, len(forms))
	for _, f := range forms {
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b *named) int {
		return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(b.count, a.count), cmp.Compare(a.text, b.text))
	})
	near := map[string][]*figure{}
	for _, n := range all {
		key := skeleton(n.words[len(n.words)-1])
		var best *figure
		for _, f := range near[key] {
			if f.isCalled(n.words) && (best == nil || f.mentions > best.mentions) {
				best = f
			}
		}
		if best == nil {
			best = &figure{name: n.text, words: n.words, forms: map[string]int{}, counted: map[string]int{}, nations: map[string]int{}}
			near[key] = append(near[key], best)
			c.figures = append(c.figures, best)
		}
		if len(n.words) == len(best.words) && n.count > best.forms[best.name] {
			best.name, best.words = n.text, n.words
		}
		best.forms[n.text] += n.count
		best.mentions += n.count
		c.byForm[strings.Join(n.words, " ")] = best
	}
}

// isCalled tells whether somebody may be called by the words, as transliterations
// differ: the last name is the same, and each of the others is one of theirs.
func (f *figure) isCalled(words []string) bool {
	last := len(words) - 1
	if last > 3 || !spelledAlike(words[last], f.words[len(f.words)-1]) {
		return false
	}
	return !slices.ContainsFunc(words[:last], func(w string) bool {
		return !slices.ContainsFunc(f.words[:len(f.words)-1], func(own string) bool {
			return own == w || skeleton(own) == skeleton(w) && own[0] == w[0] || len(w) == 1 && own[0] == w[0]
		})
	})
}

func (f *figure) add(n *named) {
	if n.office != "" {
		f.counted[n.office]++
		f.called = addCalled(f.called, called{n.quote, officeKey(n.office)})
	}
	if len(n.words) > 1 {
		f.names = addCalled(f.names, called{n.quote, n.words})
	}
	if n.nation != "" {
		f.nations[n.nation]++
	}
}

// settle makes up its mind once all mentions are counted.
func (f *figure) settle() {
	f.offices = byCount(f.counted)
	if nations := byCount(f.nations); len(nations) > 0 {
		f.country = nations[0]
	}
}

// figure is who a name is the name of, nil where it is nobody's.
func (c *cast) figure(tokens []lexical.Token) *figure { return c.byForm[phrase(tokens)] }

// find is who a person means by a name, nil where nobody is called so.
func (c *cast) find(name string) *figure {
	var words []string
	for _, t := range lexical.Tokenize(name) {
		words = append(words, t.Word)
	}
	if len(words) == 0 {
		return nil
	}
	if f := c.byForm[strings.Join(words, " ")]; f != nil {
		return f
	}
	var best *figure
	for _, f := range c.figures {
		if f.isCalled(words) && (best == nil || f.mentions > best.mentions) {
			best = f
		}
	}
	return best
}

// office is the fullest of the most frequent ways to call what somebody is.
func (f *figure) office() string {
	best := ""
	for _, o := range f.offices {
		if best == "" || f.counted[o] == f.counted[best] && len(o) > len(best) {
			best = o
		}
	}
	return best
}

// People are the names of those whom the collection names, the most often
// mentioned first.
func (s *Snapshot) People() []string {
	figures := slices.Clone(s.cast().figures)
	slices.SortFunc(figures, func(a, b *figure) int {
		return cmp.Or(cmp.Compare(b.mentions, a.mentions), cmp.Compare(a.name, b.name))
	})
	names := make([]string, len(figures))
	for i, f := range figures {
		names[i] = f.name
	}
	return names
}

// PartyNames are the parties of the file, or the countries that the collection
// names where the file has none.
func (s *Snapshot) PartyNames() []string {
	var names []string
	for _, p := range s.Topics().Parties {
		names = append(names, p.Name)
	}
	for _, e := range s.Entities() {
		if len(s.Topics().Parties) == 0 && e.Kind == Place && e.Country == e.Name {
			names = append(names, e.Name)
		}
	}
	return names
}
