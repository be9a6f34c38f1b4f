package support

import (
	"strings"

	"talksbot/internal/rag/lexical"
)

// joinPhrases gives two words that mean one thing together its stem: "took part"
// is a form of "participate". The second word then says nothing of its own.
func (s *Sentence) joinPhrases() {
	for i := 0; i+1 < len(s.words); i++ {
		p, ok := phrases[s.words[i].Stem+" "+s.words[i+1].Word]
		if !ok || s.gaps[i+1] != space {
			continue
		}
		w := &s.words[i]
		w.done = strings.HasSuffix(w.Word, "ed") || irregularPast(w.Word)
		w.Word, w.Stem, w.weak, w.Stop = p.word, p.stem, false, false
		s.words[i+1].Stop = s.words[i+1].Stop || !p.open
	}
}

// phrase is what two words mean together.
type phrase struct {
	word, stem string
	open       bool // the second word keeps its own meaning
}

// phrases are pairs of words by the stem of the first, with all its forms.
var phrases = readPhrases(`
take took taken taking part: participate
call called calling calls off: cancel
put puts putting off: postpone
turn turned turning turns down: reject
rule ruled ruling rules out: exclude
carry carried carrying carries out: conduct
give gave given giving up: surrender
step stepped stepping steps down: resign
stay stayed staying stays away: skip
keep kept keeping away: skip
stay stayed staying stays out: skip
walk walked walking walks out: leave
break broke broken breaking off: end
set sets setting up: found
show showed shown shows up: attend
turn turned turning turns up: attend
back backed backing down: retreat
pull pulled pulling pulls out: withdraw
point pointed pointing points out: say
take took taken taking place: happen
take took taken taking over: acquire
bring brought bringing about: cause
go went gone going ahead: happen
find found finding finds out: discover
vote voted votes voting against: oppose
vote voted votes voting for: support
decide decided decides deciding against: reject
red line: reject +
`)

func readPhrases(text string) map[string]phrase {
	stemmer := lexical.NewStemmer()
	out := map[string]phrase{}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		words, meaning, _ := strings.Cut(line, ": ")
		meaning, open := strings.CutSuffix(meaning, " +")
		fields := strings.Fields(words)
		last := fields[len(fields)-1]
		for _, w := range fields[:len(fields)-1] {
			out[stemmer.Stem(w)+" "+last] = phrase{meaning, stemmer.Stem(meaning), open}
		}
	}
	return out
}
