package support

import (
	"strings"

	"talksbot/internal/rag/lexical"
)

// joinPhrases gives words that mean one thing together its stem: "took part"
// is a form of "participate". The words behind the first then say nothing of their own.
func (s *Sentence) joinPhrases() {
	for i := 0; i+1 < len(s.words); i++ {
		n, p, ok := s.phraseAt(i)
		if !ok {
			continue
		}
		w := &s.words[i]
		w.done = strings.HasSuffix(w.Word, "ed") || irregularPast(w.Word)
		w.Word, w.Stem, w.weak, w.Stop = p.word, p.stem, false, excepting[p.word]
		for j := i + 1; j < i+n; j++ {
			s.words[j].Stop = s.words[j].Stop || !p.open
			s.words[j].tail = !p.open
		}
	}
}

// phraseAt is the phrase of two or three words that begins with a word.
func (s *Sentence) phraseAt(i int) (int, phrase, bool) {
	if s.gaps[i+1] != space || !phraseHeads[s.words[i].Stem] {
		return 0, phrase{}, false
	}
	two := s.words[i].Stem + " " + s.words[i+1].Word
	if i+2 < len(s.words) && s.gaps[i+2] == space {
		if p, ok := phrases[two+" "+s.words[i+2].Word]; ok {
			return 3, p, true
		}
	}
	p, ok := phrases[two]
	return 2, p, ok
}

// phrase is what two or three words mean together. Behind a "+" stand the words after the first.
type phrase struct {
	word, stem string
	open       bool // the second word keeps its own meaning
}

// phrases are two or three words by the stem of the first, with all its forms.
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
take took taken taking charge: acquire
bring brought bringing about: cause
go went gone going ahead: happen
find found finding finds out: discover
vote voted votes voting against: oppose
vote voted votes voting for: support
decide decided decides deciding against: reject
apart from: except
red line: reject +
go goes went gone going bankrupt: fail
go goes went gone going + to court: sue
not guilty: acquit
plead pleads pleaded pled + not guilty: deny
plead pleads pleaded pled guilty: admit
come came coming + into force: begin
come came coming + to power: govern
put puts putting + an end: end
call calls called calling + for: demand
legal action: lawsuit
strike struck striking strikes down: overturn
send sends sent sending off: dismiss
hold holds held holding back: delay
bring brings brought bringing forward: hasten
sign signed signs signing up: join
drop dropped drops dropping out: withdraw
fall fell fallen falling apart: collapse
fall fell fallen falling through: fail
break broke broken breaking down: fail
shut shuts shutting down: close
lay lays laid laying off: dismiss
own owned owns up: admit
pass passed passes passing away: die
set sets setting off: cause
blow blew blown up: explode
come came coming second: second
`)

// phraseHeads are the stems that phrases begin with.
var phraseHeads = readHeads()

func readHeads() map[string]bool {
	heads := map[string]bool{}
	for words := range phrases {
		head, _, _ := strings.Cut(words, " ")
		heads[head] = true
	}
	return heads
}

func readPhrases(text string) map[string]phrase {
	stemmer := lexical.NewStemmer()
	out := map[string]phrase{}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		words, meaning, _ := strings.Cut(line, ": ")
		meaning, open := strings.CutSuffix(meaning, " +")
		first, last, three := strings.Cut(words, " + ")
		fields := strings.Fields(first)
		if !three {
			last, fields = fields[len(fields)-1], fields[:len(fields)-1]
		}
		for _, w := range fields {
			out[stemmer.Stem(w)+" "+last] = phrase{meaning, stemmer.Stem(meaning), open}
		}
	}
	return out
}
