package corpus

import (
	"io/fs"
	"path"
	"strings"
	"time"

	"talksbot/internal/corpus/webpage"
)

// pageEnding tells whether a file's name ends like that of a page in HTML.
func pageEnding(p string) bool {
	ending := strings.ToLower(path.Ext(p))
	return ending == ".html" || ending == ".htm"
}

// besidePage tells whether a folder holds the pictures and frames of a page: a
// browser saves "talks.html" together with "talks_files".
func besidePage(fsys fs.FS, folder string) bool {
	page, found := strings.CutSuffix(folder, "_files")
	if !found {
		return false
	}
	for _, ending := range []string{".html", ".htm"} {
		if _, err := fs.Stat(fsys, page+ending); err == nil {
			return true
		}
	}
	return false
}

// newPage makes an article of a page in HTML. Exactly one of its results is nil.
func newPage(p string, data []byte) (*Article, *Problem) {
	if len(data) > MaxSize {
		return nil, tooLarge(p)
	}
	if !strings.ContainsFunc(string(data), func(r rune) bool { return !blank(r) }) {
		return nil, &Problem{Path: p, What: "it is empty", Mend: "put the article's page in, or remove the file"}
	}
	page, fault := webpage.Read(data)
	if fault != nil {
		return nil, &Problem{Path: p, Line: fault.Line, What: fault.What, Mend: fault.Mend}
	}
	a := &Article{
		ID: idOf(p), Path: p, Text: page.Text,
		Title: label(page.Title), Publisher: label(page.Publisher), URL: page.URL,
	}
	for _, s := range page.Dates {
		if a.Published.IsZero() {
			a.Published = pageDate(s)
		}
	}
	return a.withBody(0)
}

// pageDate reads a date as pages write it. Of a time without a zone the day
// alone is kept, and what cannot be read for certain, such as 03/04/2025, is the
// zero Date.
func pageDate(s string) Date {
	if d, err := ParseDate(s); err == nil {
		return d
	}
	for _, layout := range []string{"2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05.999Z0700", "2006-01-02 15:04:05 Z0700", time.RFC1123Z, time.RFC1123} {
		if t, err := time.Parse(layout, s); err == nil && !strings.HasSuffix(layout, "MST") {
			return Date{t: t, clock: true}
		}
	}
	for _, layout := range []string{"January 2, 2006", "2 January 2006", "Jan 2, 2006", "2 Jan 2006", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil {
			return Date{t: t}
		}
	}
	if len(s) > len(time.DateOnly) && strings.ContainsRune("T ", rune(s[len(time.DateOnly)])) {
		if t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)]); err == nil {
			return Date{t: t}
		}
	}
	return Date{}
}
