package rag_test

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	builtin "talksbot/corpus"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/rag/chromem"
	"talksbot/internal/rag/lexical"
	"talksbot/internal/wordvec"
)

// The parts that are dear to make are made once for all tests. They are read
// only, so the tests cannot disturb each other.
var (
	model   = sync.OnceValue(func() *wordvec.Model { return must(wordvec.Open()) })
	kin     = sync.OnceValue(func() *rag.Kin { return must(rag.NewKin(model())) })
	builtIn = sync.OnceValue(func() *corpus.Collection { return must(corpus.Load(builtin.Files, "the built-in articles")) })
)

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// options are those that the program is run with.
func options() rag.Options {
	return rag.Options{
		Embedder: model(), EmbedderID: model().ID(), Vectors: chromem.Build,
		Kin: kin(), Settings: rag.DefaultSettings(),
	}
}

// talks is the Snapshot of the built-in articles.
var talks = sync.OnceValue(func() *rag.Snapshot {
	return must(rag.Open(context.Background(), talksSource, options())).Snapshot()
})

func talksSource() (*corpus.Collection, error) {
	return &corpus.Collection{Where: "test", Articles: slices.Clone(builtIn().Articles)}, nil
}

// folder is a made-up folder of articles: file name → text.
type folder map[string]string

func (f folder) fs() fs.FS {
	m := fstest.MapFS{}
	for name, text := range f {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func (f folder) source() (*corpus.Collection, error) { return corpus.Load(f.fs(), "test") }

// article is the text of a file with front matter. An empty date is left out.
func article(date, title, text string) string {
	if date != "" {
		date = "published: " + date + "\n"
	}
	return fmt.Sprintf("---\ntitle: %q\n%s---\n\n%s\n", title, date, text)
}

func openSource(t testing.TB, source rag.Source, o rag.Options) *rag.Library {
	t.Helper()
	library, err := rag.Open(t.Context(), source, o)
	if err != nil {
		t.Fatal(err)
	}
	return library
}

// serve is a Snapshot of made-up articles.
func serve(t testing.TB, f folder) *rag.Snapshot {
	t.Helper()
	return openSource(t, f.source, options()).Snapshot()
}

// ask asks, and checks what holds for every answer.
func ask(t testing.TB, s *rag.Snapshot, question string) rag.Answer {
	t.Helper()
	a, err := s.Ask(t.Context(), question)
	if err != nil {
		t.Fatalf("%.80q: %v", question, err)
	}
	for _, fault := range faults(s, question, a, rag.DefaultSettings().MaxCharacters) {
		t.Errorf("%.80q: %s", question, fault)
	}
	return a
}

// quoted are the quotes of an answer, in order.
func quoted(a rag.Answer) []string {
	var all []string
	for _, c := range a.Citations() {
		all = append(all, c.Quote())
	}
	return all
}

// whole is the answer's text in one line: labels and quotes, or the abstention.
func whole(a rag.Answer) string {
	var b strings.Builder
	b.WriteString(a.Abstention())
	for _, l := range a.Lines() {
		if l.Label != "" {
			fmt.Fprintf(&b, "%s: ", l.Label)
		}
		for _, c := range l.Citations {
			fmt.Fprintf(&b, "%s [%d] ", c.Quote(), c.N)
		}
	}
	return strings.TrimSpace(b.String())
}

// faults are the ways in which an answer breaks what is promised of all of them.
func faults(s *rag.Snapshot, question string, a rag.Answer, limit int) []string {
	var all []string
	fault := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	if a.Question() != question {
		fault("the answer is to another question: %.80q", a.Question())
	}
	if a.Revision() != s.Revision() || a.AsOf() != s.Date() {
		fault("the answer is of %s as of %q, the snapshot of %s as of %q", a.Revision(), a.AsOf(), s.Revision(), s.Date())
	}
	if c := a.Confidence(); !(c >= 0 && c <= 1) {
		fault("confidence %v", c)
	}
	if a.Abstained() != (len(a.Citations()) == 0) || a.Abstained() != (a.Abstention() != "") || a.Abstained() != (len(a.Lines()) == 0) {
		fault("abstained: %v, with %d lines, %d citations and the words %q", a.Abstained(), len(a.Lines()), len(a.Citations()), a.Abstention())
	}
	if !utf8.ValidString(a.Abstention()) && utf8.ValidString(question) {
		fault("the abstention is not UTF-8: %q", a.Abstention())
	}
	for i, l := range a.Lines() {
		if len(l.Citations) == 0 {
			fault("line %d cites nothing", i+1)
		}
	}
	sum, sentences, seen := 0, 0, map[string]int{} // text → the citation that has it
	for i, c := range a.Citations() {
		if c.N != i+1 {
			fault("citation %d has the number %d", i+1, c.N)
		}
		if !slices.Contains(s.Articles(), c.Article) {
			fault("citation %d is of an article that the snapshot does not have", c.N)
		}
		if c.Quote() != c.Article.Text[c.Start:c.End] || strings.TrimSpace(c.Quote()) == "" {
			fault("citation %d is %q", c.N, c.Quote())
		}
		sum += utf8.RuneCountInString(c.Quote())
		inside := sentencesOf(c)
		if len(inside) == 0 {
			fault("citation %d is no run of sentences of one passage: %q", c.N, c.Quote())
		}
		for _, text := range inside { // an article may itself say a thing twice in a row
			if first, again := seen[plain(text)]; again && first != c.N {
				fault("a sentence stands twice: %q", text)
			}
			seen[plain(text)] = c.N
		}
		sentences += len(inside)
	}
	if sum > limit && sentences > 1 {
		fault("%d characters in %d sentences, and the limit is %d", sum, sentences, limit)
	}
	return all
}

// plain is a text with one space wherever it has white space.
func plain(text string) string { return strings.Join(strings.Fields(text), " ") }

// sentencesOf are the sentences that a citation consists of, none where it is
// not whole sentences of one passage.
func sentencesOf(c rag.Citation) []string {
	for _, p := range corpus.Passages(c.Article) {
		from := slices.IndexFunc(p.Sentences, func(s corpus.Span) bool { return s.Start == c.Start })
		to := slices.IndexFunc(p.Sentences, func(s corpus.Span) bool { return s.End == c.End })
		if from < 0 || to < from {
			continue
		}
		var texts []string
		for _, s := range p.Sentences[from : to+1] {
			texts = append(texts, c.Article.Quote(s))
		}
		return texts
	}
	return nil
}

// salads are random questions made of a collection's own words, of function
// words and of marks; the same ones every time.
func salads(s *rag.Snapshot, n int, seed uint64) []string {
	var words []string
	for _, a := range s.Articles() {
		for _, t := range lexical.Tokenize(a.Text) {
			words = append(words, a.Text[t.Start:t.End])
		}
	}
	extra := strings.Fields("who what when where why how many long is did the not now changed differ position of Macron 2022 30 , ? - “ ” [3] ; … zzyzx")
	r := rand.New(rand.NewPCG(seed, 1))
	all := make([]string, n)
	for i := range all {
		var salad []string
		for range 1 + r.IntN(14) {
			from := words
			if r.IntN(3) == 0 {
				from = extra
			}
			salad = append(salad, from[r.IntN(len(from))])
		}
		all[i] = strings.Join(salad, " ")
	}
	return all
}
