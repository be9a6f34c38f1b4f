package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	lru "github.com/hashicorp/golang-lru/v2"

	"talksbot/internal/commands"
	"talksbot/internal/rag"
)

// Settings say where the bot talks, to whom, and how often.
type Settings struct {
	Token   string // without "Bot "
	APIBase string // of a server in place of Discord's, "" for Discord's
	GuildID string // the only guild that gets the commands, "" for all

	Patience   time.Duration // of silence from the gateway
	Results    int           // of a search
	StaleAfter time.Duration // the newest article is called old above this age; 0 for never

	Admins Admins
	Access Access
	Quota  Quota
	Budget Budget // of tokens; nil where there is no language model

	AtOnce int // answers that are worked out side by side; 0 for one less than there are processors
}

// Budget is how many tokens of a language model each guild may use; "" is for
// direct messages.
type Budget interface {
	PerDay() int // of each guild; 0 for any number
	Left(guild string) int
	Take(guild string, tokens int)
	Used() map[string]int // today, by guild
}

// Bot is the front-end. Make one with New, and run it once.
type Bot struct {
	settings Settings
	library  *rag.Library
	log      *slog.Logger

	rest     *rest
	gateway  *gateway
	state    *discordgo.State // guilds, channels and own roles, as the gateway tells
	renderer renderer
	quotas   *quotas
	notices  *notices
	grouped  *lru.Cache[string, reply]    // answers of topic commands of which pages may be turned
	seen     *lru.Cache[string, struct{}] // what has arrived: a resumed connection sends some of it again

	self    atomic.Pointer[discordgo.User] // from READY
	app     atomic.Pointer[string]         // the application's ID
	ready   chan struct{}                  // closed by the first READY
	once    sync.Once
	untyped atomic.Bool // the server does not show who is typing
	answers *turnstile
	reloads sync.Mutex // held while the collection is reloaded

	registrar *registrar
	roles     ownRoles

	since  time.Time
	life   context.Context // of the answers under way
	kill   context.CancelFunc
	mu     sync.Mutex
	ending bool           // nothing new is taken
	work   sync.WaitGroup // answers under way
	busy   atomic.Int64   // how many they are
	budget Budget
	wrote  writings
}

// remembered is how many arrivals are known by their ID, far more than come
// again after a broken connection.
const remembered = 4096

// leafedThrough is how many answers of topic commands are kept for who turns their
// pages. Of others they are made anew.
const leafedThrough = 32

// reply is what a command gave, and of what.
type reply struct {
	commands.Reply
	of *rag.Snapshot
}

// grace is how long answers under way may take when the bot is to stop.
const grace = 10 * time.Second

// New prepares a bot that answers from the library.
func New(library *rag.Library, s Settings, log *slog.Logger) (*Bot, error) {
	r, err := newREST(s.Token, s.APIBase)
	if err != nil {
		return nil, err
	}
	seen, err := lru.New[string, struct{}](remembered)
	if err != nil {
		return nil, err
	}
	grouped, err := lru.New[string, reply](leafedThrough)
	if err != nil {
		return nil, err
	}
	quotas, err := newQuotas(s.Quota)
	if err != nil {
		return nil, err
	}
	notices, err := newNotices()
	if err != nil {
		return nil, err
	}
	b := &Bot{
		settings: s, library: library, log: log, rest: r, seen: seen, grouped: grouped, quotas: quotas, notices: notices,
		state: newState(), renderer: renderer{newSigner(s.Token)}, ready: make(chan struct{}),
		since:   time.Now(),
		answers: newTurnstile(s.AtOnce),
		budget:  s.Budget,
	}
	b.life, b.kill = context.WithCancel(context.Background())
	b.registrar = newRegistrar(b)
	b.gateway = &gateway{newSession: b.newSession, patience: s.Patience, log: log, lost: make(chan struct{}, 1)}
	return b, nil
}

// newState keeps of the guilds what permissions and threads are told from.
func newState() *discordgo.State {
	s := discordgo.NewState()
	s.TrackEmojis, s.TrackStickers, s.TrackVoice, s.TrackPresences = false, false, false, false
	s.TrackThreadMembers, s.MaxMessageCount = false, 0
	return s
}

// newSession is a session with the bot's handlers. They run one after the other
// while discordgo holds its locks, so they start goroutines and do no more.
func (b *Bot) newSession() (*discordgo.Session, error) {
	s, err := newSession(b.settings.Token, b.settings.APIBase)
	if err != nil {
		return nil, err
	}
	s.State = b.state
	s.AddHandler(func(_ *discordgo.Session, r *discordgo.Ready) { b.onReady(r) })
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) { b.onEvent(e) })
	s.AddHandler(func(*discordgo.Session, *discordgo.Resumed) { b.log.Info("resumed") })
	s.AddHandler(func(_ *discordgo.Session, i *discordgo.InteractionCreate) { b.onInteraction(i.Interaction) })
	s.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { b.onMessage(m.Message) })
	return s, nil
}

// Run connects and answers until the context ends; then it takes nothing new and
// lets the answers under way finish. The error is of type RefusedError where
// Discord will not have the bot as it is set up.
func (b *Bot) Run(ctx context.Context) error {
	defer b.kill()
	if err := b.checkToken(ctx); err != nil || ctx.Err() != nil {
		return err
	}
	b.registrar.want()
	go func() {
		_ = guarded(b.log, func() error { b.registrar.run(ctx); return nil })
	}()
	err := b.gateway.run(ctx)
	if err != nil {
		b.log.Error("the gateway is left", "error", err)
	}
	b.finish() // the API may answer where the gateway hangs
	return err
}

// checkToken asks over REST who the bot is: the gateway would be tried for ever.
func (b *Bot) checkToken(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	u, err := b.rest.me(ctx)
	switch {
	case statusOf(err) == 401:
		return errToken
	case err != nil && errors.Is(context.Cause(ctx), context.Canceled):
		return nil
	case statusOf(err) == 404:
		b.log.Warn("the server does not tell whose the token is: going on without", "error", err)
		return nil
	case err != nil:
		return fmt.Errorf("the token cannot be checked with Discord: %w", err)
	}
	b.log.Info("the token is right", "bot", u.Username)
	return nil
}

// onReady notes who the bot is.
func (b *Bot) onReady(r *discordgo.Ready) {
	if r.User == nil {
		b.log.Error("READY does not say who the bot is")
		return
	}
	app := r.User.ID // of new applications it is the same
	if r.Application != nil && r.Application.ID != "" {
		app = r.Application.ID
	}
	b.self.Store(r.User)
	b.app.Store(&app)
	b.once.Do(func() { close(b.ready) })
	b.log.Info("connected", "bot", r.User.Username, "guilds", len(r.Guilds))
}

// onEvent notes which roles are the bot's.
func (b *Bot) onEvent(e *discordgo.Event) {
	if self := b.self.Load(); self != nil && e != nil {
		b.roles.note(e, self.ID)
	}
}

// begin tells whether something that has arrived is to be handled: not a second
// time, and not once the bot is to stop. Each begin that is true has its end.
func (b *Bot) begin(id string) bool {
	if known, _ := b.seen.ContainsOrAdd(id, struct{}{}); known {
		b.log.Debug("came again", "id", id)
		return false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ending {
		return false
	}
	b.work.Add(1)
	b.busy.Add(1)
	return true
}

func (b *Bot) end() {
	b.busy.Add(-1)
	b.work.Done()
}

// finish waits for the answers under way and says what it cuts off.
func (b *Bot) finish() {
	b.mu.Lock()
	b.ending = true
	b.mu.Unlock()
	if n := b.busy.Load(); n > 0 {
		b.log.Info("stopping: letting answers finish", "under_way", n)
	}
	if !b.waitForWork(grace) {
		b.log.Error("answers were cut off", "count", b.busy.Load(), "after", grace)
		b.kill() // each tells its person
		b.waitForWork(3 * time.Second)
	}
	b.log.Info("stopped")
}

func (b *Bot) waitForWork(most time.Duration) bool {
	done := make(chan struct{})
	go func() { b.work.Wait(); close(done) }()
	select {
	case <-done:
		return true
	case <-time.After(most):
		return false
	}
}

// guarded runs f; a panic in it becomes an error, and its stack a line in the log.
func guarded(log *slog.Logger, f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			log.Error("panic", "value", fmt.Sprint(r), "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return f()
}
