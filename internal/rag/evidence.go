package rag

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"talksbot/internal/corpus"
	"talksbot/internal/rag/lexical"
)

// considered is how many passages are searched for sentences.
const considered = 32

// evidence is a sentence that may answer, with what speaks for it.
type evidence struct {
	passage   *corpus.Passage
	rank      float64     // of its passage, 0..1
	share     float64     // of the query's weight that its passage has, 0..1
	span      corpus.Span // in the article's text
	at        int         // its place in passage.Sentences
	quoted    float64     // share of the question's quoted phrases that its passage has
	named     float64     // share of the question's names that its passage has
	titled    float64     // share of the query's weight in its article's title, where the question has all of that
	shown     float64     // of the query's weight that it has, pronouns understood, 0..1
	room      int         // bytes that its quote may have
	tokens    []lexical.Token
	names     []mention
	countries []country
	people    []string  // those named whom the question does not name, by last name
	own       []float64 // for each word of the query: how well the sentence has it, 0..1
	hits      []float64 // the same, with what its pronoun means where that is shown
	around    []float64 // the same for its surroundings: neighbours, heading, title
	signs     signs
	score     float64
}

// text is the sentence.
func (e *evidence) text() string { return e.passage.Article.Quote(e.span) }

// gather finds the sentences of the best passages and weighs them, best first:
// those first whose passages have what the question quotes.
func (s *Snapshot) gather(ctx context.Context, q *query) ([]*evidence, error) {
	hits, err := s.retrieve(ctx, q, considered)
	if err != nil {
		return nil, err
	}
	var found []*evidence
	for _, h := range hits {
		found = append(found, s.weigh(q, h)...)
	}
	slices.SortStableFunc(found, func(a, b *evidence) int {
		return cmp.Or(cmp.Compare(b.quoted, a.quoted), cmp.Compare(b.order(), a.order()))
	})
	return found, nil
}

// byTitle is what it counts in the order of sentences that the question names
// their article by its title: that is about what is asked. It is no part of the
// score, so that others are heard beside it.
const byTitle = 0.5

func (e *evidence) order() float64 { return e.score + byTitle*e.titled }

// weigh looks at each sentence of a passage, first alone, then with what stands
// around it.
func (s *Snapshot) weigh(q *query, h Hit) []*evidence {
	sentences := s.sentences(q, h)
	title := lexical.Tokenize(h.Passage.Article.Title + " . " + h.Passage.Heading)
	head := s.match(q, title, countriesIn(title, nil))
	quoted := q.quotes(title)
	for _, e := range sentences {
		quoted = math.Max(quoted, q.quotes(e.tokens))
	}
	by := s.titled(q, h.Passage.Article)
	passage := make([]float64, len(q.words))
	raise(passage, head, headShare)
	for _, e := range sentences {
		raise(passage, e.hits, 1)
	}
	named := q.nameShare(passage)
	understand(sentences)
	beforeAll, afterAll := s.beside(q, h.Passage)
	for i, e := range sentences {
		e.share, e.quoted, e.named, e.titled = q.share(passage), quoted, named, q.share(by)
		e.around = make([]float64, len(q.words))
		raise(e.around, head, headShare)
		before, after := beforeAll, afterAll
		if i > 0 {
			before = sentences[i-1].hits
		}
		if i+1 < len(sentences) {
			after = sentences[i+1].hits
		}
		raise(e.around, before, beforeShare)
		raise(e.around, after, afterShare)
		e.shown = q.share(q.about(e.hits, passage, by))
		if e.beginsWithPronoun() {
			meant := slices.Clone(e.hits)
			raise(meant, before, 1)
			raise(meant, head, 1)
			e.shown = q.share(q.about(meant, passage, by))
		}
		s.rate(q, e)
	}
	return sentences
}

// beside is what the sentences right before and right after a passage have of the
// query, nil where none stands there.
func (s *Snapshot) beside(q *query, p *corpus.Passage) (before, after []float64) {
	at := s.byName[p.ID]
	if at > 0 {
		if o := &s.passages[at-1]; follows(o, p) {
			last := o.Sentences[len(o.Sentences)-1]
			tokens := s.index.Tokens(at - 1)
			before = s.match(q, tokens[firstToken(tokens, last.Start-o.Start):], nil)
		}
	}
	if at+1 < len(s.passages) {
		if o := &s.passages[at+1]; follows(p, o) {
			tokens := s.index.Tokens(at + 1)
			after = s.match(q, tokens[:firstToken(tokens, o.Sentences[0].End-o.Start)], nil)
		}
	}
	return before, after
}

// follows tells whether a passage goes on where another ends.
func follows(first, next *corpus.Passage) bool {
	return first.Article == next.Article && first.End <= next.Start && strings.TrimSpace(next.Article.Text[first.End:next.Start]) == ""
}

// understand lends a sentence that begins with a pronoun the words of the one
// before it, where the two are shown together.
func understand(sentences []*evidence) {
	for i, e := range sentences {
		if i > 0 && e.quote().Start < e.span.Start {
			e.hits = slices.Clone(e.own)
			raise(e.hits, sentences[i-1].own, pronounShare)
		}
	}
}

// sentences are those of a passage, with what each of them says.
func (s *Snapshot) sentences(q *query, h Hit) []*evidence {
	p := h.Passage
	text, all := p.Article.Quote(p.Span), s.index.Tokens(s.byName[p.ID])
	out := make([]*evidence, len(p.Sentences))
	for i, span := range p.Sentences {
		from, to := firstToken(all, span.Start-p.Start), firstToken(all, span.End-p.Start)
		e := &evidence{passage: p, span: span, at: i, tokens: all[from:to], rank: h.Score, room: min(comfortable, s.options.Settings.MaxCharacters)}
		e.names = s.names.mentions(text, e.tokens)
		e.people = s.people(q, e)
		e.countries = countriesIn(e.tokens, e.names)
		e.own = s.match(q, e.tokens, e.countries)
		e.hits = e.own
		out[i] = e
	}
	return out
}

// about are the hits of a sentence with the names that its passage has, and with
// the title by which the question names its article: one that is about a town need
// not name it in each sentence.
func (q *query) about(hits, passage, title []float64) []float64 {
	out := slices.Clone(hits)
	raise(out, title, 1)
	for i, w := range q.words {
		if w.name {
			out[i] = math.Max(out[i], passage[i])
		}
	}
	return out
}

// What a word in the surroundings of a sentence is worth, beside 1 for one in
// the sentence itself.
const (
	headShare   = 0.5 // title and section heading
	beforeShare = 0.5 // the sentence before
	afterShare  = 0.3 // the sentence after

	pronounShare = 0.8 // the sentence before, where it says what a pronoun means
)

func raise(to, by []float64, share float64) {
	for i, x := range by {
		to[i] = math.Max(to[i], share*x)
	}
}

// match tells for each word of the query how well the tokens have it, 0..1.
func (s *Snapshot) match(q *query, tokens []lexical.Token, countries []country) []float64 {
	hits := make([]float64, len(q.words))
	for _, t := range tokens {
		if !t.Stop {
			raise(hits, s.kinships(q, t), 1)
		}
	}
	for i, w := range q.words {
		for _, c := range countries {
			hits[i] = math.Max(hits[i], w.sameCountry(c))
		}
		w.met = math.Max(w.met, hits[i])
	}
	return hits
}

// kinships are how well a word of the collection stands for each word of the
// query, computed once for a question: a word stands in many sentences.
func (s *Snapshot) kinships(q *query, t lexical.Token) []float64 {
	key := kinKey{t.Word, t.Caps}
	if all, ok := q.kin[key]; ok {
		return all
	}
	all := make([]float64, len(q.words))
	other := kinWord{Token: t, name: s.names.has(t.Word) || t.Caps, sense: s.options.Kin.sense(t)}
	for i, w := range q.words {
		all[i] = s.standsFor(w, &other)
	}
	q.kin[key] = all
	return all
}

// kinship is how well a word of the collection stands for one of the query, 0..1.
func (s *Snapshot) kinship(q *query, w *queryWord, t lexical.Token) float64 {
	return s.kinships(q, t)[w.at]
}

// standsFor works out a kinship: 1 for the same word. Names and numbers are
// never matched by meaning: to vectors one country is much like its neighbour.
func (s *Snapshot) standsFor(w *queryWord, t *kinWord) float64 {
	if w.Stem == t.Stem || w.Word == t.Word {
		return 1
	}
	switch {
	case w.Number || t.Number:
		return 0
	case w.name && t.name:
		if w.surname != "" && w.surname == t.Word {
			return 1
		}
		if kindred(w.Word, t.Word) {
			return samePeople
		}
		return s.names.belongs(w, t.Word)
	case w.name || t.name:
		if oneRoot(w.Word, t.Word) {
			return 0.8
		}
		return 0
	}
	return s.options.Kin.alike(w.Token, w.sense, t.Token, t.sense)
}

// kinWord is a word of the collection that is compared with those of a query.
type kinWord struct {
	lexical.Token
	name  bool // stands for a name
	sense sense
}
