package commands

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"talksbot/internal/rag"
)

// MaxCharacters is the length above which a request is refused.
const MaxCharacters = 2000

// prepared gives a command what all of them share: a checked text, a limit, and
// the collection as it was on the day that is asked about.
func prepared(c Command) Command {
	run := c.Run
	c.Run = func(ctx context.Context, s *rag.Snapshot, r Request) (Reply, error) {
		if err := c.check(r.Text); err != nil {
			return Reply{}, err
		}
		if r.Limit <= 0 {
			r.Limit = DefaultLimit
		}
		return onTheDay(ctx, s, r, run)
	}
	return c
}

// onTheDay runs a command on the collection as it was on the day that is asked
// about.
func onTheDay(ctx context.Context, s *rag.Snapshot, r Request, run func(context.Context, *rag.Snapshot, Request) (Reply, error)) (Reply, error) {
	s, err := s.AsOf(ctx, r.AsOf)
	if err != nil {
		return Reply{}, err
	}
	reply, err := run(ctx, s, r)
	reply.Notes = append(reply.Notes, leftOut(s)...)
	return reply, err
}

// check tells what is wrong with the text of a request.
func (c Command) check(text string) error {
	n := utf8.RuneCountInString(text)
	empty := strings.TrimSpace(text) == ""
	switch {
	case !utf8.ValidString(text):
		return UsageError("the text is not UTF-8: save or send it as UTF-8")
	case n > MaxCharacters:
		return usagef("the text has %d characters: shorten it to %d", n, MaxCharacters)
	case c.Takes == "" && !empty:
		return usagef("/%s takes nothing after its name: leave the rest out", c.Name)
	case c.Takes == takesArticle && empty:
		return UsageError("no article is named: /sources lists their names")
	case c.Takes != "" && empty:
		return usagef("nothing is asked: write a %s of a few words", strings.ToLower(c.Takes))
	}
	return nil
}

// leftOut names the articles without a date where a date is asked about.
func leftOut(s *rag.Snapshot) []string {
	ids := s.LeftOut()
	if len(ids) == 0 {
		return nil
	}
	what := "1 article without a date is"
	if len(ids) > 1 {
		what = fmt.Sprintf("%d articles without a date are", len(ids))
	}
	return []string{fmt.Sprintf("%s left out as of %s: %s.", what, s.Date().Day(), strings.Join(ids, ", "))}
}
