package layout

import (
	"slices"

	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// tableGrid is the structure of one table while it is laid out.
//
// Not done: visibility: collapse.
type tableGrid struct {
	captions []*Box
	groups   []*Box // row groups in visual order
	rows     []tableRow
	cols     []tableCol
	spaceX   geom.Unit
	spaceY   geom.Unit
	edges    *tableEdges // in the collapsing border model
	void     []voidGroup
}

// tableCell is a cell with its place: column, and how many columns and rows it takes.
type tableCell struct {
	*Box
	col, cols, rows int
}

// voidGroup is a row group without rows; it stands before row before.
type voidGroup struct {
	group  *Box
	before int
	h      geom.Unit
}

type tableRow struct {
	row, group *Box
	cells      []tableCell
	h          geom.Unit
	asc        geom.Unit // of the cells that stand on the row's baseline
	base       geom.Unit // the row's baseline as seen from outside
}

// tableCol is a column: content widths and what cells or column boxes ask.
type tableCol struct {
	min, max geom.Unit
	fixed    geom.Unit // largest definite width, or 0
	pct      float32
	w        geom.Unit
}

// fixTableContent wraps children of a table, row group or row that may not stand
// there (CSS 2.1 §17.2.1).
func (t *Tree) fixTableContent(b *Box) {
	proper := func(k *Box) bool {
		switch b.data.kind {
		case kindTable:
			switch k.data.kind {
			case kindRowGroup, kindRow, kindCaption, kindColumn:
				return true
			}
			return false
		case kindRowGroup:
			return k.data.kind == kindRow
		}
		return k.data.kind == kindCell
	}
	wrap := kindRow
	if b.data.kind == kindRow {
		wrap = kindCell
	}
	t.wrapRuns(b, func(k *Box) bool { return !proper(k) }, wrap)
}

// wrapTableParts puts table parts that stand outside a table into an anonymous one.
func (t *Tree) wrapTableParts(b *Box) {
	t.wrapRuns(b, func(k *Box) bool { return tablePart(k.data.kind) }, kindTable)
}

// wrapRuns replaces each run of in-flow children that match by an anonymous box.
func (t *Tree) wrapRuns(b *Box, match func(*Box) bool, k kind) {
	is := func(x *Box) bool { return x.data.flags&flagOut == 0 && match(x) }
	if !slices.ContainsFunc(b.data.flow, is) {
		return
	}
	var flow []*Box
	for i := 0; i < len(b.data.flow); {
		if !is(b.data.flow[i]) {
			flow = append(flow, b.data.flow[i])
			i++
			continue
		}
		n := i
		for n < len(b.data.flow) && (is(b.data.flow[n]) || b.data.flow[n].data.flags&flagOut != 0) {
			n++
		}
		own := b.data.flow[i:n]
		a := t.anonymousPart(b, k, own)
		flow = append(flow, a)
		// In Children the anonymous box stands where the first of its own stood.
		at := -1
		var kids []*Box
		for _, x := range b.Children {
			if slices.Contains(own, x) {
				if at < 0 {
					at = len(kids)
					kids = append(kids, a)
				}
				continue
			}
			kids = append(kids, x)
		}
		if at < 0 {
			kids = append(kids, a)
		}
		b.Children = kids
		i = n
	}
	b.data.flow = flow
}

func (t *Tree) anonymousPart(b *Box, k kind, kids []*Box) *Box {
	display := map[kind]style.Keyword{kindTable: style.DisplayTable, kindRow: style.DisplayTableRow, kindCell: style.DisplayTableCell}[k]
	a := t.newBox()
	a.data.kind = k
	a.data.flags |= flagBFC
	a.Parent, a.Container = b, b
	t.setStyle(a, t.anonymousStyle(b.Style.Inherited, display))
	a.data.seen, a.data.builtAt, a.data.depth, a.data.owner = t.epoch, t.epoch, b.data.depth+1, b
	kids = slices.Clone(kids)
	for _, x := range kids {
		if !x.Parent.Inline {
			x.Parent = a
			a.Children = append(a.Children, x)
		}
		if x.data.flags&flagOut != 0 {
			x.rarely().staticIn = a
		} else {
			x.Container = a
		}
		f := x.data.flags
		markInk(a, x.data.ink)
		if x.Style.Float != style.FloatNone || f&flagFloats != 0 && f&flagBFC == 0 {
			a.data.flags |= flagFloats
		}
		a.data.flags |= f & (flagOOF | flagEscape | flagRatio)
	}
	a.data.flow = kids
	if k != kindCell {
		t.fixTableContent(a)
	} else {
		t.wrapTableParts(a)
	}
	return a
}

// structure reads rows, columns and cells of a table box.
func (t *Tree) structure(b *Box) *tableGrid {
	g := &tableGrid{}
	if !b.Style.BorderCollapse {
		g.spaceX = geom.FromFloat(float64(b.Style.BorderSpacingX))
		g.spaceY = geom.FromFloat(float64(b.Style.BorderSpacingY))
	}
	var head, body, foot []*Box
	var columns []*Box
	for _, k := range b.data.flow {
		if k.data.flags&flagOut != 0 {
			continue
		}
		switch k.data.kind {
		case kindCaption:
			g.captions = append(g.captions, k)
		case kindColumn:
			columns = append(columns, k)
		case kindRowGroup, kindRow:
			switch k.Style.Display {
			case style.DisplayTableHeaderGroup:
				head = append(head, k)
			case style.DisplayTableFooterGroup:
				foot = append(foot, k)
			default:
				body = append(body, k)
			}
		}
	}
	var taken []int // per column: the rows that a cell above still takes
	addRow := func(r, group *Box) {
		row := tableRow{row: r, group: group}
		at := 0
		for _, c := range r.data.flow {
			if c.data.flags&flagOut != 0 {
				continue
			}
			for at < len(taken) && taken[at] > 0 {
				at++
			}
			cell := tableCell{Box: c, col: at, cols: spanOf(c, "colspan"), rows: spanOf(c, "rowspan")}
			cell.cols = min(cell.cols, MaxTracks-at)
			if cell.cols <= 0 {
				break
			}
			for len(taken) < at+cell.cols {
				taken = append(taken, 0)
			}
			for i := at; i < at+cell.cols; i++ {
				taken[i] = max(taken[i], cell.rows)
			}
			at += cell.cols
			row.cells = append(row.cells, cell)
		}
		for len(g.cols) < len(taken) {
			g.cols = append(g.cols, tableCol{})
		}
		for i := range taken {
			taken[i] = max(0, taken[i]-1)
		}
		g.rows = append(g.rows, row)
	}
	for _, k := range slices.Concat(head, body, foot) {
		if k.data.kind == kindRow {
			addRow(k, nil)
			continue
		}
		g.groups = append(g.groups, k)
		if !slices.ContainsFunc(k.data.flow, func(r *Box) bool { return r.data.flags&flagOut == 0 }) {
			g.void = append(g.void, voidGroup{group: k, before: len(g.rows)})
		}
		clear(taken) // no cell goes on into another group
		for _, r := range k.data.flow {
			if r.data.flags&flagOut == 0 {
				addRow(r, k)
			}
		}
	}
	g.trimSpans()
	if len(g.cols) == 0 {
		g.spaceX, g.spaceY = 0, 0 // without a cell there are no gaps (oracle chromium)
	}
	for i, k := range columns {
		for len(g.cols) <= i {
			g.cols = append(g.cols, tableCol{})
		}
		g.cols[i].ask(k.Style.Width, 0)
	}
	g.collapse(b)
	return g
}

// tableOf reads a table box with what its columns ask for.
func (t *Tree) tableOf(b *Box) *tableGrid {
	g := t.structure(b)
	for _, r := range g.rows {
		for _, cell := range r.cells {
			if cell.cols > 1 {
				continue
			}
			c, col := cell.Box, &g.cols[cell.col]
			in := t.intrinsic(c)
			fr := c.frameOf(0)
			lo, hi := t.widthLimits(c, c.Style, indef, &fr)
			if w := c.Style.Width; w.Kind == style.Px {
				if v, ok := definite(c.Style, w, indef, fr.bpW); ok {
					in.max = v
				}
			}
			low := clampSize(in.min, lo, hi)
			col.min = max(col.min, low)
			col.max = max(col.max, clampSize(in.max, lo, hi), low)
			bp := geom.Unit(0)
			if !c.Style.BorderBox {
				bp = c.frameOf(0).bpW
			}
			col.ask(c.Style.Width, bp)
		}
	}
	for i := range g.cols {
		c := &g.cols[i]
		if c.fixed > 0 {
			c.max = max(c.min, c.fixed)
		}
	}
	t.spanWidths(g)
	return g
}

func (c *tableCol) ask(l style.Length, bp geom.Unit) {
	switch l.Kind {
	case style.Px:
		c.fixed = max(c.fixed, l.Resolve(0)+bp)
	case style.Percent:
		c.pct = max(c.pct, l.Pct)
	}
}

// spacing is the sum of the gaps between n tracks and at both ends.
func spacing(gap geom.Unit, n int) geom.Unit {
	if n == 0 {
		return 0
	}
	return gap * geom.Unit(n+1)
}

// spacingX is spacing along the columns.
func (g *tableGrid) spacingX() geom.Unit { return spacing(g.spaceX, len(g.cols)) }

func (t *Tree) tableIntrinsic(b *Box) minmax {
	g := t.tableOf(b)
	var in minmax
	var pct float32
	var rest geom.Unit
	for i := range g.cols {
		in.min += g.cols[i].min
		in.max += g.cols[i].max
		if p := g.cols[i].pct; p > 0 && pct < 100 {
			pct += p
			// A column that takes p percent asks for a table as wide as its content needs.
			in.max = max(in.max, geom.FromFloat(g.cols[i].max.Float()*100/float64(p)))
		} else {
			rest += g.cols[i].max
		}
	}
	if pct > 0 && pct < 100 {
		in.max = max(in.max, geom.FromFloat(rest.Float()*100/float64(100-pct)))
	}
	s := g.spacingX()
	if len(g.cols) == 0 && !b.Style.BorderCollapse {
		s = 2 * geom.FromFloat(float64(b.Style.BorderSpacingX)) // oracle chromium
	}
	in.min, in.max = in.min+s, in.max+s
	for _, c := range g.captions {
		in.min = max(in.min, t.contribution(c).min+c.margins(0).Horizontal())
	}
	in.max = max(in.max, in.min)
	return in
}

// table lays out a table: CSS 2.1 §17.5.
func (t *Tree) table(j *job) result {
	b, fr := j.b, &j.fr
	g := t.tableOf(b)
	fixed := b.Style.TableFixed && !b.Style.Width.IsAuto()
	if !fixed {
		j.w = max(j.w, t.intrinsicIn(b, fr).min)
	}
	if len(g.cols) == 0 && len(g.captions) == 0 && j.s.w == indef && b.Style.Width.IsAuto() {
		lo, hi := t.widthLimits(b, b.Style, j.s.cbW, fr)
		j.w = clampSize(fr.bpW, lo, hi)
	}
	j.cw = max(0, j.w-fr.bpW)
	g.widths(j.cw-g.spacingX(), fixed)

	// Captions stand outside the table's border and padding.
	y := geom.Unit(0)
	for _, c := range g.captions {
		if !c.Style.CaptionBottom {
			y = t.tableCaption(j, c, y)
		}
	}
	y += fr.top()
	top := y
	sum := t.tableRows(j, g)
	var r result
	// The content is the least height, whatever height and max-height say (§17.5.3).
	r.h = max(j.finish(y+sum+fr.border.Bottom+fr.padding.Bottom), y+sum+fr.border.Bottom+fr.padding.Bottom)
	if extra := r.h - (y + sum + fr.border.Bottom + fr.padding.Bottom); extra > 0 && len(g.rows) > 0 {
		each := extra / geom.Unit(len(g.rows))
		for i := range g.rows {
			g.rows[i].h += each
			if g.rows[i].base > g.rows[i].asc { // its bottom
				g.rows[i].base += each
			}
		}
		g.rows[len(g.rows)-1].h += extra - each*geom.Unit(len(g.rows))
	} else if n := geom.Unit(len(g.void)); extra > 0 && len(g.rows) == 0 && n > 0 {
		for i := range g.void {
			g.void[i].h += extra / n
		}
	}
	r.first, r.last = noBaseline, noBaseline
	if len(g.rows) > 0 && g.rows[0].base != noBaseline {
		// An inline-block around it finds no last baseline in a table (oracle chromium).
		r.first = top + g.spaceY + g.rows[0].base
	}
	if j.perform {
		t.placeRows(j, g, top)
	}
	y = r.h
	for _, c := range g.captions {
		if c.Style.CaptionBottom {
			end := t.tableCaption(j, c, y)
			r.h += end - y
			y = end
		}
	}
	if j.perform {
		for _, k := range b.data.flow {
			if k.data.flags&flagOut != 0 {
				k.rarely().static = staticAt(b, fr.left(), fr.left()+j.cw, top)
			}
		}
	}
	return r
}

func (t *Tree) tableCaption(j *job, c *Box, y geom.Unit) geom.Unit {
	s := space{base: base{j.w, indef}, size: size{indef, indef}, flags: fillW}
	m := c.margins(j.w)
	y += m.Top
	var r result
	if j.perform {
		r = t.perform(c, s, nil)
		c.Margin = m
		c.Rect.X, c.Rect.Y = m.Left, y
	} else {
		r = t.measure(c, s, nil)
	}
	return y + r.h + m.Bottom
}

// widths shares the width among the columns (§17.5.2).
func (g *tableGrid) widths(w geom.Unit, fixedLayout bool) {
	if len(g.cols) == 0 {
		return
	}
	left := w
	var autos []int
	for i := range g.cols {
		c := &g.cols[i]
		switch {
		case c.pct > 0:
			c.w = geom.FromFloat(w.Float() * float64(c.pct) / 100)
		case c.fixed > 0:
			c.w = c.max
		default:
			autos = append(autos, i)
			c.w = 0
		}
		if !fixedLayout {
			c.w = max(c.w, c.min)
		}
		left -= c.w
	}
	if fixedLayout {
		if n := geom.Unit(len(autos)); n > 0 {
			for k, i := range autos {
				g.cols[i].w = max(0, left/n)
				if geom.Unit(k) < left%n {
					g.cols[i].w++
				}
			}
			left = 0
		}
	} else if len(autos) > 0 && left > 0 {
		// Automatic columns grow from min-content towards max-content, then beyond it
		// in proportion to it.
		var room, maxSum geom.Unit
		for _, i := range autos {
			room += g.cols[i].max - g.cols[i].min
			maxSum += g.cols[i].max
		}
		grow := min(left, room)
		over := left - grow
		rest := left
		for n, i := range autos {
			c := &g.cols[i]
			add := geom.Unit(0)
			if room > 0 {
				add = (c.max - c.min).MulDiv(grow, room)
			}
			switch {
			case over > 0 && maxSum > 0:
				add += c.max.MulDiv(over, maxSum)
			case over > 0:
				add += over / geom.Unit(len(autos))
			}
			if n == len(autos)-1 && over > 0 {
				add = rest
			}
			c.w += add
			rest -= add
		}
		left = rest
	}
	if left > 0 {
		// No automatic column: all take part, by their width.
		var sum geom.Unit
		for i := range g.cols {
			sum += g.cols[i].w
		}
		rest := left
		for i := range g.cols {
			add := left / geom.Unit(len(g.cols))
			if sum > 0 {
				add = g.cols[i].w.MulDiv(left, sum)
			}
			if i == len(g.cols)-1 {
				add = rest
			}
			g.cols[i].w += add
			rest -= add
		}
	}
	if left < 0 && !fixedLayout {
		// Percent and fixed columns give way down to their content.
		for i := range g.cols {
			c := &g.cols[i]
			if give := min(-left, c.w-c.min); give > 0 {
				c.w -= give
				left += give
			}
		}
	}
}

// tableRows measures the rows and gives their sum with spacing.
func (t *Tree) tableRows(j *job, g *tableGrid) geom.Unit {
	sum := spacing(g.spaceY, len(g.rows))
	for i := range g.rows {
		r := &g.rows[i]
		if v, ok := definiteH(r.row.Style, r.row.Style.Height, j.pctH, 0); ok {
			r.h = v
		}
		asc, desc := geom.Unit(0), geom.Unit(-unlimited)
		// A row without cells has its top as baseline, one in which no cell has a baseline
		// the lowest bottom of a content box (oracle chromium).
		aligned, below := len(r.cells) == 0, geom.Unit(unlimited)
		for n, c := range r.cells {
			edges := c.frameOf(g.width(&c))
			if c.rows > 1 {
				below = 0
				continue
			}
			res := t.measure(c.Box, g.cellSpace(j, i, n, indef, 0), nil)
			if baselineCell(c.Box) && (len(c.data.flow) > 0 || c.data.entries != nil) {
				aligned = true
				bl := cellBaseline(c.Box, &res, g.width(&c))
				asc, desc = max(asc, bl), max(desc, res.h-bl)
			} else {
				below = min(below, edges.border.Bottom+edges.padding.Bottom)
			}
			r.h = max(r.h, res.h)
			// min-height and max-height of cells do not count (oracle chromium).
			if v, ok := definiteH(c.Style, c.Style.Height, j.pctH, edges.bpH); ok {
				r.h = max(r.h, v)
			}
		}
		r.h = max(r.h, asc+desc)
		r.asc, r.base = asc, asc
		if !aligned {
			r.base = r.h - below
		}
	}
	t.spanHeights(j, g)
	for i := range g.rows {
		sum += g.rows[i].h
	}
	return sum + t.groupHeights(j, g)
}

// groupHeights lets row groups grow to their height and gives what that adds.
func (t *Tree) groupHeights(j *job, g *tableGrid) (more geom.Unit) {
	for _, k := range g.groups {
		want, ok := definiteH(k.Style, k.Style.Height, j.pctH, 0)
		if !ok {
			continue
		}
		first, n := -1, geom.Unit(0)
		have := geom.Unit(0)
		for i := range g.rows {
			if g.rows[i].group == k {
				if first < 0 {
					first = i
				} else {
					have += g.spaceY
				}
				have += g.rows[i].h
				n++
			}
		}
		free := want - have
		if n == 0 {
			for i := range g.void {
				if g.void[i].group == k {
					g.void[i].h = want
					more += want
				}
			}
			continue
		}
		if free <= 0 {
			continue
		}
		for i := range g.rows[first : first+int(n)] {
			g.rows[first+i].h += free / n
		}
		g.rows[first+int(n)-1].h += free % n
		more += free
	}
	return more
}

func (g *tableGrid) cellSpace(j *job, i, col int, h, pad geom.Unit) space {
	w := g.width(&g.rows[i].cells[col])
	s := space{base: base{w, j.pctH}, size: size{w, h}, pad: pad, flags: wantBase}
	if h != indef {
		s.flags |= hFloor
		if row := &g.rows[i]; j.h == indef && row.cells[col].Style.Height.IsAuto() {
			s.flags |= hIndefinite // percentages inside have no base
		}
	} else {
		// A cell's height is the least height of its row, not of its content.
		s.flags |= contentH
	}
	return s
}

func baselineCell(c *Box) bool {
	switch c.Style.VerticalAlign {
	case style.VATop, style.VAMiddle, style.VABottom:
		return false
	}
	return true
}

// cellBaseline is the cell's first baseline, or the bottom of its content.
func cellBaseline(c *Box, r *result, w geom.Unit) geom.Unit {
	if r.first != noBaseline {
		return r.first
	}
	fr := c.frameOf(w)
	return r.h - fr.border.Bottom - fr.padding.Bottom
}

// placeRows gives rows, groups and cells their places.
func (t *Tree) placeRows(j *job, g *tableGrid, y geom.Unit) {
	b, fr := j.b, &j.fr
	inner := max(0, j.cw-2*g.spaceX)
	rtl := b.Style.Direction == style.RTL
	for _, k := range g.groups {
		k.Rect = geom.Rect{X: fr.left() + g.spaceX, Y: y, W: inner}
	}
	voids := func(before int) {
		for i := range g.void {
			if v := &g.void[i]; v.before == before {
				v.group.Rect.Y, v.group.Rect.H = y, v.h
				y += v.h
			}
		}
	}
	voids(0)
	if len(g.rows) > 0 {
		y += g.spaceY
	}
	var last *Box
	for i := range g.rows {
		if i > 0 {
			voids(i)
		}
		r := &g.rows[i]
		org := geom.Point{X: fr.left() + g.spaceX, Y: y}
		if r.group != nil {
			if r.group != last {
				r.group.Rect.Y = y
				last = r.group
			}
			r.group.Rect.H = y + r.h - r.group.Rect.Y
			org = geom.Point{Y: y - r.group.Rect.Y}
		}
		r.row.Rect = geom.Rect{X: org.X, Y: org.Y, W: inner, H: r.h}
		for n, c := range r.cells {
			nat := t.measure(c.Box, g.cellSpace(j, i, n, indef, 0), nil)
			h, w := g.height(i, c.rows), g.width(&c)
			pad := geom.Unit(0)
			switch {
			case c.Style.VerticalAlign == style.VAMiddle:
				pad = (h - nat.h) / 2
			case c.Style.VerticalAlign == style.VABottom:
				pad = h - nat.h
			case baselineCell(c.Box) && c.rows == 1:
				pad = r.asc - cellBaseline(c.Box, &nat, w)
			}
			t.perform(c.Box, g.cellSpace(j, i, n, h, max(0, min(pad, h-nat.h))), nil)
			x := g.left(c.col)
			c.Rect.X, c.Rect.Y = x, 0
			if rtl {
				c.Rect.X = inner - x - c.Rect.W
			}
			t.shiftRelative(c.Box, w, indef)
		}
		for _, k := range r.row.data.flow {
			if k.data.flags&flagOut != 0 {
				k.rarely().static = staticAt(r.row, 0, inner, 0)
			}
		}
		t.splitInlines(r.row, inner)
		t.shiftRelative(r.row, inner, indef)
		t.placeOutOfFlow(r.row)
		t.overflow(r.row)
		y += r.h + g.spaceY
	}
	if len(g.rows) > 0 {
		voids(len(g.rows))
	}
	g.placeEdges(b)
	for _, k := range g.groups {
		t.splitInlines(k, inner)
		t.shiftRelative(k, inner, indef)
		t.placeOutOfFlow(k)
		t.overflow(k)
	}
}
