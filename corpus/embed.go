// Package corpus is the collection of articles that is built into the program.
package corpus

import "embed"

// Files holds the articles, each a file of Markdown with front matter. What
// they are like is read by talksbot/internal/corpus.
//
//go:embed *.md
var Files embed.FS
