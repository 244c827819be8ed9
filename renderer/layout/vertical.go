package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// Vertical writing modes (CSS Writing Modes 4). The algorithms know one direction only:
// x runs along the lines, from line-left to line-right, and y from line to line. A box
// whose lines are vertical, and all that lies below it, is tilted: while layout runs, its
// style is turned into those axes (logical) and its rectangles mean them; when layout is
// done, they are turned back (upright), and what layout needs again is put by. Where the
// writing mode changes from a box to its content, turned changes the axes of a question
// and of its answer.

// tilt is what a tilted box has besides.
type tilt struct {
	physical *style.Computed
	own      style.Keyword // writing mode of the content
	around   style.Keyword // writing mode of the container: the axes of Rect
	outer    *derivedStyle // the style in the axes of the container,
	inner    *derivedStyle // and of the content

	kept struct { // what layout knows, while the box is upright
		rect, overflow, ovf      geom.Rect
		border, padding, margins geom.Insets
		lines                    []Line
		edges                    []Edge
		rules                    []geom.Rect
		marker                   *Marker
	}
	upright bool
}

func orthogonal(a, b style.Keyword) bool {
	return (a == style.HorizontalTB) != (b == style.HorizontalTB)
}

type logicalKey struct {
	c    *style.Computed
	mode style.Keyword
}

// logical gives the style c in the axes of a writing mode, with what derives from it.
func (t *Tree) logical(c *style.Computed, mode style.Keyword) *derivedStyle {
	key := logicalKey{c, mode}
	if d := t.logicals[key]; d != nil {
		return d
	}
	if t.logicals == nil || len(t.logicals) > maxAnonymous {
		t.logicals = map[logicalKey]*derivedStyle{}
	}
	l := c
	if mode != style.HorizontalTB {
		n := *c
		l = &n
		sides := style.Sides(mode)
		n.Width, n.Height = c.Height, c.Width
		n.MinWidth, n.MinHeight = c.MinHeight, c.MinWidth
		n.MaxWidth, n.MaxHeight = c.MaxHeight, c.MaxWidth
		n.OverflowX, n.OverflowY = c.OverflowY, c.OverflowX
		for i, s := range sides {
			n.Margin[i], n.Padding[i], n.Inset[i] = c.Margin[s], c.Padding[s], c.Inset[s]
			n.BorderWidth[i], n.BorderStyle[i], n.BorderColor[i] = c.BorderWidth[s], c.BorderStyle[s], c.BorderColor[s]
		}
		if c.AspectRatio > 0 {
			n.AspectRatio = 1 / c.AspectRatio
		}
	}
	d := derive(l)
	t.logicals[key] = &d
	return &d
}

// tilts reports whether a box of style c under parent is tilted.
func tilts(parent *Box, c *style.Computed) bool {
	return c.WritingMode != style.HorizontalTB || parent != nil && parent.data.flags&flagTilted != 0
}

// tiltBox notes a box that lies in or under vertical lines.
func (t *Tree) tiltBox(b *Box, c *style.Computed) {
	r := b.rarely()
	if r.tilt == nil {
		r.tilt = &tilt{}
		t.tilted = append(t.tilted, b)
		b.data.flags |= flagTilted
	}
	r.tilt.physical = c
}

// modeOf is the writing mode of what is in b; that of an inline box is its container's.
func modeOf(b *Box) style.Keyword {
	for b.Inline && b.Container != nil {
		b = b.Container
	}
	return b.Style.WritingMode
}

// onLine reports a box that stands on a line. Where lines grow to the right their upper
// sides look right too, against the order of the lines.
func (b *Box) onLine() bool { return b.Inline || b.Atomic }

// toLogical begins a layout: all tilted boxes get the axes of their containers.
func (t *Tree) toLogical() {
	live := t.tilted[:0]
	for _, b := range t.tilted {
		if b.data.flags&flagDead != 0 {
			continue
		}
		live = append(live, b)
		tl := b.data.rare.tilt
		if tl.upright {
			k := &tl.kept
			b.Rect, b.data.ovf = k.rect, k.ovf
			b.setOverflow(k.overflow)
			b.Border, b.Padding, b.Margin, b.Lines = k.border, k.padding, k.margins, k.lines
			b.data.rare.edges, b.data.rare.rules, b.data.rare.marker = k.edges, k.rules, k.marker
			k.lines, k.edges, k.rules, k.marker = nil, nil, nil, nil
			tl.upright = false
		}
		own, around := tl.own, tl.around
		tl.own = modeOf(b)
		tl.around = tl.own
		if b.Container != nil {
			tl.around = modeOf(b.Container)
		} else if b.Parent != nil {
			tl.around = modeOf(b.Parent)
		}
		if own != tl.own || around != tl.around {
			b.data.cache.clear() // a box used again elsewhere: its answers mean other axes
		}
		sides, inner := tl.around, tl.own
		if sides == style.VerticalLR && b.onLine() {
			sides = style.VerticalRL
		}
		if b.Inline {
			inner = sides
		}
		tl.outer = t.logical(tl.physical, sides)
		tl.inner = tl.outer
		if inner != sides {
			tl.inner = t.logical(tl.physical, inner)
		}
		t.face(b, tl.outer)
		b.data.flags &^= flagTurned
		if tl.inner != tl.outer {
			b.data.flags |= flagTurned
			b.data.flags &^= flagPlain
		}
	}
	clear(t.tilted[len(live):])
	t.tilted = live
	for _, b := range live {
		if b.data.kind == kindTable && b.Style.BorderCollapse {
			// Its border in these axes is known before its size is asked for.
			tl := b.data.rare.tilt
			turned := b.data.flags&flagTurned != 0
			t.enter(b, tl)
			t.structure(b)
			t.face(b, tl.outer)
			if turned {
				t.leave(b, tl)
			}
		}
	}
}

// face gives b one of its logical styles.
func (t *Tree) face(b *Box, d *derivedStyle) {
	b.Style, b.data.derived = d.c, d
	b.data.flags = b.data.flags&^styleFlags | d.flags
	tl := b.data.rare.tilt
	if b.Node == nil && b.data.kind == kindBlock || orthogonal(tl.own, tl.around) {
		b.data.flags |= flagPctH // of an orthogonal box: its lines may be as long as the containing block is high
	}
}

// turned lays out a box whose content has another writing mode than what is around it:
// the question and the answer are in the axes of the container.
func (t *Tree) turned(b *Box, s space, perform bool) result {
	tl := b.data.rare.tilt
	cross := orthogonal(tl.own, tl.around)
	t.enter(b, tl)
	in := s
	if cross {
		in = space{base: base{s.cbW, s.cbW}, size: size{t.lineLength(b, s, indef), s.w}}
		if s.flags&contentW != 0 {
			in.flags |= contentH
		}
	}
	r := t.compute(b, in, nil, perform)
	if perform {
		b.outwardOverflow(tl)
	}
	t.leave(b, tl)
	out := result{w: r.w, h: r.h, first: noBaseline, last: noBaseline}
	if cross {
		out.w, out.h = r.h, r.w
	} else {
		flip := func(v geom.Unit) geom.Unit {
			if v == noBaseline {
				return v
			}
			return r.h - v
		}
		out.first, out.last = flip(r.first), flip(r.last)
	}
	if perform {
		b.Rect.W, b.Rect.H = out.w, out.h
	}
	m := b.margins(s.cbW)
	out.top.add(m.Top)
	out.bottom.add(m.Bottom)
	return out
}

// enter gives b the axes of its content, leave those of its container.
func (t *Tree) enter(b *Box, tl *tilt) {
	b.data.flags &^= flagTurned
	t.face(b, tl.inner)
}

func (t *Tree) leave(b *Box, tl *tilt) {
	t.face(b, tl.outer)
	b.data.flags |= flagTurned
	b.data.flags &^= flagPlain
}

// outwardOverflow gives what sticks out of b, just found in the axes of its content, the
// axes of its container. The size of Rect is still as the content has it.
func (b *Box) outwardOverflow(tl *tilt) {
	if o := b.data.ovf; o != (geom.Rect{}) {
		w, h := b.Rect.W, b.Rect.H // as the content sees them
		if tl.own != style.HorizontalTB {
			w, h = h, w
		}
		b.data.ovf = fromUpright(toUpright(o, tl.own, w, h), tl.around, w, h)
	}
}

// lineLength is how long the lines of an orthogonal box are, its edges included, in the
// axes of its content: what its own size says, else as long as the content wants and the
// containing block, or else the page, has room for (CSS Writing Modes 4 §7.3). room is
// what there is where it is less, else indef.
func (t *Tree) lineLength(b *Box, s space, room geom.Unit) geom.Unit {
	contentOnly := s.flags&contentH != 0
	if s.h != indef && !contentOnly {
		return s.h
	}
	c := b.Style
	fr := b.frameOf(s.cbW)
	m := b.margins(s.cbW)
	avail := s.cbH
	if avail == indef {
		avail = t.viewport.H
		if b.data.rare.tilt.own == style.HorizontalTB {
			avail = t.viewport.W
		}
		if p := b.Container; p != nil {
			if v, ok := definite(p.Style, p.Style.MaxHeight, indef, 0); ok {
				avail = min(avail, v)
			}
			if v, ok := definite(p.Style, p.Style.Height, indef, 0); ok && p.Style.Height.Kind == style.Px {
				avail = min(avail, v)
			}
		}
	}
	if room == indef {
		room = avail - m.Horizontal()
	}
	fit := t.fitWidth(b, room, &fr)
	if contentOnly {
		return fit
	}
	lo, hi := t.widthLimits(b, c, avail, &fr)
	if v, ok := t.widthOf(b, c, c.Width, avail, &fr); ok {
		return clampSize(v, lo, hi)
	}
	h := s.w
	if h == indef {
		if v, ok := definiteH(c, c.Height, s.cbW, fr.bpH); ok {
			hlo, hhi := heightLimits(c, s.cbW, fr.bpH)
			h = clampSize(v, hlo, hhi)
		}
	}
	if c.AspectRatio > 0 {
		if h != indef {
			if c.MinWidth.IsAuto() && !scrolls(c) {
				lo = max(lo, min(t.intrinsic(b).min, hi))
			}
			return clampSize(ratioWidth(c, &fr, h), lo, hi)
		}
		tlo, thi := transferred(c, &fr, s.cbW)
		fit = clampSize(fit, tlo, thi)
	}
	return clampSize(fit, lo, hi)
}

// turnedIntrinsic is intrinsic for a box whose content has other axes: where they are
// orthogonal it asks for the height of the content.
func (t *Tree) turnedIntrinsic(b *Box) minmax {
	tl := b.data.rare.tilt
	if !orthogonal(tl.own, tl.around) {
		t.enter(b, tl)
		in := t.intrinsic(b)
		t.leave(b, tl)
		return in
	}
	s := space{base: base{0, indef}, size: size{indef, indef}, flags: contentW}
	if p := b.Container; p != nil && !p.Inline {
		// The height around it, where a style alone says it.
		bp := p.frameOf(0).bpH
		if v, ok := definite(p.Style, p.Style.Height, indef, bp); ok && p.Style.Height.Kind == style.Px {
			s.cbH = max(0, v-bp)
			if p.data.kind == kindFlex && flexRow(p.Style) && p.Style.FlexWrap == style.NoWrap && b.Style.Height.IsAuto() && stretched(p.Style, b.Style) {
				s.h = max(b.frameOf(0).bpH, s.cbH-b.margins(0).Vertical())
			}
		}
	}
	w := t.measure(b, s, nil).w
	return minmax{w, w}
}

// stretched reports an item that is as high as its line.
func stretched(container, item *style.Computed) bool {
	v := item.AlignSelf
	if v == style.AlignAuto {
		v = container.AlignItems
	}
	return v == style.AlignAuto || v == style.AlignNormal || v == style.AlignStretch
}

// crossing gives the width of the content of an item whose lines cross those of the
// container, for the height that it will have.
func (f *flexBox) crossing(it *flexItem) (w geom.Unit, ok bool) {
	if !it.b.crosses() {
		return 0, false
	}
	s := space{base: base{f.j.cw, f.j.pctH}, size: size{indef, f.definiteCross(it)}, flags: contentW}
	return f.t.measure(it.b, s, nil).w, true
}

// turnedDirty has the boxes of a list laid out again whose lines cross those around them.
func (t *Tree) turnedDirty(list []*Box) {
	for _, b := range list {
		if b.data.flags&flagDead == 0 && b.crosses() {
			t.dirtySelf(b)
		}
	}
}

// crosses reports a box whose lines cross those around it.
func (b *Box) crosses() bool {
	if b.data.flags&flagTurned == 0 {
		return false
	}
	tl := b.data.rare.tilt
	return orthogonal(tl.own, tl.around)
}

// innerSize is the size of b's border box in the axes of its content.
func innerSize(b *Box) (w, h geom.Unit) {
	if b.crosses() {
		return b.Rect.H, b.Rect.W
	}
	return b.Rect.W, b.Rect.H
}

// turnedOverflow is overflow for such a box when its layout is long done.
func (t *Tree) turnedOverflow(b *Box) {
	tl := b.data.rare.tilt
	r := b.Rect
	b.Rect.W, b.Rect.H = innerSize(b)
	t.enter(b, tl)
	t.overflow(b)
	b.outwardOverflow(tl)
	t.leave(b, tl)
	b.Rect = r
}

// toUpright turns a rectangle in the axes of a writing mode into what a screen has, in a
// container of that physical size.
func toUpright(r geom.Rect, mode style.Keyword, w, h geom.Unit) geom.Rect {
	switch mode {
	case style.VerticalRL, style.SidewaysRL:
		return geom.Rect{X: w - r.Y - r.H, Y: r.X, W: r.H, H: r.W}
	case style.VerticalLR:
		return geom.Rect{X: r.Y, Y: r.X, W: r.H, H: r.W}
	case style.SidewaysLR:
		return geom.Rect{X: r.Y, Y: h - r.X - r.W, W: r.H, H: r.W}
	}
	return r
}

// fromUpright undoes toUpright.
func fromUpright(r geom.Rect, mode style.Keyword, w, h geom.Unit) geom.Rect {
	switch mode {
	case style.VerticalRL, style.SidewaysRL:
		return geom.Rect{X: r.Y, Y: w - r.X - r.W, W: r.H, H: r.W}
	case style.VerticalLR:
		return geom.Rect{X: r.Y, Y: r.X, W: r.H, H: r.W}
	case style.SidewaysLR:
		return geom.Rect{X: h - r.Y - r.H, Y: r.X, W: r.H, H: r.W}
	}
	return r
}

// uprightInsets gives insets in the axes of a writing mode the sides of the screen.
func uprightInsets(in geom.Insets, mode style.Keyword) geom.Insets {
	var out [4]geom.Unit
	sides := style.Sides(mode)
	out[sides[style.Top]], out[sides[style.Right]] = in.Top, in.Right
	out[sides[style.Bottom]], out[sides[style.Left]] = in.Bottom, in.Left
	return geom.Insets{Top: out[style.Top], Right: out[style.Right], Bottom: out[style.Bottom], Left: out[style.Left]}
}
