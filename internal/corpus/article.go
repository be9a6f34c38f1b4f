package corpus

import (
	"crypto/sha256"
	"encoding/hex"
)

// Span is a half-open range of bytes, [Start, End), in an article's text.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Article is one file of the collection. It is shared between readers, so
// nobody changes it once Load has returned it.
type Article struct {
	ID        string // the file's name without its ending; unique in a collection
	Path      string // the file's path within the collection's folder, with slashes
	Title     string // never empty
	Publisher string // "" where unknown
	URL       string // "" where unknown
	Published Date   // the zero Date where unknown
	Inferred  bool   // Published was worked out by an editor, not printed in the article

	// Text is what citations point into: the file as it is on disk, front
	// matter and a byte order mark included; of a page in HTML, the text that
	// was extracted from it.
	Text string

	// Blocks are the paragraphs and list items of the article's own prose, in
	// the order of the text. They do not overlap.
	Blocks []Block
}

// Block is one paragraph or list item: the unit that sentences never leave.
type Block struct {
	Span
	// Heading is the section heading the block stands under, "" where none.
	Heading string
	// Gap is true where lines were passed over between this block and the one
	// before it (a menu, an advertisement, a heading). No passage crosses a gap.
	Gap bool
}

// Quote is the text of a span. It panics where the span does not lie in the
// text, as a slice expression does.
func (a *Article) Quote(s Span) string { return a.Text[s.Start:s.End] }

// Hash is the SHA-256 of the text and of what the front matter says of it, in
// hexadecimal: two articles of one hash are the same article.
func (a *Article) Hash() string {
	h := sha256.New()
	for _, s := range []string{a.ID, a.Title, a.Publisher, a.URL, a.Published.String(), a.Text} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Passage is a run of sentences of one article that belong together: three to
// five of them where the article has as many side by side.
type Passage struct {
	Span
	ID        string // the article's ID, '#' and the passage's number from 1, e.g. "talks#3"
	Article   *Article
	Heading   string // of the block its first sentence stands in
	Sentences []Span // in order; at least one
}
