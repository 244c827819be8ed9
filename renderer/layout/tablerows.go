package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// tableRows measures rows and sections as their content wants them.
func (t *Tree) tableRows(j *job, g *tableGrid) {
	for i := range g.rows {
		r := &g.rows[i]
		asc, desc := geom.Unit(-unlimited), geom.Unit(-unlimited)
		// A row without cells has its top as baseline, one in which no cell has a baseline
		// the lowest bottom of a content box (oracle chromium).
		r.aligned, r.below = len(r.cells) == 0, unlimited
		for n, c := range r.cells {
			edges := c.frameOf(j.cw)
			if c.rows > 1 {
				// What it holds stands on the baseline of its first row, and its height is
				// that of all its rows (oracle chromium).
				r.below = 0
				if baselineCell(c.Box) && (len(c.flow()) > 0 || c.entries() != nil) {
					res := t.measure(c.Box, g.cellSpace(j, i, n), nil)
					r.aligned = true
					asc = max(asc, cellBaseline(&res, &edges))
				}
				continue
			}
			res := t.measure(c.Box, g.cellSpace(j, i, n), nil)
			if baselineCell(c.Box) && (len(c.flow()) > 0 || c.entries() != nil) {
				r.aligned = true
				bl := cellBaseline(&res, &edges)
				asc, desc = max(asc, bl), max(desc, res.h-bl)
			} else {
				r.below = min(r.below, edges.border.Bottom+edges.padding.Bottom)
			}
			r.h = max(r.h, res.h)
			// min-height and max-height of cells do not count (oracle chromium).
			r.ask(c.Style, edges.bpH)
		}
		r.ask(r.row.Style, 0)
		if r.asc = asc; asc == -unlimited {
			r.asc = 0
		}
		if desc > -unlimited {
			r.h = max(r.h, asc+desc)
		}
	}
	t.spanHeights(j, g)
	for i := range g.sections {
		s := &g.sections[i]
		s.h = g.sum(s)
		if s.group == nil {
			continue
		}
		c := s.group.Style
		if v, ok := length(c, c.Height, 0); ok {
			if s.fixed = true; v > s.h {
				s.h = v
				g.growRows(s)
			}
		} else if c.Height.Kind == style.Percent {
			s.pct = c.Height.Pct
		}
	}
}

// ask takes the height that the row or a cell in it has.
func (r *tableRow) ask(c *style.Computed, bp geom.Unit) {
	if v, ok := length(c, c.Height, bp); ok {
		r.h, r.fixed = max(r.h, v), true
	} else if c.Height.Kind == style.Percent {
		r.pct = max(r.pct, c.Height.Pct)
	}
}

// gapY is what stands between rows; without columns nothing does (oracle chromium).
func (g *tableGrid) gapY() geom.Unit {
	if len(g.cols) == 0 {
		return 0
	}
	return g.spaceY
}

// sum is the height of a section's rows with the gaps between.
func (g *tableGrid) sum(s *tableSection) geom.Unit {
	h := geom.Unit(0)
	for i := range s.n {
		if h += g.rows[s.first+i].h; i > 0 {
			h += g.gapY()
		}
	}
	return h
}

// height is the height of all sections with their gaps.
func (g *tableGrid) allRows() geom.Unit {
	h, some := geom.Unit(0), false
	for i := range g.sections {
		if h += g.sections[i].h; g.sections[i].n > 0 {
			h += g.gapY()
			some = true
		}
	}
	if some {
		h += g.gapY()
	}
	return h
}

// shareOut adds free to the sizes of those that take part, in proportion to their weights
// or, when all are 0, equally; the last has what rounding left.
func shareOut(free geom.Unit, n int, takes func(int) bool, weight func(int) geom.Unit, add func(int, geom.Unit)) {
	var total geom.Unit
	count := geom.Unit(0)
	for i := range n {
		if takes(i) {
			total += weight(i)
			count++
		}
	}
	equal := total <= 0
	for i := range n {
		if !takes(i) {
			continue
		}
		part := free / count
		if w := weight(i); !equal {
			part = w.MulDiv(free, max(1, total))
			total -= w
		}
		if count--; count == 0 {
			part = free
		}
		add(i, part)
		free -= part
	}
}

// growSections gives the sections what the table is higher than its content: up to their
// percentages first, then to bodies, of each kind those without a height of their own
// (CSS Tables 3 §3.10.5).
func (g *tableGrid) growSections(h geom.Unit) {
	n := len(g.sections)
	room := h - spacing(g.spaceY, n)
	if len(g.cols) == 0 {
		room -= g.spaceY * geom.Unit(max(0, len(g.rows)-n)) // though nothing keeps the rows apart (oracle chromium)
	}
	free := room
	before := make([]geom.Unit, n)
	for i := range g.sections {
		before[i] = g.sections[i].h
		free -= before[i]
	}
	if free <= 0 || n == 0 {
		return
	}
	add := func(i int, v geom.Unit) { g.sections[i].h += v }
	lack := func(i int) geom.Unit {
		s := &g.sections[i]
		return max(0, geom.FromFloat(room.Float()*float64(s.pct)/100)-before[i])
	}
	lacks, total := func(i int) bool { return lack(i) > 0 }, geom.Unit(0)
	for i := range g.sections {
		total += lack(i)
	}
	if part := min(free, total); part > 0 {
		shareOut(part, n, lacks, lack, add)
		free -= part
	}
	auto := func(s *tableSection) bool { return !s.fixed && s.pct == 0 }
	for _, takes := range []func(s *tableSection) bool{
		func(s *tableSection) bool { return s.body && auto(s) },
		func(s *tableSection) bool { return s.body },
		auto,
		func(s *tableSection) bool { return true },
	} {
		if free <= 0 {
			break
		}
		takers := 0
		for i := range g.sections {
			if takes(&g.sections[i]) {
				takers++
			}
		}
		if takers > 0 {
			grown := make([]geom.Unit, n)
			for i := range g.sections {
				grown[i] = g.sections[i].h
			}
			shareOut(free, n, func(i int) bool { return takes(&g.sections[i]) }, func(i int) geom.Unit { return grown[i] }, add)
			free = 0
		}
	}
	for i := range g.sections {
		if s := &g.sections[i]; s.h > before[i] {
			g.growRows(s)
		}
	}
}

// growRows gives the rows of a section what it is higher than they are: up to their
// percentages first, then to those without a height that are not empty, else to the empty
// ones when all others have one, else to all that are not empty (CSS Tables 3 §3.10.5).
func (g *tableGrid) growRows(s *tableSection) {
	rows := g.rows[s.first : s.first+s.n]
	free := s.h - g.sum(s)
	if free <= 0 || s.n == 0 {
		return
	}
	lack := make([]geom.Unit, s.n)
	total := geom.Unit(0)
	for i := range rows {
		lack[i] = max(0, geom.FromFloat(s.h.Float()*float64(rows[i].pct)/100)-rows[i].h)
		total += lack[i]
	}
	add := func(i int, v geom.Unit) { rows[i].h += v }
	if part := min(free, total); part > 0 {
		shareOut(part, s.n, func(i int) bool { return lack[i] > 0 }, func(i int) geom.Unit { return lack[i] }, add)
		free -= part
	}
	var of [2][2]int // counts: empty, fixed
	was := make([]geom.Unit, s.n)
	at := func(i int) (empty, fixed int) {
		if was[i] == 0 {
			empty = 1
		}
		if rows[i].fixed || rows[i].pct > 0 {
			fixed = 1
		}
		return empty, fixed
	}
	for i := range rows {
		was[i] = rows[i].h
		e, f := at(i)
		of[e][f]++
	}
	takes := func(i int) bool { return was[i] > 0 }
	switch {
	case of[0][0] > 0:
		takes = func(i int) bool { e, f := at(i); return e == 0 && f == 0 }
	case of[1][0] > 0:
		takes = func(i int) bool { e, f := at(i); return e == 1 && f == 0 }
	case of[1][1] > 0:
		takes = func(i int) bool { return was[i] == 0 }
	}
	shareOut(free, s.n, takes, func(i int) geom.Unit { return was[i] }, add)
}

// cellSpace asks for the height that a cell's content wants: the height of the cell is
// the least height of its row.
func (g *tableGrid) cellSpace(j *job, i, col int) space {
	return space{base: base{j.cw, j.pctH}, size: size{g.width(&g.rows[i].cells[col]), indef}, flags: wantBase | contentH}
}

// cellFinal asks for a cell as high as its rows. Percentages in it have that as base when
// it has a height, or when the table has one of its own that made it higher (oracle chromium).
func (t *Tree) cellFinal(j *job, g *tableGrid, i, n int) (s space, definite bool) {
	c := &g.rows[i].cells[n]
	h := g.height(i, c.rows)
	s = space{base: base{j.cw, j.pctH}, size: size{g.width(c), h}, flags: wantBase}
	_, definite = length(c.Style, c.Style.Height, 0)
	if !definite && j.pctH != indef && !(j.b.Style.Height.IsAuto() && j.b.Style.MinHeight.IsAuto()) {
		definite = t.measure(c.Box, g.cellSpace(j, i, n), nil).h != h
	}
	if !definite {
		s.flags |= hIndefinite
	}
	return s, definite
}

// cellContent measures what a cell holds inside its final height: its height is that of
// the content.
func (t *Tree) cellContent(j *job, g *tableGrid, i, n int) result {
	s, definite := t.cellFinal(j, g, i, n)
	if !definite {
		return t.measure(g.rows[i].cells[n].Box, g.cellSpace(j, i, n), nil)
	}
	s.flags |= autoH
	return t.measure(g.rows[i].cells[n].Box, s, nil)
}

// baseline gives the baseline of a row that has its final height.
func (t *Tree) baseline(j *job, g *tableGrid, i int) geom.Unit {
	r := &g.rows[i]
	if !r.aligned {
		return r.h - r.below
	}
	asc := geom.Unit(-unlimited)
	for n, c := range r.cells {
		if baselineCell(c.Box) && (len(c.flow()) > 0 || c.entries() != nil) {
			res, edges := t.cellContent(j, g, i, n), c.frameOf(j.cw)
			asc = max(asc, cellBaseline(&res, &edges))
		}
	}
	if r.asc = asc; asc == -unlimited {
		r.asc = 0
	}
	return r.asc
}

func baselineCell(c *Box) bool {
	switch c.Style.VerticalAlign {
	case style.VATop, style.VAMiddle, style.VABottom:
		return false
	}
	return true
}

// cellBaseline is a cell's first baseline, or the bottom of its content.
func cellBaseline(r *result, fr *frame) geom.Unit {
	if r.first != noBaseline {
		return r.first
	}
	return r.h - fr.border.Bottom - fr.padding.Bottom
}

// placeRows gives rows, groups and cells their places.
func (t *Tree) placeRows(j *job, g *tableGrid, y geom.Unit) {
	b, fr := j.b, &j.fr
	left, inner := fr.left(), j.cw
	if len(g.cols) > 0 {
		left, inner = left+g.spaceX, max(0, inner-2*g.spaceX)
	}
	top := y + g.gapY()
	for i := range g.sections {
		s := &g.sections[i]
		if s.n > 0 {
			y += g.gapY()
		}
		org := geom.Point{X: left, Y: y}
		if s.group != nil {
			s.group.Rect = geom.Rect{X: left, Y: y, W: inner, H: s.h}
			org = geom.Point{}
		}
		start := org.Y
		for k := s.first; k < s.first+s.n; k++ {
			r := &g.rows[k]
			r.row.Rect = geom.Rect{X: org.X, Y: org.Y, W: inner, H: r.h}
			if !r.collapsed {
				org.Y += r.h + g.gapY()
			} else if org.Y > start {
				r.row.Rect.Y -= g.gapY()
			}
			t.placeCells(j, g, k, inner)
		}
		y += s.h
	}
	if len(g.columns) > 0 {
		g.placeColumns(b, left, inner, top, max(0, y-top))
	}
	g.placeEdges(b)
	for i := range g.sections {
		if k := g.sections[i].group; k != nil {
			t.splitInlines(k, inner, indef)
			t.shiftRelative(k, inner, indef)
			t.placeOutOfFlow(k)
			t.overflow(k)
		}
	}
}

// placeCells lays out the cells of row i.
func (t *Tree) placeCells(j *job, g *tableGrid, i int, inner geom.Unit) {
	r := &g.rows[i]
	t.baseline(j, g, i)
	for n, c := range r.cells {
		content, edges := t.cellContent(j, g, i, n), c.frameOf(j.cw)
		s, _ := t.cellFinal(j, g, i, n)
		free := s.h - content.h
		switch {
		case c.Style.VerticalAlign == style.VAMiddle:
			s.pad = free / 2
		case c.Style.VerticalAlign == style.VABottom:
			s.pad = free
		case baselineCell(c.Box):
			s.pad = min(free, r.asc-cellBaseline(&content, &edges))
		}
		s.pad = max(0, s.pad)
		t.perform(c.Box, s, nil)
		x := g.left(c.col)
		c.Rect.X, c.Rect.Y = x, 0
		if j.b.Style.Direction == style.RTL {
			c.Rect.X = inner - x - c.Rect.W
		}
		t.shiftRelative(c.Box, s.w, indef)
	}
	t.splitInlines(r.row, inner, indef)
	t.shiftRelative(r.row, inner, indef)
	t.placeOutOfFlow(r.row)
	t.overflow(r.row)
}
