package raster

import (
	"image"
	"math"

	"diorama/renderer/geom"
)

// Shape is an area of the device with antialiased edges.
type Shape interface {
	// Bounds is the rectangle outside of which nothing is covered.
	Bounds() image.Rectangle
	// covers reports whether all of r is fully covered; false when not known.
	covers(r image.Rectangle) bool
	// row sets the coverage of row y in [x0, x1), which lies inside Bounds.
	row(y, x0, x1 int, r *rowCov)
}

// rowCov is the coverage of one row: nothing outside [lo, hi), everything in
// [inLo, inHi), and in between what buf says; pixel x is buf[x-base].
type rowCov struct {
	lo, hi, inLo, inHi int
	buf                []uint8
	base               int
	// In [flatLo, flatHi), a part of [lo, inLo), all of buf is the same; a hint.
	flatLo, flatHi int
}

func (r *rowCov) empty() { r.lo, r.hi, r.inLo, r.inHi = 0, 0, 0, 0 }

func (r *rowCov) solid(x0, x1 int) { r.lo, r.hi, r.inLo, r.inHi = x0, x1, x0, x1 }

// expand writes the coverage of [x0, x1) into out.
func (r *rowCov) expand(out []uint8, x0, x1 int) {
	for x := x0; x < x1; {
		switch {
		case x < r.lo:
			n := min(x1, r.lo)
			clear(out[x-x0 : n-x0])
			x = n
		case x >= r.hi:
			clear(out[x-x0 : x1-x0])
			x = x1
		case x >= r.inLo && x < r.inHi:
			n := min(x1, r.inHi)
			for i := x; i < n; i++ {
				out[i-x0] = 255
			}
			x = n
		case x < r.inLo:
			n := min(x1, r.inLo)
			copy(out[x-x0:n-x0], r.buf[x-r.base:])
			x = n
		default:
			n := min(x1, r.hi)
			copy(out[x-x0:n-x0], r.buf[x-r.base:])
			x = n
		}
	}
}

// meet multiplies r by o.
func (r *rowCov) meet(o *rowCov) {
	lo, hi := max(r.lo, o.lo), min(r.hi, o.hi)
	if lo >= hi {
		r.empty()
		return
	}
	inLo, inHi := max(r.inLo, o.inLo), min(r.inHi, o.inHi)
	if inLo >= inHi {
		inLo, inHi = hi, hi
	}
	r.flatLo, r.flatHi = 0, 0
	r.product(o, lo, inLo)
	r.product(o, inHi, hi)
	r.lo, r.hi, r.inLo, r.inHi = lo, hi, inLo, inHi
}

// product writes r*o for [x0, x1) into r's buffer.
func (r *rowCov) product(o *rowCov, x0, x1 int) {
	for x := x0; x < x1; x++ {
		a := uint32(255)
		if x < r.inLo || x >= r.inHi {
			a = uint32(r.buf[x-r.base])
		}
		if x < o.inLo || x >= o.inHi {
			a = div255(a * uint32(o.buf[x-o.base]))
		}
		r.buf[x-r.base] = uint8(a)
	}
}

// PixelRect is a rectangle on pixel borders. A Shape.
type PixelRect image.Rectangle

// Bounds is the rectangle itself.
func (p PixelRect) Bounds() image.Rectangle { return image.Rectangle(p) }

func (p PixelRect) covers(r image.Rectangle) bool { return r.In(image.Rectangle(p)) }

func (p PixelRect) row(y, x0, x1 int, r *rowCov) {
	r.solid(max(x0, p.Min.X), min(x1, p.Max.X))
}

// fracRect is a rectangle between pixel borders, edges in 24.8. A Shape.
type fracRect struct{ x0, y0, x1, y1 int32 }

// Bounds is the rectangle of touched pixels.
func (f fracRect) Bounds() image.Rectangle {
	if f.x1 <= f.x0 || f.y1 <= f.y0 {
		return image.Rectangle{}
	}
	return image.Rect(int(f.x0>>8), int(f.y0>>8), int((f.x1+255)>>8), int((f.y1+255)>>8))
}

func (f fracRect) covers(r image.Rectangle) bool {
	in := image.Rectangle{
		Min: image.Pt(int((f.x0+255)>>8), int((f.y0+255)>>8)),
		Max: image.Pt(int(f.x1>>8), int(f.y1>>8)),
	}
	return r.In(in)
}

// overlap is how much of pixel i lies in [a, b), of 256.
func overlap(i int, a, b int32) int32 {
	p := int32(i) << 8
	return max(0, min(b, p+256)-max(a, p))
}

func (f fracRect) row(y, x0, x1 int, r *rowCov) {
	cy := overlap(y, f.y0, f.y1)
	lo, hi := max(x0, int(f.x0>>8)), min(x1, int((f.x1+255)>>8))
	if cy <= 0 || lo >= hi {
		r.empty()
		return
	}
	r.lo, r.hi = lo, hi
	r.inLo, r.inHi = max(lo, int((f.x0+255)>>8)), min(hi, int(f.x1>>8))
	if cy < 256 || r.inLo >= r.inHi {
		r.inLo, r.inHi = hi, hi
	}
	put := func(a, b int) {
		for x := a; x < b; x++ {
			r.buf[x-r.base] = uint8(min(overlap(x, f.x0, f.x1)*cy>>8, 255))
		}
	}
	put(lo, r.inLo)
	put(r.inHi, hi)
}

// Corner is one corner's radii in px.
type Corner struct{ X, Y float64 }

// RRect is a rectangle with rounded corners: top left, top right, bottom right,
// bottom left.
type RRect struct {
	X0, Y0, X1, Y1 float64
	Radii          [4]Corner
}

// RectOf makes an RRect without radii of a pixel rectangle.
func RectOf(r image.Rectangle) RRect {
	return RRect{X0: float64(r.Min.X), Y0: float64(r.Min.Y), X1: float64(r.Max.X), Y1: float64(r.Max.Y)}
}

// Empty reports whether nothing is inside.
func (r RRect) Empty() bool { return !(r.X1 > r.X0 && r.Y1 > r.Y0) }

// Rounded reports whether any corner is.
func (r RRect) Rounded() bool {
	for _, c := range r.Radii {
		if c.X > 0 && c.Y > 0 {
			return true
		}
	}
	return false
}

// Fit scales all radii down by one factor when neighbours would overlap
// (CSS Backgrounds 3 §5.5), and drops the radii of corners with one of them 0.
func (r RRect) Fit() RRect {
	for i, c := range r.Radii {
		if !(c.X > 0 && c.Y > 0) {
			r.Radii[i] = Corner{}
		}
	}
	w, h := r.X1-r.X0, r.Y1-r.Y0
	f := 1.0
	check := func(sum, side float64) {
		if sum > side && sum > 0 {
			f = min(f, max(side, 0)/sum)
		}
	}
	c := r.Radii
	check(c[0].X+c[1].X, w)
	check(c[3].X+c[2].X, w)
	check(c[0].Y+c[3].Y, h)
	check(c[1].Y+c[2].Y, h)
	if f < 1 {
		for i := range r.Radii {
			r.Radii[i].X *= f
			r.Radii[i].Y *= f
		}
	}
	return r
}

// Inset moves the sides inwards (outwards for negative numbers) and the radii with
// them; radii that were 0 stay 0.
func (r RRect) Inset(top, right, bottom, left float64) RRect {
	r.X0, r.Y0, r.X1, r.Y1 = r.X0+left, r.Y0+top, r.X1-right, r.Y1-bottom
	h := [4]float64{left, right, right, left}
	v := [4]float64{top, top, bottom, bottom}
	for i, c := range r.Radii {
		if c.X <= 0 || c.Y <= 0 {
			r.Radii[i] = Corner{}
			continue
		}
		r.Radii[i] = Corner{max(0, c.X-h[i]), max(0, c.Y-v[i])}
		if r.Radii[i].X == 0 || r.Radii[i].Y == 0 {
			r.Radii[i] = Corner{}
		}
	}
	return r
}

// Spread grows the rectangle by d on each side as a shadow's spread does: sharp
// corners stay sharp, small radii grow less (CSS Backgrounds 3 §6.1.1).
func (r RRect) Spread(d float64) RRect {
	r.X0, r.Y0, r.X1, r.Y1 = r.X0-d, r.Y0-d, r.X1+d, r.Y1+d
	grow := func(v float64) float64 {
		if v <= 0 {
			return 0
		}
		if d > 0 && v < d {
			t := v/d - 1
			return v + d*(1+t*t*t)
		}
		return max(0, v+d)
	}
	for i, c := range r.Radii {
		r.Radii[i] = Corner{grow(c.X), grow(c.Y)}
		if r.Radii[i].X == 0 || r.Radii[i].Y == 0 {
			r.Radii[i] = Corner{}
		}
	}
	return r
}

// Contains reports whether the point lies inside.
func (r RRect) Contains(x, y float64) bool {
	if x < r.X0 || y < r.Y0 || x >= r.X1 || y >= r.Y1 {
		return false
	}
	c := r.Radii
	out := func(dx, dy float64, k Corner) bool {
		return dx < k.X && dy < k.Y && sq(1-dx/k.X)+sq(1-dy/k.Y) > 1
	}
	return !(out(x-r.X0, y-r.Y0, c[0]) || out(r.X1-x, y-r.Y0, c[1]) ||
		out(r.X1-x, r.Y1-y, c[2]) || out(x-r.X0, r.Y1-y, c[3]))
}

func sq(v float64) float64 { return v * v }

// onPixel reports a coordinate on a pixel border, within rounding noise.
func onPixel(v float64) bool { return math.Abs(v-math.Round(v)) < 1.0/512 }

// Transformed gives the shape that r becomes under m: the cheapest kind that is exact.
func (c *Cache) Transformed(r RRect, m geom.Matrix) Shape {
	if r.Empty() {
		return PixelRect{}
	}
	if m.B != 0 || m.C != 0 {
		p := NewPath(m)
		p.RRect(r, false)
		return &pathShape{p: p, cache: c}
	}
	x0, y0 := m.Apply(r.X0, r.Y0)
	x1, y1 := m.Apply(r.X1, r.Y1)
	flipX, flipY := x0 > x1, y0 > y1
	if flipX {
		x0, x1 = x1, x0
		r.Radii[0], r.Radii[1], r.Radii[2], r.Radii[3] = r.Radii[1], r.Radii[0], r.Radii[3], r.Radii[2]
	}
	if flipY {
		y0, y1 = y1, y0
		r.Radii[0], r.Radii[3], r.Radii[1], r.Radii[2] = r.Radii[3], r.Radii[0], r.Radii[2], r.Radii[1]
	}
	aligned := onPixel(x0) && onPixel(y0) && onPixel(x1) && onPixel(y1)
	if !r.Rounded() {
		if aligned {
			return PixelRect(image.Rect(clampInt(math.Round(x0)), clampInt(math.Round(y0)), clampInt(math.Round(x1)), clampInt(math.Round(y1))))
		}
		return fracRect{fix(x0), fix(y0), fix(x1), fix(y1)}
	}
	sx, sy := math.Abs(m.A), math.Abs(m.D)
	for i := range r.Radii {
		r.Radii[i].X *= sx
		r.Radii[i].Y *= sy
	}
	r.X0, r.Y0, r.X1, r.Y1 = x0, y0, x1, y1
	if aligned {
		if s, ok := c.pixelRRect(r); ok {
			return s
		}
	}
	p := NewPath(geom.Identity)
	p.RRect(r, false)
	return &pathShape{p: p, cache: c}
}

func clampInt(v float64) int {
	if !(v > -maxCoord) {
		return -maxCoord
	}
	return int(min(v, maxCoord))
}

// pathShape is a path that is rasterised for the region asked for first. A Shape.
type pathShape struct {
	p     *Path
	cache *Cache
	cov   *Coverage
	done  image.Rectangle // the region it holds for
}

// NewShape makes a Shape of a path.
func (c *Cache) NewShape(p *Path) Shape {
	p.Close()
	return &pathShape{p: p, cache: c}
}

// Bounds is the rectangle of touched pixels.
func (s *pathShape) Bounds() image.Rectangle { return s.p.Bounds() }

func (s *pathShape) covers(image.Rectangle) bool { return false }

// prepare rasterises the shape inside region, once.
func (s *pathShape) prepare(region image.Rectangle) {
	if s.cov == nil || !region.Intersect(s.Bounds()).In(s.done) {
		s.done = region.Intersect(s.Bounds())
		s.cov = s.p.Coverage(s.done, &s.cache.acc)
	}
}

func (s *pathShape) row(y, x0, x1 int, r *rowCov) { s.cov.row(y, x0, x1, r) }

// Bounds is the rectangle outside of which nothing is covered.
func (c *Coverage) Bounds() image.Rectangle { return c.rect }

func (c *Coverage) covers(image.Rectangle) bool { return false }

func (c *Coverage) row(y, x0, x1 int, r *rowCov) {
	if y < c.rect.Min.Y || y >= c.rect.Max.Y {
		r.empty()
		return
	}
	q := &c.rows[y-c.rect.Min.Y]
	ox := c.rect.Min.X
	r.lo, r.hi = max(x0, int(q.lo)+ox), min(x1, int(q.hi)+ox)
	if r.lo >= r.hi {
		r.empty()
		return
	}
	r.inLo, r.inHi = max(r.lo, int(q.inLo)+ox), min(r.hi, int(q.inHi)+ox)
	if r.inLo >= r.inHi {
		r.inLo, r.inHi = r.hi, r.hi
	}
	src := c.pix[(y-c.rect.Min.Y)*c.rect.Dx():]
	if r.inLo > r.lo {
		copy(r.buf[r.lo-r.base:r.inLo-r.base], src[r.lo-ox:])
	}
	if r.hi > r.inHi {
		copy(r.buf[r.inHi-r.base:r.hi-r.base], src[r.inHi-ox:])
	}
}
