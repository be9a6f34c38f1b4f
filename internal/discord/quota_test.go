package discord

import (
	"strconv"
	"testing"
	"time"
)

func newTestQuotas(t *testing.T, q Quota) *quotas {
	t.Helper()
	all, err := newQuotas(q)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestQuotaOfAPerson(t *testing.T) {
	q := newTestQuotas(t, Quota{UserPerMinute: 6, UserBurst: 2})
	now := time.Unix(1e9, 0)
	ana, ben := person{id: "ana", guild: "g"}, person{id: "ben", guild: "g"}
	for range 2 {
		if wait := q.take(ana, now); wait != 0 {
			t.Fatalf("within the burst: wait %s", wait)
		}
	}
	for range 3 { // asking too early does not make it later
		if wait := q.take(ana, now); wait != 10*time.Second {
			t.Fatalf("wait %s, want 10s", wait)
		}
	}
	if wait := q.take(ben, now); wait != 0 {
		t.Errorf("another person waits %s", wait)
	}
	if wait := q.take(person{id: "ana", guild: "h"}, now); wait == 0 {
		t.Error("another guild gives a person more")
	}
	if wait := q.take(ana, now.Add(10*time.Second)); wait != 0 {
		t.Errorf("after ten seconds: wait %s", wait)
	}
}

func TestQuotaOfAGuild(t *testing.T) {
	q := newTestQuotas(t, Quota{UserPerMinute: 60, UserBurst: 5, GuildPerMinute: 60, GuildBurst: 3})
	now := time.Unix(1e9, 0)
	for n := range 3 {
		if wait := q.take(person{id: strconv.Itoa(n), guild: "g"}, now); wait != 0 {
			t.Fatalf("within the burst: wait %s", wait)
		}
	}
	for range 9 { // a question that the guild's quota refuses is not counted as the person's
		if wait := q.take(person{id: "ana", guild: "g"}, now); wait != time.Second {
			t.Fatalf("wait %s, want 1s", wait)
		}
	}
	for range 5 {
		if wait := q.take(person{id: "ana"}, now); wait != 0 {
			t.Errorf("in a direct message: wait %s", wait)
		}
	}
}

func TestNoQuota(t *testing.T) {
	q := newTestQuotas(t, Quota{})
	for range 1000 {
		if wait := q.take(person{id: "ana", guild: "g"}, time.Unix(1e9, 0)); wait != 0 {
			t.Fatalf("wait %s", wait)
		}
	}
}
