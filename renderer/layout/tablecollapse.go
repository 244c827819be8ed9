package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// collapsedWidth is what the columns with visibility: collapse take from the table's width.
func (g *tableGrid) collapsedWidth() (w geom.Unit) {
	for i := range g.cols {
		if c := &g.cols[i]; c.collapsed {
			w += c.w + g.spaceX
		}
	}
	return w
}

// collapseTracks takes out the columns and rows with visibility: collapse when everything
// has its size: what is left stays as wide and as high as with them (CSS 2.1 §17.5.5). It
// gives the height that the table loses; its sections lose their rows, not the gap behind them (oracle
// chromium).
func (g *tableGrid) collapseTracks() (h geom.Unit) {
	for i := range g.cols {
		if g.cols[i].collapsed {
			g.cols[i].w = 0
		}
	}
	for i := range g.sections {
		s := &g.sections[i]
		gone, sum := 0, geom.Unit(0)
		for k := s.first; k < s.first+s.n; k++ {
			if r := &g.rows[k]; r.row.Style.Visibility == style.Collapse {
				r.collapsed = true
				sum += r.h
				r.h = 0
				gone++
			}
		}
		if gone > 0 {
			sum += g.gapY() * geom.Unit(min(gone, s.n-1))
			s.h -= sum
			h += sum
		}
	}
	return h
}

// gapsX is what stands between the columns from..to that are there.
func (g *tableGrid) gapsX(from, to int) geom.Unit {
	n := 0
	for i := from; i < to; i++ {
		if !g.cols[i].collapsed {
			n++
		}
	}
	return g.spaceX * geom.Unit(max(0, n-1))
}

// gapsY is what stands between the rows from..to that are there.
func (g *tableGrid) gapsY(from, to int) geom.Unit {
	n := 0
	for i := from; i < to; i++ {
		if !g.rows[i].collapsed {
			n++
		}
	}
	return g.gapY() * geom.Unit(max(0, n-1))
}
