package rag_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"talksbot/internal/conversation"
	"talksbot/internal/rag"
)

var aboutLee = []conversation.Turn{{Question: "Will Mayor Ann Lee open the harbour bridge?", Answer: []string{"Mayor Ann Lee will open the harbour bridge on Friday."}}}

// ruled is what the rules make of a message.
func ruled(t *testing.T, message string) string {
	t.Helper()
	a, err := pier(t, nil).AskWith(t.Context(), message, rag.Asking{History: aboutLee})
	if err != nil {
		t.Fatal(err)
	}
	return a.Understood()
}

func TestStandalone(t *testing.T) {
	byRule := ruled(t, "why?")
	if byRule == "" {
		t.Fatal("the rules do not understand it")
	}
	for name, c := range map[string]struct {
		writes     func(rag.Prompt) (string, error)
		understood string
	}{
		"right":          {says("Why will Mayor Ann Lee open the harbour bridge on Friday?\n"), "Why will Mayor Ann Lee open the harbour bridge on Friday?"},
		"in marks":       {says("“Why will Lee open the bridge?”"), "Why will Lee open the bridge?"},
		"nothing":        {says(""), byRule},
		"garbage":        {says("]] [1.1 ]( @everyone \x00\n\n### ```"), byRule},
		"two lines":      {says("Why?\nBecause."), byRule},
		"too long":       {says(strings.Repeat("Why will Lee open the bridge? ", 15)), byRule},
		"another name":   {says("Why will Bo Marsh open the harbour bridge?"), byRule},
		"a stranger":     {says("Why will Mayor Ann Lee open the bridge of Paris?"), byRule},
		"no question":    {says("Lee open bridge Friday harbour"), byRule},
		"other things":   {says("Lee works suggest waiting controversy sovereign analysis?"), byRule},
		"another number": {says("Why will Ann Lee open the bridge at 7?"), byRule},
		"another tongue": {says("Warum wird Ann Lee die Brücke am Freitag eröffnen und nicht später?"), byRule},
		"an error":       {fails("Why will Lee open the harbour bridge?"), byRule},
	} {
		e := &errands{standalone: c.writes, answer: says("NOTHING")}
		a, err := pier(t, e.model(t)).AskWith(t.Context(), "why?", rag.Asking{History: aboutLee})
		if err != nil || a.Question() != "why?" || a.Understood() != c.understood || a.Writing().Usage.Total() == 0 {
			t.Errorf("%s: %v, %q, understood %q, %v", name, err, a.Question(), a.Understood(), a.Writing())
		}
		if failed := c.understood == byRule; failed != (len(a.Writing().Setbacks) == 1) {
			t.Errorf("%s: setbacks %v", name, a.Writing().Setbacks)
		}
	}
}

// The model is not asked where there is no history, where the message leans on
// nothing, and where it may cost nothing.
func TestStandaloneIsNotAskedInVain(t *testing.T) {
	e := &errands{answer: says("NOTHING")}
	s := pier(t, e.model(t))
	for message, a := range map[string]rag.Asking{
		"why?": {}, "What did the harbour bridge cost?": {History: aboutLee}, "since when?": {History: aboutLee, Quoted: true},
	} {
		if _, err := s.AskWith(t.Context(), message, a); err != nil {
			t.Error(err)
		}
	}
	if _, asked := e.asked["You are given a conversation"]; asked {
		t.Error("asked for a question")
	}
}

// Who gives up is not told what could have been done instead.
func TestErrandsStop(t *testing.T) {
	for message, history := range map[string][]conversation.Turn{"why?": aboutLee, inGerman: nil} {
		ctx, cancel := context.WithCancel(t.Context())
		stop := func(rag.Prompt) (string, error) { cancel(); return "", ctx.Err() }
		e := &errands{standalone: stop, question: stop}
		if _, err := pier(t, e.model(t)).AskWith(ctx, message, rag.Asking{History: history}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", message, err)
		}
	}
}
