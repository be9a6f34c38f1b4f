// Package corpus is the collection of articles that is built into the program.
package corpus

import "embed"

// Files holds the articles. Which of the files are articles, and what they say,
// is read by talksbot/internal/corpus.
//
//go:embed *
var Files embed.FS
