package support

import (
	"slices"
)

// roles finds verbs that others do in the evidence, or do to others. Who says
// something is a matter of speakers.
func (c *comparison) roles() {
	for n, it := range c.items {
		w := &c.claim.words[it.at]
		if it.kind != wordItem || speech[w.Stem] && !telling[w.Word] && c.claim.doer(it.at).known() || !c.claim.verbal(it.at) && !c.verbThere(n) {
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

// telling are verbs of speech that have somebody right behind them to whom it is said.
var telling = readWords(`tell tells told`)

// compared finds the two sides of a comparison or of a sequence exchanged: "A sees more
// than B", "B sees more than A"; "first in A and then in B".
func (c *comparison) compared() {
	at := c.claim.pivot()
	if at < 0 {
		return
	}
	for _, i := range c.chosen {
		e := c.evidence[i].Sentence
		to := e.pivot()
		if to < 0 || e.words[to].Word != c.claim.words[at].Word || opposed(c.claim.words[max(0, at-1)].Stem, e.words[max(0, to-1)].Stem) {
			continue
		}
		before, behind := false, false // of the claim's sides, which stand on the other one in the evidence
		for n, it := range c.items {
			if it.kind > nameItem || it.clause != c.claim.words[at].clause || it.at > at+3 {
				continue
			}
			left, right := false, false
			for _, m := range c.matches[i][n] {
				if m.value >= surely && e.words[m.at].clause == e.words[to].clause {
					left, right = left || m.at < to, right || m.at > to && m.at <= to+3
				}
			}
			before = before || it.at < at && right && !left
			behind = behind || it.at > at && left && !right
		}
		if before && behind {
			c.fault(Role, at, 0.3, true)
		}
	}
}

// pivot is the place of "than" between two sides of a comparison, or of "then" behind
// "first"; -1 for none. Numbers are no side.
func (s *Sentence) pivot() int {
	first := false
	for i := 0; i+1 < len(s.words); i++ {
		first = first || s.words[i].Word == "first"
		if i == 0 {
			continue
		}
		if first && s.words[i].Word == "then" {
			return i
		}
		if s.words[i].Word == "than" && s.words[i-1].Word != "other" && s.words[i-1].Word != "rather" {
			if s.words[i+1].Number || s.words[i+1].taken {
				return -1
			}
			return i
		}
	}
	return -1
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
		case suffered[w.Stem] || suffered[t.Stem]: // who loses something is not who takes it
		case p.value >= sameVerb || allied(w.Stem, t.Stem) || synonymous(w.Stem, t.Stem) && c.evidence[p.sentence].nationDoes(p.to):
			kin = append(kin, p)
		}
	}
	if len(own) > 0 {
		return own
	}
	return kin
}

// suffered are the stems of verbs whose subject does nothing.
var suffered = readStems(`lose get receive suffer obtain fall rise drop die undergo gain collapse fail`)

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
	case !claimed.known() && (c.claim.infinitive(p.at) || e.infinitive(p.to)):
		return apart // "pads to record": who does it cannot be seen
	case !claimed.known() && claimed.noun != "" && !mutually && !c.claim.passive(p.at) && !e.passive(p.to) && e.objectNoun(p.to) == claimed.noun:
		return collide
	case !claimed.known() && !found.known() && (!mutually || p.to+1 < len(e.words) && e.words[p.to+1].Word == "of"):
		return c.otherNoun(claimed.noun, p, found.noun)
	case !claimed.known() && !claimed.loose && found.known() && !mutually && e.onlyBeside(claimed.noun, e.words[p.to].clause):
		return collide // another clause is about whom the claim names
	case !claimed.known():
		return c.holderDoes(claimed.noun, e, found)
	case !found.known() && found.noun != "" && !mutually && c.meet(claimed, e, e.done(p.to)):
		return collide // who does it is the one to whom it is done
	case !found.known() && found.noun != "" && !mutually && !c.claim.passive(p.at) && c.claim.objectNoun(p.at) == found.noun:
		return collide
	case found.noun != "" && c.claim.places(claimed) && e.nation(p.to, found.noun) >= 0:
		if c.meet(claimed, e, part{names: []int{e.nation(p.to, found.noun)}}) {
			return agree
		}
		return collide // "the Ruritanian side"
	case found.noun != "" && found.loose && !c.meet(claimed, e, e.all()):
		return collide // others do it, and whom the claim names is not even there
	case !found.known():
		return apart
	case c.meet(claimed, e, found):
		return agree
	}
	return collide
}

// objectNoun is the stem of the common noun right behind a verb, "" for none.
func (s *Sentence) objectNoun(i int) string {
	noun := ""
	for j := i + 1; j < len(s.words) && s.gaps[j] < comma && s.verbal(i); j++ {
		w := &s.words[j]
		switch {
		case determiners[w.Word] && noun == "":
		case w.Stop || w.name >= 0 || w.taken:
			return noun
		default:
			noun = w.Stem // the last one: "the pilots' union"
		}
	}
	return noun
}

// onlyBeside tells whether a sentence has a stem, and only in other clauses than one.
func (s *Sentence) onlyBeside(stem string, clause int) bool {
	has := false
	for i, w := range s.words {
		if w.Stem != stem || stem == "" {
			continue
		}
		if w.clause == clause || i+1 < len(s.words) && s.words[i+1].name >= 0 || i > 0 && s.words[i-1].name >= 0 {
			return false
		}
		has = true
	}
	return has
}

func (s *Sentence) infinitive(i int) bool { return i > 0 && s.words[i-1].Word == "to" }

// otherNoun compares two common nouns that do one thing: where the evidence speaks of
// the claim's elsewhere, it is another that does it.
func (c *comparison) otherNoun(claimed string, p pair, found string) agreement {
	e := c.evidence[p.sentence].Sentence
	if claimed == "" || found == "" || generic[claimed] || generic[found] || vague[claimed] || p.value < sameVerb || !c.claim.verbal(p.at) || !e.verbal(p.to) {
		return apart
	}
	if claimed == found || synonymous(claimed, found) || c.k.Kind(found, claimed) || c.k.Kind(claimed, found) {
		return agree
	}
	at, to := c.claim.lastBefore(p.at, claimed), e.lastBefore(p.to, found)
	if at < 0 || to < 0 || c.claim.prepBefore(at) != "" || e.prepBefore(to) != "" || c.k.Like(c.claim.words[at].Token, e.words[to].Token) >= strangeness {
		return apart
	}
	if slices.ContainsFunc(c.evidence, func(o Evidence) bool { return o.hasStem(claimed) }) {
		return collide
	}
	return apart
}

// lastBefore is the place of the last word with a stem before another, -1 for none.
func (s *Sentence) lastBefore(i int, stem string) int {
	for j := i - 1; j >= 0; j-- {
		if s.words[j].Stem == stem {
			return j
		}
	}
	return -1
}

// alike tells whether a sentence has a word like a noun of the claim, by which the
// claim may call whom the sentence names.
func (c *comparison) alike(noun string, e *Sentence) bool {
	at := slices.IndexFunc(c.claim.words, func(w word) bool { return w.Stem == noun })
	return at < 0 || slices.ContainsFunc(e.words, func(w word) bool {
		return !w.Stop && c.k.Like(c.claim.words[at].Token, w.Token) >= strangeness
	})
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

// nationDoes tells whether a noun that a country's name describes does what a verb says.
func (s *Sentence) nationDoes(verb int) bool {
	return s.verbal(verb) && s.nation(verb, s.doer(verb).noun) >= 0
}

// nation is the name of a country right before a noun that does what stands behind it:
// "the Ruritanian side asked"; -1 for none.
func (s *Sentence) nation(verb int, noun string) int {
	i := s.lastBefore(verb, noun)
	if i <= 0 || s.gaps[i] > hyphen {
		return -1
	}
	if n := s.words[i-1].name; n >= 0 && s.names[n].country != "" && s.describes(n) {
		return n
	}
	return -1
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

// mutual are the stems of verbs that both sides do to each other.
var mutual = readStems(`meet talk speak negotiate merge marry play face agree discuss join sign compete trade`)
