package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// absolute gives an absolute child its static position, and its grid area as containing
// block when the grid contains it (CSS Grid 1 §9).
func (g *gridBox) absolute(j *job, k *Box, used geom.Unit) {
	area := geom.Rect{X: j.fr.left(), Y: j.fr.top(), W: j.cw, H: used}
	if k.Container == g.b {
		p := &j.fr.padding
		before, after := p.Left, p.Right
		rtl := g.c.Direction == style.RTL
		if rtl {
			before, after = after, before
		}
		x0, x1 := g.absoluteSpan(cols, k.Style.GridColStart, k.Style.GridColEnd, -before, j.cw+after)
		y0, y1 := g.absoluteSpan(rows, k.Style.GridRowStart, k.Style.GridRowEnd, -p.Top, used+p.Bottom)
		area.W, area.H = max(0, x1-x0), max(0, y1-y0)
		if rtl {
			area.X += j.cw - x1
		} else {
			area.X += x0
		}
		area.Y += y0
		k.rarely().gridArea = area
	}
	k.rarely().static = staticPos{area: area,
		alignX: alignStatic(g.selfAlign(k, cols), g.c.Direction == style.RTL), alignY: alignStatic(g.selfAlign(k, rows), false)}
}

// absoluteSpan gives the edges along an axis between the lines a and b of an absolute
// child, from the content box; lines that are automatic or not of the grid are those of the
// padding box.
func (g *gridBox) absoluteSpan(axis int, a, b style.GridLine, from, to geom.Unit) (start, end geom.Unit) {
	lines, count := &g.lines[axis], g.explicit[axis]
	s, okS := lines.resolveLine(a, count, false)
	e, okE := lines.resolveLine(b, count, true)
	switch {
	case okS && okE && s > e:
		s, e = e, s
	case okS && okE && s == e:
		okE = false
	case okS && b.Span:
		_, n, _ := lines.resolvePlace(a, b, count)
		e, okE = s+n, true
	case okE && a.Span:
		s, _, _ = lines.resolvePlace(a, b, count)
		okS = true
	}
	tracks := g.axes[axis].tracks
	s, e = s+g.before[axis], e+g.before[axis]
	start, end = from, to
	if n := len(tracks); okS && s >= 0 && s <= n {
		start = 0
		switch {
		case s < n:
			start = tracks[s].pos
		case n > 0:
			start = tracks[n-1].pos + tracks[n-1].base
		}
	}
	if okE && e >= 0 && e <= len(tracks) {
		end = 0
		switch {
		case e > 0:
			end = tracks[e-1].pos + tracks[e-1].base
		case len(tracks) > 0:
			end = tracks[0].pos
		}
	}
	return start, end
}
