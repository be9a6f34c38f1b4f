package webpage

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropFurniture takes out of a page what says of itself that it is not the
// article. go-readability does the like, but puts it back where the article is
// short.
func dropFurniture(doc *html.Node) {
	var next *html.Node
	for n := doc; n != nil; n = next {
		next = following(n)
		if furnished(n) && n.Parent != nil {
			next = after(n)
			n.Parent.RemoveChild(n)
		}
	}
}

// following is the node after n, its children first.
func following(n *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	return after(n)
}

// after is the node after n and all that is below it.
func after(n *html.Node) *html.Node {
	for ; n != nil; n = n.Parent {
		if n.NextSibling != nil {
			return n.NextSibling
		}
	}
	return nil
}

// furnished tells whether an element is named as something other than the
// article.
func furnished(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.Html, atom.Head, atom.Body, atom.Main, atom.Title, atom.Meta, atom.Link, atom.Script:
		return false
	case atom.Nav, atom.Dialog, atom.Template, atom.Menu:
		return true
	}
	if furnitureRoles[strings.ToLower(attr(n, "role"))] {
		return true
	}
	for word := range strings.FieldsSeq(attr(n, "class") + " " + attr(n, "id")) {
		if furnitureName.MatchString(word) {
			return true
		}
	}
	return false
}

var furnitureRoles = map[string]bool{
	"navigation": true, "search": true, "dialog": true, "alertdialog": true, "menu": true, "menubar": true, "contentinfo": true,
}

// furnitureName matches a whole word of a class or an id. Words that begin with
// "has-" or "with-" say what a part holds, not what it is.
var furnitureName = regexp.MustCompile(`(?i)^(?:(?:js|c|m|o)-)?(?:` + strings.Join([]string{
	`(?:cookie|cookies|consent|gdpr|cmp)(?:[_-]?(?:banner|bar|notice|popup|modal|box|dialog|overlay|wall|law|info))*`,
	`(?:comments?|replies)(?:[_-](?:area|list|section|wrapper|thread|container|form|block))*|disqus_thread|respond`,
	`(?:related|recommended|trending|most[_-]?read|more[_-]?stories|read[_-]?more|also[_-]?read)(?:[_-]?(?:articles?|posts?|stories|links?|content|news|topics|list|box|block|section))*`,
	`(?:newsletter|subscribe|subscription|signup|sign-up)(?:[_-]?(?:form|box|banner|block|widget|promo|cta|signup|section))*`,
	`(?:social|share|sharing|sharedaddy)(?:[_-]?(?:bar|buttons?|links?|icons?|tools|list|media|box|block))*`,
	`(?:ad|ads|advert|advertisement|advertising|sponsored|sponsor|promo|banner)(?:[_-]?(?:slot|unit|box|block|banner|container|wrapper|label))*`,
	`breadcrumbs?|site-?(?:nav|footer|header|menu)|(?:main|primary|top|side)-?(?:nav|menu)|sidebar|pagination|skip-?link`,
}, "|") + `)$`)
