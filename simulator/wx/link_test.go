package wx

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"time"

	"diorama/simulator/wire"
)

// Proves that the network is as slow as both the conditions and the Network panel want
// it, that a body comes no faster than that and breaks off when it is cut, that messages
// of a socket which follow each other wait for the way once, and that only throttled
// conditions slow. Oracle: hand.
func TestLink(t *testing.T) {
	env := wire.Env{Conditions: wire.DefaultConditions()}
	env.Network = "2g"
	if l := env.Link(); l != (wire.Throttle{}) {
		t.Errorf("slow without being throttled: %+v", l)
	}
	env.Throttle, env.Weak = true, true
	n := &network{}
	n.setLink(&env)
	if l := n.speed(); l != (wire.Throttle{Latency: 1800 * time.Millisecond, Down: 7500, Up: 2500}) {
		t.Errorf("weak 2g is %+v", l)
	}
	n.pace.Store(&wire.Throttle{Latency: 2 * time.Second, Down: 10_000, Up: 1000})
	if l := n.speed(); l != (wire.Throttle{Latency: 2 * time.Second, Down: 7500, Up: 1000}) {
		t.Errorf("with the panel's it is %+v", l)
	}
	env.Throttle = false
	n.setLink(&env)
	n.pace.Store(&wire.Throttle{Latency: 20 * time.Millisecond, Down: 100_000, Up: 100_000})

	start := time.Now()
	req, _ := http.NewRequest("POST", "http://h/", bytes.NewReader(make([]byte, 2000)))
	if err := n.slow(req); err != nil || time.Since(start) < 40*time.Millisecond {
		t.Errorf("the request was sent after %v, %v", time.Since(start), err)
	}
	start = time.Now()
	b, err := io.ReadAll(n.slowly(req, io.NopCloser(bytes.NewReader(make([]byte, 4000)))))
	if took := time.Since(start); err != nil || len(b) != 4000 || took < 40*time.Millisecond {
		t.Errorf("%d bytes in %v, %v", len(b), took, err)
	}
	ctx, cut := context.WithCancelCause(context.Background())
	cut(errOffline)
	if _, err := io.ReadAll(n.slowly(req.WithContext(ctx), io.NopCloser(bytes.NewReader(make([]byte, 9000))))); !errors.Is(err, errOffline) {
		t.Error(err)
	}

	way := wire.Throttle{Latency: time.Second, Up: 1000}
	first, second := lane{}, lane{last: time.Now().Add(time.Hour)} // as if one just passed
	if err := first.pass(ctx, way, way.Sending(0)); !errors.Is(err, errOffline) {
		t.Errorf("the first message did not wait for the way: %v", err)
	}
	if err := second.pass(ctx, way, way.Sending(0)); err != nil {
		t.Errorf("a message that follows waited: %v", err)
	}
}

// Proves that GCJ-02 is where known pairs are, within the approximation, and that there is
// no offset abroad. Oracle: hand, the published example of Tiananmen (about 120 m north,
// 530 m east).
func TestGCJ02(t *testing.T) {
	lat, lon := gcj02(39.90734, 116.391201)
	if d := max(lat-39.90874, 39.90874-lat, lon-116.39744, 116.39744-lon); d > 5e-5 {
		t.Errorf("Tiananmen is at %f, %f", lat, lon)
	}
	if lat, lon := gcj02(-33.86, 151.2); lat != -33.86 || lon != 151.2 {
		t.Errorf("Sydney moved to %f, %f", lat, lon)
	}
}
