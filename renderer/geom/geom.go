// Package geom holds the numbers that layout, paint and input share.
//
// Its one idea: lengths on the page are 26.6 fixed point in device pixels
// (1/64 device px), as Chromium's LayoutUnit with zoom-for-DSF, so that boxes
// add up exactly and the same at every device pixel ratio.
package geom

import "math"

// Unit is a length in 1/64 device px.
type Unit int32

const (
	// One is one device px.
	One Unit = 64
	// MaxUnit stands for "no limit" (about 33 million device px).
	MaxUnit Unit = math.MaxInt32
	// MinUnit is the smallest length.
	MinUnit Unit = math.MinInt32
)

// FromFloat converts device px to a Unit, truncating toward zero and
// saturating, as LayoutUnit does. NaN gives 0.
func FromFloat(px float64) Unit {
	return saturate(px * 64)
}

// saturate truncates a count of 1/64 px into the range of Unit.
func saturate(v float64) Unit {
	switch {
	case v != v:
		return 0
	case v >= math.MaxInt32:
		return MaxUnit
	case v <= math.MinInt32:
		return MinUnit
	}
	return Unit(v)
}

// FromFloatCeil converts device px to the next Unit upwards.
func FromFloatCeil(px float64) Unit {
	return saturate(math.Ceil(px * 64))
}

// FromInt converts whole device px.
func FromInt(px int) Unit {
	if px > math.MaxInt32/64 {
		return MaxUnit
	}
	if px < math.MinInt32/64 {
		return MinUnit
	}
	return Unit(px * 64)
}

// Float gives device px.
func (u Unit) Float() float64 { return float64(u) / 64 }

// Floor gives whole device px, rounded down.
func (u Unit) Floor() int { return int(u >> 6) }

// Ceil gives whole device px, rounded up.
func (u Unit) Ceil() int { return int((int64(u) + 63) >> 6) }

// Round gives whole device px, halves upwards.
func (u Unit) Round() int { return int((int64(u) + 32) >> 6) }

// Add is saturating addition.
func (u Unit) Add(v Unit) Unit {
	s := int64(u) + int64(v)
	if s > math.MaxInt32 {
		return MaxUnit
	}
	if s < math.MinInt32 {
		return MinUnit
	}
	return Unit(s)
}

// MulDiv gives u*n/d, truncated toward zero, without overflow; d must not be 0.
func (u Unit) MulDiv(n, d Unit) Unit {
	v := int64(u) * int64(n) / int64(d)
	if v > math.MaxInt32 {
		return MaxUnit
	}
	if v < math.MinInt32 {
		return MinUnit
	}
	return Unit(v)
}

// Point is a place in device px.
type Point struct{ X, Y Unit }

// Add adds componentwise.
func (p Point) Add(q Point) Point { return Point{p.X.Add(q.X), p.Y.Add(q.Y)} }

// Sub subtracts componentwise.
func (p Point) Sub(q Point) Point { return Point{p.X.Add(-q.X), p.Y.Add(-q.Y)} }

// Size is a width and a height.
type Size struct{ W, H Unit }

// Insets are four sides, as of a border or padding.
type Insets struct{ Top, Right, Bottom, Left Unit }

// Horizontal is left plus right.
func (i Insets) Horizontal() Unit { return i.Left.Add(i.Right) }

// Vertical is top plus bottom.
func (i Insets) Vertical() Unit { return i.Top.Add(i.Bottom) }

// Rect is a rectangle: origin and size.
type Rect struct {
	X, Y, W, H Unit
}

// Right is the x of the right edge.
func (r Rect) Right() Unit { return r.X.Add(r.W) }

// Bottom is the y of the lower edge.
func (r Rect) Bottom() Unit { return r.Y.Add(r.H) }

// Empty reports whether the rectangle covers nothing.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Translate moves the rectangle.
func (r Rect) Translate(p Point) Rect { return Rect{r.X.Add(p.X), r.Y.Add(p.Y), r.W, r.H} }

// Inset shrinks the rectangle by the sides given; sizes do not fall below 0.
func (r Rect) Inset(i Insets) Rect {
	return Rect{r.X.Add(i.Left), r.Y.Add(i.Top), max(0, r.W.Add(-i.Horizontal())), max(0, r.H.Add(-i.Vertical()))}
}

// Contains reports whether p lies inside (right and lower edge excluded).
func (r Rect) Contains(p Point) bool {
	return p.X >= r.X && p.Y >= r.Y && p.X < r.Right() && p.Y < r.Bottom()
}

// Union is the smallest rectangle around both; an empty one counts for nothing.
func (r Rect) Union(s Rect) Rect {
	if r.Empty() {
		return s
	}
	if s.Empty() {
		return r
	}
	x, y := min(r.X, s.X), min(r.Y, s.Y)
	return Rect{x, y, max(r.Right(), s.Right()).Add(-x), max(r.Bottom(), s.Bottom()).Add(-y)}
}

// Intersect is the part that both share; empty when there is none.
func (r Rect) Intersect(s Rect) Rect {
	x, y := max(r.X, s.X), max(r.Y, s.Y)
	w, h := min(r.Right(), s.Right()).Add(-x), min(r.Bottom(), s.Bottom()).Add(-y)
	if w <= 0 || h <= 0 {
		return Rect{}
	}
	return Rect{x, y, w, h}
}

// Matrix is a 2D affine transform in device px:
// x' = A*x + C*y + E, y' = B*x + D*y + F.
type Matrix struct{ A, B, C, D, E, F float64 }

// Identity is the transform that changes nothing.
var Identity = Matrix{A: 1, D: 1}

// Mul gives the transform that applies n first and then m.
func (m Matrix) Mul(n Matrix) Matrix {
	return Matrix{
		A: m.A*n.A + m.C*n.B, B: m.B*n.A + m.D*n.B,
		C: m.A*n.C + m.C*n.D, D: m.B*n.C + m.D*n.D,
		E: m.A*n.E + m.C*n.F + m.E, F: m.B*n.E + m.D*n.F + m.F,
	}
}

// Apply maps a point.
func (m Matrix) Apply(x, y float64) (float64, float64) {
	return m.A*x + m.C*y + m.E, m.B*x + m.D*y + m.F
}

// Bounds gives the smallest rectangle around what a rectangle becomes.
func (m Matrix) Bounds(r Rect) Rect {
	x0, y0 := math.Inf(1), math.Inf(1)
	x1, y1 := math.Inf(-1), math.Inf(-1)
	for _, p := range [4]Point{{r.X, r.Y}, {r.Right(), r.Y}, {r.X, r.Bottom()}, {r.Right(), r.Bottom()}} {
		x, y := m.Apply(p.X.Float(), p.Y.Float())
		x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
	}
	x, y := FromFloat(math.Floor(x0*64)/64), FromFloat(math.Floor(y0*64)/64)
	return Rect{x, y, FromFloat(math.Ceil(x1*64) / 64).Add(-x), FromFloat(math.Ceil(y1*64) / 64).Add(-y)}
}

// Invert gives the inverse; ok is false when there is none.
func (m Matrix) Invert() (inv Matrix, ok bool) {
	det := m.A*m.D - m.B*m.C
	if det == 0 || det != det {
		return Identity, false
	}
	return Matrix{
		A: m.D / det, B: -m.B / det, C: -m.C / det, D: m.A / det,
		E: (m.C*m.F - m.D*m.E) / det, F: (m.B*m.E - m.A*m.F) / det,
	}, true
}
