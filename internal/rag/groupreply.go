package rag

import (
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"
)

// placement is one sentence that a model puts under a name.
type placement struct {
	name     string
	stance   string
	sentence ref    // the zero ref for a number that is none
	line     string // what the sentence says, in the model's words; "" for none
}

// placedText is the form in which a model places sentences.
type placedText struct {
	Groups []struct {
		Name   string `json:"name"`
		Points []struct {
			Stance    string       `json:"stance"`
			Sentences []sentenceNo `json:"sentences"`
			Line      string       `json:"line"`
		} `json:"points"`
	} `json:"groups"`
}

// What a model may write in it, in bytes and in number. What has more is no sorting
// of a few sentences.
const (
	longestName  = 100
	longestLine  = 300
	mostPlacings = 400
)

// sentenceNo is the number of a sentence, however it is written: "1.2", "[1.2]",
// or 1.2.
type sentenceNo ref

var sentenceNumber = regexp.MustCompile(`^\[?\s*(\d{1,4}\.\d{1,4})\s*\]?$`)

// UnmarshalJSON leaves the zero number where it is none, which no sentence has.
func (n *sentenceNo) UnmarshalJSON(data []byte) error {
	text := string(data)
	var unquoted string
	if json.Unmarshal(data, &unquoted) == nil {
		text = strings.TrimSpace(unquoted)
	}
	*n = sentenceNo{}
	if m := sentenceNumber.FindStringSubmatch(text); m != nil {
		*n = sentenceNo(refsIn(m[1])[0])
	}
	return nil
}

// readPlacements reads what a model wrote: the form and nothing else, within a
// fence of Markdown at most. The error says what it is instead, and repeats none
// of it.
func readPlacements(text string) ([]placement, error) {
	if !utf8.ValidString(text) {
		return nil, errors.New("its sorting is not UTF-8")
	}
	var form placedText
	d := json.NewDecoder(strings.NewReader(unfenced(text)))
	d.DisallowUnknownFields()
	if err := d.Decode(&form); err != nil || form.Groups == nil {
		return nil, errors.New("its sorting does not have the form that was asked for")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something stands behind its sorting")
	}
	seen := map[placement]bool{}
	var all []placement
	for _, g := range form.Groups {
		for _, p := range g.Points {
			for _, n := range p.Sentences {
				one := placement{strings.TrimSpace(g.Name), strings.TrimSpace(p.Stance), ref(n), strings.TrimSpace(p.Line)}
				if !seen[one] {
					all = append(all, one)
				}
				seen[one] = true
			}
			if len(p.Sentences) == 0 {
				all = append(all, placement{name: g.Name, stance: p.Stance}) // rests on nothing
			}
			if len(all) > mostPlacings {
				return nil, errors.New("its sorting has more points than it was asked for")
			}
		}
	}
	return all, nil
}

// fence is what models put around a text though they are asked not to.
var fence = regexp.MustCompile("(?s)^```[a-zA-Z]{0,10}[ \t]*\r?\n(.*?)\r?\n?```$")

// unfenced is a text without the fence around it.
func unfenced(text string) string {
	text = strings.TrimSpace(text)
	if m := fence.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return text
}
