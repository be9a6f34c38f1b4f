package main

import (
	"encoding/json"
	"io"

	"talksbot/internal/commands"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// The shapes that scripts read. Their names and order are a contract; lists
// are never null.
type (
	jsonAnswer struct {
		Question   string         `json:"question"`
		Understood string         `json:"understood"`
		Answer     string         `json:"answer"`
		Abstained  bool           `json:"abstained"`
		Confidence float64        `json:"confidence"`
		Mode       string         `json:"mode"`
		Revision   string         `json:"revision"`
		AsOf       string         `json:"as_of"`
		Citations  []jsonCitation `json:"citations"`
		Closest    []jsonQuote    `json:"closest"`
		Groups     []jsonGroup    `json:"groups"`

		Translation string `json:"translation,omitempty"` // of the answer, in the same form
	}
	jsonCitation struct {
		N int `json:"n"`
		jsonQuote
	}
	jsonQuote struct {
		jsonSource
		Quote string `json:"quote"`
		Start int    `json:"start"` // bytes in the article's text
		End   int    `json:"end"`
	}
	jsonGroup  struct{} // no command groups its answer yet
	jsonSource struct {
		Article   string `json:"article"`
		Title     string `json:"title"`
		Publisher string `json:"publisher"`
		Published string `json:"published"`
		Inferred  bool   `json:"published_inferred"`
		URL       string `json:"url"`
	}
	jsonSearch struct {
		Query string    `json:"query"`
		Hits  []jsonHit `json:"hits"`
	}
	jsonHit struct {
		Article   string  `json:"article"`
		Title     string  `json:"title"`
		Published string  `json:"published"`
		Score     float64 `json:"score"`
		Text      string  `json:"text"`
		Start     int     `json:"start"`
		End       int     `json:"end"`
	}
	jsonSources struct {
		Sources []jsonSource `json:"sources"`
	}
	jsonShown struct {
		jsonSource
		Hash      string         `json:"hash"`
		Text      string         `json:"text"`
		Sentences []jsonSentence `json:"sentences"`
	}
	jsonSentence struct {
		N       int    `json:"n"`
		Passage int    `json:"passage"`
		Text    string `json:"text"`
		Start   int    `json:"start"`
		End     int    `json:"end"`
	}
	jsonError struct {
		Error string `json:"error"`
	}
)

// writeJSON writes a value on a line of its own.
func writeJSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(value)
}

// shape is a body as scripts read it.
func shape(b commands.Body) any {
	switch b := b.(type) {
	case commands.Answered:
		return answerShape(b.Answer)
	case commands.Checked:
		return checkShape(b.Check)
	case commands.Found:
		return searchShape(b)
	case commands.Listed:
		return listShape(b)
	case commands.Shown:
		return shownShape(b)
	case commands.Named:
		return namesShape(b)
	}
	panic("a body that has no shape") // a new body without its case above
}

// lineShape is what one line of the input gives.
func lineShape(r commands.Reply, err error) any {
	if err != nil {
		return jsonError{err.Error()}
	}
	return shape(r.Body)
}

func answerShape(a rag.Answer) jsonAnswer {
	out := jsonAnswer{
		Question: a.Question(), Understood: a.Understood(), Answer: commands.Markdown(a),
		Abstained: a.Abstained(), Confidence: a.Confidence(), Mode: string(a.Mode()),
		Revision: a.Revision(), AsOf: a.AsOf().String(),
		Citations: []jsonCitation{}, Closest: []jsonQuote{}, Groups: []jsonGroup{},
		Translation: commands.Translation(a),
	}
	for _, c := range a.Citations() {
		out.Citations = append(out.Citations, jsonCitation{c.N, quoteShape(c)})
	}
	for _, c := range a.Closest() {
		out.Closest = append(out.Closest, quoteShape(c))
	}
	return out
}

func quoteShape(c rag.Citation) jsonQuote {
	return jsonQuote{sourceShape(c.Article), c.Quote(), c.Start, c.End}
}

func searchShape(f commands.Found) jsonSearch {
	out := jsonSearch{Query: f.Query, Hits: []jsonHit{}}
	for _, h := range f.Hits {
		p := h.Passage
		out.Hits = append(out.Hits, jsonHit{
			Article: p.Article.ID, Title: p.Article.Title, Published: p.Article.Published.String(),
			Score: h.Score, Text: p.Article.Quote(p.Span), Start: p.Start, End: p.End,
		})
	}
	return out
}

func listShape(l commands.Listed) jsonSources {
	out := jsonSources{Sources: []jsonSource{}}
	for _, a := range l.Articles {
		out.Sources = append(out.Sources, sourceShape(a))
	}
	return out
}

func shownShape(s commands.Shown) jsonShown {
	out := jsonShown{jsonSource: sourceShape(s.Article), Hash: s.Article.Hash(), Text: s.Article.Text, Sentences: []jsonSentence{}}
	for i, p := range s.Passages {
		for _, sentence := range p.Sentences {
			out.Sentences = append(out.Sentences, jsonSentence{
				N: len(out.Sentences) + 1, Passage: i + 1, Text: s.Article.Quote(sentence), Start: sentence.Start, End: sentence.End,
			})
		}
	}
	return out
}

func sourceShape(a *corpus.Article) jsonSource {
	return jsonSource{a.ID, a.Title, a.Publisher, a.Published.String(), a.Inferred, a.URL}
}
