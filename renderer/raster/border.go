package raster

import (
	"image/color"
	"math"

	"diorama/renderer/geom"
)

// LineStyle is the style of a border side or a decoration line.
type LineStyle uint8

// The styles.
const (
	NoLine LineStyle = iota
	SolidLine
	DashedLine
	DottedLine
	DoubleLine
	GrooveLine
	RidgeLine
	InsetLine
	OutsetLine
	WavyLine
)

// Border is the border of a box; sides are top, right, bottom, left.
type Border struct {
	Box   RRect // border box with radii that fit
	Width [4]float64
	Style [4]LineStyle
	Color [4]color.NRGBA
}

// Inner is the padding box with its radii.
func (b *Border) Inner() RRect {
	return b.Box.Inset(b.Width[0], b.Width[1], b.Width[2], b.Width[3])
}

func (b *Border) shows(side int) bool {
	return b.Width[side] > 0 && b.Style[side] != NoLine && b.Color[side].A != 0
}

// Border draws a border under m.
func (v *Canvas) Border(b *Border, m geom.Matrix) {
	same, solid, any := true, true, -1
	for i := range b.Width {
		if b.Width[i] <= 0 || b.Style[i] == NoLine {
			continue
		}
		if any < 0 {
			any = i
		}
		same = same && b.Color[i] == b.Color[any] && b.Style[i] == b.Style[any]
		solid = solid && b.Style[i] == SolidLine
	}
	switch {
	case any < 0:
	case same && solid:
		if b.Color[any].A != 0 {
			v.ring(b, 0, 1, b.Color[any], m)
		}
	case same && b.Style[any] == DoubleLine:
		if b.Color[any].A != 0 {
			v.doubleRing(b, b.Color[any], m, any)
		}
	case same && (b.Style[any] == DashedLine || b.Style[any] == DottedLine):
		v.dashes(b, any, m)
	default:
		v.borderSides(b, m)
	}
}

// dashes draws sides of one colour and style: no mitre, so no seam where they meet.
func (v *Canvas) dashes(b *Border, any int, m geom.Matrix) {
	if b.Color[any].A == 0 {
		return
	}
	saved := v.masks
	if b.Box.Rounded() && b.uniform() {
		v.dashSide(b, any, b.Color[any], m)
		v.masks = saved
		return
	}
	p := NewPath(m)
	for i := range b.Width {
		if !b.shows(i) {
			continue
		}
		if b.Box.Rounded() {
			v.dashSide(b, i, b.Color[i], m)
			v.masks = saved
			continue
		}
		b.dashStraight(p, i)
	}
	v.FillColor(v.cache.NewShape(p), b.Color[any])
}

// band gives the outline at a fraction of the widths inwards.
func (b *Border) band(f float64) RRect {
	if f == 0 {
		return b.Box
	}
	return b.Box.Inset(b.Width[0]*f, b.Width[1]*f, b.Width[2]*f, b.Width[3]*f)
}

// ring fills between two fractions of the widths.
func (v *Canvas) ring(b *Border, from, to float64, c color.NRGBA, m geom.Matrix) {
	v.between(b.band(from), b.band(to), c, m)
}

// between fills what lies in outer and not in inner.
func (v *Canvas) between(outer, inner RRect, c color.NRGBA, m geom.Matrix) {
	if inner.Empty() {
		v.FillColor(v.cache.Transformed(outer, m), c)
		return
	}
	turned := m.B != 0 || m.C != 0
	touch := outer.X0 == inner.X0 || outer.Y0 == inner.Y0 || outer.X1 == inner.X1 || outer.Y1 == inner.Y1
	switch {
	case turned || outer.Rounded() && touch:
		// One path: the difference of two shapes would leave a hairline where a side has
		// no width, since both have the same soft edge there.
		p := NewPath(m)
		p.RRect(outer, false)
		p.RRect(inner, true)
		v.FillColor(v.cache.NewShape(p), c)
		return
	case outer.Rounded():
		v.FillOutside(v.cache.Transformed(outer, m), v.cache.Transformed(inner, m), c)
		return
	}
	strip := func(x0, y0, x1, y1 float64) {
		if x1 > x0 && y1 > y0 {
			v.FillColor(v.cache.Transformed(RRect{X0: x0, Y0: y0, X1: x1, Y1: y1}, m), c)
		}
	}
	strip(outer.X0, outer.Y0, outer.X1, inner.Y0)
	strip(outer.X0, inner.Y1, outer.X1, outer.Y1)
	strip(outer.X0, inner.Y0, inner.X0, inner.Y1)
	strip(inner.X1, inner.Y0, outer.X1, inner.Y1)
}

// thirds gives the widths of the outer and inner line of a double border, whole px
// where there is room.
func thirds(w float64) float64 { return math.Ceil(w / 3) }

func (v *Canvas) doubleRing(b *Border, c color.NRGBA, m geom.Matrix, any int) {
	if b.Width[any] < 3 {
		v.ring(b, 0, 1, c, m)
		return
	}
	var t [4]float64
	for i, w := range b.Width {
		t[i] = thirds(w)
	}
	v.between(b.Box, b.Box.Inset(t[0], t[1], t[2], t[3]), c, m)
	w := b.Width
	v.between(b.Box.Inset(w[0]-t[0], w[1]-t[1], w[2]-t[2], w[3]-t[3]), b.Inner(), c, m)
}

// borderSides draws sides that differ: each side, or group of equal solid sides,
// inside its mitred part of the box.
func (v *Canvas) borderSides(b *Border, m geom.Matrix) {
	saved := v.masks
	defer func() { v.masks = saved }()
	var done [4]bool
	for i := range b.Width {
		if done[i] || !b.shows(i) {
			continue
		}
		var sides [4]bool
		for j := i; j < 4; j++ {
			if b.shows(j) && b.Style[j] == b.Style[i] && b.Color[j] == b.Color[i] && groups(b.Style[i]) {
				sides[j], done[j] = true, true
			}
		}
		sides[i], done[i] = true, true
		v.side(b, i, sides, m, saved)
	}
}

// groups reports styles whose sides may be drawn together.
func groups(s LineStyle) bool { return s == SolidLine || s == DoubleLine }

func (v *Canvas) side(b *Border, i int, sides [4]bool, m geom.Matrix, saved []Shape) {
	p := NewPath(m)
	for j, on := range sides {
		if on {
			b.mitre(p, j)
		}
	}
	clip := v.cache.NewShape(p)
	c := b.Color[i]
	// Without rounding the mitred parts are the sides themselves.
	if (b.Style[i] == SolidLine || b.Style[i] == DoubleLine && b.Width[i] < 3) && !b.Box.Rounded() {
		v.FillColor(clip, c)
		return
	}
	v.masks = append(append([]Shape(nil), saved...), clip)
	switch b.Style[i] {
	case DoubleLine:
		v.doubleRing(b, c, m, i)
	case GrooveLine, RidgeLine:
		first, second := shade(c), c
		if (b.Style[i] == RidgeLine) != (i == 1 || i == 2) {
			first, second = second, first
		}
		v.ring(b, 0, 0.5, first, m)
		v.ring(b, 0.5, 1, second, m)
	case InsetLine, OutsetLine:
		if (b.Style[i] == InsetLine) == (i == 0 || i == 3) {
			c = shade(c)
		}
		v.ring(b, 0, 1, c, m)
	case DashedLine, DottedLine:
		v.dashSide(b, i, c, m)
	default:
		v.ring(b, 0, 1, c, m)
	}
}

// shade is the dark tone of groove, ridge, inset and outset. Black has no darker
// tone, so it becomes dark grey, as in Chromium.
func shade(c color.NRGBA) color.NRGBA {
	if c.R < 32 && c.G < 32 && c.B < 32 {
		return color.NRGBA{c.R + 0x4c, c.G + 0x4c, c.B + 0x4c, c.A}
	}
	top := float64(max(c.R, c.G, c.B)) / 255
	f := max(0, (top-0.33)/top)
	d := func(u uint8) uint8 { return uint8(float64(u)*f + 0.5) }
	return color.NRGBA{d(c.R), d(c.G), d(c.B), c.A}
}

// mitre adds the part of the box that belongs to a side: bounded by the lines
// from the outer corners through the inner ones.
func (b *Border) mitre(p *Path, side int) {
	o, in := b.Box, b.Inner()
	if in.X1 < in.X0 {
		mid := (o.X0*b.Width[1] + o.X1*b.Width[3]) / max(b.Width[1]+b.Width[3], 1e-9)
		in.X0, in.X1 = mid, mid
	}
	if in.Y1 < in.Y0 {
		mid := (o.Y0*b.Width[2] + o.Y1*b.Width[0]) / max(b.Width[0]+b.Width[2], 1e-9)
		in.Y0, in.Y1 = mid, mid
	}
	if o.Rounded() {
		// The inner curve goes further in than the inner corner: continue the mitre lines
		// until two of them meet.
		w, h := o.X1-o.X0, o.Y1-o.Y0
		t := math.Inf(1)
		if s := b.Width[1] + b.Width[3]; s > 0 {
			t = min(t, w/s)
		}
		if s := b.Width[0] + b.Width[2]; s > 0 {
			t = min(t, h/s)
		}
		if !math.IsInf(t, 1) {
			in = RRect{X0: o.X0 + b.Width[3]*t, Y0: o.Y0 + b.Width[0]*t, X1: o.X1 - b.Width[1]*t, Y1: o.Y1 - b.Width[2]*t}
		}
	}
	switch side {
	case 0:
		p.MoveTo(o.X0, o.Y0)
		p.LineTo(o.X1, o.Y0)
		p.LineTo(in.X1, in.Y0)
		p.LineTo(in.X0, in.Y0)
	case 1:
		p.MoveTo(o.X1, o.Y0)
		p.LineTo(o.X1, o.Y1)
		p.LineTo(in.X1, in.Y1)
		p.LineTo(in.X1, in.Y0)
	case 2:
		p.MoveTo(o.X1, o.Y1)
		p.LineTo(o.X0, o.Y1)
		p.LineTo(in.X0, in.Y1)
		p.LineTo(in.X1, in.Y1)
	case 3:
		p.MoveTo(o.X0, o.Y1)
		p.LineTo(o.X0, o.Y0)
		p.LineTo(in.X0, in.Y0)
		p.LineTo(in.X0, in.Y1)
	}
	p.Close()
}

// dashSide draws one dashed or dotted side along its middle.
func (v *Canvas) dashSide(b *Border, side int, c color.NRGBA, m geom.Matrix) {
	w := b.Width[side]
	p := NewPath(m)
	if b.Box.Rounded() {
		mid := b.band(0.5)
		line, closed := []point(nil), false
		if b.uniform() {
			line, closed = outlinePoints(mid, 0, 4), true
		} else {
			line = outlinePoints(mid, side, 1)
		}
		dashLine(p, line, w, b.Style[side] == DottedLine, closed)
		// Dashes of a curve stay inside the ring.
		v.masks = append(v.masks[:len(v.masks):len(v.masks)], v.cache.Transformed(b.Box, m))
	} else {
		b.dashStraight(p, side)
	}
	v.FillColor(v.cache.NewShape(p), c)
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
	dashLine(p, []point{a, e}, w, b.Style[side] == DottedLine, false)
}

func (b *Border) uniform() bool {
	return b.Width[0] == b.Width[1] && b.Width[1] == b.Width[2] && b.Width[2] == b.Width[3] &&
		b.Style[0] == b.Style[1] && b.Style[1] == b.Style[2] && b.Style[2] == b.Style[3]
}

type point struct{ x, y float64 }

// outlinePoints follows a rounded rectangle clockwise: n sides from side on, each
// with half of the corners at its ends.
func outlinePoints(r RRect, side, n int) []point {
	var out []point
	arc := func(cx, cy, rx, ry, from, to float64) {
		steps := max(2, int(math.Ceil(math.Sqrt(max(rx, ry))*2*math.Abs(to-from))))
		for i := 0; i <= steps; i++ {
			a := from + (to-from)*float64(i)/float64(steps)
			out = append(out, point{cx + rx*math.Cos(a), cy + ry*math.Sin(a)})
		}
	}
	corner := func(i int, from, to float64) { // from, to: 0 … 1 of the corner, clockwise
		k := r.Radii[i]
		base := math.Pi + float64(i)*math.Pi/2
		cx, cy := r.X0+k.X, r.Y0+k.Y
		if i == 1 || i == 2 {
			cx = r.X1 - k.X
		}
		if i >= 2 {
			cy = r.Y1 - k.Y
		}
		arc(cx, cy, k.X, k.Y, base+from*math.Pi/2, base+to*math.Pi/2)
	}
	if n == 4 {
		for i := 0; i < 4; i++ {
			corner((side+1+i)%4, 0, 1)
		}
		return append(out, out[0])
	}
	corner(side, 0.5, 1)
	corner((side+1)%4, 0, 0.5)
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

// dashLine adds the dashes or dots of a line of width w to p.
func dashLine(p *Path, line []point, w float64, dotted, closed bool) {
	length := 0.0
	for i := 1; i < len(line); i++ {
		length += math.Hypot(line[i].x-line[i-1].x, line[i].y-line[i-1].y)
	}
	if !(length > 0) || !(w > 0) {
		return
	}
	var dash, gap float64
	round := dotted && w > 3
	switch {
	case dotted:
		dash, gap = w, w
	case w >= 3:
		dash, gap = 2*w, w
	default:
		dash, gap = 3*w, 2*w
	}
	if length <= dash {
		strokePart(p, line, 0, length, w)
		return
	}
	gap = bestGap(length, dash, gap, closed)
	for at, n := 0.0, 0; at < length-1e-6 && n < maxDashes; at, n = at+dash+gap, n+1 {
		if round {
			x, y, _, _ := pointAt(line, at+dash/2)
			p.Ellipse(x, y, w/2, w/2)
			continue
		}
		strokePart(p, line, at, min(at+dash, length), w)
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

// Line draws a horizontal decoration line: its upper left corner, length and
// thickness in px.
func (v *Canvas) Line(x, y, length, thick float64, style LineStyle, m geom.Matrix, c color.NRGBA) {
	if !(length > 0) || !(thick > 0) {
		return
	}
	bar := func(y float64) {
		v.FillColor(v.cache.Transformed(RRect{X0: x, Y0: y, X1: x + length, Y1: y + thick}, m), c)
	}
	switch style {
	case DoubleLine:
		bar(y)
		bar(y + thick + max(1, thick))
	case DashedLine, DottedLine:
		p := NewPath(m)
		dashLine(p, []point{{x, y + thick/2}, {x + length, y + thick/2}}, thick, style == DottedLine, false)
		v.FillColor(v.cache.NewShape(p), c)
	case WavyLine:
		v.FillColor(v.cache.NewShape(wave(x, y, length, thick, m)), c)
	default:
		bar(y)
	}
}

// wave is the outline of a wavy line; its phase hangs on x alone.
func wave(x, y, length, thick float64, m geom.Matrix) *Path {
	step := thick * 2.5 // a quarter of the wave length
	amp := thick * 1.5
	n := min(int(length/(step/4))+1, maxDashes)
	line := make([]point, 0, n+1)
	for i := 0; i <= n; i++ {
		d := min(float64(i)*step/4, length)
		line = append(line, point{x + d, y + thick/2 + amp*math.Sin(d/step*math.Pi/2)})
	}
	p := NewPath(m)
	total := 0.0
	for i := 1; i < len(line); i++ {
		total += math.Hypot(line[i].x-line[i-1].x, line[i].y-line[i-1].y)
	}
	if total > 0 {
		strokePart(p, line, 0, total, thick)
	}
	return p
}

// WaveReach is how far a wavy line reaches above and below its bar, px.
func WaveReach(thick float64) float64 { return thick*2 + 1 }
