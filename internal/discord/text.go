package discord

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"talksbot/internal/commands"
)

// length is how much of Discord's limits a text takes: UTF-16 code units, which
// are never fewer than characters.
func length(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}

// bare is a foreign text on one line, without what is not seen and without what
// would turn the direction of the lines around it. It is still no Markdown.
func bare(text string) string {
	return strings.Join(strings.Fields(strings.Map(visible, text)), " ")
}

func visible(r rune) rune {
	if ' ' <= r && r <= '~' { // nearly all, and looking closer is slow
		return r
	}
	switch r {
	case '\u00ad', '\u200b', '\u200e', '\u200f', '\u061c', '\u2060', '\ufeff':
		return -1
	}
	if unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) {
		return unicode.ReplacementChar
	}
	return r
}

// shown is a foreign text as Markdown that shows it and does nothing: it sets no
// type, mentions nobody, and no address in it becomes a link or opens the card of
// an invitation. commands.Unescape gives back the bare text.
func shown(text string) string { return inert(bare(text)) }

// inert is what shown makes of a text that is bare already.
func inert(text string) string {
	text = links.Replace(commands.Escape(text))
	if !strings.Contains(strings.ToLower(text), "cord") { // most have none, and looking closer is slow
		return text
	}
	return invitation.ReplaceAllString(text, `$1\.`)
}

var (
	// links also parts the brackets of a masked one, which a marker of ours before
	// them could begin.
	links      = strings.NewReplacer("://", `:\//`, "](", `]\(`)
	invitation = regexp.MustCompile(`(?i)(discord(?:app)?)\.`)
)

// clipped is shown within so many units, cut between words where it is too long.
func clipped(text string, most int) string { return clip(text, most, inert) }

// label is a text for a place that knows no Markdown, such as a menu's options.
func label(text string, most int) string {
	return clip(text, most, func(s string) string { return s })
}

func clip(text string, most int, as func(string) string) string {
	text = bare(text)
	if len(text) <= 4*most {
		if all := as(text); length(all) <= most {
			return all
		}
	}
	n := fitting(text, most-1, as)
	if n == len(text) {
		return as(text)
	}
	if i := strings.LastIndexByte(text[:n], ' '); i > n/2 {
		n = i
	}
	return as(text[:n]) + "…"
}

// fitting is how many bytes of a bare text fit in so many units, as it is shown.
func fitting(text string, most int, as func(string) string) int {
	ends := make([]int, 0, max(0, most))
	for i, r := range text {
		if len(ends) >= most {
			break
		}
		ends = append(ends, i+utf8.RuneLen(r))
	}
	over := func(n int) int { return length(as(text[:ends[n-1]])) - most }
	n := len(ends)
	if n == 0 {
		return 0
	}
	if extra := over(n); extra > 0 {
		// Each character but a space at the end takes a unit at least, so that
		// without so many more it fits.
		low := max(0, n-extra-1)
		n = low + sort.Search(n-low-1, func(i int) bool { return over(low+i+1) > 0 })
	}
	if n == 0 {
		return 0
	}
	return ends[n-1]
}

// count is "1 article" or "2 articles".
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}
