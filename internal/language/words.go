package language

import (
	"embed"
	"slices"
	"strings"
	"sync"
)

//go:embed words/*.txt
var wordFiles embed.FS

// lists are the files of words/, whose README.md describes them.
type lists struct {
	words    map[string][]Language // folded
	marked   map[string][]Language // those with diacritics, as they are written
	suffixes map[string][]Language
	shared   map[string]bool
}

// shared names the file of the words that say little.
const shared = "shared"

var load = sync.OnceValue(func() lists {
	l := lists{words: map[string][]Language{}, marked: map[string][]Language{}, suffixes: map[string][]Language{}, shared: map[string]bool{}}
	files, _ := wordFiles.ReadDir("words") // embedded, so it is there
	for _, f := range files {
		text, _ := wordFiles.ReadFile("words/" + f.Name())
		l.add(strings.TrimSuffix(f.Name(), ".txt"), string(text))
	}
	return l
})

func (l lists) add(name, text string) {
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		for _, written := range strings.Fields(line) {
			w := fold(written)
			switch suffix, isSuffix := strings.CutPrefix(w, "-"); {
			case name == shared:
				l.shared[w] = true
			case isSuffix:
				l.suffixes[suffix] = with(l.suffixes[suffix], Language(name))
			default:
				l.words[w] = with(l.words[w], Language(name))
				if w != written {
					l.marked[written] = with(l.marked[written], Language(name))
				}
			}
		}
	}
}

func with(all []Language, l Language) []Language {
	if slices.Contains(all, l) {
		return all
	}
	return append(all, l)
}

// Words that end in a known suffix are at least so long, and so are suffixes.
const (
	longEnough     = 5
	shortestSuffix = 2
	longestSuffix  = 8
)

// of gives the languages of a word, and how much it says for each of them. A
// suffix counts where the whole word is unknown, the longest one.
func (l lists) of(w word) (langs []Language, says float64) {
	langs, says = l.words[w.text], 1
	marked := l.marked[strings.ToLower(w.raw)]
	switch {
	case len(marked) > 0:
		langs = marked
	case len(langs) == 0:
		langs, says = l.bySuffix([]rune(w.text)), suffixSays
	case l.shared[w.text]:
		return langs, sharedSays
	}
	if len(langs) > 1 {
		says = min(says, manyHave)
	}
	return langs, says
}

func (l lists) bySuffix(word []rune) []Language {
	if len(word) < longEnough {
		return nil
	}
	for n := min(longestSuffix, len(word)-2); n >= shortestSuffix; n-- {
		if langs := l.suffixes[string(word[len(word)-n:])]; len(langs) > 0 {
			return langs
		}
	}
	return nil
}

// Has tells whether a word is one of the frequent ones that the language is told
// by: "when", "talks".
func (l Language) Has(word string) bool {
	return slices.Contains(load().words[fold(word)], l)
}
