package main

type askCmd struct {
	flags
	Question []string `arg:"" help:"A question, a /command, or - to read one a line from standard input."`
}

// Help is the long text of bot help ask.
func (askCmd) Help() string {
	return `The answer consists of sentences of the articles, each with the number of its source. Where the articles do not answer, it says so.

With - each line is a request, and each gives a line of JSON, in order. A line that fails gives {"error": "…"}, and the exit code is 1 in the end.

In place of a question, these are understood:

` + slashCommands(withBuiltIn())
}

// Run answers the question.
func (c askCmd) Run(p *program) error {
	return p.do(job{flags: c.flags, text: c.Question})
}
