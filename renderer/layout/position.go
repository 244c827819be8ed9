package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// placeOutOfFlow lays out the absolute and fixed boxes whose containing block is
// host, or an inline box in it (CSS Position 3 §4).
func (t *Tree) placeOutOfFlow(host *Box) {
	for _, o := range host.outOfFlow() {
		if o.rarely().staticIn != nil {
			t.placeAbsolute(host, o)
		}
	}
}

// containingRect gives the padding box of o's containing block relative to the
// border box of o.Container.
func (t *Tree) containingRect(o *Box) geom.Rect {
	cb := o.Container
	if cb == t.root {
		own := cb.Style.Positioned() && o.Style.Position != style.PositionFixed || cb.Style.ContainsFixed()
		if !own {
			// The initial containing block.
			return geom.Rect{X: -cb.Rect.X, Y: -cb.Rect.Y, W: t.viewport.W, H: t.viewport.H}
		}
	}
	if cb.data.kind == kindGrid && o.data.rare != nil && o.data.rare.staticIn == cb {
		return o.data.rare.gridArea
	}
	if cb.Inline {
		return t.inlineContaining(cb)
	}
	w, h := innerSize(cb)
	return geom.Rect{W: w, H: h}.Inset(cb.Border)
}

// offsetTo gives the origin of b's border box relative to anc's, along the
// containers.
func offsetTo(b, anc *Box) geom.Point {
	var p geom.Point
	for ; b != nil && b != anc; b = b.Container {
		p.X, p.Y = p.X.Add(b.Rect.X), p.Y.Add(b.Rect.Y)
	}
	return p
}

// axis is one dimension of an absolute box.
type axis struct {
	cb         geom.Unit // containing block size
	start, end style.Length
	autoStart  bool // margins
	autoEnd    bool
	m0, m1     geom.Unit
	static     geom.Unit // static position area, relative to the containing block
	staticLen  geom.Unit
	align      uint8
	safe       bool
	rtl        bool
	block      bool // auto margins are equal here also when they are below 0 (CSS 2.1, 10.6.4)
	selfed     bool // an alignment of its own among the insets,
	self       uint8
	safeSelf   bool
}

// avail is the space that the insets leave, and whether both are given. What they leave
// is never less than nothing, before the margins (CSS Position 3 §4.1).
func (a *axis) avail() (v geom.Unit, both bool) {
	s, e := a.start.IsAuto(), a.end.IsAuto()
	switch {
	case s && e:
		switch a.align {
		case 2:
			v = a.static + a.staticLen
		case 1:
			mid := a.static + a.staticLen/2
			v = 2 * min(mid, a.cb-mid)
		default:
			v = a.cb - a.static
		}
	case s:
		v = a.cb - a.end.Resolve(a.cb)
	case e:
		v = a.cb - a.start.Resolve(a.cb)
	default:
		v, both = a.cb-a.start.Resolve(a.cb)-a.end.Resolve(a.cb), true
	}
	return max(0, v) - a.m0 - a.m1, both
}

// place gives the position of a border box of the given size and settles auto margins.
func (a *axis) place(size geom.Unit) geom.Unit {
	s, e := a.start.IsAuto(), a.end.IsAuto()
	switch {
	case s && e:
		if a.safe && size+a.m0+a.m1 > a.staticLen {
			return a.static + a.m0
		}
		switch a.align {
		case 2:
			return a.static + a.staticLen - size - a.m1
		case 1:
			return a.static + (a.staticLen-size-a.m0-a.m1)/2 + a.m0
		}
		return a.static + a.m0
	case s:
		return a.cb - a.end.Resolve(a.cb) - a.m1 - size
	case e:
		return a.start.Resolve(a.cb) + a.m0
	}
	if a.selfed && !a.autoStart && !a.autoEnd {
		return a.aligned(size)
	}
	free, _ := a.avail()
	free -= size
	switch {
	case a.autoStart && a.autoEnd:
		if free >= 0 || a.block {
			a.m0 = free / 2
			a.m1 = free - a.m0
		} else if a.rtl {
			a.m0 = free
		} else {
			a.m1 = free
		}
	case a.autoStart:
		a.m0 = free
	case a.autoEnd:
		a.m1 = free
	case a.rtl:
		return a.cb - a.end.Resolve(a.cb) - a.m1 - size
	}
	return a.start.Resolve(a.cb) + a.m0
}

// stretchLimits sets those of the limits that are stretch to avail.
func stretchLimits(least, most style.Length, avail geom.Unit, lo, hi *geom.Unit) {
	if least.Kind == style.Stretch {
		*lo = avail
	}
	if most.Kind == style.Stretch {
		*hi = avail
	}
	*hi = max(*hi, *lo)
}

func (t *Tree) placeAbsolute(host, o *Box) {
	c := o.Style
	cb := t.containingRect(o)
	fr := o.frameOf(cb.W)
	m := o.margins(cb.W)
	st := o.rarely().static
	org := offsetTo(o.rarely().staticIn, host)
	if o.data.flags&flagTilted != 0 {
		org = geom.Point{}
		st = t.between(st, o.data.rare.staticIn, host)
	}
	if o.Container != host {
		org = org.Sub(offsetTo(o.Container, host))
	}
	st.area = st.area.Translate(geom.Point{X: org.X - cb.X, Y: org.Y - cb.Y})
	// The static position and over-constrained insets follow the direction of the
	// containing block.
	rtl := o.Container.Style.Direction == style.RTL
	x := axis{cb: cb.W, start: c.Inset[style.Left], end: c.Inset[style.Right], m0: m.Left, m1: m.Right,
		autoStart: c.Margin[style.Left].IsAuto(), autoEnd: c.Margin[style.Right].IsAuto(),
		static: st.area.X, staticLen: st.area.W, align: st.alignX, safe: st.safeX && !rtl, rtl: rtl}
	y := axis{cb: cb.H, start: c.Inset[style.Top], end: c.Inset[style.Bottom], m0: m.Top, m1: m.Bottom,
		autoStart: c.Margin[style.Top].IsAuto(), autoEnd: c.Margin[style.Bottom].IsAuto(),
		static: st.area.Y, staticLen: st.area.H, align: st.alignY, safe: st.safeY, block: true}

	if a := c.JustifySelf; selfAligned(a) {
		x.selfed, x.self, x.safeSelf = true, atEnd(a, rtl, c.Direction == style.RTL), c.Safe&style.SafeJustifySelf != 0
	}
	if a := c.AlignSelf; selfAligned(a) {
		y.selfed, y.self, y.safeSelf = true, atEnd(a, false, false), c.Safe&style.SafeAlignSelf != 0
	}
	t.solveAbsolute(o, cb, &fr, &x, &y)
}

// placeRoot lays out a page that is positioned itself: in the initial containing block.
func (t *Tree) placeRoot(o *Box) {
	c := o.Style
	cb := geom.Rect{W: t.viewport.W, H: t.viewport.H}
	fr := o.frameOf(cb.W)
	m := o.margins(cb.W)
	x := axis{cb: cb.W, start: c.Inset[style.Left], end: c.Inset[style.Right], m0: m.Left, m1: m.Right,
		autoStart: c.Margin[style.Left].IsAuto(), autoEnd: c.Margin[style.Right].IsAuto()}
	y := axis{cb: cb.H, start: c.Inset[style.Top], end: c.Inset[style.Bottom], m0: m.Top, m1: m.Bottom,
		autoStart: c.Margin[style.Top].IsAuto(), autoEnd: c.Margin[style.Bottom].IsAuto(), block: true}
	t.solveAbsolute(o, cb, &fr, &x, &y)
}

// solveAbsolute gives an absolute box its size and place in the containing block cb
// (CSS 2.1 §10.3.7, §10.6.4; CSS Position 3 §4).
func (t *Tree) solveAbsolute(o *Box, cb geom.Rect, fr *frame, x, y *axis) {
	c := o.Style
	s := space{base: base{cb.W, cb.H}, size: size{indef, indef}}
	lo, hi := t.widthLimits(o, c, cb.W, fr)
	hlo, hhi := heightLimits(c, cb.H, fr.bpH)
	availW, bothX := x.avail()
	availH, bothY := y.avail()
	// What fills, fills what the insets leave.
	stretchLimits(c.MinWidth, c.MaxWidth, max(availW, fr.bpW), &lo, &hi)
	stretchLimits(c.MinHeight, c.MaxHeight, max(availH, fr.bpH), &hlo, &hhi)
	bothX, bothY = bothX && !x.selfed, bothY && !y.selfed
	h, hDef := definiteH(c, c.Height, cb.H, fr.bpH)
	if hDef {
		h = clampSize(h, hlo, hhi)
	}
	ratio := c.AspectRatio > 0
	stretchH := !hDef && bothY && c.Height.IsAuto() && !ratio && o.data.kind != kindTable
	if ratio && c.MinWidth.IsAuto() && !scrolls(c) && (hDef || bothY && c.Height.IsAuto()) {
		// The automatic minimum holds for a width that is given too (oracle chromium).
		lo = max(lo, min(t.intrinsicIn(o, fr).min, hi))
	}
	if c.Width.Kind == style.Stretch {
		s.w = clampSize(max(availW, fr.bpW), lo, hi)
	} else if w, ok := t.widthOf(o, c, c.Width, cb.W, fr); ok && c.Width.Kind != style.FitContent {
		s.w = clampSize(w, lo, hi)
	} else {
		auto := c.Width.IsAuto()
		switch {
		case auto && ratio && hDef:
			s.w = ratioWidth(c, fr, h)
		case auto && bothX && o.data.kind != kindTable:
			s.w = max(availW, fr.bpW)
			if ratio {
				tlo, thi := transferred(c, fr, cb.H)
				s.w = clampSize(s.w, tlo, thi)
			}
		case auto && ratio && bothY && c.Height.IsAuto() && o.data.kind != kindTable:
			h, hDef = clampSize(max(availH, fr.bpH), hlo, hhi), true
			s.w, s.h = ratioWidth(c, fr, h), h
			if s.w < lo || s.w > hi { // then the width makes the height
				s.h, hDef = indef, false
			}
		case o.crosses():
		default:
			s.w = t.fitWidth(o, availW, fr)
			if ratio {
				tlo, thi := transferred(c, fr, cb.H)
				s.w = clampSize(s.w, tlo, thi)
			}
		}
		if s.w != indef {
			s.w = clampSize(s.w, lo, hi)
		}
	}
	if stretchH || c.Height.Kind == style.Stretch {
		if s.w != indef {
			hlo, hhi = t.contentLimits(o, s.base, s.w, fr)
		}
		s.h = clampSize(max(availH, fr.bpH), hlo, hhi)
	}
	if s.h == indef && (c.MinHeight.Kind == style.Stretch || c.MaxHeight.Kind == style.Stretch) {
		if s.h = h; !hDef {
			s.h = t.measure(o, space{base: s.base, size: s.size, flags: contentH}, nil).h
		}
		s.h = clampSize(s.h, hlo, hhi)
	}
	if s.h == indef && o.crosses() && c.Height.IsAuto() {
		tl := o.data.rare.tilt
		t.enter(o, tl)
		s.h = t.lineLength(o, s, availH)
		t.leave(o, tl)
	}
	r := t.perform(o, s, nil)
	o.Rect.X = cb.X + x.place(r.w)
	o.Rect.Y = cb.Y + y.place(r.h)
	o.Margin = geom.Insets{Top: y.m0, Right: x.m1, Bottom: y.m1, Left: x.m0}
}
