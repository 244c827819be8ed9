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
	for _, a := range b.data.flow {
		if a.Node != nil {
			continue
		}
		if a.data.ifc != nil {
			for i := range a.data.ifc.empties {
				if it := &a.data.ifc.empties[i]; it.Box.Container == b {
					it.Box.Rect = it.Box.Rect.Union(it.Rect.Translate(geom.Point{X: a.Rect.X, Y: a.Rect.Y}))
				}
			}
		}
		for l := range a.Lines {
			for i := range a.Lines[l].Items {
				it := &a.Lines[l].Items[i]
				if it.Kind == ItemInline && it.Box.Container == b {
					it.Box.Rect = it.Box.Rect.Union(it.Rect.Translate(geom.Point{X: a.Rect.X, Y: a.Rect.Y}))
				}
			}
		}
	}
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
	if i.Rect.Empty() {
		endAtBlock(i, b)
	}
}

// endAtBlock puts an inline box of no area that ends with a block-level box under that
// box, where its last part is.
func endAtBlock(i, b *Box) {
	for n := len(i.Children) - 1; n >= 0; n-- {
		k := i.Children[n]
		switch {
		case k.data.flags&flagOut != 0 || k.Style.Float != style.FloatNone:
			continue
		case edgeShows(i, entryClose) || k.Atomic:
		case k.Inline:
			if k.data.flags&flagSplit != 0 && k.Container == b && k.Rect.Empty() {
				i.Rect = k.Rect
			}
		default:
			o := offsetTo(k.Container, b)
			c := k.Container
			left, right := c.Border.Left+c.Padding.Left, c.Rect.W-c.Border.Right-c.Padding.Right
			end := staticAt(c, left, right, k.Rect.Bottom())
			alignStaticInline(c, &end, left, right)
			i.Rect = geom.Rect{X: o.X + end.area.X, Y: o.Y + end.area.Y}
		}
		return
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
