package raster

import (
	"math"

	"diorama/renderer/geom"
	"diorama/renderer/text"
)

// Path is an outline made of closed contours, flattened as it is built.
// Coordinates are device px after the matrix that it was begun with.
type Path struct {
	EvenOdd bool

	m      geom.Matrix
	pts    []segment
	x, y   float64 // current point, before m
	px, py int32   // current point, 24.8, after m
	sx, sy int32   // start of the contour
	sux    float64
	suy    float64
	open   bool
	min    [2]int32
	max    [2]int32
}

// segment is a line in 24.8 fixed point.
type segment struct{ x0, y0, x1, y1 int32 }

// NewPath begins a path whose points m maps.
func NewPath(m geom.Matrix) *Path {
	return &Path{m: m, min: [2]int32{math.MaxInt32, math.MaxInt32}, max: [2]int32{math.MinInt32, math.MinInt32}}
}

func fix(v float64) int32 {
	if !(v > -maxCoord) {
		v = -maxCoord
	} else if v > maxCoord {
		v = maxCoord
	}
	return int32(math.Floor(v*256 + 0.5))
}

// MoveTo closes the contour and begins another.
func (p *Path) MoveTo(x, y float64) {
	p.Close()
	p.x, p.y, p.sux, p.suy = x, y, x, y
	tx, ty := p.m.Apply(x, y)
	p.px, p.py = fix(tx), fix(ty)
	p.sx, p.sy = p.px, p.py
	p.open = true
}

// LineTo adds a line.
func (p *Path) LineTo(x, y float64) {
	p.x, p.y = x, y
	tx, ty := p.m.Apply(x, y)
	p.line(fix(tx), fix(ty))
}

func (p *Path) line(x, y int32) {
	if len(p.pts) < maxPathSegments && (x != p.px || y != p.py) {
		p.pts = append(p.pts, segment{p.px, p.py, x, y})
		p.min[0], p.max[0] = min(p.min[0], p.px, x), max(p.max[0], p.px, x)
		p.min[1], p.max[1] = min(p.min[1], p.py, y), max(p.max[1], p.py, y)
	}
	p.px, p.py = x, y
}

// QuadTo adds a quadratic Bézier curve.
func (p *Path) QuadTo(cx, cy, x, y float64) {
	p.CubeTo(p.x+(cx-p.x)*2/3, p.y+(cy-p.y)*2/3, x+(cx-x)*2/3, y+(cy-y)*2/3, x, y)
}

// CubeTo adds a cubic Bézier curve, flattened to within about 1/16 px.
func (p *Path) CubeTo(ax, ay, bx, by, x, y float64) {
	x0, y0 := p.m.Apply(p.x, p.y)
	x1, y1 := p.m.Apply(ax, ay)
	x2, y2 := p.m.Apply(bx, by)
	x3, y3 := p.m.Apply(x, y)
	// Distance of the curve from a polyline of n parts is at most d/(8n²) with d the
	// largest second difference times 6.
	d := 6 * max(math.Hypot(x0-2*x1+x2, y0-2*y1+y2), math.Hypot(x1-2*x2+x3, y1-2*y2+y3))
	n := 1
	if d > 0 && d < 1e12 {
		n = min(max(int(math.Ceil(math.Sqrt(d*2))), 1), 256)
	}
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		s := 1 - t
		a, b, c, e := s*s*s, 3*s*s*t, 3*s*t*t, t*t*t
		p.line(fix(a*x0+b*x1+c*x2+e*x3), fix(a*y0+b*y1+c*y2+e*y3))
	}
	p.line(fix(x3), fix(y3))
	p.x, p.y = x, y
}

// Close ends the contour with a line to its start.
func (p *Path) Close() {
	if p.open {
		p.line(p.sx, p.sy)
		p.x, p.y = p.sux, p.suy
	}
}

// Rect adds a rectangle, clockwise.
func (p *Path) Rect(x0, y0, x1, y1 float64) {
	p.MoveTo(x0, y0)
	p.LineTo(x1, y0)
	p.LineTo(x1, y1)
	p.LineTo(x0, y1)
	p.Close()
}

// kappa makes a quarter circle of a cubic Bézier curve.
const kappa = 0.5522847498307936

// RRect adds a rounded rectangle, clockwise; reverse adds it the other way round,
// which makes a hole in one that surrounds it.
func (p *Path) RRect(r RRect, reverse bool) {
	type pt struct{ x, y float64 }
	tl, tr, br, bl := r.Radii[0], r.Radii[1], r.Radii[2], r.Radii[3]
	k := 1 - kappa
	// Start point, then per corner: line end, control, control, curve end.
	c := [4][4]pt{
		{{r.X1 - tr.X, r.Y0}, {r.X1 - tr.X*k, r.Y0}, {r.X1, r.Y0 + tr.Y*k}, {r.X1, r.Y0 + tr.Y}},
		{{r.X1, r.Y1 - br.Y}, {r.X1, r.Y1 - br.Y*k}, {r.X1 - br.X*k, r.Y1}, {r.X1 - br.X, r.Y1}},
		{{r.X0 + bl.X, r.Y1}, {r.X0 + bl.X*k, r.Y1}, {r.X0, r.Y1 - bl.Y*k}, {r.X0, r.Y1 - bl.Y}},
		{{r.X0, r.Y0 + tl.Y}, {r.X0, r.Y0 + tl.Y*k}, {r.X0 + tl.X*k, r.Y0}, {r.X0 + tl.X, r.Y0}},
	}
	if !reverse {
		p.MoveTo(r.X0+tl.X, r.Y0)
		for _, q := range c {
			p.LineTo(q[0].x, q[0].y)
			if q[0] != q[3] {
				p.CubeTo(q[1].x, q[1].y, q[2].x, q[2].y, q[3].x, q[3].y)
			}
		}
	} else {
		p.MoveTo(c[3][3].x, c[3][3].y)
		for i := 3; i >= 0; i-- {
			q := c[i]
			p.LineTo(q[3].x, q[3].y)
			if q[0] != q[3] {
				p.CubeTo(q[2].x, q[2].y, q[1].x, q[1].y, q[0].x, q[0].y)
			}
		}
	}
	p.Close()
}

// Ellipse adds an ellipse around a centre.
func (p *Path) Ellipse(cx, cy, rx, ry float64) {
	c := Corner{rx, ry}
	p.RRect(RRect{cx - rx, cy - ry, cx + rx, cy + ry, [4]Corner{c, c, c, c}}, false)
}

// Outline adds a glyph's outline with its pen at x, y.
func (p *Path) Outline(ops []text.PathOp, x, y float64) {
	at := func(o *text.PathOp, i int) (float64, float64) {
		return x + float64(o.P[i]), y + float64(o.P[i+1])
	}
	for i := range ops {
		o := &ops[i]
		x1, y1 := at(o, 0)
		switch o.Op {
		case 'M':
			p.MoveTo(x1, y1)
		case 'L':
			p.LineTo(x1, y1)
		case 'Q':
			x2, y2 := at(o, 2)
			p.QuadTo(x1, y1, x2, y2)
		case 'C':
			x2, y2 := at(o, 2)
			x3, y3 := at(o, 4)
			p.CubeTo(x1, y1, x2, y2, x3, y3)
		}
	}
	p.Close()
}

// Contains reports whether a point lies inside by the path's fill rule.
func (p *Path) Contains(x, y float64) bool {
	p.Close()
	px, py := int64(fix(x)), int64(fix(y))
	wind, cross := 0, 0
	for _, s := range p.pts {
		x0, y0, x1, y1 := int64(s.x0), int64(s.y0), int64(s.x1), int64(s.y1)
		dir := 1
		if y0 > y1 {
			x0, y0, x1, y1, dir = x1, y1, x0, y0, -1
		}
		if py < y0 || py >= y1 {
			continue
		}
		if (px-x0)*(y1-y0) >= (x1-x0)*(py-y0) {
			wind += dir
			cross++
		}
	}
	if p.EvenOdd {
		return cross%2 == 1
	}
	return wind != 0
}

// stroke gives the area of lines of a width along p, with round joins, under m.
func (p *Path) stroke(width float64, m geom.Matrix) *Path {
	p.Close()
	out := NewPath(m)
	h := width / 2
	for _, s := range p.pts {
		x0, y0, x1, y1 := float64(s.x0)/256, float64(s.y0)/256, float64(s.x1)/256, float64(s.y1)/256
		l := math.Hypot(x1-x0, y1-y0)
		if l == 0 {
			continue
		}
		dx, dy := (x1-x0)/l*h, (y1-y0)/l*h
		out.MoveTo(x0+dy, y0-dx)
		out.LineTo(x1+dy, y1-dx)
		out.LineTo(x1-dy, y1+dx)
		out.LineTo(x0-dy, y0+dx)
		out.Close()
		out.Ellipse(x1, y1, h, h)
	}
	return out
}
