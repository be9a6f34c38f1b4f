// Package webpage reads the article out of a page in HTML: its text, without
// menus, advertising, comments and whatever else a page puts around it, and
// what the page says of its title, publisher, address and date.
//
// Which part of a page is the article is decided by go-readability, which does
// what the reader view of Firefox does. Around it stand four steps of ours:
//
//  1. The bytes become text, by the character set the page names (charset.go).
//  2. A page that would keep the parser busy for long is refused (limits.go).
//  3. The metadata is read (meta.go, linked.go).
//  4. What the reader view shows is written down, a paragraph a line (text.go).
//
// The same bytes always give the same Page.
package webpage

import (
	"fmt"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// Page is the article of a page. All but Text may be "" or empty.
type Page struct {
	Title     string
	Publisher string
	URL       string
	// Dates are the dates of publication that the page names, as they are
	// written there, the most trustworthy first.
	Dates []string
	// Text is the article. Paragraphs have a blank line between them; headings,
	// list items and the rows of tables are marked as in Markdown.
	Text string
}

// Fault is why a page cannot be read, told to the person who saved it.
type Fault struct {
	Line int    // from 1; 0 where it is the whole page
	What string // what is wrong, without a full stop
	Mend string // what to do about it
}

func (f *Fault) Error() string { return f.What + ": " + f.Mend }

// shortest is the number of characters that an article has at least, unless
// the page has nothing longer: below it the search for the article begins
// anew, and less choosy.
const shortest = 200

// Read reads a page. Exactly one of its results is nil. Foreign pages have made
// parsers panic before; that is a Fault like any other.
func Read(data []byte) (page *Page, fault *Fault) {
	defer func() {
		if recover() != nil {
			page, fault = nil, &Fault{What: "the parser gave up on it", Mend: asText}
		}
	}()
	text, fault := decode(data)
	if fault != nil {
		return nil, fault
	}
	if fault := checkLimits(text); fault != nil {
		return nil, fault
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, &Fault{What: fmt.Sprintf("it is not usable HTML (%s)", strings.TrimPrefix(err.Error(), "html: ")), Mend: asText}
	}
	return read(doc)
}

// asText is what to do where a page is beyond help.
const asText = "put the article's text into a .txt file in its place"

func read(doc *html.Node) (*Page, *Fault) {
	m := readMeta(doc)
	page := &Page{Publisher: m.publisher(), URL: m.url(), Dates: m.dates()}
	dropFurniture(doc)
	parser := readability.NewParser()
	parser.CharThresholds = shortest
	parser.KeepClasses = true // captions are known by theirs
	found, err := parser.ParseAndMutate(doc, nil)
	if err != nil || found.Node == nil {
		return nil, noArticle()
	}
	if page.Publisher == "" {
		page.Publisher = found.SiteName()
	}
	page.Title = withoutSite(found.Title(), page.Publisher)
	if page.Text = write(found.Node); !sentenced(page.Text) {
		return nil, noArticle()
	}
	return page, nil
}

func noArticle() *Fault {
	return &Fault{What: "no article is found in the page", Mend: "save the page of one article, or " + asText}
}

// sentenced tells whether a text holds a paragraph that looks like a sentence.
// A page of links has none.
func sentenced(text string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n \"'”’»)]")
		if len(strings.Fields(line)) >= 5 && strings.ContainsAny(line[max(0, len(line)-3):], ".!?…。") {
			return true
		}
	}
	return false
}

// withoutSite takes the site's name off the end of a title: "Bridge opens | The
// Harbour News".
func withoutSite(title, site string) string {
	head, found := strings.CutSuffix(title, site)
	if site == "" || !found {
		return title
	}
	bare := strings.TrimRight(head, " |-–—·•:»")
	if bare == "" || bare == strings.TrimRight(head, " ") {
		return title
	}
	return bare
}
