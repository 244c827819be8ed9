package raster

import (
	"image/color"
	"math"

	"diorama/renderer/geom"
)

// dashes draws sides of one colour and style: no mitre, so no seam where they meet.
func (v *Canvas) dashes(b *Border, any int, m geom.Matrix) {
	if b.Color[any].A == 0 {
		return
	}
	saved := v.masks
	curved := [4]bool{}
	all := true
	for i := range curved {
		curved[i] = b.curves(i)
		all = all && curved[i]
	}
	if all && b.uniform() {
		v.dashRing(b, any, b.Color[any], m)
		v.masks = saved
		return
	}
	p := NewPath(m)
	for i := range b.Width {
		if !b.shows(i) {
			continue
		}
		if curved[i] {
			side := NewPath(m)
			b.mitre(side, i)
			v.masks = append(saved[:len(saved):len(saved)], v.cache.NewShape(side))
			v.dashRing(b, i, b.Color[i], m)
			v.masks = saved
			continue
		}
		b.dashStraight(p, i)
	}
	v.dashLines(b, p, b.Color[any], m)
}

// curves reports whether a side's line bends: where no corner is rounded inside, a dashed
// side stays straight and is cut by the corners (oracle chromium).
func (b *Border) curves(side int) bool {
	if !b.Box.Rounded() {
		return false
	}
	beside := [4]int{3, 1, 1, 3} // the upright side of each corner
	for _, k := range [2]int{side, (side + 1) % 4} {
		if r := b.Box.Radii[k]; r.X > b.Width[beside[k]] || r.Y > b.Width[k&2] {
			return true
		}
	}
	return false
}

// dashLines fills straight dashes, cut by the corners of the box.
func (v *Canvas) dashLines(b *Border, p *Path, c color.NRGBA, m geom.Matrix) {
	saved := v.masks
	if b.Box.Rounded() {
		v.masks = append(saved[:len(saved):len(saved)], v.cache.Transformed(b.Box, m))
	}
	v.FillColor(v.cache.NewShape(p), c)
	v.masks = saved
}

// dashSide draws one dashed or dotted side.
func (v *Canvas) dashSide(b *Border, side int, c color.NRGBA, m geom.Matrix) {
	if b.curves(side) {
		v.dashRing(b, side, c, m)
		return
	}
	p := NewPath(m)
	b.dashStraight(p, side)
	v.dashLines(b, p, c, m)
}

// dashRing draws dashes all around a rounded box, along the middle of the ring, in
// the rhythm of one side; masks cut what belongs to the others. The dashes are
// wider than the ring and cut by it, as Chromium's are: they end across the curve.
func (v *Canvas) dashRing(b *Border, side int, c color.NRGBA, m geom.Matrix) {
	p := NewPath(m)
	wide := max(b.Width[0], b.Width[1], b.Width[2], b.Width[3])
	dashLine(p, outlinePoints(b.band(0.5)), b.Width[side], 2.2*wide, b.Style[side] == DottedLine, true)
	v.masks = append(v.masks[:len(v.masks):len(v.masks)], v.cache.Transformed(b.Box, m))
	if in := b.Inner(); in.Empty() {
		v.FillColor(v.cache.NewShape(p), c)
	} else {
		v.FillOutside(v.cache.NewShape(p), v.cache.Transformed(in, m), c)
	}
}

// dashStraight adds the dashes of a side without rounding.
func (b *Border) dashStraight(p *Path, side int) {
	o, w := b.Box, b.Width[side]
	h := w / 2
	var a, e point
	switch side {
	case 0:
		a, e = point{o.X0, o.Y0 + h}, point{o.X1, o.Y0 + h}
	case 1:
		a, e = point{o.X1 - h, o.Y0}, point{o.X1 - h, o.Y1}
	case 2:
		a, e = point{o.X0, o.Y1 - h}, point{o.X1, o.Y1 - h}
	case 3:
		a, e = point{o.X0 + h, o.Y0}, point{o.X0 + h, o.Y1}
	}
	dashLine(p, []point{a, e}, w, w, b.Style[side] == DottedLine, false)
}

func (b *Border) uniform() bool {
	return b.Width[0] == b.Width[1] && b.Width[1] == b.Width[2] && b.Width[2] == b.Width[3] &&
		b.Style[0] == b.Style[1] && b.Style[1] == b.Style[2] && b.Style[2] == b.Style[3]
}

type point struct{ x, y float64 }

// outlinePoints follows a rounded rectangle clockwise from the end of its upper left
// corner (where Skia's rounded rectangles begin), and closes it.
func outlinePoints(r RRect) []point {
	out := []point{{r.X0 + r.Radii[0].X, r.Y0}}
	for _, i := range [4]int{1, 2, 3, 0} {
		k := r.Radii[i]
		base := math.Pi + float64(i)*math.Pi/2
		cx, cy := r.X0+k.X, r.Y0+k.Y
		if i == 1 || i == 2 {
			cx = r.X1 - k.X
		}
		if i >= 2 {
			cy = r.Y1 - k.Y
		}
		steps := max(2, int(math.Ceil(math.Sqrt(max(k.X, k.Y))*math.Pi)))
		for j := 0; j <= steps; j++ {
			s, c := math.Sincos(base + math.Pi/2*float64(j)/float64(steps))
			out = append(out, point{cx + k.X*c, cy + k.Y*s})
		}
	}
	return out
}

// bestGap adapts a gap so that dashes fit the length (as Chromium's stroke data does:
// the nearest gap with which a line ends in a dash).
func bestGap(length, dash, gap float64, closed bool) float64 {
	avail := length
	if !closed {
		avail += gap
	}
	n := math.Floor(avail / (dash + gap))
	g := func(dashes float64) float64 {
		gaps := dashes
		if !closed {
			gaps--
		}
		if gaps <= 0 {
			return -1
		}
		return (length - dashes*dash) / gaps
	}
	lo, hi := g(n), g(n+1)
	if hi <= 0 || lo > 0 && math.Abs(lo-gap) < math.Abs(hi-gap) {
		if lo <= 0 {
			return gap
		}
		return lo
	}
	return hi
}

// rhythm gives the dashes of a line of a width (as Chromium's styled strokes have
// them): dots of more than 3 px are circles, thinner ones squares with equal gaps.
func rhythm(length, w float64, dotted, closed bool) (dash, gap float64, round bool) {
	switch {
	case dotted && w > 3:
		return w, bestGap(length, w, w, closed), true
	case dotted:
		dash, gap = w, w
	case w >= 3:
		dash, gap = 2*w, w
	default:
		dash, gap = 3*w, 2*w
	}
	two := 2*dash + gap
	if closed {
		two += gap
	}
	switch {
	case length <= 2*dash:
		return length, 0, false // no room
	case length <= two:
		f := length / two
		return dash * f, gap * f, false
	case !dotted:
		gap = bestGap(length, dash, gap, closed)
	}
	return dash, gap, false
}

// dashLine adds the dashes or dots of a line of width w to p; thick is how wide they
// are drawn.
func dashLine(p *Path, line []point, w, thick float64, dotted, closed bool) {
	length := 0.0
	for i := 1; i < len(line); i++ {
		length += math.Hypot(line[i].x-line[i-1].x, line[i].y-line[i-1].y)
	}
	if !(length > 0) || !(w > 0) {
		return
	}
	dash, gap, round := rhythm(length, w, dotted, closed)
	if dotted && !round && !closed {
		thinDots(p, line, length, w)
		return
	}
	half := dash / 2
	if closed {
		half = 0 // the first dot stands on the beginning
	}
	for at, n := 0.0, 0; at < length-1e-6 && n < maxDashes; at, n = at+dash+gap, n+1 {
		if round {
			if closed && at > length-(dash+gap)/2 {
				break
			}
			x, y, _, _ := pointAt(line, at+half)
			p.Ellipse(x, y, w/2, w/2)
			continue
		}
		strokePart(p, line, at, min(at+dash, length), thick)
	}
}

// thinDots adds square dots with gaps of their own width. The first and the last
// stand at the ends; what does not fit is taken from the two outer gaps (as Chromium
// does, measured), so all dots lie on whole px.
func thinDots(p *Path, line []point, length, w float64) {
	over := math.Mod(length-w, 2*w)
	if over >= w {
		over -= 2 * w
	}
	strokePart(p, line, 0, min(w, length), w)
	for at, n := 2*w+math.Ceil(over/2), 0; at < length-2*w && n < maxDashes; at, n = at+2*w, n+1 {
		strokePart(p, line, at, at+w, w)
	}
	if length > w {
		strokePart(p, line, length-w, length, w)
	}
}

// pointAt gives the place and direction at a distance along the line.
func pointAt(line []point, at float64) (x, y, dx, dy float64) {
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		l := math.Hypot(b.x-a.x, b.y-a.y)
		if l == 0 {
			continue
		}
		dx, dy = (b.x-a.x)/l, (b.y-a.y)/l
		if at <= l || i == len(line)-1 {
			return a.x + dx*at, a.y + dy*at, dx, dy
		}
		at -= l
	}
	return line[len(line)-1].x, line[len(line)-1].y, dx, dy
}

// strokePart adds the outline of the line's part between two distances.
func strokePart(p *Path, line []point, from, to, w float64) {
	h := w / 2
	var left, right []point
	add := func(x, y, dx, dy float64) {
		left = append(left, point{x - dy*h, y + dx*h})
		right = append(right, point{x + dy*h, y - dx*h})
	}
	x, y, dx, dy := pointAt(line, from)
	add(x, y, dx, dy)
	at := 0.0
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		l := math.Hypot(b.x-a.x, b.y-a.y)
		if l == 0 {
			continue
		}
		at += l
		if at > from && at < to && i+1 < len(line) {
			c := line[i+1]
			l2 := math.Hypot(c.x-b.x, c.y-b.y)
			if l2 == 0 {
				continue
			}
			ux, uy := (b.x-a.x)/l+(c.x-b.x)/l2, (b.y-a.y)/l+(c.y-b.y)/l2
			if u := math.Hypot(ux, uy); u > 1e-6 {
				add(b.x, b.y, ux/u, uy/u)
			}
		}
	}
	x, y, dx, dy = pointAt(line, to)
	add(x, y, dx, dy)
	p.MoveTo(right[0].x, right[0].y)
	for _, q := range right[1:] {
		p.LineTo(q.x, q.y)
	}
	for i := len(left) - 1; i >= 0; i-- {
		p.LineTo(left[i].x, left[i].y)
	}
	p.Close()
}
