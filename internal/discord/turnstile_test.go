package discord

import (
	"context"
	"runtime"
	"testing"
)

func TestTurnstile(t *testing.T) {
	s := newTurnstile(0)
	for range cap(s.slots) {
		if err := s.enter(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if n := cap(s.slots); n < 1 || n >= max(2, runtime.GOMAXPROCS(0)) {
		t.Errorf("%d answers at a time", n)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if s.enter(ended) == nil {
		t.Error("one more gets in")
	}
	s.leave()
	done, other := s.hurry(), s.hurry()
	none := s.calmed()
	done()
	done()
	select {
	case <-none:
		t.Error("one acknowledgement is under way, and none is said to be")
	default:
	}
	other()
	<-none
	if err := s.enter(t.Context()); err != nil || s.calmed() != nil {
		t.Errorf("%v, %v", err, s.calmed())
	}
}
