package discordtest

import "encoding/json"

// Intents, in Discord's bits.
const (
	intentGuilds         = 1 << 0
	intentGuildMembers   = 1 << 1
	intentPresences      = 1 << 8
	intentGuildMessages  = 1 << 9
	intentDirectMessages = 1 << 12
	intentMessageContent = 1 << 15
	privilegedIntents    = intentGuildMembers | intentPresences | intentMessageContent
	everyIntent          = 1<<26 - 1
)

// event is something that the gateway tells.
type event struct {
	name    string
	intent  int    // that it needs, 0 for none
	guild   *Guild // nil for direct messages
	payload any    // never changed once it is here, for it is written later
	whole   any    // for sessions with the intent for content, nil if that is all the same
}

// emit tells an event to every session that asked for such. The mutex is held;
// the writing is done by each connection for itself.
func (s *Server) emit(e event) {
	if e.guild != nil && !e.guild.present {
		return
	}
	for _, session := range s.sessions {
		if e.intent&session.intents == e.intent && shardOf(e.guild, session.shards) == session.shard {
			session.tell(s, e)
		}
	}
}

// Emit tells the bot an event as it stands, to try out what no person can bring
// about. The payload is JSON.
func (s *Server) Emit(name, payload string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, session := range s.sessions {
		session.tell(s, event{name: name, payload: json.RawMessage(payload)})
	}
}
