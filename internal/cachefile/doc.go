// Package cachefile keeps, from one run of the program to the next, what would
// cost money or time to work out again: the vectors of an embedder over the
// network, and how many tokens have been used up today. It is one file of bbolt.
//
// The file is opened for each reading and writing and closed again, so a bot
// that serves and a question in a terminal beside it share one. It may be
// deleted at any time. A process that is killed while it writes leaves the file
// as it was before; a file that is damaged all the same is set aside, and a new
// one begun. What goes wrong with it is told in one line and is no reason to
// answer nothing.
package cachefile
