package support

// voice is somebody whose words a sentence gives.
type voice struct {
	at      int // the word that says so
	speaker part
}

// findVoices finds who says, confirms, warns of what a sentence tells.
func (s *Sentence) findVoices() {
	for i := range s.words {
		w := &s.words[i]
		switch {
		case w.Word == "according" && i+1 < len(s.words) && s.words[i+1].Word == "to":
			s.addVoice(i, s.behind(i, "to"))
		case i > 0 && accounts[w.Stem] && s.words[i-1].name >= 0 && s.possessive(i-1):
			w.weak = true // "in Lee's view"
			s.addVoice(i, part{names: []int{s.words[i-1].name}})
		case speech[w.Stem] && w.name < 0 && s.saysIt(i):
			s.addVoice(i, s.speaker(i))
		}
	}
}

func (s *Sentence) addVoice(i int, p part) { s.voices = append(s.voices, voice{at: i, speaker: p}) }

// saysIt tells a verb of speech from a noun: "the report", "three claims".
func (s *Sentence) saysIt(i int) bool {
	return i == 0 || !determiners[s.words[i-1].Word] && !s.words[i-1].Number
}

// speaker is who speaks, before the verb or, as in "said Lee", behind it.
func (s *Sentence) speaker(i int) part {
	p := s.doer(i)
	if p.known() || p.noun != "" || i+1 >= len(s.words) {
		return p
	}
	if n := s.words[i+1].name; n >= 0 && i > 0 && s.gaps[i] >= comma {
		return part{names: s.row(n)}
	}
	return p
}

// accounts are nouns for what somebody says.
var accounts = readStems(`account claim statement assertion remark view argument warning narrative announcement word comment`)

var speech = readStems(`say said tell told add warn argue claim declare announce confirm state stress suggest explain insist note
 believe think report predict acknowledge admit deny reveal hint write complain promise pledge vow caution reckon`)
