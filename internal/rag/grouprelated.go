package rag

import (
	"cmp"
	"maps"
	"slices"

	"talksbot/internal/corpus"
)

// relatives tells which articles are about one matter, by the names in them.
type relatives struct {
	*Snapshot
	byArticle map[string][]int          // the places of an article's names, in order
	leading   map[*corpus.Article][]int // those that it has most often, of articles asked about
}

// How many of the names of the article that has fewer another must have.
const (
	relatedShare = 0.3
	relatedNames = 2
	leadingNames = 2 // of these another must have one
	// wideNames is in how large a part of the articles a name may be to relate
	// two of them, in collections that are not small.
	wideNames   = 0.1
	smallEnough = 30
)

func (s *Snapshot) relatives() relatives {
	r := relatives{s, map[string][]int{}, map[*corpus.Article][]int{}}
	for i, e := range s.names.entities {
		if n := len(s.articles); n > smallEnough && float64(len(e.Articles)) > wideNames*float64(n) {
			continue
		}
		for _, id := range e.Articles {
			r.byArticle[id] = append(r.byArticle[id], i)
		}
	}
	return r
}

// articles tells whether two articles share enough names, and those that either
// has most often.
func (r relatives) articles(a, b *corpus.Article) bool {
	x, y, shared := r.byArticle[a.ID], r.byArticle[b.ID], 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			i, j, shared = i+1, j+1, shared+1
		case x[i] < y[j]:
			i++
		default:
			j++
		}
	}
	return shared >= relatedNames && float64(shared) >= relatedShare*float64(min(len(x), len(y))) &&
		r.leads(a, b) && r.leads(b, a)
}

// leads tells whether one of the names that an article has most often is in
// another.
func (r relatives) leads(a, b *corpus.Article) bool {
	leading := r.leadingOf(a)
	return len(leading) == 0 || slices.ContainsFunc(leading, func(i int) bool { return slices.Contains(r.entities()[i].Articles, b.ID) })
}

func (r relatives) entities() []Entity { return r.Snapshot.names.entities }

// leadingOf are the names, countries apart, that an article has most often.
func (r relatives) leadingOf(a *corpus.Article) []int {
	if all, ok := r.leading[a]; ok {
		return all
	}
	counts := map[int]int{}
	for _, p := range r.of[a] {
		tokens := r.index.Tokens(r.byName[p.ID])
		for _, m := range r.Snapshot.names.mentions(a.Quote(p.Span), tokens) {
			if i, ok := r.Snapshot.names.entityAt[phrase(tokens[m.From:m.To])]; ok && r.entities()[i].Country == "" {
				counts[i]++
			}
		}
	}
	all := slices.SortedFunc(maps.Keys(counts), func(i, j int) int { return cmp.Or(cmp.Compare(counts[j], counts[i]), cmp.Compare(i, j)) })
	all = all[:min(len(all), leadingNames)]
	r.leading[a] = all
	return all
}
