package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"talksbot/internal/commands"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

type checkCmd struct {
	flags
	Claim []string `arg:"" help:"A claim of one sentence or several, or - to read one a line from standard input."`
}

// Help is the long text of bot help check.
func (checkCmd) Help() string {
	return `Each sentence of the claim is held against the articles: they support it, they contradict it, or nothing of the kind is found in them. The sentences that decide are quoted. The score is the degree of support, from 0 to 1; a sentence is supported from 0.5 on. A claim counts as supported where each of its sentences is, and as contradicted where one of them is.

Names, numbers, dates, who did it, who said it, what is denied and how sure it is all have to be as the articles have them. The rules go by words; they do not draw conclusions.

With - each line is a claim, and each gives a line of JSON, in order. A line may also be {"claim": "…", "evidence": ["…"]}: then the given texts count, and not the articles. In what is printed, "evidence" is the number of the text that decided, from 0, and -1 where the articles did. A line that fails gives {"error": "…"}, and the exit code is 1 in the end.`
}

// Run checks the claim.
func (c checkCmd) Run(p *program) error {
	return p.do(job{flags: c.flags, text: c.Claim, parse: claimOf})
}

// claimOf takes the whole text for a claim, or for an object with a claim and
// its evidence.
func claimOf(text string) (commands.Command, string, error) {
	c, err := commands.Find("check")
	if err != nil || !strings.HasPrefix(strings.TrimSpace(text), "{") {
		return c, text, err
	}
	var given struct {
		Claim    *string  `json:"claim"`
		Evidence []string `json:"evidence"`
	}
	if err := json.Unmarshal([]byte(text), &given); err != nil {
		return c, "", commands.UsageError("the line begins as JSON and " + notClaim(err) + `: write {"claim": "…", "evidence": ["…"]}, or a claim in plain words`)
	}
	if given.Claim == nil {
		return c, "", commands.UsageError(`the line has no "claim": write {"claim": "…", "evidence": ["…"]}`)
	}
	run := c.Run
	c.Run = func(ctx context.Context, s *rag.Snapshot, r commands.Request) (commands.Reply, error) {
		r.Evidence = given.Evidence
		return run(ctx, s, r)
	}
	return c, *given.Claim, nil
}

// notClaim says what keeps a line from being an object with a claim.
func notClaim(err error) string {
	var wrong *json.UnmarshalTypeError
	var malformed *json.SyntaxError
	switch {
	case errors.As(err, &wrong) && wrong.Field == "evidence":
		return `its "evidence" is no list of texts`
	case errors.As(err, &wrong):
		return fmt.Sprintf(`its %q is no text`, wrong.Field)
	case errors.As(err, &malformed):
		return fmt.Sprintf("is none from byte %d on", malformed.Offset)
	}
	return "cannot be read"
}

type jsonCheck struct {
	Claim    string      `json:"claim"`
	Verdict  rag.Verdict `json:"verdict"`
	Score    float64     `json:"score"`
	Article  string      `json:"article"`
	Evidence int         `json:"evidence"` // the given text that decided, -1 for the collection
	Quote    string      `json:"quote"`
	Start    int         `json:"start"` // bytes in the article's text, or in the given one
	End      int         `json:"end"`
}

// checkShape is what scripts read: the sentence least supported stands for all.
func checkShape(c rag.Check) jsonCheck {
	w := c.Weakest()
	out := jsonCheck{Claim: c.Claim(), Verdict: w.Verdict, Score: c.Score(), Evidence: -1}
	switch {
	case len(w.Sources) > 0:
		s := w.Sources[0]
		out.Article, out.Quote, out.Start, out.End = s.Article.ID, s.Quote(), s.Start, s.End
	case len(w.Excerpts) > 0:
		e := w.Excerpts[0]
		out.Evidence, out.Quote, out.Start, out.End = e.Text, e.Quote, e.Start, e.End
	}
	return out
}

// checked shows each sentence of a claim with its verdict, and what it rests on.
func (p page) checked(c rag.Check) string {
	var blocks []string
	for _, part := range c.Parts() {
		block := p.hang("", p.verdict(part.Verdict)+" "+clean(c.Sentence(part)))
		if why := part.Reasons(); len(why) > 0 {
			block += p.hang("  ", p.dim.Render(clean(strings.Join(why, "; "))))
		}
		for _, s := range part.Sources {
			block += p.hang("  • ", clean(s.Quote())) + p.hang("    ", p.dim.Render(clean(s.Article.Title)+details(s.Article)))
		}
		blocks = append(blocks, block)
	}
	if len(blocks) == 0 {
		return p.hang("", p.verdict(rag.NotFound)+" The text claims nothing.")
	}
	if tally := c.Tally(); tally != "" {
		blocks = append([]string{p.hang("", p.strong.Render(tally+"."))}, blocks...)
	}
	return p.asOf(c.AsOf()) + strings.Join(blocks, "\n")
}

// asOf says which day is asked about, where one is.
func (p page) asOf(d corpus.Date) string {
	if d.IsZero() {
		return ""
	}
	return p.hang("", p.dim.Render("As of "+d.Day()))
}

// verdict is the word that stands before a sentence.
func (p page) verdict(v rag.Verdict) string {
	word := strings.ToUpper(string(v))
	if v == rag.Supported {
		return p.strong.Render(word)
	}
	return p.none.Bold(true).Render(word)
}
