package rag

import (
	"context"
	"strings"

	"talksbot/internal/corpus"
	"talksbot/internal/language"
)

// How likely the collection answers a question of which only the names are
// understood.
const (
	namesOnly    = 0.1
	notEvenNames = 0.02
)

// stranger is the language of a question that the articles are not in, and false
// where the question is in theirs, or in one that cannot be told.
func (s *Snapshot) stranger(question string) (language.Language, bool) {
	asked, sure := language.Detect(question)
	return asked, sure && s.tongues.main != "" && !s.tongues.has(asked)
}

// foreign is what is said to a question in a language that the articles are not
// in. Sentences that have its names are no answer to it, so it is an abstention,
// in the language of the question; what was understood are the names and numbers
// that the collection has.
func (s *Snapshot) foreign(ctx context.Context, m meant, asked language.Language) (draft, error) {
	found := m.names
	if found == nil {
		found = s.namesIn(m.question, asked)
	}
	d := draft{question: m.question, confidence: notEvenNames, abstention: s.regret(asked, found)}
	if len(found) == 0 {
		return d, nil
	}
	d.confidence, d.understood = namesOnly, strings.Join(found, ", ")
	q := s.newQuery(d.understood)
	near, err := s.gather(ctx, q)
	d.closest = q.closest(s.choose(q, near))
	return d, err
}

// regret says in the language of the question which language the articles are
// in and which of its names they have. Where that language has no texts, it is
// English.
func (s *Snapshot) regret(asked language.Language, found []string) string {
	second := "found"
	if len(found) == 0 {
		second = "none"
	}
	return s.inTongue(asked, found, "language", second, "advice")
}

// noAnswer says in the language of a question, which a model has put into that of
// the articles, that they do not answer it.
func (s *Snapshot) noAnswer(asked language.Language, found []string) string {
	if len(found) == 0 {
		return s.inTongue(asked, nil, "unanswered", "none")
	}
	return s.inTongue(asked, found, "unanswered", "found")
}

// inTongue are texts of foreign.txt in a language, in English where it has none.
func (s *Snapshot) inTongue(in language.Language, found []string, keys ...string) string {
	texts := regrets()
	if _, ok := texts[in]; !ok {
		in = language.English
	}
	var parts []string
	for _, key := range keys {
		parts = append(parts, texts[in][key])
	}
	return strings.NewReplacer(
		"{language}", s.tongues.main.Name(in), "{found}", strings.Join(found, ", "),
	).Replace(strings.Join(parts, " "))
}

// tongues are the languages that a collection is in.
type tongues struct {
	main     language.Language // of most articles, "" where it cannot be told
	articles map[language.Language]int
	all      int
}

// own is the share of the articles from which on a language is one of the
// collection's, so that questions in it are looked up by their words.
const own = 0.1

func (t tongues) has(l language.Language) bool {
	return float64(t.articles[l]) >= own*float64(t.all) && t.articles[l] > 0
}

// What is read of a collection to learn its languages.
const (
	articlesRead = 200
	bytesRead    = 1500 // of each
)

// tonguesOf finds the languages of the articles: the first passages of each, or
// of some hundreds spread evenly.
func tonguesOf(s *Snapshot) tongues {
	t := tongues{articles: map[language.Language]int{}}
	step := max(1, len(s.articles)/articlesRead)
	for i := 0; i < len(s.articles); i += step {
		if l, ok := language.Detect(beginning(s.articles[i], s.Passages(s.articles[i]))); ok {
			t.all++
			t.articles[l]++
			if n, most := t.articles[l], t.articles[t.main]; n > most || n == most && l < t.main {
				t.main = l
			}
		}
	}
	return t
}

func beginning(a *corpus.Article, passages []corpus.Passage) string {
	var b strings.Builder
	for _, p := range passages {
		if b.Len() >= bytesRead {
			break
		}
		b.WriteString(a.Quote(p.Span))
		b.WriteByte('\n')
	}
	return b.String()
}
