package lexical_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"talksbot/internal/rag/lexical"
)

// marked shows the tokens of a text: words with a sign for each property.
func marked(text string) string {
	var all []string
	for _, t := range lexical.Tokenize(text) {
		s := t.Word
		for _, sign := range []struct {
			is   bool
			sign string
		}{{t.Upper, "^"}, {t.Caps, "!"}, {t.Number, "#"}, {t.Stop, "-"}} {
			if sign.is {
				s += sign.sign
			}
		}
		all = append(all, s)
	}
	return strings.Join(all, " ")
}

// ^ begins with an upper-case letter, ! all upper case, # a number, - a function
// word.
func TestTokenize(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "",
		" ?!… “” – ":                   "",
		"U.S. President Donald Trump":  "us^! president^ donald^ trump^",
		"the U.S., and the U.S.":       "the- us^! and- the- us^!",
		"Zelenskyy's and Zelenskyy’s":  "zelenskyy^ and- zelenskyy^",
		"the allies' plan":             "the- allies plan",
		"don't, don’t":                 "don't- don't-",
		"a 30-day ceasefire":           "a- 30# day ceasefire",
		"1,500 people, 20% or 2.5":     "1,500# people 20# or- 2.5#",
		"at 10:00 a.m.":                "at- 10# 00# a- m",
		"in 2022. Then":                "in- 2022# then^-",
		"NATO, UN and US but not us":   "nato^! un^! and- us^! but- not- us-",
		"Türkiye's Erdoğan in İzmir":   "turkiye^ erdogan^ in- izmir^",
		"ISTANBUL istanbul":            "istanbul^! istanbul",
		"J. D. Vance":                  "j^ d^ vance^",
		"J.D. Vance":                   "jd^! vance^",
		"O'Brien’s":                    "o'brien^",
		"rock 'n' roll":                "rock n roll",
		"neo-Nazi":                     "neo nazi^",
		"Łódź, Malmø, Ærø, naïve":      "lodz^ malmo^ æro^ naive",
		"Київ і Москва":                "киів^ і москва^",
		"C3PO and 3D":                  "c3po^! and- 3d#",
		"[3] **bold** `x` <@1>":        "3# bold x 1#",
		"plan B. Then":                 "plan b^ then^-",
		"\xffpeace\xfe":                "peace",
		"co\u00adoperate":              "co operate",
		"٣ و":                          "٣# و",
		"G7 F-16s":                     "g7^ f^ 16s#",
		"www.example.com":              "www example com",
		"Mr. Smith, e.g. at St. James": "mr^ smith^ e g at- st^ james^",
	} {
		if got := marked(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestFirst(t *testing.T) {
	for i, tok := range lexical.Tokenize("… The talks. The end.") {
		if tok.First != (i == 0) {
			t.Errorf("token %d, %s: first is %v", i, tok.Word, tok.First)
		}
	}
}

// tokenFaults are the ways in which tokens break what is promised of all texts.
func tokenFaults(text string) []string {
	var all []string
	end := 0
	for i, t := range lexical.Tokenize(text) {
		if t.Start < end || t.End <= t.Start || t.End > len(text) {
			all = append(all, fmt.Sprintf("token %d is [%d:%d) after %d of %d bytes", i, t.Start, t.End, end, len(text)))
			break
		}
		end = t.End
		raw := text[t.Start:t.End]
		if !utf8.ValidString(raw) || strings.TrimSpace(raw) != raw {
			all = append(all, fmt.Sprintf("token %d is %q", i, raw))
		}
		if lexical.Fold(raw) != t.Word || t.Word == "" || t.Stem == "" {
			all = append(all, fmt.Sprintf("token %d, %q, has the word %q and the stem %q", i, raw, t.Word, t.Stem))
		}
		if t.First != (i == 0) || t.Stop && (t.Caps || !lexical.IsFunction(t.Word)) || t.Caps && !t.Upper && !t.Number && utf8.RuneCountInString(raw) == 1 {
			all = append(all, fmt.Sprintf("token %d, %q, is %+v", i, raw, t))
		}
	}
	return all
}

func TestOffsets(t *testing.T) {
	for _, text := range []string{
		"Türkiye’s U.S. envoy — “J. D. Vance” — said: 1,500 men at 10:00.",
		"Київ і Москва, ﬁnance, x\u0301\u0301, İ, ﷺ, ﬀ, Ǆ, ẞ", strings.Repeat("A.", 500), strings.Repeat("’a", 500), "\xed\xa0\x80 a \xc3",
	} {
		for _, fault := range tokenFaults(text) {
			t.Errorf("%.40q: %s", text, fault)
		}
	}
}

// FuzzTokenize cuts any bytes: tokens in order, none over another, each at the
// bounds of characters.
func FuzzTokenize(f *testing.F) {
	for _, text := range []string{"U.S. and Zelenskyy’s 30-day 1,500", "İ ﷺ x\u0301", "\xff.A.B\xfe", "A.b.C. ’s 's'", "1,,2..3", "I'D'S"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, fault := range tokenFaults(text) {
			t.Error(fault)
		}
	})
}

func stem(word string) string { return lexical.NewStemmer().Stem(lexical.Fold(word)) }

func TestFormsMeet(t *testing.T) {
	for _, forms := range []string{
		"defence defense", "offence offense", "organise organize organised organizing", "labour labor labours", "centre center centres",
		"theatre theater", "programme program programmes", "colour color", "favour favor favoured", "neighbour neighbor neighbours",
		"recognise recognize", "negotiate negotiation negotiations negotiating", "talk talks talked", "Zelenskyy Zelenskyy’s",
		"honour honor", "mobilise mobilize mobilised", "harbour harbor", "realise realize", "licence license",
		"Türkiye Turkiye", "travelled travels", "cancelled canceled", "analyse analyze", "organisation organization organise organizers organisational organizational", "paralysed paralyze", "civilisation civilizations",
		"seize seized seizing", "size sized sizing",
	} {
		words := strings.Fields(forms)
		for _, w := range words[1:] {
			if stem(w) != stem(words[0]) {
				t.Errorf("%s has the stem %q, %s %q", words[0], stem(words[0]), w, stem(w))
			}
		}
	}
}

func TestStrangersDoNotMeet(t *testing.T) {
	for _, pair := range []string{"hour hor", "four for", "tour tor", "peace peas", "us usa", "crisis crises-not", "labor laboratory", "sense since", "our or", "center cent"} {
		a, b, _ := strings.Cut(pair, " ")
		if stem(a) == stem(b) {
			t.Errorf("%s and %s have the stem %q", a, b, stem(a))
		}
	}
	got := map[string]string{}
	for _, tok := range lexical.Tokenize("the US and us") {
		got[tok.Word+fmt.Sprint(tok.Caps)] = tok.Stem
	}
	if diff := cmp.Diff(map[string]string{"thefalse": "the", "ustrue": "usa", "andfalse": "and", "usfalse": "us"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestFold(t *testing.T) {
	for raw, want := range map[string]string{
		"Zelenskyy’s": "zelenskyy", "U.S.": "us", "Erdoğan": "erdogan", "ǅ": "dz", "1.500": "1.500", "’s": "", "s'": "s", "": "",
	} {
		if got := lexical.Fold(raw); got != want {
			t.Errorf("Fold(%q) = %q, want %q", raw, got, want)
		}
	}
}
