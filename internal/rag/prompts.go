package rag

import (
	"embed"
	"fmt"
	"strings"
	"text/template"

	"talksbot/internal/corpus"
	"talksbot/internal/language"
)

//go:embed prompts/*.tmpl
var promptFiles embed.FS

// prompts are the texts that a model is asked with. They are read once; that
// they can be is tested.
var prompts = template.Must(template.ParseFS(promptFiles, "prompts/*.tmpl"))

// notAnswered is the word that a model writes where the evidence is no answer.
const notAnswered = "NOTHING"

// writtenSentences is how many sentences a model is asked for at most.
const writtenSentences = 6

// answerPrompt asks a model to answer a question from the evidence.
func (m *manuscript) answerPrompt(question string, asOf corpus.Date, in language.Language) (Prompt, error) {
	if in == "" {
		in = language.English
	}
	view := struct {
		Question, AsOf, Language, None string
		Sentences                      int
		Passages                       []shownPassage
	}{oneLine(question), asOf.Day(), in.Name(language.English), notAnswered, writtenSentences, withNumbers(m.passages)}
	return promptOf("answer", view)
}

// promptOf fills in the two templates of a prompt.
func promptOf(name string, view any) (Prompt, error) {
	var system, user strings.Builder
	if err := prompts.ExecuteTemplate(&system, name+".system.tmpl", view); err != nil {
		return Prompt{}, err
	}
	err := prompts.ExecuteTemplate(&user, name+".user.tmpl", view)
	return Prompt{System: system.String(), User: user.String()}, err
}

// shownPassage is a passage as a model sees it.
type shownPassage struct {
	N                           int
	Title, Publisher, Published string
	Sentences                   []shownSentence
}

type shownSentence struct{ Number, Text string }

// withNumbers are passages as evidence, numbered by passage and sentence from 1. Each
// sentence stands on one line, so that none can pretend to be another.
func withNumbers(passages []*corpus.Passage) []shownPassage {
	var all []shownPassage
	for i, p := range passages {
		a := p.Article
		view := shownPassage{N: i + 1, Title: oneLine(a.Title), Publisher: oneLine(a.Publisher), Published: a.Published.Day()}
		for j, span := range p.Sentences {
			view.Sentences = append(view.Sentences, shownSentence{fmt.Sprintf("%d.%d", i+1, j+1), oneLine(a.Quote(span))})
		}
		all = append(all, view)
	}
	return all
}

// oneLine is a text without line feeds, and without what looks like the number of
// a sentence: an article may hold "[1.1]".
func oneLine(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return marker.ReplaceAllStringFunc(text, func(m string) string { return "(" + strings.Trim(m, "[]") + ")" })
}
