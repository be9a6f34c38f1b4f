// Package corpus reads a folder of articles and cuts them into passages.
//
// It works in four steps, each a file of its own:
//
//  1. Load finds the files of a folder and reads them (load.go).
//  2. Front matter gives title, publisher and date (frontmatter.go). A page in
//     HTML has metadata for that, and its text is extracted (webpage.go).
//  3. Lines are grouped into units, such as paragraphs and list items
//     (outline.go), and cleaning decides which of them are the article and
//     which are the page around it: menus (menu.go), advertising
//     (furniture.go), headings, a title that stands twice (title.go). What is
//     left are blocks (clean.go).
//  4. Blocks are split into sentences (sentence.go), and three to five
//     sentences that belong together make a passage (passage.go).
//
// Nothing is copied or rewritten on the way. A sentence and a passage are byte
// ranges of the article's text, and that text is the file as it is on disk, so
// whatever is cited later can be checked against the file byte for byte. A page
// in HTML is the exception: its text is what was extracted, and what is cited
// from it can be checked against that.
//
// A file that cannot be read becomes a Problem, a sentence for the person who
// put it there; the other files are served all the same.
package corpus
