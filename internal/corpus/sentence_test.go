package corpus

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// TestSentences has texts with a "|" at each boundary between two sentences;
// the texts themselves hold none.
func TestSentences(t *testing.T) {
	for _, marked := range []string{
		"One came. |Two left.",
		"The U.S. President spoke. |He left.",
		"She moved to the U.S. |The house was sold.",
		"He flew to the U.S. |However, nobody met him.",
		"A U.S. official spoke to Dr. Brown and Mrs. Green.",
		"Gov. Alma Reyes and Sen. T. J. Moss met Gen. Ito at St. Mark.",
		"J. D. Rowe and A. Lind spoke.",
		"Talks began at 10:00 a.m. local time.",
		"Talks began at 10 p.m. Harbour time and ended at 11 p.m. |The hosts left.",
		"Talks begin at 9 a.m. Tuesday.",
		"Talks begin at 9 a.m. EST.",
		"They met on Jan. 5, Tuesday, in room No. 5, North Wing.",
		"He said no. |Five left.",
		"“Will he come?” she asked. |“No!” cried the envoy.",
		"“We came. |We waited. |We left,” he said.",
		"He said, “We left.” |She stayed.",
		"(They came late.) |Then they left.",
		"It rained, it snowed, etc. |They went home.",
		"Some fruit, e.g. Apples, was served vs. Bread, i.e. Rye.",
		"Harbour Inc. Chief Ana Ruiz spoke.",
		"Tom Hill Jr. |The son of a smith, he rose fast.",
		"They saw the end of World War I. |Nobody cheered.",
		"Team B. |The others lost.",
		"It cost 3.5 million. |Nobody paid.",
		"Visit example.org today. |It is free.",
		"Why? |Because. |Really!",
		"The plan was simple ... |They would wait.",
		"The Battle of the Pass . |Western towns `` first '' heard of it .",
		"`` Will he come ? '' she asked . |He did .",
		"`` He came . '' |They left .",
		"Under Decree No . 52 the port closed . |It rained .",
		"Sales fell! |iPads sold well.",
		"1. The first point.",
		"The line ends\nhere. |The next\r\nbegins.",
		"Quoted text\n> goes on. |It\n> ends.",
		"No end here",
		"Он пришёл. |Она ушла.",
		"他来了。|她走了。",
		"***",
	} {
		text := strings.ReplaceAll(marked, "|", "")
		want := strings.Split(marked, "|")
		for i := range want {
			want[i] = strings.TrimSpace(want[i])
		}
		if !wordy(text) {
			want = nil
		}
		// The block stands inside a text: spans count from the text's start.
		whole := "Before. " + text + " After."
		block := Span{8, 8 + len(text)}
		var got []string
		for _, s := range Sentences(whole, block) {
			got = append(got, whole[s.Start:s.End])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", marked, diff)
		}
		checkSentences(t, whole, block)
	}
}

func TestLongSentences(t *testing.T) {
	for name, text := range map[string]string{
		"lines":      strings.Repeat("ferry --list --all\n", 100),
		"semicolons": strings.Repeat("a port in the north and another; ", 60),
		"words":      strings.Repeat("ferry ", 300),
		"no space":   strings.Repeat("é", 1000),
	} {
		t.Run(name, func(t *testing.T) {
			text = strings.TrimSpace(text)
			checkSentences(t, text, Span{0, len(text)})
			spans := Sentences(text, Span{0, len(text)})
			first := text[spans[0].Start:spans[0].End]
			end := map[string]string{"lines": "--all", "semicolons": ";", "words": "ferry", "no space": "é"}[name]
			if len(spans) < 3 || len(first) < SentenceMax/2 || !strings.HasSuffix(first, end) {
				t.Errorf("%d sentences, the first ends in %q", len(spans), first[len(first)-9:])
			}
		})
	}
}

// checkSentences fails where the sentences of a block break what Sentences
// promises.
func checkSentences(t *testing.T, text string, b Span) {
	t.Helper()
	at := b.Start
	for _, s := range append(Sentences(text, b), Span{b.End, b.End}) {
		if s.Start < at || s.End < s.Start || s.End > b.End {
			t.Fatalf("sentence %v of the block %v begins before %d", s, b, at)
		}
		if wordy(text[at:s.Start]) {
			t.Errorf("no sentence holds %q", text[at:s.Start])
		}
		q := text[s.Start:s.End]
		if s.Len() > SentenceMax || !utf8.ValidString(q) || q != strings.TrimFunc(q, unicode.IsSpace) || s.Len() > 0 && !wordy(q) {
			t.Errorf("sentence %q", q)
		}
		at = s.End
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("The U.S. President spoke at 10:00 a.m. Harbour time. “Will he come?” she asked.", 0, 10)
	f.Add("`` first '' considered . ) ” \"\n> *** A. B. 5", 3, 2)
	f.Add(strings.Repeat("é;\u2028 ", 300), 1, 1)
	f.Fuzz(func(t *testing.T, text string, from, cut int) {
		if !utf8.ValidString(text) {
			return
		}
		b := Span{min(max(from, 0), len(text)), max(len(text)-max(cut, 0), 0)}
		for b.Start < len(text) && !utf8.RuneStart(text[b.Start]) {
			b.Start++
		}
		for b.End < len(text) && !utf8.RuneStart(text[b.End]) {
			b.End++
		}
		if b.Start <= b.End {
			checkSentences(t, text, b)
		}
	})
}
