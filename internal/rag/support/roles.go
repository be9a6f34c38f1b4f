package support

import (
	"strings"

	"talksbot/internal/rag/lexical"
)

// part is who or what does something, or to whom it is done.
type part struct {
	names []int  // of the sentence
	noun  string // the stem of a common noun that does it, "" for none
	loose bool   // the noun is none that was spoken of before
	many  bool   // the noun looks like a plural
	prep  string // before the names: "in", "to"; "" for none
}

func (p part) known() bool { return len(p.names) > 0 }

// doer finds who does what the word at i says: the names before it with its
// helping words between, or the first names of its clause. In the passive it is
// who stands behind "by".
//
// There is no parser here. Where the form is not clear, nobody is found, and
// nobody is never wrong.
func (s *Sentence) doer(i int) part {
	if s.passive(i) {
		return s.behind(i, "by")
	}
	if i > 0 && s.words[i-1].name >= 0 && s.possessive(i-1) {
		return part{names: []int{s.words[i-1].name}} // "Lee's proposal"
	}
	if by := s.behind(i, "by"); by.known() && s.words[i].name < 0 && !s.hasHelper(i) && strings.HasSuffix(s.words[i].Word, "al") {
		return by // "the proposal by Lee"
	}
	return s.subject(i)
}

// done finds to whom or what it is done: in the passive who stands before it,
// else the first names behind it in its clause.
func (s *Sentence) done(i int) part {
	if s.passive(i) {
		return s.subject(i)
	}
	return s.object(i)
}

// passive tells whether the word is a participle behind a form of "be".
func (s *Sentence) passive(i int) bool {
	if w := s.words[i].Word; !s.words[i].done && !strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "en") && !participles[w] && bases[w] == "" {
		return false
	}
	if i+1 < len(s.words) && s.words[i+1].Word == "by" && (i == 0 || s.words[i-1].name < 0) {
		return true // "the team led by Lee"
	}
	if i+2 < len(s.words) && s.words[i+2].Word == "by" && s.gaps[i+1] == space && participleTails[s.words[i+1].Word] {
		return true // "paid for by Lee"
	}
	for j := i - 1; j >= max(0, i-3); j-- {
		w := s.words[j].Word
		if beings[w] {
			return true
		}
		if !isAdverb(w) && !s.words[j].Stop {
			return false
		}
	}
	return false
}

var participleTails = readWords(`for off up out over down on`)

var (
	beings      = lexical.Set(`is are was were be been being isn't aren't wasn't weren't`)
	participles = lexical.Set(`led held met made paid sent sold bought built told won lost kept left put set cut hit fought found`)
	helpers     = lexical.Set(`is are was were be been being will would shall should can could may might must do does did has have had
 not never also already then still now first later ever just even both all to again soon only once going about nonetheless nevertheless therefore thus
 however instead otherwise too himself herself itself themselves together earlier recently likely unlikely able ready willing due set expected scheduled
 isn't aren't wasn't weren't won't wouldn't can't cannot couldn't don't doesn't didn't hasn't haven't hadn't shouldn't`)
)

func (s *Sentence) hasHelper(i int) bool { return i > 0 && helpers[s.words[i-1].Word] }

// subject walks to the left over helping words. A name there is the subject,
// unless a preposition stands before it; where the way ends in a comma or a
// conjunction, it is the first name of the clause.
func (s *Sentence) subject(i int) part {
	j := i - 1
	for j >= 0 && s.gaps[j+1] < comma && (helpers[s.words[j].Word] || isAdverb(s.words[j].Word) || s.words[j].Word == "the" && s.words[j+1].Word == "first" ||
		s.words[j].Word == "since" && j > 0 && perfects[s.words[j-1].Word]) {
		j--
	}
	if j < 0 {
		return part{}
	}
	w := &s.words[j]
	switch {
	case s.gaps[j+1] == stop:
		return part{}
	case w.Word == "who" || w.Word == "which":
		switch {
		case j > 0 && s.words[j-1].name >= 0:
			n := s.words[j-1].name
			names := s.joined(n)
			if n > 0 && s.prepBefore(s.names[n].from) != "" && s.names[n].from-s.names[n-1].to <= 2 {
				names = append(names, n-1) // "Lee of the Bank, who"
			}
			return part{names: names}
		case j > 0 && !s.words[j-1].Stop:
			return part{noun: s.words[j-1].Stem, loose: true}
		}
		return part{}
	case w.Word == "and" || w.Word == "but":
		p := s.first(j)
		if j > 0 && w.clause != s.words[j-1].clause { // whose the joined verb is, cannot be seen
			p.names = append(p.names, append(s.first(j-1).names, s.opener().names...)...)
		}
		return p
	case s.gaps[j+1] == comma:
		return s.firstIn(s.words[i].clause, j)
	case w.name >= 0 && !s.possessive(j):
		from := s.names[w.name].from
		switch s.prepOf(w.name) {
		case "":
		case "with": // "with Lee proposing a truce"
			if strings.HasSuffix(s.words[i].Word, "ing") {
				return part{names: s.joined(w.name)}
			}
			return s.first(from - 1)
		case "of": // "the merger of A and B": who does it is no name
			return part{}
		default:
			return s.first(from - 1)
		}
		return part{names: s.joined(w.name)}
	case ownWords[w.Word] && s.speechBefore(j) > 0:
		return s.speaker(s.speechBefore(j))
	case w.Word == "he" || w.Word == "she":
		return s.only(j)
	case w.Stop || w.Number:
		return part{}
	}
	return part{noun: w.Stem, loose: !s.definite(j), many: strings.HasSuffix(w.Word, "s")}
}

var ownWords = readWords(`it he she they`)

// speechBefore is the verb of speech right before a word, or before its "that"; 0 for
// none.
func (s *Sentence) speechBefore(i int) int {
	j := i - 1
	if j > 0 && s.words[j].Word == "that" {
		j--
	}
	if j > 0 && s.gaps[i] < comma && speech[s.words[j].Stem] {
		return j
	}
	return 0
}

// only is the name before a pronoun of its sentence, where there is one alone that
// may be a person's.
func (s *Sentence) only(i int) part {
	var p part
	for n, m := range s.names {
		if m.to <= i && m.country == "" {
			p.names = append(p.names, n)
		}
	}
	if len(p.names) != 1 {
		return part{}
	}
	return p
}

// definite tells whether a common noun is one that was spoken of before: "the
// minister", "their plan".
func (s *Sentence) definite(i int) bool {
	for j := i; j >= max(0, i-4) && (j == i || s.gaps[j+1] <= hyphen); j-- {
		w := &s.words[j]
		if determiners[w.Word] && w.Word != "some" && w.Word != "all" || w.name >= 0 || w.Word == "who" {
			return true
		}
		if j < i && w.Stop {
			return false
		}
	}
	return false
}

// first are the first names of the clause of a word that no preposition stands
// before.
func (s *Sentence) first(i int) part {
	if i < 0 {
		return part{}
	}
	return s.firstIn(s.words[i].clause, i)
}

// firstIn are the first names up to a word of a clause, or of the one before that
// a relative clause leans on.
func (s *Sentence) firstIn(own, i int) part {
	for clause := own; clause >= max(0, own-1); clause-- {
		for j := 0; j <= i; j++ {
			n := s.words[j].name
			if n >= 0 && s.words[j].clause == clause && !s.possessive(s.names[n].to-1) && s.prepBefore(s.names[n].from) == "" {
				return part{names: s.joinedAfter(n, i)}
			}
		}
		if first := s.firstOf(own); first < 0 || !relatives[s.words[first].Word] && s.words[i].Word != "and" {
			break // only a relative clause, and what is joined, lean on the one before
		}
	}
	return part{}
}

// opener are the first names of the sentence that no preposition stands before.
func (s *Sentence) opener() part {
	for n, m := range s.names {
		if s.prepBefore(m.from) == "" && !s.possessive(m.to-1) {
			return part{names: s.joinedAfter(n, len(s.words)-1)}
		}
	}
	return part{}
}

// joined are a name and those before it in a row: "Lee, Kim and Park", and those
// in its title: "Commission President Lee".
func (s *Sentence) joined(n int) []int {
	all := []int{n}
	for at := s.names[n].from - 1; at >= 0; at-- {
		w := &s.words[at]
		switch {
		case w.name >= 0 && w.name != all[len(all)-1]:
			all = append(all, w.name)
		case w.name >= 0, titles[w.Stem], w.Word == "and", w.Word == "or", w.Word == "nor":
		default:
			return all
		}
	}
	return all
}

// joinedAfter are a name and those behind it in a row, before a word.
func (s *Sentence) joinedAfter(n, before int) []int {
	all := []int{n}
	for at := s.names[n].to; at <= before; at++ {
		w := &s.words[at]
		switch {
		case w.name >= 0 && w.name != all[len(all)-1]:
			all = append(all, w.name)
		case w.name >= 0, titles[w.Stem], w.Word == "and", w.Word == "or", w.Word == "nor":
		default:
			return all
		}
	}
	return all
}

// prepBefore is the preposition before a word, over determiners and titles.
func (s *Sentence) prepBefore(i int) string {
	for j := i - 1; j >= 0 && j >= i-5 && s.gaps[j+1] < comma; j-- {
		w := &s.words[j]
		switch {
		case w.Word == "of" && j > 0 && titles[s.words[j-1].Stem]: // "Secretary of State"
		case prepositions[w.Word]:
			return w.Word
		case determiners[w.Word], titles[w.Stem], w.name >= 0 && titles[s.words[j+1].Stem]:
		case w.name >= 0, !w.Stop && i-j > 3:
			return ""
		case !w.Stop && !strings.HasSuffix(w.Word, "n") && !w.Upper:
			return s.prepBeforeKind(j)
		}
	}
	return ""
}

// prepBeforeKind is the preposition before a common noun that says what a name is: "from
// the building firm Stavex".
func (s *Sentence) prepBeforeKind(i int) string {
	for j := i - 1; j >= max(0, i-2) && s.gaps[j+1] < comma; j-- {
		if w := &s.words[j]; w.Word == "the" || w.Word == "a" || w.Word == "its" {
			if j > 0 && prepositions[s.words[j-1].Word] {
				return s.words[j-1].Word
			}
			return ""
		} else if w.Stop {
			return ""
		}
	}
	return ""
}

var (
	prepositions = lexical.Set(`of in on at to from with by for against about over under into between among during after before through toward towards
 near along off behind beyond outside inside without within as than like until since via across despite`)
	determiners = lexical.Set(`the a an this that these those his her its their our both all some`)
)

// object finds the first names behind a word within its clause, with the
// preposition before them.
func (s *Sentence) object(i int) part {
	for j := i + 1; j < len(s.words) && j <= i+7 && s.words[j].clause == s.words[i].clause && s.gaps[j] < comma; j++ {
		if n := s.words[j].name; n >= 0 && !s.possessive(s.names[n].to-1) && !s.describes(n) {
			return part{names: s.row(n), prep: s.prepBetween(i, s.names[n].from)}
		}
		if helpers[s.words[j].Word] && s.words[j].Word != "both" && s.words[j].Word != "all" {
			return part{}
		}
	}
	return part{}
}

// describes tells whether a name stands before a common noun that it describes:
// "the Russian delegation", "the Istanbul talks".
func (s *Sentence) describes(n int) bool {
	to := s.names[n].to
	if to >= len(s.words) || s.gaps[to] > hyphen {
		return false
	}
	w := &s.words[to]
	return !w.Stop && !w.Upper && !w.taken && w.name < 0 && !isAdverb(w.Word) && !strings.HasSuffix(w.Word, "ed") && !irregularPast(w.Word)
}

// row are a name and those that follow it in a row.
func (s *Sentence) row(n int) []int { return s.joinedAfter(n, len(s.words)-1) }

// prepBetween is the last preposition between two words: "the town of Ellis" has
// none.
func (s *Sentence) prepBetween(from, to int) string {
	for j := to - 1; j > from; j-- {
		if w := s.words[j].Word; prepositions[w] && w != "of" {
			return w
		}
	}
	return ""
}

// behind finds the names behind a preposition in the clause of a word.
func (s *Sentence) behind(i int, prep string) part {
	for j := i + 1; j < len(s.words) && j <= i+8 && s.words[j].clause == s.words[i].clause; j++ {
		if s.words[j].Word != prep {
			continue
		}
		for k := j + 1; k < min(j+6, len(s.words)); k++ {
			if s.words[k].name >= 0 && s.possessive(k) {
				continue // "by Lee's lawyer"
			}
			if s.words[k].name >= 0 {
				return part{names: s.row(s.words[k].name), prep: prep}
			}
			if k+1 < len(s.words) && s.gaps[k+1] == comma && s.words[k+1].name >= 0 {
				return part{names: []int{s.words[k+1].name}, prep: prep} // "by a student, Ann Lee"
			}
			if w := &s.words[k]; prep == "by" && !w.Stop && (k+1 >= len(s.words) || s.gaps[k+1] > space || s.words[k+1].Stop) {
				return part{noun: w.Stem, loose: !s.definite(k), many: strings.HasSuffix(w.Word, "s")}
			}
		}
		return part{}
	}
	return part{}
}
