package rag

import (
	"context"
	"math"
	"slices"
	"strings"

	"talksbot/internal/corpus"
	"talksbot/internal/rag/lexical"
)

// Ask answers a question, or says that the collection does not.
func (s *Snapshot) Ask(ctx context.Context, question string) (Answer, error) {
	return s.AskWith(ctx, question, Asking{})
}

// AskWith answers a question, with what is said of how. In a conversation it is
// first made one that needs no turn before it.
func (s *Snapshot) AskWith(ctx context.Context, question string, a Asking) (Answer, error) {
	alone, before, err := s.standalone(ctx, question, a)
	if err != nil {
		return Answer{}, err
	}
	if partial := a.Partial; partial != nil {
		a.Partial = func(answer Answer) { partial(answer.AskedAs(question)) }
	}
	d, w, err := s.draftOf(ctx, alone, a)
	if err != nil {
		return Answer{}, err
	}
	answer, err := verify(s, d)
	if err != nil {
		return Answer{}, err
	}
	answer.writing = before.then(w)
	return answer.AskedAs(question), nil
}

// draftOf is what is to be shown to a question that needs no turn before it.
func (s *Snapshot) draftOf(ctx context.Context, m meant, a Asking) (draft, Writing, error) {
	asked, foreign := s.stranger(m.question)
	if m.tongue != "" && !foreign {
		asked, foreign = m.tongue, m.names != nil || !m.own || s.options.Model != nil && !a.Quoted
	}
	if foreign {
		return s.abroad(ctx, m, asked, a)
	}
	return s.selected(ctx, m.question, a)
}

// selected answers a question in the collection's language: quoted, or written
// where there is a model.
func (s *Snapshot) selected(ctx context.Context, question string, a Asking) (draft, Writing, error) {
	q := s.newQuery(question)
	found, err := s.gather(ctx, q)
	if err != nil {
		return draft{}, Writing{}, err
	}
	chosen := s.choose(q, found)
	d := draft{question: question, confidence: s.confidence(q, found), abstention: s.abstain(q), closest: q.closest(chosen)}
	if q.fixed {
		d.understood = q.understood()
	}
	if len(chosen) > 0 && d.confidence >= s.options.Settings.MinConfidence {
		d.lines = q.lines(chosen)
	}
	if s.options.Model == nil || a.Quoted || len(chosen) == 0 || d.confidence < askedFrom {
		return d, Writing{}, nil
	}
	return s.write(ctx, d, found, a)
}

// Sizes of an answer, in bytes and sentences. One article answers most
// questions with a few of its sentences; where several articles speak to a
// question, each may need one of its own.
const (
	comfortable  = 560
	stretched    = 800 // with sentences nearly as good as the best
	oneSentences = 4   // of one article
	severalMost  = 5   // of several
)

// Shares of the best sentence's score.
const (
	nearlyAsGood  = 0.8  // may stretch the answer
	asGoodAVoice  = 0.75 // the same where several articles speak
	goodEnough    = 0.62 // a further sentence must gain
	goodEnoughWho = 0.5  // the same where people are gathered
	alsoSpeaks    = 0.75 // another article's best sentence, for it to be heard
	asGoodWithout = 0.9  // a sentence without the time, number or place that is asked for
)

// Shares of what the best sentence's passage has of the question, below which
// another is about something else.
const (
	sameMatter = 0.5 // of its words, where the article is another
	sameNames  = 0.5 // of its names
)

// The shares of words above which two sentences say the same. One article comes
// back to its matter in its own words and seldom says a thing twice.
const (
	sameThing      = 0.6
	sameThingThere = 0.8 // where one article answers alone
)

// What a sentence adds to those chosen, beside its own score.
const (
	newWords     = 0.2    // all words of the question that the others lack
	newArticle   = 0.15   // another article, where positions and people are asked for
	newVoice     = 0.25   // another article, where a fact is asked for and its passage is as near to the question
	newPeople    = 0.5    // people whom the others do not name, where people are asked for
	newSide      = 0.35   // another article or other people, where a comparison is asked for
	sameFolk     = 0.7    // of the gain remains where it names only people named before
	offFocus     = 0.8    // of it where it lacks what is asked after, which the best one has
	perByte      = 0.0008 // taken off for its length
	perByteAlone = 0.0012 // the same where one article answers alone
)

// choose takes the sentences that answer together: the best one, then those
// that add most to it.
func (s *Snapshot) choose(q *query, found []*evidence) []*evidence {
	if len(found) == 0 || found[0].signs[signCoverage] == 0 {
		return nil
	}
	if chosen := s.rollCall(q, found); chosen != nil {
		return chosen
	}
	found = s.onItsTitle(q, found)
	c := choice{Snapshot: s, query: q, top: found[0].score, most: oneSentences}
	c.take(c.newest(found[0], found))
	if c.several(found) {
		c.most = severalMost
	} else {
		found = ofArticle(found, found[0].passage.Article)
	}
	for {
		next, gain := c.best(found, c.hasRoom)
		if next == nil || gain < c.floor()*c.top {
			next, gain = c.best(found, c.isAnotherVoice)
		}
		if next == nil || gain < c.floor()*c.top {
			break
		}
		c.take(next)
	}
	return c.chosen
}

// choice is an answer in the making.
type choice struct {
	*Snapshot
	query  *query
	chosen []*evidence
	length int     // bytes of the quotes chosen
	top    float64 // the best sentence's score
	most   int     // sentences
}

func (c *choice) take(e *evidence) {
	if before := e.quote(); before.Start < e.span.Start && shows(c.chosen, e.passage.Article.Text[before.Start:e.span.Start]) {
		e.room = 0 // what explains its pronoun is shown already
	}
	c.chosen = append(c.chosen, e)
	c.length += e.quote().Len()
}

// newest is the sentence itself, or the newest that says the same in the same
// words where the question is about how things stand.
func (c *choice) newest(e *evidence, found []*evidence) *evidence {
	if !c.query.now || c.query.past {
		return e
	}
	newest := e
	for _, f := range found {
		later := f.passage.Article.Published.Compare(newest.passage.Article.Published) > 0
		if later && !f.passage.Article.Published.IsZero() && f.text() == e.text() {
			newest = f
		}
	}
	return newest
}

// several tells whether more than one article speaks to the question.
func (c *choice) several(found []*evidence) bool {
	for _, e := range found {
		if e.passage.Article != found[0].passage.Article {
			return c.query.compare || e.score >= alsoSpeaks*c.top
		}
	}
	return false
}

// onItsTitle are the sentences of the articles that the question names by their
// title, where the best one is of such an article: it is about just what is
// asked, and others only touch on it. One that has as much of the question in a
// sentence of its own does more than that: it may say the contrary. A comparison
// may need others, too.
func (s *Snapshot) onItsTitle(q *query, found []*evidence) []*evidence {
	if q.compare || !s.titles(q, found[0].passage.Article) {
		return found
	}
	named := map[*corpus.Article]bool{}
	for _, e := range found {
		if a := e.passage.Article; !named[a] {
			named[a] = s.titles(q, a) || q.share(e.own) >= asMuch*q.share(found[0].own)
		}
	}
	return slices.DeleteFunc(slices.Clone(found), func(e *evidence) bool { return !named[e.passage.Article] })
}

// inTitle is the share of an article's title that a question must have to name
// the article.
const inTitle = 0.8

// asMuch is how much of the question a sentence must have, by what the best one
// has, to be heard beside it.
const asMuch = 0.9

// titles tells whether a question has the words of an article's title.
func (s *Snapshot) titles(q *query, a *corpus.Article) bool {
	var have, all float64
	for _, t := range lexical.Tokenize(a.Title) {
		if t.Stop {
			continue
		}
		w := s.index.IDF(t.Stem) + 0.1
		all += w
		if q.has(t.Word) {
			have += w
		}
	}
	return all > 0 && have >= inTitle*all
}

// titled is what an article's title has of the question's words, nothing where
// the question does not name the article by it.
func (s *Snapshot) titled(q *query, a *corpus.Article) []float64 {
	if !s.titles(q, a) {
		return make([]float64, len(q.words))
	}
	return s.match(q, lexical.Tokenize(a.Title), nil)
}

func ofArticle(found []*evidence, a *corpus.Article) []*evidence {
	return slices.DeleteFunc(slices.Clone(found), func(e *evidence) bool { return e.passage.Article != a })
}

// floor is the share of the best sentence's score that a further one must gain.
func (c *choice) floor() float64 {
	if c.query.kind == person {
		return goodEnoughWho
	}
	return goodEnough
}

// best finds the sentence that adds most to those chosen and still has room.
func (c *choice) best(found []*evidence, fits func(*evidence) bool) (*evidence, float64) {
	var next *evidence
	best := 0.0
	for _, e := range found {
		if e.signs[signCoverage] == 0 || !fits(e) || e.elsewhere(c.chosen[0]) || c.ridesAlong(e) || c.repeats(e) {
			continue
		}
		if gain := c.gain(e); gain > best {
			next, best = e, gain
		}
	}
	return next, best
}

func (c *choice) hasRoom(e *evidence) bool {
	length := c.length + e.quote().Len()
	if len(c.chosen) >= c.most || length > min(stretched, c.options.Settings.MaxCharacters) {
		return false
	}
	if c.namesOthers(e) {
		return false
	}
	good := nearlyAsGood
	if c.most == severalMost {
		good = asGoodAVoice
	}
	return length <= comfortable || e.score >= good*c.top
}

// ridesAlong tells whether a sentence adds nothing that is asked for: a time, a
// number or a place is, the best sentence has one, and this one has none, unless
// it is nearly as good and nearer to the question.
func (c *choice) ridesAlong(e *evidence) bool {
	q, best := c.query, c.chosen[0]
	if !q.visible() || q.compare || q.asksTwice() {
		return false
	}
	if best.signs[signKind] < visibly || e.signs[signKind] >= visibly {
		return false
	}
	return e.score <= asGoodWithout*c.top || q.share(e.own) <= q.share(best.own)
}

// namesOthers tells whether people are asked for and a sentence has too little of
// the question, by what the best one has: it may name people, but not these.
func (c *choice) namesOthers(e *evidence) bool {
	q := c.query
	return q.kind == person && !q.compare && q.share(e.hits) < halfAsMuch*q.share(c.chosen[0].hits)
}

// halfAsMuch is how much of the question a sentence must have, by what the best
// one has, to name people beside it.
const halfAsMuch = 0.5

// asksTwice tells whether a question asks for something else, too: "when was it
// built and why".
func (q *query) asksTwice() bool {
	for i := 1; i < len(q.tokens); i++ {
		if q.tokens[i-1].Word == "and" && askingWords[q.tokens[i].Word] {
			return true
		}
	}
	return false
}

// gain is the score of a sentence, with what it adds to those chosen.
func (c *choice) gain(e *evidence) float64 {
	q, chosen, length := c.query, c.chosen, perByteAlone
	if c.most == severalMost {
		length = perByte
	}
	gain := e.score + newWords*q.fresh(e, chosen) - length*float64(e.quote().Len())
	other := yes(!speaks(chosen, e.passage.Article))
	people := 1 - math.Pow(0.5, float64(e.unnamed(chosen)))
	switch {
	case q.compare:
		gain += newSide*other + newSide*people
	case q.kind == person:
		gain += newArticle*other + newPeople*people
		if people == 0 && len(e.people) > 0 {
			gain *= sameFolk
		}
	case q.kind == stance || q.kind == yesNo:
		gain += newArticle * other
	case q.asksFact():
		gain += newVoice * other * math.Pow(e.share/math.Max(chosen[0].share, 1e-9), 2)
	}
	if q.strayed(e, chosen[0]) {
		gain *= offFocus
	}
	return gain
}

// strayed tells whether a sentence lacks what is asked after, though the best
// one has it. A comparison may need such sentences.
func (q *query) strayed(e, best *evidence) bool {
	if q.compare || q.focus < 0 || best.hits[q.focus] < 0.9 || e.hits[q.focus] >= sceneShare {
		return false
	}
	return q.kind == person || q.kind == stance || q.kind == statement || q.kind == yesNo
}

// elsewhere tells whether a sentence stands in a passage about something else:
// one that lacks what the question names or quotes, though that of the best
// sentence has it.
func (e *evidence) elsewhere(best *evidence) bool {
	if e.quoted < best.quoted || e.named < sameNames*best.named {
		return true
	}
	return e.passage.Article != best.passage.Article && e.share < sameMatter*best.share
}

// fresh is the share of the query's weight that a sentence has and those chosen
// lack.
func (q *query) fresh(e *evidence, chosen []*evidence) float64 {
	missing := make([]float64, len(q.words))
	for i, x := range e.hits {
		for _, c := range chosen {
			x = math.Min(x, e.hits[i]-c.hits[i])
		}
		missing[i] = math.Max(0, x)
	}
	return q.share(missing)
}

// unnamed counts the people of a sentence whom those chosen do not name.
func (e *evidence) unnamed(chosen []*evidence) int {
	n := 0
	for _, p := range e.people {
		if !slices.ContainsFunc(chosen, func(c *evidence) bool { return slices.Contains(c.people, p) }) {
			n++
		}
	}
	return n
}

// repeats tells whether a sentence is one of those chosen in other words.
func (c *choice) repeats(e *evidence) bool {
	if shows(c.chosen, e.text()) {
		return true
	}
	same := sameThing
	if c.most == oneSentences {
		same = sameThingThere
	}
	for _, o := range c.chosen {
		if shown, other := e.span, o.quote(); o.passage.Article == e.passage.Article && other.Start < shown.End && shown.Start < other.End {
			return true
		}
		if c.overlap(e.tokens, o.tokens) > same && !c.differs(e, o) {
			return true
		}
	}
	return false
}

// shows tells whether a text is a part of what is shown of the sentences.
func shows(chosen []*evidence, text string) bool {
	text = strings.TrimSpace(text)
	return slices.ContainsFunc(chosen, func(e *evidence) bool {
		return strings.Contains(e.passage.Article.Quote(e.quote()), text)
	})
}

// differs tells whether two sentences of different articles that say nearly the
// same disagree: one of them denies it, or each has a name or a number that the
// other lacks.
func (s *Snapshot) differs(a, b *evidence) bool {
	if a.passage.Article == b.passage.Article {
		return false
	}
	return denies(a.tokens) != denies(b.tokens) || s.ownFact(a, b) && s.ownFact(b, a)
}

// ownFact tells whether a sentence has a name or a number that the other lacks.
func (s *Snapshot) ownFact(e, other *evidence) bool {
	for i, t := range e.tokens {
		if !t.Number && (i == 0 || !t.Upper || t.Stop) {
			continue
		}
		if !hasWord(other.tokens, t) {
			return true
		}
	}
	return false
}

// overlap is the share of the shorter sentence's weighty words that the other
// has too.
func (s *Snapshot) overlap(a, b []lexical.Token) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	other := map[string]bool{}
	for _, t := range b {
		other[t.Stem] = true
	}
	var same, all float64
	for _, t := range a {
		if t.Stop {
			continue
		}
		w := s.index.IDF(t.Stem) + 0.1
		all += w
		if other[t.Stem] {
			same += w
		}
	}
	if all == 0 {
		return 0
	}
	return same / all
}

// quote is the range that is shown of a sentence: with the sentence before it
// where it begins with a pronoun, unless the two are too long together.
func (e *evidence) quote() corpus.Span {
	span := e.span
	if e.at > 0 && e.beginsWithPronoun() {
		before := e.passage.Sentences[e.at-1]
		if span.End-before.Start <= e.room {
			span.Start = before.Start
		}
	}
	return span
}

func (e *evidence) beginsWithPronoun() bool {
	return len(e.tokens) > 0 && pronouns[e.tokens[0].Word]
}

var pronouns = lexical.Set(`he she it they his her its their this that these those him them`)
