package rag

import (
	"fmt"
	"slices"
	"strings"
)

// abstain is what is said where the collection does not answer.
func (s *Snapshot) abstain(q *query) string {
	var b strings.Builder
	b.WriteString("The collection does not answer this.")
	if missing := q.strangers(); len(missing) > 0 {
		fmt.Fprintf(&b, " It does not mention %s.", strings.Join(shortened(missing), " or "))
	}
	return b.String() + " " + s.about()
}

// shortened are the first of the names, and of each its beginning: a question may
// be a page long.
func shortened(names []string) []string {
	const most, letters = 3, 40
	out := slices.Clone(names[:min(most, len(names))])
	for i, name := range out {
		if runes := []rune(name); len(runes) > letters {
			out[i] = string(runes[:letters]) + "…"
		}
	}
	return out
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

// most are the k names that stand most often, each as it is mostly written.
func (n *names) most(k int) []string {
	var top []string
	for _, e := range n.entities[:min(k, len(n.entities))] {
		top = append(top, e.Spellings[0])
	}
	return top
}

// Where the collection is about a question's subject but does not answer it,
// so many sentences are offered, if they have so much of the question.
const (
	closestMost  = 2
	closestShare = 0.35 // of the query's weight, with the surroundings
)

// closest are the sentences nearest to a question that is not answered. There
// are none where it names somebody whom the collection does not know.
func (q *query) closest(chosen []*evidence) []quote {
	if len(q.strangers()) > 0 {
		return nil
	}
	var quotes []quote
	for _, e := range chosen {
		if len(quotes) < closestMost && e.signs[signContext] >= closestShare {
			quotes = append(quotes, quote{e.passage.Article, e.quote()})
		}
	}
	return quotes
}
