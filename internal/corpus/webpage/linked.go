package webpage

import (
	"encoding/json"
	"strings"
)

// publishedIn is the datePublished of the articles that a script of JSON-LD
// describes: at its top, in a list, or in a @graph.
func publishedIn(script string) []string {
	var value any
	if json.Unmarshal([]byte(script), &value) != nil {
		return nil
	}
	return published(value)
}

func published(value any) []string {
	var dates []string
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			dates = append(dates, published(item)...)
		}
	case map[string]any:
		if date, ok := v["datePublished"].(string); ok && articleType(v["@type"]) {
			dates = append(dates, date)
		}
		dates = append(dates, published(v["@graph"])...)
	}
	return dates
}

// articleType tells whether a @type is that of something to be read, such as
// NewsArticle, BlogPosting, Report or WebPage.
func articleType(value any) bool {
	switch t := value.(type) {
	case string:
		for _, ending := range []string{"Article", "Posting", "Report", "WebPage"} {
			if strings.HasSuffix(t, ending) {
				return true
			}
		}
	case []any:
		for _, item := range t {
			if articleType(item) {
				return true
			}
		}
	}
	return false
}
