package main

import (
	"strings"
	"unicode"
)

// clean is a text as it may be sent to a terminal, on one line. The articles are
// somebody else's: characters that would move the cursor, colour the screen or
// turn the direction of writing become U+FFFD.
func clean(text string) string {
	return strings.Map(visible, strings.Join(strings.Fields(text), " "))
}

func visible(r rune) rune {
	switch {
	case r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff':
		return -1 // of no width: places where a line may or may not break
	case r == '\u200c' || r == '\u200d':
		return r // parts of words in some scripts, and of emoji
	case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		return unicode.ReplacementChar
	}
	return r
}
