package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// splitInlines gives inline boxes that hold block-level boxes the union of their
// parts and those blocks, as getBoundingClientRect does. b is the block container
// that they were written in, with everything inside placed.
func (t *Tree) splitInlines(b *Box, cbW geom.Unit) {
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
	joinParts(b, b, geom.Point{})
	for _, k := range b.Children {
		if k.Inline {
			t.coverBlocks(k, b, cbW)
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

func (t *Tree) coverBlocks(i, b *Box, cbW geom.Unit) {
	culled := t.culled(i)
	for _, k := range i.Children {
		if k.Inline {
			t.coverBlocks(k, b, cbW)
			if culled && k.Container == b {
				i.Rect = i.Rect.Union(k.Rect)
			}
		}
	}
	addBlocks(i, i, b, cbW)
}

// joinParts gives the inline boxes of b their parts in a, b or an anonymous box in it
// that stands at o, in the order they come.
func joinParts(b, a *Box, o geom.Point) {
	for _, k := range a.data.flow {
		at := o.Add(geom.Point{X: k.Rect.X, Y: k.Rect.Y})
		if k.Node != nil {
			endAtBlock(b, k, o)
			continue
		}
		if k.data.ifc != nil {
			for i := range k.data.ifc.empties {
				if it := &k.data.ifc.empties[i]; it.Box.Container == b {
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
		joinParts(b, k, at)
	}
}

// endAtBlock puts the inline boxes around a block-level box k, of no area so far, under
// it: there their next part is. o is the origin of k's container.
func endAtBlock(b, k *Box, o geom.Point) {
	if !k.Parent.Inline || k.data.flags&flagOut != 0 || k.Style.Float != style.FloatNone {
		return
	}
	c := k.Container
	left, right := c.Border.Left+c.Padding.Left, c.Rect.W-c.Border.Right-c.Padding.Right
	y := k.Rect.Bottom()
	switch m := &k.Margin; {
	case k.data.flags&flagBFC != 0 || k.Rect.H > 0:
		y += m.Bottom
	default: // its margins are one
		var before, all strut
		before.add(m.Top)
		all.add(m.Top)
		all.add(m.Bottom)
		y += all.sum() - before.sum()
	}
	end := staticAt(c, left, right, y)
	alignStaticInline(c, &end, left, right)
	at := o.Add(geom.Point{X: end.area.X, Y: end.area.Y})
	for p := k.Parent; p != nil && p.Inline; p = p.Parent {
		if p.Container == b && p.Rect.Empty() {
			p.Rect = geom.Rect{X: at.X, Y: at.Y}
			for q := p; q != nil && q.Inline; q = q.Parent {
				if q.Style.Position == style.PositionRelative {
					p.Rect = p.Rect.Translate(relativeOffset(q.Style, right-left, indef))
				}
			}
		}
	}
}

// addBlocks lets i cover the block-level boxes in k, itself or an inline box inside it.
func addBlocks(i, k, b *Box, cbW geom.Unit) {
	for _, k := range k.Children {
		switch {
		case k.Inline:
			addBlocks(i, k, b, cbW)
		case !k.Atomic && k.data.flags&flagOut == 0 && k.Style.Float == 0:
			// The anonymous block around it is as wide as the container.
			r := k.Rect.Translate(offsetTo(k.Container, b))
			r.X, r.W = b.Border.Left+b.Padding.Left, cbW
			if c := k.Container; c != b { // an anonymous cell
				r.X, r.W = offsetTo(c, b).X+c.Border.Left+c.Padding.Left, c.Rect.W-c.Border.Horizontal()-c.Padding.Horizontal()
			}
			if k.Style.Position == style.PositionRelative {
				r.Y -= relativeOffset(k.Style, cbW, indef).Y // its own shift moves only itself
			}
			for p := k.Parent; p != nil && p.Inline; p = p.Parent {
				if p.Style.Position == style.PositionRelative {
					r.X += relativeOffset(p.Style, cbW, indef).X
				}
			}
			if !r.Empty() { // the part before it, empty or not, comes first
				i.Rect = i.Rect.Union(r)
			}
		}
	}
}
