package corpus

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// folder is a file system of files that are not empty unless asked to be.
func folder(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return fsys
}

func ids(c *Collection) []string {
	var all []string
	for _, a := range c.Articles {
		all = append(all, a.ID)
	}
	return all
}

func problems(c *Collection) []string {
	var all []string
	for _, p := range c.Problems {
		all = append(all, p.String())
	}
	return all
}

func TestLoadOrder(t *testing.T) {
	dated := func(s string) string { return "---\npublished: " + s + "\n---\n" + prosePara }
	c, err := Load(folder(map[string]string{
		"b.md": prosePara, "a.TXT": prosePara,
		"late.md": dated("2025-05-15T13:00+03:00"), "early.md": dated("2025-05-15T07:00+03:00"), "sub/deep/first.md": dated("2025-05-13"),
		"README.md": prosePara, "sub/readme.MD": prosePara, "_draft.md": prosePara, ".hidden.md": prosePara,
		"_drafts/c.md": prosePara, ".git/d.md": prosePara, "picture.png": "x", "notes.markdown": prosePara,
	}), "corpus")
	if err != nil || len(c.Problems) > 0 {
		t.Fatal(err, c.Problems)
	}
	if diff := cmp.Diff([]string{"first", "early", "late", "a", "b"}, ids(c)); diff != "" {
		t.Error(diff)
	}
}

func TestLoadProblems(t *testing.T) {
	c, err := Load(folder(map[string]string{
		"a.md":     prosePara,
		"a.txt":    prosePara,
		"bad.md":   "One.\nTwo \xff.\n",
		"empty.md": "", "blank.txt": " \n\n\t",
		"nul.txt":  "One.\n\nTwo\x00.",
		"open.md":  "---\ntitle: A\n" + prosePara,
		"sub/a.md": prosePara,
		"title.md": "---\ntitle: A b\n---\n\nA b\n",
		"big.txt":  strings.Repeat("a word ", MaxSize/7+1),
	}), "corpus")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a"}, ids(c)); diff != "" {
		t.Error(diff)
	}
	want := []string{
		"a.txt: it has the same name as a.md: rename one of the two",
		"bad.md:2: it is not UTF-8, the first bad byte is 0xff: save it in UTF-8",
		"big.txt: it is larger than 4 MiB: split it into articles",
		"blank.txt: it is empty: put the article's text in, or remove the file",
		"empty.md: it is empty: put the article's text in, or remove the file",
		"nul.txt:3: it is not text, it holds a NUL byte: save it as plain text in UTF-8",
		"open.md:1: the front matter is not closed: end it with a line of ---, or remove the first line",
		"sub/a.md: it has the same name as a.md: rename one of the two",
		"title.md: nothing is left to read beside the title, headings and page furniture: put the article's text in, or remove the file",
	}
	if diff := cmp.Diff(want, problems(c)); diff != "" {
		t.Error(diff)
	}
}

func TestLoadNothing(t *testing.T) {
	for _, test := range []struct {
		files map[string]string
		want  string
	}{
		{map[string]string{"README.md": prosePara}, "no article found in corpus: put .md, .txt or .html files there, or name another folder with --corpus"},
		{map[string]string{"a.md": ""}, "no article found in corpus, the only file was refused: a.md: it is empty: put the article's text in, or remove the file"},
		{map[string]string{"a.md": "", "b.md": ""}, "no article found in corpus, all 2 files were refused, the first: a.md: it is empty: put the article's text in, or remove the file"},
	} {
		c, err := Load(folder(test.files), "corpus")
		if err == nil || err.Error() != test.want {
			t.Errorf("error %v, want %s", err, test.want)
		}
		if c == nil || len(c.Problems) != len(test.files)-1 && len(c.Problems) != len(test.files) {
			t.Errorf("collection %+v", c)
		}
	}
}

func TestOpenDirFailures(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	write(t, file, "x")
	for path, want := range map[string]string{
		filepath.Join(dir, "none"): "does not exist",
		file:                       "is not a folder",
		"":                         "is empty",
	} {
		if _, err := OpenDir(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("OpenDir(%q): %v, want %q", path, err, want)
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestLoadDisk(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "corpus")
	if err := os.MkdirAll(filepath.Join(dir, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(top, "outside.md"), prosePara)
	write(t, filepath.Join(dir, "sub", "real.md"), prosePara)
	for link, target := range map[string]string{
		"inside.md":  "sub/real.md",
		"outside.md": "../outside.md",
		"folder":     "sub",
		"above":      "..",
		"gone.md":    "nowhere.md",
		"other.png":  "../outside.md",
		"loop.md":    "loop.md",
	} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	fsys, err := OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Load(fsys, "corpus")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"inside", "real"}, ids(c)); diff != "" {
		t.Error(diff)
	}
	got := problems(c)
	// The last words of this one are the operating system's.
	got = slices.DeleteFunc(got, func(s string) bool { return strings.HasPrefix(s, "loop.md: it cannot be read (") })
	want := []string{
		"above: it is a link to outside the folder: copy what it points to in, or remove the link",
		"folder: it is a link to a folder, which is not followed: copy the folder in",
		"gone.md: it is a link to a file that does not exist: copy the file in, or remove the link",
		"outside.md: it is a link to outside the folder: copy what it points to in, or remove the link",
	}
	if diff := cmp.Diff(want, got); diff != "" || len(c.Problems) != 5 {
		t.Error(diff)
	}
}

func TestLoadUnreadable(t *testing.T) {
	if os.Getuid() <= 0 {
		t.Skip("permissions do not bind this user")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.md"), prosePara)
	write(t, filepath.Join(dir, "b.md"), prosePara)
	if err := os.Chmod(filepath.Join(dir, "b.md"), 0); err != nil {
		t.Fatal(err)
	}
	fsys, err := OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Load(fsys, "corpus")
	if err != nil || len(c.Articles) != 1 || len(c.Problems) != 1 || !strings.Contains(c.Problems[0].String(), "b.md: it cannot be read (permission denied)") {
		t.Errorf("%v, %v", err, problems(c))
	}
}
