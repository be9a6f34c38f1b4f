package rag

import (
	"slices"

	"talksbot/internal/corpus"
	"talksbot/internal/rag/lexical"
)

// Sizes of an answer to which several articles give a short statement each: they
// may speak of different things of one name, or disagree.
const (
	voicesMost  = 7    // sentences
	voicesSize  = 1200 // bytes
	voiceSize   = 250  // bytes of one statement
	voiceShare  = 0.55 // of the best sentence's score that it must have
	voicePeople = 0.75 // the same where people are asked for, whom many sentences name
	voiceWords  = 0.7  // of what the best sentence's passage has of the question that its own must have
)

// isAnotherVoice tells whether a short sentence is the first of an article that
// answers a question for a fact or for people, and may give another answer than
// those chosen.
func (c *choice) isAnotherVoice(e *evidence) bool {
	if c.most != severalMost || speaks(c.chosen, e.passage.Article) || e.quote().Len() > voiceSize {
		return false
	}
	if len(c.chosen) == voicesMost || c.length+e.quote().Len() > min(voicesSize, c.options.Settings.MaxCharacters) {
		return false
	}
	if e.score < voiceShare*c.top || e.share < voiceWords*c.chosen[0].share {
		return false
	}
	switch {
	case c.query.kind == person:
		return e.score >= voicePeople*c.top && e.unnamed(c.chosen) > 0
	case c.query.visible():
		return e.signs[signKind] >= visibly && c.isNew(e)
	}
	return c.query.asksFact()
}

// speaks tells whether one of the sentences is of the article.
func speaks(chosen []*evidence, a *corpus.Article) bool {
	return slices.ContainsFunc(chosen, func(e *evidence) bool { return e.passage.Article == a })
}

// isNew tells whether a sentence has a number that neither the question nor those
// chosen have, or a name where a time or a place is asked for: another answer.
func (c *choice) isNew(e *evidence) bool {
	return slices.ContainsFunc(e.tokens[min(1, len(e.tokens)):], func(t lexical.Token) bool {
		fact := isNumber(t) || t.Number || t.Upper && !t.Stop && (c.query.kind == place || c.query.kind == moment)
		return fact && !hasWord(c.query.tokens, t) && !slices.ContainsFunc(c.chosen, func(o *evidence) bool { return hasWord(o.tokens, t) })
	})
}

// hasWord tells whether a word stands among others, in this or a kindred form.
func hasWord(tokens []lexical.Token, t lexical.Token) bool {
	return slices.ContainsFunc(tokens, func(o lexical.Token) bool { return o.Stem == t.Stem || kindred(o.Word, t.Word) })
}

// visibly is how far a sentence must have a visible kind of answer to give one.
const visibly = 0.7

// visible tells whether the kind of answer that is asked for can be seen in a
// sentence: a time, a number, a place.
func (q *query) visible() bool {
	return q.kind == moment || q.kind == quantity || q.kind == duration || q.kind == place
}

// asksFact tells whether the question asks for a fact rather than for people
// and what they think, say and do.
func (q *query) asksFact() bool { return q.visible() || q.kind == anyKind || q.kind == definition }
