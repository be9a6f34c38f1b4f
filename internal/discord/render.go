package discord

import (
	"time"

	"talksbot/internal/corpus"
	"talksbot/internal/rag"
)

// occasion is what the look of a reply depends on besides the reply.
type occasion struct {
	asker    string        // user ID
	asked    string        // what the person wrote
	asOf     corpus.Date   // zero for none
	private  bool          // only the asker sees it
	plain    bool          // embeds are not allowed here
	snapshot *rag.Snapshot // that the reply comes from
	now      time.Time
	stale    time.Duration // the newest article is called old above this age; 0 for never
}
