package support

import (
	"math"

	"talksbot/internal/rag/lexical"
)

// shareAt reads a part of a whole that begins with a word: "half of", "a third", "two
// thirds", "one in five". Its value is in percent.
func (s *Sentence) shareAt(i int) (amount, bool) {
	if s.words[i].taken {
		return amount{}, false
	}
	if to, value, ok := s.oneIn(i); ok {
		return s.share(i, to, value), true
	}
	w := s.words[i].Word
	if (w == "half" || w == "halves") && s.wholeBehind(i) {
		return s.share(i, i+1, 50), true
	}
	count, known := 1.0, w == "a" || w == "an"
	if n, ok := small[w]; ok && n >= 1 {
		count, known = n, true
	}
	if known && i+1 < len(s.words) && s.gaps[i+1] <= hyphen {
		if n, ok := fractions[s.words[i+1].Word]; ok && s.wholeBehind(i+1) {
			if j := i + 4; j < len(s.words) && s.words[i+2].Word == "of" && s.words[i+3].Word == "a" && units[s.words[j].Stem] {
				return amount{from: i, to: j + 1, value: count / n, unit: s.words[j].Stem}, true // "three tenths of a second"
			}
			return s.share(i, i+2, 100*count/n), true
		}
	}
	return amount{}, false
}

func (s *Sentence) share(from, to int, value float64) amount {
	return amount{from: from, to: to, value: value, unit: "%", bound: s.boundBefore(from), rough: true}
}

// oneIn reads "one in five", "three out of ten".
func (s *Sentence) oneIn(i int) (int, float64, bool) {
	n, ok := small[s.words[i].Word]
	if !ok || n < 1 {
		return 0, 0, false
	}
	j := i + 1
	if j < len(s.words) && s.words[j].Word == "out" {
		j++
	}
	if j+1 >= len(s.words) || s.words[j].Word != "in" && s.words[j].Word != "of" || s.words[j].Word == "of" && j == i+1 {
		return 0, 0, false
	}
	m, ok := small[s.words[j+1].Word]
	if !ok || m <= n || j+2 < len(s.words) && units[s.words[j+2].Stem] && s.words[j+2].Stem != "person" {
		return 0, 0, false
	}
	return j + 2, 100 * n / m, true
}

// wholeBehind tells whether a fraction is one of something that follows or was spoken
// of: "half of", "half the price", "by a third", but not "the second half".
func (s *Sentence) wholeBehind(i int) bool {
	if i+1 >= len(s.words) || s.gaps[i+1] >= comma {
		return true
	}
	next := s.words[i+1].Word
	return next == "of" || determiners[next] || s.words[i+1].Stop && next != "a" && next != "an" || s.after(i, approximations)
}

var approximations = lexical.Set(`almost nearly about by around over under than roughly`)

var fractions = map[string]float64{
	"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10,
	"tenths": 10,
}

// nearShare tells whether two shares are told as one: "a third" is 33 percent.
func nearShare(a, b amount) bool {
	return a.unit == "%" && b.unit == "%" && (a.rough || b.rough) && math.Abs(a.value-b.value) <= 1
}
