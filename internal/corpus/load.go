package corpus

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxSize is the size in bytes above which a file is refused.
const MaxSize = 4 << 20

// Collection is what a folder held when it was read.
type Collection struct {
	Where    string     // the folder, as it is named to people
	Articles []*Article // oldest first, undated last, ties by ID
	Problems []Problem  // in the order of the paths
	Hints    []Problem  // of files that are served all the same, in the order of the paths
}

// OpenDir is the folder as a file system that no symbolic link leaves.
func OpenDir(dir string) (fs.FS, error) {
	if dir == "" {
		return nil, errors.New("the name of the folder is empty: name the folder that holds the articles")
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("the folder %s does not exist: create it, or name another one", dir)
	case err != nil:
		return nil, fmt.Errorf("the folder %s cannot be opened (%s): check its permissions, or name another one", dir, reason(err))
	case !info.IsDir():
		return nil, fmt.Errorf("%s is not a folder: name the folder that holds the articles", dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("the folder %s cannot be opened (%s): check its permissions, or name another one", dir, reason(err))
	}
	// The root is never closed: the collection's folder is read until the
	// program ends, and the file system cannot outlive it.
	return root.FS(), nil
}

// Load reads every article of a folder, its sub-folders included: the files
// ending in .md, .txt, .html or .htm, in upper or lower case, but no README and
// nothing whose name, or whose folder's name, begins with "_" or ".", and no
// folder that a browser saved beside a page. Where names the folder to people
// and is used for nothing else.
//
// A link to a file inside the folder is read like the file. A link that leaves
// the folder, and a link to a folder, is not followed and becomes a Problem.
//
// Without a single article Load returns an error, and with it the collection,
// whose problems say what was refused.
func Load(fsys fs.FS, where string) (*Collection, error) {
	c := &Collection{Where: where}
	paths, err := c.find(fsys)
	if err != nil {
		return c, fmt.Errorf("the folder %s cannot be read (%s): check its permissions, or name another one with --corpus", where, reason(err))
	}
	slices.Sort(paths)
	first := make(map[string]string, len(paths)) // ID to the path that has it
	for _, p := range paths {
		a, problem := readArticle(fsys, p)
		if problem == nil && first[a.ID] != "" {
			problem = sameName(p, first[a.ID])
		}
		if problem != nil {
			c.Problems = append(c.Problems, *problem)
			continue
		}
		first[a.ID] = p
		c.Articles = append(c.Articles, a)
		if hint := hintFor(a); hint != nil {
			c.Hints = append(c.Hints, *hint)
		}
	}
	slices.SortStableFunc(c.Problems, func(a, b Problem) int { return cmp.Compare(a.Path, b.Path) })
	Sort(c.Articles)
	return c, c.emptiness()
}

// emptiness is the error of a collection without articles, nil otherwise.
func (c *Collection) emptiness() error {
	switch n := len(c.Problems); {
	case len(c.Articles) > 0:
		return nil
	case n == 0:
		return fmt.Errorf("no article found in %s: put .md, .txt or .html files there, or name another folder with --corpus", c.Where)
	case n == 1:
		return fmt.Errorf("no article found in %s, the only file was refused: %s", c.Where, c.Problems[0])
	default:
		return fmt.Errorf("no article found in %s, all %d files were refused, the first: %s", c.Where, n, c.Problems[0])
	}
}

// find collects the paths of the files that look like articles. What cannot be
// looked into becomes a Problem; the error is that of the folder itself.
func (c *Collection) find(fsys fs.FS) (paths []string, err error) {
	err = fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case p == "." && err != nil:
			return err
		case p == ".":
			return nil
		case hidden(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case err != nil:
			c.Problems = append(c.Problems, unreadable(p, err))
			return fs.SkipDir
		case d.IsDir() && besidePage(fsys, p):
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		take, problem := eligible(fsys, p, d)
		if problem != nil {
			c.Problems = append(c.Problems, *problem)
		} else if take {
			paths = append(paths, p)
		}
		return nil
	})
	return paths, err
}

// hidden tells whether a file or folder is passed over for its name.
func hidden(name string) bool {
	readme := articleEnding(name) && strings.EqualFold(idOf(name), "README")
	return readme || strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".")
}

// eligible tells whether a directory entry is a file to be read.
func eligible(fsys fs.FS, p string, d fs.DirEntry) (bool, *Problem) {
	named := articleEnding(p)
	link := d.Type()&fs.ModeSymlink != 0
	// A link without an ending may well be to a folder of articles: saying
	// that it is not followed saves its owner the search.
	if !named && !(link && path.Ext(p) == "") {
		return false, nil
	}
	info, err := fs.Stat(fsys, p)
	switch {
	case err != nil && link:
		return false, brokenLink(p, err)
	case err != nil:
		problem := unreadable(p, err)
		return false, &problem
	case link && info.IsDir():
		return false, &Problem{Path: shown(p), What: "it is a link to a folder, which is not followed", Mend: "copy the folder in"}
	case !named:
		return false, nil
	case !info.Mode().IsRegular():
		return false, &Problem{Path: shown(p), What: "it is not a regular file", Mend: "put a file with the article's text in its place"}
	case info.Size() > MaxSize:
		return false, tooLarge(p)
	}
	return true, nil
}

// articleEnding tells whether a file's name ends like an article's.
func articleEnding(p string) bool {
	ending := strings.ToLower(path.Ext(p))
	return ending == ".md" || ending == ".txt" || pageEnding(p)
}

// readArticle reads one file. Exactly one of its results is nil.
func readArticle(fsys fs.FS, p string) (*Article, *Problem) {
	if shown(p) != p {
		return nil, &Problem{Path: shown(p), What: "its name holds a character that cannot be printed", Mend: "rename it"}
	}
	data, err := readLimited(fsys, p)
	if err != nil {
		problem := unreadable(p, err)
		return nil, &problem
	}
	if pageEnding(p) {
		return newPage(p, data)
	}
	if problem := notText(p, data); problem != nil {
		return nil, problem
	}
	return newArticle(p, string(data))
}

// readLimited reads a file, and of one that has grown too large since it was
// looked at no more than shows that it has.
func readLimited(fsys fs.FS, p string) ([]byte, error) {
	f, err := fsys.Open(p)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, MaxSize+1))
}

// notText is the Problem of a file that is not UTF-8 text of a bearable size.
func notText(p string, data []byte) *Problem {
	if len(data) > MaxSize {
		return tooLarge(p)
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return &Problem{Path: p, Line: lineOf(data, i), What: "it is not text, it holds a NUL byte", Mend: "save it as plain text in UTF-8"}
	}
	if i := invalidUTF8(data); i >= 0 {
		return &Problem{
			Path: p, Line: lineOf(data, i),
			What: fmt.Sprintf("it is not UTF-8, the first bad byte is 0x%02x", data[i]),
			Mend: "save it in UTF-8",
		}
	}
	return nil
}

// invalidUTF8 is the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// lineOf is the number, from 1, of the line that byte i stands in.
func lineOf(data []byte, i int) int { return 1 + bytes.Count(data[:i], []byte("\n")) }

// newArticle makes an article of a file's text. Exactly one of its results is
// nil.
func newArticle(p, text string) (*Article, *Problem) {
	a := &Article{ID: idOf(p), Path: p, Text: text}
	body, problem := a.readFrontMatter()
	if problem != nil {
		return nil, problem
	}
	if !wordy(text[body:]) {
		what := "it is empty"
		if body > len(byteOrderMark) {
			what = "it has front matter and no text"
		}
		return nil, &Problem{Path: p, What: what, Mend: "put the article's text in, or remove the file"}
	}
	return a.withBody(body)
}

// idOf is a file's name without its ending.
func idOf(p string) string {
	name := path.Base(p)
	return strings.TrimSuffix(name, path.Ext(name))
}

// withBody is the article with what its body, from an offset of the text on,
// says and holds. Exactly one of its results is nil.
func (a *Article) withBody(body int) (*Article, *Problem) {
	a.readBody(body)
	if len(a.Blocks) == 0 {
		return nil, &Problem{Path: a.Path, What: "nothing is left to read beside the title, headings and page furniture", Mend: "put the article's text in, or remove the file"}
	}
	return a, nil
}

// wordy tells whether a text holds a letter or a digit.
func wordy(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) >= 0
}

func sameName(p, first string) *Problem {
	return &Problem{Path: p, What: "it has the same name as " + first, Mend: "rename one of the two"}
}

func tooLarge(p string) *Problem {
	return &Problem{Path: shown(p), What: fmt.Sprintf("it is larger than %d MiB", MaxSize>>20), Mend: "split it into articles"}
}

func unreadable(p string, err error) Problem {
	return Problem{Path: shown(p), What: fmt.Sprintf("it cannot be read (%s)", reason(err)), Mend: "check its permissions"}
}

// brokenLink is the Problem of a link that could not be followed. The package
// os has no name for the error of leaving a root, only its text.
func brokenLink(p string, err error) *Problem {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Problem{Path: shown(p), What: "it is a link to a file that does not exist", Mend: "copy the file in, or remove the link"}
	case strings.Contains(err.Error(), "escapes"):
		return &Problem{Path: shown(p), What: "it is a link to outside the folder", Mend: "copy what it points to in, or remove the link"}
	}
	problem := unreadable(p, err)
	return &problem
}

// reason is an error without the operation and the path, which the sentence
// around it names already.
func reason(err error) string {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	return err.Error()
}

// shown is a path as it can be printed in one line.
func shown(p string) string {
	for _, r := range p {
		if r == utf8.RuneError || !unicode.IsPrint(r) && r != '\u00a0' {
			return strconv.Quote(p)
		}
	}
	return p
}
