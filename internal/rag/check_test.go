package rag_test

import (
	"bufio"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// weighed is a claim of a file of testdata, with the text it is about.
type weighed struct {
	line  int
	text  string // "" for the built-in articles
	claim string
	holds bool
}

// readClaims reads lines "= text", "+ claim that holds", "- claim that does not".
func readClaims(t testing.TB, name string) []weighed {
	t.Helper()
	file, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []weighed
	text, n := "", 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		n++
		mark, rest, _ := strings.Cut(lines.Text(), " ")
		switch mark {
		case "=":
			text = rest
		case "+", "-":
			all = append(all, weighed{n, text, rest, mark == "+"})
		case "", "#":
		default:
			t.Fatalf("%s:%d begins with none of = + - #", name, n)
		}
	}
	return all
}

// check is what there is to a claim.
func (w weighed) check(t testing.TB, s *rag.Snapshot) rag.Check {
	t.Helper()
	if w.text != "" {
		return s.CheckAgainst(w.claim, []string{w.text})
	}
	c, err := s.Check(t.Context(), w.claim)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// tally checks all claims of a file and counts those that hold and are supported,
// and those that do not hold and are.
func tally(t *testing.T, name string) (holding, passed, false_, let int) {
	for _, w := range readClaims(t, name) {
		part := w.check(t, talks()).Weakest()
		supported := part.Verdict == rag.Supported
		if supported != (part.Score >= 0.5) {
			t.Errorf("%s:%d: %s with score %.2f", name, w.line, part.Verdict, part.Score)
		}
		if supported != w.holds {
			t.Logf("%s:%d: %q is %s, %.2f, %v", name, w.line, w.claim, part.Verdict, part.Score, part.Faults)
		}
		switch {
		case w.holds && supported:
			holding, passed = holding+1, passed+1
		case w.holds:
			holding++
		case supported:
			false_, let = false_+1, let+1
		default:
			false_++
		}
	}
	return holding, passed, false_, let
}

// Sentences that join facts of several sentences pass where they are true, and none
// passes in which a name, a number, a date, a denial, a hedge, a part or a speaker
// is another.
func TestDrafts(t *testing.T) {
	for name, least := range map[string]int{"drafts.txt": 40, "joined.txt": 15} {
		holding, passed, wrong, let := tally(t, name)
		if holding < least || wrong < least {
			t.Fatalf("%s: %d true and %d false sentences, want %d each", name, holding, wrong, least)
		}
		if holding-passed > holding/10 || let > 0 {
			t.Errorf("%s: of %d true sentences %d pass, of %d false ones %d", name, holding, passed, wrong, let)
		}
	}
}

// The rules know no article: they hold for texts about anything.
func TestClaims(t *testing.T) {
	holding, passed, wrong, let := tally(t, "claims.txt")
	if blocked := holding - passed; blocked*15 > holding || let*50 > wrong {
		t.Errorf("of %d true claims %d are blocked (at most 1 in 15), of %d false ones %d let through (at most 1 in 50)", holding, blocked, wrong, let)
	}
}

// The quotes of a verdict are sentences of the articles, and the best one comes
// first.
func TestCheckQuotes(t *testing.T) {
	s := openSource(t, folder{
		"bridge.md": article("2025-05-15", "Bridge", "The harbour bridge opened on Thursday. Mayor Ada Quill cut the ribbon. The bridge cost 40 million crowns."),
		"ferry.md":  article("2025-05-16", "Ferry", "The ferry stops in June. Its crew of nine found other work."),
	}.source, options()).Snapshot()
	for claim, want := range map[string]struct {
		verdict rag.Verdict
		quote   string
	}{
		"Ada Quill cut the ribbon.":                      {rag.Supported, "Mayor Ada Quill cut the ribbon."},
		"The bridge cost 60 million crowns.":             {rag.Contradicted, "The bridge cost 40 million crowns."},
		"The harbour bridge opened on 15 May.":           {rag.Supported, "The harbour bridge opened on Thursday."},
		"The harbour bridge opened on 19 May.":           {rag.Contradicted, "The harbour bridge opened on Thursday."},
		"A crew of nine people found other work.":        {rag.Supported, "Its crew of nine found other work."},
		"Copper is mined in Chile by large companies.":   {rag.NotFound, ""},
		"Mayor Ada Quill did not cut the ribbon at all.": {rag.Contradicted, "Mayor Ada Quill cut the ribbon."},
	} {
		c, err := s.Check(t.Context(), claim)
		if err != nil {
			t.Fatal(err)
		}
		part, quote := c.Weakest(), ""
		if len(part.Sources) > 0 {
			quote = part.Sources[0].Quote()
		}
		if part.Verdict != want.verdict || quote != want.quote {
			t.Errorf("%s\n%s with %q, want %s with %q", claim, part.Verdict, quote, want.verdict, want.quote)
		}
	}
}

// A claim of several sentences is as good as the weakest of them; what says nothing
// does not count.
func TestWeakestSentence(t *testing.T) {
	text := []string{"The ferry stops in June.", "Its crew of nine found other work."}
	c := talks().CheckAgainst("Yes. The ferry stops in June. The crew of twelve found other work.", text)
	if len(c.Parts()) != 2 {
		t.Fatalf("%d parts, want 2", len(c.Parts()))
	}
	w := c.Weakest()
	if c.Sentence(w) != "The crew of twelve found other work." || w.Verdict == rag.Supported {
		t.Errorf("the weakest is %q, %s", c.Sentence(w), w.Verdict)
	}
	if len(w.Excerpts) != 1 || w.Excerpts[0].Text != 1 || w.Excerpts[0].Quote != text[1] {
		t.Errorf("excerpts %v", w.Excerpts)
	}
	// What is contradicted weighs more than what is not found.
	c = talks().CheckAgainst("Copper is mined in Chile by large companies. The crew of twelve found other work. The ferry stops in June.", text)
	if w := c.Weakest(); w.Verdict != rag.Contradicted || c.Tally() != "Of 3 sentences 1 is contradicted, 1 is not found, 1 is supported" {
		t.Errorf("the weakest is %q, %s: %s", c.Sentence(w), w.Verdict, c.Tally())
	}
	if c := talks().CheckAgainst("The ferry stops in June. Its crew found other work.", text); c.Tally() != "All 2 sentences are supported" {
		t.Error(c.Tally())
	}
	if c := talks().CheckAgainst("", nil); c.Weakest().Verdict != rag.NotFound {
		t.Errorf("nothing is %s", c.Weakest().Verdict)
	}
}

// Given texts count alone: what the collection says does not matter.
func TestCheckAgainstAlone(t *testing.T) {
	const claim = "Putin will not attend the Istanbul talks."
	if c := talks().CheckAgainst(claim, []string{"The ferry stops in June."}); c.Weakest().Verdict != rag.NotFound {
		t.Errorf("a text about a ferry makes it %s", c.Weakest().Verdict)
	}
	c, err := talks().Check(t.Context(), claim)
	if err != nil || c.Weakest().Verdict != rag.Supported {
		t.Errorf("the articles make it %s, %v", c.Weakest().Verdict, err)
	}
}

// checkPlaces tells whether every quote of a check stands where it says.
func checkPlaces(t *testing.T, c rag.Check, texts []string) {
	for _, p := range c.Parts() {
		if p.Start < 0 || p.End > len(c.Claim()) || p.Start >= p.End {
			t.Fatalf("a part is at [%d:%d) of %q", p.Start, p.End, c.Claim())
		}
		if !(p.Score >= 0 && p.Score <= 1) {
			t.Fatalf("score %v", p.Score)
		}
		for _, x := range p.Sources {
			if !inSentences(x) {
				t.Fatalf("a quote is not in its article: %v", x.Span)
			}
		}
		for _, x := range p.Excerpts {
			if texts[x.Text][x.Start:x.End] != x.Quote || x.Quote == "" {
				t.Fatalf("an excerpt is not in its text: %v", x)
			}
		}
	}
}

// inSentences tells whether a citation is a sentence of its article.
func inSentences(c rag.Citation) bool {
	for _, p := range talks().Passages(talks().Article(c.Article.ID)) {
		for _, s := range p.Sentences {
			if s == (corpus.Span{Start: c.Start, End: c.End}) {
				return true
			}
		}
	}
	return false
}

// Whatever is claimed, every quote stands where it says. Fuzzing makes few tries a
// second, so sentences are also thrown together from words that rules look for.
func TestCheckAnything(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields(`Lee Kim's Russia US the us not no one neither nor never no longer will may was been to by from of who , ; : .
 — “ ” ( ) if only unless whether said according that and but 5 5,5 15 May 2025-02-30 Monday 2022 one hundred million -day % $ %5 old more less than
 proposed talks attend refused declined took part red line rejected accepted led first he it "x" é \xff`)
	text := func() string {
		var b strings.Builder
		for range r.IntN(25) {
			b.WriteString(words[r.IntN(len(words))])
			b.WriteString([]string{" ", "", "-", "\n"}[min(3, r.IntN(12)/3*r.IntN(2))])
		}
		return b.String()
	}
	for i := range 4000 {
		claim, texts := text(), []string{text(), text()}
		checkPlaces(t, talks().CheckAgainst(claim, texts), texts)
		if i%20 > 0 {
			continue
		}
		c, err := talks().Check(t.Context(), claim)
		if err != nil {
			t.Fatal(err)
		}
		checkPlaces(t, c, nil)
	}
}

func FuzzCheck(f *testing.F) {
	for _, w := range readClaims(f, "claims.txt")[:40] {
		f.Add(w.claim, w.text)
	}
	f.Add("“I”, said—neither 5,5 nor 2025-02-30: May? no no longer of", "%\n\n\xff one 99999999999999999999 th")
	f.Fuzz(func(t *testing.T, claim, text string) {
		texts := []string{text, claim}
		checkPlaces(t, talks().CheckAgainst(claim, texts), texts)
		c, err := talks().Check(t.Context(), claim)
		if err != nil {
			t.Fatal(err)
		}
		checkPlaces(t, c, nil)
	})
}

// BenchmarkCheck checks 1,000 claims against five passages each.
func BenchmarkCheck(b *testing.B) {
	claims := readClaims(b, "claims.txt")
	var passages []string
	for _, c := range claims {
		if len(passages) == 0 || passages[len(passages)-1] != c.text {
			passages = append(passages, c.text)
		}
	}
	s := talks()
	b.ReportAllocs()
	for b.Loop() {
		for i := range 1000 {
			at := i % (len(passages) - 5)
			s.CheckAgainst(claims[i%len(claims)].claim, passages[at:at+5])
		}
	}
}
