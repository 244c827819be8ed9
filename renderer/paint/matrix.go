package paint

import (
	"math"

	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/style"
)

// mat4 is a 3D transform, row by row; points are columns.
type mat4 [16]float64

var identity4 = mat4{0: 1, 5: 1, 10: 1, 15: 1}

// mul gives the transform that applies n first.
func (m mat4) mul(n mat4) (r mat4) {
	for i := 0; i < 4; i++ {
		for j := 0; j < 4; j++ {
			s := 0.0
			for k := 0; k < 4; k++ {
				s += m[4*i+k] * n[4*k+j]
			}
			r[4*i+j] = s
		}
	}
	return r
}

func translate4(x, y, z float64) mat4 {
	m := identity4
	m[3], m[7], m[11] = x, y, z
	return m
}

// affine gives the 2D part; ok is false when the plane z = 0 is seen in perspective.
func (m mat4) affine() (a geom.Matrix, ok bool) {
	if m[12] != 0 || m[13] != 0 || m[15] == 0 {
		return geom.Identity, false
	}
	w := m[15]
	return geom.Matrix{A: m[0] / w, C: m[1] / w, E: m[3] / w, B: m[4] / w, D: m[5] / w, F: m[7] / w}, true
}

// plane gives the 3×3 transform of the plane z = 0.
func (m mat4) plane() [9]float64 {
	return [9]float64{m[0], m[1], m[3], m[4], m[5], m[7], m[12], m[13], m[15]}
}

// backface reports whether the plane z = 0 shows its back.
func (m mat4) backface() bool {
	p := m.plane()
	det := p[0]*(p[4]*p[8]-p[5]*p[7]) - p[1]*(p[3]*p[8]-p[5]*p[6]) + p[2]*(p[3]*p[7]-p[4]*p[6])
	return det < 0
}

func (m mat4) finite() bool {
	for _, v := range m {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// rotate4 rotates around an axis by degrees.
func rotate4(x, y, z, deg float64) mat4 {
	l := math.Sqrt(x*x + y*y + z*z)
	if l == 0 {
		return identity4
	}
	x, y, z = x/l, y/l, z/l
	s, c := sincos(deg)
	t := 1 - c
	return mat4{
		t*x*x + c, t*x*y - s*z, t*x*z + s*y, 0,
		t*x*y + s*z, t*y*y + c, t*y*z - s*x, 0,
		t*x*z - s*y, t*y*z + s*x, t*z*z + c, 0,
		0, 0, 0, 1,
	}
}

// sincos is exact for multiples of a quarter turn.
func sincos(deg float64) (s, c float64) {
	deg = math.Mod(deg, 360)
	if deg < 0 {
		deg += 360
	}
	switch deg {
	case 0:
		return 0, 1
	case 90:
		return 1, 0
	case 180:
		return 0, -1
	case 270:
		return -1, 0
	}
	return math.Sincos(deg * math.Pi / 180)
}

// perspective4 is the perspective() function.
func perspective4(d float64) mat4 {
	m := identity4
	if d > 0 {
		m[14] = -1 / max(d, 1)
	}
	return m
}

// transformOps multiplies the functions of a transform for a border box of w*h px
// (https://drafts.csswg.org/css-transforms-2/#transform-functions). Unknown names
// change nothing.
func transformOps(ops []style.TransformOp, w, h geom.Unit) mat4 {
	m := identity4
	for i := range ops {
		o := &ops[i]
		n := func(i int) float64 { return float64(o.N[i]) }
		x, y, z := length(o.X, w), length(o.Y, h), length(o.Z, 0)
		var t mat4
		switch o.Name {
		case "translate", "translate3d":
			t = translate4(x, y, z)
		case "translateX":
			t = translate4(x, 0, 0)
		case "translateY":
			t = translate4(0, y, 0)
		case "translateZ":
			t = translate4(0, 0, z)
		case "scale":
			t = mat4{0: n(0), 5: n(1), 10: 1, 15: 1}
		case "scaleX":
			t = mat4{0: n(0), 5: 1, 10: 1, 15: 1}
		case "scaleY":
			t = mat4{0: 1, 5: n(0), 10: 1, 15: 1}
		case "scaleZ":
			t = mat4{0: 1, 5: 1, 10: n(0), 15: 1}
		case "scale3d":
			t = mat4{0: n(0), 5: n(1), 10: n(2), 15: 1}
		case "rotate", "rotateZ":
			t = rotate4(0, 0, 1, n(0))
		case "rotateX":
			t = rotate4(1, 0, 0, n(0))
		case "rotateY":
			t = rotate4(0, 1, 0, n(0))
		case "rotate3d":
			t = rotate4(n(0), n(1), n(2), n(3))
		case "skew", "skewX", "skewY":
			ax, ay := n(0), n(1)
			if o.Name == "skewY" {
				ax, ay = 0, n(0)
			} else if o.Name == "skewX" {
				ay = 0
			}
			t = identity4
			t[1], t[4] = tan(ax), tan(ay)
		case "matrix":
			t = mat4{0: n(0), 1: n(2), 3: n(4), 4: n(1), 5: n(3), 7: n(5), 10: 1, 15: 1}
		case "matrix3d":
			for r := 0; r < 4; r++ {
				for c := 0; c < 4; c++ {
					t[4*r+c] = n(4*c + r)
				}
			}
		case "perspective":
			d := length(o.X, 0)
			if d == 0 {
				d = length(o.Z, 0)
			}
			if d == 0 {
				d = n(0)
			}
			t = perspective4(d)
		case "interpolate":
			if o.Mix == nil {
				continue
			}
			t = mixed(transformOps(o.Mix.From, w, h), transformOps(o.Mix.To, w, h), o.Mix.P)
		default:
			continue
		}
		m = m.mul(t)
	}
	return m
}

// mixed is a place between two transforms; without a way between them it is a jump.
func mixed(a, b mat4, p float64) mat4 {
	if m, ok := geom.MixMatrix4(geom.Matrix4(a), geom.Matrix4(b), p); ok {
		return mat4(m)
	}
	if p < 0.5 {
		return a
	}
	return b
}

// Matrix gives the functions of a transform as one, for a border box of w*h px.
func Matrix(ops []style.TransformOp, w, h geom.Unit) geom.Matrix4 {
	return geom.Matrix4(transformOps(ops, w, h))
}

func tan(deg float64) float64 {
	s, c := sincos(deg)
	if c == 0 {
		return 0
	}
	return s / c
}

// length gives a length in px.
func length(l style.Length, base geom.Unit) float64 {
	switch l.Kind {
	case style.Px:
		return float64(l.Px)
	case style.Percent:
		return base.Float() * float64(l.Pct) / 100
	case style.Calc:
		return l.Resolve(base).Float()
	}
	return 0
}

// lengthOr is length, with a value for auto.
func lengthOr(l style.Length, base geom.Unit, auto float64) float64 {
	if !l.Definite() {
		return auto
	}
	return length(l, base)
}

// Transform gives the transform of a box around its origin, in the plane and from its
// border box; ok is false when it has none, or stands in perspective.
func Transform(b *layout.Box) (m geom.Matrix, ok bool) {
	if !b.Style.Transformed() || b.Inline {
		return geom.Identity, false
	}
	t := aroundOrigin(b, b.Style.Transforms())
	if !t.finite() {
		return geom.Identity, false
	}
	return t.affine()
}

// aroundOrigin gives the functions of a transform around the origin of a box, without
// the place of the box.
func aroundOrigin(b *layout.Box, ops []style.TransformOp) mat4 {
	w, h := b.Rect.W, b.Rect.H
	st := b.Style
	ox := lengthOr(st.OriginX, w, w.Float()/2)
	oy := lengthOr(st.OriginY, h, h.Float()/2)
	oz := float64(st.OriginZ)
	m := transformOps(ops, w, h)
	if ox != 0 || oy != 0 || oz != 0 {
		m = translate4(ox, oy, oz).mul(m).mul(translate4(-ox, -oy, -oz))
	}
	return m
}

// perspectiveOf gives the perspective that a parent puts on its children, with
// (dx, dy) the child's origin relative to the parent's.
func perspectiveOf(parent *layout.Box, dx, dy float64) (mat4, bool) {
	if parent == nil || parent.Style == nil || parent.Style.Perspective <= 0 {
		return identity4, false
	}
	st := parent.Style
	px := lengthOr(st.PerspectiveX, parent.Rect.W, parent.Rect.W.Float()/2) - dx
	py := lengthOr(st.PerspectiveY, parent.Rect.H, parent.Rect.H.Float()/2) - dy
	return translate4(px, py, 0).mul(perspective4(float64(st.Perspective))).mul(translate4(-px, -py, 0)), true
}
