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

// Ease maps the share of time to the share of the way; before tells that the time before
// the start is meant, where steps() have not jumped yet.
// https://www.w3.org/TR/css-easing-2/
func Ease(t style.Timing, x float64, before bool) float64 {
	if t.Linear != nil {
		return easeLinear(*t.Linear, x)
	}
	if t.Steps > 0 {
		return easeSteps(t, x, before)
	}
	x1, y1, x2, y2 := float64(t.P[0]), float64(t.P[1]), float64(t.P[2]), float64(t.P[3])
	switch {
	case x1 == y1 && x2 == y2:
		return x
	case x < 0:
		switch { // along the tangent
		case x1 > 0:
			return x * y1 / x1
		case y1 == 0 && x2 > 0:
			return x * y2 / x2
		}
		return 0
	case x > 1:
		switch {
		case x2 < 1:
			return 1 + (x-1)*(y2-1)/(x2-1)
		case y2 == 1 && x1 < 1:
			return 1 + (x-1)*(y1-1)/(x1-1)
		}
		return 1
	case x == 0 || x == 1:
		return x
	}
	return bezier(x1, y1, x2, y2, x)
}

// easeSteps: https://www.w3.org/TR/css-easing-2/#step-easing-algo
func easeSteps(t style.Timing, x float64, before bool) float64 {
	n := float64(t.Steps)
	k := math.Floor(x*n + 1e-9) // the time was divided, perhaps a little too small
	if t.Jump == style.JumpStart || t.Jump == style.JumpBoth {
		k++
	}
	if before && math.Mod(x*n, 1) == 0 {
		k--
	}
	if x >= 0 {
		k = max(k, 0)
	}
	jumps := n
	switch t.Jump {
	case style.JumpBoth:
		jumps++
	case style.JumpNone:
		jumps--
	}
	if x <= 1 {
		k = min(k, jumps)
	}
	return k / jumps
}

// easeLinear: https://www.w3.org/TR/css-easing-2/#linear-easing-function-output
func easeLinear(pts []style.EasePoint, x float64) float64 {
	i := 0
	for k := range pts {
		if pts[k].In <= x {
			i = k
		}
	}
	i = min(i, len(pts)-2)
	a, b := pts[i], pts[i+1]
	if a.In == b.In {
		return b.Out
	}
	return a.Out + (x-a.In)/(b.In-a.In)*(b.Out-a.Out)
}

// bezier gives y at x of a curve from 0,0 to 1,1, for x inside.
func bezier(x1, y1, x2, y2, x float64) float64 {
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
	// Early: the easing works in the time before its start (steps differ).
	Early bool
	// Iteration counts from 0.
	Iteration int
	// Running: it will change by itself; Done: its end was reached; Before: it waits.
	Running, Done, Before bool
}

// At gives the phase of a at the time since it was started, in seconds.
// https://www.w3.org/TR/web-animations-1/#calculating-the-active-time and after
func At(a *style.Animation, since float64) Phase {
	t := tidy(since - tidy(float64(a.Delay)))
	dur, n := tidy(float64(a.Duration)), tidy(float64(a.Iterations))
	if math.IsNaN(n) || n < 0 {
		n = 1
	}
	total := 0.0
	if dur > 0 && n > 0 {
		total = tidy(dur * n)
	}
	var ph Phase
	active := t
	switch {
	case t < 0:
		ph.Before, ph.Running = true, true
		ph.Active = a.Fill == 2 || a.Fill == 3
		active = 0
	case t >= total:
		ph.Done = true
		ph.Active = a.Fill == 1 || a.Fill == 3
		active = total
	default:
		ph.Active, ph.Running = true, true
	}
	overall := n
	if dur > 0 && !ph.Done {
		overall = active / dur
	} else if ph.Before {
		overall = 0
	}
	if math.IsInf(overall, 1) {
		ph.P, ph.Iteration = 1, 1<<30
	} else {
		it := math.Floor(overall + 1e-9)
		ph.P = max(overall-it, 0)
		if ph.P == 0 && ph.Done && n != 0 {
			ph.P = 1
			it--
		}
		ph.Iteration = int(min(max(it, 0), 1<<30))
	}
	back := a.Direction == 1 || a.Direction == 2 && ph.Iteration%2 == 1 || a.Direction == 3 && ph.Iteration%2 == 0
	if back {
		ph.P = 1 - ph.P
	}
	ph.Early = ph.Before && !back || ph.Done && back
	if ph.Done && n == 0 && a.Fill == 3 {
		ph.Early = !back // Chromium does not look again where the progress stays
	}
	return ph
}

// tidy takes the error of single precision out of a time, to 1 µs.
func tidy(s float64) float64 {
	if math.IsInf(s, 0) {
		return s
	}
	return math.Round(s*1e6) / 1e6
}
