package discord

import (
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// ref points to a quote from outside the program: as the value of a menu's
// option, it outlives a restart, and it is noticed when the article has changed.
type ref struct {
	n    int    // the number of its marker
	id   string // a short hash of the article's ID
	text string // a short hash of its text
	corpus.Span
}

func refOf(c rag.Citation) ref {
	return ref{c.N, shortHash(c.Article.ID), shortHash(c.Article.Text), c.Span}
}

// shortHash is 72 bits of SHA-256.
func shortHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

// String is "N.ID.TEXT.START.END", numbers in base 36.
func (r ref) String() string {
	number := func(n int) string { return strconv.FormatInt(int64(n), 36) }
	return strings.Join([]string{number(r.n), r.id, r.text, number(r.Start), number(r.End)}, ".")
}

// parseRef reads a ref; false where it is none.
func parseRef(value string) (ref, bool) {
	parts := strings.Split(value, ".")
	if len(parts) != 5 {
		return ref{}, false
	}
	var numbers [3]int
	for i, part := range []string{parts[0], parts[3], parts[4]} {
		n, err := strconv.ParseInt(part, 36, 32)
		if err != nil || n < 0 {
			return ref{}, false
		}
		numbers[i] = int(n)
	}
	r := ref{numbers[0], parts[1], parts[2], corpus.Span{Start: numbers[1], End: numbers[2]}}
	return r, r.Start < r.End
}
