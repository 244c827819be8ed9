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
		if k.Inline && k.Container == b {
			t.coverBlocks(k, b)
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

func (t *Tree) coverBlocks(i, b *Box) {
	culled := t.culled(i)
	for _, k := range i.Children {
		if k.Inline {
			if k.Container == b {
				t.coverBlocks(k, b)
			}
			if culled {
				i.Rect = i.Rect.Union(k.Rect.Translate(offsetTo(k.Container, b)))
			}
		}
	}
	addBlocks(i, i, b)
}

// joinParts gives the inline boxes of b their parts in a, b or an anonymous box in it
// that stands at o, in the order they come.
func (t *Tree) joinParts(b, a *Box, o geom.Point, cbH geom.Unit) {
	for _, k := range a.flow() {
		at := o.Add(geom.Point{X: k.Rect.X, Y: k.Rect.Y})
		if k.data.flags&flagWrap != 0 {
			t.endAtBlock(b, k, o, cbH)
			continue
		}
		if k.Node != nil {
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
				if it.Box.Container == b && (it.Kind == ItemInline && !t.culled(it.Box) || it.Kind == ItemText && it.Box.Inline && t.culled(it.Box)) {
					it.Box.Rect = it.Box.Rect.Union(it.Rect.Translate(at))
				}
			}
		}
		t.joinParts(b, k, at, cbH)
	}
}

// endAtBlock puts the inline boxes around an anonymous block k of block-level boxes, of no area so far, under
// it: there their next part is. o is the origin of k's container.
func (t *Tree) endAtBlock(b, k *Box, o geom.Point, cbH geom.Unit) {
	c, next := k.Container, &k.rarely().behind
	left, right := next.left, next.right
	y := k.Rect.Bottom()
	if vanishes(k) {
		y -= t.inlineShift(k.Parent)
	} else {
		y += next.down
	}
	end := geom.Point{X: emptyLineStart(c, left, right), Y: y}
	if indents(c.Style.Inherited, leadsLines(c, k), false) {
		in := c.Style.TextIndent.Resolve(c.Rect.W - c.Border.Horizontal() - c.Padding.Horizontal())
		if c.Style.Direction == style.RTL {
			in = -in
		}
		end.X += in
	}
	at := o.Add(end)
	shift := func(b *Box) geom.Point {
		if b.Style.Position != style.PositionRelative {
			return geom.Point{}
		}
		return relativeOffset(b, c.Rect.W-c.Border.Horizontal()-c.Padding.Horizontal(), cbH)
	}
	// k is where the shifts around it put it.
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

// emptyLineStart gives where an empty line of block c between left and right begins.
func emptyLineStart(c *Box, left, right geom.Unit) geom.Unit {
	rtl := c.Style.Direction == style.RTL
	switch c.Style.TextAlign {
	case style.TextAlignCenter, style.TextAlignWebkitCenter:
		return left + (right-left)/2
	case style.TextAlignLeft, style.TextAlignWebkitLeft:
		return left
	case style.TextAlignRight, style.TextAlignWebkitRight:
		return right
	case style.TextAlignEnd:
		rtl = !rtl
	}
	if rtl {
		return right
	}
	return left
}

// leadsLines reports whether nothing with an extent stands in c up to its child k, so that
// the line behind k is the first.
func leadsLines(c, k *Box) bool {
	if !leads(c) {
		return false
	}
	for _, x := range c.flow() {
		if x.data.flags&flagOut == 0 && x.Style.Float == style.FloatNone && !(inlinePart(x) && vanishes(x)) {
			return false
		}
		if x == k {
			break
		}
	}
	return true
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

// inlineShift is how far vertical-align lowers inline box b and those around it on a line
// without extent.
func (t *Tree) inlineShift(b *Box) (y geom.Unit) {
	block := b
	for block != nil && block.Inline {
		block = block.Parent
	}
	for top := true; b != block; b = b.Parent {
		f := t.fontOf(b.Style.Inherited)
		switch b.Style.VerticalAlign {
		case style.VABaseline:
		case style.VATop, style.VABottom:
			if lead := t.fontOf(block.Style.Inherited).lead; top && b.Style.VerticalAlign == style.VATop {
				y += f.lead.asc - lead.asc
			} else if top {
				y += lead.desc - f.lead.desc
			}
			top = false // those around it are aligned with the same line
		default:
			y += t.alignShift(b.Style, b.Parent.Style, f.lead, f)
		}
	}
	return y
}

// addBlocks lets i cover the anonymous blocks in k, itself or an inline box inside it.
func addBlocks(i, k, b *Box) {
	for _, k := range k.Children {
		switch {
		case k.Inline:
			addBlocks(i, k, b)
		case k.data.flags&flagWrap != 0:
			if r := wrapPart(i, k).Translate(offsetTo(k.Container, b)); !r.Empty() { // the part before it, empty or not, comes first
				i.Rect = i.Rect.Union(r)
			}
		}
	}
}

// wrapPart gives the part of inline box i that is the line of anonymous block k in it,
// without the shifts of the inline boxes between.
func wrapPart(i, k *Box) geom.Rect {
	r, base := k.Rect, &k.rarely().behind.base
	for p := k.Parent; p != i && p != nil && p.Inline; p = p.Parent {
		if p.Style.Position == style.PositionRelative {
			off := relativeOffset(p, base.cbW, base.cbH)
			r = r.Translate(geom.Point{X: -off.X, Y: -off.Y})
		}
	}
	return r
}
