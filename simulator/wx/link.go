package wx

import (
	"context"
	"io"
	"net/http"
	"time"

	"diorama/simulator/wire"
)

// link is how fast the simulated network is; the zero value does not slow anything.
type link struct {
	wait time.Duration // until an answer begins
	rate float64       // bytes per second, 0 as fast as it comes
}

// links are typical values of mobile networks: round trip and download of a request.
var links = map[string]link{
	"5g": {30 * time.Millisecond, 6e6},
	"4g": {80 * time.Millisecond, 1.5e6},
	"3g": {300 * time.Millisecond, 200e3},
	"2g": {800 * time.Millisecond, 30e3},
}

// weakWait and weakRate are what a weak network adds and leaves.
const (
	weakWait = time.Second
	weakRate = 0.25
)

func linkOf(e *wire.Env) link {
	l := link{}
	if e.Throttle {
		if l = links[e.Network]; e.Weak {
			l.wait += weakWait
			if l.rate == 0 {
				l.rate = links["4g"].rate
			}
			l.rate *= weakRate
		}
	}
	return l
}

// setLink takes over how fast the network is; requests that run keep what they had.
func (n *network) setLink(e *wire.Env) {
	l := linkOf(e)
	n.link.Store(&l)
	n.offline = e.Network == "none"
}

// cut breaks everything that is under way.
func (n *network) cut() {
	if n.all != nil {
		n.end(errOffline)
		n.all, n.end = nil, nil
	}
}

// slow waits as the link wants and gives the body that is read as slowly.
func (l link) slow(ctx context.Context, body io.ReadCloser) (io.ReadCloser, error) {
	if err := sleep(ctx, l.wait); err != nil {
		return body, err
	}
	if l.rate <= 0 {
		return body, nil
	}
	return &slowBody{ReadCloser: body, ctx: ctx, rate: l.rate}, nil
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// slowBody gives pieces no faster than rate.
type slowBody struct {
	io.ReadCloser
	ctx  context.Context
	rate float64
}

// Read implements io.Reader.
func (b *slowBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p[:min(len(p), max(1, int(b.rate/20)))])
	if wait := sleep(b.ctx, time.Duration(float64(n)/b.rate*float64(time.Second))); wait != nil && err == nil {
		err = wait
	}
	return n, err
}

// throttle slows an answer down; sockets are left alone.
func (n *network) throttle(req *http.Request, resp *http.Response) error {
	l := n.link.Load()
	if l == nil || *l == (link{}) || resp.StatusCode == http.StatusSwitchingProtocols || !n.cassette.isLive() {
		return nil
	}
	body, err := l.slow(req.Context(), resp.Body)
	resp.Body = body
	if err != nil {
		resp.Body.Close()
	}
	return err
}

// isLive reports whether answers come from the network, not from a recording.
func (t *Cassette) isLive() bool {
	if t == nil {
		return true
	}
	select {
	case <-t.live:
		return true
	default:
		return false
	}
}
