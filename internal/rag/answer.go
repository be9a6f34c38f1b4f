package rag

import (
	"fmt"
	"strings"
	"time"

	"talksbot/internal/corpus"
	"talksbot/internal/language"
	"talksbot/internal/rag/support"
)

// Mode tells how the sentences of an answer came about.
type Mode string

// Quoted answers consist of sentences of the articles, word for word. Generated
// ones were written by a language model, and each of their sentences is carried
// by the sentences that it cites.
const (
	Quoted    Mode = "quoted"
	Generated Mode = "generated"
)

// Citation is a quote and the place where it stands.
type Citation struct {
	N       int // the number of its marker, from 1
	Article *corpus.Article
	corpus.Span
}

// Quote is the cited text, exactly as it stands in the article.
func (c Citation) Quote() string { return c.Article.Quote(c.Span) }

// Line is one statement of an answer.
type Line struct {
	Label     string // what stands before the quotes, such as a date; "" for none
	Text      string // the sentence that the quotes carry, of a generated answer; "" of a quoted one
	Citations []Citation
}

// Language is a language, as internal/language has it.
type Language = language.Language

// Answer is what may be shown. Only verify makes one that says something: the
// zero Answer has no lines, and not even a sentence of its own.
type Answer struct {
	question   string
	understood string
	asOf       corpus.Date
	revision   string
	lines      []Line
	abstention string
	closest    []Citation
	confidence float64
	mode       Mode
	unproven   bool
	writing    Writing

	language     Language
	translation  []Line
	untranslated bool
}

// Writing is what came of asking a language model; the zero value where none was
// asked.
type Writing struct {
	Usage    Usage         // of all that it was asked for
	First    time.Duration // until the first sentence was verified; 0 for none
	Dropped  int           // sentences that nothing carries
	Trouble  error         // why the model's text is no answer; nil where it is one, or could have been
	Setbacks []error       // what else it was asked for in vain, each with what was done instead
}

// Question is the question as it was asked.
func (a Answer) Question() string { return a.question }

// Understood is the question as it was searched for, where that differs from
// what was asked (a misspelled word, say), and "" where it does not.
func (a Answer) Understood() string { return a.understood }

// AsOf is the day after which nothing was looked at, zero where there is none.
func (a Answer) AsOf() corpus.Date { return a.asOf }

// Revision names the content of the collection that the answer comes from.
func (a Answer) Revision() string { return a.revision }

// Mode tells how the answer's sentences came about.
func (a Answer) Mode() Mode {
	if a.mode == "" {
		return Quoted
	}
	return a.mode
}

// Writing tells what came of asking a language model.
func (a Answer) Writing() Writing { return a.writing }

// Unproven is true where a language model wrote an answer of which too little
// was carried by the articles, so that quotes stand in its place.
func (a Answer) Unproven() bool { return a.unproven }

// Abstained is true where the collection does not answer the question.
func (a Answer) Abstained() bool { return len(a.lines) == 0 }

// Abstention says, in a sentence or two of our own, that the collection does
// not answer and what it is about; "" where there is an answer.
func (a Answer) Abstention() string { return a.abstention }

// Closest are, beside an abstention, the passages' sentences that come nearest to
// the question where the collection is about its subject. They are no answer, so
// their N is 0.
func (a Answer) Closest() []Citation { return a.closest }

// Confidence is between 0 and 1: the higher, the likelier that the collection
// answers the question. It orders questions; it is not a probability.
func (a Answer) Confidence() float64 { return a.confidence }

// Lines are the statements in the order in which they are to be read.
func (a Answer) Lines() []Line { return a.lines }

// Language is that of the collection, so that of the lines; "" where it cannot be
// told.
func (a Answer) Language() Language { return a.language }

// Translation are the lines as a language model put them into the language of the
// question, each with the citations of the line that it translates; nil where
// there is none. Citations and numbers are compared, the meaning is not: the lines
// themselves are what is verified, and should be at hand where this is shown.
func (a Answer) Translation() []Line { return a.translation }

// Untranslated is true where a language model was to translate the lines and what
// it wrote cannot be used.
func (a Answer) Untranslated() bool { return a.untranslated }

// Citations are the citations of all lines, ordered by N. One that stands in
// several lines is given once.
func (a Answer) Citations() []Citation {
	var all []Citation
	for _, l := range a.lines {
		for _, c := range l.Citations {
			if c.N > len(all) {
				all = append(all, c)
			}
		}
	}
	return all
}

// draft is what selection proposes to show.
type draft struct {
	question, understood string
	lines                []draftLine
	confidence           float64
	abstention           string // what is said where there are no lines
	closest              []quote
	mode                 Mode
	unproven             bool
	translation          []string // of the lines, with their markers; nil for none
	untranslated         bool
}

type draftLine struct {
	label  string
	text   string // of a generated answer
	quotes []quote
}

type quote struct {
	article *corpus.Article
	corpus.Span
}

// verify makes the Answer of a draft: the one place where Answers come from.
// It is an error where a quote's article is not the snapshot's own, where its
// range does not lie within the article's own prose, where it is empty, where the
// quotes of a line do not carry its text, or where a translation is not line for
// line that of the lines.
func verify(s *Snapshot, d draft) (Answer, error) {
	a := Answer{
		question: d.question, understood: d.understood, asOf: s.asOf,
		revision: s.revision, confidence: d.confidence, abstention: d.abstention,
		mode: d.mode, unproven: d.unproven,
		language: s.tongues.main, untranslated: d.untranslated,
	}
	if len(d.lines) > 0 {
		a.abstention, d.closest = "", nil
	}
	numbers := map[quote]int{} // the same quote has the same number
	for _, dl := range d.lines {
		line := Line{Label: dl.label, Text: dl.text}
		if err := s.proven(dl); err != nil {
			return Answer{}, err
		}
		for _, q := range dl.quotes {
			if err := s.check(q); err != nil {
				return Answer{}, err
			}
			if numbers[q] == 0 {
				numbers[q] = len(numbers) + 1
			}
			line.Citations = append(line.Citations, Citation{N: numbers[q], Article: q.article, Span: q.Span})
		}
		if len(line.Citations) == 0 {
			return Answer{}, fmt.Errorf("line %d of the draft for %q cites nothing", len(a.lines)+1, d.question)
		}
		a.lines = append(a.lines, line)
	}
	if d.translation != nil {
		var err error
		if a.translation, err = translated(a.lines, d.translation); err != nil {
			return Answer{}, err
		}
	}
	for _, q := range d.closest {
		if err := s.check(q); err != nil {
			return Answer{}, err
		}
		a.closest = append(a.closest, Citation{Article: q.article, Span: q.Span})
	}
	if a.Abstained() && a.abstention == "" {
		return Answer{}, fmt.Errorf("the draft for %q says nothing", d.question)
	}
	return a, nil
}

// proven tells whether the quotes of a line carry its text, if it has one.
func (s *Snapshot) proven(l draftLine) error {
	if l.text == "" {
		return nil
	}
	k := knowledge{kin: s.options.Kin, names: s.names}
	var evidence []support.Evidence
	var cited []string
	for i, q := range l.quotes {
		if err := s.check(q); err != nil {
			return err
		}
		cited = append(cited, q.article.Quote(q.Span))
		evidence = append(evidence, s.readQuote(k, q, i)...)
	}
	if !wellFormed(l.text) || !inOrder(l.text, cited) || !s.idiomatic(l.text) {
		return fmt.Errorf("a sentence has not the form of one, or its words are in no order: %q", l.text)
	}
	for _, p := range sentencesOf(k, l.text) {
		if support.Weigh(k, p.Sentence, evidence).Verdict != support.Supported {
			return fmt.Errorf("a sentence is not carried by what it cites: %q", l.text)
		}
	}
	return nil
}

// readQuote reads the sentences of a quote that state something.
func (s *Snapshot) readQuote(k knowledge, q quote, text int) []support.Evidence {
	var evidence []support.Evidence
	for _, p := range s.Passages(q.article) {
		for _, span := range p.Sentences {
			if span.Start >= q.Start && span.End <= q.End && !isOrder(q.article.Quote(span)) {
				evidence = append(evidence, support.Evidence{Sentence: support.Read(k, q.article.Quote(span), q.article.Published.Time()), Text: text})
			}
		}
	}
	return evidence
}

// check tells whether a quote may be shown: it lies in one run of sentences of
// an article of this snapshot.
func (s *Snapshot) check(q quote) error {
	if q.article == nil || s.byID[q.article.ID] != q.article {
		return fmt.Errorf("a quote is from an article that revision %s does not have", s.revision)
	}
	text := q.article.Text
	if q.Start < 0 || q.End > len(text) || q.Start >= q.End || strings.TrimSpace(text[q.Start:q.End]) == "" {
		return fmt.Errorf("a quote is not in the text of %s: [%d:%d) of %d bytes", q.article.ID, q.Start, q.End, len(text))
	}
	for _, p := range s.Passages(q.article) {
		if q.Start >= p.Start && q.End <= p.End {
			return nil
		}
	}
	return fmt.Errorf("a quote of %s crosses a line that was passed over: [%d:%d)", q.article.ID, q.Start, q.End)
}
