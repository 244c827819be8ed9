package wx

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"diorama/simulator/wire"
)

// Proves that a link waits, reads no faster than its rate, breaks off when it is cut, and
// that only throttled conditions have one. Oracle: hand.
func TestLink(t *testing.T) {
	env := wire.Env{Conditions: wire.DefaultConditions()}
	env.Network = "2g"
	if linkOf(&env) != (link{}) {
		t.Error("slow without being throttled")
	}
	env.Throttle, env.Weak = true, true
	if l := linkOf(&env); l.wait != links["2g"].wait+weakWait || l.rate != links["2g"].rate*weakRate {
		t.Errorf("%+v", l)
	}
	l := link{wait: 20 * time.Millisecond, rate: 100e3}
	start := time.Now()
	body, err := l.slow(context.Background(), io.NopCloser(bytes.NewReader(make([]byte, 4000))))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(body)
	if took := time.Since(start); err != nil || len(b) != 4000 || took < 60*time.Millisecond {
		t.Errorf("%d bytes in %v, %v", len(b), took, err)
	}
	ctx, cut := context.WithCancelCause(context.Background())
	cut(errOffline)
	if _, err := l.slow(ctx, io.NopCloser(bytes.NewReader(nil))); !errors.Is(err, errOffline) {
		t.Error(err)
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
