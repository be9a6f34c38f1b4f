// Package commands holds what the program can be asked to do, as values.
//
// A Request is what a person wrote, a Command turns it into a Reply, and a
// front-end shows the Reply. One table serves them all: the terminal, its help
// and whatever else lets people ask. A Reply is made of a snapshot alone, so a
// command can be run from anywhere and at any time.
package commands
