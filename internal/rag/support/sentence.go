package support

import (
	"strings"
	"time"

	"talksbot/internal/rag/lexical"
)

// Sentence is a sentence of the evidence or of a claim, read.
type Sentence struct {
	Text      string
	Published time.Time // of its article, zero where unknown: weekdays count from it

	words   []word
	gaps    []gap // gaps[i] is what stands before words[i]
	names   []name
	amounts []amount
	days    []day
	voices  []voice
	heads   map[int]int // relative clause → the word that it is about

	shape shape
}

// word is a token and what its sentence makes of it.
type word struct {
	lexical.Token
	name   int // its place in names, -1 for none
	clause int
	denied bool
	undone bool // denied as what happens, whatever kind of word it is
	taken  bool // it is part of an amount or a day
	weak   bool // says little of what is claimed: "say", "very"
	mode   mode
	tail   bool // is the second word of a phrase, and says nothing of its own
	done   bool // is the past of a verb, and no longer looks like it
}

// weighty tells whether a claim cannot do without the word.
func (w *word) weighty() bool { return !w.Stop && !w.taken }

// gap is what stands between two words.
type gap int

const (
	space gap = iota
	hyphen
	comma
	stop // a mark that ends a clause: ; : – ( ) or the like
)

// shape are the forms of a whole sentence that no source can carry.
type shape struct {
	asks     bool // is a question
	personal bool // speaks of the one who says it
}

// Read reads a sentence. More than one is read as one.
func Read(k Knowledge, text string, published time.Time) *Sentence {
	return ReadTokens(k, text, lexical.Tokenize(text), published)
}

// ReadTokens reads a sentence that is cut into tokens already.
func ReadTokens(k Knowledge, text string, tokens []lexical.Token, published time.Time) *Sentence {
	s := &Sentence{Text: text, Published: published}
	s.words, s.gaps = make([]word, len(tokens)), make([]gap, len(tokens))
	end := 0
	for i, t := range tokens {
		s.words[i] = word{Token: t, name: -1, weak: lightWords[t.Stem] && t.Word != "evening"}
		s.gaps[i] = gapOf(text[end:t.Start])
		if (t.Word == "one" || t.Word == "longer") && i > 0 && tokens[i-1].Word == "no" {
			s.words[i].Stop = true
		}
		end = t.End
	}
	s.joinPhrases()
	s.findBases()
	s.findDays()
	s.findAmounts()
	s.findNames(k)
	s.cutClauses()
	s.findDenials()
	s.findModes()
	s.findVoices()
	s.shape = s.findShape()
	return s
}

func gapOf(text string) gap {
	switch {
	case strings.ContainsAny(text, ";:()[]–—!?…") || strings.Contains(text, ". ") || strings.Contains(text, " - "):
		return stop
	case strings.Contains(text, ","):
		return comma
	case text == "-":
		return hyphen
	}
	return space
}

// cutClauses numbers the clauses. A clause ends at a mark that parts, and before
// a word that begins another one; it goes on behind a relative clause between
// commas.
func (s *Sentence) cutClauses() {
	last, now, main := 0, 0, -1 // main is the clause that goes on behind a relative one, -1 for none
	opened := s.opensAside()
	for i := range s.words {
		w := &s.words[i]
		switch {
		case i == 0:
		case opened && i > 2 && s.gaps[i] == comma && (subjects[w.Word] || determiners[w.Word] || w.Upper):
			opened = false
			last++
			now = last
		case s.gaps[i] == comma && relatives[w.Word]:
			main = now
			last++
			now = last
			s.head(now, i-1)
		case s.gaps[i] == comma && main >= 0 && !linking[w.Word]:
			now, main = main, -1
		case s.gaps[i] == stop || conjunctions[w.Word] && !perfects[s.words[i-1].Word] || s.gaps[i] == comma && linking[w.Word]:
			last++
			now = last
			if relatives[w.Word] {
				s.head(now, i-1)
			}
		}
		w.clause = now
	}
}

// opensAside tells whether a sentence opens with a clause that is not its main one:
// "Despite reaching the final, the team lost its coach."
func (s *Sentence) opensAside() bool {
	if len(s.words) < 2 {
		return false
	}
	first, second := s.words[0].Word, s.words[1].Word
	return asides[first] || gerundOpeners[first] && strings.HasSuffix(second, "ing")
}

func (s *Sentence) head(clause, word int) {
	if s.heads == nil {
		s.heads = map[int]int{}
	}
	s.heads[clause] = word
}

// in tells whether a word stands in a clause, or is what the clause is about.
func (s *Sentence) in(i, clause int) bool {
	if s.words[i].clause == clause {
		return true
	}
	h, ok := s.heads[clause]
	return ok && (h == i || s.words[h].name >= 0 && s.words[h].name == s.words[i].name)
}

var (
	// conjunctions begin a clause wherever they stand.
	conjunctions = lexical.Set(`but although though while whereas because when if unless until whether who whom which that
 after before since where whose`)
	// asides begin one before the main clause, and gerundOpeners do where "-ing" follows.
	asides        = lexical.Set(`although though while whereas because when if unless`)
	gerundOpeners = lexical.Set(`despite after before since without by`)
	// relatives begin one within another after a comma.
	relatives = lexical.Set(`who which whom whose`)
	// linking words begin one after a comma.
	linking = lexical.Set(`and or so yet nor neither as with without`)
)

// lightWords are the stems of words that say how something is told rather than
// what: a claim may do without their equals.
var lightWords = readStems(`say said tell told report according mention state note add already actually absolutely really also just
 even make made have do get give take let go keep however moreover instead later earlier former current recent formerly yeah wow oh
 okay ok lol yep thing way lot kind sort never ever`)

// findShape tells which forms of a sentence no source can carry: a question
// claims nothing, and no article knows what the speaker likes.
func (s *Sentence) findShape() shape {
	var f shape
	text := strings.TrimRight(s.Text, " \"”’')")
	f.asks = strings.HasSuffix(text, "?")
	if quoted(s.Text) {
		return f
	}
	for i, w := range s.words {
		f.personal = f.personal || selves[w.Word] && (!w.Caps || w.Word == "i") && w.name < 0 && !s.theUS(i) && !(w.Word == "mine" && i > 0 && determiners[s.words[i-1].Word])
	}
	return f
}

// theUS tells whether the word is "us" for the country, in a text without upper
// case.
func (s *Sentence) theUS(i int) bool {
	return s.words[i].Word == "us" && i > 0 && s.words[i-1].Word == "the"
}

// quoted tells whether a text has a quotation, in which "I" is somebody else.
func quoted(text string) bool { return strings.ContainsAny(text, "“”\"«»") }

var selves = lexical.Set(`i i'm i've i'd i'll im my me myself mine we we're we've our us you your you're you've`)

// phrase is words [from, to) as they are folded.
func (s *Sentence) phrase(from, to int) string {
	if to-from == 1 {
		return s.words[from].Word
	}
	parts := make([]string, 0, to-from)
	for _, w := range s.words[from:to] {
		parts = append(parts, w.Word)
	}
	return strings.Join(parts, " ")
}

// possessive tells whether the word ends in 's or s'.
func (s *Sentence) possessive(i int) bool {
	raw, after := s.Text[s.words[i].Start:s.words[i].End], s.Text[s.words[i].End:]
	return strings.HasSuffix(raw, "'s") || strings.HasSuffix(raw, "’s") ||
		strings.HasSuffix(raw, "s") && (strings.HasPrefix(after, "’ ") || strings.HasPrefix(after, "' "))
}

// Empty tells whether a sentence says so little that it claims nothing beside
// others: "Yes, it is.", "Sure!"
func (s *Sentence) Empty() bool {
	words := 0
	for i := range s.words {
		switch w := &s.words[i]; {
		case w.taken || w.name >= 0 && !(i == 0 && len(s.words) < 3):
			return false
		case subjects[w.Word], !w.Stop && !w.weak:
			words++
		}
	}
	return words < 2
}

// clauseWords is how many weighty words make a clause worth a search of its own.
const clauseWords = 3

// Clauses cuts a claim into the parts that may stand in different sentences.
func Clauses(claim string) []string {
	var parts []string
	from, words := 0, 0
	tokens := lexical.Tokenize(claim)
	for i, t := range tokens {
		if i > 0 && words >= clauseWords && (conjunctions[t.Word] || linking[t.Word]) && t.Start > from {
			parts, from, words = append(parts, claim[from:t.Start]), t.Start, 0
		}
		if !t.Stop {
			words++
		}
	}
	return append(parts, claim[from:])
}
