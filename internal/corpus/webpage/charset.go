package webpage

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// decode is a page as UTF-8. A page that is valid UTF-8 is taken for that
// whatever it says, for browsers save pages so and leave the old name in them;
// else the byte order mark counts, then the name of the character set in the
// page. Nothing is guessed.
func decode(data []byte) (string, *Fault) {
	name, data := marked(data)
	if name == "" && utf8.Valid(data) && !bytes.ContainsAny(data, "\x00\x1b") { // with these it may be UTF-16 or ISO-2022
		return string(data), nil
	}
	if name == "" {
		name = declared(data)
	}
	if name == "" && utf8.Valid(data) {
		name = "utf-8"
	}
	if name == "" {
		return "", &Fault{
			What: "it is not UTF-8 and names no character set",
			Mend: `save it in UTF-8, or name the set in it: <meta charset="windows-1251">`,
		}
	}
	encoding, known := charset.Lookup(name)
	if encoding == nil || known == "replacement" {
		return "", &Fault{What: fmt.Sprintf("it names the character set %.40q, which is not known", name), Mend: "save it in UTF-8"}
	}
	decoded, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return "", undecodable(known, 0)
	}
	if i := bytes.IndexRune(decoded, utf8.RuneError); i >= 0 && !bytes.Contains(data, []byte("\ufffd")) {
		return "", undecodable(known, 1+bytes.Count(decoded[:i], []byte("\n")))
	}
	if i := bytes.IndexByte(decoded, 0); i >= 0 {
		return "", &Fault{Line: 1 + bytes.Count(decoded[:i], []byte("\n")), What: "it is not text, it holds a NUL byte", Mend: "save it in UTF-8"}
	}
	return string(decoded), nil
}

func undecodable(name string, line int) *Fault {
	return &Fault{Line: line, What: fmt.Sprintf("it is not in %s, the character set it names", name), Mend: "save it in UTF-8"}
}

// marks are the byte order marks.
var marks = []struct{ bytes, name string }{
	{"\xef\xbb\xbf", "utf-8"},
	{"\xfe\xff", "utf-16be"},
	{"\xff\xfe", "utf-16le"},
}

// marked is the name of the character set that a byte order mark stands for, ""
// where there is none, and the data behind the mark.
func marked(data []byte) (name string, rest []byte) {
	for _, m := range marks {
		if rest, found := bytes.CutPrefix(data, []byte(m.bytes)); found {
			return m.name, rest
		}
	}
	return "", data
}

// declaration is where a page names its character set.
var declaration = regexp.MustCompile(`(?i)<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w:.+-]+)`)

// declared is the name of the character set that stands near the top, "" where
// none does.
func declared(data []byte) string {
	const near = 8 << 10
	if m := declaration.FindSubmatch(data[:min(near, len(data))]); m != nil {
		return strings.ToLower(string(m[1]))
	}
	return ""
}
