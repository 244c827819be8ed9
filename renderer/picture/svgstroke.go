package picture

import "math"

// dashed cuts contours by the dash pattern.
func dashed(cs []contour, st *svgStyle) []contour {
	if len(st.dash) == 0 {
		return cs
	}
	pattern, total := 0.0, 0.0
	for _, d := range st.dash {
		pattern += d
	}
	for _, c := range cs {
		for i := 1; i < len(c.pts); i++ {
			total += math.Hypot(c.pts[i].x-c.pts[i-1].x, c.pts[i].y-c.pts[i-1].y)
		}
	}
	if !(total/pattern*float64(len(st.dash)) < maxDashes) {
		return cs
	}
	var out []contour
	for _, c := range cs {
		pts := c.pts
		if c.closed && len(pts) > 0 {
			pts = append(append([]point(nil), pts...), pts[0])
		}
		at := math.Mod(st.offset, pattern)
		if at < 0 {
			at += pattern
		}
		k := 0
		for at >= st.dash[k] && at > 0 {
			at -= st.dash[k]
			k = (k + 1) % len(st.dash)
		}
		left := st.dash[k] - at
		var cur contour
		if k%2 == 0 && len(pts) > 0 {
			cur.pts = append(cur.pts, pts[0])
		}
		for i := 1; i < len(pts); i++ {
			a, b := pts[i-1], pts[i]
			l := math.Hypot(b.x-a.x, b.y-a.y)
			done := 0.0
			for l-done > left {
				done += left
				p := point{a.x + (b.x-a.x)*done/l, a.y + (b.y-a.y)*done/l}
				if k%2 == 0 {
					out = append(out, contour{pts: append(cur.pts, p)})
					cur = contour{}
				} else {
					cur = contour{pts: []point{p}}
				}
				k = (k + 1) % len(st.dash)
				left = st.dash[k]
				if len(out) > maxDashes {
					return out
				}
			}
			left -= l - done
			if k%2 == 0 {
				cur.pts = append(cur.pts, b)
			}
		}
		if len(cur.pts) > 1 {
			out = append(out, cur)
		}
	}
	return out
}

// stroke adds the outline of a line as pieces that overlap: one quadrilateral
// per segment, one piece per join and cap, all wound the same way.
func (c *canvas) stroke(k contour, st *svgStyle, m affine, scale float64) {
	r := st.width / 2
	pts := k.pts[:0:0]
	for _, p := range k.pts {
		if n := len(pts); n == 0 || math.Hypot(p.x-pts[n-1].x, p.y-pts[n-1].y) > 1e-9 {
			pts = append(pts, p)
		}
	}
	closed := k.closed
	if n := len(pts); closed && n > 1 && math.Hypot(pts[0].x-pts[n-1].x, pts[0].y-pts[n-1].y) <= 1e-9 {
		pts = pts[:n-1]
	}
	n := len(pts)
	c.points += 4 * n
	if n == 0 || c.points > maxSVGPoints {
		return
	}
	if n == 1 {
		// A point shows as a dot where caps give it an extent.
		p := pts[0]
		switch st.cap {
		case "round":
			c.disc(p, r, m, scale)
		case "square":
			c.piece(m, point{p.x - r, p.y - r}, point{p.x + r, p.y - r}, point{p.x + r, p.y + r}, point{p.x - r, p.y + r})
		}
		return
	}
	segs := n - 1
	if closed {
		segs = n
	}
	normal := func(i int) point {
		a, b := pts[i%n], pts[(i+1)%n]
		l := math.Hypot(b.x-a.x, b.y-a.y)
		return point{-(b.y - a.y) / l * r, (b.x - a.x) / l * r}
	}
	for i := range segs {
		a, b, v := pts[i], pts[(i+1)%n], normal(i)
		if !closed && st.cap == "square" {
			if i == 0 {
				a = point{a.x - v.y, a.y + v.x}
			}
			if i == segs-1 {
				b = point{b.x + v.y, b.y - v.x}
			}
		}
		c.piece(m, point{a.x + v.x, a.y + v.y}, point{b.x + v.x, b.y + v.y}, point{b.x - v.x, b.y - v.y}, point{a.x - v.x, a.y - v.y})
	}
	for i := range segs {
		if i == 0 && !closed {
			continue
		}
		c.joint(pts[i], normal((i+segs-1)%segs), normal(i), st, m, scale)
	}
	if !closed && st.cap == "round" {
		c.disc(pts[0], r, m, scale)
		c.disc(pts[n-1], r, m, scale)
	}
}

// joint fills the wedge on the outer side of a corner.
func (c *canvas) joint(p, v, w point, st *svgStyle, m affine, scale float64) {
	cross, dot := v.x*w.y-v.y*w.x, v.x*w.x+v.y*w.y
	r := st.width / 2
	if math.Abs(cross) < 1e-6*r*r && dot > 0 {
		return
	}
	if st.join == "round" {
		c.disc(p, r, m, scale)
		return
	}
	if cross > 0 {
		v, w = point{-v.x, -v.y}, point{-w.x, -w.y}
	}
	a, b := point{p.x + v.x, p.y + v.y}, point{p.x + w.x, p.y + w.y}
	// The miter's length over the width is 1/sin of half the angle between the lines.
	cos2 := (1 + dot/(r*r)) / 2
	if st.join != "bevel" && cos2 > 1e-9 && 1/math.Sqrt(cos2) <= st.miter {
		tip := point{p.x + (v.x+w.x)/2/cos2, p.y + (v.y+w.y)/2/cos2}
		c.piece(m, p, a, tip, b)
		return
	}
	c.piece(m, p, a, b)
}

// disc adds a circle.
func (c *canvas) disc(p point, r float64, m affine, scale float64) {
	n := int(min(max(8, math.Ceil(4*math.Sqrt(r*scale))), 64))
	pts := make([]point, n)
	for i := range pts {
		s, co := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		pts[i] = point{p.x + r*co, p.y + r*s}
	}
	c.points += n
	c.piece(m, pts...)
}

// piece adds a convex polygon wound in a fixed direction.
func (c *canvas) piece(m affine, pts ...point) {
	area := 0.0
	for i, p := range pts {
		q := pts[(i+1)%len(pts)]
		area += p.x*q.y - q.x*p.y
	}
	if area < 0 {
		for i, j := 0, len(pts)-1; i < j; i, j = i+1, j-1 {
			pts[i], pts[j] = pts[j], pts[i]
		}
	}
	c.cover.polygon(pts, m)
}
