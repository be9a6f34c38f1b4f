package discordtest

import (
	"hash/fnv"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// rate is how many requests there may be in how much time.
type rate struct {
	limit int
	per   time.Duration
}

// bucket counts requests against a rate.
type bucket struct {
	rate  rate
	used  int
	reset time.Time
}

// take counts one more request. It says how many are left, when the bucket is
// emptied, and whether this one still fits.
func (b *bucket) take(now time.Time) (left int, after time.Duration, ok bool) {
	if !now.Before(b.reset) {
		b.used, b.reset = 0, now.Add(b.rate.per)
	}
	if b.used >= b.rate.limit {
		return 0, b.reset.Sub(now), false
	}
	b.used++
	return b.rate.limit - b.used, b.reset.Sub(now), true
}

// buckets are the rate limits: one for everything, and one for each route and
// the channel, guild or webhook that it is about.
type buckets struct {
	limits map[string]rate // set before the server starts

	mu     sync.Mutex
	global bucket
	byKey  map[string]*bucket
	counts map[int]int // answers with 401, 403 and 429
}

func (b *buckets) init() {
	b.global.rate = rate{50, time.Second}
	b.byKey, b.counts, b.limits = map[string]*bucket{}, map[int]int{}, map[string]rate{}
	for route, r := range usualRates {
		b.limits[route] = r
	}
}

// usualRates are about what Discord's headers say. It changes them when it
// likes, so a bot must go by the headers.
var usualRates = map[string]rate{
	"POST /channels/{channel_id}/messages":                                        {5, time.Second},
	"PATCH /channels/{channel_id}/messages/{message_id}":                          {5, time.Second},
	"DELETE /channels/{channel_id}/messages/{message_id}":                         {5, time.Second},
	"POST /channels/{channel_id}/typing":                                          {5, time.Second},
	"PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me": {1, 250 * time.Millisecond},
	"POST /users/@me/channels":                                                    {10, 10 * time.Second},
	"PUT /applications/{application_id}/commands":                                 {5, 20 * time.Second},
	"PUT /applications/{application_id}/guilds/{guild_id}/commands":               {5, 20 * time.Second},
	"POST /webhooks/{webhook_id}/{webhook_token}":                                 {5, time.Second},
	"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original":             {5, time.Second},
	"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}":          {5, time.Second},
}

// otherRate is that of every route that is not in usualRates.
var otherRate = rate{50, time.Second}

const maxBuckets = 4096 // then those that are empty again are swept out

// of finds the bucket of a request.
func (b *buckets) of(route, major string, now time.Time) *bucket {
	key := route + " " + major
	if found := b.byKey[key]; found != nil {
		return found
	}
	if len(b.byKey) > maxBuckets {
		for k, old := range b.byKey {
			if now.After(old.reset) {
				delete(b.byKey, k)
			}
		}
	}
	r, ok := b.limits[route]
	if !ok {
		r = otherRate
	}
	found := &bucket{rate: r}
	b.byKey[key] = found
	return found
}

// admit counts a request, and writes the headers that say what is left. It
// returns the refusal where there was one too many.
func (b *buckets) admit(c *call, h http.Header) *refusal {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	if !c.route.exempt {
		if _, after, ok := b.global.take(now); !ok {
			h.Set("X-RateLimit-Global", "true")
			h.Set("X-RateLimit-Scope", "global")
			return limited(after, true, "global")
		}
	}
	if c.route.unlimited {
		return nil
	}
	bucket := b.of(c.route.name(), c.major(), now)
	left, after, ok := bucket.take(now)
	h.Set("X-RateLimit-Limit", strconv.Itoa(bucket.rate.limit))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(left))
	h.Set("X-RateLimit-Reset", strconv.FormatFloat(float64(bucket.reset.UnixMilli())/1000, 'f', 3, 64))
	h.Set("X-RateLimit-Reset-After", strconv.FormatFloat(after.Seconds(), 'f', 3, 64))
	h.Set("X-RateLimit-Bucket", bucketHash(c.route.name()))
	if ok {
		return nil
	}
	h.Set("X-RateLimit-Scope", "user")
	return limited(after, false, "user")
}

func bucketHash(route string) string {
	h := fnv.New64a()
	h.Write([]byte(route))
	return strconv.FormatUint(h.Sum64(), 16)
}

// limited is the refusal of one request too many.
func limited(after time.Duration, global bool, scope string) *refusal {
	seconds := math.Ceil(after.Seconds()*1000) / 1000
	return &refusal{
		status: http.StatusTooManyRequests,
		body:   map[string]any{"message": "You are being rate limited.", "retry_after": seconds, "global": global},
		header: map[string]string{"Retry-After": strconv.Itoa(int(math.Ceil(seconds))), "X-RateLimit-Scope": scope},
	}
}

func (b *buckets) count(status int) {
	if status != http.StatusUnauthorized && status != http.StatusForbidden && status != http.StatusTooManyRequests {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.counts[status]++
}

// Refused is how many answers had a status of 401, 403 or 429. 10,000 within ten
// minutes get an address banned.
func (s *Server) Refused() map[int]int {
	s.buckets.mu.Lock()
	defer s.buckets.mu.Unlock()
	counts := map[int]int{}
	for status, n := range s.buckets.counts {
		counts[status] = n
	}
	return counts
}
