package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func testPage(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "harbour.html"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// blockTexts are an article's blocks under their headings.
func blockTexts(a *Article) []string {
	var all []string
	for _, b := range a.Blocks {
		text := a.Quote(b.Span)
		if b.Heading != "" {
			text = b.Heading + ": " + text
		}
		all = append(all, text)
	}
	return all
}

func TestPage(t *testing.T) {
	a, problem := newPage("sub/ferry.html", []byte(testPage(t)))
	if problem != nil {
		t.Fatal(problem)
	}
	got := []string{a.ID, a.Path, a.Title, a.Publisher, a.URL, a.Published.String()}
	want := []string{"ferry", "sub/ferry.html", "Ferry crews end nine-day strike", "The Harbour News", "https://news.example/ferry", "2024-03-05T18:30:00+03:00"}
	if diff := cmp.Diff(want, got); diff != "" || a.Inferred {
		t.Error(diff)
	}
	blocks := []string{
		"The crews of the northern ferries returned to work on Tuesday, after nine days in which no boat left the harbour and the islands ran short of fuel, flour and medicine.",
		"“We have what we came for,” said Ingrid Vale, who speaks for the union. The company will pay the crews for the night shifts of the winter, and the oldest boat, the Petrel, will not sail again before its engine has been replaced.",
		"What the company says: The director, Tom Hale, called the agreement expensive, necessary and late. He said that tickets would cost four per cent more from May on, the first rise in six years.",
		"What the company says: Night shifts are paid one and a half times the wage of the day.",
		"What the company says: Every crew has two days on land after ten days at sea.",
		"What the company says: Nobody on the islands will forget these nine days.",
		"What the company says: Route | First boat",
		"What the company says: North Island | 06:40",
		"What the company says: Seal Rock | 07:15",
		"What the company says: The mayor of North Island, Per Lund, wants the county to keep a boat of its own for such times. The county council will speak about it on 12 March.",
	}
	if diff := cmp.Diff(blocks, blockTexts(a)); diff != "" {
		t.Errorf("%s\n%s", diff, a.Text)
	}
}

// TestShortPage: where an article is short, its page is not taken in its place.
func TestShortPage(t *testing.T) {
	page := `<title>Quake shakes Alta - Fjord Wire</title><meta property="og:site_name" content="Fjord Wire">
<div class="menu-wrap"><div><a href="/">News from the whole of the north</a></div><div><a href="/w">Weather, roads and boats, always up to date</a></div></div>
<div class="cookie-consent">We use cookies, and so do our 843 partners, to store and read information on your device.</div>
<div class="story"><h1>Quake shakes Alta</h1><p>An earthquake shook the town of Alta early on Friday, the police said. Nobody was hurt.</p></div>
<div class="most-read"><p>The ten best places to see whales this summer, chosen by our readers, with a map.</p></div>
<div id="comments"><p>I slept through all of it, and so did my dog, who is usually the first to know.</p></div>`
	a, problem := newPage("quake.htm", []byte(page))
	if problem != nil {
		t.Fatal(problem)
	}
	want := []string{"An earthquake shook the town of Alta early on Friday, the police said. Nobody was hurt."}
	if diff := cmp.Diff(want, blockTexts(a)); diff != "" || a.Title != "Quake shakes Alta" || !a.Published.IsZero() {
		t.Errorf("%q, %s: %s", a.Title, a.Published, diff)
	}
}

const pageText = "<p>The ferry stopped on Saturday, and its crew of nine found other work on the islands to the north.</p>" +
	"<p>The company said on Sunday that it would look for another crew, but not before the summer.</p>"

func TestPageDates(t *testing.T) {
	for head, want := range map[string]string{
		``: "",
		`<meta property="article:published_time" content="2024-03-02T10:00:00.000Z">`:                                                        "2024-03-02T10:00:00Z",
		`<meta property="article:published_time" content="2024-03-02T10:00:00+0300">`:                                                        "2024-03-02T10:00:00+03:00",
		`<meta property="article:published_time" content="2024-03-02T10:00:00">`:                                                             "2024-03-02",
		`<meta property="article:published_time" content="2024-02-31"><meta name="date" content="2 March 2024">`:                             "2024-03-02",
		`<meta property="article:modified_time" content="2024-03-09">`:                                                                       "",
		`<meta name="pubdate" content="03/02/2024">`:                                                                                         "",
		`<meta name="pubdate" content="Sat, 02 Mar 2024 10:00:00 +0100">`:                                                                    "2024-03-02T10:00:00+01:00",
		`<script type="application/ld+json">{"@graph":[{"@type":"Person"},{"@type":["NewsArticle"],"datePublished":"2024-03-02"}]}</script>`: "2024-03-02",
		`<script type="application/ld+json">[{"@type":"VideoObject","datePublished":"2020-01-01"}]</script>`:                                 "",
		`<script type="application/ld+json">{"@type":"NewsArticle",</script>`:                                                                "",
		`<time class="entry-date published" datetime="2024-03-02"></time>`:                                                                   "2024-03-02",
		`<time datetime="2024-03-02"></time>`:                                                                                                "",
		`<article><time class="updated" datetime="2024-03-09"></time><time>March 2, 2024</time></article>`:                                   "2024-03-02",
		`<article><aside><time datetime="2020-01-01"></time></aside><time datetime="2024-03-02"></time></article>`:                           "2024-03-02",
	} {
		a, problem := newPage("a.html", []byte(head+"<h1>Ferry stops</h1>"+pageText))
		if problem != nil || a.Published.String() != want || a.Inferred {
			t.Errorf("%s: %v, %v; want %q", head, a, problem, want)
		}
	}
}

func TestPageCharsets(t *testing.T) {
	russian := `<title>Паром встал</title><p>Паром встал в субботу, и команда из девяти человек нашла другую работу на островах к северу.</p>`
	cyrillic, err := charmap.Windows1251.NewEncoder().String(russian)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(russian)
	if err != nil {
		t.Fatal(err)
	}
	latin, _ := charmap.Windows1252.NewEncoder().String(`<meta charset=iso-8859-1><title>Café</title>` + pageText)
	for name, test := range map[string]struct{ page, title, problem string }{
		"utf-8":         {russian, "Паром встал", ""},
		"mark":          {byteOrderMark + russian, "Паром встал", ""},
		"old name":      {`<meta charset="windows-1251">` + russian, "Паром встал", ""},
		"windows-1251":  {`<meta charset="windows-1251">` + cyrillic, "Паром встал", ""},
		"http-equiv":    {`<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">` + cyrillic, "Паром встал", ""},
		"XHTML":         {`<?xml version="1.0" encoding="cp1251"?>` + cyrillic, "Паром встал", ""},
		"UTF-16":        {wide, "Паром встал", ""},
		"latin":         {latin, "Café", ""},
		"nameless":      {cyrillic, "", `a.html: it is not UTF-8 and names no character set: save it in UTF-8, or name the set in it: <meta charset="windows-1251">`},
		"wrongly UTF-8": {"<meta charset=utf-8>\n" + cyrillic, "", "a.html:2: it is not in utf-8, the character set it names: save it in UTF-8"},
		"unknown":       {"<meta charset=klingon>" + cyrillic, "", `a.html: it names the character set "klingon", which is not known: save it in UTF-8`},
		"UTF-7":         {"<meta charset=utf-7>" + cyrillic, "", `a.html: it names the character set "utf-7", which is not known: save it in UTF-8`},
		"hole":          {"<meta charset=windows-1251>\x98" + cyrillic, "", "a.html:1: it is not in windows-1251, the character set it names: save it in UTF-8"},
		"NUL":           {pageText + "\n\x00", "", "a.html:2: it is not text, it holds a NUL byte: save it in UTF-8"},
		"escape":        {"<meta charset=hz-gb-2312>\x1b", "", `a.html: it names the character set "hz-gb-2312", which is not known: save it in UTF-8`},
		"lone escape":   {"<title>Ferry</title>\x1b[2J" + pageText, "Ferry", ""},
	} {
		a, problem := newPage("a.html", []byte(test.page))
		switch {
		case problem != nil && problem.String() == test.problem:
		case problem == nil && test.problem == "" && a.Title == test.title && utf8.ValidString(a.Text) && !strings.ContainsAny(a.Text, "\x1b\ufffd"):
		default:
			t.Errorf("%s: %+v, %v; want %q, %q", name, a, problem, test.title, test.problem)
		}
	}
}

func TestPageProblems(t *testing.T) {
	link := `<li><a href="/x">Somebody has said something again</a></li>`
	c, err := Load(folder(map[string]string{
		"a.md": prosePara, "b.htm": pageText,
		"a.html":      pageText,
		"big.html":    strings.Repeat("a word ", MaxSize/7+1),
		"blank.html":  " \n",
		"deep.html":   strings.Repeat("<div>", 600) + pageText,
		"front.html":  "<title>The Harbour News</title><ul>" + strings.Repeat(link, 30) + "</ul>",
		"growth.html": strings.Repeat("<b><i><u>", 300) + strings.Repeat("<p>One, two.", 9000),
		"tags.html":   strings.Repeat("<p>", 50_000),
		"wall.html":   "<title>Ferry stops</title><script>document.write('x')</script>",
		"README.html": pageText, "readme.HTM": pageText,
		"b_files/frame.html": pageText, "other_files/c.html": pageText,
	}), "corpus")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a", "b", "c"}, ids(c)); diff != "" {
		t.Error(diff)
	}
	const asText = "put the article's text into a .txt file in its place"
	want := []string{
		"a.md: it has the same name as a.html: rename one of the two",
		"big.html: it is larger than 4 MiB: split it into articles",
		"blank.html: it is empty: put the article's page in, or remove the file",
		"deep.html: it is not usable HTML (open stack of elements exceeds 512 nodes): " + asText,
		"front.html: no article is found in the page: save the page of one article, or " + asText,
		"growth.html: it has more than 40000 elements, or its formatting is never closed: " + asText,
		"tags.html: it has more than 40000 elements, or its formatting is never closed: " + asText,
		"wall.html: no article is found in the page: save the page of one article, or " + asText,
	}
	if diff := cmp.Diff(want, problems(c)); diff != "" {
		t.Error(diff)
	}
}

// TestPageHash: the hash is that of the extracted text, and always the same.
func TestPageHash(t *testing.T) {
	page := testPage(t)
	first, _ := newPage("a.html", []byte(page))
	for range 5 {
		again, _ := newPage("a.html", []byte(page))
		if again.Hash() != first.Hash() {
			t.Fatal("the same page has two hashes")
		}
	}
	other, _ := newPage("a.html", []byte(strings.Replace(page, "nine days in which", "ten days in which", 1)))
	furniture, _ := newPage("a.html", []byte(strings.Replace(page, "Cheap boats", "Dear boats", 1)))
	if other.Hash() == first.Hash() || furniture.Hash() != first.Hash() {
		t.Error("the hash is not that of the article's text")
	}
}

func FuzzPage(f *testing.F) {
	f.Add([]byte(testPage(f)))
	for _, seed := range []string{
		pageText, "<table><tr><td>a<td>b" + pageText, "<svg><title>x</title>" + pageText, "<pre>One two three four five.\n\nSix.</pre>",
		"<meta charset=windows-1251>\xcf\xe0\xf0\xee\xec " + pageText, "<ul><li><p>- a</p><p>b</p><ul><li>c</ul></ul>" + pageText,
		"<p>---</p><p>title: x</p><p>```</p><p>&lt;!-- a, b and c went home.</p>" + pageText, "<form><table><form>", "<frameset>", "<plaintext>" + pageText,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, problem := newPage("x.html", data)
		if (a == nil) == (problem == nil) {
			t.Fatalf("article %v and problem %v", a, problem)
		}
		if problem != nil {
			return
		}
		if !utf8.ValidString(a.Text) || a.Title == "" || len(Passages(a)) == 0 {
			t.Errorf("title %q, text %q", a.Title, a.Text)
		}
		if again, _ := newPage("x.html", data); cmp.Diff(a, again, cmp.AllowUnexported(Date{})) != "" {
			t.Error("read twice, it is two articles")
		}
	})
}
