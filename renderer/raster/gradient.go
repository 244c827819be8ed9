package raster

import (
	"image/color"
	"math"

	"diorama/renderer/geom"
)

// GradientKind is the form of a gradient.
type GradientKind uint8

// The forms.
const (
	LinearGradient GradientKind = iota
	RadialGradient
	ConicGradient
)

// Stop is a colour stop, positions along the gradient line from 0 to 1 (they may
// lie outside). They must not fall.
type Stop struct {
	Pos   float64
	Color color.NRGBA
}

// Gradient is a gradient with everything resolved to px of its box.
type Gradient struct {
	Kind GradientKind
	// Linear: the line from (X0,Y0) to (X1,Y1). Radial: centre (X0,Y0), radii
	// (X1,Y1). Conic: centre (X0,Y0), X1 the start angle in radians, 0 up, clockwise.
	X0, Y0, X1, Y1 float64
	Stops          []Stop
	Repeating      bool
}

// lut is a table of premultiplied colours over t in [0, 1] of first to last stop.
type lut struct {
	pix      []uint32
	isOpaque bool
}

type lutKey struct {
	hash uint64
	n    int
}

// hash is an FNV-1a hash of the stops.
func (g *Gradient) hash() uint64 {
	h := uint64(14695981039346656037)
	mix := func(v uint64) {
		for i := 0; i < 8; i++ {
			h = (h ^ v&255) * 1099511628211
			v >>= 8
		}
	}
	for _, s := range g.Stops {
		mix(math.Float64bits(s.Pos))
		mix(uint64(Pack(s.Color)) | uint64(s.Color.R)<<32 | uint64(s.Color.G)<<40 | uint64(s.Color.B)<<48)
	}
	return h
}

// premul gives premultiplied channels in 0…255 as floats.
func premul(c color.NRGBA) [4]float64 {
	a := float64(c.A) / 255
	return [4]float64{float64(c.R) * a, float64(c.G) * a, float64(c.B) * a, float64(c.A)}
}

func packFloat(c [4]float64) uint32 {
	var p uint32
	a := math.Floor(c[3] + 0.5)
	for i, v := range c {
		u := uint32(max(0, min(math.Floor(v+0.5), a)))
		p |= u << (8 * i)
	}
	return p
}

// table builds the colours between the first and last stop; colours mix
// premultiplied, as CSS Images 3 §3.4.2 says.
func (c *Cache) table(g *Gradient, n int) *lut {
	key := lutKey{g.hash(), n}
	if v, ok := c.get(key); ok {
		return v.(*lut)
	}
	l := &lut{pix: make([]uint32, n), isOpaque: true}
	st := g.Stops
	first, last := st[0].Pos, st[len(st)-1].Pos
	j := 0
	for i := range l.pix {
		t := first + (last-first)*(float64(i)+0.5)/float64(n)
		for j+1 < len(st) && st[j+1].Pos <= t {
			j++
		}
		if j+1 >= len(st) {
			l.pix[i] = Pack(st[len(st)-1].Color)
		} else {
			f := (t - st[j].Pos) / (st[j+1].Pos - st[j].Pos)
			f = max(0, min(f, 1))
			a, b := premul(st[j].Color), premul(st[j+1].Color)
			for k := range a {
				a[k] += (b[k] - a[k]) * f
			}
			l.pix[i] = packFloat(a)
		}
		if l.pix[i]>>24 != 255 {
			l.isOpaque = false
		}
	}
	c.put(key, l, 4*n+64)
	return l
}

// gradientSource evaluates a gradient per pixel. A Source.
type gradientSource struct {
	kind      GradientKind
	t         *lut
	n         float64
	repeating bool
	before    uint32 // colour before the first stop
	after     uint32
	first     float64
	scale     float64 // 1/(last-first)
	isOpaque  bool

	inv geom.Matrix // device px to gradient space
	// linear: t = ax*x + ay*y + a0 in device px relative to (ox, oy)
	ax, ay, a0 float64
	ox, oy     int
	start      float64 // conic
}

// Gradient gives the source of g, whose px m maps to the device. nil when it has no stops.
func (c *Cache) Gradient(g *Gradient, m geom.Matrix) Source {
	if len(g.Stops) == 0 {
		return nil
	}
	last := g.Stops[len(g.Stops)-1]
	inv, ok := m.Invert()
	if len(g.Stops) == 1 || !ok {
		return solidSource(Pack(last.Color))
	}
	s := &gradientSource{kind: g.Kind, repeating: g.Repeating, inv: inv}
	s.first = g.Stops[0].Pos
	span := last.Pos - s.first
	s.before, s.after = Pack(g.Stops[0].Color), Pack(last.Color)
	if !(span > 0) {
		if g.Repeating {
			// A repeating gradient without length shows its average colour; the last
			// stop stands for it, as in Chromium.
			return solidSource(s.after)
		}
		// All stops in one place: an edge.
		span = 1e-9
	}
	s.scale = 1 / span
	dx, dy := g.X1-g.X0, g.Y1-g.Y0
	length := 512.0
	sx, sy := math.Hypot(m.A, m.B), math.Hypot(m.C, m.D)
	// The place of the gradient on the device, as whole px and a rest, so that a
	// gradient that moves by whole px keeps its bytes.
	ex, ey := m.Apply(g.X0, g.Y0)
	s.ox, s.oy = clampInt(math.Floor(ex)), clampInt(math.Floor(ey))
	s.inv.E, s.inv.F = 0, 0
	fx, fy := ex-float64(s.ox), ey-float64(s.oy)
	s.inv.E, s.inv.F = s.inv.A*(0.5-fx)+s.inv.C*(0.5-fy), s.inv.B*(0.5-fx)+s.inv.D*(0.5-fy)
	// Now inv maps (x-ox, y-oy) of a pixel's corner to gradient px from (X0,Y0) at its centre.
	switch g.Kind {
	case LinearGradient:
		l2 := dx*dx + dy*dy
		if l2 == 0 {
			return solidSource(s.after)
		}
		length = math.Hypot(dx*sx, dy*sy)
		s.ax = (s.inv.A*dx + s.inv.B*dy) / l2
		s.ay = (s.inv.C*dx + s.inv.D*dy) / l2
		s.a0 = (s.inv.E*dx + s.inv.F*dy) / l2
		s.ax, s.ay, s.a0 = s.ax*s.scale, s.ay*s.scale, (s.a0-s.first)*s.scale
	case RadialGradient:
		rx, ry := g.X1, g.Y1
		if !(rx > 0) || !(ry > 0) {
			return solidSource(s.after)
		}
		length = max(rx*sx, ry*sy)
		s.inv.A, s.inv.C, s.inv.E = s.inv.A/rx, s.inv.C/rx, s.inv.E/rx
		s.inv.B, s.inv.D, s.inv.F = s.inv.B/ry, s.inv.D/ry, s.inv.F/ry
	case ConicGradient:
		s.start = g.X1
		length = 4096
	}
	n := 256
	for n < maxLUT && float64(n) < 2*length*span {
		n *= 2
	}
	s.t = c.table(g, n)
	s.n = float64(n)
	s.isOpaque = s.t.isOpaque && s.before>>24 == 255 && s.after>>24 == 255
	return s
}

func (s *gradientSource) opaque() bool { return s.isOpaque }

// at gives the colour for t, already relative to the first and last stop.
func (s *gradientSource) at(t float64) uint32 {
	if s.repeating {
		t -= math.Floor(t)
	} else if t < 0 {
		return s.before
	} else if t >= 1 {
		return s.after
	}
	i := int(t * s.n)
	if uint(i) >= uint(len(s.t.pix)) {
		i = len(s.t.pix) - 1
	}
	return s.t.pix[i]
}

func (s *gradientSource) row(x, y int, dst []uint32) {
	fy := float64(y - s.oy)
	switch s.kind {
	case LinearGradient:
		base := s.a0 + s.ay*fy
		if s.ax == 0 {
			fill(dst, s.at(base))
			return
		}
		s.linearRow(base, x-s.ox, dst)
	case RadialGradient:
		bx, by := s.inv.C*fy+s.inv.E, s.inv.D*fy+s.inv.F
		for i := range dst {
			fx := float64(x - s.ox + i)
			u, v := s.inv.A*fx+bx, s.inv.B*fx+by
			dst[i] = s.at((math.Sqrt(u*u+v*v) - s.first) * s.scale)
		}
	case ConicGradient:
		bx, by := s.inv.C*fy+s.inv.E, s.inv.D*fy+s.inv.F
		for i := range dst {
			fx := float64(x - s.ox + i)
			u, v := s.inv.A*fx+bx, s.inv.B*fx+by
			a := (math.Atan2(u, -v) - s.start) / (2 * math.Pi)
			a -= math.Floor(a)
			dst[i] = s.at((a - s.first) * s.scale)
		}
	}
}

// linearRow steps through the table in 32.32 fixed point: exact at every pixel
// wherever the row begins.
func (s *gradientSource) linearRow(base float64, x int, dst []uint32) {
	const one = 1 << 32
	if math.Abs(base) > 1e5 || math.Abs(s.ax) > 1e3 {
		for i := range dst {
			dst[i] = s.at(base + s.ax*float64(x+i))
		}
		return
	}
	step := int64(math.Round(s.ax * one))
	t := int64(math.Round(base*one)) + step*int64(x)
	n := uint64(len(s.t.pix))
	pix := s.t.pix
	if s.repeating {
		for i := range dst {
			dst[i] = pix[uint64(uint32(t))*n>>32]
			t += step
		}
		return
	}
	for i := range dst {
		switch {
		case t < 0:
			dst[i] = s.before
		case t >= one:
			dst[i] = s.after
		default:
			dst[i] = pix[uint64(t)*n>>32]
		}
		t += step
	}
}

// solidSource is one packed colour. A Source.
type solidSource uint32

func (s solidSource) opaque() bool { return s>>24 == 255 }

func (s solidSource) row(_, _ int, dst []uint32) { fill(dst, uint32(s)) }

// Solid gives a source of one colour.
func Solid(c color.NRGBA) Source { return solidSource(Pack(c)) }
