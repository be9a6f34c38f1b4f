package webpage

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what a page says of itself.
type meta struct {
	named     map[string]string // what <meta> elements say, by property or name in lower case; the first of a name
	canonical string            // the address of <link rel="canonical">
	linked    []string          // datePublished of the JSON-LD
	marked    []string          // dates of elements marked as the date of publication
	times     []string          // other <time> elements of the article's head
}

// readMeta reads the metadata. It changes nothing in the page.
func readMeta(doc *html.Node) *meta {
	m := &meta{named: map[string]string{}}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Meta:
			m.meta(n)
		case atom.Link:
			if m.canonical == "" && hasWord(attr(n, "rel"), "canonical") {
				m.canonical = attr(n, "href")
			}
		case atom.Script:
			if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
				m.linked = append(m.linked, publishedIn(n.FirstChild.Data)...)
			}
		case atom.Time:
			m.time(n)
		}
	}
	return m
}

func (m *meta) meta(n *html.Node) {
	content := strings.TrimSpace(attr(n, "content"))
	if content == "" {
		return
	}
	if attr(n, "itemprop") == "datePublished" {
		m.marked = append(m.marked, content)
	}
	for _, key := range []string{"property", "name"} {
		if name := strings.ToLower(strings.TrimSpace(attr(n, key))); name != "" && m.named[name] == "" {
			m.named[name] = content
		}
	}
}

// time notes the date of a <time> element. One that nobody has marked counts
// where it stands in the article, and not in a list of others or in a comment.
func (m *meta) time(n *html.Node) {
	date := attr(n, "datetime")
	if date == "" && n.FirstChild != nil && n.FirstChild.Type == html.TextNode {
		date = strings.TrimSpace(n.FirstChild.Data)
	}
	_, pubdate := find(n, "pubdate")
	class := attr(n, "class")
	switch {
	case date == "":
	case pubdate || attr(n, "itemprop") == "datePublished" || publishedClass.MatchString(class):
		m.marked = append(m.marked, date)
	case attr(n, "itemprop") == "dateModified" || strings.Contains(strings.ToLower(class), "updated"):
	case inArticle(n):
		m.times = append(m.times, date)
	}
}

var publishedClass = regexp.MustCompile(`(?i)(^|[\s_-])(published|entry-date|dt-published|pub-?date)([\s_-]|$)`)

// inArticle tells whether a node stands in the page's article and not in a part
// of it that is about something else.
func inArticle(n *html.Node) bool {
	within := false
	for n := range n.Ancestors() {
		switch n.DataAtom {
		case atom.Aside, atom.Nav, atom.Footer, atom.Ul, atom.Ol:
			return false
		case atom.Article, atom.Main:
			within = true
		}
		if furnished(n) {
			return false
		}
	}
	return within
}

// dates are the dates of publication, the most trustworthy first.
func (m *meta) dates() []string {
	var all []string
	for _, name := range []string{"article:published_time", "og:published_time"} {
		all = append(all, m.named[name])
	}
	all = append(all, m.linked...)
	all = append(all, m.marked...)
	for _, name := range []string{
		"datepublished", "parsely-pub-date", "pubdate", "publish-date", "publishdate", "date",
		"dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "sailthru.date",
	} {
		all = append(all, m.named[name])
	}
	if len(m.times) > 0 {
		all = append(all, m.times[0])
	}
	var dates []string
	for _, date := range all {
		if date = tidy(date); date != "" {
			dates = append(dates, date)
		}
	}
	return dates
}

// publisher is the name of the site.
func (m *meta) publisher() string { return tidy(m.named["og:site_name"]) }

// url is the page's own address.
func (m *meta) url() string {
	for _, s := range []string{m.canonical, m.named["og:url"]} {
		s = strings.TrimSpace(s)
		if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
			return s
		}
	}
	return ""
}

// find is an attribute of an element, and whether it has it.
func find(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}

func attr(n *html.Node, key string) string {
	value, _ := find(n, key)
	return value
}

func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}
