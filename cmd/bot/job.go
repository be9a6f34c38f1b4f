package main

import (
	"errors"
	"io"
	"strings"
	"time"

	"talksbot/internal/commands"
	"talksbot/internal/config"
	"talksbot/internal/conversation"
	"talksbot/internal/rag"
)

// job is what one run has to do on the collection.
type job struct {
	flags flags
	text  []string // the words of the request, or one "-" for standard input
	limit int      // of a search; 0 for the configured one

	// parse tells which command a text asks for; nil for any of the collection.
	parse func(text string) (commands.Command, string, error)

	original bool   // an answer is not to be translated
	picture  string // the file that the answer's picture is written to, "" for none

	history []conversation.Turn // of a conversation
	partial func(rag.Answer)    // is given an answer while a model writes it; nil for nobody
}

// do does a job: one request, or one a line.
func (p *program) do(j job) error {
	text := strings.Join(j.text, " ")
	if text == "-" && j.picture != "" {
		return usageError{error: errors.New("--picture is for one question, not for -: leave one of the two out")}
	}
	if j.picture == "-" {
		return usageError{error: errors.New("--picture: standard output is for the answer: name a file, such as who.png")}
	}
	if text != "-" && j.parse != nil {
		if _, _, err := j.parse(text); err != nil {
			return err // before the collection is read, which takes longer
		}
	}
	c, err := config.Load(j.flags.Config)
	if err != nil {
		return usageError{error: err}
	}
	if j.limit == 0 {
		j.limit = c.Search.Results
	}
	library, err := p.open(j.flags.Corpus, c, j.flags.Commands)
	if err != nil {
		return err
	}
	if text == "-" {
		return p.lines(library, j)
	}
	return p.answerOne(library, j, text)
}

// answerOne answers one request, and shows what a model writes as it comes.
func (p *program) answerOne(library *rag.Library, j job, text string) error {
	live := &liveAnswer{page: newPage(p.stdout), w: p.stdout}
	if !j.flags.JSON {
		j.partial = live.show
	}
	reply, err := p.reply(library.Snapshot(), j, text)
	if err != nil {
		return err
	}
	if j.picture != "" {
		if err := p.writePicture(reply.Body, j.picture); err != nil {
			return err
		}
	}
	if live.finish(reply.Body) {
		return live.err
	}
	return p.show(reply, j.flags.JSON)
}

// reply runs one request on a snapshot.
func (p *program) reply(s *rag.Snapshot, j job, text string) (commands.Reply, error) {
	parse := j.parse
	if parse == nil {
		parse = commands.Of(s).Parse
	}
	command, rest, err := parse(text)
	if err != nil {
		return commands.Reply{}, err
	}
	start := time.Now()
	done := p.busy("Answering")
	reply, err := command.Run(p.ctx, s, commands.Request{
		Text: rest, AsOf: j.flags.AsOf.Date, Limit: j.limit, History: j.history, Asking: rag.Asking{Partial: j.partial, Original: j.original},
	})
	done()
	p.detail("/%s took %s", command.Name, seconds(time.Since(start)))
	if a, ok := reply.Answer(); ok {
		p.tellWriting(a.Writing())
	}
	return reply, err
}

// tellWriting says in a line each why a language model's text is no answer and what
// else it was asked for in vain, and, to who wants to know, what it cost.
func (p *program) tellWriting(w rag.Writing) {
	if w.Trouble != nil {
		p.warn(w.Trouble.Error() + "; the answer is made of quotes")
	}
	for _, setback := range w.Setbacks {
		p.warn(setback.Error())
	}
	if w.Usage.Total() > 0 {
		first := "no sentence was verified"
		if w.First > 0 {
			first = "the first sentence was verified after " + seconds(w.First)
		}
		p.detail("the model read %d tokens and wrote %d; %s; %d were dropped", w.Usage.Input, w.Usage.Output, first, w.Dropped)
	}
}

// show prints a reply, its notes apart.
func (p *program) show(r commands.Reply, asJSON bool) error {
	for _, note := range r.Notes {
		p.note(note)
	}
	if asJSON {
		return writeJSON(p.stdout, shape(r.Body))
	}
	_, err := io.WriteString(p.stdout, newPage(p.stdout).render(r.Body))
	return err
}
