// Package animation gives the style of a node at a time: CSS transitions and
// keyframe animations.
//
// Its one idea: everything is a function of time; a Player only remembers what
// runs since when, and the style at any time is mixed from computed styles.
package animation

import (
	"math"

	"diorama/renderer/style"
)

// Ease maps the share of time to the share of the way.
// https://www.w3.org/TR/css-easing-1/
func Ease(t style.Timing, x float64) float64 {
	if t.Steps > 0 {
		n := float64(t.Steps)
		k := math.Floor(x * n)
		if t.StepStart {
			k++
		}
		return min(max(k/n, 0), 1)
	}
	x1, y1, x2, y2 := float64(t.P[0]), float64(t.P[1]), float64(t.P[2]), float64(t.P[3])
	if x1 == y1 && x2 == y2 {
		return x
	}
	if x <= 0 {
		return 0
	}
	if x >= 1 {
		return 1
	}
	// Newton's method, then bisection where the curve is too flat for it.
	bez := func(p1, p2, s float64) float64 {
		return ((1-3*p2+3*p1)*s+(3*p2-6*p1))*s*s + 3*p1*s
	}
	slope := func(p1, p2, s float64) float64 {
		return 3*(1-3*p2+3*p1)*s*s + 2*(3*p2-6*p1)*s + 3*p1
	}
	s := x
	for range 8 {
		e := bez(x1, x2, s) - x
		if math.Abs(e) < 1e-7 {
			return bez(y1, y2, s)
		}
		d := slope(x1, x2, s)
		if math.Abs(d) < 1e-6 {
			break
		}
		s -= e / d
	}
	lo, hi := 0.0, 1.0
	for range 60 {
		s = (lo + hi) / 2
		if bez(x1, x2, s) < x {
			lo = s
		} else {
			hi = s
		}
	}
	return bez(y1, y2, s)
}

// Phase is where an animation stands.
type Phase struct {
	// Active: it gives values (it runs, or fills).
	Active bool
	// P is the share of the current iteration, direction applied, before easing.
	P float64
	// Iteration counts from 0.
	Iteration int
	// Running: it will change by itself; Done: its end was reached; Before: it waits.
	Running, Done, Before bool
}

// At gives the phase of a at the time since it was started, in seconds.
// https://www.w3.org/TR/css-animations-1/ and Web Animations §4.8
func At(a *style.Animation, since float64) Phase {
	t := since - float64(a.Delay)
	if t < 0 {
		ph := Phase{Before: true, Running: true}
		if a.Fill == 2 || a.Fill == 3 {
			ph.Active = true
			ph.P = directed(a.Direction, 0, 0)
		}
		return ph
	}
	dur, n := float64(a.Duration), float64(a.Iterations)
	if math.IsNaN(n) || n < 0 {
		n = 1
	}
	total := dur * n
	if dur <= 0 {
		total = 0
	}
	if t >= total && !math.IsInf(n, 1) || dur <= 0 {
		ph := Phase{Done: true}
		it := math.Ceil(n) - 1
		part := n - math.Floor(n)
		if part == 0 {
			part = 1
		}
		if n == 0 {
			it, part = 0, 0
		}
		if math.IsInf(it, 1) {
			it, part = 0, 1
		}
		ph.Iteration = int(min(max(it, 0), 1<<30))
		if a.Fill == 1 || a.Fill == 3 {
			ph.Active = true
			ph.P = directed(a.Direction, ph.Iteration, part)
		}
		return ph
	}
	it := math.Floor(t / dur)
	i := int(min(it, 1<<30))
	return Phase{Active: true, Running: true, Iteration: i, P: directed(a.Direction, i, t/dur-it)}
}

func directed(direction style.Keyword, iteration int, p float64) float64 {
	back := false
	switch direction {
	case 1:
		back = true
	case 2:
		back = iteration%2 == 1
	case 3:
		back = iteration%2 == 0
	}
	if back {
		return 1 - p
	}
	return p
}
