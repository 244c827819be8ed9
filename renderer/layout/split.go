package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// splitInlines gives inline boxes that hold block-level boxes the union of their
// parts and those blocks, as getBoundingClientRect does. b is the block container
// that they were written in, with everything inside placed.
func (t *Tree) splitInlines(b *Box, cbW, cbH geom.Unit) {
	any := false
	for _, k := range b.Children {
		if k.Inline {
			any = true
			resetSplit(k, b, cbW)
		}
	}
	if !any {
		return
	}
	t.joinParts(b, b, geom.Point{}, cbH)
	for _, k := range b.Children {
		if k.Inline {
			t.coverBlocks(k, b, cbW, cbH)
		}
	}
}

func resetSplit(i, b *Box, cbW geom.Unit) {
	if i.Container != b {
		return
	}
	i.Rect = geom.Rect{}
	fr := i.frameOf(cbW)
	i.Border, i.Padding, i.Margin = fr.border, fr.padding, i.margins(cbW)
	for _, k := range i.Children {
		if k.Inline {
			resetSplit(k, b, cbW)
		}
	}
}

func (t *Tree) coverBlocks(i, b *Box, cbW, cbH geom.Unit) {
	culled := t.culled(i)
	for _, k := range i.Children {
		if k.Inline {
			t.coverBlocks(k, b, cbW, cbH)
			if culled && k.Container == b {
				i.Rect = i.Rect.Union(k.Rect)
			}
		}
	}
	addBlocks(i, i, b, cbW, cbH)
}

// joinParts gives the inline boxes of b their parts in a, b or an anonymous box in it
// that stands at o, in the order they come.
func (t *Tree) joinParts(b, a *Box, o geom.Point, cbH geom.Unit) {
	for _, k := range a.flow() {
		at := o.Add(geom.Point{X: k.Rect.X, Y: k.Rect.Y})
		if k.Node != nil {
			t.endAtBlock(b, k, o, cbH)
			continue
		}
		if ic := k.items(); ic != nil {
			for i := range ic.empties {
				if it := &ic.empties[i]; it.Box.Container == b {
					it.Box.Rect = it.Box.Rect.Union(it.Rect.Translate(at))
				}
			}
		}
		for l := range k.Lines {
			for i := range k.Lines[l].Items {
				it := &k.Lines[l].Items[i]
				if it.Kind == ItemInline && it.Box.Container == b {
					it.Box.Rect = it.Box.Rect.Union(it.Rect.Translate(at))
				}
			}
		}
		t.joinParts(b, k, at, cbH)
	}
}

// endAtBlock puts the inline boxes around a block-level box k, of no area so far, under
// it: there their next part is. o is the origin of k's container.
func (t *Tree) endAtBlock(b, k *Box, o geom.Point, cbH geom.Unit) {
	if !k.Parent.Inline || k.data.flags&flagOut != 0 || k.Style.Float != style.FloatNone {
		return
	}
	c := k.Container
	left, right := c.Border.Left+c.Padding.Left, c.Rect.W-c.Border.Right-c.Padding.Right
	y := k.Rect.Bottom()
	if k.data.flags&flagBFC != 0 || k.Rect.H > 0 {
		y += k.Margin.Bottom
	} else if vanishes(k) {
		y -= t.inlineShift(k.Parent)
	}
	end := staticAt(c, left, right, y)
	alignStaticInline(c, &end, left, right)
	at := o.Add(geom.Point{X: end.area.X, Y: end.area.Y})
	shift := func(b *Box) geom.Point {
		if b.Style.Position != style.PositionRelative {
			return geom.Point{}
		}
		return relativeOffset(b, right-left, cbH)
	}
	// k is where its own shift and those around it put it.
	at.Y -= shift(k).Y
	for p := k.Parent; p != nil && p.Inline; p = p.Parent {
		at.Y -= shift(p).Y
	}
	for p := k.Parent; p != nil && p.Inline; p = p.Parent {
		if p.Container == b && p.Rect.Empty() {
			p.Rect = geom.Rect{X: at.X, Y: at.Y + t.inlineShift(p)}
			for q := p; q != nil && q.Inline; q = q.Parent {
				p.Rect = p.Rect.Translate(shift(q))
			}
		}
	}
}

// vanishes reports a block without height whose margins are one: no line and no box with
// an extent stands in it.
func vanishes(k *Box) bool {
	if k.data.flags&flagBFC != 0 || k.Rect.H != 0 || len(k.Lines) > 0 {
		return false
	}
	for _, x := range k.flow() {
		if x.data.flags&flagOut == 0 && x.Style.Float == style.FloatNone && !vanishes(x) {
			return false
		}
	}
	return true
}

// inlineShift is how far vertical-align lowers inline box b and those around it, their
// parents that are no inline boxes apart.
func (t *Tree) inlineShift(b *Box) (y geom.Unit) {
	for ; b != nil && b.Inline; b = b.Parent {
		if b.Style.VerticalAlign != style.VABaseline && b.Parent != nil {
			f := t.fontOf(b.Style.Inherited)
			y += t.alignShift(b.Style, b.Parent.Style, f.lead, f)
		}
	}
	return y
}

// addBlocks lets i cover the block-level boxes in k, itself or an inline box inside it.
func addBlocks(i, k, b *Box, cbW, cbH geom.Unit) {
	for _, k := range k.Children {
		switch {
		case k.Inline:
			addBlocks(i, k, b, cbW, cbH)
		case !k.Atomic && k.data.flags&flagOut == 0 && k.Style.Float == 0:
			// The anonymous block around it is as wide as the container.
			r := k.Rect.Translate(offsetTo(k.Container, b))
			r.X, r.W = b.Border.Left+b.Padding.Left, cbW
			if c := k.Container; c != b { // an anonymous cell
				r.X, r.W = offsetTo(c, b).X+c.Border.Left+c.Padding.Left, c.Rect.W-c.Border.Horizontal()-c.Padding.Horizontal()
			}
			if k.Style.Position == style.PositionRelative {
				r.Y -= relativeOffset(k, cbW, cbH).Y // its own shift moves only itself
			}
			for p := k.Parent; p != nil && p.Inline; p = p.Parent {
				if p.Style.Position == style.PositionRelative {
					r.X += relativeOffset(p, cbW, indef).X
				}
			}
			if k.data.rare != nil && k.Style.Clear != style.FloatNone {
				// The anonymous block around it begins where it would without floats.
				r.Y, r.H = r.Y-k.data.rare.cleared, r.H+k.data.rare.cleared
			}
			if !r.Empty() { // the part before it, empty or not, comes first
				i.Rect = i.Rect.Union(r)
			}
		}
	}
}
