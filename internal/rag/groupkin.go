package rag

import (
	"slices"
	"strings"

	"talksbot/internal/rag/lexical"
	"talksbot/internal/wordnet"
)

// akin are the claims that a sentence makes where a word counts for one of the
// file's to which it is kin. The rest of the phrase must follow, and in any case the
// subject, where the command has one.
func (p *prover) akin(r, before *sentence) []claim {
	v := &clauseView{claimant: p.claimant, sentence: r, earlier: before, stems: p.stemsOf(r), segments: segmentsOf(r)}
	p.look(r)
	var claims []claim
	for i, t := range r.tokens {
		if p.kin.known[v.stems[i]] || v.byDoing(i) {
			continue
		}
		phrases := p.kin.of(t)
		if end := v.ends(phrases, i+1); end > 0 {
			claims = append(claims, v.claimsOf(cue{from: i, to: end, stance: phrases[0].stance, negated: v.denials(i, end)})...)
		}
	}
	return claims
}

// ends is where the longest of some phrases ends whose first word stands before a
// token, 0 for none.
func (v *clauseView) ends(phrases []kinPhrase, from int) int {
	longest := 0
	for _, ph := range phrases {
		end := match(ph.rest, v.stems, from, v.there)
		if end >= 0 && len(v.about) > 0 && !ph.there {
			end = v.there(end)
		}
		longest = max(longest, end)
	}
	return longest
}

// kinWords are the phrases of a command's stances that one word tells, to find
// others that mean the same.
type kinWords struct {
	kin     *Kin
	known   map[string]bool // stems that any phrase of the file has: of those it has said what they mean
	phrases []kinPhrase
}

// kinPhrase is a phrase of one weighty word, which comes first: "travel to {there}".
type kinPhrase struct {
	word   lexical.Token
	rest   []patternPart
	there  bool // the subject is a part of it
	stance int
}

func (p *prover) kinWords() *kinWords {
	k := &kinWords{kin: p.options.Kin, known: map[string]bool{}}
	for i, s := range p.command.Stances {
		for _, phrases := range [][]string{s.Words, s.Lists, s.Except, s.Hedges, s.Likely} {
			for _, phrase := range phrases {
				for _, t := range lexical.Tokenize(phrase) {
					k.known[base(t, p.stemmer)] = true
				}
			}
		}
		for _, phrase := range s.Words {
			tokens := lexical.Tokenize(strings.ReplaceAll(phrase, "{there}", ""))
			if tokens[0].Stop || slices.ContainsFunc(tokens[1:], func(t lexical.Token) bool { return !t.Stop || negates(t) }) {
				continue
			}
			k.phrases = append(k.phrases, kinPhrase{tokens[0], compile([]string{phrase})[0].parts[1:], strings.Contains(phrase, "{there}"), i})
		}
	}
	return k
}

// Of two words that a dictionary calls alike, the one that is used for the other
// has few meanings beside, so it is not common; and news use both alike.
const (
	commonWord = 4e-5 // share of the words of news
	leastKin   = 0.4
)

// of are the phrases that a word may be used in for theirs: it means nearly the same
// as the words of one stance, and of no other.
func (k *kinWords) of(t lexical.Token) []kinPhrase {
	if t.Stop || t.Upper || t.Number || k.kin.frequency(t.Word) > commonWord {
		return nil
	}
	var all []kinPhrase
	for _, ph := range k.phrases {
		if k.kin.relation(k.kin.sense(t), k.kin.sense(ph.word)) >= wordnet.Similar && k.kin.like(t, ph.word) >= leastKin {
			all = append(all, ph)
		}
	}
	if slices.ContainsFunc(all, func(ph kinPhrase) bool { return ph.stance != all[0].stance }) {
		return nil
	}
	return all
}
