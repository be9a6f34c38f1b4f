package commands

import (
	"context"

	"talksbot/internal/conversation"
	"talksbot/internal/corpus"
	"talksbot/internal/rag"
	"talksbot/internal/topics"
)

// Command is one thing that the program can be asked to do.
type Command struct {
	Name    string // without the slash: "search"
	Takes   string // what stands after the name, "QUESTION"; "" for nothing
	Summary string // one line, without a full stop

	// Options may be given in place of Takes, as "name:value"; none for most.
	Options []topics.Option
	Topic   *topics.Command // that this is, nil where it is the program's own

	// Complete gives what may stand after the name, the likeliest first, when a
	// part of it has been typed; nil where that could be anything.
	Complete func(s *rag.Snapshot, typed string) []string

	Run func(context.Context, *rag.Snapshot, Request) (Reply, error)
}

// Request is what a person asks for.
type Request struct {
	Text  string      // what was written after the command's name
	AsOf  corpus.Date // zero for no limit
	Limit int         // of the results of a search; DefaultLimit where it is not above 0

	Evidence []string // texts that alone count for a check; nil for the collection

	Asking  rag.Asking          // how a question is to be answered
	History []conversation.Turn // of the conversation, oldest first; none where there is no conversation
}

// DefaultLimit is the number of results where a request sets none.
const DefaultLimit = 5

// Reply is what a front-end shows.
type Reply struct {
	Body  Body
	Notes []string // sentences to be shown beside it
}

// Answer is the answer that a Reply gives, to a question or by a topic command;
// false where it is something else.
func (r Reply) Answer() (rag.Answer, bool) {
	switch b := r.Body.(type) {
	case Answered:
		return b.Answer, true
	case Grouped:
		return b.Answer, true
	}
	return rag.Answer{}, false
}

// Body is the main part of a Reply: Answered, Checked, Grouped, Found, Listed, Shown or
// Named.
type Body interface{ body() }

// Answered is the answer to a question; it may be an abstention.
type Answered struct{ Answer rag.Answer }

// Checked is what the articles, or given texts, say to a claim.
type Checked struct{ Check rag.Check }

// Grouped is the answer of a topic command, by person, party or day.
type Grouped struct {
	rag.Grouped
	Topic *topics.Command
}

// Found is what a search found, best first.
type Found struct {
	Query string
	Hits  []rag.Hit
}

// Listed is a list of articles, in the order of the collection.
type Listed struct{ Articles []*corpus.Article }

// Shown is one article with its passages, which hold its sentences, in the order
// of its text.
type Shown struct {
	Article  *corpus.Article
	Passages []corpus.Passage
}

// Named is a list of people, organisations and places, the most often mentioned
// first.
type Named struct{ Entities []rag.Entity }

func (Answered) body() {}
func (Checked) body()  {}
func (Grouped) body()  {}
func (Found) body()    {}
func (Listed) body()   {}
func (Shown) body()    {}
func (Named) body()    {}
