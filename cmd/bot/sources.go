package main

import "talksbot/internal/commands"

type sourcesCmd struct{ flags }

// Run lists the articles.
func (c sourcesCmd) Run(p *program) error {
	return p.do(job{flags: c.flags, parse: alone("sources")})
}

// alone takes a command that nothing stands after.
func alone(name string) func(string) (commands.Command, string, error) {
	return func(string) (commands.Command, string, error) {
		command, err := commands.Find(name)
		return command, "", err
	}
}
