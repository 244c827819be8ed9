package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// Edge is a collapsed border between cells or around a table: what is drawn is Rect,
// relative to the table's border box.
type Edge struct {
	Rect     geom.Rect
	Vertical bool
	Style    style.Keyword
	Color    style.Color
}

// tableEdge is the border that won at one piece of a grid line.
type tableEdge struct {
	w     geom.Unit
	style style.Keyword
	color style.Color
	order int32 // of the box that it is of: cells, then rows, row groups, the table
	none  bool  // inside of a cell that spans it
}

// tableEdges are the borders of a table in the collapsing model: h[r][c] above row r in
// column c, v[r][c] left of column c in row r.
type tableEdges struct {
	h, v [][]tableEdge
}

// strength orders border styles (CSS 2.1 §17.6.2.1).
func strength(k style.Keyword) int {
	switch k {
	case style.BorderDouble:
		return 8
	case style.BorderSolid:
		return 7
	case style.BorderDashed:
		return 6
	case style.BorderDotted:
		return 5
	case style.BorderRidge:
		return 4
	case style.BorderOutset:
		return 3
	case style.BorderGroove:
		return 2
	case style.BorderInset:
		return 1
	}
	return 0
}

// meet puts one more border on a piece of a line; the first of equals stays, so they come
// in the order cell, row, row group, table.
func (e *tableEdge) meet(c *style.Computed, side int, order int32) {
	k := c.BorderStyle[side]
	n := tableEdge{w: geom.FromFloat(float64(c.BorderWidth[side])), style: k, color: c.BorderColor[side], order: order}
	switch {
	case e.none || e.style == style.BorderHidden || k == style.BorderNone:
	case k == style.BorderHidden:
		*e = tableEdge{style: k, order: order}
	case n.w > e.w || n.w == e.w && strength(k) > strength(e.style):
		*e = n
	}
}

// collapse finds the borders of all grid lines and gives cells and table their halves.
func (g *tableGrid) collapse(b *Box) {
	if !b.Style.BorderCollapse {
		if b.Collapsed {
			b.separate()
		}
		for i := range g.rows {
			for _, c := range g.rows[i].cells {
				if c.Collapsed { // it stood in another table before
					c.separate()
				}
			}
		}
		return
	}
	rows, cols := len(g.rows), len(g.cols)
	e := &tableEdges{}
	for range rows + 1 {
		e.h = append(e.h, make([]tableEdge, cols))
		e.v = append(e.v, make([]tableEdge, cols+1))
	}
	rtl := b.Style.Direction == style.RTL
	start, end := style.Left, style.Right
	if rtl {
		start, end = end, start
	}
	order := int32(0)
	around := func(c *style.Computed, r0, r1, c0, c1 int) {
		if cols == 0 {
			return
		}
		order++
		for i := c0; i < c1; i++ {
			e.h[r0][i].meet(c, style.Top, order)
			e.h[r1][i].meet(c, style.Bottom, order)
		}
		for i := r0; i < r1; i++ {
			e.v[i][c0].meet(c, start, order)
			e.v[i][c1].meet(c, end, order)
		}
	}
	for i := range g.rows {
		for _, c := range g.rows[i].cells {
			around(c.Style, i, i+c.rows, c.col, c.col+c.cols)
			e.spanned(i, i+c.rows, c.col, c.col+c.cols)
		}
	}
	for i := range g.rows {
		around(g.rows[i].row.Style, i, i+1, 0, cols)
	}
	for i := 0; i < rows; {
		n := i + 1
		for n < rows && g.rows[n].group == g.rows[i].group {
			n++
		}
		if k := g.rows[i].group; k != nil {
			around(k.Style, i, n, 0, cols)
		}
		i = n
	}
	for _, group := range []bool{false, true} {
		for _, c := range g.columns {
			if rows > 0 && c.n > 0 && group == (c.box.Style.Display == style.DisplayTableColumnGroup) {
				around(c.box.Style, 0, rows, c.from, c.from+c.n)
			}
		}
	}
	if rows > 0 {
		around(b.Style, 0, rows, 0, cols)
	}
	g.edges = e
	for i := range g.rows {
		for _, c := range g.rows[i].cells {
			var in geom.Insets
			for k := c.col; k < c.col+c.cols; k++ {
				in.Top, in.Bottom = max(in.Top, e.h[i][k].w/2), max(in.Bottom, e.h[i+c.rows][k].w/2)
			}
			for k := i; k < i+c.rows; k++ {
				in.Left, in.Right = max(in.Left, e.v[k][c.col].w/2), max(in.Right, e.v[k][c.col+c.cols].w/2)
			}
			if rtl {
				in.Left, in.Right = in.Right, in.Left
			}
			c.setBorder(in)
		}
	}
	b.setBorder(g.collapsedBorder(rtl))
}

// setBorder gives a table or cell the border that collapsing leaves it.
func (b *Box) setBorder(in geom.Insets) {
	if b.Collapsed && b.rarely().collapsed == in {
		return
	}
	b.Collapsed = true
	b.rarely().collapsed = in
	b.forget()
}

// separate gives a box its own border back.
func (b *Box) separate() {
	b.Collapsed, b.rarely().edges = false, nil
	b.forget()
}

// collapsedBorder is the border of a table in the collapsing model: half of what lies on
// its outer lines, at their widest. Padding has no effect there.
func (g *tableGrid) collapsedBorder(rtl bool) geom.Insets {
	var in geom.Insets
	e, rows, cols := g.edges, len(g.rows), len(g.cols)
	for k := range cols {
		in.Top, in.Bottom = max(in.Top, e.h[0][k].w/2), max(in.Bottom, e.h[rows][k].w/2)
	}
	for k := range rows {
		in.Left, in.Right = max(in.Left, e.v[k][0].w/2), max(in.Right, e.v[k][cols].w/2)
	}
	if rtl {
		in.Left, in.Right = in.Right, in.Left
	}
	return in
}
