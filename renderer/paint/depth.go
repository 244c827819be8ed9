package paint

import (
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

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
			out = append(out, piece{f: c, poly: f.outline3()})
		case c.stacking && c.spatial():
			below, n := b.layers(c)
			out = b.pieces(c, below, n, out)
		default:
			out = append(out, piece{f: c, poly: c.outline3()})
		}
	}
	for _, c := range list[:neg] {
		add(c)
	}
	if !f.bare(list) {
		out = append(out, piece{f: f, own: true, poly: f.outline3()})
	}
	for _, c := range list[neg:] {
		add(c)
	}
	return out
}

// bare reports that f shows nothing itself: all that is in it is of list.
func (f *frame) bare(list []*frame) bool {
	st := f.style()
	if st.BackgroundColor.A > 0 || len(st.Background) > 0 || st.BorderWidth != [4]float32{} || len(st.BoxShadow) > 0 || st.OutlineWidth > 0 ||
		len(f.box.Lines) > 0 || f.box.Children == nil {
		return false
	}
	n := 0
	for c := f.first; c != nil; c = c.next {
		n++
	}
	for _, c := range list {
		if c.up == f {
			n--
		}
	}
	return n == 0
}

// cut is the part of a plane that stands where a BSP tree put it: a polygon of the space
// that the 3D rendering context is in.
type cut struct {
	poly  [][2]float64
	space int32
	root  *frame
}

func (b *builder) insideCut(c *cut, x, y float64) bool {
	if c.root.up != nil {
		x, y = b.toLayer(c.root.up, x, y)
	}
	inv, ok := b.list.spaces[c.space].m.Invert()
	if !ok {
		return false
	}
	x, y = inv.Apply(x, y)
	in := false
	for i, p := range c.poly {
		q := c.poly[(i+1)%len(c.poly)]
		if (p[1] > y) != (q[1] > y) && x < (q[0]-p[0])*(y-p[1])/(q[1]-p[1])+p[0] {
			in = !in
		}
	}
	return in
}

// space3D paints a 3D rendering context by depth.
// https://drafts.csswg.org/css-transforms-2/#3d-rendering-contexts
func (b *builder) space3D(f *frame, list []*frame, neg int) {
	all := b.pieces(f, list, neg, nil)
	if len(all) <= maxPieces {
		t := bspTree{left: maxPieces}
		all = t.backToFront(all, make([]piece, 0, len(all)))
	}
	outer := f.outerSpace(b)
	for i := range all {
		p := &all[i]
		at, was := int32(-1), b.cut
		if len(p.cuts) > 0 {
			c := &cut{poly: p.side(b.list.spaces[outer].m, b.cull), space: outer, root: f}
			if len(c.poly) < 3 {
				continue
			}
			if b.hitting {
				b.cut = c
			} else if b.only == nil {
				at = b.beginCut(c, f)
			}
		}
		b.piece(p)
		if at >= 0 {
			b.endClipPath(at)
		}
		b.cut = was
	}
}

func (b *builder) piece(p *piece) {
	if !p.own {
		b.layerOf(p.f)
		return
	}
	if p.f.back || p.f.style().Visibility != style.Visible && p.f.first == nil {
		return
	}
	e := b.beginEffects(p.f, nil)
	b.ownBox(p.f)
	b.flow(p.f)
	b.endEffects(p.f, e)
}

// beginCut lets only what is inside of c show; endClipPath closes it.
func (b *builder) beginCut(c *cut, f *frame) int32 {
	path := raster.NewPath(b.list.spaces[c.space].m)
	h := newHash()
	for i, p := range c.poly {
		h.float(p[0])
		h.float(p[1])
		if i == 0 {
			path.MoveTo(p[0], p[1])
		} else {
			path.LineTo(p[0], p[1])
		}
	}
	path.Close()
	return b.beginPath(path, h, c.space, f.sf)
}
