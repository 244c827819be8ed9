package input

import (
	"math"
	"time"
)

// velocityWindow is how much of the past counts for the speed of a finger.
const velocityWindow = 100 * time.Millisecond

type sample struct {
	x, y float64
	at   time.Duration
}

// Velocity measures the speed of a finger over the last moments.
type Velocity struct{ samples []sample }

// Add notes where the finger is.
func (v *Velocity) Add(x, y float64, at time.Duration) {
	v.samples = append(v.samples, sample{x, y, at})
	cut := 0
	for cut < len(v.samples)-1 && v.samples[cut].at < at-velocityWindow {
		cut++
	}
	if cut > 0 {
		v.samples = append(v.samples[:0], v.samples[cut:]...)
	}
}

// At gives the speed in CSS px per second for a finger lifted at now; 0 when it rested.
func (v *Velocity) At(now time.Duration) (x, y float64) {
	n := len(v.samples)
	if n < 2 || now-v.samples[n-1].at > velocityWindow {
		return 0, 0
	}
	first, last := v.samples[0], v.samples[n-1]
	dt := (last.at - first.at).Seconds()
	if dt <= 0 {
		return 0, 0
	}
	return (last.x - first.x) / dt, (last.y - first.y) / dt
}

const (
	// flingRate is how fast a fling slows down: speed falls by e in this time.
	// UIScrollView's normal rate, 0.998 per ms, is 1/(1000*ln(1/0.998)) s = 0.4995 s.
	flingRate = 0.5
	// flingStart and flingStop are speeds (CSS px/s): slower ones do not start, or end, a fling.
	flingStart = 50.0
	flingStop  = 8.0
)

// Fling is scrolling that goes on after the finger left.
type Fling struct {
	X, Y   float64 // where it began
	VX, VY float64 // speed then, CSS px/s
	Start  time.Duration
}

// NewFling begins a fling; ok is false when it is too slow to be one.
func NewFling(x, y, vx, vy float64, now time.Duration) (f Fling, ok bool) {
	if math.Hypot(vx, vy) < flingStart {
		return Fling{}, false
	}
	return Fling{X: x, Y: y, VX: vx, VY: vy, Start: now}, true
}

// At gives the place at now; done when it stands still.
func (f Fling) At(now time.Duration) (x, y float64, done bool) {
	t := max(0, (now - f.Start).Seconds())
	decay := math.Exp(-t / flingRate)
	done = math.Hypot(f.VX, f.VY)*decay < flingStop
	return f.X + f.VX*flingRate*(1-decay), f.Y + f.VY*flingRate*(1-decay), done
}

// Glide is an animated way from one place to another.
type Glide struct {
	FromX, FromY, ToX, ToY float64
	Start, Duration        time.Duration
}

// At gives the place at now (ease-in-out); done at the end.
func (g Glide) At(now time.Duration) (x, y float64, done bool) {
	if g.Duration <= 0 || now >= g.Start+g.Duration {
		return g.ToX, g.ToY, true
	}
	t := max(0, float64(now-g.Start)/float64(g.Duration))
	k := t * t * (3 - 2*t)
	return g.FromX + (g.ToX-g.FromX)*k, g.FromY + (g.ToY-g.FromY)*k, false
}
