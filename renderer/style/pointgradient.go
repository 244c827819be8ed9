package style

import (
	"slices"

	"diorama/renderer/wxss"
)

// pointGradient reads what follows "-webkit-gradient(", the first form gradients had in
// WebKit and Blink still draws: linear, from a point to a point, or radial, from a circle to
// a circle. Of radial ones those with one centre are understood.
// https://webkit.org/blog/175/introducing-css-gradients/
func (p *vparser) pointGradient() (simage, bool) {
	g := &sgradient{rx: slen{u: uPx}, ry: slen{u: uPx}}
	linear := p.word("linear")
	if !linear && !p.word("radial") || !p.comma() {
		return simage{}, false
	}
	var at [2][2]slen
	var radius [2]float64
	for i := range at {
		x, okX := p.gradientPlace("left", "right")
		y, okY := p.gradientPlace("top", "bottom")
		if !okX || !okY {
			return simage{}, false
		}
		at[i] = [2]slen{x, y}
		if !linear {
			if !p.comma() {
				return simage{}, false
			}
			r, ok := p.number()
			if !ok || r < 0 {
				return simage{}, false
			}
			radius[i] = r
		}
		if i == 0 && !p.comma() {
			return simage{}, false
		}
	}
	g.cx, g.cy = at[0][0], at[0][1]
	if linear {
		g.Kind, g.Points = Linear, true
		g.rx, g.ry = at[1][0], at[1][1]
	} else {
		if at[0] != at[1] || radius[1] <= radius[0] {
			return simage{}, false
		}
		g.Kind, g.Circle, g.Extent = Radial, true, 4
		g.rx = slen{u: uPx, v: float32(radius[1])}
		g.ry = g.rx
	}
	for p.comma() {
		c, at, ok := p.gradientStop()
		if !ok {
			return simage{}, false
		}
		if !linear {
			at = (radius[0] + at*(radius[1]-radius[0])) / radius[1]
		}
		g.stops = append(g.stops, sstop{color: c, pos: slen{u: uPct, v: float32(100 * at)}})
	}
	slices.SortStableFunc(g.stops, func(a, b sstop) int {
		switch {
		case a.pos.v < b.pos.v:
			return -1
		case a.pos.v > b.pos.v:
			return 1
		}
		return 0
	})
	return simage{grad: g}, p.close()
}

// gradientPlace reads a coordinate of a point: a side, center, a percentage, or px without
// a unit.
func (p *vparser) gradientPlace(low, high string) (slen, bool) {
	switch {
	case p.word(low):
		return slen{u: uPct}, true
	case p.word(high):
		return slen{u: uPct, v: 100}, true
	case p.word("center"):
		return slen{u: uPct, v: 50}, true
	}
	p.ws()
	if t := p.tok(); t.Kind == wxss.Percentage {
		p.i++
		return slen{u: uPct, v: float32(t.Num)}, true
	}
	n, ok := p.number()
	return slen{u: uPx, v: float32(n)}, ok
}

// gradientStop reads from(c), to(c) or color-stop(n, c).
func (p *vparser) gradientStop() (c scolor, at float64, ok bool) {
	switch {
	case p.function("from"):
	case p.function("to"):
		at = 1
	case p.function("color-stop"):
		p.ws()
		if t := p.tok(); t.Kind == wxss.Percentage {
			p.i++
			at, ok = t.Num/100, true
		} else {
			at, ok = p.number()
		}
		if !p.comma() || !ok {
			return c, 0, false
		}
		at = min(max(at, 0), 1) // oracle chromium
	default:
		return c, 0, false
	}
	c, ok = p.color()
	return c, at, ok && p.close()
}
