package commands

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"talksbot/internal/corpus"
	"talksbot/internal/nearest"
	"talksbot/internal/rag"
)

// takesArticle is what a command takes that wants the ID of an article.
const takesArticle = "ARTICLE"

func show(_ context.Context, s *rag.Snapshot, r Request) (Reply, error) {
	a, err := findArticle(s, strings.TrimSpace(r.Text))
	if err != nil {
		return Reply{}, err
	}
	return Reply{Body: Shown{Article: a, Passages: s.Passages(a)}}, nil
}

// findArticle is the article of an ID, in whatever case, or of a file's name.
func findArticle(s *rag.Snapshot, name string) (*corpus.Article, error) {
	if a := s.Article(name); a != nil {
		return a, nil
	}
	for _, a := range s.Articles() {
		if strings.EqualFold(a.ID, name) || strings.EqualFold(path.Base(a.Path), name) || strings.EqualFold(a.Path, name) {
			return a, nil
		}
	}
	if slices.Contains(s.LeftOut(), name) {
		return nil, usagef("%s has no date, so it is left out as of %s: leave the date out", name, s.Date().Day())
	}
	return nil, noSuchArticle(s, name)
}

// fewArticles is the length of the longest list that a message repeats.
const fewArticles = 10

// noSuchArticle suggests the ID that was meant, and lists all where they are few.
func noSuchArticle(s *rag.Snapshot, name string) error {
	name = shortened(name)
	var ids []string
	for _, a := range s.Articles() {
		ids = append(ids, a.ID)
	}
	hint, there := "", "there"
	if id := nearestID(name, ids); id != "" {
		hint, there = fmt.Sprintf("did you mean %s? ", id), "There"
	}
	switch {
	case len(ids) == 1:
		there += " is only " + ids[0]
	case len(ids) <= fewArticles:
		there += " are " + strings.Join(ids, ", ")
	default:
		there = fmt.Sprintf("/sources lists all %d", len(ids))
	}
	when := ""
	if !s.Date().IsZero() {
		when = " as of " + s.Date().Day()
	}
	return usagef("there is no article %q%s: %s%s", name, when, hint, there)
}

// nearestID is the ID that differs least, or else the first that holds the name.
func nearestID(name string, ids []string) string {
	name = strings.ToLower(name)
	if id := nearest.Word(name, ids); id != "" {
		return id
	}
	for _, id := range ids {
		if strings.Contains(strings.ToLower(id), name) {
			return id
		}
	}
	return ""
}

// articleIDs are the IDs that begin with what is typed, and then those that
// hold it or the title of whose article does.
func articleIDs(s *rag.Snapshot, typed string) []string {
	typed = strings.ToLower(strings.TrimSpace(typed))
	var begin, hold []string
	for _, a := range s.Articles() {
		switch id := strings.ToLower(a.ID); {
		case strings.HasPrefix(id, typed):
			begin = append(begin, a.ID)
		case strings.Contains(id, typed), strings.Contains(strings.ToLower(a.Title), typed):
			hold = append(hold, a.ID)
		}
	}
	return append(begin, hold...)
}
