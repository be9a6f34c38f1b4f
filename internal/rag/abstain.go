package rag

import (
	"fmt"
	"sort"
	"strings"
)

// abstain is what is said where the collection does not answer.
func (s *Snapshot) abstain(q *query) string {
	var b strings.Builder
	b.WriteString("The collection does not answer this.")
	if missing := q.strangers(); len(missing) > 0 {
		fmt.Fprintf(&b, " It does not mention %s.", strings.Join(missing, " or "))
	}
	return b.String() + " " + s.about()
}

// about names what the collection covers, in a sentence.
func (s *Snapshot) about() string {
	top := s.names.most(4)
	n := len(s.articles)
	articles := fmt.Sprintf("%d articles", n)
	if n == 1 {
		articles = "1 article"
	}
	if len(top) == 0 {
		return fmt.Sprintf("It holds %s.", articles)
	}
	return fmt.Sprintf("It holds %s, mostly about %s.", articles, list(top))
}

func list(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:len(items)-1], ", ") + " and " + items[len(items)-1]
}

// most are the n names that stand most often.
func (n *names) most(k int) []string {
	sorted := append([]*Name(nil), n.entries...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Count > sorted[j].Count })
	var top []string
	for _, e := range sorted[:min(k, len(sorted))] {
		top = append(top, e.Text)
	}
	return top
}
