package discord

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// Quota says how often people may ask: each person, and all of a guild
// together. Nobody has to wait where a number a minute is 0.
type Quota struct {
	UserPerMinute, UserBurst   int
	GuildPerMinute, GuildBurst int
}

// quotas count what was asked. Of those who ask, the latest thousands are known;
// who is forgotten has long waited enough.
type quotas struct {
	quota         Quota
	users, guilds *lru.Cache[string, *rate.Limiter]
}

func newQuotas(q Quota) (*quotas, error) {
	const known = 4096
	users, err := lru.New[string, *rate.Limiter](known)
	if err != nil {
		return nil, err
	}
	guilds, err := lru.New[string, *rate.Limiter](known)
	return &quotas{q, users, guilds}, err
}

// take counts a question, and returns 0; or how long its asker has to wait, and
// does not count it.
func (q *quotas) take(p person, now time.Time) time.Duration {
	var users, guilds *rate.Reservation
	if wait := reserve(q.users, p.id, q.quota.UserPerMinute, q.quota.UserBurst, now, &users); wait > 0 {
		return wait
	}
	if p.guild == "" {
		return 0
	}
	wait := reserve(q.guilds, p.guild, q.quota.GuildPerMinute, q.quota.GuildBurst, now, &guilds)
	if wait > 0 && users != nil {
		users.CancelAt(now)
	}
	return wait
}

// reserve takes one from the limiter of an ID, or gives it back where that would
// be too early.
func reserve(all *lru.Cache[string, *rate.Limiter], id string, perMinute, burst int, now time.Time, taken **rate.Reservation) time.Duration {
	if perMinute <= 0 {
		return 0
	}
	fresh := rate.NewLimiter(rate.Limit(float64(perMinute)/60), max(1, burst))
	limiter, known, _ := all.PeekOrAdd(id, fresh)
	if !known {
		limiter = fresh
	} else {
		all.Get(id) // used lately
	}
	r := limiter.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
		return wait
	}
	*taken = r
	return 0
}
