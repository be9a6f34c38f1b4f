package rag

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"talksbot/internal/conversation"
	"talksbot/internal/language"
	"talksbot/internal/rag/lexical"
)

// leads tells how a message in another language than English takes up what was
// said before it: "und warum?", "¿Y Trump?". Words that stand in English texts too
// ("et", "y") count only in a conversation in that language, or before a name.
func (s *Snapshot) leads(message string, history []conversation.Turn) (language.Lead, bool) {
	spoken := s.spoken(history)
	tongues := []language.Language{spoken, language.Ukrainian, language.Russian, language.Turkish, language.German, language.French, language.Spanish}
	var found language.Lead
	for _, l := range tongues {
		lead, ok := l.Leads(message)
		if !ok || !lead.Plain && l != spoken && !s.beginsWithName(lead) {
			continue
		}
		if lead.Rest == "" {
			return lead, true // "а чому?" is no question about somebody called so
		}
		if found.Rest == "" {
			found = lead
		}
	}
	return found, found.Rest != ""
}

// beginsWithName tells whether what a message is about are names, and written so.
func (s *Snapshot) beginsWithName(lead language.Lead) bool {
	first, _ := utf8.DecodeRuneInString(lead.Rest)
	_, names := s.namesAlone(lead.Rest, lead.Language)
	return unicode.IsUpper(first) && names
}

// spoken is the language that was last surely spoken in a conversation, "" for none.
func (s *Snapshot) spoken(history []conversation.Turn) language.Language {
	for _, t := range slices.Backward(history) {
		asked := t.Asked
		if asked == "" {
			asked = t.Question
		}
		if l, sure := language.Detect(asked); sure {
			return l
		}
	}
	return ""
}

// ruledAbroad understands such a message by the rules for English, with the English
// words for its lead and the articles' spelling of what it is about. After a
// question that was itself understood by its names alone, these are all that is
// understood.
func (s *Snapshot) ruledAbroad(message string, lead language.Lead, a Asking) meant {
	m := meant{question: message}
	if s.tongues.has(lead.Language) {
		return m
	}
	m.tongue = lead.Language
	last := a.History[len(a.History)-1]
	rest, ok := s.namesAlone(lead.Rest, lead.Language)
	if !ok {
		return m
	}
	made, understood := conversation.Standalone(a.History, strings.TrimSpace(lead.English+" "+rest)+"?", s)
	switch {
	case s.byNames(last) && understood && rest != "":
		m.names = strings.Split(strings.TrimRight(made, "?"), ", ")
	case s.byNames(last):
		m.names = strings.Split(last.Question, ", ")
	case understood:
		m.question, m.own = made, true
	}
	return m
}

// byNames tells whether of a turn's question, in another language than the
// articles', only names were understood.
func (s *Snapshot) byNames(t conversation.Turn) bool {
	_, foreign := s.stranger(t.Asked)
	for _, token := range lexical.Tokenize(t.Question) {
		if !token.Number && !token.Upper {
			return false
		}
	}
	return t.Asked != "" && len(t.Answer) == 0 && (foreign || t.Question != t.Asked)
}

// namesAlone puts a text of names into the spelling of the articles; false where it
// has words beside them.
func (s *Snapshot) namesAlone(text string, in language.Language) (string, bool) {
	var names []string
	text = "and " + text // what begins a text may have upper case for that
	tokens := lexical.Tokenize(text)
	for i := 1; i < len(tokens); {
		name, n := s.nameAt(text, tokens, i, in)
		if name == "" {
			return "", false
		}
		names = append(names, name)
		i += n
	}
	return strings.Join(names, " "), true
}
