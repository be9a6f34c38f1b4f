package discord

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"talksbot/internal/commands"
	"talksbot/internal/conversation"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// told is an answer that no collection gives.
type told struct {
	question, understood string
	asOf                 corpus.Date
	lines                []rag.Line
	abstention           string
	closest              []rag.Citation
	mode                 rag.Mode
	unproven             bool
	translation          []rag.Line
	untranslated         bool
}

func (a told) Language() rag.Language  { return "en" }
func (a told) Translation() []rag.Line { return a.translation }
func (a told) Untranslated() bool      { return a.untranslated }

func (a told) Mode() rag.Mode { return a.mode }
func (a told) Unproven() bool { return a.unproven }

func (a told) Question() string        { return a.question }
func (a told) Understood() string      { return a.understood }
func (a told) AsOf() corpus.Date       { return a.asOf }
func (a told) Revision() string        { return "0123456789ab" }
func (a told) Abstained() bool         { return len(a.lines) == 0 }
func (a told) Abstention() string      { return a.abstention }
func (a told) Closest() []rag.Citation { return a.closest }
func (a told) Lines() []rag.Line       { return a.lines }
func (a told) Citations() []rag.Citation {
	var all []rag.Citation
	for _, l := range a.lines {
		all = append(all, l.Citations...)
	}
	return all
}

// quoting is a line with quotes, each of an article that holds nothing else.
func quoting(label string, from int, quotes ...string) rag.Line {
	l := rag.Line{Label: label}
	for i, q := range quotes {
		n := from + i
		a := &corpus.Article{
			ID: fmt.Sprintf("article-%d", n), Title: fmt.Sprintf("Article %d of the bridge and the ferry", n), Publisher: "The Harbour News",
			URL: fmt.Sprintf("https://news.example/2025/05/%d/the-bridge-and-the-ferry", n), Published: date("2025-05-13"), Text: q,
		}
		l.Citations = append(l.Citations, rag.Citation{N: n, Article: a, Span: corpus.Span{End: len(q)}})
	}
	return l
}

// long is an answer of about 4000 characters with 30 citations.
func long() told {
	a := told{question: "What happened?"}
	for i := range 15 {
		first := fmt.Sprintf("On day %d the mayor opened a bridge that nobody had asked for, and the people of the harbour cheered all the same. It was late.", i+1)
		second := fmt.Sprintf("By the evening of day %d the ferry had stopped; its crew of %d went home, where they are said to have slept well.", i+1, 10+i)
		a.lines = append(a.lines, quoting(fmt.Sprintf("%d May", i+1), 2*i+1, first, second))
	}
	return a
}

// forms shows an answer as an embed and as plain text.
func forms(t *testing.T, name string, reply commands.Reply, o occasion) {
	t.Helper()
	golden(t, name, look.messages(reply, o)...)
	o.plain = true
	golden(t, name+"-plain", look.messages(reply, o)...)
}

func TestAnswer(t *testing.T) {
	forms(t, "answer", perform(t, talks(), "ask", commands.Request{Text: "Who will attend the talks?"}), on(talks()))
}

func TestAnswerUnderstoodAsOfOld(t *testing.T) {
	o := on(talks())
	o.stale, o.asOf = 3*24*time.Hour, date("2025-05-20T18:00:00+03:00")
	history := []conversation.Turn{{Question: "Will Putin attend the talks?", Answer: []string{"Putin will not attend."}}}
	reply := perform(t, talks(), "ask", commands.Request{Text: "and Trump?", AsOf: o.asOf, History: history})
	forms(t, "understood", reply, o)
}

func TestPrivateAnswer(t *testing.T) {
	o := on(talks())
	o.private = true
	messages := look.messages(perform(t, talks(), "ask", commands.Request{Text: "When did the talks begin?"}), o)
	golden(t, "private", messages...)
	golden(t, "shared", look.shared(sent(t, messages[0]), control{asker: asker, revision: talks().Revision()}))
}

func TestAbstention(t *testing.T) {
	forms(t, "abstention", perform(t, talks(), "ask", commands.Request{Text: "Who paid for the hotel of the delegations in Istanbul?"}), on(talks()))
}

func TestAbstentionWithClosest(t *testing.T) {
	a := told{question: "Who pays for the bridge?", abstention: "The collection does not answer this.", closest: quoting("", 1, "The bridge costs 3 million. It is late.", "The ferry stops.").Citations}
	for i := range a.closest {
		a.closest[i].N = 0
	}
	golden(t, "closest", look.answer(a, nil, on(talks()))...)
	plain := on(talks())
	plain.plain = true
	golden(t, "closest-plain", look.answer(a, nil, plain)...)
}

func TestLongAnswer(t *testing.T) {
	for name, plain := range map[string]bool{"long": false, "long-plain": true} {
		o := on(nil)
		o.plain = plain
		messages := look.answer(long(), nil, o)
		golden(t, name, messages...)
		if len(messages) < 2 {
			t.Errorf("%s: it fits into one message, and shows nothing of how it is cut", name)
		}
	}
}

// The newest article is old from the day on that is asked about.
func TestWarning(t *testing.T) {
	s := folder(map[string]string{
		"a.md": "---\ntitle: A\npublished: 2025-05-10\n---\n\nThe bridge opened. It is long.\n",
		"b.md": "---\ntitle: B\npublished: 2025-05-20T10:00:00Z\n---\n\nThe ferry stopped. It is late.\n",
	})
	day := 24 * time.Hour
	for _, c := range []struct {
		now, asOf string
		stale     time.Duration
		want      string
	}{
		{"2025-05-22T12:00:00Z", "", 0, ""},
		{"2025-05-22T12:00:00Z", "", 3 * day, ""},
		{"2025-05-24T12:00:00Z", "", 3 * day, "**⚠️ Old news:** the newest article is of <t:1747735200:f> (<t:1747735200:R>)."},
		{"2025-05-24T12:00:00Z", "2025-05-12", 3 * day, ""},
		{"2025-05-24T12:00:00Z", "2025-05-15", 3 * day, "**⚠️ Old news:** the newest article is of 10 May 2025 (<t:1746878400:R>)."},
		{"2025-05-22T12:00:00Z", "2026-01-01", 3 * day, ""}, // a day to come
		{"2025-05-22T12:00:00Z", "2025-01-01", 3 * day, ""},
	} {
		o := occasion{snapshot: s, now: must(time.Parse(time.RFC3339, c.now)), stale: c.stale}
		if c.asOf != "" {
			o.asOf = date(c.asOf)
		}
		if got, _ := o.warning(); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// back asks both forms of an answer for what they say of themselves.
func back(t testing.TB, a told, o occasion) map[string]earlier {
	t.Helper()
	all := map[string]earlier{}
	for name, plain := range map[string]bool{"embed": false, "plain": true} {
		o.plain = plain
		messages := look.answer(a, nil, o)
		for i, m := range messages {
			for _, f := range faults(m) {
				t.Errorf("%s, message %d: %s", name, i+1, f)
			}
			if _, ok := earlierOf(sent(t, m)); ok != (i == 0) {
				t.Errorf("%s, message %d of %d is read back: %v", name, i+1, len(messages), ok)
			}
		}
		e, _ := earlierOf(sent(t, messages[0]))
		all[name] = e
	}
	return all
}

func TestEarlier(t *testing.T) {
	a := told{
		question: "and  *Trump*?\n# [1] @everyone", understood: "Will Trump [2] attend? https://x.example",
		asOf:  date("2025-05-13"),
		lines: []rag.Line{quoting("12 May", 1, "He said “- no” [3].", "**It** is\nlate… …"), quoting("13 May: x", 3, "- a\\b")},
	}
	want := earlier{
		asked:    "and *Trump*? # [1] @everyone",
		turn:     conversation.Turn{Question: "Will Trump [2] attend? https://x.example", Asked: "and *Trump*? # [1] @everyone", Answer: []string{"He said “- no” [3].", "**It** is late… …", "- a\\b"}},
		asOf:     date("2025-05-13"),
		revision: "0123456789ab",
	}
	for name, got := range back(t, a, on(nil)) {
		want.plain = name == "plain"
		if d := cmp.Diff(want, got, cmp.AllowUnexported(earlier{}), cmp.Comparer(func(a, b corpus.Date) bool { return a.String() == b.String() })); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
}

// A translated answer is shown with its original behind veils, in either form, and
// read back as the original.
func TestTranslated(t *testing.T) {
	a := told{
		question: "Wer kam?", understood: "Who came?",
		lines: []rag.Line{quoting("12 May", 1, "Ann Lee came || on foot.", "She was late."), quoting("13 May", 3, "Nobody came.")},
	}
	a.translation = []rag.Line{
		{Text: "12. Mai: Ann Lee kam || zu Fuß. Sie kam spät.", Citations: a.lines[0].Citations},
		{Text: "13. Mai: Niemand kam, @everyone.", Citations: a.lines[1].Citations},
	}
	for name, got := range back(t, a, on(nil)) {
		if want := []string{"Ann Lee came || on foot.", "She was late.", "Nobody came."}; !slices.Equal(got.turn.Answer, want) || !got.foreign || got.asked != a.question || got.turn.Question != a.understood {
			t.Errorf("%s: %+v", name, got)
		}
	}
	for name, plain := range map[string]bool{"translated": false, "translated-plain": true} {
		o := on(nil)
		o.plain = plain
		golden(t, name, look.answer(a, nil, o)...)
	}
	a.translation, a.untranslated = nil, true
	golden(t, "untranslated", look.answer(a, nil, on(nil))...)
	for name, got := range back(t, a, on(nil)) {
		if len(got.turn.Answer) != 3 || !got.foreign {
			t.Errorf("untranslated, %s: %+v", name, got)
		}
	}
}

// A long translation is cut, and no veil is left open.
func TestTranslatedLong(t *testing.T) {
	a := long()
	for _, l := range a.lines {
		a.translation = append(a.translation, rag.Line{Text: strings.Repeat("Es war spät. ", 30), Citations: l.Citations})
	}
	first := &a.lines[0].Citations[0]
	first.Article.Text = strings.Repeat("It was late, and nobody came. ", 200) + strings.Repeat("x", 4000)
	first.End = len(first.Article.Text)
	back(t, a, on(nil))
	for _, plain := range []bool{false, true} {
		o := on(nil)
		o.plain = plain
		for _, m := range look.answer(a, nil, o) {
			for line := range strings.Lines(strings.Join(append(descriptions(m), m.Content), "\n")) {
				if line = strings.TrimSpace(line); strings.Contains(line, veil) && (strings.Count(line, veil) != 2 || !strings.HasPrefix(line, veil) || !strings.HasSuffix(line, veil)) {
					t.Errorf("plain %t: a veil is open in %.80q", plain, line)
				}
			}
		}
	}
}

func descriptions(m message) []string {
	var texts []string
	for _, e := range m.Embeds {
		texts = append(texts, e.Description)
	}
	return texts
}

func TestEarlierAbstention(t *testing.T) {
	a := told{question: "why?", abstention: "The collection does not answer this [1]. It holds 1 article.", asOf: date("2025-05-13T18:00:00+03:00"), closest: quoting("", 1, "The ferry stops.").Citations}
	for name, got := range back(t, a, on(nil)) {
		if !got.abstained || got.turn.Answer != nil || got.turn.Question != "why?" || !got.asOf.Time().Equal(a.asOf.Time()) || !got.asOf.HasClock() {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// What is no answer is not taken for one.
func TestNotEarlier(t *testing.T) {
	o := on(talks())
	for _, plain := range []bool{false, true} {
		o.plain = plain
		messages := []message{notice("Quoted word for word · revision 0123456789ab")}
		for _, name := range []string{"sources", "names"} {
			messages = append(messages, look.messages(perform(t, talks(), name, commands.Request{}), o)...)
		}
		messages = append(messages, look.messages(perform(t, talks(), "search", commands.Request{Text: "> x"}), o)...)
		messages = append(messages, helpMessage(commands.Table(), nil, o)...)
		for _, m := range messages {
			if e, ok := earlierOf(sent(t, m)); ok {
				t.Errorf("%q is read as an answer: %+v", m.Content, e)
			}
		}
	}
	if _, ok := earlierOf(nil); ok {
		t.Error("no message at all is an answer")
	}
}

// FuzzRoundTrip gives answers of any text to people, and reads them back.
func FuzzRoundTrip(f *testing.F) {
	f.Add("Who came?", "", "Ann Lee came. She was late.", "Nobody came.")
	f.Add("and Trump?", "Will Trump come?", "- 1. `x` **b** [1](https://x.example) ```", "@everyone <@123> ||s|| \\")
	f.Add("> # -# x", "Understood as: y", strings.Repeat("x", 5000), "… … …")
	f.Add("\u202edrawkcab\u200b", "\x00", strings.Repeat("word word… …word. Then more. ", 150), "**Sources**")
	f.Add(strings.Repeat("*", 500), strings.Repeat("_", 300), "https://dIscord.gg/x discord.gg/y", "<t:1:R> :smile:")
	f.Add("x", "", strings.Repeat("~", 3250), "y")
	f.Fuzz(func(t *testing.T, question, understood, first, second string) {
		if len([]rune(bare(question))) > maxQuestion || len([]rune(bare(understood))) > 300 || length(first+second) > 6000 {
			t.Skip()
		}
		a := told{question: question, understood: understood}
		var quotes []string
		for _, q := range []string{first, second} {
			if bare(q) != "" {
				a.lines = append(a.lines, quoting("", len(quotes)+1, q))
				quotes = append(quotes, bare(q))
			}
		}
		if len(quotes) == 0 {
			a.abstention = "The collection does not answer this."
		}
		size := length(shown(first) + shown(second))
		switch len(first) % 3 { // some are in translation
		case 1:
			size = 2*size + 100
			for i, l := range a.lines {
				a.translation = append(a.translation, rag.Line{Text: "|" + quotes[len(quotes)-1-i], Citations: l.Citations})
			}
		case 2:
			a.untranslated = true
		}
		for name, got := range back(t, a, on(nil)) {
			want := bare(question)
			if got.asked != want {
				t.Errorf("%s: asked %q, read back %q", name, want, got.asked)
			}
			if u := bare(understood); u != "" {
				want = u
			}
			if got.turn.Question != want {
				t.Errorf("%s: understood %q, read back %q", name, want, got.turn.Question)
			}
			room := map[string]int{"embed": 5000, "plain": 1400 - length(shown(question)+shown(understood))}
			whole := size < room[name] // else it goes on in the next message
			if whole && !slices.Equal(got.turn.Answer, quotes) {
				t.Errorf("%s: quotes\n%q, read back\n%q", name, quotes, got.turn.Answer)
			}
			for i := range min(len(quotes), len(got.turn.Answer)) {
				if !strings.HasPrefix(quotes[i], got.turn.Answer[i]) {
					t.Errorf("%s: quote %q, read back %q", name, quotes[i], got.turn.Answer[i])
				}
			}
		}
	})
}
