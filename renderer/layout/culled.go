package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// culled reports an inline box that has no parts of its own in Blink: what is asked of
// it is answered with its texts and the parts of the inline boxes inside it.
func (t *Tree) culled(b *Box) bool {
	c := b.Style
	for i := range c.Margin {
		if nonZero(c.Margin[i]) || c.Margin[i].IsAuto() || nonZero(c.Padding[i]) {
			return false
		}
	}
	if borderOf(c) != (geom.Insets{}) || c.Position != style.PositionStatic || c.Opacity < 1 || c.BackgroundColor.A != 0 || len(c.Background) > 0 ||
		len(c.BoxShadow) > 0 || c.OutlineStyle > style.BorderHidden || len(c.Filter) > 0 {
		return false
	}
	for _, k := range b.Children {
		switch {
		case k.Atomic, k.data.flags&flagWrap != 0:
			return false
		case k.Inline:
			if k.Pseudo == style.NoPseudo && k.Node == nil {
				return false
			}
			for _, m := range k.Style.Margin {
				if nonZero(m) || m.IsAuto() {
					return false
				}
			}
			if !t.joins(k, b) {
				return false
			}
		}
	}
	return true
}

// hasPart reports whether inline box b has a part on the lines that it is on.
func (t *Tree) hasPart(b *Box) bool {
	return !t.culled(b) || b.Parent != nil && b.Parent.Inline && !t.joins(b, b.Parent)
}

// joins reports whether inline box k stands on the line as its parent p does.
func (t *Tree) joins(k, p *Box) bool {
	if k.Style.VerticalAlign != style.VABaseline {
		return false
	}
	x, y := k.Style.Inherited, p.Style.Inherited
	return x == y || t.fontOf(x).met == t.fontOf(y).met
}

// rises reports an inline box whose part can stick out of that of the inline box around.
func rises(b *Box) bool {
	c := b.Style
	fr := b.data.derived.frame
	return b.Parent != nil && b.Parent.Inline && (fr.bpH != 0 || b.data.flags&flagPctEdges != 0 || c.Position == style.PositionRelative)
}

// coverCulled gives the culled inline boxes of b's lines their place, inner ones first.
func (t *Tree) coverCulled(ic *inlineContext, lines []Line) {
	for i := len(ic.items) - 1; i >= 0; i-- {
		it := &ic.items[i]
		if it.kind != entryOpen || it.cont || it.box.data.flags&flagSplit != 0 {
			continue
		}
		any := false
		for _, k := range it.box.Children {
			any = any || k.Inline
		}
		if !any || !t.culled(it.box) {
			continue
		}
		var r geom.Rect
		for l := range lines {
			for n := range lines[l].Items {
				if x := &lines[l].Items[n]; x.Kind == ItemText && x.Box == it.box {
					r = r.Union(x.Rect)
				}
			}
		}
		for _, k := range it.box.Children {
			if k.Inline {
				r = r.Union(k.Rect)
			}
		}
		if r.W != 0 || r.H != 0 {
			it.box.Rect = r
		}
	}
}
