package geom

import "math"

// Matrix4 is a 3D transform, row by row; points are columns.
type Matrix4 [16]float64

// Mul gives the transform that applies n first.
func (m Matrix4) Mul(n Matrix4) (r Matrix4) {
	for i := range 4 {
		for j := range 4 {
			s := 0.0
			for k := range 4 {
				s += m[4*i+k] * n[4*k+j]
			}
			r[4*i+j] = s
		}
	}
	return r
}

// parts is what a matrix is made of.
type parts struct {
	move, scale, skew [3]float64 // skew: xy, xz, yz
	persp, turn       [4]float64 // turn: quaternion x y z w
}

// MixMatrix4 gives the transform p of the way from a to b: both are taken apart and the
// parts are mixed. ok is false when one has no inverse.
// https://drafts.csswg.org/css-transforms-2/#interpolation-of-3d-matrices
func MixMatrix4(a, b Matrix4, p float64) (m Matrix4, ok bool) {
	x, ok := a.takeApart()
	if !ok {
		return a, false
	}
	y, ok := b.takeApart()
	if !ok {
		return a, false
	}
	mix := func(dst, a, b []float64) {
		for i := range dst {
			dst[i] = a[i] + (b[i]-a[i])*p
		}
	}
	var z parts
	mix(z.move[:], x.move[:], y.move[:])
	mix(z.scale[:], x.scale[:], y.scale[:])
	mix(z.skew[:], x.skew[:], y.skew[:])
	mix(z.persp[:], x.persp[:], y.persp[:])
	z.turn = MixTurn(x.turn, y.turn, p)
	return z.join(), true
}

func (m Matrix4) flat() bool {
	return m[2] == 0 && m[6] == 0 && m[8] == 0 && m[9] == 0 && m[10] == 1 && m[11] == 0 && m[12] == 0 && m[13] == 0 && m[14] == 0 && m[15] == 1
}

const tiny = 1e-10

// takeApartFlat is the decomposition of a 2D matrix.
// https://drafts.csswg.org/css-transforms-1/#decomposing-a-2d-matrix
func (m Matrix4) takeApartFlat() (p parts, ok bool) {
	a, b, c, d := m[0], m[4], m[1], m[5]
	det := a*d - b*c
	if math.Abs(det) < tiny {
		return p, false
	}
	p.move = [3]float64{m[3], m[7], 0}
	sx, sy := math.Hypot(a, b), math.Hypot(c, d)
	if det < 0 {
		if a < d {
			sx = -sx
		} else {
			sy = -sy
		}
	}
	a, b, c, d = a/sx, b/sx, c/sy, d/sy
	angle := math.Atan2(b, a)
	sin, cos := math.Sincos(angle)
	// What is left after turning back: the skew and what it does to the scale.
	rest := [4]float64{a*cos + b*sin, -a*sin + b*cos, c*cos + d*sin, -c*sin + d*cos}
	p.skew[0] = rest[2] / rest[3]
	p.scale = [3]float64{sx, sy * rest[3], 1}
	p.persp = [4]float64{0, 0, 0, 1}
	sin, cos = math.Sincos(angle / 2)
	p.turn = [4]float64{0, 0, sin, cos}
	return p, true
}

// takeApart is the decomposition of a 3D matrix.
// https://drafts.csswg.org/css-transforms-2/#decomposing-a-3d-matrix
func (m Matrix4) takeApart() (p parts, ok bool) {
	if m.flat() {
		return m.takeApartFlat()
	}
	w := m[15]
	if math.Abs(w) < tiny {
		return p, false
	}
	for i := range m {
		m[i] /= w
	}
	plain := m
	plain[12], plain[13], plain[14], plain[15] = 0, 0, 0, 1
	inv, ok := plain.invertPlain()
	if !ok {
		return p, false
	}
	// The last row is perspective · the rest.
	p.persp = [4]float64{0, 0, 0, 1}
	if m[12] != 0 || m[13] != 0 || m[14] != 0 {
		for j := range 4 {
			p.persp[j] = m[12]*inv[j] + m[13]*inv[4+j] + m[14]*inv[8+j] + m[15]*inv[12+j]
		}
	}
	p.move = [3]float64{m[3], m[7], m[11]}
	// Columns of the matrix are the images of the axes.
	var c [3][3]float64
	for i := range 3 {
		c[i] = [3]float64{m[i], m[4+i], m[8+i]}
	}
	p.scale[0] = norm(&c[0])
	p.skew[0] = dot(c[0], c[1])
	c[1] = less(c[1], c[0], p.skew[0])
	p.scale[1] = norm(&c[1])
	p.skew[0] /= p.scale[1]
	p.skew[1] = dot(c[0], c[2])
	c[2] = less(c[2], c[0], p.skew[1])
	p.skew[2] = dot(c[1], c[2])
	c[2] = less(c[2], c[1], p.skew[2])
	p.scale[2] = norm(&c[2])
	p.skew[1] /= p.scale[2]
	p.skew[2] /= p.scale[2]
	if dot(c[0], cross(c[1], c[2])) < 0 {
		for i := range 3 {
			p.scale[i] = -p.scale[i]
			for k := range 3 {
				c[i][k] = -c[i][k]
			}
		}
	}
	p.turn = turnOf(c)
	return p, true
}

// turnOf gives the quaternion of a rotation whose columns are c.
func turnOf(c [3][3]float64) [4]float64 {
	at := func(row, col int) float64 { return c[col][row] }
	if t := at(0, 0) + at(1, 1) + at(2, 2); t > 0 {
		s := math.Sqrt(t+1) * 2
		return [4]float64{(at(2, 1) - at(1, 2)) / s, (at(0, 2) - at(2, 0)) / s, (at(1, 0) - at(0, 1)) / s, s / 4}
	}
	i := 0
	if at(1, 1) > at(0, 0) {
		i = 1
	}
	if at(2, 2) > at(i, i) {
		i = 2
	}
	j, k := (i+1)%3, (i+2)%3
	s := math.Sqrt(1+at(i, i)-at(j, j)-at(k, k)) * 2
	var q [4]float64
	q[i], q[j], q[k], q[3] = s/4, (at(j, i)+at(i, j))/s, (at(k, i)+at(i, k))/s, (at(k, j)-at(j, k))/s
	return q
}

// MixTurn mixes two rotations, quaternions x y z w, the short way round.
// https://drafts.csswg.org/css-transforms-2/#interpolation-of-decomposed-3d-matrix-values
func MixTurn(a, b [4]float64, p float64) [4]float64 {
	d := a[0]*b[0] + a[1]*b[1] + a[2]*b[2] + a[3]*b[3]
	if d < 0 {
		for i := range b {
			b[i] = -b[i]
		}
		d = -d
	}
	d = min(d, 1)
	if 1-d < 1e-5 {
		return a
	}
	theta := math.Acos(d)
	w := math.Sin(p*theta) / math.Sqrt(1-d*d)
	f := math.Cos(p*theta) - d*w
	var out [4]float64
	for i := range out {
		out[i] = a[i]*f + b[i]*w
	}
	return out
}

// join multiplies the parts together again.
func (p parts) join() Matrix4 {
	m := Matrix4{0: 1, 5: 1, 10: 1, 12: p.persp[0], 13: p.persp[1], 14: p.persp[2], 15: p.persp[3]}
	m = m.Mul(Matrix4{0: 1, 3: p.move[0], 5: 1, 7: p.move[1], 10: 1, 11: p.move[2], 15: 1})
	x, y, z, w := p.turn[0], p.turn[1], p.turn[2], p.turn[3]
	m = m.Mul(Matrix4{
		1 - 2*(y*y+z*z), 2 * (x*y - z*w), 2 * (x*z + y*w), 0,
		2 * (x*y + z*w), 1 - 2*(x*x+z*z), 2 * (y*z - x*w), 0,
		2 * (x*z - y*w), 2 * (y*z + x*w), 1 - 2*(x*x+y*y), 0,
		0, 0, 0, 1,
	})
	m = m.Mul(Matrix4{1, p.skew[0], p.skew[1], 0, 0, 1, p.skew[2], 0, 0, 0, 1, 0, 0, 0, 0, 1})
	return m.Mul(Matrix4{0: p.scale[0], 5: p.scale[1], 10: p.scale[2], 15: 1})
}

// invertPlain inverts a matrix whose last row is 0 0 0 1.
func (m Matrix4) invertPlain() (r Matrix4, ok bool) {
	cof := func(a, b, c, d int) float64 { return m[a]*m[d] - m[b]*m[c] }
	x, y, z := cof(5, 6, 9, 10), cof(4, 6, 8, 10), cof(4, 5, 8, 9)
	det := m[0]*x - m[1]*y + m[2]*z
	if math.Abs(det) < tiny {
		return m, false
	}
	r = Matrix4{
		x / det, -cof(1, 2, 9, 10) / det, cof(1, 2, 5, 6) / det, 0,
		-y / det, cof(0, 2, 8, 10) / det, -cof(0, 2, 4, 6) / det, 0,
		z / det, -cof(0, 1, 8, 9) / det, cof(0, 1, 4, 5) / det, 0,
		0, 0, 0, 1,
	}
	for i := range 3 {
		r[4*i+3] = -(r[4*i]*m[3] + r[4*i+1]*m[7] + r[4*i+2]*m[11])
	}
	return r, true
}

func dot(a, b [3]float64) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }

func cross(a, b [3]float64) [3]float64 {
	return [3]float64{a[1]*b[2] - a[2]*b[1], a[2]*b[0] - a[0]*b[2], a[0]*b[1] - a[1]*b[0]}
}

func less(a, b [3]float64, k float64) [3]float64 {
	return [3]float64{a[0] - k*b[0], a[1] - k*b[1], a[2] - k*b[2]}
}

// norm makes v one long and gives how long it was.
func norm(v *[3]float64) float64 {
	l := math.Sqrt(dot(*v, *v))
	if l != 0 {
		v[0], v[1], v[2] = v[0]/l, v[1]/l, v[2]/l
	}
	return l
}
