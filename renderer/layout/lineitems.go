package layout

import (
	"slices"

	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/text"
)

// makeItems turns the placed pieces into the line's items.
func (lb *lineBreaker) makeItems(line *Line) {
	ic := lb.ic
	items := lb.items[:0]
	start := line.Rect.X
	if len(lb.pieces) > 0 {
		start = lb.pieces[0].x
	}
	// Inline boxes that go on from the line before.
	for i := 1; i <= lb.cont; i++ {
		items = lb.openItem(items, line, i, start)
	}
	end := start
	for i := range lb.pieces {
		p := &lb.pieces[i]
		it := &ic.items[p.item]
		s := &lb.states[p.state]
		switch it.kind {
		case entryOpen:
			m := geom.Unit(0)
			if !it.cont {
				m, _ = edgeWidth(it.box, entryOpen, lb.j.cw)
			}
			items = lb.openItem(items, line, p.state, p.x+m)
		case entryClose:
			m := geom.Unit(0)
			if !it.cont {
				m, _ = edgeWidth(it.box, entryClose, lb.j.cw)
			}
			if s.item >= 0 {
				lb.closeItem(items, s, p.x+p.width-m, !it.cont)
			}
		case entryText:
			if p.g1 > p.g0 && it.shaped != nil || it.tab && it.font != nil {
				items = lb.textItem(items, line, p, it, s)
			}
			if p.hyphen != nil {
				items = append(items, lb.hyphenItem(line, p, it, s))
			}
		case entryAtomic:
			y := lb.baselineOf(line, s) - s.lead.asc + p.outer.Top
			items = append(items, Item{Kind: ItemAtomic, Box: it.box, Baseline: lb.baselineOf(line, s) + s.rel.Y,
				Rect: geom.Rect{X: p.x + p.outer.Left + s.rel.X, Y: y + s.rel.Y, W: p.res.w, H: p.res.h}})
		case entryOOF:
			y := line.Rect.Y
			if !staticInline(it.box) && lb.contentBefore(i) {
				y = line.Rect.Bottom()
			}
			lb.mark(it.box, line.Rect.X, line.Rect.Right(), p.x, y, s.rel)
		}
		end = max(end, p.x+p.width)
	}
	// Inline boxes that go on to the next line.
	for i := 1; i < len(lb.states); i++ {
		if s := &lb.states[i]; s.item >= 0 && items[s.item].Rect.W < 0 {
			lb.closeItem(items, s, end, false)
		}
	}
	if lb.ic.bidi {
		lb.coverParts(items)
	}
	line.Items = slices.Clone(items)
	lb.items = items
}

// contentBefore reports whether something stands on the line before piece i: text, an
// atomic box or an inline box with nothing in it, but that has a part of its own.
func (lb *lineBreaker) contentBefore(i int) bool {
	for k := range i {
		p := &lb.pieces[k]
		switch it := &lb.ic.items[p.item]; it.kind {
		case entryText, entryAtomic:
			return true
		case entryClose:
			if o := &lb.pieces[max(0, k-1)]; lb.ic.items[o.item].box == it.box && lb.ic.items[o.item].kind == entryOpen && lb.t.hasPart(it.box) {
				return true
			}
		}
	}
	return false
}

// openItem begins the part of an inline box on this line; width -1 marks it open.
func (lb *lineBreaker) openItem(items []Item, line *Line, state int, x geom.Unit) []Item {
	s := &lb.states[state]
	s.item = len(items)
	fr := s.box.frameOf(lb.j.cw)
	base := lb.baselineOf(line, s)
	m := s.font.met
	return append(items, Item{Kind: ItemInline, Box: s.box, First: s.first, Baseline: base + s.rel.Y, Rect: geom.Rect{
		X: x + s.rel.X, Y: base - m.Ascent - fr.top() + s.rel.Y, W: -1, H: m.Ascent + m.Descent + fr.bpH}})
}

func (lb *lineBreaker) closeItem(items []Item, s *inlineState, x geom.Unit, last bool) {
	it := &items[s.item]
	it.Rect.W = max(0, x+s.rel.X-it.Rect.X)
	it.Last = last
}

// coverParts makes the parts of inline boxes wide enough for reordered content.
func (lb *lineBreaker) coverParts(items []Item) {
	seen := make([]bool, len(lb.states))
	holds := make([]bool, len(lb.states))
	cover := func(s int, x0, x1 geom.Unit) {
		st := &lb.states[s]
		if st.item < 0 {
			return
		}
		r := &items[st.item].Rect
		x0, x1 = x0+st.rel.X, x1+st.rel.X
		if seen[s] {
			x0, x1 = min(r.X, x0), max(r.Right(), x1)
		}
		seen[s] = true
		r.X, r.W = x0, x1-x0
	}
	for i := range lb.pieces {
		p := &lb.pieces[i]
		s := p.state
		switch it := &lb.ic.items[p.item]; {
		case p.width <= 0:
			continue
		case it.kind == entryText || it.kind == entryAtomic:
		case (it.kind == entryOpen || it.kind == entryClose) && !it.cont:
			s = lb.states[s].parent // its margin too is within the box around it
		default:
			continue
		}
		for ; s > 0; s = lb.states[s].parent {
			cover(s, p.x, p.x+p.width)
			holds[s] = true
		}
	}
	// Borders and padding stand where their edge was put.
	for i := range lb.pieces {
		p := &lb.pieces[i]
		it := &lb.ic.items[p.item]
		if it.kind != entryOpen && it.kind != entryClose || it.cont || lb.states[p.state].item < 0 {
			continue
		}
		_, in := edgeWidth(it.box, it.kind, lb.j.cw)
		if in == 0 && holds[p.state] {
			continue
		}
		x0, x1 := p.x+p.width-in, p.x+p.width // the margin is on the left
		if (it.kind == entryOpen) == (it.box.Style.Direction == style.RTL) {
			x0, x1 = p.x, p.x+in
		}
		cover(p.state, x0, x1)
	}
}

// textItem adds a text, or lengthens the one before when it goes on.
func (lb *lineBreaker) textItem(items []Item, line *Line, p *piece, it *inlineItem, s *inlineState) []Item {
	if n := len(items); n > 0 && !p.apart && !it.tab && p.hyphen == nil && p.own == nil {
		q := &items[n-1]
		if q.Kind == ItemText && q.Text == it.shaped && q.Box == it.box && q.Node == it.node && q.Rect.Right() == p.x+s.rel.X {
			if it.level&1 == 0 && q.End == p.g0 {
				q.End = p.g1
				q.Rect.W += p.width
				return items
			}
		}
		if q.Kind == ItemText && q.Text == it.shaped && q.Box == it.box && q.Node == it.node && it.level&1 == 1 && q.Start == p.g1 && p.x+p.width+s.rel.X == q.Rect.X {
			q.Start = p.g0
			q.Rect.X -= p.width
			q.Rect.W += p.width
			return items
		}
	}
	base := lb.baselineOf(line, s) + s.rel.Y
	m := s.font.met
	x, w := p.x+s.rel.X, p.width
	if p.hyphen != nil {
		w -= p.hyphen.Width
		if it.level&1 == 1 {
			x += p.hyphen.Width
		}
	}
	sh := p.shapedOf(it)
	if it.tab {
		sh = &text.Shaped{Text: "\t", Width: p.width} // no glyphs, but a place
	}
	return append(items, Item{Kind: ItemText, Box: it.box, Node: it.node, Baseline: base, Text: sh,
		Start: p.g0, End: p.g1, TextStyle: it.font.ts, Marks: it.font.marks,
		Rect: geom.Rect{X: x, Y: base - m.Ascent, W: w, H: m.Ascent + m.Descent}})
}

// unkern undoes the kerning between the last character of the line and the one that
// begins the next, which Blink shapes apart.
func (lb *lineBreaker) unkern(next cursor) {
	n := len(lb.pieces)
	if n == 0 || next.tok >= len(lb.ic.tokens) {
		return
	}
	p := &lb.pieces[n-1]
	it := &lb.ic.items[p.item]
	if int(lb.ic.tokens[next.tok].item) != p.item || it.kind != entryText || it.tab || it.level&1 == 1 || p.hang > 0 || p.own != nil || p.g1 <= p.g0 || p.g1 >= it.g1 {
		return
	}
	p.width += lb.tailChange(it, p.g0, p.g1)
}

// tailChange is how much wider the glyphs g0 to g1 of a text get when what follows them
// goes to the next line.
func (lb *lineBreaker) tailChange(it *inlineItem, g0, g1 int) geom.Unit {
	gl := it.shaped.Glyphs
	if g1 <= g0 || g1 >= it.g1 {
		return 0
	}
	next := int(gl[g1].Cluster)
	for g1-1 > g0 && gl[g1-1].Advance == 0 && gl[g1-2].Cluster != gl[g1-1].Cluster {
		g1-- // behind characters of no width
	}
	from, to := int(gl[g1-1].Cluster), next
	if from >= to || to > len(it.shaped.Text) || it.shaped.Text[from] >= 0xe2 || gl[g1-1].Advance == 0 {
		return 0
	}
	if g1-2 >= g0 && gl[g1-2].Cluster == gl[g1-1].Cluster {
		return 0
	}
	ctx := text.Context{Script: text.ScriptAt(lb.ic.text, it.from+from)}
	// One unit is but the rounding of a pen position.
	if more := lb.t.shaper.ShapeIn(it.shaped.Text[from:to], it.font.ts, ctx).Width - gl[g1-1].Advance; more > 1 || more < -1 {
		return more
	}
	return 0
}

// ellipsisWanted reports whether text-overflow cuts this line.
func (lb *lineBreaker) ellipsisWanted(line *Line) bool {
	c := lb.b.Style
	if c.TextOverflow != style.TextOverflowEllipsis || c.OverflowX == style.OverflowVisible {
		return false
	}
	return lb.lineEnd(line) > lb.j.fr.left()+lb.j.cw || lb.rtl && lb.lineStart(line) < lb.j.fr.left()
}

func (lb *lineBreaker) lineEnd(line *Line) geom.Unit {
	end := line.Rect.X
	for i := range line.Items {
		if line.Items[i].Kind != ItemInline {
			end = max(end, line.Items[i].Rect.Right())
		}
	}
	return end
}

func (lb *lineBreaker) lineStart(line *Line) geom.Unit {
	start := line.Rect.Right()
	for i := range line.Items {
		if line.Items[i].Kind != ItemInline {
			start = min(start, line.Items[i].Rect.X)
		}
	}
	return start
}

// ellipsis cuts the line's end and puts "…" there (CSS Overflow 4 §5.1): characters
// and atomic boxes go until it fits; one character of the line stays.
func (lb *lineBreaker) ellipsis(line *Line) {
	f := lb.t.fontOf(lb.b.Style.Inherited)
	sh := lb.t.shaper.Shape("…", f.ts)
	right := lb.j.fr.left() + lb.j.cw
	if lb.rtl {
		lb.ellipsisLeft(line, f, sh)
		return
	}
	limit := right - sh.Width
	x := line.Rect.X
	kept := false
	out := line.Items[:0:0]
	cut := false
	var by *Box // of what the ellipsis stands behind
	for i := range line.Items {
		it := line.Items[i]
		if it.Kind == ItemInline {
			out = append(out, it)
			continue
		}
		if cut || it.Rect.X >= limit && kept {
			cut = true
			lb.unseen(it)
			continue
		}
		if it.Rect.Right() > limit {
			cut = true
			if it.Kind == ItemAtomic {
				if kept {
					lb.unseen(it)
				} else {
					out, kept, by = append(out, it), true, it.Box
					x = max(x, it.Rect.Right())
				}
				continue
			}
			gl := it.Text.Glyphs
			w := geom.Unit(0)
			end := it.Start
			for end < it.End {
				n, cw := end, geom.Unit(0)
				for n < it.End && gl[n].Cluster == gl[end].Cluster {
					cw += gl[n].Advance
					n++
				}
				if it.Rect.X+w+cw > limit && (kept || end > it.Start) {
					break
				}
				w += cw
				end = n
				if it.Rect.X+w > limit {
					break
				}
			}
			it.End, it.Rect.W = end, w
			if end == it.Start {
				continue
			}
		}
		out, kept, by = append(out, it), true, it.Box
		x = max(x, it.Rect.Right())
	}
	line.Items = lb.putEllipsis(out, lb.ellipsisItem(line, f, sh, x), by)
}

// unseen keeps the place of an atomic box that an ellipsis takes off its line.
func (lb *lineBreaker) unseen(it Item) {
	if it.Kind == ItemAtomic {
		lb.empties = append(lb.empties, it)
	}
}

// putEllipsis adds an ellipsis behind what is of by. The inline boxes that have no parts of
// their own are as wide as their text, and an ellipsis counts as text.
// Oracle: Chromium, TestEllipsisBoxes.
func (lb *lineBreaker) putEllipsis(items []Item, e Item, by *Box) []Item {
	for b := by; b != nil && b.Inline && !b.Atomic && lb.t.culled(b); b = b.Parent {
		for i := range items {
			if it := &items[i]; it.Kind == ItemInline && it.Box == b {
				it.Rect = it.Rect.Union(e.Rect)
			}
		}
	}
	return append(items, e)
}

// ellipsisLeft is ellipsis for a right-to-left block: the left end is cut, by whole
// items and glyphs.
func (lb *lineBreaker) ellipsisLeft(line *Line, f *font, sh *text.Shaped) {
	limit := lb.j.fr.left() + sh.Width
	x := line.Rect.Right()
	out := line.Items[:0:0]
	var by *Box
	for i := range line.Items {
		it := line.Items[i]
		if it.Kind != ItemInline && it.Rect.X < limit {
			if it.Kind == ItemAtomic || it.Rect.Right() <= limit {
				lb.unseen(it)
				continue
			}
			gl := it.Text.Glyphs
			for it.Start < it.End && it.Rect.X < limit {
				w := gl[it.Start].Advance
				it.Rect.X += w
				it.Rect.W -= w
				it.Start++
			}
		}
		out = append(out, it)
		if it.Kind != ItemInline && it.Rect.X < x {
			x, by = it.Rect.X, it.Box
		}
	}
	line.Items = lb.putEllipsis(out, lb.ellipsisItem(line, f, sh, x-sh.Width), by)
}

func (lb *lineBreaker) ellipsisItem(line *Line, f *font, sh *text.Shaped, x geom.Unit) Item {
	return Item{Kind: ItemText, Box: lb.b, Baseline: line.Baseline, Text: sh, End: len(sh.Glyphs), TextStyle: f.ts,
		Rect: geom.Rect{X: x, Y: line.Baseline - f.met.Ascent, W: sh.Width, H: f.met.Ascent + f.met.Descent}}
}
