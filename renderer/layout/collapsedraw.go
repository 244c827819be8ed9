package layout

import (
	"cmp"

	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// spanned marks the lines inside of a cell that spans them: nothing is drawn there.
func (e *tableEdges) spanned(r0, r1, c0, c1 int) {
	for r := r0; r < r1; r++ {
		for c := c0; c < c1; c++ {
			if r > r0 {
				e.h[r][c] = tableEdge{none: true}
			}
			if c > c0 {
				e.v[r][c] = tableEdge{none: true}
			}
		}
	}
}

func (e *tableEdges) horizontal(r, c int) *tableEdge {
	if r < 0 || c < 0 || r >= len(e.h) || c >= len(e.h[r]) {
		return nil
	}
	return &e.h[r][c]
}

func (e *tableEdges) vertical(r, c int) *tableEdge {
	if r < 0 || r >= len(e.h)-1 {
		return nil
	}
	return &e.v[r][c]
}

func (e *tableEdge) drawn() bool { return e != nil && e.w > 0 && e.style > style.BorderHidden }

func (e *tableEdge) width() geom.Unit {
	if e == nil {
		return 0
	}
	return e.w
}

// over tells which of two borders goes over the other where they meet: the wider one, of
// the stronger style, of the box that comes first; 1 is e, -1 is f. Oracle: chromium.
func (e *tableEdge) over(f *tableEdge) int {
	x, y := e.drawn(), f.drawn()
	switch {
	case e == f || !x && !y:
		return 0
	case !x:
		return -1
	case !y:
		return 1
	case e.w != f.w:
		return cmp.Compare(e.w, f.w)
	case e.style != f.style:
		return cmp.Compare(strength(e.style), strength(f.style))
	}
	return cmp.Compare(f.order, e.order)
}

// joint is where up to four borders meet: size is how large the stronger ones of both
// directions leave it.
type joint struct {
	size                  geom.Size
	along, across, versus int // over() of left and right, of above and below, of the winners
}

func (e *tableEdges) joint(r, c int) joint {
	left, right, above, below := e.horizontal(r, c-1), e.horizontal(r, c), e.vertical(r-1, c), e.vertical(r, c)
	j := joint{along: left.over(right), across: above.over(below)}
	if j.along != 1 {
		left = right
	}
	if j.across != 1 {
		above = below
	}
	j.size = geom.Size{W: above.width(), H: left.width()}
	j.versus = left.over(above)
	return j
}

// placeEdges says where the collapsed borders are drawn: every one to the middle of the
// joints at its ends, and through those that it wins.
func (g *tableGrid) placeEdges(b *Box) {
	b.rarely().edges = nil
	e := g.edges
	if e == nil || len(g.rows) == 0 || len(g.cols) == 0 {
		return
	}
	rows, cols := len(g.rows), len(g.cols)
	first := g.rows[0].row
	org := geom.Point{X: first.Rect.X, Y: first.Rect.Y}
	for a := first.Container; a != nil && a != b; a = a.Container {
		org = org.Add(geom.Point{X: a.Rect.X, Y: a.Rect.Y})
	}
	// reach gives how far a line goes on at a joint, below zero where it stays away.
	reach := func(wins bool, w geom.Unit) geom.Unit {
		if wins {
			return w / 2
		}
		return -w / 2
	}
	add := func(t *tableEdge, r geom.Rect, vertical bool) {
		if r.W <= 0 || r.H <= 0 {
			return
		}
		if b.Style.Direction == style.RTL {
			r.X = first.Rect.W - r.X - r.W
		}
		r.X, r.Y = r.X.Add(org.X), r.Y.Add(org.Y)
		b.rarely().edges = append(b.rarely().edges, Edge{r, vertical, t.style, t.color})
	}
	y := geom.Unit(0)
	for r := 0; r <= rows; r++ {
		x, h := geom.Unit(0), geom.Unit(0)
		if r < rows {
			h = g.rows[r].h
		}
		for c := 0; c <= cols; c++ {
			w := geom.Unit(0)
			if c < cols {
				w = g.cols[c].w
			}
			from := e.joint(r, c)
			if t := e.vertical(r, c); t.drawn() {
				to := e.joint(r+1, c)
				up := reach(from.versus != 1 && from.across != 1, from.size.H)
				down := reach(to.versus != 1 && to.across != -1, to.size.H)
				add(t, geom.Rect{X: x - t.w/2, Y: y - up, W: t.w, H: h + up + down}, true)
			}
			if t := e.horizontal(r, c); t.drawn() {
				to := e.joint(r, c+1)
				back := reach(from.versus != -1 && from.along != 1, from.size.W)
				on := reach(to.versus != -1 && to.along != -1, to.size.W)
				add(t, geom.Rect{X: x - back, Y: y - t.w/2, W: w + back + on, H: t.w}, false)
			}
			x += w
		}
		y += h
	}
}
