package discord

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/hashicorp/go-retryablehttp"
)

// rest asks Discord's REST API. What is asked again after a failure, and how
// long a rate limit is waited for, is decided in its transport, within the time
// of the context: discordgo would wait without end, and asks again after a 502
// alone.
type rest struct {
	session *discordgo.Session // never opened
}

// attempt is how long one request may take before it is made anew.
const attempt = 15 * time.Second

// newREST prepares requests to Discord, or to the server at base.
func newREST(token, base string) (*rest, error) {
	s, err := newSession(token, base)
	if err != nil {
		return nil, err
	}
	return &rest{s}, nil
}

// newSession is a session of discordgo with our transport, which keeps its own
// rate limits and logs nothing by itself.
func newSession(token, base string) (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + token)
	if err != nil {
		return nil, err
	}
	to, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	s.Client = &http.Client{Transport: transport(to)}
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.LogLevel = discordgo.LogError - 1
	s.UserAgent = "DiscordBot (talksbot, 1)"
	return s, nil
}

// transport asks again after network errors, 429 (when the server says) and 5xx.
func transport(base *url.URL) http.RoundTripper {
	pool := http.DefaultTransport.(*http.Transport).Clone()
	pool.MaxIdleConns, pool.MaxIdleConnsPerHost = 256, 256 // as many answers as come at once, without connecting anew
	pool.IdleConnTimeout = 30 * time.Second                // before the server closes it, for a request could be on its way then
	c := retryablehttp.NewClient()
	c.Logger = nil
	c.RetryMax = 5
	c.RetryWaitMin, c.RetryWaitMax = 200*time.Millisecond, 10*time.Second
	c.CheckRetry = repeat
	c.ErrorHandler = lastAnswer
	c.HTTPClient = &http.Client{Transport: readdressed{base, pool}, Timeout: attempt}
	return &retryablehttp.RoundTripper{Client: c}
}

// repeat tells whether a request is made again. What must not be done twice is
// not, once it may have arrived.
func repeat(ctx context.Context, r *http.Response, err error) (bool, error) {
	if err != nil && ctx.Value(notTwice{}) != nil && !undialled(err) {
		return false, err
	}
	if until, ok := ctx.Deadline(); ok && ctx.Value(notInVain{}) != nil && r != nil && r.StatusCode == http.StatusTooManyRequests {
		seconds, err := strconv.ParseFloat(r.Header.Get("Retry-After"), 64)
		if err == nil && time.Now().Add(time.Duration(seconds*float64(time.Second))).After(until) {
			return false, nil // it would be waited for in vain
		}
	}
	return retryablehttp.DefaultRetryPolicy(ctx, r, err)
}

// lastAnswer is what a request that was given up ends with: the last answer, or
// the last error. The library's own error has the address in it, and tokens are
// in addresses.
func lastAnswer(r *http.Response, err error, _ int) (*http.Response, error) {
	if err != nil && r != nil {
		r.Body.Close()
		r = nil
	}
	return r, err
}

// limitedError is that Discord takes no more requests of a kind for a while. The
// library's own error has the address in it, and tokens are in addresses.
type limitedError time.Duration

func (e limitedError) Error() string {
	return "Discord's rate limit is reached, for " + time.Duration(e).Round(time.Second).String()
}

// limitOf is how long a rate limit lasts, 0 for another error.
func limitOf(err error) time.Duration {
	var limited limitedError
	if errors.As(err, &limited) {
		return max(time.Duration(limited), time.Second)
	}
	return 0
}

// notTwice marks the context of a request that Discord would do a second time.
type notTwice struct{}

// notInVain marks the context of a request that does not wait for a rate limit
// which ends after the context does.
type notInVain struct{}

// unheardError is why there is no answer. What was asked for may be done.
type unheardError struct{ error }

func (e unheardError) Unwrap() error { return e.error }

// unheard tells whether what failed may be done all the same.
func unheard(err error) bool { return errors.As(err, new(unheardError)) && !undialled(err) }

// undialled tells whether an error came before anything was sent.
func undialled(err error) bool {
	var o *net.OpError
	return errors.As(err, &o) && o.Op == "dial"
}

// readdressed sends requests to another server, and in the words of the API's
// version 10, which Discord describes; discordgo says 9. The addresses of
// discordgo are variables of its package, which bots in one process would share.
type readdressed struct {
	base *url.URL // no host: where the request says
	next http.RoundTripper
}

func (t readdressed) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	path := strings.Replace(r.URL.Path, "/api/v"+discordgo.APIVersion+"/", "/api/v10/", 1)
	if t.base.Host != "" {
		r.URL.Scheme, r.URL.Host, r.Host = t.base.Scheme, t.base.Host, ""
		path = strings.TrimSuffix(t.base.Path, "/") + path
	}
	r.URL.Path, r.URL.RawPath = path, ""
	if strings.HasSuffix(path, "/gateway") {
		return t.gateway(r)
	}
	return t.next.RoundTrip(r)
}

// gateway asks where the gateway is: as bots should, or where the server does
// not know that, as everybody may.
func (t readdressed) gateway(r *http.Request) (*http.Response, error) {
	bots := r.Clone(r.Context())
	bots.URL.Path += "/bot"
	answer, err := t.next.RoundTrip(bots)
	if err != nil || answer.StatusCode != http.StatusNotFound {
		return answer, err
	}
	answer.Body.Close()
	return t.next.RoundTrip(r)
}

// ask makes a request in the rate bucket of its route, which discordgo keeps.
// body and into may be nil.
func (r *rest) ask(ctx context.Context, method, address, bucket string, body, into any) error {
	return r.request(ctx, method, address, body, into, func() *discordgo.Bucket { return r.session.Ratelimiter.LockBucket(bucket) })
}

// once makes a request about one interaction. Its bucket is made for it and
// goes with it: the library shares one among all edits, and keeps for ever the
// one of each address.
func (r *rest) once(ctx context.Context, method, address string, body, into any) error {
	return r.request(ctx, method, address, body, into, func() *discordgo.Bucket { return discordgo.NewRatelimiter().LockBucket("") })
}

// request makes a request in a bucket, which it locks once the body is made.
func (r *rest) request(ctx context.Context, method, address string, body, into any, lock func() *discordgo.Bucket) error {
	kind, data, err := encode(body)
	if err != nil {
		return err
	}
	data, err = r.session.RequestWithLockedBucket(method, address, kind, data, lock(), 0, discordgo.WithContext(ctx))
	return decode(data, err, into)
}

func decode(data []byte, err error, into any) error {
	var where *url.Error
	if errors.As(err, &where) {
		err = unheardError{where.Err} // without the address
	}
	var limited *discordgo.RateLimitError
	if errors.As(err, &limited) {
		err = limitedError(limited.RetryAfter)
	}
	if err != nil || into == nil {
		return err
	}
	return json.Unmarshal(data, into)
}

// The codes of Discord's errors that something follows from.
const (
	codeUnknownMessage     = 10008
	codeUnknownWebhook     = 10015
	codeUnknownInteraction = 10062
	codeAcknowledged       = 40060
	codeEmptyMessage       = 50006
	codeMissingPermissions = 50013
)

// codeOf is the code in Discord's error, 0 where there is none.
func codeOf(err error) int {
	var re *discordgo.RESTError
	if errors.As(err, &re) && re.Message != nil {
		return re.Message.Code
	}
	return 0
}

// lacking tells whether the server does not know what it was asked for; a
// message that somebody has deleted is not meant.
func lacking(err error) bool {
	code := codeOf(err)
	return code == codeUnknownWebhook || statusOf(err) == http.StatusNotFound && code != codeUnknownMessage
}

// statusOf is the HTTP status of an error, 0 where there was no answer.
func statusOf(err error) int {
	var re *discordgo.RESTError
	if errors.As(err, &re) && re.Response != nil {
		return re.Response.StatusCode
	}
	return 0
}

// me is the bot's own user.
func (r *rest) me(ctx context.Context) (u discordgo.User, err error) {
	err = r.ask(ctx, http.MethodGet, discordgo.EndpointUser("@me"), discordgo.EndpointUsers, nil, &u)
	return u, err
}

// callback is the first answer to an interaction.
type callback struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data any                               `json:"data,omitempty"` // a message, flags, a modal or choices
}

// respond acknowledges an interaction. That it is acknowledged already is no
// error: then a request that seemed lost had arrived.
func (r *rest) respond(ctx context.Context, i *discordgo.Interaction, c callback) error {
	err := r.once(ctx, http.MethodPost, discordgo.EndpointInteractionResponse(i.ID, i.Token), c, nil)
	if codeOf(err) == codeAcknowledged {
		return nil
	}
	return err
}

// edit replaces the answer to an interaction; of a component's interaction
// acknowledged by an update, the message that it stands in.
func (r *rest) edit(ctx context.Context, i *discordgo.Interaction, m message) error {
	return r.once(ctx, http.MethodPatch, discordgo.EndpointWebhookMessage(i.AppID, i.Token, "@original"), m.edited(), nil)
}

// add sends a further message after the answer to an interaction. It is not sent
// again where Discord's answer is lost, since Discord cannot be told that two of
// these are one.
func (r *rest) add(ctx context.Context, i *discordgo.Interaction, m message) error {
	return r.once(context.WithValue(ctx, notTwice{}, true), http.MethodPost, discordgo.EndpointWebhookToken(i.AppID, i.Token), m, nil)
}

// remove deletes what edit would replace. That it is gone already is no error.
func (r *rest) remove(ctx context.Context, i *discordgo.Interaction) error {
	err := r.once(ctx, http.MethodDelete, discordgo.EndpointWebhookMessage(i.AppID, i.Token, "@original"), nil, nil)
	if codeOf(err) == codeUnknownMessage {
		return nil
	}
	return err
}

// withdraw deletes a message of a channel.
func (r *rest) withdraw(ctx context.Context, channel, id string) error {
	return r.ask(ctx, http.MethodDelete, discordgo.EndpointChannelMessage(channel, id), discordgo.EndpointChannelMessage(channel, ""), nil, nil)
}

// send puts a message into a channel.
func (r *rest) send(ctx context.Context, channel string, m message) (id string, err error) {
	var sent struct {
		ID string `json:"id"`
	}
	address := discordgo.EndpointChannelMessages(channel)
	err = r.ask(ctx, http.MethodPost, address, address, m, &sent)
	return sent.ID, err
}

// amend edits a message of the bot in a channel.
func (r *rest) amend(ctx context.Context, channel, id string, m message) error {
	return r.ask(ctx, http.MethodPatch, discordgo.EndpointChannelMessage(channel, id), discordgo.EndpointChannelMessage(channel, ""), m.edited(), nil)
}

// definitions reads the commands that are registered at an address.
func (r *rest) definitions(ctx context.Context, address string) (all []definition, err error) {
	err = r.ask(ctx, http.MethodGet, address+"?with_localizations=true", address, nil, &all)
	return all, err
}

// define writes all commands of an address in place of those that were there.
func (r *rest) define(ctx context.Context, address string, all []definition) error {
	return r.ask(ctx, http.MethodPut, address, address, all, nil)
}

// undefine deletes a command of an address. That it is gone already is no error.
func (r *rest) undefine(ctx context.Context, address, id string) error {
	err := r.ask(ctx, http.MethodDelete, address+"/"+id, address+"/", nil, nil)
	if statusOf(err) == http.StatusNotFound {
		return nil
	}
	return err
}

// message reads a message of a channel.
func (r *rest) message(ctx context.Context, channel, id string) (m *discordgo.Message, err error) {
	m = &discordgo.Message{}
	err = r.ask(ctx, http.MethodGet, discordgo.EndpointChannelMessage(channel, id), discordgo.EndpointChannelMessage(channel, ""), nil, m)
	return m, err
}

// channel reads a channel.
func (r *rest) channel(ctx context.Context, id string) (c *discordgo.Channel, err error) {
	address := discordgo.EndpointChannel(id)
	err = r.ask(ctx, http.MethodGet, address, address, nil, &c)
	return c, err
}

// typing shows for ten seconds that the bot is writing.
func (r *rest) typing(ctx context.Context, channel string) error {
	address := discordgo.EndpointChannelTyping(channel)
	return r.ask(ctx, http.MethodPost, address, address, nil, nil)
}

// whisper sends a direct message.
func (r *rest) whisper(ctx context.Context, user string, m message) error {
	var c discordgo.Channel
	who := map[string]string{"recipient_id": user}
	address := discordgo.EndpointUserChannels("@me")
	if err := r.ask(ctx, http.MethodPost, address, address, who, &c); err != nil {
		return err
	}
	_, err := r.send(ctx, c.ID, m)
	return err
}

// react puts a sign under a message.
func (r *rest) react(ctx context.Context, channel, id, emoji string) error {
	address := discordgo.EndpointMessageReaction(channel, id, url.PathEscape(emoji), "@me")
	return r.ask(ctx, http.MethodPut, address, discordgo.EndpointMessageReaction(channel, "", "", ""), nil, nil)
}
