package rag

import (
	"strings"

	"talksbot/internal/conversation"
)

// KnownName is what the collection knows about a name, or about a word of one,
// in folded words. It makes a Snapshot a conversation.Names.
func (s *Snapshot) KnownName(words string) (spelling string, kind conversation.Kind, ok bool) {
	fields := strings.Fields(words)
	if len(fields) == 0 {
		return "", conversation.Unsure, false
	}
	if n := s.names.byPhrase[words]; n != nil {
		return n.Text, kindOfName(n), true
	}
	last := fields[len(fields)-1]
	if len(fields) > 1 || !s.names.has(last) {
		return "", conversation.Unsure, false
	}
	return s.names.spelling(last), s.kindOfPart(last), true
}

// kindOfPart is the kind of the names that a word stands in, where they agree.
func (s *Snapshot) kindOfPart(word string) conversation.Kind {
	kind := conversation.Unsure
	for i, n := range s.names.byWord[word] {
		k := kindOfName(n)
		if i > 0 && k != kind {
			return conversation.Unsure
		}
		kind = k
	}
	return kind
}

func kindOfName(n *Name) conversation.Kind {
	switch {
	case n.Person():
		return conversation.Person
	case n.person < 0:
		return conversation.Thing
	}
	return conversation.Unsure
}

// AskedAs is the answer to a question that was asked in other words, as it is in
// the middle of a conversation.
func (a Answer) AskedAs(text string) Answer {
	if a.understood == "" && a.question != text {
		a.understood = a.question
	}
	a.question = text
	return a
}
