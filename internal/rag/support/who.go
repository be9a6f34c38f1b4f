package support

import (
	"slices"
	"strings"
)

// speakers finds words that the claim puts into another mouth, and somebody's
// word that it gives as a fact.
func (c *comparison) speakers() {
	for _, v := range c.claim.voices {
		if v.speaker.known() && !c.speaks(v) && c.speakOthers(v) {
			c.fault(Speaker, v.at, 0.25, true)
		}
	}
	if len(c.claim.voices) == 0 && len(c.evidence[c.chosen[0]].voices) > 0 {
		c.fault(Told, 0, 0.93, false)
	}
}

// speaks tells whether the speaker of the claim says it in the evidence: in a
// sentence that has nearly as much of what is said as any.
func (c *comparison) speaks(v voice) bool {
	said := c.said(v)
	most := 0.0
	for _, i := range c.chosen {
		most = max(most, c.part(i, said))
	}
	for _, i := range c.chosen {
		e := c.evidence[i].Sentence
		for _, o := range e.voices {
			if c.meet(v.speaker, e, o.speaker) && c.part(i, said) >= 0.75*most {
				return true
			}
		}
	}
	return false
}

// said tells which items of the claim a voice says: what stands behind it, up to
// the next voice, or what stands before it where it comes last.
func (c *comparison) said(v voice) func(item int) bool {
	from, to := v.at+1, len(c.claim.words)
	for _, o := range c.claim.voices {
		if o.at > v.at {
			to = min(to, o.at)
		}
	}
	within := func(it item) bool { return it.at >= from && it.at < to }
	if !slices.ContainsFunc(c.items, within) {
		from, to = 0, v.at
	}
	return func(n int) bool {
		it := c.items[n]
		return within(it) && !(it.kind == nameItem && slices.Contains(v.speaker.names, it.of))
	}
}

// part is the share of some items that a sentence has.
func (c *comparison) part(sentence int, of func(item int) bool) float64 {
	have, all := 0.0, 0.0
	for n, it := range c.items {
		if of(n) {
			all += it.weight
			have += it.weight * c.value(sentence, n)
		}
	}
	if all == 0 {
		return 0
	}
	return have / all
}

// speakOthers tells whether the sentence that has most of the claim is told by
// somebody else.
func (c *comparison) speakOthers(v voice) bool {
	e := c.evidence[c.mostWords()].Sentence
	return slices.ContainsFunc(e.voices, func(o voice) bool {
		return o.speaker.known() && !c.meet(v.speaker, e, o.speaker) || o.speaker.noun != "" && persons[o.speaker.noun]
	})
}

// persons are the stems of nouns that speak for somebody who may be named too.
var persons = readStems(`spokesperson spokesman spokeswoman official adviser aide analyst lawyer source critic lawmaker`)

func readStems(words string) map[string]bool {
	m := map[string]bool{}
	for stem := range readSides(words) {
		m[stem] = true
	}
	return m
}

// plain tells whether an item is no name and no word that says little.
func (c *comparison) plain(n int) bool {
	return c.items[n].kind != nameItem && !c.claim.words[c.items[n].at].weak
}

// mostWords is the chosen sentence that has most of the claim's plain words.
func (c *comparison) mostWords() int {
	best, most := c.chosen[0], -1.0
	for _, i := range c.chosen {
		if x := c.part(i, c.plain); x > most+1e-9 {
			best, most = i, x
		}
	}
	return best
}

// meet tells whether two parts have a name in common.
func (c *comparison) meet(p part, e *Sentence, q part) bool {
	for _, m := range p.names {
		for _, n := range q.names {
			if same(c.k, c.claim, c.claim.names[m], e, e.names[n]) {
				return true
			}
		}
	}
	return false
}

// roles finds verbs that others do in the evidence, or do to others. Who says
// something is a matter of speakers.
func (c *comparison) roles() {
	for n, it := range c.items {
		w := &c.claim.words[it.at]
		if it.kind != wordItem || speech[w.Stem] && c.claim.doer(it.at).known() || !c.claim.verbal(it.at) && !c.verbThere(n) {
			continue
		}
		if c.exchanged(n, c.claim.doer(it.at), c.doing) {
			c.fault(Role, it.at, 0.25, true)
		}
		if !mutual[w.Stem] && c.exchanged(n, c.claim.done(it.at), c.undergoing) {
			c.fault(Role, it.at, 0.3, true)
		}
	}
}

// verbThere tells whether a word right behind a name is a verb in the evidence: of
// "Lee calls" and "Harbour calls" the form does not tell.
func (c *comparison) verbThere(item int) bool {
	at := c.items[item].at
	if at == 0 || c.claim.words[at-1].name < 0 || c.claim.possessive(at-1) {
		return false
	}
	return slices.ContainsFunc(c.verbs(item), func(p pair) bool {
		e := c.evidence[p.sentence].Sentence
		return e.words[p.to].Stem == c.claim.words[at].Stem && e.verbal(p.to)
	})
}

// directions finds names that change places behind a preposition that says where
// something comes from: "from A to B" is not "from B to A".
func (c *comparison) directions() {
	for n, it := range c.items {
		if it.kind != nameItem || !origins[c.claim.prepBefore(it.at)] {
			continue
		}
		prep := c.claim.prepBefore(it.at)
		i := c.carrier(c.chosen, it.clause)
		e := c.evidence[i].Sentence
		other, own := false, false
		for _, m := range e.names {
			switch {
			case e.prepBefore(m.from) != prep:
			case same(c.k, c.claim, c.claim.names[it.of], e, m):
				own = true
			default:
				other = other || slices.ContainsFunc(c.claim.names, func(o name) bool { return same(c.k, c.claim, o, e, m) })
			}
		}
		if other && !own && c.value(i, n) > 0 {
			c.fault(Role, it.at, 0.35, true)
		}
	}
}

// fromDays is the same for days: "from Monday to Friday".
func (c *comparison) fromDays() {
	for _, it := range c.items {
		if it.kind != dayItem || c.claim.prepBefore(it.at) != "from" {
			continue
		}
		e := c.evidence[c.carrier(c.chosen, it.clause)].Sentence
		for _, b := range e.days {
			if e.prepBefore(b.from) == "from" && compare(c.claim.days[it.of], c.claim.Published, b, e.Published) == collide && c.claim.gives(b, e) {
				c.fault(Day, it.at, 0.3, true)
			}
		}
	}
}

var origins = readWords(`from by under against`)

// subjects finds a verb whose clause names others in the evidence, where whom the
// claim names stands in another clause of the same sentence: "Shares of A rose,
// while those of B fell."
func (c *comparison) subjects() {
	for n, it := range c.items {
		if it.kind != wordItem || !c.claim.verbal(it.at) || speech[c.claim.words[it.at].Stem] {
			continue
		}
		pairs := c.verbs(n)
		if len(pairs) > 0 && !slices.ContainsFunc(pairs, func(p pair) bool { return !c.amongOthers(it.clause, p) }) {
			c.fault(Role, it.at, 0.35, true)
		}
	}
}

// amongOthers tells whether the clause of a verb in the evidence begins with a name,
// and has none of those of the claim's clause, which stand in other clauses.
func (c *comparison) amongOthers(clause int, p pair) bool {
	e := c.evidence[p.sentence].Sentence
	of := e.words[p.to].clause
	first := e.firstOf(of)
	if relatives[e.words[first].Word] || pronouns[e.words[first].Word] || e.words[first].Word == "that" {
		return false
	}
	own, others, away := false, false, false
	for _, m := range e.names {
		claimed := false
		for _, n := range c.claim.names {
			claimed = claimed || c.claim.words[n.from].clause == clause && !c.claim.tells(n) && same(c.k, c.claim, n, e, m)
		}
		switch here := e.words[m.from].clause == of; {
		case here && claimed:
			own = true
		case here && m.from < p.to:
			others = true
		case claimed:
			away = true
		}
	}
	return others && away && !own
}

// replaced finds a noun in whose place, between the same two words, the evidence has
// another one: "a pig's heart", "a pig's kidney".
func (c *comparison) replaced() {
	for n, it := range c.items {
		i := it.at
		if it.kind != wordItem || c.have[n] >= 0.6 || i == 0 || i+1 >= len(c.claim.words) || c.claim.words[i].weak || c.claim.verbal(i) {
			continue
		}
		e := c.evidence[c.carrier(c.chosen, it.clause)].Sentence
		for j := 1; j+1 < len(e.words); j++ {
			t := &e.words[j]
			if !t.Stop && !e.words[j-1].Stop && e.words[j+1].Stop && t.Stem != c.claim.words[i].Stem && e.words[j-1].Stem == c.claim.words[i-1].Stem && e.words[j+1].Stem == c.claim.words[i+1].Stem {
				c.fault(Word, i, 0.5, true)
			}
		}
	}
}

// tells tells whether a name is that of a speaker.
func (s *Sentence) tells(n name) bool {
	return slices.ContainsFunc(s.voices, func(v voice) bool {
		return slices.ContainsFunc(v.speaker.names, func(m int) bool { return s.names[m] == n })
	})
}

// deeds finds what somebody is claimed to do that the evidence has no word for. It
// is graver where the claim tells it as done, and where the evidence has the word
// for others.
func (c *comparison) deeds() {
	for n, it := range c.items {
		if it.kind != wordItem || c.claim.words[it.at].weak || !c.claim.verbal(it.at) {
			continue
		}
		own := c.value(c.carrier(c.chosen, it.clause), n)
		switch by := c.claim.doer(it.at); {
		case c.have[n] > fromElsewhere || own >= 0.4:
		case c.have[n] >= 0.4 && by.known() && !attitudes[c.claim.words[it.at].Stem]:
			c.fault(Deed, it.at, 0.4, false) // whom the claim names is not in the sentence with the verb
		case by.known() && c.othersDo(n, by):
			c.fault(Deed, it.at, 0.45, true)
		case c.claim.past(it.at):
			c.fault(Deed, it.at, 0.5, false)
		case c.have[n] >= 0.4:
		case by.known():
			c.fault(Deed, it.at, 0.7, false)
		}
	}
}

// attitudes are verbs that others say as well: who presses for something wants it.
var attitudes = readStems(`want wish need like think see call`)

// othersDo tells whether a sentence has the verb and as much of the rest of its
// clause as the one that carries it, but not whom the claim names.
func (c *comparison) othersDo(item int, by part) bool {
	clause := c.items[item].clause
	rest := func(n int) bool {
		return n != item && c.items[n].clause == clause && !(c.items[n].kind == nameItem && slices.Contains(by.names, c.items[n].of))
	}
	here := c.part(c.carrier(c.chosen, clause), rest)
	for i := range c.evidence {
		e := c.evidence[i].Sentence
		if c.value(i, item) >= 0.9 && c.part(i, rest) >= here-0.1 && !c.meet(by, e, e.all()) {
			return true
		}
	}
	return false
}

// sameVerb is how nearly a word of the evidence must mean the same as a verb of
// the claim for its parts to be compared.
const sameVerb = 0.85

// exchanged tells whether a part of the claim's verb is taken by somebody else
// wherever the evidence has the verb, and nowhere by whom the claim names.
func (c *comparison) exchanged(item int, claimed part, compare func(part, int, pair) agreement) bool {
	if !claimed.known() && claimed.noun == "" {
		return false
	}
	other := false
	for _, p := range c.verbs(item) {
		switch compare(claimed, item, p) {
		case agree:
			return false
		case collide:
			other = other || !c.saidOtherwise(item, claimed, p)
		}
	}
	return other
}

// verbs are the words of the evidence that mean the same as a verb of the claim:
// its own forms where there are any.
func (c *comparison) verbs(item int) []pair {
	var own, kin []pair
	for _, p := range c.pairs(item, 0.75) {
		w, t := &c.claim.words[p.at], &c.evidence[p.sentence].words[p.to]
		switch {
		case w.Stem == t.Stem:
			own = append(own, p)
		case p.value >= sameVerb || allied(w.Stem, t.Stem):
			kin = append(kin, p)
		}
	}
	if len(own) > 0 {
		return own
	}
	return kin
}

// doing compares who does it.
func (c *comparison) doing(claimed part, item int, p pair) agreement {
	e := c.evidence[p.sentence].Sentence
	found := e.doer(p.to)
	mutually := mutual[c.claim.words[p.at].Stem]
	switch {
	case mutually && c.meet(claimed, e, e.done(p.to)):
		return agree
	case !claimed.known() && !c.claim.passive(p.at) && e.passive(p.to) && e.subject(p.to).noun == claimed.noun && claimed.noun != "":
		return collide // it is done to what is claimed to do it
	case !claimed.known() && claimed.loose && claimed.many && found.known() && !e.hasStem(claimed.noun):
		return collide
	case !claimed.known():
		return c.holderDoes(claimed.noun, e, found)
	case !found.known() && found.noun != "" && !mutually && c.meet(claimed, e, e.done(p.to)):
		return collide // who does it is the one to whom it is done
	case found.noun != "" && found.loose && !c.meet(claimed, e, e.all()):
		return collide // others do it, and whom the claim names is not even there
	case !found.known():
		return apart
	case c.meet(claimed, e, found):
		return agree
	}
	return collide
}

// alike tells whether a sentence has a word like a noun of the claim, by which the
// claim may call whom the sentence names.
func (c *comparison) alike(noun string, e *Sentence) bool {
	at := slices.IndexFunc(c.claim.words, func(w word) bool { return w.Stem == noun })
	return at < 0 || slices.ContainsFunc(e.words, func(w word) bool {
		return !w.Stop && c.k.Like(c.claim.words[at].Token, w.Token) >= leastLike
	})
}

func (s *Sentence) hasStem(stem string) bool {
	return slices.ContainsFunc(s.words, func(w word) bool { return w.Stem == stem })
}

// holderDoes compares a doer whom the claim calls by an office alone with one whom
// the evidence names: the evidence may say elsewhere whose office that is.
func (c *comparison) holderDoes(office string, e *Sentence, found part) agreement {
	if office == "" || !found.known() {
		return apart
	}
	result := apart
	for _, ev := range c.evidence {
		for n, m := range ev.names {
			if m.from == 0 || ev.words[m.from-1].Stem != office || ev.gaps[m.from] > comma {
				continue
			}
			if slices.ContainsFunc(found.names, func(f int) bool { return same(c.k, e, e.names[f], ev.Sentence, ev.names[n]) }) {
				return agree
			}
			result = collide
		}
	}
	if result == apart && !c.alike(office, e) && slices.ContainsFunc(c.evidence, func(o Evidence) bool { return o.hasStem(office) }) {
		return collide // whom the claim means is spoken of elsewhere
	}
	return result
}

// undergoing compares to whom or what it is done. All names behind the verb in its
// clause may be meant: lists have words between their names.
func (c *comparison) undergoing(claimed part, item int, p pair) agreement {
	e := c.evidence[p.sentence].Sentence
	found := e.done(p.to)
	switch {
	case !e.verbal(p.to) || !claimed.known():
		return apart
	case !found.known() && claimed.prep == "" && c.meet(claimed, e, e.doer(p.to)) && !c.claim.doer(p.at).known():
		return collide // to whom it is done is the one who does it
	case !found.known():
		return apart
	case c.meet(claimed, e, found), claimed.prep == "" && c.meet(claimed, e, e.following(p.to)):
		return agree
	case claimed.prep != found.prep:
		return apart
	case claimed.prep == "" && c.claim.places(claimed) && e.titled(found):
		return apart // a place and somebody are no rivals
	}
	return collide
}

// titled tells whether one of the names of a part has an office before or behind
// it.
func (s *Sentence) titled(p part) bool {
	return slices.ContainsFunc(p.names, func(n int) bool { return len(s.title(n)) > 0 })
}

// following are all names behind a word in its clause.
func (s *Sentence) following(i int) part {
	var p part
	for n, m := range s.names {
		if m.from > i && s.words[m.from].clause == s.words[i].clause {
			p.names = append(p.names, n)
		}
	}
	return p
}

// places tells whether a part has a country among its names.
func (s *Sentence) places(p part) bool {
	return slices.ContainsFunc(p.names, func(n int) bool { return s.names[n].country != "" })
}

// saidOtherwise tells whether another sentence has whom the claim names and much
// more of the rest of the clause than the one with the verb: it says the same in
// another word.
func (c *comparison) saidOtherwise(item int, claimed part, p pair) bool {
	rest := func(n int) bool {
		it := c.items[n]
		return n != item && it.clause == c.items[item].clause && !(it.kind == nameItem && slices.Contains(claimed.names, it.of))
	}
	for _, i := range c.chosen {
		e := c.evidence[i].Sentence
		if i != p.sentence && c.meet(claimed, e, e.all()) && c.part(i, rest) >= c.part(p.sentence, rest)+0.4 {
			return true
		}
	}
	return false
}

func (s *Sentence) all() part {
	p := part{names: make([]int, len(s.names))}
	for i := range p.names {
		p.names[i] = i
	}
	return p
}

// mutual are the stems of verbs that both sides do to each other.
var mutual = readStems(`meet talk speak negotiate merge marry play face agree discuss join sign compete trade`)

// verbal tells whether a word stands where verbs do: behind a helping word, in the
// past, or between a name and what follows a verb.
func (s *Sentence) verbal(i int) bool {
	w := &s.words[i]
	if w.name >= 0 || w.Stop || w.Number || w.Upper && i > 0 {
		return false
	}
	if i > 0 && s.gaps[i] < comma && (w.done || s.helped(i) || subjects[s.words[i-1].Word]) && !determiners[s.words[i-1].Word] {
		return true
	}
	if i > 0 && determiners[s.words[i-1].Word] {
		return false
	}
	if s.perfect(i) {
		return true
	}
	if strings.HasSuffix(w.Word, "ed") || irregularPast(w.Word) {
		return i+1 >= len(s.words) || s.gaps[i+1] >= comma || s.words[i+1].Stop || s.words[i+1].Upper || s.words[i+1].Number ||
			i > 0 && s.words[i-1].name >= 0 || isAdverb(s.words[i+1].Word)
	}
	if strings.HasSuffix(w.Word, "s") && i > 0 && s.words[i-1].name >= 0 && !s.possessive(i-1) && i+1 < len(s.words) {
		next := &s.words[i+1]
		return determiners[next.Word] || next.Number || next.name >= 0 || next.Word == "that" || next.Word == "to"
	}
	return false
}

// helped tells whether a helping verb stands before a word, adverbs between.
func (s *Sentence) helped(i int) bool {
	for j := i - 1; j >= 0 && s.gaps[j+1] < comma; j-- {
		w := s.words[j].Word
		if auxiliaries[w] {
			return true
		}
		if !helpers[w] && !isAdverb(w) {
			return false
		}
	}
	return false
}

// perfect tells whether "has" or the like stands before a word, adverbs between.
func (s *Sentence) perfect(i int) bool {
	for j := i - 1; j >= max(0, i-3) && (s.words[j].Stop || isAdverb(s.words[j].Word)) && !determiners[s.words[j].Word] && !prepositions[s.words[j].Word] || j >= max(0, i-3) && s.words[j].Word == "since"; j-- {
		if perfects[s.words[j].Word] {
			return strings.HasSuffix(s.words[i].Word, "ed") || irregularPast(s.words[i].Word)
		}
	}
	return false
}

var subjects = readWords(`he she it they who which we i that`)

func readWords(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// offices finds a title that the evidence gives to somebody else.
func (c *comparison) offices() {
	for n := range c.claim.names {
		title := c.claim.title(n)
		if len(title) == 0 || !c.titled(n, title) {
			continue
		}
		c.fault(Role, c.claim.names[n].from, 0.3, true)
	}
}

// titled tells whether the evidence gives a title to another, and another title,
// or none, to the name of the claim.
func (c *comparison) titled(claimed int, title []string) bool {
	other, own := false, false
	for _, i := range c.chosen {
		e := c.evidence[i].Sentence
		for m := range e.names {
			have := e.title(m)
			if same(c.k, c.claim, c.claim.names[claimed], e, e.names[m]) {
				own = true
				if contains(have, title) {
					return false
				}
			} else if len(have) > 0 && contains(have, title) {
				other = true
			}
		}
	}
	return other && own
}

func contains(all, some []string) bool {
	for _, s := range some {
		if !slices.Contains(all, s) {
			return false
		}
	}
	return true
}

// title are the stems of the office that stands before a name, or behind it in
// apposition or as what it is: "the prime minister, Ann Lee", "Lee is the mayor".
func (s *Sentence) title(n int) []string {
	var title []string
	from := s.names[n].from
	for i := from - 1; i >= 0 && i >= from-5 && s.gaps[i+1] <= comma && titles[s.words[i].Stem]; i-- {
		title = append(title, s.words[i].Stem)
	}
	if len(title) > 0 {
		return title
	}
	to := s.names[n].to
	for to < len(s.words) && s.gaps[to] <= comma && (s.words[to].Word == "is" || s.words[to].Word == "was" || determiners[s.words[to].Word]) {
		to++
	}
	if to == s.names[n].to && (to >= len(s.words) || s.gaps[to] != comma) {
		return nil
	}
	for i := to; i < len(s.words) && s.gaps[i] < comma || i == to && i < len(s.words); i++ {
		if s.words[i].name >= 0 {
			if len(title) > 0 {
				break
			}
			continue
		}
		if !titles[s.words[i].Stem] {
			break
		}
		title = append(title, s.words[i].Stem)
	}
	return title
}

// apart finds names whose clause is carried by a sentence that does not have
// them, and has nothing to do with the one that has.
func (c *comparison) apart() {
	for n, it := range c.items {
		if it.kind != nameItem || c.have[n] < 0.6 {
			continue
		}
		others := func(m int) bool { return m != n && c.items[m].clause == it.clause }
		here, anywhere := 0.0, 0.0
		for _, i := range c.chosen {
			anywhere = max(anywhere, c.part(i, others))
			if c.near(i, n) {
				here = max(here, c.linkedPart(i, others))
			}
		}
		if anywhere > 0 && here < 0.7*anywhere && !c.attribute(n) {
			c.fault(Apart, it.at, 0.4, false)
		}
	}
}

// linkedPart is part, with the one noun or name that a sentence may go on from: "It"
// stands for no more.
func (c *comparison) linkedPart(sentence int, of func(item int) bool) float64 {
	have, all, borrowed := 0.0, 0.0, 0.0
	for n, it := range c.items {
		if !of(n) {
			continue
		}
		own := c.value(sentence, n)
		all += it.weight
		have += it.weight * own
		if it.kind > nameItem || c.claim.verbal(it.at) {
			continue
		}
		for _, i := range c.chosen {
			if i < sentence && c.linked(i, sentence) {
				borrowed = max(borrowed, it.weight*(c.value(i, n)-own))
			}
		}
	}
	if all == 0 {
		return 0
	}
	return (have + borrowed) / all
}

// attribute tells whether a name stands with one that the sentence has which carries
// the clause: "Lee of Ruritania", so that Lee may be called Ruritanian elsewhere.
func (c *comparison) attribute(item int) bool {
	carrier := c.evidence[c.carrier(c.chosen, c.items[item].clause)].Sentence
	for _, i := range c.chosen {
		e := c.evidence[i].Sentence
		for m := range e.names {
			if !same(c.k, c.claim, c.claim.names[c.items[item].of], e, e.names[m]) {
				continue
			}
			for o := range e.names {
				if o != m && e.names[o].country == "" && e.together(min(o, m), max(o, m)) && slices.ContainsFunc(carrier.names, func(n name) bool { return same(c.k, e, e.names[o], carrier, n) }) {
					return true
				}
			}
		}
	}
	return false
}

// together tells whether nothing but "of" and titles stands between two names.
func (s *Sentence) together(a, b int) bool {
	if b != a+1 {
		return false
	}
	of := false
	for i := s.names[a].to; i < s.names[b].from; i++ {
		of = of || s.words[i].Word == "of"
		if s.gaps[i] > comma || s.words[i].Word != "of" && s.words[i].Word != "the" && !titles[s.words[i].Stem] {
			return false
		}
	}
	return of || s.names[b].from > s.names[a].to
}

// near tells whether a sentence has an item, or one beside it that it may go on
// from.
func (c *comparison) near(sentence, item int) bool {
	if c.value(sentence, item) >= 0.6 {
		return true
	}
	for _, i := range c.chosen {
		if i != sentence && c.beside(i, sentence) && i < sentence && c.value(i, item) >= 0.6 && c.evidence[sentence].refers() {
			return true
		}
	}
	return false
}

// refers tells whether a sentence leans on what stands before it.
func (s *Sentence) refers() bool {
	for i, w := range s.words {
		if pronouns[w.Word] || i == 0 && w.Word == "the" && (len(s.names) == 0 || s.names[0].from > 3) {
			return true
		}
	}
	return false
}

var pronouns = readWords(`he she it they him her them his its their this that these those such both`)
