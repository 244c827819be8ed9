package layout

import (
	"slices"

	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// tableGrid is the structure of one table while it is laid out.
type tableGrid struct {
	captions []*Box
	sections []tableSection // in visual order
	rows     []tableRow
	cols     []tableCol
	columns  []tableColumn
	spaceX   geom.Unit
	spaceY   geom.Unit
	fixed    bool        // table-layout: fixed counts
	edges    *tableEdges // in the collapsing border model
}

// tableCell is a cell with its place: column, and how many columns and rows it takes.
type tableCell struct {
	*Box
	col, cols, rows int
}

// tableSection is a row group with its rows from first on; rows that stand in the table
// itself have one without a box.
type tableSection struct {
	group    *Box
	first, n int
	body     bool // neither the header nor the footer
	h        geom.Unit
	fixed    bool    // has a height of its own
	pct      float32 // or one in percent
}

type tableRow struct {
	row, group *Box
	cells      []tableCell
	h          geom.Unit
	fixed      bool      // a height is given, by it or a cell
	pct        float32   // or one in percent
	asc        geom.Unit // of the cells that stand on the row's baseline
	below      geom.Unit // without such cells: the baseline is so far above its bottom
	aligned    bool
	collapsed  bool // it has no height in the end, nor a gap above it
}

// tableCol is a column: content widths and what cells or column boxes ask.
type tableCol struct {
	min, max geom.Unit
	content  geom.Unit // max-content in the fixed layout, for what sizes the table
	fixed    geom.Unit // largest definite width
	has      bool      // there is one
	pct      float32
	part     bool // a percentage is given, be there anything left for it or not
	w        geom.Unit
	// column: a column box says how wide it is; in the fixed layout cells do not.
	column bool
	// collapsed: it has no width in the end, nor a gap beside it.
	collapsed bool
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
	t.wrapRuns(b, func(k *Box) bool { return k.data.flags&flagOut == 0 && tablePart(k.data.kind) }, kindTable)
}

// wrapRuns replaces each run of children that match by an anonymous box. In a table what
// is out of flow gets one too (oracle chromium).
func (t *Tree) wrapRuns(b *Box, is func(*Box) bool, k kind) {
	all := b.flow()
	if !slices.ContainsFunc(all, is) {
		return
	}
	var flow []*Box
	for i := 0; i < len(all); {
		if !is(all[i]) {
			flow = append(flow, all[i])
			i++
			continue
		}
		n := i
		for n < len(all) && is(all[n]) {
			n++
		}
		own := all[i:n]
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
	b.setFlow(flow)
}

func (t *Tree) anonymousPart(b *Box, k kind, kids []*Box) *Box {
	display := map[kind]style.Keyword{kindTable: style.DisplayTable, kindRow: style.DisplayTableRow, kindCell: style.DisplayTableCell}[k]
	a := t.newBox()
	a.data.kind = k
	a.data.flags |= flagBFC
	if b.data.kind == kindFlex {
		a.data.flags |= flagItem
	}
	a.Parent, a.Container = b, b
	t.setStyle(a, t.anonymousStyle(b.Style.Inherited, display))
	a.data.seen, a.data.builtAt, a.depth, a.owner = t.epoch, t.epoch, b.depth+1, b
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
	a.setFlow(kids)
	if k != kindCell {
		t.fixTableContent(a)
	} else {
		t.wrapTableParts(a)
	}
	return a
}

// structure reads rows, columns and cells of a table box.
func (t *Tree) structure(b *Box) *tableGrid {
	g := &tableGrid{fixed: fixedTable(b.Style)}
	if !b.Style.BorderCollapse {
		g.spaceX = geom.FromFloat(float64(b.Style.BorderSpacingX))
		g.spaceY = geom.FromFloat(float64(b.Style.BorderSpacingY))
	}
	var head, foot *Box // the first of each; more are bodies (CSS 2.1 §17.2)
	var body []*Box
	var columns []*Box
	for _, k := range b.flow() {
		switch k.data.kind {
		case kindCaption:
			g.captions = append(g.captions, k)
		case kindColumn:
			columns = append(columns, k)
		case kindRowGroup, kindRow:
			switch d := k.Style.Display; {
			case d == style.DisplayTableHeaderGroup && head == nil:
				head = k
			case d == style.DisplayTableFooterGroup && foot == nil:
				foot = k
			default:
				body = append(body, k)
			}
		}
	}
	var taken []int // per column: the rows that a cell above still takes
	addRow := func(r, group *Box) {
		row := tableRow{row: r, group: group}
		at := 0
		for _, c := range r.flow() {
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
	group := func(k *Box, body bool) {
		if k == nil {
			return
		}
		if k.data.kind == kindRow {
			if n := len(g.sections); n == 0 || g.sections[n-1].group != nil {
				g.sections = append(g.sections, tableSection{first: len(g.rows), body: true})
				clear(taken)
			}
			addRow(k, nil)
			g.sections[len(g.sections)-1].n++
			return
		}
		s := tableSection{group: k, first: len(g.rows), body: body}
		clear(taken) // no cell goes on into another group
		for _, r := range k.flow() {
			addRow(r, k)
		}
		s.n = len(g.rows) - s.first
		g.sections = append(g.sections, s)
	}
	group(head, false)
	for _, k := range body {
		group(k, true)
	}
	group(foot, false)
	g.trimSpans()
	g.readColumns(columns)
	g.collapse(b)
	return g
}

// table lays out a table: CSS Tables 3 §3.9, §3.10.
func (t *Tree) table(j *job) result {
	b, fr := j.b, &j.fr
	g := t.tableOf(b)
	if len(g.cols) == 0 {
		j.w = t.emptyTable(j, g)
	} else {
		j.w = max(j.w, t.intrinsicIn(b, fr).min)
	}
	j.cw = max(0, j.w-fr.bpW)
	g.widths(j.cw - g.spacingX())
	less := g.collapsedWidth()
	j.w, j.cw = j.w-less, j.cw-less

	// Captions stand outside the table's border and padding.
	top := geom.Unit(0)
	for _, c := range g.captions {
		if !c.Style.CaptionBottom {
			top = t.tableCaption(j, c, top)
		}
	}
	h := t.gridHeight(j, g, top)
	edges := fr.border.Bottom + fr.padding.Bottom
	t.tableRows(j, g)
	g.growSections(h - fr.top() - edges)
	start := top + fr.top()
	var r result
	// The content is the least height, whatever height and max-height say (§17.5.3).
	r.h = top + max(h, fr.top()+g.allRows()+edges)
	r.first, r.last = noBaseline, noBaseline
	r.h -= g.collapseTracks()
	if j.s.flags&wantBase != 0 {
		// An inline-block around it finds no last baseline in a table (oracle chromium).
		r.first = t.tableBaseline(j, g, start)
	}
	if j.perform {
		t.placeRows(j, g, start)
	}
	for _, c := range g.captions {
		if c.Style.CaptionBottom {
			r.h = t.tableCaption(j, c, r.h)
		}
	}
	return r
}

// gridHeight is the least border box height that is asked for, the captions apart; top is
// the height of those above.
func (t *Tree) gridHeight(j *job, g *tableGrid, top geom.Unit) geom.Unit {
	fr, c := &j.fr, j.b.Style
	h := max(j.h, j.minH)
	switch {
	case j.s.h != indef:
		if h = j.s.h - top; len(g.captions) > 0 {
			perform := j.perform
			j.perform = false
			for _, k := range g.captions {
				if k.Style.CaptionBottom {
					h -= t.tableCaption(j, k, 0)
				}
			}
			j.perform = perform
		}
	case j.s.flags&contentH != 0:
		h = 0
	case c.AspectRatio > 0:
		if _, ok := definiteH(c, c.Height, j.s.cbH, fr.bpH); !ok {
			// Chromium takes border and padding off twice (oracle chromium).
			h = max(j.minH, min(ratioHeight(c, fr, max(0, j.w-fr.bpW)), j.maxH))
			j.h = h
		}
	}
	if j.pctH != indef {
		j.pctH = max(0, h-fr.bpH)
	}
	return h
}

// tableBaseline is the baseline of the first row.
func (t *Tree) tableBaseline(j *job, g *tableGrid, y geom.Unit) geom.Unit {
	for i := range g.sections {
		s := &g.sections[i]
		if s.n > 0 {
			return y + g.gapY() + t.baseline(j, g, s.first)
		}
		y += s.h
	}
	return noBaseline
}

func (t *Tree) tableCaption(j *job, c *Box, y geom.Unit) geom.Unit {
	s := space{base: base{j.w, indef}, size: size{indef, indef}, flags: fillW}
	m := c.margins(j.w)
	y += m.Top
	var r result
	if j.perform {
		r = t.perform(c, s, nil)
		x := autoMargins(c, j.w, r.w, &m, j.b.Style.Direction == style.RTL)
		c.Margin = m
		c.Rect.X, c.Rect.Y = x, y
	} else {
		r = t.measure(c, s, nil)
	}
	return y + r.h + m.Bottom
}
