package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// empty reports a box whose result follows from its sizes: nothing stands in it, and
// its style asks for nothing more (no scrolling, ratio or containment).
func (b *Box) empty() bool {
	return b.data.flags&(flagPlain|flagEmpty) == flagPlain|flagEmpty && (b.data.kind == kindBlock && b.Style.Display != style.DisplayListItem || b.data.kind == kindFlex)
}

// leaf lays out an empty box outside of floats, as compute does. Only cells are padded.
//
// Faster: half the boxes of a page without texts are empty, and a quarter of the time of
// its layout went into asking them for their content.
func (t *Tree) leaf(b *Box, s space) (r result) {
	t.computes++
	d := b.data.derived
	bpW, bpH := d.frame.bpW, d.frame.bpH
	r.first, r.last = noBaseline, noBaseline

	r.w = s.w
	if r.w == indef {
		switch {
		case d.w != indef:
			r.w = d.w
		case s.flags&fillW != 0:
			r.w = clampSize(max(s.cbW-d.margin.Horizontal(), bpW), d.minW, d.maxW)
		default:
			r.w = clampSize(t.fitWidth(b, s.cbW-d.margin.Horizontal(), &d.frame), d.minW, d.maxW)
		}
	}

	lo, hi, h := d.minH, d.maxH, d.h
	if s.flags&contentH != 0 {
		lo, hi, h = bpH, unlimited, indef
	}
	switch {
	case s.h != indef:
		r.h = s.h
	case h != indef:
		r.h = h
	default:
		r.h = max(bpH, lo, min(bpH, hi))
	}

	if b.data.kind == kindBlock {
		r.top.add(d.margin.Top)
		r.bottom.add(d.margin.Bottom)
		r.through = b.data.flags&flagBFC == 0 && bpH == 0 && r.h == 0
	}
	return r
}

// performLeaf is leaf for the final layout.
func (t *Tree) performLeaf(b *Box, s space) result {
	r := t.leaf(b, s)
	d := b.data.derived
	b.Border, b.Padding = d.frame.border, d.frame.padding
	b.Rect.W, b.Rect.H = r.w, r.h
	b.data.ovf = geom.Rect{}
	b.setOverflow(geom.Rect{})
	return r
}
