// Package topics reads the commands that belong to a collection of articles:
// commands.toml defines what can be asked of it beside the program's own
// commands, and how the answer is grouped. Everything that such a command knows
// of its topic (which words tell one stance from another, who belongs to which
// party) stands in that file and nowhere in the program.
//
// The file is checked strictly, and all its mistakes are told at once.
package topics
