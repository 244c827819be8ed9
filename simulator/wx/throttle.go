package wx

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"diorama/simulator/wire"
)

// SetThrottle makes the network slower from now on; one that is offline breaks what is
// under way.
func (s *State) SetThrottle(t wire.Throttle) {
	old := s.net.pace.Swap(&t)
	if t.Offline && (old == nil || !old.Offline) {
		s.net.cut()
	}
}

// errCut is what a request meets while the network is set to offline; Chromium's
// words, which programs look for.
var errCut = errors.New("net::ERR_INTERNET_DISCONNECTED")

// slow waits as the throttle wants before a request goes out.
func (n *network) slow(req *http.Request) error {
	t := n.speed()
	if t.Offline {
		return errCut
	}
	return wait(req.Context(), t.Latency+t.Sending(req.ContentLength))
}

// pacedBody lets bytes through at a rate; what was read early is waited for.
type pacedBody struct {
	io.ReadCloser
	ctx   context.Context
	speed wire.Throttle
	start time.Time
	read  int64
}

// slowly wraps the body of an answer when answers are to be slow.
func (n *network) slowly(req *http.Request, body io.ReadCloser) io.ReadCloser {
	t := n.speed()
	if t.Down <= 0 {
		return body
	}
	return &pacedBody{ReadCloser: body, ctx: req.Context(), speed: t, start: time.Now()}
}

// maxSlowRead bounds one read of a slow body, so that its progress is seen.
const maxSlowRead = 16 << 10

// Read implements io.Reader.
func (b *pacedBody) Read(buf []byte) (int, error) {
	n, err := b.ReadCloser.Read(buf[:min(len(buf), maxSlowRead, max(1, b.speed.Down/20))])
	b.read += int64(n)
	due := b.start.Add(b.speed.Receiving(b.read))
	if late := wait(b.ctx, time.Until(due)); late != nil {
		return n, late
	}
	return n, err
}

// lane is one direction of a socket. A message that follows another closely does not
// wait for the way once more, only for its own bytes.
type lane struct{ last time.Time }

// pass waits for the way and the bytes of a message.
func (l *lane) pass(ctx context.Context, t wire.Throttle, bytes time.Duration) error {
	if half := t.Latency / 2; time.Since(l.last) >= half {
		bytes += half
	}
	err := wait(ctx, bytes)
	l.last = time.Now()
	return err
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
