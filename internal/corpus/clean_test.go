package corpus

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// checkArticle fails where an article breaks what the package promises.
func checkArticle(t *testing.T, a *Article) {
	t.Helper()
	if a.Title == "" || len(a.Blocks) == 0 {
		t.Errorf("title %q, %d blocks", a.Title, len(a.Blocks))
	}
	end := 0
	for i, b := range a.Blocks {
		if b.Start < end || b.End <= b.Start || b.End > len(a.Text) {
			t.Fatalf("block %d is %v, the one before ended at %d, the text at %d", i, b.Span, end, len(a.Text))
		}
		if s := a.Quote(b.Span); !utf8.ValidString(s) || s != strings.TrimSpace(s) || !wordy(s) {
			t.Errorf("block %d is %q", i, s)
		}
		if i == 0 && b.Gap {
			t.Error("a gap before the first block")
		}
		end = b.End
	}
}

// outlineOf writes an article's blocks in lines: "-" for a gap before it, the
// heading in brackets, the text.
func outlineOf(a *Article) []string {
	var lines []string
	for _, b := range a.Blocks {
		s := strings.ReplaceAll(a.Quote(b.Span), "\n", "⏎")
		if b.Heading != "" {
			s = "[" + b.Heading + "] " + s
		}
		if b.Gap {
			s = "- " + s
		}
		lines = append(lines, s)
	}
	return lines
}

const savedPage = `The Harbour Times
  • Home/
  • Region/
  • Envoys Leave Island Summit Without a Deal

Envoys Leave Island Summit Without a Deal

By Ana Ruiz

Envoys left the island on Friday with no paper signed.

Advertisement · Scroll to continue
Advertisement · Scroll to continue
Envoys Leave Island Summit Without a Deal

The two sides spoke for nine hours. “We listened,” one of them said.

Read more: What the island pact would change

Photo: A ferry leaves the harbour / Harbour Times

A Second Round Is Planned

- Both governments want to meet again
- No place has been named

The hosts asked readers to subscribe to patience. They will follow us with questions, the envoy joked.

Subscribe to our newsletter for the latest news.
© 2025 Harbour Times. All rights reserved.
Source: Island News Agency
`

func TestSavedPage(t *testing.T) {
	a, problem := newArticle("envoys.txt", savedPage)
	if problem != nil {
		t.Fatal(problem)
	}
	checkArticle(t, a)
	if a.Title != "Envoys Leave Island Summit Without a Deal" || a.Publisher != "Island News Agency" {
		t.Errorf("title %q, publisher %q", a.Title, a.Publisher)
	}
	want := []string{
		"Envoys left the island on Friday with no paper signed.",
		"- The two sides spoke for nine hours. “We listened,” one of them said.",
		"- [A Second Round Is Planned] Both governments want to meet again",
		"[A Second Round Is Planned] No place has been named",
		"[A Second Round Is Planned] The hosts asked readers to subscribe to patience. They will follow us with questions, the envoy joked.",
	}
	if diff := cmp.Diff(want, outlineOf(a)); diff != "" {
		t.Error(diff)
	}
}

func TestTitleAndPublisher(t *testing.T) {
	for _, test := range []struct {
		name, text, title, publisher string
	}{
		{"first line", "Ferries Stay in Port\n\n" + prosePara, "Ferries Stay in Port", ""},
		{"markdown", "# Ferries Stay in Port #\n\n" + prosePara, "Ferries Stay in Port", ""},
		{"setext", "Ferries Stay in Port\n====\n\n" + prosePara, "Ferries Stay in Port", ""},
		{"question", "Will the Ferries Stay in Port?\n\n" + prosePara, "Will the Ferries Stay in Port?", ""},
		{"no title", prosePara + prosePara, "Envoys at sea", ""},
		{"only one line", "Ferries stay in port\n", "Envoys at sea", ""},
		{"menu gives the publisher", "Harbour Times\n• Home/\n• Region/\n• Ferries Stay in Port\n\nFerries Stay in Port\n\n" + prosePara, "Ferries Stay in Port", "Harbour Times"},
		{"menu in a line", "Harbour Times\n\nHome > World > Islands\n\nFerries Stay in Port\n\n" + prosePara, "Ferries Stay in Port", "Harbour Times"},
		{"menu of links", "- [Home](/)\n- [World](/w)\n- [Sport](/s)\n\n# Ferries Stay in Port\n\n" + prosePara, "Ferries Stay in Port", ""},
		{"menu ends in the title", "• Home/\n• Region/\n• Ferries Stay in Port\n\n" + prosePara, "Ferries Stay in Port", ""},
		{"source", prosePara + "\nSource: Harbour Times", "Envoys at sea", "Harbour Times"},
		{"front matter wins", "---\ntitle: Other title\npublisher: Other\n---\nFerries Stay in Port\n\n" + prosePara + "\nSource: Harbour Times", "Other title", "Other"},
		{"title in front matter and text", "---\ntitle: \"It's a long way\"\n---\n# It’s a  Long Way\n\n" + prosePara, "It's a long way", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, problem := newArticle("sub/envoys-at_sea.md", test.text)
			if problem != nil {
				t.Fatal(problem)
			}
			checkArticle(t, a)
			if a.Title != test.title || a.Publisher != test.publisher {
				t.Errorf("title %q, publisher %q, want %q, %q", a.Title, a.Publisher, test.title, test.publisher)
			}
			if a.ID != "envoys-at_sea" || a.Path != "sub/envoys-at_sea.md" {
				t.Errorf("ID %q, path %q", a.ID, a.Path)
			}
		})
	}
}

func TestSourceAddress(t *testing.T) {
	a, problem := newArticle("x.txt", prosePara+"\nSource: https://example.org/ferries")
	if problem != nil || a.URL != "https://example.org/ferries" || a.Publisher != "" {
		t.Errorf("%+v, %v", a, problem)
	}
}

func TestBlocks(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"a paragraph a line", "The first talks failed.\nThe second went on for a day.\nNobody spoke of a third.\n",
			[]string{"The first talks failed.", "The second went on for a day.", "Nobody spoke of a third."}},
		{"broken off in a sentence", "The first talks failed when the\nhosts left the room.\nThe second went on.\n",
			[]string{"The first talks failed when the⏎hosts left the room.", "The second went on."}},
		{"plain heading without blank lines", "The first talks failed.\nKey Takeaways\n- One side left\n- The other stayed\nWhat Comes Next\nThe second talks are planned.\n",
			[]string{"The first talks failed.", "- [Key Takeaways] One side left", "[Key Takeaways] The other stayed", "- [What Comes Next] The second talks are planned."}},
		{"markdown headings", "Lead here, said the mayor.\n\n## Past talks\n\nThey failed.\n\nNext talks\n---\n\nThey may not.\n",
			[]string{"Lead here, said the mayor.", "- [Past talks] They failed.", "- [Next talks] They may not."}},
		{"a rule under a sentence", "They failed.\n---\nThey met again.\n",
			[]string{"They failed.", "- They met again."}},
		{"lines without a heading among them", "Violets in the Yard\nLilies at the Door\nThe garden was quiet that day.\n",
			[]string{"Violets in the Yard", "Lilies at the Door", "The garden was quiet that day."}},
		{"numbers and quotes", "1. The first point stands.\n2) The second falls.\n\n> A quoted line of text.\n",
			[]string{"The first point stands.", "The second falls.", "A quoted line of text."}},
		{"code", "Run this.\n\n```sh\nferry --list\nferry --all\n```\n\nThen wait.\n",
			[]string{"Run this.", "- ferry --list⏎ferry --all", "- Then wait."}},
		{"unclosed code", "Run this.\n\n```sh\nferry --list\n\nThen wait.\n",
			[]string{"Run this.", "- ferry --list", "Then wait."}},
		{"table", "| Port | Ferries |\n|---|---|\n| North | 12 |\n",
			[]string{"Port | Ferries", "North | 12"}},
		{"images, comments, tags", "![A ferry](a.png)\n<!-- not\nthis -->\nThe ferry came.\n<br/>\n\nIt left.\n",
			[]string{"The ferry came.", "- It left."}},
		{"blank lines are no gap", "The ferry came.\n\n\nIt left.\n", []string{"The ferry came.", "It left."}},
		{"CRLF", "The ferry came.\r\n\r\nIt left.\r\n", []string{"The ferry came.", "It left."}},
		{"links stay as bytes", "The [ferry](https://example.org) *came*.\n", []string{"The [ferry](https://example.org) *came*."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "---\ntitle: Roses at the Gate\n---\n" + test.text
			a, problem := newArticle("x.md", text)
			if problem != nil {
				t.Fatal(problem)
			}
			checkArticle(t, a)
			if diff := cmp.Diff(test.want, outlineOf(a)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

const wrapped = `The ferry that carries the delegations between the two shores was late
again on Tuesday, and the talks began without the guests from the south,
who had been told to wait for a boat of their own on the other side.

They came at noon. The hosts had by then agreed on the order of the day
with the few who were there, and nobody wanted to begin once more.
A new paragraph begins here without a blank line before it, and it goes
on for a second line.

What They Agreed

- To meet again in the autumn, in a place that both of the sides can get
  to without a boat
- To keep the room warm

The next meeting, both of them say, will be held in the old hall at pier
4. Nobody knows what it will be about.
`

func TestWrappedText(t *testing.T) {
	a, problem := newArticle("x.txt", wrapped)
	if problem != nil {
		t.Fatal(problem)
	}
	checkArticle(t, a)
	var starts []string
	for _, b := range a.Blocks {
		starts = append(starts, a.Quote(b.Span)[:10])
	}
	want := []string{"The ferry ", "They came ", "To meet ag", "To keep th", "The next m"}
	if diff := cmp.Diff(want, starts); diff != "" {
		t.Error(diff)
	}
	if a.Blocks[2].Heading != "What They Agreed" || !a.Blocks[2].Gap {
		t.Errorf("third block %+v", a.Blocks[2])
	}
}

func TestFurniture(t *testing.T) {
	for _, s := range []string{
		"Advertisement", "ADVERTISEMENT · Scroll to continue", "Read more: The long way home", "Also read Ferries return to the north",
		"Subscribe to our newsletter", "Sign up for our free newsletter to get the news in your inbox.", "Share this article",
		"Follow us on Telegram", "Click here to read more.", "Photo: A. Person/Agency", "Image credit: Someone", "(Photo by A. Person)",
		"© 2025 The Paper. All rights reserved.", "All rights reserved.", "Listen to this article", "4 min read", "12 minutes read",
		"We use cookies to make this site work.", "Accept all cookies", "Facebook Twitter WhatsApp", "Related articles",
		"Tags: ferries, islands", "Updated: May 3, 2025", "Privacy Policy | Terms of Use | Contact", "Source: Agency", "Skip to main content",
	} {
		if !furniture(s, false) {
			t.Errorf("%q stays", s)
		}
	}
	for _, s := range []string{
		"The site uses cookies to follow its readers, the report found.", "Share prices fell after the talks.",
		"Sign up for the army, he told them.", "Follow the money, she said.", "Photography was not allowed in the room.",
		"Subscribers were told to wait.", "The advertisement was withdrawn.", "Read more slowly, the teacher said.",
		"See also the older report, which says the opposite.", "Source close to the talks say little.", "Copyright law was on the table.",
		"Also read out was a letter from the king.", "Listen to the people, he said.", "Related talks continue in the north.",
	} {
		if furniture(s, false) {
			t.Errorf("%q is passed over", s)
		}
	}
}

func TestHeadingLike(t *testing.T) {
	for s, want := range map[string]bool{
		"Key Takeaways": true, "Path Ahead Remains Uncertain": true, "What happens next": true,
		"Twelve Ministers From Nine Countries Sign the Longest Paper of the Year": true,
		"The talks ended.":   false,
		"as he said":         false,
		"The proposals:":     false,
		"160.79.104.0/23":    false,
		"a = b":              false,
		"“No more of this.”": false,
		"The delegation came in the morning and left in the night of a day": false,
	} {
		if got := headingLike(s); got != want {
			t.Errorf("headingLike(%q) = %t", s, got)
		}
	}
}
