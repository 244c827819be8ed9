package paint

import (
	"math"

	"diorama/renderer/style"
)

// piece is one plane of a 3D rendering context: a box's own content, or a box with
// all that lies flat in it.
type piece struct {
	f       *frame
	own     bool // ownBox and flow of f alone: its children have planes of their own
	corners [4][3]float64
}

// maxPieces bounds the planes that are sorted; beyond, document order stays.
const maxPieces = 1 << 10

// spatial reports a context whose children have their own places in space and
// nothing that flattens them into one picture (CSS Transforms 2 §4.1.1).
func (f *frame) spatial() bool {
	st := f.style()
	x, y := clipsOn(st)
	return f.rest != nil && st.Preserve3D && f.opacity >= 1 && len(st.Filter) == 0 && len(st.Mask) == 0 &&
		st.ClipPath == nil && st.MixBlend == "" && !x && !y
}

// pieces gathers the planes of a 3D rendering context in document order.
func (b *builder) pieces(f *frame, list []*frame, neg int, out []piece) []piece {
	add := func(c *frame) {
		switch {
		case c.rest == nil || c.back:
			out = append(out, piece{f: c, corners: f.corners()})
		case c.stacking && c.spatial():
			below, n := b.layers(c)
			out = b.pieces(c, below, n, out)
		default:
			out = append(out, piece{f: c, corners: c.corners()})
		}
	}
	for _, c := range list[:neg] {
		add(c)
	}
	out = append(out, piece{f: f, own: true, corners: f.corners()})
	for _, c := range list[neg:] {
		add(c)
	}
	return out
}

// corners gives the corners of f's box in space, as seen: divided by the distance.
func (f *frame) corners() (c [4][3]float64) {
	r := f.rect()
	for i := range c {
		x, y := r.X.Float(), r.Y.Float()
		if i == 1 || i == 2 {
			x = r.Right().Float()
		}
		if i >= 2 {
			y = r.Bottom().Float()
		}
		m := f.rest
		w := max(m[12]*x+m[13]*y+m[15], 1e-6)
		for k := range 3 {
			c[i][k] = (m[4*k]*x + m[4*k+1]*y + m[4*k+3]) / w
		}
	}
	return c
}

// sideOf tells where q lies of the plane of p: behind (<0), in it (0) or before (>0)
// as the viewer sees it.
func (p *piece) sideOf(q *piece) float64 {
	var u, v, n [3]float64
	for k := range 3 {
		u[k], v[k] = p.corners[1][k]-p.corners[0][k], p.corners[3][k]-p.corners[0][k]
	}
	n = [3]float64{u[1]*v[2] - u[2]*v[1], u[2]*v[0] - u[0]*v[2], u[0]*v[1] - u[1]*v[0]}
	l := math.Sqrt(n[0]*n[0] + n[1]*n[1] + n[2]*n[2])
	if !(l > 0) {
		return 0
	}
	if n[2] < 0 {
		l = -l // the normal points to the viewer
	}
	sum := 0.0
	for _, c := range q.corners {
		for k := range 3 {
			sum += (c[k] - p.corners[0][k]) * n[k] / l
		}
	}
	if math.Abs(sum) < 0.05 {
		return 0
	}
	return sum
}

// backToFront sorts planes as a BSP tree does, with the first in document order as the
// plane that divides. Not done: a plane that another one cuts through is not split,
// but stands where the greater part of it is.
func backToFront(list, out []piece) []piece {
	if len(list) == 0 {
		return out
	}
	p := &list[0]
	var behind, before []piece
	level := []piece{*p}
	for i := range list[1:] {
		q := &list[1+i]
		switch s := p.sideOf(q); {
		case s < 0:
			behind = append(behind, *q)
		case s > 0:
			before = append(before, *q)
		default:
			level = append(level, *q)
		}
	}
	out = backToFront(behind, out)
	out = append(out, level...)
	return backToFront(before, out)
}

// space3D paints a 3D rendering context by depth.
func (b *builder) space3D(f *frame, list []*frame, neg int) {
	all := b.pieces(f, list, neg, nil)
	if len(all) <= maxPieces {
		all = backToFront(all, make([]piece, 0, len(all)))
	}
	for i := range all {
		p := &all[i]
		if !p.own {
			b.layerOf(p.f)
			continue
		}
		if p.f.back || p.f.style().Visibility != style.Visible && p.f.first == nil {
			continue
		}
		e := b.beginEffects(p.f, nil)
		b.ownBox(p.f)
		b.flow(p.f)
		b.endEffects(p.f, e)
	}
}
