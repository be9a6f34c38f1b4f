package discord

import (
	"testing"
	"time"
)

func TestNotices(t *testing.T) {
	n := must(newNotices())
	now := time.Unix(1e9, 0)
	for _, c := range []struct {
		after          time.Duration
		person, reason string
		want           way
	}{
		{0, "ana", "quota", byWords},
		{0, "ana", "quota", bySign},
		{time.Second, "ana", "quota", bySilence},
		{time.Second, "ana", "channel", byWords},
		{time.Second, "ben", "quota", byWords},
		{6 * time.Second, "ana", "quota", bySign},
		{14 * time.Minute, "ana", "quota", bySign},
		{15 * time.Minute, "ana", "quota", byWords},
		{16 * time.Minute, "ana", "quota", bySign},
	} {
		if got := n.take(c.person, c.reason, now.Add(c.after)); got != c.want {
			t.Errorf("%s, %s after %s: %d, want %d", c.person, c.reason, c.after, got, c.want)
		}
	}
}
