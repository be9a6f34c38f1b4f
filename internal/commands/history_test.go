package commands

import (
	"strconv"
	"testing"

	"talksbot/internal/conversation"
)

func TestRememberForgets(t *testing.T) {
	var history []conversation.Turn
	for i := range remembered + 3 {
		before := history
		history = Remember(history, Reply{Body: Answered{}})
		history[len(history)-1].Question = strconv.Itoa(i)
		if got := Remember(history, Reply{Body: Listed{}}); len(got) != len(history) {
			t.Errorf("a list of articles is a turn")
		}
		if len(before) > 0 && before[len(before)-1].Question != strconv.Itoa(i-1) {
			t.Errorf("the turns given were changed")
		}
	}
	if len(history) != remembered || history[0].Question != "3" {
		t.Errorf("%d turns from %q", len(history), history[0].Question)
	}
}
