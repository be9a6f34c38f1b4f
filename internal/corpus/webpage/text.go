package webpage

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// writer writes an article down.
type writer struct {
	out  strings.Builder
	line strings.Builder // the paragraph at hand, spaces as in the page
	time strings.Builder // what of it stands in <time> elements
	lead string          // the mark that the next paragraph begins with
}

// write is the text below a node.
func write(n *html.Node) string {
	var w writer
	w.node(n)
	w.end()
	return w.out.String()
}

// end ends the paragraph at hand. What has no letter or digit is none, nor is
// the date of the article alone.
func (w *writer) end() {
	paragraph := w.line.String()
	dated := w.time.Len() > 0 && tidy(paragraph) == tidy(w.time.String())
	w.line.Reset()
	w.time.Reset()
	if dated {
		return
	}
	var lines []string
	for _, s := range strings.Split(paragraph, "\n") {
		if s = tidy(s); strings.ContainsFunc(s, inked) {
			lines = append(lines, s)
		}
	}
	if len(lines) == 0 {
		return
	}
	if w.out.Len() > 0 {
		w.out.WriteByte('\n')
	}
	w.out.WriteString(w.lead + strings.Join(lines, "\n") + "\n")
	w.lead = ""
}

// tidy is a text with single spaces, and without characters that show nothing.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == '\u00ad', r == '\u200b', r == '\u2060', r == '\ufeff':
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func inked(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// spaces puts a space for the line breaks of the page, which mean nothing.
var spaces = strings.NewReplacer("\n", " ", "\r", " ")

func (w *writer) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.line.WriteString(spaces.Replace(n.Data))
	case n.Type != html.ElementNode && n.Type != html.DocumentNode:
	case caption(n):
	default:
		w.element(n)
	}
}

func (w *writer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

// block writes what is below a node as paragraphs of their own, the first of
// them with a mark.
func (w *writer) block(n *html.Node, mark string) {
	w.end()
	if mark != "" {
		w.lead = mark
	}
	w.children(n)
	w.end()
	if mark != "" {
		w.lead = "" // of an element without text
	}
}

func (w *writer) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Svg, atom.Math, atom.Img, atom.Video, atom.Audio, atom.Iframe:
	case atom.Br:
		w.line.WriteByte('\n')
	case atom.Time:
		before := w.line.Len()
		w.children(n)
		w.time.WriteString(w.line.String()[min(before, w.line.Len()):] + " ")
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.block(n, "## ")
	case atom.Li:
		w.block(n, "- ")
	case atom.Pre:
		w.pre(n)
	case atom.Tr:
		w.row(n)
	default:
		if blocks[n.DataAtom] {
			w.block(n, "")
			return
		}
		w.children(n)
	}
}

// blocks are the elements that begin a line of their own.
var blocks = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Caption: true,
	atom.Center: true, atom.Dd: true, atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true,
	atom.Figure: true, atom.Footer: true, atom.Form: true, atom.Header: true, atom.Hr: true, atom.Html: true, atom.Main: true,
	atom.Nav: true, atom.Ol: true, atom.P: true, atom.Section: true, atom.Summary: true, atom.Table: true, atom.Tbody: true,
	atom.Td: true, atom.Tfoot: true, atom.Th: true, atom.Thead: true, atom.Ul: true,
}

// pre writes text whose line breaks count.
func (w *writer) pre(n *html.Node) {
	w.end()
	var raw func(*html.Node)
	raw = func(n *html.Node) {
		if n.Type == html.TextNode {
			w.line.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			raw(c)
		}
	}
	raw(n)
	for _, paragraph := range blankLine.Split(w.line.String(), -1) {
		w.line.Reset()
		w.line.WriteString(paragraph)
		w.end()
	}
}

var blankLine = regexp.MustCompile(`\n[ \t\r]*\n`)

// row writes a row of a table in one line, and one that only sets the page, with
// paragraphs in it, as these.
func (w *writer) row(tr *html.Node) {
	if parted(tr) {
		w.block(tr, "")
		return
	}
	w.end()
	var cells []string
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			w.children(c)
			cells = append(cells, tidy(w.line.String()))
			w.line.Reset()
		}
	}
	switch joined := strings.Join(cells, " | "); {
	case len(cells) > 1:
		w.line.WriteString("| " + joined + " |")
	default:
		w.line.WriteString(joined)
	}
	w.end()
}

// parted tells whether a cell of a row holds blocks.
func parted(tr *html.Node) bool {
	for n := range tr.Descendants() {
		if blocks[n.DataAtom] && n.DataAtom != atom.Td && n.DataAtom != atom.Th {
			return true
		}
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Pre, atom.Tr:
			return true
		}
	}
	return false
}

var captionClass = regexp.MustCompile(`(?i)(^|[\s_-])(caption|credit|imagecredit|photocredit|wp-caption-text)([\s_-]|$)`)

// caption tells whether a node is what stands below a picture.
func caption(n *html.Node) bool {
	if n.DataAtom == atom.Figcaption {
		return true
	}
	return n.Type == html.ElementNode && n.DataAtom != atom.Article && n.DataAtom != atom.Section &&
		captionClass.MatchString(attr(n, "class"))
}
