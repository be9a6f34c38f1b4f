package rag

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"talksbot/internal/language"
)

// translate has the model put the lines of a draft into another language, all in
// one call. Where what it writes is not line for line a translation of them, all
// of it is dropped, and the draft says so.
func (s *Snapshot) translate(ctx context.Context, d *draft, to language.Language, w *Writing) error {
	original, err := verify(s, *d) // what is translated has been verified
	if err != nil {
		return err
	}
	text, usage, err := s.errand(ctx, "translation", s.translationView(original.lines, to), mostTranslated(original.lines))
	w.add(usage)
	if stopped(ctx, err) {
		return err
	}
	if err == nil {
		d.translation, err = s.readTranslation(text, original.lines, to)
	}
	if err != nil {
		d.translation, d.untranslated = nil, true
		w.setback(err, "the answer is not translated")
	}
	return nil
}

// readTranslation takes the model's text apart and holds it against the lines.
func (s *Snapshot) readTranslation(text string, lines []Line, to language.Language) ([]string, error) {
	texts, ok := numberedLines(text, len(lines))
	if !ok {
		return nil, s.unusable("the translation of an answer has not each of its lines once")
	}
	done, err := translated(lines, texts)
	if err != nil {
		return nil, s.unusable(err.Error())
	}
	var all strings.Builder
	for _, l := range done {
		all.WriteString(l.Text + "\n")
	}
	if in, sure := language.Detect(all.String()); sure && in != to {
		return nil, s.unusable("the translation of an answer is in another language than asked for")
	}
	return texts, nil
}

// translationView is what the prompt shows of the lines.
func (s *Snapshot) translationView(lines []Line, to language.Language) any {
	type shownLine struct {
		N    int
		Text string
	}
	var shown []shownLine
	for i, l := range lines {
		shown = append(shown, shownLine{i + 1, l.marked()})
	}
	return struct {
		From, To string
		Lines    []shownLine
	}{s.tongues.main.Name(language.English), to.Name(language.English), shown}
}

// A translation is as long as the original, give or take what scripts and
// languages differ by.
const (
	leastShare = 0.15 // in characters: a few signs of Chinese make a sentence
	mostShare  = 3.0
	leeway     = 40 // characters
)

// mostTranslated is how many bytes the translation of lines may have.
func mostTranslated(lines []Line) int {
	n := slack
	for _, l := range lines {
		n += 4 * (int(mostShare)*utf8.RuneCountInString(l.marked()) + leeway)
	}
	return n
}

// marked is a line as text, on one line, with the markers of its citations.
func (l Line) marked() string {
	var b strings.Builder
	if l.Label != "" {
		b.WriteString(oneLine(l.Label) + ": ")
	}
	b.WriteString(oneLine(l.Text))
	for i, c := range l.Citations {
		if l.Text == "" {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(oneLine(c.Quote()))
		}
		if l.Text == "" || i == 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "[%d]", c.N)
	}
	return b.String()
}

// numbered is "2: text", as a line of a translation.
var numbered = regexp.MustCompile(`^(\d{1,3})\s*[:.)]\s*(\S.*)$`)

// numberedLines are the lines of a text by their numbers, false where they are not
// 1 to n, each once, with nothing between them.
func numberedLines(text string, n int) ([]string, bool) {
	texts, found := make([]string, n), 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		m := numbered.FindStringSubmatch(line)
		if m == nil {
			return nil, false
		}
		at, err := strconv.Atoi(m[1])
		if err != nil || at < 1 || at > n || texts[at-1] != "" {
			return nil, false
		}
		texts[at-1] = m[2]
		found++
	}
	return texts, found == n
}

// translated makes lines of translated ones, with the citations of the originals.
// It is an error where one has not the same markers, not the same numbers, or a
// length that no translation has.
func translated(lines []Line, texts []string) ([]Line, error) {
	if len(texts) != len(lines) {
		return nil, fmt.Errorf("a translation has %d lines in place of %d", len(texts), len(lines))
	}
	var done []Line
	for i, l := range lines {
		text := unmarked(texts[i])
		original := unmarked(l.marked())
		have, want := utf8.RuneCountInString(text), float64(utf8.RuneCountInString(original))
		switch {
		case text == "" || float64(have) < leastShare*want || float64(have) > mostShare*want+leeway:
			return nil, fmt.Errorf("line %d of a translation has another length than its original", i+1)
		case !slices.Equal(markersIn(texts[i]), markersIn(l.marked())):
			return nil, fmt.Errorf("line %d of a translation has not the markers of its original", i+1)
		case !slices.Equal(numbersIn(text), numbersIn(original)):
			return nil, fmt.Errorf("line %d of a translation has not the numbers of its original", i+1)
		}
		done = append(done, Line{Text: text, Citations: l.Citations})
	}
	return done, nil
}

// behind is markers with the space before them.
var behind = regexp.MustCompile(`\s*` + marker.String())

// unmarked is a text on one line, without markers.
func unmarked(text string) string {
	return strings.Join(strings.Fields(behind.ReplaceAllString(text, "")), " ")
}

// markersIn are the numbers of the markers of a text, as they are written, in
// order of the alphabet.
func markersIn(text string) []string {
	var all []string
	for _, m := range marker.FindAllString(text, -1) {
		for _, r := range refsIn(m) {
			all = append(all, fmt.Sprint(r.passage, ".", r.sentence))
		}
	}
	slices.Sort(all)
	return all
}

// numbersIn are the numbers of a text, as digits from 0 to 9 without what parts
// them, for "1,500" is "1.500" elsewhere; in order of the alphabet.
func numbersIn(text string) []string {
	var all []string
	var digits strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case unicode.IsDigit(r):
			digits.WriteByte('0' + byte(digit(r)))
			continue
		case digits.Len() > 0 && strings.ContainsRune(",.'’\u00a0\u202f", r) && i+1 < len(runes) && unicode.IsDigit(runes[i+1]):
			continue
		}
		if digits.Len() > 0 {
			all = append(all, digits.String())
			digits.Reset()
		}
	}
	if digits.Len() > 0 {
		all = append(all, digits.String())
	}
	slices.Sort(all)
	return all
}

// digit is the value of a digit of any script: they stand in tens.
func digit(r rune) rune {
	zero := r
	for unicode.IsDigit(zero - 1) {
		zero--
	}
	return (r - zero) % 10
}
