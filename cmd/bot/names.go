package main

import (
	"fmt"
	"strings"

	"talksbot/internal/commands"
)

type namesCmd struct{ flags }

// Help is the long text of bot help names.
func (namesCmd) Help() string {
	return `Names are found by the way the articles write them. Spellings of one name count as one, and so do a surname and the full name it belongs to. What somebody or something is, and which office they hold, is told as far as the articles tell it.`
}

// Run lists the names.
func (c namesCmd) Run(p *program) error { return p.do(job{flags: c.flags, parse: alone("names")}) }

type (
	jsonNames struct {
		Names []jsonName `json:"names"`
	}
	jsonName struct {
		Name      string   `json:"name"`
		Kind      string   `json:"kind"`
		Spellings []string `json:"spellings"`
		Offices   []string `json:"offices"`
		Country   string   `json:"country"`
		Mentions  int      `json:"mentions"`
		Articles  []string `json:"articles"`
	}
)

func namesShape(n commands.Named) jsonNames {
	out := jsonNames{Names: []jsonName{}}
	for _, e := range n.Entities {
		out.Names = append(out.Names, jsonName{
			Name: e.Name, Kind: string(e.Kind), Spellings: list(e.Spellings), Offices: list(e.Offices),
			Country: e.Country, Mentions: e.Mentions, Articles: list(e.Articles),
		})
	}
	return out
}

// list is never nil, for lists are never null in JSON.
func list(items []string) []string { return append([]string{}, items...) }

// named shows a name a line: what it is, how often it stands, and its offices
// and other spellings.
func (p page) named(n commands.Named) string {
	var b strings.Builder
	for _, e := range n.Entities {
		facts := []string{string(e.Kind), fmt.Sprintf("%d×", e.Mentions)}
		if e.Country != "" && e.Country != e.Name {
			facts = append(facts, clean(e.Country))
		}
		if len(e.Offices) > 0 {
			facts = append(facts, clean(strings.Join(e.Offices, ", ")))
		}
		if also := otherSpellings(e.Name, e.Spellings); also != "" {
			facts = append(facts, "also "+clean(also))
		}
		b.WriteString(p.hang("• ", p.strong.Render(clean(e.Name))+p.dim.Render(" · "+strings.Join(facts, " · "))))
	}
	return b.String()
}

func otherSpellings(name string, spellings []string) string {
	var others []string
	for _, s := range spellings {
		if s != name {
			others = append(others, s)
		}
	}
	return strings.Join(others, ", ")
}
