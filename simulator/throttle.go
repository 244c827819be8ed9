package simulator

import (
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"slices"
	"time"

	"diorama/simulator/wire"
)

// ThrottleProfile is a network to simulate.
type ThrottleProfile struct {
	Name string // "" as fast as it goes
	wire.Throttle
}

// Throttles are the profiles, the fast one first. The numbers are those that Chromium's
// tools simulate under these names; they hold for each transfer on its own.
func Throttles() []ThrottleProfile {
	return []ThrottleProfile{
		{},
		{"4G", wire.Throttle{Latency: 165 * time.Millisecond, Down: 1012500, Up: 168750}},
		{"Fast 3G", wire.Throttle{Latency: 562 * time.Millisecond, Down: 180000, Up: 84375}},
		{"Slow 3G", wire.Throttle{Latency: 2 * time.Second, Down: 50000, Up: 50000}},
		{"Offline", wire.Throttle{Offline: true}},
	}
}

// SetThrottle chooses a profile by name; unknown ones are as fast as it goes. It changes
// what transfers take, not what wx.getNetworkType says. Where the conditions throttle,
// too, the slower of both holds.
func (s *Session) SetThrottle(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Throttle, s.throttle = "", wire.Throttle{}
	for _, p := range Throttles() {
		if p.Name == name {
			s.state.Throttle, s.throttle = p.Name, p.Throttle
		}
	}
	s.pictures.setThrottle(wire.Slower(s.throttle, s.conditions.Link()))
	s.sendMocks()
}

// maxHostBody is how many bytes of a picture or font the network log keeps.
const maxHostBody = 1 << 20

var errCut = errors.New("the network is set to offline")

// hostCall notes a transfer that the host makes by itself: pictures and fonts.
type hostCall struct {
	s       *Session
	kind    string
	id      int64
	throt   wire.Throttle
	start   time.Time
	first   time.Time
	answers *wire.TransferAnswer
}

// tell hands a part of the transfer to the session.
func (c *hostCall) tell(f func(now time.Duration) *wire.Transfer) {
	c.s.post(mail{run: func() {
		if t := f(c.s.now); t != nil {
			t.ID = c.id
			c.s.noteTransfer(t, 0)
			c.s.changed()
		}
	}})
}

// get fetches an address for the host and notes it in the network log.
func (c *hostCall) get(ctx context.Context, client *http.Client, url string, limit int64) (data []byte, status int, text string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, 0, "", err
	}
	c.start = time.Now()
	c.tell(func(now time.Duration) *wire.Transfer {
		return &wire.Transfer{Begin: &wire.TransferBegin{Kind: c.kind, Method: http.MethodGet, URL: url, Time: now}}
	})
	defer func() {
		end := &wire.TransferEnd{Size: len(data), Body: data[:min(len(data), maxHostBody)]}
		if err != nil {
			end.Error = err.Error()
		}
		end.Phases.Total = time.Since(c.start)
		if !c.first.IsZero() {
			end.Phases.Wait, end.Phases.Receive = c.first.Sub(c.start), time.Since(c.first)
		}
		answer := c.answers
		c.tell(func(now time.Duration) *wire.Transfer {
			end.Time = now
			return &wire.Transfer{Answer: answer, End: end}
		})
	}()
	if c.throt.Offline {
		return nil, 0, "", errCut
	}
	if err := pause(ctx, c.throt.Latency); err != nil {
		return nil, 0, "", err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, 0, "", err
	}
	defer resp.Body.Close()
	c.first = time.Now()
	c.answers = &wire.TransferAnswer{Status: resp.StatusCode, Text: resp.Status, Proto: resp.Proto}
	for _, name := range slices.Sorted(maps.Keys(resp.Header)) {
		for _, v := range resp.Header[name] {
			c.answers.Header = append(c.answers.Header, wire.Header{Name: name, Value: v})
		}
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, limit))
	if err == nil {
		err = pause(ctx, c.throt.Receiving(int64(len(body))))
	}
	return body, resp.StatusCode, resp.Status, err
}

// pause waits unless ctx ends before.
func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// caching is the Cache-Control of the answer; "expires" when only that header says how
// long it holds, "" when nothing does.
func (c *hostCall) caching() (cache string) {
	if c.answers == nil {
		return ""
	}
	for _, h := range c.answers.Header {
		switch h.Name {
		case "Cache-Control":
			return h.Value
		case "Expires":
			cache = "expires"
		}
	}
	return cache
}
