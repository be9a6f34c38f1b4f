package cachefile

import (
	"bytes"
	"encoding/binary"
	"maps"
	"math"
	"strings"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Budget is how many tokens each guild may use up in a day, of UTC. It is kept
// in the file, so that a restart does not fill it up. Where the file cannot be
// used, this process counts for itself. Without a limit they are counted all the
// same, for whoever runs the program.
type Budget struct {
	file   *File
	perDay int
	clock  func() time.Time

	mu   sync.Mutex
	day  string
	used map[string]int // by guild, on that day, as far as this process knows
}

// Budget allows each guild so many tokens a day; 0 is without limit. The clock
// is time.Now outside of tests. Without a file, the process counts for itself.
func (f *File) Budget(perDay int, clock func() time.Time) *Budget {
	return &Budget{file: f, perDay: perDay, clock: clock}
}

// Take counts tokens that a guild has used. The guild is "" for whoever is in
// none.
func (b *Budget) Take(guild string, tokens int) {
	if tokens <= 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	day := b.today()
	b.used[guild] += tokens
	b.file.update(func(tx *bolt.Tx) error {
		all, err := tx.CreateBucketIfNotExists(tokensBucket)
		if err != nil {
			return err
		}
		if err := dropOthers(all, day); err != nil {
			return err
		}
		today, err := all.CreateBucketIfNotExists([]byte(day))
		if err != nil {
			return err
		}
		// Another process may have counted too.
		b.used[guild] = max(b.used[guild], count(today, guild)+tokens)
		return today.Put(guildKey(guild), binary.LittleEndian.AppendUint64(nil, uint64(b.used[guild])))
	})
}

// Left is how many tokens a guild may use today, never below 0.
func (b *Budget) Left(guild string) int {
	if b.perDay == 0 {
		return math.MaxInt
	}
	return max(0, b.perDay-b.Used()[guild])
}

// PerDay is how many tokens each guild may use up in a day, 0 for any number.
func (b *Budget) PerDay() int { return b.perDay }

// Used is how many tokens each guild has used today; those that have used none are
// not in it.
func (b *Budget) Used() map[string]int {
	b.mu.Lock()
	defer b.mu.Unlock()
	day := b.today()
	b.file.view(func(tx *bolt.Tx) error {
		all := tx.Bucket(tokensBucket)
		if all == nil || all.Bucket([]byte(day)) == nil {
			return nil
		}
		today := all.Bucket([]byte(day))
		return today.ForEach(func(k, _ []byte) error {
			guild := strings.TrimPrefix(string(k), guildPrefix)
			b.used[guild] = max(b.used[guild], count(today, guild))
			return nil
		})
	})
	return maps.Clone(b.used)
}

// today begins a new count when the day is another one.
func (b *Budget) today() string {
	if day := b.clock().UTC().Format(time.DateOnly); day != b.day {
		b.day, b.used = day, map[string]int{}
	}
	return b.day
}

var tokensBucket = []byte("tokens")

// guildKey is never empty, which keys must not be.
func guildKey(guild string) []byte { return []byte(guildPrefix + guild) }

const guildPrefix = "guild "

func count(day *bolt.Bucket, guild string) int {
	if day == nil {
		return 0
	}
	data := day.Get(guildKey(guild))
	if len(data) != 8 {
		return 0
	}
	return int(min(binary.LittleEndian.Uint64(data), math.MaxInt32))
}

// dropOthers forgets the days that are over.
func dropOthers(all *bolt.Bucket, day string) error {
	var over [][]byte
	err := all.ForEachBucket(func(name []byte) error {
		if string(name) != day {
			over = append(over, bytes.Clone(name))
		}
		return nil
	})
	for _, name := range over {
		if err == nil {
			err = all.DeleteBucket(name)
		}
	}
	return err
}
