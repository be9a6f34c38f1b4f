package main

type askCmd struct {
	flags
	Original bool     `help:"Do not translate an answer: show its checked original in the language of the articles."`
	Picture  string   `placeholder:"FILE" help:"Write the picture of a topic command's answer to FILE, as PNG."`
	Question []string `arg:"" help:"A question, a /command, or - to read one a line from standard input."`
}

// Help is the long text of bot help ask.
func (askCmd) Help() string {
	return `The answer consists of sentences of the articles, each with the number of its source. Where the articles do not answer, it says so.

Where a language model is configured, a question may be in another language than the articles: the answer is then written and checked in theirs, and shown in translation. With --original it is shown as it was checked.

Topic commands such as /who-attends and /timeline have a picture on Discord; --picture writes it to a file. Where there is nothing to compare, there is none, and a note says so.

With - each line is a request, and each gives a line of JSON, in order. A line that fails gives {"error": "…"}, and the exit code is 1 in the end.

In place of a question, these are understood:

` + slashCommands(withBuiltIn())
}

// Run answers the question.
func (c askCmd) Run(p *program) error {
	return p.do(job{flags: c.flags, text: c.Question, original: c.Original, picture: c.Picture})
}
