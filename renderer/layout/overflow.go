package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// overflow computes what sticks out of b: into data.ovf for its container, and into
// Box.Overflow where b scrolls or clips (CSS Overflow 3 §2.2).
func (t *Tree) overflow(b *Box) {
	if b.data.flags&flagTurned != 0 {
		t.turnedOverflow(b)
		return
	}
	own := geom.Rect{W: b.Rect.W, H: b.Rect.H}
	clipX, clipY := b.Style.OverflowX != style.OverflowVisible, b.Style.OverflowY != style.OverflowVisible
	scroller := clipX || clipY || b == t.root
	if !scroller && b.data.rare == nil && b.entries() == nil && len(b.Lines) == 0 {
		b.data.ovf = t.sticksOut(b, own)
		return
	}
	all := own
	var inflow geom.Rect // border boxes of what is in flow, margins included
	hasFlow := false
	pad := own.Inset(b.Border)
	extend := func(r geom.Rect) {
		// What lies wholly before the scroll origin cannot be reached.
		if scroller && (r.Y < pad.Y && r.Bottom() <= pad.Y || b.Style.Direction != style.RTL && r.X < pad.X && r.Right() <= pad.X) {
			return
		}
		all = cover(all, r)
	}
	add := func(k *Box, flow bool) {
		extend(t.reach(k))
		if flow && scroller {
			m := geom.Rect{X: k.Rect.X, Y: k.Rect.Y, W: k.Rect.W + max(0, k.Margin.Right), H: k.Rect.H + max(0, k.Margin.Bottom)}
			if !hasFlow {
				inflow, hasFlow = m, true
			} else {
				inflow = cover(inflow, m)
			}
		}
	}
	if r, m, ok := t.coverChildren(b, pad, scroller); ok {
		all, inflow, hasFlow = cover(all, r), m, true
	} else {
		for _, k := range b.flow() {
			if k.data.flags&flagOut == 0 {
				add(k, true)
			}
		}
	}
	for i := range b.entries() {
		switch e := &b.entries()[i]; e.kind {
		case entryAtomic, entryFloat:
			add(e.box, true)
		}
	}
	for l := range b.Lines {
		line := &b.Lines[l]
		for i := range line.Items {
			if it := &line.Items[i]; it.Kind == ItemText {
				all = cover(all, geom.Rect{X: it.Rect.X, Y: line.Rect.Y, W: it.Rect.W, H: line.Rect.H})
			}
		}
		if scroller {
			r := geom.Rect{X: b.Border.Left + b.Padding.Left, Y: line.Rect.Y, H: line.Rect.H}
			for i := range line.Items {
				r.W = max(r.W, line.Items[i].Rect.Right()-r.X)
			}
			if !hasFlow {
				inflow, hasFlow = r, true
			} else {
				inflow = cover(inflow, r)
			}
		}
	}
	for _, o := range b.outOfFlow() {
		if o.Style.Position == style.PositionFixed && b == t.root && !b.Style.ContainsFixed() {
			continue
		}
		r := t.reach(o)
		if o.Container != b {
			r = r.Translate(offsetTo(o.Container, b))
		}
		extend(r)
	}
	if all == own {
		b.data.ovf = geom.Rect{}
	} else {
		b.data.ovf = all
	}
	if !scroller {
		b.setOverflow(geom.Rect{})
		return
	}
	area := pad
	if hasFlow {
		inflow.W += b.Padding.Right
		inflow.H += b.Padding.Bottom
		all = cover(all, inflow)
	}
	right, bottom := all.Right(), all.Bottom()
	area.W = max(area.Right(), right) - area.X
	area.H = max(area.Bottom(), bottom) - area.Y
	if b.Style.Direction == style.RTL {
		r := pad.Right()
		area.X = min(pad.X, all.X)
		area.W = r - area.X
	}
	area.X -= b.Border.Left
	area.Y -= b.Border.Top
	b.setOverflow(area)
}

// sticksOut is what overflow finds for a box that holds nothing but boxes in flow and
// cuts off nothing: most boxes.
func (t *Tree) sticksOut(b *Box, own geom.Rect) geom.Rect {
	all := own
	for _, k := range b.flow() {
		if k.data.flags&flagOut != 0 {
			continue
		}
		r := k.Rect
		if k.data.ovf != (geom.Rect{}) || t.Transform != nil && len(k.Style.Transform) > 0 {
			r = t.reach(k)
		}
		if r.X < 0 || r.Y < 0 || r.Right() > own.W || r.Bottom() > own.H {
			all = cover(all, r)
		}
	}
	if all == own {
		return geom.Rect{}
	}
	return all
}

// reach gives what k covers with what sticks out of it, through its transform, in the
// coordinates of its container.
func (t *Tree) reach(k *Box) geom.Rect {
	r := geom.Rect{W: k.Rect.W, H: k.Rect.H}
	if o := k.data.ovf; o != (geom.Rect{}) && !clipsBoth(k.Style) {
		r = cover(r, o)
	}
	if t.Transform != nil && k.Style.Transformed() {
		if k.data.flags&flagTilted != 0 {
			r = t.uprightReach(k, r)
		} else if m, ok := t.Transform(k); ok {
			r = m.Bounds(r)
		}
	}
	return r.Translate(geom.Point{X: k.Rect.X, Y: k.Rect.Y})
}

func clipsBoth(c *style.Computed) bool {
	return c.OverflowX != style.OverflowVisible && c.OverflowY != style.OverflowVisible
}
