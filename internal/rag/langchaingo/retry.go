package langchaingo

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// policy says how often a failed request is made again, and how long a server's
// Retry-After may be to be waited for.
type policy struct {
	retries  int
	patience time.Duration
}

// Somebody waits for a text and for the vector of a question. Nobody waits for
// the vectors of a collection, and what fails there fails for all of it.
func forText() policy      { return policy{retries: 1, patience: 2 * time.Second} }
func forQuestion() policy  { return policy{retries: 1, patience: 2 * time.Second} }
func forDocuments() policy { return policy{retries: 6, patience: time.Minute} }

// retrying asks again after network errors, 429 and 5xx, as the policy of the
// exchange has it, and when the server says.
func retrying(next http.RoundTripper, attempt time.Duration) http.RoundTripper {
	c := retryablehttp.NewClient()
	c.Logger = nil
	c.RetryMax = forDocuments().retries
	c.RetryWaitMin, c.RetryWaitMax = 200*time.Millisecond, 20*time.Second
	c.Backoff = retryablehttp.DefaultBackoff
	c.CheckRetry = checkRetry
	c.ErrorHandler = retryablehttp.PassthroughErrorHandler // its own message has the address in it
	c.HTTPClient = &http.Client{
		Transport: next, Timeout: attempt,
		// Keys in headers of their own would be sent along to wherever it leads.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &retryablehttp.RoundTripper{Client: c}
}

func checkRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	again, cause := retryablehttp.DefaultRetryPolicy(ctx, resp, err)
	x := exchangeOf(ctx)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.tries++
	var dial *net.OpError
	switch slow, ok := err.(interface{ Timeout() bool }); {
	case ok && slow.Timeout():
		x.tries += 3 // each has taken long enough
	case errors.As(err, &dial) && dial.Op == "dial":
		x.tries++ // nobody is there: whoever asks again later does better
	}
	if x.tries > x.policy.retries || retryAfter(resp) > x.policy.patience {
		return false, nil
	}
	return again, cause
}

// retryAfter is how long the server asks to be left alone, 0 where it does not.
func retryAfter(resp *http.Response) time.Duration {
	if resp == nil {
		return 0
	}
	return retryablehttp.DefaultBackoff(0, 0, 0, resp)
}
