package discord

import (
	"fmt"
	"strings"

	"talksbot/internal/commands"
)

// helpMessage explains the commands: those that a conversation has too, and the
// front-end's own.
func helpMessage(table, own []commands.Command, o occasion) []message {
	lines := []line{ours("I answer questions about " + collection(o) + " with sentences quoted from them, and say where each one stands. What they do not answer, I do not answer.")}
	for i, c := range append(table[:len(table):len(table)], own...) {
		l := ours("- " + usage(c))
		l.gap = i == 0
		lines = append(lines, l)
	}
	for i, l := range helpLines {
		l := ours(l)
		l.gap = i == 0
		lines = append(lines, l)
	}
	return sheet{sections: []section{{title: "What you can ask", colour: blue, lines: lines}}, foot: o.foot("Help")}.render(o.plain)
}

// helpLines say what can be done besides commands.
var helpLines = []string{
	"Commands can be asked `as_of` a day, knowing nothing that came later, and `private`, for you alone to see.",
	"You can also mention me with a question or a command, write to me in private, or reply to an answer of mine. In the menu of any message, **Apps → " + askAboutName + "** takes its text as the question, and **Apps → " + checkThisName + "** holds it against the articles.",
	"Under an answer, **Evidence** shows a quote in its passage, to you alone. A follow-up may be as short as \"why?\" or \"and Trump?\".",
}

// collection says what there is: "5 news articles".
func collection(o occasion) string {
	if o.snapshot == nil {
		return "news articles"
	}
	return count(len(o.snapshot.Articles()), "news article")
}

// usage is a command with what it takes and what it does.
func usage(c commands.Command) string {
	call := strings.TrimSpace("/" + c.Name + " " + strings.ToLower(c.Takes))
	for _, o := range c.Options {
		call += " [" + o.Name + "]"
	}
	return fmt.Sprintf("`%s` %s", strings.ReplaceAll(label(call, maxOption), "`", "'"), clipped(c.Summary, maxShownTitle))
}
