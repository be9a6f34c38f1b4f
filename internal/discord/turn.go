package discord

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"talksbot/internal/commands"
	"talksbot/internal/conversation"
	"talksbot/internal/corpus"
)

// earlier is what an answer's message says of itself.
type earlier struct {
	asked     string // as it was written, on one line
	turn      conversation.Turn
	asOf      corpus.Date // zero for none; a time of day is in UTC
	revision  string      // of the collection that answered
	abstained bool
	private   bool // only one person sees it
	plain     bool // it is no embed
	goesOn    bool // in further messages
	foreign   bool // it was asked in another language than the articles'
}

// earlierOf reads an answer back from the message that shows it, from an embed
// or from plain text; false where the message is no answer, or its continuation.
// The message must be one of ours. Of a long answer the message holds the first
// quotes alone.
func earlierOf(m *discordgo.Message) (earlier, bool) {
	if m == nil {
		return earlier{}, false
	}
	w := written(m)
	foot := answerFooter.FindStringSubmatch(w.foot)
	if foot == nil {
		return earlier{}, false
	}
	e := earlier{
		asked: w.title, revision: foot[2], abstained: foot[1] == noAnswerFoot,
		private: m.Flags&discordgo.MessageFlagsEphemeral != 0, plain: w.plain,
		goesOn: foot[3] != "",
	}
	rest := e.readHead(strings.Split(w.text, "\n"))
	if e.turn.Question == "" {
		e.turn.Question = e.asked
	} else {
		e.turn.Asked = e.asked
	}
	switch {
	case strings.HasPrefix(w.foot, ofOriginal):
		e.turn.Answer = hiddenIn(rest)
	case !e.abstained:
		e.turn.Answer = quotesIn(rest)
	}
	return e, true
}

var answerFooter = regexp.MustCompile(`^(?:` + ofOriginal + `)?(` + answerFoot + `|` + sortedFoot + `|` + writtenFoot + `|` + noAnswerFoot + `) · revision ([0-9a-f]+)( · part 1 of .*)?$`)

// wording is the text of a message, whatever its form.
type wording struct {
	title, text, foot string
	plain             bool
}

func written(m *discordgo.Message) wording {
	if i := strings.LastIndex(m.Content, "\n-# "); i >= 0 {
		return wording{text: m.Content[:i], foot: m.Content[i+len("\n-# "):], plain: true}
	}
	if len(m.Embeds) == 0 {
		return wording{}
	}
	w := wording{title: commands.Unescape(m.Embeds[0].Title)}
	var parts []string
	for _, e := range m.Embeds {
		parts = append(parts, e.Description)
		if e.Footer != nil {
			w.foot = e.Footer.Text
		}
	}
	w.text = joined(parts)
	return w
}

// joined puts the parts of a text together that were cut from each other: at the
// end of a line, at a space, or within a word, which "…" shows on both sides.
func joined(parts []string) string {
	text := parts[0]
	for _, next := range parts[1:] {
		left, cut := strings.CutSuffix(text, "…")
		right, goesOn := strings.CutPrefix(next, "…")
		if before, veiled := strings.CutSuffix(text, veil); veiled && strings.HasPrefix(next, veil) {
			text = joinedVeils(before, strings.TrimPrefix(next, veil))
			continue
		}
		switch {
		case cut && goesOn:
			text = left + right
		case strings.HasPrefix(next, "- "), strings.HasPrefix(next, "**"), strings.HasPrefix(next, "-# "), strings.HasPrefix(next, veil):
			text += "\n" + next
		default:
			text += " " + next
		}
	}
	return text
}

// joinedVeils puts two texts together that end and begin within a veil. A line ends
// with a marker; what does not is cut, and goes on.
func joinedVeils(text, next string) string {
	left, cut := strings.CutSuffix(text, "…")
	right, goesOn := strings.CutPrefix(next, "…")
	switch {
	case cut && goesOn:
		return left + right
	case strings.HasSuffix(text, "]") && !strings.HasSuffix(text, `\]`):
		return text + veil + "\n" + veil + next
	}
	return text + " " + next
}

// readHead reads the lines above the text, and gives the others.
func (e *earlier) readHead(lines []string) []string {
	for i, l := range lines {
		switch {
		case strings.HasPrefix(l, "> ") && i == 0:
			e.asked = commands.Unescape(l[len("> "):])
		case strings.HasPrefix(l, "-# "+understoodAs):
			e.turn.Question = commands.Unescape(l[len("-# "+understoodAs):])
		case asOfLine.MatchString(l):
			e.asOf = readDay(asOfLine.FindStringSubmatch(l)[1])
		case translatedLine.MatchString(l):
			e.foreign = true
		case l != "" && l != "**"+noAnswerMark+"**" && l != "-# "+unproven:
			return lines[i:]
		}
	}
	return nil
}

var translatedLine = regexp.MustCompile(`^-# (?:` + fmt.Sprintf(translatedFormat, `.*`) + `|` + fmt.Sprintf(untranslatedFormat, `.*`) + `)$`)

var asOfLine = regexp.MustCompile(`^-# As of (.*), and nothing later$`)

// readDay reads what day wrote.
func readDay(text string) corpus.Date {
	if stamp, ok := strings.CutPrefix(text, "<t:"); ok {
		if n, err := strconv.ParseInt(strings.TrimSuffix(stamp, ":f>"), 10, 64); err == nil {
			d, _ := corpus.ParseDate(time.Unix(n, 0).UTC().Format(time.RFC3339))
			return d
		}
	}
	t, err := time.Parse("2 January 2006", text)
	if err != nil {
		return corpus.Date{}
	}
	d, _ := corpus.ParseDate(t.Format(time.DateOnly))
	return d
}

// quotesIn are the quotes of an answer's statements: what stands before each
// marker. Behind them come lines of ours, which begin with "**".
func quotesIn(lines []string) []string {
	var quotes []string
	for _, l := range lines {
		if l == "" {
			continue
		}
		if strings.HasPrefix(l, "**") || strings.HasPrefix(l, "-# ") {
			break
		}
		quotes = append(quotes, quotesOf(statement(l))...)
	}
	return quotes
}

// hiddenIn are the quotes of a translated answer: they stand behind veils.
func hiddenIn(lines []string) []string {
	var quotes []string
	for _, l := range lines {
		if inner, ok := strings.CutPrefix(l, veil); ok {
			quotes = append(quotes, quotesOf(statement(strings.TrimSuffix(inner, veil)))...)
		}
	}
	return quotes
}

// statement is a line without its bullet and its label.
func statement(l string) string {
	l = strings.TrimPrefix(l, "- ")
	if strings.HasPrefix(l, "**") {
		if _, rest, ok := strings.Cut(l, ":** "); ok {
			return rest
		}
	}
	return l
}

// quotesOf cuts a statement at its markers, which alone have brackets without a
// backslash. Of a quote that goes on in the next message, this is the beginning.
func quotesOf(statement string) []string {
	var quotes []string
	add := func(quote string) {
		if quote = strings.TrimSpace(quote); quote != "" {
			quotes = append(quotes, commands.Unescape(quote))
		}
	}
	from := 0
	for i := 0; i < len(statement); i++ {
		switch statement[i] {
		case '\\':
			i++
		case '[':
			add(statement[from:i])
			from = i + max(1, strings.IndexByte(statement[i:], ']')+1)
			i = from - 1
		}
	}
	add(strings.TrimSuffix(statement[from:], "…"))
	return quotes
}
