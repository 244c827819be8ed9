package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// inlineState is an inline box (or the block itself) on the line that is being made.
type inlineState struct {
	box    *Box
	parent int
	shift  geom.Unit // baseline below the group's baseline
	group  int
	font   *font
	lead   fontHeight
	all    fontHeight // with what is in the box, top and bottom aligned boxes apart
	rel    geom.Point // sum of relative offsets
	first  bool
	item   int // index of its ItemInline
}

// pushState opens an inline box under the state parent.
func (lb *lineBreaker) pushState(b *Box, parent int, first bool) int {
	c := b.Style
	f := lb.t.fontOf(c.Inherited)
	s := inlineState{box: b, parent: parent, font: f, lead: f.lead, first: first, item: -1}
	if parent >= 0 {
		p := &lb.states[parent]
		s.group, s.rel = p.group, p.rel
		if c.Position == style.PositionRelative {
			s.rel = s.rel.Add(relativeOffset(b, lb.j.cw, lb.j.pctH))
		}
		if aligned(c) {
			s.group = lb.beginGroup(c.VerticalAlign)
		}
	}
	s.all = s.lead
	lb.states = append(lb.states, s)
	return len(lb.states) - 1
}

// alignShift is how far vertical-align lowers a box with height h in a parent of style p
// (CSS 2.1 §10.8.1; the amounts of sub and super are Blink's).
func (t *Tree) alignShift(c, p *style.Computed, h fontHeight, f *font) geom.Unit {
	size := float64(p.FontSize)
	switch c.VerticalAlign {
	case style.VASub:
		return geom.FromFloat(size/5 + 1)
	case style.VASuper:
		return -geom.FromFloat(size/3 + 1)
	case style.VAMiddle:
		return (h.asc-h.desc)/2 - t.fontOf(p.Inherited).met.XHeight/2
	case style.VATextTop:
		return h.asc - t.fontOf(p.Inherited).met.Ascent
	case style.VATextBottom:
		return t.fontOf(p.Inherited).met.Descent - h.desc
	case style.VALength:
		base, ok := lineHeightOf(c.Inherited)
		if !ok {
			own := t.fontOf(c.Inherited).lead
			base = own.asc + own.desc
		}
		return -c.VerticalLength.Resolve(base)
	}
	return 0
}

// finishLine turns lb.pieces into a Line, or into nothing when the line holds
// nothing (CSS 2.1 §9.4.2). It reports whether a line was made.
func (lb *lineBreaker) finishLine(first, last, clamp bool) bool {
	ic := lb.ic
	l, r := lb.limits(lb.y)
	lb.states, lb.groups = lb.states[:0], append(lb.groups[:0], alignGroup{fontHeight: fontHeight{-unlimited, -unlimited}})

	// Space at the end of the line hangs; what holds something makes the line real.
	real := false
	trail := true
	lb.hung, lb.firm = 0, true
	for i := len(lb.pieces) - 1; i >= 0; i-- {
		p := &lb.pieces[i]
		it := &ic.items[p.item]
		switch it.kind {
		case entryText:
			if trail && it.tab && it.box.Style.WhiteSpace == style.WhiteSpacePreWrap {
				lb.hung += p.width // hangs as preserved spaces do
				lb.firm = false
			} else if trail {
				// Preserved space keeps what stands before it, and so does a character of no width.
				text := p.width > 0 || it.tab || ic.tokens[p.tok].void || p.g1 > p.g0 && (p.hang == 0 || !collapses(it.box.Style.WhiteSpace) || ic.tokens[p.tok].keeps)
				if collapses(it.box.Style.WhiteSpace) && !ic.tokens[p.tok].keeps {
					lb.dropSpace(p, it)
				} else {
					lb.hung += p.hang
					lb.firm = lb.firm && (p.hang == 0 || collapses(it.box.Style.WhiteSpace))
					p.width += p.hang
					p.hang = 0
				}
				trail = !text
			} else {
				p.width += p.hang
				p.hang = 0
			}
			if p.g1 > p.g0 || it.tab {
				real = true
			}
		case entryAtomic:
			trail, real = false, true
		case entryBreak:
			real = true
		case entryOpen, entryClose:
			if p.width != 0 || !it.cont && edgeShows(it.box, it.kind) {
				real = true
			}
		}
	}

	if trail && lb.hung > 0 && !lb.ic.bidi && (!last || !lb.firm) {
		lb.hung = lb.standAlone()
	}

	lb.roundUp()

	// Vertical: states, groups, atomic boxes.
	cur := lb.pushState(lb.b, -1, false)
	for _, b := range lb.open {
		cur = lb.pushState(b, cur, false)
	}
	lb.cont = len(lb.open)
	for i := range lb.pieces {
		p := &lb.pieces[i]
		it := &ic.items[p.item]
		switch it.kind {
		case entryOpen:
			cur = lb.pushState(it.box, cur, !it.cont)
			lb.open = append(lb.open, it.box)
			p.state = cur
		case entryClose:
			p.state = cur
			cur = max(0, lb.states[cur].parent)
			if n := len(lb.open); n > 0 {
				lb.open = lb.open[:n-1]
			}
		case entryText:
			p.state = cur
			s := &lb.states[cur]
			if s.font.norm && it.shaped != nil && len(it.shaped.Faces) > 1 {
				lb.fallback(p, it, s)
			}
		case entryAtomic:
			p.state = lb.atomicState(p, it.box, cur)
		default:
			p.state = cur
		}
	}
	if !real {
		lb.emptyLine(l, r, first, last)
		return false
	}

	ext := lb.extent(false)
	line := Line{Rect: geom.Rect{X: l, Y: lb.y, W: r - l, H: max(0, ext.asc+ext.desc)}}
	line.Baseline = lb.y + ext.asc
	after := geom.Unit(0)
	if ic.marks {
		after = lb.makeRoom(&line, ext)
	}
	lb.horizontal(&line, first, last)
	lb.makeItems(&line)
	if clamp || lb.ellipsisWanted(&line) {
		lb.ellipsis(&line)
	}
	lb.lines = append(lb.lines, line)
	lb.y += line.Rect.H + after
	return true
}

// standAlone gives what hangs on a line of nothing but spaces: ideographic ones stand.
func (lb *lineBreaker) standAlone() (hung geom.Unit) {
	for i := range lb.pieces {
		p := &lb.pieces[i]
		if it := &lb.ic.items[p.item]; it.kind == entryText && (it.tab || !lb.ic.tokens[p.tok].keeps) {
			return lb.hung
		}
	}
	return 0
}

// dropSpace removes the collapsible space at the end of a piece.
func (lb *lineBreaker) dropSpace(p *piece, it *inlineItem) {
	if p.hang == 0 {
		return
	}
	// Leave the glyphs out of the run: they stand at its logical end.
	gl := it.shaped.Glyphs
	w := p.hang
	for p.g1 > p.g0 && w > 0 {
		if it.level&1 == 0 {
			p.g1--
			w -= gl[p.g1].Advance
		} else {
			w -= gl[p.g0].Advance
			p.g0++
		}
	}
	p.hang = 0
}

// emptyLine keeps the static positions of a line that does not exist, and where its
// inline boxes stand: as on a line, but with neither ascent nor descent.
func (lb *lineBreaker) emptyLine(l, r geom.Unit, first, last bool) {
	if len(lb.pieces) > 0 {
		ext := lb.extent(true)
		line := Line{Rect: geom.Rect{X: l, Y: lb.y - ext.asc, W: r - l, H: ext.asc + ext.desc}, Baseline: lb.y}
		lb.horizontal(&line, first, last)
		for i := range lb.pieces {
			p := &lb.pieces[i]
			if it := &lb.ic.items[p.item]; it.kind == entryOpen && !it.cont {
				s := &lb.states[p.state]
				m, _ := edgeWidth(it.box, entryOpen, lb.j.cw)
				lb.empties = append(lb.empties, Item{Kind: ItemInline, Box: it.box,
					Rect: geom.Rect{X: p.x + m + s.rel.X, Y: lb.baselineOf(&line, s) + s.rel.Y}})
			}
		}
	}
	for i := range lb.pieces {
		p := &lb.pieces[i]
		if it := &lb.ic.items[p.item]; it.kind == entryOOF {
			lb.mark(it.box, l, r, p.x, lb.y, lb.states[p.state].rel)
		}
	}
}

// mark notes the static position of b; rel is the shift of the inline boxes around it.
func (lb *lineBreaker) mark(b *Box, l, r, x, y geom.Unit, rel geom.Point) {
	pos := staticPos{area: geom.Rect{X: x, Y: y}}
	if !staticInline(b) {
		l = lb.j.fr.left() // it does not avoid floats
		r = l + lb.j.cw
		pos = staticAt(lb.b, l, r, y)
	}
	if lb.rtl {
		pos.alignX = 2
	}
	if !staticInline(b) {
		selfStatic(lb.b, b, &pos, l, r)
	}
	pos.area = pos.area.Translate(rel)
	lb.statics = append(lb.statics, staticMark{b, pos})
}

// staticInline reports whether the out-of-flow box would stand on a line.
func staticInline(b *Box) bool { return b.Style.InlineLevel || inlineLevel(b.Style.Display) }

// fallback includes the metrics of fallback fonts that have glyphs in the piece.
func (lb *lineBreaker) fallback(p *piece, it *inlineItem, s *inlineState) {
	sh := p.shapedOf(it)
	gl := sh.Glyphs
	prev := it.shaped.Faces[0]
	for g := p.g0; g < p.g1; g++ {
		if f := gl[g].Face; f != prev && f != it.shaped.Faces[0] {
			m := central(s.box.Style.Inherited, lb.t.shaper.FaceMetrics(f, it.font.ts.Size))
			s.all.include(leadingOf(s.box.Style.Inherited, m))
			prev = f
		}
	}
}

// atomicState makes a state for an atomic box: its baseline and alignment.
func (lb *lineBreaker) atomicState(p *piece, k *Box, cur int) int {
	c := k.Style
	bl := p.res.last
	if k.data.kind != kindBlock {
		bl = p.res.first
	}
	h := fontHeight{asc: p.outer.Top + p.res.h + p.outer.Bottom}
	if centred(lb.b.Style.Inherited) {
		h = fontHeight{asc: h.asc - h.asc/2, desc: h.asc / 2}
	}
	if bl != noBaseline {
		h = fontHeight{asc: p.outer.Top + bl, desc: p.res.h - bl + p.outer.Bottom}
	}
	par := &lb.states[cur]
	s := inlineState{box: k, parent: cur, font: par.font, lead: h, all: h, group: par.group, rel: par.rel, item: -1}
	if c.Position == style.PositionRelative {
		s.rel = s.rel.Add(relativeOffset(k, lb.j.cw, lb.j.pctH))
	}
	if aligned(c) {
		s.group = lb.beginGroup(c.VerticalAlign)
	}
	lb.states = append(lb.states, s)
	return len(lb.states) - 1
}

// horizontal gives every piece its x: text-align and bidi order.
func (lb *lineBreaker) horizontal(line *Line, first, last bool) {
	var width geom.Unit
	for i := range lb.pieces {
		width += lb.pieces[i].width
	}
	indent := lb.indent(first)
	free := line.Rect.W - width - indent
	hang := lb.hung
	if hang > 0 {
		// Before a forced break only what does not fit hangs of preserved space (CSS Text 4
		// §4.1.3).
		if last && !lb.firm {
			hang = min(hang, max(0, -free))
		}
		free += hang
	}
	ends := last
	align := lb.b.Style.TextAlign
	if k := lb.b.Style.TextAlignLast; last && k != 0 {
		align, last = k, false
	}
	switch align {
	case style.TextAlignWebkitLeft:
		align = style.TextAlignLeft
	case style.TextAlignWebkitRight:
		align = style.TextAlignRight
	case style.TextAlignWebkitCenter:
		align = style.TextAlignCenter
	case style.TextAlignStart, style.TextAlignFirst:
		align = style.TextAlignLeft
		if lb.rtl {
			align = style.TextAlignRight
		}
	case style.TextAlignEnd:
		align = style.TextAlignRight
		if lb.rtl {
			align = style.TextAlignLeft
		}
	case style.TextAlignJustify:
		if !last && free > 0 && lb.justify(free, ends) {
			free = 0
		}
		align = style.TextAlignLeft
		if lb.rtl {
			align = style.TextAlignRight
		}
	}
	x := line.Rect.X
	if !lb.rtl {
		x += indent
	} else if free < 0 {
		align = style.TextAlignRight // what does not fit leaves at the left
	}
	switch align {
	case style.TextAlignRight:
		if free > 0 || lb.rtl {
			x += free
		}
	case style.TextAlignCenter:
		if free > 0 {
			x += free / 2
		} else if lb.rtl {
			x += free
		}
	}
	if lb.rtl {
		x -= hang // it hangs at the left
	}
	if lb.ic.bidi {
		lb.visual(x)
		return
	}
	for i := range lb.pieces {
		lb.pieces[i].x = x
		x += lb.pieces[i].width
	}
}
