package wx

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"diorama/simulator/wire"
)

// SetThrottle makes the network slower from now on.
func (s *State) SetThrottle(t wire.Throttle) { s.net.pace.Store(&t) }

// errCut is what a request meets while the network is set to offline; Chromium's
// words, which programs look for.
var errCut = errors.New("net::ERR_INTERNET_DISCONNECTED")

// slow waits as the throttle wants before a request goes out.
func (n *network) slow(req *http.Request) error {
	t := n.pace.Load()
	if t == nil {
		return nil
	}
	if t.Offline {
		return errCut
	}
	d := t.Latency
	if t.Up > 0 && req.ContentLength > 0 {
		d += time.Duration(float64(req.ContentLength) / float64(t.Up) * float64(time.Second))
	}
	return wait(req.Context(), d)
}

// pacedBody lets bytes through at a rate; what was read early is waited for.
type pacedBody struct {
	io.ReadCloser
	ctx   context.Context
	rate  int
	start time.Time
	read  int
}

// slowly wraps the body of an answer when answers are to be slow.
func (n *network) slowly(req *http.Request, body io.ReadCloser) io.ReadCloser {
	t := n.pace.Load()
	if t == nil || t.Down <= 0 {
		return body
	}
	return &pacedBody{ReadCloser: body, ctx: req.Context(), rate: t.Down, start: time.Now()}
}

// maxSlowRead bounds one read of a slow body, so that its progress is seen.
const maxSlowRead = 16 << 10

// Read implements io.Reader.
func (b *pacedBody) Read(buf []byte) (int, error) {
	n, err := b.ReadCloser.Read(buf[:min(len(buf), maxSlowRead)])
	b.read += n
	due := b.start.Add(time.Duration(float64(b.read) / float64(b.rate) * float64(time.Second)))
	if late := wait(b.ctx, time.Until(due)); late != nil {
		return n, late
	}
	return n, err
}

func wait(ctx context.Context, d time.Duration) error {
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
