package discord

import (
	"fmt"
	"strings"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// The sizes of what is not quoted from an article, in units as shown. A question
// of maxQuestion characters always fits, whatever it is made of.
const (
	maxAsked          = 1000
	maxUnderstood     = 700
	maxShownTitle     = 200
	maxShownPublisher = 80
	maxNote           = 600
)

// What an answer's message is recognised by when it is read back.
const (
	answerFoot    = "Quoted word for word"
	writtenFoot   = "Written by a language model, each sentence checked against its sources"
	sortedFoot    = "Quoted word for word, sorted with the help of a language model"
	noAnswerFoot  = "Nothing is cited"
	ofOriginal    = "A translation. Its original: " // stands before the foot of a translated answer
	noAnswerMark  = "No answer in the articles"
	understoodAs  = "Understood as: "
	sourcesHeader = "**Sources**"
)

// answered is what is shown of a rag.Answer.
type answered interface {
	Question() string
	Understood() string
	AsOf() corpus.Date
	Revision() string
	Abstained() bool
	Abstention() string
	Closest() []rag.Citation
	Lines() []rag.Line
	Citations() []rag.Citation
	Mode() rag.Mode
	Unproven() bool
	Language() rag.Language
	Translation() []rag.Line
	Untranslated() bool
}

// answer is an answer with its controls.
func (r renderer) answer(a answered, notes []string, o occasion) []message {
	o.asOf = a.AsOf()
	s := answerSheet(a, o)
	if a.Abstained() {
		s = abstentionSheet(a, o)
	}
	messages := s.noted(notes).render(o.plain)
	c := control{asker: o.asker, asOf: o.asOf, revision: o.revision(a)}
	messages[0].Components = r.controls(c, evidenceOptions(a.Citations()), o.private)
	for i := range messages[1:] {
		messages[i+1].Components = r.removal(c)
	}
	return messages
}

// revision is that of the collection, also where an answer knows a part of it.
func (o occasion) revision(a answered) string {
	if o.snapshot == nil {
		return a.Revision()
	}
	return o.snapshot.Revision()
}

func answerSheet(a answered, o occasion) sheet {
	lines := append(howAsked(a), statements(a.Lines())...)
	if a.Translation() != nil {
		lines = append(howAsked(a), statements(a.Translation())...)
		lines = append(lines, hidden(a.Lines())...)
	}
	lines = append(lines, sources(a.Citations(), o.plain)...)
	return sheet{
		sections: []section{{title: a.Question(), asked: true, colour: blue, lines: aged(lines, o)}},
		foot:     footOf(a) + " · revision " + o.revision(a), whole: true,
	}
}

// footOf says how the sentences of an answer came about.
func footOf(a answered) string {
	foot := answerFoot
	if a.Mode() == rag.Generated {
		foot = writtenFoot
	}
	if a.Translation() != nil {
		foot = ofOriginal + foot
	}
	return foot
}

// abstentionSheet says that there is no answer. What comes close stands apart,
// and is named for what it is.
func abstentionSheet(a answered, o occasion) sheet {
	lines := append(howAsked(a), ours(clipped(a.Abstention(), embedRoom/2)).apart())
	s := sheet{
		sections: []section{{mark: noAnswerMark, title: a.Question(), asked: true, colour: grey, lines: aged(lines, o)}},
		foot:     noAnswerFoot + " · revision " + o.revision(a),
	}
	if len(a.Closest()) > 0 {
		s.sections = append(s.sections, section{mark: "Closest in the articles (no answer)", colour: grey, lines: closest(a.Closest(), o.plain)})
	}
	return s
}

// aged adds the warning where the news are old.
func aged(lines []line, o occasion) []line {
	if warning, ok := o.warning(); ok {
		lines = append(lines, ours(warning).apart())
	}
	return lines
}

// howAsked says how a question was understood and as of which day.
func howAsked(a answered) []line {
	var lines []line
	if a.Understood() != "" {
		lines = append(lines, small(understoodAs+"%s", clipped(a.Understood(), maxUnderstood)))
	}
	if d := a.AsOf(); !d.IsZero() {
		lines = append(lines, small(asOfFormat, day(d)))
	}
	if a.Unproven() {
		lines = append(lines, small("%s", unproven))
	}
	from := a.Language().Name("en")
	switch {
	case a.Translation() != nil:
		lines = append(lines, small(translatedFormat, from))
	case a.Untranslated():
		lines = append(lines, small(untranslatedFormat, from))
	}
	return lines
}

// What is said of an answer to a question in another language than the articles'.
const (
	translatedFormat   = "Translated from %s by a language model; a click below shows the checked original"
	untranslatedFormat = "In %s: the language model's translation cannot be used, so this is the checked original"
)

// unproven says why an answer is quoted though there is a language model.
const unproven = "Quoted: what the language model wrote is not carried by the articles"

// asOfFormat says that an answer knows nothing that came later.
const asOfFormat = "As of %s, and nothing later"

// statements are the lines of an answer, one below the other where there is more
// than one.
func statements(of []rag.Line) []line {
	var lines []line
	for i, l := range of {
		var s line
		if len(of) > 1 || l.Label != "" {
			s = s.of(run{ours: "- "})
		}
		if l.Label != "" {
			s = s.of(run{ours: "**" + clipped(l.Label, maxShownTitle) + ":** "})
		}
		s = s.of(proven(l)...)
		s.gap = i == 0
		lines = append(lines, s)
	}
	return lines
}

// hidden are the lines of an answer behind a veil that a click takes away.
func hidden(of []rag.Line) []line {
	var lines []line
	for i, l := range of {
		s := line{veil: true, gap: i == 0}
		if l.Label != "" {
			s = s.of(run{ours: "**" + clipped(l.Label, maxShownTitle) + ":** "})
		}
		lines = append(lines, s.of(proven(l)...))
	}
	return lines
}

// proven is what a line says, with the markers of what it rests on.
func proven(l rag.Line) []run {
	var runs []run
	if l.Text != "" {
		runs = append(runs, run{theirs: l.Text})
	}
	for j, c := range l.Citations {
		if l.Text == "" {
			if j > 0 {
				runs = append(runs, run{ours: " "})
			}
			runs = append(runs, run{theirs: c.Quote()})
		}
		runs = append(runs, run{ours: fmt.Sprintf(" [%d]", c.N)})
	}
	return runs
}

// sources lists each cited article once, with the markers that point to it.
func sources(citations []rag.Citation, plain bool) []line {
	header := ours(sourcesHeader).apart().sticky()
	return append([]line{header}, byArticle(citations, func(a *corpus.Article) string { return source(a, plain) })...)
}

// unlinked are sources in as little room as it takes to tell them apart.
func unlinked(citations []rag.Citation) []line {
	return byArticle(citations, func(a *corpus.Article) string {
		return clipped(titleOf(a), maxShownPublisher) + " · " + shown(imprint(a))
	})
}

// byArticle is a line an article: the markers that point to it, and what it is.
func byArticle(citations []rag.Citation, what func(*corpus.Article) string) []line {
	markers := map[*corpus.Article]*strings.Builder{}
	var order []*corpus.Article
	for _, c := range citations {
		if markers[c.Article] == nil {
			markers[c.Article] = &strings.Builder{}
			order = append(order, c.Article)
		}
		fmt.Fprintf(markers[c.Article], "[%d]", c.N)
	}
	var lines []line
	for _, a := range order {
		lines = append(lines, ours(markers[a].String()+" "+what(a)))
	}
	return lines
}

// source is an article on one line: title, publisher and date, with its link.
func source(a *corpus.Article, plain bool) string {
	return linked(titleOf(a), a.URL, plain) + " · " + byline(a)
}

// titleOf is the title of an article, or where it has none, its name.
func titleOf(a *corpus.Article) string {
	if bare(a.Title) == "" {
		return a.ID
	}
	return a.Title
}

// byline is publisher and date.
func byline(a *corpus.Article) string {
	if p := clipped(a.Publisher, maxShownPublisher); p != "" {
		return p + " · " + published(a)
	}
	return published(a)
}

// closest are sentences beside an abstention, each article's with where they
// stand.
func closest(citations []rag.Citation, plain bool) []line {
	var lines []line
	for i, c := range citations {
		quote := line{}.of(run{ours: "> "}, run{theirs: c.Quote()}).sticky()
		quote.gap = i > 0 && citations[i-1].Article != c.Article
		lines = append(lines, quote)
		if i+1 == len(citations) || citations[i+1].Article != c.Article {
			lines = append(lines, small("%s", source(c.Article, plain)))
		}
	}
	return lines
}
