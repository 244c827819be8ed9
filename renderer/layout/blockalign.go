package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// justified gives how the containing block p places block k on its line (CSS Align 3
// §6.1); AlignNormal when it fills it as CSS 2.1 says.
func justified(k, p *Box) style.Keyword {
	if k.Style.JustifySelf == style.AlignAuto && p.Style.JustifyItems <= style.AlignNormal || k.Node == nil {
		return style.AlignNormal
	}
	a := k.Style.JustifySelf
	if a == style.AlignAuto {
		a = p.Style.JustifyItems
	}
	if a == style.AlignStretch && k.data.kind != kindTable {
		return style.AlignNormal // what an automatic width does anyway
	}
	return a
}

// atEnd tells where an alignment puts a box along a line that goes from the right when rtl
// is set; own is the direction of the box: 0 left, 1 center, 2 right.
func atEnd(a style.Keyword, rtl, own bool) uint8 {
	right := rtl
	switch a {
	case style.AlignCenter:
		return 1
	case style.AlignEnd, style.AlignFlexEnd, style.AlignLastBaseline:
		right = !rtl
	case style.AlignSelfStart:
		right = own
	case style.AlignSelfEnd:
		right = !own
	case style.AlignLeft:
		right = false
	case style.AlignRight:
		right = true
	}
	if right {
		return 2
	}
	return 0
}

// justifySpace asks for the width of a block that justify-self places: it shrinks to fit,
// and a table may fill.
func (t *Tree) justifySpace(k *Box, a style.Keyword, s *space) {
	switch {
	case a == style.AlignNormal:
	case a == style.AlignStretch:
		if m := k.margins(s.cbW); k.Style.Width.IsAuto() {
			fr := k.frameOf(s.cbW)
			lo, hi := t.widthLimits(k, k.Style, s.cbW, &fr)
			s.w = clampSize(max(t.intrinsicIn(k, &fr).min, s.cbW-m.Horizontal()), lo, hi)
		}
	default:
		s.flags &^= fillW
	}
}

// blockX gives the left edge of a block of width w in cbW, with its margins settled.
func blockX(b, k *Box, a style.Keyword, cbW, w geom.Unit, m *geom.Insets) geom.Unit {
	rtl := b.Style.Direction == style.RTL
	c := k.Style
	if a <= style.AlignStretch || c.Margin[style.Left].IsAuto() || c.Margin[style.Right].IsAuto() {
		return autoMargins(k, cbW, w, m, rtl)
	}
	free := cbW - w - m.Horizontal()
	return m.Left + free*geom.Unit(atEnd(a, rtl, c.Direction == style.RTL))/2
}

// selfStatic applies justify-self and align-self of an absolute box k, which would be a block
// from left to right in b, to its static position.
func selfStatic(b, k *Box, pos *staticPos, left, right geom.Unit) {
	if c := k.Style; selfAligned(c.JustifySelf) {
		pos.area.X, pos.area.W = left, right-left
		pos.alignX = atEnd(c.JustifySelf, b.Style.Direction == style.RTL, c.Direction == style.RTL)
	}
	if a := k.Style.AlignSelf; selfAligned(a) {
		pos.alignY = atEnd(a, false, false)
	}
}

// selfAligned reports an alignment of an absolute box that its insets leave room for.
func selfAligned(a style.Keyword) bool { return a > style.AlignStretch }

// within gives the start of a box of the given size that is aligned among its insets: what
// does not fit stays in the containing block (CSS Position 3 §4.4).
func (a *axis) aligned(size geom.Unit) geom.Unit {
	lo, hi := a.start.Resolve(a.cb), a.cb-a.end.Resolve(a.cb)
	x := lo + a.m0 + (hi-lo-a.m0-a.m1-size)*geom.Unit(a.self)/2
	if size+a.m0+a.m1 > hi-lo {
		if a.safeSelf {
			return lo + a.m0
		}
		if x = min(x, max(a.cb, hi)-size-a.m1); !a.rtl || size <= a.cb {
			x = max(x, min(0, lo)+a.m0)
		}
	}
	return x
}
