package wire

import "time"

// Throttle makes the network slower than it is; the zero value does not. It holds for
// requests, uploads, downloads, sockets and what the host fetches for the page.
type Throttle struct {
	Offline  bool
	Latency  time.Duration // a round trip: before the first byte of an answer
	Down, Up int           // bytes a second of each transfer, 0 as fast as it goes
}

// Slower is the throttle that is as slow as both.
func Slower(a, b Throttle) Throttle {
	return Throttle{Offline: a.Offline || b.Offline, Latency: max(a.Latency, b.Latency), Down: slower(a.Down, b.Down), Up: slower(a.Up, b.Up)}
}

func slower(a, b int) int {
	if a == 0 || b > 0 && b < a {
		return b
	}
	return a
}

// links are typical values of mobile networks.
var links = map[string]Throttle{
	"5g": {Latency: 30 * time.Millisecond, Down: 6_000_000, Up: 1_500_000},
	"4g": {Latency: 80 * time.Millisecond, Down: 1_500_000, Up: 500_000},
	"3g": {Latency: 300 * time.Millisecond, Down: 200_000, Up: 80_000},
	"2g": {Latency: 800 * time.Millisecond, Down: 30_000, Up: 10_000},
}

// weakWait is what a weak network adds to a round trip, and weakPart the part of the
// speed that it leaves.
const (
	weakWait = time.Second
	weakPart = 4
)

// Link is how slow the network of the conditions is.
func (c *Conditions) Link() Throttle {
	t := Throttle{}
	if c.Throttle {
		if t = links[c.Network]; c.Weak {
			t.Latency += weakWait
			if t.Down == 0 {
				t.Down, t.Up = links["4g"].Down, links["4g"].Up
			}
			t.Down, t.Up = t.Down/weakPart, t.Up/weakPart
		}
	}
	t.Offline = c.Network == "none"
	return t
}

// Sending is how long bytes take to go out.
func (t Throttle) Sending(bytes int64) time.Duration { return at(bytes, t.Up) }

// Receiving is how long bytes take to come in.
func (t Throttle) Receiving(bytes int64) time.Duration { return at(bytes, t.Down) }

func at(bytes int64, rate int) time.Duration {
	if bytes <= 0 || rate <= 0 {
		return 0
	}
	return time.Duration(float64(bytes) / float64(rate) * float64(time.Second))
}
