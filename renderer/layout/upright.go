package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// toUpright ends a layout: what others read of tilted boxes is turned to the screen.
func (t *Tree) toUpright() {
	for _, b := range t.tilted {
		tl := b.data.rare.tilt
		k := &tl.kept
		k.rect, k.overflow, k.ovf = b.Rect, b.Overflow(), b.data.ovf
		k.border, k.padding, k.margins, k.lines = b.Border, b.Padding, b.Margin, b.Lines
		k.edges, k.rules, k.marker = b.data.rare.edges, b.data.rare.rules, b.data.rare.marker
		tl.upright = true
	}
	for _, b := range t.tilted {
		t.uprightBox(b)
	}
	for _, b := range t.tilted {
		if tl := b.data.rare.tilt; tl.own == style.VerticalLR && !b.Inline {
			t.turnLines(b)
		}
		b.Style = b.data.rare.tilt.physical
	}
}

// uprightSize is the physical size of b's border box.
func (t *Tree) uprightSize(b *Box) (w, h geom.Unit) {
	if b == nil {
		return t.viewport.W, t.viewport.H
	}
	if b.data.flags&flagTilted == 0 {
		return b.Rect.W, b.Rect.H
	}
	tl := b.data.rare.tilt
	r := b.Rect
	if tl.upright {
		r = tl.kept.rect
	}
	if tl.around != style.HorizontalTB {
		return r.H, r.W
	}
	return r.W, r.H
}

func (t *Tree) uprightBox(b *Box) {
	tl := b.data.rare.tilt
	k := &tl.kept
	w, h := t.uprightSize(b)
	box := b.Container
	if box == nil && b.Parent != nil {
		box = b.Parent
	}
	cw, ch := t.uprightSize(box)
	b.Rect = toUpright(k.rect, tl.around, cw, ch)
	sides, inner := tl.around, tl.own
	if sides == style.VerticalLR && b.onLine() {
		sides = style.VerticalRL
	}
	if b.Inline {
		inner = sides
	}
	b.Margin = uprightInsets(k.margins, sides)
	b.Border, b.Padding = uprightInsets(k.border, inner), uprightInsets(k.padding, inner)
	if k.ovf != (geom.Rect{}) {
		b.data.ovf = toUpright(k.ovf, tl.around, w, h)
	}
	if tl.own == style.HorizontalTB {
		return
	}
	if k.overflow != (geom.Rect{}) {
		b.setOverflow(toUpright(k.overflow, tl.own, w-b.Border.Horizontal(), h-b.Border.Vertical()))
	}
	r := b.data.rare
	if k.edges != nil {
		r.edges = make([]Edge, len(k.edges))
		for i, e := range k.edges {
			e.Rect, e.Vertical = toUpright(e.Rect, tl.own, w, h), !e.Vertical
			r.edges[i] = e
		}
	}
	if k.rules != nil {
		r.rules = make([]geom.Rect, len(k.rules))
		for i, x := range k.rules {
			r.rules[i] = toUpright(x, tl.own, w, h)
		}
	}
	if k.marker != nil {
		m := *k.marker
		m.Item = uprightItem(m.Item, nil, tl.own, w, h)
		r.marker = &m
	}
	if k.lines != nil {
		b.Lines = uprightLines(k.lines, tl.own, w, h)
	}
}

func uprightLines(lines []Line, mode style.Keyword, w, h geom.Unit) []Line {
	out := make([]Line, len(lines))
	n := 0
	for i := range lines {
		n += len(lines[i].Items)
	}
	items := make([]Item, 0, n)
	for i := range lines {
		l := &lines[i]
		from := len(items)
		for k := range l.Items {
			items = append(items, uprightItem(l.Items[k], l, mode, w, h))
		}
		out[i] = Line{Rect: toUpright(l.Rect, mode, w, h), Items: items[from:len(items):len(items)],
			Baseline: uprightLine(l.Baseline, l, mode, w)}
	}
	return out
}

// uprightLine gives the x of a line along the text at height y.
func uprightLine(y geom.Unit, l *Line, mode style.Keyword, w geom.Unit) geom.Unit {
	switch mode {
	case style.VerticalRL, style.SidewaysRL:
		return w - y
	case style.VerticalLR:
		if l != nil {
			return l.Rect.Y + l.Rect.Bottom() - y
		}
	}
	return y
}

func uprightItem(it Item, l *Line, mode style.Keyword, w, h geom.Unit) Item {
	it.Baseline = uprightLine(it.Baseline, l, mode, w)
	if mode == style.VerticalLR && l != nil {
		it.Rect = flipIn(it.Rect, l)
	}
	it.Rect = toUpright(it.Rect, mode, w, h)
	it.Turn = TurnDown
	if mode == style.SidewaysLR {
		it.Turn = TurnUp
	}
	return it
}

// flipIn puts what stands on a line at the other side of it: lines that grow to the right
// have their upper side at the right.
func flipIn(r geom.Rect, l *Line) geom.Rect {
	r.Y = l.Rect.Y + l.Rect.Bottom() - r.Bottom()
	return r
}

// turnLines gives the boxes on the lines of vertical-lr their places.
func (t *Tree) turnLines(b *Box) {
	w, h := t.uprightSize(b)
	lines := b.data.rare.tilt.kept.lines
	for i := range lines {
		l := &lines[i]
		for k := range l.Items {
			it := &l.Items[k]
			if it.Kind == ItemAtomic && it.Box.data.flags&flagTilted != 0 {
				it.Box.Rect = toUpright(flipIn(it.Box.data.rare.tilt.kept.rect, l), style.VerticalLR, w, h)
			}
			if it.Kind == ItemInline && it.Box.Container == b {
				it.Box.Rect = geom.Rect{}
			}
		}
	}
	for i := range b.Lines {
		for k := range b.Lines[i].Items {
			if it := &b.Lines[i].Items[k]; it.Kind == ItemInline && it.Box.Container == b {
				it.Box.Rect = it.Box.Rect.Union(it.Rect)
			}
		}
	}
}

// uprightReach is what reach asks a transform for, which knows the screen's axes only.
func (t *Tree) uprightReach(k *Box, r geom.Rect) geom.Rect {
	tl := k.data.rare.tilt
	w, h := t.uprightSize(k)
	rect, st := k.Rect, k.Style
	k.Rect.W, k.Rect.H, k.Style = w, h, tl.physical
	m, ok := t.Transform(k)
	k.Rect, k.Style = rect, st
	if !ok {
		return r
	}
	return fromUpright(m.Bounds(toUpright(r, tl.around, w, h)), tl.around, w, h)
}

// between gives a static position, in the axes of b's content, in those of anc's content,
// one of b's containers. The origin is anc's border box.
func (t *Tree) between(pos staticPos, b, anc *Box) staticPos {
	for ; b != nil && b != anc; b = b.Container {
		if b.data.flags&flagTurned != 0 {
			pos = t.outward(pos, b)
		}
		pos.area.X, pos.area.Y = pos.area.X.Add(b.Rect.X), pos.area.Y.Add(b.Rect.Y)
	}
	return pos
}

// outward gives a static position in a box in the axes of its container.
func (t *Tree) outward(pos staticPos, b *Box) staticPos {
	tl := b.data.rare.tilt
	w, h := t.uprightSize(b)
	pos.area = fromUpright(toUpright(pos.area, tl.own, w, h), tl.around, w, h)
	x, y := pos.alignX, pos.alignY
	turn := func(mode style.Keyword, back bool) {
		switch mode {
		case style.VerticalRL, style.SidewaysRL:
			if back {
				x, y = y, 2-x
			} else {
				x, y = 2-y, x
			}
		case style.VerticalLR:
			x, y = y, x
		case style.SidewaysLR:
			if back {
				x, y = 2-y, x
			} else {
				x, y = y, 2-x
			}
		}
	}
	turn(tl.own, false)
	turn(tl.around, true)
	pos.alignX, pos.alignY = x, y
	if orthogonal(tl.own, tl.around) {
		pos.safeX, pos.safeY = pos.safeY, pos.safeX
	}
	return pos
}
