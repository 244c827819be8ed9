package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// columnPiece is a part of a tall column of content that is not cut: a line or two, a
// box that may not break, or the edge of one.
type columnPiece struct {
	top, bottom geom.Unit // in the coordinates of the container of columns
	forced      bool      // a break stands before it
	span        bool      // it goes across all columns
	dx, dy      geom.Unit // where it is moved to
	ends        geom.Unit // where its column ends, after the move
}

// multicol reports a container of columns.
func multicol(b *Box) bool { return b.data.kind == kindBlock && !b.Inline && b.Style.Multicol() }

// columnsOf gives number, width and distance of the columns in a content width.
// https://www.w3.org/TR/css-multicol-1/#pseudo-algorithm
func columnsOf(c *style.Computed, cw geom.Unit) (n int, w, dist geom.Unit) {
	r := c.Uncommon()
	g := gap(c.ColumnGap, cw)
	if c.ColumnGap.IsAuto() {
		g = geom.FromFloat(float64(c.FontSize))
	}
	n = min(max(r.ColumnCount, 1), MaxTracks)
	if !r.ColumnWidth.IsAuto() {
		fit := max(1, int((cw+g)/max(r.ColumnWidth.Resolve(0)+g, 1)))
		if r.ColumnCount == 0 {
			n = min(fit, MaxTracks)
		} else {
			n = min(n, fit)
		}
	}
	w = max(0, (cw-g*geom.Unit(n-1))/geom.Unit(n))
	return n, w, g
}

// columns lays out a container of columns: the content as one tall column, which is cut
// between pieces and put side by side. Of a box that goes on in the next column Rect is
// the union of its parts, and its background covers that.
//
// Not done: floats across a break, the parts of a cut box drawn one by one.
func (t *Tree) columns(j *job) result {
	b := j.b
	full := j.cw
	n, w, g := columnsOf(b.Style, full)
	perform := j.perform
	// Where things are cut is only known from their places.
	j.perform, j.cw, j.across = true, w, full
	r := t.flowLayout(j)
	j.perform, j.cw, j.across = perform, full, 0
	if !perform {
		b.data.cache.hasFinal = false
	}
	cut := &cutter{}
	cut.collect(b, 0, true)
	pieces := cut.merge()
	limit := unlimited
	if j.h != indef {
		limit = max(0, j.h-j.fr.bpH)
	} else if j.maxH != unlimited {
		limit = max(0, j.maxH-j.fr.bpH)
	}
	y := j.fr.top()
	b.rarely().rules = nil
	for i := 0; i < len(pieces); {
		if pieces[i].span {
			p := &pieces[i]
			p.dy = y - p.top
			p.ends = y + p.bottom - p.top
			if i > 0 && !pieces[i-1].span { // the margin between is kept
				m := max(0, p.top-pieces[i-1].bottom)
				p.dy, p.ends = p.dy+m, p.ends+m
			}
			y = p.ends
			i++
			continue
		}
		e := i
		for e < len(pieces) && !pieces[e].span {
			e++
		}
		row := pieces[i:e]
		if i > 0 { // the margin below what spans
			y += max(0, row[0].top-pieces[i-1].bottom)
		}
		h := row[len(row)-1].bottom - row[0].top
		if b.Style.Rare.ColumnFillAuto && limit != unlimited && e == len(pieces) {
			h = limit - (y - j.fr.top())
		} else {
			h = min(balance(row, n), max(0, limit-(y-j.fr.top())))
		}
		used := fill(row, h, nil)
		fill(row, h, func(k, col int, top geom.Unit) {
			dx := (w + g) * geom.Unit(col)
			if b.Style.Direction == style.RTL {
				dx = full - w - dx
			}
			row[k].dx, row[k].dy, row[k].ends = dx, y-top, y+h
		})
		if perform && b.Style.Rare.ColumnRuleStyle > style.BorderHidden {
			for c := 1; c < used; c++ {
				x := j.fr.left() + (w+g)*geom.Unit(c) - g/2
				if b.Style.Direction == style.RTL {
					x = j.fr.left() + full - ((w+g)*geom.Unit(c) - g/2)
				}
				b.rarely().rules = append(b.rarely().rules, geom.Rect{X: x, Y: y, H: h})
			}
		}
		y += h
		i = e
	}
	if perform {
		(&placer{cut: cut}).place(b, geom.Point{})
		r.h = j.finish(y + j.fr.border.Bottom + j.fr.padding.Bottom)
		return r
	}
	// The places are of no use to anybody: the next run that places makes them anew.
	t.forgetPlaces(b)
	r.h = j.finish(y + j.fr.border.Bottom + j.fr.padding.Bottom)
	return r
}

// forgetPlaces makes the next perform of what is in b's flow do its work again.
func (t *Tree) forgetPlaces(b *Box) {
	for _, k := range b.flow() {
		k.data.cache.hasFinal = false
	}
}

// fill puts pieces into columns of height h and gives their number; put, when not nil,
// is told of each piece: its column and where that column begins in the tall one.
func fill(row []columnPiece, h geom.Unit, put func(i, col int, top geom.Unit)) int {
	col, top := 0, row[0].top
	for i := range row {
		p := &row[i]
		if i > 0 && (p.forced || p.bottom-top > h) && p.top > top {
			col, top = col+1, p.top
		}
		if put != nil {
			put(i, col, top)
		}
	}
	return col + 1
}

// balance gives the least height at which the pieces fit into n columns.
func balance(row []columnPiece, n int) geom.Unit {
	h := (row[len(row)-1].bottom - row[0].top) / geom.Unit(n)
	for i := range row {
		h = max(h, row[i].bottom-row[i].top)
	}
	for range len(row) * n {
		if fill(row, h, nil) <= n {
			return h
		}
		// The least more that lets a column take another piece.
		more := geom.MaxUnit
		top := row[0].top
		for i := range row {
			p := &row[i]
			if i > 0 && (p.forced || p.bottom-top > h) {
				if !p.forced {
					more = min(more, p.bottom-top-h)
				}
				top = p.top
			}
		}
		if more == geom.MaxUnit {
			return h
		}
		h += max(more, 1)
	}
	return h
}

// cutter finds the pieces. of tells to which merged piece each found one belongs.
type cutter struct {
	found  []columnPiece
	merged []columnPiece
	of     []int
	force  bool
}

func (c *cutter) add(top, bottom geom.Unit) *columnPiece {
	c.found = append(c.found, columnPiece{top: top, bottom: max(top, bottom), forced: c.force})
	c.force = false
	return &c.found[len(c.found)-1]
}

// breaks reports whether a column may end inside k.
func breaks(k *Box) bool {
	return k.data.kind == kindBlock && !scrolls(k.Style) && !k.Style.Uncommon().BreakInside && !k.Style.Uncommon().ColumnSpan && !multicol(k) &&
		k.Style.Float == style.FloatNone && !k.Atomic && k.Style.Contain == 0 && (len(k.Lines) > 0 || len(k.flow()) > 0)
}

// collect adds the pieces of b, whose border box begins at y; root is the container itself.
func (c *cutter) collect(b *Box, y geom.Unit, root bool) {
	for i, n := 0, len(b.Lines); i < n; {
		// Two lines at least stay together at either side of a break.
		e := i + 1
		if i == 0 {
			e = min(2, n)
		}
		if n-e == 1 || n == 3 {
			e = n
		}
		c.add(y+b.Lines[i].Rect.Y, y+b.Lines[e-1].Rect.Bottom())
		i = e
	}
	for _, k := range b.flow() {
		if k.data.flags&flagOut != 0 {
			continue
		}
		r := k.Style.Uncommon()
		c.force = c.force || r.BreakBefore
		top := y + k.Rect.Y
		if !breaks(k) {
			p := c.add(top, top+k.Rect.H)
			p.span = root && r.ColumnSpan
		} else {
			start := len(c.found)
			c.collect(k, top, false)
			if start == len(c.found) {
				c.add(top, top+k.Rect.H)
			}
			c.found[start].top = min(c.found[start].top, top)
			last := &c.found[len(c.found)-1]
			last.bottom = max(last.bottom, top+k.Rect.H)
		}
		c.force = c.force || r.BreakAfter
	}
}

// merge joins pieces that overlap.
func (c *cutter) merge() []columnPiece {
	for i := range c.found {
		p := c.found[i]
		if n := len(c.merged); n > 0 && p.top < c.merged[n-1].bottom && !p.forced && !p.span && !c.merged[n-1].span {
			m := &c.merged[n-1]
			m.top, m.bottom = min(m.top, p.top), max(m.bottom, p.bottom)
		} else {
			c.merged = append(c.merged, p)
		}
		c.of = append(c.of, len(c.merged)-1)
	}
	return c.merged
}

// placer moves boxes and lines to where their pieces went, in the order of collect.
type placer struct {
	cut *cutter
	at  int
}

func (p *placer) next() *columnPiece {
	m := &p.cut.merged[p.cut.of[p.at]]
	p.at++
	return m
}

// place moves what is in b; own is how far b itself was moved.
func (p *placer) place(b *Box, own geom.Point) {
	moved := false
	for i, n := 0, len(b.Lines); i < n; {
		e := i + 1
		if i == 0 {
			e = min(2, n)
		}
		if n-e == 1 || n == 3 {
			e = n
		}
		m := p.next()
		d := geom.Point{X: m.dx - own.X, Y: m.dy - own.Y}
		if d != (geom.Point{}) {
			moved = true
			for k := i; k < e; k++ {
				moveLine(b, &b.Lines[k], d)
			}
		}
		i = e
	}
	if moved {
		uniteInlines(b)
	}
	for _, k := range b.flow() {
		if k.data.flags&flagOut != 0 {
			continue
		}
		if !breaks(k) {
			m := p.next()
			k.Rect.X, k.Rect.Y = k.Rect.X+m.dx-own.X, k.Rect.Y+m.dy-own.Y
			continue
		}
		start := p.at
		count := p.countIn(k)
		first := p.cut.merged[p.cut.of[start]]
		whole := true
		for i := start; i < start+count; i++ {
			m := &p.cut.merged[p.cut.of[i]]
			whole = whole && m.dx == first.dx && m.dy == first.dy
		}
		if whole {
			k.Rect.X, k.Rect.Y = k.Rect.X+first.dx-own.X, k.Rect.Y+first.dy-own.Y
			p.at = start + count
			continue
		}
		// The box is cut: its rectangle becomes the union of its parts.
		f := &p.cut.found[start]
		shift := geom.Point{X: first.dx, Y: first.dy}
		left, right := first.dx, first.dx
		top, bottom := f.top+first.dy, f.bottom+first.dy
		for i := start; i < start+count; i++ {
			m, q := &p.cut.merged[p.cut.of[i]], &p.cut.found[i]
			left, right = min(left, m.dx), max(right, m.dx)
			top, bottom = min(top, q.top+m.dy), max(bottom, q.bottom+m.dy)
			if i < start+count-1 {
				if next := &p.cut.merged[p.cut.of[i+1]]; next.dx != m.dx {
					bottom = max(bottom, m.ends)
				}
			}
		}
		shift.X, shift.Y = left, top-f.top
		p.place(k, shift)
		k.data.cache.hasFinal = false
		k.Rect.X, k.Rect.Y = k.Rect.X+shift.X-own.X, k.Rect.Y+shift.Y-own.Y
		k.Rect.W += right - left
		k.Rect.H = bottom - top
	}
}

// countIn is how many pieces collect found in k.
func (p *placer) countIn(k *Box) int {
	c := &cutter{}
	c.collect(k, 0, false)
	return max(1, len(c.found))
}

// moveLine moves a line with the boxes that stand on it.
func moveLine(b *Box, l *Line, d geom.Point) {
	l.Rect = l.Rect.Translate(d)
	l.Baseline += d.Y
	for i := range l.Items {
		it := &l.Items[i]
		it.Rect = it.Rect.Translate(d)
		it.Baseline += d.Y
		if it.Kind == ItemAtomic && it.Box != nil {
			it.Box.Rect.X, it.Box.Rect.Y = it.Box.Rect.X+d.X, it.Box.Rect.Y+d.Y
		}
	}
}

// uniteInlines gives the inline boxes on b's lines the union of their parts.
func uniteInlines(b *Box) {
	seen := map[*Box]bool{}
	for i := range b.Lines {
		for j := range b.Lines[i].Items {
			it := &b.Lines[i].Items[j]
			if it.Kind != ItemInline || it.Box == nil {
				continue
			}
			if !seen[it.Box] {
				seen[it.Box] = true
				it.Box.Rect = it.Rect
				continue
			}
			it.Box.Rect = cover(it.Box.Rect, it.Rect)
		}
	}
}

// columnIntrinsic turns the intrinsic widths of a column into those of the container.
func columnIntrinsic(b *Box, in minmax) minmax {
	r := b.Style.Uncommon()
	_, _, g := columnsOf(b.Style, 0)
	n := geom.Unit(max(r.ColumnCount, 1))
	if r.ColumnWidth.IsAuto() {
		in.min = in.min*n + g*(n-1)
	} else {
		w := r.ColumnWidth.Resolve(0)
		in.min, in.max = min(in.min, w), max(in.max, w)
	}
	in.max = in.max*n + g*(n-1)
	return in
}
