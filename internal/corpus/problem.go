package corpus

import "fmt"

// Problem is something wrong with one file, told to the person who put it
// there. The rest of the collection is not touched by it.
type Problem struct {
	Path string // the file, within the collection's folder
	Line int    // from 1; 0 where the problem is the whole file
	What string // what is wrong, without a full stop: "the front matter is not closed"
	Mend string // what to do: "end it with a line of ---"
}

// String is the problem in one line: "talks.md:1: the front matter is not
// closed: end it with a line of ---".
func (p Problem) String() string {
	where := p.Path
	if p.Line > 0 {
		where = fmt.Sprintf("%s:%d", p.Path, p.Line)
	}
	return fmt.Sprintf("%s: %s: %s", where, p.What, p.Mend)
}
