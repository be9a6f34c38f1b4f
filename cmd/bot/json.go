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
		More       int            `json:"more,omitempty"` // groups beside these

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
	jsonGroup struct {
		Name     string      `json:"name"`
		Country  string      `json:"country"`
		Party    string      `json:"party"`
		Office   string      `json:"office"`
		Date     string      `json:"date"`
		About    string      `json:"about"`
		Stance   string      `json:"stance"`
		Disputed bool        `json:"disputed"`
		Sources  int         `json:"sources"` // publishers behind it
		Points   []jsonPoint `json:"points"`
	}
	jsonPoint struct {
		Text      string `json:"text"`
		Published string `json:"published"`
		Stance    string `json:"stance"`
		Date      string `json:"date"`
		Citations []int  `json:"citations"`
	}
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
	case commands.Grouped:
		return groupedShape(b)
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

func groupedShape(g commands.Grouped) jsonAnswer {
	out := answerShape(g.Answer)
	out.More = g.More
	for _, group := range g.Groups {
		shape := jsonGroup{
			Name: group.Name, Country: group.Country, Party: group.Party, Office: group.Office, Date: group.Date, About: group.About,
			Stance: group.Stance, Disputed: group.Disputed, Sources: group.Sources, Points: []jsonPoint{},
		}
		for _, p := range group.Points {
			point := jsonPoint{Text: p.Quote(), Published: p.Published().String(), Stance: p.Stance, Date: p.Date}
			for _, c := range p.Citations {
				point.Citations = append(point.Citations, c.N)
			}
			shape.Points = append(shape.Points, point)
		}
		out.Groups = append(out.Groups, shape)
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
