package main

import (
	"fmt"

	"talksbot/internal/commands"
	"talksbot/internal/config"
)

type searchCmd struct {
	flags
	Results *int     `short:"k" name:"results" placeholder:"N" help:"Show N passages; the default is ${results}."`
	Query   []string `arg:"" help:"What to search for, or - to read one query a line from standard input."`
}

// Help is the long text of bot help search.
func (searchCmd) Help() string {
	return `A passage is a few sentences of one article that belong together. Its score is between 0 and 1, and counts among the passages of one search only.

With - each line is a query, and each gives a line of JSON, in order. A line that fails gives {"error": "…"}, and the exit code is 1 in the end.`
}

// Validate is called by the parser.
func (c searchCmd) Validate() error {
	if c.Results != nil && (*c.Results < 1 || *c.Results > config.MaxResults) {
		return fmt.Errorf("-k must be from 1 to %d", config.MaxResults)
	}
	return nil
}

// Run searches.
func (c searchCmd) Run(p *program) error {
	j := job{flags: c.flags, text: c.Query, parse: query}
	if c.Results != nil {
		j.limit = *c.Results
	}
	return p.do(j)
}

// query takes the whole text for a query.
func query(text string) (commands.Command, string, error) {
	c, err := commands.Find("search")
	return c, text, err
}
