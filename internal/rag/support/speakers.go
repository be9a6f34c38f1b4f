package support

import (
	"slices"
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

// speakOthers tells whether the sentence that has most of the claim is told by
// somebody else.
func (c *comparison) speakOthers(v voice) bool {
	e := c.evidence[c.mostWords()].Sentence
	return slices.ContainsFunc(e.voices, func(o voice) bool {
		return o.speaker.known() && !c.meet(v.speaker, e, o.speaker) || o.speaker.noun != "" && (persons[o.speaker.noun] || o.speaker.loose && o.speaker.many && !c.meet(v.speaker, e, e.all()))
	})
}

// persons are the stems of nouns that speak for somebody who may be named too.
var persons = readStems(`spokesperson spokesman spokeswoman official adviser aide analyst lawyer source critic lawmaker`)

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

// tells tells whether a name is that of a speaker.
func (s *Sentence) tells(n name) bool {
	return slices.ContainsFunc(s.voices, func(v voice) bool {
		return slices.ContainsFunc(v.speaker.names, func(m int) bool { return s.names[m] == n })
	})
}
