package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// job is one run of an algorithm over one box. Sizes are border box sizes unless
// they say content.
type job struct {
	b       *Box
	s       space
	fr      frame
	perform bool
	fl      *flow // floats of the surrounding block formatting context; nil without

	w          geom.Unit
	h          geom.Unit // indef: the content decides
	minH, maxH geom.Unit
	floor      bool // h comes from aspect-ratio or a table: content may exceed it
	cw         geom.Unit
	across     geom.Unit // content width around columns, for what spans them; 0 without columns
	pctH       geom.Unit // content height as a base of percentages, or indef
	auto       geom.Unit // what finish was last asked: the height the content wants
}

// finish gives the border box height for the height that the content wants.
func (j *job) finish(auto geom.Unit) geom.Unit {
	if j.b.Style.Contain&style.ContainSize != 0 {
		auto = j.fr.bpH // laid out as if it were empty
	}
	j.auto = auto
	if j.s.flags&autoH != 0 {
		return max(j.fr.bpH, auto)
	}
	if j.h != indef {
		h := j.h
		if j.floor {
			h = max(h, min(auto, j.maxH))
		}
		if c := j.b.Style; j.s.flags&contentH == 0 && j.s.h == indef && c.AspectRatio == 0 {
			if contentSize(c.MaxHeight) {
				h = min(h, auto)
			}
			if contentSize(c.MinHeight) {
				h = max(h, auto)
			}
			h = max(h, j.minH)
		}
		return h
	}
	h := max(j.fr.bpH, j.minH, min(auto, j.maxH))
	if c := j.b.Style; contentSize(c.MinHeight) && c.AspectRatio == 0 {
		h = max(h, auto)
	}
	return h
}

// definite resolves l to a border box size along an axis whose border and padding
// are bp; ok is false when it is automatic for the base given.
func definite(c *style.Computed, l style.Length, base, bp geom.Unit) (v geom.Unit, ok bool) {
	if !l.Definite() || base == indef && l.HasPercent() {
		return 0, false
	}
	v = max(0, l.Resolve(base))
	if c.BorderBox {
		return max(v, bp), true
	}
	return v.Add(bp), true
}

// definiteH is definite for heights: stretch fills a definite containing block.
func definiteH(c *style.Computed, l style.Length, base, bp geom.Unit) (geom.Unit, bool) {
	if l.Kind == style.Stretch {
		if base == indef {
			return 0, false
		}
		return max(bp, base-resolveMargins(c, 0).Vertical()), true
	}
	return definite(c, l, base, bp)
}

// contentSize reports the keywords that mean the content's height.
func contentSize(l style.Length) bool {
	return l.Kind == style.MinContent || l.Kind == style.MaxContent || l.Kind == style.FitContent
}

// size resolves b's own sizes: CSS 2.1 §10.3–10.7 with CSS Sizing and aspect-ratio.
func (t *Tree) size(j *job) {
	b, c, s := j.b, j.b.Style, j.s
	j.fr = b.frameOf(s.cbW)
	fr := &j.fr
	fr.padding.Top += s.pad
	fr.bpH += s.pad

	contentOnly := s.flags&contentH != 0
	if d := b.data.derived; d.fixed && s.pad == 0 && !contentOnly && !b.Collapsed {
		t.sizeFixed(j, d)
		return
	}
	j.minH, j.maxH = fr.bpH, unlimited
	if !contentOnly {
		j.minH, j.maxH = heightLimits(c, s.cbH, fr.bpH)
	}
	j.h = s.h
	fixedH := s.h != indef
	if !fixedH && !contentOnly {
		if v, ok := definiteH(c, c.Height, s.cbH, fr.bpH); ok {
			j.h = clampSize(v, j.minH, j.maxH)
		}
	}
	j.w = s.w
	if j.w == indef {
		j.w = t.usedWidth(b, c, s, fr, j.h)
	}
	if c.AspectRatio > 0 && !contentOnly && (contentSize(c.MinHeight) || contentSize(c.MaxHeight)) {
		// What the content would be high is what the ratio gives (oracle chromium).
		h := ratioHeight(c, fr, j.w)
		if contentSize(c.MaxHeight) {
			j.maxH = min(j.maxH, h)
		}
		if contentSize(c.MinHeight) {
			j.minH = max(j.minH, h)
		}
		j.maxH = max(j.minH, j.maxH)
		if !fixedH && j.h != indef {
			j.h = clampSize(j.h, j.minH, j.maxH)
		}
	}
	if j.h == indef && c.AspectRatio > 0 && !contentOnly {
		j.h = clampSize(ratioHeight(c, fr, j.w), j.minH, j.maxH)
		// Automatic minimum: content does not overflow a box whose height only comes
		// from its ratio (CSS Sizing 4 §5.1).
		j.floor = c.MinHeight.IsAuto() && (c.Height.IsAuto() || contentSize(c.Height)) && !scrolls(c)
	}
	if b.data.kind == kindFlex && !fixedH && j.h != indef && !contentOnly && (contentSize(c.MinHeight) || contentSize(c.MaxHeight)) && c.FlexWrap == style.NoWrap {
		lo, hi := t.contentLimits(b, s.base, j.w, fr)
		j.h = clampSize(j.h, lo, hi)
	}
	j.cw = max(0, j.w-fr.bpW)
	j.pctH = indef
	if j.h != indef && (!fixedH || s.flags&hIndefinite == 0) {
		j.pctH = max(0, j.h-fr.bpH+s.pad) // what moves a cell's content down takes nothing from it
	}
	if b.Node == nil && b.data.flags&flagPctH != 0 && b.data.kind == kindBlock && (b.data.flags&flagItem == 0 || legacyBox(b.Parent.Style)) {
		j.pctH = s.cbH // percentages look through an anonymous box
	}
}

// sizeFixed is size where the style alone tells the sizes.
//
// Faster: most styles are so, and box layout is mostly sizes.
func (t *Tree) sizeFixed(j *job, d *derivedStyle) {
	b, s, fr := j.b, &j.s, &j.fr
	j.minH, j.maxH = d.minH, d.maxH
	j.h = s.h
	fixedH := s.h != indef
	if !fixedH {
		j.h = d.h
	}
	j.w = s.w
	if j.w == indef {
		switch {
		case d.w != indef:
			j.w = d.w
		case s.flags&fillW != 0 && b.data.kind != kindTable:
			j.w = clampSize(max(s.cbW-d.margin.Horizontal(), fr.bpW), d.minW, d.maxW)
		default:
			j.w = clampSize(t.fitWidth(b, s.cbW-d.margin.Horizontal(), fr), d.minW, d.maxW)
		}
	}
	j.cw = max(0, j.w-fr.bpW)
	j.pctH = indef
	if j.h != indef && (!fixedH || s.flags&hIndefinite == 0) {
		j.pctH = max(0, j.h-fr.bpH)
	}
	if b.Node == nil && b.data.flags&flagPctH != 0 && b.data.kind == kindBlock && (b.data.flags&flagItem == 0 || legacyBox(b.Parent.Style)) {
		j.pctH = s.cbH // percentages look through an anonymous box
	}
}

func clampSize(v, lo, hi geom.Unit) geom.Unit { return max(lo, min(v, hi)) }

// heightLimits gives min-height and max-height as border box sizes.
func heightLimits(c *style.Computed, cbH, bp geom.Unit) (lo, hi geom.Unit) {
	lo, hi = bp, unlimited
	if v, ok := definiteH(c, c.MinHeight, cbH, bp); ok {
		lo = v
	} else if c.MinHeight.Kind == style.Calc && c.Display != style.DisplayTable && c.Display != style.DisplayInlineTable {
		lo, _ = definiteH(c, c.MinHeight, 0, bp) // oracle chromium: its percentage counts 0
	}
	if v, ok := definiteH(c, c.MaxHeight, cbH, bp); ok {
		hi = v
	}
	return lo, max(lo, hi)
}

// contentLimits is heightLimits where the keywords that mean the content's height count
// too: of a border box of width w whose height is imposed.
func (t *Tree) contentLimits(b *Box, in base, w geom.Unit, fr *frame) (lo, hi geom.Unit) {
	c := b.Style
	lo, hi = heightLimits(c, in.cbH, fr.bpH)
	if !contentSize(c.MinHeight) && !contentSize(c.MaxHeight) {
		return lo, hi
	}
	h := t.measure(b, space{base: in, size: size{w, indef}, flags: contentH}, nil).h
	if contentSize(c.MinHeight) {
		lo = max(lo, h)
	}
	if contentSize(c.MaxHeight) {
		hi = min(hi, h)
	}
	return lo, max(lo, hi)
}

// widthLimits gives min-width and max-width as border box sizes. An automatic
// minimum is 0 here; flex items have their own rule.
func (t *Tree) widthLimits(b *Box, c *style.Computed, cbW geom.Unit, fr *frame) (lo, hi geom.Unit) {
	if d := b.data.derived; d.fixed && !b.Collapsed && b.data.kind != kindTable {
		return d.minW, d.maxW
	}
	lo, hi = fr.bpW, unlimited
	if !c.MinWidth.IsAuto() {
		if v, ok := t.widthOf(b, c, c.MinWidth, cbW, fr); ok {
			lo = max(lo, v)
		} else if c.MinWidth.Kind == style.Calc {
			v, _ = definite(c, c.MinWidth, 0, fr.bpW) // a percentage of nothing yet
			lo = max(lo, v)
		}
	}
	if !c.MaxWidth.IsAuto() {
		if v, ok := t.widthOf(b, c, c.MaxWidth, cbW, fr); ok {
			hi = v
		}
	}
	if b.data.kind == kindTable {
		lo = max(lo, t.intrinsicIn(b, fr).min) // never narrower than its columns
	}
	return lo, max(lo, hi)
}

// widthOf resolves a width property, intrinsic keywords included.
func (t *Tree) widthOf(b *Box, c *style.Computed, l style.Length, cbW geom.Unit, fr *frame) (geom.Unit, bool) {
	if c.AspectRatio > 0 && contentSize(l) {
		if h, ok := length(c, c.Height, fr.bpH); ok {
			lo, hi := heightLimits(c, indef, fr.bpH)
			return ratioWidth(c, fr, clampSize(h, lo, hi)), true
		}
	}
	switch l.Kind {
	case style.MinContent:
		return t.intrinsicIn(b, fr).min, true
	case style.MaxContent:
		return t.intrinsicIn(b, fr).max, true
	case style.Stretch:
		if cbW == indef {
			return 0, false
		}
		return max(fr.bpW, cbW-b.margins(cbW).Horizontal()), true
	case style.FitContent:
		if cbW == indef {
			return t.intrinsic(b).max, true
		}
		m := b.margins(cbW)
		return t.fitWidth(b, cbW-m.Horizontal(), fr), true
	}
	return definite(c, l, cbW, fr.bpW)
}

// fitWidth is shrink-to-fit into avail: min(max-content, max(min-content, avail)).
func (t *Tree) fitWidth(b *Box, avail geom.Unit, fr *frame) geom.Unit {
	if b.data.kind == kindTable {
		return t.tableFit(b, avail, fr)
	}
	in := t.intrinsicIn(b, fr)
	return min(in.max, max(in.min, avail))
}

// usedWidth is the border box width when the parent imposes none. h is the definite
// border box height or indef.
func (t *Tree) usedWidth(b *Box, c *style.Computed, s space, fr *frame, h geom.Unit) geom.Unit {
	lo, hi := t.widthLimits(b, c, s.cbW, fr)
	if c.AspectRatio > 0 && (contentSize(c.MinWidth) || contentSize(c.MaxWidth)) {
		lo, hi = t.ratioLimits(b, c, s.base, fr, lo, hi)
	}
	if c.AspectRatio > 0 && h != indef && contentSize(c.Width) {
		return clampSize(ratioWidth(c, fr, h), t.ratioFloor(b, fr, lo, hi), hi)
	}
	if v, ok := t.widthOf(b, c, c.Width, s.cbW, fr); ok {
		if c.AspectRatio > 0 && contentSize(c.Width) {
			tlo, thi := transferred(c, fr, s.cbH)
			v = clampSize(v, tlo, thi)
		}
		return clampSize(v, lo, hi)
	}
	if c.AspectRatio > 0 && h != indef {
		return clampSize(ratioWidth(c, fr, h), t.ratioFloor(b, fr, lo, hi), hi)
	}
	m := b.margins(s.cbW)
	avail := s.cbW - m.Horizontal()
	var w geom.Unit
	if s.flags&fillW != 0 && b.data.kind != kindTable {
		w = max(avail, fr.bpW)
	} else {
		w = t.fitWidth(b, avail, fr)
	}
	if c.AspectRatio > 0 {
		// Limits of the other axis pass through the ratio.
		tlo, thi := transferred(c, fr, s.cbH)
		w = clampSize(w, tlo, thi)
	}
	return clampSize(w, lo, hi)
}

// ratioFloor is the least width lo, or the automatic minimum of a box whose width comes
// from its height: what its content needs (CSS Sizing 4 §5.1). Flex items have a rule of
// their own along the main axis.
func (t *Tree) ratioFloor(b *Box, fr *frame, lo, hi geom.Unit) geom.Unit {
	c := b.Style
	if !c.MinWidth.IsAuto() || scrolls(c) || b.data.flags&flagOut != 0 ||
		b.data.flags&flagItem != 0 && (b.Parent.data.kind != kindFlex || flexRow(b.Parent.Style)) {
		return lo
	}
	return max(lo, min(t.intrinsicIn(b, fr).min, hi))
}

// ratioLimits is widthLimits, which gave lo and hi, for keywords that mean the content's
// width: with a ratio the height and its limits make it.
func (t *Tree) ratioLimits(b *Box, c *style.Computed, in base, fr *frame, lo, hi geom.Unit) (geom.Unit, geom.Unit) {
	of := func(l style.Length, v geom.Unit) geom.Unit {
		if !contentSize(l) {
			return v
		}
		if h, ok := definiteH(c, c.Height, in.cbH, fr.bpH); ok {
			hlo, hhi := heightLimits(c, in.cbH, fr.bpH)
			return ratioWidth(c, fr, clampSize(h, hlo, hhi))
		}
		w, _ := t.widthOf(b, c, l, in.cbW, fr)
		tlo, thi := transferred(c, fr, in.cbH)
		return clampSize(w, tlo, thi)
	}
	if contentSize(c.MinWidth) {
		lo = max(fr.bpW, of(c.MinWidth, lo))
	}
	hi = of(c.MaxWidth, hi)
	return lo, max(lo, hi)
}

// ratioHeight is the border box height that aspect-ratio gives for a border box width.
func ratioHeight(c *style.Computed, fr *frame, w geom.Unit) geom.Unit {
	if c.BorderBox && !c.AspectAuto {
		return max(fr.bpH, geom.FromFloat(w.Float()/float64(c.AspectRatio)))
	}
	return geom.FromFloat(max(0, w-fr.bpW).Float()/float64(c.AspectRatio)) + fr.bpH
}

// ratioWidth is the border box width that aspect-ratio gives for a border box height.
func ratioWidth(c *style.Computed, fr *frame, h geom.Unit) geom.Unit {
	if c.BorderBox && !c.AspectAuto {
		return max(fr.bpW, geom.FromFloat(h.Float()*float64(c.AspectRatio)))
	}
	return geom.FromFloat(max(0, h-fr.bpH).Float()*float64(c.AspectRatio)) + fr.bpW
}

// transferred gives the width limits that min-height and max-height imply. No box is
// lower than its border and padding.
func transferred(c *style.Computed, fr *frame, cbH geom.Unit) (lo, hi geom.Unit) {
	lo, hi = ratioWidth(c, fr, fr.bpH), unlimited
	if v, ok := definiteH(c, c.MinHeight, cbH, fr.bpH); ok {
		lo = ratioWidth(c, fr, v)
	}
	if v, ok := definiteH(c, c.MaxHeight, cbH, fr.bpH); ok {
		hi = ratioWidth(c, fr, v)
	}
	return lo, max(lo, hi)
}

// transferredH gives the height limits that min-width and max-width imply.
func (t *Tree) transferredH(b *Box, c *style.Computed, cbW geom.Unit, fr *frame) (lo, hi geom.Unit) {
	lo, hi = 0, unlimited
	if v, ok := definite(c, c.MinWidth, cbW, fr.bpW); ok {
		lo = ratioHeight(c, fr, v)
	}
	if v, ok := definite(c, c.MaxWidth, cbW, fr.bpW); ok {
		hi = ratioHeight(c, fr, v)
	}
	return lo, max(lo, hi)
}

// autoMargins shares free inline space among auto margins of a block (CSS 2.1
// §10.3.3) and returns the left margin.
func autoMargins(b *Box, cbW, w geom.Unit, m *geom.Insets, rtl bool) geom.Unit {
	la, ra := b.Style.Margin[style.Left].IsAuto(), b.Style.Margin[style.Right].IsAuto()
	free := cbW - w - m.Horizontal()
	if b.Parent != nil && !la && !ra && free > 0 {
		switch b.Parent.Style.TextAlign {
		case style.TextAlignWebkitCenter:
			return m.Left + free/2
		case style.TextAlignWebkitRight:
			return m.Left + free
		case style.TextAlignWebkitLeft:
			return m.Left
		}
	}
	switch {
	case la && ra:
		if free > 0 {
			m.Left = free / 2
			m.Right = free - m.Left
		} else if rtl {
			m.Left = free
		}
	case la:
		m.Left = max(0, free)
		if rtl {
			m.Left = free
		}
	case ra:
		m.Right = max(0, free)
	case rtl:
		// Over-constrained: the margin at the line's end gives way.
		return cbW - w - m.Right
	}
	return m.Left
}

// relativeOffset is the shift of position: relative (CSS 2.1 §9.4.3).
func relativeOffset(b *Box, cbW, cbH geom.Unit) geom.Point {
	var p geom.Point
	c := b.Style
	l, r := c.Inset[style.Left], c.Inset[style.Right]
	switch {
	case !l.IsAuto() && (r.IsAuto() || !inRTL(b)):
		p.X = l.Resolve(cbW)
	case !r.IsAuto():
		p.X = -r.Resolve(cbW)
	}
	ok := func(l style.Length) bool { return !l.IsAuto() && (cbH != indef || !l.HasPercent()) }
	switch {
	case ok(c.Inset[style.Top]):
		p.Y = c.Inset[style.Top].Resolve(cbH)
	case ok(c.Inset[style.Bottom]):
		p.Y = -c.Inset[style.Bottom].Resolve(cbH)
	}
	return p
}

// inRTL reports a containing block whose lines run from the right.
func inRTL(b *Box) bool {
	p := b.Parent
	for p != nil && p.Inline {
		p = p.Parent
	}
	return p != nil && p.Style.Direction == style.RTL
}
