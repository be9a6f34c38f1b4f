package discord

import (
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

// notices keep those who are refused again and again from costing a direct message
// each time: they are told once in a while, then shown a sign under their message,
// and no more often than that does anybody good.
type notices struct {
	mu   sync.Mutex
	told *lru.Cache[noticed, *telling] // of the latest thousands
}

// noticed is somebody who is refused, and why.
type noticed struct{ person, reason string }

// telling is when somebody was told the last time.
type telling struct{ words, sign time.Time }

// How seldom somebody is told the same, in words and by a sign.
const (
	wordsEvery = 15 * time.Minute
	signEvery  = 5 * time.Second
)

// way is how somebody is told.
type way int

const (
	bySilence way = iota
	bySign
	byWords
)

func newNotices() (*notices, error) {
	told, err := lru.New[noticed, *telling](4096)
	return &notices{told: told}, err
}

// take says how somebody is told now, and notes it.
func (n *notices) take(person, reason string, now time.Time) way {
	n.mu.Lock()
	defer n.mu.Unlock()
	key := noticed{person, reason}
	t, ok := n.told.Get(key)
	if !ok {
		t = &telling{}
		n.told.Add(key, t)
	}
	switch {
	case now.Sub(t.words) >= wordsEvery:
		t.words, t.sign = now, time.Time{}
		return byWords
	case now.Sub(t.sign) >= signEvery:
		t.sign = now
		return bySign
	}
	return bySilence
}
