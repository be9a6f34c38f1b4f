package corpus

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// byteOrderMark is what some editors put before the first line.
const byteOrderMark = "\ufeff"

// readFrontMatter takes title, publisher, published, published_inferred and
// url from the block between two lines of --- at the top of the text, where
// there is one. Other keys are other tools' affair. It returns where the body
// begins in the text, in bytes.
func (a *Article) readFrontMatter() (body int, problem *Problem) {
	block, body, state := frontMatterBlock(a.Text)
	switch state {
	case blockAbsent:
		return body, nil
	case blockOpen:
		return 0, &Problem{Path: a.Path, Line: 1, What: "the front matter is not closed", Mend: "end it with a line of ---, or remove the first line"}
	}
	entries, problem := parseMapping(block)
	for _, entry := range entries {
		if problem == nil {
			problem = a.setMeta(entry)
		}
	}
	if problem != nil {
		problem.Path = a.Path
		// YAML counts a lone carriage return as a line, this file does not.
		problem.Line = min(problem.Line, 1+strings.Count(block, "\n"))
	}
	return body, problem
}

type blockState int

const (
	blockAbsent blockState = iota // the first line is not ---
	blockOpen                     // nothing closes the block
	blockClosed
)

// frontMatterBlock finds the front matter: its lines without the two that
// enclose it, and the offset of what follows. Without front matter the body
// begins behind the byte order mark.
func frontMatterBlock(text string) (block string, body int, state blockState) {
	start := 0
	if strings.HasPrefix(text, byteOrderMark) {
		start = len(byteOrderMark)
	}
	first, next := cutLine(text, start)
	if first != "---" {
		return "", start, blockAbsent
	}
	for at := next; at < len(text); {
		line, after := cutLine(text, at)
		if line == "---" || line == "..." {
			return text[next:at], after, blockClosed
		}
		at = after
	}
	return "", 0, blockOpen
}

// cutLine is the line that begins at the offset, without white space at its
// end, and the offset of the next line.
func cutLine(text string, at int) (line string, next int) {
	line, next = text[at:], len(text)
	if i := strings.IndexByte(line, '\n'); i >= 0 {
		line, next = line[:i], at+i+1
	}
	return strings.TrimRight(line, " \t\r"), next
}

// metaEntry is one key of the front matter.
type metaEntry struct {
	key    string
	value  string // as it is written in the file, without quotes; "" for null
	scalar bool   // false where the value is a list or a mapping
	line   int    // in the file, from 1
}

// parseMapping reads the block's keys in their order. The YAML library has
// been seen to panic on malformed input; that is a Problem of the file like
// any other.
func parseMapping(block string) (entries []metaEntry, problem *Problem) {
	defer func() {
		if recover() != nil {
			entries, problem = nil, badYAML(1, "the parser gave up on it")
		}
	}()
	file, err := parser.ParseBytes([]byte(strings.ReplaceAll(block, "\r\n", "\n")), 0)
	if err != nil {
		return nil, yamlProblem(err)
	}
	for _, doc := range file.Docs {
		switch body := doc.Body.(type) {
		case nil, *ast.NullNode, *ast.CommentGroupNode:
		case *ast.MappingNode:
			for _, value := range body.Values {
				entries = append(entries, newEntry(value))
			}
		case *ast.MappingValueNode:
			entries = append(entries, newEntry(body))
		default:
			return nil, &Problem{Line: lineOfNode(body), What: "the front matter has no keys", Mend: `write lines such as title: "Talks resume"`}
		}
	}
	return entries, nil
}

func newEntry(node *ast.MappingValueNode) metaEntry {
	entry := metaEntry{line: lineOfNode(node.Key)}
	if tk := node.Key.GetToken(); tk != nil {
		entry.key = tk.Value
	}
	entry.value, entry.scalar = scalarText(node.Value)
	return entry
}

// scalarText is a value's text as it is written, so that a date or a number
// is not turned into something else on the way.
func scalarText(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case nil, *ast.NullNode:
		return "", true
	case *ast.AnchorNode:
		return scalarText(n.Value)
	case *ast.TagNode:
		return scalarText(n.Value)
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return strings.TrimSpace(n.GetToken().Value), true
	}
	return "", false
}

// lineOfNode is a node's line in the file: the block's first line is the
// file's second.
func lineOfNode(node ast.Node) int {
	if node == nil || node.GetToken() == nil || node.GetToken().Position == nil {
		return 1
	}
	return node.GetToken().Position.Line + 1
}

// setMeta takes over one key of the front matter.
func (a *Article) setMeta(e metaEntry) *Problem {
	if !readKey(e.key) {
		return nil
	}
	if !e.scalar {
		return &Problem{Line: e.line, What: fmt.Sprintf("%s is a list or a mapping", e.key), Mend: "write one value, in quotes"}
	}
	switch e.key {
	case "published":
		return a.setPublished(e)
	case "published_inferred":
		return a.setInferred(e)
	}
	known := map[string]*string{"title": &a.Title, "publisher": &a.Publisher, "url": &a.URL}
	*known[e.key] = label(e.value)
	return nil
}

// readKey tells whether a key of the front matter is read.
func readKey(key string) bool {
	return slices.Contains([]string{"title", "publisher", "url", "published", "published_inferred"}, key)
}

func (a *Article) setPublished(e metaEntry) *Problem {
	if strings.TrimSpace(e.value) == "" {
		return nil
	}
	date, err := ParseDate(e.value)
	if err != nil {
		// ParseDate says what is wrong and, behind the last colon, how to mend
		// it; a colon of the value itself stands before that.
		text := err.Error()
		i := strings.LastIndex(text, ": ")
		return &Problem{Line: e.line, What: "published: " + text[:i], Mend: text[i+2:]}
	}
	a.Published = date
	return nil
}

func (a *Article) setInferred(e metaEntry) *Problem {
	switch strings.ToLower(strings.TrimSpace(e.value)) {
	case "true", "yes":
		a.Inferred = true
	case "false", "no", "":
	default:
		return &Problem{Line: e.line, What: fmt.Sprintf("published_inferred is %.40q", e.value), Mend: "write true or false"}
	}
	return nil
}

// yamlProblem is what the YAML library found wrong, with the line in the file.
func yamlProblem(err error) *Problem {
	var located yaml.Error
	if !errors.As(err, &located) {
		return badYAML(1, err.Error())
	}
	line := 1
	if tk := located.GetToken(); tk != nil && tk.Position != nil {
		line = tk.Position.Line + 1
	}
	return badYAML(line, located.GetMessage())
}

func badYAML(line int, message string) *Problem {
	return &Problem{
		Line: line,
		What: fmt.Sprintf("the front matter is not valid YAML (%s)", label(message)),
		Mend: `write lines such as title: "Talks resume", values with a colon in quotes`,
	}
}
