package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// tableColumn is a column or column group box and the columns that it stands for.
type tableColumn struct {
	box     *Box
	from, n int
}

// readColumns lets column boxes ask for widths: those of a group, or the group itself when
// there are none in it (CSS 2.1 §17.2, §17.5.2). A column without a width has its group's.
func (g *tableGrid) readColumns(list []*Box) {
	at, used := 0, len(g.cols)
	add := func(k, group *Box) {
		n := min(columnSpan(k), MaxTracks-at)
		if n <= 0 {
			return
		}
		g.columns = append(g.columns, tableColumn{k, at, n})
		for len(g.cols) < at+n {
			g.cols = append(g.cols, tableCol{})
		}
		c := k.Style
		if group != nil && c.Width.IsAuto() && !g.fixed {
			c = group.Style
		}
		if !g.fixed && !c.Width.IsAuto() {
			used = max(used, at+n)
		}
		for i := at; i < at+n; i++ {
			g.cols[i].ask(c, c.Width.Resolve(0))
			g.cols[i].column = !c.Width.IsAuto()
			g.cols[i].collapsed = k.Style.Visibility == style.Collapse
			if least := k.Style.MinWidth; least.Kind == style.Px {
				g.cols[i].min = max(g.cols[i].min, least.Resolve(0))
			}
		}
		at += n
	}
	for _, k := range list {
		kids := k.flow()
		if len(kids) == 0 {
			add(k, nil)
			continue
		}
		i, from := len(g.columns), at
		g.columns = append(g.columns, tableColumn{box: k, from: from})
		for _, c := range kids {
			add(c, k)
		}
		g.columns[i].n = at - from
	}
	// Columns behind all cells that ask for nothing are none (oracle chromium).
	if !g.fixed && used < len(g.cols) {
		g.cols = g.cols[:used]
	}
	for i := range g.columns {
		c := &g.columns[i]
		c.n = max(0, min(c.n, len(g.cols)-c.from))
	}
}

// placeColumns gives column boxes their place behind the cells, from y on; inner is the
// width of the rows.
func (g *tableGrid) placeColumns(b *Box, left, inner, y, h geom.Unit) {
	for _, c := range g.columns {
		if c.n == 0 {
			c.box.Rect = geom.Rect{}
			continue
		}
		r := geom.Rect{X: left + g.left(c.from), Y: y, H: h}
		for i := c.from; i < c.from+c.n; i++ {
			r.W += g.cols[i].w
		}
		r.W += g.gapsX(c.from, c.from+c.n)
		if b.Style.Direction == style.RTL {
			r.X = left + inner - (r.X - left) - r.W
		}
		for p := c.box.Container; p != nil && p != b; p = p.Container {
			r.X, r.Y = r.X-p.Rect.X, r.Y-p.Rect.Y
		}
		if r.W == 0 {
			r.Y, r.H = 0, 0 // (oracle chromium)
		}
		c.box.Rect = r
	}
}
