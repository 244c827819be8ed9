package paint

import (
	"image"
	"math"

	"diorama/renderer/geom"
)

// piece is a plane of a 3D rendering context, or a part of one: a box's own content, or
// a box with all that lies flat in it.
type piece struct {
	f    *frame
	own  bool         // ownBox and flow of f alone: its children have planes of their own
	poly [][3]float64 // its border box in space, as seen: divided by the distance
	cuts []halfPlane  // what is left of it on the screen; nil: all
}

// halfPlane holds the points with a*x + b*y + c >= 0, a and b one long together.
type halfPlane struct{ a, b, c float64 }

const (
	// maxPieces bounds the planes that are sorted, and how many parts they are cut into
	// besides; beyond, document order stays, or a plane stands where most of it is.
	maxPieces = 1 << 10
	// flatness is how far from a plane, in px, counts as in it.
	flatness = 0.05
	// nearest is the least distance from the viewer that is seen, as a share of the
	// perspective.
	nearest = 1e-3
)

// outline3 gives f's border box in space, as seen; what lies behind the viewer is cut off.
func (f *frame) outline3() [][3]float64 {
	r := f.rect()
	x0, y0, x1, y1 := r.X.Float(), r.Y.Float(), r.Right().Float(), r.Bottom().Float()
	m := f.rest
	var in [4][4]float64 // x, y, z, w
	for i, p := range [4][2]float64{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}} {
		for k := range 4 {
			in[i][k] = m[4*k]*p[0] + m[4*k+1]*p[1] + m[4*k+3]
		}
	}
	out := make([][3]float64, 0, 5)
	add := func(v [4]float64) { out = append(out, [3]float64{v[0] / v[3], v[1] / v[3], v[2] / v[3]}) }
	for i, p := range in {
		q := in[(i+1)%4]
		if p[3] >= nearest {
			add(p)
		}
		if (p[3] >= nearest) != (q[3] >= nearest) {
			t := (nearest - p[3]) / (q[3] - p[3])
			var v [4]float64
			for k := range 4 {
				v[k] = p[k] + (q[k]-p[k])*t
			}
			add(v)
		}
	}
	return out
}

// plane gives the plane of a polygon, its normal towards the viewer; ok is false for one
// without an area.
func plane(poly [][3]float64) (n [3]float64, d float64, ok bool) {
	for i, p := range poly { // Newell's sum: right for any polygon
		q := poly[(i+1)%len(poly)]
		n[0] += (p[1] - q[1]) * (p[2] + q[2])
		n[1] += (p[2] - q[2]) * (p[0] + q[0])
		n[2] += (p[0] - q[0]) * (p[1] + q[1])
	}
	l := math.Sqrt(n[0]*n[0] + n[1]*n[1] + n[2]*n[2])
	if !(l > 1e-9) || math.IsInf(l, 0) {
		return n, 0, false
	}
	if n[2] < 0 {
		l = -l
	}
	for k := range n {
		n[k] /= l
		d -= n[k] * poly[0][k]
	}
	return n, d, true
}

// bspTree sorts planes from back to front; left is how many more may be cut off.
type bspTree struct{ left int }

// backToFront sorts planes with the first in document order as the one that divides, and
// cuts those that it goes through.
func (t *bspTree) backToFront(list, out []piece) []piece {
	if len(list) == 0 {
		return out
	}
	p := list[0]
	n, d, ok := plane(p.poly)
	var behind, before []piece
	level := []piece{p}
	for _, q := range list[1:] {
		lo, hi, sum := 0.0, 0.0, 0.0
		for _, c := range q.poly {
			s := n[0]*c[0] + n[1]*c[1] + n[2]*c[2] + d
			lo, hi, sum = min(lo, s), max(hi, s), sum+s
		}
		switch {
		case !ok || lo > -flatness && hi < flatness:
			level = append(level, q)
		case lo > -flatness:
			before = append(before, q)
		case hi < flatness:
			behind = append(behind, q)
		default:
			back, front, ok := q.split(n, d)
			switch {
			case ok && t.left > 0:
				t.left--
				behind, before = append(behind, back), append(before, front)
			case sum < 0:
				behind = append(behind, q)
			default:
				before = append(before, q)
			}
		}
	}
	out = t.backToFront(behind, out)
	out = append(out, level...)
	return t.backToFront(before, out)
}

// split cuts p in two where it goes through a plane. ok is false where it is seen from
// its edge.
func (p *piece) split(n [3]float64, d float64) (back, front piece, ok bool) {
	back, front = *p, *p
	back.poly, front.poly = nil, nil
	var line [][3]float64
	at := func(c [3]float64) float64 { return n[0]*c[0] + n[1]*c[1] + n[2]*c[2] + d }
	var far [3]float64
	most := 0.0
	for i, u := range p.poly {
		v := p.poly[(i+1)%len(p.poly)]
		su, sv := at(u), at(v)
		if su > most {
			far, most = u, su
		}
		if su >= 0 {
			front.poly = append(front.poly, u)
		}
		if su <= 0 {
			back.poly = append(back.poly, u)
		}
		if su == 0 {
			line = append(line, u)
		}
		if su < 0 && sv > 0 || su > 0 && sv < 0 {
			t := su / (su - sv)
			x := [3]float64{u[0] + (v[0]-u[0])*t, u[1] + (v[1]-u[1])*t, u[2] + (v[2]-u[2])*t}
			back.poly, front.poly, line = append(back.poly, x), append(front.poly, x), append(line, x)
		}
	}
	if len(line) < 2 {
		return back, front, false
	}
	h := halfPlane{a: line[0][1] - line[1][1], b: line[1][0] - line[0][0]}
	l := math.Hypot(h.a, h.b)
	if !(l > 1e-3) {
		return back, front, false
	}
	h.a, h.b = h.a/l, h.b/l
	h.c = -h.a*line[0][0] - h.b*line[0][1]
	side := h.a*far[0] + h.b*far[1] + h.c
	if math.Abs(side) < 1e-3 {
		return back, front, false
	}
	if side < 0 {
		h = halfPlane{-h.a, -h.b, -h.c}
	}
	// The part behind goes on under the edge of the one before, so that no ground shines
	// through between them.
	over := halfPlane{-h.a, -h.b, -h.c + 0.75}
	front.cuts = append(p.cuts[:len(p.cuts):len(p.cuts)], h)
	back.cuts = append(p.cuts[:len(p.cuts):len(p.cuts)], over)
	return back, front, true
}

// side gives where p is seen: what its cuts leave of bounds, which are device px; m takes
// the space of the cuts there.
func (p *piece) side(m geom.Matrix, bounds image.Rectangle) [][2]float64 {
	inv, ok := m.Invert()
	if !ok {
		return nil
	}
	var poly [][2]float64
	for _, c := range [4][2]int{{bounds.Min.X, bounds.Min.Y}, {bounds.Max.X, bounds.Min.Y}, {bounds.Max.X, bounds.Max.Y}, {bounds.Min.X, bounds.Max.Y}} {
		x, y := inv.Apply(float64(c[0]), float64(c[1]))
		poly = append(poly, [2]float64{x, y})
	}
	for _, h := range p.cuts {
		var out [][2]float64
		for i, u := range poly {
			v := poly[(i+1)%len(poly)]
			su, sv := h.a*u[0]+h.b*u[1]+h.c, h.a*v[0]+h.b*v[1]+h.c
			if su >= 0 {
				out = append(out, u)
			}
			if su < 0 && sv > 0 || su > 0 && sv < 0 {
				t := su / (su - sv)
				out = append(out, [2]float64{u[0] + (v[0]-u[0])*t, u[1] + (v[1]-u[1])*t})
			}
		}
		poly = out
	}
	return poly
}
