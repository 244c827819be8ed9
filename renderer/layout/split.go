package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// splitInlines gives inline boxes that hold block-level boxes the union of their
// parts and those blocks, as getBoundingClientRect does. b is the block container
// that they were written in, with everything inside placed.
func splitInlines(b *Box, cbW geom.Unit) {
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
					it.Box.Rect = joinRects(it.Box.Rect, it.Rect.Translate(geom.Point{X: a.Rect.X, Y: a.Rect.Y}))
				}
			}
		}
		for l := range a.Lines {
			for i := range a.Lines[l].Items {
				it := &a.Lines[l].Items[i]
				if it.Kind == ItemInline && it.Box.Container == b {
					it.Box.Rect = joinRects(it.Box.Rect, it.Rect.Translate(geom.Point{X: a.Rect.X, Y: a.Rect.Y}))
				}
			}
		}
	}
	for _, k := range b.Children {
		if k.Inline {
			coverBlocks(k, b, cbW)
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

func coverBlocks(i, b *Box, cbW geom.Unit) {
	for _, k := range i.Children {
		switch {
		case k.Inline:
			coverBlocks(k, b, cbW)
			if k.Container == b {
				i.Rect = joinRects(i.Rect, k.Rect)
			}
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
				i.Rect = joinRects(i.Rect, r)
			}
		}
	}
}

// joinRects is the union of r and s in which rectangles without area count only
// when there is nothing else.
func joinRects(r, s geom.Rect) geom.Rect {
	if s.Empty() && r != (geom.Rect{}) {
		return r
	}
	return r.Union(s)
}
