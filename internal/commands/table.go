package commands

import (
	"context"

	"talksbot/internal/rag"
)

// Table is every command, in the order in which help lists them.
func Table() []Command {
	return []Command{
		prepared(Command{Name: "ask", Takes: "QUESTION", Summary: "Answer a question with sentences of the articles", Run: ask}),
		prepared(Command{Name: "check", Takes: "CLAIM", Summary: "Tell whether the articles support a claim", Run: check}),
		prepared(Command{Name: "search", Takes: "QUERY", Summary: "Find the passages that fit best", Run: search}),
		prepared(Command{Name: "sources", Summary: "List the articles, oldest first", Run: sources}),
		prepared(Command{Name: "show", Takes: takesArticle, Summary: "Show an article with its sentences numbered", Complete: articleIDs, Run: show}),
		prepared(Command{Name: "names", Summary: "List the people, organisations and places of the articles", Run: names}),
	}
}

func ask(ctx context.Context, s *rag.Snapshot, r Request) (Reply, error) {
	r.Asking.History = r.History
	a, err := s.AskWith(ctx, r.Text, r.Asking)
	return Reply{Body: Answered{a}}, err
}

func check(ctx context.Context, s *rag.Snapshot, r Request) (Reply, error) {
	if r.Evidence != nil {
		return Reply{Body: Checked{s.CheckAgainst(r.Text, r.Evidence)}}, nil
	}
	c, err := s.Check(ctx, r.Text)
	return Reply{Body: Checked{c}}, err
}

func search(ctx context.Context, s *rag.Snapshot, r Request) (Reply, error) {
	hits, err := s.Search(ctx, r.Text, r.Limit)
	return Reply{Body: Found{Query: r.Text, Hits: hits}}, err
}

func sources(_ context.Context, s *rag.Snapshot, _ Request) (Reply, error) {
	return Reply{Body: Listed{s.Articles()}}, nil
}

func names(_ context.Context, s *rag.Snapshot, _ Request) (Reply, error) {
	return Reply{Body: Named{s.Entities()}}, nil
}
