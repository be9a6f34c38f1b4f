package main

import "talksbot/internal/commands"

type showCmd struct {
	flags
	Article []string `arg:"" help:"The article, as \"bot ask /sources\" names it, or - to read one a line from standard input."`
}

// Help is the long text of bot help show.
func (showCmd) Help() string {
	return `The sentences are numbered as citations see them, each with its first byte in the article's text and the byte after its last. They stand under the passage that they belong to. What is not listed is passed over: menus, advertising, headings.

With - each line names an article, and each gives a line of JSON, in order. A line that fails gives {"error": "…"}, and the exit code is 1 in the end.`
}

// Run shows the article.
func (c showCmd) Run(p *program) error {
	return p.do(job{flags: c.flags, text: c.Article, parse: articleName})
}

// articleName takes the whole text for the name of an article.
func articleName(text string) (commands.Command, string, error) {
	c, err := commands.Find("show")
	return c, text, err
}
